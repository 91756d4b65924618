"""How a statement takes up the one before it: pairs of acts with what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.linking.acts import Said
from pipeline.linking.matching import match
from pipeline.linking.relations import changed, relation
from pipeline.linking.signs import evidence


@dataclass(frozen=True, slots=True)
class Link:
    """One pair of acts (table `links`). `force_change` is missing where either has no force."""

    earlier: Said
    later: Said
    relation: str
    similarity: float
    force_change: int | None
    words_added: tuple[str, ...]
    words_removed: tuple[str, ...]
    evidence: tuple[str, ...]
    doubtful: bool


def links(earlier: Sequence[Said], later: Sequence[Said]) -> list[Link]:
    """What the later statement takes up of the earlier, in the order of its acts."""
    found = []
    for pair in match(earlier, later):
        one, other = earlier[pair.earlier], later[pair.later]
        change = None
        if one.force is not None and other.force is not None:
            change = other.force - one.force
        found.append(
            Link(
                one,
                other,
                relation(one, other),
                pair.likelihood,
                change,
                changed(one, other),
                changed(other, one),
                tuple(evidence(one, other)),
                pair.doubtful,
            )
        )
    return found
