"""Everything in this process, one document after the other."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pipeline.engines.passing import Ready

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_serial(
    function: Callable[[Item], Result], items: Iterable[Item | Ready]
) -> Iterator[Result | Ready]:
    """Results in the order of the items."""
    return (item if isinstance(item, Ready) else function(item) for item in items)
