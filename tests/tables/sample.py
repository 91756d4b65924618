"""A small run made by hand: one document with a section, two bullets and three acts."""

import tempfile
from hashlib import sha256
from pathlib import Path

from pipeline.ids import document_id
from pipeline.model import Act, Line, Mention, Node
from pipeline.tables.arrow import write_parquet
from pipeline.tables.build import Tables
from pipeline.tables.rows import DocumentResult, Reading, document_tables
from pipeline.tables.schema import DOCUMENTS
from pipeline.tables.store import Stored

TEXT = (
    "A Title\n"
    "PLANS\n"
    "• The United States and Japan decided to build a ship\n"
    "  by 2025, by training sailors.\n"
    "• They welcomed the Quad.\n"
)
DIGEST = sha256(TEXT.encode()).hexdigest()


def span(quote: str) -> tuple[int, int]:
    start = TEXT.index(quote)
    return start, start + len(quote)


def node(path, kind, level, quote, **details):
    return Node(path, kind, level, *span(quote), **details)


BULLET = "The United States and Japan decided to build a ship\n  by 2025, by training sailors."
NODES = (
    node("h1", "title", 0, "A Title"),
    node("s1", "section", 1, "PLANS"),
    node("s1.b1", "bullet", 1, BULLET, parent="s1", section="s1", marker="•"),
    node("s1.b2", "bullet", 1, "They welcomed the Quad.", parent="s1", section="s1", ordinal=2),
)
MENTIONS = (
    Mention(*span("the Quad"), "FORUM", "s1.b2", "forum_quad", "the Quad", party="Quad"),
    Mention(*span("Japan"), "COUNTRY", "s1.b1", "country_jpn", "Japan", party="JPN"),
    Mention(
        *span("United States"), "COUNTRY", "s1.b1", "country_usa", "United States", party="USA"
    ),
    Mention(*span("2025"), "DATE", "s1.b1", "date_2025", "2025", value="2025"),
    Mention(*span("ship"), "SYSTEM", "s1.b1", "system_ship", "The; Ship"),
)
EVIDENCE = span("decided to build a ship\n  by 2025, by training sailors")
ACTS = (
    Act(
        "s1.b1",
        *EVIDENCE,
        *span("decided"),
        "decide",
        "commissive",
        5,
        True,
        status="new",
        level="action",
        ctype="action",
        actors=("USA", "JPN"),
        obligors=("USA", "JPN"),
        partners=("friends; others",),
        action="build",
        object="a ship",
        deadline="../2025",
        deadline_end="2025-12-31",
        theme="DEF.maritime",
        rules=("S1", "we"),
    ),
    Act(
        "s1.b1",
        *span("training sailors"),
        *span("decided"),
        "decide",
        "commissive",
        5,
        True,
        status="new",
        level="measure",
        parent=EVIDENCE,
        actors=("USA", "JPN"),
        obligors=("USA", "JPN"),
        action="train",
        object="sailors",
    ),
    Act(
        "s1.b2",
        *span("welcomed the Quad"),
        *span("welcomed"),
        "welcome",
        "expressive",
        1,
        False,
        reason="expressive",
        actors=("USA", "JPN"),
    ),
)
CODES = {"USA": ("USA", 2), "JPN": ("JPN", 740)}
LINES = (Line(0, TEXT.index("PLANS") - 1, page=1), Line(TEXT.index("PLANS"), len(TEXT), page=2))


def document_row(source="in/a.txt", media_type="text/plain"):
    row = {column.name: None for column in DOCUMENTS.columns}
    return row | {
        "document_id": document_id(source, DIGEST),
        "source": source,
        "source_sha256": DIGEST,
        "text_sha256": DIGEST,
        "media_type": media_type,
        "title": "A Title",
        "issuer": "An Office",
        "date": "2024-07",
        "principals": ["USA", "JPN"],
        "pipeline_version": "0",
        "status": "ok",
    }


def result(source="in/a.txt", media_type="text/plain"):
    row = document_row(source, media_type)
    reading = Reading(row, TEXT, LINES, NODES, MENTIONS, ACTS, CODES)
    tables = document_tables(reading) | {"problems": []}
    return DocumentResult(row, tables, MENTIONS, TEXT, media_type != "text/plain")


def tables(*results):
    """The tables of a run in a folder of their own."""
    collected = Tables(Path(tempfile.mkdtemp()))
    for one in results or (result(),):
        collected.add(one)
    return collected.finish()


def stored(made, folder: Path) -> Stored:
    """Arrow tables by name as a run has them on disk, in `folder`."""
    folder.mkdir()
    for name, data in made.items():
        write_parquet(data, folder / f"{name}.parquet")
    return Stored(folder)
