"""Sentences and clauses of a node: which verb is finite, whose verb it is, how far it reaches.

A left-to-right walk over words. Each subordinator takes the next finite verb; a finite verb
after a conjunction goes with the last verb of its form; a noun phrase after a boundary opens a
new clause. This is the grammar under guideline sections 2 (S1, S7) and 3.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from pipeline.language.acts import cues
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.cues import is_speech
from pipeline.language.acts.verb_groups import (
    UNSURE_SUBORDINATORS,
    Group,
    auxiliary_group,
    finite_ahead,
    finite_later,
    lexical_group,
)
from pipeline.language.acts.words import Words, word_class

_PRESENT_KINDS: Final = frozenset(
    ("present", "third", "copula", "progressive", "perfect", "perfect_progressive")
)
# `where possible`, `if necessary`: no clause follows.
_IMPERSONAL: Final = frozenset("possible appropriate necessary needed applicable relevant".split())
# Longer stretches are no sentences but tables or noise; the bound keeps the walk linear.
MAX_SENTENCE: Final = 400
# `Should Russia attempt …, Germany will …`
_ENSURING: Final = frozenset(("ensure", "ensures", "ensuring", "ensured"))
_INVERTED: Final = frozenset(("should", "had", "were"))
_SPLITTERS: Final = frozenset((";", ":"))


@dataclass(frozen=True, slots=True)
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


def sentences(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Word ranges of the sentences in [start, end), none longer than MAX_SENTENCE words."""
    first = start
    for i in range(start, end):
        if i - first >= MAX_SENTENCE:
            yield first, i
            first = i
        if words.lower[i] not in w.SENTENCE_END:
            continue
        after = i + 1
        while after < end and words.text[after] in w.CLOSERS:
            after += 1
        if after >= end:
            break
        head = words.text[after]
        if words.text[i] == "…" or head in w.OPENERS or not head[0].islower():
            yield first, after
            first = after
    if first < end:
        yield first, end


def _opens_subject(words: Words, i: int) -> bool:
    """Whether the word may begin a subject noun phrase."""
    word = words.lower[i]
    if word in w.DETERMINERS or word in w.PRONOUNS:
        return True
    return words.text[i][0].isupper() and word not in w.PREPOSITIONS


class _Walk:
    """State of one pass over a sentence."""

    def __init__(self, words: Words, start: int, end: int) -> None:
        self.words, self.start, self.end = words, start, end
        self.found: list[Clause] = []
        self.pending: list[str] = []
        self.boundary = start
        self.need = True
        self.adjunct = self._opens_with_adjunct()

    def _opens_with_adjunct(self) -> bool:
        """A sentence that opens with a participle, infinitive or preposition has its main verb
        after a comma."""
        words, i = self.words, self.start
        word = words.lower[i]
        opens = word in w.PREPOSITIONS or word == "to" or m.GERUND in m.readings(word)
        opens = opens or word in w.SUBORDINATORS or word in _INVERTED
        if not opens:
            return False
        for k in range(i, self.end - 1):
            if words.lower[k] == "," and _opens_subject(words, k + 1):
                return True
        return False

    def run(self) -> list[Clause]:
        words, i = self.words, self.start
        while i < self.end:
            word = words.lower[i]
            if self._subordinates(i):
                self.pending.append(word)
                i += 1
                continue
            if self._ensures(i):
                self.pending.append("that")
            if words.is_dash(i):
                past = self._past_insertion(i)
                self.pending.clear()
                i = past
                continue
            if word in _SPLITTERS:
                self.pending.clear()
            if word == "," and self.pending and self.pending[-1] not in w.RELATIVES:
                # `if ever,`, `as appropriate,`: no clause came.
                self.pending.pop()
            group = auxiliary_group(words, i, self.end) or self._lexical_finite(i)
            if group is None:
                i += 1
                continue
            self._place(group)
            i = max(group.end, i + 1)
        return self._close()

    def _ensures(self, i: int) -> bool:
        """`to ensure the two sides remain prepared`: a that-clause without its `that`."""
        words = self.words
        ensures = words.lower[i] in _ENSURING and words.lower[i + 1 : i + 2] != ["that"]
        return ensures and finite_ahead(words, i + 1, self.end)

    def _past_insertion(self, i: int) -> int:
        """After a dash: past the closing dash, else past the sentence unless it goes on with a
        conjunction (guideline section 2: dash insertions are outside)."""
        words = self.words
        for k in range(i + 1, self.end):
            if words.is_dash(k):
                return k + 1
        goes_on = i + 1 < self.end and words.lower[i + 1] in ("and", "but", "we")
        return i + 1 if goes_on or not self.found else self.end

    def _subordinates(self, i: int) -> bool:
        words = self.words
        word = words.lower[i]
        if i == self.start and word in _INVERTED:
            return True
        before = words.lower[i - 1] if i > self.start else ""
        after = words.lower[i + 1] if i + 1 < self.end else ""
        if word == "that":
            if i == self.start:
                return False
            return before != "to" and (before not in w.PREPOSITIONS or before == "than")
        if word in w.RELATIVES:
            return True
        if word == "as" and after in ("we", "they", "it"):
            return True
        if word in UNSURE_SUBORDINATORS:
            return after not in ("well", "a") and finite_ahead(words, i + 1, self.end)
        if word in w.SUBORDINATORS:
            if after in _IMPERSONAL:
                return False
            if w.is_adverb(after) and i + 2 < self.end:
                return m.GERUND not in words.forms(i + 2)
            return m.GERUND not in m.readings(after) and m.PARTICIPLE not in m.readings(after)
        return False

    def _lexical_finite(self, i: int) -> Group | None:
        words = self.words
        group = lexical_group(words, i, self.start, self.end, bool(self.pending))
        if group is None:
            return None
        if self.pending:
            return None if self._reduced(group) else group
        j = i - 1
        while j > self.start and w.is_adverb(words.lower[j]):
            j -= 1
        joined = j >= self.start and words.lower[j] in ("and", "but", "or", ",", ";", ":")
        if self.need and not joined:
            return group if self._is_main(group) else None
        if joined and not self.found and self.need and words.lower[j] == ",":
            return group if self._after_apposition(group) else None
        if joined and self.found:
            if self._last_of_form(group) is None or not self._takes_complement(group):
                return None
            praises = group.lemma in word_class("praise_verb")
            if group.kind == "present" and m.BASE in words.forms(j - 1) and not praises:
                return None
            if group.kind == "present" and self._may_continue_infinitive(group):
                return None
            if group.kind == "past" and words.lower[i + 1 : i + 2] in (["by"], ["at"]):
                # `, further enabled by X`, `, aimed at V-ing`
                return None
            return group
        phrase = cues.phrase((group.lemma, *words.lower[i + 1 : i + 4]))
        speaks = is_speech(group.lemma) or phrase is not None
        after = words.lower[i + 1] if i + 1 < self.end else ""
        opened = self._new_subject(i)
        if opened and group.kind == "past" and words.lower[opened - 2 : opened] == [",", "and"]:
            speaks = speaks or after in w.DETERMINERS or cues.verb(group.lemma) is not None
        reduced = group.kind == "past" and after in w.PREPOSITIONS
        if opened is not None and speaks and not reduced:
            return group
        return None

    def _may_continue_infinitive(self, group: Group) -> bool:
        """`intend to review the list and determine further steps`, `urge X to meet and resolve
        the issue`: a deed, not a new cue."""
        main = self._main()
        if main is not None and group.lemma in word_class("deed_when_asked"):
            asks = cues.verb(main.group.lemma)
            return asks is not None and asks.kind == "directive"
        if main is None or group.lemma not in word_class("deed_under_will"):
            return False
        return self.words.lower[main.group.end : main.group.end + 1] == ["to"]

    def _opens_with_report(self, group: Group) -> bool:
        """`Reaffirmed their commitment to …` as an item, not `Committed to peace, the two …`."""
        cue = cues.verb(group.lemma)
        light = group.lemma in cues.words_of("light_verbs", "lemma")
        if (cue is None and not light) or (cue is not None and cue.kind == "founding"):
            return False
        after = self.words.lower[group.end] if group.end < self.end else ""
        if cue is not None and cue.kind == "adoption" and after in w.PREPOSITIONS:
            return False  # `ADOPTED in Addis Ababa on …`
        words, state = self.words, self.words.lower[group.head] in word_class("state_participle")
        return not state or not any(
            words.lower[k] == "," and _opens_subject(words, k + 1)
            for k in range(group.end, self.end - 1)
        )

    def _after_apposition(self, group: Group) -> bool:
        """`We, the Leaders of X, gathered at Y, reaffirm …`, `Dr. A, Director, signed the …`."""
        words = self.words
        if not _opens_subject(words, self.start) and not self.adjunct:
            return False
        after = words.lower[group.end] if group.end < self.end else ""
        if group.kind == "past":
            cue = cues.verb(group.lemma)
            speaks = cue is not None and cue.kind in ("speech", "expressive") and after != "to"
            return (speaks or after in w.DETERMINERS) and self._is_main(group)
        return is_speech(group.lemma) and self._is_main(group)

    def _is_main(self, group: Group) -> bool:
        """Whether a full verb is the finite verb that the clause still needs."""
        i = group.head
        after = self.words.lower[i + 1] if i + 1 < self.end else ""
        told = is_speech(group.lemma) and (after in ("to", "that") or after in w.DETERMINERS)
        if not told and finite_later(self.words, i + 1, self.end):
            return False
        if all(w.is_adverb(word) for word in self.words.lower[self.start : i]):
            light = group.lemma in cues.words_of("light_verbs", "lemma")
            if group.kind == "present" and after in w.PREPOSITIONS:
                return False  # `Support for partners` is a title
            if group.kind == "past":
                return self._opens_with_report(group)
            return group.kind in ("third", "present") and (
                light or cues.verb(group.lemma) is not None
            )
        if not self.adjunct and m.GERUND in self.words.forms(self.start):
            # A list item `Continuing to lead the groups established along …` has none.
            return False
        if group.kind != "present":
            return True
        rarely_noun = m.readings(group.lemma)[m.BASE].noun_share <= 0.1
        return self._plural_subject(i) and (rarely_noun or cues.verb(group.lemma) is not None)

    def _reduced(self, group: Group) -> bool:
        """`the process described in paragraph 6 … shall`: a participle, the finite verb comes."""
        words = self.words
        after = words.lower[group.end] if group.end < self.end else ""
        if group.kind == "third":
            # `that many storm shelters planned for 2020 were never built`
            likely_noun = words.noun_share(group.head, m.THIRD) > 0.4
            return likely_noun and finite_later(words, group.end, self.end)
        if group.kind != "past" or after not in w.PREPOSITIONS:
            return False
        return any(auxiliary_group(words, k, self.end) for k in range(group.end, self.end))

    def _plural_subject(self, i: int) -> bool:
        """A bare verb needs a plural subject: `we`, a plural noun, or two nouns joined."""
        words = self.words
        subject = range(self.boundary, i)
        j = i - 1
        while j > self.boundary and w.is_adverb(words.lower[j]):
            j -= 1
        if words.lower[j] in ("we", "they", "i", "you") or words.lower[j].endswith("s"):
            return True
        if words.lower[j] in (",", ")", "”") or "and" in (words.lower[k] for k in subject):
            return True
        return words.lower[j] in ("people", "both", "all", "sides")

    def _takes_complement(self, group: Group) -> bool:
        """`and increased investment` may be a participle before a noun: a finite reading needs
        a determiner, `to`, `that`, a preposition, a name or a speech verb."""
        words, i = self.words, group.end
        if is_speech(group.lemma) or i >= self.end or group.kind == "present":
            light = group.lemma in cues.words_of("light_verbs", "lemma") and i < self.end
            if cues.phrase((group.lemma, *words.lower[i : i + 3])) is not None:
                return True
            return is_speech(group.lemma) or (light and words.lower[i] in w.DETERMINERS)
        after = words.lower[i]
        if after in w.DETERMINERS or after in ("to", "that") or after in w.PREPOSITIONS:
            return True
        if words.text[i][0].isupper() or group.kind == "third":
            return True
        j = group.head - 1
        while j > self.start and words.lower[j] in (",", "and", "or", "but"):
            j -= 1
        modifies = words.lower[group.head] in w.ADJECTIVAL or w.is_adjective(words.lower[j])
        main = self._main()
        if main is None or main.group.kind not in ("past", "perfect"):
            return False
        return not modifies and m.PARTICIPLE not in words.forms(j)

    def _last_of_form(self, group: Group) -> Clause | None:
        main = self._main()
        if group.kind == "present" and self.found and self.found[-1].group.kind == "modal":
            return main if self._speaks_again(group, main) else None
        if group.kind == "past" and main is not None and is_speech(group.lemma):
            cue = cues.verb(group.lemma)
            if cue is not None and cue.kind != "tasking":
                return main
        if group.kind == "present" and main is not None and main.group.kind == "past":
            after = self.words.lower[group.end] if group.end < self.end else ""
            speaks = is_speech(group.lemma) and after in w.DETERMINERS | {"that", "to"}
            return main if speaks else None
        for clause in reversed(self.found):
            kinds = (clause.group.kind, group.kind)
            if kinds[0] == kinds[1] or group.kind not in ("past", "third", "present"):
                return clause
            if kinds[0] in ("perfect", "copula", "progressive") and group.kind == "past":
                return clause
            if set(kinds) <= _PRESENT_KINDS:
                return clause
            if clause.subordinator is None and kinds[0] == "modal" and group.kind == "third":
                return None
        return None

    def _speaks_again(self, group: Group, main: Clause | None) -> bool:
        """`We note that X must Y, and reiterate that …`: the speakers' verb, not X's."""
        if main is not None and main.group.kind == "modal" and self.found[-1] is main:
            # `We will support X and welcome the report`: what is said now, not promised.
            after = self.words.lower[group.end] if group.end < self.end else ""
            return group.lemma in word_class("praise_verb") and after in w.DETERMINERS
        if main is None or main.group.kind != "present" or self.found[-1] is main:
            return False
        cue = cues.verb(group.lemma)
        if cue is None or cue.kind not in ("speech", "expressive", "directive"):
            return False
        if group.lemma in word_class("deed_under_will") | word_class("deed_when_asked"):
            return False
        after = self.words.lower[group.end] if group.end < self.end else ""
        return after in w.DETERMINERS | {"that", "on"}

    def _new_subject(self, first: int) -> int | None:
        """Where the subject of a clause that begins after a boundary starts, if one does."""
        words = self.words
        floor = self.found[-1].group.end if self.found else self.start
        for k in range(first - 1, max(floor, first - 26) - 1, -1):
            word = words.lower[k]
            if words.label(k) is not None:
                continue
            if word in (";", "and", "but", ",", ":") or words.is_dash(k):
                if k + 1 < first and (
                    _opens_subject(words, k + 1) or self._short_subject(k + 1, first)
                ):
                    joined = words.lower[k + 1 : first]
                    if word == "," and "and" in joined and k > floor and words.lower[k - 1] != ";":
                        continue
                    return self._first_name(k, floor) if word == "and" else k + 1
                if word == ";":
                    return None
        return None

    def _first_name(self, joint: int, floor: int) -> int:
        """`, and the Department of State and Google will …`: where two joined names begin."""
        words = self.words
        k = joint - 1
        while k > floor and (
            words.label(k) is not None
            or words.lower[k] in w.DETERMINERS
            or words.lower[k] == "of"
            or words.text[k][0].isupper()
        ):
            k -= 1
        named = k < joint - 1 and words.lower[k] in (",", ";", "and") and k > floor
        return k + 1 if named and words.lower[k - 1] in (",", ";", "and") else joint + 1

    def _short_subject(self, start: int, first: int) -> bool:
        """A bare noun or two right before an auxiliary (`inflation is rising`)."""
        words = self.words
        plain = words.lower[start] not in w.CONJUNCTIONS and all(
            words.lower[k].isalpha()
            and words.lower[k] not in w.PREPOSITIONS
            and words.lower[k] not in w.RELATIVES
            and not w.is_adverb(words.lower[k])
            for k in range(start, first)
        )
        listed = words.lower[start - 2 : start] == [",", "and"]
        short = first - start <= (8 if listed else 2)
        return plain and short and auxiliary_group(words, first, self.end) is not None

    def _place(self, group: Group) -> None:
        words = self.words
        if self.pending:
            start = self._subject_after_subordinator(group.first)
            sub = self.pending.pop()
            self.found.append(Clause(start, group.first, group, group.end, subordinator=sub))
            return
        j = group.first - 1
        while j > self.start and w.is_adverb(words.lower[j]):
            j -= 1
        joined = j > self.start and words.lower[j] in ("and", "but", "or", ",", ";")
        last = self._last_of_form(group) if self.found else None
        if joined and last is not None:
            main = self._main()
            other_kind = group.kind == "modal" and last.group.kind != "modal"
            both_modal = group.kind == last.group.kind == "modal"
            speaks = is_speech(group.lemma) and not both_modal
            to_main = speaks or last is main or other_kind
            host = main if main and to_main else last
            self.found.append(
                Clause(
                    host.subject_start, host.subject_end, group, group.end, True, host.subordinator
                )
            )
            return
        first = group.first
        opened = self._main_subject(first) if self.need else self._new_subject(first)
        if opened is not None:
            self.found.append(Clause(opened, first, group, group.end))
            self.need = False
            return
        # A finite verb before the main clause, or of a relative clause without a pronoun.
        inner = "adjunct" if self.need else "contact"
        self.found.append(Clause(first, first, group, group.end, subordinator=inner))

    def _main(self) -> Clause | None:
        return next((c for c in reversed(self.found) if c.subordinator is None), None)

    def _main_subject(self, first: int) -> int | None:
        if not self.adjunct:
            return self.start
        for k in range(self.start, first):
            if self.words.lower[k] == "," and _opens_subject(self.words, k + 1):
                return k + 1
        opening = self.words.lower[max(first - 2, self.start) : first]
        pronoun = opening[-1:] and opening[-1] in ("we", "they", "he", "she")
        inner = opening[0] in w.SUBORDINATORS or opening[0] in w.RELATIVES if pronoun else True
        return None if inner else first - 1

    def _subject_after_subordinator(self, first: int) -> int:
        for k in range(first - 1, self.start - 1, -1):
            if self.words.lower[k] in w.RELATIVES or self.words.lower[k] in w.SUBORDINATORS:
                return k + 1
            if self.words.lower[k] in UNSURE_SUBORDINATORS:
                return k + 1
        return self.start

    def _close(self) -> list[Clause]:
        """Give every main clause its end: where the next main clause (or its joint) begins."""
        words, out, stop = self.words, [], self.end
        for clause in reversed(self.found):
            end = stop
            while end > clause.group.end and (
                words.lower[end - 1] in (",", ";", ".", ":", "and", "but", "or", "!", "?")
            ):
                end -= 1
            out.append(replace(clause, end=end))
            if clause.subordinator is None:
                stop = clause.group.first if clause.coordinated else clause.subject_start
                while stop > 0 and clause.coordinated and w.is_adverb(words.lower[stop - 1]):
                    stop -= 1
        return out[::-1]


def clauses(words: Words, start: int, end: int) -> list[Clause]:
    """The finite clauses of one sentence, in order, subordinate ones among them."""
    while start < end and words.text[start] in w.OPENERS:
        start += 1
    if words.lower[start : start + 3] == ["that", "is", "why"]:
        start += 3
    return _Walk(words, start, end).run() if start < end else []
