"""What all commands tell in one way: counts, a run's summary, problems, progress, exit codes."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

if TYPE_CHECKING:
    from pipeline.runner import Outcome, Progress

MOST_PROBLEMS: Final = 20
FAILED: Final = 1
WRONG_USE: Final = 2


@dataclass(frozen=True, slots=True)
class Troubles:
    """The problems of a run: the first few of them, the worst first, and how many there are.

    Rows to review are no problems of the run: they are counted by themselves.
    """

    worst: list[dict[str, Any]]
    number: int
    to_review: int


def troubles(rows: Iterable[dict[str, Any]]) -> Troubles:
    """What is to be told of the rows of `problems`."""
    from pipeline.values import SEVERITIES

    counts: Counter[bool] = Counter()

    def counted() -> Iterator[dict[str, Any]]:
        for row in rows:
            to_review = row["code"] == "review"
            counts[to_review] += 1
            if not to_review:
                yield row

    worst = nsmallest(MOST_PROBLEMS, counted(), key=lambda row: SEVERITIES.index(row["severity"]))
    return Troubles(worst, counts[False], counts[True])


def summary(outcome: "Outcome", found: Troubles) -> str:
    """What a run gave: documents, failed, rows of the main tables, problems."""
    failed = outcome.statuses.get("failed", 0)
    counts = [count(sum(outcome.statuses.values()), "document"), f"{failed} failed"]
    for name in ("nodes", "mentions", "commitments"):
        counts.append(count(outcome.counts[name], name.removesuffix("s")))
    counts.append(count(found.number, "problem"))
    if found.to_review:
        counts.append(f"{found.to_review} to review")
    return ", ".join(counts)


def count(number: int, thing: str) -> str:
    """A number of things in words: "1 row", "2 rows"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def say(line: str) -> None:
    """One line of what was asked for, on stdout; what a document or a name of a file says in it
    never steers the terminal."""
    from pipeline.terminal import clean

    typer.echo(clean(line))


def say_text(text: str, form: str) -> None:
    """A text of several lines; as CSV it goes to a file letter by letter."""
    if form == "csv" and not sys.stdout.isatty():
        typer.echo(text, nl=False)
        return
    from pipeline.terminal import clean

    typer.echo("\n".join(map(clean, text.split("\n"))), nl=False)


def tell(line: str, style: str = "") -> None:
    """One line on stderr, in a style (of rich) where that is a terminal that shows colours."""
    from pipeline.terminal import clean

    if not style or not sys.stderr.isatty():
        typer.echo(clean(line), err=True)
        return
    from rich.console import Console
    from rich.text import Text

    Console(stderr=True).print(Text(clean(line), style), soft_wrap=True)


def tell_some(notes: Sequence[str]) -> None:
    """What to look at on stderr; beyond the first few only how much more there is."""
    for note in notes[:MOST_PROBLEMS]:
        tell(note, "yellow")
    if len(notes) > MOST_PROBLEMS:
        tell(f"… and {len(notes) - MOST_PROBLEMS} more")


def tell_problems(found: Troubles, file: Path | None) -> None:
    """Problems on stderr, the worst first; beyond the first few only how many there are."""
    from pipeline.terminal import PROBLEM_STYLES, problem_line

    for row in found.worst:
        tell(problem_line(row), PROBLEM_STYLES[row["severity"]])
    more = found.number - len(found.worst)
    if more:
        tell(f"… and {more} more{f', see {file}' if file else ''}")


def tell_next(output: Path, formats: Sequence[str], found: Troubles) -> None:
    """Where to look now, on a terminal; a script does not need to be told."""
    from pipeline.tables.formats import file_of

    if not sys.stderr.isatty():
        return
    problems = output / file_of("problems", formats)
    places = [("commitments", str(output / file_of("commitments", formats)))]
    if found.number:
        places.append(("problems", str(problems)))
    if found.to_review:
        places.append(("to review", f"{problems}, code review"))
    places.append(("every column", str(output / "codebook.md")))
    if {"csv", "parquet"} & set(formats):
        places.append(("to read", f"factsheets report {output}"))
    width = max(len(name) for name, _ in places)
    for name, place in places:
        tell(f"  {name:<{width}}  {place}")


@contextmanager
def bar(quiet: bool = False) -> "Iterator[Progress | None]":
    """A progress bar on stderr where that is a terminal, and what moves it; else nothing."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.fields[left]}"),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("reading", total=None, left="")

        def show(done: int, total: int | None, _result: object) -> None:
            # A file of records does not tell beforehand how many it has.
            doing = "reading" if total is None or done < total else "writing tables"
            display.update(task, completed=done, total=total, left="left", description=doing)

        yield show
