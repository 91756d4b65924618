"""Statements whose links are labelled, as linking sees them: by labelled acts or those found."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluate.pairing import overlap
from pipeline.linking.acts import Said, said
from pipeline.runner.documents import process
from pipeline.runner.inputs import find
from pipeline.tables.rows import DocumentResult
from tests.labels.hydrate import HERE, SECOND, hydrated, labels, text_of

Row = Mapping[str, Any]
SAME_ACT = 0.5


@dataclass(frozen=True, slots=True)
class Linked:
    """Two statements of a series and the pairs of their acts that are labelled, with the relation.

    `labelled` counts all pairs; `pairs` has those of which both acts are there.
    """

    name: str
    earlier: Sequence[Said]
    later: Sequence[Said]
    pairs: Mapping[tuple[str, str], str]
    labelled: int


def linked(corpus: Path, shared: Path, raw: Path) -> Iterator[tuple[Linked, Linked]]:
    """Each labelled pair of statements, once with its labelled acts and once with those found."""
    files = {file.stem: file for file in (*labels(HERE), *labels(SECOND))}
    for pair in sorted((HERE / "links").glob("*.json")):
        told = json.loads(pair.read_text(encoding="utf-8"))
        names = told["earlier"], told["later"]
        texts = [text_of(files[name], corpus) for name in names]
        golds = [hydrated(files[name], texts[n].read_text()) for n, name in enumerate(names)]
        yield _both(pair.stem, texts, golds, told["links"])
    told = json.loads((shared / "gold" / "links.json").read_text(encoding="utf-8"))
    names = told["earlier"], told["later"]
    golds = [json.loads((shared / "gold" / f"{name}.gold.json").read_text()) for name in names]
    texts = [raw / f"us-japan-scc-{year}.txt" for year in (2023, 2024)]
    yield _both("seeds", texts, golds, told["links"])


def _both(
    name: str, texts: Sequence[Path], golds: Sequence[Row], links: Sequence[Sequence[str]]
) -> tuple[Linked, Linked]:
    results = [process(find([text])[0]) for text in texts]
    by_hand = [
        _said(result, _rows(gold, result)) for gold, result in zip(golds, results, strict=True)
    ]
    found = [_said(result, result.tables["acts"]) for result in results]
    known = [
        _stand_ins(gold["acts"], r.tables["acts"]) for gold, r in zip(golds, results, strict=True)
    ]
    here = {
        (known[0][one], known[1][other]): relation
        for one, other, relation in links
        if one in known[0] and other in known[1]
    }
    wanted = {(one, other): relation for one, other, relation in links}
    return Linked(name, *by_hand, wanted, len(links)), Linked(name, *found, here, len(links))


def _said(result: DocumentResult, acts: Sequence[Row]) -> list[Said]:
    return said(
        result.document["principals"], acts, result.tables["mentions"], result.tables["nodes"]
    )


def _rows(gold: Row, result: DocumentResult) -> list[Row]:
    """Labelled acts as rows of the table `acts`, as far as linking reads them."""
    nodes = sorted(result.tables["nodes"], key=lambda node: node["end"] - node["start"])
    rows = []
    for act in gold["acts"]:
        text = " ".join(result.text[act["start"] : act["end"]].split())
        cue = act["cue"]
        holds = (n["node_id"] for n in nodes if n["start"] <= act["start"] < n["end"])
        rows.append(
            {
                **act,
                "act_id": act["id"],
                "node_id": next(holds, nodes[-1]["node_id"]),
                "text": text,
                "cue_start": cue[0],
                "cue_end": cue[1],
                "parent_id": act["parent"],
                "obligors": act["obligors"] or [],
                "partners": act["partners"] or [],
            }
        )
    return rows


def _stand_ins(acts: Sequence[Row], found: Sequence[Row]) -> dict[str, str]:
    """Labelled act -> the act found that overlaps it most, where by half or more."""
    pairs = {}
    for act in acts:
        span = act["start"], act["end"]
        best = max(found, key=lambda row: overlap(span, (row["start"], row["end"])))
        if overlap(span, (best["start"], best["end"])) >= SAME_ACT:
            pairs[act["id"]] = best["act_id"]
    return pairs
