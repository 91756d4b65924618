"""Status, declaratory type, hedges of wording: what a draft's own words say about it.

Guideline section 5 (status, first that fits) and section 2 (ctype).
"""

from typing import Final

from pipeline.language.acts import cues
from pipeline.language.acts import words as w
from pipeline.language.acts.draft import Draft
from pipeline.language.acts.words import Words, word_class

_CONTINUING: Final = word_class("continuing")
_MAINTAINING: Final = frozenset("maintain sustain".split())
_IDIOMS: Final = word_class("maintain_idiom")
_RECALLING: Final = word_class("recalling")


def status(words: Words, draft: Draft) -> str:
    """One of `values.STATUSES` for a commitment."""
    if draft.action in cues.words_of("considered_verbs", "lemma"):
        return "considered"
    if draft.completed:
        return "completed"
    if _continues(words, draft):
        return "continued"
    cue = cues.verb(draft.lemma)
    reaffirms = (cue is not None and cue.force == 3) or draft.lemma.startswith("remain ")
    if reaffirms or (draft.force == 3 and draft.kind == "speech"):
        return "reaffirmed"
    return "new"


def _continues(words: Words, draft: Draft) -> bool:
    if "continue" in draft.frames or "keep" in draft.frames:
        return True
    content = draft.content
    if content is None:
        return False
    head = content.head
    if draft.action in _MAINTAINING and draft.object is not None:
        named = words.lower[draft.object[0] : draft.object[1]]
        return not any(word in _IDIOMS for word in named)
    low = max(head - 2, draft.cue[1] if draft.cue[0] < head else 0)
    if content.kind == "noun":
        near = words.lower[content.start : head]
    else:
        near = words.lower[low:head] + words.lower[head + 1 : head + 2]
        near = [x for x in near if x != "sustained"]
    if draft.object is not None:
        first, end = draft.object
        opening = words.lower[first : min(end, first + 3)]
        if opening[0] in _CONTINUING - {"sustained"}:
            return True
        if opening[0] in w.POSSESSIVES and (
            draft.action == "uphold" or not _CONTINUING.isdisjoint(opening)
        ):
            return True  # `pursue our ongoing assistance`, `uphold our engagement`
    return any(word in _CONTINUING for word in near)


def is_declaratory(words: Words, draft: Draft) -> bool:
    """Treaty scope, standing duty, conditional threat (guideline section 2)."""
    if draft.declaratory and draft.content is not None and draft.content.kind == "noun":
        return _names_treaty(words, draft)
    inner = draft.content.inner if draft.content is not None else ()
    duty = any(noun.noun in ("obligation", "duty", "responsibility", "role") for noun in inner)
    return draft.declaratory or duty or _keeps_faith(words, draft)


def _names_treaty(words: Words, draft: Draft) -> bool:
    return any(words.label(k) == "AGREEMENT" for k in range(draft.start, draft.end))


def _keeps_faith(words: Words, draft: Draft) -> bool:
    return draft.action in ("keep", "honor", "honour", "abide", "uphold", "adhere") and (
        draft.object is not None and words.label(draft.object[1] - 1) == "AGREEMENT"
    )


def is_recalled(
    words: Words,
    span: tuple[int, int],
    event_is_own: bool,
    years: tuple[int, ...],
    year: int | None,
) -> bool:
    """Whether a past pledge or founding deed (words from its subject on) is recalled from an
    earlier occasion: the text says so, dates it earlier, or sets it at an event that is not the
    document's own."""
    low, end = span
    opening = low
    while opening > 0 and words.lower[opening - 1] not in w.SENTENCE_END and low - opening < 25:
        opening -= 1
    if not _RECALLING.isdisjoint(words.lower[opening:end]) or not event_is_own:
        return True
    return bool(years) and year is not None and all(y < year for y in years)
