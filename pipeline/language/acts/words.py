"""The words of a document as plain lists, and the closed word classes the grammar reads.

spaCy tokens are turned into lists once: the grammar walks them by index, which costs a tenth
of walking Token objects.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from spacy.attrs import IDX, IS_SPACE, LENGTH  # type: ignore[import-not-found]
from spacy.tokens import Doc

from pipeline.language import annotation
from pipeline.language.acts.kept import kept
from pipeline.language.acts.morphology import (
    BASE,
    NO_READINGS,
    Verb,
    readings,
    verb_forms,
)
from pipeline.lexicon import table


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class of `lexicon/acts/word_classes.csv`."""
    return frozenset(row["word"] for row in table("acts/word_classes") if row["class"] == name)


DETERMINERS: Final = frozenset(
    "the a an this that these those all both each every any some such no several many more most "
    "our their its his her my your another other".split()
)
POSSESSIVES: Final = frozenset("our their its his her my your".split())
PREPOSITIONS: Final = frozenset(
    "of in on at by for with from into onto under over through throughout across within without "
    "between among amongst against toward towards upon about around after before during since "
    "until beyond via per as like including regarding concerning despite following amid behind "
    "below above near along alongside off out outside inside beside besides than".split()
)
MODALS: Final = frozenset("will shall would could may might can must should cannot".split())
PROMISING: Final = frozenset(("will", "shall", "’ll", "'ll"))
BE_FINITE: Final = frozenset("is are was were am ’re 're remain remains remained".split())
BE: Final = frozenset("are is be were was been".split())
HAVE: Final = frozenset("have has had having ’ve 've".split())
HAVE_FINITE: Final = frozenset("have has had ’ve 've".split())
DO: Final = frozenset("do does did".split())
NEGATIONS: Final = frozenset("not n’t n't never".split())
CONJUNCTIONS: Final = frozenset("and or but nor".split())
RELATIVES: Final = frozenset("which who whom whose that".split())
SUBORDINATORS: Final = frozenset(
    "as while when where whereas because if since although though unless until whether how why "
    "what lest once whereby wherever whenever".split()
)
# Words that are a preposition unless a finite verb follows before the next comma.
UNSURE_SUBORDINATORS: Final = frozenset("as since after before until once than".split())
AUXILIARIES: Final = MODALS | HAVE_FINITE | BE_FINITE | DO | {"’ll", "'ll"}
PRONOUNS: Final = frozenset("we they it he she i you who this these those both".split())
ADVERBS: Final = word_class("adverb")
NOT_ADVERBS: Final = word_class("not_adverb")
SENTENCE_END: Final = frozenset(". ! ? …".split())
DASHES: Final = frozenset(("—", "–", "--", "―"))
# What may be a dash (`is_dash`).
MAYBE_DASHES: Final = DASHES | {"-"}
# Besides words that may be verbs, all that may part sentences, clauses, or what clauses are of.
_TURNS: Final = (
    RELATIVES
    | SUBORDINATORS
    | UNSURE_SUBORDINATORS
    | AUXILIARIES
    | MAYBE_DASHES
    | SENTENCE_END
    | {",", ";", ":"}
)
_ACRONYM: Final = re.compile(r"(?:[A-Z]\.?){2,}")
OPENERS: Final = frozenset('( [ “ ‘ " «'.split())
CLOSERS: Final = frozenset(') ] ” ’ " »'.split())
_STRAIGHT: Final = {'"': ("“", "”"), "'": ("‘", "’")}
QUOTES: Final = frozenset("“ ” \" ‘ ’ ' « »".split())
# Words of time that open a sentence before its subject.
TIMES: Final = frozenset("this next later early late".split())
_BEFORE_QUOTE: Final = "([—–-/"
_ADJECTIVE_ENDINGS: Final = (
    "al", "ive", "ous", "ic", "ful", "less", "able", "ible", "ary", "ory", "ent", "ant", "ical",
)  # fmt: skip
ADJECTIVES: Final = word_class("adjective")


NOT_ADJECTIVES: Final = word_class("not_adjective")
# Gerunds that mostly stand before a noun (`emerging technology`).
RARELY_VERBS: Final = word_class("rarely_verb")
ADJECTIVAL_GERUNDS: Final = word_class("adjectival_gerund")
# Past participles that mostly stand before a noun (`and increased investment`).
ADJECTIVAL: Final = word_class("adjectival_participle")


@kept
def is_adverb(word: str) -> bool:
    """Whether a lower-case word is an adverb by list or by its ending."""
    if word in ADVERBS:
        return True
    if not word.endswith("ly") or len(word) < 5 or word in NOT_ADVERBS:
        return False
    return BASE not in readings(word)


@kept
def is_adjective(word: str) -> bool:
    """Whether a lower-case word is likely an adjective, by list or ending."""
    if word in ADJECTIVES or word in ADJECTIVAL:
        return True
    if "-" in word and word[0].isalpha() and not word[-1].isdigit():
        return True
    if word in NOT_ADJECTIVES or word.endswith(("ment", "dent", "ents", "ants")):
        return False
    return len(word) > 4 and word.endswith(_ADJECTIVE_ENDINGS)


@cache
def _turns() -> frozenset[str]:
    """The words that may be verbs or part clauses, but for `re-opens` and its like."""
    return _TURNS | verb_forms()


class Words:
    """Parallel lists over the tokens of a Doc that are not white space.

    `text[i]`, `lower[i]`, `start[i]`, `end[i]`: the word, its lower case (quotation marks are “
    and ” there), its offsets into the document text; `turns` are the indexes of all words that
    may be verbs or part clauses or sentences.
    `names` are (start, end, label) of mentions: words inside one of several words
    are no verbs (`control` in `command and control`). `holes` are spans to pass over: furniture
    that a page break puts inside a sentence.
    """

    __slots__ = ("_labels", "_named", "end", "lower", "start", "text", "turns")

    def __init__(
        self,
        doc: Doc,
        names: Iterable[tuple[int, int, str]] = (),
        holes: Sequence[tuple[int, int]] = (),
    ) -> None:
        # From arrays: making an object of every token takes longer than all the rest.
        tokens = doc.to_array([IDX, LENGTH, IS_SPACE])
        starts, lengths = tokens[tokens[:, 2] == 0, :2].T
        self.start: list[int] = starts.tolist()
        self.end: list[int] = (starts + lengths).tolist()
        text = annotation.text(doc)
        self.text = [text[s:e] for s, e in zip(self.start, self.end, strict=True)]
        # Emphasis marks of Markdown are no words.
        if "*" in text:
            self._keep([i for i, word in enumerate(self.text) if word.strip("*")])
        for first, last in reversed(holes):
            low, high = self.between(first, last)
            del self.text[low:high], self.start[low:high], self.end[low:high]
        self.lower = [t.lower() for t in self.text]
        if '"' in text or "'" in text:
            self._turn_quotes(text)
        distinct = frozenset(self.lower)
        turning = distinct & _turns() | {x for x in distinct if "-" in x and readings(x)}
        self.turns = [i for i, word in enumerate(self.lower) if word in turning]
        self._named: set[int] = set()
        self._labels: dict[int, str] = {}
        for first, last, label in names:
            low = high = bisect_left(self.start, first)
            while high < len(self.start) and self.start[high] < last:
                self._labels.setdefault(high, label)
                high += 1
            if high - low > 1:
                self._named.update(range(low, high))

    def _keep(self, kept: Sequence[int]) -> None:
        self.text = [self.text[i] for i in kept]
        self.start = [self.start[i] for i in kept]
        self.end = [self.end[i] for i in kept]

    def _turn_quotes(self, text: str) -> None:
        """Straight quotation marks as opening and closing ones, by the blanks beside them."""
        for i, word in enumerate(self.text):
            if word in _STRAIGHT:
                before = text[max(0, self.start[i] - 1) : self.start[i]]
                after = text[self.end[i] : self.end[i] + 1]
                parted = not before.strip() or before in _BEFORE_QUOTE
                self.lower[i] = _STRAIGHT[word][0 if parted and after.strip() else 1]

    def forms(self, i: int) -> dict[str, Verb]:
        """The verb readings of word i; none inside a name."""
        return NO_READINGS if i in self._named else readings(self.lower[i])

    def noun_share(self, i: int, form: str) -> float:
        """How often word i is a noun where it might be this verb form; 1.0 inside a name."""
        reading = self.forms(i).get(form)
        return reading.noun_share if reading is not None else 1.0

    def turning(self, start: int, end: int) -> list[int]:
        """The words in [start, end) that may be verbs or part clauses or sentences."""
        return self.turns[bisect_left(self.turns, start) : bisect_left(self.turns, end)]

    def label(self, i: int) -> str | None:
        """The label of the (outermost) mention that word i is in."""
        return self._labels.get(i)

    def _joins_name(self, i: int) -> bool:
        """`the next U.S. – Pacific Islands Forum Summit`."""
        inside = 0 < i < len(self.text) - 1
        return inside and bool(_ACRONYM.fullmatch(self.text[i - 1])) and self.text[i + 1].istitle()

    def is_dash(self, i: int) -> bool:
        """Whether word i is a dash between pieces of a sentence (a spaced hyphen is one too)."""
        word = self.text[i]
        if word not in MAYBE_DASHES:
            return False
        if word in DASHES:
            return not self._joins_name(i)
        return (
            0 < i < len(self.text) - 1
            and self.end[i - 1] < self.start[i]
            and self.end[i] < self.start[i + 1]
        )

    def at(self, offset: int) -> int:
        """Index of the first word that begins at or after a character offset."""
        return bisect_left(self.start, offset)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Range of word indexes that lie in a span of characters."""
        return bisect_left(self.start, start), bisect_left(self.start, end)
