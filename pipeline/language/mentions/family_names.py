"""Persons named again by a part of their name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.language.mentions.hits import Entity, Hit
from pipeline.language.mentions.memory import keyed
from pipeline.language.mentions.words import Words


def full_names(found: Sequence[tuple[Words, Sequence[Hit]]]) -> dict[str, Entity]:
    """Persons by their first and last word, where one person alone is so named in full."""
    out: dict[str, Entity] = {}
    several: set[str] = set()
    for words, hits in found:
        for hit in hits:
            if hit.entity.label != "PERSON" or hit.last - hit.first < 2:
                continue
            entity = keyed(hit.entity)
            for word in {words.text[hit.last - 1], words.text[hit.first]}:
                if out.setdefault(word, entity).key != entity.key:
                    several.add(word)
    return {word: entity for word, entity in out.items() if word not in several}


def in_full(words: Words, hits: Sequence[Hit], full: Mapping[str, Entity]) -> list[Hit]:
    """`hits` with each family name behind a title naming whom the document names in full."""
    return [
        replace(h, entity=full[words.text[h.first]])
        if h.entity.label == "PERSON" and h.last == h.first + 1 and words.text[h.first] in full
        else h
        for h in hits
    ]


def surnames(words: Words, hits: Sequence[Hit]) -> dict[str, Entity]:
    """Words under which a person named in full may be named again."""
    out: dict[str, Entity] = {}
    for hit in hits:
        if hit.entity.label != "PERSON":
            continue
        for word in (words.text[hit.last - 1], words.text[hit.first]):
            if len(word) > 3 and word.isalpha():
                out.setdefault(word, keyed(hit.entity))
    return out
