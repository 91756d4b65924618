"""What stands among items and results in place of one."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ready:
    """An item that needs no work: it is given back as it is, in its place among the results."""

    value: Any


@dataclass(frozen=True, slots=True)
class WorkerLost:
    """Stands for the result of an item whose worker died (out of memory, crash in C code)."""
