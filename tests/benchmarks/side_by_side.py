"""What each stage costs beside spaCy's blank English tokenizer on the same texts, in one run.

    python tests/benchmarks/side_by_side.py [ROUNDS]

reads the statements in `raw/` and the labelled texts in `tests/fixtures`. Each round begins with
new vocabularies, takes processor time (other programs on the machine count less) and gives ratios
to the tokenizer of the same round. Writes `docs/bench.csv` and `docs/bench.svg`.
"""

import csv
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import spacy

from pipeline import outline
from pipeline.language import COMPONENTS, annotation, load
from pipeline.readers import read
from pipeline.runner import documents, execute

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "raw").glob("*.txt"), *(ROOT / "tests/fixtures").glob("*.txt")])
TEXTS = [file.read_text(encoding="utf-8") for file in FILES]
WORDS = sum(len(text.split()) for text in TEXTS)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measured() -> dict[str, float]:
    """Seconds of each stage, once over all texts."""
    blank, ours = spacy.blank("en"), load()
    took = {"spaCy tokenizer": seconds(lambda: [blank.make_doc(text) for text in TEXTS])}
    sources = []
    took["read"] = seconds(
        lambda: sources.extend(
            read(file.name, text.encode()) for file, text in zip(FILES, TEXTS, strict=True)
        )
    )
    nodes = []
    took["outline"] = seconds(lambda: nodes.extend(map(outline.parse, sources)))
    docs = []
    took["tokenizer"] = seconds(lambda: docs.extend(map(ours.make_doc, TEXTS)))
    for doc, found in zip(docs, nodes, strict=True):
        annotation.set_nodes(doc, found)
    for name in COMPONENTS:
        component = ours.get_pipe(name)
        stage = name.removeprefix("factsheets_").replace("outline", "spans, metadata")
        took[stage] = seconds(lambda c=component: list(map(c, docs)))
    documents.language.cache_clear()
    documents.language()
    with tempfile.TemporaryDirectory() as folder:
        took["file to tables"] = seconds(lambda: execute(FILES, folder))
    return took


def main() -> None:
    """Prints and writes the table and the plot."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    measured()  # word lists and libraries are loaded
    found = [measured() for _ in range(rounds)]
    rows = []
    for stage in found[0]:
        ratios = sorted(one[stage] / one["spaCy tokenizer"] for one in found)
        speed = WORDS / statistics.median(one[stage] for one in found)
        middle = statistics.median(ratios)
        rows.append((stage, round(speed), *(round(r, 2) for r in (ratios[0], middle, ratios[-1]))))
    header = ("stage", "words_per_second", "ratio_least", "ratio_median", "ratio_most")
    (ROOT / "docs").mkdir(exist_ok=True)
    with (ROOT / "docs/bench.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([header, *rows])
    told = (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}, "
        f"spaCy {spacy.__version__}, {WORDS} words, {rounds} rounds"
    )
    (ROOT / "docs/bench.svg").write_text(plot(rows, told), encoding="utf-8")
    print(told)
    for row in (header, *rows):
        print("  ".join(f"{cell:>16}" for cell in row))


def plot(rows: list[tuple], told: str) -> str:
    """Bars of the ratios, with lines from the least to the most."""
    scale = 480 / max(row[4] for row in rows)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{60 + 24 * len(rows)}" '
        'font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="white"/>',
        '<text x="8" y="18">Time of each stage; spaCy’s blank English tokenizer is 1</text>',
    ]
    for place, (stage, _, least, median, most) in enumerate(rows):
        y = 34 + 24 * place
        lines += [
            f'<text x="8" y="{y + 12}">{stage}</text>',
            f'<rect x="150" y="{y}" width="{median * scale:.1f}" height="15" fill="#4477aa"/>',
            f'<path d="M{150 + least * scale:.1f} {y + 7.5}'
            f'H{150 + most * scale:.1f}" stroke="#222"/>',
            f'<text x="{160 + most * scale:.1f}" y="{y + 12}">{median}</text>',
        ]
    lines += [f'<text x="8" y="{52 + 24 * len(rows)}" fill="#555">{told}</text>', "</svg>"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
