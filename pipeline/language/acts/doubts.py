"""What is doubtful about a row: the steps of its reading that often go wrong.

Each doubt is a row of `lexicon/acts/doubts.csv` with its meaning and its weight, which
`confidence` reads; none changes what is coded. What weighs nothing (an actor known by an office, a
verb that is often a noun, a short act) is no doubt, and not told.
"""

from collections.abc import Iterator
from typing import Final

from pipeline.language.acts import morphology as m
from pipeline.language.acts.draft import Draft
from pipeline.language.acts.words import Words, word_class

_EVERYONE: Final = frozenset("we own_plural plural principals".split())
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
        # "They" behind "the two sides" are all who speak.
        if actor_rule.removeprefix("pronoun:") not in _EVERYONE:
            yield "subject_by_pronoun"
    elif actor_rule not in _SURE_SUBJECTS and "office" not in actor_rule:
        yield "subject_by_rule"


def _of_content(draft: Draft) -> Iterator[str]:
    content = draft.content
    if draft.action is not None and draft.action == draft.lemma:
        yield "cue_is_action"
    if draft.action in word_class("vague_verb"):
        yield "vague_action"
    if content is not None and content.kind == "noun" and draft.action != draft.lemma:
        yield "action_by_noun"
    if draft.object is None and not draft.passive:
        yield "no_object"


def _of_extent(words: Words, draft: Draft) -> Iterator[str]:
    inside = draft.cue[0] <= draft.start < draft.cue[1] or draft.cue[0] == draft.start
    if not inside and draft.parent is None:
        to = words.lower[draft.start] == "to" or m.GERUND in words.forms(draft.start)
        if not to:
            yield "joined_bare"
