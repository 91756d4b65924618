"""Labels against tables, document by document: which figure counts what.

Every figure is added up over the labelled documents (micro average).
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pipeline.evaluate.figures import Figures, Score
from pipeline.evaluate.labels import (
    ActLabel,
    LabelledDocument,
    OutlineLabel,
    gold_files,
    read_gold,
    read_tables,
)
from pipeline.evaluate.pairing import overlap, pairs
from pipeline.values import HEADER_KINDS

# Overlaps from which two spans count as the same thing.
SAME_NODE = SAME_EVIDENCE = 0.9
SAME_ACT = 0.5
PLACED_KINDS = ("section", "bullet")
TEXT_KINDS = ("bullet", "paragraph")
Key = TypeVar("Key")
WORD_SHARES = ("status", "level", "action", "theme")


def evaluate(gold: Path, tables: Path) -> Figures:
    """The figures of the tables in one folder on the hand labels (`*.gold.json`) in another.

    Documents are paired by the hash of their text, else by id. Raises UsageError when either
    folder does not hold what it should.
    """
    labelled = [read_gold(file) for file in gold_files(gold)]
    return compare(partners(labelled, read_tables(tables)))


def compare(paired: Iterable[tuple[LabelledDocument, LabelledDocument | None]]) -> Figures:
    """The figures of pairs of a labelled document and what was found in it; None is nothing."""
    figures = Figures()
    for document, found in paired:
        if found is None:
            figures.missing.append(document.document_id)
        _add(figures, document, found or LabelledDocument(document.document_id, None))
    return figures


def partners(
    labelled: Iterable[LabelledDocument], found: Iterable[LabelledDocument]
) -> list[tuple[LabelledDocument, LabelledDocument | None]]:
    """Each labelled document with the one of the same text, else of the same id, if any."""
    by_hash, by_id = _indexed(found)
    return [
        (document, by_hash.get(document.text_sha256) or by_id.get(document.document_id))
        for document in labelled
    ]


def _indexed(
    documents: Iterable[LabelledDocument],
) -> tuple[dict[str | None, LabelledDocument], dict[str, LabelledDocument]]:
    """By text hash (of two copies the one that has nodes) and by id."""
    by_hash: dict[str | None, LabelledDocument] = {}
    documents = sorted(documents, key=lambda d: not d.nodes)
    for document in documents:
        by_hash.setdefault(document.text_sha256, document)
    return by_hash, {d.document_id: d for d in documents}


def _add(figures: Figures, gold: LabelledDocument, found: LabelledDocument) -> None:
    _add_outline(figures, gold.nodes, found.nodes)
    _add_mentions(figures, gold, found)
    _add_acts(figures, gold.acts, found.acts)


def _add_outline(figures: Figures, gold: list[OutlineLabel], found: list[OutlineLabel]) -> None:
    matched = pairs(gold, found, SAME_NODE, lambda a, b: _broad(a.kind) == _broad(b.kind))
    placed = [(a, b) for a, b in matched if a.level == b.level and _same_parent(a, b)]
    figures.scores["outline.nodes"].add(len(matched), len(gold), len(found))
    figures.scores["outline.placed"].add(
        *(
            sum(n.kind in PLACED_KINDS for n in nodes)
            for nodes in ([a for a, _ in placed], gold, found)
        )
    )
    figures.shares["outline.exact"].add(len(placed) == len(gold) == len(found))
    for a, b in matched:
        if a.kind in TEXT_KINDS:
            figures.shares["outline.lead_in"].add(a.lead_in == b.lead_in)
            figures.shares["outline.role"].add(a.role == b.role)


def _broad(kind: str) -> str:
    return "header" if kind in HEADER_KINDS else kind


def _same_parent(a: OutlineLabel, b: OutlineLabel) -> bool:
    if a.parent is None or b.parent is None:
        return a.parent is b.parent
    return overlap(a.parent, b.parent) >= SAME_NODE


def _add_mentions(figures: Figures, gold: LabelledDocument, found: LabelledDocument) -> None:
    exact = [Counter((m.span, m.label) for m in d.mentions) for d in (gold, found)]
    span = [Counter(m.span for m in d.mentions) for d in (gold, found)]
    _add_counted(figures.scores["mentions.exact"], *exact)
    _add_counted(figures.scores["mentions.span"], *span)
    codes = {(m.span, m.label): m.code for m in found.mentions}
    for mention in gold.mentions:
        key = (mention.span, mention.label)
        figures.by_label.setdefault(mention.label, Score()).add(key in codes, 1, 0)
        if key in codes and mention.label == "COUNTRY" and mention.code:
            figures.shares["mentions.code"].add(codes[key] == mention.code)
    for mention in found.mentions:
        figures.by_label.setdefault(mention.label, Score()).add(0, 0, 1)


def _add_counted(score: Score, gold: Counter[Key], found: Counter[Key]) -> None:
    score.add((gold & found).total(), gold.total(), found.total())


def _add_acts(figures: Figures, gold: list[ActLabel], found: list[ActLabel]) -> None:
    figures.scores["acts.found"].add(len(pairs(gold, found, SAME_ACT)), len(gold), len(found))
    kept = [a for a in gold if a.is_commitment]
    told = [a for a in found if a.is_commitment]
    matched = pairs(kept, told, SAME_ACT)
    strict = pairs(kept, told, SAME_EVIDENCE)
    figures.scores["commitments.f1"].add(len(matched), len(kept), len(told))
    figures.scores["commitments.strict"].add(len(strict), len(kept), len(told))
    for a, b in matched:
        _add_fields(figures, a, b)
    record = figures.shares["record"]
    record.right += sum(same_record(a, b) for a, b in matched)
    record.compared += len(kept)


def same_record(a: ActLabel, b: ActLabel) -> bool:
    """Whether force, actors, status and action of two acts agree (the figure `record`)."""
    return (
        a.force == b.force
        and a.parties["actors"] == b.parties["actors"]
        and all(a.words[name] == b.words[name] for name in ("status", "action"))
    )


def _add_fields(figures: Figures, a: ActLabel, b: ActLabel) -> None:
    figures.shares["fields.force"].add(a.force == b.force)
    figures.shares["fields.negated"].add(a.negated == b.negated)
    for name in WORD_SHARES:
        figures.shares[f"fields.{name}"].add(a.words[name] == b.words[name])
    for name, parties in a.parties.items():
        other = b.parties[name]
        figures.scores[f"fields.{name}"].add(len(parties & other), len(parties), len(other))
    objects = (Counter(re.findall(r"\w+", x.words["object"] or "")) for x in (a, b))
    _add_counted(figures.scores["fields.object"], *objects)
    due, other_due = a.words["deadline"], b.words["deadline"]
    figures.scores["fields.deadline"].add(
        due is not None and due == other_due, due is not None, other_due is not None
    )
