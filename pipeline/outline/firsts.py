"""First items that stand on the line of their stem: "The parties agreed: (a) to act;", "(b) …"."""

import re
from dataclasses import replace

from pipeline.outline.lines import Row
from pipeline.outline.marks import read_mark

_FIRST = re.compile(r"[:—–]\s+(?=\(?(?:a|A|i|I|1)[.)]\s+\S)")
_REACH = 2000
_MAX_WRAPS = 40


def split_firsts(text: str, rows: list[Row]) -> list[Row]:
    """The rows, those cut in two whose last clause opens the list that the next mark goes on."""
    if not _FIRST.search(text):
        return rows
    out: list[Row] = []
    for at, row in enumerate(rows):
        seconds = _seconds(rows, at) if not row.fixed and not row.hashes else frozenset()
        out.extend(_cut(text, row, seconds) if seconds else [row])
    return out


def _seconds(rows: list[Row], at: int) -> frozenset[str]:
    # The kinds of which the next mark is the second: that of a row, or of its last wrapped line.
    for row in rows[at + 1 : at + _MAX_WRAPS]:
        if row.mark is not None:
            return frozenset(kind for kind, value in row.mark.readings if value == 2)
        if row.gap or row.fixed:
            break
    return frozenset()


def _cut(text: str, row: Row, seconds: frozenset[str]) -> list[Row]:
    for found in _FIRST.finditer(text, max(row.body, row.end - _REACH), row.end):
        mark = read_mark(text[found.end() : row.end])
        if mark and any((kind, 1) in mark.readings for kind in seconds):
            stem = replace(row, end=found.start() + 1)
            begin = found.end()
            first = Row(begin, row.end, min(begin + mark.length, row.end), row.indent, False,
                        row.page, box=row.box, mark=mark, width=row.width)  # fmt: skip
            return [stem, first]
    return [row]
