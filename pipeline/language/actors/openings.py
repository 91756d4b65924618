"""Lists of those who speak: "We, the leaders of Japan, the Republic of Korea, and …"."""

import re
from typing import Final

from pipeline.language.actors import words
from pipeline.language.actors.index import MentionIndex

# "We, the leaders of …", "…, we the Ministers of …", "Today, we — President Macron of …".
_WE: Final = re.compile(
    r"(?:^|,\s+|^\W*today,?\s+)[“\"]?(?:\d+\.\s*)?we(?:\s*[,—–-]+\s*|\s+)(?=\w)", re.I
)
_AS_LEADERS: Final = re.compile(r"^\W*as\s+(?:the\s+)?(?=(?:leaders|ministers|heads)\b)", re.I)
_OPENING: Final = 300
_LINKS: Final = frozenset("and of for on behalf the as well co".split())
_MARKS: Final = frozenset(", ( ) – — ’ ’s 's".split())


def list_of_speakers(index: MentionIndex, start: int, stop: int) -> tuple[int, int] | None:
    """The stretch of the names behind a "we" that the sentence `text[start:stop]` opens with."""
    text = index.text
    opening = text[start : min(stop, start + _OPENING)]
    leaders = _AS_LEADERS.match(opening)
    if leaders is not None and re.search(r",\s+we\b", text[start:stop]):
        return start + leaders.end(), list_end(index, start + leaders.end(), stop)
    for match in _WE.finditer(opening):
        begin = start + match.end()
        end = list_end(index, begin, stop)
        if end > begin:
            return begin, end
    return None


def list_end(index: MentionIndex, start: int, stop: int) -> int:
    """Where a list of states, organisations and office holders ends: before the first common
    word that names none of them, most often the verb."""
    nouns = words.all_nouns()
    end = start
    pieces = index.pieces(start, stop)
    for i, piece in enumerate(pieces):
        plain = piece.mention is None and not piece.capital
        if plain and piece.word == "as" and [p.word for p in pieces[i + 1 : i + 2]] != ["well"]:
            break
        if plain and piece.word not in nouns | _LINKS | _MARKS:
            break
        end = piece.end
    return end
