"""The table `links` against labelled pairs of acts of two statements."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.errors import UsageError
from pipeline.evaluate.figures import Figures, Score
from pipeline.evaluate.labels import Span, gold_files, table
from pipeline.evaluate.pairing import pairs
from pipeline.evaluate.scores import SAME_ACT

Row = Mapping[str, Any]
_SIDES: Final = ("earlier", "later")
_COLUMNS: Final = {
    "documents": ("document_id", "text_sha256"),
    "nodes": ("document_id",),
    "acts": ("document_id", "act_id", "start", "end"),
    "links": ("earlier_act_id", "later_act_id", "relation"),
}


@dataclass(frozen=True, slots=True)
class _Act:
    name: str
    span: Span


def add_links(figures: Figures, gold: Path, tables: Path, labels: Path) -> None:
    """Adds `links.found` (pairs of acts) and `links.typed` (pairs with the right relation).

    `labels` names two documents of the hand labels in `gold` and lists pairs of their acts, each
    with a relation. Every link of the tables counts, so that these should hold the two documents
    alone. Raises UsageError where `labels` is no such file.
    """
    try:
        told = json.loads(labels.read_text(encoding="utf-8"))
        names = {side: told[side] for side in _SIDES}
        wanted = [(one, other, relation) for one, other, relation in told["links"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{labels} is no file of labelled links: {error!r}") from error
    rows = {name: table(tables, name, columns) for name, columns in _COLUMNS.items()}
    stand_ins = {side: _stand_ins(_labelled(gold, names[side]), rows) for side in _SIDES}
    # As the scorer has it: pairs of which neither act was found count once.
    pairs_wanted = {
        (stand_ins["earlier"].get(one), stand_ins["later"].get(other)): relation
        for one, other, relation in wanted
    }
    given = {(row["earlier_act_id"], row["later_act_id"]): row["relation"] for row in rows["links"]}
    hits = given.keys() & pairs_wanted.keys()
    right = sum(given[pair] == pairs_wanted[pair] for pair in hits)
    figures.scores["links.found"] = Score(len(hits), len(pairs_wanted), len(given))
    figures.scores["links.typed"] = Score(right, len(pairs_wanted), len(given))


def _labelled(gold: Path, name: str) -> Row:
    for file in gold_files(gold):
        labels: Row = json.loads(file.read_text(encoding="utf-8"))
        if labels["document"]["document_id"] == name:
            return labels
    raise UsageError(f"no labels of {name} in {gold}")


def _stand_ins(labels: Row, rows: Mapping[str, Iterable[Row]]) -> dict[str, str]:
    """Labelled act -> the act of the tables that stands for it."""
    with_nodes = {row["document_id"] for row in rows["nodes"]}
    same = (
        row["document_id"]
        for row in rows["documents"]
        if row["text_sha256"] == labels["document"]["sha256"] and row["document_id"] in with_nodes
    )
    document = next(same, None)
    found = [
        _Act(row["act_id"], (int(row["start"]), int(row["end"])))
        for row in rows["acts"]
        if row["document_id"] == document
    ]
    by_hand = [_Act(row["id"], (row["start"], row["end"])) for row in labels["acts"]]
    return {one.name: other.name for one, other in pairs(by_hand, found, SAME_ACT)}
