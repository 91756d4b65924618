"""Everything in this process, one document after the other."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_serial(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    workers: int,  # noqa: ARG001 every engine is called alike
) -> Iterator[Result]:
    """Results in the order of the items; `workers` is without meaning here."""
    return map(function, items)
