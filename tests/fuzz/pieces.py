"""Changes a document piece by piece: words, tags, numbers, lines, sentences.

A byte more or less seldom makes another sentence or another list. Fuzzing that is guided by
coverage hands its inputs through here, so that what it tries is what the program understands.
"""

import csv
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tests.fuzz.mutations import _MARKS, _ODD, _SPACES, _WORDS

_LEXICON: Final = Path(__file__).parents[2] / "pipeline" / "lexicon"
_WORDS_OF: Final = Path(__file__).parent / "words"
_LONGEST_WORD: Final = 40
_LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")
_CLAUSES: Final = re.compile(r"[^\n.;:,]*[\n.;:,]|[^\n.;:,]+")
_TEXT: Final = re.compile(r"\s+|\w+|[^\w\s]")
_MARKUP: Final = re.compile(r"<[^<>]*>?|\s+|\w+|[^\w\s<]")
_PDF: Final = re.compile(r"\((?:[^()\\]|\\.)*\)|<<|>>|/[^\s/<>\[\]()]*|[-+.\d]+|\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Grammar:
    """How a format is taken to pieces, and what is put between them."""

    small: re.Pattern[str]
    large: tuple[re.Pattern[str], ...]
    own: tuple[str, ...]
    words: bool = True


def _listed(name: str) -> tuple[str, ...]:
    return tuple((_WORDS_OF / f"{name}.txt").read_text(encoding="utf-8").splitlines())


_PROSE: Final = (*_WORDS, *_MARKS, *_SPACES, *_ODD)
_TEXTUAL: Final = (_LINES, _CLAUSES)
_RECORD: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\s+|\w+|[^\w\s]')
_PARAGRAPH: Final = re.compile(r"<w:p[ >].*?</w:p>|.+?(?=<w:p[ >])|.+", re.S)
_NOTED: Final = ("---\n", "title: ", "**", "[^1]", "[^1]: ", "| a | b |\n")
_DOCUMENTS: Final = ("\x1c", "\x1c.md\n", "\x1c.jsonl\n", "\x1c.meta.toml\n")
GRAMMARS: Final = {
    "text": Grammar(_TEXT, _TEXTUAL, _PROSE),
    "acts": Grammar(_TEXT, _TEXTUAL, _PROSE),
    "markdown": Grammar(_TEXT, _TEXTUAL, (*_PROSE, *_NOTED)),
    "html": Grammar(_MARKUP, (_LINES,), _listed("html")),
    "docx": Grammar(_MARKUP, (_PARAGRAPH,), (*_listed("docx"), "\x00")),
    "pdf": Grammar(_PDF, (_LINES,), _listed("pdf"), words=False),
    "lines": Grammar(_TEXT, (_LINES,), (*_PROSE, *"xXyYbBpPhHfFtTcCnNsSwW", "\t", "\n")),
    "records": Grammar(_RECORD, (_LINES,), (*_listed("records"), "\n")),
    "sidecar": Grammar(_TEXT, (_LINES,), (*_listed("sidecar"), "\n")),
    "roundtrip": Grammar(_TEXT, _TEXTUAL, (*_PROSE, *_DOCUMENTS)),
}


@cache
def lexicon() -> tuple[str, ...]:
    """What stands in the cells of the lexicon: verbs, names, offices, months, cue phrases."""
    found: set[str] = set()
    for file in _LEXICON.rglob("*.csv"):
        if file.parent.name != "codebook":
            with file.open(encoding="utf-8", newline="") as rows:
                found.update(cell for row in csv.reader(rows) for cell in row)
    return tuple(sorted(word for word in found if 1 < len(word) <= _LONGEST_WORD))


def mutated(kind: str, data: bytes, rng: random.Random) -> bytes:
    """`data` with a few of its pieces left out, doubled, moved, exchanged or added."""
    grammar = GRAMMARS[kind]
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        by = grammar.small if rng.random() < 0.7 else rng.choice(grammar.large)
        pieces = by.findall(text) or [""]
        text = "".join(rng.choice(_CHANGES)(rng, pieces, grammar))
    return _joined([text])


def _joined(pieces: list[str]) -> bytes:
    return "".join(pieces).encode("utf-8", "surrogateescape")


def crossed(kind: str, data: bytes, other: bytes, rng: random.Random) -> bytes:
    """`data` with some pieces of `other` in the place of some of its own."""
    grammar = GRAMMARS[kind]
    by = rng.choice((grammar.small, *grammar.large))
    pieces, theirs = (
        by.findall(d.decode("utf-8", "surrogateescape")) or [""] for d in (data, other)
    )
    at, end = _run(rng, pieces)
    begin, until = _run(rng, theirs)
    return _joined([*pieces[:at], *theirs[begin:until], *pieces[end:]])


def _run(rng: random.Random, pieces: list[str]) -> tuple[int, int]:
    at = rng.randrange(len(pieces))
    return at, min(len(pieces), at + rng.choice((0, 1, 1, 2, 5, 20)))


def _new(rng: random.Random, grammar: Grammar) -> str:
    if grammar.words and rng.random() < 0.5:
        return rng.choice((" ", "")) + rng.choice(lexicon()) + rng.choice((" ", ""))
    return rng.choice(("", " ")) + rng.choice(grammar.own) + rng.choice(("", " "))


def _without(rng: random.Random, pieces: list[str], _grammar: Grammar) -> list[str]:
    at, end = _run(rng, pieces)
    return pieces[:at] + pieces[end:]


def _doubled(rng: random.Random, pieces: list[str], _grammar: Grammar) -> list[str]:
    at, end = _run(rng, pieces)
    return pieces[:end] + pieces[at:end] * rng.choice((1, 1, 2, 9)) + pieces[end:]


def _moved(rng: random.Random, pieces: list[str], _grammar: Grammar) -> list[str]:
    at, end = _run(rng, pieces)
    taken, rest = pieces[at:end], pieces[:at] + pieces[end:]
    to = rng.randrange(len(rest) + 1)
    return rest[:to] + taken + rest[to:]


def _exchanged(rng: random.Random, pieces: list[str], grammar: Grammar) -> list[str]:
    at, end = _run(rng, pieces)
    return [*pieces[:at], _new(rng, grammar), *pieces[max(end, at + 1) :]]


def _added(rng: random.Random, pieces: list[str], grammar: Grammar) -> list[str]:
    at, _ = _run(rng, pieces)
    return [*pieces[:at], _new(rng, grammar), *pieces[at:]]


def _told_again(rng: random.Random, pieces: list[str], _grammar: Grammar) -> list[str]:
    """A piece as another place has it: tags and names that fit together."""
    changed = list(pieces)
    changed[rng.randrange(len(pieces))] = rng.choice(pieces)
    return changed


Change = Callable[[random.Random, list[str], Grammar], list[str]]
_CHANGES: Final[tuple[Change, ...]] = (
    _without, _doubled, _moved, _exchanged, _exchanged, _added, _added, _told_again,
)  # fmt: skip


def windows(data: bytes, most: int, rng: random.Random) -> Iterator[bytes]:
    """A few stretches of a document that are small enough to begin with."""
    if len(data) <= most:
        yield data
        return
    for _ in range(1 + min(8, len(data) // most)):
        begin = data.find(b"\n", rng.randrange(len(data))) + 1
        yield data[begin : begin + rng.randrange(most // 4, most)]
