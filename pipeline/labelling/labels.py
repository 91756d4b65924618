"""A document as it is labelled: its text, its outline, its mentions and acts, whoever found them.

`gold` gives the content of a label file (`NAME.gold.json`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any, Final

from pipeline.corrections import ActLabel, MentionLabel
from pipeline.corrections.entity import label_name
from pipeline.corrections.labels import Span
from pipeline.corrections.outline import Outline
from pipeline.errors import UsageError
from pipeline.linking.entities import Entities
from pipeline.model import Node
from pipeline.tables.rows import DocumentResult, Row
from pipeline.values import CLASS_OF_FORCE

_SHARED: Final = tuple(f.name for f in fields(ActLabel) if f.name not in ("cue", "parent"))
_OF_NODE: Final = "path kind level parent section role start end".split()
_PARTIES: Final = ("actors", "obligors", "partners")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One document with its labels, in the order of the text. `date` is ISO, `principals` are
    codes or short names."""

    document_id: str
    text: str
    issuer: str | None = None
    date: str | None = None
    principals: tuple[str, ...] = ()
    nodes: tuple[Node, ...] = ()
    mentions: tuple[MentionLabel, ...] = ()
    acts: tuple[ActLabel, ...] = ()

    def quote(self, one: Node | MentionLabel | ActLabel) -> str:
        """The words of a node, a mention or an act as they stand in the text."""
        return self.text[one.start : one.end]


def labels_of(result: DocumentResult, name: str) -> Labelled:
    """The rows of a processed document as labels, under the document id `name`."""
    tables, document = result.tables, result.document
    return Labelled(
        name,
        result.text,
        document["issuer"],
        document["date"],
        tuple(document["principals"]),
        tuple(_node(row, result.text) for row in tables.get("nodes", ())),
        tuple(_mentions(result)),
        tuple(_acts(tables.get("acts", ()))),
    )


def _node(row: Row, text: str) -> Node:
    lead_in = None
    if row["lead_in"]:
        pattern = r"\s+".join(map(re.escape, row["lead_in"].split()))
        found = re.compile(pattern).search(text, row["start"], row["end"])
        lead_in = found.span() if found else None
    path = row["path"]
    return Node(
        path,
        row["kind"],
        row["level"],
        row["start"],
        row["end"],
        *above(path, row["kind"]),
        marker=row["marker"],
        role=row["role"],
        lead_in=lead_in,
    )


def above(path: str, kind: str) -> tuple[str | None, str | None]:
    """The paths of a node's parent and section, which its own path tells (guideline section 1)."""
    steps = path.split(".")
    parent = ".".join(steps[:-1]) or None
    sections = [step for step in steps if step[0] == "s"]
    section = parent if kind == "section" else ".".join(sections) or None
    return parent, section


def _mentions(result: DocumentResult) -> Iterator[MentionLabel]:
    found = sorted(result.mentions, key=lambda mention: (mention.start, -mention.end))
    entities = Entities()
    entities.add("", found, result.text)
    codes = {row.entity_id: row.iso3 for row in entities.finish()}
    for one in found:
        code = codes[one.key] if one.label == "COUNTRY" else None
        yield MentionLabel(one.start, one.end, one.label, label_name(one), code)


def _acts(rows: Sequence[Row]) -> Iterator[ActLabel]:
    spans = {row["act_id"]: (row["start"], row["end"]) for row in rows}
    for row in rows:
        shared = {name: row[name] for name in _SHARED if name != "doubt"}
        yield ActLabel(
            **shared | {name: tuple(row[name]) for name in _PARTIES},
            cue=(row["cue_start"], row["cue_end"]),
            parent=spans.get(row["parent_id"]),
        )


def gold(labelled: Labelled) -> dict[str, Any]:
    """The content of a label file, as `label.py build` makes it of a sheet."""
    numbered = [(f"A{number:02d}", act) for number, act in enumerate(labelled.acts, 1)]
    # Of several acts on one span the first is meant by a child.
    names = {act.span: name for name, act in reversed(numbered)}
    outline = Outline(labelled.nodes)
    return {
        "document": {
            "document_id": labelled.document_id,
            "sha256": sha256(labelled.text.encode("utf-8")).hexdigest(),
            "issuer": labelled.issuer,
            "date": labelled.date,
            "principals": list(labelled.principals),
        },
        "nodes": [_gold_node(labelled, node) for node in labelled.nodes],
        "entities": [_gold_mention(labelled, outline, one) for one in labelled.mentions],
        "acts": [
            {"id": name, **_gold_act(labelled, outline, act), "parent": _named(names, act.parent)}
            for name, act in numbered
        ],
    }


def _named(names: Mapping[Span, str], span: Span | None) -> str | None:
    return names.get(span) if span else None


def _gold_node(labelled: Labelled, node: Node) -> dict[str, Any]:
    told = {name: getattr(node, name) for name in _OF_NODE}
    lead_in = list(node.lead_in) if node.lead_in else None
    return told | {"text": labelled.quote(node), "lead_in": lead_in}


def _gold_mention(labelled: Labelled, outline: Outline, one: MentionLabel) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "text": labelled.quote(one),
        "node": path_of(outline, one),
        "type": one.label,
        "canonical": one.name,
        "code": one.code,
    }


def _gold_act(labelled: Labelled, outline: Outline, one: ActLabel) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in _SHARED}
    return told | {
        "node": path_of(outline, one),
        "text": labelled.quote(one),
        "cue": list(one.cue),
        "act_class": CLASS_OF_FORCE[one.force],
        **{name: list(told[name]) for name in _PARTIES},
    }


def path_of(outline: Outline, one: MentionLabel | ActLabel) -> str:
    """The path of the node that a mention or an act stands in."""
    node = outline.at(one.span)
    if node is None:
        raise UsageError(f"characters {one.start} to {one.end} do not stand in one node")
    return node.path
