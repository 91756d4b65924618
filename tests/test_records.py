"""JSON Lines: one document a record, read as a stream; a bad record costs only itself."""

import gzip
import json

import pytest

from pipeline.runner import execute
from pipeline.runner.inputs import find
from pipeline.runner.kept import FOLDER
from pipeline.runner.pack import Pack
from pipeline.runner.records import each_record
from pipeline.tables.validate import validate

LETTER = "The United States and Japan decided to open an office in {}.\n"
PAGE = "<html><body><p>Norway and Kenya agreed to build a port.</p></body></html>"
GOOD = [
    {
        "text": LETTER.format("Tokyo"),
        "date": "2024-07-28",
        "title": "A Letter",
        "issuer": "An Office",
    },
    {"text": "# A Plan\n\n- Japan will train *sailors*.\n", "format": "markdown", "tags": [1]},
    {"text": PAGE, "source": "pages/port 2023-05-02.html"},
]


def write(file, lines):
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode()
    file.write_bytes(gzip.compress(data) if file.suffix == ".gz" else data)
    return file


def rows(outcome, name):
    return outcome.tables[name].to_pylist()


@pytest.mark.parametrize("name", ["letters.jsonl", "letters.jsonl.gz"])
def test_each_record_is_a_document(tmp_path, name):
    file = write(tmp_path / name, GOOD)
    outcome = execute(file, tmp_path / "out")
    letter, plan, page = rows(outcome, "documents")
    digest = letter["source_sha256"]
    assert [row["document_id"] for row in (letter, plan, page)] == [
        f"letters-{digest[:6]}-{number}" for number in (1, 2, 3)
    ]
    assert letter["source"] == f"{name}#1"
    assert (letter["title"], letter["issuer"]) == ("A Letter", "An Office")
    assert (letter["date"], letter["date_source"]) == ("2024-07-28", "sidecar")
    assert (plan["media_type"], plan["title"]) == ("text/markdown", "A Plan")
    assert (page["media_type"], page["date"]) == ("text/html", "2023-05-02")
    assert {row["document_id"] for row in rows(outcome, "commitments")} >= {letter["document_id"]}
    assert validate(tmp_path / "out", file) == []
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert told["inputs"] == [{"source": name, "sha256": digest}]


@pytest.mark.parametrize(
    "bad",
    [
        '{"text": "cut sh',
        "[1, 2]",
        '{"body": "x"}',
        '{"text": " "}',
        '{"text": 5}',
        "[" * 100_000,
        '{"text": "\\ud800 \\u0000"}',
    ],
)
def test_a_bad_record_costs_only_itself(tmp_path, bad):
    outcome = execute(write(tmp_path / "a.jsonl", [GOOD[0], "", bad, GOOD[1]]))
    first, middle, last = rows(outcome, "documents")
    assert (first["status"], last["status"]) == ("ok", "ok")
    assert (middle["source"], last["source"]) == ("a.jsonl#3", "a.jsonl#4")
    if "ud800" not in bad:
        assert middle["status"] == "failed"
        assert "Line 3 of a.jsonl" in middle["message"]
        problems = [row for row in rows(outcome, "problems") if row["code"] == "bad_record"]
        assert [row["document_id"] for row in problems] == [middle["document_id"]]


def test_a_value_that_cannot_be_used_is_told(tmp_path):
    outcome = execute(write(tmp_path / "a.jsonl", [GOOD[0] | {"date": "last week", "url": None}]))
    (problem,) = [row for row in rows(outcome, "problems") if row["code"] == "sidecar"]
    assert problem["message"].startswith("a.jsonl#1 gives the date 'last week'")


def test_a_file_that_breaks_off_gives_what_came_before(tmp_path):
    file = write(
        tmp_path / "a.jsonl.gz", [*GOOD, *({"text": f"No. {n} {n**9}"} for n in range(999))]
    )
    file.write_bytes(file.read_bytes()[:-400])
    outcome = execute(file)
    *good, bad = rows(outcome, "documents")
    assert len(good) > 500
    assert {row["status"] for row in good} == {"ok"}
    assert bad["status"] == "failed"
    assert "cannot be read beyond line" in bad["message"]


def test_a_file_without_records_fails(tmp_path):
    (row,) = rows(execute(write(tmp_path / "a.jsonl", ["", ""])), "documents")
    assert (row["status"], row["message"]) == ("failed", "a.jsonl holds no records.")


def test_a_line_without_end_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.runner.records._MOST_BYTES", 200)
    lines = [{"text": "x" * size} for size in (5, 500, 185, 186, 187, 188, 189, 6)]
    found = list(each_record(find([write(tmp_path / "a.jsonl", lines)])[0]))
    assert [item.record for item in found] == list(range(1, 9))
    assert [item.record for item in found if item.fault] == [2, 6, 7]


def test_a_stream_is_read_only_as_far_as_it_is_wanted(tmp_path):
    stream = each_record(find([write(tmp_path / "a.jsonl", GOOD * 1000)])[0])
    assert next(stream).record == 1


def test_a_changed_file_is_noticed(tmp_path):
    (item,) = find([write(tmp_path / "a.jsonl", GOOD)])
    stream = each_record(item)
    next(stream)
    write(tmp_path / "a.jsonl", [*GOOD, GOOD[0]])
    *_, last = stream
    assert "was changed while" in last.fault


@pytest.mark.parametrize("engine", ["serial", "processes"])
def test_an_unchanged_file_is_not_read_again(tmp_path, monkeypatch, engine):
    file = write(tmp_path / "a.jsonl", GOOD)
    execute(file, tmp_path / "out", engine=engine, workers=2)
    before = (tmp_path / "out" / "commitments.csv").read_bytes()
    assert Pack(tmp_path / "out" / FOLDER / "results")._records == 3
    monkeypatch.setattr("pipeline.runner.each_record", lambda _: pytest.fail("it was read"))
    execute(file, tmp_path / "out", engine=engine, workers=2)
    monkeypatch.undo()
    # Tables that were touched are made again, of what is kept.
    monkeypatch.setattr("pipeline.runner.process", lambda _: pytest.fail("it was done again"))
    (tmp_path / "out" / "commitments.csv").write_text("")
    execute(file, tmp_path / "out", workers=2)
    assert (tmp_path / "out" / "commitments.csv").read_bytes() == before
