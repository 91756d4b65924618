"""What a cue is about: the infinitives, gerunds, clauses and noun phrases of its complement.

Guideline sections 2 (S1 to S9) and 3 (frame verbs): one content for each act a cue makes.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from pipeline.language.acts import cues, phrases
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.clauses import clauses
from pipeline.language.acts.conjuncts import conjuncts
from pipeline.language.acts.finite import Clause
from pipeline.language.acts.frames import lemma_at, unwrap
from pipeline.language.acts.verb_groups import skip_adverbs
from pipeline.language.acts.words import Words

_PREPOSITIONS_OF_CONTENT: Final = frozenset(
    (
        "to",
        "on",
        "upon",
        "in",
        "for",
        "of",
        "about",
        "at",
        "toward",
        "towards",
        "over",
        "under",
        "with",
        "against",
        "regarding",
        "into",
    )
)
# Force of `commitment`, `pledge`, `decision`.
_PLEDGED: Final = 5
_STRONGEST: Final = ("in the strongest terms".split(), "in the strongest possible terms".split())
_REFLEXIVES: Final = frozenset("ourselves themselves itself himself herself".split())


class Content(NamedTuple):
    """One content of a cue, as word indexes.

    kind: infinitive, gerund, that, noun or none. `start`: first word of the conjunct (`to`, the
    verb, a determiner); `head`: its verb or noun after frames are unwrapped; `outer`: the verb
    before unwrapping; `end`: end of the evidence. `inner`: the inner nouns passed on the way.
    `frames`: the lemmas of the frame verbs unwrapped. `clause`: the clause of a `that`.
    `possessed`: the possessive mark in a noun phrase; `phrase`: the phrase's first word.
    """

    kind: str
    start: int
    head: int
    outer: int
    end: int
    inner: tuple[cues.InnerNoun, ...] = ()
    frames: tuple[str, ...] = ()
    clause: Clause | None = None
    possessed: int | None = None
    phrase: int | None = None


def contents(words: Words, i: int, end: int) -> list[Content]:
    """The contents of a cue whose complement is words [i, end); one of kind `none` if empty."""
    i = _past_terms(words, skip_adverbs(words, i, end))
    while i < end and words.lower[i] in _REFLEXIVES:
        i = skip_adverbs(words, i + 1, end)
    while i < end and words.lower[i] == ",":
        # An insertion between commas (`committed, as members of X, to take`).
        inserted = _after_insertion(words, i, end)
        if inserted is None:
            break
        i = inserted
    if i >= end:
        return [Content("none", i, i, i, end)]
    head = phrases.infinitive_head(words, i, end)
    if head is not None:
        return verbal(words, i, head, end, m.BASE)
    word = words.lower[i]
    if word == "that" or (word in ("we", "they") and i > 0):
        return _that(words, i - (word != "that"), end)  # also `agree we will work`
    if word == "for":
        named = _for_someone_to(words, i, end)
        if named is not None:
            return verbal(words, i, named, end, m.BASE)
    if word in _PREPOSITIONS_OF_CONTENT:
        return _prepositional(words, i, end)
    gerund = phrases.gerund_head(words, i, end)
    if gerund is not None:
        return verbal(words, i, gerund, end, m.GERUND)
    return _nominal(words, i, i, end)


def _prepositional(words: Words, i: int, end: int) -> list[Content]:
    """`to V-ing …`, `on X`, and what a second preposition adds (`and to Y`)."""
    gerund = phrases.gerund_head(words, i + 1, end)
    again = preposition_again(words, i, end)
    joined = gerund is not None and again is not None
    if again is None or (joined and phrases.gerund_head(words, again + 1, end) is not None):
        if gerund is None:
            return _nominal_and_deed(words, i, end)
        return verbal(words, i, gerund, end, m.GERUND)
    if gerund is None:
        first = _nominal(words, i, i + 1, phrases.strip_end(words, i + 2, again))
    else:
        stop = phrases.strip_end(words, gerund + 1, again)
        first = verbal(words, i, gerund, stop, m.GERUND)
    return first + contents(words, again, end)


def _nominal_and_deed(words: Words, i: int, end: int) -> list[Content]:
    """`agreed on the value of tests, and to work …`: a deed behind what is no purpose."""
    k = next((j for j in range(i + 2, end) if phrases.is_infinitive(words, j, end)), None)
    if words.lower[i] != "on" or k is None or words.lower[k - 2 : k] != [",", "and"]:
        return _nominal(words, i, i + 1, end)
    stop = phrases.strip_end(words, i + 2, k)
    return _nominal(words, i, i + 1, stop) + contents(words, k, end)


def _past_terms(words: Words, i: int) -> int:
    """Past `in the strongest terms` or `both` between a cue and what it is about."""
    found = (terms for terms in _STRONGEST if words.lower[i : i + len(terms)] == terms)
    both = words.lower[i : i + 2] == ["both", "to"]
    return i + len(next(found, ())) + both


def _for_someone_to(words: Words, i: int, end: int) -> int | None:
    """The infinitive of `for NATO to become`."""
    for k in range(i + 2, min(end, i + 9)):
        head = phrases.infinitive_head(words, k, end)
        if head is not None:
            return head
        if words.lower[k] in w.PREPOSITIONS or words.lower[k] in (",", ";", "and"):
            return None
    return None


def preposition_again(words: Words, i: int, end: int) -> int | None:
    """`to the Wales Pledge and to providing …`, `in our support for X and in our resolve to …`:
    where the preposition stands again."""
    first = words.lower[i]
    if first not in ("to", "in"):
        return None
    for k in range(i + 2, end - 1):
        own = first == "to" or words.lower[k + 1] in w.POSSESSIVES
        if words.lower[k] == first and words.lower[k - 1] == "and" and own:
            return k
        if words.lower[k] in (";", "by", "which", "that"):
            return None
    return None


def _after_insertion(words: Words, i: int, end: int) -> int | None:
    for k in range(i + 1, min(end, i + 30)):
        if words.lower[k] == "," and k + 1 < end and words.lower[k + 1] in ("to", "that"):
            return k + 1
        if k > i + 1 and words.lower[k] == "to" and phrases.is_infinitive(words, k, end):
            return k
    return None


def _that(words: Words, i: int, end: int) -> list[Content]:
    """One content; more where several `shall` or `will` are joined (S1)."""
    again = next(
        (
            k + 1
            for k in range(i + 2, end - 1)
            if words.lower[k + 1] == "that" and words.lower[k] in ("and", ",", ";")
        ),
        None,
    )
    if again is not None and _shall(words, i, again) and _shall(words, again, end):
        before = _that(words, i, phrases.strip_end(words, i + 1, again))
        return before + _that(words, again, end)
    found = [c for c in clauses(words, i + 1, end) if c.subordinator is None]
    if not found:
        return [Content("that", i, i, i, phrases.evidence_end(words, i, end))]
    split = all(c.group.kind == "modal" for c in found)
    out: list[Content] = []
    for clause in found if split else found[:1]:
        head, limit = clause.group.head, clause.end if split else end
        start = i if not out else clause.group.first
        if out and not clause.coordinated:
            start = clause.subject_start
        for first, verb, last in _told(words, start, head, limit, split):
            told = clause if verb == head else _with_verb(words, clause, verb)
            stop = phrases.evidence_end(words, verb, last)
            out.append(Content("that", first, verb, verb, stop, clause=told))
    return out


def _shall(words: Words, i: int, end: int) -> bool:
    """Whether what a that-clause tells is a rule or a promise."""
    return any(word in ("shall", "will", "should", "would") for word in words.lower[i:end])


def _told(
    words: Words, start: int, head: int, limit: int, split: bool
) -> list[tuple[int, int, int]]:
    """The verbs under one `shall` of a that-clause (S2)."""
    if not split or m.BASE not in words.forms(head):
        return [(start, head, limit)]
    return conjuncts(words, start, head, limit, m.BASE)


def _with_verb(words: Words, clause: Clause, verb: int) -> Clause:
    lemma = lemma_at(words, verb, m.BASE)
    return replace(clause, group=clause.group._replace(head=verb, end=verb + 1, lemma=lemma))


def verbal(words: Words, start: int, head: int, end: int, form: str) -> list[Content]:
    """One content a coordinated verb of the given form, from word `start` on."""
    kind = "infinitive" if form == m.BASE else "gerund"
    out: list[Content] = []
    if form == m.GERUND and start < head and words.lower[start] not in _PREPOSITIONS_OF_CONTENT:
        start = head
    for first, verb, stop, frames in _unwrapped(words, start, head, end, form):
        inner, more = unwrap(words, verb, stop, _form_of(words, verb, form))
        frames = frames + more
        if out and "continue" in out[0].frames and "continue" not in frames:
            frames = ("continue", *frames)
        out.append(
            Content(
                kind, first, inner, verb, phrases.evidence_end(words, inner, stop), frames=frames
            )
        )
    return out


def _form_of(words: Words, verb: int, form: str) -> str:
    """The form that a verb has where it has not the one that is asked for."""
    found = words.forms(verb)
    return form if form in found else m.GERUND if m.GERUND in found else m.BASE


def _unwrapped(
    words: Words, start: int, head: int, end: int, form: str
) -> Iterator[tuple[int, int, int, tuple[str, ...]]]:
    """Coordinated verbs with the frames before them: `to working with X to fight A and grow B`
    joins infinitives under a gerund (S2)."""
    for first, verb, stop in conjuncts(words, start, head, end, form):
        inner, frames = unwrap(words, verb, stop, form)
        own = _form_of(words, inner, form)
        if not frames or own == form:
            yield first, verb, stop, ()
            continue
        for n, (joined, deed, limit) in enumerate(conjuncts(words, first, inner, stop, own)):
            yield (joined, deed, limit, frames) if n else (first, verb, limit, ())


def _nominal(words: Words, start: int, i: int, end: int) -> list[Content]:
    """A noun phrase as content; an inner noun hands on to its own complement."""
    if i >= end:
        return [Content("none", start, start, start, end)]
    head = phrases.noun_head(words, i, end)
    possessed = _possessed_at(words, i, head)
    # A capital makes it a name (`the Climate Security Action Plan`), no inner noun.
    named = words.text[head][0].isupper() and head > i
    inner = None if named else cues.inner_noun(words.lower[head])
    evidence = phrases.evidence_end(words, head, end)
    other = _other_obligor(words, head, end) if inner is not None else None
    if other is not None:
        # S3: `U.S. commitments under … and Japan’s role in …` are two, their obligors differ.
        stop = phrases.strip_end(words, head + 1, other)
        return _nominal(words, start, i, stop) + _nominal(words, other, other, end)
    plain = Content("noun", start, head, head, evidence, possessed=possessed, phrase=i)
    if inner is None:
        return [plain]
    if not inner.force and possessed is not None:
        # `support for Iraq’s efforts to modernize X and improve Y`: theirs, and one content
        return [plain._replace(inner=(inner,))]
    head = _joined_inner(words, head, end)
    inner = cues.inner_noun(words.lower[head]) or inner
    k = _past_owner(words, skip_adverbs(words, head + 1, end), end)
    if k >= end:
        return [plain._replace(inner=(inner,))]
    if inner.force == _PLEDGED:
        k = _past_reduced(words, k, end)
    deeper = _complement_of_noun(words, k, end)
    if deeper is None:
        return [plain._replace(inner=(inner,))]
    out = [
        c._replace(inner=(inner, *c.inner), possessed=possessed if n == 0 else None)
        for n, c in enumerate(deeper)
    ]
    out[0] = out[0]._replace(start=start)
    return out


def _joined_inner(words: Words, head: int, end: int) -> int:
    """`the willingness and commitment of the United States to cooperate`: the stronger of two
    inner nouns that are joined."""
    first = cues.inner_noun(words.lower[head])
    second = cues.inner_noun(words.lower[head + 2]) if head + 2 < end else None
    if first and second and words.lower[head + 1] == "and" and second.force > first.force:
        return head + 2
    return head


def _past_owner(words: Words, k: int, end: int) -> int:
    """`the commitment of the United States to cooperate`: where the infinitive stands."""
    if k >= end or words.lower[k] != "of":
        return k
    j = k + 1 + (words.lower[k + 1 : k + 2] == ["the"])
    first = j
    while j < end and words.text[j][0].isupper():
        j += 1
    return j if j > first and phrases.is_infinitive(words, j, end) else k


def _past_reduced(words: Words, k: int, end: int) -> int:
    """`our commitment made in Elmau last year to reform X`: where the infinitive stands."""
    if m.PARTICIPLE in words.forms(k) and words.lower[k + 1 : k + 2] != ["to"]:
        for i in range(k + 1, min(end, k + 10)):
            stops = words.lower[i] in (",", ";", "and") or words.lower[i] in w.SUBORDINATORS
            if stops or words.lower[i] in w.RELATIVES:
                break
            if phrases.is_infinitive(words, i, end):
                return i
    return k


def _gerund_joined(words: Words, i: int, end: int) -> int | None:
    """`to the fight against hunger and ensuring …`: where the gerund stands."""
    for k in range(i + 1, min(end - 1, i + 14)):
        if words.lower[k] in (",", ";", "by") or words.lower[k] in w.RELATIVES:
            return None
        if words.lower[k] == "and" and phrases.gerund_head(words, k + 1, end) is not None:
            return k + 1
    return None


def _other_obligor(words: Words, head: int, end: int) -> int | None:
    """Where `and X’s role|commitment|…` begins after an inner noun, if it does."""
    for k in range(head + 1, end - 3):
        if words.lower[k] != "and":
            continue
        second = phrases.noun_head(words, k + 1, end)
        if cues.inner_noun(words.lower[second]) and _possessed_at(words, k + 1, second):
            return k + 1
    return None


def _complement_of_noun(words: Words, k: int, end: int) -> list[Content] | None:
    head = phrases.infinitive_head(words, k, end)
    if head is not None:
        return verbal(words, k, head, end, m.BASE)
    if words.lower[k] == "that":
        return _that(words, k, end)
    if words.lower[k] in ("during", "at", "throughout"):
        # `expressed their intent during the talks to continue …`
        later = next((j for j in range(k + 2, min(end, k + 9))
                      if phrases.is_infinitive(words, j, end)), None)  # fmt: skip
        if later is not None:
            return _complement_of_noun(words, later, end)
    if words.lower[k] in ("to", "of", "in", "for", "on", "with", "towards", "toward"):
        gerund = phrases.gerund_head(words, k + 1, end)
        again = preposition_again(words, k, end) if words.lower[k] == "to" else None
        if gerund is not None:
            if again is None or phrases.gerund_head(words, again + 1, end) is not None:
                return verbal(words, k, gerund, end, m.GERUND)
            stop = phrases.strip_end(words, gerund + 1, again)
            more = _complement_of_noun(words, again, end) or []
            return verbal(words, k, gerund, stop, m.GERUND) + more
        if again is not None:
            # `commitment to human rights, and to advancing equity`
            stop = phrases.strip_end(words, k + 2, again)
            return _nominal(words, k, k + 1, stop) + (_complement_of_noun(words, again, end) or [])
        joined = _gerund_joined(words, k + 1, end) if words.lower[k] == "to" else None
        if joined is None:
            return _nominal(words, k, k + 1, end)
        first = _nominal(words, k, k + 1, phrases.strip_end(words, k + 2, joined))
        head = phrases.gerund_head(words, joined, end)
        assert head is not None
        return first + verbal(words, joined, head, end, m.GERUND)
    return None


def _possessed_at(words: Words, i: int, head: int) -> int | None:
    """Index of a possessive mark in the phrase before its head (`Japan ’s revision`)."""
    for k in range(i, head):
        if words.lower[k] in ("’s", "'s", "’", "'"):
            return k
    return None
