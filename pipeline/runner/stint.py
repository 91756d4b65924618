"""A limit of time for work that this process does itself.

A signal of the system ends the work after so many seconds of processor time, wherever in Python
it is, inside a regular expression too. Only the main thread can be told so, and not on Windows:
elsewhere work has no such limit.
"""

import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final, TypeVar

Result = TypeVar("Result")

# Once more after so many, where a library has swallowed the first call.
_AGAIN: Final = 5.0


class _OverError(BaseException):
    """Raised in the midst of the work; no handler of errors in a library takes it for its own."""


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """What `work` gives. Raises TimeoutError where it takes more processor time than that.

    Whatever `work` was filling then may be half filled: the caller drops it.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return work()
    running = True

    def end(_signal: int, _frame: FrameType | None) -> None:
        if running:
            raise _OverError

    before = signal.signal(signal.SIGVTALRM, end)
    try:
        # Twice, so that a signal that comes at the very end of the work is not raised behind it.
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
            return work()
        finally:
            running = False
    except _OverError:
        raise TimeoutError from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before or signal.SIG_DFL)
