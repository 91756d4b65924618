"""Inputs that change under a run: each is told, stops nothing, and is read anew by the next run."""

import os
import shutil
import sys

import pytest

from pipeline.runner import execute
from tests.hostile.folders import raw_folder

KENYA = "Kenya and Norway decided to open an office in Oslo by 2025.\n"
CHILE = "Norway and Chile agreed to hold annual talks on trade.\n"


def remove(path):
    path.unlink()


def truncate(path):
    os.truncate(path, 20)


def append(path):
    with path.open("a") as file:
        file.write(CHILE)


def replace_by_folder(path):
    path.unlink()
    path.mkdir()


def replace_by_pipe(path):
    path.unlink()
    os.mkfifo(path)


def replace_by_link_out(path):
    secret = path.parent.parent / "secret.txt"
    secret.write_text("Atlantis will sink.\n")
    path.unlink()
    path.symlink_to(secret)


CHANGES = {
    remove: ("failed", "unreadable"),
    truncate: ("ok", "changed"),
    append: ("ok", "changed"),
    replace_by_folder: ("failed", "link"),
    replace_by_pipe: ("failed", "no_file"),
    replace_by_link_out: ("failed", "link"),
}


@pytest.fixture
def raw(tmp_path):
    return raw_folder(tmp_path, a=KENYA, b=CHILE)


def before(monkeypatch, source, act):
    """Lets something happen just before that document, or record, is worked on."""
    real = execute.__globals__["process"]

    def late(item):
        if item.name == source:
            act()
        return real(item)

    monkeypatch.setattr("pipeline.runner.process", late)


def told(outcome):
    rows = outcome.tables["documents"].to_pylist()
    codes = {
        row["document_id"]: row["code"]
        for row in outcome.tables["problems"].to_pylist()
        if row["code"] != "same_statement"
    }
    return {row["source"]: (row["status"], codes.get(row["document_id"])) for row in rows}


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and links")
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_file_that_changes_is_told_and_read_anew_when_it_is_back(raw, monkeypatch, change):
    out = raw.parent / "out"
    file = raw / "a.txt"
    with monkeypatch.context() as patch:
        before(patch, "a.txt", lambda: change(file))
        outcome = execute(raw, out)
    assert told(outcome) == {"a.txt": CHANGES[change], "b.txt": ("ok", None)}
    assert not [row for row in outcome.tables["nodes"].to_pylist() if "Atlantis" in row["text"]]
    shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
    file.write_text(KENYA)
    assert told(execute(raw, out)) == {"a.txt": ("ok", None), "b.txt": ("ok", None)}


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and links")
@pytest.mark.parametrize("change", [remove, truncate, append, replace_by_folder])
def test_a_file_of_records_that_changes_is_told_and_stops_nothing(raw, monkeypatch, change):
    # More than is read ahead.
    lines = [f'{{"text": "{KENYA[:-2]} at {number} places."}}\n' for number in range(4_000)]
    file = raw / "c.jsonl"
    file.write_text("".join(lines))
    monkeypatch.setattr("pipeline.runner.process", lambda item: quick(item, file, change))
    outcome = execute(raw, raw.parent / "out")
    found = told(outcome)
    assert found["a.txt"] == found["b.txt"] == found["c.jsonl#1"] == ("ok", None)
    *_, last = (row for row in outcome.tables["documents"].to_pylist() if "#" in row["source"])
    assert last["status"] == "failed"
    assert "run again" in last["message"] or "get it again" in last["message"]


def quick(item, file, change, real=execute.__globals__["process"]):
    """`process`, but for most records, which take long and add nothing here."""
    if item.record == 2:
        change(file)
    if item.record and 2 < item.record <= 3_999 and item.fault is None:
        from pipeline.model import Problem
        from pipeline.runner.documents import failed

        return failed(item, item.digest, Problem("error", "bad_record", "passed over"))
    return real(item)


def test_a_sidecar_that_changes_is_read_anew(raw, monkeypatch):
    out = raw.parent / "out"
    sidecar = raw / "a.meta.toml"
    sidecar.write_text('title = "First"\n')
    with monkeypatch.context() as patch:
        before(patch, "a.txt", lambda: sidecar.write_text('title = "Second"\n'))
        execute(raw, out)
    sidecar.write_text('title = "First"\n')
    titles = [row["title"] for row in execute(raw, out).tables["documents"].to_pylist()]
    assert titles[0] == "First"


def test_a_folder_that_goes_away_is_told(raw, monkeypatch):
    before(monkeypatch, "a.txt", lambda: shutil.rmtree(raw))
    found = told(execute(raw, raw.parent / "out"))
    assert found == dict.fromkeys(("a.txt", "b.txt"), ("failed", "unreadable"))


def test_kept_results_that_may_not_be_opened_cost_only_time(raw, monkeypatch):
    out = raw.parent / "out"
    execute(raw, out)
    (raw / "a.txt").write_text(KENYA + CHILE)

    def closed(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipeline.runner.kept.Pack", closed)
    assert execute(raw, out).statuses == {"ok": 2}
