"""The one definition of every table; all else about tables follows from it.

Arrow schemas, CSV cells, `datapackage.json`, `codebook.md` and `validate` read these records.
Within a major version no table or column is renamed, retyped or dropped.
"""

from typing import Final

from pipeline.tables.schema.across import DYADS, LINKS, PROBLEMS, THREADS
from pipeline.tables.schema.acts import ACTS, COMMITMENTS, PARTIES
from pipeline.tables.schema.columns import TYPES, Column, Reference, Table
from pipeline.tables.schema.documents import DOCUMENTS, ENTITIES, MENTIONS, NODES

__all__ = [
    "ACTS",
    "COMMITMENTS",
    "DOCUMENTS",
    "DYADS",
    "ENTITIES",
    "LINKS",
    "LIST_SEPARATOR",
    "MENTIONS",
    "NODES",
    "PARTIES",
    "PROBLEMS",
    "SCHEMA_VERSION",
    "TABLES",
    "THREADS",
    "TYPES",
    "Column",
    "Reference",
    "Table",
]

SCHEMA_VERSION: Final = "1.0"
LIST_SEPARATOR: Final = ";"

TABLES: Final = {
    table.name: table
    for table in (
        DOCUMENTS,
        NODES,
        MENTIONS,
        ENTITIES,
        ACTS,
        COMMITMENTS,
        PARTIES,
        LINKS,
        THREADS,
        DYADS,
        PROBLEMS,
    )
}
