"""How sure a row is: a logistic model over its doubts, fitted on judged rows."""

from functools import cache, lru_cache
from math import exp
from typing import Final

from pipeline.lexicon import table

# The row of `doubts.csv` with the weight of a row without any doubt.
_NONE: Final = "none"


@cache
def _weights() -> dict[str, float]:
    return {row["doubt"]: float(row["weight"]) for row in table("acts/doubts")}


@lru_cache(maxsize=4096)
def confidence(doubts: tuple[str, ...]) -> float:
    """The share of rows with these doubts that are right in force, status, actors and action,
    as fitted (`tests/labels/fit_confidence.py`): between 0 and 1, two decimals."""
    weights = _weights()
    return round(1 / (1 + exp(-weights[_NONE] - sum(weights[name] for name in doubts))), 2)
