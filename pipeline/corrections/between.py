"""The corrections that lead from the program's rows to a coder's."""

from collections.abc import Iterable, Sequence

from pipeline.corrections.labels import ActLabel, Correction, Corrections, Label, MentionLabel, Span
from pipeline.corrections.quotes import quote
from pipeline.evaluate.pairing import pairs
from pipeline.evaluate.scores import SAME_ACT


def corrections_between(
    text: str,
    file: str,
    mentions: tuple[Sequence[MentionLabel], Sequence[MentionLabel]],
    acts: tuple[Sequence[ActLabel], Sequence[ActLabel]],
) -> Corrections:
    """What a coder has changed in the document `file`; of each pair the first are the program's.

    Two rows are one where they overlap by half or more, the best overlap first, as in scoring.
    """
    return Corrections(file, _changes(text, *mentions), _changes(text, *acts))


def _changes(
    text: str, program: Sequence[Label], coder: Sequence[Label]
) -> tuple[Correction[Label], ...]:
    paired = pairs(program, coder, SAME_ACT)
    known, told = {id(was) for was, _ in paired}, {id(now) for _, now in paired}
    changes: list[tuple[Label | None, Label | None]] = [
        (was, now) for was, now in paired if was != now
    ]
    changes += [(was, None) for was in program if id(was) not in known]
    changes += [(None, now) for now in coder if id(now) not in told]
    found = [
        Correction(was, now, {span: quote(text, span) for span in _spans((was, now))})
        for was, now in changes
    ]
    return tuple(sorted(found, key=_place))


def _spans(labels: Iterable[Label | None]) -> Iterable[Span]:
    for label in labels:
        if label is not None:
            yield label.span
        if isinstance(label, ActLabel):
            yield label.cue
            if label.parent:
                yield label.parent


def _place(one: Correction[Label]) -> Span:
    label = one.was or one.now
    assert label
    return label.span
