"""A run's result as files: written in a hidden folder, then put in place together."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.tables.codebook import codebook
from pipeline.tables.describe import data_package, to_json
from pipeline.tables.formats import FORMATS
from pipeline.tables.publish import Building, building, speaking
from pipeline.tables.store import Stored

# Moved last and removed first: while it is there, the folder holds one whole run.
PACKAGE: Final = "datapackage.json"
RUN: Final = "run.json"
TEXTS: Final = "texts"
_ROWS: Final = ".rows"


@dataclass(frozen=True, slots=True)
class Report:
    """What stands beside the tables: `run` is reproducible, `timings` is not."""

    run: Mapping[str, Any]
    timings: Mapping[str, Any]


class Staging:
    """The folder in which a result is built, `folder`, and in it `rows` for its tables as they come
    in; see `staging`."""

    def __init__(self, output: Path, place: Building) -> None:
        self._output = output
        self._place = place
        self.folder = place.folder
        self.rows = self.folder / _ROWS
        self.rows.mkdir()
        self._texts = self.folder / TEXTS

    def add_text(self, document: str, text: str) -> None:
        """Keeps the text of one document, line ends untouched, as `texts/<document>.txt`."""
        with speaking(self._output):
            if not self._texts.is_dir():
                self._texts.mkdir()
            (self._texts / f"{document}.txt").write_bytes(text.encode("utf-8"))

    def publish(self, tables: Stored, formats: Iterable[str], report: Report) -> list[str]:
        """Writes all files and puts them in the place of an earlier run's, all at once.

        Returns what a format could not hold as it is, in words; `run.json` has it as `notes`.
        """
        chosen = tuple(formats)
        # Parquet last: what has been written as such is moved, not copied.
        ordered = sorted(chosen, key="parquet".__eq__)
        with speaking(self._output):
            notes = [note for name in ordered for note in FORMATS[name].write(self.folder, tables)]
            shutil.rmtree(self.rows)
            files = {
                "codebook.md": codebook(),
                RUN: to_json({**report.run, "notes": notes}),
                "timings.json": to_json(report.timings),
                PACKAGE: to_json(data_package(chosen)),
            }
            for name, content in files.items():
                (self.folder / name).write_bytes(content.encode("utf-8"))
            self._place.publish()
        return notes


def is_result(path: Path) -> bool:
    """Whether a file in a folder of results, by its path there, is one that runs write."""
    if path.parts[0] == _ROWS:
        return True
    if path.parent == Path(TEXTS):
        return path.suffix == ".txt"
    # Of a large table the Parquet file is a folder of parts.
    part = path.parent.suffix == ".parquet" and path.name.startswith("part-")
    return (path.parent if part else path).as_posix() in _RESULTS


_RESULTS: Final = frozenset(
    (
        *("codebook.md", RUN, "timings.json", PACKAGE),
        *(name for form in FORMATS.values() for name in form.files),
    )
)


@contextmanager
def staging(output: Path) -> Iterator[Staging]:
    """A place to build the result for `output`; left without `publish`, nothing has changed.

    The output folder is made and held here, before any work, so that OutputError comes early.
    """
    with building(output, is_result, PACKAGE) as place:
        with speaking(output):
            stage = Staging(output, place)
        yield stage
