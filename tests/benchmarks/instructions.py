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

from tests.benchmarks import texts
from tests.benchmarks.counted import MARK, MARKS, STAGES
from tests.formats import markup

REFERENCE = texts.ROOT / "docs/instructions.csv"
HEADER = ("stage", "instructions_per_word", "python", "spacy")
DOCUMENTS = 12
MOST_GROWTH = 0.05


def counted() -> dict[str, float]:
    """Instructions a word of each stage. Raises RuntimeError where callgrind fails."""
    every = list(islice(texts.made(), 2 * DOCUMENTS))
    with TemporaryDirectory() as name:
        folder, told = Path(name), Path(name) / "counts"
        for number, items in enumerate(every):
            (folder / f"{number:02}.txt").write_text(markup.plain_text(items), encoding="utf-8")
        asked = [
            *("valgrind", "--tool=callgrind", f"--dump-before={MARK}"),
            f"--callgrind-out-file={told}",
            *(sys.executable, "-m", "tests.benchmarks.counted", name),
        ]
        seed = os.environ | {"PYTHONHASHSEED": "0"}
        done = subprocess.run(asked, capture_output=True, text=True, cwd=texts.ROOT, env=seed)
        parts = sorted(folder.glob("counts.*"), key=lambda file: int(file.suffix[1:]))
        if done.returncode or len(parts) < 2 * MARKS:
            raise RuntimeError(f"callgrind gave {len(parts)} counts: {done.stderr[-500:]}")
        # What is written at the first mark of a half is its preparation, at the others a stage.
        sums = [_summary(file) for file in parts[MARKS + 1 : 2 * MARKS]]
    words = sum(map(texts.word_count, every[DOCUMENTS:]))
    return {stage: total / words for stage, total in zip(STAGES, sums, strict=True)}


def _summary(file: Path) -> int:
    found = re.search(r"^summary: (\d+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise RuntimeError(f"no summary in {file}")
    return int(found[1])


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
    sys.exit(main())
