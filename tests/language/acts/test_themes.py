"""Themes of acts (guideline section 6)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.acts.themes import _folded, around, shares, theme
from pipeline.lexicon import table
from pipeline.values import THEMES


def of(obj: str | None, action: str = "strengthen", section: str | None = None) -> str:
    return theme(action, obj, f"will {action} {obj or ''}".strip(), around(section, None))


@pytest.mark.parametrize(
    ("obj", "expected"),
    [
        ("our force posture in the region", "DEF.posture"),
        ("bilateral exercises and training", "DEF.exercises"),
        ("a new cyber defense policy", "DEF.cyber"),
        ("vaccine production and equitable access", "HUM.health"),
        ("resilient supply chains for critical minerals", "ECON.supply_chain"),
        ("cooperation on methane reductions", "CLIM"),
        ("sanctions on those responsible for human rights abuses", "ECON.sanctions"),
        ("the denuclearization of the peninsula", "DEF.nonproliferation"),
        ("cooperation with the Republic of Korea", "DIP.partners"),
        ("a free and open Indo-Pacific", "DIP.order"),
        ("scholarships for graduate students", "PEOPLE"),
        ("humanitarian assistance to flood victims", "HUM.hadr"),
        ("joint patrols by the coast guards", "DEF.exercises"),
        ("undersea cables and 5G networks", "TECH.digital"),
        ("the lunar Gateway and Earth observation", "TECH.space"),
        ("grain exports and food security", "ECON.food"),
        ("resettlement of refugees", "HUM.migration"),
        ("development assistance to the least developed countries", "ECON.development"),
    ],
)
def test_object_decides(obj: str, expected: str) -> None:
    assert of(obj) == expected


def test_the_purpose_does_not_outweigh_the_object() -> None:
    evidence = "will expand joint exercises to protect vaccine supply chains and public health"
    assert theme("expand", "joint exercises", evidence, around(None, None)) == "DEF.exercises"


def test_an_open_object_takes_its_theme_from_what_stands_around() -> None:
    assert of("our shared tools", section="Climate and Environment") == "CLIM"
    assert (
        theme("expand", "it", "will expand it", around(None, "Civil Space Cooperation:"))
        == "TECH.space"
    )


def test_no_cue_is_other() -> None:
    assert theme("look", None, "will look", around(None, None)) == "OTHER"


def test_every_theme_has_cues() -> None:
    cues = dict.fromkeys(THEMES, 0)
    told = [(row["theme"], tuple(_folded(row["cue"])[0])) for row in table("acts/themes")]
    assert len(told) == len(set(told))
    for row in table("acts/themes"):
        cues[row["theme"]] += 1
        assert 0 < float(row["weight"]) <= 3
    assert [name for name, count in cues.items() if count == 0] == []


@given(st.text(max_size=80), st.text(max_size=80) | st.none())
def test_a_theme_is_of_the_list(evidence: str, section: str | None) -> None:
    assert theme(None, None, evidence, around(section, None)) in THEMES


def _lead_in(nodes: dict[str, dict], node: dict | None) -> str | None:
    while node is not None:
        lead = node["lead_in"]
        if lead:
            return lead if isinstance(lead, str) else node["text"][: lead[1] - lead[0]]
        node = nodes.get(node["parent"] or "") if node["parent"] != node["section"] else None
    return None


def test_labelled_commitments(shared: Path) -> None:
    right = count = 0
    for file in sorted((shared / "gold").glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        nodes = {n["path"]: n for n in gold["nodes"]}
        for act in gold["acts"]:
            if not act["is_commitment"] or act["theme"] is None:
                continue
            node = nodes[act["node"]]
            section = nodes[node["section"]]["text"] if node["section"] in nodes else None
            lead_in = _lead_in(nodes, node)
            found = theme(act["action"], act["object"], act["text"], around(section, lead_in))
            right, count = right + (found == act["theme"]), count + 1
    assert right / count >= 0.85


def test_what_a_document_is_about_settles_an_open_object() -> None:
    about = shares(["vaccines for children", "hospitals", "ports"])
    assert sum(about.values()) == pytest.approx(1)
    beside = around(None, None, "", about)
    assert theme("meet", "our aims", "will meet our aims", beside) == "HUM.health"
    assert theme("sign", "a tariff", "will sign a tariff", beside) == "ECON.trade"


def test_the_lines_of_a_text_change_no_theme() -> None:
    said = "convene dialogues on critical technology supply chains"
    obj = said.removeprefix("convene ")
    for tenths in range(80):
        beside = {"OTHER": tenths / 10}
        wrapped = said.replace("supply ", "supply\n    ")
        assert theme("convene", obj, wrapped, beside) == theme("convene", obj, said, beside)
