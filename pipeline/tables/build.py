"""The rows of all documents as tables, in one order whatever finished first."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.model import Mention
from pipeline.tables.across import Across
from pipeline.tables.arrow import Buffer, arrow_table
from pipeline.tables.rows import DocumentResult, Row, item_list
from pipeline.tables.schema import ENTITIES, TABLES

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]


Linker = Callable[[Iterable[tuple[str, Sequence[Mention], str]]], Iterable[Any]]

_PER_DOCUMENT = ("documents", "nodes", "mentions", "acts", "commitments", "parties", "problems")


class Tables:
    """Takes documents one by one, in the order their rows shall have."""

    def __init__(self) -> None:
        self._buffers = {name: Buffer(TABLES[name]) for name in _PER_DOCUMENT}
        self._mentions: list[tuple[str, Sequence[Mention], str]] = []
        self._across = Across()

    def add(self, result: DocumentResult) -> None:
        self._buffers["documents"].extend([result.document])
        for name, rows in result.tables.items():
            self._buffers[name].extend(rows)
        if result.mentions:
            self._mentions.append((result.document_id, result.mentions, result.text))
        self._across.add(result)

    def add_problem(self, row: Row) -> None:
        self._buffers["problems"].extend([row])

    def undated(self) -> list[tuple[str, str]]:
        """Documents that have a series but no date, each with that series."""
        return self._across.undated()

    def finish(self, link: Linker, repeated: Collection[str] = ()) -> "dict[str, pyarrow.Table]":
        """Every table of the contract, by name.

        `link` makes entities of all mentions; `repeated` are the documents whose statement stands
        in another file, too: they belong to no series and count in no dyad.
        """
        done = {name: buffer.finish() for name, buffer in self._buffers.items()}
        rows = [entity_row(entity) for entity in link(self._mentions)]
        rows.sort(key=lambda row: str(row["entity_id"]))
        done["entities"] = arrow_table(ENTITIES, rows)
        done |= self._across.tables(done, repeated)
        return {name: done[name] for name in TABLES}


def entity_row(entity: Any) -> Row:
    """A row of `entities`; codes arrive as the text of a lexicon cell, empty where unknown."""
    row = {name: getattr(entity, name) for name in ENTITIES.names}
    row["aliases"] = item_list(row["aliases"])
    for name in ("iso3", "m49", "wikidata"):
        row[name] = row[name] or None
    row["cow"] = int(row["cow"]) if row["cow"] else None
    return row
