"""The rows of all documents as tables, in one order whatever finished first.

Documents come one by one and their rows go to disk; of what is told over the whole run only
what must be known until the end is kept, on disk, too.
"""

from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pipeline.tables.across import Across
from pipeline.tables.rows import DocumentResult, Row, item_list
from pipeline.tables.schema import ENTITIES, TABLES
from pipeline.tables.store import Sink, Stored

_PER_DOCUMENT: Final = (
    "documents",
    "nodes",
    "mentions",
    "acts",
    "commitments",
    "parties",
    "problems",
)
_AT_ONCE: Final = 1_000


class Tables:
    """Takes documents one by one, in the order their rows shall have, and writes them as Parquet
    into a folder."""

    def __init__(self, folder: Path) -> None:
        # Here, because it brings the language room with it.
        from pipeline.linking.entities import Entities

        self._folder = folder
        self._sinks = {name: Sink(TABLES[name], folder) for name in _PER_DOCUMENT}
        self._entities = Entities(folder)
        self._across = Across(folder)

    def add(self, result: DocumentResult) -> None:
        """Takes one document in."""
        self._sinks["documents"].extend([result.document])
        for name, rows in result.tables.items():
            self._sinks[name].extend(rows)
        self._entities.add(result.document_id, result.mentions, result.text)
        self._across.add(result)

    def add_problem(self, row: Row) -> None:
        """Adds a row of `problems`."""
        self._sinks["problems"].extend([row])

    def undated(self) -> list[tuple[str, str]]:
        """Documents that have a series but no date, each with that series."""
        return self._across.undated

    def finish(self, repeated: Collection[str] = ()) -> Stored:
        """Every table of the contract.

        `repeated` are the documents whose statement stands in another file, too: they belong to
        no series and count in no dyad.
        """
        for sink in self._sinks.values():
            sink.close()
        rows = {
            "entities": map(entity_row, self._entities.finish()),
            "links": self._across.links(repeated),
            "threads": self._across.threads(),
            "dyads": self._across.dyads(repeated),
        }
        for name, found in rows.items():
            self._write(name, found)
        return Stored(self._folder)

    def _write(self, name: str, rows: Iterator[Row]) -> None:
        sink = Sink(TABLES[name], self._folder)
        while some := list(islice(rows, _AT_ONCE)):
            sink.extend(some)
        sink.close()


def entity_row(entity: Any) -> Row:
    """A row of `entities`; codes arrive as the text of a lexicon cell, empty where unknown."""
    row = {name: getattr(entity, name) for name in ENTITIES.names}
    row["aliases"] = item_list(row["aliases"])
    for name in ("iso3", "m49", "wikidata"):
        row[name] = row[name] or None
    row["cow"] = int(row["cow"]) if row["cow"] else None
    return row
