"""Which act of a later statement takes up which act of an earlier one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline import lexicon
from pipeline.linking.acts import Said
from pipeline.linking.content import Content, common, contents, index, light, stems

# A token that more acts have leads to none of them; once two acts are compared, it counts.
_MOST_PLACES: Final = 60
_COMPARED: Final = 12  # earlier acts that are looked at closely for one later act

# From here on two acts are linked; up to the second the link is marked as doubtful.
_LINKED: Final = 0.3
_SURE: Final = 0.45

# What the fields of two acts add to what their words and names have in common.
_SAME_ACTION: Final = 0.05
_SAME_PARTNER: Final = 0.08
_OTHER_PARTNERS: Final = -0.25
_SAME_THEME: Final = 0.06
_SAME_CUE: Final = 0.03
_OTHER_FIELD: Final = -0.03
_OTHER_OBLIGORS: Final = -0.15
_ELABORATION: Final = -0.1
_NEGATED: Final = -0.2


@dataclass(frozen=True, slots=True)
class Match:
    """Two acts by their numbers, and how alike they are (0 to 1)."""

    earlier: int
    later: int
    similarity: float

    @property
    def doubtful(self) -> bool:
        return self.similarity < _SURE


def match(earlier: Sequence[Said], later: Sequence[Said]) -> list[Match]:
    """Pairs of acts in the order of the later ones, each act in one pair at most.

    The most alike are served first. Reports of the meetings themselves ("met in Bali") are left
    out: each statement tells of its own.
    """
    before, after = contents(earlier, later)
    places = index(before)
    pairs = []
    for number, said in enumerate(later):
        for other in _nearest(after[number], before, places):
            if not (_is_occasion(said) and _is_occasion(earlier[other])):
                shared = common(before[other], after[number])
                alike = shared + _fields(earlier[other], said)
                if alike >= _LINKED:
                    pairs.append(Match(other, number, round(min(alike, 1.0), 3)))
    pairs.sort(key=lambda pair: (-pair.similarity, pair.later, pair.earlier))
    return sorted(_served(pairs), key=lambda pair: pair.later)


def _is_occasion(said: Said) -> bool:
    return said.reason == "progress_report" and bool({said.cue, said.action} & _occasion_verbs())


@cache
def _occasion_verbs() -> frozenset[str | None]:
    return frozenset(row["verb"] for row in lexicon.table("linking/occasion_verbs"))


def _nearest(
    content: Content, before: Sequence[Content], places: Mapping[str, Sequence[int]]
) -> Iterable[int]:
    """The earlier acts that share most with an act, and more than light words."""
    shared: defaultdict[int, float] = defaultdict(float)
    for token, weight in content.tokens.items():
        found = places.get(token, ())
        if len(found) <= _MOST_PLACES and not light(token):
            for number in found:
                shared[number] += min(weight, before[number].tokens[token])
    return sorted(shared, key=lambda number: (-shared[number], number))[:_COMPARED]


def evidence(earlier: Said, later: Said) -> Iterator[str]:
    """What a pair has in common: fields, names, the objects, any other words."""
    yield from (name for name, _ in _agreeing(earlier, later))
    if earlier.entities & later.entities:
        yield "entities"
    objects = _pointed(earlier.object) & _pointed(later.object)
    if objects:
        yield "object"
    if (_pointed(earlier.own) & _pointed(later.own)) - objects:
        yield "words"


def _agreeing(earlier: Said, later: Said) -> Iterator[tuple[str, float]]:
    """Fields in which two acts agree, each with what that adds."""
    if earlier.action and earlier.action == later.action:
        yield "action", _SAME_ACTION
    if set(earlier.partners) & set(later.partners):
        yield "partners", _SAME_PARTNER
    if earlier.theme == later.theme != "OTHER" and later.theme:
        yield "theme", _SAME_THEME
    if earlier.cue == later.cue:
        yield "cue", _SAME_CUE


def _pointed(text: str | None) -> set[str]:
    return {token for token in stems(text or "") if not light(token)}


def _fields(earlier: Said, later: Said) -> float:
    """What the fields of two acts add to what their words and names share, or take from it."""
    total = sum(worth for _, worth in _agreeing(earlier, later))
    named = _named(earlier.partners) and _named(later.partners)
    if named and not set(earlier.partners) & set(later.partners):
        total += _OTHER_PARTNERS
    if earlier.obligors and later.obligors and not set(earlier.obligors) & set(later.obligors):
        total += _OTHER_OBLIGORS
    if earlier.theme and later.theme and earlier.theme.split(".")[0] != later.theme.split(".")[0]:
        total += _OTHER_FIELD
    total += _ELABORATION * sum(one.reason == "elaboration" for one in (earlier, later))
    return total + (_NEGATED if earlier.negated != later.negated else 0.0)


def _named(partners: Iterable[str]) -> bool:
    """Whether any of the partners has a name or code: "other partners" are anybody."""
    return any(not one.islower() for one in partners)


def _served(pairs: Iterable[Match]) -> Iterator[Match]:
    taken: set[tuple[str, int]] = set()
    for pair in pairs:
        ends = {("earlier", pair.earlier), ("later", pair.later)}
        if not ends & taken:
            taken |= ends
            yield pair
