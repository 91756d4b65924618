"""The commands as an analyst meets them: exit codes, what is printed, and where."""

import contextlib
import json
import os
import re
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile
from pathlib import Path

import pytest
import typer

from pipeline import cli
from pipeline.cli.telling import MOST_PROBLEMS
from pipeline.evaluate import evaluate
from pipeline.report import explain
from pipeline.tables import formats

ROOT = Path(__file__).parents[1]
TEXT = """Joint Statement on Harbours

The United States and Japan met in Tokyo.

Next steps
- The two sides committed to expand joint exercises by 2027.
- The Ministers welcomed progress on port security.
"""
SUMMARY = re.compile(
    r"(\d+) documents?, (\d+) failed, (\d+) nodes?, (\d+) mentions?, (\d+) commitments?, "
    r"(\d+) problems?(?:, \d+ to review)? -> (.+)"
)


@dataclass(frozen=True)
class Answer:
    """What a call gave: exit code and the lines of both streams."""

    code: int
    out: list[str]
    err: list[str]

    @property
    def whole(self) -> str:
        return "\n".join(self.out)


Capture = pytest.CaptureFixture[str]


def call(capsys: Capture, *words: str | Path) -> Answer:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["factsheets", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    streams = capsys.readouterr()
    code = ended.value.code
    assert isinstance(code, int)
    return Answer(code, streams.out.splitlines(), streams.err.splitlines())


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "harbours.txt"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with more unreadable documents than are told one by one."""
    folder = tmp_path / "broken"
    folder.mkdir()
    for number in range(MOST_PROBLEMS + 5):
        (folder / f"{number}.pdf").write_bytes(b"no PDF at all %d" % number)
    return folder


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from pipeline.runner import execute

    folder = tmp_path_factory.mktemp("run")
    (folder / "harbours.txt").write_text(TEXT, encoding="utf-8")
    execute(folder / "harbours.txt", folder / "tables", formats=["csv"])
    return folder / "tables"


COMMANDS = sorted(typer.main.get_group(cli.app).commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_an_example_that_works(capsys: Capture, command: str) -> None:
    """Options in it exist, and an id in it is one that the seeds in `raw/` give."""
    told = call(capsys, command, "--help")
    assert told.code == 0
    example = told.out.index("  Example:")
    lines = list(takewhile(bool, map(str.strip, told.out[example + 1 :])))
    assert lines
    for line in lines:
        assert line.startswith(f"factsheets {command} ")
        assert set(re.findall(r"--[a-z-]+", line)) <= set(re.findall(r"--[a-z-]+", told.whole))
        for name in re.findall(r"\S+:[a-z]\d\S*", line):
            assert explain(ROOT / "processed", name)


def test_help_and_version(capsys: Capture) -> None:
    told = call(capsys, "--help")
    assert told.code == 0
    assert all(any(f"  {name} " in x for x in told.out) for name in ("run", "inspect", "evaluate"))
    told = call(capsys, "--version")
    assert told.code == 0
    assert re.fullmatch(r"factsheets \d+\.\d+\.\d+\S*", "\n".join(told.out))


def test_run_writes_tables_and_one_line(capsys: Capture, document: Path, tmp_path: Path) -> None:
    told = call(capsys, "run", document.parent, "--output", tmp_path / "out")
    assert told.code == 0
    assert told.err == []
    (line,) = told.out
    found = SUMMARY.fullmatch(line)
    assert found
    documents, failed, nodes, mentions, commitments, problems = map(int, found.groups()[:6])
    assert (documents, failed, nodes, problems) == (1, 0, 5, 0)
    assert mentions >= 3
    assert commitments == 1
    assert found[7] == str(tmp_path / "out")
    assert (tmp_path / "out" / "commitments.csv").exists()
    assert (tmp_path / "out" / "commitments.parquet").exists()


def test_run_in_the_formats_and_engine_named(
    capsys: Capture, document: Path, tmp_path: Path
) -> None:
    words = ("--formats", "parquet", "--engine", "processes", "--workers", "2")
    assert call(capsys, "run", document, "--output", tmp_path / "out", *words).code == 0
    assert (tmp_path / "out" / "acts.parquet").exists()
    assert not (tmp_path / "out" / "acts.csv").exists()


def test_documents_that_fail_count_only_under_strict(
    capsys: Capture, document: Path, broken: Path, tmp_path: Path
) -> None:
    call_run = ("run", document, broken, "--output", tmp_path / "out", "--formats", "csv")
    lax, strict = call(capsys, *call_run), call(capsys, *call_run, "--strict")
    assert (lax.code, strict.code) == (0, 1)
    assert lax.out == strict.out
    found = SUMMARY.fullmatch(lax.out[0])
    assert found
    assert found.groups()[:2] == ("26", "25")
    assert len(lax.err) == MOST_PROBLEMS + 1
    assert all(re.match(r"error: \d+-[0-9a-f]{6}: ", line) for line in lax.err[:-1])
    assert lax.err[-1] == f"… and 5 more, see {tmp_path / 'out' / 'problems.csv'}"


def test_wrong_use_is_one_clear_line(capsys: Capture, document: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    out = ("--output", tmp_path / "out")
    wrong: list[tuple[tuple[str | Path, ...], str]] = [
        (("run", tmp_path / "nowhere", *out), "nowhere"),
        (("run", document, *out, "--engine", "steam"), "steam"),
        (("run", document, *out, "--formats", "csv,papyrus"), "papyrus"),
        (("run", document, *out, "--formats", ","), "format"),
        (("run", document, *out, "--workers", "0"), "workers"),
        (("run", document, "--output", taken), "taken"),
        (("inspect", tmp_path / "nowhere"), "nowhere"),
        (("inspect", tmp_path), "is a folder"),
        (("validate", tmp_path / "nowhere"), "nowhere"),
        (("evaluate", tmp_path, tmp_path), "no *.gold.json"),
        (("evaluate", tmp_path, tmp_path, "--texts", tmp_path), "--texts"),
    ]
    for words, hint in wrong:
        told = call(capsys, *words)
        assert told.code == 2, words
        assert told.out == [], words
        (line,) = told.err
        assert line.startswith("factsheets: "), words
        assert hint in line


@pytest.mark.parametrize(("form", "library"), [("xlsx", "openpyxl"), ("duckdb", "duckdb")])
def test_a_format_whose_library_is_missing_says_what_to_install(
    capsys: Capture,
    document: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    library: str,
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda name: None if name == library else name)
    told = call(capsys, "run", document, "--output", tmp_path / "out", "--formats", f"csv,{form}")
    assert told.code == 2
    (line,) = told.err
    assert f"pip install 'factsheets[{form}]'" in line
    assert not (tmp_path / "out").exists()


def test_a_workbook_alone(capsys: Capture, broken: Path, tmp_path: Path) -> None:
    """Problems are found in it, what does not fit is told, and what needs tables says so."""
    out = tmp_path / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.tables.workbook.MOST_CHARACTERS", 20)
        told = call(capsys, "run", broken, "--output", out, "--formats", "xlsx")
    assert told.code == 0
    assert f"… and 5 more, see {out / 'factsheets.xlsx'}" in told.err
    assert any("problems.message" in line for line in told.err)
    told = call(capsys, "report", out)
    assert told.code == 2
    assert "csv or parquet" in told.err[0]


def test_what_the_parser_refuses_is_wrong_use_too(capsys: Capture, document: Path) -> None:
    for words in (("run", document), ("run",), ("fly",), ("inspect", document, document)):
        told = call(capsys, *words)
        assert told.code == 2
        assert "Traceback" not in "\n".join(told.err)


def test_names_of_files_do_not_steer_the_terminal(capsys: Capture, tmp_path: Path) -> None:
    told = call(capsys, "run", tmp_path / "\x1b[31mred", "--output", tmp_path / "out")
    assert "\\x1b[31mred" in told.err[0]
    assert "\x1b" not in told.err[0]


def test_inspect_shows_outline_mentions_and_acts(capsys: Capture, document: Path) -> None:
    document.write_text(TEXT.replace("Tokyo", "Tokyo \x1b[31m"), encoding="utf-8")
    told = call(capsys, "inspect", document)
    assert told.code == 0
    whole = "\n".join(told.out)
    assert "\x1b" not in whole
    assert "Tokyo \\x1b[31m." in whole
    bullet = next(
        i for i, x in enumerate(told.out) if x.startswith("  s1.b1 bullet  The two sides")
    )
    below = told.out[bullet + 1 : bullet + 4]
    assert "[DATE] 2027" in below[0]
    assert re.match(r" {6}● 5 commissive · new · action.*  USA, JPN$", below[1])
    assert below[2].strip() == "committed to expand joint exercises by 2027"
    assert "○ 0 assertive · no commitment: expressive" in whole


def test_inspect_of_what_cannot_be_read(capsys: Capture, broken: Path) -> None:
    told = call(capsys, "inspect", broken / "1.pdf")
    assert told.code == 1
    assert told.out[0] == "1.pdf"
    assert told.out[-1].startswith("error: 1-")


def test_validate_holds_and_finds_what_was_changed(
    capsys: Capture, tables: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "tables"
    shutil.copytree(tables, copy)
    raw = tables.parent / "harbours.txt"
    told = call(capsys, "validate", copy, "--raw", raw)
    assert (told.code, told.out, told.err) == (0, [f"{copy}: all checks hold"], [])
    nodes = copy / "nodes.csv"
    nodes.write_bytes(nodes.read_bytes().replace(b"Next steps", b"Last steps"))
    told = call(capsys, "validate", copy, "--raw", raw)
    assert told.code == 1
    assert told.out == [f"{copy}: {len(told.err)} fault{'s'[: len(told.err) > 1]}"]
    assert any("Last steps" in line for line in told.err)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Labels of the document: its third node alone."""
    folder = tmp_path / "gold"
    folder.mkdir()
    start = TEXT.index("Next steps")
    section = {
        **{"path": "s1", "kind": "section", "level": 1, "parent": None, "role": None},
        **{"start": start, "end": start + 10, "text": "Next steps", "lead_in": None},
    }
    about = {"document_id": "x", "sha256": sha256(TEXT.encode()).hexdigest()}
    labels = {"document": about, "nodes": [section], "entities": [], "acts": []}
    (folder / "harbours.gold.json").write_text(json.dumps(labels), encoding="utf-8")
    return folder


def test_evaluate_prints_the_figures(capsys: Capture, gold: Path, tables: Path) -> None:
    told = call(capsys, "evaluate", gold, tables)
    assert told.code == 0
    assert told.err == []
    assert told.out == evaluate(gold, tables).lines()
    assert "outline.nodes        F1 0.333  P 0.200  R 1.000  n 1" in told.out


def test_evaluate_runs_the_texts_itself(
    capsys: Capture, gold: Path, tables: Path, document: Path
) -> None:
    told = call(capsys, "evaluate", gold, "--texts", document.parent)
    assert told.code == 0
    assert told.out == evaluate(gold, tables).lines()


def test_evaluate_says_which_labels_have_no_tables(
    capsys: Capture, gold: Path, tables: Path
) -> None:
    file = gold / "harbours.gold.json"
    labels = json.loads(file.read_text(encoding="utf-8"))
    labels["document"]["sha256"] = "0" * 64
    file.write_text(json.dumps(labels), encoding="utf-8")
    told = call(capsys, "evaluate", gold, tables)
    assert told.err == ["nothing in the tables for x: all its labels count as missed"]
    told = call(capsys, "evaluate", gold)
    assert told.code == 2
    assert "no text found for harbours.gold.json" in told.err[0]


PROGRAM = (sys.executable, "-c", "from pipeline.cli import main; main()")


def on_terminal(*words: str | Path, **settings: str) -> tuple[str, int]:
    """What a run shows on a terminal of 80 columns, and its exit code."""
    fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))
    environment = {name: os.environ[name] for name in os.environ.keys() - {"NO_COLOR"}}
    environment |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT)} | settings
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    run = subprocess.Popen(
        [*PROGRAM, *map(str, words)], stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    shown = b""
    # Read while it runs: on a slow machine the bar fills the terminal's buffer and waits.
    with contextlib.suppress(OSError):  # how a terminal ends
        while part := os.read(ours, 100_000):
            shown += part
    os.close(ours)
    return shown.decode("utf-8"), run.wait()


COLOUR = re.compile(r"\x1b\[[0-9;]*[34]\d[0-9;]*m")


def test_a_terminal_shows_progress_a_summary_and_where_to_look(
    document: Path, broken: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shown, code = on_terminal("run", document, broken, "--output", out)
    assert code == 0
    assert re.search(r"/26.*\d:\d\d:\d\d.*left", shown)
    assert "\x1b[31merror: 0-" in shown
    after = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown[shown.index("26 documents") :])
    lines = [line.strip() for line in after.splitlines()]
    assert SUMMARY.fullmatch(lines[0])
    assert lines[1:] == [
        f"commitments   {out / 'commitments.csv'}",
        f"problems      {out / 'problems.csv'}",
        f"every column  {out / 'codebook.md'}",
        f"to read       factsheets report {out}",
    ]


def test_no_colour_where_none_is_wanted(document: Path, broken: Path, tmp_path: Path) -> None:
    words = ("run", document, broken, "--output", tmp_path / "out")
    assert COLOUR.search(on_terminal(*words)[0])
    assert not COLOUR.search(on_terminal(*words, NO_COLOR="1")[0])
    assert COLOUR.search(on_terminal("inspect", document)[0])
    assert not COLOUR.search(on_terminal("inspect", document, NO_COLOR="1")[0])


def test_a_pipe_gets_plain_lines_only(document: Path, tmp_path: Path) -> None:
    words = [*PROGRAM, "run", str(document), "--output", str(tmp_path / "out")]
    piped = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT)
    assert piped.stderr == ""
    assert SUMMARY.fullmatch(piped.stdout.strip())


def test_quiet_prints_nothing_but_what_stops_the_run(
    capsys: Capture, broken: Path, tmp_path: Path
) -> None:
    words = ("run", broken, "--output", tmp_path / "out")
    assert call(capsys, *words, "--quiet") == Answer(0, [], [])
    assert call(capsys, *words, "-q", "--strict") == Answer(1, [], [])
    told = call(capsys, "run", tmp_path / "nowhere", "--output", tmp_path / "out", "--quiet")
    assert (told.code, len(told.err)) == (2, 1)
    shown, code = on_terminal(*words, "--quiet")
    assert (shown, code) == ("", 0)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_shown_for_the_shell(shell: str) -> None:
    """As `factsheets --show-completion` prints it in that shell."""
    environment = os.environ | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    words = [*PROGRAM, "--show-completion", shell]
    told = subprocess.run(words, capture_output=True, text=True, check=True, env=environment)
    assert "_FACTSHEETS_COMPLETE" in told.stdout
    assert "complete" in told.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_completion_works_in_bash(tmp_path: Path) -> None:
    """Its own script, loaded into a bash that asks it for what may follow."""
    command = tmp_path / "factsheets"
    command.write_text(f'#!/bin/sh\nexec "{PROGRAM[0]}" -c "{PROGRAM[2]}" "$@"\n')
    command.chmod(0o755)
    script = """
      eval "$(factsheets --show-completion)"
      COMP_WORDS=(factsheets ex) COMP_CWORD=1; _factsheets_completion factsheets
      echo "${COMPREPLY[@]}"
      COMP_WORDS=(factsheets run --fo) COMP_CWORD=2; _factsheets_completion factsheets
      echo "${COMPREPLY[@]}"
    """
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    environment["PYTHONPATH"] = str(ROOT)
    told = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert told.stdout.splitlines() == ["explain", "--formats --force"]
