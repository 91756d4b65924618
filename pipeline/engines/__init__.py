"""How documents are spread over workers: one function an engine, results in order.

An engine takes a picklable function, the items and a number of workers, and yields one result an
item in the order of the items, or WorkerLost where an item killed its worker. A new engine is one
function and one line in ENGINES.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from pipeline.engines.processes import WorkerLost, map_processes
from pipeline.engines.serial import map_serial

__all__ = ["ENGINES", "MapDocuments", "WorkerLost"]

MapDocuments = Callable[[Callable[[Any], Any], Sequence[Any], int], Iterator[Any]]

ENGINES: Final[dict[str, MapDocuments]] = {
    "serial": map_serial,
    "processes": map_processes,
}
