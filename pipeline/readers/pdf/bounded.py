"""A program run within so much processor time: a busy machine gets as far as an idle one.

Where the system knows no such limit (Windows), it is the time on the clock.
"""

import math
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline import limits

# The limit is set by the shell, which then becomes the program; what the system holds it to by a
# stricter one stays.
_LIMITED: Final = 'ulimit -S -t "$0" 2>/dev/null; exec "$@"'


@dataclass(slots=True)
class Budget:
    """The seconds of processor time that are left; each program that is run takes of them."""

    left: float


class LateError(Exception):
    """The time was used up before the program was done."""


def run(
    command: Sequence[str], data: bytes, budget: Budget
) -> "subprocess.CompletedProcess[bytes]":
    """Runs a program with `data` as its input; it may run over the budget by less than a second.

    Raises LateError where the budget is used up, or where the program hangs.
    """
    if budget.left <= 0:
        raise LateError
    before = _taken()
    try:
        done = subprocess.run(
            _limited(command, budget.left),
            input=data,
            capture_output=True,
            timeout=_patience(budget.left),
            check=False,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise LateError from error
    finally:
        budget.left -= _taken() - before
    if _was_stopped(done.returncode):
        raise LateError
    return done


if sys.platform == "win32":
    _taken = time.monotonic

    def _limited(command: Sequence[str], _seconds: float) -> Sequence[str]:
        return command

    def _patience(seconds: float) -> float:
        return seconds

    def _was_stopped(_code: int) -> bool:
        return False

else:
    import resource
    import signal

    def _taken() -> float:
        """Processor seconds of all programs that this process has run to their ends."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def _limited(command: Sequence[str], seconds: float) -> Sequence[str]:
        return ["/bin/sh", "-c", _LIMITED, str(math.ceil(seconds)), *command]

    def _patience(_seconds: float) -> float:
        return limits.MOST_WAITING_SECONDS

    def _was_stopped(code: int) -> bool:
        return code == -signal.SIGXCPU
