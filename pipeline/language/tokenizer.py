"""Tokens of diplomatic English: spaCy's English rules, but for hyphens.

A hyphen beside the name of a state or body splits ("U.S.-Japan", "ASEAN-led", "non-U.S."),
any other stays inside its token ("co-production", "Indo-Pacific", "COVID-19", "MQ-9"). Dashes
between words and hyphens between numbers split as they do in spaCy.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from spacy.attrs import ORTH  # type: ignore[import-not-found]
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
from pipeline.language import annotation

_NAME_TABLES = ("countries", "organisations", "alliances", "forums", "regions", "places")
_COMPOUND_TABLES = ("regions", "countries", "places")
# No word or address of a statement is longer.
_LONGEST = 1_000
_LONG = re.compile(rf"(?<!\S)\S{{{_LONGEST + 1},}}")
_LINE = re.compile(r"(?<=\n)(?=\S)")
# A word with the blank that belongs to it, or white space that stands for itself.
_PIECES = re.compile(rf"\S{{1,{_LONGEST}}} ?|\s+").findall
_MOST_KEPT = 30_000
# Words, whether a blank follows each, and the norms that special cases give some of them. Tuples
# of tuples, which the garbage collector does not go through again and again.
_Tokens = tuple[Sequence[str], Sequence[bool], Sequence[tuple[int, str]]]
_Lists = tuple[list[str], list[bool], list[tuple[int, str]]]
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


class _ByPieces(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer, asked once for every piece of text between blanks: the same words come
    again and again, and its own memory of them is not used behind the first special case.

    What it makes of a piece does not depend on others, but for special cases that it finds as
    runs of tokens ("x:)"): lines with one are given to it whole. It peels signs off a piece one
    by one, each time copying the rest: runs that are no words are cut beforehand, so that its
    time stays that of the text.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._kept: dict[str, _Tokens] = {}
        self._odd: set[str] = set()
        self._bare: Tokenizer | None = None
        super().__init__(*args, **kwargs)

    def _flush_cache(self) -> None:
        """spaCy calls this when a rule changes."""
        self._forget()
        self._bare = None
        super()._flush_cache()

    def _forget(self) -> None:
        self._kept.clear()
        self._odd.clear()

    def __call__(self, string: str) -> Doc:
        if len(self._kept) > _MOST_KEPT:
            self._forget()
        read = self._read(string)
        if read is None:
            read = _joined(self._read(line) or self._ask(line) for line in _lines(string))
        words, spaces, norms = read
        doc = Doc(self.vocab, words=words, spaces=spaces)
        annotation.set_text(doc, string)
        for i, norm in norms:
            doc[i].norm_ = norm
        return doc

    def _read(self, text: str) -> _Lists | None:
        """The tokens of a text by its pieces; None where they do not tell."""
        kept, pieces = self._kept, _PIECES(text)
        read = [kept.get(piece) or self._keep(piece) for piece in pieces]
        return _joined(read) if self._odd.isdisjoint(pieces) else None

    def _ask(self, text: str) -> _Tokens:
        tokens = list(super().__call__(text))
        words = tuple([t.text for t in tokens])
        spaces = tuple([bool(t.whitespace_) for t in tokens])
        return words, spaces, tuple([(t.i, t.norm_) for t in tokens if t.norm != t.lex.norm])

    def _keep(self, piece: str) -> _Tokens:
        body = piece if piece.isspace() else piece.removesuffix(" ")
        words = self._plain(body)
        if words:
            spaces = (False,) * (len(words) - 1) + (len(body) < len(piece),)
            tokens: _Tokens = (words, spaces, ())
        else:
            tokens = self._ask(piece)
            if len(tokens[0]) > 1 and body not in self.rules and self._is_odd(body, tokens[0]):
                self._odd.add(piece)
        self._kept[piece] = tokens
        return tokens

    def _plain(self, body: str) -> tuple[str, ...]:
        """The tokens of a mere word, or a word with its comma or stop; empty for all else."""
        word = body[:-1] if body[-1] in ",;:." else body
        if not (word.isascii() and word.isalpha()) or body in self.rules or word in self.rules:
            return ()
        if word is body:
            return (body,)
        return (word, body[-1]) if body[-1] != "." or word[-1].islower() else ()

    def _is_odd(self, body: str, words: Sequence[str]) -> bool:
        """Whether a special case is found inside a piece."""
        if self._bare is None:
            self._bare = Tokenizer(
                self.vocab,
                prefix_search=self.prefix_search,
                suffix_search=self.suffix_search,
                infix_finditer=self.infix_finditer,
                token_match=self.token_match,
                url_match=self.url_match,
            )
            self._cased = {case[0][ORTH] for case in self.rules.values()}
        if self._cased.isdisjoint(words):
            return False
        return words != tuple([token.text for token in self._bare(body)])


def _joined(read: Iterable[_Tokens]) -> _Lists:
    words: list[str] = []
    spaces: list[bool] = []
    norms: list[tuple[int, str]] = []
    for more_words, more_spaces, more_norms in read:
        if more_norms:
            norms += [(len(words) + i, norm) for i, norm in more_norms]
        words += more_words
        spaces += more_spaces
    return words, spaces, norms


def _lines(string: str) -> Iterator[str]:
    """The text cut behind line ends, which no special case goes over, and in runs too long."""
    begin = 0
    for run in _LONG.finditer(string):
        for end in range(run.start() + _LONGEST, run.end(), _LONGEST):
            yield from _LINE.split(string[begin:end])
            begin = end
    yield from _LINE.split(string[begin:])


def make_tokenizer(nlp: Language) -> Tokenizer:
    """The tokenizer for `nlp` (a blank English pipeline)."""
    prefixes = compile_prefix_regex(nlp.Defaults.prefixes or ())
    suffixes = compile_suffix_regex(nlp.Defaults.suffixes or ())
    return _ByPieces(
        nlp.vocab,
        rules=nlp.Defaults.tokenizer_exceptions,
        prefix_search=prefixes.search,
        suffix_search=suffixes.search,
        infix_finditer=_Infixes().finditer,
        token_match=nlp.Defaults.token_match,
        url_match=nlp.Defaults.url_match,
    )
