"""What all commands tell in one way: counts, a run's summary, problems, progress, exit codes."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

if TYPE_CHECKING:
    from pipeline.runner import Outcome, Progress

MOST_PROBLEMS: Final = 20
FAILED: Final = 1
WRONG_USE: Final = 2


def summary(outcome: "Outcome") -> str:
    """What a run gave: documents, failed, rows of the main tables, problems."""
    failed = outcome.statuses.get("failed", 0)
    counts = [count(sum(outcome.statuses.values()), "document"), f"{failed} failed"]
    for name in ("nodes", "mentions", "commitments", "problems"):
        counts.append(count(outcome.counts[name], name.removesuffix("s")))
    return ", ".join(counts)


def count(number: int, thing: str) -> str:
    """A number of things in words: "1 row", "2 rows"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def tell(line: str) -> None:
    """One line on stderr."""
    from pipeline.terminal import clean

    typer.echo(clean(line), err=True)


def tell_problems(rows: Iterable[dict[str, Any]], file: Path | None) -> None:
    """Problems on stderr, the worst first; beyond the first few only how many there are.

    Rows to review are no problems of the run: they are counted.
    """
    from pipeline.terminal import problem_line
    from pipeline.values import SEVERITIES

    counts: Counter[bool] = Counter()

    def counted() -> Iterator[dict[str, Any]]:
        for row in rows:
            to_review = row["code"] == "review"
            counts[to_review] += 1
            if not to_review:
                yield row

    worst = nsmallest(MOST_PROBLEMS, counted(), key=lambda row: SEVERITIES.index(row["severity"]))
    for row in worst:
        typer.echo(problem_line(row), err=True)
    if counts[False] > MOST_PROBLEMS:
        where = f", see {file}" if file else ""
        typer.echo(f"… and {counts[False] - MOST_PROBLEMS} more{where}", err=True)
    if counts[True]:
        where = f" (code review in {file})" if file else ""
        typer.echo(f"{count(counts[True], 'commitment')} to review{where}", err=True)


@contextmanager
def bar() -> "Iterator[Progress | None]":
    """A progress bar on stderr where that is a terminal, and what moves it; else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Display

    with Display(console=Console(stderr=True), transient=True) as display:
        task = display.add_task("documents", total=None)
        yield lambda done, total, _result: display.update(task, completed=done, total=total)
