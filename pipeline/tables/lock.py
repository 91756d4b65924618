"""One run at a time in one folder of results."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from pipeline.errors import OutputError

LOCK: Final = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds a folder for this process as long as it lasts; the system frees it when it dies.

    Raises OutputError where another process holds it, and says which. File systems and systems
    without such locks are not held.
    """
    if sys.platform == "win32":
        yield
        return
    file = folder / LOCK
    handle = _taken(file, folder)
    try:
        with suppress(OSError):
            os.truncate(handle, 0)
            os.write(handle, _name().encode())
        yield
    finally:
        with suppress(OSError):
            file.unlink()
        os.close(handle)


def _taken(file: Path, folder: Path) -> int:
    import fcntl

    while True:
        try:
            handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise OutputError(
                f"Cannot write into the folder {folder} ({(error.strerror or '').lower()}): "
                "name another one with --output, or see to its rights and free space."
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, 200).decode("utf-8", "replace") or "another run"
            os.close(handle)
            raise OutputError(
                f"{folder} is being written by {holder}: wait until it is done, or name another "
                "folder with --output."
            ) from error
        except OSError:
            return handle
        if _is_still(file, handle):
            return handle
        # Whoever held it has just removed it.
        os.close(handle)


def _is_still(file: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False


def _name() -> str:
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    return f"process {os.getpid()} on {socket.gethostname()} since {now}"
