"""Fits the weights of `pipeline/lexicon/acts/doubts.csv` to labelled and judged commitments.

A row is right where force, status, actors and action are. Rows come from the labels of corpus
documents (this folder, `second`, `third` and `releases`) and from `judged/*.csv`: commitments that
the program gave on documents without labels, each read beside its text. `python -m
tests.labels.fit_confidence SHARED` writes the table anew from the texts in the folder SHARED;
`--check` only prints, per document set and with that document left out of the fit, how right its
rows are, and those of them that are the surer.
"""

import csv
import hashlib
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from pipeline.evaluate.labels import read_gold, read_tables
from pipeline.evaluate.pairing import overlap, pairs
from pipeline.evaluate.scores import SAME_ACT, same_record
from pipeline.lexicon import table
from pipeline.runner import execute
from pipeline.tables.arrow import read_parquet
from tests.labels.hydrate import (
    HERE,
    RELEASE,
    RELEASES,
    SECOND,
    THIRD,
    hydrated,
    labels,
    release_texts,
    texts_of,
)

DOUBTS: Final = Path(__file__).parents[2] / "pipeline/lexicon/acts/doubts.csv"
JUDGED: Final = HERE / "judged"
# The rules have learnt from most of these documents, so that others will be less right.
_CAUTION: Final = 0.3
_PULL: Final = 1.0
_SURE: Final = 0.8


@dataclass(frozen=True)
class Row:
    """One commitment that the program gave: its doubts, whether it is right, whence."""

    document: str
    group: str
    doubts: frozenset[str]
    right: bool


def main(shared: Path, check: bool) -> None:
    """Collect the rows, fit, and print or write."""
    rows = [
        *labelled(labels(), shared, "first"),
        *labelled(labels(SECOND), shared, "second"),
        *labelled(labels(THIRD), shared, "third"),
        *labelled(labels(RELEASES), shared, "releases"),
        *[row for file in sorted(JUDGED.glob("*.csv")) for row in judged(file, shared)],
    ]
    names = [row["doubt"] for row in table("acts/doubts") if row["doubt"] != "none"]
    if check:
        report(rows, names)
        return
    weights = fit(rows, names)
    with DOUBTS.open("w", encoding="utf-8", newline="") as out:
        told = csv.writer(out, lineterminator="\n")
        told.writerow(("doubt", "weight", "source"))
        for name, weight in zip(("none", *names), weights, strict=True):
            source = f"fitted on {len(rows)} rows, tests/labels/fit_confidence.py"
            told.writerow((name, f"{weight:.2f}", source))


def labelled(files: list[Path], shared: Path, group: str) -> list[Row]:
    """The rows of labelled documents: right where a label pairs with them and agrees."""
    out = []
    with tempfile.TemporaryDirectory() as folder:
        texts = texts_of(files, shared, Path(folder))
        tables, acts = given(texts, Path(folder) / "tables")
        for file, text in zip(files, texts, strict=True):
            gold = Path(folder) / file.name
            whole = hydrated(file, text.read_bytes().decode())
            gold.write_text(json.dumps(whole), encoding="utf-8")
            document = read_gold(gold)
            mine = tables[document.text_sha256]
            kept = [act for act in document.acts if act.is_commitment]
            told = [act for act in mine.acts if act.is_commitment]
            agreed = {id(b) for a, b in pairs(kept, told, SAME_ACT) if same_record(a, b)}
            by_span = {act.span: act for act in told}
            for act in acts[mine.document_id]:
                found = by_span[act["start"], act["end"]]
                out.append(Row(file.stem, group, doubts_of(act), id(found) in agreed))
    return out


def judged(file: Path, shared: Path) -> list[Row]:
    """The rows that were judged, where the program still gives the same."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    stems = sorted({row["document"] for row in rows})
    out = []
    with tempfile.TemporaryDirectory() as folder:
        texts = [*corpus_texts(stems, shared), *release_texts(stems, shared, Path(folder))]
        tables, acts = given(texts, Path(folder) / "tables")
        ids = {
            t.stem: tables[hashlib.sha256(t.read_bytes()).hexdigest()].document_id for t in texts
        }
        for row in rows:
            span = int(row["start"]), int(row["end"])
            for act in acts[ids[row["document"]]]:
                if overlap((act["start"], act["end"]), span) >= SAME_ACT and agrees(act, row):
                    right = row["right"] == "yes"
                    out.append(Row(row["document"], file.stem, doubts_of(act), right))
                    break
    return out


def corpus_texts(stems: list[str], shared: Path) -> list[Path]:
    """The texts of the corpus documents among the names."""
    own = [stem for stem in stems if not stem.startswith(RELEASE)]
    return [next((shared / "corpus").glob(f"*/{stem}.txt")) for stem in own]


def agrees(act: dict[str, Any], row: dict[str, str]) -> bool:
    """Whether the program still says what was judged."""
    said = (str(act["force"]), act["status"], ";".join(act["actors"]), act["action"] or "")
    return said == (row["force"], row["status"], row["actors"], row["action"])


def doubts_of(act: dict[str, Any]) -> frozenset[str]:
    """The doubts among the rules of an act."""
    found = (rule.removeprefix("doubt:") for rule in act["rules"] if rule.startswith("doubt:"))
    return frozenset(found)


def given(texts: list[Path], folder: Path) -> tuple[dict[str | None, Any], dict[str, list[Any]]]:
    """The program's documents by the hash of their text, and its commitments by document."""
    execute(texts, folder, formats=["parquet"])
    acts: dict[str, list[Any]] = {}
    for act in read_parquet(folder / "acts.parquet").to_pylist():
        if act["is_commitment"]:
            acts.setdefault(act["document_id"], []).append(act)
    documents = {document.text_sha256: document for document in read_tables(folder)}
    for document in documents.values():
        acts.setdefault(document.document_id, [])
    return documents, acts


def fit(rows: list[Row], names: list[str]) -> list[float]:
    """Weights of no doubt and of each doubt: logistic, pulled to 0, no doubt raising."""
    kept = list(names)
    while True:
        found = dict(zip(["none", *kept], newton(rows, kept), strict=True))
        raising = [name for name in kept if found[name] > 0]
        if not raising:
            found["none"] -= _CAUTION
            return [float(found.get(name, 0.0)) for name in ("none", *names)]
        kept = [name for name in kept if name not in raising]


def newton(rows: list[Row], names: list[str]) -> Any:
    """Penalised logistic regression by Newton's method."""
    there = np.array([[1.0, *(name in row.doubts for name in names)] for row in rows])
    right = np.array([float(row.right) for row in rows])
    pull = np.diag([0.001, *(_PULL for _ in names)])
    found = np.zeros(there.shape[1])
    for _ in range(50):
        sure = 1 / (1 + np.exp(-there @ found))
        slope = there.T @ (there * (sure * (1 - sure))[:, None]) + pull
        found = found - np.linalg.solve(slope, there.T @ (sure - right) + pull @ found)
    return found


def report(rows: list[Row], names: list[str]) -> None:
    """Per group, each document left out in turn: how right the surer rows are."""
    sure: dict[int, float] = {}
    for document in sorted({row.document for row in rows}):
        weights = fit([row for row in rows if row.document != document], names)
        for row in rows:
            if row.document == document:
                told = [w for n, w in zip(names, weights[1:], strict=True) if n in row.doubts]
                sure[id(row)] = float(1 / (1 + np.exp(-weights[0] - sum(told))))
    for group in sorted({row.group for row in rows}):
        mine = [row for row in rows if row.group == group]
        top = [row for row in mine if sure[id(row)] >= _SURE]
        right, most = (sum(r.right for r in x) / max(len(x), 1) for x in (mine, top))
        print(f"{group:8s} rows {len(mine)}, right {right:.3f}; "
              f"of {_SURE} and more {len(top) / len(mine):.2f}, right {most:.3f}")  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--check" in sys.argv)
