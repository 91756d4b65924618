"""`factsheets compare`: what a statement makes of the one before, as it is printed."""

import csv
import io
import sys
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.comparison import FORMATS
from pipeline.tables.schema import LINKS
from pipeline.values import CHANGES

Capture = pytest.CaptureFixture[str]


def call(capsys: Capture, *words: str | Path) -> tuple[int, str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["factsheets", "compare", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    streams = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, streams.out, streams.err


@pytest.fixture
def seeds(root: Path) -> tuple[Path, Path]:
    return root / "raw" / "us-japan-scc-2023.txt", root / "raw" / "us-japan-scc-2024.txt"


def test_changes_are_told_in_groups_with_both_quotes(
    capsys: Capture, seeds: tuple[Path, Path]
) -> None:
    code, out, err = call(capsys, *seeds)
    assert (code, err) == (0, "")
    heads = [line.split(" (")[0] for line in out.splitlines() if line.isupper()]
    assert {"NEW", "HARDENED", "SOFTENED", "WIDENED", "UNCHANGED", "NO LONGER MENTIONED"} <= {
        *heads
    }
    assert heads == [name.upper() for name in CHANGES.values() if name.upper() in heads]
    hardened = out.split("HARDENED")[1].split("SOFTENED")[0]
    assert "considered 5 → new 5 · TECH.rd" in hardened
    assert (
        "2023-01-11 (s3.b1): “to explore opportunities for technological cooperation”" in hardened
    )
    assert "2024-07-28 (s3.b2.b1): “Partnering on emerging technology research”" in hardened
    assert "Marine Littoral Regiment" in out.split("NO LONGER MENTIONED")[1]


def test_csv_has_every_act_once(capsys: Capture, seeds: tuple[Path, Path]) -> None:
    code, out, _ = call(capsys, *seeds, "--format", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["change"] for row in rows} <= {name.lower() for name in CHANGES.values()}
    for side in ("earlier", "later"):
        quotes = [row[f"{side}_quote"] for row in rows if row[f"{side}_quote"]]
        assert len(quotes) > 25
        assert len(set(quotes)) == len(quotes)
    for row in rows:
        linked = bool(row["earlier_quote"]) and bool(row["later_quote"])
        assert linked == bool(row["similarity"]) == bool(row["evidence"])
        assert linked == (row["change"] not in ("new", "no longer mentioned"))


def test_markdown_shields_its_marks(capsys: Capture, tmp_path: Path) -> None:
    for name, word in (("a", "tides"), ("b", "charts")):
        (tmp_path / f"{name}.txt").write_text(
            f"Joint Statement of Australia and Japan\n\nAustralia and Japan met.\n\n"
            f"- They committed to share *{word}* with [partners].\n",
            encoding="utf-8",
        )
    code, out, _ = call(capsys, tmp_path / "a.txt", tmp_path / "b.txt", "--format", "markdown")
    assert code == 0
    assert out.startswith("# Joint Statement of Australia and Japan, undated → ")
    assert "share \\*charts\\* with \\[partners\\]" in out


def test_what_speaks_against_comparing_is_told(capsys: Capture, seeds: tuple[Path, Path]) -> None:
    assert "name the earlier one first" in call(capsys, *reversed(seeds))[2]
    assert "the same statement" in call(capsys, seeds[0], seeds[0])[2]


def test_wrong_use(capsys: Capture, seeds: tuple[Path, Path]) -> None:
    code, _, err = call(capsys, *seeds, "--format", "pdf")
    assert code == 2
    assert all(name in err for name in FORMATS)
    assert call(capsys, seeds[0].parent, seeds[1])[0] == 2


def test_a_file_that_cannot_be_read_ends_with_its_reason(
    capsys: Capture, tmp_path: Path, seeds: tuple[Path, Path]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no PDF")
    code, out, err = call(capsys, tmp_path / "a.pdf", seeds[1])
    assert (code, out) == (1, "")
    assert "a.pdf" in err


def test_every_relation_has_its_heading() -> None:
    assert set(LINKS.column("relation").values) < set(CHANGES)
