"""Nothing goes out, and what a document says stays words wherever it is shown."""

import csv
import json
import shutil
import socket
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pipeline.cli
from pipeline.labelling.files import correct, write_labels
from pipeline.readers import apart
from pipeline.report import write_report
from pipeline.runner import execute
from tests.fuzz.seeds import write_seeds
from tests.hostile.documents import docx, pdf

# What a document may say to whoever shows it: escape sequences of terminals, changes of direction,
# markup, formulas, names that look like others (Cyrillic letters), signs nobody sees.
SAYINGS = (
    "\x1b[2J\x1b[31mred\x1b]0;title\x07\x9b31m",
    "\u202egnp.exe\u202c \u2066inner\u2069 \u200f",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</script><!--<svg onload=alert(1)>",
    "javascript:alert(1) \u2028 \u2029",
    '=HYPERLINK("http://192.0.2.1","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "Jараn will pay",
    "\u200b\ufeff\u00ad",
)
STATEMENT = "Joint Statement of Japan and Norway\n\n" + "".join(
    f"• Japan and Norway will open {said} in Oslo.\n\n{said}\n\n" for said in SAYINGS
)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "raw"
    folder.mkdir()
    (folder / "said.txt").write_text(STATEMENT, encoding="utf-8")
    (folder / "=said.md").write_text(f"{STATEMENT}\nThe end.\n", encoding="utf-8")
    (folder / "\x1b[31mred.txt").write_text("Japan will sail to Oslo.\n", encoding="utf-8")
    page = "".join(f"<li>Japan will open {said} in Bergen.</li>" for said in SAYINGS)
    (folder / "said.html").write_text(f"<title>{SAYINGS[0]}</title><ul>{page}</ul>", "utf-8")
    return folder


@pytest.fixture(scope="module")
def output(raw: Path) -> Path:
    folder = raw.parent / "out"
    execute(raw, folder)
    return folder


def test_a_run_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object) -> None:
        raise AssertionError("a connection was opened")

    write_seeds(tmp_path / "raw", only=("us-japan-scc-2024",))
    (tmp_path / "raw" / "far.docx").write_bytes(
        docx(head='<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">', target="word/document.xml")
    )
    link = "/Annots [<< /Type /Annot /Subtype /Link /A << /S /URI /URI (http://192.0.2.1) >> >>] "
    (tmp_path / "raw" / "far.pdf").write_bytes(pdf(extra=link))
    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    # In this process, where a connection would be seen.
    monkeypatch.setattr(apart, "APART", frozenset())
    statuses = execute(tmp_path / "raw", tmp_path / "out").statuses
    assert statuses["ok"] >= 10
    write_report(tmp_path / "out", raw=tmp_path / "raw")


@pytest.fixture(scope="module")
def labelled(raw: Path, output: Path) -> Path:
    """A document of a hostile name, in a folder of such a name, with what a coder made of it."""
    folder = raw.parent / "\x1b[31mlabels"
    folder.mkdir()
    file = folder / "\x1b[2Jsaid.txt"
    file.write_text(STATEMENT, encoding="utf-8")
    write_labels(file, folder)
    sheet = folder / f"{file.stem}.sheet.json"
    content = json.loads(sheet.read_text(encoding="utf-8"))
    content["acts"].pop()
    sheet.write_text(json.dumps(content), encoding="utf-8")
    correct(file, sheet)
    write_labels(file, folder)
    shutil.copytree(output, folder / "tables")
    return file


COMMANDS = {
    "run": "{raw} --output {folder}/tables --force --strict",
    "inspect": "{file}",
    "compare": "{raw}/said.txt {file}",
    "validate": "{folder}/tables --raw {raw}",
    "report": "{folder}/tables --raw {raw}",
    "explain": "{folder}/tables {act}",
    "cite": "{folder}/tables {act}",
    "label": "{file} --output {folder}/more",
    "correct": "{file} {folder}/{stem}.sheet.json",
    "accept": "{file} --to {folder}/fixtures",
    "agreement": "{folder}/{stem}.sheet.json {folder}/{stem}.sheet.json",
    "diff": "{output} {folder}/tables",
    "evaluate": "{folder}/fixtures {folder}/tables",
}


def test_every_command_is_tried() -> None:
    assert list(COMMANDS) == [command.__name__ for command in pipeline.cli.COMMANDS]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_no_command_lets_a_document_steer_the_terminal(
    raw: Path, output: Path, labelled: Path
) -> None:
    act = next(row["act_id"] for row in execute(raw).tables["acts"].to_pylist())
    places = {"raw": raw, "output": output, "file": labelled, "folder": labelled.parent}
    for command, pattern in COMMANDS.items():
        words = [word.format(**places, act=act, stem=labelled.stem) for word in pattern.split()]
        done = CliRunner().invoke(pipeline.cli.app, [command, *words])
        assert done.exit_code in (0, 1), (command, done.output, done.exception)
        assert not [sign for sign in done.output if steers(sign)], command


def steers(sign: str) -> bool:
    """Whether a terminal would obey a sign."""
    control = (ord(sign) < 32 and sign != "\n") or 0x7F <= ord(sign) < 0xA0
    return control or sign in "\u202e\u2066"


def test_commands_print_through_one_place_that_cleans() -> None:
    folder = Path(pipeline.cli.__file__).parent
    printing = [file.name for file in folder.glob("*.py") if "echo(" in file.read_text("utf-8")]
    assert sorted(printing) == ["__init__.py", "telling.py"]


def test_the_page_holds_no_markup_of_a_document(output: Path, raw: Path) -> None:
    written = write_report(output, raw=raw)
    scripts = list((written.page.parent / "data").glob("*.js"))
    assert len(scripts) == 5
    for file in scripts:
        text = file.read_text(encoding="utf-8")
        assert "<" not in text
        assert not set(text) & {"\u2028", "\u2029"}
    static = written.page.parent / "static"
    code = "".join(file.read_text(encoding="utf-8") for file in static.glob("*.js"))
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert way not in code
    assert "default-src 'none'" in written.page.read_text(encoding="utf-8")


def test_a_workbook_holds_no_formula(raw: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    execute(raw, raw.parent / "book", formats=["xlsx"])
    book = openpyxl.load_workbook(raw.parent / "book" / "factsheets.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=") for cell in cells)
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_csv_holds_what_the_document_says(output: Path) -> None:
    with (output / "nodes.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    assert any(text.startswith("=HYPERLINK(") for text in texts)


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_with_signs_of_control_is_a_row(output: Path) -> None:
    with (output / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = (row for row in rows if row["source"].endswith("red.txt"))
    assert row["document_id"].isprintable()
