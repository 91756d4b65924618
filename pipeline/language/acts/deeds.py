"""Deeds: what was done, is done or will be done, without a verb of saying (guideline section 3).

Founding verbs may make a completed commitment; other deeds of the past report progress.
"""

from typing import Final

from pipeline.language.acts import cues, judge, phrases
from pipeline.language.acts import morphology as m
from pipeline.language.acts.conjuncts import conjuncts
from pipeline.language.acts.content import Content
from pipeline.language.acts.cues import Cue
from pipeline.language.acts.draft import Draft, Place
from pipeline.language.acts.finite import Clause
from pipeline.language.acts.frames import lemma_at, unwrap
from pipeline.language.acts.verb_groups import Group, skip_adverbs
from pipeline.language.acts.words import Words, word_class

_STATES: Final = word_class("state_verb")
# What someone tried in the past is told, not promised.
_STRIVING: Final = frozenset("seek strive aim endeavour endeavor".split())
_ONGOING: Final = word_class("ongoing_verb")


def tells_deed(words: Words, group: Group, end: int) -> bool:
    """`sought to help`, `supported training of staff`, `resolve a dispute`: deeds, no cues."""
    if group.lemma == "resolve":
        return not _takes_clause(words, group.end, end)
    if group.kind not in ("past", "perfect"):
        return False
    if group.lemma in _STRIVING:
        return True
    if group.lemma not in ("support", "back") or group.end >= end:
        return False
    head = phrases.noun_head(words, group.end, end)
    return words.lower[head] in ("training", "trainings", "deployment", "deployments")


def _takes_clause(words: Words, i: int, end: int) -> bool:
    after = skip_adverbs(words, i, end)
    return after >= end or words.lower[after] in ("to", "that", ",", ":", "on", "in")


def included(place: Place, clause: Clause) -> list[Draft]:
    """`This includes …`: a deliverable told in a sentence of its own (section 3)."""
    words, group = place.words, clause.group
    subject = words.lower[clause.subject_start : clause.subject_end]
    if subject[:1] not in (["this"], ["these"], ["it"], ["they"]) or len(subject) > 3:
        return []
    draft = Draft(place.node, group.head, phrases.evidence_end(words, group.head, clause.end),
                  (group.head, group.end), "include", 0, "deed", reason="elaboration")  # fmt: skip
    draft.rules.append("include")
    return [draft]


def deed(place: Place, clause: Clause, cue: Cue | None) -> list[Draft]:
    """A plain deed: founding verbs may be completed commitments, others report progress."""
    group = clause.group
    if group.kind == "third" and place.words.lower[clause.subject_end - 1] in ("we", "they"):
        return []  # `We call on X to cease tests and launches of rockets`: a noun
    if group.kind in ("past", "perfect"):
        if group.lemma == "reach" and not _reaches_deal(place.words, clause):
            cue = None
        if cue is not None and not (group.lemma == "begin" and group.passive):
            out = deeds(place, clause, group.head, 4, group.lemma, group.head, "founding")
            for draft in out:
                founded = cues.verb(draft.action or "")
                talks = _opens_talks(place.words, draft)
                if founded is None or founded.kind != "founding" or talks:
                    draft.force, draft.reason = 0, "progress_report"
                draft.completed = True
            return out
        return report(place, clause)
    if group.kind in ("present", "third") and group.lemma in _ONGOING:
        return report(place, clause)
    if group.kind in ("present", "third") and cue is not None and group.lemma not in ("reach",):
        return deeds(place, clause, group.head, 4, group.lemma, group.head, "performative")
    return []


def _reaches_deal(words: Words, clause: Clause) -> bool:
    """`reached a deal`, not `reached 3 million pupils`."""
    if clause.group.passive:
        return True
    head = phrases.noun_head(words, clause.group.end, clause.end)
    return not word_class("deal_noun").isdisjoint(words.lower[head : head + 1])


def _opens_talks(words: Words, draft: Draft) -> bool:
    """`began their talks with a review`: how the meeting went, no deed of founding."""
    if draft.object is None or draft.action not in ("begin", "start", "open", "conclude"):
        return False
    head = phrases.noun_head(words, *draft.object)
    return words.lower[head] in word_class("meeting_noun")


def report(place: Place, clause: Clause) -> list[Draft]:
    """A deed told as a fact; none of a verb of state."""
    group = clause.group
    if group.lemma in _STATES:
        return []
    out = deeds(place, clause, group.head, 0, group.lemma, group.head, "report")
    for draft in out:
        draft.reason, draft.force = "progress_report", 0
    return out[:1]


def deeds(
    place: Place, clause: Clause, head: int, force: int, lemma: str, first: int, rule: str
) -> list[Draft]:
    """One act a coordinated verb (bare after `will`), each with its own object."""
    words, group = place.words, clause.group
    form = m.BASE if group.kind in ("modal", "be_to", "present") else _form(words, head)
    if group.passive:
        if _is_release_note(words, clause):
            return []
        stop = phrases.evidence_end(words, head, clause.end)
        # A second verb of one subject begins with itself.
        begin = group.first if clause.coordinated else clause.subject_start
        content = Content("passive", begin, head, head, stop)
        draft = Draft(place.node, begin, stop, (group.first, group.first + 1),
                      lemma, force, "deed", content=content, action=group.lemma, passive=True,
                      object=(clause.subject_start, clause.subject_end))  # fmt: skip
        draft.rules.append(f"{rule}:passive")
        return [draft]
    verbs = [(first, head, clause.end)]
    if form == m.BASE:
        verbs = conjuncts(words, first, head, clause.end, form)
    out = []
    for n, (start, verb, stop) in enumerate(verbs):
        out += one_deed(place, (group.first, group.first + 1), start if n else first, verb, stop,
                         force, lemma, rule)  # fmt: skip
    return out


def _is_release_note(words: Words, clause: Clause) -> bool:
    """`The text of the following statement was released by …`: a note on the document."""
    subject = words.lower[clause.subject_start : clause.subject_end]
    return "following" in subject and not word_class("release_note").isdisjoint(subject)


def _form(words: Words, head: int) -> str:
    found = words.forms(head)
    return next((f for f in (m.PAST, m.PARTICIPLE, m.GERUND, m.THIRD) if f in found), m.BASE)


def one_deed(
    place: Place, cue: tuple[int, int], start: int, verb: int, stop: int,
    force: int, lemma: str, rule: str,
) -> list[Draft]:  # fmt: skip
    """The act of the verb at word `verb`, its evidence from word `start` up to `stop`; one each
    for the verbs that a frame verb joins."""
    words = place.words
    form = _form(words, verb) if rule != "will" else m.BASE
    inner, frames = unwrap(words, verb, stop, form)
    own = m.GERUND if m.GERUND in words.forms(inner) else m.BASE
    siblings = [(start, inner, stop)]
    if frames:
        siblings = conjuncts(words, start, inner, stop, own)
    out = []
    for first, head, limit in siblings:
        last, more = unwrap(words, head, limit, own) if head != inner else (head, ())
        content = Content("infinitive", first, last, head, limit, frames=frames + more)
        draft = Draft(place.node, first, phrases.evidence_end(words, last, limit), cue, lemma,
                      force, "deed", content=content, frames=frames + more)  # fmt: skip
        judge.fill_verbal(words, draft)
        if not frames and head == verb:
            draft.action = lemma_at(words, verb, form)
        draft.rules.append(f"{rule}:{lemma}")
        out.append(draft)
    return out
