"""Colon lists: stems, and the items that inherit from them (guideline section 2, S6 and S7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.language.acts import cues, judge, phrases, predicates
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.clauses import clauses
from pipeline.language.acts.conjuncts import conjuncts
from pipeline.language.acts.content import Content
from pipeline.language.acts.draft import Draft, Place
from pipeline.language.acts.frames import unwrap
from pipeline.language.acts.verb_groups import skip_adverbs
from pipeline.language.acts.words import Words, word_class

# What may stand between the content of a stem and its colon.
_TRAILING: Final = frozenset(
    "through by to on including as such areas in which will that with for following the focused "
    "follows namely via of and , these shall regarding fields".split()
)
_POINTERS: Final = frozenset("following below".split())
_POINTED: Final = word_class("pointed_noun")


@dataclass(frozen=True, slots=True)
class Stem:
    """What items inherit: the cue, its force and subject; `draft` is the parent act, None where
    the stem only points. `to`: the stem ends in it, so that every item is a verb."""

    node: int
    cue: tuple[int, int]
    lemma: str
    force: int | None
    kind: str
    subject: tuple[int, int] | None
    reason: str | None
    draft: Draft | None
    modal: str | None = None
    that: bool = False
    by: bool = False
    decides: bool = False
    to: bool = False


def points_ahead(words: Words, start: int, end: int) -> bool:
    """Whether a sentence that ends in a full stop announces a list (`the following areas.`)."""
    tail = words.lower[max(start, end - 8) : end]
    return not (_POINTERS.isdisjoint(tail) or _POINTED.isdisjoint(tail))


def colon_list(words: Words, start: int, end: int) -> int | None:
    """Index of the first word after a colon that opens a list within the sentence, or None."""
    inside = words.lower[start + 1 : end - 1]
    if ":" not in inside and "(" not in inside:
        return None
    for k, mark in enumerate(inside, start + 1):
        if mark not in (":", "("):
            continue
        first = k + 1 if mark == ":" else k
        if mark == "(" and not _letter_list(words, k, end):
            continue
        if words.lower[k - 2 : k] == ["focused", "on"]:
            continue  # topics
        i = _past_letter(words, first, end)
        word = words.lower[i] if i < end else ""
        found = m.readings(word)
        listed = any(words.lower[j] in (";", ",") for j in range(i, end))
        verbal = m.GERUND in found or m.BASE in found or word == "to"
        if listed and (verbal or (m.verb_of_noun(word) and not _full_clause(words, i, end))):
            return first
    return None


def _letter_list(words: Words, k: int, end: int) -> bool:
    """Whether the bracket at k opens `(a)` or `(i)` and a second letter follows."""
    second = {"a": "b", "i": "ii", "1": "2"}.get(words.lower[k + 1])
    return second is not None and any(
        words.lower[j : j + 3] == ["(", second, ")"] for j in range(k + 3, end - 2)
    )


def _full_clause(words: Words, start: int, end: int) -> bool:
    found = next((c for c in clauses(words, start, end) if c.subordinator is None), None)
    return found is not None and found.subject_end > found.subject_start


def _past_letter(words: Words, i: int, end: int) -> int:
    """Past `(a)`, `(i)`, `1)` or a dash at the start of an item."""
    if i + 2 < end and words.lower[i] == "(" and words.lower[i + 2] == ")":
        return i + 3
    if i + 1 < end and words.lower[i + 1] == ")" and len(words.lower[i]) <= 3:
        return i + 2
    return i


def segments(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Word ranges of the items after a colon: cut at semicolons, else at commas."""
    mark = ";" if any(words.lower[k] == ";" for k in range(start, end)) else ","
    first = start
    for k in range(start, end + 1):
        if k < end and words.lower[k] != mark:
            continue
        i = first
        while i < k and words.lower[i] in ("and", "or"):
            i += 1
        i = _past_letter(words, i, k)
        if i < k:
            yield i, phrases.strip_end(words, i + 1, k)
        first = k + 1


def loose_stem(promise: Draft) -> Stem:
    """The stem that a promise is for the bullets of bare verbs under its paragraph (S6)."""
    return Stem(promise.node, promise.cue, promise.lemma, promise.force, promise.kind,
                promise.subject, promise.reason, promise, promise.modal, to=True)  # fmt: skip


def stem_of(
    words: Words, place_node: int, drafts: list[Draft], start: int, end: int
) -> Stem | None:
    """The stem that a sentence is: its last commitment, cut back to its own content."""
    stop = end
    while stop > start and words.lower[stop - 1] in _TRAILING | {":"}:
        stop -= 1
    modal = next((k for k in range(stop, end) if words.lower[k] in w.PROMISING), None)
    if modal is not None and (not drafts or drafts[-1].cue[1] > modal):
        return Stem(place_node, (modal, modal + 1), words.lower[modal], 5, "deed",
                    (start, modal), None, None, words.lower[modal])  # fmt: skip
    if not drafts:
        return None
    last = drafts[-1]
    that = last.content is not None and last.content.kind == "that"
    if that and _plans(last, stop):
        # `affirm that they plan to:`
        last.stem_only = True
        return Stem(last.node, last.cue, last.lemma, min(last.force or 0, 2), last.kind,
                    last.subject, None, None, to=True)  # fmt: skip
    content_start = last.cue[1]
    told = that and modal is not None
    if (
        stop <= content_start
        or last.stem_only
        or told
        or last.kind == "directive"
        or (_only_points(words, last, stop))
    ):
        last.stem_only = True
        return Stem(last.node, last.cue, last.lemma, last.force, last.kind, last.subject,
                    "directive" if last.kind == "directive" else None, None, last.modal,
                    that and not told, decides=last.force == 5,
                    to="to" in words.lower[max(end - 2, start) : end])  # fmt: skip
    last.end = min(last.end, max(stop, last.start + 1))
    if last.object and last.object[1] > last.end:
        last.object = (last.object[0], last.end) if last.object[0] < last.end else None
    return Stem(last.node, last.cue, last.lemma, last.force, last.kind, last.subject,
                last.reason, last, last.modal,
                by="by" in words.lower[stop:end])  # fmt: skip


def _plans(draft: Draft, stop: int) -> bool:
    """Whether what is told is a plan without content."""
    clause = draft.content.clause if draft.content is not None else None
    cue = cues.verb(clause.group.lemma) if clause is not None else None
    intends = cue is not None and cue.kind == "intent"
    return intends and clause is not None and clause.group.end >= stop


def _only_points(words: Words, draft: Draft, stop: int) -> bool:
    """`will seek to`, `the following lines of effort`: no content of its own."""
    content = words.lower[draft.cue[1] : stop]
    named = [x for x in content if x not in w.DETERMINERS and x not in w.PREPOSITIONS]
    pointing = any(
        x in _POINTERS and not _POINTED.isdisjoint(content[n + 1 : n + 4])
        for n, x in enumerate(content)
    )
    if pointing:
        # `to support collaboration, with a focus on the following areas` says something, too.
        told = draft.object is not None and _POINTERS.isdisjoint(
            words.lower[draft.object[0] : draft.object[1]]
        )
        return not told
    if draft.action == "do":
        return True  # `directed their officials to do the following:`
    return bool(named) and len(named) <= 3 and word_class("empty_stem").issuperset(named)


def governs(stem: Stem) -> bool:
    """Whether items inherit from a stem: commitments and directives hand on, reports do not."""
    if stem.kind == "directive" or stem.draft is None:
        return stem.kind != "assertive"
    return stem.draft.is_commitment


def item(place: Place, stem: Stem, start: int, end: int) -> list[Draft] | None:
    """The acts of a list item under a stem; None where the item is a sentence of its own."""
    words = place.words
    i = skip_adverbs(words, start, end)
    end = phrases.strip_end(words, start + 1, end)
    if i >= end:
        return None
    word = words.lower[i]
    if word == "to" and phrases.is_infinitive(words, i, end):
        promises = any(word in w.PROMISING for word in words.lower[i:end])
        if promises or _full_clause(words, start, end):
            return None  # `To advance X, the United States intends to …`, `…, the fund will:`
        head = phrases.infinitive_head(words, i, end)
        assert head is not None
        return _verbal(place, stem, start, head, end, m.BASE)
    found = m.readings(word)
    if m.GERUND in found and _full_clause(words, i, end):
        return None  # `Drawing on X, we will …`
    for form in (m.GERUND, m.BASE):
        if form not in found or (
            form == m.BASE and stem.modal is None and not stem.to and _reads_as_noun(words, i, end)
        ):
            continue
        cue = cues.verb(found[form].lemma)
        own = _own_cue(place, stem, cue, i, end)
        if own is not None:
            return own
        return _verbal(place, stem, start, i, end, form)
    if stem.that:
        return _told(place, stem, start, end)
    if m.verb_of_noun(word) is None and _full_clause(words, start, end):
        return None
    return _nominal(place, stem, start, end)


def _reads_as_noun(words: Words, i: int, end: int) -> bool:
    after = words.lower[i + 1] if i + 1 < end else ""
    if after in w.DETERMINERS or words.text[i].isupper():
        return False
    share = words.noun_share(i, m.BASE)
    return share > 0.6 or after in ("of", ",") or after in w.MODALS


def _own_cue(
    place: Place, stem: Stem, cue: cues.Cue | None, i: int, end: int
) -> list[Draft] | None:
    """An expressive item follows its verb; a speech verb of force 2 or more keeps its own cue;
    `SUPPORT`, `SEEK` and deeds inherit."""
    if cue is None or cue.kind in ("founding", "assertive", "intent", "endorsement", "tasking"):
        return None
    if cue.kind == "directive" and cue.lemma in ("encourage", "invite", "ask"):
        return None
    words = place.words
    phrase = cues.phrase((cue.lemma, *words.lower[i + 1 : i + 3]))
    after = i + (phrase[1] if phrase else 1)
    drafts = predicates.cue_acts(place, phrase[0] if phrase else cue, i, after, end, cue.lemma)
    for draft in drafts:
        draft.subject, draft.subject_node = stem.subject, stem.node
        draft.parent = stem.draft if draft.is_commitment else None
    return drafts


def _told(place: Place, stem: Stem, start: int, end: int) -> list[Draft] | None:
    """An item of `agreed that:`, a clause with `would` or `will`."""
    words = place.words
    clause = next((c for c in clauses(words, start, end) if c.subordinator is None), None)
    if clause is None or clause.group.kind != "modal":
        return None
    group = clause.group
    first = clause.subject_start if group.passive else group.first
    stop = phrases.evidence_end(words, group.head, end)
    content = Content("that", first, group.head, group.head, stop, clause=clause)
    draft = _inherit(place, stem, content)
    draft.action, draft.negated, draft.passive = group.lemma, group.negated, group.passive
    draft.object = judge.object_after(words, group.head, stop)
    if group.passive:
        draft.object = (clause.subject_start, clause.subject_end)
    draft.doer = (clause.subject_start, clause.subject_end)
    return [draft]


def _inherit(place: Place, stem: Stem, content: Content) -> Draft:
    draft = Draft(
        place.node, content.start, content.end, stem.cue, stem.lemma, stem.force, stem.kind,
        content=content, subject=stem.subject, subject_node=stem.node, parent=stem.draft,
        frames=content.frames, modal=stem.modal, reason=stem.reason,
    )  # fmt: skip
    draft.rules = ["S6:item"]
    return draft


def _verbal(place: Place, stem: Stem, start: int, head: int, end: int, form: str) -> list[Draft]:
    words, out = place.words, []
    for first, verb, stop in conjuncts(words, start, head, end, form):
        cue = cues.verb(m.lemma_of(words.lower[verb], form) or "")
        phrase = cues.phrase(tuple(words.lower[verb : verb + 2]))
        if phrase and phrase[0].kind == "directive":
            cue = phrase[0]
        own = _own_cue(place, stem, cue, verb, stop) if verb != head else None
        if own is not None:
            out += own
            continue
        inner, frames = unwrap(words, verb, stop, form)
        content = Content("infinitive", first, inner, verb,
                          phrases.evidence_end(words, inner, stop), frames=frames)  # fmt: skip
        draft = _inherit(place, stem, content)
        judge.fill_verbal(words, draft)
        out.append(draft)
    return out


def _nominal(place: Place, stem: Stem, start: int, end: int) -> list[Draft]:
    """`Cooperation on …, to strengthen …`: a deverbal noun, its infinitive the action."""
    words = place.words
    head = phrases.noun_head(words, start, end)
    noun = words.lower[head]
    content = Content("noun", start, head, head, end)
    draft = _inherit(place, stem, content)
    judge.fill_nominal(words, draft, stem.lemma)
    framed = m.verb_of_noun(noun) in word_class("joint_verb")
    for k in range(head + 1, end if framed else head):
        inner = phrases.infinitive_head(words, k, end)
        if inner is not None:
            draft.content = Content("infinitive", start, inner, head, end)
            judge.fill_verbal(words, draft)
            break
    else:
        if m.verb_of_noun(noun) is None and stem.draft is not None:
            draft.action = stem.draft.action
            draft.object = (start, end)
    return [draft]
