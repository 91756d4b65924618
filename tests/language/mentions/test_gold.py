"""Figures on the labelled documents beside the repository; skipped where there are none."""

import json
from collections import Counter
from pathlib import Path

import pytest

from pipeline.language.mentions import find
from pipeline.model import Node

OTHERS = {"DATE", "MONEY", "QUANTITY"}
SEEDS = ("000_", "001_")


def _texts(shared: Path, name: str) -> str:
    places = [*shared.glob(f"corpus/*/{name}.txt"), *shared.glob(f"seeds/{name}.txt")]
    return places[0].read_bytes().decode("utf-8")


def _counts(file: Path, text: str) -> tuple[int, int, int]:
    gold = json.loads(file.read_text(encoding="utf-8"))
    nodes = [
        Node(
            n["path"],
            n["kind"],
            n["level"],
            n["start"],
            n["end"],
            lead_in=tuple(n["lead_in"]) if n.get("lead_in") else None,
        )
        for n in gold["nodes"]
    ]
    want = Counter(
        (e["start"], e["end"], e["type"]) for e in gold["entities"] if e["type"] not in OTHERS
    )
    have = Counter((m.start, m.end, m.label) for m in find(text, nodes))
    return (want & have).total(), want.total(), have.total()


@pytest.mark.parametrize(("seeds", "least"), [(True, 0.97), (False, 0.95)])
def test_names_on_the_labelled_documents(shared: Path, seeds: bool, least: float) -> None:
    files = [
        f for f in sorted(shared.glob("gold/*.gold.json")) if f.name.startswith(SEEDS) == seeds
    ]
    if not files:
        pytest.skip("no labelled documents")
    rows = [_counts(f, _texts(shared, f.name.removesuffix(".gold.json"))) for f in files]
    hit, want, have = (sum(column) for column in zip(*rows, strict=True))
    assert 2 * hit / (want + have) >= least
