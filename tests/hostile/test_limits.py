"""What is hostile costs its own row and nothing else."""

import os
import signal
import threading
import time
from hashlib import sha256

import pypdfium2 as pdfium
import pytest

from pipeline import limits
from pipeline.errors import ReadError
from pipeline.readers import apart
from pipeline.readers.pdf.pictures import picture
from pipeline.readers.sidecar import SUFFIX, read_sidecar
from pipeline.report import write_report
from pipeline.report.pictures import draw, source_of
from pipeline.runner import execute
from tests.hostile.documents import HOSTILE, pdf
from tests.hostile.folders import raw_folder

DECIDED = b"BT /F 12 Tf 72 700 Td (Japan and Norway decided to open an office in %s.) Tj ET"
LETTER = "Japan will open an office in Oslo by 2025.\n"
# Those that take seconds each, to be made or to be refused; `tests/hostile/run.py` does them all.
SLOW = frozenset(
    (
        *("bomb.pdf", "bomb.docx", "markup bomb.docx", "a million pages.pdf", "huge box.pdf"),
        *("deep lists.html", "attributes.html", "wide table.html", "unclosed.html"),
        "entities.html",
    )
)
QUICK = [name for name in HOSTILE if name not in SLOW and not name.endswith((".txt", ".md"))]


@pytest.fixture
def raw(tmp_path):
    return raw_folder(tmp_path, letter=LETTER)


def told(folder):
    """Status and first problem of each document, by source."""
    tables = execute(folder).tables
    codes = {}
    for row in tables["problems"].to_pylist():
        codes.setdefault(row["document_id"], row["code"])
    rows = tables["documents"].to_pylist()
    assert all(row["message"] for row in rows if row["status"] == "failed")
    return {row["source"]: (row["status"], codes.get(row["document_id"])) for row in rows}


def test_each_hostile_document_has_its_row(raw):
    for name in QUICK:
        (raw / name).write_bytes(HOSTILE[name]())
    found = told(raw)
    assert set(found) == {*QUICK, "letter.txt"}
    assert found["letter.txt"] == ("ok", None)
    assert not {code for _, code in found.values()} & {"internal", "worker_lost", "reader_died"}
    for name in ("laughs.docx", "outside.docx", "elsewhere.docx", "nested tables.docx"):
        assert found[name] == ("failed", "damaged"), name


def test_an_external_entity_brings_nothing_in(raw):
    secret = raw.parent / "secret"
    secret.write_text("Atlantis will sink.")
    made = HOSTILE["external entity.docx"].__globals__["external_entity"]
    (raw / "a.docx").write_bytes(made(secret.as_uri()))
    nodes = execute(raw).tables["nodes"].to_pylist()
    assert not [row for row in nodes if "Atlantis" in (row["text"] or "")]


def test_a_text_of_2_gb_is_refused_before_it_is_read(raw):
    with (raw / "huge.txt").open("wb") as file:
        file.truncate(2 * 2**30)
    started = time.process_time()
    assert told(raw)["huge.txt"] == ("failed", "too_large")
    assert time.process_time() - started < 5


@pytest.mark.parametrize(("limit", "most"), [("MOST_CHARACTERS", 40), ("MOST_LINES", 1)])
def test_what_is_longer_than_any_statement_is_refused(raw, monkeypatch, limit, most):
    monkeypatch.setattr(limits, limit, most)
    assert told(raw) == {"letter.txt": ("failed", "too_large")}


def test_a_reader_that_takes_too_long_is_stopped(raw, monkeypatch):
    (raw / "a.pdf").write_bytes(pdf())
    monkeypatch.setattr(limits, "MOST_SECONDS", 0.01)
    apart.stop()
    assert told(raw) == {"a.pdf": ("failed", "too_slow"), "letter.txt": ("ok", None)}
    monkeypatch.undo()
    assert told(raw)["a.pdf"] == ("ok", None)


def test_a_reader_that_hangs_is_stopped(raw, monkeypatch):
    (raw / "a.pdf").write_bytes(pdf())
    monkeypatch.setattr(limits, "MOST_WAITING_SECONDS", 0.01)
    apart.stop()
    with pytest.raises(ReadError, match=r"a\.pdf could not be read in good time") as caught:
        apart.read("a.pdf", pdf())
    assert caught.value.code == "too_slow"


@pytest.mark.skipif(os.name == "nt", reason="needs limits of processor time")
def test_a_reader_that_waits_for_the_processor_is_not_stopped(monkeypatch):
    apart.read("a.pdf", pdf())
    monkeypatch.setattr(limits, "MOST_SECONDS", 0.5)
    process = apart._process()
    process.send_signal(signal.SIGSTOP)
    threading.Timer(1, process.send_signal, (signal.SIGCONT,)).start()
    assert apart.read("a.pdf", pdf()).text.strip() == "Japan will open an office in Oslo."
    assert apart._process() is process


def test_a_reader_that_wants_too_much_memory_is_stopped(raw, monkeypatch):
    (raw / "a.pdf").write_bytes(pdf(b"BT /F 12 Tf " + b"(a) Tj " * 2_000_000 + b"ET", packed=True))
    (raw / "b.pdf").write_bytes(pdf())
    apart.stop()
    monkeypatch.setattr(limits, "MOST_MEMORY", 600 * 2**20)
    found = told(raw)
    apart.stop()
    assert found["a.pdf"] in {("failed", "reader_died"), ("failed", "too_large")}
    assert found["b.pdf"] == ("ok", None)


def test_a_reader_that_died_is_started_anew():
    assert apart.read("a.pdf", pdf()).text.strip() == "Japan will open an office in Oslo."
    os.kill(apart._process().pid, signal.SIGKILL)
    assert apart.read("a.pdf", pdf()).text.strip() == "Japan will open an office in Oslo."


def test_what_may_be_other_next_time_is_not_kept(raw, monkeypatch):
    (raw / "a.pdf").write_bytes(pdf())
    out = raw.parent / "out"
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MOST_SECONDS", 0.01)
        apart.stop()
        assert execute(raw, out).statuses == {"ok": 1, "failed": 1}
    assert execute(raw, out).statuses == {"ok": 2}


def test_a_fault_of_a_reader_is_told_with_its_place(monkeypatch):
    def broken(_name, _data):
        raise KeyError("by hand")

    monkeypatch.setattr("pipeline.readers.read", broken)
    kind, said = apart._answer(apart._Task("a.pdf", b""))
    assert kind == "fault"
    assert said.startswith("KeyError: 'by hand' (test_limits.py line ")


def test_an_answer_runs_no_code():
    import io
    import pickle

    sent = pickle.dumps(("read", os.getcwd))
    with pytest.raises(pickle.UnpicklingError):
        apart._Reader(io.BytesIO(sent)).load()


def test_nothing_in_the_folder_of_the_work_is_run(raw, monkeypatch, tmp_path):
    for module in ("zlib", "zipfile", "logging", "pypdfium2"):
        (tmp_path / f"{module}.py").write_text("open('was run', 'w').close(); raise SystemExit")
    (raw / "a.pdf").write_bytes(pdf())
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    apart.stop()
    assert told(raw)["a.pdf"] == ("ok", None)
    assert not (tmp_path / "was run").exists()


# What leads out of a folder, or is no file


def test_a_link_out_of_the_folder_is_not_followed(raw):
    (raw.parent / "secret.txt").write_text(LETTER * 2)
    (raw.parent / "secrets").mkdir()
    (raw.parent / "secrets" / "a.txt").write_text(LETTER * 3)
    (raw / "out.txt").symlink_to(raw.parent / "secret.txt")
    (raw / "folder").symlink_to(raw.parent / "secrets")
    (raw.parent / "secret.jsonl").write_text('{"text": "Japan will sail."}\n')
    (raw / "out.jsonl").symlink_to(raw.parent / "secret.jsonl")
    (raw / "same.txt").symlink_to(raw / "letter.txt")
    assert told(raw) == {
        "folder": ("failed", "link"),
        "letter.txt": ("ok", None),
        "out.jsonl": ("failed", "link"),
        "out.txt": ("failed", "link"),
    }


def test_a_link_that_is_named_is_followed(raw):
    (raw.parent / "link.txt").symlink_to(raw / "letter.txt")
    (raw.parent / "linked").symlink_to(raw)
    assert told(raw.parent / "link.txt") == {"link.txt": ("ok", None)}
    assert told(raw.parent / "linked") == {"letter.txt": ("ok", None)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_or_a_device_is_no_file(raw):
    os.mkfifo(raw / "pipe.txt")
    assert told(raw)["pipe.txt"] == ("failed", "no_file")
    assert told("/dev/zero")["zero"] == ("failed", "no_file")


def test_a_file_that_changes_meanwhile_is_told_and_not_kept(raw, monkeypatch):
    real = execute.__globals__["process"]

    def late(item):
        if item.source == "letter.txt":
            (raw / "letter.txt").write_text("Norway will open an office in Oslo.\n")
        return real(item)

    monkeypatch.setattr("pipeline.runner.process", late)
    out = raw.parent / "out"
    outcome = execute(raw, out)
    assert [row["code"] for row in outcome.tables["problems"].to_pylist()] == ["changed"]
    assert outcome.tables["nodes"].to_pylist()[0]["text"].startswith("Norway")
    monkeypatch.undo()
    assert not execute(raw, out).tables["problems"].num_rows


# Sidecars


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a = " + b"[" * 100_000, "nests far too deep"),
        (b"a" * (limits.MOST_SIDECAR_BYTES + 1), "far too long"),
        (b"\x00\xff", "not UTF-8"),
        (b'title = "a\x00b"', "is not TOML"),
        (b"date = 99999-99-99", "is not TOML"),
        (b"url = 'file:///etc/passwd'", "begin it with https://"),
        (b"url = 'javascript:alert(1)'", "begin it with https://"),
        (b"principals = ['USA']", "put it in quotation marks"),
        (b"date = 'nan/../open'", "write a day"),
        (b"date = nan", "write a day"),
    ],
)
def test_a_sidecar_of_nonsense_is_told(tmp_path, content, said):
    (tmp_path / f"a{SUFFIX}").write_bytes(content)
    found, (problem, *_) = read_sidecar(tmp_path / "a.txt")
    assert found == {}
    assert problem.code == "sidecar"
    assert said in problem.message


def test_a_sidecar_that_links_elsewhere_is_not_read(tmp_path):
    (tmp_path / "secret").write_text('title = "Secret"\n')
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / f"a{SUFFIX}").symlink_to(tmp_path / "secret")
    found, (problem,) = read_sidecar(tmp_path / "raw" / "a.txt")
    assert found == {}
    assert "link to another folder" in problem.message


def test_an_unknown_refusal_speaks_of_the_limit():
    with pytest.raises(ReadError, match="more than 300 seconds of processor time"):
        raise apart._refusal("a.pdf", "too_slow")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_what_stands_beside_a_document_is_a_file_of_some_size(raw):
    os.mkfifo(raw / f"letter{SUFFIX}")
    corrections = raw / "letter.corrections.json"
    corrections.symlink_to(raw.parent / "secret.json")
    (raw.parent / "secret.json").write_text("{}")
    said = [row["message"] for row in execute(raw).tables["problems"].to_pylist()]
    assert [message for message in said if "is no file" in message]
    assert [message for message in said if "is a link to another folder" in message]
    corrections.unlink()
    corrections.write_bytes(b"[" * 1_000_000)
    said = [row["message"] for row in execute(raw).tables["problems"].to_pylist()]
    assert [message for message in said if "is no JSON" in message]


@pytest.mark.parametrize("box", ["900 900 1000 1000", "0 0 -1 792", "65536 0 612 792"])
def test_a_page_of_no_size_is_not_drawn_and_stops_nothing(raw, box):
    data = pdf(extra=f"/CropBox [{box}] ")
    with pdfium.PdfDocument(data) as document, pytest.raises(pdfium.PdfiumError):
        picture(document[0])
    (raw / "a.pdf").write_bytes(data)
    assert draw(data, [1], raw, "a") == {}


def test_pages_are_drawn_apart_and_one_that_is_not_is_told(raw, monkeypatch):
    (raw / "a.pdf").write_bytes(pdf(DECIDED % b"Oslo"))
    (raw / "b.pdf").write_bytes(pdf(DECIDED % b"Tokyo"))
    out = raw.parent / "out"
    execute(raw, out)
    written = write_report(out, raw=raw)
    assert (written.pictures, written.notes) == (2, ())
    monkeypatch.setattr("pipeline.readers.pdf.show.show", lambda *_: 1 / 0)
    assert write_report(out, raw=raw).pictures == 2
    monkeypatch.setattr(limits, "MOST_DRAWING_SECONDS", 0.001)
    apart.stop()
    written = write_report(out, raw=raw)
    assert written.pictures == 0
    assert written.notes == tuple(f"{n}.pdf has pages that could not be drawn: 1." for n in "ab")
    assert "has pages that could not be drawn: 1." in (out / "report/data/0.js").read_text()


def test_a_page_that_breaks_the_process_costs_its_own_picture(raw, monkeypatch):
    real = apart._process
    left = 2

    def dying():
        nonlocal left
        process = real()
        if left:
            left -= 1
            os.kill(process.pid, signal.SIGKILL)
        return process

    apart.stop()
    monkeypatch.setattr(apart, "_process", dying)
    assert list(draw(pdf(kids="[3 0 R 3 0 R 3 0 R]", count=3), [1, 2, 3], raw, "a")) == [3]


def test_a_picture_is_of_the_file_that_was_read_only(raw):
    data = pdf()
    row = {"source": "a.pdf", "source_sha256": sha256(data).hexdigest()}
    (raw / "a.pdf").write_bytes(data)
    assert source_of(row, raw) == source_of(row, raw / "a.pdf") == data
    (raw / "a.pdf").write_bytes(data + b" ")
    assert source_of(row, raw) is None
    (raw / "a.pdf").unlink()
    os.mkfifo(raw / "a.pdf")
    assert source_of(row, raw) is None
