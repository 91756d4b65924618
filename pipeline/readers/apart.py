"""A process of its own for formats whose readers are written in C or unpack things: there they are
read, and their pages drawn.

The process is started for the first such file and serves all that follow. One file may take so
many seconds of processor time and so much memory; beyond that, or where the reader dies, the
process is killed, the file is told as failed and the next one gets a new process. The clock decides
only where the process hangs, and on Windows, which bounds no processor time. What comes back is
data of this program's own records; nothing that the process sends is run here.
"""

import io
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pipeline import limits, readers
from pipeline.errors import ReaderFaultError, ReadError, said
from pipeline.model import Source

if TYPE_CHECKING:
    from pipeline.readers.pdf.show import Shown

# Formats that are read apart; plain text and Markdown are read by Python alone.
APART: Final = frozenset((".pdf", ".docx", ".html", ".htm"))
_HEAD: Final = struct.Struct("<Qd")
_SIZE: Final = struct.Struct("<Q")
_SLOW: Final = frozenset(("too_slow", "hung"))
# How long a process takes to go once its pipes are closed.
_DYING_SECONDS: Final = 5.0
_CLASSES: Final = frozenset(("Source", "Line", "Problem"))
_HERE: Final = threading.local()


class _LostError(Exception):
    """The process died, was killed or sent what cannot be understood; the argument says which."""


def read(name: str, data: bytes) -> Source:
    """`readers.read`, in the process of this thread where the format is a risky one.

    Raises ReadError as `readers.read` does, and with code `too_slow`, `reader_died` or
    `too_large` where a limit was met; ReaderFaultError where the reader has a fault.
    """
    if PurePath(name).suffix.lower() not in APART:
        return readers.read(name, data)
    task = _Task(name, data, 0, limits.MOST_SECONDS, limits.MOST_WAITING_SECONDS)
    try:
        source: Source = _answer_to(task)
    except _LostError as lost:
        raise _refusal(name, lost.args[0]) from lost
    return source


def show(data: bytes, page: int, patience: float) -> "Shown | None":
    """`pdf.show`, in the process of this thread; `patience` is in seconds on the clock.

    Raises ReadError and ReaderFaultError as `read` does.
    """
    task = _Task("", data, page, limits.MOST_DRAWING_SECONDS, patience)
    try:
        shown: Shown | None = _answer_to(task)
    except _LostError as lost:
        raise _refusal(f"Page {page}", lost.args[0], task.seconds) from lost
    return shown


class _Task(NamedTuple):
    """What the process is asked for: a file as text, or a page of it as a picture; in how many
    seconds of processor time, and how long it is waited for."""

    name: str
    data: bytes
    page: int = 0
    seconds: float = 0.0
    patience: float = 0.0


def _refusal(name: str, code: str, seconds: float = limits.MOST_SECONDS) -> ReadError:
    what = {
        "too_slow": f"took more than {seconds:.0f} seconds of processor time to read",
        "hung": "could not be read in good time",
        "too_large": f"needs more than {limits.MOST_MEMORY // 2**30} GB of memory to be read",
        "reader_died": "broke the program that reads it; it is damaged, or made to do harm",
    }[code]
    return ReadError(
        f"{name} {what}, and was given up. If it is genuine, split it, print it to a new PDF or "
        "save it as plain text, and run again.",
        "too_slow" if code == "hung" else code,
    )


def _answer_to(task: _Task) -> Any:
    fresh = not _is_running()
    try:
        return _asked(task)
    except _LostError as lost:
        if fresh or lost.args[0] in _SLOW:
            raise
    # What the files before have left in its memory must not decide on this one.
    return _asked(task)


def _asked(task: _Task) -> Any:
    process = _process()
    try:
        kind, answer = _exchange(process, task)
    except _LostError:
        stop()
        raise
    except BaseException:
        # Interrupted halfway, the next answer would be that of this file.
        stop()
        raise
    if kind == "done":
        return answer
    if kind == "refused":
        raise ReadError(*answer)
    if kind == "memory":
        stop()
        raise _LostError("too_large")
    raise ReaderFaultError(answer)


def _exchange(process: "subprocess.Popen[bytes]", task: _Task) -> Any:
    late = threading.Event()

    def give_up() -> None:
        late.set()
        _kill(process)

    timer = threading.Timer(task.seconds if sys.platform == "win32" else task.patience, give_up)
    timer.start()
    try:
        return _sent_and_received(process, task)
    except (OSError, struct.error, pickle.UnpicklingError, EOFError, ValueError) as error:
        raise _LostError("hung" if late.is_set() else _end_of(process)) from error
    finally:
        timer.cancel()


def _end_of(process: "subprocess.Popen[bytes]") -> str:
    """Why the process ended: whether the system did it, as `_within` asks for."""
    with suppress(subprocess.TimeoutExpired):
        if sys.platform != "win32" and process.wait(_DYING_SECONDS) == -signal.SIGPROF:
            return "too_slow"
    return "reader_died"


def _sent_and_received(process: "subprocess.Popen[bytes]", task: _Task) -> Any:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(_HEAD.pack(task.page, task.seconds))
    for part in (task.name.encode("utf-8", "surrogateescape"), task.data):
        process.stdin.write(_SIZE.pack(len(part)))
        process.stdin.write(part)
    process.stdin.flush()
    (size,) = _SIZE.unpack(process.stdout.read(_SIZE.size))
    if size > limits.MOST_MEMORY:
        raise EOFError
    return _Reader(io.BytesIO(process.stdout.read(size))).load()


class _Reader(pickle.Unpickler):
    """Reads records of this program and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module != "pipeline.model" or name not in _CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} is nothing that a reader gives")
        return super().find_class(module, name)


def _is_running() -> bool:
    process = getattr(_HERE, "process", None)
    return process is not None and process.poll() is None


def _process() -> "subprocess.Popen[bytes]":
    if not _is_running():
        root = str(Path(__file__).parents[2])
        known = os.environ.get("PYTHONPATH")
        _HERE.process = subprocess.Popen(
            # -P: a file in the folder that someone works in is never taken for a module.
            [sys.executable, "-P", "-m", "pipeline.readers.apart", str(limits.MOST_MEMORY)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (root, known)))},
            start_new_session=True,
        )
    found: subprocess.Popen[bytes] = _HERE.process
    return found


def stop() -> None:
    """Ends the process of this thread, and what it has started, if there is one."""
    process = getattr(_HERE, "process", None)
    if process is None:
        return
    _HERE.process = None
    _kill(process)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            pipe.close()


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Kills the process and what it has started, as it does to recognise pictures."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)


# What follows runs in the process itself.


def _serve(memory: int) -> None:
    """Answers one file after the other, until the run that asks is over."""
    with _own_pipes() as (asked, answers):
        _limit(memory)
        while head := asked.read(_HEAD.size):
            name = asked.read(_SIZE.unpack(asked.read(_SIZE.size))[0])
            data = asked.read(_SIZE.unpack(asked.read(_SIZE.size))[0])
            task = _Task(name.decode("utf-8", "surrogateescape"), data, *_HEAD.unpack(head))
            with _within(task.seconds):
                answer = pickle.dumps(_answer(task), protocol=5)
            answers.write(_SIZE.pack(len(answer)) + answer)
            answers.flush()


def _answer(task: _Task) -> tuple[str, Any]:
    try:
        return "done", _done(task)
    except ReadError as error:
        return "refused", (str(error), error.code)
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001 told by the process that asked
        frame = extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name} line {frame.lineno}"
        return "fault", f"{type(error).__name__}: {said(error)} ({place})"


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Lets the system end this process after so much processor time, inside a library too."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _done(task: _Task) -> Any:
    if not task.page:
        return readers.read(task.name, task.data)
    # Imported late: most runs need no pictures.
    from pipeline.readers.pdf.show import show

    return show(task.data, task.page)


@contextmanager
def _own_pipes() -> Iterator[tuple[Any, Any]]:
    """The pipes of this process, which what the libraries print cannot reach any more."""
    with os.fdopen(os.dup(0), "rb") as asked, os.fdopen(os.dup(1), "wb") as answers:
        nothing = os.open(os.devnull, os.O_RDWR)
        for handle in (0, 1):
            os.dup2(nothing, handle)
        yield asked, answers


def _limit(memory: int) -> None:
    """Bounds this process, and lets it end with the one that started it."""
    if sys.platform == "win32":
        return
    import resource

    # Systems that know no such limit refuse it; time still bounds the process there.
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    if sys.platform == "linux":
        import ctypes

        death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(death_signal, signal.SIGKILL)


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
