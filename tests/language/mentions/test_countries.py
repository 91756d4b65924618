"""Sixty country names that are easy to get wrong: their code, and what is no country."""

import pytest

from tests.language.mentions.helpers import mentions

CODES = [
    ("the Republic of Korea", "KOR"),
    ("ROK", "KOR"),
    ("South Korea", "KOR"),
    ("the Democratic People’s Republic of Korea", "PRK"),
    ("the DPRK", "PRK"),
    ("North Korea", "PRK"),
    ("the People’s Republic of China", "CHN"),
    ("the PRC", "CHN"),
    ("Chinese", "CHN"),
    ("Taiwan", "TWN"),
    ("the Democratic Republic of the Congo", "COD"),
    ("the DRC", "COD"),
    ("the Republic of the Congo", "COG"),
    ("Guinea", "GIN"),
    ("Guinea-Bissau", "GNB"),
    ("Equatorial Guinea", "GNQ"),
    ("Papua New Guinea", "PNG"),
    ("PNG", "PNG"),
    ("Niger", "NER"),
    ("Nigeria", "NGA"),
    ("Nigerien", "NER"),
    ("Nigerian", "NGA"),
    ("Georgia", "GEO"),
    ("Georgian", "GEO"),
    ("the Dominican Republic", "DOM"),
    ("Dominica", "DMA"),
    ("the Netherlands", "NLD"),
    ("Dutch", "NLD"),
    ("the United Kingdom", "GBR"),
    ("British", "GBR"),
    ("the U.K.", "GBR"),
    ("U.S.", "USA"),
    ("the United States of America", "USA"),
    ("American", "USA"),
    ("the Federated States of Micronesia", "FSM"),
    ("the Republic of the Marshall Islands", "MHL"),
    ("Timor-Leste", "TLS"),
    ("East Timor", "TLS"),
    ("Côte d’Ivoire", "CIV"),
    ("Ivory Coast", "CIV"),
    ("Türkiye", "TUR"),
    ("Turkey", "TUR"),
    ("Eswatini", "SWZ"),
    ("Swaziland", "SWZ"),
    ("North Macedonia", "MKD"),
    ("Czechia", "CZE"),
    ("the Czech Republic", "CZE"),
    ("Viet Nam", "VNM"),
    ("Vietnam", "VNM"),
    ("Lao PDR", "LAO"),
    ("Burma", "MMR"),
    ("Cabo Verde", "CPV"),
    ("the Kyrgyz Republic", "KGZ"),
    ("Bosnia and Herzegovina", "BIH"),
    ("São Tomé and Príncipe", "STP"),
    ("the Holy See", "VAT"),
    ("the UAE", "ARE"),
    ("South Sudan", "SSD"),
    ("Kosovo", "XKX"),
    ("Saint Vincent and the Grenadines", "VCT"),
]


@pytest.mark.parametrize(("name", "code"), CODES)
def test_a_name_has_its_code(name: str, code: str) -> None:
    text = f"They spoke about {name} at length."
    found = [(m.label, m.party) for m in mentions(text)]
    assert found == [("COUNTRY", code)]
    bare = name.removeprefix("the ")
    assert [text[m.start : m.end] for m in mentions(text)] == [bare]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Korean Peninsula", "REGION"),
        ("Gulf of Guinea", "PLACE"),
        ("Northern Ireland", "PLACE"),
        ("Mexico City", "PLACE"),
        ("South Africa", "COUNTRY"),
        ("Southern Africa", "REGION"),
        ("New Mexico", "PLACE"),
    ],
)
def test_longer_names_that_hold_a_country_are_one_thing(name: str, label: str) -> None:
    assert [m.label for m in mentions(f"They spoke about the {name} at length.")] == [label]


def test_the_state_of_georgia_is_told_by_its_neighbours() -> None:
    text = "A plant opened in Georgia and another one in Alabama."
    assert [m.label for m in mentions(text)] == ["PLACE", "PLACE"]


def test_people_are_no_country() -> None:
    assert mentions("Americans and Ukrainians met us there.") == ()
    assert mentions("Millions of Filipino Americans live there.") == ()


def test_money_is_no_country() -> None:
    assert mentions("They gave US$77 million and 5 million United States dollars.") == ()
