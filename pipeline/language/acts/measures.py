"""Child measures inside a commitment: `by V-ing …` (S4) and `including …` (S5)."""

from typing import Final

from pipeline.language.acts import judge, phrases
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.conjuncts import conjuncts
from pipeline.language.acts.content import Content
from pipeline.language.acts.draft import Draft
from pipeline.language.acts.frames import unwrap
from pipeline.language.acts.words import Words, word_class

_TOPICS: Final = frozenset(
    "on in at for with from via under within across as to where when especially".split()
)
# Nouns of going concerns: a mention of them after `including` is a topic, not a deliverable.
_GENERAL: Final = word_class("going_concern")


def children(words: Words, parent: Draft) -> list[Draft]:
    """The measures that lie in the evidence of a commitment, in order."""
    low = parent.content.outer + 1 if parent.content else parent.cue[1]
    out: list[Draft] = []
    k = max(low, parent.start)
    while k < parent.end:
        word = words.lower[k]
        if word == "by" or (word == "through" and words.lower[k - 1] not in ("including", "and")):
            found = _gerunds(words, parent, k + 1)
        elif word in ("including", "include") and words.lower[k - 1] != "not":
            found = _included(words, parent, k + 1)
        else:
            found = []
        out += found
        k = found[-1].end if found else k + 1
    return out


def fronted(words: Words, parent: Draft, i: int, end: int) -> list[Draft]:
    """The measures of a `By V-ing …,` that stands before its commitment (S4)."""
    head = phrases.gerund_head(words, i, end)
    return [] if head is None else _gerund_children(words, parent, i, head, end, "S4:by")


def _child(parent: Draft, content: Content, rule: str) -> Draft:
    draft = Draft(
        parent.node, content.start, content.end, parent.cue, parent.lemma, parent.force,
        parent.kind, content=content, subject=parent.subject, subject_node=parent.subject_node,
        parent=parent, modal=parent.modal,
    )  # fmt: skip
    draft.rules = [rule]
    return draft


def _gerunds(words: Words, parent: Draft, i: int, rule: str = "S4:by") -> list[Draft]:
    head = phrases.gerund_head(words, i, parent.end)
    if head is None:
        return []
    end = _next_way(words, i, parent.end)
    if rule == "S5:including" and ";" in words.lower[parent.start : i]:
        # `on ports, including opening piers; schools; and trade`: within its own item
        end = next((k for k in range(i, end) if words.lower[k] == ";"), end)
    return _gerund_children(words, parent, i, head, end, rule)


def _gerund_children(
    words: Words, parent: Draft, i: int, head: int, end: int, rule: str
) -> list[Draft]:
    out = []
    for _, verb, stop in conjuncts(words, i, head, end, m.GERUND):
        inner, frames = unwrap(words, verb, stop, m.GERUND)
        content = Content("gerund", verb, inner, verb,
                          phrases.evidence_end(words, inner, _back_to_cue(words, inner, stop)),
                          frames=frames)  # fmt: skip
        child = _child(parent, content, rule)
        judge.fill_verbal(words, child)
        out.append(child)
    return out


def _next_way(words: Words, i: int, end: int) -> int:
    """`by imposing X; by targeting Y`: where the next `by` begins."""
    for k in range(i, end - 1):
        again = words.lower[k] == "by" and words.lower[k - 1] in (";", ",", "and")
        if again and phrases.gerund_head(words, k + 1, end) is not None:
            return phrases.strip_end(words, i, k)
    return end


def _back_to_cue(words: Words, head: int, stop: int) -> int:
    """An `and to V` after a by-phrase belongs to the cue (S4)."""
    for k in range(head + 1, stop - 1):
        if words.lower[k] == "and" and phrases.is_infinitive(words, k + 1, stop):
            return phrases.strip_end(words, head + 1, k)
    return stop


def _included(words: Words, parent: Draft, i: int) -> list[Draft]:
    if i < parent.end and words.lower[i] in ("through", "by"):
        return _gerunds(words, parent, i + 1, "S5:including")
    if i >= parent.end or words.lower[i] in _TOPICS:
        return []
    gerunds = _gerunds(words, parent, i, "S5:including")
    if gerunds:
        return [*gerunds, *_deliverable_behind(words, parent, gerunds[-1])]
    if words.lower[i] in w.POSSESSIVES and words.lower[i - 1] != "including":
        return []
    if _deliverable(words, i, parent.end) is None:
        return _behind_semicolons(words, parent, i)
    starts = [i]
    for k in range(i + 1, parent.end - 2):
        after = k + 1 + (words.lower[k + 1] == "and")
        if words.lower[k] == "," and _deliverable(words, after, parent.end) is not None:
            starts.append(after)
    out = []
    for start, limit in zip(starts, [*starts[1:], parent.end], strict=True):
        head = _deliverable(words, start, parent.end)
        assert head is not None
        stop = phrases.strip_end(words, head + 1, limit)
        content = Content("noun", start, head, head, phrases.evidence_end(words, head, stop))
        child = _child(parent, content, "S5:including")
        judge.fill_nominal(words, child, parent.lemma)
        out.append(child)
    return out


def _behind_semicolons(words: Words, parent: Draft, i: int) -> list[Draft]:
    """`including the rule of law; protecting rights; and opening ports`: the gerunds of a list
    that a noun begins."""
    out: list[Draft] = []
    for k in range(i, parent.end - 2):
        if words.lower[k] != ";":
            continue
        at = k + 1 + (words.lower[k + 1] in ("and", "or"))
        head = phrases.gerund_head(words, at, parent.end)
        if head is not None:
            stop = next((j for j in range(at, parent.end) if words.lower[j] == ";"), parent.end)
            out += _gerund_children(words, parent, at, head, stop, "S5:including")
    return out


def _deliverable_behind(words: Words, parent: Draft, last: Draft) -> list[Draft]:
    """`including opening ports, and the launch of a fleet`: the noun behind the gerunds."""
    assert last.content is not None
    for k in range(last.content.head + 2, last.end - 2):
        if words.lower[k - 1 : k + 1] == [",", "and"]:
            head = _deliverable(words, k + 1, parent.end)
            if head is not None:
                stop = phrases.evidence_end(words, head, parent.end)
                last.end = phrases.strip_end(words, last.content.head + 1, k)
                last.content = last.content._replace(end=last.end)
                judge.fill_verbal(words, last)
                child = _child(parent, Content("noun", k + 1, head, head, stop), "S5:including")
                judge.fill_nominal(words, child, parent.lemma)
                return [child]
    return []


def _deliverable(words: Words, i: int, end: int) -> int | None:
    """The head of a noun phrase that names a separate deliverable (`the launch of X`)."""
    if i >= end:
        return None
    head = phrases.noun_head(words, i, end)
    noun = words.lower[head]
    named = m.verb_of_noun(noun) or (m.lemma_of(noun, m.GERUND) if head > i else None)
    if named is None or m.singular(noun) in _GENERAL or noun in _GENERAL:
        return None
    of = head + 1 < end and words.lower[head + 1] in ("of", "from", "on")
    return head if of else None
