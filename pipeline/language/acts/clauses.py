"""The clauses of a sentence: which verb is finite, whose verb it is, how far it reaches.

A left-to-right walk over words. Each subordinator takes the next finite verb; a finite verb
after a conjunction goes with the last verb of its form; a noun phrase after a boundary opens a
new clause. This is the grammar under guideline sections 2 (S1, S7) and 3.
"""

from typing import Final

from pipeline.language.acts import cues, finite
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.cues import is_speech
from pipeline.language.acts.finite import Clause, Walk, opens_subject
from pipeline.language.acts.verb_groups import (
    Group,
    auxiliary_group,
    finite_ahead,
    lexical_group,
)
from pipeline.language.acts.words import Words, word_class

# `where possible`, `if necessary`: no clause follows.
_IMPERSONAL: Final = frozenset("possible appropriate necessary needed applicable relevant".split())
_ENSURING: Final = frozenset(("ensure", "ensures", "ensuring", "ensured"))
# `Should Russia attempt …, Germany will …`
_INVERTED: Final = frozenset(("should", "had", "were"))
# `This year, we will …`, `Later in 2026, …`
_SPLITTERS: Final = frozenset((";", ":"))
# `We thank X for its work, reiterate our intention to …`
_OURS: Final = (["our"], ["their"], ["its"], ["that"])
_MAYBE_SUBORDINATORS: Final = w.RELATIVES | w.SUBORDINATORS | w.UNSURE_SUBORDINATORS | _INVERTED


class _Reader(Walk):
    """Goes over the words of one sentence and places each finite verb it meets."""

    def _opens_with_adjunct(self) -> bool:
        """A sentence that opens with a participle, infinitive or preposition has its main verb
        after a comma."""
        words, i = self.words, self.start
        while i + 2 < self.end and w.is_adverb(words.lower[i]) and words.lower[i + 1] == ",":
            i += 2
        word = words.lower[i]
        opens = word in w.PREPOSITIONS or word == "to" or m.GERUND in m.readings(word)
        opens = opens or word in w.SUBORDINATORS or word in _INVERTED
        opens = opens or (word in w.TIMES and "," in words.lower[i + 1 : i + 5])
        if not opens:
            return False
        for k in range(i, self.end - 1):
            if words.lower[k] == "," and opens_subject(words, k + 1):
                return True
        return False

    def run(self) -> list[Clause]:
        words, past = self.words, self.start
        self.adjunct = self._opens_with_adjunct()
        for i in words.turning(self.start, self.end):
            if i < past:
                continue
            word = words.lower[i]
            if word in _MAYBE_SUBORDINATORS and self._subordinates(i):
                self.pending.append(word)
            elif word == ",":
                if self.pending and self.pending[-1] not in w.RELATIVES:
                    # `if ever,`, `as appropriate,`: no clause came.
                    self.pending.pop()
            elif word in _SPLITTERS:
                self.pending.clear()
            elif word in w.MAYBE_DASHES:
                if words.is_dash(i):
                    past = self._past_insertion(i)
                    self.pending.clear()
            elif word not in w.SENTENCE_END:
                if word in _ENSURING and self._ensures(i):
                    self.pending.append("that")
                group = auxiliary_group(words, i, self.end) if word in w.AUXILIARIES else None
                group = group or self._lexical_finite(i)
                if group is not None:
                    self._place(group)
                    past = group.end
        return self._close()

    def _ensures(self, i: int) -> bool:
        """`to ensure the two sides remain prepared`: a that-clause without its `that`."""
        words = self.words
        told = words.lower[i + 1 : i + 2] == ["that"]
        return not told and finite_ahead(words, i + 1, self.end)

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
        if word in w.UNSURE_SUBORDINATORS:
            joins = "well" in (before, after)  # `Japan as well as the EU will`
            return not joins and after != "a" and finite_ahead(words, i + 1, self.end)
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
            return None if finite.is_reduced(self, group) else group
        j = i - 1
        while j > self.start and w.is_adverb(words.lower[j]):
            j -= 1
        joined = j >= self.start and words.lower[j] in ("and", "but", "or", ",", ";", ":")
        if self.need and not joined:
            return group if finite.is_main(self, group) else None
        if joined and not self.found and self.need and words.lower[j] == ",":
            return group if finite.after_apposition(self, group) else None
        if joined and self.found:
            if finite.last_of_form(self, group) is None or not finite.takes_complement(self, group):
                return None
            praises = group.lemma in word_class("praise_verb")
            again = words.lower[j] == "," and is_speech(group.lemma)
            again = again and words.lower[group.end : group.end + 1] in _OURS
            again = again or words.lower[i - 1] == "hereby"
            joins = group.kind == "present" and m.BASE in words.forms(j - 1)
            if joins and not (praises or again):
                return None
            if group.kind == "present" and finite.may_continue_infinitive(self, group):
                return None
            if group.kind == "past" and words.lower[i + 1 : i + 2] in (["by"], ["at"]):
                # `, further enabled by X`, `, aimed at V-ing`
                return None
            if words.lower[j] == "," and finite.tells_of_noun(self, group):
                return None
            return group
        return None if finite.is_contact(self, i) else self._of_new_subject(group)

    def _of_new_subject(self, group: Group) -> Group | None:
        """The full verb as the finite verb of a clause whose subject begins after a boundary."""
        words, i = self.words, group.first
        phrase = cues.phrase((group.lemma, *words.lower[i + 1 : i + 4]))
        speaks = is_speech(group.lemma) or phrase is not None
        speaks = speaks or (group.lemma == "continue" and words.lower[i - 1] in ("we", "they"))
        after = words.lower[i + 1] if i + 1 < self.end else ""
        opened = self._new_subject(i)
        if opened and group.kind == "past" and words.lower[opened - 2 : opened] == [",", "and"]:
            speaks = speaks or after in w.DETERMINERS or cues.verb(group.lemma) is not None
        reduced = group.kind == "past" and after in w.PREPOSITIONS
        if opened is not None and speaks and not reduced:
            return group
        return None

    def _new_subject(self, first: int) -> int | None:
        """Where the subject of a clause that begins after a boundary starts, if one does."""
        words = self.words
        floor = self.found[-1].group.end if self.found else self.start
        for k in range(first - 1, max(floor, first - 26) - 1, -1):
            word = words.lower[k]
            if words.label(k) is not None or (word == "and" and self._between(k, floor)):
                continue
            if word in (";", "and", "but", ",", ":") or words.is_dash(k):
                counted = word == ";" and words.lower[k + 1][0].isdigit()
                if k + 1 < first and (
                    counted or opens_subject(words, k + 1) or self._short_subject(k + 1, first)
                ):
                    joined = words.lower[k + 1 : first]
                    if word == "," and "and" in joined and k > floor and words.lower[k - 1] != ";":
                        continue
                    if word == "and":
                        first_noun = self._first_noun(k, floor)
                        return self._first_name(k, floor) if first_noun is None else first_noun
                    return k + 1
                if word == ";":
                    return None
        return None

    def _between(self, joint: int, floor: int) -> bool:
        """`cooperation between the United States and Iraq could …`: an `and` of two parties."""
        near = self.words.lower[max(joint - 8, floor) : joint]
        return "between" in near and "and" not in near[near.index("between") :]

    def _first_noun(self, joint: int, floor: int) -> int | None:
        """`; our leaders and foreign ministers will …`: where two joined nouns begin."""
        words = self.words
        for k in range(joint - 1, max(floor, joint - 4), -1):
            if words.lower[k] in w.POSSESSIVES:
                return k if words.lower[k - 1] in (";", ",", ":") else None
            if not words.lower[k].isalpha() or words.lower[k] in w.PREPOSITIONS:
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
        before = k - 1
        while before > floor and words.lower[before] in w.CLOSERS:
            before -= 1  # `“Go Digital,” and the Department of State and Google will …`
        return k + 1 if named and words.lower[before] in (",", ";", "and") else joint + 1

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
        last = finite.last_of_form(self, group) if self.found else None
        inserted = self._past_relative(j) if joined else None
        if inserted is not None:
            self.found.append(Clause(self.start, inserted, group, group.end))
            self.need = False
            return
        if joined and last is not None:
            main = self.main()
            other_kind = group.kind == "modal" and last.group.kind != "modal"
            both_modal = group.kind == last.group.kind == "modal"
            speaks = is_speech(group.lemma) and not both_modal
            told = other_kind and last.subordinator == "that" and words.lower[j] == "and"
            if told and last.group.kind == "perfect" and words.lower[j - 1] != ",":
                other_kind = False  # `recalls that X has caused and will cause Y`
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
            stop = self._before_denial(first)
            self.found.append(Clause(opened, stop, group, group.end))
            self.need = False
            return
        # A finite verb before the main clause, or of a relative clause without a pronoun.
        inner = "adjunct" if self.need else "contact"
        self.found.append(Clause(first, first, group, group.end, subordinator=inner))

    def _past_relative(self, j: int) -> int | None:
        """`Transport, which is …, would be kept`: where the subject ends before a relative
        clause that the comma at word j closes."""
        words = self.words
        if not self.need or self.adjunct or words.lower[j] != "," or not self.found:
            return None
        opens = self.found[0].subject_start - 2
        relative = opens > self.start and words.lower[opens + 1] in ("which", "who")
        return opens if relative and words.lower[opens] == "," else None

    def _before_denial(self, first: int) -> int:
        """`Japan does not and will never …`: where the subject ends."""
        words = self.words
        if words.lower[first - 1] != "and" or words.lower[first - 2] not in w.NEGATIONS:
            return first
        return first - 3 if words.lower[first - 3] in w.DO | w.MODALS else first

    def _main_subject(self, first: int) -> int | None:
        if not self.adjunct:
            return self.start
        for k in range(self.start, first):
            if self.words.lower[k] != ",":
                continue
            # `On 9 May, 2023 President Biden`: past the year
            k += len(self.words.lower[k + 1]) == 4 and self.words.lower[k + 1].isdigit()
            if opens_subject(self.words, k + 1):
                return k + 1
        opening = self.words.lower[max(first - 2, self.start) : first]
        pronoun = opening[-1:] and opening[-1] in ("we", "they", "he", "she")
        inner = opening[0] in w.SUBORDINATORS or opening[0] in w.RELATIVES if pronoun else True
        return None if inner else first - 1

    def _subject_after_subordinator(self, first: int) -> int:
        for k in range(first - 1, self.start - 1, -1):
            if self.words.lower[k] in w.RELATIVES or self.words.lower[k] in w.SUBORDINATORS:
                return k + 1
            if self.words.lower[k] in w.UNSURE_SUBORDINATORS:
                return k + 1
        return self.start

    def _close(self) -> list[Clause]:
        """Give every main clause its end: where the next main clause (or its joint) begins."""
        words, stop = self.words, self.end
        for clause in reversed(self.found):
            end = stop
            while end > clause.group.end and (
                words.lower[end - 1] in (",", ";", ".", ":", "and", "but", "or", "!", "?")
            ):
                end -= 1
            clause.end = end
            if clause.subordinator is None:
                stop = clause.group.first if clause.coordinated else clause.subject_start
                while stop > 0 and clause.coordinated and w.is_adverb(words.lower[stop - 1]):
                    stop -= 1
        return self.found


def clauses(words: Words, start: int, end: int) -> list[Clause]:
    """The finite clauses of one sentence, in order, subordinate ones among them."""
    while start < end and words.lower[start] in w.OPENERS:
        start += 1
    if words.lower[start : start + 3] == ["that", "is", "why"]:
        start += 3
    return _Reader(words, start, end).run() if start < end else []
