"""What is measured: labelled documents, and any number of others made from those that are here.

A made document has the outline of a labelled one, the paragraphs and bullets of all, and other
countries in them, so that no two are alike and nothing of a corpus is needed.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from pipeline import lexicon
from tests.formats.truth import Item, from_labels, hung
from tests.labels.hydrate import hydrated, labels

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests/fixtures"
SHARED = ROOT.parent / "shared"
_BODY = ("paragraph", "bullet")
_HEAD = ("doc_type", "title", "date_line", "byline")
_UNMARKED = ("section", "doc_type", "footer")
EACH_RELEASE, MOST_RELEASES = 32, 300


@dataclass(frozen=True)
class Labelled:
    """A text with its labels: `suffix` is that of its file, `mentions` (start, end, label);
    `unmarked` are the spans of headings and footers, in which no mentions are labelled."""

    name: str
    suffix: str
    text: str
    items: list[Item]
    mentions: list[tuple[int, int, str]]
    unmarked: list[tuple[int, int]]


def fixtures() -> list[Labelled]:
    """The labelled documents of the repository, the two seed statements among them."""
    return [
        _labelled(_gold(file), next(FIXTURES.glob(f"{_stem(file)}.[tm]*")))
        for file in sorted(FIXTURES.glob("*.gold.json"))
    ]


def beside() -> list[Labelled]:
    """Further labelled documents, where their texts lie beside the repository; else none."""
    texts = SHARED / "corpus"
    if not texts.is_dir():
        return []
    here = {one.text for one in fixtures()}
    found = []
    for file in sorted((SHARED / "gold").glob("*.gold.json")):
        found += [_labelled(_gold(file), text) for text in texts.glob(f"*/{_stem(file)}.txt")]
    for file in labels():
        for text in texts.glob(f"*/{file.stem}.txt"):
            found.append(_labelled(hydrated(file, text.read_bytes().decode()), text))
    return [one for one in found if one.text not in here]


def releases() -> list[str]:
    """300 press releases in Markdown from beside the repository, where they are; else none."""
    file = SHARED / "corpus/releases.jsonl.gz"
    if not file.exists():
        return []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        every = (json.loads(line)["text"] for n, line in enumerate(lines) if n % EACH_RELEASE == 0)
        return [text for text, _ in zip(every, range(MOST_RELEASES), strict=False)]


def _stem(gold: Path) -> str:
    return gold.name.removesuffix(".gold.json")


def _gold(file: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return gold


def _labelled(gold: dict[str, Any], file: Path) -> Labelled:
    text = file.read_bytes().decode()
    mentions = [(row["start"], row["end"], row["type"]) for row in gold["entities"]]
    unmarked = [(n["start"], n["end"]) for n in gold["nodes"] if n["kind"] in _UNMARKED]
    return Labelled(file.stem, file.suffix, text, from_labels(gold, text), mentions, unmarked)


def made() -> Iterator[list[Item]]:
    """Documents without end, the same at every call."""
    outlines = [one.items for one in fixtures()]
    pool = {kind: [i for items in outlines for i in items if i.kind == kind] for kind in _BODY}
    for number in count():
        chance = random.Random(number)
        swap = _other_countries(chance)
        yield [
            _renamed(_filled(item, chance.choice(pool[item.kind])), swap)
            if item.kind in _BODY
            else _renamed(item, swap)
            for item in outlines[number % len(outlines)]
        ]


def made_of(words: int) -> list[list[Item]]:
    """As many made documents as have so many words together."""
    found, total = [], 0
    for items in made():
        found.append(items)
        total += word_count(items)
        if total >= words:
            return found
    raise AssertionError


def one_long(words: int) -> list[Item]:
    """One made document of so many words: a head, and the sections of as many as it takes."""
    kept: list[Item] = []
    total = 0
    for number, items in enumerate(made()):
        for item in items:
            if number and item.kind in _HEAD:
                continue
            kept.append(item)
            total += len(item.text.split())
            if total >= words:
                return hung(kept)
    raise AssertionError


def word_count(items: list[Item]) -> int:
    """Words of a document, markers left out."""
    return sum(len(item.text.split()) for item in items)


def _filled(item: Item, other: Item) -> Item:
    return replace(item, text=other.text, lead_in=other.lead_in)


def _renamed(item: Item, swap: dict[str, str]) -> Item:
    def put(text: str) -> str:
        return _named().sub(lambda match: swap[match[0]], text)

    return replace(item, text=put(item.text), lead_in=item.lead_in and put(item.lead_in))


@cache
def _countries() -> tuple[tuple[str, str], ...]:
    """Name and adjective of every country that has both and is one word."""
    rows = lexicon.table("entities/countries")
    pairs = ((row["name"], row["adjectives"].split(";")[0]) for row in rows)
    return tuple((n, a) for n, a in pairs if n.isalpha() and a.isalpha())


@cache
def _named() -> re.Pattern[str]:
    words = sorted((word for pair in _countries() for word in pair), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


def _other_countries(chance: random.Random) -> dict[str, str]:
    there = list(_countries())
    chance.shuffle(there)
    pairs = zip(_countries(), there, strict=True)
    return {old: new for one, other in pairs for old, new in zip(one, other, strict=True)}
