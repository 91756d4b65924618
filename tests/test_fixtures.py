"""The labelled fixtures hold together: hashes, quotes, value lists, parents, and what each is for.

`fixtures/NAME.txt` (or `.md`) is a text, `NAME.gold.json` its labels with offsets, and
`NAME.sheet.json` the hand-written sheet that the labels were built from. The two U.S.-Japan
statements are the documents of `raw/`; every other text was written for this folder.
"""

import hashlib
import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline import values

FIXTURES = Path(__file__).parent / "fixtures"
ROOT = Path(__file__).parents[1]
LABEL = ROOT / "../shared/annotation/label.py"
NAMES = sorted(path.name.removesuffix(".gold.json") for path in FIXTURES.glob("*.gold.json"))
SHEETS = sorted(path.name.removesuffix(".sheet.json") for path in FIXTURES.glob("*.sheet.json"))
SEEDS = ("us-japan-scc-2023", "us-japan-scc-2024")
UNMARKED = ("section", "doc_type", "footer")
DAY = r"\d{4}(?:-\d{2}){0,2}"
EDTF = re.compile(rf"{DAY}|\.\./{DAY}|{DAY}/(?:{DAY}|\.\.)")

Row = dict[str, Any]


def source(name: str) -> Path:
    return next(p for p in (FIXTURES / f"{name}.txt", FIXTURES / f"{name}.md") if p.exists())


def text_of(name: str) -> str:
    return source(name).read_bytes().decode("utf-8")


def gold_of(name: str) -> Row:
    gold: Row = json.loads((FIXTURES / f"{name}.gold.json").read_text(encoding="utf-8"))
    return gold


def commitments(gold: Row) -> list[Row]:
    return [act for act in gold["acts"] if act["is_commitment"]]


def test_every_text_is_labelled_and_every_label_has_its_text() -> None:
    texts = sorted(p.stem for p in FIXTURES.iterdir() if p.suffix in (".txt", ".md"))
    assert texts == NAMES
    assert sorted({*NAMES} - {*SHEETS}) == [*SEEDS]
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", SEEDS)
def test_the_seed_fixtures_are_the_raw_documents(name: str) -> None:
    assert source(name).read_bytes() == (ROOT / "raw" / f"{name}.txt").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_the_hash_is_the_texts(name: str) -> None:
    expected = gold_of(name)["document"]["sha256"]
    assert hashlib.sha256(source(name).read_bytes()).hexdigest() == expected


@pytest.mark.parametrize("name", NAMES)
def test_offsets_quote_the_text(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    for row in gold["nodes"] + gold["entities"] + gold["acts"]:
        quote = text[row["start"] : row["end"]]
        assert quote == row["text"]
        assert quote == quote.strip() != ""


@pytest.mark.parametrize("name", NAMES)
def test_every_written_line_stands_in_a_node(name: str) -> None:
    text, nodes = text_of(name), gold_of(name)["nodes"]
    for line in re.finditer(r"[^\n]+", text):
        if line[0].strip():
            assert any(n["start"] < line.end() and line.start() < n["end"] for n in nodes), line[0]


@pytest.mark.parametrize("name", NAMES)
def test_nodes_take_the_guidelines_kinds_and_roles(name: str) -> None:
    for node in gold_of(name)["nodes"]:
        assert node["kind"] in values.NODE_KINDS
        assert node["role"] in (None, *values.NODE_ROLES)
        assert (node["level"] > 0) == (node["kind"] in ("bullet", "section"))
        assert node["role"] is None or node["level"] > 1


@pytest.mark.parametrize("name", NAMES)
def test_a_node_hangs_on_an_earlier_one_a_level_up(name: str) -> None:
    seen: dict[str, Row] = {}
    for node in gold_of(name)["nodes"]:
        assert node["path"] not in seen
        parent = seen.get(node["parent"] or "")
        if node["kind"] == "bullet" and node["level"] > 1:
            assert parent is not None
            assert parent["kind"] == "bullet"
            assert parent["level"] == node["level"] - 1
            assert parent["start"] < node["start"]
        elif node["kind"] in ("bullet", "paragraph", "table"):
            assert node["parent"] == node["section"]
            assert node["parent"] == "s0" or (parent is not None and parent["kind"] == "section")
        seen[node["path"]] = node


@pytest.mark.parametrize("name", NAMES)
def test_lead_ins_open_their_node_and_keep_their_mark(name: str) -> None:
    text = text_of(name)
    for node in gold_of(name)["nodes"]:
        if node["lead_in"] is not None:
            start, end = node["lead_in"]
            assert text[node["start"] : start].strip("*") == ""
            assert end <= node["end"]
            assert text[end - 1] in ":.–—-"
            assert "*" not in text[start:end]


@pytest.mark.parametrize("name", NAMES)
def test_mentions_lie_in_their_node_and_do_not_cross(name: str) -> None:
    gold = gold_of(name)
    nodes = {node["path"]: node for node in gold["nodes"]}
    for one in gold["entities"]:
        assert one["type"] in values.LABELS
        assert nodes[one["node"]]["kind"] not in UNMARKED
        assert nodes[one["node"]]["start"] <= one["start"] < one["end"] <= nodes[one["node"]]["end"]
        assert one["type"] != "COUNTRY" or re.fullmatch(r"[A-Z]{3}", one["code"])
    for one, other in zip(gold["entities"], gold["entities"][1:], strict=False):
        assert other["start"] >= one["end"] or other["end"] <= one["end"]


@pytest.mark.parametrize("name", NAMES)
def test_acts_take_the_guidelines_values(name: str) -> None:
    for act in gold_of(name)["acts"]:
        assert act["force"] in (None, *values.FORCES)
        assert act["act_class"] == values.CLASS_OF_FORCE[act["force"]]
        assert act["reason"] is None or act["reason"] in values.REASONS
        assert act["theme"] is None or act["theme"] in values.THEMES
        assert act["deadline"] is None or EDTF.fullmatch(act["deadline"])
        assert isinstance(act["negated"], bool)
        if act["is_commitment"]:
            assert act["force"] is not None
            assert act["force"] >= 2
            assert act["reason"] is None
            assert act["status"] in values.STATUSES
            assert act["level"] in values.LEVELS
            assert act["ctype"] in values.CTYPES
            assert act["actors"]
            assert act["obligors"]
            assert act["theme"] is not None
            assert act["action"] == act["action"].lower()
        else:
            assert act["reason"] is not None
            assert act["status"] is act["level"] is act["ctype"] is act["parent"] is None


@pytest.mark.parametrize("name", NAMES)
def test_an_act_stands_in_its_node_and_after_the_start_of_its_cue(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    nodes = {node["path"]: node for node in gold["nodes"]}
    assert len({act["id"] for act in gold["acts"]}) == len(gold["acts"])
    for act in gold["acts"]:
        node = nodes[act["node"]]
        assert node["start"] <= act["start"] < act["end"] <= node["end"]
        assert not act["text"].endswith((".", ";", ","))
        start, end = act["cue"]
        assert text[start:end] == text[start:end].strip() != ""
        assert start < act["end"]
        assert any(n["start"] <= start < end <= n["end"] for n in gold["nodes"])


@pytest.mark.parametrize("name", NAMES)
def test_an_objects_words_stand_in_its_node(name: str) -> None:
    gold = gold_of(name)
    nodes = {node["path"]: node["text"] for node in gold["nodes"]}
    for act in commitments(gold):
        if act["object"] is not None and name not in SEEDS:
            assert " ".join(act["object"].split()) in " ".join(nodes[act["node"]].split())


def lies_where_a_child_may(text: str, child: Row, parent: Row) -> bool:
    """Guideline 2 (S4-S6) and 6: inside the parent, in a fronted "By ..., ", or a colon item."""
    if child["node"] != parent["node"]:
        return str(child["node"]).startswith(f"{parent['node']}.")
    if parent["start"] <= child["start"] and child["end"] <= parent["end"]:
        return True
    if child["end"] <= parent["start"]:
        return text[: child["start"]].lower().endswith("by ")
    return parent["end"] <= child["start"] and ":" in text[parent["end"] : child["start"]]


@pytest.mark.parametrize("name", NAMES)
def test_a_measure_lies_in_its_parent_and_shares_its_section(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    acts = {act["id"]: act for act in gold["acts"]}
    for act in commitments(gold):
        assert (act["level"] == "measure") == (act["parent"] is not None)
        if act["parent"] is not None:
            assert acts[act["parent"]]["is_commitment"]
            assert lies_where_a_child_may(text, act, acts[act["parent"]])


@pytest.mark.parametrize("name", NAMES)
def test_a_level_follows_from_the_place(name: str) -> None:
    gold = gold_of(name)
    kinds = {node["path"]: node["kind"] for node in gold["nodes"]}
    for act in commitments(gold):
        if act["level"] != "measure":
            place = {"bullet": "action", "paragraph": "goal"}[kinds[act["node"]]]
            assert act["level"] == place


def test_each_fixture_holds_the_hard_thing_it_was_written_for() -> None:
    gold = {name: gold_of(name) for name in NAMES}
    acts = {name: gold[name]["acts"] for name in NAMES}
    levels = [node["level"] for node in gold["list-levels"]["nodes"] if node["kind"] == "bullet"]
    assert {*levels} == {1, 2, 3}
    sections = {node["section"] for node in gold["numbering-through-headings"]["nodes"]}
    assert {"s0", "s1", "s2", "s3"} <= sections
    assert {act["force"] for act in acts["we-statement"]} == {None, 0, 1, 2, 3, 5}
    assert sum(act["level"] == "measure" for act in acts["colon-and-semicolons"]) == 3
    broken = [act for act in acts["page-breaks"] if "\f" in act["text"]]
    assert {act["is_commitment"] for act in broken} == {True, False}
    furniture = [node for node in gold["page-breaks"]["nodes"] if node["kind"] == "footer"]
    assert len(furniture) == 8
    assert any(act["partners"] for act in acts["one-government"])
    assert any(act["obligors"] != act["actors"] for act in acts["old-communique"])
    assert sum(act["act_class"] == "directive" for act in acts["un-decision"]) == 5
    wrapped = text_of("markdown-lead-ins").splitlines()
    assert max(len(line) for line in wrapped) <= 72
    hard = text_of("deadlines-and-hedges")
    assert hard.startswith("\ufeff")
    assert hard.count("\r\n") == hard.count("\n")
    shapes = {re.sub(r"\d", "9", act["deadline"] or "") for act in acts["deadlines-and-hedges"]}
    assert shapes >= {"../9999", "../9999-99-99", "9999/..", "9999/9999", "9999-99", ""}


def label_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("label", LABEL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not LABEL.exists(), reason="the labelling tool is not beside this checkout")
@pytest.mark.parametrize("name", SHEETS)
def test_the_sheet_still_builds_the_labels(name: str) -> None:
    sheet = json.loads((FIXTURES / f"{name}.sheet.json").read_text(encoding="utf-8"))
    assert label_module().build(sheet, text_of(name)) == gold_of(name)
