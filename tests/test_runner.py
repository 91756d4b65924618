import os
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.engines import ENGINES, WorkerLost
from pipeline.errors import LexiconError, OutputError, UsageError
from pipeline.model import Problem, Source
from pipeline.runner import documents, execute
from pipeline.runner.inputs import find
from pipeline.runner.kept import FOLDER
from pipeline.tables.validate import validate

STATEMENT = """Joint Statement of the Ministers
July 28, 2024

The United States and Japan decided to build a new ship by 2025.

SHIPS
• The two countries will hold annual talks on ships.
  o They welcomed the work of the Quad.
• They reaffirmed their commitment to train sailors.
"""
LETTER = "The United States and Japan decided to open an office in Tokyo.\n"


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    (folder / "deep").mkdir(parents=True)
    (folder / "statement.txt").write_text(STATEMENT, encoding="utf-8")
    (folder / "deep" / "letter.md").write_text(LETTER, encoding="utf-8")
    (folder / "statement.meta.toml").write_text('issuer = "An Office"\n', encoding="utf-8")
    (folder / "statement.corrections.json").write_text("{}", encoding="utf-8")
    (folder / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("hidden", encoding="utf-8")
    return folder


def rows(outcome, name):
    return outcome.tables[name].to_pylist()


def content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "timings.json" and FOLDER not in path.parts
    }


def one(folder, name, data):
    """The document row and the problems of a run over one file."""
    (folder / name).write_bytes(data)
    outcome = execute(folder / name)
    (row,) = rows(outcome, "documents")
    return row, rows(outcome, "problems"), outcome


# Inputs


def test_folders_are_searched_whole_and_companions_passed_over(raw):
    assert [item.source for item in find([raw])] == ["deep/letter.md", "statement.txt"]


def test_companions_named_by_a_shell_pattern_are_passed_over(raw):
    assert [item.source for item in find(sorted(raw.glob("statement*")))] == ["statement.txt"]


def test_what_is_named_twice_is_read_once(raw):
    sources = [item.source for item in find([raw, raw / "deep", raw / "statement.txt"])]
    assert sources == ["deep/letter.md", "statement.txt"]


def test_an_exact_copy_is_a_problem_and_no_document(raw):
    (raw / "a copy.txt").write_text(STATEMENT, encoding="utf-8")
    outcome = execute(raw)
    assert [row["source"] for row in rows(outcome, "documents")] == ["a copy.txt", "deep/letter.md"]
    (problem,) = [row for row in rows(outcome, "problems") if row["code"] == "duplicate"]
    assert problem["message"].startswith("statement.txt is an exact copy")


def test_an_output_inside_the_input_is_not_read(raw):
    first = execute(raw, raw / "tables")
    second = execute(raw, raw / "tables")
    assert first.statuses == second.statuses == {"ok": 2}


@pytest.mark.parametrize("paths", [[], ["nowhere"], ["empty"]])
def test_nothing_to_read_is_told(tmp_path, paths):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".hidden").write_text("x")
    with pytest.raises(UsageError, match=r"Name at least one|no file or folder|no documents"):
        execute([tmp_path / path for path in paths])


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"engine": "spark"}, "no engine “spark”; there are serial, processes, dask"),
        ({"workers": 0}, "must be 1 or more"),
        ({"formats": ["csv", "xls"]}, "no format “xls”; there are csv, parquet"),
        ({"formats": []}, "at least one format"),
    ],
)
def test_settings_that_cannot_be_are_told(raw, settings, said):
    with pytest.raises(UsageError, match=said):
        execute(raw, **settings)


def test_an_output_that_cannot_be_written_is_told_before_any_document_is_read(raw):
    read = []
    with pytest.raises(OutputError, match="name another one with --output"):
        execute(raw, raw / "statement.txt" / "out", progress=lambda *step: read.append(step))
    assert read == []


def test_the_input_is_never_the_output(raw):
    before = content(raw)
    with pytest.raises(UsageError, match="is what the run reads"):
        execute(raw, raw)
    assert content(raw) == before


# Results


def test_a_run_gives_whole_tables(raw, tmp_path):
    outcome = execute(raw, tmp_path / "out")
    assert outcome.statuses == {"ok": 2}
    letter, statement = rows(outcome, "documents")
    assert statement["issuer"] == "An Office"
    assert statement["media_type"] == "text/plain"
    assert letter["words"] == 12
    assert rows(outcome, "nodes")
    assert rows(outcome, "mentions")
    assert rows(outcome, "commitments")
    assert validate(tmp_path / "out", raw) == []


def test_frames_are_those_of_the_tables(raw):
    frames = pipeline.run(raw)
    assert frames["documents"]["source"].to_list() == ["deep/letter.md", "statement.txt"]
    assert str(frames["acts"]["force"].dtype) == "Int64"


def test_same_bytes_on_any_engine_and_workers(raw, tmp_path):
    for number in range(7):
        (raw / f"more {number}.txt").write_text(f"{LETTER}{number}\n", encoding="utf-8")
    execute(raw, tmp_path / "a")
    execute(raw, tmp_path / "b", engine="processes", workers=3)
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_a_vocabulary_that_is_full_is_begun_anew(raw, tmp_path, monkeypatch):
    execute(raw, tmp_path / "a")
    monkeypatch.setattr("pipeline.runner.documents._MOST_WORDS", 1)
    first = documents.language()
    execute(raw, tmp_path / "b")
    assert documents.language() is not first
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_order_of_paths_changes_nothing(raw, tmp_path):
    files = [raw / "statement.txt", raw / "deep" / "letter.md"]
    execute(files, tmp_path / "a")
    execute(files[::-1], tmp_path / "b")
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_ids_do_not_hang_on_what_else_is_in_the_run(raw):
    alone = execute(raw / "statement.txt")
    together = execute(raw)
    for name, key in (("nodes", "node_id"), ("mentions", "mention_id"), ("acts", "act_id")):
        expected = {row[key] for row in rows(alone, name)}
        assert expected
        assert expected <= {row[key] for row in rows(together, name)}


def test_no_file_tells_where_it_was_made(raw, tmp_path):
    execute(raw, tmp_path / "out")
    for name, data in content(tmp_path / "out").items():
        assert str(tmp_path).encode() not in data, name


# Documents that are not as they should be


def test_an_empty_file_fails_with_a_message(tmp_path):
    row, problems, _ = one(tmp_path, "empty.txt", b"")
    assert row["status"] == "failed"
    assert row["source_sha256"]
    assert [problem["code"] for problem in problems] == ["empty"]
    assert row["message"] == problems[0]["message"]


def test_a_binary_file_named_txt_fails(tmp_path):
    row, problems, _ = one(tmp_path, "picture.txt", bytes(range(256)) * 40)
    assert row["status"] == "failed"
    assert [(p["severity"], p["code"]) for p in problems] == [("error", "binary")]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_unicode_in_other_forms_is_read(tmp_path, codec):
    row, problems, outcome = one(tmp_path, "a.txt", STATEMENT.encode(codec))
    assert row["status"] == "ok"
    assert problems == []
    assert rows(outcome, "commitments")


def test_latin_1_is_read_with_a_word_on_it(tmp_path):
    text = STATEMENT.replace("•", "-").replace("sailors", "élèves à Genève")
    row, problems, outcome = one(tmp_path, "a.txt", text.encode("latin-1"))
    assert row["status"] == "ok"
    assert "encoding" in [problem["code"] for problem in problems]
    assert any("Genève" in node["text"] for node in rows(outcome, "nodes"))


def test_a_document_in_another_language_gives_its_outline_only(tmp_path):
    text = "Gemeinsame Erklärung\n\n" + "Die Minister von Japan wollen Häfen bauen.\n\n" * 9
    row, (problem,), outcome = one(tmp_path, "a.txt", text.encode())
    assert (row["language"], row["status"], row["principals"]) == ("de", "partial", [])
    assert problem["code"] == "language"
    assert row["message"] == problem["message"]
    assert rows(outcome, "nodes")
    assert not any(rows(outcome, name) for name in ("mentions", "acts", "commitments", "parties"))


def test_nul_bytes_are_told(tmp_path):
    data = STATEMENT.replace("SHIPS", "SH\x00IPS").encode()
    row, problems, _ = one(tmp_path, "a.txt", data)
    assert row["status"] == "ok"
    assert "nul_bytes" in [problem["code"] for problem in problems]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one line of 5 MB", "The extraordinarily long-winded report. " * 30_000 + "x" * 3_800_000),
        ("20,000 bullets", "SHIPS\n" + "• Talks on ships.\n" * 20_000),
        ("200 levels", "".join(" " * n + f"- They will do {n}.\n" for n in range(200))),
    ],
)
def test_extremes_are_read(tmp_path, name, text):
    row, _, outcome = one(tmp_path, f"{name}.txt", text.encode())
    assert row["status"] == "ok", row["message"]
    assert rows(outcome, "nodes")


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_a_file_name_that_is_no_unicode_is_readable_in_the_tables(tmp_path):
    path = tmp_path / b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    path.write_text(LETTER, encoding="utf-8")
    (row,) = rows(execute(tmp_path), "documents")
    assert row["source"] == "caf\ufffd.txt"


def test_a_link_to_nowhere_fails_and_the_others_do_not(raw):
    (raw / "a.txt").symlink_to(raw / "nowhere.txt")
    outcome = execute(raw)
    assert outcome.statuses == {"failed": 1, "ok": 2}
    row = rows(outcome, "documents")[0]
    assert (row["source"], row["source_sha256"]) == ("a.txt", None)
    assert "cannot be opened" in row["message"]


def test_a_fault_of_the_program_costs_one_document(raw, monkeypatch):
    def parse(source):
        if "Joint Statement" in source.text:
            raise ZeroDivisionError("by hand")
        return ()

    monkeypatch.setattr("pipeline.outline.parse", parse)
    outcome = execute(raw)
    assert outcome.statuses == {"ok": 1, "failed": 1}
    (problem,) = outcome.problem_rows()
    assert problem["code"] == "internal"
    assert "ZeroDivisionError: by hand (test_runner.py line" in problem["message"]


def test_a_document_that_kills_its_worker_is_a_failed_one(raw, monkeypatch):
    def lose_first(function, items, _workers):
        next(items)
        yield WorkerLost()
        yield from map(function, items)

    monkeypatch.setitem(ENGINES, "serial", lose_first)
    outcome = execute(raw)
    assert outcome.statuses == {"failed": 1, "ok": 1}
    lost = rows(outcome, "documents")[0]
    assert lost["document_id"].endswith(lost["source_sha256"][:6])
    assert [problem["code"] for problem in outcome.problem_rows()] == ["worker_lost"]


def test_a_broken_word_list_stops_the_run(raw, monkeypatch):
    def parse(_source):
        raise LexiconError("verbs.csv line 3")

    monkeypatch.setattr("pipeline.outline.parse", parse)
    with pytest.raises(LexiconError):
        execute(raw)


def test_lost_content_makes_a_document_partial(raw, monkeypatch):
    def read(_name, data):
        lost = Problem("warning", "lost_page", "Page 2 holds no text.", page=2)
        return Source(data.decode(), (), "application/pdf", 2, problems=(lost,))

    monkeypatch.setattr("pipeline.readers.read", read)
    outcome = execute(raw / "statement.txt", raw.parent / "out")
    (row,) = rows(outcome, "documents")
    assert (row["status"], row["message"]) == ("partial", "Page 2 holds no text.")
    # Text that is not the file itself stands beside the tables.
    (text,) = (raw.parent / "out" / "texts").iterdir()
    assert text.read_text(encoding="utf-8") == STATEMENT


def test_two_documents_of_one_id_are_told(raw, monkeypatch):
    monkeypatch.setattr("pipeline.runner.documents.document_id", lambda *_: "same")
    outcome = execute(raw)
    assert len(rows(outcome, "documents")) == 1
    assert [row["code"] for row in rows(outcome, "problems")][-1] == "same_id"


# The package


def test_a_script_without_guard_may_use_processes(raw, tmp_path):
    script = tmp_path / "script.py"
    line = (
        "from pipeline import run\n"
        f"print(list(run({str(raw)!r}, engine='processes')['documents'].status))"
    )
    script.write_text(line, encoding="utf-8")
    for words, text in (([str(script)], None), (["-"], line)):
        done = subprocess.run(
            [sys.executable, *words],
            input=text,
            capture_output=True,
            encoding="utf-8",
            check=True,
            cwd=Path(pipeline.__file__).parents[1],
            env=os.environ | {"PYTHONPATH": str(Path(pipeline.__file__).parents[1])},
        )
        assert done.stdout == "['ok', 'ok']\n"
        assert done.stderr == ""


def test_importing_the_package_imports_nothing_heavy():
    check(
        "import sys, pipeline",
        "pipeline.__version__",
        "import pipeline.runner, pipeline.tables.validate",
        "heavy = {'spacy', 'pandas', 'pyarrow', 'numpy'} & set(sys.modules)",
        "assert not heavy, heavy",
    )


def check(*lines):
    root = Path(pipeline.__file__).parents[1]
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True, cwd=root)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('issuer = "Japan and Australia"\n', "issuer"),
        ('principals = "JPN, Australia"\n', "sidecar"),
    ],
)
def test_unnamed_parties_are_told_and_a_sidecar_names_them(tmp_path, line, rule):
    text = b"Joint Statement\n\n- The Ministers decided to hold talks.\n"
    _, (problem,), outcome = one(tmp_path, "talks.txt", text)
    assert (problem["severity"], problem["code"]) == ("warning", "no_principals")
    assert "talks.meta.toml" in problem["message"]
    assert not rows(outcome, "commitments")
    (tmp_path / "talks.meta.toml").write_text(line, encoding="utf-8")
    row, problems, outcome = one(tmp_path, "talks.txt", text)
    assert not problems
    assert row["principals"] == ["JPN", "AUS"]
    assert row["principals_rule"] == rule
    assert [c["actors"] for c in rows(outcome, "commitments")] == [["JPN", "AUS"]]
