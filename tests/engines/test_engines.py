import multiprocessing
import os
import time

import pytest

from pipeline.config import Settings
from pipeline.engines import ENGINES, Ready, WorkerLost

ITEMS = list(range(23))
HERE = ["serial", "processes"]
TWO = Settings(workers=2)
PATIENCE = 30  # seconds


def square(number):
    return number * number


def process_id(_number):
    return os.getpid()


def fail_at_five(number):
    if number == 5:
        raise RuntimeError("five")
    return number


def die_at_five(number):
    if number == 5:
        os._exit(3)
    return number


@pytest.mark.parametrize("engine", HERE)
@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(engine, workers):
    assert list(ENGINES[engine](square, ITEMS, Settings(workers=workers))) == [n * n for n in ITEMS]


@pytest.mark.parametrize("engine", HERE)
def test_no_items_give_no_results(engine):
    assert list(ENGINES[engine](square, [], TWO)) == []


@pytest.mark.parametrize("engine", HERE)
def test_an_exception_is_raised_where_results_are_taken(engine):
    results = ENGINES[engine](fail_at_five, ITEMS, TWO)
    with pytest.raises(RuntimeError, match="five"):
        list(results)


@pytest.mark.parametrize("engine", HERE)
def test_what_is_ready_keeps_its_place(engine):
    items = [n if n % 3 else Ready(n) for n in ITEMS]
    expected = [n * n if n % 3 else Ready(n) for n in ITEMS]
    assert list(ENGINES[engine](square, iter(items), TWO)) == expected


@pytest.mark.parametrize("engine", HERE)
def test_items_are_taken_as_workers_come_free(engine):
    taken = []
    items = (taken.append(n) or n for n in range(1000))
    results = ENGINES[engine](square, items, TWO)
    assert [next(results) for _ in range(5)] == [0, 1, 4, 9, 16]
    assert len(taken) < 100
    results.close()


def wait_for_the_last(task):
    number, sign = task
    if number == ITEMS[-1]:
        sign.touch()
    end = time.monotonic() + PATIENCE
    while number == 0 and not sign.exists() and time.monotonic() < end:
        time.sleep(0.1)
    return sign.exists()


def test_workers_do_not_stand_idle_behind_a_slow_document(tmp_path):
    tasks = [(number, tmp_path / "last") for number in ITEMS]
    first, *_ = ENGINES["processes"](wait_for_the_last, tasks, TWO)
    assert first


def test_work_is_done_elsewhere():
    assert os.getpid() not in set(ENGINES["processes"](process_id, ITEMS, TWO))


def test_a_dead_worker_costs_its_item_only():
    items = [*ITEMS[:7], Ready("kept"), *ITEMS[7:]]
    results = list(ENGINES["processes"](die_at_five, items, TWO))
    assert results == [WorkerLost() if n == 5 else n for n in items]


def test_a_consumer_that_stops_leaves_no_process_behind():
    results = ENGINES["processes"](square, ITEMS, TWO)
    assert next(results) == 0
    results.close()
    assert multiprocessing.active_children() == []
