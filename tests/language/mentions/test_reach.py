"""How far tables and builds reach: capitals inside sentences that stand in a name."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import outline, readers
from pipeline.language.mentions import find
from pipeline.language.mentions.heads import stops
from pipeline.language.mentions.words import Words, split

EACH = 40
UNMARKED = {"title", "section", "doc_type", "footer"}
OPENS = frozenset('.!?:;•"“(–—-[*_')


def spans(words: Words) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, without one that opens a sentence and without stop words."""
    i = 0
    while i < len(words):
        last = i
        while words.is_name(last) and words.text[last][0].isalpha():
            last += 1
        first = i + (i == 0 or words.text[i - 1] in OPENS)
        while first < last and words.low[first] in stops("function", "people"):
            first += 1
        if first < last and words.plain[first]:
            yield first, last
        i = max(last, i + 1)


def releases(shared: Path) -> Iterator[str]:
    file = shared / "corpus" / "releases.jsonl.gz"
    if not file.exists():
        pytest.skip("no releases beside the repository")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EACH == 0:
                yield json.loads(line)["text"]


def test_names_are_found_in_releases_nobody_read(shared: Path) -> None:
    every = explained = 0
    for release in releases(shared):
        source = readers.read("release.md", release.encode())
        nodes = outline.parse(source)
        covered: set[int] = set()
        for mention in find(source.text, nodes):
            covered.update(range(mention.start, mention.end))
        for node in nodes:
            if node.kind in UNMARKED:
                continue
            until = node.lead_in[1] if node.lead_in else node.start
            words = split(source.text, node.start, node.end, node.path, until)
            for first, last in spans(words):
                every += 1
                explained += all(words.start[k] in covered for k in range(first, last))
    # Most of the rest are no names: Americans, Republicans, Federal, plural titles.
    assert explained / every > 0.70, f"{explained} of {every}"
