"""A pool of processes on this machine.

Workers come from a fork server (or are spawned, where there is none): forking a process that
already runs threads, as a notebook does, can deadlock. What travels is small: paths there, rows
back. A document that kills its worker costs that document, not the run.
"""

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing.context import BaseContext
from types import ModuleType
from typing import Final, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Documents in flight a worker: enough to keep all busy, few enough to bound what waits.
_IN_FLIGHT: Final = 4
# Imported once in the fork server and shared by all its workers.
_PRELOAD: Final = ["spacy.lang.en", "pipeline.language", "pipeline.readers", "pipeline.outline"]


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """Stands for the result of an item whose worker died (out of memory, crash in C code)."""


def map_processes(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int
) -> Iterator[Result | WorkerLost]:
    """Results in the order of the items, WorkerLost where an item killed its worker.

    An exception raised by `function` stops the run and is raised here.
    """
    context = _context()
    position = 0
    while position < len(items):
        try:
            for result in _in_pool(context, function, items[position:], workers):
                position += 1
                yield result
        except BrokenProcessPool:
            # Any item in flight may have been the one: each goes alone, then the rest together.
            for item in items[position : position + workers * _IN_FLIGHT]:
                position += 1
                yield _alone(context, function, item)


def _context() -> BaseContext:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload(_PRELOAD)
    return context


def _in_pool(
    context: BaseContext,
    function: Callable[[Item], Result],
    items: Sequence[Item],
    workers: int,
) -> Iterator[Result]:
    executor = ProcessPoolExecutor(min(workers, len(items)), mp_context=context)
    try:
        waiting = iter(items)
        flying: deque[Future[Result]] = deque(
            _submit(executor, function, item) for item in islice(waiting, workers * _IN_FLIGHT)
        )
        while flying:
            result = flying.popleft().result()
            for item in islice(waiting, 1):
                flying.append(_submit(executor, function, item))
            yield result
    finally:
        executor.shutdown(cancel_futures=True)


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
