"""The entity tables: one header, sound codes, no name of two entities, no dead build."""

import re

import pytest

from pipeline import lexicon
from pipeline.language.mentions import gazetteer
from pipeline.language.mentions.heads import builds
from pipeline.values import LABELS


def test_no_name_stands_for_two_entities() -> None:
    assert len(gazetteer.aliases()) > 4000


def test_ids_are_unique_and_hold_no_list_mark() -> None:
    ids = [row["id"] for name in gazetteer.TABLES for row in lexicon.table(f"entities/{name}")]
    assert len(ids) == len(set(ids))
    assert not [i for i in ids if not re.fullmatch(r"[a-z0-9_-]+", i)]


@pytest.mark.parametrize("name", gazetteer.TABLES)
def test_rows_have_a_label_a_name_and_a_source(name: str) -> None:
    for row in lexicon.table(f"entities/{name}"):
        assert row["label"] in LABELS, row["id"]
        assert row["name"], row["id"]
        assert row["source"], row["id"]
        assert row["match"] in ("", "any", "person", "the"), row["id"]
        assert re.fullmatch(r"(Q\d+)?", row["wikidata"]), row["id"]


def test_country_codes_are_well_formed_and_unique() -> None:
    rows = [r for r in lexicon.table("entities/countries") if r["label"] == "COUNTRY"]
    assert len(rows) >= 195
    for column, form in (("iso3", r"[A-Z]{3}"), ("cow", r"\d{1,3}"), ("m49", r"\d{3}")):
        values = [r[column] for r in rows if r[column]]
        assert len(values) == len(set(values)), column
        assert not [v for v in values if not re.fullmatch(form, v)], column
    assert all(r["party"] == r["iso3"] for r in rows)


def test_builds_have_known_labels() -> None:
    assert {b.label for options in builds().values() for b in options} <= set(LABELS)


def test_ambiguous_names_are_decided_between_listed_entities() -> None:
    known = gazetteer.by_key()
    surfaces = {" ".join(a.words) for a in gazetteer.aliases()}
    for row in lexicon.table("entities/ambiguous"):
        assert row["entity"] in known
        assert row["surface"] in surfaces


def test_patterns_compile_and_begin_with_their_words() -> None:
    for row in lexicon.table("entities/patterns"):
        assert re.compile(row["pattern"])
        assert row["first"].split(), row["name"]
        assert row["label"] in LABELS
