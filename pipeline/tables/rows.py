"""One document's records as rows: what a worker does, so that only plain values travel back."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, Final

from pipeline.ids import span_ids
from pipeline.model import Act, Line, Mention, Node, Problem, Sketch
from pipeline.tables.citing import Links, citation
from pipeline.tables.schema import COMMITMENTS, LIST_SEPARATOR

Row = dict[str, Any]
PartyCodes = Mapping[str, tuple[str, int | None]]

# For these the document text is the decoded file itself, and is not written again.
OWN_TEXT: Final = ("text/plain", "text/markdown")
_COMMITMENT_COLUMNS: Final = COMMITMENTS.names


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """All that one document gives to the tables.

    `tables` holds rows by table name; `mentions` and `text` are kept for linking over all
    documents; `write_text` says that the text is not the file itself and is written out;
    `sketch` is kept to find the same statement in two files; `seconds` is the wall time spent;
    `input` is the file the document stands in.
    """

    document: Row
    tables: dict[str, list[Row]]
    mentions: tuple[Mention, ...] = ()
    text: str = ""
    write_text: bool = False
    sketch: Sketch = field(default_factory=Sketch)
    seconds: float = 0.0
    input: str = ""

    @property
    def document_id(self) -> str:
        return str(self.document["document_id"])


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rooms found in one document; `document` is its row in `documents`."""

    document: Row
    text: str
    lines: Sequence[Line] = ()
    nodes: Sequence[Node] = ()
    mentions: Sequence[Mention] = ()
    acts: Sequence[Act] = ()
    party_codes: PartyCodes = field(default_factory=dict)


def fold(text: str) -> str:
    """`text` with each run of white space folded to one blank, and none outside."""
    return " ".join(text.split())


def item_list(items: Iterable[str]) -> list[str]:
    """Items fit for a list cell: folded, none empty, no ";" inside."""
    folded = [fold(item.replace(LIST_SEPARATOR, ",")) for item in items]
    return [item for item in folded if item]


def problem_rows(document: str, problems: Iterable[Problem]) -> list[Row]:
    """Rows of `problems` for one document, numbered from 1."""
    return [
        {
            "document_id": document,
            "ordinal": ordinal,
            "severity": problem.severity,
            "code": problem.code,
            "message": fold(problem.message),
            "start": problem.start,
            "end": problem.end,
            "page": problem.page,
        }
        for ordinal, problem in enumerate(problems, 1)
    ]


def document_tables(reading: Reading) -> dict[str, list[Row]]:
    """Rows of nodes, mentions, acts, commitments and parties of one document."""
    name = reading.document["document_id"]
    node_ids = dict(
        zip(
            (node.path for node in reading.nodes),
            span_ids(name, "n", ((node.start, node.end) for node in reading.nodes)),
            strict=True,
        )
    )
    mentions = sorted(reading.mentions, key=lambda mention: (mention.start, -mention.end))
    acts = sorted(reading.acts, key=attrgetter("start", "end", "cue_start", "cue_end"))
    act_ids = span_ids(name, "a", ((act.start, act.end) for act in acts))
    act_rows = list(_acts(name, reading.text, acts, act_ids, node_ids))
    node_rows = list(_nodes(name, reading, node_ids))
    links = Links(reading.document, reading.text, node_rows)
    return {
        "nodes": node_rows,
        "mentions": list(_mentions(name, reading.text, mentions, node_ids)),
        "acts": act_rows,
        "commitments": list(_commitments(reading, mentions, acts, act_rows, links)),
        "parties": list(_parties(reading, act_rows)),
    }


def _nodes(name: str, reading: Reading, ids: Mapping[str, str]) -> Iterator[Row]:
    text = reading.text
    for node in reading.nodes:
        yield {
            "document_id": name,
            "node_id": ids[node.path],
            "path": node.path,
            "kind": node.kind,
            "level": node.level,
            # "s0" is a place, not a node: what stands before any heading has no parent row.
            "parent_id": ids.get(node.parent) if node.parent else None,
            "section_id": ids.get(node.section) if node.section else None,
            "ordinal": node.ordinal,
            "marker": fold(node.marker or "") or None,
            "role": node.role,
            "lead_in": fold(text[slice(*node.lead_in)]) or None if node.lead_in else None,
            "text": fold(text[node.start : node.end]) or None,
            "start": node.start,
            "end": node.end,
            "page_start": node.page_start,
            "page_end": node.page_end,
            "box": " ".join(f"{edge:.1f}" for edge in node.box) if node.box else None,
        }


def _mentions(
    name: str, text: str, mentions: Sequence[Mention], node_ids: Mapping[str, str]
) -> Iterator[Row]:
    ids = span_ids(name, "m", ((mention.start, mention.end) for mention in mentions))
    for mention_id, mention in zip(ids, mentions, strict=True):
        yield {
            "document_id": name,
            "mention_id": mention_id,
            "node_id": node_ids[mention.node],
            "label": mention.label,
            "text": fold(text[mention.start : mention.end]),
            "start": mention.start,
            "end": mention.end,
            "entity_id": mention.key,
            "form": mention.form,
            "value": mention.value,
            "confidence": mention.confidence,
            "method": mention.method,
            "holder": mention.holder,
            "holder_rule": mention.holder_rule,
        }


def _acts(
    name: str,
    text: str,
    acts: Sequence[Act],
    act_ids: Sequence[str],
    node_ids: Mapping[str, str],
) -> Iterator[Row]:
    by_span: dict[tuple[int, int], str] = {}
    for act_id, act in zip(act_ids, acts, strict=True):
        by_span.setdefault((act.start, act.end), act_id)
    for act_id, act in zip(act_ids, acts, strict=True):
        yield {
            "document_id": name,
            "act_id": act_id,
            "node_id": node_ids[act.node],
            "text": fold(text[act.start : act.end]),
            "start": act.start,
            "end": act.end,
            "cue_start": act.cue_start,
            "cue_end": act.cue_end,
            "cue_lemma": act.cue_lemma,
            "act_class": act.act_class,
            "force": act.force,
            "is_commitment": act.is_commitment,
            "reason": act.reason,
            "status": act.status,
            "level": act.level,
            "parent_id": by_span[act.parent] if act.parent else None,
            "ctype": act.ctype,
            "actors": item_list(act.actors),
            "obligors": item_list(act.obligors),
            "partners": item_list(act.partners),
            "action": act.action,
            "object": fold(act.object or "") or None,
            "deadline": act.deadline,
            "deadline_end": date.fromisoformat(act.deadline_end) if act.deadline_end else None,
            "theme": act.theme,
            "hedge": act.hedge,
            "negated": act.negated,
            "embedded_by": act.embedded_by,
            "embedded_action": act.embedded_action,
            "actor_rule": act.actor_rule,
            "confidence": act.confidence,
            "rules": item_list(act.rules),
            "method": act.method,
        }


def _commitments(
    reading: Reading,
    mentions: Sequence[Mention],
    acts: Sequence[Act],
    act_rows: Sequence[Row],
    links: Links,
) -> Iterator[Row]:
    document, text = reading.document, reading.text
    nodes = {node.path: node for node in reading.nodes}
    pages = _pages(reading.lines)
    starts = [mention.start for mention in mentions]
    for act, row in zip(acts, act_rows, strict=True):
        if not act.is_commitment:
            continue
        node = nodes[act.node]
        section = nodes.get(node.section) if node.section else None
        if node.kind == "section":
            section = node
        flat = row | {
            "commitment_id": row["act_id"],
            "document_title": document["title"],
            "document_date": document["date"],
            "issuer": document["issuer"],
            "section_title": fold(text[section.start : section.end]) if section else None,
            "path": node.path,
            "page": pages.at(act.start) if pages else node.page_start,
        }
        span = _object_span(text, act, node)
        inside = mentions[bisect_right(starts, span[0] - 1) : bisect_right(starts, span[1])]
        names = dict.fromkeys(mention.name for mention in inside if mention.end <= span[1])
        flat["object_entities"] = item_list(names)
        flat["citation"] = citation(document, flat)
        flat["link"] = links.to(row, flat["page"])
        yield {name: flat[name] for name in _COMMITMENT_COLUMNS}


def _object_span(text: str, act: Act, node: Node) -> tuple[int, int]:
    """Where the act's object stands: in its evidence, else in its node; (0, 0) if nowhere.

    The object is verbatim but may have its white space folded.
    """
    words = (act.object or "").split()
    if not act.object or not words:
        return 0, 0
    places = ((act.start, act.end), (node.start, node.end))
    for start, end in places:
        at = text.find(act.object, start, end)
        if at >= 0:
            return at, at + len(act.object)
    # Only an object broken over two lines comes here.
    for start, end in places:
        at = text.find(words[0], start, end)
        while at >= 0:
            if (behind := _end_of(words, text, at, end)) is not None:
                return at, behind
            at = text.find(words[0], at + 1, end)
    return 0, 0


def _end_of(words: Sequence[str], text: str, at: int, end: int) -> int | None:
    """Where words end of which the first begins at a place, whatever white space is between
    them; None where the others do not follow."""
    at += len(words[0])
    for word in words[1:]:
        left = at
        while at < end and text[at].isspace():
            at += 1
        if at == left or not text.startswith(word, at, end):
            return None
        at += len(word)
    return at


@dataclass(frozen=True, slots=True)
class _Pages:
    starts: list[int]
    numbers: list[int]

    def at(self, offset: int) -> int:
        return self.numbers[max(bisect_right(self.starts, offset) - 1, 0)]


def _pages(lines: Iterable[Line]) -> _Pages | None:
    """Where each page's lines start; None for a source without pages."""
    found = sorted((line.start, line.page) for line in lines if line.page is not None)
    return _Pages([start for start, _ in found], [page for _, page in found]) if found else None


def _parties(reading: Reading, act_rows: Iterable[Row]) -> Iterator[Row]:
    entities = _party_entities(reading.mentions)
    for row in act_rows:
        for role in ("actor", "obligor", "partner"):
            for party in dict.fromkeys(row[f"{role}s"]):
                iso3, cow = reading.party_codes.get(party) or (None, None)
                yield {
                    "document_id": row["document_id"],
                    "act_id": row["act_id"],
                    "role": role,
                    "party": party,
                    "iso3": iso3,
                    "cow": cow,
                    "entity_id": entities.get(party),
                }


def _party_entities(mentions: Iterable[Mention]) -> dict[str, str]:
    """The entity that each party is mentioned as in this document.

    Only this document counts, so that its rows do not hang on what else is in the run. A
    country comes before an office that speaks for it; else the first mention decides.
    """
    entities: dict[str, str] = {}
    for mention in sorted(mentions, key=lambda m: (m.label != "COUNTRY", m.start, -m.end)):
        if mention.party:
            entities.setdefault(mention.party, mention.key)
        # A party named by bare words ("Southeast Asia") is the entity of that name.
        entities.setdefault(mention.name, mention.key)
    return entities
