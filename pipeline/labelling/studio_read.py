"""What coders made of a Label Studio task: its annotation back to mentions and acts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pipeline.corrections import ActLabel, MentionLabel
from pipeline.corrections.labels import Span
from pipeline.corrections.outline import Outline
from pipeline.errors import UsageError
from pipeline.labelling import studio_config as studio
from pipeline.labelling.labels import Labelled
from pipeline.labelling.studio_write import shown

_PARTIES: Final = ("actors", "obligors", "partners")
_LIST: Final = re.compile(r"[;\n]")


def read_export(tasks: Any, labelled: Labelled, file: str, export: str) -> Labelled:
    """The document with the mentions and acts of its task in an export (format JSON).

    `tasks` is the content of the file named `export`; the task is that of the name `file`, and of
    several annotations of it the last that was not skipped counts. Raises UsageError where there
    is none, where the text is another, and naming every span that the guideline does not allow.
    """
    try:
        found = [task for task in tasks if task["data"].get("file") == file]
        named = sorted({str(task["data"].get("file")) for task in tasks})
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{export} is no Label Studio export of the format JSON.") from error
    if not found:
        raise UsageError(f"{export} has no task of {file}, but of {', '.join(named)}.")
    task = found[-1]
    if task["data"].get(studio.TEXT) != shown(labelled.text):
        raise UsageError(f"{export} labels another text of {file} than it has now: label it anew.")
    done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    if not done:
        raise UsageError(f"{export} has no annotation of {file}: submit the task, then export it.")
    last = max(done, key=lambda one: str(one.get("updated_at", "")))
    return from_results(last["result"], labelled)


def from_results(results: Iterable[Mapping[str, Any]], labelled: Labelled) -> Labelled:
    """The document with the mentions and acts of one annotation, or of a prediction."""
    regions: dict[str, _Region] = {}
    relations = []
    for one in results:
        if one["type"] == "relation":
            relations.append(one)
        else:
            regions.setdefault(one["id"], _Region(labelled.text, one["value"])).add(one)
    for one in relations:
        for kind in one.get("labels") or ():
            if one["from_id"] in regions and one["to_id"] in regions:
                regions[one["from_id"]].tied[kind] = regions[one["to_id"]]
    reading = _Reading(labelled, list(regions.values()))
    mentions = [reading.mention(one) for one in reading.regions if one.tag == studio.MENTION]
    acts = [reading.act(one) for one in reading.regions if one.is_act]
    labels: list[MentionLabel | ActLabel] = [*mentions, *acts]
    told = [f"“{labelled.quote(one)}” {fault}" for one in labels for fault in one.faults()]
    if faults := [*reading.faults, *told]:
        raise UsageError("The labels are not in order:\n- " + "\n- ".join(faults))
    mentions.sort(key=lambda one: (one.start, -one.end))
    acts.sort(key=lambda one: (one.start, one.end, one.cue))
    return replace(labelled, mentions=tuple(mentions), acts=tuple(acts))


class _Region:
    """One span with its label and fields; `tied` are the spans that its relations lead to."""

    def __init__(self, text: str, value: Mapping[str, Any]) -> None:
        start, end = int(value["start"]), int(value["end"])
        # What was selected by hand may have blanks at its ends.
        words = text[start:end]
        self.span: Span = (
            start + len(words) - len(words.lstrip()),
            end - len(words) + len(words.rstrip()),
        )
        self.tag = self.label = ""
        self.fields: dict[str, str] = {}
        self.tied: dict[str, _Region] = {}

    @property
    def is_act(self) -> bool:
        return self.label in (studio.COMMITMENT, studio.OTHER_ACT)

    def add(self, one: Mapping[str, Any]) -> None:
        value = one["value"]
        if one["type"] == "labels":
            self.tag, self.label = one["from_name"], value["labels"][0]
        elif one["type"] == "choices":
            self.fields[one["from_name"]] = value["choices"][0]
        elif one["type"] == "textarea":
            words = value["text"] if isinstance(value["text"], list) else [value["text"]]
            self.fields[one["from_name"]] = "\n".join(map(str.strip, words))


class _Reading:
    """The regions of one annotation as labels, and what is wrong with them."""

    def __init__(self, labelled: Labelled, regions: Sequence[_Region]) -> None:
        self.regions = [one for one in regions if one.label]
        self.faults: list[str] = []
        self._text = labelled.text
        self._outline = Outline(labelled.nodes)
        self._cues = sorted(one.span for one in self.regions if one.label == studio.CUE)
        for one in self.regions:
            if self._outline.at(one.span) is None:
                self._fault(one, "does not stand in one piece of the outline")

    def _fault(self, one: _Region, fault: str) -> None:
        self.faults.append(f"“{self._text[slice(*one.span)]}” {fault}")

    def mention(self, one: _Region) -> MentionLabel:
        words = " ".join(self._text[slice(*one.span)].split())
        name, code = one.fields.get("name") or words, one.fields.get("code") or None
        return MentionLabel(*one.span, one.label, name, code)

    def act(self, one: _Region) -> ActLabel:
        kept = one.label == studio.COMMITMENT
        told: dict[str, Any] = {
            name: one.fields.get(name) or None for name in (*studio.CHOICES, *studio.WORDS)
        }
        parties = {name: _items(told.pop(name)) for name in _PARTIES}
        parties["obligors"] = parties["obligors"] or parties["actors"]
        parent = one.tied.get(studio.PARENT)
        for name in ("status", "level", "ctype") if not kept else ("reason",):
            told[name] = None
        if kept:
            told["ctype"] = told["ctype"] or "action"
            told["level"] = told["level"] or self._level(one)
        told |= {"cue_lemma": told["cue_lemma"] or "", "negated": told["negated"] is not None}
        return ActLabel(
            *one.span,
            cue=self._cue(one),
            is_commitment=kept,
            parent=parent.span if parent else None,
            **(told | parties | {"force": self._force(one)}),
        )

    def _force(self, one: _Region) -> int | None:
        chosen = one.fields.get("force")
        if chosen not in studio.FORCES:
            self._fault(one, f"has no force ({', '.join(studio.FORCES)})")
            return 0
        return studio.FORCES[chosen]

    def _level(self, one: _Region) -> str:
        if studio.PARENT in one.tied:
            return "measure"
        node = self._outline.at(one.span)
        return "action" if node and node.kind == "bullet" else "goal"

    def _cue(self, one: _Region) -> Span:
        """The cue that an act is tied to, else the first inside it, else the last before it in
        its node."""
        if tied := one.tied.get(studio.CUE):
            return tied.span
        start, end = one.span
        if inside := [cue for cue in self._cues if start <= cue[0] and cue[1] <= end]:
            return inside[0]
        node = self._outline.at(one.span)
        if node and (before := [cue for cue in self._cues if node.start <= cue[0] < start]):
            return before[-1]
        self._fault(one, "has no cue: mark the cue and draw the relation “cue” to it")
        return one.span


def _items(words: str | None) -> tuple[str, ...]:
    return tuple(item.strip() for item in _LIST.split(words or "") if item.strip())
