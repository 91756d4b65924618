"""What the page shows, as plain data: one file for the run, one for each statement."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from pipeline.report.across import link_data, thread_data
from pipeline.report.explain import act_lines
from pipeline.report.pictures import Picture
from pipeline.report.statement import Run, Statement
from pipeline.tables.describe import value_meanings
from pipeline.tables.schema import COMMITMENTS
from pipeline.values import CHANGES, DOUBTFUL, LABELS, STATUSES, THEMES

Row = Mapping[str, Any]
Data = dict[str, Any]

_ABOUT = (
    "document_id", "title", "source", "date", "date_source", "issuer", "doc_type", "url",
    "principals", "media_type", "status", "message",
)  # fmt: skip


def index(tables: Mapping[str, Sequence[Row]], statements: Sequence[Statement]) -> Data:
    """The run: its statements, every commitment with all columns, what codes and values mean."""
    meanings = value_meanings()
    numbers = {s.document["document_id"]: number for number, s in enumerate(statements)}
    return {
        "columns": COMMITMENTS.names,
        "commitments": [
            [_cell(row[name]) for name in COMMITMENTS.names] for row in tables["commitments"]
        ],
        "statements": [
            {name: statement.document[name] for name in _ABOUT}
            | {"acts": len(statement.acts), "problems": _problems(statement)}
            for statement in statements
        ],
        "links": link_data(tables, numbers),
        "threads": thread_data(tables, numbers),
        "changes": CHANGES,
        "parties": {row["iso3"]: row["name"] for row in tables["entities"] if row["iso3"]},
        "themes": {theme: meanings["acts", "theme"].get(theme, "") for theme in THEMES},
        "statuses": {status: meanings["acts", "status"].get(status, "") for status in STATUSES},
        "forces": meanings["acts", "force"],
        "labels": {label: meanings["mentions", "label"].get(label, "") for label in LABELS},
        "doubtful": DOUBTFUL,
    }


def statement_data(statement: Statement, pictures: Mapping[int, Picture], note: str | None) -> Data:
    """One statement: outline with marked text, why each act is what it is, page pictures."""
    places = {node["node_id"]: place for place, node in enumerate(statement.nodes)}
    return {
        "nodes": [
            {
                "path": node["path"],
                "kind": node["kind"],
                "level": node["level"],
                "marker": node["marker"],
                "parent": places.get(node["parent_id"]),
                "section": places.get(node["section_id"]),
                "page": node["page_start"],
                "box": [float(edge) for edge in node["box"].split()] if node["box"] else None,
                "runs": [_run(run) for run in runs],
            }
            for node, runs in zip(statement.nodes, statement.runs(), strict=True)
        ],
        "mentions": [[row["label"], row["entity_id"]] for row in statement.mentions],
        "acts": [
            {
                "id": act["act_id"],
                "node": places[act["node_id"]],
                "force": act["force"],
                "class": act["act_class"],
                "commitment": act["is_commitment"],
                "why": act_lines(act, statement.place(act)),
            }
            for act in statement.acts
        ],
        "pictures": {page: asdict(picture) for page, picture in pictures.items()},
        "picture_note": note,
    }


def _run(run: Run) -> list[Any]:
    """Text alone where nothing is marked, which is most of it."""
    if run.mention is None and not run.acts and not run.cues:
        return [run.text]
    return [run.text, run.mention, run.acts, run.cues]


def _problems(statement: Statement) -> list[str]:
    return [f"{row['severity']}: {row['message']}" for row in statement.problems]


def _cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
