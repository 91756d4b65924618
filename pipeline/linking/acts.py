"""The acts of one statement as linking sees them, made from the rows of its tables."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pipeline import lexicon

Row = Mapping[str, Any]

# What is no subject of a commitment: when, and how much.
_MEASURES: Final = ("DATE", "MONEY", "QUANTITY")
_PLACES: Final = ("COUNTRY", "REGION", "PLACE")


@dataclass(frozen=True, slots=True)
class Named:
    """What an act names: an entity of one document, as it stands there.

    `stage` is true of the speakers and of whole regions, which tell no act from another; `place`
    of any country, region or place.
    """

    entity_id: str
    text: str
    stage: bool = False
    place: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One act. `own` is its evidence without its cue and its measures, `names` what is named
    there but for dates and amounts, `around` the text of its node."""

    act_id: str
    text: str
    own: str
    cue: str
    force: int | None
    is_commitment: bool
    reason: str | None
    status: str | None
    action: str | None
    object: str | None
    obligors: tuple[str, ...]
    partners: tuple[str, ...]
    theme: str | None
    negated: bool
    names: tuple[Named, ...] = ()
    node_id: str = ""
    around: str = ""

    @property
    def entities(self) -> set[str]:
        """Ids of what is named, the stage left out."""
        return {one.entity_id for one in self.names if not one.stage}


def said(
    principals: Iterable[str],
    acts: Sequence[Row],
    mentions: Iterable[Row],
    nodes: Iterable[Row],
) -> list[Said]:
    """The acts of one document, from its rows of `acts`, `mentions` and `nodes`."""
    named = sorted(mentions, key=lambda row: (row["start"], row["end"]))
    starts = [row["start"] for row in named]
    speakers = {_country_ids().get(party) for party in principals}
    around = {row["node_id"]: row["text"] or "" for row in nodes}
    measures: dict[str, list[Row]] = {}
    for row in acts:
        if row["parent_id"]:
            measures.setdefault(row["parent_id"], []).append(row)
    made = []
    for row in acts:
        inner = measures.get(row["act_id"], [])
        inside = named[bisect_left(starts, row["start"]) : bisect_left(starts, row["end"])]
        names = tuple(
            _named(one, speakers)
            for one in inside
            if one["entity_id"]
            and one["label"] not in _MEASURES
            and not any(part["start"] <= one["start"] < part["end"] for part in inner)
        )
        made.append(_said(row, _own(row, inner), names, around[row["node_id"]]))
    return made


def _named(mention: Row, speakers: set[str | None]) -> Named:
    return Named(
        mention["entity_id"],
        mention["text"],
        mention["label"] == "REGION" or mention["entity_id"] in speakers,
        mention["label"] in _PLACES,
    )


def _said(row: Row, own: str, names: tuple[Named, ...], around: str) -> Said:
    return Said(
        act_id=row["act_id"],
        text=row["text"],
        own=own,
        cue=row["cue_lemma"],
        force=row["force"],
        is_commitment=row["is_commitment"],
        reason=row["reason"],
        status=row["status"],
        action=row["action"],
        object=row["object"],
        obligors=tuple(row["obligors"]),
        partners=tuple(row["partners"]),
        theme=row["theme"],
        negated=row["negated"],
        names=names,
        node_id=row["node_id"],
        around=around,
    )


def _own(row: Row, measures: Sequence[Row]) -> str:
    text: str = row["text"]
    if row["cue_start"] == row["start"]:
        text = text[row["cue_end"] - row["cue_start"] :]
    for part in measures:
        text = text.replace(part["text"], " ")
    return " ".join(text.split())


@cache
def _country_ids() -> dict[str, str]:
    """Entity ids of the countries by the party codes they act under."""
    return {row["party"]: row["id"] for row in lexicon.table("entities/countries") if row["party"]}
