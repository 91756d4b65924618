"""Precision and recall on re3d: what another project marked in government texts.

    python -m tests.benchmarks.re3d ../shared/corpus/re3d

re3d (Aleph Insights and Committed Software for Dstl, 2017) holds texts with the entities of its
own scheme. Only the parts of governments are read; its types are mapped to ours by `TYPES`.
Spans are compared without articles, possessives and quotation marks, once for the same words and
once for any overlap; each difference is put into one of a few classes.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline import outline
from pipeline.language import dates, mentions
from pipeline.readers import read

PARTS = (
    "Australian Department of Foreign Affairs",
    "CENTCOM",
    "Delegation of the European Union to Syria",
    "UK Government",
    "US State Department",
)
# Which of our labels may stand for a type of theirs. A state is a Location where it is a place,
# an Organisation where it acts, and a Nationality as an adjective; theirs has one type a mention.
TYPES = {
    "Organisation": {"ORG", "ALLIANCE", "FORUM", "UNIT", "COUNTRY"},
    "Location": {"PLACE", "REGION", "FACILITY", "COUNTRY"},
    "Nationality": {"COUNTRY", "REGION"},
    "Person": {"PERSON", "ROLE"},
    "Temporal": {"DATE"},
    "Money": {"MONEY"},
    "Quantity": {"QUANTITY"},
    "Vehicle": {"SYSTEM"},
    "MilitaryPlatform": {"SYSTEM"},
    "Weapon": {"SYSTEM"},
    "DocumentReference": {"AGREEMENT", "LAWPOL"},
}
OF_OURS = frozenset().union(*TYPES.values())
_EDGES = re.compile(r"^(?:the|a|an)\s+|[\s’'\".,”“]+$|^[\s\"“”]+|[’']s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A mention: offsets, their type or our label, and its words."""

    start: int
    end: int
    kind: str
    text: str


def trimmed(text: str, start: int, end: int, kind: str) -> Span:
    """The span without article, possessive, quotation and full stop at its edges."""
    while True:
        match = _EDGES.search(text[start:end])
        if match is None or match.start() == match.end():
            return Span(start, end, kind, " ".join(text[start:end].split()))
        if match.start() == 0:
            start += match.end()
        else:
            end = start + match.start()


def theirs(folder: Path) -> dict[str, tuple[str, list[Span]]]:
    """Texts and mapped entities of one part, by document."""
    texts = {d["_id"]: d["text"] for d in _rows(folder / "documents.json")}
    spans: dict[str, set[Span]] = {key: set() for key in texts}
    for row in _rows(folder / "entities.json"):
        if row["type"] in TYPES:
            text = texts[row["documentId"]]
            spans[row["documentId"]].add(trimmed(text, row["begin"], row["end"], row["type"]))
    return {key: (texts[key], sorted(spans[key], key=lambda s: s.start)) for key in texts}


def _rows(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def ours(text: str) -> list[Span]:
    """What the program marks in a text, trimmed like theirs."""
    source = read("text.txt", text.encode())
    nodes = outline.parse(source)
    names = mentions.find(source.text, nodes)
    every = [*names, *dates.find(source.text, nodes, names, None)]
    return [trimmed(text, m.start, m.end, m.label) for m in every]


def fits(their: Span, our: Span) -> bool:
    """Whether our label may stand for their type."""
    return our.kind in TYPES[their.kind]


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a.start < b.end and b.start < a.end


def _same(a: Span, b: Span) -> bool:
    return (a.start, a.end) == (b.start, b.end)


def missed(their: Span, found: Iterable[Span]) -> str:
    """Why an entity of theirs is not among ours with the same words."""
    near = [our for our in found if overlap(their, our)]
    if any(_same(their, our) for our in near):
        return "another type"
    if not re.search(r"[A-Z0-9]", their.text):
        return "common noun (ours are names)"
    if any(fits(their, our) for our in near):
        return "another extent"
    return "another type and extent" if near else "not marked by us"


def added(our: Span, there: Iterable[Span]) -> str:
    """Why a mention of ours is not among theirs with the same words."""
    near = [their for their in there if overlap(their, our)]
    if any(_same(their, our) for their in near):
        return "another type"
    if any(fits(their, our) for their in near):
        return "another extent"
    return "another type and extent" if near else "not marked by them"


def main(root: Path) -> None:
    """Print precision and recall, a part and in all, and the classes of difference."""
    total: Counter[str] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    more: Counter[tuple[str, str]] = Counter()
    for part in PARTS:
        figures: Counter[str] = Counter()
        for text, there in theirs(root / part).values():
            marked = ours(text)
            found = [m for m in marked if m.kind in OF_OURS]
            figures["ours"] += len(found)
            figures["theirs"] += len(there)
            exact = [t for t in there if any(_same(t, o) and fits(t, o) for o in found)]
            figures["theirs exact"] += len(exact)
            figures["theirs any"] += sum(
                any(overlap(t, o) and fits(t, o) for o in found) for t in there
            )
            right = [o for o in found if any(_same(t, o) and fits(t, o) for t in there)]
            figures["ours exact"] += len(right)
            figures["ours any"] += sum(
                any(overlap(t, o) and fits(t, o) for t in there) for o in found
            )
            lost.update((missed(t, marked), t.kind) for t in there if t not in exact)
            more.update((added(o, there), o.kind) for o in found if o not in right)
        print(_line(part, figures))
        total += figures
    print(_line("all", total))
    for title, classes in (("theirs without ours", lost), ("ours without theirs", more)):
        print(f"\n{title}")
        for reason in dict.fromkeys(r for (r, _), _ in classes.most_common()):
            kinds = {k: n for (r, k), n in classes.most_common() if r == reason}
            told = ", ".join(f"{k} {n}" for k, n in kinds.items())
            print(f"  {sum(kinds.values()):5d}  {reason}: {told}")


def _line(name: str, n: Counter[str]) -> str:
    shares = [
        n[f"{side} {how}"] / n[side] for how in ("exact", "any") for side in ("ours", "theirs")
    ]
    return (
        f"{name:42s} {n['theirs']:5d} theirs {n['ours']:5d} ours   "
        "same words P {:.2f} R {:.2f}   overlap P {:.2f} R {:.2f}".format(*shares)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
