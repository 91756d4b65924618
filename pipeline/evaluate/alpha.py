"""Krippendorff's alpha: how far coders agree beyond chance on the values of one field.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011:
1 less the disagreement observed over the disagreement expected, from the coincidences of values.
Written out here because the library for it is under the GPL and this program is not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import permutations
from typing import Any

# How far two values are apart, squared, given how often each value occurs.
Metric = Callable[[Any, Any, Mapping[Any, float]], float]


def nominal(a: object, b: object, _counts: Mapping[Any, float]) -> float:
    """Values are the same or not."""
    return float(a != b)


def ordinal(a: int, b: int, counts: Mapping[int, float]) -> float:
    """Values are ranks: they are as far apart as there are ranked things between them."""
    low, high = min(a, b), max(a, b)
    between = sum(number for value, number in counts.items() if low <= value <= high)
    return (between - (counts[low] + counts[high]) / 2) ** 2 if low < high else 0.0


def alpha(units: Iterable[Sequence[Any]], metric: Metric) -> float | None:
    """Alpha over units, each the values that its coders gave, None where a coder gave none.

    A unit with fewer than two values says nothing. None where no unit is left, or where all
    values are one and the same, so that there is nothing to disagree about.
    """
    coincidences: dict[tuple[Any, Any], float] = defaultdict(float)
    counts: dict[Any, float] = defaultdict(float)
    for unit in units:
        values = [value for value in unit if value is not None]
        for a, b in permutations(values, 2):
            coincidences[a, b] += 1 / (len(values) - 1)
            counts[a] += 1 / (len(values) - 1)
    expected = sum(counts[a] * counts[b] * metric(a, b, counts) for a in counts for b in counts)
    if not expected:
        return None
    observed = sum(number * metric(a, b, counts) for (a, b), number in coincidences.items())
    return 1 - (sum(counts.values()) - 1) * observed / expected
