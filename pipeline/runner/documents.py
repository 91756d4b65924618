"""One document from its file to its rows: what a worker does."""

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from traceback import extract_tb
from typing import TYPE_CHECKING, Final

from pipeline import limits
from pipeline.errors import LexiconError, ReaderFaultError, ReadError, said
from pipeline.ids import document_id
from pipeline.lexicon import table
from pipeline.model import Act, Metadata, Principals, Problem, Source
from pipeline.runner.inputs import COMPANIONS, Item, read_file
from pipeline.runner.records import Record, read_record
from pipeline.runner.remote import fetched, is_remote
from pipeline.runner.stint import within
from pipeline.tables.describe import rule_meaning
from pipeline.tables.rows import (
    OWN_TEXT,
    DocumentResult,
    Reading,
    Row,
    document_tables,
    fold,
    item_list,
    problem_rows,
)
from pipeline.tables.schema import DOCUMENTS
from pipeline.values import DOUBTFUL

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.corrections import Applied

# Words that a pipeline has seen, all of which it keeps.
_MOST_WORDS: Final = 60_000
_FROM_METADATA: Final = tuple(field.name for field in fields(Metadata))


def process(item: Item) -> DocumentResult:
    """Reads one document and gives its rows; a document that fails gives a row that says why.

    Raises only what is no document's fault: a pipeline that cannot be loaded.
    """
    started = time.perf_counter()
    nlp = language()
    try:
        with _uncollected():
            result = within(limits.MOST_WORK_SECONDS, lambda: _attempt(item, nlp))
    except TimeoutError:
        # Its vocabulary may be half filled.
        language.cache_clear()
        result = failed(item, item.digest, _too_slow(item))
    if len(nlp.vocab.strings) > _MOST_WORDS:
        # Its vocabulary would grow without end; loading anew takes less than half a second.
        language.cache_clear()
    return replace(result, seconds=time.perf_counter() - started)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles of garbage, which takes a tenth of the time and finds none
    before the document is done."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def language() -> "Language":
    """The language pipeline, loaded once a process."""
    from pipeline.language import load

    return load()


@cache
def party_codes() -> dict[str, tuple[str, int | None]]:
    """The ISO alpha-3 code and Correlates of War number of each country that can be a party."""
    return {
        row["party"]: (row["iso3"], int(row["cow"]) if row["cow"] else None)
        for row in table("entities/countries")
        if row["party"] and row["iso3"]
    }


def failed(item: Item, digest: str | None, problem: Problem) -> DocumentResult:
    """The result of a document that gives no rows but its own and those of its problems."""
    row = _row(item, digest) | {"status": "failed", "message": problem.message}
    problems = problem_rows(str(row["document_id"]), [problem, *_copies(item)])
    return DocumentResult(row, {"problems": problems}, input=item.source)


def _attempt(item: Item, nlp: "Language") -> DocumentResult:
    digest = None
    try:
        if item.record is not None:
            digest = item.digest
            return _read(item, str(digest), read_record(item), nlp)
        with _here(item) as here:
            data = read_file(here)
            digest = sha256(data).hexdigest()
            return _read(here, digest, Record(PurePosixPath(item.source).name, data, {}), nlp)
    except ReadError as error:
        return failed(item, digest, Problem("error", error.code, str(error)))
    except OSError as error:
        message = f"The file cannot be opened: {error.strerror or error}."
        return failed(item, digest, Problem("error", "unreadable", message))
    except LexiconError:
        raise
    except Exception as error:  # noqa: BLE001 the one place: no document stops a run
        return failed(item, digest, _internal(error))


@contextmanager
def _here(item: Item) -> Iterator[Item]:
    """The item with its file on this machine."""
    if is_remote(item.path):
        name = PurePosixPath(item.source).name
        with fetched(item.path, name, COMPANIONS) as path:
            yield replace(item, path=str(path), within="")
    else:
        yield item


def _too_slow(item: Item) -> Problem:
    message = (
        f"{PurePosixPath(item.name).name} took more than {limits.MOST_WORK_SECONDS:.0f} seconds of "
        "processor time, and was given up. If it is genuine, split it and run again."
    )
    return Problem("error", "too_slow", message)


def _internal(error: Exception) -> Problem:
    """A fault of the program, with the place to look at."""
    while isinstance(error.__cause__, Exception):
        # spaCy wraps what a component raises in a word about components.
        error = error.__cause__
    frame = extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name} line {frame.lineno}"
    what = said(error)
    if not isinstance(error, ReaderFaultError):
        what = f"{type(error).__name__}: {what} ({place})"
    return Problem("error", "internal", f"The program failed on this document: {what}.")


def _read(item: Item, digest: str, file: Record, nlp: "Language") -> DocumentResult:
    from pipeline import outline
    from pipeline.language import annotation, statements
    from pipeline.linking.lookalikes import mixed_letters
    from pipeline.linking.near_names import near_names
    from pipeline.linking.twins import sketch
    from pipeline.outline.metadata import metadata
    from pipeline.outline.statements import first_of
    from pipeline.outline.tongue import ENGLISH, UNKNOWN
    from pipeline.readers import apart
    from pipeline.readers.sidecar import read_sidecar, sidecar_path

    source = apart.read(file.name, file.data)
    beside, sidecar_problems = read_sidecar(Path(item.path))
    nodes = outline.parse(source)
    meta, meta_problems = metadata(*first_of(source, nodes), beside | file.sidecar, file.name)
    english = meta.language in (ENGLISH, UNKNOWN)
    doc = statements.read(nlp, source, nodes, meta, english)
    principals = annotation.principals(doc)
    rows = _corrected(item, source.text, doc)
    unnamed = _unnamed(principals, rows.acts, sidecar_path(Path(item.source)).name)
    problems = (
        *source.problems,
        *_changed(item, digest),
        *sidecar_problems,
        *file.problems,
        *meta_problems,
        *statements.several(nodes),
        *unnamed,
        *rows.problems,
        *_reviews(rows.acts, source.text),
        *near_names(rows.mentions),
        *mixed_letters(source.text),
    )
    row = _row(item, digest) | _known(source, meta, principals, problems)
    row["model"] = _model()
    reading = Reading(
        row,
        source.text,
        source.lines,
        annotation.nodes(doc),
        rows.mentions,
        rows.acts,
        party_codes(),
    )
    document = str(row["document_id"])
    tables = document_tables(reading)
    tables["problems"] = problem_rows(document, [*problems, *_copies(item)])
    return DocumentResult(
        row,
        tables,
        rows.mentions,
        source.text,
        item.record is not None or source.media_type not in OWN_TEXT,
        sketch(source.text, nodes, meta.date),
        input=item.source,
    )


def _corrected(item: Item, text: str, doc: "Doc") -> "Applied":
    """What the rules have found, and over it what people have put right beside the file."""
    from pipeline.corrections import Applied, apply, corrections_path, read_corrections
    from pipeline.language import annotation

    if not item.corrected:
        return Applied(annotation.mentions(doc), annotation.acts(doc))
    path = Path(item.path)
    corrections, faults = read_corrections(path)
    done = apply(
        text,
        annotation.nodes(doc),
        annotation.mentions(doc),
        annotation.acts(doc),
        corrections,
        corrections_path(path).name,
    )
    return replace(done, problems=(*faults, *done.problems))


def _row(item: Item, digest: str | None) -> Row:
    """What is known of a document before it is read; all else is missing."""
    empty: Row = {column.name: None for column in DOCUMENTS.columns}
    return empty | {
        "document_id": document_id(item.source, digest, item.record),
        "source": item.name,
        "source_sha256": digest,
        "principals": [],
        "pipeline_version": _version(),
    }


@cache
def _version() -> str:
    return version("factsheets")


@cache
def _model() -> str:
    """The name of the pipeline: asked once, for spaCy puts all it has to tell together anew."""
    meta = language().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _known(
    source: Source, meta: Metadata, principals: Principals, problems: Iterable[Problem]
) -> Row:
    lost = [problem for problem in problems if _tells_of_loss(problem)]
    return {
        "text_sha256": sha256(source.text.encode("utf-8")).hexdigest(),
        "media_type": source.media_type,
        **{name: getattr(meta, name) for name in _FROM_METADATA},
        "principals": item_list(principals.parties),
        "principals_rule": principals.rule,
        "pages": source.pages,
        "words": len(source.text.split()),
        "status": "partial" if lost else "ok",
        "message": fold(lost[0].message) if lost else None,
    }


def _unnamed(principals: Principals, acts: Iterable[Act], sidecar: str) -> tuple[Problem, ...]:
    """A warning where nobody can be named who undertakes what the text says (guideline T2)."""
    undertaken = sum((act.force or 0) >= 2 and act.reason == "single_party_act" for act in acts)
    if principals.parties or not undertaken:
        return ()
    message = (
        f"No party of this statement could be named, so {undertaken} of its acts may be commitments"
        f' that are not counted. Name the parties in {sidecar}: principals = "Japan and Australia".'
    )
    return (Problem("warning", "no_principals", message),)


def _reviews(acts: Iterable[Act], text: str) -> Iterator[Problem]:
    """The commitments that a person should look at, with what is doubtful about each."""
    for act in acts:
        if act.is_commitment and act.confidence < DOUBTFUL:
            told = [rule_meaning("rules", rule) for rule in act.rules if rule.startswith("doubt:")]
            why = "; ".join(meaning.removeprefix("doubt: ") for meaning in told)
            quote = fold(text[act.start : act.end])
            message = f"Commitment to review ({act.confidence:.2f}): {why}: “{quote}”"
            yield Problem("info", "review", message, act.start, act.end)


def _changed(item: Item, digest: str) -> tuple[Problem, ...]:
    """A warning where the file is not what it was when the run began."""
    if item.digest in (None, digest):
        return ()
    message = (
        "The file was changed while the run was reading: the rows are those of what it held when "
        "it was read. Run again once it is complete."
    )
    return (Problem("warning", "changed", message),)


def _tells_of_loss(problem: Problem) -> bool:
    """Whether content is missing: an error in a document that was read, or a code `lost_…`."""
    return problem.severity == "error" or problem.code.startswith("lost_")


def _copies(item: Item) -> list[Problem]:
    return [
        Problem("warning", "duplicate", f"{copy} is an exact copy of this file and was left out.")
        for copy in item.copies
    ]
