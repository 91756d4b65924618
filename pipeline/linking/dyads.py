"""Who undertook to act with whom: directed pairs of parties by year."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain, permutations

from pipeline import lexicon
from pipeline.linking.acts import Row


@dataclass(slots=True)
class Dyad:
    """What one party undertook with another in a year.

    `commitments` are all of them, `joint` those that both undertook; `considered` and `completed`
    have that status; `forces` adds up their forces and `force_max` is the highest.
    """

    commitments: int = 0
    joint: int = 0
    considered: int = 0
    completed: int = 0
    forces: int = 0
    force_max: int = 0
    documents: int = 0
    last_document: str = ""

    @property
    def force_mean(self) -> float:
        return round(self.forces / self.commitments, 3)


Key = tuple[int, str, str]


class Dyads:
    """Counts commitments by year, who acts, and with whom, document by document."""

    def __init__(self) -> None:
        self._found: dict[Key, Dyad] = {}

    def add(self, document_id: str, year: int, acts: Iterable[Row]) -> None:
        """The commitments of one document, as rows of `acts`."""
        for row in acts:
            named = dict.fromkeys(chain(row["obligors"], row["partners"]))
            known = [party for party in named if party in parties()]
            for actor, partner in permutations(known, 2):
                if actor in row["obligors"]:
                    self._count((year, actor, partner), document_id, row)

    def _count(self, key: Key, document_id: str, row: Row) -> None:
        dyad = self._found.setdefault(key, Dyad())
        dyad.commitments += 1
        dyad.joint += key[2] in row["obligors"]
        dyad.considered += row["status"] == "considered"
        dyad.completed += row["status"] == "completed"
        dyad.forces += row["force"]
        dyad.force_max = max(dyad.force_max, row["force"])
        if dyad.last_document != document_id:
            dyad.documents += 1
            dyad.last_document = document_id

    def finish(self) -> list[tuple[Key, Dyad]]:
        """Every pair by year, who acts, with whom, in this order."""
        return sorted(self._found.items())


@cache
def parties() -> dict[str, tuple[str | None, int | None]]:
    """Every party that can be named by a code or short name: ISO alpha-3 code and Correlates of
    War number of a country, neither of an organisation. Bare words ("partners") are none."""
    # Here, because it brings the whole language room with it.
    from pipeline.language.mentions.gazetteer import TABLES

    known: dict[str, tuple[str | None, int | None]] = {}
    for name in TABLES:
        for row in lexicon.table(f"entities/{name}"):
            if row.get("party"):
                known.setdefault(row["party"], (None, None))
    for row in lexicon.table("entities/countries"):
        if row["party"] and row["iso3"]:
            known[row["party"]] = row["iso3"], int(row["cow"]) if row["cow"] else None
    return known
