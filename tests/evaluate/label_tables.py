"""Hand labels written out as the tables a run would write, to be scored against."""

from pathlib import Path
from typing import Any

from pipeline.tables.arrow import arrow_table, write_csv, write_parquet
from pipeline.tables.schema import TABLES

Labels = dict[str, Any]
Tables = dict[str, list[dict[str, Any]]]

NAMES = ("documents", "nodes", "mentions", "entities", "acts")
# What stands in required columns that no figure reads.
FILLERS = {"string": "-", "integer": 0, "number": 0.0, "boolean": False, "list": []}


def tables_of(documents: list[Labels]) -> Tables:
    """The tables that hold exactly these labels."""
    tables: Tables = {name: [] for name in NAMES}
    for labels in documents:
        about = labels["document"]
        own = {"document_id": about["document_id"]}
        tables["documents"].append({**own, "text_sha256": about["sha256"]})
        for node in labels["nodes"]:
            quote = node["lead_in"] and slice(*(at - node["start"] for at in node["lead_in"]))
            lead_in = node["text"][quote] if quote else None
            ids = {"node_id": node["path"], "parent_id": node["parent"]}
            tables["nodes"].append({**node, **own, **ids, "lead_in": lead_in})
        for mention in labels["entities"]:
            entity = f"{mention['type']}-{mention['code']}"
            named = {"label": mention["type"], "entity_id": entity}
            tables["mentions"].append({**mention, **own, **named})
            if all(row["entity_id"] != entity for row in tables["entities"]):
                tables["entities"].append({"entity_id": entity, "iso3": mention["code"]})
        tables["acts"] += [{**act, **own, "act_id": act["id"]} for act in labels["acts"]]
    return tables


def write_tables(tables: Tables, folder: Path, suffix: str) -> None:
    """Write every table as the contract says, CSV or Parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        table, file = TABLES[name], folder / f"{name}.{suffix}"
        fillers = {
            column.name: FILLERS[column.type]
            for column in table.columns
            if column.required or column.type == "list"
        }
        rows = [
            {column: row.get(column, fillers.get(column)) for column in table.names}
            for row in tables[name]
        ]
        data = arrow_table(table, rows)
        if suffix == "parquet":
            write_parquet(data, file)
        else:
            write_csv([data], file)
