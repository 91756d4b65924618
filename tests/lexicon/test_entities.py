"""The entity tables: one header, sound codes, no name of two entities, no dead build."""

import re
from datetime import date
from itertools import pairwise

import pytest

from pipeline import lexicon
from pipeline.language.mentions import gazetteer
from pipeline.language.mentions.heads import builds
from pipeline.language.mentions.words import folded
from pipeline.values import LABELS

# ISO 3166-1, all officially assigned alpha-3 codes but those of lands without inhabitants.
ISO = frozenset(
    """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR
    BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK
    COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH
    FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM
    GUY HKG HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ
    KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV
    MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC
    NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU
    ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE
    SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA
    UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
    """.split()
)
FORMER = frozenset("CSK DDR SUN VDR YMD YUG".split())  # ISO 3166-3
ASSIGNED_BY_USERS = frozenset({"XKX"})


def test_no_name_stands_for_two_entities() -> None:
    assert len(gazetteer.aliases()) > 7000
    owners: dict[tuple[str, ...], set[str]] = {}
    for alias in gazetteer.aliases():
        owners.setdefault(tuple(map(folded, alias.words)), set()).add(alias.entity.key)
    assert not {name: keys for name, keys in owners.items() if len(keys) > 1}


def test_names_hold_no_article() -> None:
    assert not [a.words for a in gazetteer.aliases() if a.words[0] in ("the", "a", "an")]


@pytest.mark.parametrize(
    ("table", "column"), [("builds", "head"), ("given_names", "name"), ("kinds", "noun")]
)
def test_word_tables_say_each_thing_once(table: str, column: str) -> None:
    words = [row[column] for row in lexicon.table(f"entities/{table}")]
    assert len(words) == len(set(words))


def test_country_codes_are_those_of_the_standard() -> None:
    codes = {row["iso3"] for row in lexicon.table("entities/countries") if row["iso3"]}
    assert codes == ISO | FORMER | ASSIGNED_BY_USERS
    assert gazetteer.state_codes() < codes


def test_region_codes_are_well_formed_and_unique() -> None:
    codes = [row["m49"] for row in lexicon.table("entities/regions") if row["m49"]]
    assert len(codes) == len(set(codes)) > 20
    assert all(re.fullmatch(r"\d{3}", code) for code in codes)


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
        # A state that is no more shares its Correlates of War number with the one that goes on.
        values = [r[column] for r in rows if r[column] and r["iso3"] not in FORMER]
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


def test_holders_are_listed_persons_in_listed_offices() -> None:
    known = gazetteer.by_key()
    for row in lexicon.table("entities/holders"):
        assert known[row["office"]].label == "ROLE"
        assert known[row["person"]].label == "PERSON"
        assert row["source"]
        assert row["surname"] in known[row["person"]].name


def test_dates_of_office_are_dates_and_do_not_overlap() -> None:
    terms: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in lexicon.table("entities/holders"):
        assert date.fromisoformat(row["from"])
        assert not row["until"] or row["from"] < date.fromisoformat(row["until"]).isoformat()
        terms.setdefault((row["office"], row["party"]), []).append((row["from"], row["until"]))
    for office, held in terms.items():
        for (_, until), (since, _) in pairwise(sorted(held)):
            assert until, office
            assert until <= since, office
