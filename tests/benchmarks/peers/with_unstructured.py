"""Unstructured's partition_md, partition_html and partition_text.

It asks a spaCy model, which it downloads when it is first used, whether a text has a verb and
where its sentences end. In its place stands a blank pipeline that splits at full stops and takes
a few forms for verbs: that costs less, and decides between paragraph and title alone.
"""

from collections.abc import Callable, Sequence
from typing import Any

import spacy
from exchange import Way, answer, job
from spacy.language import Language
from spacy.tokens import Doc
from unstructured.documents.elements import Element
from unstructured.nlp import tokenize
from unstructured.partition.html import partition_html
from unstructured.partition.md import partition_md
from unstructured.partition.text import partition_text

_KINDS = {"Title": "section", "ListItem": "bullet"}
_FURNITURE = ("Header", "Footer", "PageNumber", "PageBreak")
_VERBS = frozenset("is are was were has have had will shall do does did be".split())


@Language.component("some_verbs")
def some_verbs(doc: Doc) -> Doc:
    """Tags auxiliaries and regular past forms as verbs."""
    for token in doc:
        low = token.lower_
        token.tag_ = "VB" if low in _VERBS or (len(low) > 4 and low.endswith("ed")) else "NN"
    return doc


def stand_in() -> Language:
    """The pipeline in place of the model."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("some_verbs")
    return nlp


def pieces(elements: Sequence[Element]) -> list[dict[str, Any]]:
    """Its elements; where none is told as parent of an item, it is the title before.

    A title of depth 0 is that of the document; in plain text, which has no depths, every title
    is before other text begins.
    """
    places = {element.id: place for place, element in enumerate(elements)}
    found: list[dict[str, Any]] = []
    heading, head = None, True
    for place, element in enumerate(elements):
        depth = element.metadata.category_depth
        kind = _kind(element.category)
        head = head and kind == "section"
        if kind == "section" and (depth == 0 or (depth is None and head)):
            kind = "title"
        level = (depth or 1) if kind == "bullet" else depth
        above = places.get(element.metadata.parent_id or "", heading)
        found.append({"kind": kind, "level": level, "parent": above, "text": element.text})
        if kind in ("section", "title"):
            heading = place
    return found


def _kind(category: str) -> str:
    return "furniture" if category in _FURNITURE else _KINDS.get(category, "paragraph")


def _way(partition: Callable[..., list[Element]], **options: Any) -> Way:
    return Way(lambda text: partition(text=text, **options), told=pieces)


if __name__ == "__main__":
    pipeline = stand_in()
    tokenize._get_nlp = lambda: pipeline
    ways = {
        "md": _way(partition_md),
        "html": _way(partition_html),
        # Lines put together to paragraphs, which is what it does by default, hide more bullets.
        "txt": _way(partition_text, paragraph_grouper=False),
    }
    answer(job(), ways)
