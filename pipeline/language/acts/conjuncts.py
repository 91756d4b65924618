"""Coordinated verbs (guideline section 2, S2): which share an object, which are acts each."""

from typing import Final

from pipeline.language.acts import cues, phrases
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.frames import lemma_at, unwrap
from pipeline.language.acts.verb_groups import skip_adverbs
from pipeline.language.acts.words import Words, word_class
from pipeline.lexicon import table

# A complement with one of these counts as an object of its own (tie-breaker 2).
_AIMS: Final = word_class("aim_noun")
_JOINT_VERBS: Final = word_class("joint_verb")
# `and open two new consulates`
_COUNTED: Final = frozenset(row["word"] for row in table("dates/numbers"))
_AS_WELL_AS: Final = ["as", "well", "as"]
_OBJECT_PREPOSITIONS: Final = frozenset(
    "with on to against toward towards upon for from in".split()
)
# All that the search for further verbs heeds: joints, asides, clauses, infinitives, gerunds.
_HEEDED: Final = w.MAYBE_DASHES | frozenset(", ; ( ) and or as which that who to by of".split())


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
    # A bare verb (`will deploy X for Y and to V`) is joined to no `to V`: that is its purpose.
    helped = _helps(words, head, end)
    bare = form == m.BASE and "to" not in words.lower[start:head]
    bare = bare and not unwrap(words, head, end, form)[1]
    while (k := _next_heeded(words, k, end)) < end:
        word = words.lower[k]
        depth += (word == "(") - (word == ")")
        joint = _joint(words, k, end)
        if depth > 0 or joint is None:
            by_phrase = by_phrase or _opens_gerunds(words, k, end)
            if word in ("which", "that", "who"):
                clause = True
                relative = relative or _plural_relative(words, k, end)
            elif phrases.is_infinitive(words, k, end) and not clause:
                purpose = True
            k += 1
            continue
        clause = clause and words.lower[k] not in (",", ";")
        outer = words.lower[k] == "," and words.lower[joint - 1] in ("and", "or")
        listed = len(heads) > 1 and words.lower[k] == ","
        closes = (listed or outer) and not inner_list and not relative
        to = words.lower[joint] == "to"
        told = relative or clause or (helped and not to and form != m.GERUND)
        inside = (by_phrase if form == m.GERUND else purpose and not by_phrase) or told
        if bare and (to or words.lower[k] == ";"):
            inside = to
        elif words.lower[k] == ";" and form == m.BASE and to:
            inside = purpose  # a semicolon ends what is told of an object
        found = None
        dangling = words.lower[k - 1] in w.PREPOSITIONS or words.lower[k - 1] == "to"
        # `will listen to and work with partners` shares its object
        if not (dangling or (form == m.GERUND and _lists_bare_gerunds(words, k))):
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


def _next_heeded(words: Words, k: int, end: int) -> int:
    """The first word from k on that the search heeds, else `end`."""
    while k < end and words.lower[k] not in _HEEDED:
        k += 1
    return k


def _opens_gerunds(words: Words, k: int, end: int) -> bool:
    """`by V-ing`, `with the goal of V-ing`: gerunds that follow go with it."""
    aimed = words.lower[k] == "of" and words.lower[k - 1] in _AIMS and words.lower[k - 3] == "with"
    if words.lower[k] != "by" and not aimed:
        return False
    return phrases.gerund_head(words, k + 1, end) is not None


def _helps(words: Words, head: int, end: int) -> bool:
    """`help Japan repair, restore and defend its grid`: bare verbs of whom one helps."""
    if words.lower[head] not in ("help", "helping") or words.lower[head + 1 : head + 2] == ["to"]:
        return False
    for k in range(head + 2, min(end, head + 12)):
        if words.lower[k] in (",", ";", "and", "or", "to", "by") or words.is_dash(k):
            return False
        noun_share = words.noun_share(k, m.BASE)
        named = words.text[k - 1][0].isupper()
        if noun_share <= (0.8 if named else 0.4) and words.lower[k - 1] not in w.DETERMINERS:
            return True
    return False


def _lists_bare_gerunds(words: Words, k: int) -> bool:
    """`related to averting, minimizing and addressing loss`: gerunds after a preposition that
    share their object."""
    while words.lower[k] in (",", "and", "or") and m.GERUND in words.forms(k - 1):
        if words.lower[k - 2] in w.PREPOSITIONS or words.lower[k - 2] == "to":
            return True
        k -= 2
    return False


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
    if words.lower[k] == "which" and words.lower[k - 1] in w.PREPOSITIONS:
        return _modal_ahead(words, k + 1, end)
    return m.BASE in words.forms(verb) or words.lower[verb] in w.MODALS


def _modal_ahead(words: Words, i: int, end: int) -> bool:
    """`through which 20 fellows will travel, exchange …`: its bare verbs follow a modal."""
    for k in range(i, min(end, i + 16)):
        if words.lower[k] in (",", ";"):
            return False
        if words.lower[k] in w.MODALS:
            return True
    return False


def _joint(words: Words, k: int, end: int) -> int | None:
    """Index after a comma, semicolon, dash or conjunction (or a run of them) that ends at k."""
    word = words.lower[k]
    if words.lower[k : k + 3] == _AS_WELL_AS:
        return k + 3 if k + 3 < end else None
    if word in (",", ";") or words.is_dash(k) or word in ("and", "or"):
        after = k + 1
        if words.lower[after : after + 3] == _AS_WELL_AS:
            return after + 3 if after + 3 < end else None
        if after < end and words.lower[after] in ("and", "or", "as"):
            if words.lower[after] == "as":
                return None
            after += 1
        if after < end and words.lower[after] == "," and words.lower[after - 1] in ("and", "or"):
            after = _past_aside(words, after, end)
        after += 3 * _linked(words, after)
        return after if after < end else None
    return None


def _linked(words: Words, i: int) -> bool:
    """`and in this context establishing a fund`: whether such words stand at word i."""
    opening = words.lower[i : i + 3]
    return (
        opening[1:2] == ["this"]
        and opening[0] in ("in", "to")
        and (opening[2:] in (["context"], ["regard"], ["end"], ["respect"]))
    )


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
    joined_by_and = words.lower[i - 1] in ("and", "or") or words.lower[i - 3 : i] == _AS_WELL_AS
    if words.lower[i - 4] in ("and", "or") and _linked(words, i - 3):
        joined_by_and = True
    if form == m.BASE and explicit is not None:
        listed = words.lower[i - 1] == ";" or joined_by_and or words.lower[i - 2] == "and"
        listed = listed or _infinitives_go_on(words, explicit, end) or _after_aside(words, i)
        return (i, explicit) if listed and (closes or not purpose) else None
    if form == m.GERUND and words.lower[i] == "to":
        gerund = phrases.gerund_head(words, i + 1, end)
        return (i, gerund) if gerund is not None else None
    verb = skip_adverbs(words, i, end)
    reading = words.forms(verb).get(form) if verb < end else None
    if reading is None or _is_no_conjunct(words, verb, end):
        return None
    framed = reading.lemma in _JOINT_VERBS
    framed = framed and words.lower[verb + 1 : verb + 2] in (["to"], ["with"], ["together"])
    if purpose and not closes and not (framed and joined_by_and):
        return None
    before = i - 1
    while before > 0 and words.lower[before] in ("and", "or", ","):
        before -= 1
    modifies = w.is_adjective(words.lower[before]) and words.text[before].islower()
    if modifies and (words.lower[i - 1] in ("and", "or") or w.is_adjective(words.lower[verb])):
        return None
    if form == m.GERUND and not joined_by_and:
        cue = cues.verb(reading.lemma)
        if (cue and cue.kind in ("expressive", "speech")) or not _list_goes_on(words, verb, end):
            return None
    if cues.phrase(tuple(words.lower[verb : verb + 3])):
        return i, verb
    if framed:
        return i, verb
    if not _has_own_object(words, verb, end, reading.noun_share if form == m.BASE else 0.4, form):
        return None
    return i, verb


def _is_no_conjunct(words: Words, verb: int, end: int) -> bool:
    """`Education and Training (TVET)`: a piece of a name, unless a new list item begins;
    `and look forward to X`: what the speakers do now; `and emerging threats`: no verb."""
    if words.lower[verb] in w.ADJECTIVAL_GERUNDS and phrases.gerund_head(words, verb, end) is None:
        return True
    named = words.text[verb].istitle() and words.lower[verb - 1] not in (";", ")", ":")
    praises = words.lower[verb] in word_class("praise_verb")
    return named or praises or words.lower[verb : verb + 2] == ["look", "forward"]


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
        joined = skip_adverbs(words, verb + 2, end) if after in ("and", "or") else end
        return (
            joined < end
            and form in words.forms(joined)
            and (_has_own_object(words, joined, end, noun_share, form))
        )
    if after in w.DETERMINERS or after in _COUNTED or w.is_adverb(after):
        return True
    if form == m.BASE and words.lower[verb] in word_class("adjective"):
        return False  # `as well as slow onset events`
    if form == m.BASE and noun_share > 0.2 and words.lower[verb + 2 : verb + 3]:
        told = words.forms(verb + 1)
        if m.PARTICIPLE in told and m.BASE not in told and words.lower[verb + 2] in w.PREPOSITIONS:
            return False  # `multilateralism and reform aimed at implementing the Agenda`
    if after == "by" and words.lower[verb + 2 : verb + 3] and words.lower[verb + 2][0].isdigit():
        return True  # `increase by 50 percent the number of jobs`
    if after in w.PREPOSITIONS or after == "to":
        return after in _OBJECT_PREPOSITIONS and (noun_share <= 0.2 or form == m.GERUND)
    return noun_share <= 0.6


def _past_shared(words: Words, verb: int, end: int, form: str) -> int:
    """The last of verbs that share one object (`strengthen and institutionalize cooperation`,
    `support, strengthen, and enhance actions`)."""
    last = verb
    k = verb + 1
    while k < end:
        if words.lower[k] in ("out", "up", "off", "down"):
            k += 1  # `phasing out or banning the import`
            last = k - 1 if words.lower[k : k + 1] in (["and"], ["or"]) else last
        while k < end and k == last + 1 and w.is_adverb(words.lower[k]):
            # `examine closely and debate honestly all proposals`
            if words.lower[k + 1 : k + 2] not in (["and"], ["or"]):
                break
            k, last = k + 1, last + 1
        while k < end and words.lower[k] in (",", "and", "or"):
            k += 1
        nxt = skip_adverbs(words, k, end)
        if nxt < end and nxt > last and k > last + 1 and form in words.forms(nxt):
            last, k = nxt, nxt + 1
            continue
        return last
    return last
