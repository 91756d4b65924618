"""A pool of processes on this machine.

Workers come from a fork server (or are spawned, where there is none): forking a process that
already runs threads, as a notebook does, can deadlock. What travels is small: paths there, rows
back. A document that kills its worker costs that document, not the run.
"""

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.context import BaseContext
from types import ModuleType
from typing import Final, TypeVar, cast

from pipeline.engines.passing import Ready, WorkerLost

Item = TypeVar("Item")
Result = TypeVar("Result")

# Documents at work a worker: enough to keep all busy, few enough to be done again where one dies.
_AT_WORK: Final = 4
# And those done whose results wait for a slow one before them: a scan takes as long as a hundred
# other documents, and workers must not stand idle behind it. They bound what is held in memory.
_WAITING: Final = 32
# Imported once in the fork server and shared by all its workers.
_PRELOAD: Final = ["spacy.lang.en", "pipeline.language", "pipeline.readers", "pipeline.outline"]


def map_processes(
    function: Callable[[Item], Result], items: Iterable[Item | Ready], workers: int
) -> Iterator[Result | Ready | WorkerLost]:
    """Results in the order of the items, WorkerLost where an item killed its worker.

    Items are taken as workers come free. An exception raised by `function` stops the run and is
    raised here.
    """
    context = _context()
    waiting = iter(items)
    flying: deque[tuple[Item | Ready, Future[Result] | None]] = deque()
    while True:
        try:
            yield from _in_pool(context, function, waiting, workers, flying)
            return
        except BrokenProcessPool:
            # Any item at work may have been the one: each goes alone, then the rest together.
            while flying:
                item, future = flying.popleft()
                if isinstance(item, Ready):
                    yield item
                elif future and future.done() and not future.exception():
                    yield future.result()
                else:
                    yield _alone(context, function, item)


def _context() -> BaseContext:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload(_PRELOAD)
    return context


def _in_pool(
    context: BaseContext,
    function: Callable[[Item], Result],
    waiting: Iterator[Item | Ready],
    workers: int,
    flying: deque[tuple[Item | Ready, Future[Result] | None]],
) -> Iterator[Result | Ready]:
    """Results as long as the pool holds; where it breaks, `flying` has what was not yet given."""
    executor = ProcessPoolExecutor(workers, mp_context=context)
    try:
        while True:
            room = min(
                workers * _AT_WORK - len(_at_work(flying)),
                workers * (_AT_WORK + _WAITING) - len(flying),
            )
            for item in islice(waiting, max(0, room)):
                flying.append((item, None))
                if not isinstance(item, Ready):
                    flying[-1] = item, _submit(executor, function, item)
            if not flying:
                return
            item, future = flying[0]
            if future and not future.done():
                # Whichever is done first leaves room for another one.
                wait(_at_work(flying), return_when=FIRST_COMPLETED)
                continue
            result = future.result() if future else cast(Ready, item)
            flying.popleft()
            yield result
    finally:
        executor.shutdown(cancel_futures=True)


def _at_work(
    flying: Iterable[tuple[Item | Ready, Future[Result] | None]],
) -> list[Future[Result]]:
    return [future for _, future in flying if future and not future.done()]


def _alone(
    context: BaseContext, function: Callable[[Item], Result], item: Item
) -> Result | WorkerLost:
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        try:
            return _submit(executor, function, item).result()
        except BrokenProcessPool:
            return WorkerLost()


def _submit(
    executor: ProcessPoolExecutor, function: Callable[[Item], Result], item: Item
) -> Future[Result]:
    """Submits while the caller's main module is out of sight.

    Submitting starts the workers, and a worker imports its parent's main module anew: a script
    without a guard would run itself again in each, and one read from standard input is no file.
    Nothing that workers do needs it.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        return executor.submit(function, item)
    finally:
        sys.modules["__main__"] = main
