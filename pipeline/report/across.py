"""What the page shows of several statements: pairs of acts with their changed words, threads."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pipeline.linking.content import stem, stems

Row = Mapping[str, Any]
Data = dict[str, Any]

_WORD: Final = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_FOLLOWED: Final = 2  # statements from which a thread is a line


def link_data(tables: Mapping[str, Sequence[Row]], numbers: Mapping[str, int]) -> list[Data]:
    """Pairs of acts, and how they relate.

    Each side is the statement's number, the act's id, its quote in pieces, of which every second
    is changed, its force, and whether it is a commitment.
    """
    acts = {row["act_id"]: row for row in tables["acts"]}

    def end(name: str, changed: Iterable[str]) -> list[Any]:
        act = acts[name]
        quote = pieces(act["text"], changed)
        return [numbers[act["document_id"]], name, quote, act["force"], act["is_commitment"]]

    return [
        {
            "earlier": end(row["earlier_act_id"], row["words_removed"]),
            "later": end(row["later_act_id"], row["words_added"]),
            "relation": row["relation"],
            "evidence": row["evidence"],
            "doubtful": row["doubtful"],
        }
        for row in tables["links"]
    ]


def pieces(quote: str, changed: Iterable[str]) -> list[str]:
    """A quote cut where words begin and end that are `changed`, in whatever inflection; the first
    piece is unchanged. The pieces add up to the quote.
    """
    marked = set(map(stem, changed))
    found: list[str] = []
    end = 0
    for match in _WORD.finditer(quote):
        if stems(match[0]) & marked:
            found += [quote[end : match.start()], match[0]]
            end = match.end()
    return [*found, quote[end:]]


def thread_data(tables: Mapping[str, Sequence[Row]], numbers: Mapping[str, int]) -> list[Data]:
    """Commitments that are seen in two statements or more, the longest first.

    Each act is the statement's number, its id, the date, the force (None for a directive) and the
    status (None for what is no commitment).
    """
    acts = {row["act_id"]: row["document_id"] for row in tables["acts"]}
    rows = [row for row in tables["threads"] if row["statements"] >= _FOLLOWED]
    rows.sort(key=lambda row: (row["series"], -row["statements"]))
    return [
        {
            "series": row["series"],
            "text": row["first_text"],
            "acts": [
                [numbers[acts[name]], name, date, _known(force), _known(status)]
                for name, date, force, status in zip(
                    row["act_ids"], row["dates"], row["forces"], row["statuses"], strict=True
                )
            ],
            "vanished": row["vanished"],
            "fulfilled_by": row["fulfilled_by"],
        }
        for row in rows
    ]


def _known(value: str) -> str | None:
    return None if value == "-" else value
