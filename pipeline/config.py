"""The settings of a run, checked before any work begins."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from pipeline.errors import UsageError

DEFAULT_ENGINE: Final = "serial"
DEFAULT_FORMATS: Final = ("csv", "parquet")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is carried out; engine, workers and scheduler change its speed, never its result.

    `scheduler` is the address of the Dask cluster that the engine `dask` uses.
    """

    engine: str = DEFAULT_ENGINE
    workers: int = 1
    formats: tuple[str, ...] = DEFAULT_FORMATS
    scheduler: str | None = None

    def check(self, engines: Collection[str], formats: Collection[str]) -> None:
        """Raises UsageError naming the value that cannot be and those that can."""
        if self.engine not in engines:
            raise UsageError(f"There is no engine “{self.engine}”; there are {_list(engines)}.")
        if (self.engine == "dask") != bool(self.scheduler):
            raise UsageError("The engine dask and the address of a scheduler go together.")
        if self.engine == "dask" and find_spec("distributed") is None:
            raise UsageError("The engine dask needs distributed: pip install 'factsheets[dask]'.")
        if self.workers < 1:
            raise UsageError(f"The number of workers must be 1 or more, not {self.workers}.")
        for name in self.formats:
            if name not in formats:
                raise UsageError(f"There is no format “{name}”; there are {_list(formats)}.")
        if not self.formats:
            raise UsageError(f"Name at least one format: {_list(formats)}.")


def _list(names: Collection[str]) -> str:
    return ", ".join(names)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
