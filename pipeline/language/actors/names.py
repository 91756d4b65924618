"""States and organisations named inside a longer name or a title, by look-up of word runs."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from pipeline.language.actors.words import groupings
from pipeline.lexicon import table

_WORD: Final = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_LONGEST: Final = 9
# Names this short are acronyms and stand in capitals: "US" is no "us".
_ACRONYM: Final = 3


def name_key(name: str) -> str:
    """A name as its words in lower case, apostrophes straight, marks between them left out."""
    return " ".join(_folded(match[0]) for match in _WORD.finditer(name))


def _folded(word: str) -> str:
    return word.lower().replace("’", "'")


@cache
def known_names() -> dict[str, str]:
    """Key -> party of every listed state, its adjectives, and every listed grouping."""
    found = {name_key(name): grouping.party for name, grouping in groupings().items()}
    for row in table("entities/countries"):
        said = [row["name"]]
        for column in ("aliases", "acronyms", "adjectives"):
            said.extend(row[column].split(";"))
        for name in said:
            if name:
                found.setdefault(name_key(name), row["party"])
    return found


def names_in(text: str, known: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and party of the names of `known` in `text`, longest first, none overlapping."""
    tokens = list(_WORD.finditer(text))
    words = [_folded(token[0]) for token in tokens]
    i = 0
    while i < len(tokens):
        for j in range(min(len(tokens), i + _LONGEST), i, -1):
            party = known.get(" ".join(words[i:j]))
            start, end = tokens[i].start(), tokens[j - 1].end()
            if party and (end - start > _ACRONYM or text[start:end].isupper()):
                # The last full stop of "U.S." belongs to the name.
                end += text.startswith(".", end) and "." in text[start:end]
                yield start, end, party
                i = j - 1
                break
        i += 1
