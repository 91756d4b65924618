"""What `make audit` says of what it is told; the index itself is asked by CI alone."""

import importlib.util
import sys
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / ".ci" / "audit.py"
SPEC = importlib.util.spec_from_file_location("audit", FILE)
audit = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(audit)

WELL = {"name": "zipp", "version": "4.1.2", "vulns": []}
FAULT = {"id": "PYSEC-1", "fix_versions": ["4.2"], "aliases": ["CVE-1"], "description": "Zip slip."}
SKIPPED = {"name": "wrapt", "skip_reason": "not found"}


def test_a_known_fault_that_is_mended_elsewhere_fails():
    lines, failed = audit.judge([WELL, {**WELL, "vulns": [FAULT]}])
    assert failed
    assert lines == [
        "zipp 4.1.2 has a known fault, mended in 4.2: PYSEC-1, CVE-1",
        "2 dependencies audited, 1 known faults",
    ]


def test_a_known_fault_that_nobody_has_mended_is_told():
    lines, failed = audit.judge([{**WELL, "vulns": [{**FAULT, "fix_versions": []}]}])
    assert not failed
    assert "not mended yet" in lines[0]


def test_what_the_index_does_not_know_is_no_clean_bill():
    lines, failed = audit.judge([WELL, SKIPPED])
    assert not failed
    assert lines == [
        "audit not done: the index tells nothing of wrapt",
        "1 dependencies audited, 0 known faults",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="the script names its interpreter")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("import sys; sys.exit('no route to host')", "failed: no route to host"),
        ("print('<html>busy</html>')", "gave no list of requirements.lock"),
        ("import time; time.sleep(60)", "timed out"),
    ],
)
def test_an_index_that_does_not_answer_is_told_and_fails_nothing(
    tmp_path, monkeypatch, capsys, script, said
):
    program = tmp_path / "bin" / "pip-audit"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(audit, "MOST_SECONDS", 3)
    assert audit.main(tmp_path) == 0
    told = capsys.readouterr().out
    assert told.startswith("audit not done: ")
    assert said in told
