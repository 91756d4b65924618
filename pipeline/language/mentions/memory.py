"""What a document itself defines: acronyms in brackets, short forms, family names.

The document's own definitions come before any list (guideline section 7): after "… Mechanism
(“Mechanism”)" each "Mechanism" names that entity.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from pipeline import ids
from pipeline.language.mentions import gazetteer
from pipeline.language.mentions.heads import Build, Cover, builds, name_of, stops
from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.words import Words

_QUOTES = frozenset("\"“”'‘’")
_DETERMINERS = frozenset("the this that present said our its their these his her your my".split())
_SMALL = frozenset("of and for the on to in at by with de la a an & - / , . '".split())
_PREPOSITIONS = frozenset("of on for to in against between".split())
# Papers of which "the Convention" names one even where the document never names it in full.
_TEXTS = frozenset(
    (w,) for w in "convention protocol treaty charter covenant agreement declaration".split()
) | {("joint", "statement"), ("joint", "declaration")}
_SHARED_TEXT = ("joint", "statement")
_GOVERNING = ("administration",)
_FORMS_OF_STATE = frozenset("republic kingdom commonwealth principality sultanate".split())
_MODIFYING = frozenset({"alliance", "coalition"})
_LONGEST_FORM = 14
_NATO = "alliance_north-atlantic-treaty-organization"
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*")


class Memory:
    """Names that a document has given to its entities so far."""

    def __init__(self) -> None:
        self.defined: dict[str, Entity] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Entity]]] = {}
        self._heads: dict[tuple[str, ...], list[Entity]] = {}
        self._size = (-1, 0, 0)
        self._words: Set[str] = frozenset()

    def define(self, words: Words, hits: Sequence[Hit]) -> list[Hit]:
        """Read the brackets of a node; returns the mentions they hold, long forms included."""
        out: list[Hit] = []
        if "(" not in words.bag:
            return out
        cover = Cover(hits)
        for i in words.marks:
            if words.text[i] != "(" or cover[i] is not None:
                continue
            first, last = _inside(words, i)
            if first < last:
                out.extend(self._bracket(words, i, first, last, cover))
        return out

    def _bracket(self, words: Words, i: int, first: int, last: int, cover: Cover) -> list[Hit]:
        short = name_of(words, first, last)
        quoted = words.text[first - 1] in _QUOTES
        single = _ACRONYM.fullmatch(short) is not None or _of_acronyms(words, first, last)
        before, own = cover[i - 1], cover[first]
        quoted = quoted or (own is None and last == first + 1 and _is_nickname(short, before, i))
        if not (single or quoted) or not words.is_name(first):
            return []
        spelt = before is not None and before.last == i and _spells(words, before, short)
        if own is not None and own.first == first and _another(own, before) and not spelt:
            return []
        if before is not None and before.last == i and _may_be(before, short, quoted):
            entity = keyed(before.entity)
            out = []
            if not before.entity.key and own is not None and _alike(own.entity, before.entity):
                entity = own.entity
                out = [Hit(before.first, before.last, entity)]
            self._learn(words, first, last, entity)
            return [*out, Hit(first, last, entity, "acronym" if single else "name")]
        heads = builds().get(words.low[first], ())
        if quoted and last == first + 1 and heads and len(heads[-1].head) == 1:
            label = heads[-1].label
            entity = keyed(Entity("", label, short))
            self.defined.setdefault(short, entity)
            return [Hit(first, last, entity)]
        start = _initials(words, i, short) if single else i
        if start == i:
            return []
        known = own.entity if own is not None else gazetteer.acronyms().get(short)
        meant = known or self._from_heads(words, start, i)
        learnt = meant or _from_noun_behind(words, start, i, last)
        if learnt is None:
            return []
        self.defined.setdefault(short, learnt)
        end = i - 1 if words.low[i - 1] == "'s" else i
        return [Hit(start, end, learnt), Hit(first, last, learnt, "acronym")]

    def learn(self, words: Words, hits: Sequence[Hit]) -> None:
        """Let the names of `hits` be known wherever they stand in the document."""
        for hit in hits:
            self._learn(words, hit.first, hit.last, keyed(hit.entity))

    def _learn(self, words: Words, first: int, last: int, entity: Entity) -> None:
        if last == first + 1:
            self.defined.setdefault(words.text[first], entity)
        else:
            self._phrases.setdefault(words.text[first], []).append(
                (tuple(words.text[first:last]), entity)
            )

    def _from_heads(self, words: Words, start: int, end: int) -> Entity | None:
        for k in range(end - 1, start - 1, -1):
            for build in builds().get(words.low[k], ()):
                first = k - len(build.head) + 1
                if words.is_name(k) and tuple(words.low[max(first, start) : k + 1]) == build.head:
                    name = name_of(words, start, end)
                    return Entity(f"{build.label}:{ids.slug(name)}", build.label, name)
        return None

    def redefined(self, words: Words, hits: Sequence[Hit]) -> list[Hit]:
        """`hits` with each acronym that the document defines naming what it says."""
        known = self.defined
        if not known:
            return list(hits)
        return [
            replace(h, entity=known[words.text[h.first]])
            if h.form == "acronym" and h.last == h.first + 1 and words.text[h.first] in known
            else h
            for h in hits
        ]

    def note(self, hits: Sequence[Hit], words: Words) -> None:
        """Remember the heads of the names seen, for "the Council" and its like."""
        for hit in hits:
            if hit.entity.label == "COUNTRY":
                self._state(words, hit)
            if hit.entity.label in ("PERSON", "ROLE", "COUNTRY"):
                continue
            if words.low[hit.last - 1] == "." and hit.last - hit.first > 2:
                self._learn(words, hit.first, hit.last - 2, keyed(hit.entity))
            build = _head(tuple(words.low[hit.first : hit.last]))
            if build is not None and hit.last - hit.first > len(build.head):
                self._heads.setdefault(build.head, []).append(keyed(hit.entity))

    def _state(self, words: Words, hit: Hit) -> None:
        """ "Islamic Republic of Afghanistan" lets "Islamic Republic" name it from then on."""
        low = words.low[hit.first : hit.last]
        for k in (1, 2):
            if len(low) > k + 1 and low[k] == "of" and low[k - 1] in _FORMS_OF_STATE:
                self._learn(words, hit.first, hit.first + k, hit.entity)

    def recall(
        self, words: Words, hits: Sequence[Hit], names: Mapping[str, Entity], common: Set[str]
    ) -> list[Hit]:
        """Bare acronyms, short forms and family names (`names`) that no other name covers.

        In a title a family name counts that the document nowhere writes small (`common`).
        """
        text, low = words.text, words.low
        heads, wanted = builds(), self._wanted(names)
        starts = [i for i in words.marks if low[i] in heads or text[i] in wanted]
        if not starts:
            return []
        cover = Cover(hits)
        out: list[Hit] = []
        for i in starts:
            word = text[i]
            if i in cover or not word[0].isupper():
                continue
            hit = self._acronym(words, i) or self._short(words, i)
            if hit is None and (words.plain[i] or words.low[i] not in common):
                known = names.get(word)
                if known is None and word.isupper() and not words.plain[i]:
                    known = names.get(word.title())
                hit = Hit(i, i + 1, known) if known is not None else None
            if hit is not None and all(cover[k] is None for k in range(hit.first, hit.last)):
                out.append(hit)
        return out

    def _wanted(self, names: Mapping[str, Entity]) -> Set[str]:
        """Words with which something known to the document may begin."""
        size = len(names), len(self.defined), len(self._phrases)
        if size != self._size:
            self._size = size
            forms = {*names, *self.defined, *self._phrases}
            forms |= {f + "s" for f in self.defined}
            self._words = forms | {n.upper() for n in names}
        return self._words

    def _acronym(self, words: Words, i: int) -> Hit | None:
        word = words.text[i]
        for phrase, known in self._phrases.get(word, ()):
            if tuple(words.text[i : i + len(phrase)]) == phrase:
                return Hit(i, i + len(phrase), known)
        for form in (word, word[:-1] if word.endswith("s") else word):
            entity = self.defined.get(form)
            if entity is not None:
                return Hit(i, i + 1, entity, "acronym" if form.isupper() else "name")
        return None

    def _short(self, words: Words, i: int) -> Hit | None:
        for build in builds().get(words.low[i], ()):
            first = i - len(build.head) + 1
            if not build.short or first < 0 or tuple(words.low[first : i + 1]) != build.head:
                continue
            if not words.is_name(first) or not _stands_alone(words, first, i, build):
                continue
            seen = self._heads.get(build.head)
            if seen:
                return Hit(first, i + 1, seen[-1], confidence=0.7)
            if self._unnamed_before(words, first, build):
                name = name_of(words, first, i + 1)
                return Hit(first, i + 1, Entity("", build.label, name), confidence=0.6)
        return None

    @staticmethod
    def _unnamed_before(words: Words, first: int, build: Build) -> bool:
        """Whether a head stands for a thing that the document names nowhere in full."""
        at = first - 2 if words.word(first - 1) == "[" else first - 1  # a link of Markdown
        if build.head == _GOVERNING:
            return words.key(at) in ("the", "this", "my", "our")
        if build.label != "AGREEMENT":
            return False
        if build.head == _SHARED_TEXT and words.key(at) in ("their", "our"):
            return True
        return words.key(at) in ("this", "present") or (
            words.key(at) == "the" and build.head in _TEXTS
        )

    def fallback(self, found: Sequence[Sequence[Hit]]) -> None:
        """Let a bare "the Alliance" be NATO where no other alliance was named before it."""
        nato = gazetteer.by_key()[_NATO]
        if any(h.entity.key == _NATO for hits in found for h in hits):
            self._heads.setdefault(("alliance",), []).insert(0, nato)


def keyed(entity: Entity) -> Entity:
    """The entity with a key; one made of label and name where no table gives it."""
    if entity.key:
        return entity
    return _made(entity.label, entity.name, entity.party)


@lru_cache(maxsize=4096)
def _made(label: str, name: str, party: str | None) -> Entity:
    return Entity(f"{label}:{ids.slug(name)}", label, name, party)


def _inside(words: Words, i: int) -> tuple[int, int]:
    """The words between brackets, without quotation marks and "the"; empty if too many."""
    close = i + 1
    while close < len(words) and close - i < 8 and words.text[close] != ")":
        close += 1
    if words.word(close) != ")":
        return i, i
    first, last = i + 1, close
    while first < last and (words.text[first] in _QUOTES or words.low[first] in ("the", "or")):
        first += 1
    while last > first and words.text[last - 1] in (*_QUOTES, ",", "."):
        last -= 1
    return first, last


def _of_acronyms(words: Words, first: int, last: int) -> bool:
    """Whether a bracket holds an acronym of several: "ADMM-Plus EWG on CS"."""
    names = [w for w in words.text[first:last] if w[0].isupper()]
    short = sum(len(w) > 1 and w.isupper() for w in names)
    small = (w in _SMALL for w in words.text[first:last] if not w[0].isupper())
    return len(names) > 1 and short > 1 and short >= len(names) - 1 and all(small)


def _spells(words: Words, name: Hit, short: str) -> bool:
    """Whether an acronym is the initials of the name before it."""
    capitals = [words.text[k][0] for k in range(name.first, name.last) if words.is_name(k)]
    return len(short) > 2 and "".join(capitals).endswith(short)


def _another(own: Hit, before: Hit | None) -> bool:
    """Whether a bracket holds a listed name of another kind than the name before it."""
    return before is not None and own.entity.label != before.entity.label


def _is_nickname(short: str, before: Hit | None, i: int) -> bool:
    """Whether a bracket holds the short name of a body: "Ministry of Informatics (Kominfo)"."""
    if before is None or before.last != i or before.entity.label != "ORG":
        return False
    return short.isalpha() and len(short) > 4 and short[1:].islower()


def _from_noun_behind(words: Words, start: int, i: int, last: int) -> Entity | None:
    """What the noun behind its acronym makes of a long form: "Reefs and Us (RAU) project"."""
    close = next((k for k in range(last, last + 3) if words.word(k) == ")"), -1)
    for build in builds().get(words.key(close + 1), ()) if close > 0 else ():
        if build.label == "PROGRAM" and len(build.head) == 1:
            name = name_of(words, start, i)
            return Entity(f"{build.label}:{ids.slug(name)}", build.label, name)
    return None


def _alike(listed: Entity, named: Entity) -> bool:
    """Whether a name in a text is a variant of a listed one: three words in four are shared."""
    a, b = ({w for w in e.name.lower().split() if len(w) > 3} for e in (listed, named))
    return len(a & b) >= 0.75 * max(len(a), len(b), 1)


def _may_be(hit: Hit, short: str, quoted: bool) -> bool:
    """Whether a bracket after a name holds its short form and not another name."""
    if hit.entity.label == "ROLE":
        # `National Security Advisor (NSA)`, of the President `(APNSA)`
        initials = "".join(word[0] for word in hit.entity.name.split())
        return len(initials) > 1 and short.upper().endswith(initials.upper())
    if hit.entity.label == "PERSON" or hit.form == "adjective":
        return False
    if quoted:
        return True
    letters = set(hit.entity.name.lower())
    wanted = [c for c in short.lower() if c.isalpha()]
    return sum(c in letters for c in wanted) >= 0.6 * len(wanted)


def _initials(words: Words, i: int, short: str) -> int:
    """Where the long form before the bracket at word i starts, by its initials; i if nowhere."""
    wanted = "".join(c for c in short if c.isupper()).lower()
    if len(wanted) < 2:
        return i
    letters, k = "", i - 1
    while k >= 0 and i - k <= _LONGEST_FORM:
        word = words.text[k]
        if word[0].isupper():
            letters = word[0].lower() + letters
            if letters == wanted:
                return k
            if not wanted.endswith(letters):
                return i
        elif words.low[k] not in _SMALL and not words.joined(k):
            return i
        k -= 1
    return i


@lru_cache(maxsize=8192)
def _head(low: tuple[str, ...]) -> Build | None:
    end = next((k for k, w in enumerate(low) if k and w in _PREPOSITIONS), len(low))
    for k in range(end - 1, -1, -1):
        for build in builds().get(low[k], ()):
            first = k - len(build.head) + 1
            if build.short and first >= 0 and tuple(low[first : k + 1]) == build.head:
                return build
    return None


def _stands_alone(words: Words, first: int, i: int, build: Build) -> bool:
    if not words.plain[i] or words.text[i].isupper():
        return False
    if words.is_name(i + 1) and words.low[i + 1] not in stops("function"):
        return False
    before = words.key(first - 2 if words.word(first - 1) == "[" else first - 1)
    if before in _DETERMINERS:
        return True
    if build.head[-1] in _MODIFYING:  # "effective Alliance command", not "a successful Alliance"
        after = words.word(i + 1)
        return after.islower() and (after not in stops("function") or after == "that")
    return words.word(first - 1) in _QUOTES and words.word(i + 1) in _QUOTES
