"""From input files to tables: find the documents, process each, put all together."""

import json
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from pipeline.config import DEFAULT_ENGINE, DEFAULT_FORMATS, Settings, processors
from pipeline.engines import ENGINES, Ready, WorkerLost
from pipeline.errors import UsageError
from pipeline.model import Problem
from pipeline.runner.documents import failed, process
from pipeline.runner.inputs import Item, find, holds_records
from pipeline.runner.kept import Kept, key_of, run_key
from pipeline.runner.records import each_record
from pipeline.tables.formats import FORMATS, check_installed
from pipeline.tables.publish import speaking
from pipeline.tables.rows import DocumentResult, Row
from pipeline.tables.store import Stored
from pipeline.tables.write import RUN, staging

if TYPE_CHECKING:
    import pandas
    import pyarrow  # type: ignore[import-untyped]

__all__ = ["Outcome", "execute", "process", "run"]

# Formats that `Outcome.tables` can be read from.
_READ_BACK: Final = frozenset(("csv", "parquet"))
Paths = str | Path | Iterable[str | Path]
Progress = Callable[[int, int | None, DocumentResult], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave.

    `tables` holds an Arrow table a name, read from the output when it is asked for; `counts` the
    number of rows of each, `statuses` the number of documents of each status, `seconds` the wall
    time, `notes` what a format could not hold as it is, in words.
    """

    tables: "Mapping[str, pyarrow.Table]"
    counts: dict[str, int]
    statuses: dict[str, int]
    seconds: float
    notes: Sequence[str] = ()

    def problem_rows(self) -> Iterator[Row]:
        """The rows of the table `problems`, read piece by piece."""
        tables = self.tables
        if not self.counts["problems"]:
            return iter(())
        pieces = tables.pieces("problems") if isinstance(tables, Stored) else [tables["problems"]]
        return chain.from_iterable(piece.to_pylist() for piece in pieces)

    def frames(self) -> "dict[str, pandas.DataFrame]":
        """Every table as a pandas frame."""
        from pipeline.tables.arrow import frame

        return {name: frame(table) for name, table in self.tables.items()}


def run(
    paths: Paths,
    output: str | Path | None = None,
    engine: str = DEFAULT_ENGINE,
    workers: int | None = None,
    formats: Sequence[str] = DEFAULT_FORMATS,
    force: bool = False,
    scheduler: str | None = None,
) -> "dict[str, pandas.DataFrame]":
    """The tables of all documents under `paths`, as pandas frames by name.

    `paths` is a file, a folder or several of them, or addresses for fsspec (`s3://…`); with
    `output` the tables are also written into that folder in `formats`. `engine`, `workers`
    (without: one a processor) and `scheduler` (the address of the cluster for the engine `dask`)
    only change how fast. What an earlier run into `output` found is used again where nothing that
    it depends on has changed; `force` does every document anew. Raises UsageError for what cannot
    work and OutputError for a folder that cannot be written; a document that cannot be read is a
    row with status `failed`.
    """
    outcome = execute(paths, output, engine, workers, formats, force, scheduler=scheduler)
    return outcome.frames()


def execute(
    paths: Paths,
    output: str | Path | None = None,
    engine: str = DEFAULT_ENGINE,
    workers: int | None = None,
    formats: Sequence[str] = DEFAULT_FORMATS,
    force: bool = False,
    progress: Progress | None = None,
    corrected: bool = True,
    scheduler: str | None = None,
) -> Outcome:
    """`run` without frames; `progress` is called after each document with how many are done,
    how many there are (None where records are read as a stream), and its result. Not `corrected`
    is what the rules alone find, whatever corrections lie beside the documents."""
    started = time.perf_counter()
    number = processors() if workers is None else workers
    settings = Settings(engine, number, tuple(formats), scheduler)
    settings.check(ENGINES, FORMATS)
    if output is not None:
        check_installed(settings.formats)
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    target = None if output is None else Path(output)
    if target and target.resolve() in (Path(path).resolve() for path in given):
        raise UsageError(f"{target} is what the run reads: name another folder as output.")
    items = find(given, without=target)
    if not corrected:
        items = [replace(item, corrected=False) for item in items]
    kept = Kept(target, blind=force) if target else None
    if kept:
        items = [replace(item, key=key_of(item)) for item in items]
    this_run = run_key([item.key for item in items], settings.formats)
    with ExitStack() as stack:
        stage = stack.enter_context(staging(target)) if target else None
        if kept and not force and "parquet" in settings.formats and kept.is_whole(this_run):
            return _standing(kept.output, started)
        rows = stage.rows if stage else Path(stack.enter_context(TemporaryDirectory()))
        # Here, because it brings linking with it, which an unchanged run does not need.
        from pipeline.runner.collect import Collected

        place = target or rows
        with speaking(place):
            collected = Collected(rows)
        total = None if any(holds_records(item.source) for item in items) else len(items)
        for number, result in enumerate(_results(_documents(items), settings, kept), 1):
            with speaking(place):
                taken = collected.add(result)
            if taken and stage and result.write_text:
                stage.add_text(result.document_id, result.text)
            if progress:
                progress(number, total, result)
        with speaking(place):
            repeated = collected.tell_twins()
            collected.tell_undated()
            stored = collected.tables.finish(repeated)
            counts = {name: stored.count(name) for name in stored}
        tables: Mapping[str, Any] = {}
        if not target or not _READ_BACK & set(settings.formats):
            tables = dict(stored)
        notes: Sequence[str] = ()
        if stage:
            report = collected.report(counts, settings, started)
            notes = stage.publish(stored, settings.formats, report)
        if kept:
            kept.close(this_run)
    if target and not tables:
        tables = Stored(target)
    seconds = time.perf_counter() - started
    return Outcome(tables, counts, dict(collected.statuses), seconds, notes)


def _standing(folder: Path, started: float) -> Outcome:
    """The result of the run before, where nothing has changed since: no table is read for it."""
    told = json.loads((folder / RUN).read_text(encoding="utf-8"))
    counts = told["counts"]
    seconds = time.perf_counter() - started
    return Outcome(
        Stored(folder), counts["rows"], counts["documents_by_status"], seconds, told["notes"]
    )


def _results(
    items: Iterable[Item], settings: Settings, kept: Kept | None
) -> Iterator[DocumentResult]:
    """The result of each item in order: kept from an earlier run, or made now."""
    taken: deque[Item] = deque()

    def offered() -> Iterator[Item | Ready]:
        for item in items:
            taken.append(item)
            yield Ready(item.key) if kept and kept.has(item.key) else item

    for result in ENGINES[settings.engine](process, offered(), settings):
        item = taken.popleft()
        if kept and isinstance(result, Ready):
            if found := kept.get(item.key):
                yield found
                continue
            # What was kept is spoilt.
            result = process(item)
        made = _lost(item) if isinstance(result, WorkerLost) else result
        if kept:
            kept.put(item, made)
        yield made


def _documents(items: Iterable[Item]) -> Iterator[Item]:
    """The documents of files: one each, or as many as a file has records."""
    for item in items:
        if item.digest and holds_records(item.source):
            yield from each_record(item)
        else:
            yield item


def _lost(item: Item) -> DocumentResult:
    message = (
        "The process that read this document broke down; it may have run out of memory, or the "
        "file may be damaged. The other documents are not concerned."
    )
    return failed(item, item.digest, Problem("error", "worker_lost", message))
