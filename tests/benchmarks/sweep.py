"""How time grows with the size of one text and with the number of documents.

    python -m tests.benchmarks.sweep [MOST_WORDS MOST_DOCUMENTS]

Seconds of processor time a thousand words, from files to tables, for one text of 1,000 to
1,000,000 words and for 10 to 10,000 documents. Writes `docs/sweep.csv` and `docs/sweep.svg`.
"""

import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.runner import documents, execute
from tests.benchmarks import machine, plot, texts
from tests.benchmarks.trial import seconds
from tests.formats import markup

WORDS = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
DOCUMENTS = (10, 30, 100, 300, 1_000, 3_000, 10_000)
HEADER = ("series", "size", "words", "seconds", "seconds_per_1000_words")
TITLES = {
    "words": "One text, by its words: seconds a thousand words, from file to tables",
    "documents": "Many texts, by their number: seconds a thousand words, from files to tables",
}
Point = tuple[str, int, int, float, float]


def of_text(words: int) -> Point:
    """One text of so many words."""
    items = texts.one_long(words)
    with TemporaryDirectory() as name:
        file = Path(name) / "long.txt"
        file.write_text(markup.plain_text(items), encoding="utf-8")
        return _point("words", words, texts.word_count(items), [file], Path(name) / "tables")


def of_documents(number: int) -> Point:
    """So many texts."""
    with TemporaryDirectory() as name:
        folder, words = Path(name), 0
        for place, items in enumerate(islice(texts.made(), number)):
            words += texts.word_count(items)
            (folder / f"{place:05}.txt").write_text(markup.plain_text(items), encoding="utf-8")
        return _point("documents", number, words, sorted(folder.glob("*.txt")), folder / "tables")


def _point(series: str, size: int, words: int, files: list[Path], output: Path) -> Point:
    documents.language.cache_clear()
    documents.language()
    took = seconds(lambda: execute(files, output))
    print(f"{series} {size:,}: {took:.1f} s, {1000 * took / words:.4f} s a thousand words")
    return series, size, words, round(took, 3), round(1000 * took / words, 4)


def main(most_words: int = WORDS[-1], most_documents: int = DOCUMENTS[-1]) -> None:
    """Both series, the table and the plot."""
    told = machine.told()
    of_text(WORDS[0])  # word lists and libraries are loaded
    points = [of_text(words) for words in WORDS if words <= most_words]
    points += [of_documents(number) for number in DOCUMENTS if number <= most_documents]
    docs = texts.ROOT / "docs"
    lines = [HEADER, *points]
    text = "\n".join(",".join(map(str, line)) for line in lines)
    (docs / "sweep.csv").write_text(f"{text}\n", encoding="utf-8")
    series = {name: [(p[1], p[4]) for p in points if p[0] == name] for name in TITLES}
    (docs / "sweep.svg").write_text(plot.lines(series, told, TITLES), encoding="utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
