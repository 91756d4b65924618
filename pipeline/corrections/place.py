"""Corrections laid over a text that may have changed: where each stands now, if it does."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Generic

from pipeline.corrections.labels import ActLabel, Correction, Label, Span
from pipeline.corrections.quotes import find, stands
from pipeline.model import Problem

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Placed(Generic[Label]):
    """Corrections whose every quote stands in the text, with the spans they have there; what
    moved and what went stale is told in `problems`."""

    corrections: tuple[Correction[Label], ...]
    problems: tuple[Problem, ...]


def place(text: str, corrections: Iterable[Correction[Label]], file: str) -> Placed[Label]:
    """`corrections` (from the file of that name) as they apply to `text`.

    A span whose words still stand at its offsets stays; one whose words stand in just one other
    place moves there, and is told; where they stand nowhere or in several, the whole correction
    is left out, and told.
    """
    placed, problems = [], []
    for one in corrections:
        spans = {span: _now(text, span, one) for span in one.quotes}
        known = {old: new for old, new in spans.items() if new is not None}
        label = one.now or one.was
        assert label
        if len(known) < len(spans):
            lost = next(one.quotes[old].text for old, new in spans.items() if new is None)
            problems.append(_stale(file, one.words, lost, known.get(label.span)))
            continue
        if any(old != new for old, new in known.items()):
            problems.append(_moved(file, one.words, known[label.span]))
        quotes = {known[old]: words for old, words in one.quotes.items()}
        placed.append(Correction(_at(one.was, known), _at(one.now, known), quotes))
    return Placed(tuple(placed), tuple(problems))


def _now(text: str, span: Span, one: Correction[Label]) -> Span | None:
    words = one.quotes[span]
    return span if stands(text, span, words.text) else find(text, words)


def _at(label: Label | None, spans: dict[Span, Span]) -> Label | None:
    if label is None:
        return None
    start, end = spans[label.span]
    if isinstance(label, ActLabel):
        parent = spans[label.parent] if label.parent else None
        return replace(label, start=start, end=end, cue=spans[label.cue], parent=parent)
    return replace(label, start=start, end=end)


def _stale(file: str, words: str, lost: str, span: Span | None) -> Problem:
    message = (
        f"The text under a correction in {file} has changed, so it was not applied: "
        f"“{short(words)}”"
    )
    if lost != words:
        message += f" (its “{short(lost)}” is gone)"
    message += ". Its words stand nowhere now, or in several places: correct the row again."
    return Problem("warning", "correction_stale", message, *(span or (None, None)))


def _moved(file: str, words: str, span: Span) -> Problem:
    message = (
        f"The text has changed since a correction in {file} was made; its words were found in one "
        f"other place, and it was applied there: “{short(words)}”."
    )
    return Problem("info", "correction_moved", message, *span)


def short(words: str) -> str:
    """The beginning of a quote, for a message."""
    folded = " ".join(words.split())
    return folded if len(folded) <= _SHOWN else f"{folded[:_SHOWN].rstrip()}…"
