"""From input files to tables: find the documents, process each, put all together."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import TYPE_CHECKING, Any, Final

from pipeline.config import DEFAULT_ENGINE, DEFAULT_FORMATS, Settings, processors
from pipeline.engines import ENGINES, WorkerLost
from pipeline.errors import UsageError
from pipeline.model import Mention, Problem, Sketch
from pipeline.readers.sidecar import sidecar_path
from pipeline.runner.documents import failed, process
from pipeline.runner.inputs import Item, find
from pipeline.runner.kept import Kept, key_of, run_key
from pipeline.tables.build import Tables
from pipeline.tables.formats import FORMATS, check_installed
from pipeline.tables.rows import DocumentResult, Row, problem_rows
from pipeline.tables.schema import SCHEMA_VERSION
from pipeline.tables.write import RUN, Report, staging

if TYPE_CHECKING:
    import pandas
    import pyarrow  # type: ignore[import-untyped]

__all__ = ["Outcome", "execute", "process", "run"]

_MOST_NAMED: Final = 5
Paths = str | Path | Iterable[str | Path]
Progress = Callable[[int, int, DocumentResult], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave.

    `tables` holds an Arrow table a name, `problems` the rows of that table, `statuses` the
    number of documents of each status, `seconds` the wall time, `notes` what a format could not
    hold as it is, in words.
    """

    tables: "Mapping[str, pyarrow.Table]"
    problems: list[Row]
    statuses: dict[str, int]
    seconds: float
    notes: Sequence[str] = ()

    def frames(self) -> "dict[str, pandas.DataFrame]":
        from pipeline.tables.arrow import frame

        return {name: frame(table) for name, table in self.tables.items()}


def run(
    paths: Paths,
    output: str | Path | None = None,
    engine: str = DEFAULT_ENGINE,
    workers: int | None = None,
    formats: Sequence[str] = DEFAULT_FORMATS,
    force: bool = False,
) -> "dict[str, pandas.DataFrame]":
    """The tables of all documents under `paths`, as pandas frames by name.

    `paths` is a file, a folder or several of them; with `output` the tables are also written
    into that folder in `formats`. `engine` and `workers` (without: one a processor) only change
    how fast. What an earlier run into `output` found is used again where nothing that it depends
    on has changed; `force` does every document anew. Raises UsageError for what cannot work and
    OutputError for a folder that cannot be written; a document that cannot be read is a row with
    status `failed`.
    """
    return execute(paths, output, engine, workers, formats, force).frames()


def execute(
    paths: Paths,
    output: str | Path | None = None,
    engine: str = DEFAULT_ENGINE,
    workers: int | None = None,
    formats: Sequence[str] = DEFAULT_FORMATS,
    force: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """`run` without frames; `progress` is called after each document with how many are done,
    how many there are, and its result."""
    started = time.perf_counter()
    settings = Settings(engine, processors() if workers is None else workers, tuple(formats))
    settings.check(ENGINES, FORMATS)
    if output is not None:
        check_installed(settings.formats)
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    target = None if output is None else Path(output)
    if target and target.resolve() in (Path(path).resolve() for path in given):
        raise UsageError(f"{target} is what the run reads: name another folder as output.")
    items = find(given, without=target)
    kept = Kept(target) if target else None
    keys = [key_of(item) for item in items] if kept else []
    this_run = run_key(keys, settings.formats)
    collected = _Collected()
    with ExitStack() as stack:
        stage = stack.enter_context(staging(target)) if target else None
        if kept and not force and "parquet" in settings.formats and kept.is_whole(this_run):
            return _standing(kept.output, started)
        results = _results(items, settings, kept, keys, force)
        for number, result in enumerate(results, 1):
            if collected.add(result) and stage and result.write_text:
                stage.add_text(result.document_id, result.text)
            if progress:
                progress(number, len(items), result)
        repeated = collected.tell_twins()
        collected.tell_undated()
        tables = collected.tables.finish(_link, repeated)
        notes: Sequence[str] = ()
        if stage:
            report = collected.report(tables, settings, started)
            notes = stage.publish(tables, settings.formats, report)
        if kept:
            kept.close(this_run)
    seconds = time.perf_counter() - started
    return Outcome(tables, collected.problems, dict(collected.statuses), seconds, notes)


def _standing(folder: Path, started: float) -> Outcome:
    """The result of the run before, where nothing has changed since."""
    from pipeline.tables.arrow import StandingTables

    tables = StandingTables(folder)
    statuses = Counter(tables["documents"].column("status").to_pylist())
    problems = tables["problems"].to_pylist()
    notes = json.loads((folder / RUN).read_text(encoding="utf-8"))["notes"]
    return Outcome(tables, problems, dict(statuses), time.perf_counter() - started, notes)


def _results(
    items: Sequence[Item],
    settings: Settings,
    kept: Kept | None,
    keys: Sequence[str | None],
    force: bool,
) -> Iterator[DocumentResult]:
    """The result of each item in order: kept from an earlier run, or made now."""
    if kept is None:
        yield from _made(items, settings)
        return
    known = set() if force else {at for at, key in enumerate(keys) if kept.has(key)}
    made = _made([item for at, item in enumerate(items) if at not in known], settings)
    for at, (item, key) in enumerate(zip(items, keys, strict=True)):
        if at in known:
            yield kept.get(key) or process(item)
            continue
        result = next(made)
        kept.put(key, result)
        yield result


def _made(items: Sequence[Item], settings: Settings) -> Iterator[DocumentResult]:
    results = ENGINES[settings.engine](process, items, settings.workers)
    for item, result in zip(items, results, strict=True):
        yield _lost(item) if isinstance(result, WorkerLost) else result


def _lost(item: Item) -> DocumentResult:
    message = (
        "The process that read this document broke down; it may have run out of memory, or the "
        "file may be damaged. The other documents are not concerned."
    )
    return failed(item, item.digest, Problem("error", "worker_lost", message))


def _link(mentions: Iterable[tuple[str, Sequence[Mention], str]]) -> Iterable[Any]:
    from pipeline.linking.entities import entities

    return entities(mentions)


def _same_statement(sources: Sequence[str]) -> Problem:
    shown = ", ".join(sources[:_MOST_NAMED])
    more = f" and {len(sources) - _MOST_NAMED} more files" if len(sources) > _MOST_NAMED else ""
    message = (
        f"The same statement seems to stand in {shown}{more}, so that its rows count twice."
        " Leave one file out, or count one document only."
    )
    return Problem("warning", "same_statement", message)


class _Collected:
    """What the documents of a run add up to, taken in one by one."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.problems: list[Row] = []
        self.statuses: Counter[str] = Counter()
        self._sources: dict[str, Row] = {}
        self._seconds: dict[str, float] = {}
        self._sketches: list[Sketch] = []
        self._told: Counter[str] = Counter()

    def add(self, result: DocumentResult) -> bool:
        """Takes one result in; False where its id is taken by another document."""
        name = result.document_id
        if name in self._sources:
            self._refuse(result)
            return False
        document = result.document
        self._sources[name] = {
            "source": document["source"],
            "sha256": document["source_sha256"],
        }
        self._seconds[name] = round(result.seconds, 4)
        self._sketches.append(result.sketch)
        self.statuses[document["status"]] += 1
        self.problems.extend(result.tables["problems"])
        self._told[name] = len(result.tables["problems"])
        self.tables.add(result)
        return True

    def _refuse(self, result: DocumentResult) -> None:
        """Six digits of a hash can agree: one document in 16 million of the same name."""
        source = result.document["source"]
        message = f"{source} would have the same id and was left out: rename it."
        self._add_problem(result.document_id, Problem("error", "same_id", message))

    def tell_twins(self) -> set[str]:
        """A problem for each of two documents that hold the same statement; the ids of all but
        the first of them."""
        from pipeline.linking.twins import twins

        names = list(self._sources)
        sources = [str(row["source"]) for row in self._sources.values()]
        groups: dict[int, list[str]] = {}
        found = twins(self._sketches)
        for later, first in sorted(found.items()):
            groups.setdefault(first, []).append(sources[later])
            self._add_problem(names[later], _same_statement([sources[first]]))
        for first, others in groups.items():
            self._add_problem(names[first], _same_statement(others))
        return {names[later] for later in found}

    def tell_undated(self) -> None:
        """A problem for each document of a series whose place in it nobody can know."""
        for name, series in self.tables.undated():
            sidecar = sidecar_path(Path(str(self._sources[name]["source"]))).name
            message = (
                f"The series {series} has it, but no date, so it is not held against the statements"
                f" before and after it: give date = YYYY-MM-DD in {sidecar}."
            )
            self._add_problem(name, Problem("warning", "undated", message))

    def _add_problem(self, name: str, problem: Problem) -> None:
        self._told[name] += 1
        row = problem_rows(name, [problem])[0] | {"ordinal": self._told[name]}
        self.problems.append(row)
        self.tables.add_problem(row)

    def report(
        self, tables: "dict[str, pyarrow.Table]", settings: Settings, started: float
    ) -> Report:
        run = {
            "schema_version": SCHEMA_VERSION,
            "versions": {
                "factsheets": version("factsheets"),
                "python": python_version(),
                "spacy": version("spacy"),
                "pyarrow": version("pyarrow"),
            },
            "settings": {"formats": list(settings.formats)},
            "inputs": list(self._sources.values()),
            "counts": {
                "documents_by_status": dict(sorted(self.statuses.items())),
                "rows": {name: table.num_rows for name, table in tables.items()},
            },
        }
        timings = {
            "engine": settings.engine,
            "workers": settings.workers,
            "seconds": round(time.perf_counter() - started, 4),
            "seconds_by_document": self._seconds,
        }
        return Report(run, timings)
