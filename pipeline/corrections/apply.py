"""Corrections over the rows that the rules have found: removed, changed and added ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from pipeline import edtf
from pipeline.corrections.entity import mention_of
from pipeline.corrections.labels import (
    ActLabel,
    Correction,
    Corrections,
    Label,
    MentionLabel,
    Span,
)
from pipeline.corrections.match import matched
from pipeline.corrections.outline import Outline
from pipeline.corrections.place import place, short
from pipeline.model import Act, Mention, Node, Problem
from pipeline.values import CLASS_OF_FORCE, CORRECTED

# What a label and an act have under one name.
_SHARED: Final = {f.name for f in fields(ActLabel)} & {f.name for f in fields(Act)}
_MEASURE: Final = "measure"


@dataclass(frozen=True, slots=True)
class Applied:
    """A document's mentions and acts as corrected, in text order, and what could not be."""

    mentions: tuple[Mention, ...]
    acts: tuple[Act, ...]
    problems: tuple[Problem, ...] = ()


def apply(
    text: str,
    nodes: Sequence[Node],
    mentions: Sequence[Mention],
    acts: Sequence[Act],
    corrections: Corrections,
    file: str,
) -> Applied:
    """The rows with the corrections (from the file of that name) applied.

    A corrected row is `method` corrected, of confidence 1, by no rule. A child whose parent was
    changed follows it; one whose parent was removed stands on its own.
    """
    if not corrections.mentions and not corrections.acts:
        return Applied(tuple(mentions), tuple(acts))
    outline = Outline(nodes)
    named, named_problems = _standing(text, outline, corrections.mentions, file)
    done, done_problems = _standing(text, outline, corrections.acts, file)
    return Applied(
        _mentions(text, outline, mentions, named),
        _acts(outline, acts, done),
        (*named_problems, *done_problems),
    )


def _standing(
    text: str, outline: Outline, corrections: Sequence[Correction[Label]], file: str
) -> tuple[list[Correction[Label]], list[Problem]]:
    """The corrections that can be applied to this text and outline, and why others cannot."""
    placed = place(text, corrections, file)
    problems = list(placed.problems)
    kept = []
    for one in placed.corrections:
        if one.now is None or outline.at(one.now.span):
            kept.append(one)
            continue
        message = (
            f"A correction in {file} does not stand in one piece of the outline (a bullet, a "
            f"paragraph), so it was not applied: “{short(one.words)}”. Correct the row again."
        )
        problems.append(Problem("warning", "correction_stale", message, *one.now.span))
    return kept, problems


def _mentions(
    text: str,
    outline: Outline,
    mentions: Sequence[Mention],
    corrections: Sequence[Correction[MentionLabel]],
) -> tuple[Mention, ...]:
    of = matched(corrections, mentions)
    gone = set(of.values())
    kept = [mention for number, mention in enumerate(mentions) if number not in gone]
    for number, one in enumerate(corrections):
        if one.now and (node := outline.at(one.now.span)):
            old = mentions[of[number]] if number in of else None
            kept.append(mention_of(text, one.now, node.path, old))
    return tuple(sorted(kept, key=lambda mention: (mention.start, -mention.end)))


def _acts(
    outline: Outline, acts: Sequence[Act], corrections: Sequence[Correction[ActLabel]]
) -> tuple[Act, ...]:
    of = matched(corrections, acts)
    gone = set(of.values())
    kept = [act for number, act in enumerate(acts) if number not in gone]
    became: dict[Span, Span] = {}
    for number, one in enumerate(corrections):
        if one.now is None:
            continue
        for span in (one.was.span if one.was else None, _span(acts, of.get(number))):
            if span is not None:
                became[span] = one.now.span
        if node := outline.at(one.now.span):
            kept.append(_act(one.now, node, acts[of[number]] if number in of else None))
    return _related(outline, kept, became)


def _span(acts: Sequence[Act], number: int | None) -> Span | None:
    return None if number is None else (acts[number].start, acts[number].end)


def _act(label: ActLabel, node: Node, old: Act | None) -> Act:
    said = {name: getattr(label, name) for name in _SHARED}
    quoted = old if old and old.reason == label.reason else None
    return Act(
        **said,
        node=node.path,
        cue_start=label.cue[0],
        cue_end=label.cue[1],
        act_class=CLASS_OF_FORCE[label.force],
        deadline_end=edtf.interval_end(label.deadline) if label.deadline else None,
        embedded_by=quoted.embedded_by if quoted else None,
        embedded_action=quoted.embedded_action if quoted else None,
        method=CORRECTED,
    )


def _related(outline: Outline, acts: Iterable[Act], became: dict[Span, Span]) -> tuple[Act, ...]:
    """The acts in order, each parent one of them: the act that it has become, or none."""
    ordered = sorted(acts, key=lambda act: (act.start, act.end, act.cue_start, act.cue_end))
    spans = {(act.start, act.end) for act in ordered}
    return tuple(_child(outline, act, spans, became) if act.parent else act for act in ordered)


def _child(outline: Outline, act: Act, spans: set[Span], became: dict[Span, Span]) -> Act:
    parent = act.parent
    if parent is not None and parent not in spans:
        parent = became.get(parent)
    if parent in spans and parent != (act.start, act.end):
        return replace(act, parent=parent)
    level = act.level
    if level == _MEASURE:
        node = outline.at((act.start, act.end))
        level = "action" if node and node.kind == "bullet" else "goal"
    return replace(act, parent=None, level=level)
