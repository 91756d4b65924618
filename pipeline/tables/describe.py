"""What the tables mean, for machines (`datapackage.json`) and people (`codebook.md`)."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from pipeline.lexicon import table as words
from pipeline.tables.schema import LIST_SEPARATOR, SCHEMA_VERSION, TABLES, Column, Table

# Before the rule that found whom a pronoun or a "by" names.
_LEADS: Final = {"pronoun": "a pronoun, read as:", "agent": "behind “by”:"}
_MEDIA_TYPES: Final = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type}
    if column.type == "list":
        field |= {"itemType": "string", "delimiter": LIST_SEPARATOR}
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    field["description"] = column.description
    if column.unit:
        field["unit"] = column.unit
    if column.section:
        field["guideline"] = column.section
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    return field


def table_schema(table: Table) -> dict[str, Any]:
    """The Frictionless Table Schema of one table."""
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(reference.columns),
                # The empty name is the table itself.
                "reference": {
                    "resource": "" if reference.table == table.name else reference.table,
                    "fields": list(reference.targets),
                },
            }
            for reference in table.references
        ]
    return schema


def _resource(table: Table, formats: Sequence[str]) -> dict[str, Any]:
    first, *others = [form for form in formats if form in _MEDIA_TYPES]
    resource: dict[str, Any] = {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.{first}",
        "format": first,
        "mediatype": _MEDIA_TYPES[first],
    }
    if first == "csv":
        resource["encoding"] = "utf-8"
        resource["dialect"] = {"lineTerminator": "\r\n"}
    if others:
        resource["alsoAs"] = [f"{table.name}.{form}" for form in others]
    return resource | {"description": table.description, "schema": table_schema(table)}


def data_package(formats: Iterable[str]) -> dict[str, Any]:
    """The Frictionless Data Package (version 2) of a run that wrote `formats`.

    CSV, where it was written, is each table's resource; Parquet of the same rows is named
    beside it.
    """
    ordered = [form for form in _MEDIA_TYPES if form in set(formats)]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "factsheets",
        "title": "Fact sheets and joint statements as tables",
        "version": SCHEMA_VERSION,
        "resources": [_resource(table, ordered) for table in TABLES.values()] if ordered else [],
    }


def to_json(value: Any) -> str:
    """JSON as all files of a run hold it: indented, keys in the order given, one line end."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


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
    parts = [_INTRODUCTION, *(_chapter(table) for table in TABLES.values()), _value_lists()]
    return "\n".join(parts)


def _chapter(table: Table) -> str:
    lines = [
        f"## {table.name}",
        "",
        f"{table.description} Key: {_names(table.key)}.",
        "",
        "| column | type | meaning | guideline |",
        "|-|-|-|-|",
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
    return f"| {name} | {kind} | {meaning} | {column.section or ''} |"


def value_meanings() -> dict[tuple[str, str], dict[str, str]]:
    """What each value of a closed list means, by the table and column that it is told for."""
    meanings: dict[tuple[str, str], dict[str, str]] = {}
    for row in words("codebook/values"):
        column = meanings.setdefault((row["table"], row["column"]), {})
        column[row["value"]] = row["meaning"]
    return meanings


@cache
def _meanings() -> dict[tuple[str, str], str]:
    return {(row["column"], row["rule"]): row["meaning"] for row in words("codebook/rules")}


def rule_meaning(column: str, rule: str) -> str:
    """What a rule in `rules` or `actor_rule` means, "" where nobody has said so.

    A rule is its name, or `name:detail`; behind "@" stands where it applied.
    """
    name, _, detail = rule.partition("@")[0].partition(":")
    if lead := _LEADS.get(name):
        return f"{lead} {rule_meaning(column, detail)}"
    meanings = _meanings()
    return meanings.get((column, f"{name}:{detail}")) or meanings.get((column, name), "")


def _home(column: Column) -> str:
    """The table under which a column's values are told: tables share some lists."""
    values = [str(value) for value in column.values]
    return next(
        table
        for (table, name), meanings in value_meanings().items()
        if name == column.name and list(meanings) == values
    )


def _value_lists() -> str:
    lines = []
    for (table, column), meanings in value_meanings().items():
        lines += [f"### {table} {column}", ""]
        lines += [f"- `{value}`: {meaning}" for value, meaning in meanings.items()]
        lines.append("")
    return "\n".join(["## Values", "", *lines])


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
