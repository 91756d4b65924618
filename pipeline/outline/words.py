"""The outline's word lists, each loaded once, and the small questions asked of them."""

import re
from functools import cache

from pipeline.lexicon import table

# Words are looked at in the first part of a line only: a title is short, a line may be 5 MB.
HEAD = 600
# Blanks of every width, and marks without any.
OUTER = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
_TAGS = re.compile(r"</?(?:u|b|i|strong|em|span)(?:\s[^<>]{0,200})?>")
_AFTER_VERBS = frozenset(("to", "the", "a", "an", "that", "its", "their", "our", "us"))
_LINE_END = re.compile(r"\r?\n\s*")
# How much wider deep indentation may make a text.
_WIDEST = 4
_EMPHASIS = OUTER + "*_"
_TRIM = " \t.,:;!?()[]{}“”\"‘’'*_–—-…"
_TRIM_LINE = _TRIM + "#"


@cache
def words_of(name: str, column: str) -> frozenset[str]:
    """One column of `lexicon/outline/<name>.csv`, case folded."""
    return frozenset(row[column].casefold() for row in table(f"outline/{name}"))


@cache
def phrases(name: str, column: str, **where: str) -> tuple[str, ...]:
    """The same, in file order, of the rows whose other cells are as given."""
    rows = table(f"outline/{name}")
    return tuple(r[column].casefold() for r in rows if all(r[k] == v for k, v in where.items()))


@cache
def _nouns_too() -> frozenset[str]:
    return frozenset(phrases("finite_words", "form", noun_too="yes"))


@cache
def ranks(name: str, column: str) -> dict[str, int]:
    """Word -> its `rank` cell."""
    return {row[column].casefold(): int(row["rank"]) for row in table(f"outline/{name}")}


def opening(text: str, start: int, end: int, most: int) -> str:
    """The first so many characters of a stretch, a line's end and the blanks around it as one."""
    said = text[start : min(end, start + _WIDEST * most)].replace("\u200b", " ")
    return " ".join(said.split())[:most]


def reach(text: str, start: int, end: int, most: int) -> int:
    """Where such an opening ends in the text."""
    stop = min(end, start + most)
    if stop == end or "\n" not in text[start:stop]:
        return stop
    last = min(end, start + _WIDEST * most)
    wider = sum(len(found) - 1 for found in _LINE_END.findall(text, start, stop))
    while stop < min(last, start + most + wider):
        stop = min(last, start + most + wider)
        wider = sum(len(found) - 1 for found in _LINE_END.findall(text, start, stop))
    return stop


def head_words(text: str) -> list[str]:
    """The words of the first HEAD characters."""
    return text[:HEAD].replace("\u200b", " ").split()


def has_more_words(text: str, most: int) -> bool:
    """Whether the first HEAD characters hold more than so many words."""
    return len(text[:HEAD].replace("\u200b", " ").split(None, most)) > most


def bare(line: str) -> str:
    """A short line without the emphasis and underline tags that wrap the whole of it."""
    if line[:1] not in "*_<" or len(line) > HEAD:
        return line
    return _TAGS.sub("", line).strip(_EMPHASIS) or line


def plain(word: str) -> str:
    """A word without the punctuation around it, case folded, apostrophes curled."""
    return word.strip(_TRIM).replace("'", "’").casefold()


def plain_line(text: str) -> str:
    """A short line as lexicon phrases are written: folded, outer punctuation off."""
    said = text[:HEAD]
    if "<" in said:
        said = _TAGS.sub("", said)
    return " ".join(said.split()).strip(_TRIM_LINE).replace("'", "’").casefold()


def is_function_word(word: str) -> bool:
    """Whether a lower-case word is an article, preposition or the like (small in a title)."""
    return plain(word) in words_of("function_words", "word")


def has_finite_verb(words: list[str]) -> bool:
    """Whether a verb form stands among the words in lower case.

    Titles write their verbs with a capital ("Updating Cyber Defenses"), sentences do not; an
    infinitive is none, and a lower-case word in -ed after a noun is taken for a past tense.
    """
    finite = words_of("finite_words", "form")
    nouns_too = _nouns_too()
    for at, word in enumerate(words):
        bare = word.strip(_TRIM).replace("'", "’")
        if not bare or not bare[0].islower() or (at and words[at - 1] == "to"):
            continue
        if bare in nouns_too:
            # "our needs" is a noun, "needs to" and "supports the" are verbs; "to build and
            # share the" is an infinitive still.
            after = "".join(words[at + 1 : at + 2])
            if after in _AFTER_VERBS and at and words[at - 1] not in ("and", "or"):
                return True
            continue
        past = at > 0 and bare.endswith("ed") and "-" not in bare and not _adjectival(words, at)
        if bare in finite or past:
            return True
    return False


def ends_in_verb(line: str) -> bool:
    """Whether a line that is not in capitals ends in a verb that is: "The two sides DECLARED"."""
    last = line.split()[-1].strip(_TRIM) if line.split() else ""
    if len(last) < 4 or not last.isupper() or is_caps(line):
        return False
    return last.casefold() in words_of("finite_words", "form") or last.endswith("ED")


@cache
def _names_in_words() -> frozenset[tuple[str, str]]:
    """First and second word of each state's name of two words or more."""
    rows = table("entities/countries")
    named = (name.split() for row in rows for name in (row["name"], *row["aliases"].split(";")))
    return frozenset((words[0], words[1]) for words in named if len(words) > 1)


def parts_a_name(last: str, first: str) -> bool:
    """Whether two words, one at a line's end and one at the next line's start, are one state's
    name ("North" and "Macedonia"): no paragraph ends within one."""
    return (last, first.rstrip(".,;:")) in _names_in_words()


def _adjectival(words: list[str], at: int) -> bool:
    # "and improved access", "Promoting advanced energy": an -ed form before its noun.
    before = words[at - 1]
    return is_function_word(before) or before.endswith(",") or (at == 1 and before.endswith("ing"))


def is_caps(text: str) -> bool:
    """Whether the letters are capitals, a few small ones ("McKINSEY", "and") allowed."""
    said = text[:HEAD]
    # Small letters enough, were all the rest capitals.
    if 7 * sum(map(str.islower, said[: len(said) // 4 + 4])) >= len(said):
        return False
    upper = sum(map(str.isupper, said))
    lower = sum(map(str.islower, said))
    return upper >= 3 and upper > 6 * lower


def is_title_case(words: list[str]) -> bool:
    """Whether most words that carry meaning begin with a capital or a digit."""
    content = [w for w in (w.strip(_TRIM) for w in words) if w and not is_function_word(w)]
    raised = sum(not w[0].islower() for w in content)
    return bool(content) and raised >= 0.75 * len(content)
