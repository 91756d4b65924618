"""What a run must keep of each document until its end, on disk: a million need no memory.

The files are temporary and nameless; what is read back was written by this very process.
"""

import heapq
import pickle
from array import array
from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, Generic, TypeVar, overload

Item = TypeVar("Item")

_MOST_IN_MEMORY: Final = 20_000
_READ_AT_ONCE: Final = 64


class Shelf(Sequence[Item], Generic[Item]):
    """A growing sequence on disk; eight bytes an item stay in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 open as long as the shelf stands
        self._places = array("Q")
        self._end = 0

    def append(self, item: Item) -> None:
        """Puts one item behind the others; it must pickle."""
        data = pickle.dumps(item, protocol=5)
        self._file.seek(self._end)
        self._file.write(data)
        self._places.append(self._end)
        self._end += len(data)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        self._file.seek(self._places[place])
        item: Item = pickle.load(self._file)
        return item


class Sorter(Generic[Item]):
    """Keyed items in the order of their keys, those of one key as they came.

    Sorted runs are put aside on disk and merged in the end, so that memory holds one run.
    """

    def __init__(self, folder: Path | None = None, most: int = _MOST_IN_MEMORY) -> None:
        self._folder = folder
        self._most = most
        self._waiting: list[tuple[str, Item]] = []
        self._runs: list[Shelf[list[tuple[str, Item]]]] = []

    def add(self, key: str, item: Item) -> None:
        """Takes one item in."""
        self._waiting.append((key, item))
        if len(self._waiting) >= self._most:
            self._put_aside()

    def __iter__(self) -> Iterator[tuple[str, Item]]:
        self._waiting.sort(key=itemgetter(0))
        runs = [(pair for part in run for pair in part) for run in self._runs]
        return heapq.merge(*runs, self._waiting, key=itemgetter(0))

    def _put_aside(self) -> None:
        self._waiting.sort(key=itemgetter(0))
        run: Shelf[list[tuple[str, Item]]] = Shelf(self._folder)
        for start in range(0, len(self._waiting), _READ_AT_ONCE):
            run.append(self._waiting[start : start + _READ_AT_ONCE])
        self._runs.append(run)
        self._waiting = []
