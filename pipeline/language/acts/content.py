"""What a cue is about: the infinitives, gerunds, clauses and noun phrases of its complement.

Guideline sections 2 (S1 to S9) and 3 (frame verbs): one content for each act a cue makes.
"""

from dataclasses import dataclass, replace
from typing import Final

from pipeline.language.acts import cues, phrases
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.clauses import Clause, clauses
from pipeline.language.acts.verb_groups import skip_adverbs
from pipeline.language.acts.words import Words, word_class

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
# A complement with one of these counts as an object of its own (tie-breaker 2).
_OBJECT_PREPOSITIONS: Final = frozenset("with on to against toward towards upon for from".split())
# What may stand between a frame verb and its infinitive (`work together via X, to V`).
_WAYS: Final = frozenset("with across alongside bilaterally via through within as".split())
_REFLEXIVES: Final = frozenset("ourselves themselves itself himself herself".split())
_FRAME_NOUNS: Final = word_class("frame_noun")


@dataclass(frozen=True, slots=True)
class Content:
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


def lemma_at(words: Words, i: int, form: str) -> str:
    """The lemma of the verb at word i in that form, or the word itself."""
    return m.lemma_of(words.lower[i], form) or words.lower[i]


def contents(words: Words, i: int, end: int) -> list[Content]:
    """The contents of a cue whose complement is words [i, end); one of kind `none` if empty."""
    i = skip_adverbs(words, i, end)
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
    if word == "that":
        return _that(words, i, end)
    if word == "for":
        named = _for_someone_to(words, i, end)
        if named is not None:
            return verbal(words, i, named, end, m.BASE)
    if word in _PREPOSITIONS_OF_CONTENT:
        gerund = phrases.gerund_head(words, i + 1, end)
        if gerund is not None:
            return verbal(words, i, gerund, end, m.GERUND)
        again = _preposition_again(words, i, end)
        if again is None:
            return _nominal(words, i, i + 1, end)
        first = _nominal(words, i, i + 1, phrases.strip_end(words, i + 2, again))
        return first + contents(words, again, end)
    gerund = phrases.gerund_head(words, i, end)
    if gerund is not None:
        return verbal(words, i, gerund, end, m.GERUND)
    return _nominal(words, i, i, end)


def _for_someone_to(words: Words, i: int, end: int) -> int | None:
    """The infinitive of `for NATO to become`."""
    for k in range(i + 2, min(end, i + 9)):
        head = phrases.infinitive_head(words, k, end)
        if head is not None:
            return head
        if words.lower[k] in w.PREPOSITIONS or words.lower[k] in (",", ";", "and"):
            return None
    return None


def _preposition_again(words: Words, i: int, end: int) -> int | None:
    """`to the Wales Pledge and to providing …`: where the second `to` stands."""
    if words.lower[i] != "to":
        return None
    for k in range(i + 2, end - 1):
        if words.lower[k] == "to" and words.lower[k - 1] == "and":
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
        (k + 1 for k in range(i + 2, end - 1) if words.lower[k : k + 2] == ["and", "that"]), None
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
    return any(word in ("shall", "will") for word in words.lower[i:end])


def _told(
    words: Words, start: int, head: int, limit: int, split: bool
) -> list[tuple[int, int, int]]:
    """The verbs under one `shall` of a that-clause (S2)."""
    if not split or m.BASE not in words.forms(head):
        return [(start, head, limit)]
    return conjuncts(words, start, head, limit, m.BASE)


def _with_verb(words: Words, clause: Clause, verb: int) -> Clause:
    lemma = lemma_at(words, verb, m.BASE)
    return replace(clause, group=replace(clause.group, head=verb, end=verb + 1, lemma=lemma))


def verbal(words: Words, start: int, head: int, end: int, form: str) -> list[Content]:
    """One content a coordinated verb of the given form, from word `start` on."""
    kind = "infinitive" if form == m.BASE else "gerund"
    out = []
    if form == m.GERUND and start < head and words.lower[start] not in _PREPOSITIONS_OF_CONTENT:
        start = head
    for first, verb, stop in conjuncts(words, start, head, end, form):
        inner, frames = unwrap(words, verb, stop, form)
        out.append(
            Content(
                kind, first, inner, verb, phrases.evidence_end(words, inner, stop), frames=frames
            )
        )
    return out


def conjuncts(
    words: Words, start: int, head: int, end: int, form: str
) -> list[tuple[int, int, int]]:
    """(first word, verb, limit) of each coordinated verb with an object of its own (S2).

    Bare verbs that share one object stay one. A purpose infinitive takes the verbs that follow
    it; an `and to V` after a `by V-ing` goes back to the cue (S4).
    """
    heads, cuts = [(start, head)], []
    purpose = by_phrase = inner_list = relative = clause = False
    k = _past_head(words, head, end, form)
    depth = 0
    while k < end:
        word = words.lower[k]
        depth += (word == "(") - (word == ")")
        joint = _joint(words, k, end)
        if depth > 0 or joint is None:
            if word == "by" and phrases.gerund_head(words, k + 1, end) is not None:
                by_phrase = True
            elif word in ("which", "that", "who"):
                clause = True
                relative = relative or _plural_relative(words, k, end)
            elif phrases.is_infinitive(words, k, end) and not clause:
                purpose = True
            k += 1
            continue
        clause = clause and words.lower[k] not in (",", ";")
        outer = words.lower[k] == "," and words.lower[joint - 1] in ("and", "or")
        listed = len(heads) > 1 and words.lower[k] == ","
        closes = (listed or (outer and not inner_list)) and not relative
        inside = (purpose and not by_phrase) or relative or clause
        found = _conjunct_at(words, joint, end, form, inside, closes)
        if found is None:
            verb = skip_adverbs(words, joint, end)
            inner_list = inner_list or (verb < end and form in words.forms(verb))
            k += 1
            continue
        heads.append(found)
        cuts.append(k)
        purpose = by_phrase = inner_list = relative = clause = False
        k = _past_head(words, found[1], end, form)
    out = []
    for n, (first, verb) in enumerate(heads):
        limit = cuts[n] if n < len(cuts) else end
        out.append((first, verb, phrases.strip_end(words, verb + 1, limit)))
    return out


def _past_head(words: Words, head: int, end: int, form: str) -> int:
    """The word after a head verb, its frames, its shared verbs, or a cue's own infinitive."""
    inner = unwrap(words, head, end, form)[0]
    own = m.GERUND if m.GERUND in words.forms(inner) else m.BASE
    last = max(_past_shared(words, head, end, form), _past_shared(words, inner, end, own))
    if inner == head and cues.is_speech(lemma_at(words, head, form)):
        infinitive = phrases.infinitive_head(words, skip_adverbs(words, head + 1, end), end)
        last = max(last, infinitive or 0)
    return last + 1


def _plural_relative(words: Words, k: int, end: int) -> bool:
    """A relative clause whose verb has the bare form, so that a bare verb may go with it; a
    `so that` takes all that follows."""
    if words.lower[k - 1] == "so":
        return True
    verb = skip_adverbs(words, k + 1, end)
    if verb >= end:
        return False
    return m.BASE in words.forms(verb) or words.lower[verb] in w.MODALS


def _joint(words: Words, k: int, end: int) -> int | None:
    """Index after a comma, semicolon, dash or conjunction (or a run of them) that ends at k."""
    word = words.lower[k]
    if word in (",", ";") or words.is_dash(k) or word in ("and", "or"):
        after = k + 1
        if after < end and words.lower[after] in ("and", "or", "as"):
            if words.lower[after] == "as":
                return None
            after += 1
        if after < end and words.lower[after] == "," and words.lower[after - 1] in ("and", "or"):
            after = _past_aside(words, after, end)
        return after if after < end else None
    return None


def _past_aside(words: Words, i: int, end: int) -> int:
    """Past `, in the Amazon,` after a conjunction."""
    for k in range(i + 2, min(end - 1, i + 8)):
        if words.lower[k] == ",":
            return k + 1
    return i


def _conjunct_at(
    words: Words, i: int, end: int, form: str, purpose: bool, closes: bool
) -> tuple[int, int] | None:
    explicit = phrases.infinitive_head(words, i, end)
    joined_by_and = words.lower[i - 1] in ("and", "or")
    if form == m.BASE and explicit is not None:
        listed = words.lower[i - 1] == ";" or joined_by_and or words.lower[i - 2] == "and"
        listed = listed or _infinitives_go_on(words, explicit, end) or _after_aside(words, i)
        return (i, explicit) if listed and not purpose else None
    if form == m.GERUND and words.lower[i] == "to":
        gerund = phrases.gerund_head(words, i + 1, end)
        return (i, gerund) if gerund is not None else None
    verb = skip_adverbs(words, i, end)
    if verb >= end:
        return None
    reading = words.forms(verb).get(form)
    if reading is None:
        return None
    if purpose and not closes:
        return None
    before = i - 1
    while before > 0 and words.lower[before] in ("and", "or", ","):
        before -= 1
    if w.is_adjective(words.lower[before]) and words.lower[i - 1] in ("and", "or"):
        return None
    if form == m.GERUND and not joined_by_and:
        cue = cues.verb(reading.lemma)
        if (cue and cue.kind in ("expressive", "speech")) or not _list_goes_on(words, verb, end):
            return None
    if cues.phrase(tuple(words.lower[verb : verb + 3])):
        return i, verb
    if not _has_own_object(words, verb, end, reading.noun_share if form == m.BASE else 0.4, form):
        return None
    return i, verb


def _after_aside(words: Words, i: int) -> bool:
    return any(words.lower[k : k + 2] == ["and", ","] for k in range(max(i - 8, 0), i - 1))


def _infinitives_go_on(words: Words, i: int, end: int) -> bool:
    """Whether an `and to V` closes the list that the infinitive at word i is in."""
    return any(
        words.lower[k] == "and" and phrases.is_infinitive(words, k + 1, end)
        for k in range(i + 1, end - 1)
    )


def _list_goes_on(words: Words, i: int, end: int) -> bool:
    """Whether an `and V-ing` closes the list of gerunds that word i is in."""
    return any(
        words.lower[k] in ("and", "or") and phrases.gerund_head(words, k + 1, end) is not None
        for k in range(i + 1, end - 1)
    )


def _has_own_object(words: Words, verb: int, end: int, noun_share: float, form: str) -> bool:
    if verb + 1 >= end:
        return False
    if words.lower[verb + 1] in ("off", "up", "out", "down", "through") and verb + 2 < end:
        verb += 1
    after = words.lower[verb + 1]
    if after in (",", ";", ".", ")", "and", "or", "of"):
        shared = after in ("and", "or") and verb + 2 < end
        return (
            shared
            and form in words.forms(verb + 2)
            and (_has_own_object(words, verb + 2, end, noun_share, form))
        )
    if after in w.DETERMINERS or w.is_adverb(after):
        return True
    if after in w.PREPOSITIONS or after == "to":
        return after in _OBJECT_PREPOSITIONS and (noun_share <= 0.2 or form == m.GERUND)
    return noun_share <= 0.6


def _past_shared(words: Words, verb: int, end: int, form: str) -> int:
    """The last of verbs that share one object (`strengthen and institutionalize cooperation`,
    `support, strengthen, and enhance actions`)."""
    last = verb
    k = verb + 1
    while k < end:
        while k < end and words.lower[k] in (",", "and", "or"):
            k += 1
        nxt = skip_adverbs(words, k, end)
        if nxt < end and nxt > last and k > last + 1 and form in words.forms(nxt):
            last, k = nxt, nxt + 1
            continue
        return last
    return last


def unwrap(words: Words, verb: int, end: int, form: str) -> tuple[int, tuple[str, ...]]:
    """Past frame verbs (guideline section 3): index of the verb that carries the action, and
    the lemmas of the frames passed."""
    passed: list[str] = []
    for _ in range(4):
        inner = _frame_step(words, verb, end, form)
        if inner is None:
            break
        passed.append(lemma_at(words, verb, form))
        verb = inner
        form = m.GERUND if m.GERUND in words.forms(verb) else m.BASE
    return verb, tuple(passed)


def _frame_step(words: Words, verb: int, end: int, form: str) -> int | None:
    lemma = lemma_at(words, verb, form)
    singles = {f[0] for f in cues.frames()}
    if lemma not in singles:
        return None
    k = skip_adverbs(words, verb + 1, end)
    # Words of a longer frame (`join forces`, `take several key actions`, `work hand in hand`).
    longer = [f for f in cues.frames() if f[0] == lemma and len(f) > 1]
    for frame in sorted(longer, key=len, reverse=True):
        if tuple(words.lower[verb + 1 : verb + len(frame)]) == frame[1:]:
            k = skip_adverbs(words, verb + len(frame), end)
            break
    else:
        if lemma in ("take", "make", "join", "step", "come", "team", "redouble"):
            noun = phrases.noun_head(words, verb + 1, end) if verb + 1 < end else verb
            if lemma not in ("take", "make") or words.lower[noun] not in _FRAME_NOUNS:
                return None
            k = noun + 1
    if k >= end:
        return None
    k = _past_partner(words, k, end)
    inner = phrases.infinitive_head(words, k, end)
    if inner is not None:
        return inner
    if words.lower[k] in ("on", "in", "at", "toward", "towards", "for"):
        return phrases.gerund_head(words, k + 1, end)
    if lemma in ("continue", "begin", "start", "stop"):
        return phrases.gerund_head(words, k, end)
    return None


def _past_partner(words: Words, k: int, end: int) -> int:
    """Past `with X`, `together and with X`, `closely with X and Y,` to the infinitive, if any."""
    j = k
    if words.lower[j] == "and" and j + 1 < end and words.lower[j + 1] == "with":
        j += 1
    if words.lower[j] not in _WAYS:
        return k
    for i in range(j + 1, min(end, j + 30)):
        if phrases.is_infinitive(words, i, end):
            return i
        if words.lower[i] in (";", ":") or words.lower[i] in w.RELATIVES:
            return k
    return k


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
    k = skip_adverbs(words, head + 1, end)
    if k >= end:
        return [replace(plain, inner=(inner,))]
    deeper = _complement_of_noun(words, k, end)
    if deeper is None:
        return [replace(plain, inner=(inner,))]
    out = [
        replace(c, inner=(inner, *c.inner), possessed=possessed if n == 0 else None)
        for n, c in enumerate(deeper)
    ]
    out[0] = replace(out[0], start=start)
    return out


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
    if words.lower[k] in ("to", "of", "in", "for", "on", "with", "towards", "toward"):
        gerund = phrases.gerund_head(words, k + 1, end)
        if gerund is not None:
            return verbal(words, k, gerund, end, m.GERUND)
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
