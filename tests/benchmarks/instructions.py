"""Counts what the hot path executes, so that a slow machine cannot hide a slower program.

    python -m tests.benchmarks.instructions [--keep]

Under valgrind's callgrind, made documents are read, outlined and annotated once for the caches
to be full; then others of the same kind are counted, stage by stage, in instructions a word. The
reference is `docs/instructions.csv`; exits 1 where a stage has grown by more than 5 % of it.
`--keep` writes the reference anew. Without valgrind, or under another Python or spaCy than the
reference has, nothing can be held against it: that is told, and is no failure.
"""

import csv
import os
import platform
import re
import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy

from pipeline import outline
from pipeline.language import COMPONENTS, annotation, load
from pipeline.readers import read
from pipeline.runner.documents import process
from pipeline.runner.inputs import find
from tests.benchmarks import texts
from tests.formats import markup

REFERENCE = texts.ROOT / "docs/instructions.csv"
HEADER = ("stage", "instructions_per_word", "python", "spacy")
STAGES = ("read", "outline", "tokenizer", *COMPONENTS, "file to rows")
DOCUMENTS = 12
MOST_GROWTH = 0.05
# Callgrind writes what it has counted, and begins anew, whenever this function of the C library
# is called, which nothing else here does: it is how Python's os.getloadavg marks a stage.
_MARK = "getloadavg"


def worked() -> None:
    """What is counted: documents to fill the caches, then others with marks between stages."""
    every = [markup.plain_text(items) for items in islice(texts.made(), 2 * DOCUMENTS)]
    nlp = load()
    with TemporaryDirectory() as name:
        files = [Path(name) / f"{number:02}.txt" for number in range(len(every))]
        for file, text in zip(files, every, strict=True):
            file.write_text(text, encoding="utf-8")
        for part in (slice(DOCUMENTS), slice(DOCUMENTS, None)):
            _stages(nlp, every[part], files[part])


def _stages(nlp: spacy.language.Language, given: list[str], files: list[Path]) -> None:
    items = find(files)
    os.getloadavg()
    sources = [read("text.txt", text.encode()) for text in given]
    os.getloadavg()
    nodes = list(map(outline.parse, sources))
    os.getloadavg()
    docs = [nlp.make_doc(source.text) for source in sources]
    for doc, found in zip(docs, nodes, strict=True):
        annotation.set_nodes(doc, found)
    os.getloadavg()
    for name in COMPONENTS:
        list(map(nlp.get_pipe(name), docs))
        os.getloadavg()
    list(map(process, items))
    os.getloadavg()


def counted() -> dict[str, float]:
    """Instructions a word of each stage. Raises RuntimeError where callgrind fails."""
    with TemporaryDirectory() as name:
        told = Path(name) / "counts"
        asked = [
            *("valgrind", "--tool=callgrind", f"--dump-before={_MARK}"),
            *(f"--callgrind-out-file={told}", sys.executable),
            *("-m", "tests.benchmarks.instructions", "--worked"),
        ]
        done = subprocess.run(
            asked,
            capture_output=True,
            text=True,
            cwd=texts.ROOT,
            env=os.environ | {"PYTHONHASHSEED": "0"},
        )
        parts = sorted(told.parent.glob("counts.*"), key=lambda file: int(file.suffix[1:]))
        # One is written at each mark: the last round's are those of the stages, and what was
        # counted before its first mark is the preparation.
        if done.returncode or len(parts) < 2 * (len(STAGES) + 1):
            raise RuntimeError(f"callgrind gave {len(parts)} counts: {done.stderr[-500:]}")
        sums = [int(_summary(file)) for file in parts[: 2 * (len(STAGES) + 1)][-len(STAGES) :]]
    made = list(islice(texts.made(), 2 * DOCUMENTS))[DOCUMENTS:]
    words = sum(map(texts.word_count, made))
    return {stage: total / words for stage, total in zip(STAGES, sums, strict=True)}


def _summary(file: Path) -> str:
    found = re.search(r"^summary: (\d+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise RuntimeError(f"no summary in {file}")
    return found[1]


def versions() -> tuple[str, str]:
    """Of Python and spaCy: under others the numbers are others."""
    return platform.python_version(), spacy.__version__


def grown(before: dict[str, float], after: dict[str, float]) -> list[str]:
    """What has grown by more than a twentieth, in words; new stages are passed over."""
    return [
        f"{stage}: {before[stage]:,.0f} → {number:,.0f} instructions a word"
        for stage, number in after.items()
        if stage in before and number > before[stage] * (1 + MOST_GROWTH)
    ]


def main() -> int:
    """Counts, tells, and holds against the reference."""
    if shutil.which("valgrind") is None:
        print("instructions: valgrind is not installed, nothing was counted")
        return 0
    after = counted()
    for stage, number in after.items():
        print(f"{stage:22} {number:12,.0f} instructions a word")
    if "--keep" in sys.argv or not REFERENCE.exists():
        rows = [(stage, round(number), *versions()) for stage, number in after.items()]
        with REFERENCE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEADER, *rows])
        return 0
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        kept = list(csv.DictReader(file))
    if {(row["python"], row["spacy"]) for row in kept} != {versions()}:
        print(f"instructions: {REFERENCE.name} was counted under other versions: --keep it anew")
        return 0
    more = grown({row["stage"]: float(row["instructions_per_word"]) for row in kept}, after)
    print(*more, sep="\n")
    return 1 if more else 0


if __name__ == "__main__":
    if "--worked" in sys.argv:
        worked()
    else:
        sys.exit(main())
