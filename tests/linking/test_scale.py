"""Linking keeps little of what it has seen: its memory does not grow with the square."""

import tracemalloc
from collections.abc import Iterable
from pathlib import Path

from pipeline.runner.documents import process
from pipeline.runner.inputs import find
from pipeline.tables.across import Across
from pipeline.tables.rows import DocumentResult
from tests.benchmarks.links_memory import renamed

SERIES = 10


def room(statement: DocumentResult, number: int, folder: Path) -> int:
    """Bytes at the peak of linking so many statements in ten series."""
    tracemalloc.start()
    across = Across(folder)
    for n in range(number):
        across.add(renamed(statement, f"d{n}", f"{1800 + n // SERIES}", f"s{n % SERIES}"))
    assert count(across.links(())) == number - SERIES
    assert count(across.threads()) == SERIES
    assert count(across.dyads(())) == 2 * (number // SERIES)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def count(rows: Iterable[object]) -> int:
    return sum(1 for _ in rows)


def test_twice_the_statements_take_no_more_than_twice_the_room(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "Joint Statement\n\nThe Governments of Australia and Japan met in Perth.\n\n"
        "- The two countries committed to expand dredging of coastal harbours.\n",
        encoding="utf-8",
    )
    statement = process(find([file])[0])
    room(statement, 50, tmp_path)
    few, many = (room(statement, number, tmp_path) for number in (200, 400))
    assert many < 2.2 * few
