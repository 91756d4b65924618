"""Which predicted span stands for which labelled one."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from pipeline.evaluate.labels import Span


class Spanned(Protocol):
    """Anything with a span of code points, end exclusive."""

    @property
    def span(self) -> Span:
        """Start and end."""


Item = TypeVar("Item", bound=Spanned)


def overlap(a: Span, b: Span) -> float:
    """Intersection over union of two spans, 0 where they do not meet."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def pairs(
    gold: Sequence[Item],
    predicted: Sequence[Item],
    floor: float,
    alike: Callable[[Item, Item], bool] = lambda _a, _b: True,
) -> list[tuple[Item, Item]]:
    """One-to-one pairs (labelled, predicted) that overlap by `floor` (above 0) or more.

    The best overlap takes first; between equals the earlier in `gold`, then in `predicted`.
    """
    candidates = [
        (-value, i, j)
        for i, j in _meeting(gold, predicted)
        if (value := overlap(gold[i].span, predicted[j].span)) >= floor
        and alike(gold[i], predicted[j])
    ]
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    found = []
    for _, i, j in sorted(candidates):
        if i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            found.append((gold[i], predicted[j]))
    return found


def _meeting(gold: Sequence[Item], predicted: Sequence[Item]) -> list[tuple[int, int]]:
    """Places (in `gold`, in `predicted`) of spans that share a code point."""
    order = sorted(range(len(predicted)), key=lambda j: predicted[j].span)
    starts = [predicted[j].span[0] for j in order]
    longest = max((end - start for start, end in (p.span for p in predicted)), default=0)
    out: list[tuple[int, int]] = []
    for i, item in enumerate(gold):
        start, end = item.span
        # No predicted span that begins before this can still reach `start`.
        near = order[bisect_left(starts, start - longest) : bisect_left(starts, end)]
        out.extend((i, j) for j in near if predicted[j].span[1] > start)
    return out
