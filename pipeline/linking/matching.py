"""Which act of a later statement takes up which act of an earlier one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline import lexicon
from pipeline.linking.acts import Said
from pipeline.linking.content import Content, common, contents, index, light, same_words
from pipeline.linking.signs import likelihood, same_theme, signs

# A token that more acts have leads to none of them; once two acts are compared, it counts.
_MOST_PLACES: Final = 60
_COMPARED: Final = 12  # earlier acts that are looked at closely for one later act

# From here on two acts are linked; up to the second the link is marked as doubtful.
LINKED: Final = 0.3
_SURE: Final = 0.5
# An act serves twice where the second link is likely by itself, or where it takes up, or comes
# back in, two acts of one paragraph or bullet that are nearly as likely.
_ALONE: Final = 0.4
_SECOND: Final = 0.5
_THEME: Final = 0.1  # what a common theme adds to what two acts share
_OCCASIONAL: Final = ("progress_report", "background")


@dataclass(frozen=True, slots=True)
class Match:
    """Two acts by their numbers, and how likely they are a pair (0 to 1)."""

    earlier: int
    later: int
    likelihood: float

    @property
    def doubtful(self) -> bool:
        return self.likelihood < _SURE


@dataclass(frozen=True, slots=True)
class Pair:
    """Two acts by their numbers, with all that speaks for and against a link."""

    earlier: int
    later: int
    signs: tuple[tuple[str, float], ...]


def match(earlier: Sequence[Said], later: Sequence[Said]) -> list[Match]:
    """Pairs of acts in the order of the later ones; the likeliest are served first."""
    found = [
        Match(pair.earlier, pair.later, round(likely, 3))
        for pair in pairs(earlier, later)
        if (likely := likelihood(pair.signs)) >= LINKED
    ]
    found.sort(key=lambda one: (-one.likelihood, one.later, one.earlier))
    served = _served(found, [one.node_id for one in earlier], [one.node_id for one in later])
    return sorted(served, key=lambda one: (one.later, one.earlier))


def pairs(earlier: Sequence[Said], later: Sequence[Said]) -> list[Pair]:
    """Every two acts that may be a pair.

    Reports of the meetings themselves ("met in Bali") are left out: each statement tells of its
    own. A sign of a pair is also by how much either act is nearer to another.
    """
    before, after = contents(earlier, later)
    places = index(before)
    near: dict[tuple[int, int], tuple[float, float]] = {}
    best: defaultdict[tuple[str, int], float] = defaultdict(float)
    for number, said in enumerate(later):
        for other in _nearest(after[number], before, places):
            if _is_occasion(said) and _is_occasion(earlier[other]):
                continue
            shared = common(before[other], after[number])
            close = shared + _THEME * same_theme(earlier[other], said)
            near[other, number] = shared, close
            for end in (("earlier", other), ("later", number)):
                best[end] = max(best[end], close)
    return [
        Pair(
            one,
            other,
            (
                ("shared", shared),
                ("words", same_words(before[one], after[other])),
                ("nearer", best["earlier", one] + best["later", other] - 2 * close),
                *signs(earlier[one], later[other]),
            ),
        )
        for (one, other), (shared, close) in near.items()
    ]


def _is_occasion(said: Said) -> bool:
    return said.reason in _OCCASIONAL and bool({said.cue, said.action} & _occasion_verbs())


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


def _served(found: Iterable[Match], before: Sequence[str], after: Sequence[str]) -> Iterator[Match]:
    """The matches that stand beside likelier ones; `before` and `after` are the acts' nodes."""
    beside: defaultdict[tuple[str, int], list[Match]] = defaultdict(list)

    def fits(one: Match, other: Match) -> bool:
        if one.likelihood >= _ALONE:
            return True
        place, node = (one.earlier, before) if one.later == other.later else (one.later, after)
        there = other.earlier if one.later == other.later else other.later
        return node[place] == node[there] != "" and one.likelihood >= _SECOND * other.likelihood

    for one in found:
        ends = ("earlier", one.earlier), ("later", one.later)
        if all(fits(one, other) for end in ends for other in beside[end]):
            for end in ends:
                beside[end].append(one)
            yield one
