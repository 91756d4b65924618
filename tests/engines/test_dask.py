"""A real cluster of worker processes, one of which dies midway, gives what a serial run gives."""

import os
import signal
import threading
import time

import pytest

from pipeline.config import Settings
from pipeline.engines import ENGINES, Ready
from pipeline.errors import UsageError
from pipeline.runner import execute
from pipeline.runner.kept import FOLDER

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")

LETTER = "The United States and Japan decided to open office number {} in Tokyo by 2030.\n"


def slowly(number):
    time.sleep(0.05)
    return number * number


def fail_at_five(number):
    if number == 5:
        raise RuntimeError("five")
    return number


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        yield cluster


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(40):
        (folder / f"letter {number}.txt").write_text(LETTER.format(number), encoding="utf-8")
    (folder / "letter 3.meta.toml").write_text('issuer = "An Office"\n', encoding="utf-8")
    records = "".join(f'{{"text": "{LETTER.format(n).strip()}"}}\n' for n in range(100, 110))
    (folder / "more.jsonl").write_text(records, encoding="utf-8")
    return folder


def content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "timings.json" and FOLDER not in path.parts
    }


def test_results_come_in_the_order_of_the_items(cluster):
    given = Settings("dask", scheduler=cluster.scheduler_address)
    items = [n if n % 3 else Ready(n) for n in range(30)]
    expected = [n * n if n % 3 else Ready(n) for n in range(30)]
    assert list(ENGINES["dask"](slowly, iter(items), given)) == expected
    with pytest.raises(RuntimeError, match="five"):
        list(ENGINES["dask"](fail_at_five, range(9), given))


def test_a_worker_killed_midway_costs_nothing(cluster, raw, tmp_path):
    execute(raw, tmp_path / "serial")
    with distributed.Client(cluster) as client:
        processes = set(client.run(os.getpid).values())
    assert len(processes) == 2
    killed = []

    def kill(done, _total, _result):
        if done == 5:
            killed.append(min(processes))
            os.kill(killed[0], signal.SIGKILL)

    outcome = execute(
        raw, tmp_path / "dask", "dask", progress=kill, scheduler=cluster.scheduler_address
    )
    assert killed
    assert outcome.statuses == {"ok": 50}
    assert content(tmp_path / "dask") == content(tmp_path / "serial")


def test_addresses_of_fsspec_are_read_by_the_workers(cluster, raw, tmp_path):
    execute(raw, tmp_path / "serial")
    execute(
        f"file://{raw}", tmp_path / "dask", "dask", scheduler=cluster.scheduler_address, force=True
    )
    assert content(tmp_path / "dask") == content(tmp_path / "serial")


def test_a_scheduler_that_does_not_answer_is_told(raw, monkeypatch):
    monkeypatch.setattr("pipeline.engines.dask._CONNECTING_SECONDS", 0.5)
    with pytest.raises(UsageError, match=r"No Dask scheduler answers at tcp://127.0.0.1:9"):
        execute(raw, engine="dask", scheduler="tcp://127.0.0.1:9")


def test_engine_and_scheduler_go_together(raw):
    for given in ({"engine": "dask"}, {"scheduler": "tcp://127.0.0.1:9"}):
        with pytest.raises(UsageError, match="go together"):
            execute(raw, **given)


def test_no_thread_of_the_client_is_left(cluster):
    given = Settings("dask", scheduler=cluster.scheduler_address)
    results = ENGINES["dask"](slowly, range(1000), given)
    assert next(results) == 0
    results.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("Profile") and not t.daemon]
