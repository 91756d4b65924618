"""Mentions of a run become one row an entity."""

from pipeline.linking.entities import Entities, EntityRow
from pipeline.model import Mention

TEXT = "Japan and Japanese firms met the Reef  Council; the Council thanked Japan."


def _mention(surface: str, label: str, key: str, name: str, start: int = 0) -> Mention:
    at = TEXT.index(surface, start)
    return Mention(at, at + len(surface), label, "s0.p1", key, name)


MENTIONS = (
    _mention("Japan", "COUNTRY", "country_jpn", "Japan"),
    _mention("Japanese", "COUNTRY", "country_jpn", "Japan"),
    _mention("Reef  Council", "FORUM", "FORUM:reef-council", "Reef Council"),
    _mention("Council", "FORUM", "FORUM:reef-council", "Reef Council", 45),
)


def entities(
    documents: list[tuple[str, tuple[Mention, ...], str]], most: int = 100
) -> list[EntityRow]:
    gathered = Entities(most=most)
    for document in documents:
        gathered.add(*document)
    return list(gathered.finish())


def test_rows_count_mentions_documents_and_surfaces() -> None:
    japan, council = sorted(
        entities([("a", MENTIONS, TEXT), ("b", MENTIONS[:1], TEXT)]), key=lambda r: r.label
    )
    assert (japan.entity_id, japan.iso3, japan.cow, japan.m49, japan.wikidata) == (
        "country_jpn",
        "JPN",
        "740",
        "392",
        "Q17",
    )
    assert (japan.mentions, japan.documents) == (3, 2)
    assert japan.aliases == ("Japan", "Japanese")
    assert council.aliases == ("Council", "Reef Council")
    assert council.iso3 is None


def test_the_order_of_documents_does_not_matter() -> None:
    one, two = ("a", MENTIONS, TEXT), ("b", MENTIONS[:2], TEXT)
    assert entities([one, two]) == entities([two, one])


def test_what_is_put_aside_on_disk_is_put_together_again() -> None:
    documents = [(name, MENTIONS, TEXT) for name in "abcde"]
    assert entities(documents, most=1) == entities(documents)


def test_every_mention_finds_its_row() -> None:
    assert {m.key for m in MENTIONS} == {r.entity_id for r in entities([("a", MENTIONS, TEXT)])}
