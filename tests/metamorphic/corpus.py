"""Every relation over a folder of texts: how many documents tell something else after a change
that changes nothing.

    python -m tests.metamorphic.corpus FOLDER --differences /tmp/differences.txt
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.metamorphic import relations
from tests.metamorphic.relations import Told, acts, commitments, differences


@dataclass
class Sum:
    """What one relation gave: documents, those that differ, their rows, those that differ."""

    tried: int = 0
    changed: int = 0
    rows: int = 0
    lost: int = 0
    gained: int = 0


Pair = tuple[Counter[Told], Counter[Told]]
TEXT: Final = (
    relations.other_glyphs,
    relations.other_quotes,
    relations.other_line_ends,
    relations.blank_page,
    relations.footer,
    relations.wrapped,
)
MARKDOWN: Final = (
    relations.starred,
    relations.other_quotes,
    relations.other_line_ends,
    relations.footer,
    relations.narrower,
)


def pairs(text: str, suffix: str, before: tuple[str, str] | None) -> Iterator[tuple[str, Pair]]:
    """What is told before and after each change that applies; `before` is another document."""
    changes: dict[str, Callable[[str], str]] = {c.__name__: c for c in TEXT}
    if suffix == ".md":
        changes = {c.__name__: relations.body_only(c) for c in MARKDOWN}
    changes["turned"] = lambda given: relations.turned(given, suffix)
    told = commitments(text, suffix)
    for name, change in changes.items():
        other = change(text)
        if other != text:
            yield name, (told, commitments(other, suffix))
    if suffix == ".txt" and relations.wrapped(text) == text:
        given = relations.apart(text)
        other = relations.wrapped(given)
        if other != given:
            yield "wrapped", (commitments(given, suffix), commitments(other, suffix))
    neutral = relations.unbound(text)
    if neutral:
        after = commitments(relations.renamed(neutral), suffix)
        yield "renamed", (_renamed(commitments(neutral, suffix)), _renamed(after))
    if before and before[1] == suffix == ".txt":
        both = acts(before[0] + "\n\x0c\n" + text, suffix)
        yield "behind another", (acts(before[0], suffix) + acts(text, suffix), both)


def _renamed(rows: Counter[Told]) -> Counter[Told]:
    return Counter({tuple(relations.renamed(part) for part in row): n for row, n in rows.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", help="names of relations")
    parser.add_argument("--differences", type=Path, help="where to write what differs")
    options = parser.parse_args()
    sums: dict[str, Sum] = {}
    shown: list[str] = []
    before = None
    for file in sorted(options.folder.iterdir()):
        text = file.read_bytes().decode("utf-8").replace("\r\n", "\n")
        for name, (told, after) in pairs(text, file.suffix, before):
            if options.only and name not in options.only:
                continue
            row = sums.setdefault(name, Sum())
            found = differences(told, after)
            row.tried += 1
            row.changed += bool(found)
            row.rows += told.total()
            row.lost += (told - after).total()
            row.gained += (after - told).total()
            if found:
                shown += [f"== {name} {file.name}", *found]
        before = text, file.suffix
        if options.differences:
            options.differences.write_text("\n".join(shown) + "\n", encoding="utf-8")
    for name, row in sums.items():
        sys.stdout.write(
            f"{name}: {row.tried} documents, {row.changed} changed; of {row.rows} rows "
            f"{row.lost} lost, {row.gained} others\n"
        )


if __name__ == "__main__":
    main()
