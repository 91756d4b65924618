"""The settings of a run, checked before any work begins."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from pipeline.errors import UsageError

DEFAULT_ENGINE: Final = "serial"
DEFAULT_FORMATS: Final = ("csv", "parquet")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is carried out; engine and workers change its speed, never its result."""

    engine: str = DEFAULT_ENGINE
    workers: int = 1
    formats: tuple[str, ...] = DEFAULT_FORMATS

    def check(self, engines: Collection[str], formats: Collection[str]) -> None:
        """Raises UsageError naming the value that cannot be and those that can."""
        if self.engine not in engines:
            raise UsageError(f"There is no engine “{self.engine}”; there are {_list(engines)}.")
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
