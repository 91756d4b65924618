"""What earlier runs found, kept beside the tables so that an unchanged document costs nothing.

A result is kept under a key of all that it depends on: the bytes of the file and of what stands
beside it, its name, this program with its word lists, and the libraries that it calls. Whatever
changes, the key is another one; a kept result is never older than what it was made from.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path, PurePath
from platform import python_version
from typing import Final

from pipeline import limits
from pipeline.runner.flat import packed, unpacked
from pipeline.runner.inputs import COMPANIONS, Item
from pipeline.runner.pack import Pack, short
from pipeline.runner.remote import beside, is_remote
from pipeline.tables.rows import DocumentResult

FOLDER: Final = ".kept"
_STATE: Final = "state.json"
_RESULTS: Final = "results"
_PARTS: Final = (".py", ".csv", ".toml")
# Problems that lie in the moment or the machine as much as in the document.
PASSING: Final = frozenset(("changed", "too_slow", "reader_died", "worker_lost"))
_RECOGNISER: Final = "tesseract"
_ASKING_SECONDS: Final = 20


@cache
def program() -> str:
    """A hash of this program, its word lists and the libraries that it calls."""
    digest = hashlib.sha256(python_version().encode())
    root = Path(__file__).parents[1]
    for path in sorted(path for path in root.rglob("*") if path.suffix in _PARTS):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    for name in sorted(_libraries()):
        digest.update(name.encode())
    return digest.hexdigest()


@cache
def recogniser() -> str:
    """What reads scanned pages here, and in which languages; "" where nothing does."""
    place = shutil.which(_RECOGNISER)
    if place is None:
        return ""
    try:
        told = subprocess.run(
            [place, "--list-langs"], capture_output=True, timeout=_ASKING_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return place
    made = Path(place).stat().st_mtime_ns
    return f"{place} {made} {hashlib.sha256(told.stdout).hexdigest()}"


def _libraries() -> Iterator[str]:
    for line in requires("factsheets") or ():
        if "extra ==" in line:
            continue
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name


def key_of(item: Item) -> str | None:
    """The key of a document's result, None for a file that cannot be read."""
    if item.digest is None:
        return None
    parts = [program(), item.source, item.digest, *item.copies]
    if not item.corrected:
        parts.append("without corrections")
    if item.source.lower().endswith(".pdf"):
        parts.append(recogniser())
    for suffix, said in _beside(item.path):
        parts += [suffix, hashlib.sha256(said).hexdigest()]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _beside(path: str) -> Iterator[tuple[str, bytes]]:
    """What each companion says; what is longer than that is not read, however it goes on."""
    if is_remote(path):
        found = ((suffix, beside(path, suffix)) for suffix in COMPANIONS)
        yield from ((suffix, said) for suffix, said in found if said is not None)
        return
    folder, name = os.path.split(path)
    stem = os.path.join(folder, PurePath(name).stem)  # noqa: PTH118 for thousands of documents
    for suffix in COMPANIONS:
        if os.path.isfile(stem + suffix):  # noqa: PTH113
            with open(stem + suffix, "rb") as file:  # noqa: PTH123
                yield suffix, file.read(limits.MOST_SIDECAR_BYTES + 1)


def _has_moved(item: Item) -> bool:
    """Whether what stands beside a document has been changed since its key was made."""
    here = item.record is None and not is_remote(item.path)
    return here and key_of(item) != item.key


class Kept:
    """The kept results in the folder of a run's tables; `blind` makes all of them anew."""

    def __init__(self, output: Path, blind: bool = False) -> None:
        self.output = output
        self.folder = output / FOLDER
        self._blind = blind
        self._used: set[int] = set()
        # Whether a result of this run may be another one the next time.
        self._passing = False

    @cached_property
    def _pack(self) -> Pack:
        return Pack(self.folder / _RESULTS)

    def has(self, key: str | None) -> bool:
        """Whether a result is kept under a key."""
        if self._blind or key is None:
            return False
        try:
            return key in self._pack
        except OSError:
            return False

    def get(self, key: str | None) -> DocumentResult | None:
        """The result kept under a key; None where there is none or it cannot be read."""
        if key is None:
            return None
        self._used.add(short(key))
        try:
            data = self._pack.get(key)
        except OSError:
            return None
        return unpacked(data) if data else None

    def put(self, item: Item, result: DocumentResult) -> None:
        """Keeps a result; a full or closed disk costs only the time that it would have saved.

        What was made of other bytes than the key speaks of, as of a file that was changed or taken
        away meanwhile, is not kept.
        """
        if item.key is None:
            # A file of records that could not be read to its end.
            self._passing |= item.fault is not None
            return
        passing = any(row["code"] in PASSING for row in result.tables["problems"])
        if passing or result.document["source_sha256"] != item.digest or _has_moved(item):
            self._passing = True
            return
        self._used.add(short(item.key))
        with suppress(OSError):
            self._pack.add(item.key, packed(result))

    def is_whole(self, run: str | None) -> bool:
        """Whether the tables in the folder are those of this very run, untouched since."""
        try:
            state = json.loads((self.folder / _STATE).read_text(encoding="utf-8"))
            return bool(run and state["run"] == run and state["files"] == self._files())
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def close(self, run: str | None) -> None:
        """Removes what this run did not use, and notes that the tables are this run's."""
        with suppress(OSError):
            self._pack.keep(self._used)
        state = {"run": None if self._passing else run, "files": self._files()}
        try:
            self.folder.mkdir(exist_ok=True)
            (self.folder / _STATE).write_text(json.dumps(state), encoding="utf-8")
        except OSError:
            # What is kept is worth no run that fails.
            with suppress(OSError):
                (self.folder / _STATE).unlink()

    def _files(self) -> dict[str, list[int]]:
        """Size and time of every file that is not hidden, by its path in the folder."""
        found = {}
        for folder, folders, names in os.walk(self.output):
            here = Path(folder)
            if here == self.output:
                folders[:] = [name for name in folders if not name.startswith(".")]
                names = [name for name in names if not name.startswith(".")]
            inner = "" if here == self.output else f"{here.relative_to(self.output).as_posix()}/"
            for name in names:
                if (file := here / name).is_file():
                    stat = file.stat()
                    found[f"{inner}{name}"] = [stat.st_size, stat.st_mtime_ns]
        return dict(sorted(found.items()))


def run_key(keys: Iterable[str | None], formats: Iterable[str]) -> str | None:
    """The key of a whole run, None where a document has none."""
    known = list(keys)
    if None in known:
        return None
    parts = [program(), *formats, *(key for key in known if key)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
