"""A document as a Label Studio task: its text, and as a prediction what the program found."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.corrections import ActLabel, MentionLabel
from pipeline.corrections.labels import Span
from pipeline.labelling import studio_config as studio
from pipeline.labelling.labels import Labelled

Result = dict[str, Any]
_PARTIES = ("actors", "obligors", "partners")


def task(labelled: Labelled, file: str, version: str) -> dict[str, Any]:
    """One task of an import file, of the document in `file`, predicted by the program `version`."""
    return {
        "data": {
            "file": file,
            "document": labelled.document_id,
            studio.TEXT: shown(labelled.text),
        },
        "predictions": [{"model_version": version, "result": list(_results(labelled))}],
    }


def shown(text: str) -> str:
    """The text as Label Studio shows it: characters that it does not count as one character, or
    does not count at all, are replaced, so that its offsets are code points of the text."""
    return "".join("\ufffd" if char > "\uffff" else " " if char == "\r" else char for char in text)


def _results(labelled: Labelled) -> Iterator[Result]:
    for number, one in enumerate(labelled.mentions, 1):
        region = _Region(labelled, f"m{number}", one.span)
        yield region.labelled(studio.MENTION, one.label)
        yield from _mention_fields(region, one)
    names = {act.span: f"a{number}" for number, act in reversed([*enumerate(labelled.acts, 1)])}
    cues = {span: f"c{number}" for number, span in enumerate(_cues(labelled), 1)}
    for span, name in cues.items():
        yield _Region(labelled, name, span).labelled(studio.ACT, studio.CUE)
    for number, act in enumerate(labelled.acts, 1):
        region = _Region(labelled, f"a{number}", act.span)
        yield region.labelled(
            studio.ACT, studio.COMMITMENT if act.is_commitment else studio.OTHER_ACT
        )
        yield from _act_fields(region, act)
        yield _relation(region.name, cues[act.cue], studio.CUE)
        if act.parent in names and act.parent:
            yield _relation(region.name, names[act.parent], studio.PARENT)


def _cues(labelled: Labelled) -> list[Span]:
    return sorted({act.cue for act in labelled.acts})


class _Region:
    """A span with its name; every field of it repeats both."""

    def __init__(self, labelled: Labelled, name: str, span: Span) -> None:
        self.name = name
        self._place = {"start": span[0], "end": span[1]}
        self._words = shown(labelled.text[slice(*span)])

    def labelled(self, tag: str, label: str) -> Result:
        return self._result(tag, "labels", {"text": self._words, "labels": [label]})

    def chosen(self, tag: str, choice: str) -> Result:
        return self._result(tag, "choices", {"text": self._words, "choices": [choice]})

    def written(self, tag: str, words: str) -> Result:
        return self._result(tag, "textarea", {"text": [words]})

    def _result(self, tag: str, kind: str, value: Mapping[str, Any]) -> Result:
        return {
            "id": self.name,
            "from_name": tag,
            "to_name": studio.TEXT,
            "type": kind,
            "value": {**self._place, **value},
        }


def _relation(source: str, target: str, kind: str) -> Result:
    return {
        "from_id": source,
        "to_id": target,
        "type": "relation",
        "direction": "right",
        "labels": [kind],
    }


def _mention_fields(region: _Region, one: MentionLabel) -> Iterator[Result]:
    for name in studio.NAMES:
        if value := getattr(one, name):
            yield region.written(name, value)


def _act_fields(region: _Region, act: ActLabel) -> Iterator[Result]:
    force = next(name for name, value in studio.FORCES.items() if value == act.force)
    told = {name: getattr(act, name) for name in (*studio.CHOICES, *studio.WORDS)}
    told |= {"force": force, studio.NEGATED: studio.NEGATED if act.negated else None}
    told |= {name: "; ".join(told[name]) for name in _PARTIES}
    for name in studio.CHOICES:
        if told[name]:
            yield region.chosen(name, told[name])
    for name in studio.WORDS:
        if told[name]:
            yield region.written(name, told[name])
