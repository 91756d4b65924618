"""A run's result as files: written in a hidden folder, then moved into place together."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import OutputError
from pipeline.tables import arrow
from pipeline.tables.describe import codebook, data_package, to_json
from pipeline.tables.schema import TABLES

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

Tables = Mapping[str, "pyarrow.Table"]

# Moved last and removed first: while it is there, the folder holds one whole run.
PACKAGE: Final = "datapackage.json"
TEXTS: Final = "texts"


def _csv(folder: Path, tables: Tables) -> None:
    for name, data in tables.items():
        arrow.write_csv(data, folder / f"{name}.csv")


def _parquet(folder: Path, tables: Tables) -> None:
    for name, data in tables.items():
        arrow.write_parquet(data, folder / f"{name}.parquet")


# A format is one function that writes all tables into a folder.
FORMATS: Final[dict[str, Callable[[Path, Tables], None]]] = {"csv": _csv, "parquet": _parquet}


@dataclass(frozen=True, slots=True)
class Report:
    """What stands beside the tables: `run` is reproducible, `timings` is not."""

    run: Mapping[str, Any]
    timings: Mapping[str, Any]


class Staging:
    """A hidden folder in which a result is built; see `staging`."""

    def __init__(self, output: Path, folder: Path) -> None:
        self._output = output
        self._folder = folder

    def add_text(self, document: str, text: str) -> None:
        """Keeps the text of one document, line ends untouched, as `texts/<document>.txt`."""
        file = self._folder / TEXTS / f"{document}.txt"
        with _speaking(self._output):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(text.encode("utf-8"))

    def publish(self, tables: Tables, formats: Iterable[str], report: Report) -> None:
        """Writes all files and moves them into the output, in place of an earlier run's."""
        chosen = tuple(formats)
        with _speaking(self._output):
            for name in chosen:
                FORMATS[name](self._folder, tables)
            files = {
                "codebook.md": codebook(),
                "run.json": to_json(report.run),
                "timings.json": to_json(report.timings),
                PACKAGE: to_json(data_package(chosen)),
            }
            for name, content in files.items():
                (self._folder / name).write_bytes(content.encode("utf-8"))
            self._move()

    def _move(self) -> None:
        new = [path.relative_to(self._folder) for path in self._folder.rglob("*") if path.is_file()]
        new.sort(key=lambda path: (path.name == PACKAGE, path))
        (self._output / PACKAGE).unlink(missing_ok=True)
        for path in _stale(self._output, set(new)):
            path.unlink()
        for path in new:
            target = self._output / path
            target.parent.mkdir(exist_ok=True)
            (self._folder / path).replace(target)
        texts = self._output / TEXTS
        if texts.is_dir() and not any(texts.iterdir()):
            texts.rmdir()


def _stale(output: Path, new: set[Path]) -> Iterator[Path]:
    """Files of an earlier run that this one does not write; nothing else is touched."""
    for name in TABLES:
        for form in FORMATS:
            path = Path(f"{name}.{form}")
            if path not in new and (output / path).is_file():
                yield output / path
    for text in sorted((output / TEXTS).glob("*.txt")):
        if Path(TEXTS, text.name) not in new:
            yield text


@contextmanager
def staging(output: Path) -> Iterator[Staging]:
    """A place to build the result for `output`, removed in the end whatever happens.

    The output folder is made here, before any work, so that OutputError comes early.
    """
    with _speaking(output):
        made = not output.exists()
        output.mkdir(parents=True, exist_ok=True)
        target = output.resolve()
        # Inside the output: its parent may be another file system, or closed to writing.
        folder = Path(tempfile.mkdtemp(prefix=".partial-", dir=target))
    try:
        yield Staging(target, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if made and not any(target.iterdir()):
            target.rmdir()


@contextmanager
def _speaking(output: Path) -> Iterator[None]:
    """Turns the system's refusal into what the analyst can do about it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"Cannot write into the folder {output} ({reason.lower()}): "
            "name another one with --output, or see to its rights and free space."
        ) from error
