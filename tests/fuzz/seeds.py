"""Documents to mutate, of every format: the fixtures as they are and rendered.

python -m tests.fuzz.seeds /tmp/seeds
"""

import shutil
import sys
from pathlib import Path

from tests.formats import truth
from tests.formats.render import WRITERS

FIXTURES = Path(__file__).parents[1] / "fixtures"


def write_seeds(folder: Path, only: tuple[str, ...] = ()) -> None:
    """Fills a folder with the fixtures and with the seed statements in every format, or with
    those documents `only`."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted([*FIXTURES.glob("*.txt"), *FIXTURES.glob("*.md")]):
        if not only:
            shutil.copy(file, folder)
    for document, items in (truth.seeds(FIXTURES) | {truth.OWN: truth.own()}).items():
        for name, write in WRITERS.items():
            if not only or document in only:
                write(items, folder / f"{document}.{name}")


if __name__ == "__main__":
    write_seeds(Path(sys.argv[1]))
