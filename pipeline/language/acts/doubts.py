"""What is doubtful about a row: the steps of its reading that often go wrong.

Each doubt is a row of `lexicon/acts/doubts.csv` with its meaning and its weight, which
`confidence` reads; none changes what is coded. What weighs nothing (an actor known by an office, a
verb that is often a noun) is no doubt, and not told.
"""

from collections.abc import Iterator
from typing import Final

from pipeline.language.acts import cues
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.draft import Draft
from pipeline.language.acts.words import Words, word_class

_SHORT: Final = 5
_PERFORMED: Final = frozenset(("adoption", "endorsement", "founding"))
_SURE_SUBJECTS: Final = frozenset("named we own_plural plural named_people".split())


def doubts(words: Words, draft: Draft, actor_rule: str) -> tuple[str, ...]:
    """The names of what is doubtful about a commitment, each once, in a fixed order."""
    return tuple(dict.fromkeys((*_of_subject(draft, actor_rule), *_of_content(draft),
                                *_of_extent(words, draft))))  # fmt: skip


def _of_subject(draft: Draft, actor_rule: str) -> Iterator[str]:
    if draft.passive or actor_rule == "passive":
        yield "passive"
    elif actor_rule in ("default", "none", "context"):
        yield "no_subject"
    elif actor_rule.startswith("pronoun:"):
        yield "subject_by_pronoun"
    elif actor_rule not in _SURE_SUBJECTS and "office" not in actor_rule:
        yield "subject_by_rule"


def _of_content(draft: Draft) -> Iterator[str]:
    content = draft.content
    cue = cues.verb(draft.lemma)
    if draft.action is not None and draft.action == draft.lemma:
        yield "cue_is_action"
    if cue is not None and cue.kind in _PERFORMED and draft.modal is None:
        yield "performed_by_saying"
    if draft.action in word_class("vague_verb"):
        yield "vague_action"
    if content is not None and content.kind == "noun" and draft.action != draft.lemma:
        yield "action_by_noun"
    if draft.object is None and not draft.passive:
        yield "no_object"


def _of_extent(words: Words, draft: Draft) -> Iterator[str]:
    if draft.end - draft.start < _SHORT:
        yield "short"
    inside = draft.cue[0] <= draft.start < draft.cue[1] or draft.cue[0] == draft.start
    if not inside and draft.parent is None:
        to = words.lower[draft.start] == "to" or m.GERUND in words.forms(draft.start)
        if not to:
            yield "joined_bare"
    if draft.end < len(words.lower) and words.lower[draft.end] == ",":
        after = draft.end + 1
        if after < len(words.lower) and words.lower[after] not in w.CONJUNCTIONS:
            yield "goes_on"
