"""What takes too long is given up wherever it is, and leaves nothing behind for the next."""

import re
import signal
import sys
import threading
import time

import pytest

from pipeline import limits
from pipeline.engines.processes import map_processes
from pipeline.runner import execute, stint
from pipeline.runner.documents import process
from pipeline.runner.inputs import find
from pipeline.runner.stint import within
from tests.hostile.folders import raw_folder

LETTER = "Japan will open an office in Oslo by 2025.\n"
LONG = "Norway and Chile agreed to hold annual talks on trade in Oslo.\n" * 8_000
# Enough for the letter, far too little for the other.
SHORT = 0.2

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")


def spin():
    while True:
        pass


@pytest.fixture
def raw(tmp_path):
    folder = raw_folder(tmp_path, a=LONG, b=LETTER)
    # What is loaded for the first document takes time, too.
    process(find([folder / "b.txt"])[0])
    return folder


def told(results):
    """Status and the codes of the problems of each."""
    return [
        (one.document["status"], {row["code"] for row in one.tables["problems"]}) for one in results
    ]


def test_work_that_is_done_in_time_gives_what_it_gives():
    before = signal.getsignal(signal.SIGVTALRM)
    assert within(60, lambda: 3) == 3
    with pytest.raises(KeyError):
        within(60, {}.popitem)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    assert signal.getsignal(signal.SIGVTALRM) is before


def explode():
    re.match(r"(a+)+$", "a" * 50 + "b")


@pytest.mark.parametrize("work", [spin, explode])
def test_work_is_ended_wherever_it_is(work):
    began = time.process_time()
    with pytest.raises(TimeoutError):
        within(0.1, work)
    assert time.process_time() - began < 5
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_work_that_swallows_the_first_call_is_called_again(monkeypatch):
    monkeypatch.setattr(stint, "_AGAIN", 0.05)
    calls = []

    def work():
        while len(calls) < 3:
            try:
                spin()
            except BaseException as error:  # noqa: BLE001 as some library may
                calls.append(error)
        spin()

    with pytest.raises(TimeoutError):
        within(0.05, work)
    assert len(calls) == 3


def test_waiting_for_another_process_is_no_work():
    assert within(0.05, lambda: time.sleep(0.2)) is None


def test_in_another_thread_there_is_no_limit():
    done = []
    thread = threading.Thread(target=lambda: done.append(within(0, lambda: 3)))
    thread.start()
    thread.join()
    assert done == [3]


def test_a_document_that_takes_too_long_costs_its_own_row(raw, monkeypatch):
    before = process(find([raw / "b.txt"])[0])
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MOST_WORK_SECONDS", SHORT)
        late, after = map(process, find([raw]))
    assert told([late, after]) == [("failed", {"too_slow"}), ("ok", set())]
    assert "a.txt took more than" in late.document["message"]
    assert after.document["source_sha256"] == before.document["source_sha256"]
    assert after.tables == before.tables


def test_it_is_not_kept_and_done_anew_by_the_next_run(raw, monkeypatch):
    out = raw.parent / "out"
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MOST_WORK_SECONDS", SHORT)
        assert execute(raw, out).statuses == {"failed": 1, "ok": 1}
    outcome = execute(raw, out)
    assert outcome.statuses == {"ok": 2}
    assert outcome.tables["nodes"].equals(execute(raw).tables["nodes"])


def in_short(item):
    """`process` in a worker that has little time for one document."""
    limits.MOST_WORK_SECONDS = SHORT if item.source == "a.txt" else 300
    return process(item)


def test_a_worker_goes_on_with_the_next_document(raw):
    assert told(map_processes(in_short, find([raw]), 1)) == [
        ("failed", {"too_slow"}),
        ("ok", set()),
    ]
