"""Domain knowledge as data: one CSV a subject, UTF-8, a header row, a `source` column.

Code holds the grammar only; a new verb, country or office is one line here.
"""

import csv
import io
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path

from pipeline.errors import LexiconError

_DIGITS = 12


@cache
def digests() -> dict[str, str]:
    """The start of the SHA-256 of every table, by name: `acts/cues`."""
    root = Path(__file__).parent
    return {
        file.relative_to(root).with_suffix("").as_posix(): sha256(file.read_bytes()).hexdigest()[
            :_DIGITS
        ]
        for file in sorted(root.rglob("*.csv"))
    }


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of `pipeline/lexicon/<name>.csv`, cells stripped. `name` may hold a folder.

    Raises LexiconError naming file and line when a row has another number of cells than the
    header.
    """
    file = resources.files(__name__).joinpath(f"{name}.csv")
    reader = csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    header = next(reader)
    rows = []
    for cells in reader:
        if len(cells) != len(header):
            raise LexiconError(
                f"lexicon/{name}.csv line {reader.line_num}: "
                f"{len(cells)} cells where the header has {len(header)}"
            )
        rows.append({key: cell.strip() for key, cell in zip(header, cells, strict=True)})
    return tuple(rows)
