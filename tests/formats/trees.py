"""What the renderers share: items as blocks and nested lists, and how a list is numbered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.readers.flow import number_text
from tests.formats.truth import Item

_ENUMERATOR = re.compile(r"(\(?)(\d+|[A-Za-z]+)([.)])")
_GUESSES = ("1", "i", "I", "a", "A")


@dataclass
class Entry:
    """An item of a list with the items under it."""

    item: Item
    entries: list["Entry"] = field(default_factory=list)


@dataclass
class Run:
    """Neighbours in a list that are numbered alike.

    `form` is `1`, `a`, `A`, `i` or `I` with the signs before and after, "" for glyphs.
    """

    entries: list[Entry]
    form: str = ""
    before: str = ""
    after: str = ""
    start: int = 1


def blocks(items: list[Item]) -> Iterator[Item | list[Entry]]:
    """Header lines, headings, paragraphs and unmarked items as they are, lists as trees."""
    opened: list[Entry] = []
    roots: list[Entry] = []
    for item in items:
        if item.kind == "bullet" and item.marker:
            del opened[item.level - 1 :]
            entry = Entry(item)
            (opened[-1].entries if opened else roots).append(entry)
            opened.append(entry)
            continue
        if roots:
            yield roots
        roots, opened = [], []
        yield item
    if roots:
        yield roots


def runs(entries: list[Entry]) -> list[Run]:
    """The entries of one list, cut where the way of numbering changes."""
    found: list[Run] = []
    for entry in entries:
        parts = _ENUMERATOR.fullmatch(entry.item.marker or "")
        last = found[-1] if found else None
        if parts is None:
            if last is None or last.form:
                found.append(Run([]))
        elif last is None or not _follows(last, parts):
            found.append(_opened(parts))
        found[-1].entries.append(entry)
    return found


def glyph(level: int) -> str:
    """The glyph of a level, as a browser shows it."""
    return "•◦▪"[min(level, 3) - 1]


def paragraphs(item: Item) -> list[tuple[str, str]]:
    """The paragraphs of an item, each with the title at its start, "" without one, apart."""
    first, *more = item.text.split("\n\n")
    lead = item.lead_in or ""
    assert first.startswith(lead)
    return [(lead, first[len(lead) :]), *(("", text) for text in more)]


def _follows(run: Run, parts: re.Match[str]) -> bool:
    if not run.form or (run.before, run.after) != (parts[1], parts[3]):
        return False
    return number_text(run.start + len(run.entries), run.form) == parts[2]


def _opened(parts: re.Match[str]) -> Run:
    for form in _GUESSES:
        for value in range(1, 400):
            if number_text(value, form) == parts[2]:
                return Run([], form, parts[1], parts[3], value)
    raise ValueError(f"no enumerator: {parts[0]}")
