"""Which of the program's rows a correction is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.corrections.labels import ActLabel, Correction, Label, Span
from pipeline.evaluate.pairing import pairs
from pipeline.evaluate.scores import SAME_ACT
from pipeline.model import Act, Mention


@dataclass(frozen=True, slots=True)
class _Target:
    """A correction's row, or one of the program's: its number, its span, and what must be the
    same for two rows to be one although their spans differ."""

    number: int
    span: Span
    kind: tuple[object, ...]


def matched(
    corrections: Sequence[Correction[Label]], rows: Sequence[Mention | Act]
) -> dict[int, int]:
    """The row that each correction takes the place of, by number; none for a row that is new.

    That is the row of the span that was corrected, for an added one of the very span; else the
    one that overlaps it best, by half or more, with the same label, or the same cue and the same
    place in the tree: what the program finds may have grown or shrunk by some words since.
    """
    sought = [
        _Target(number, label.span, _kind(label))
        for number, one in enumerate(corrections)
        if (label := one.was or one.now)
    ]
    found = [
        _Target(number, (row.start, row.end), _kind_of_row(row)) for number, row in enumerate(rows)
    ]
    free = {target.number: target for target in found}
    taken: dict[int, int] = {}
    for number, row in _exact(corrections, sought, found):
        if number not in taken and row in free:
            taken[number] = row
            del free[row]
    left = [target for target in sought if target.number not in taken]
    for one, other in pairs(left, list(free.values()), SAME_ACT, lambda a, b: a.kind == b.kind):
        taken[one.number] = other.number
    return taken


def _exact(
    corrections: Sequence[Correction[Label]], sought: Sequence[_Target], found: Sequence[_Target]
) -> Iterator[tuple[int, int]]:
    """Correction and row of one span: first those of one kind, too, then, unless the correction
    adds a row, the others."""
    by_span: dict[Span, list[_Target]] = {}
    for row in found:
        by_span.setdefault(row.span, []).append(row)
    for alike in (True, False):
        for target in sought:
            for row in by_span.get(target.span, ()):
                if (target.kind == row.kind) if alike else corrections[target.number].was:
                    yield target.number, row.number


def _kind(label: Label) -> tuple[object, ...]:
    if isinstance(label, ActLabel):
        return label.cue, label.parent is not None
    return (label.label,)


def _kind_of_row(row: Mention | Act) -> tuple[object, ...]:
    if isinstance(row, Act):
        return (row.cue_start, row.cue_end), row.parent is not None
    return (row.label,)
