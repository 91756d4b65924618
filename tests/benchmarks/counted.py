"""The work whose instructions are counted, in a process of its own (see `instructions.py`).

    python -m tests.benchmarks.counted FOLDER

does every stage on the first half of the texts of a folder, for the caches to be full, and then
on the second. Callgrind writes what it has counted, and begins anew, whenever MARK of the C
library is called, which nothing else here does: Python's os.getloadavg marks the stages by it.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline import outline
from pipeline.language import COMPONENTS, annotation
from pipeline.readers import read
from pipeline.runner.documents import language, process
from pipeline.runner.inputs import find

MARK = "getloadavg"
STAGES = ("read", "outline", "tokenizer", *COMPONENTS, "file to rows")
# One before the first stage and one after each.
MARKS = len(STAGES) + 1


def stages(files: Sequence[Path]) -> None:
    """Every stage on all files, with marks between."""
    nlp, items = language(), find(files)
    given = [file.read_text(encoding="utf-8") for file in files]
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


def main() -> None:
    """Twice, on other texts of the same kind."""
    files = sorted(Path(sys.argv[1]).glob("*.txt"))
    stages(files[: len(files) // 2])
    stages(files[len(files) // 2 :])


if __name__ == "__main__":
    main()
