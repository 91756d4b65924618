"""Documents that lie where fsspec reaches (`s3://`, `gs://`, `hdfs://`, `file://`, …).

They are listed and hashed by the run and read by its workers, each of which fetches what it works
on, with what lies beside it. Which places can be reached depends on what is installed (`s3fs` for
S3); fsspec takes addresses and keys from the environment, as its own documentation tells.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.errors import UsageError


def is_remote(path: str) -> bool:
    """Whether a path is an address for fsspec."""
    return "://" in path


def _place(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path there. Raises UsageError where none is known."""
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]

        place: tuple[Any, str] = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"{address} cannot be reached: {error}. Install fsspec (pip install "
            "'factsheets[dask]') and what it needs for such addresses, s3fs for s3://."
        ) from error
    return place


def listed(address: str) -> Iterator[tuple[str, str]]:
    """The files at or under an address, each with its path relative to it ("/" on every system)."""
    system, root = _place(address)
    if system.isdir(root):
        for path in sorted(system.find(root)):
            relative = PurePosixPath(path).relative_to(PurePosixPath(root)).as_posix()
            yield system.unstrip_protocol(path), relative
    elif system.exists(root):
        yield system.unstrip_protocol(root), PurePosixPath(root).name
    else:
        raise UsageError(f"There is no file or folder {address}.")


def opened(address: str) -> BufferedIOBase:
    """A file to read; to be closed. Raises OSError where it is not there."""
    system, path = _place(address)
    file: BufferedIOBase = system.open(path, "rb")
    return file


def beside(address: str, suffix: str) -> bytes | None:
    """What stands beside a document in a file with its stem and this suffix; None without one."""
    system, path = _place(address)
    companion = str(PurePosixPath(path).with_name(PurePosixPath(path).stem + suffix))
    found: bytes | None = system.cat_file(companion) if system.exists(companion) else None
    return found


@contextmanager
def fetched(address: str, name: str, companions: tuple[str, ...]) -> Iterator[Path]:
    """A file by its name on this machine as long as the context lasts, companions beside it."""
    with TemporaryDirectory(prefix="factsheets-") as folder:
        local = Path(folder, name)
        with opened(address) as file, local.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        for suffix in companions:
            if (data := beside(address, suffix)) is not None:
                local.with_name(local.stem + suffix).write_bytes(data)
        yield local
