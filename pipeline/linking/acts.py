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
class Said:
    """One act. `own` is its evidence without its cue and its measures.

    `entities` are the ids of what is named in `own`; `stage` the names there of the speakers and
    of whole regions, which tell no commitment from another; `places` of any place.
    """

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
    entities: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def said(principals: Iterable[str], acts: Sequence[Row], mentions: Iterable[Row]) -> list[Said]:
    """The acts of one document, from its rows of `acts` and `mentions`."""
    named = sorted(mentions, key=lambda row: (row["start"], row["end"]))
    starts = [row["start"] for row in named]
    speakers = {_country_ids().get(party) for party in principals}
    measures: dict[str, list[Row]] = {}
    for row in acts:
        if row["parent_id"]:
            measures.setdefault(row["parent_id"], []).append(row)
    made = []
    for row in acts:
        inner = measures.get(row["act_id"], [])
        first, last = bisect_left(starts, row["start"]), bisect_left(starts, row["end"])
        inside = [
            one
            for one in named[first:last]
            if one["label"] not in _MEASURES
            and not any(part["start"] <= one["start"] < part["end"] for part in inner)
        ]
        made.append(_said(row, inner, inside, speakers))
    return made


def _said(
    row: Row, measures: Sequence[Row], named: Sequence[Row], speakers: set[str | None]
) -> Said:
    stage = [one for one in named if one["label"] == "REGION" or one["entity_id"] in speakers]
    known = {one["entity_id"] for one in named if one not in stage}
    return Said(
        act_id=row["act_id"],
        text=row["text"],
        own=_own(row, measures),
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
        entities=tuple(sorted(known - {None})),
        stage=tuple(sorted({one["text"] for one in stage})),
        places=tuple(sorted({one["text"] for one in named if one["label"] in _PLACES})),
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
