"""A run's result as files: written in a hidden folder, then put in place together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.tables import arrow
from pipeline.tables.describe import codebook, data_package, to_json
from pipeline.tables.publish import Building, building, speaking
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
    """The folder in which a result is built, `folder`; see `staging`."""

    def __init__(self, output: Path, place: Building) -> None:
        self._output = output
        self._place = place
        self.folder = place.folder

    def add_text(self, document: str, text: str) -> None:
        """Keeps the text of one document, line ends untouched, as `texts/<document>.txt`."""
        file = self.folder / TEXTS / f"{document}.txt"
        with speaking(self._output):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(text.encode("utf-8"))

    def publish(self, tables: Tables, formats: Iterable[str], report: Report) -> None:
        """Writes all files and puts them in the place of an earlier run's, all at once."""
        chosen = tuple(formats)
        with speaking(self._output):
            for name in chosen:
                FORMATS[name](self.folder, tables)
            files = {
                "codebook.md": codebook(),
                "run.json": to_json(report.run),
                "timings.json": to_json(report.timings),
                PACKAGE: to_json(data_package(chosen)),
            }
            for name, content in files.items():
                (self.folder / name).write_bytes(content.encode("utf-8"))
            self._place.publish()


def is_result(path: Path) -> bool:
    """Whether a file in a folder of results, by its path there, is one that runs write."""
    if path.parent == Path(TEXTS):
        return path.suffix == ".txt"
    return path.as_posix() in _RESULTS


_RESULTS: Final = frozenset(
    (
        *("codebook.md", "run.json", "timings.json", PACKAGE),
        *(f"{name}.{form}" for name in TABLES for form in FORMATS),
    )
)


@contextmanager
def staging(output: Path) -> Iterator[Staging]:
    """A place to build the result for `output`; left without `publish`, nothing has changed.

    The output folder is made and held here, before any work, so that OutputError comes early.
    """
    with building(output, is_result, PACKAGE) as place:
        yield Staging(output, place)
