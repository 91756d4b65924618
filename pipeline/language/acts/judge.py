"""The three tests of guideline section 2 and the force of section 4, content by content."""

from typing import Final

from pipeline.language.acts import cues, phrases
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.cues import Cue
from pipeline.language.acts.draft import Draft
from pipeline.language.acts.frames import lemma_at, unwrap
from pipeline.language.acts.verb_groups import skip_adverbs
from pipeline.language.acts.words import Words, word_class

_INSTRUMENTS: Final = word_class("instrument")
_OWN_WORK: Final = word_class("own_work")
_WOULD: Final = frozenset(("will", "shall", "would", "should", "’ll", "'ll"))
_SEASONS: Final = word_class("season")
_AMOUNTS: Final = (["up", "to"], ["at", "least"])
_JOINT: Final = frozenset(
    "cooperate cooperating collaborate collaborating work working coordinate coordinating consult "
    "consulting engage engaging partner partnering".split()
)
# What stands behind these is promised, as behind `commitment to`, unless a value (T3).
_RECOMMITTING: Final = frozenset(("recommit", "remain committed", "remain dedicated"))
_RAISING: Final = frozenset("lead result trigger invoke constitute prompt".split())


def by_content(words: Words, draft: Draft, cue: Cue) -> None:
    """Set force, reason, action and object of a draft whose cue and content are known."""
    content = draft.content
    assert content is not None
    if cue.kind == "directive":
        draft.force, draft.reason = None, "directive"
        return
    force = cue.force if cue.force is not None else 0
    reason = _reason_of_kind(cue, content.kind)
    for noun in content.inner:
        force = min(force, noun.force)
        reason = reason or noun.reason
        if noun.force == 0 and noun.reason == "importance_or_value":
            reason = "importance_or_value"
            break
    if cue.kind == "state" and not content.inner:
        force, reason = 0, "importance_or_value"
    draft.force, draft.reason = force, reason
    if content.kind in ("infinitive", "gerund"):
        fill_verbal(words, draft)
    elif content.kind == "that":
        _judge_that(words, draft, cue)
    else:
        fill_nominal(words, draft, cue.lemma)
        if draft.reason is None:
            _judge_noun(words, draft, cue)
    if (
        cue.kind == "speech"
        and content.inner
        and content.inner[0].noun in ("decision",)
        and (cue.lemma == "recall")
    ):
        draft.reason = "progress_report"


def _reason_of_kind(cue: Cue, content_kind: str) -> str | None:
    if cue.kind == "expressive":
        return "that_clause_fact" if content_kind == "that" else "expressive"
    if cue.kind == "assertive":
        if content_kind == "that":
            return "that_clause_fact"
        return "background" if cue.lemma == "recall" else "progress_report"
    return None


def fill_verbal(words: Words, draft: Draft) -> None:
    """Action and object of a draft whose content is a verb."""
    content = draft.content
    assert content is not None
    form = m.GERUND if m.GERUND in words.forms(content.head) else m.BASE
    draft.action = lemma_at(words, content.head, form)
    draft.frames = tuple(dict.fromkeys((*draft.frames, *content.frames)))
    before = words.lower[max(content.start - 2, 0) : content.head]
    draft.negated = (
        draft.negated
        or "not" in words.lower[content.start : content.head]
        or (before[-2:] == ["not", "to"])
    )
    draft.object = object_after(words, content.head, draft.end)
    if draft.action == "continue":
        draft.frames = ("continue", *draft.frames)


def object_after(words: Words, head: int, end: int) -> tuple[int, int] | None:
    """Word range of the object of the verb at `head`: shared verbs, adverbs and the preposition
    of an intransitive are left out; None where there is none."""
    i = head + 1
    while i < end and words.lower[i] in ("and", "or", ",") and i + 1 < end:
        step = skip_adverbs(words, i + 1 + (words.lower[i + 1] in ("and", "or")), end)
        if step >= end or not words.forms(step):
            break
        if m.GERUND in words.forms(step) and m.GERUND not in words.forms(head):
            break  # `provide, working with Congress, $3 million`
        i = step + 1
    while i < end and _is_loose(words, i, end):
        i += 1
    after = words.lower[i + 1 : i + 2]
    if words.lower[i : i + 1] in (["this"], ["next"]) and not _SEASONS.isdisjoint(after):
        i += 2  # `convene later this year the Dialogue`
    i = phrases.past_aside(words, i, end)
    i = _past_partner(words, head, i, end)
    if words.lower[i : i + 2] not in _AMOUNTS:
        i = _past_preposition(words, i, end)
    if i < end and words.lower[i] == "that":
        i += 1
    if i >= end or phrases.is_infinitive(words, i, end):
        return None
    amount = words.lower[i : i + 2] in _AMOUNTS
    if words.lower[i] in ("including", "and", "or", ",") or (
        words.lower[i] in w.PREPOSITIONS and not amount
    ):
        return None
    stop = phrases.object_end(words, i, end)
    return (i, stop) if stop > i else None


def _is_loose(words: Words, i: int, end: int) -> bool:
    """An adverb or particle between a verb and its object; `more` and the adverb of `widely
    recognized rights` belong to the object."""
    word = words.lower[i]
    if word in ("up", "out"):
        return words.lower[i : i + 2] not in _AMOUNTS
    if not w.is_adverb(word) or word in ("more", "most", "much", "only"):
        return False
    after = words.lower[i + 1] if i + 1 < end else ""
    if word == "further":
        return after in w.DETERMINERS or after in w.PREPOSITIONS or after == "to"
    attribute = m.PARTICIPLE in m.readings(after) or w.is_adjective(after)
    return not (word.endswith("ly") and attribute)


def _past_partner(words: Words, head: int, i: int, end: int) -> int:
    """Past `with the United States` to the `on` that tells the topic (`cooperate with X on`)."""
    if words.lower[i : i + 1] != ["with"] or words.lower[head] not in _JOINT:
        return i
    for k in range(i + 2, min(end, i + 14)):
        if words.lower[k] == "on":
            return k
        if words.lower[k] in w.PREPOSITIONS and words.lower[k] != "of":
            break
    return i


def _past_preposition(words: Words, i: int, end: int) -> int:
    """Past the preposition of an intransitive verb, and past a date before it."""
    for _ in range(2):
        if i >= end or words.lower[i] not in w.PREPOSITIONS | {"to"}:
            return i
        if phrases.is_infinitive(words, i, end):
            return i
        i += 1
        while i < end and words.label(i) == "DATE":
            i += 1
        if words.label(i - 1) != "DATE":
            return i
    return i


def fill_nominal(words: Words, draft: Draft, cue_lemma: str) -> None:
    """Action and object of a draft whose content is a noun phrase (guideline section 6)."""
    content = draft.content
    assert content is not None
    cue_lemma = _verb_in(cue_lemma)
    if content.kind == "none":
        draft.action = cue_lemma
        return
    noun = words.lower[content.head]
    named = words.text[content.head][0].isupper() and content.head > content.start
    verb = None if named else m.verb_of_noun(noun) or _gerund_noun(noun)
    phrase_start = content.phrase
    if phrase_start is None:
        phrase_start = _phrase_start(words, content.head, content.start)
    if verb:
        draft.action = verb
        nxt = words.lower[content.head + 1] if content.head + 1 < draft.end else ""
        if nxt in ("of", "on") or (
            nxt == "to" and not phrases.is_infinitive(words, content.head + 1, draft.end)
        ):
            stop = phrases.object_end(words, content.head + 2, draft.end)
            draft.object = (content.head + 2, stop)
            return
    else:
        held = m.verb_of_noun(content.inner[-1].noun) if content.inner else None
        draft.action = held or cue_lemma
    stop = phrases.object_end(words, phrase_start, draft.end)
    draft.object = (phrase_start, max(stop, content.head + 1))


def _verb_in(cue: str) -> str:
    """`commit` of `be committed`, `remain committed`; other cues as they are."""
    stem, _, state = cue.rpartition(" ")
    return (m.lemma_of(state, m.PARTICIPLE) or cue) if stem in ("be", "remain") else cue


def _gerund_noun(noun: str) -> str | None:
    return m.lemma_of(noun, m.GERUND) if noun.endswith("ing") else None


def _phrase_start(words: Words, head: int, low: int) -> int:
    k = low
    while k < head and (words.lower[k] in w.PREPOSITIONS or words.lower[k] == "to"):
        k += 1
    return k


def _judge_that(words: Words, draft: Draft, cue: Cue) -> None:
    """A that-clause states a fact, unless it says what someone will do."""
    content = draft.content
    assert content is not None
    clause = content.clause
    if draft.reason is not None:
        return
    if clause is None:
        draft.reason = "that_clause_fact"
        return
    group = clause.group
    own = cues.verb(group.lemma) if group.kind in ("present", "third") else None
    if own is not None and own.kind == "intent" and (cue.force or 0) >= 2:
        _judge_intended(words, draft, own)
        return
    modals = _WOULD | {"may", "must"} if cue.force == 5 else _WOULD - {"should"}
    rules = cue.force == 5 and group.modal in ("shall", "should", "must")
    acts = group.lemma not in word_class("no_conduct") or rules
    if group.kind == "modal" and group.lemma == "continue" and group.modal in modals:
        _judge_continued(words, draft)
        return
    if cue.force == 5 and group.kind == "be_to":
        rules = acts = True
    if (group.kind == "be_to" and rules) or (
        group.kind == "modal" and group.modal in modals and acts
    ):
        draft.action = group.lemma
        draft.passive = group.passive
        draft.negated = group.negated
        draft.doer = (clause.subject_start, clause.subject_end)
        draft.rules.append("that:will")
        if words.lower[clause.subject_start : clause.subject_end] == ["there"]:
            _fill_existence(words, draft, group.head + 1)
        elif group.passive:
            draft.object = (clause.subject_start, clause.subject_end)
        else:
            inner, frames = unwrap(words, group.head, draft.end, m.BASE)
            draft.frames = (*draft.frames, *frames)
            form = m.BASE if m.BASE in words.forms(inner) else m.GERUND
            draft.action = lemma_at(words, inner, form) if frames else group.lemma
            draft.object = object_after(words, inner, draft.end)
        return
    if group.kind == "modal" and cue.force == 4 and group.lemma in _RAISING:
        _judge_threat(words, draft, group.head)
        return
    state = words.lower[group.head]
    if cue.force == 4 and group.kind == "copula" and state == "committed":
        draft.action = "commit"
        draft.object = object_after(words, group.head, draft.end)
        return
    draft.reason = "that_clause_fact"


def _judge_intended(words: Words, draft: Draft, own: Cue) -> None:
    """`announced that the United States intends to hold X`: no firmer than its intent."""
    assert draft.content is not None
    assert draft.content.clause is not None
    clause = draft.content.clause
    head = phrases.infinitive_head(words, clause.group.end, draft.end)
    if head is None or own.force is None or draft.force is None:
        draft.reason = "that_clause_fact"
        return
    inner, frames = unwrap(words, head, draft.end, m.BASE)
    draft.force, draft.frames = min(own.force, draft.force), (*draft.frames, *frames)
    form = m.BASE if m.BASE in words.forms(inner) else m.GERUND
    draft.doer = (clause.subject_start, clause.subject_end)
    draft.action, draft.object = (
        lemma_at(words, inner, form),
        object_after(words, inner, draft.end),
    )


def _fill_existence(words: Words, draft: Draft, i: int) -> None:
    """`agreed that there should be regular consultations`: the noun names the deed."""
    head = phrases.noun_head(words, i, draft.end)
    draft.passive, draft.action = True, m.verb_of_noun(words.lower[head]) or "be"
    draft.object = (i, max(phrases.object_end(words, i, draft.end), head + 1))


def _judge_continued(words: Words, draft: Draft) -> None:
    """`agreed that they would continue to V`; `will continue to be V-ed` has its subject as
    object (guideline section 3)."""
    assert draft.content is not None
    assert draft.content.clause is not None
    clause = draft.content.clause
    draft.doer = (clause.subject_start, clause.subject_end)
    head = phrases.infinitive_head(words, clause.group.end, draft.end)
    if head is None:
        draft.reason = "that_clause_fact"
        return
    draft.frames = ("continue", *draft.frames)
    if words.lower[head] != "be":
        draft.action, draft.object = words.lower[head], object_after(words, head, draft.end)
        return
    verb = skip_adverbs(words, head + 1, draft.end)
    action = m.lemma_of(words.lower[verb], m.PARTICIPLE) if verb < draft.end else None
    if action is None:
        draft.reason = "that_clause_fact"
        return
    draft.action, draft.object, draft.passive = action, draft.doer, True


def _judge_threat(words: Words, draft: Draft, head: int) -> None:
    """`could lead to the invocation of Article V`: a conditional threat (ctype declaratory)."""
    for k in range(head + 1, draft.end):
        verb = m.verb_of_noun(words.lower[k])
        if verb and k + 1 < draft.end and words.lower[k + 1] == "of":
            draft.action, draft.declaratory = verb, True
            draft.object = (k + 2, phrases.object_end(words, k + 2, draft.end))
            return
    draft.reason = "that_clause_fact"


def _is_value(words: Words, i: int, head: int) -> bool:
    """T3: whether the noun phrase with this head is a value or state, not an action."""
    if words.label(head) in ("ALLIANCE", "REGION", "COUNTRY"):
        return True
    if words.label(head) is not None:
        return False
    values = cues.words_of("values", "noun")
    noun = m.singular(words.lower[head])
    phrase = " ".join(words.lower[i : head + 1])
    return (
        noun in values
        or words.lower[head] in values
        or any(value in phrase for value in ("free and open", "rule of law", "status quo"))
    )


def _judge_noun(words: Words, draft: Draft, cue: Cue) -> None:
    """T3 for noun phrases, by the kind of cue."""
    content = draft.content
    assert content is not None
    if content.kind == "none":
        if cue.kind in ("speech", "endorsement", "intent") and cue.lemma not in ("commit",):
            draft.reason = "background"
        return
    head, noun = content.head, words.lower[content.head]
    deverbal = m.verb_of_noun(noun) is not None
    inner = content.inner[-1].noun if content.inner else None
    instrument = m.singular(noun) in _INSTRUMENTS or noun in _INSTRUMENTS
    instrument = instrument or words.label(head) in ("AGREEMENT", "LAWPOL", "PROGRAM")
    if inner == "support" or cue.kind == "endorsement":
        _judge_support(words, draft, instrument, cue.lemma)
        return
    if inner is not None and content.inner[-1].noun == m.singular(noun):
        # The inner noun stands alone: `U.S. defense commitments under Article V`.
        renews = cue.lemma == "recommit"
        draft.action = cue.lemma if renews else m.verb_of_noun(noun) or cue.lemma
        draft.declaratory = True
        draft.object = _after_preposition(words, head, draft.end) or draft.object
        return
    if cue.kind == "founding" or cue.kind in ("adoption", "tasking") or cue.force == 4:
        tasked = cue.kind == "tasking" and words.lower[head + 1 : head + 2] == ["of"]
        draft.action = draft.action if deverbal and (cue.force == 4 or tasked) else cue.lemma
        return
    of = words.lower[head + 1 : head + 2] == ["of"]
    sought = cue.kind == "intent" and cue.lemma in ("seek", "propose", "plan")
    value = _is_value(words, content.start, head) and not (deverbal and of) and not sought
    if value or (cue.force == 3 and not content.inner and _named_as(words, head, draft.end)):
        draft.reason = "importance_or_value"
    elif cue.force == 3 and not content.inner and cue.lemma not in _RECOMMITTING:
        done = instrument or (deverbal and of and content.possessed is None)
        draft.reason = None if done else "importance_or_value"
    elif not deverbal and cue.kind == "intent" and not sought:
        draft.reason = "importance_or_value"


def _named_as(words: Words, head: int, end: int) -> bool:
    """`reaffirm the Treaty as the cornerstone of X`: what it is, not what will be done."""
    return any(
        words.lower[k] == "as" and words.lower[k + 1] in ("the", "a", "an", "our", "its")
        for k in range(head + 1, min(end - 1, head + 8))
    )


def _after_preposition(words: Words, head: int, end: int) -> tuple[int, int] | None:
    if head + 2 < end and words.lower[head + 1] in w.PREPOSITIONS:
        return head + 2, phrases.object_end(words, head + 2, end)
    return None


def _judge_support(words: Words, draft: Draft, instrument: bool, lemma: str) -> None:
    """Support counts for own conduct alone (guideline section 4)."""
    content = draft.content
    assert content is not None
    head = content.head
    noun = words.lower[head]
    if content.possessed is not None:
        draft.reason = "single_party_act"
    elif noun in _OWN_WORK or (lemma == "endorse" and instrument):
        draft.rules.append("support:own")
        if lemma == "endorse":
            draft.action = "endorse"
    elif _is_value(words, content.start, head):
        draft.reason = "importance_or_value"
    else:
        draft.reason = "single_party_act"
