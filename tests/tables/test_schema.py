import json

import pytest

from pipeline.tables.codebook import codebook
from pipeline.tables.describe import data_package, value_meanings
from pipeline.tables.schema import TABLES, TYPES

# The columns of output contract 1.0: none may go, or change its name.
CONTRACT = {
    "documents": "document_id source source_sha256 text_sha256 media_type title doc_type issuer "
    "date date_source series url principals language pages words pipeline_version model status "
    "message",
    "nodes": "document_id node_id path kind level parent_id section_id ordinal marker role lead_in "
    "text start end page_start page_end box",
    "mentions": "document_id mention_id node_id label text start end entity_id form confidence",
    "entities": "entity_id label name aliases iso3 cow m49 wikidata mentions documents",
    "acts": "document_id act_id node_id text start end cue_start cue_end cue_lemma act_class force "
    "is_commitment reason status level parent_id ctype actors obligors partners action object "
    "deadline deadline_end theme hedge negated embedded_by embedded_action actor_rule confidence",
    "commitments": "document_id commitment_id document_title document_date issuer section_title "
    "path page node_id text start end cue_start cue_end cue_lemma act_class force status level "
    "parent_id ctype actors obligors partners action object deadline deadline_end theme hedge "
    "negated embedded_by embedded_action actor_rule confidence object_entities citation",
    "parties": "document_id act_id role party iso3 cow entity_id",
    "links": "earlier_document_id earlier_act_id later_document_id later_act_id relation "
    "similarity force_change words_added words_removed",
    "problems": "document_id ordinal severity code message start end page",
    "threads": "thread_id series first_document_id first_date last_document_id last_date "
    "statements act_ids dates forces statuses relations obligors partners action object theme "
    "first_text last_text vanished fulfilled fulfilled_by",
    "dyads": "year actor partner actor_iso3 actor_cow partner_iso3 partner_cow cow_dyad "
    "commitments joint considered completed force_mean force_max documents",
}
KEYS = {
    "documents": "document_id",
    "nodes": "document_id node_id",
    "mentions": "document_id mention_id",
    "entities": "entity_id",
    "acts": "document_id act_id",
    "commitments": "document_id commitment_id",
    "parties": "document_id act_id role party",
    "links": "earlier_document_id earlier_act_id later_document_id later_act_id",
    "problems": "document_id ordinal",
    "threads": "thread_id",
    "dyads": "year actor partner",
}


def test_tables_are_those_of_the_contract():
    assert set(TABLES) == set(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_and_keys_are_those_of_the_contract(name):
    table = TABLES[name]
    expected = CONTRACT[name].split()
    assert [column for column in table.names if column in expected] == expected
    assert table.key == tuple(KEYS[name].split())
    assert len(set(table.names)) == len(table.names)


@pytest.mark.parametrize("name", TABLES)
def test_definitions_hold_together(name):
    table = TABLES[name]
    assert all(table.column(key).required for key in table.key)
    assert all(column.type in TYPES and column.description for column in table.columns)
    for reference in table.references:
        target = TABLES[reference.table]
        assert len(reference.columns) == len(reference.targets)
        for own, other in zip(reference.columns, reference.targets, strict=True):
            assert table.column(own).type == target.column(other).type


def test_package_tells_all_of_the_schema():
    package = json.loads(json.dumps(data_package(["csv", "parquet"])))
    assert package["version"] == "1.0"
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert list(resources) == list(TABLES)
    nodes = resources["nodes"]
    assert (nodes["path"], nodes["alsoAs"]) == ("nodes.csv", ["nodes.parquet"])
    schema = nodes["schema"]
    assert schema["primaryKey"] == ["document_id", "node_id"]
    assert schema["missingValues"] == [""]
    fields = {field["name"]: field for field in schema["fields"]}
    assert "bullet" in fields["kind"]["constraints"]["enum"]
    assert fields["start"]["unit"] == "code points"
    references = {tuple(key["fields"]): key["reference"] for key in schema["foreignKeys"]}
    assert references["parent_id",]["resource"] == ""
    acts = {field["name"]: field for field in resources["acts"]["schema"]["fields"]}
    assert acts["actors"]["type"] == "list"
    assert acts["actors"]["delimiter"] == ";"
    assert acts["deadline_end"]["type"] == "date"


def test_package_names_only_what_was_written():
    resource = data_package(["parquet"])["resources"][0]
    assert resource["path"] == "documents.parquet"
    assert "alsoAs" not in resource


def test_every_value_has_a_meaning_and_no_other():
    told = [(column, list(meanings)) for (_, column), meanings in value_meanings().items()]
    closed = [
        (column.name, [str(value) for value in column.values])
        for table in TABLES.values()
        for column in table.columns
        if column.values
    ]
    assert all(values in closed for values in told)
    assert all(values in told for values in closed)


def test_codebook_tells_every_column_and_value():
    text = codebook()
    for table in TABLES.values():
        assert f"## {table.name}\n" in text
        for column in table.columns:
            assert column.description in text
            assert all(f"`{value}`" in text for value in column.values)
