"""Confidence: fewer doubts, surer rows; what is doubtful is listed for review."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.language.acts.confidence import confidence
from pipeline.lexicon import table
from pipeline.runner import execute
from pipeline.tables.describe import rule_meaning
from pipeline.tables.read import read_tables
from pipeline.values import DOUBTFUL

Tables = Mapping[str, Sequence[Mapping[str, Any]]]
HEAD = "Joint Statement by Norway and Peru\n\n3 May 2024\n\n"


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """The tables of two sentences, one plain, one without an agent."""
    file = tmp_path / "statement.txt"
    text = "Norway and Peru will build a port for fish.\n\nA ferry will be built."
    file.write_text(HEAD + text, encoding="utf-8")
    execute([file], tmp_path / "out")
    return read_tables(tmp_path / "out")


def test_every_doubt_lowers_confidence() -> None:
    weights = {row["doubt"]: float(row["weight"]) for row in table("acts/doubts")}
    base = weights.pop("none")
    assert all(weight < 0 for weight in weights.values())
    assert confidence(()) == pytest.approx(1 / (1 + 2.718281828**-base), abs=0.01)


def test_every_doubt_has_a_meaning() -> None:
    for row in table("acts/doubts"):
        name = f"doubt:{row['doubt']}"
        assert row["doubt"] == "none" or rule_meaning("rules", name).startswith("doubt: "), name


def test_what_weighs_nothing_is_not_told_as_a_doubt(tmp_path: Path) -> None:
    file = tmp_path / "statement.txt"
    text = "The Prime Minister of Norway will design a port in Peru."
    file.write_text(HEAD + text, encoding="utf-8")
    execute([file], tmp_path / "out")
    (act,) = read_tables(tmp_path / "out")["acts"]
    assert act["actor_rule"] == "office"
    assert act["confidence"] == confidence(())
    assert act["rules"] == ["will:will"]


def test_the_doubtful_is_listed_with_its_reason(tables: Tables) -> None:
    plain, passive = tables["acts"]
    assert passive["confidence"] < DOUBTFUL <= plain["confidence"]
    (review,) = [row for row in tables["problems"] if row["code"] == "review"]
    assert (review["start"], review["end"]) == (passive["start"], passive["end"])
    assert "no agent is named" in review["message"]
    assert "“A ferry will be built”" in review["message"]
