"""The lines that load the tables elsewhere are run as README and codebook show them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.cli import main
from pipeline.tables.loading import LOADING, loading
from pipeline.tables.schema import TABLES
from pipeline.tables.write import PACKAGE

ROOT = Path(__file__).parents[1]
SHOWN = ROOT / "README.md", ROOT / "processed" / "codebook.md"
MOST_LINES = 5


def block(name: str, file: Path) -> str:
    """The lines shown for a program."""
    text = file.read_text(encoding="utf-8")
    found = re.search(
        rf"^\*\*{name}\*\*: [^`]*?(?:`[^`]+`[^`]*?)*\n\n```\w+\n(.*?)^```$", text, re.M | re.S
    )
    assert found, f"{file.name} shows no lines for {name}"
    return found[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what `make run` leaves."""
    place = tmp_path_factory.mktemp("loading")
    for name in ("raw", "processed"):
        shutil.copytree(ROOT / name, place / name)
    return place


@pytest.fixture(scope="module")
def expected() -> dict[tuple[str, str], int]:
    """Firm commitments by theme and obligor, counted without any of these libraries' joins."""
    counts: dict[tuple[str, str], int] = {}
    for row in pd.read_parquet(ROOT / "processed" / "commitments.parquet").to_dict("records"):
        for party in row["obligors"] if row["force"] >= 4 else ():
            key = (row["theme"], party)
            counts[key] = counts.get(key, 0) + 1
    assert len(counts) > 10
    return counts


def python(code: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Any:
    """What the code prints, before it is made text."""
    printed: list[Any] = []
    monkeypatch.chdir(folder)
    exec(compile(code, "README", "exec"), {"print": printed.append})
    (told,) = printed
    return told


def test_readme_and_codebook_show_the_same() -> None:
    for file in SHOWN:
        assert loading() in file.read_text(encoding="utf-8"), file.name
    assert all(len(list(filter(None, one.code.splitlines()))) <= MOST_LINES for one in LOADING)


@pytest.mark.parametrize("shown", SHOWN, ids=lambda file: file.name)
class TestLines:
    def test_pandas(self, shown, folder, expected, monkeypatch) -> None:
        told = python(block("pandas", shown), monkeypatch, folder)
        assert told.to_dict() == expected

    def test_polars(self, shown, folder, expected, monkeypatch) -> None:
        pytest.importorskip("polars")
        told = python(block("polars", shown), monkeypatch, folder)
        assert {(theme, party): number for theme, party, number in told.rows()} == expected

    def test_duckdb(self, shown, folder, expected, monkeypatch) -> None:
        duckdb = pytest.importorskip("duckdb")
        monkeypatch.chdir(folder)
        told = duckdb.sql(block("DuckDB", shown)).fetchall()
        assert {(theme, party): number for theme, party, number, _ in told} == expected

    def test_r(self, shown, folder, expected) -> None:
        program = shutil.which("Rscript")
        if not program:
            pytest.skip("R is not installed")
        has = "quit(status = !all(c('arrow', 'dplyr') %in% rownames(installed.packages())))"
        if subprocess.run([program, "-e", has], check=False).returncode:
            pytest.skip("R has no arrow or no dplyr")
        code = f"told <- {{{block('R', shown)}}}\nwrite.csv(told, row.names = FALSE)"
        told = subprocess.run(
            [program, "-e", code], cwd=folder, capture_output=True, text=True, check=True
        )
        rows = [
            line.replace('"', "").split(",") for line in told.stdout.splitlines()[-len(expected) :]
        ]
        assert {(theme, party): int(number) for theme, party, number in rows} == expected

    def test_stata_names_columns_that_are_there_and_of_that_type(self, shown, folder) -> None:
        code = block("Stata", shown)
        assert (folder / re.findall(r'delimited "([^"]+)"', code)[0]).is_file()
        numbers = re.findall(r"^destring (.*),", code, re.M)[0].split()
        table = TABLES["commitments"]
        kinds = {column.name: column.type for column in table.columns}
        numeric = {name for name, kind in kinds.items() if kind in ("integer", "number")}
        assert set(numbers) == numeric
        assert kinds[re.findall(r"daily\((\w+),", code)[0]] == "date"
        # A name of more than 32 letters, or two that differ in case alone, would not come through.
        assert max(map(len, table.names)) <= 32

    def test_excel(self, shown, folder, monkeypatch) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        words = block("Excel", shown).removeprefix("$ ").split()
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
        book = openpyxl.load_workbook(folder / "processed" / "factsheets.xlsx", read_only=True)
        assert book.sheetnames == list(TABLES)


def test_the_data_package_holds_for_frictionless(folder: Path, monkeypatch) -> None:
    frictionless = pytest.importorskip("frictionless")
    monkeypatch.chdir(folder / "processed")
    report = frictionless.Package(PACKAGE).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "type", "note"])
    assert [task.name for task in report.tasks] == list(TABLES)
