"""The workers of a Dask cluster that runs already, on as many machines as it has.

What travels is small: where a document lies there, its rows back. A worker that dies costs time
only: the scheduler gives what it had to others.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar, cast

from pipeline.engines.passing import Ready, WorkerLost
from pipeline.errors import UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

# Documents in flight a thread of the cluster: enough to hide the way there and back.
_IN_FLIGHT: Final = 4
_CONNECTING_SECONDS: Final = 30


def map_dask(
    function: Callable[[Item], Result], items: Iterable[Item | Ready], scheduler: str
) -> Iterator[Result | Ready | WorkerLost]:
    """Results in the order of the items, WorkerLost where an item killed one worker after another.

    `scheduler` is the address of the cluster (`tcp://host:8786`); its workers need this program in
    the same version. An exception raised by `function` stops the run and is raised here. Raises
    UsageError where nobody answers.
    """
    import distributed

    # The library is typed in part only.
    connect: Any = distributed.Client
    try:
        client = connect(scheduler, timeout=_CONNECTING_SECONDS)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"No Dask scheduler answers at {scheduler}: {error}") from error
    with client:
        client.wait_for_workers(1, timeout=_CONNECTING_SECONDS)
        waiting = iter(items)
        flying: deque[tuple[Item | Ready, Any]] = deque()
        while True:
            # Workers may join while the run goes on.
            most = max(1, sum(client.nthreads().values())) * _IN_FLIGHT
            for item in islice(waiting, max(0, most - len(flying))):
                ready = isinstance(item, Ready)
                flying.append((item, None if ready else client.submit(function, item, pure=False)))
            if not flying:
                return
            item, future = flying.popleft()
            try:
                # Without a future it is Ready.
                yield cast(Ready, item) if future is None else future.result()
            except distributed.KilledWorker:
                yield WorkerLost()
