"""Frame verbs (guideline section 3): `work together with X to V` is about V."""

from typing import Final

from pipeline.language.acts import cues, phrases
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.verb_groups import skip_adverbs
from pipeline.language.acts.words import Words, word_class

# What may stand between a frame verb and its infinitive (`work together via X, to V`).
_WAYS: Final = frozenset("with across alongside bilaterally via through within as".split())
_FRAME_NOUNS: Final = word_class("frame_noun")
_MANNER_NOUNS: Final = word_class("manner_noun")
_GOAL_NOUNS: Final = word_class("goal_noun")


def lemma_at(words: Words, i: int, form: str) -> str:
    """The lemma of the verb at word i in that form, or the word itself."""
    return m.lemma_of(words.lower[i], form) or words.lower[i]


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
    longer = cues.frames().get(lemma)
    if longer is None:
        return None
    if lemma == "join":
        joined = _joined_in(words, verb, end)
        if joined is not None:
            return joined
    k = skip_adverbs(words, verb + 1, end)
    # Words of a longer frame (`join forces`, `take several key actions`, `work hand in hand`).
    for rest in longer:
        if words.lower[verb + 1 : verb + 1 + len(rest)] == rest:
            k = skip_adverbs(words, verb + 1 + len(rest), end)
            break
    else:
        if lemma == "join" and words.lower[verb + 1 : verb + 2] == ["with"]:
            pass  # `join with partners to unveil …`
        elif lemma in ("take", "make", "join", "step", "come", "team", "redouble"):
            noun = phrases.noun_head(words, verb + 1, end) if verb + 1 < end else verb
            if lemma not in ("take", "make") or words.lower[noun] not in _FRAME_NOUNS:
                return None
            k = noun + 1
    if k >= end:
        return None
    k = _past_partner(words, _past_manner(words, k, end), end)
    inner = _infinitive_or_goal(words, k, end)
    if inner is None and lemma in ("continue", "keep", "begin", "start", "stop"):
        return phrases.gerund_head(words, k, end)
    return inner


def _infinitive_or_goal(words: Words, k: int, end: int) -> int | None:
    """The verb of `to V`, `on V-ing`, `toward the goal of V-ing` at word k."""
    if k >= end:
        return None
    if words.lower[k] == ",":
        # `continue to endeavor, to implement`, `work together, in full respect of X, to combat`
        k = next((j + 1 for j in range(k, min(end - 1, k + 16))
                  if words.lower[j] == "," and phrases.is_infinitive(words, j + 1, end)),
                 k)  # fmt: skip
    inner = phrases.infinitive_head(words, k, end)
    if inner is not None:
        return inner
    if words.lower[k] in ("toward", "towards", "for") and k + 4 < end:
        goal = words.lower[k + 1] == "the" and words.lower[k + 2] in _GOAL_NOUNS
        if goal and words.lower[k + 3] == "of":
            k += 3
    if words.lower[k] in ("on", "in", "at", "toward", "towards", "for", "of"):
        return phrases.gerund_head(words, k + 1, end)
    return None


def _past_manner(words: Words, k: int, end: int) -> int:
    """Past `in genuine partnership` before the infinitive."""
    if words.lower[k] != "in":
        return k
    noun = phrases.noun_head(words, k + 1, end) if k + 1 < end else k
    if words.lower[noun] not in _MANNER_NOUNS or noun + 1 >= end:
        return k
    return noun + 1


def _joined_in(words: Words, verb: int, end: int) -> int | None:
    """`join Allies in building X`: the gerund."""
    for k in range(verb + 2, min(end, verb + 16)):
        if words.lower[k] == "in":
            return phrases.gerund_head(words, k + 1, end)
        if words.lower[k] in ("to", ";", "for") or words.lower[k] in w.RELATIVES:
            return None
    return None


def _past_partner(words: Words, k: int, end: int) -> int:
    """Past `with X`, `together and with X`, `closely with X and Y,` to the infinitive, if any."""
    j = k
    if words.lower[j] == "and" and j + 1 < end and words.lower[j + 1] == "with":
        j += 1
    if words.lower[j] == "and" and j + 1 < end and w.is_adverb(words.lower[j + 1]):
        return j + 2  # `work together and multilaterally to build X`
    if words.lower[j] not in _WAYS:
        return k
    for i in range(j + 1, min(end, j + 30)):
        if phrases.is_infinitive(words, i, end):
            # `cooperate with Peru’s efforts to open ports`: what Peru does
            theirs = words.lower[i - 1] in cues.words_of("infinitive_nouns", "noun")
            return k if theirs else i
        if words.lower[i] == "on" and phrases.gerund_head(words, i + 1, end) is not None:
            return i
        if words.lower[i] in ("toward", "towards"):
            return i
        if words.lower[i] in (";", ":", "for") or words.lower[i] in w.RELATIVES:
            return k
    return k
