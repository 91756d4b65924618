"""Tokens of diplomatic English: spaCy's English rules, but for hyphens.

A hyphen beside the name of a state or body splits ("U.S.-Japan", "ASEAN-led", "non-U.S."),
any other stays inside its token ("co-production", "Indo-Pacific", "COVID-19", "MQ-9"). Dashes
between words and hyphens between numbers split as they do in spaCy.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.lang.char_classes import (
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    CONCAT_QUOTES,
    LIST_ELLIPSES,
    LIST_ICONS,
)
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from pipeline import lexicon

_NAME_TABLES = ("countries", "organisations", "alliances", "forums", "regions", "places")
_COMPOUND_TABLES = ("regions", "countries", "places")
# No word or address of a statement is longer.
_LONGEST = 1_000
_LONG = re.compile(rf"\S{{{_LONGEST + 1},}}")
_PART = re.compile(r"[^-]+")
_INFIXES = [
    *LIST_ELLIPSES,
    *LIST_ICONS,
    r"(?<=[0-9])[+\-\*^](?=[0-9-])",
    rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
    rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}0-9])[:<>=/](?=[{ALPHA}])",
    rf"(?<=[{ALPHA}0-9.])(?:–|—|--|~)(?=[{ALPHA}])",
]


@cache
def _names() -> frozenset[str]:
    """One-word names of states and bodies that stand in compounds."""
    return frozenset(_surfaces(_NAME_TABLES, "-"))


@cache
def _compounds() -> frozenset[str]:
    """Names that hold a hyphen themselves."""
    return frozenset(s for s in _surfaces(_COMPOUND_TABLES, " ") if "-" in s)


def _surfaces(tables: tuple[str, ...], without: str) -> Iterator[str]:
    for table in tables:
        for row in lexicon.table(f"entities/{table}"):
            for column in ("name", "aliases", "acronyms", "adjectives"):
                for surface in row[column].split(";"):
                    if surface and without not in surface and " " not in surface:
                        yield surface


class _Infixes:
    """Where a token is cut inside. Has `pattern`, which spaCy writes when it saves a pipeline."""

    def __init__(self) -> None:
        self._regex = compile_infix_regex(_INFIXES)
        self.pattern = self._regex.pattern

    def finditer(self, token: str) -> list[re.Match[str]]:
        cuts = list(self._regex.finditer(token))
        if "-" in token and token not in _compounds():
            parts = list(_PART.finditer(token))
            named = [p.group() in _names() for p in parts]
            for i in range(1, len(parts)):
                if named[i - 1] or named[i]:
                    cut = _HYPHEN.match(token, parts[i].start() - 1)
                    if cut is not None:
                        cuts.append(cut)
            cuts = _apart(cuts)
        return cuts


_HYPHEN = re.compile("-")


def _apart(cuts: list[re.Match[str]]) -> list[re.Match[str]]:
    """The cuts in order, none overlapping another."""
    out: list[re.Match[str]] = []
    for cut in sorted(cuts, key=lambda m: m.start()):
        if not out or cut.start() >= out[-1].end():
            out.append(cut)
    return out


class _Bounded(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer, which peels signs off a word one by one, each time copying the rest: runs
    that are no words are cut beforehand, so that its time stays that of the text."""

    def __call__(self, string: str) -> Doc:
        if not _LONG.search(string):
            whole: Doc = super().__call__(string)
            return whole
        cuts = [0]
        for run in _LONG.finditer(string):
            cuts += range(run.start() + _LONGEST, run.end(), _LONGEST)
        pieces = [string[begin:end] for begin, end in pairwise([*cuts, len(string)])]
        docs = [super(_Bounded, self).__call__(piece) for piece in pieces]
        return Doc.from_docs(docs, ensure_whitespace=False)


def make_tokenizer(nlp: Language) -> Tokenizer:
    """The tokenizer for `nlp` (a blank English pipeline)."""
    prefixes = compile_prefix_regex(nlp.Defaults.prefixes or ())
    suffixes = compile_suffix_regex(nlp.Defaults.suffixes or ())
    return _Bounded(
        nlp.vocab,
        rules=nlp.Defaults.tokenizer_exceptions,
        prefix_search=prefixes.search,
        suffix_search=suffixes.search,
        infix_finditer=_Infixes().finditer,
        token_match=nlp.Defaults.token_match,
        url_match=nlp.Defaults.url_match,
    )
