"""From a finite clause to its acts: which cue it has, what each of its contents amounts to.

Guideline section 3, form by form: plain cues, `will`, perfects, progressives, passives, deeds.
"""

from typing import Final

from pipeline.language.acts import cues, deeds, judge, phrases
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.conjuncts import conjuncts
from pipeline.language.acts.content import Content, contents, preposition_again, verbal
from pipeline.language.acts.cues import Cue
from pipeline.language.acts.draft import Draft, Place
from pipeline.language.acts.finite import Clause
from pipeline.language.acts.frames import lemma_at
from pipeline.language.acts.verb_groups import Group, skip_adverbs
from pipeline.language.acts.words import Words, word_class

# Under `will` these name deeds or others' conduct made one's own (guideline section 3).
_DEED_KINDS: Final = frozenset(("founding", "assertive", "adoption", "tasking"))
_DEEDS_UNDER_WILL: Final = word_class("deed_under_will")
_STATES_OF_MIND: Final = word_class("state_of_mind")
_BOUND: Final = w.POSSESSIVES | {"the"}
_CALLING: Final = frozenset(("call", "appeal", "urge"))
_GATHERING: Final = word_class("gathering_verb")
_NO_DEED: Final = word_class("no_deed")
# Words up to this length may be small in a title.
_SHORT_WORD: Final = 4


def acts_of(place: Place, clause: Clause) -> list[Draft]:
    """The acts of one main clause, in order; none where it has no cue of section 3 or 4."""
    group = clause.group
    if group.kind == "modal":
        found = _modal(place, clause) if group.modal in w.PROMISING else _told_would(place, clause)
    elif group.kind == "copula":
        found = _copula(place, clause)
    elif group.kind in ("progressive", "perfect_progressive"):
        found = _progressive(place, clause)
    elif group.kind == "be_to":
        if _tells_purpose(place.words, clause):
            return []
        found = deeds.deeds(place, clause, group.head, 2, "be", group.head, "be to")
    else:
        found = _plain(place, clause)
    for draft in found:
        if not draft.only_own:
            draft.subject = (clause.subject_start, clause.subject_end)
        draft.negated = draft.negated or group.negated
    return found


def _tells_purpose(words: Words, clause: Clause) -> bool:
    """`The mission of the Centre is to serve as X`: a plain copula, no promise."""
    if clause.subject_start >= clause.subject_end:
        return False
    head = phrases.noun_head(words, clause.subject_start, clause.subject_end)
    return words.lower[head] in word_class("told_by_copula")


def _told_would(place: Place, clause: Clause) -> list[Draft]:
    """`A study would be made` in a paper that reports in the past: what was agreed to be done."""
    words, group = place.words, clause.group
    if not place.backshift or group.modal != "would":
        return []
    if (
        group.lemma in _NO_DEED | word_class("no_conduct")
        or "if" in words.lower[clause.subject_start : clause.end]
    ):
        return []
    found = _modal(place, clause)
    for draft in found:
        draft.only_own = True
        draft.subject = (clause.subject_start, clause.subject_end)
    return found


def cue_acts(
    place: Place, cue: Cue, verb: int, after: int, end: int, lemma: str, first: int | None = None
) -> list[Draft]:
    """Acts of a cue whose word(s) begin at `verb` and whose complement begins at `after`.

    `first` is where the evidence of the first act begins (default: the cue).
    """
    words = place.words
    if cue.lemma in ("commit", "recommit"):
        after = _past_bound(words, after, end)
    found = contents(words, after, end)
    out = []
    if cue.kind in ("directive", "tasking"):
        found = _directed(words, found, after, end)
    joined = cue.kind == "state" and len(found) > 1
    told = found[0].inner and found[0].inner[0].force == 0 and not joined
    if cue.kind in ("expressive", "assertive") or told:
        found = [_whole(words, found, end)]
    for n, content in enumerate(found):
        start = (verb if first is None else first) if n == 0 else content.start
        stop = max(content.end, verb + 1)
        draft = Draft(place.node, start, stop, (verb, verb + 1), lemma, cue.force, cue.kind,
                      content=content, frames=content.frames)  # fmt: skip
        silent = cue.kind in ("speech", "intent", "endorsement", "adoption", "directive")
        draft.stem_only = content.kind == "none" and silent
        if n == 0 and content.kind == "none":
            draft.end = phrases.evidence_end(words, verb, end)
        judge.by_content(words, draft, cue)
        draft.rules.append(f"cue:{lemma}")
        out.append(draft)
        out += _embedded(place, draft)
    return out


def _past_bound(words: Words, i: int, end: int) -> int:
    """`committed New Zealand to join`, `committed their ministries to opening ports`: where
    the verb of what is undertaken stands."""
    bound = i < end and (words.label(i) is not None or words.lower[i] in _BOUND)
    for k in range(i + 1, min(end, i + 8)) if bound else ():
        if words.lower[k] in w.PREPOSITIONS or words.lower[k] in (",", ";", "that"):
            return i
        if words.lower[k] == "to":
            verb = phrases.is_infinitive(words, k, end) or phrases.gerund_head(words, k + 1, end)
            return k if verb else i
    return i


def _embedded(place: Place, told: Draft) -> list[Draft]:
    """`underscores that it will abide by X`: what the speakers say that they will do is an act
    of its own (guideline section 2, last sentence); kept only if they are the doers."""
    clause = told.content.clause if told.content is not None else None
    if told.start != told.cue[0]:
        return []
    if clause is None or told.reason is None or clause.group.modal not in w.PROMISING:
        return []
    if clause.group.passive:
        return []
    found = _modal(place, clause)
    for draft in found:
        draft.subject = (clause.subject_start, clause.subject_end)
        draft.only_own = True
    return found


def _directed(words: Words, found: list[Content], after: int, end: int) -> list[Content]:
    """`requests X to V …, and to V …`: one act for each thing asked."""
    if found[0].kind != "noun":
        return found
    noun = found[0].head
    if m.verb_of_noun(words.lower[noun]) and words.lower[noun + 1 : noun + 2] == ["of"]:
        return found  # `directed the formation of X to V`
    for k in range(found[0].head + 1, end):
        head = phrases.infinitive_head(words, k, end)
        if head is not None:
            return verbal(words, after, head, end, m.BASE)
    return found


def _whole(words: Words, found: list[Content], end: int) -> Content:
    """What is praised or only reported is one act, however much it lists."""
    return found[0]._replace(end=phrases.evidence_end(words, found[-1].head, end))


def _phrase_cue(words: Words, lemma: str, i: int, end: int) -> tuple[Cue, int] | None:
    """A cue of several words whose first word, lemmatised, stands at word i; and its end."""
    rest = tuple(words.lower[i + 1 : min(end, i + 4)])
    found = cues.phrase((lemma, *rest))
    if found is None:
        return None
    after = i + found[1]
    takes = found[0].lemma.endswith(" to") and phrases.is_infinitive(words, after - 1, end)
    return found[0], after - takes  # `look to enhance trade`


def _plain(place: Place, clause: Clause) -> list[Draft]:
    words, group = place.words, clause.group
    if group.lemma in _GATHERING:
        to = next((k for k in range(group.end, clause.end) if words.lower[k] == "to"), clause.end)
        head = phrases.infinitive_head(words, to, clause.end)
        if head is not None and cues.is_speech(words.lower[head]):
            cue = cues.verb(words.lower[head])
            assert cue is not None
            return cue_acts(place, cue, head, head + 1, clause.end, cue.lemma)
    found = _phrase_cue(words, group.lemma, group.head, clause.end)
    if found:
        return _of_phrase(place, clause, *found)
    if group.lemma == "continue":
        return _continue(place, clause, group.head)
    if group.lemma == "include" and group.kind == "third":
        return deeds.included(place, clause)
    matched = cues.verb(group.lemma)
    noun = _past_adjunct(words, group.end, clause.end)
    if _is_light(words, group, noun, clause.end):
        return cue_acts(place, Cue(group.lemma, 5, "speech"), group.head, noun, clause.end,
                        group.lemma)  # fmt: skip
    if matched is None or matched.kind == "founding":
        return deeds.deed(place, clause, matched)
    if matched.kind == "assertive" and group.kind in ("past", "perfect"):
        return deeds.report(place, clause)
    if matched.kind in ("adoption", "tasking") and group.kind == "third":
        return cue_acts(place, matched, group.head, group.end, clause.end, group.lemma)
    if deeds.tells_deed(words, group, clause.end):
        return deeds.report(place, clause) if group.kind in ("past", "perfect") else []
    told = group.lemma in ("recall", "believe", "review", "discuss", "consider")
    if matched.kind == "assertive" and group.kind in ("present", "third") and not told:
        return []
    return cue_acts(place, matched, group.head, group.end, clause.end, group.lemma)


def _of_phrase(place: Place, clause: Clause, cue: Cue, after: int) -> list[Draft]:
    """`look forward to`, `are calling on`: a cue of several words."""
    if cue.lemma == "look to" and not phrases.is_infinitive(place.words, after, clause.end):
        return []
    if cue.lemma == "look forward to":
        return _look_forward(place, clause.group.head, after, clause.end, cue)
    return cue_acts(place, cue, clause.group.head, after, clause.end, cue.lemma)


def _past_adjunct(words: Words, i: int, end: int) -> int:
    """`express through this Framework their intention`: where the possessor stands."""
    if i < end and words.lower[i] in w.PREPOSITIONS:
        for k in range(i + 1, min(end, i + 8)):
            if words.lower[k] in w.POSSESSIVES:
                return k
    return i


def _is_light(words: Words, group: Group, i: int, end: int) -> bool:
    if group.lemma not in cues.words_of("light_verbs", "lemma") or i >= end:
        return False
    head = phrases.noun_head(words, i, end)
    noun = cues.inner_noun(words.lower[head]) if words.text[head].islower() else None
    return noun is not None and not (group.lemma == "have" and noun.force == 0)


def _look_forward(place: Place, verb: int, after: int, end: int, cue: Cue) -> list[Draft]:
    """Guideline section 3: to a meeting or own deed 2, to what is not one's own doing 1."""
    if preposition_again(place.words, after - 1, end) is not None:
        after -= 1  # `look forward to the fair and to meeting there`
    out = cue_acts(place, cue, verb, after, end, "look forward to")
    for draft in out:
        content = draft.content
        if content is not None and content.kind == "noun":
            head = place.words.lower[content.head]
            if head not in ("meeting", "meetings", "consultations", "dialogue", "summit", "talks"):
                draft.force, draft.reason = 1, "expressive"
            else:
                draft.reason, draft.action = None, "meet"
    return out


def _modal(place: Place, clause: Clause) -> list[Draft]:
    """`will` and `shall` (guideline section 3)."""
    words, group = place.words, clause.group
    modal = "shall" if group.modal == "shall" else "will"
    if group.lemma in _NO_DEED and not group.passive and group.head < clause.end:
        return _will_be(place, clause)
    if group.passive and group.lemma in word_class("no_deed_passive"):
        return []
    if group.passive:
        return deeds.deeds(place, clause, group.head, 5, modal, group.first, "will")
    out: list[Draft] = []
    start = group.first
    form_end = clause.end
    if words.lower[group.head] != group.lemma and m.GERUND in words.forms(group.head):
        return deeds.one_deed(place, (group.first, group.first + 1), start, group.head, form_end, 5,
                         modal, "progressive")  # fmt: skip
    verbs = _merged(words, conjuncts(words, start, group.head, form_end, m.BASE))
    for n, (first, verb, stop) in enumerate(verbs):
        out += _will_verb(place, group, start if n == 0 else first, verb, stop, modal, n)
    for draft in out:
        draft.modal = modal
    return out


def _merged(words: Words, verbs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """A bare deed after `will continue to V` or `will agree to V` goes with that V."""
    out: list[tuple[int, int, int]] = []
    for first, verb, stop in verbs:
        lemma = words.lower[verb]
        if out and not cues.is_speech(lemma) and not _phrase_cue(words, lemma, verb, stop):
            held = out[-1][1]
            takes = words.lower[held] == "continue" or cues.is_speech(words.lower[held])
            if takes and phrases.is_infinitive(words, held + 1, stop):
                out[-1] = (out[-1][0], held, stop)
                continue
        out.append((first, verb, stop))
    return out


def _will_verb(
    place: Place, group: Group, start: int, verb: int, stop: int, modal: str, n: int
) -> list[Draft]:
    words = place.words
    lemma = words.lower[verb]
    modal_cue = (group.first, group.first + 1)
    if lemma == "continue":
        return _continue_at(place, modal_cue, start, verb, stop, modal)
    found = _phrase_cue(words, lemma, verb, stop)
    cue = found[0] if found else cues.verb(lemma)
    if found is None and verb + 1 < stop and lemma in cues.words_of("light_verbs", "lemma"):
        noun = cues.inner_noun(words.lower[phrases.noun_head(words, verb + 1, stop)])
        if noun is not None and noun.force >= 2:
            cue = Cue(lemma, 5, "speech")
    speaks = cue is not None and (
        found is not None
        or (cue.kind == "tasking" and _asks_to_act(words, verb, stop))
        or lemma in _CALLING
        or (cue.kind not in _DEED_KINDS and lemma not in _DEEDS_UNDER_WILL)
    )
    if cue is None or not speaks or (found and cue.kind == "founding"):
        return deeds.one_deed(place, modal_cue, start, verb, stop, 5, modal, "will")
    after = found[1] if found else verb + 1
    named = modal if n == 0 else cue.lemma
    out = cue_acts(place, cue, verb, after, stop, named, first=start)
    for draft in out:
        if n == 0:
            draft.cue = modal_cue
    return out


def _asks_to_act(words: Words, verb: int, stop: int) -> bool:
    """`will direct their agencies to focus on …`, not `will direct aid to Peru`."""
    owned = words.lower[verb + 1 : verb + 2]
    near = range(verb + 2, min(stop, verb + 8))
    return (
        bool(owned)
        and owned[0] in w.POSSESSIVES
        and any(phrases.is_infinitive(words, k, stop) for k in near)
    )


def _will_be(place: Place, clause: Clause) -> list[Draft]:
    words, group = place.words, clause.group
    stop = phrases.evidence_end(words, group.head, clause.end)
    draft = Draft(place.node, group.first, stop, (group.first, group.first + 1), "will", 0, "deed",
                  reason="elaboration", action=group.lemma, modal="will")  # fmt: skip
    draft.rules.append("will:be")
    return [draft]


def _is_title(words: Words, i: int, end: int) -> bool:
    """`Securing the Tools for Future Prosperity`: a heading set as a bullet."""
    long = [words.text[k] for k in range(i, end) if len(words.text[k]) > _SHORT_WORD]
    return len(long) > 1 and all(word[0].isupper() for word in long) and words.lower[end - 1] != "."


def listed_gerund(place: Place, i: int, end: int) -> list[Draft]:
    """A bullet `Establishing …`, `Continuing to …`, `Providing …` under no cue: it follows its
    own verb (founding 4, continue 3, other deeds report)."""
    words = place.words
    if _is_title(words, i, end):
        return []
    lemma = lemma_at(words, i, m.GERUND)
    cue = cues.verb(lemma)
    if lemma == "continue":
        return _continue_at(place, (i, i + 1), i, i, end, lemma)
    if cue is not None and cue.kind not in ("founding", "assertive"):
        return []
    founds = cue is not None and cue.kind == "founding"
    out = deeds.one_deed(place, (i, i + 1), i, i, end, 4 if founds else 0, lemma, "listed")
    for draft in out:
        if not founds:
            draft.reason, draft.force = "progress_report", 0
    return out[:1]


def _continue(place: Place, clause: Clause, verb: int) -> list[Draft]:
    if clause.group.kind in ("past", "perfect"):
        return deeds.report(place, clause)
    return _continue_at(place, (verb, verb + 1), verb, verb, clause.end, "continue")


def _continue_at(
    place: Place, cue: tuple[int, int], start: int, verb: int, stop: int, lemma: str
) -> list[Draft]:
    out = []
    for n, content in enumerate(contents(place.words, verb + 1, stop)):
        first = start if n == 0 else content.start
        draft = Draft(place.node, first, max(content.end, verb + 1), cue, lemma, 3, "continue",
                      content=content, frames=("continue", *content.frames))  # fmt: skip
        if content.kind in ("infinitive", "gerund"):
            judge.fill_verbal(place.words, draft)
        else:
            judge.fill_nominal(place.words, draft, "continue")
        asked = _asked(place.words, content, stop)
        if asked is not None:
            out += cue_acts(place, asked[0], content.head, asked[1], stop, asked[0].lemma)
            break
        if draft.action in word_class("opinion_verb"):
            draft.reason = "importance_or_value"  # `continues to view the plan as serious`
        draft.stem_only = content.kind == "none"
        draft.rules.append("continue")
        out.append(draft)
    return out


def _asked(words: Words, content: Content, end: int) -> tuple[Cue, int] | None:
    """`continue to call on X to V`: the cue that asks others, and the word after it."""
    if content.kind != "infinitive":
        return None
    found = _phrase_cue(words, words.lower[content.head], content.head, end)
    cue = cues.verb(words.lower[content.head])
    asks = found or (None if cue is None else (cue, content.head + 1))
    return asks if asks is not None and asks[0].kind == "directive" else None


def _copula(place: Place, clause: Clause) -> list[Draft]:
    """`are committed to`, `remain ready to`, and passives of cues (`it was agreed that`)."""
    words, group = place.words, clause.group
    stem = "remain" if words.lower[group.first].startswith("remain") else "be"
    state = skip_adverbs(words, group.first + 1, clause.end)
    if state < clause.end:
        inner = _stated(place, state, clause.end)
        if inner is not None:
            return inner
        found = cues.phrase((stem, *words.lower[state : state + 2]))
        if found:
            lemma = m.lemma_of(words.lower[state], m.PARTICIPLE)
            spoken = lemma and found[0].kind == "speech" and stem == "be"
            named = lemma if lemma and spoken else found[0].lemma
            first = group.first if stem == "remain" else state
            after = state + found[1] - 1
            return cue_acts(place, found[0], state, after, clause.end, named, first=first)
    if not group.passive:
        return []
    cue = cues.verb(group.lemma)
    if cue is None and words.lower[group.first] in ("was", "were"):
        return deeds.report(place, clause)
    subject = words.lower[clause.subject_start : clause.subject_end]
    if cue is not None and cue.kind == "tasking" and subject:
        return _tasked(place, clause, cue)
    if cue is not None and subject[:1] == ["it"]:
        return cue_acts(place, cue, group.head, group.end, clause.end, group.lemma)
    if cue is None or (cue.kind not in ("founding", "intent", "speech", "adoption")):
        return []
    if words.lower[group.head : group.head + 2] == ["based", "on"] or not subject:
        return []
    if cue.kind == "intent" and cue.lemma != "plan":
        return []
    present = words.lower[group.first] in ("is", "are", "’re", "'re", "am")
    if present and cue.kind != "intent":
        return []
    out = deeds.deeds(place, clause, group.head, cue.force or 0, group.lemma, group.head,
                      "passive")  # fmt: skip
    for draft in out:
        draft.completed = cue.kind == "founding" and words.lower[group.first] not in ("is", "are")
    return out


def _tasked(place: Place, clause: Clause, cue: Cue) -> list[Draft]:
    """`The working group is tasked to examine X`: by all who speak, its own body the doer."""
    head = clause.group.head
    out = cue_acts(place, cue, head, clause.group.end, clause.end, cue.lemma,
                   first=clause.subject_start)  # fmt: skip
    for draft in out:
        draft.passive = True
    return out


def _stated(place: Place, state: int, end: int) -> list[Draft] | None:
    """`pleased to accept X`, `united in recognizing that X`: the inner verb is the cue."""
    words = place.words
    if words.lower[state] not in _STATES_OF_MIND or state + 2 >= end:
        return None
    verb = state + 2
    form = m.GERUND if words.lower[state + 1] == "in" else m.BASE
    lemma = m.lemma_of(words.lower[verb], form)
    cue = cues.verb(lemma) if lemma and words.lower[state + 1] in ("in", "to") else None
    if cue is None:
        return None
    return cue_acts(place, cue, verb, verb + 1, end, cue.lemma)


def _progressive(place: Place, clause: Clause) -> list[Draft]:
    """Founding verbs and announcements count; other progressives report (section 3)."""
    group = clause.group
    found = _phrase_cue(place.words, group.lemma, group.head, clause.end)
    if found and group.kind == "progressive":
        return _of_phrase(place, clause, *found)
    cue = cues.verb(group.lemma)
    if cue is not None and group.kind == "progressive":
        if cue.kind == "founding":
            return deeds.one_deed(place, (group.head, group.head + 1), group.head, group.head,
                             clause.end, 4, group.lemma, "progressive")  # fmt: skip
        if cue.kind not in ("assertive", "endorsement", "intent", "adoption"):
            return cue_acts(place, cue, group.head, group.end, clause.end, group.lemma)
        if cue.kind == "intent" and group.lemma == "plan":
            return cue_acts(place, cue, group.head, group.end, clause.end, group.lemma)
    return deeds.report(place, clause)
