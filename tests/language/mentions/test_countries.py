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


# Names of the past, of two states, and near misses; None where no code is known.
HARD: list[tuple[str, str | None]] = [
    ("Korea", "KOR"),
    ("North Korean", "PRK"),
    ("the Republic of China", "TWN"),
    ("Chinese Taipei", "TWN"),
    ("mainland China", "CHN"),
    ("Congo", None),
    ("Congo-Brazzaville", "COG"),
    ("Congo-Kinshasa", "COD"),
    ("Zaire", "COD"),
    ("Guinea-Conakry", "GIN"),
    ("Guinea Bissau", "GNB"),
    ("Papua and New Guinea", "PNG"),
    ("Ireland", "IRL"),
    ("the Republic of Ireland", "IRL"),
    ("Micronesia", "FSM"),
    ("Samoa", "WSM"),
    ("Western Samoa", "WSM"),
    ("Sudanese", "SDN"),
    ("South Sudanese", "SSD"),
    ("Macedonia", "MKD"),
    ("the Former Yugoslav Republic of Macedonia", "MKD"),
    ("Yugoslavia", "YUG"),
    ("Czechoslovakia", "CSK"),
    ("the Soviet Union", "SUN"),
    ("the U.S.S.R.", "SUN"),
    ("the German Democratic Republic", "DDR"),
    ("the Federal Republic of Germany", "DEU"),
    ("West Germany", "DEU"),
    ("South Viet-Nam", None),
    ("the Democratic Republic of Vietnam", "VDR"),
    ("Viet-Nam", "VNM"),
    ("Ceylon", "LKA"),
    ("Malaya", "MYS"),
    ("the Khmer Republic", "KHM"),
    ("Southern Rhodesia", "ZWE"),
    ("Holland", "NLD"),
    ("Chad", "TCD"),
    ("Jordan", "JOR"),
    ("Jordanian", "JOR"),
    ("the Hashemite Kingdom of Jordan", "JOR"),
    ("the Gambia", "GMB"),
    ("the Bahamas", "BHS"),
    ("Palestine", "PSE"),
    ("Great Britain", "GBR"),
    ("Aotearoa New Zealand", "NZL"),
    ("the Plurinational State of Bolivia", "BOL"),
    ("the Syrian Arab Republic", "SYR"),
    ("the Lao People’s Democratic Republic", "LAO"),
    ("the Slovak Republic", "SVK"),
    ("Slovenia", "SVN"),
    ("Guyana", "GUY"),
    ("Mauritius", "MUS"),
    ("Mauritania", "MRT"),
    ("Malawi", "MWI"),
    ("Maldives", "MDV"),
    ("Cook Islands", "COK"),
    ("Niue", "NIU"),
    ("the Central African Republic", "CAF"),
    ("Grenada", "GRD"),
    ("Eswatini", "SWZ"),
]


@pytest.mark.parametrize(("name", "code"), HARD)
def test_a_hard_name_has_its_code_or_none(name: str, code: str | None) -> None:
    text = f"They spoke about {name} at length."
    found = [(m.label, m.party, text[m.start : m.end]) for m in mentions(text)]
    assert found == [("COUNTRY", code, name.removeprefix("the "))]


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
        ("New Guinea", "PLACE"),
        ("American Samoa", "PLACE"),
        ("South China Sea", "PLACE"),
        ("Sea of Japan", "PLACE"),
        ("Panama Canal", "PLACE"),
        ("Niger Delta", "PLACE"),
        ("Lake Chad", "PLACE"),
        ("Jordan River", "PLACE"),
        ("French Guiana", "PLACE"),
        ("Western Sahara", "PLACE"),
        ("South Georgia", "PLACE"),
        ("Persian Gulf", "PLACE"),
        ("Central Africa", "REGION"),
        ("Americas", "REGION"),
    ],
)
def test_longer_names_that_hold_a_country_are_one_thing(name: str, label: str) -> None:
    assert [m.label for m in mentions(f"They spoke about the {name} at length.")] == [label]


def test_the_state_of_georgia_is_told_by_its_neighbours() -> None:
    text = "A plant opened in Georgia and another one in Alabama."
    assert [m.label for m in mentions(text)] == ["PLACE", "PLACE"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Fighting in the Congo spread to Goma.", "COD"),
        ("The Congolese delegation came from Brazzaville.", "COG"),
        ("The Dominican delegation came from Roseau.", "DMA"),
        ("The Dominican delegation spoke.", "DOM"),
    ],
)
def test_one_name_of_two_states_is_told_by_its_neighbours(text: str, code: str) -> None:
    assert [m.party for m in mentions(text) if m.label == "COUNTRY"] == [code]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Then Michael Jordan spoke.", "Michael Jordan"),
        ("Then Senator Jordan spoke.", "Jordan"),
        ("Then Mr. Chad Wolf spoke.", "Chad Wolf"),
        ("Then Ms. Israel spoke.", "Israel"),
    ],
)
def test_a_person_may_have_the_name_of_a_state(text: str, name: str) -> None:
    found = [(m.label, text[m.start : m.end]) for m in mentions(text) if m.label != "ROLE"]
    assert found == [("PERSON", name)]


def test_a_state_of_later_years_is_a_place_before_them() -> None:
    assert [m.label for m in mentions("In 1976 they spoke about East Timor.")][-1] == "PLACE"
    assert [m.label for m in mentions("In 2006 they spoke about East Timor.")][-1] == "COUNTRY"


def test_people_are_no_country() -> None:
    assert mentions("Americans and Ukrainians met us there.") == ()
    assert mentions("Millions of Filipino Americans live there.") == ()


def test_money_is_no_country() -> None:
    assert mentions("They gave US$77 million and 5 million United States dollars.") == ()
