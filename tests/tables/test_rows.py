from datetime import date

import pytest

from pipeline.model import Act, Node, Problem
from pipeline.tables.rows import Reading, document_tables, fold, item_list, problem_rows
from pipeline.tables.schema import TABLES
from tests.tables.sample import ACTS, DIGEST, TEXT, document_row, result, tables

DOCUMENT = f"a-{DIGEST[:6]}"


@pytest.fixture(scope="module")
def made():
    return result().tables


def test_rows_have_the_columns_of_their_table(made):
    for name, rows in made.items():
        for row in rows:
            assert tuple(row) == TABLES[name].names


@pytest.mark.parametrize("name", ["nodes", "mentions", "acts"])
def test_offsets_quote_the_text(made, name):
    assert made[name]
    for row in made[name]:
        assert fold(TEXT[row["start"] : row["end"]]) == row["text"]


def test_ids_come_from_offsets_and_parents_follow(made):
    bullet, section = made["nodes"][2], made["nodes"][1]
    assert bullet["node_id"] == f"{DOCUMENT}:n{bullet['start']}-{bullet['end']}"
    assert bullet["parent_id"] == bullet["section_id"] == section["node_id"]
    parent, child, _ = made["acts"]
    assert (
        child["parent_id"] == parent["act_id"] == f"{DOCUMENT}:a{parent['start']}-{parent['end']}"
    )


def test_a_place_before_any_heading_is_no_parent():
    lone = Node("s0.p1", "paragraph", 0, 0, 7, parent="s0", section="s0")
    row = document_tables(Reading(document_row(), TEXT, nodes=[lone]))["nodes"][0]
    assert row["parent_id"] is row["section_id"] is None


def test_commitments_are_flat_and_citable(made):
    first, second = made["commitments"]
    assert first["commitment_id"] == first["act_id"] == made["acts"][0]["act_id"]
    assert second["parent_id"] == first["act_id"]
    assert first["document_title"] == "A Title"
    assert first["section_title"] == "PLANS"
    assert (first["path"], first["page"]) == ("s1.b1", 2)
    assert first["deadline_end"] == date(2025, 12, 31)
    assert first["object_entities"] == ["The, Ship"]
    assert first["citation"] == (
        "An Office, “A Title”, 2024-07, PLANS, s1.b1, p. 2: "
        f"“decided to build a ship by 2025, by training sailors” [sha256 {DIGEST[:12]}]"
    )


def test_citation_leaves_out_what_is_not_known():
    row = document_row() | {"title": "A “New” Era", "issuer": None, "date": None}
    made = document_tables(Reading(row, TEXT, (), _nodes(), (), ACTS[:1]))["commitments"][0]
    assert made["citation"].startswith("“A ‘New’ Era”, PLANS, s1.b1: “decided to build")
    made = document_tables(Reading(row | {"title": None}, TEXT, (), _nodes(), (), ACTS[:1]))
    assert made["commitments"][0]["citation"].startswith("in/a.txt, PLANS")


def test_object_with_other_white_space_is_still_found():
    act = Act("s1.b1", *_fields(ACTS[0]), "decide", "commissive", 5, True, object="a ship by 2025")
    reading = result()
    row = document_tables(Reading(reading.document, TEXT, (), _nodes(), reading.mentions, (act,)))[
        "commitments"
    ][0]
    assert row["object_entities"] == ["The, Ship", "2025"]
    assert row["page"] is None


def _fields(act):
    return act.start, act.end, act.cue_start, act.cue_end


def _nodes():
    from tests.tables.sample import NODES

    return NODES


def test_parties_are_one_row_a_role(made):
    rows = [row for row in made["parties"] if row["act_id"] == made["acts"][0]["act_id"]]
    assert [(row["role"], row["party"]) for row in rows] == [
        ("actor", "USA"),
        ("actor", "JPN"),
        ("obligor", "USA"),
        ("obligor", "JPN"),
        ("partner", "friends, others"),
    ]
    assert (rows[1]["iso3"], rows[1]["cow"], rows[1]["entity_id"]) == ("JPN", 740, "country_jpn")
    assert rows[-1]["iso3"] is rows[-1]["entity_id"] is None


def test_two_acts_with_one_span_keep_two_ids():
    twice = (ACTS[2], ACTS[2])
    rows = document_tables(Reading(document_row(), TEXT, nodes=_nodes(), acts=twice))["acts"]
    assert len({row["act_id"] for row in rows}) == 2


def test_a_deadline_that_is_no_day_is_an_error():
    act = Act("s1.b1", *_fields(ACTS[0]), "decide", "commissive", 5, True, deadline_end="soon")
    with pytest.raises(ValueError, match="soon"):
        document_tables(Reading(document_row(), TEXT, nodes=_nodes(), acts=(act,)))


def test_list_items_hold_no_separator_and_are_never_empty():
    assert item_list(["a;b", " ", "c\n d"]) == ["a,b", "c d"]


def test_problems_are_numbered_and_folded():
    rows = problem_rows("d", [Problem("info", "x", "one\ntwo"), Problem("error", "y", "z", page=3)])
    assert [row["ordinal"] for row in rows] == [1, 2]
    assert rows[0]["message"] == "one two"
    assert rows[1]["page"] == 3


def test_entities_carry_typed_codes_and_are_sorted():
    rows = tables()["entities"].to_pylist()
    assert [row["entity_id"] for row in rows] == sorted(row["entity_id"] for row in rows)
    usa = next(row for row in rows if row["iso3"] == "USA")
    assert (usa["cow"], usa["m49"]) == (2, "840")


def test_every_table_of_the_contract_is_there():
    assert tuple(tables()) == tuple(TABLES)
