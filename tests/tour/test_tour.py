"""The README's tour, done as a newcomer does it: every command typed, every answer compared."""

import io
import re
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path

import pypdfium2
import pytest

from tests.tour.statements import FOLDER, NOTE, SIDECAR, STATEMENTS

ROOT = Path(__file__).parents[2]
PROGRAM = "from pipeline.cli import main; main()"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
MOST_SECONDS = 300


def tour() -> list[tuple[str, str]]:
    """The blocks of the tour: language and content."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return BLOCK.findall(text.partition("\n## A tour")[2].partition("\n## ")[0])


def typed(command: str, folder: Path) -> str:
    """What a command line prints on stdout."""
    name, *words = shlex.split(command)
    assert name == "factsheets"
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert told.stderr == ""
    return told.stdout


def test_every_command_and_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(FOLDER, tmp_path / "docs" / "tour")
    monkeypatch.chdir(tmp_path)
    began, printed, languages = time.monotonic(), "", []
    for language, content in tour():
        languages.append(language)
        if language == "console":
            for part in content.split("$ ")[1:]:
                command, _, expected = part.partition("\n")
                assert typed(command, tmp_path) == expected
        elif language == "python":
            stream = io.StringIO()
            with redirect_stdout(stream):
                exec(compile(content, "README", "exec"), {})
            printed = stream.getvalue()
        else:
            assert printed == content
    assert languages == ["console", "python", "text", "console"]
    assert time.monotonic() - began < MOST_SECONDS


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_statements_say_that_they_are_invented(name: str) -> None:
    with pypdfium2.PdfDocument(FOLDER / f"{name}.pdf") as document:
        text = " ".join(document[0].get_textpage().get_text_range().split())
    assert NOTE in text
    for line in STATEMENTS[name].strip().splitlines():
        assert line.lstrip("#- ") in text
    sidecar = (FOLDER / f"{name}.meta.toml").read_text(encoding="utf-8")
    assert sidecar == SIDECAR.format(name=name)
