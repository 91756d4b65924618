"""`codebook.md`: what every table, column and value means, for people."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from pipeline.lexicon import table as words
from pipeline.tables.describe import value_meanings
from pipeline.tables.loading import loading
from pipeline.tables.schema import SCHEMA_VERSION, TABLES, Column, Table

_INTRODUCTION: Final = f"""# Codebook

Schema {SCHEMA_VERSION}. Every table stands as `NAME.csv` and `NAME.parquet`, with the same rows in
the same order. CSV is UTF-8 after RFC 4180 with CRLF line ends; an empty cell is a missing value,
lists are joined by `;`, and an empty list is an empty cell. Parquet holds lists as lists.

Offsets count Unicode code points into the document text, end exclusive: the decoded file for
plain text and Markdown, else `texts/DOCUMENT_ID.txt`. Every `text` is the span it names, runs of
white space folded to one blank. § names the section of the annotation guideline that defines a
column. **Bold** columns are never missing; a list may be empty.
"""


def codebook() -> str:
    """`codebook.md`: every table and column with type, unit, meaning and allowed values."""
    chapters = [_chapter(table) for table in TABLES.values()]
    parts = [_INTRODUCTION, "## Loading\n", loading(), *chapters, _problem_codes(), _value_lists()]
    return "\n".join(parts)


def _chapter(table: Table) -> str:
    lines = [
        f"## {table.name}",
        "",
        f"{table.description} Key: {_names(table.key)}.",
        "",
        "| column | type | meaning | example | guideline |",
        "|-|-|-|-|-|",
        *(_line(table, column) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def _line(table: Table, column: Column) -> str:
    name = f"**{column.name}**" if column.required else column.name
    kind = f"{column.type} ({column.unit})" if column.unit else column.type
    meaning = column.description
    if column.values:
        meaning += f" [Values](#{_home(column)}-{column.name})."
    for reference in table.references:
        if reference.columns[-1] == column.name:
            meaning += f" → `{reference.table}.{reference.targets[-1]}`"
    example = _code(_examples().get((table.name, column.name, ""), "")).replace("|", r"\|")
    return f"| {name} | {kind} | {meaning} | {example} | {column.section or ''} |"


@cache
def _examples() -> dict[tuple[str, str, str], str]:
    """A cell of a column, where the value is "", or words to which a value is given."""
    return {
        (row["table"], row["column"], row["value"]): row["example"]
        for row in words("codebook/examples")
    }


def _code(text: str) -> str:
    """`text` as Markdown shows it letter by letter, "" as nothing."""
    mark = "``" if "`" in text else "`"
    return f"{mark}{text}{mark}" if text else ""


def _home(column: Column) -> str:
    """The table under which a column's values are told: tables share some lists."""
    values = [str(value) for value in column.values]
    return next(
        table
        for (table, name), meanings in value_meanings().items()
        if name == column.name and list(meanings) == values
    )


def _problem_codes() -> str:
    lines = ["## Problem codes", "", "What `problems.code` may say, and how serious it is.", ""]
    lines += [
        f"- `{row['code']}` ({row['severity']}): {row['meaning']}"
        for row in words("codebook/problems")
    ]
    return "\n".join([*lines, ""])


def _value_lists() -> str:
    lines = []
    for (table, column), meanings in value_meanings().items():
        lines += [f"### {table} {column}", ""]
        for value, meaning in meanings.items():
            example = _code(_examples().get((table, column, value), ""))
            lines.append(f"- `{value}`: {meaning}" + (f". As in {example}" if example else ""))
        lines.append("")
    return "\n".join(["## Values", "", *lines])


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
