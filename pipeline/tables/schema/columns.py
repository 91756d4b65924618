"""The records that a table is defined by, and short words for the columns that are often meant."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from pipeline import values

TYPES: Final = ("string", "integer", "number", "boolean", "date", "list")
OFFSET: Final = "code points"
# Of text that may be a day, a month or a year.
DAY: Final = "ISO 8601"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `type` is one of TYPES; a list holds strings and is never missing.

    `required` means never missing; `values` closes the list of what may stand in the column;
    `section` names the guideline section that defines it.
    """

    name: str
    type: str
    description: str
    section: str | None = None
    required: bool = False
    unit: str | None = None
    values: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """`columns` of one table point at the columns `targets` of `table`, row by row."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order, the columns that name a row, where rows point."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


def _kind(kind: str) -> Callable[..., Column]:
    """Columns of one type: the other fields of Column follow the name."""

    def make(name: str, *details: Any, **named: Any) -> Column:
        return Column(name, kind, *details, **named)

    return make


text, whole, number, truth, day, items = map(
    _kind, ("string", "integer", "number", "boolean", "date", "list")
)


def ident(name: str, description: str) -> Column:
    """A column that names a row, here or in another table: text, never missing."""
    return text(name, description, required=True)


def span(what: str, section: str) -> tuple[Column, Column]:
    """The columns `start` and `end` of a piece of the document text."""
    start = whole("start", f"Offset of the first character of {what} in the document text.")
    end = whole("end", f"Offset behind the last character of {what}.")
    return (
        replace(start, section=section, required=True, unit=OFFSET),
        replace(end, section=section, required=True, unit=OFFSET),
    )


def source(what: str) -> Column:
    """The column that tells where the column `what` comes from."""
    name = what.replace("doc_type", "kind")
    return text(f"{what}_source", f"Where the {name} comes from.", values=values.SOURCES)


DOCUMENT = ident("document_id", "The document: slug of its file’s stem and start of its hash.")
METHOD = text("method", "What made the row.", required=True, values=values.METHODS)
TO_DOCUMENT = Reference(("document_id",), "documents", ("document_id",))
TO_NODE = Reference(("document_id", "node_id"), "nodes", ("document_id", "node_id"))
TO_ACT = Reference(("document_id", "act_id"), "acts", ("document_id", "act_id"))
# References that may be missing have one column: a pair of which one half is missing is a fault
# to tools that follow the standard. Ids are unique over all documents, so one column is enough.
ACT_PARENT = Reference(("parent_id",), "acts", ("act_id",))
TO_ENTITY = Reference(("entity_id",), "entities", ("entity_id",))
