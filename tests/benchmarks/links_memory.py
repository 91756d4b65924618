"""Time and memory of linking many statements, each number of documents in a process of its own.

    python tests/benchmarks/links_memory.py [DOCUMENTS …]

The two statements in `raw/` are read once and stand, under other names and dates, for DOCUMENTS
(1000, 2000 and 4000) in 200 series. Links, threads and dyads are made as a run does it. Told are
processor seconds, the peak memory above that of the empty process, and by what power of the
number of documents both grow: 1 is in step with it, 2 with its square.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.runner.documents import process
from pipeline.runner.inputs import find
from pipeline.tables.across import Across
from pipeline.tables.rows import DocumentResult

SERIES = 200
SIZES = (1000, 2000, 4000)
RAW = Path(__file__).parents[2] / "raw"
FIRST_YEAR = 1800


def statements(number: int) -> Iterator[DocumentResult]:
    """So many results, the statements of all series in turn, one a year."""
    seeds = [process(find([file])[0]) for file in sorted(RAW.glob("*.txt"))]
    for n in range(number):
        year, series = divmod(n, SERIES)
        yield renamed(seeds[year % len(seeds)], f"d{n}", f"{FIRST_YEAR + year}", f"s{series}")


def renamed(result: DocumentResult, name: str, date: str, series: str) -> DocumentResult:
    """The result as that of another document."""
    acts = [
        row
        | {"document_id": name, "act_id": f"{name}:{row['act_id']}"}
        | {"parent_id": row["parent_id"] and f"{name}:{row['parent_id']}"}
        for row in result.tables["acts"]
    ]
    document = result.document | {"document_id": name, "date": date, "series": series}
    return replace(result, document=document, tables=result.tables | {"acts": acts})


def peak() -> float:
    """Most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(number: int) -> tuple[int, float, float]:
    """Links made, processor seconds, and megabytes above what one statement of each kind takes."""
    list(statements(1))
    before = peak()
    started = time.process_time()
    with TemporaryDirectory() as folder:
        across = Across(Path(folder))
        for result in statements(number):
            across.add(result)
        links = sum(1 for _ in across.links(()))
        threads = sum(1 for _ in across.threads())
        dyads = sum(1 for _ in across.dyads(()))
    assert threads
    assert dyads
    return links, time.process_time() - started, peak() - before


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(*measure(int(sys.argv[2])))
        return
    found = []
    for size in map(int, sys.argv[1:] or SIZES):
        asked = [sys.executable, __file__, "--one", str(size)]
        told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
        links, seconds, megabytes = int(told[0]), float(told[1]), float(told[2])
        found.append((size, seconds, megabytes))
        print(f"{size} documents: {links} links, {seconds:.1f} s, {megabytes:.1f} MB more")
    for (small, *before), (large, *after) in pairwise(found):
        powers = [
            log(max(b, 0.1) / max(a, 0.1)) / log(large / small)
            for a, b in zip(before, after, strict=True)
        ]
        print(f"{small} → {large}: seconds by {powers[0]:.2f}, memory by {powers[1]:.2f}")


if __name__ == "__main__":
    main()
