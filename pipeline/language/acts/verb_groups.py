"""Verb groups: auxiliaries with their verb, and full verbs judged by their neighbours.

Guideline section 3 names the forms: plain past, perfect, progressive, passive, `will`, `be to`.
"""

from typing import Final, NamedTuple

from pipeline.language.acts import cues
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.words import Words

# `all persons it has detained`: a clause of the object, no main verb.
_CONTACT: Final = frozenset("it they we he she".split())
# How many words ahead an auxiliary is looked for.
_REACH: Final = 25
_BASED: Final = ("based", "on")
# What ends the search for an auxiliary ahead, or may be one.
_ENDS: Final = frozenset((",", ";", ":", "."))
_HEEDED: Final = _ENDS | w.MAYBE_DASHES | w.AUXILIARIES
_HEEDED_LATER: Final = (
    _HEEDED | w.RELATIVES | w.SUBORDINATORS | w.UNSURE_SUBORDINATORS | {"and", "or"}
)
# No full verb stands right behind these.
_BEFORE_NOUNS: Final = (
    (w.DETERMINERS - {"all", "both", "this", "that", "each"})
    | w.PREPOSITIONS
    | w.MODALS
    | {"to", "’s", "'s", "’", "'"}
)


class Group(NamedTuple):
    """A finite verb group. Indexes of words: `first` (auxiliary or verb), `head` (the verb),
    `end` (the word after it). `kind`: modal, past, present, third, perfect, progressive,
    perfect_progressive, copula, be_to, bare."""

    first: int
    head: int
    end: int
    lemma: str
    kind: str
    modal: str | None = None
    passive: bool = False
    negated: bool = False


def _more_than(lower: list[str], i: int) -> bool:
    return lower[i] in ("more", "less") and lower[i + 1 : i + 2] == ["than"]


def skip_adverbs(words: Words, i: int, end: int) -> int:
    """Past adverbs, negations and the commas around a lone adverb (`will, therefore, V`)."""
    lower = words.lower
    while i < end:
        word = lower[i]
        if word == ",":
            if i + 2 >= end or lower[i + 2] != "," or not w.is_adverb(lower[i + 1]):
                return i
            i += 3
        elif word in w.NEGATIONS or (w.is_adverb(word) and not _more_than(lower, i)):
            i += 1
        else:
            return i
    return i


def _to_verb(words: Words, i: int, end: int) -> int:
    """Past what may stand between an auxiliary and its verb (`will each designate`)."""
    i = skip_adverbs(words, i, end)
    if i + 1 < end and words.lower[i] in ("each", "both", "all") and words.forms(i + 1):
        return skip_adverbs(words, i + 1, end)
    return i


def auxiliary_group(words: Words, i: int, end: int) -> Group | None:
    """The finite group that begins with the modal, be, have or do at word i, if any."""
    word = words.lower[i]
    if word not in w.AUXILIARIES or (i > 0 and words.lower[i - 1] == "to"):
        return None
    if word in w.MODALS or word in ("’ll", "'ll"):
        return _modal(words, i, end)
    if word in w.HAVE_FINITE:
        return _perfect(words, i, end)
    if word in w.BE_FINITE:
        return _be(words, i, end)
    if word in w.DO:
        head = skip_adverbs(words, i + 1, end)
        if head < end and m.BASE in words.forms(head):
            negated = _negated(words, i, head)
            return Group(i, head, head + 1, words.lower[head], "present", negated=negated)
    return None


def _negated(words: Words, i: int, j: int) -> bool:
    return not w.NEGATIONS.isdisjoint(words.lower[i:j])


def _modal(words: Words, i: int, end: int) -> Group | None:
    modal = words.lower[i]
    head = _past_insertion(words, _to_verb(words, i + 1, end), end)
    if head >= end:
        return None
    negated = _negated(words, i, head)
    word = words.lower[head]
    if word in ("be", "have"):
        inner = skip_adverbs(words, head + 1, end)
        if inner < end and words.lower[inner] == "been":
            inner = skip_adverbs(words, inner + 1, end)
        if inner < end:
            found = words.forms(inner)
            if word == "be" and m.GERUND in found:
                return Group(i, inner, inner + 1, found[m.GERUND].lemma, "modal", modal,
                             negated=negated)  # fmt: skip
            if m.PARTICIPLE in found:
                passive = word == "be" or words.lower[inner - 1] == "been"
                return Group(i, inner, inner + 1, found[m.PARTICIPLE].lemma, "modal", modal,
                             passive=passive, negated=negated)  # fmt: skip
        return Group(i, head, head + 1, word, "modal", modal, negated=negated)
    if not word[0].isalpha() or word in w.PREPOSITIONS or word in w.DETERMINERS:
        return None
    lemma = m.lemma_of(word, m.BASE) or word
    return Group(i, head, head + 1, lemma, "modal", modal, negated=negated)


def _past_insertion(words: Words, i: int, end: int) -> int:
    """Past a short piece between commas (`will, where possible, cut`)."""
    if i >= end or words.lower[i] != ",":
        return i
    for k in range(i + 2, min(end - 1, i + 9)):
        if words.lower[k] == ",":
            head = skip_adverbs(words, k + 1, end)
            return head if head < end and m.BASE in words.forms(head) else i
    return i


def _perfect(words: Words, i: int, end: int) -> Group | None:
    head = _to_verb(words, i + 1, end)
    if head >= end:
        return None
    negated = _negated(words, i, head)
    if words.lower[head] == "been":
        inner = skip_adverbs(words, head + 1, end)
        found = words.forms(inner) if inner < end else {}
        if m.GERUND in found:
            return Group(i, inner, inner + 1, found[m.GERUND].lemma, "perfect_progressive",
                         negated=negated)  # fmt: skip
        if m.PARTICIPLE in found:
            return Group(i, inner, inner + 1, found[m.PARTICIPLE].lemma, "perfect", passive=True,
                         negated=negated)  # fmt: skip
        return Group(i, head, head + 1, "be", "copula", negated=negated)
    lemma = m.lemma_of(words.lower[head], m.PARTICIPLE)
    if lemma:
        return Group(i, head, head + 1, lemma, "perfect", negated=negated)
    return Group(i, i, i + 1, "have", "present")


def _be(words: Words, i: int, end: int) -> Group | None:
    head = skip_adverbs(words, i + 1, end)
    if head >= end:
        return None
    negated = _negated(words, i, head)
    word = words.lower[head]
    found = words.forms(head)
    if word == "being" and head + 1 < end:
        lemma = words.forms(head + 1).get(m.PARTICIPLE)
        if lemma is not None:
            return Group(i, head + 1, head + 2, lemma.lemma, "progressive", passive=True)
    if word == "founding" and _before_noun(words, head + 1, end):
        return Group(i, i, i + 1, "be", "copula", negated=negated)  # `are founding members`
    if m.GERUND in found and words.lower[i] not in ("remain", "remains", "remained"):
        return Group(i, head, head + 1, found[m.GERUND].lemma, "progressive", negated=negated)
    if m.PARTICIPLE in found:
        return Group(i, head, head + 1, found[m.PARTICIPLE].lemma, "copula", passive=True,
                     negated=negated)  # fmt: skip
    if word == "to" and head + 1 < end and m.BASE in words.forms(head + 1):
        return Group(i, head + 1, head + 2, words.lower[head + 1], "be_to", negated=negated)
    return Group(i, i, i + 1, "be", "copula", negated=negated)


def _before_noun(words: Words, i: int, end: int) -> bool:
    """Whether a plain noun stands at word i."""
    word = words.lower[i] if i < end else ""
    plain = word.isalpha() and word not in w.DETERMINERS and word not in w.PREPOSITIONS
    return plain and word != "to" and not w.is_adverb(word)


def lexical_group(words: Words, i: int, start: int, end: int, awaited: bool) -> Group | None:
    """The finite group that a full verb at word i makes, judged by its neighbours; `awaited`
    where a subordinator waits for one."""
    word = words.lower[i]
    before = words.lower[i - 1] if i > start else ""
    if before in _BEFORE_NOUNS:
        return None
    found = m.readings(word)
    if not found or (words.text[i][0].isupper() and i > start and not words.text[i].isupper()):
        return None
    after = words.lower[i + 1] if i + 1 < end else ""
    if m.PARTICIPLE in found and (_modifies_noun(words, i, start) or (word, after) == _BASED):
        return None
    complement = after in w.DETERMINERS or after in ("to", "that", "on", "in", "with", "upon")
    complement = complement or (word == "sets" and after in ("out", "forth", "up"))
    if i > start and (word in w.ADJECTIVAL or m.PAST not in found):
        held = words.forms(i - 1)
        if m.BASE in held or m.GERUND in held:
            return None  # `to support enhanced patrols`, `providing forces`
    modifies = word in w.ADJECTIVAL and before in ("", ",", "and", "or", "that")
    if modifies and not complement and after not in w.PREPOSITIONS:
        return None
    if m.PAST in found:
        return Group(i, i, i + 1, found[m.PAST].lemma, "past")
    if w.is_adjective(before) and not complement:
        return None
    for form, kind in ((m.THIRD, "third"), (m.BASE, "present")):
        if form in found:
            verb = found[form]
            waits = awaited and form == m.THIRD and not w.is_adjective(before)
            waits = waits or cues.phrase((verb.lemma, *words.lower[i + 1 : i + 4])) is not None
            waits = waits or (form == m.BASE and before in ("we", "they"))
            if verb.noun_share <= 0.4 or complement or w.is_adverb(before) or waits:
                return Group(i, i, i + 1, verb.lemma, kind)
    return None


def _modifies_noun(words: Words, i: int, start: int) -> bool:
    """`the newly established Bureau`: a participle behind a determiner and its adverb."""
    j = i - 1
    while j > start and w.is_adverb(words.lower[j]) and words.lower[j].endswith("ly"):
        j -= 1
    return j < i - 1 and (words.lower[j] in w.POSSESSIVES or words.lower[j] in ("the", "a", "an"))


def finite_ahead(words: Words, i: int, end: int) -> bool:
    """Whether an auxiliary group stands before the next comma."""
    for k in range(i, min(end, i + _REACH)):
        word = words.lower[k]
        if word not in _HEEDED:
            continue
        if word in _ENDS or words.is_dash(k):
            return False
        if auxiliary_group(words, k, end):
            return words.lower[k - 1] not in w.CONJUNCTIONS
    return False


def finite_later(words: Words, i: int, end: int) -> bool:
    """Whether the same stretch (to the next comma, conjunction or subordinator) has an
    auxiliary group, so that a past form before it is a reduced relative."""
    for k in range(i, min(end, i + _REACH)):
        word = words.lower[k]
        if word not in _HEEDED_LATER:
            continue
        if word in (",", ";", ":", "and", "or") or word in w.RELATIVES or words.is_dash(k):
            return False
        if (word in w.SUBORDINATORS or word in w.UNSURE_SUBORDINATORS) and word != "as":
            return False
        if auxiliary_group(words, k, end) and words.lower[k - 1] not in _CONTACT:
            return True
    return False
