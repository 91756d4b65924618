"""Which row of an old run is which of a new one, although its id may be another.

An id holds the hash of the file and offsets, so that an edited file, or evidence that is a word
longer, gives another id to what is the same row to a reader.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.evaluate.pairing import pairs
from pipeline.evaluate.scores import SAME_ACT

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
Ids = dict[str, str]
_PLACED: Final = ("nodes", "mentions", "acts")
_SPANNED: Final = {"mentions": "mention_id", "acts": "act_id"}


@dataclass(frozen=True, slots=True)
class _At:
    """A row with its span in the new text."""

    name: str
    span: tuple[int, int]


def same_ids(old: Rows, new: Rows) -> Ids:
    """The new id of every old document, node, mention and act that is still there.

    Documents are one by id, else by source; nodes by place in the same text, in an edited one by
    their words, else by path; mentions and acts by best overlap, half or more, an edited text
    being laid over the old node by node.
    """
    documents = _documents(old["documents"], new["documents"])
    texts = {
        row["document_id"]: row["text_sha256"] for row in (*old["documents"], *new["documents"])
    }
    before, after = ({name: _by_document(rows) for name, rows in run.items()} for run in (old, new))
    ids = dict(documents)
    for document, other in documents.items():
        moved = texts[document] != texts[other]
        nodes = (before["nodes"][document], after["nodes"][other])
        shifts = _nodes_by_words(*nodes) if moved else _nodes_by_place(*nodes)
        ids |= {row["node_id"]: twin["node_id"] for row, twin in shifts}
        by = {row["node_id"]: twin["start"] - row["start"] for row, twin in shifts}
        for table, key in _SPANNED.items():
            rows = before[table].get(document, []), after[table].get(other, [])
            found = [_shifted(row, key, by if moved else None) for row in rows[0]]
            known = [_At(row[key], (row["start"], row["end"])) for row in rows[1]]
            paired = pairs([at for at in found if at], known, SAME_ACT)
            ids |= {one.name: twin.name for one, twin in paired}
    return ids


def _documents(old: Sequence[Row], new: Sequence[Row]) -> Ids:
    names = {row["document_id"] for row in new}
    same = {row["document_id"]: row["document_id"] for row in old if row["document_id"] in names}
    left = [row for row in new if row["document_id"] not in same]
    by_source = {row["source"]: row["document_id"] for row in left}
    for row in old:
        if row["document_id"] not in same and row["source"] in by_source:
            same[row["document_id"]] = by_source.pop(row["source"])
    return same


def _by_document(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get("document_id", "")].append(row)
    return found


def _shifted(row: Row, key: str, by: Mapping[str, int] | None) -> _At | None:
    """A row where it stands in the new text; None where its node is gone."""
    shift = 0 if by is None else by.get(row["node_id"])
    if shift is None:
        return None
    return _At(row[key], (row["start"] + shift, row["end"] + shift))


Twins = list[tuple[Row, Row]]


def _nodes_by_place(old: Sequence[Row], new: Sequence[Row]) -> Twins:
    before, after = ({row["node_id"]: row for row in rows} for rows in (old, new))
    spans = [
        [_At(name, (row["start"], row["end"])) for name, row in rows.items()]
        for rows in (before, after)
    ]
    return [(before[a.name], after[b.name]) for a, b in pairs(spans[0], spans[1], SAME_ACT)]


def _nodes_by_words(old: Sequence[Row], new: Sequence[Row]) -> Twins:
    """Nodes of the same words, the first with the first; of the rest those of one path."""
    found, old, new = _first_with_first(old, new, lambda row: (row["kind"], row["text"]))
    return found + _first_with_first(old, new, lambda row: row["path"])[0]


def _first_with_first(
    old: Sequence[Row], new: Sequence[Row], key: Callable[[Row], Hashable]
) -> tuple[Twins, list[Row], list[Row]]:
    """Pairs of one key in order, and what is left of either side."""
    waiting: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in reversed(new):
        waiting[key(row)].append(row)
    twins, left = [], []
    for row in old:
        if waiting[key(row)]:
            twins.append((row, waiting[key(row)].pop()))
        else:
            left.append(row)
    taken = {twin["node_id"] for _, twin in twins}
    return twins, left, [row for row in new if row["node_id"] not in taken]
