"""The page on which people see whether the tables are right: static files that open from disk."""

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from pipeline.errors import OutputError
from pipeline.report.data import index, statement_data
from pipeline.report.explain import Lines, explain
from pipeline.report.pictures import PDF, Picture, draw, source_of
from pipeline.report.statement import Statement, statements
from pipeline.tables.publish import building, speaking
from pipeline.tables.read import read_tables

__all__ = ["Lines", "Written", "explain", "write_report"]

PAGE: Final = "index.html"
# By this line a folder is known as a report, which a later one may replace.
_MARK: Final = '<meta name="generator" content="factsheets report">'
_FOLDERS: Final = ("data", "pages", "static")


@dataclass(frozen=True, slots=True)
class Written:
    """What a report holds: the page's file, and how many statements, commitments, pictures;
    `notes` say which pages have none, and why."""

    page: Path
    statements: int
    commitments: int
    pictures: int
    notes: tuple[str, ...] = ()


def write_report(folder: Path, output: Path | None = None, raw: Path | None = None) -> Written:
    """Writes the report on the run in `folder` into `output` (`folder`/report without one).

    `raw` is what the run read, a file or folder, from which pages of PDFs are drawn; without it
    a folder `raw` beside `folder` is tried. An earlier report in `output` is replaced. Raises
    UsageError where `folder` holds no run, OutputError where `output` cannot be written or holds
    something else.
    """
    tables = read_tables(folder)
    output = folder / "report" if output is None else output
    raw = folder.resolve().parent / "raw" if raw is None else raw
    found = statements(tables)
    with speaking(output):
        _check(output)
    with building(output, _is_ours, PAGE) as place, speaking(output):
        pictures, notes = _write(place.folder, index(tables, found), found, raw)
        place.publish()
    return Written(output / PAGE, len(found), len(tables["commitments"]), pictures, notes)


def _write(
    stage: Path, run: dict[str, Any], found: list[Statement], raw: Path
) -> tuple[int, tuple[str, ...]]:
    """All files of the report; how many pictures there are, and the notes on those that are not."""
    for name in _FOLDERS:
        (stage / name).mkdir()
    static = files("pipeline.report") / "static"
    for file in sorted(static.iterdir(), key=lambda file: file.name):
        target = stage if file.name == PAGE else stage / "static"
        (target / file.name).write_bytes(file.read_bytes())
    _script(stage / "data" / "index.js", "factsheets.index", run)
    drawn, notes = 0, []
    for number, statement in enumerate(found):
        pictures, note = _pictures(statement, raw, stage / "pages", str(number))
        drawn += len(pictures)
        notes += [note] if note else []
        data = statement_data(statement, pictures, note)
        _script(stage / "data" / f"{number}.js", f"factsheets.statements[{number}]", data)
    return drawn, tuple(notes)


def _pictures(
    statement: Statement, raw: Path, folder: Path, stem: str
) -> tuple[dict[int, Picture], str | None]:
    """Pictures of the pages with commitments, or why there are none; neither without pages."""
    document = statement.document
    if document["media_type"] != PDF:
        return {}, None
    data = source_of(document, raw)
    if data is None:
        note = f"{document['source']} was not found as the run read it"
        return {}, f"{note}: make the report with --raw FOLDER to see its pages."
    pages = {page for page in statement.pages.values() if page is not None}
    drawn = draw(data, pages, folder, stem)
    if not (missing := sorted(pages - drawn.keys())):
        return drawn, None
    numbers = ", ".join(map(str, missing))
    return drawn, f"{document['source']} has pages that could not be drawn: {numbers}."


def _script(file: Path, name: str, data: Any) -> None:
    """`name = data;` as a script: from disk a page may load scripts, but no data.

    Nothing in it can end the script element or the line: "<" and the two line separators of
    JavaScript that JSON lets through are written as escapes.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    file.write_text(f"{name} = {text};\n", encoding="utf-8", newline="\n")


def _check(output: Path) -> None:
    """Refuses a folder that holds something else than an earlier report."""
    page = output / PAGE
    if page.is_file() and _MARK in page.read_text(encoding="utf-8", errors="replace"):
        return
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise OutputError(f"{output} holds no report: name a new or empty folder with --output.")


def _is_ours(path: Path) -> bool:
    return path == Path(PAGE) or path.parts[0] in _FOLDERS
