"""An unchanged document costs nothing, a changed one only itself, and nothing stale survives."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.runner import execute, flat, kept
from pipeline.runner.inputs import Item, find
from pipeline.runner.kept import FOLDER, Kept
from pipeline.runner.pack import Pack
from pipeline.tables.rows import DocumentResult
from pipeline.tables.schema import DOCUMENTS

TEXTS = {
    "a.txt": "Kenya and Norway decided to open an office in Oslo by 2025.\n",
    "b.txt": "Norway and Chile agreed to hold annual talks on trade.\n",
    "c.txt": "Chile and Kenya reaffirmed their commitment to train sailors.\n",
}


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def done(monkeypatch):
    """The sources that were really read, in order."""
    read = []
    real = execute.__globals__["process"]

    def noted(item):
        read.append(item.source)
        return real(item)

    monkeypatch.setattr("pipeline.runner.process", noted)
    return read


def tables(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and FOLDER not in path.parts and path.name != "timings.json"
    }


def kept_results(folder):
    """How many results are kept, and that the file holds nothing else."""
    pack = Pack(folder / FOLDER / "results")
    assert pack._records == len(pack._places)
    return pack._records


def afresh(raw, tmp_path):
    """The tables of a run that knows of no other."""
    folder = tmp_path / "afresh"
    shutil.rmtree(folder, ignore_errors=True)
    execute(raw, folder)
    return tables(folder)


def test_an_unchanged_run_reads_nothing(raw, tmp_path, done):
    first = execute(raw, tmp_path / "out")
    before = tables(tmp_path / "out")
    again = execute(raw, tmp_path / "out")
    assert done == ["a.txt", "b.txt", "c.txt"]
    assert tables(tmp_path / "out") == before
    assert again.statuses == first.statuses
    assert again.frames()["commitments"].equals(first.frames()["commitments"])


def test_an_unchanged_run_loads_no_library(raw, tmp_path):
    execute(raw, tmp_path / "out")
    code = (
        "import sys; from pipeline.runner import execute;"
        f"execute({str(raw)!r}, {str(tmp_path / 'out')!r});"
        "heavy = {'spacy', 'pandas', 'pyarrow'} & set(sys.modules); assert not heavy, heavy"
    )
    root = Path(kept.__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root, env=environment)


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (lambda raw: (raw / "b.txt").write_text(TEXTS["b.txt"] * 2, encoding="utf-8"), ["b.txt"]),
        (lambda raw: (raw / "d.txt").write_text("Norway agreed to sail.\n"), ["d.txt"]),
        (lambda raw: (raw / "b.txt").unlink(), []),
        (lambda raw: (raw / "b.txt").rename(raw / "e.txt"), ["e.txt"]),
        (lambda raw: (raw / "b.meta.toml").write_text('issuer = "Chile"\n'), ["b.txt"]),
        (lambda raw: (raw / "b.corrections.json").write_text('{"acts": []}'), ["b.txt"]),
        (lambda raw: (raw / "z.txt").write_text(TEXTS["b.txt"], encoding="utf-8"), ["b.txt"]),
    ],
    ids=["changed", "added", "removed", "renamed", "sidecar", "corrections", "copy"],
)
def test_a_change_costs_only_itself(raw, tmp_path, done, change, read):
    execute(raw, tmp_path / "out")
    done.clear()
    change(raw)
    execute(raw, tmp_path / "out")
    assert done == read
    assert tables(tmp_path / "out") == afresh(raw, tmp_path)


def test_another_program_does_everything_anew(raw, tmp_path, done, monkeypatch):
    execute(raw, tmp_path / "out")
    done.clear()
    monkeypatch.setattr(kept, "program", lambda: "another version")
    execute(raw, tmp_path / "out")
    assert done == ["a.txt", "b.txt", "c.txt"]


def test_another_recogniser_reads_pdf_files_anew(raw, monkeypatch):
    (raw / "d.pdf").write_bytes(b"%PDF-1.4 cut short")
    before = {item.source: kept.key_of(item) for item in find([raw])}
    monkeypatch.setattr(kept, "recogniser", lambda: "newly installed")
    after = {item.source: kept.key_of(item) for item in find([raw])}
    assert [name for name in before if before[name] != after[name]] == ["d.pdf"]


def test_force_does_everything_anew(raw, tmp_path, done):
    execute(raw, tmp_path / "out")
    execute(raw, tmp_path / "out", force=True)
    assert len(done) == 6


def test_tables_that_were_touched_are_made_again(raw, tmp_path, done):
    execute(raw, tmp_path / "out")
    before = tables(tmp_path / "out")
    (tmp_path / "out" / "acts.csv").write_text("edited by hand", encoding="utf-8")
    (tmp_path / "out" / "nodes.parquet").unlink()
    execute(raw, tmp_path / "out")
    assert tables(tmp_path / "out") == before
    assert len(done) == 3


def test_other_formats_are_written_from_what_is_kept(raw, tmp_path, done):
    execute(raw, tmp_path / "out", formats=["csv"])
    execute(raw, tmp_path / "out", formats=["csv", "parquet"])
    assert len(done) == 3
    assert tables(tmp_path / "out") == afresh(raw, tmp_path)


def test_workbook_and_database_follow_what_is_asked(raw, tmp_path, done):
    """They come from what is kept, are made again when touched, and go when no longer asked."""
    out, every = tmp_path / "out", ["csv", "parquet", "xlsx", "duckdb"]
    execute(raw, out)
    execute(raw, out, formats=every)
    ours = [out / "factsheets.xlsx", out / "factsheets.duckdb"]
    assert all(file.is_file() for file in ours)
    before = [file.stat().st_mtime_ns for file in ours]
    execute(raw, out, formats=every)
    assert [file.stat().st_mtime_ns for file in ours] == before
    ours[0].unlink()
    execute(raw, out, formats=every)
    assert all(file.is_file() for file in ours)
    assert len(done) == 3
    execute(raw, out)
    assert not any(file.exists() for file in ours)
    assert tables(out) == afresh(raw, tmp_path)


def test_what_did_not_fit_is_told_again_by_an_unchanged_run(raw, tmp_path, done, monkeypatch):
    monkeypatch.setattr("pipeline.tables.workbook.MOST_CHARACTERS", 40)
    notes = [execute(raw, tmp_path / "out", formats=["parquet", "xlsx"]).notes for _ in range(2)]
    assert len(done) == 3
    assert notes[0] == notes[1]
    assert any("cut" in note for note in notes[0])


@pytest.mark.parametrize(
    ("spoil", "read"),
    [
        (lambda _: b"", 3),
        (lambda _: b"rubbish" * 99, 3),
        (lambda data: data[:-1], 1),
        (lambda data: data[:500] + b"?" + data[501:], 1),
    ],
    ids=["empty", "rubbish", "cut short", "a byte changed"],
)
def test_a_spoilt_result_is_made_again(raw, tmp_path, done, spoil, read):
    execute(raw, tmp_path / "out")
    done.clear()
    file = tmp_path / "out" / FOLDER / "results"
    file.write_bytes(spoil(file.read_bytes()))
    for _ in range(2):
        (tmp_path / "out" / "acts.csv").unlink()
        execute(raw, tmp_path / "out")
        assert len(done) == read
    assert tables(tmp_path / "out") == afresh(raw, tmp_path)


class Call:
    """A record that would run a command of its maker when it is read."""

    def __reduce__(self):
        return exec, ("raise SystemExit('code from a kept file was run')",)


def test_a_kept_file_runs_no_code(tmp_path, monkeypatch):
    key = "ab" * 32
    monkeypatch.setattr(flat, "_SKETCH", lambda _: Call())
    item = Item("a.jsonl", "a.jsonl", key=key, record=1)
    Kept(tmp_path).put(item, DocumentResult(dict.fromkeys(DOCUMENTS.names), {"problems": []}))
    store = Kept(tmp_path)
    assert store.has(key)
    assert store.get(key) is None


def test_a_removed_document_leaves_nothing_behind(raw, tmp_path):
    execute(raw, tmp_path / "out")
    (raw / "a.txt").unlink()
    execute(raw, tmp_path / "out")
    assert kept_results(tmp_path / "out") == 2


def test_a_result_comes_back_as_it_was_put(raw):
    for item in find([raw]):
        made = execute.__globals__["process"](item)
        assert flat.unpacked(flat.packed(made)) == made


def test_a_run_that_was_killed_keeps_what_it_had_done(raw, tmp_path, done):
    """What it had written is whole but for a last result cut short."""
    execute(raw, tmp_path / "out")
    file = tmp_path / "out" / FOLDER / "results"
    data = file.read_bytes()
    shutil.rmtree(tmp_path / "out")
    file.parent.mkdir(parents=True)
    file.write_bytes(data[: len(data) - 100])
    done.clear()
    execute(raw, tmp_path / "out")
    assert done == ["c.txt"]
    assert tables(tmp_path / "out") == afresh(raw, tmp_path)
