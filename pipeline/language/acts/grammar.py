"""The acts of a document: every node read sentence by sentence, lists under their stems.

Guideline sections 2 (S1 to S9) and 3. Who acts is decided later; here stand cues, contents,
evidence and the order in which an analyst would list them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.language.acts import cues, items, measures, phrases, predicates
from pipeline.language.acts import morphology as m
from pipeline.language.acts import words as w
from pipeline.language.acts.clauses import clauses
from pipeline.language.acts.draft import Draft, Place
from pipeline.language.acts.finite import Clause
from pipeline.language.acts.items import Stem
from pipeline.language.acts.sentences import sentences
from pipeline.language.acts.verb_groups import skip_adverbs
from pipeline.language.acts.words import Words
from pipeline.model import Node

_PROSE: Final = ("paragraph", "bullet")
# Fewer may be politeness or conditions.
_SOME_WOULD: Final = 2
_LIKELY_NOUN: Final = 0.6
_SHORTEST_STEM: Final = 3
_SUBORDINATE_OWN: Final = frozenset("while whereas although though because since as where".split())


@dataclass(slots=True)
class _Reading:
    """What is read so far: the drafts, and the stems that still govern items by node path."""

    words: Words
    nodes: Sequence[Node]
    drafts: list[Draft]
    stems: dict[str, Stem]
    pointing: Stem | None = None
    # By section, what its paragraph promises: bullets of bare verbs below say how.
    promised: dict[str | None, Stem] = field(default_factory=dict)
    backshift: bool = False


def read(words: Words, nodes: Sequence[Node]) -> list[Draft]:
    """Drafts of all acts, in text order, measures after their parents."""
    state = _Reading(words, nodes, [], {}, backshift=_is_backshifted(words))
    paragraph_stem: dict[str | None, Stem | None] = {}
    for n, node in enumerate(nodes):
        if node.kind == "section":
            paragraph_stem[node.path] = _heading_stem(state, n)
            continue
        if node.kind not in _PROSE:
            continue
        stem = None
        if node.kind == "bullet":
            stem = state.stems.get(node.parent or "") or (
                paragraph_stem.get(node.section) if node.parent == node.section else None
            )
            stem = stem or state.pointing or state.promised.get(node.section)
            if stem is state.promised.get(node.section) and not _is_bare_deed(state, n):
                stem = None
        found, own = _node(state, n, stem)
        state.drafts += found
        if own is not None and node.kind == "bullet":
            state.stems[node.path] = own
        elif node.kind == "bullet" and stem is not None and stem.draft is None and not found:
            state.stems[node.path] = stem
        if node.kind == "paragraph":
            promise = next((d for d in found if _promises(d)), None)
            if promise is not None:
                state.promised[node.section] = items.loose_stem(promise)
            else:
                state.promised.pop(node.section, None)
            paragraph_stem[node.section] = own
            if own is not None and (own.draft is None or _ends_in_stop(state, n)):
                state.pointing = own
            elif any(draft.is_commitment for draft in found):
                state.pointing = None
    return state.drafts


def _ends_in_stop(state: _Reading, n: int) -> bool:
    """`… on the following areas.`: a stem that governs the bullets of later headings (S6)."""
    _, high = state.words.between(state.nodes[n].start, state.nodes[n].end)
    return state.words.lower[high - 1] == "."


def _promises(draft: Draft) -> bool:
    named = draft.subject is not None and draft.subject[0] < draft.subject[1]
    return draft.is_commitment and draft.parent is None and named and draft.modal == "will"


def _is_bare_deed(state: _Reading, n: int) -> bool:
    """Whether a bullet begins with a bare verb (`Coordinate on …`, `Promote trade.`)."""
    node = state.nodes[n]
    low, high = state.words.between(node.start, node.end)
    first = next(iter(sentences(state.words, low, high)), None)
    if first is None or node.lead_in is not None or not _likely_verb(state.words, first[0]):
        return False
    found = clauses(state.words, *first)
    return all(c.subordinator is not None or c.group.head == first[0] for c in found)


def _heading_stem(state: _Reading, n: int) -> Stem | None:
    """`Japan and Kenya will:` as a heading: a stem of the bullets under it, itself no act."""
    words, node = state.words, state.nodes[n]
    low, high = words.between(node.start, node.end)
    if high - low < _SHORTEST_STEM or words.lower[high - 1] != ":":
        return None
    _, stem = _sentence(Place(words, n, False, state.backshift), low, high)
    return None if stem is None else replace(stem, draft=None, reason=None)


def _is_backshifted(words: Words) -> bool:
    """Whether a paper tells in the past what was agreed, so that its `would` is a `will`."""
    would = words.lower.count("would")
    return would > _SOME_WOULD and would > sum(words.lower.count(x) for x in w.PROMISING)


def _node(state: _Reading, n: int, stem: Stem | None) -> tuple[list[Draft], Stem | None]:
    words, node = state.words, state.nodes[n]
    backshift = state.backshift
    begin = node.lead_in[1] if node.lead_in else node.start
    low, high = words.between(begin, node.end)
    while low < high and words.lower[low] in w.QUOTES:
        low += 1
    place = Place(words, n, node.kind == "bullet", backshift)
    out: list[Draft] = []
    governs: Stem | None = None
    if stem is not None and stem.to and node.lead_in is not None:
        # `plan to:` and `Optimize use of fertilizers: We intend to …`
        first, last = words.between(*node.lead_in)
        if _likely_verb(words, first):
            told = items.item(place, stem, first, phrases.strip_end(words, first + 1, last))
            out += _with_measures(words, told or [])
    for order, (start, end) in enumerate(sentences(words, low, high)):
        if stem is not None and (order == 0 or _goes_on(words, start, end)):
            inherited = items.item(place, stem, start, end)
            if inherited is not None:
                if words.lower[end - 1] == ":":
                    governs = items.stem_of(words, n, inherited, start, end)
                    inherited = [d for d in inherited if not d.stem_only]
                out += _with_measures(words, inherited)
                continue
        found, governs = _sentence(place, start, end)
        if (
            stem is not None
            and stem.draft is not None
            and (state.nodes[stem.node].kind == "bullet")
        ):
            for draft in found:
                if draft.parent is None:
                    draft.parent, draft.speaks = stem.draft, True
        if stem is not None and stem.decides and stem.draft is None:
            for draft in found:
                draft.decided = draft.modal == "shall"
        out += found
    return out, governs


def _likely_verb(words: Words, i: int) -> bool:
    return m.BASE in words.forms(i) and words.noun_share(i, m.BASE) <= _LIKELY_NOUN


def _goes_on(words: Words, start: int, end: int) -> bool:
    """Whether a later sentence of an item is a bare deed like the first (`Explore ways …`)."""
    if not _likely_verb(words, start):
        return False
    return all(clause.subordinator is not None for clause in clauses(words, start, end))


def _with_measures(words: Words, drafts: list[Draft]) -> list[Draft]:
    out = []
    for draft in drafts:
        out.append(draft)
        if draft.is_commitment and not draft.passive:
            out += measures.children(words, draft)
    return out


def _sentence(place: Place, start: int, end: int) -> tuple[list[Draft], Stem | None]:
    """The acts of one sentence and, if it ends in a colon or points ahead, the stem it is."""
    words = place.words
    colon = items.colon_list(words, start, end)
    stop = colon if colon is not None else end
    out: list[Draft] = []
    found = clauses(words, start, stop)
    main = next((clause for clause in found if clause.subordinator is None), None)
    opening = _opening_participle(place, main, start, stop)
    out += opening
    for clause in found:
        if clause.subordinator is None:
            acts = predicates.acts_of(place, clause)
            out += acts
            if any(act.kind not in ("deed", "assertive") for act in acts):
                out += _trailing(place, clause)
        elif clause.subordinator in _SUBORDINATE_OWN:
            own = predicates.acts_of(place, clause)
            kept = [d for d in own if d.is_commitment and not d.passive]
            out += [d for d in kept if "performative" not in d.rules[0]]
    if not opening and main is None:
        out += _bare(place, start, stop)
    _default_subject(out, start)
    last = words.lower[stop - 1] if stop > start else ""
    governs = None
    if colon is not None:
        stem = items.stem_of(words, place.node, out, start, stop)
        if stem is not None and not items.governs(stem):
            return _sentence_whole(place, start, end), None
        if stem is not None:
            out = _with_measures(words, [d for d in out if not d.stem_only])
            for first, limit in items.segments(words, stop, end):
                out += _with_measures(words, items.item(place, stem, first, limit) or [])
            if stem.by and stem.draft is not None and out[-1].end > stem.draft.end:
                # `by: V-ing …; V-ing …` are measures inside their parent (S4).
                stem.draft.end = out[-1].end
            return out, None
    elif (
        last == ":"
        or (last in w.CLOSERS and words.lower[stop - 2] == ":")
        or items.points_ahead(words, start, stop)
    ):
        governs = items.stem_of(words, place.node, out, start, stop)
    if governs is not None and not items.governs(governs):
        governs = None
    out = [d for d in out if not d.stem_only]
    return _with_measures(words, out) + _fronted(words, main, out, start), governs


def _fronted(words: Words, main: Clause | None, out: Sequence[Draft], start: int) -> list[Draft]:
    """`By strengthening X and promoting Y, we will increase Z`: measures before their parent."""
    if main is None or words.lower[start] != "by":
        return []
    parent = next((draft for draft in out if draft.is_commitment and draft.parent is None), None)
    if parent is None:
        return []
    return measures.fronted(words, parent, start + 1, main.subject_start)


def _sentence_whole(place: Place, start: int, end: int) -> list[Draft]:
    """A sentence whose list is no list of acts (`noted two things: (1) …; (2) …`)."""
    out: list[Draft] = []
    for clause in clauses(place.words, start, end):
        if clause.subordinator is None:
            out += predicates.acts_of(place, clause)
    _default_subject(out, start)
    return _with_measures(place.words, [d for d in out if not d.stem_only])


def _default_subject(drafts: list[Draft], start: int) -> None:
    for draft in drafts:
        if draft.subject is not None and draft.subject[0] >= draft.subject[1]:
            draft.subject = None
            draft.rules.append("subject:none")
        elif draft.subject is None:
            draft.rules.append(f"subject:none@{start}")


def _opening_participle(place: Place, main: Clause | None, start: int, end: int) -> list[Draft]:
    """`Reaffirming their commitment to …,` that opens a sentence: an act only when it is a
    commitment of its own (guideline section 3)."""
    words = place.words
    reading = words.forms(start).get(m.GERUND) if start < end else None
    cue = cues.verb(reading.lemma) if reading else None
    if cue is None or cue.kind != "speech" or (cue.force or 0) < 2:
        return []
    stop = main.subject_start if main is not None else end
    if stop <= start + 1:
        stop = next((k for k in range(start, end) if words.lower[k] == ","), start)
    if stop == start:
        return []
    drafts = predicates.cue_acts(place, cue, start, start + 1, stop, cue.lemma)
    return [d for d in drafts if d.is_commitment]


def _trailing(place: Place, clause: Clause) -> list[Draft]:
    """`…, recognizing the Alliance as …`: a participle of a speech verb after a comma."""
    words = place.words
    out: list[Draft] = []
    for k in range(clause.group.end, clause.end - 2):
        if words.lower[k] != ",":
            continue
        i = skip_adverbs(words, k + 1, clause.end)
        if words.lower[i : i + 1] == ["and"]:
            i = skip_adverbs(words, i + 1, clause.end)
        if i >= clause.end:
            break
        reading = words.forms(i).get(m.GERUND)
        cue = cues.verb(reading.lemma) if reading else None
        if cue is None or cue.kind not in ("speech", "expressive", "intent", "endorsement"):
            continue
        drafts = predicates.cue_acts(place, cue, i, i + 1, clause.end, cue.lemma)
        for draft in drafts:
            if not draft.only_own:
                draft.subject = (clause.subject_start, clause.subject_end)
        out += drafts
    return out


def _bare(place: Place, start: int, end: int) -> list[Draft]:
    """A piece without a finite verb whose first word is a cue (`Announcing a new …`)."""
    words = place.words
    i = skip_adverbs(words, start, end)
    if i >= end:
        return []
    found = words.forms(i)
    reading = found.get(m.GERUND) or found.get(m.THIRD)
    cue = cues.verb(reading.lemma) if reading else None
    if reading is not None and m.GERUND in found and place.listed:
        own = predicates.listed_gerund(place, i, end)
        if own:
            return own
    if cue is None or cue.kind in ("assertive", "founding"):
        return []
    drafts = predicates.cue_acts(place, cue, i, i + 1, end, cue.lemma)
    if m.GERUND in found and not place.listed:
        # A preambular `Recognizing that …,` is an act only as a commitment (section 3).
        return [d for d in drafts if d.is_commitment]
    return drafts
