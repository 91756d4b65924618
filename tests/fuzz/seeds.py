"""Documents to mutate, of every format: the fixtures as they are and rendered.

    python -m tests.fuzz.seeds /tmp/seeds
    python -m tests.fuzz.seeds /tmp/small --small

Small ones are a few items each, PDFs with tags among them where LibreOffice is installed: what
fuzzing that is guided by coverage begins with.
"""

import shutil
import sys
from itertools import pairwise
from pathlib import Path
from typing import Final

from tests.formats import truth, word
from tests.formats.render import WRITERS

FIXTURES = Path(__file__).parents[1] / "fixtures"


def write_seeds(folder: Path, only: tuple[str, ...] = ()) -> None:
    """Fills a folder with the fixtures and with the seed statements in every format, or with
    those documents `only`."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted([*FIXTURES.glob("*.txt"), *FIXTURES.glob("*.md")]):
        if not only:
            shutil.copy(file, folder)
    for one, other in pairwise(() if only else sorted(FIXTURES.glob("*.txt"))):
        # Two statements in a file, each on its page.
        both = one.read_bytes() + b"\n\x0c\n" + other.read_bytes()
        (folder / f"{one.stem}-{other.stem}.txt").write_bytes(both)
    for document, items in (truth.seeds(FIXTURES) | {truth.OWN: truth.own()}).items():
        for name, write in WRITERS.items():
            if not only or document in only:
                write(items, folder / f"{document}.{name}")


_FEW: Final = 7


def write_small(folder: Path) -> None:
    """Fills a folder with stretches of the seed statements in every format."""
    folder.mkdir(parents=True, exist_ok=True)
    for document, items in (truth.seeds(FIXTURES) | {truth.OWN: truth.own()}).items():
        for at in range(0, len(items), _FEW):
            for name, write in WRITERS.items():
                write(items[at : at + _FEW], folder / f"{document}-{at}.{name}")
    if word.find():
        files = [file for file in sorted(folder.glob("*.docx")) if ".styled" not in file.name]
        (folder / "tagged").mkdir(exist_ok=True)
        word.print_documents(files, folder / "tagged", tagged=True)


if __name__ == "__main__":
    (write_small if "--small" in sys.argv else write_seeds)(Path(sys.argv[1]))
