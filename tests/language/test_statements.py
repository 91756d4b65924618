"""Each statement of a file has its own speakers, date and acts."""

from pathlib import Path
from typing import Any

from pipeline.runner.documents import process
from pipeline.runner.inputs import Item
from tests.metamorphic.relations import tables

FIXTURES = Path(__file__).parents[1] / "fixtures"
FIJI = """Joint Statement of Japan and Fiji

May 3, 2024

The two Ministers decided to open an office this year. {}
"""
OSLO = """Joint Statement of Norway and Canada

June 4, 2025

The two Ministers decided to build a ship this year. {}
"""
MORE = "They spoke of the sea between their countries at length. " * 8
BOTH = FIJI.format(MORE) + "\x0c\n" + OSLO.format(MORE)


def commitments(text: str) -> list[dict[str, Any]]:
    return tables(text)["commitments"]


def test_the_ministers_of_each_statement_are_its_own() -> None:
    first, second = commitments(BOTH)
    assert (first["actors"], first["deadline"]) == (["JPN", "FJI"], "2024")
    assert (second["actors"], second["deadline"]) == (["NOR", "CAN"], "2025")
    assert BOTH[second["start"] : second["end"]].startswith("decided to build a ship")
    assert BOTH[second["cue_start"] : second["cue_end"]] == "decided"


def test_the_document_has_the_title_and_date_of_the_first(tmp_path: Path) -> None:
    file = tmp_path / "both.txt"
    file.write_text(BOTH, encoding="utf-8")
    result = process(Item(str(file), file.name))
    row = result.document
    assert (row["title"], row["date"]) == ("Joint Statement of Japan and Fiji", "2024-05-03")
    assert row["principals"] == ["JPN", "FJI", "NOR", "CAN"]
    problem = next(p for p in result.tables["problems"] if p["code"] == "several_statements")
    assert "2 statements, which begin on pages 1, 2." in str(problem["message"])
    assert problem["start"] == BOTH.index("Joint Statement of Norway")


def test_an_annex_that_names_nobody_is_that_of_the_statement_before() -> None:
    annex = f"FACT SHEET: The Sea\n\nThe two Ministers decided to build a ship. {MORE}\n"
    first, second = commitments(FIJI.format(MORE) + "\x0c\n" + annex)
    assert first["actors"] == second["actors"] == ["JPN", "FJI"]
    assert second["text"].startswith("decided to build a ship")


def test_parties_that_a_sidecar_names_speak_in_all(tmp_path: Path) -> None:
    file = tmp_path / "both.txt"
    file.write_text(BOTH, encoding="utf-8")
    (tmp_path / "both.meta.toml").write_text('principals = "Chad and Mali"\n', encoding="utf-8")
    result = process(Item(str(file), file.name))
    actors = [row["actors"] for row in result.tables["commitments"]]
    assert actors == [["TCD", "MLI"]] * 2
