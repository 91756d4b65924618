"""DATE, MONEY and QUANTITY mentions (guideline section 7)."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import annotation, dates
from pipeline.model import Mention, Metadata, Node

LABELS = ("DATE", "MONEY", "QUANTITY")


def read(text: str, taken: tuple[Mention, ...] = ()) -> list[tuple[str, str, str | None]]:
    nodes = (Node("s0.p1", "paragraph", 0, 0, len(text)),)
    return [(m.label, m.name, m.value) for m in dates.find(text, nodes, taken, None)]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("gave over $2.3 billion to it", "$2.3 billion", "USD 2300000000"),
        ("will give US$77 million", "US$77 million", "USD 77000000"),
        ("USD 5 Million in aid", "USD 5 Million", "USD 5000000"),
        ("a $7.5 billion commitment", "$7.5 billion", "USD 7500000000"),
        ("worth £3.4m", "£3.4m", "GBP 3400000"),
        ("A$600 million for ports", "A$600 million", "AUD 600000000"),
        ("about 120 billion yen through", "120 billion yen", "JPY 120000000000"),
        ("1.5 billion euros to it", "1.5 billion euros", "EUR 1500000000"),
        ("$1.5-2 billion a year", "$1.5-2 billion", "USD 1500000000/2000000000"),
        ("at least $2¾ billion", "$2¾ billion", "USD 2750000000"),
        ("worth billions of dollars to it", "billions of dollars", None),
        ("an additional $45\n    million in aid", "$45 million", "USD 45000000"),
        ("give US$77\n            million to it", "US$77 million", "USD 77000000"),
        ("are EUR\n    850 million to it", "EUR 850 million", "EUR 850000000"),
        ("from $540 to\n        $1,500 a year", "$540 to $1,500", "USD 540/1500"),
        ("over a\n    billion dollars", "billion dollars", "USD 1000000000"),
        ("to channel billions\n    of dollars", "billions of dollars", None),
        ("half a billion dollars of it", "half a billion dollars", "USD 500000000"),
        ("up to CAD $1.5 billion for it", "CAD $1.5 billion", "CAD 1500000000"),
        ("USD $7.5 billion in loans", "USD $7.5 billion", "USD 7500000000"),
        ("CAD $ 1.5 billion available", "CAD $ 1.5 billion", "CAD 1500000000"),
        ("EUR 330 million will flow", "EUR 330 million", "EUR 330000000"),
        ("two million dollars", "two million dollars", "USD 2000000"),
        ("500 million won a year", "500 million won", "KRW 500000000"),
        ("€3 million", "€3 million", "EUR 3000000"),
        ("£200m for it", "£200m", "GBP 200000000"),
        ("$10–15 million", "$10–15 million", "USD 10000000/15000000"),
        ("$5.5 to $6 billion", "$5.5 to $6 billion", "USD 5500000000/6000000000"),
        ("50 million Colombian pesos", "50 million Colombian pesos", "COP 50000000"),
    ],
)
def test_money(text: str, name: str, value: str | None) -> None:
    assert read(text) == [("MONEY", name, value)]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("fell approximately 97%.", "97%", "97 %"),
        ("rose by 13 percent in all", "13 percent", "13 %"),
        ("the 500 MW plant", "500 MW", "500 MW"),
        ("below 1.5°C of warming", "1.5°C", "1.5 °C"),
        ("0.15 to 0.20 per cent of income", "0.15 to 0.20 per cent", "0.15/0.2 %"),
        ("lost hundreds of tons of grain", "hundreds of tons", None),
        (
            "gave over 40 million safe and effective vaccine doses as promised",
            "40 million safe and effective vaccine doses",
            "40000000 doses",
        ),
        ("at least 1 billion doses of it", "1 billion doses", "1000000000 doses"),
        ("nearly one billion people in it", "one billion people", "1000000000 people"),
        ("built almost 100 field hospitals", "100 field hospitals", "100 hospitals"),
        ("barred roughly 500 officials for it", "500 officials", "500 officials"),
        ("will buy four patrol submarines", "four patrol submarines", "4 submarines"),
        ("donated 2.2\n   million doses of it", "2.2 million doses", "2200000 doses"),
        ("more than 16,000 alumni of it", "16,000 alumni", "16000 alumni"),
        ("the firm Acrow’s 186 steel bridges", "186 steel bridges", "186 bridges"),
        ("sell Fiji three patrol submarines", "three patrol submarines", "3 submarines"),
        ("some 2,000 exchange participants", "2,000 exchange participants", "2000 participants"),
        (
            "in 100 cities and municipalities across it",
            "100 cities and municipalities",
            "100 cities and municipalities",
        ),
        ("20 projects and trains pilots", "20 projects", "20 projects"),
        ("20 Velmora Atomics X drones", "20 Velmora Atomics X drones", "20 drones"),
        ("the 1.5-degree goal", "1.5-degree", "1.5 degrees"),
        ("a 500-kilometer range", "500-kilometer", "500 km"),
        ("3 million barrels per day", "3 million barrels per day", "3000000 bbl/day"),
        ("up to 40 basis points", "40 basis points", "40 basis points"),
    ],
)
def test_quantity(text: str, name: str, value: str | None) -> None:
    assert read(text) == [("QUANTITY", name, value)]


@pytest.mark.parametrize(
    "text",
    [
        "over the next five years and for 20 years",
        "with 115 countries and economies and 30 allies and partners",
        "the two sides named three priorities",
        "COVID-19 vaccines, F-35 jets and 5G networks",
        "Article 5 commitments and Boeing 737 aircraft",
        "adds to over 1,000 already sanctioned",
        "hundreds of products and dozens of firms",
        "the two largest democratic economies",
        "40 participants and two countries’ submarine programs",
        "220 nationalities and 100 languages",
    ],
)
def test_nothing_is_measured(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("from 3 June to 6 June 1974", "3 June to 6 June 1974", "1974-06-03/1974-06-06"),
        ("on 3-6 June 1974", "3-6 June 1974", "1974-06-03/1974-06-06"),
        ("June 3 to 6, 1974", "June 3 to 6, 1974", "1974-06-03/1974-06-06"),
        ("28 June - 1 July 2019", "28 June - 1 July 2019", "2019-06-28/2019-07-01"),
        ("the 4th of July 2026", "4th of July 2026", "2026-07-04"),
        ("on 14.06.2024", "14.06.2024", "2024-06-14"),
        ("by 2025", "2025", "2025"),
        ("in fiscal year 2024", "fiscal year 2024", "2024"),
        ("FY 2023-24", "FY 2023-24", "2023/2024"),
        ("FY24 funds", "FY24", "2024"),
        ("in spring 2024", "spring 2024", "2024"),
        ("the fall of 2021", "fall of 2021", "2021"),
        ("in late March 2021", "March 2021", "2021-03"),
        ("by the first quarter of 2026", "first quarter of 2026", "2026-01/2026-03"),
        ("in Q3 2024", "Q3 2024", "2024-07/2024-09"),
        ("in the 1990s", "1990s", "1990/1999"),
        ("for 2021-2025", "2021-2025", "2021/2025"),
        ("in September last year", "September", None),
    ],
)
def test_dates(text: str, name: str, value: str | None) -> None:
    assert read(text) == [("DATE", name, value)]


@pytest.mark.parametrize(
    "text", ["within the next five years", "the 21st century", "today, last year, this spring"]
)
def test_what_has_no_anchor_is_no_date(text: str) -> None:
    assert read(text) == []


def test_an_address_of_the_web_holds_no_date() -> None:
    assert read("see https://a.org/fiscal-year-2022-data in 2023") == [("DATE", "2023", "2023")]


def test_a_year_before_a_name_that_does_not_hold_it_is_a_date() -> None:
    text = "build on the 2022 Fijian missions and the 2022 Suva Summit"
    names = (
        Mention(18, 24, "COUNTRY", "s0.p1", "k", "Fijian"),
        Mention(42, 58, "EVENT", "s0.p1", "k", "2022 Suva Summit"),
    )
    assert read(text, names) == [("DATE", "2022", "2022")]


def test_a_year_inside_a_name_is_no_date() -> None:
    text = "the Geneva Conventions of 1949 bind us in 2024"
    name = Mention(4, 30, "AGREEMENT", "s0.p1", "k", "Geneva Conventions of 1949")
    assert read(text, (name,)) == [("DATE", "2024", "2024")]


def test_a_quantity_may_hold_a_name() -> None:
    text = "will buy 20 Kestrel aircraft"
    name = Mention(12, 19, "SYSTEM", "s0.p1", "k", "Kestrel")
    assert read(text, (name,)) == [("QUANTITY", "20 Kestrel aircraft", "20 aircraft")]


def test_headings_and_furniture_stay_unmarked() -> None:
    text = "Goals for 2030"
    for kind in ("section", "doc_type", "footer"):
        assert dates.find(text, (Node("s1", kind, 1, 0, len(text)),), (), None) == ()
    assert dates.find(text, (Node("h1", "title", 0, 0, len(text)),), (), None)


def test_component_adds_to_what_stands() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("factsheets_dates")
    text = "On June 14 Japan gave $5 million."
    doc = nlp.make_doc(text)
    japan = Mention(11, 16, "COUNTRY", "s0.p1", "c:JPN", "Japan", party="JPN")
    annotation.set_nodes(doc, [Node("s0.p1", "paragraph", 0, 0, len(text))])
    annotation.set_mentions(doc, [japan])
    annotation.set_metadata(doc, Metadata(date="2021-06-20"))
    for _, component in nlp.pipeline:
        doc = component(doc)
    found = annotation.mentions(doc)
    assert [(m.name, m.value) for m in found] == [
        ("June 14", "2021-06-14"),
        ("Japan", None),
        ("$5 million", "USD 5000000"),
    ]
    assert [m.key for m in found] == ["DATE:2021-06-14", "c:JPN", "MONEY:usd-5000000"]
    assert [s.label_ for s in doc.spans["factsheets_mentions"]] == ["DATE", "COUNTRY", "MONEY"]


_PIECES = st.sampled_from(
    [
        "$",
        "5",
        "million",
        "97",
        "%",
        "doses",
        "two",
        "hundreds",
        "of",
        "dollars",
        "June",
        "2024",
        "-",
        "to",
    ]
)


@given(st.lists(_PIECES, max_size=12).map(" ".join))
def test_mentions_never_overlap(text: str) -> None:
    nodes = (Node("s0.p1", "paragraph", 0, 0, len(text)),)
    found = dates.find(text, nodes, (), None)
    assert all(m.label in LABELS for m in found)
    for before, after in pairwise(found):
        assert before.end <= after.start


def _documents(shared: Path) -> list[tuple[str, dict]]:
    out = []
    for file in sorted((shared / "gold").glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        name = gold["document"]["document_id"] + ".txt"
        found = [*(shared / "corpus").glob(f"*/{name}"), *(shared / "seeds").glob(name)]
        out.append((found[0].read_bytes().decode("utf-8"), gold))
    return out


def test_labelled_documents(shared: Path) -> None:
    hit = gold_count = found_count = 0
    for text, gold in _documents(shared):
        nodes = [
            Node(n["path"], n["kind"], n["level"], n["start"], n["end"]) for n in gold["nodes"]
        ]
        names = [e for e in gold["entities"] if e["type"] not in LABELS]
        taken = [Mention(e["start"], e["end"], e["type"], e["node"], "", "") for e in names]
        want = {(e["start"], e["end"], e["type"]) for e in gold["entities"] if e["type"] in LABELS}
        have = {(m.start, m.end, m.label) for m in dates.find(text, nodes, taken, None)}
        hit, gold_count = hit + len(want & have), gold_count + len(want)
        found_count += len(have)
    assert hit / gold_count >= 0.97
    assert hit / found_count >= 0.97


def test_what_is_vague_before_a_year_stays_outside_the_mention() -> None:
    for text, name in (("In early 2022 we met.", "2022"), ("in the first half of 2027", "2027")):
        node = Node("s0.p1", "paragraph", 0, 0, len(text))
        found = dates.find(text, [node], (), None)
        assert [text[m.start : m.end] for m in found] == [name]
