"""What earlier runs found, kept beside the tables so that an unchanged document costs nothing.

A result is kept under a key of all that it depends on: the bytes of the file and of what stands
beside it, its name, this program with its word lists, and the libraries that it calls. Whatever
changes, the key is another one; a kept result is never older than what it was made from.
"""

import hashlib
import io
import json
import pickle
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from platform import python_version
from typing import Any, Final

from pipeline import limits
from pipeline.runner.inputs import COMPANIONS, Item
from pipeline.runner.remote import beside, is_remote
from pipeline.tables.rows import DocumentResult

FOLDER: Final = ".kept"
_STATE: Final = "state.json"
_PARTS: Final = (".py", ".csv", ".toml")
# Problems that lie in the moment or the machine as much as in the document.
PASSING: Final = frozenset(("changed", "too_slow", "reader_died", "worker_lost"))
_RECOGNISER: Final = "tesseract"
_ASKING_SECONDS: Final = 20
_CLASSES: Final = frozenset(
    (
        ("pipeline.tables.rows", "DocumentResult"),
        ("pipeline.model", "Mention"),
        ("pipeline.model", "Sketch"),
        ("datetime", "date"),
    )
)
# What a file that was cut short or tampered with can raise.
_FAULTS: Final = (
    OSError, EOFError, zlib.error, pickle.UnpicklingError, ValueError, TypeError, AttributeError,
    IndexError, KeyError, MemoryError,
)  # fmt: skip


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
    for suffix in COMPANIONS:
        said = _beside(item.path, suffix)
        if said is not None:
            parts += [suffix, hashlib.sha256(said).hexdigest()]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _beside(path: str, suffix: str) -> bytes | None:
    """What a companion says; what is longer than that is not read, however it goes on."""
    if is_remote(path):
        return beside(path, suffix)
    companion = Path(path).with_name(Path(path).stem + suffix)
    if not companion.is_file():
        return None
    with companion.open("rb") as file:
        return file.read(limits.MOST_SIDECAR_BYTES + 1)


@dataclass(slots=True)
class Kept:
    """The kept results in the folder of a run's tables; `blind` makes all of them anew."""

    output: Path
    blind: bool = False
    used: set[int] = field(default_factory=set)
    # Whether a result of this run may be another one the next time.
    passing: bool = False

    @property
    def folder(self) -> Path:
        return self.output / FOLDER

    def has(self, key: str | None) -> bool:
        """Whether a result is kept under a key."""
        return not self.blind and key is not None and self._file(key).is_file()

    def get(self, key: str | None) -> DocumentResult | None:
        """The result kept under a key; None where there is none or it cannot be read."""
        if key is None:
            return None
        self.used.add(_short(key))
        try:
            data = zlib.decompress(self._file(key).read_bytes())
            found = _Reader(io.BytesIO(data)).load()
        except _FAULTS:
            return None
        return found if isinstance(found, DocumentResult) else None

    def put(self, key: str | None, result: DocumentResult) -> None:
        """Keeps a result; a full or closed disk costs only the time that it would have saved."""
        if key is None:
            return
        if any(row["code"] in PASSING for row in result.tables["problems"]):
            self.passing = True
            return
        self.used.add(_short(key))
        file = self._file(key)
        aside = file.with_suffix(".new")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(zlib.compress(pickle.dumps(result, protocol=5), 1))
            aside.replace(file)
        except OSError:
            aside.unlink(missing_ok=True)

    def is_whole(self, run: str | None) -> bool:
        """Whether the tables in the folder are those of this very run, untouched since."""
        try:
            state = json.loads((self.folder / _STATE).read_text(encoding="utf-8"))
            return bool(run and state["run"] == run and state["files"] == self._files())
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def close(self, run: str | None) -> None:
        """Removes what this run did not use, and notes that the tables are this run's."""
        for file in self.folder.glob("??/*"):
            if _short(file.name) not in self.used:
                file.unlink(missing_ok=True)
        state = {"run": None if self.passing else run, "files": self._files()}
        try:
            self.folder.mkdir(exist_ok=True)
            (self.folder / _STATE).write_text(json.dumps(state), encoding="utf-8")
        except OSError:
            (self.folder / _STATE).unlink(missing_ok=True)

    def _files(self) -> dict[str, list[int]]:
        found = {}
        for path in sorted(self.output.rglob("*")):
            inner = path.relative_to(self.output)
            if path.is_file() and not inner.parts[0].startswith("."):
                stat = path.stat()
                found[inner.as_posix()] = [stat.st_size, stat.st_mtime_ns]
        return found

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key


def _short(key: str) -> int:
    """Enough of a key to tell it from a million others, in little memory."""
    return int(key[:16], 16)


def run_key(keys: Iterable[str | None], formats: Iterable[str]) -> str | None:
    """The key of a whole run, None where a document has none."""
    known = list(keys)
    if None in known:
        return None
    parts = [program(), *formats, *(key for key in known if key)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class _Reader(pickle.Unpickler):
    """Reads records of this program and nothing else, whoever wrote the file."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} is no record of a result")
        return super().find_class(module, name)
