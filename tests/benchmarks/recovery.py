"""How much of a labelled outline, or of its labelled names, a program gives back.

Whatever a program calls its parts, its worker hands them on as rows of `Piece`; the same rules
then count for all. Words are compared without white space, punctuation and capitals, so that
quotes, hyphens and emphasis are nobody's fault, and a bullet may keep its marker or lose it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from tests.formats.truth import Item

Mention = tuple[int, int, str]
# The kinds of text that a reader of the document is to see.
BODY = ("title", "section", "bullet", "paragraph")
FURNITURE = "furniture"
_NO_LETTERS = re.compile(r"[\W_]+")


class Piece(TypedDict):
    """One part of a document as a program gives it: `kind` is one of BODY or `furniture`,
    `level` counts from 1 (headings, bullets), `parent` is a place among the pieces."""

    kind: str
    level: int | None
    parent: int | None
    text: str


@dataclass
class Count:
    """So many of so many."""

    right: int = 0
    total: int = 0

    def add(self, right: bool) -> None:
        """One more."""
        self.right += right
        self.total += 1

    @property
    def share(self) -> float | None:
        """The share, None of nothing."""
        return self.right / self.total if self.total else None


@dataclass
class Recovered:
    """Of the labelled bullets: found as one item, at their level, under their parent; of the
    furniture: left out of the text or told as furniture. A missed bullet counts in all three."""

    bullets: Count = field(default_factory=Count)
    levels: Count = field(default_factory=Count)
    parents: Count = field(default_factory=Count)
    furniture: Count = field(default_factory=Count)

    def add(self, items: Sequence[Item], pieces: Sequence[Piece], around: Iterable[str]) -> None:
        """One more document; `around` is furniture that the file has beside the labelled one."""
        free = defaultdict(list)
        for place, piece in enumerate(pieces):
            if piece["kind"] == "bullet":
                free[letters(piece["text"])].append(place)
        for item in items:
            if item.kind == "bullet":
                self._bullet(item, items, pieces, free)
        body = {letters(piece["text"]) for piece in pieces if piece["kind"] in BODY}
        for text in (*(item.text for item in items if item.kind == "footer"), *around):
            if letters(text):
                self.furniture.add(letters(text) not in body)

    def _bullet(
        self,
        item: Item,
        items: Sequence[Item],
        pieces: Sequence[Piece],
        free: dict[str, list[int]],
    ) -> None:
        same = free[letters(item.text)] or free[letters(f"{item.marker or ''}{item.text}")]
        found = pieces[same.pop(0)] if same else None
        self.bullets.add(found is not None)
        self.levels.add(found is not None and found["level"] == item.level)
        self.parents.add(found is not None and _same_parent(item, items, found, pieces))


def letters(text: str) -> str:
    """Letters and digits of a text, in lower case."""
    return _NO_LETTERS.sub("", text).casefold()


def _same_parent(item: Item, items: Sequence[Item], found: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether both hang on the same words; a bullet before any heading hangs on nothing."""
    if found["parent"] is None or pieces[found["parent"]]["kind"] == "title":
        return item.parent is None
    if item.parent is None:
        return False
    parent = items[item.parent]
    wanted = {letters(parent.text), letters(f"{parent.marker or ''}{parent.text}")}
    return letters(pieces[found["parent"]]["text"]) in wanted


@dataclass
class Named:
    """Labelled mentions that were found with their span and type, and found ones that are so
    labelled, both of the listed types alone."""

    found: Count = field(default_factory=Count)
    right: Count = field(default_factory=Count)

    def add(self, labelled: Iterable[Mention], given: Iterable[Mention], types: set[str]) -> None:
        """One more document."""
        there = {mention for mention in labelled if mention[2] in types}
        made = {mention for mention in given if mention[2] in types}
        for mention in there:
            self.found.add(mention in made)
        for mention in made:
            self.right.add(mention in there)
