"""How documents are spread over workers: one function an engine, results in order.

An engine takes a picklable function, the items and what it needs of the settings, and yields one
result an item in the order of the items: WorkerLost where an item killed its worker, an item that
is Ready as it is. It takes items only as workers come free, so that they may be a stream of any
length. A new engine is one function and one line in ENGINES.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from pipeline.config import Settings
from pipeline.engines.dask import map_dask
from pipeline.engines.passing import Ready, WorkerLost
from pipeline.engines.processes import map_processes
from pipeline.engines.serial import map_serial

__all__ = ["ENGINES", "MapDocuments", "Ready", "WorkerLost"]

MapDocuments = Callable[[Callable[[Any], Any], Iterable[Any], Settings], Iterator[Any]]

ENGINES: Final[dict[str, MapDocuments]] = {
    "serial": lambda function, items, _: map_serial(function, items),
    "processes": lambda function, items, given: map_processes(function, items, given.workers),
    "dask": lambda function, items, given: map_dask(function, items, given.scheduler or ""),
}
