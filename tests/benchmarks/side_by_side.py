"""What this program costs beside others, and what each of them recovers, in one run.

    python -m tests.benchmarks.side_by_side [ROUNDS] [--sweep]

In each of ROUNDS rounds (3) everything is measured once, one after another, as processor time;
ratios are made within a round, and their least, middle and most are told. Writes
`docs/bench.csv`, `docs/recovery.csv`, `docs/bench.svg` and the table in the README. With `--sweep`
also how time grows with the size of a text and the number of documents (`sweep.py`).
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import machine, names, outlines, pdf_pages, plot, readme, stages, sweep, texts
from tests.benchmarks.peer import peers
from tests.benchmarks.recovery import Count
from tests.benchmarks.trial import HEADER, Cells, Trial

DOCS = texts.ROOT / "docs"
ROUNDS = 3
SETS = {"repository": texts.fixtures, "beside": texts.beside}
FIGURES = ("bullets", "levels", "parents", "furniture", "found", "right")


def measured(trials: Sequence[Trial], rounds: int) -> list[Cells]:
    """The rows of all trials after so many rounds of all."""
    found: list[list[dict[str, float]]] = [[] for _ in trials]
    for number in range(rounds):
        for trial, taken in zip(trials, found, strict=True):
            print(f"round {number + 1}: {trial.group}", file=sys.stderr)
            taken.append(trial.once())
    pairs = zip(trials, found, strict=True)
    return [row for trial, taken in pairs for row in trial.rows(taken)]


def recovered() -> list[dict[str, str]]:
    """Rows of `docs/recovery.csv`: what of the labels each gives back, a set of documents each."""
    others = peers()
    sets = {name: documents() for name, documents in SETS.items()}
    every = [one for documents in sets.values() for one in documents]
    outlined = outlines.answers(every, [others[name] for name in outlines.NAMES])
    named = names.answers(every, [others[name] for name in names.NAMES])
    rows, first = [], 0
    for name, documents in sets.items():
        part = slice(first, first + len(documents))
        first = part.stop
        if not documents:
            continue
        for row, made in outlined.items():
            figures = (
                {} if isinstance(made, str) else vars(outlines.score(row, documents, made[part]))
            )
            rows.append(_figures(name, len(documents), row, made, figures))
        for row, marks in named.items():
            figures = {} if isinstance(marks, str) else vars(names.score(documents, marks[part]))
            rows.append(_figures(name, len(documents), row, marks, figures))
    return rows


def _figures(
    documents: str, number: int, what: str, made: object, figures: dict[str, Count]
) -> dict[str, str]:
    shares = {
        name: f"{count.right}/{count.total}" for name, count in figures.items() if count.total
    }
    note = made if isinstance(made, str) else ""
    return {"documents": f"{documents} ({number})", "what": what, **shares, "note": note}


def write(rows: Sequence[Cells], shares: Sequence[dict[str, str]], told: str) -> None:
    """The two tables, the plot, and the table of the README."""
    table(DOCS / "bench.csv", HEADER, rows)
    header = ("documents", "what", *FIGURES, "note")
    table(DOCS / "recovery.csv", header, ([row.get(key, "") for key in header] for row in shares))
    (DOCS / "bench.svg").write_text(plot.ratios(rows, told), encoding="utf-8")
    readme.write(texts.ROOT / "README.md", readme.block(rows, shares, told))


def table(file: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV file."""
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([header, *rows])


def main() -> None:
    """All of it."""
    given = [word for word in sys.argv[1:] if word != "--sweep"]
    rounds = int(given[0]) if given else ROUNDS
    told = f"{machine.told()}, {rounds} rounds"
    with TemporaryDirectory() as name:
        others, folder = peers(), Path(name)
        trials = [
            *stages.trials(folder),
            outlines.trial([others[one] for one in outlines.NAMES]),
            names.trial([others[one] for one in names.NAMES]),
            *pdf_pages.trials(folder),
        ]
        rows = measured(trials, rounds)
    write(rows, recovered(), told)
    for row in rows:
        print("  ".join(str("" if cell is None else cell) for cell in row))
    if "--sweep" in sys.argv:
        sweep.main()


if __name__ == "__main__":
    main()
