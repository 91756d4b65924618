"""The parts of the benchmarks that need no clock."""

from itertools import islice
from pathlib import Path

import pytest

from tests.benchmarks import plot, readme, texts
from tests.benchmarks.instructions import grown
from tests.benchmarks.peer import Peer, PeerError, _reason, peers
from tests.benchmarks.trial import Trial
from tests.formats import markup


def test_made_documents_differ_and_are_the_same_at_every_call() -> None:
    first = [markup.plain_text(items) for items in islice(texts.made(), 30)]
    assert len(set(first)) == 30
    assert first == [markup.plain_text(items) for items in islice(texts.made(), 30)]


def test_one_long_document_has_the_words_asked_for() -> None:
    assert 2_000 <= texts.word_count(texts.one_long(2_000)) < 2_200


def test_rows_hold_ratios_of_one_round_and_those_not_measured() -> None:
    trial = Trial("g", "words", 1000, dict, {"other": "not installed: no room"})
    rows = trial.rows([{"base": 1.0, "ours": 2.0}, {"base": 2.0, "ours": 6.0}])
    assert rows == [
        ("g", "base", "words", 667, 1, 1, 1, ""),
        ("g", "ours", "words", 250, 2, 2.5, 3, ""),
        ("g", "other", "words", None, None, None, None, "not installed: no room"),
    ]
    assert "not installed: no room" in plot.ratios(rows, "today")


def test_every_peer_has_a_pinned_version_and_a_worker(root: Path) -> None:
    for peer in peers().values():
        assert peer.version[0].isdigit()
        assert (root / f"tests/benchmarks/peers/with_{peer.name}.py").exists()


def test_a_peer_that_cannot_be_installed_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.benchmarks.peer.ENVIRONMENTS", tmp_path)
    monkeypatch.setattr("tests.benchmarks.peer.sys.executable", "false")
    for _ in range(2):
        with pytest.raises(PeerError, match="not installed: no reason told"):
            Peer("none", "none==1").ask({"timed": {}, "read": {}})
        monkeypatch.setattr("tests.benchmarks.peer.sys.executable", "not tried again")


def test_of_what_pip_says_its_error_is_told() -> None:
    assert _reason("WARNING: a\nERROR: No version of x\nnotice") == "ERROR: No version of x"


def test_only_growth_beyond_a_twentieth_is_told() -> None:
    before = {"read": 100.0, "acts": 100.0}
    assert grown(before, {"read": 104.0, "acts": 106.0, "new": 9.0}) == [
        "acts: 100 → 106 instructions a word"
    ]


def test_the_table_goes_between_its_marks(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text(f"a\n{readme.BEGIN}\nold\n{readme.END}\nb\n", encoding="utf-8")
    readme.write(file, "new")
    assert file.read_text(encoding="utf-8") == f"a\n{readme.BEGIN}\nnew\n{readme.END}\nb\n"
    file.write_text("a", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks"):
        readme.write(file, "new")
