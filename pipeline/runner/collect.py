"""What the documents of a run add up to."""

import time
from collections import Counter
from collections.abc import Sequence
from heapq import heappush, heappushpop
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Final, NamedTuple

from pipeline.config import Settings
from pipeline.lexicon import digests
from pipeline.linking.shelf import Shelf
from pipeline.model import Problem, Sketch
from pipeline.readers.sidecar import sidecar_path
from pipeline.tables.build import Tables
from pipeline.tables.rows import DocumentResult, Row, problem_rows
from pipeline.tables.schema import SCHEMA_VERSION
from pipeline.tables.write import Report

_MOST_NAMED: Final = 5
_SLOWEST: Final = 1_000


class _Told(NamedTuple):
    """A document of which more may be told when all have been seen; `problems` is their number."""

    name: str
    source: str
    problems: int


class Collected:
    """Takes results in one by one; what must be known until the end lies on disk, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.tables = Tables(folder)
        self.statuses: Counter[str] = Counter()
        self._inputs: list[Row] = []
        self._names: set[int] = set()
        self._slowest: list[tuple[float, str]] = []
        self._sketches: Shelf[Sketch] = Shelf(folder)
        self._told: Shelf[_Told] = Shelf(folder)
        self._more: Counter[str] = Counter()

    def add(self, result: DocumentResult) -> bool:
        """Takes one result in; False where its id is taken by another document."""
        name, document = result.document_id, result.document
        if hash(name) in self._names and self._refused(result):
            return False
        self._names.add(hash(name))
        read = {"source": result.input, "sha256": document["source_sha256"]}
        if not self._inputs or self._inputs[-1] != read:
            # The records of one file follow each other.
            self._inputs.append(read)
        self._sketches.append(result.sketch)
        self._told.append(_Told(name, document["source"], len(result.tables["problems"])))
        self.statuses[document["status"]] += 1
        self._time(name, result.seconds)
        self.tables.add(result)
        return True

    def _time(self, name: str, seconds: float) -> None:
        entry = round(seconds, 4), name
        push = heappush if len(self._slowest) < _SLOWEST else heappushpop
        push(self._slowest, entry)

    def _refused(self, result: DocumentResult) -> bool:
        """Six digits of a hash can agree: one document in 16 million of the same name."""
        name = result.document_id
        known = next((told for told in self._told if told.name == name), None)
        if known is None:
            return False
        source = result.document["source"]
        message = f"{source} would have the same id and was left out: rename it."
        self._add_problem(known, Problem("error", "same_id", message))
        return True

    def tell_twins(self) -> set[str]:
        """A problem for each of two documents that hold the same statement; the ids of all but
        the first of them."""
        from pipeline.linking.twins import twins

        groups: dict[int, list[int]] = {}
        found = twins(self._sketches)
        for later, first in sorted(found.items()):
            groups.setdefault(first, []).append(later)
            self._add_problem(self._told[later], _same_statement([self._told[first].source]))
        for first, others in groups.items():
            sources = [self._told[number].source for number in others[: _MOST_NAMED + 1]]
            self._add_problem(self._told[first], _same_statement(sources, len(others)))
        return {self._told[later].name for later in found}

    def tell_undated(self) -> None:
        """A problem for each document of a series whose place in it nobody can know."""
        series = dict(self.tables.undated())
        for told in self._told if series else ():
            if told.name in series:
                sidecar = sidecar_path(Path(told.source)).name
                message = (
                    f"The series {series[told.name]} has it, but no date, so it is not held against"
                    " the statements before and after it:"
                    f" give date = YYYY-MM-DD in {sidecar}."
                )
                self._add_problem(told, Problem("warning", "undated", message))

    def _add_problem(self, told: _Told, problem: Problem) -> None:
        self._more[told.name] += 1
        ordinal = told.problems + self._more[told.name]
        row = problem_rows(told.name, [problem])[0] | {"ordinal": ordinal}
        self.tables.add_problem(row)

    def report(self, counts: dict[str, int], settings: Settings, started: float) -> Report:
        """What `run.json` and `timings.json` tell; `counts` are rows by table."""
        run = {
            "schema_version": SCHEMA_VERSION,
            "versions": {
                "factsheets": version("factsheets"),
                "python": python_version(),
                "spacy": version("spacy"),
                "pyarrow": version("pyarrow"),
            },
            "settings": {"formats": list(settings.formats)},
            "inputs": self._inputs,
            "counts": {
                "documents_by_status": dict(sorted(self.statuses.items())),
                "rows": counts,
            },
        }
        timings = {
            "engine": settings.engine,
            "workers": settings.workers,
            "seconds": round(time.perf_counter() - started, 4),
            "seconds_of_slowest": {name: spent for spent, name in sorted(self._slowest)[::-1]},
            # Here and not in `run.json`: a word more changes the tables of few documents.
            "lexicon": digests(),
        }
        return Report(run, timings)


def _same_statement(sources: Sequence[str], number: int = 1) -> Problem:
    shown = ", ".join(sources[:_MOST_NAMED])
    more = f" and {number - _MOST_NAMED} more files" if number > _MOST_NAMED else ""
    message = (
        f"The same statement seems to stand in {shown}{more}, so that its rows count twice."
        " Leave one file out, or count one document only."
    )
    return Problem("warning", "same_statement", message)
