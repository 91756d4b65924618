"""Links on pairs labelled before anyone saw the output; what was learnt from them is held."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate.pairing import overlap
from pipeline.runner import execute
from tests.labels.hydrate import HERE, RELEASES, SECOND, labels, texts_of

PAIRS = sorted((HERE / "links").glob("*.json"))
# Pairs of releases, labelled after all learning: nothing was learnt from them.
UNSEEN = sorted((RELEASES / "links").glob("*.json"))
Row = dict[str, Any]


def of_documents(names: tuple[str, str]) -> list[Path]:
    files = {file.stem: file for file in (*labels(HERE), *labels(SECOND), *labels(RELEASES))}
    return [files[name] for name in names]


def counts(pair: Path, shared: Path, folder: Path) -> tuple[int, int, int, int]:
    """Pairs found, of those with the right relation, labelled, and given."""
    told = json.loads(pair.read_text(encoding="utf-8"))
    files = of_documents((told["earlier"], told["later"]))
    raw = folder / "raw"
    raw.mkdir(parents=True)
    texts = texts_of(files, shared, folder)
    for year, (file, text) in enumerate(zip(files, texts, strict=True), 2021):
        (raw / text.name).write_bytes(text.read_bytes())
        sidecar = f'series = "{pair.stem}"\ndate = "{year}"\n'
        (raw / f"{file.stem}.meta.toml").write_text(sidecar, encoding="utf-8")
    tables = execute(raw).tables
    sources = {r["document_id"]: r["source"] for r in tables["documents"].to_pylist()}
    acts: dict[str, list[Row]] = {}
    for row in tables["acts"].to_pylist():
        acts.setdefault(Path(sources[row["document_id"]]).stem, []).append(row)
    known = [found(file, acts[file.stem]) for file in files]
    relations = {
        (row["earlier_act_id"], row["later_act_id"]): row["relation"]
        for row in tables["links"].to_pylist()
    }
    given = [
        (relations.get((known[0].get(earlier), known[1].get(later))), relation)
        for earlier, later, relation in told["links"]
    ]
    hits = sum(relation is not None for relation, _ in given)
    right = sum(relation == wanted for relation, wanted in given)
    return hits, right, len(given), len(relations)


def found(file: Path, acts: list[Row]) -> dict[str, str]:
    """The act of the tables that stands for each labelled act, where one does."""
    pairs = {}
    for label in json.loads(file.read_text(encoding="utf-8"))["acts"]:
        span = label["start"], label["end"]
        best = max(acts, key=lambda row: overlap(span, (row["start"], row["end"])))
        if overlap(span, (best["start"], best["end"])) >= 0.5:
            pairs[label["id"]] = best["act_id"]
    return pairs


# Found and typed, F1 over all pairs of a set, a little under what was measured.
@pytest.mark.parametrize(
    ("pairs", "floors"), [(PAIRS, (0.47, 0.42)), (UNSEEN, (0.24, 0.24))], ids=["learnt", "unseen"]
)
def test_links_of_labelled_pairs(
    shared: Path, tmp_path: Path, pairs: list[Path], floors: tuple[float, float]
) -> None:
    rows = [counts(pair, shared, tmp_path / pair.stem) for pair in pairs]
    hits, right, labelled, given = (sum(column) for column in zip(*rows, strict=True))
    assert 2 * hits / (labelled + given) >= floors[0]
    assert 2 * right / (labelled + given) >= floors[1]


@pytest.mark.parametrize("pair", [*PAIRS, *UNSEEN], ids=lambda pair: pair.stem)
def test_labels_name_acts_that_are_labelled(pair: Path) -> None:
    told = json.loads(pair.read_text(encoding="utf-8"))
    files = of_documents((told["earlier"], told["later"]))
    ids = [{row["id"] for row in json.loads(file.read_text())["acts"]} for file in files]
    assert told["links"]
    assert all(one in ids[0] and other in ids[1] for one, other, _ in told["links"])
