import multiprocessing
import os

import pytest

from pipeline.engines import ENGINES, WorkerLost

ITEMS = list(range(23))


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


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(engine, workers):
    assert list(ENGINES[engine](square, ITEMS, workers)) == [n * n for n in ITEMS]


@pytest.mark.parametrize("engine", ENGINES)
def test_no_items_give_no_results(engine):
    assert list(ENGINES[engine](square, [], 2)) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_an_exception_is_raised_where_results_are_taken(engine):
    results = ENGINES[engine](fail_at_five, ITEMS, 2)
    with pytest.raises(RuntimeError, match="five"):
        list(results)


def test_work_is_done_elsewhere():
    assert os.getpid() not in set(ENGINES["processes"](process_id, ITEMS, 2))


def test_a_dead_worker_costs_its_item_only():
    results = list(ENGINES["processes"](die_at_five, ITEMS, 2))
    assert results == [WorkerLost() if n == 5 else n for n in ITEMS]


def test_a_consumer_that_stops_leaves_no_process_behind():
    results = ENGINES["processes"](square, ITEMS, 2)
    assert next(results) == 0
    results.close()
    assert multiprocessing.active_children() == []
