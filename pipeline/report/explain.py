"""Why a row is what it is, in a few lines: what the program found, by which rule, and where."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.errors import UsageError
from pipeline.report.statement import Place, statements
from pipeline.tables.describe import rule_meaning, value_meanings
from pipeline.tables.read import read_tables
from pipeline.values import CORRECTED, DOUBTFUL

Row = Mapping[str, Any]
# What a line tells, and what it says.
Lines = list[tuple[str, str]]

_NOUN: Final = "noun:"
_BY_HAND: Final = "corrected by hand"


def explain(folder: Path, name: str) -> Lines:
    """The lines for the row with that id in the tables of a run.

    Raises UsageError where `folder` holds no run, or no row of that id.
    """
    tables = read_tables(folder)
    document = name.split(":")[0]
    for statement in statements(tables):
        if statement.document["document_id"] == document:
            for act in statement.acts:
                if act["act_id"] == name:
                    return act_lines(act, statement.place(act))
    for table, key, lines in _OTHERS:
        for row in tables[table]:
            if row[key] == name:
                return lines(row)
    raise UsageError(
        f"There is no row {name} in {folder}: ids stand in the columns commitment_id, act_id, "
        "mention_id, node_id, entity_id and document_id."
    )


def act_lines(act: Row, place: Place) -> Lines:
    """Five lines for an act: what it is, its rules, its cue, its actors, its quote."""
    return [
        ("row", _outcome(act)),
        ("rules", _rules(act)),
        ("cue", _cue(act, place)),
        ("actors", _who(act)),
        ("quote", _quote(act, place.path, place.page)),
    ]


def is_doubtful(row: Row) -> bool:
    """Whether a row is so unsure that people should look at it first."""
    return row["confidence"] is not None and row["confidence"] < DOUBTFUL


def _outcome(act: Row) -> str:
    if act["is_commitment"]:
        what = f"commitment, {act['status']}, {act['level']}, {act['theme']}"
    else:
        reason = act["reason"]
        meaning = value_meanings()["acts", "reason"].get(reason)
        what = f"no commitment: {reason}" + (f" ({meaning})" if meaning else "")
    sure = "" if act["confidence"] is None else f", confidence {act['confidence']:.2f}"
    hand = f", {_BY_HAND}" if act["method"] == CORRECTED else ""
    return f"{act['act_id']}: {what}{sure}{' (doubtful)' if is_doubtful(act) else ''}{hand}"


def _rules(act: Row) -> str:
    rules = [rule for rule in act["rules"] if not rule.startswith(_NOUN)]
    return "; ".join(f"{rule} ({rule_meaning('rules', rule)})" for rule in rules) or "none"


def _cue(act: Row, place: Place) -> str:
    force = "no force" if act["force"] is None else f"force {act['force']}"
    words = f"“{place.cue}”, " if place.cue else ""
    nouns = _listed(r.removeprefix(_NOUN) for r in act["rules"] if r.startswith(_NOUN))
    return (
        f"{words}{act['cue_lemma']}, characters {act['cue_start']}–{act['cue_end']}; "
        f"inner noun {nouns}; {force}, {act['act_class']}"
    )


def _who(act: Row) -> str:
    rule = act["actor_rule"] or "none"
    others = [
        f"{role} {_listed(act[role])}"
        for role in ("obligors", "partners")
        if act[role] and act[role] != act["actors"]
    ]
    return "; ".join(
        [
            f"{_listed(act['actors'])} by the rule {rule} ({rule_meaning('actor_rule', rule)})",
            *others,
        ]
    )


def _quote(row: Row, path: str, page: int | None) -> str:
    place = f"{path}, " if path else ""
    place += f"page {page}, " if page else ""
    return f"{place}characters {row['start']}–{row['end']}: “{row['text'] or ''}”"


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items) or "none"


def _node_lines(node: Row) -> Lines:
    facts = [node["kind"], f"level {node['level']}", node["role"]]
    facts.append(node["marker"] and f"marker {node['marker']}")
    return [
        ("row", f"{node['node_id']}: {', '.join(filter(None, facts))}"),
        ("component", "outline"),
        ("parent", node["parent_id"] or "none"),
        ("lead-in", node["lead_in"] or "none"),
        ("quote", _quote(node, node["path"], node["page_start"])),
    ]


def _mention_lines(mention: Row) -> Lines:
    known = _known(mention, ("form", "value", "confidence"))
    return [
        ("row", f"{mention['mention_id']}: {mention['label']}"),
        ("component", _component(mention)),
        ("entity", mention["entity_id"] or "none"),
        ("found as", known),
        ("quote", _quote(mention, "", None)),
    ]


def _component(mention: Row) -> str:
    if mention["method"] == CORRECTED:
        return _BY_HAND
    return "dates" if mention["label"] == "DATE" else "mentions"


def _entity_lines(entity: Row) -> Lines:
    return [
        ("row", f"{entity['entity_id']}: {entity['label']} {entity['name']}"),
        ("component", "linking"),
        ("also", _listed(entity["aliases"])),
        ("codes", _known(entity, ("iso3", "cow", "m49", "wikidata"))),
        ("found", f"{entity['mentions']} mentions in {entity['documents']} documents"),
    ]


def _document_lines(document: Row) -> Lines:
    told = [
        f"{name} {document[name]} ({document[f'{name}_source']})"
        for name in ("title", "doc_type", "issuer", "date")
        if document[name]
    ]
    rule = document["principals_rule"] or "none"
    return [
        ("row", f"{document['document_id']}: {document['status']}, from {document['source']}"),
        ("component", document["model"] or "none"),
        ("read off", "; ".join(told) or "nothing"),
        ("principals", f"{_listed(document['principals'])} by the rule {rule}"),
        ("message", document["message"] or "none"),
    ]


def _known(row: Row, names: Sequence[str]) -> str:
    return _listed(f"{name} {row[name]}" for name in names if row[name] is not None)


_OTHERS: Final[tuple[tuple[str, str, Callable[[Row], Lines]], ...]] = (
    ("nodes", "node_id", _node_lines),
    ("mentions", "mention_id", _mention_lines),
    ("entities", "entity_id", _entity_lines),
    ("documents", "document_id", _document_lines),
)
