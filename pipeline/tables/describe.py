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
