"""Why a row is what it is, and where its words stand."""

from pathlib import Path

import pytest

from pipeline.errors import OutputError, UsageError
from pipeline.report import explain, write_report
from pipeline.report.statement import statements
from pipeline.runner import execute
from pipeline.tables.describe import rule_meaning
from pipeline.tables.places import FoldedText
from pipeline.tables.read import read_tables
from tests.report.documents import write_pdf


def row_of(folder: Path, table: str, words: str) -> dict[str, object]:
    return next(row for row in read_tables(folder, [table])[table] if words in row["text"])


def test_an_act_is_told_in_five_lines(root: Path) -> None:
    folder = root / "processed"
    act = row_of(folder, "acts", "reiterated their commitment to uphold")
    lines = dict(explain(folder, str(act["act_id"])))
    assert list(lines) == ["row", "rules", "cue", "actors", "quote"]
    assert lines["row"].startswith(f"{act['act_id']}: commitment, reaffirmed")
    assert "cue:reiterate" in lines["rules"]
    assert "“reiterated”, reiterate" in lines["cue"]
    assert "force 3, reaffirmation" in lines["cue"]
    assert "inner noun commitment" in lines["cue"]
    assert lines["actors"] == "USA, JPN by the rule office (an office speaks for its party)"
    assert f"characters {act['start']}–{act['end']}: “{act['text']}”" in lines["quote"]


def test_an_act_that_is_no_commitment_tells_the_reason(root: Path) -> None:
    act = row_of(root / "processed", "acts", "is the cornerstone of regional peace")
    lines = dict(explain(root / "processed", str(act["act_id"])))
    assert "no commitment: that_clause_fact (" in lines["row"]


@pytest.mark.parametrize("table", ["documents", "nodes", "mentions", "entities"])
def test_every_row_can_be_asked_for(root: Path, table: str) -> None:
    key = f"{table[:-1]}_id" if table != "entities" else "entity_id"
    row = read_tables(root / "processed", [table])[table][-1]
    lines = explain(root / "processed", row[key])
    assert lines[0][1].startswith(f"{row[key]}: ")
    assert len(lines) == 5


def test_an_unknown_id_and_a_folder_without_a_run(root: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no row nothing"):
        explain(root / "processed", "nothing")
    with pytest.raises(UsageError, match="no finished run"):
        explain(tmp_path, "nothing")


def test_a_page_is_told(tmp_path: Path) -> None:
    write_pdf(tmp_path / "harbours.pdf")
    execute(tmp_path / "harbours.pdf", tmp_path / "tables")
    act = row_of(tmp_path / "tables", "acts", "establish a liaison office")
    assert "page 3, characters" in dict(explain(tmp_path / "tables", str(act["act_id"])))["quote"]


def test_pages_that_cannot_be_found_are_told(tmp_path: Path) -> None:
    write_pdf(tmp_path / "harbours.pdf")
    execute(tmp_path / "harbours.pdf", tmp_path / "tables")
    written = write_report(tmp_path / "tables")
    assert written.pictures == 0
    data = (tmp_path / "tables" / "report" / "data" / "0.js").read_text(encoding="utf-8")
    assert "make the report with --raw FOLDER" in data
    # Of three pages the second has no commitment.
    assert write_report(tmp_path / "tables", raw=tmp_path).pictures == 2


def test_a_report_replaces_a_report_and_nothing_else(root: Path, tmp_path: Path) -> None:
    for _ in range(2):
        write_report(root / "processed", tmp_path / "out")
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "index.html").write_text("my page", encoding="utf-8")
    with pytest.raises(OutputError, match="holds no report"):
        write_report(root / "processed", kept)
    assert (kept / "index.html").read_text(encoding="utf-8") == "my page"


def test_a_report_is_the_same_every_time(root: Path, tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        write_report(root / "processed", tmp_path / name)
        found = sorted(f for f in (tmp_path / name).rglob("*") if f.is_file())
        files.append([(f.relative_to(tmp_path / name), f.read_bytes()) for f in found])
    assert files[0] == files[1]


def test_data_cannot_end_its_script(tmp_path: Path) -> None:
    text = "Statement\n\nJapan committed to </script><!-- expand trade\u2028 by 2030.\n"
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    execute(tmp_path / "one.txt", tmp_path / "tables")
    write_report(tmp_path / "tables")
    for file in (tmp_path / "tables" / "report" / "data").iterdir():
        data = file.read_text(encoding="utf-8")
        assert data.startswith("factsheets.")
        assert "<" not in data
        assert "\u2028" not in data


TEXT = "We  will\n\n   meet Japan and   Japan."
FOLDED = "We will meet Japan and Japan."


def test_places_in_folded_text() -> None:
    quotes = [
        (4, 17, "will meet"),
        (18, 23, "Japan"),
        (30, 35, "Japan"),
    ]
    assert [" ".join(TEXT[a:b].split()) for a, b, _ in quotes] == [q for _, _, q in quotes]
    folded = FoldedText(FOLDED, 0, len(TEXT), quotes)
    assert [FOLDED[folded.at(a) : folded.at(b)] for a, b, _ in quotes] == [q for *_, q in quotes]
    assert (folded.at(18), folded.at(30)) == (FOLDED.index("Japan"), FOLDED.rindex("Japan"))
    assert folded.at(len(TEXT)) == len(FOLDED)


def test_runs_give_back_the_text_and_every_quote(fixtures: Path, tmp_path: Path) -> None:
    """On every fixture: the pieces of a node are its text, those of an act its evidence."""
    execute([f for f in sorted(fixtures.iterdir()) if f.suffix in (".txt", ".md")], tmp_path)
    acts = 0
    for statement in statements(read_tables(tmp_path)):
        pieces: dict[int, str] = {}
        for node, runs in zip(statement.nodes, statement.runs(), strict=True):
            assert "".join(run.text for run in runs) == (node["text"] or "")
            for run in runs:
                for act in run.acts:
                    pieces[act] = pieces.get(act, "") + run.text
        for number, act in enumerate(statement.acts):
            assert pieces[number] == act["text"]
            assert rule_meaning("actor_rule", act["actor_rule"]), act["actor_rule"]
            for rule in act["rules"]:
                assert rule.startswith("noun:") or rule_meaning("rules", rule), rule
        acts += len(pieces)
    assert acts > 100
