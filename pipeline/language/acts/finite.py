"""Whether a full verb is the finite verb of a clause, by what stands before and after it.

The verb's form alone decides little ("increased investment", "plans"): the guideline's forms of
section 3 are told by neighbours, by what the sentence still lacks, and by the verbs before.
"""

from dataclasses import dataclass, field
from typing import Final

from pipeline.language.acts import cues
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.cues import is_speech
from pipeline.language.acts.phrases import is_infinitive
from pipeline.language.acts.verb_groups import Group, auxiliary_group, finite_later
from pipeline.language.acts.words import Words, word_class

_ABOUT: Final = frozenset("over nearly approximately about roughly".split())
_PRESENT_KINDS: Final = frozenset(
    ("present", "third", "copula", "progressive", "perfect", "perfect_progressive")
)


@dataclass(slots=True)
class Clause:
    """A finite clause: subject words [subject_start, subject_end), its verb group, and the end
    of its predicate. `subordinator` is set on a subordinate clause; `coordinated` when it
    shares the subject of the clause before."""

    subject_start: int
    subject_end: int
    group: Group
    end: int
    coordinated: bool = False
    subordinator: str | None = None


@dataclass(slots=True)
class Walk:
    """One pass over the words [start, end) of a sentence: the clauses `found`, the subordinators
    that wait for their verb (`pending`), whether the main verb is still to come (`need`), and
    whether the sentence opens with an adjunct."""

    words: Words
    start: int
    end: int
    found: list[Clause] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    need: bool = True
    adjunct: bool = False

    def main(self) -> Clause | None:
        """The last main clause found so far."""
        return next((c for c in reversed(self.found) if c.subordinator is None), None)


def opens_subject(words: Words, i: int) -> bool:
    """Whether the word may begin a subject noun phrase."""
    word = words.lower[i]
    if word in w.DETERMINERS or word in w.PRONOUNS:
        return True
    if word in _ABOUT and words.lower[i + 1 : i + 2] and words.lower[i + 1][0].isdigit():
        return True  # `By 2025, over 2,000 teachers will …`
    return words.text[i][0].isupper() and word not in w.PREPOSITIONS


def is_contact(walk: Walk, i: int) -> bool:
    """`the actions we undertake to achieve it`: a pronoun right behind a noun opens a clause of
    that noun, no new sentence."""
    words = walk.words
    if not walk.found or words.lower[i - 1] not in ("we", "they") or i - 2 <= walk.start:
        return False
    before = words.lower[i - 2]
    return before.isalpha() and before not in w.CONJUNCTIONS and not w.is_adverb(before)


def may_continue_infinitive(walk: Walk, group: Group) -> bool:
    """`intend to review the list and determine further steps`, `urge X to meet and resolve
    the issue`: a deed, not a new cue."""
    main, lemma = walk.main(), group.lemma
    if main is None:
        return False
    cue, asks = cues.verb(lemma), cues.verb(main.group.lemma)
    if cue is not None and cue.kind in ("adoption", "founding", "tasking"):
        # `We are working to ease trade, cut waste, and adopt rules`
        opened = range(main.group.end, group.first)
        if any(is_infinitive(walk.words, k, walk.end) for k in opened):
            return True
    if lemma in word_class("deed_when_asked"):
        return asks is not None and asks.kind == "directive"
    after = walk.words.lower[main.group.end : main.group.end + 1]
    return lemma in word_class("deed_under_will") and after == ["to"]


def _opens_with_report(walk: Walk, group: Group) -> bool:
    """`Reaffirmed their commitment to …` as an item, not `Committed to peace, the two …`."""
    cue = cues.verb(group.lemma)
    light = group.lemma in cues.words_of("light_verbs", "lemma")
    if (cue is None and not light) or (cue is not None and cue.kind == "founding"):
        return False
    after = walk.words.lower[group.end] if group.end < walk.end else ""
    if cue is not None and cue.kind == "adoption" and after in w.PREPOSITIONS:
        return False  # `ADOPTED in Addis Ababa on …`
    words, state = walk.words, walk.words.lower[group.head] in word_class("state_participle")
    # `Announced in April, the fund will …` tells of its subject, `Announced a fund` is the deed.
    state = state or (after in w.PREPOSITIONS and after != "to")
    return not state or not any(
        words.lower[k] == "," and opens_subject(words, k + 1)
        for k in range(group.end, walk.end - 1)
    )


def after_apposition(walk: Walk, group: Group) -> bool:
    """`We, the Leaders of X, gathered at Y, reaffirm …`, `Dr. A, Director, signed the …`."""
    words = walk.words
    if not opens_subject(words, walk.start) and not walk.adjunct:
        return False
    after = words.lower[group.end] if group.end < walk.end else ""
    if group.kind == "past":
        cue = cues.verb(group.lemma)
        speaks = cue is not None and cue.kind in ("speech", "expressive") and after != "to"
        return (speaks or after in w.DETERMINERS) and is_main(walk, group)
    return is_speech(group.lemma) and is_main(walk, group)


def is_main(walk: Walk, group: Group) -> bool:
    """Whether a full verb is the finite verb that the clause still needs."""
    i = group.head
    after = walk.words.lower[i + 1] if i + 1 < walk.end else ""
    if walk.words.lower[i] == "thanks" and after == "to":
        return False
    if group.kind == "past" and (_describes(walk, i) or _relates(walk, i)):
        return False
    told = is_speech(group.lemma) and (after in ("to", "that") or after in w.DETERMINERS)
    if not told and finite_later(walk.words, i + 1, walk.end):
        return False
    if all(w.is_adverb(word) for word in walk.words.lower[walk.start : i]):
        light = group.lemma in cues.words_of("light_verbs", "lemma")
        if group.kind == "present" and after in w.PREPOSITIONS:
            return False  # `Support for partners` is a title
        if group.kind == "past":
            return _opens_with_report(walk, group)
        return group.kind in ("third", "present") and (light or cues.verb(group.lemma) is not None)
    if not walk.adjunct and m.GERUND in walk.words.forms(walk.start):
        # A list item `Continuing to lead the groups established along …` has none.
        return False
    if group.kind != "present":
        return True
    rarely_noun = m.readings(group.lemma)[m.BASE].noun_share <= 0.1
    goes_on = group.lemma in word_class("ongoing_verb") and after in w.PREPOSITIONS
    known = rarely_noun or goes_on or cues.verb(group.lemma) is not None
    return _plural_subject(walk, i) and known


def _describes(walk: Walk, i: int) -> bool:
    """`to promote internationally recognized rights`: a participle before its noun."""
    words, k = walk.words, i - 1
    while k > walk.start and w.is_adverb(words.lower[k]):
        k -= 1
    return k < i - 1 and k > walk.start and is_infinitive(words, k - 1, walk.end)


def _relates(walk: Walk, i: int) -> bool:
    """`a framework on issues related to crises`: what hangs on a noun."""
    words = walk.words
    hangs = words.lower[i + 1 : i + 2] in (["to"], ["in"], ["on"], ["for"], ["by"], ["at"])
    return hangs and words.lower[i] in word_class("reduced_participle")


def is_reduced(walk: Walk, group: Group) -> bool:
    """`the process described in paragraph 6 … shall`: a participle, the finite verb comes."""
    words = walk.words
    after = words.lower[group.end] if group.end < walk.end else ""
    if group.kind == "present" and after in w.MODALS | w.BE_FINITE | w.HAVE_FINITE:
        return True  # `that climate change has caused`
    if group.kind == "third":
        # `that many storm shelters planned for 2020 were never built`
        likely_noun = words.noun_share(group.head, m.THIRD) > 0.4
        return likely_noun and finite_later(words, group.end, walk.end)
    if group.kind != "past" or after not in w.PREPOSITIONS:
        return False
    return any(
        words.lower[k] in w.AUXILIARIES and auxiliary_group(words, k, walk.end)
        for k in range(group.end, walk.end)
    )


def _plural_subject(walk: Walk, i: int) -> bool:
    """A bare verb needs a plural subject: `we`, a plural noun, or two nouns joined."""
    words = walk.words
    subject = range(walk.start, i)
    j = i - 1
    while j > walk.start and w.is_adverb(words.lower[j]):
        j -= 1
    if words.lower[j] in ("we", "they", "i", "you") or words.lower[j].endswith("s"):
        return True
    if words.lower[j] in (",", ")", "”") or "and" in (words.lower[k] for k in subject):
        return True
    return words.lower[j] in ("people", "both", "all", "sides")


def _joins_nouns(words: Words, group: Group) -> bool:
    """`plans and processes to …`, `taxes or measures that …`: a third person that is likely a
    second plural noun."""
    k = group.head
    joined = words.lower[k - 1] in ("and", "or")
    before = k - 3 if words.lower[k - 2] == "," else k - 2
    if group.kind != "third" or not joined or not words.lower[before].endswith("s"):
        return False
    after = words.lower[k + 1 : k + 2]
    if words.noun_share(k, m.THIRD) > 0.5:
        return w.DETERMINERS.isdisjoint(after)
    return after in (["that"], ["."], [","], [";"]) and not is_speech(group.lemma)


def takes_complement(walk: Walk, group: Group) -> bool:
    """`and increased investment` may be a participle before a noun: a finite reading needs
    a determiner, `to`, `that`, a preposition, a name or a speech verb."""
    words, i = walk.words, group.end
    if group.kind == "present" and i < walk.end and words.lower[i] == ",":
        return False  # `scaling up action and support, including finance`
    if words.lower[group.head - 1] == "hereby":
        return True
    if is_speech(group.lemma) or i >= walk.end or group.kind == "present":
        light = group.lemma in cues.words_of("light_verbs", "lemma") and i < walk.end
        if cues.phrase((group.lemma, *words.lower[i : i + 3])) is not None:
            return True
        return is_speech(group.lemma) or (light and words.lower[i] in w.DETERMINERS)
    after = words.lower[i]
    if after in w.DETERMINERS or after in ("to", "that") or after in w.PREPOSITIONS:
        return not _joins_nouns(words, group)
    if group.kind == "third":
        return not _joins_nouns(words, group)
    if words.text[i][0].isupper():
        return True
    j = group.head - 1
    while j > walk.start and words.lower[j] in (",", "and", "or", "but"):
        j -= 1
    modifies = words.lower[group.head] in w.ADJECTIVAL or w.is_adjective(words.lower[j])
    main = walk.main()
    if main is None or main.group.kind not in ("past", "perfect"):
        return False
    return not modifies and m.PARTICIPLE not in words.forms(j)


def tells_of_noun(walk: Walk, group: Group) -> bool:
    """`the Coalition, established in Oslo in 2014, and …`: a participle behind its noun."""
    cue, after = cues.verb(group.lemma), walk.words.lower[group.end : group.end + 1]
    founded = cue is not None and cue.kind in ("founding", "adoption")
    return group.kind == "past" and founded and after in (["in"], ["on"], ["under"], ["during"])


def last_of_form(walk: Walk, group: Group) -> Clause | None:
    """The last clause with which a verb of this form can be coordinated."""
    main = walk.main()
    if group.kind == "present" and walk.found and walk.found[-1].group.kind == "modal":
        return main if _speaks_again(walk, group, main) else None
    if group.kind == "past" and main is not None and main.group.kind == "past":
        told = [cues.verb(lemma) for lemma in (main.group.lemma, group.lemma)]
        if all(cue is not None and cue.kind == "assertive" for cue in told):
            return main  # `discussed the aid that both have given, and reviewed its use`
    if group.kind == "past" and main is not None and is_speech(group.lemma):
        cue = cues.verb(group.lemma)
        if cue is not None and cue.kind != "tasking":
            return main
    if group.kind == "present" and main is not None and main.group.kind == "past":
        after = walk.words.lower[group.end] if group.end < walk.end else ""
        speaks = is_speech(group.lemma) and after in w.DETERMINERS | {"that", "to"}
        return main if speaks else None
    for clause in reversed(walk.found):
        kinds = (clause.group.kind, group.kind)
        if kinds[0] == kinds[1] or group.kind not in ("past", "third", "present"):
            return clause
        if kinds[0] in ("perfect", "copula", "progressive") and group.kind == "past":
            return clause
        if set(kinds) == {"present", "third"}:
            continue  # `We call on X to cease tests and launches`
        if set(kinds) <= _PRESENT_KINDS:
            return clause
        if clause.subordinator is None and kinds[0] == "modal" and group.kind == "third":
            return None
    return None


def _speaks_again(walk: Walk, group: Group, main: Clause | None) -> bool:
    """`We note that X must Y, and reiterate that …`: the speakers' verb, not X's."""
    if main is not None and main.group.kind == "modal" and walk.found[-1] is main:
        # `We will support X and welcome the report`: what is said now, not promised.
        after = walk.words.lower[group.end] if group.end < walk.end else ""
        return group.lemma in word_class("praise_verb") and after in w.DETERMINERS
    if main is None or main.group.kind != "present" or walk.found[-1] is main:
        return False
    cue = cues.verb(group.lemma)
    if cue is None or cue.kind not in ("speech", "expressive", "directive"):
        return False
    if group.lemma in word_class("deed_under_will") | word_class("deed_when_asked"):
        return False
    after = walk.words.lower[group.end] if group.end < walk.end else ""
    return after in w.DETERMINERS | {"that", "on"}
