"""Links scored as the reference scorer does."""

import contextlib
import importlib.util
import io
import json
import random
import sys
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.errors import UsageError
from pipeline.evaluate import Figures, add_links
from pipeline.runner import execute
from pipeline.tables import arrow
from pipeline.tables.schema import LINKS
from pipeline.values import RELATIONS


@pytest.fixture
def labels(shared: Path) -> Path:
    return shared / "gold" / "links.json"


@pytest.fixture
def tables(root: Path, tmp_path: Path) -> Path:
    execute(root / "raw", tmp_path / "tables", formats=["parquet"])
    return tmp_path / "tables"


def by_the_scorer(shared: Path, *words: str) -> list[str]:
    spec = importlib.util.spec_from_file_location("score", shared / "annotation" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out):
        patch.setattr(sys, "argv", ["score.py", *words])
        judge.main()
    return out.getvalue().splitlines()


def by_the_command(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["factsheets", "evaluate", *words])
        with pytest.raises(SystemExit):
            cli.main()
    return capsys.readouterr().out.splitlines()


def damage(tables: Path, chance: random.Random) -> None:
    """Drops links, gives them another relation, and ties acts that have nothing in common."""
    file = tables / "links.parquet"
    rows = [row for row in arrow.read_parquet(file).to_pylist() if chance.random() > 0.3]
    rows = [row | {"relation": chance.choice(RELATIONS)} for row in rows]
    swapped = [row | {"later_act_id": rows[n - 1]["later_act_id"]} for n, row in enumerate(rows)]
    known = {(row["earlier_act_id"], row["later_act_id"]) for row in rows}
    rows += [row for row in swapped if (row["earlier_act_id"], row["later_act_id"]) not in known]
    arrow.write_parquet(arrow.arrow_table(LINKS, rows), file)


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_the_reference_scorer_prints_the_same(
    shared: Path, labels: Path, tables: Path, capsys: pytest.CaptureFixture[str], seed: int | None
) -> None:
    if seed is not None:
        damage(tables, random.Random(seed))
    words = str(labels.parent), str(tables), "--links", str(labels)
    told = by_the_command(capsys, *words)
    assert sum(line.startswith("links.") for line in told) == 2
    assert told == by_the_scorer(shared, *words)


def test_pairs_of_acts_that_were_not_found_are_missed(
    labels: Path, tables: Path, tmp_path: Path
) -> None:
    told = json.loads(labels.read_text(encoding="utf-8"))
    told["links"] = [["A25", "A19", "renews"], ["nobody", "A19", "renews"]]
    own = tmp_path / "links.json"
    own.write_text(json.dumps(told), encoding="utf-8")
    figures = Figures()
    add_links(figures, labels.parent, tables, own)
    found = figures.scores["links.found"]
    assert (found.hits, found.labelled) == (1, 2)


def test_a_file_that_holds_no_links_is_told(labels: Path, tables: Path, tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    file.write_text('{"earlier": "x"}', encoding="utf-8")
    with pytest.raises(UsageError, match="no file of labelled links"):
        add_links(Figures(), labels.parent, tables, file)
    file.write_text('{"earlier": "x", "later": "y", "links": []}', encoding="utf-8")
    with pytest.raises(UsageError, match="no labels of x"):
        add_links(Figures(), labels.parent, tables, file)
