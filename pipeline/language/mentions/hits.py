"""A name found among the words of a node, and the entity it stands for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name stands for. `party` is the code or short name under which it can act."""

    key: str
    label: str
    name: str
    party: str | None = None


@dataclass(slots=True)
class Hit:
    """Words `first` to `last` (exclusive) name `entity`. `form` as in `values.FORMS`.

    Never changed once made; not frozen because tens of thousands are made a second.
    `nested` hits stand inside a longer name and stay (guideline section 7, nesting).
    """

    first: int
    last: int
    entity: Entity
    form: str = "name"
    confidence: float = 1.0
    nested: bool = False


def longest(hits: list[Hit]) -> list[Hit]:
    """The hits that remain when a longer one wins over those it overlaps; nested ones stay.

    Sorted by place. Of two equally long the earlier in the list wins.
    """
    if len(hits) < 2:
        return hits
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: h.first - h.last):
        span = range(hit.first, hit.last)
        if hit.nested:
            kept.append(hit)
        elif taken.isdisjoint(span):
            taken.update(span)
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.first, -h.last))
