"""A folder of results that changes all at once: built aside, then put in place of the old.

Where the system can exchange two folders in one step (Linux, macOS), whoever looks, and whoever
kills the program at whatever moment, finds the old results whole or the new. Where it cannot (the
folder is a mount point or this process works in it, its parent is closed, another system), the
old files go before the new ones come: a kill in between leaves a part of one of them, never of
both, without `datapackage.json`, and the next run ends what was begun.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EEXIST
from pathlib import Path
from typing import Final

from pipeline.errors import OutputError
from pipeline.tables.lock import locked

# Whether a file, by its path in the folder, is a result that a later one replaces.
Own = Callable[[Path], bool]

# In the folder itself: what is being built, and the two steps of putting it in place.
_BUILT, _READY, _COMING = ".next", ".replacing", ".arriving"
# A folder with more files that are not ours is somebody's home or project: it stays the folder
# that it is.
_MOST_FOREIGN: Final = 10_000
_AT_FDCWD, _LINUX_EXCHANGE, _MACOS_SWAP = -100, 2, 2


@contextmanager
def building(output: Path, own: Own, last: str) -> Iterator["Building"]:
    """A place to build what `output` shall hold; left without `publish`, nothing has changed.

    `own` tells results from all else in `output`, which stays; `last` is the file that comes
    last and goes first. The folder is made here, before any work. Raises OutputError where it
    cannot be written, or is written by another run.
    """
    with speaking(output):
        made = not output.exists()
        output.mkdir(parents=True, exist_ok=True)
        target = output.resolve()
    try:
        with locked(target):
            try:
                with speaking(output):
                    _recover(target, own, last)
                    place = Building(output, target, own, last)
                yield place
            finally:
                # What cannot be put right now is put right by the next run.
                with suppress(OSError):
                    _recover(target, own, last)
    finally:
        if made:
            with suppress(OSError):
                target.rmdir()


class Building:
    """`folder` is where to build; see `building`."""

    def __init__(self, output: Path, target: Path, own: Own, last: str) -> None:
        self._output, self._target, self._own, self._last = output, target, own, last
        self.folder = _aside(target)

    def publish(self) -> None:
        """Puts what was built in place of the results of before, all at once."""
        with speaking(self._output):
            _check(self.folder, self._target, self._own)
            if not self._exchanged():
                self.folder.replace(self._target / _READY)
            _recover(self._target, self._own, self._last)

    def _exchanged(self) -> bool:
        """Whether the folders have changed places, after which the old one is `folder`."""
        if self.folder.parent == self._target or _works_in(self._target):
            return False
        foreign = list(_foreign(self._target, self._own))
        if len(foreign) > _MOST_FOREIGN:
            return False
        try:
            for path in foreign:
                _link(self._target, self.folder, path)
            stat = self._target.stat()
            os.chown(self.folder, stat.st_uid, stat.st_gid)
            shutil.copystat(self._target, self.folder)
            _exchange(self.folder, self._target)
        except (OSError, NotImplementedError):
            for path in foreign:
                (self.folder / path).unlink(missing_ok=True)
            return False
        return True


@contextmanager
def speaking(output: Path) -> Iterator[None]:
    """Turns the system's refusal into what the analyst can do about it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"Cannot write into the folder {output} ({reason.lower()}): "
            "name another one with --output, or see to its rights and free space."
        ) from error


def _aside(target: Path) -> Path:
    """A new folder to build in: beside the target, so that the two can be exchanged, else in it."""
    folder = _beside(target)
    try:
        folder.mkdir()
        if folder.stat().st_dev == target.stat().st_dev:
            return folder
        folder.rmdir()
    except OSError:
        pass
    folder = target / _BUILT
    folder.mkdir()
    return folder


def _beside(target: Path) -> Path:
    return target.parent / f".{target.name}.next"


def _works_in(target: Path) -> bool:
    """Whether this process, so mostly its shell too, would be left in a folder that is gone."""
    try:
        return Path.cwd().is_relative_to(target)
    except FileNotFoundError:
        return False


def _check(folder: Path, target: Path, own: Own) -> None:
    """Refuses, before anything is touched, what would break off midway."""
    if not os.access(target, os.W_OK | os.X_OK):
        raise PermissionError(None, "it is read-only")
    for path in folder.rglob("*"):
        there = target / path.relative_to(folder)
        in_the_way = (there.exists() or there.is_symlink()) and there.is_dir() != path.is_dir()
        if in_the_way and not _is_ours(there, target, own):
            raise FileExistsError(EEXIST, f"{there.name} is in the way", str(there))


def _is_ours(path: Path, target: Path, own: Own) -> bool:
    """Whether a file, or all that is in a folder, is a result."""
    files = list(path.iterdir()) if path.is_dir() else [path]
    return bool(files) and all(own(file.relative_to(target)) for file in files)


def _foreign(target: Path, own: Own) -> Iterator[Path]:
    """The files that are not ours, but for those in hidden folders, which follow later."""
    for folder, folders, names in os.walk(target):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        if here == target:
            folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*names, *links]:
            path = (here / name).relative_to(target)
            if not own(path):
                yield path


def _link(source: Path, target: Path, path: Path) -> None:
    for parent in reversed(path.parents[:-1]):
        if not (target / parent).exists():
            (target / parent).mkdir()
            shutil.copystat(source / parent, target / parent)
    os.link(source / path, target / path, follow_symlinks=False)


def _exchange(one: Path, other: Path) -> None:
    """Lets two folders change places in one step; OSError where that cannot be."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, _MACOS_SWAP)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _LINUX_EXCHANGE)
    else:
        raise NotImplementedError
    if failed:
        raise OSError(ctypes.get_errno(), "the folders cannot be exchanged", str(other))


def _recover(target: Path, own: Own, last: str) -> None:
    """Ends what was begun, here or by a run that was killed, and removes what it left."""
    if (target / _READY).is_dir():
        (target / last).unlink(missing_ok=True)
        old = [path for path in target.rglob("*") if path.is_file()]
        old = [path for path in old if own(path.relative_to(target))]
        for path in old:
            path.unlink()
        for folder in {path.parent for path in old} - {target}:
            with suppress(OSError):
                folder.rmdir()
        (target / _READY).replace(target / _COMING)
    if (target / _COMING).is_dir():
        _arrive(target, last)
    for leftover in (_beside(target), target / _BUILT):
        if leftover.is_dir():
            _take_back(leftover, target, Path(), own)
            shutil.rmtree(leftover, ignore_errors=True)


def _arrive(target: Path, last: str) -> None:
    coming = target / _COMING
    new = [path.relative_to(coming) for path in coming.rglob("*") if path.is_file()]
    for path in sorted(new, key=lambda path: (path.name == last, path)):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (coming / path).replace(target / path)
    shutil.rmtree(coming)
    for folder in sorted({path.parent for path in new} - {Path()}):
        with suppress(OSError):
            (target / folder).rmdir()


def _take_back(old: Path, target: Path, inner: Path, own: Own) -> None:
    """Moves to the target what stands in a folder that it has replaced and is no result."""
    for path in sorted((old / inner).iterdir()):
        place = path.relative_to(old)
        there = target / place
        if own(place):
            continue
        is_folder = path.is_dir() and not path.is_symlink()
        if is_folder and (there.is_dir() or not _goes_whole(path, place)):
            _take_back(old, target, place, own)
        elif not there.exists() and not there.is_symlink():
            there.parent.mkdir(parents=True, exist_ok=True)
            path.rename(there)


def _goes_whole(path: Path, place: Path) -> bool:
    """Whether a folder holds no results: a hidden or an empty one."""
    return place.parts[0].startswith(".") or not any(path.iterdir())
