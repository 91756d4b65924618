"""How far names reach that only their head shows (guideline section 7), on sentences of our own."""

import pytest

from tests.language.mentions.helpers import marked, mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The USAID-funded Reef Interconnection Initiative began.",
            [("ORG", "USAID"), ("PROGRAM", "Reef Interconnection Initiative")],
        ),
        ("We met at the U.S.–EU Summit again.", [("EVENT", "U.S.–EU Summit")]),
        ("The U.S.-India CEO Forum met.", [("FORUM", "U.S.-India CEO Forum")]),
        (
            "at the U.S.-German Clean Reef Conference",
            [("EVENT", "U.S.-German Clean Reef Conference")],
        ),
        ("They met at Quill Space Force Base.", [("FACILITY", "Quill Space Force Base")]),
        (
            "A National Security Advisor (NSA) came. The NSA spoke.",
            [("ROLE", "National Security Advisor"), ("ROLE", "NSA"), ("ROLE", "NSA")],
        ),
        (
            "Both signed a Research, Development, Test, and Evaluation Agreement.",
            [("AGREEMENT", "Research, Development, Test, and Evaluation Agreement")],
        ),
        (
            "They use the Maritime Security and Reef Cooperation Framework.",
            [("AGREEMENT", "Maritime Security and Reef Cooperation Framework")],
        ),
        (
            "They back the Forest and Other Land Uses Partnership.",
            [("PROGRAM", "Forest and Other Land Uses Partnership")],
        ),
        ("under the Ada M. Quill Reef Act", [("LAWPOL", "Ada M. Quill Reef Act")]),
        ("We launched a 5G Reef Initiative.", [("PROGRAM", "5G Reef Initiative")]),
        ("through the 21st Century Reef Initiative", [("PROGRAM", "21st Century Reef Initiative")]),
        ("with the 2nd Infantry Division", [("UNIT", "2nd Infantry Division")]),
        ("its Wage and Hour Division acted", [("ORG", "Wage and Hour Division")]),
        (
            "an Office of the Prosecutor General opened",
            [("ORG", "Office of the Prosecutor General")],
        ),
        (
            "a Reef Compact with the Government of Benin",
            [("AGREEMENT", "Reef Compact"), ("COUNTRY", "Benin")],
        ),
        (
            "the Declaration on the Conduct of Parties in the South China Sea",
            [("AGREEMENT", "Declaration on the Conduct of Parties in the South China Sea")],
        ),
        (
            "have signed a Reef Situational Awareness MOU",
            [("AGREEMENT", "Reef Situational Awareness MOU")],
        ),
        ("the Rule of Law matters", []),
        (
            "later the Strategic Partnership Commission met once more",
            [("FORUM", "Strategic Partnership Commission")],
        ),
        ("later a Senior Policy Advisor spoke about this matter", []),
        ("see https://www.example.org/National-Reef-Strategy for more", []),
    ],
)
def test_builds(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Secretary of Finance Velmora left", ["Secretary of Finance", "Velmora"]),
        ("Minister of National Defense Brintu left", ["Minister of National Defense", "Brintu"]),
        (
            "Secretary of National Defense General Luis Velmora left",
            ["Secretary of National Defense", "General", "Luis Velmora"],
        ),
        (
            "Director of the National Reef Center Audo Brintus Velm left",
            ["Director of the National Reef Center", "Audo Brintus Velm"],
        ),
        (
            "the Special Envoy for Climate Change Xie Velmora",
            ["Special Envoy for Climate Change", "Xie Velmora"],
        ),
        ("Minister of Labour and Social Welfare", ["Minister of Labour and Social Welfare"]),
        ("he told President Abbas that", ["President", "Abbas"]),
    ],
)
def test_a_title_ends_where_its_bearer_begins(text: str, expected: list[str]) -> None:
    assert [surface for _, surface in marked(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They met on the USS Velmora. They then left.",
            [("SYSTEM", "USS Velmora")],
        ),
        (
            "See the camp at Joint Base Pearl\n    Harbor-Hickam now.",
            [("FACILITY", "Joint Base Pearl\n    Harbor-Hickam")],
        ),
        ("under Section 212(a)(3)(C) of it", [("LAWPOL", "Section 212(a)(3)(C)")]),
        (
            "they landed late at King Salman International Airport",
            [("FACILITY", "King Salman International Airport")],
        ),
        (
            "the Assistant Secretary for Western Hemisphere Affairs came",
            [("ROLE", "Assistant Secretary for Western Hemisphere Affairs")],
        ),
        (
            "in Velmora province and the Cité Brintu neighborhood",
            [("PLACE", "Velmora"), ("PLACE", "Cité Brintu")],
        ),
        ("Many districts and the Federal district of it voted.", []),
        ("the United Nations Mission in that land", [("ORG", "United Nations Mission")]),
        ("this Administration and its allies", [("ORG", "Administration")]),
        (
            "key terms of the [Joint Statement](https://a.org/b) with them",
            [("AGREEMENT", "Joint Statement")],
        ),
        ("a talk, “Less Waste through Reef Care Principles,” will be held", []),
        ('a talk, "Less Waste through Reef Care Principles," will be held', []),
        ("and two programs for Kids in Need of Defense", []),
        ("the carrier Velmora flew", [("ORG", "Velmora")]),
    ],
)
def test_patterns_and_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected


def test_the_form_of_a_state_names_it_again() -> None:
    text = "We thank the Kingdom of Morocco. The leaders praised the Kingdom’s plans."
    assert marked(text) == [("COUNTRY", "Kingdom of Morocco"), ("COUNTRY", "Kingdom")]


def test_the_noun_behind_an_acronym_tells_what_its_long_form_is() -> None:
    text = "It backs the Women Amplifying Reefs (WAR) project there. Later WAR grew."
    assert marked(text) == [
        ("PROGRAM", "Women Amplifying Reefs"),
        ("PROGRAM", "WAR"),
        ("PROGRAM", "WAR"),
    ]


def test_a_body_may_have_a_nickname() -> None:
    text = "its Ministry of Reef Informatics (Komreef) agreed; later Komreef paid."
    assert [m.key for m in mentions(text)] == [mentions(text)[0].key] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Attorney General, Ada Velmora, said it", ["Attorney General", "Ada Velmora"]),
        (
            "then the Minister for the Middle East, Tobin Velmora, responds to this attack",
            ["Minister for the Middle East", "Tobin Velmora"],
        ),
        ("Lt. Gen. Brintu Velmora spoke to us", ["Lt. Gen.", "Brintu Velmora"]),
        (
            "the Secretary of State, United Nations officials and all",
            ["Secretary of State", "United Nations"],
        ),
        ("with CTF 50 and the 507th Air Refueling Wing", ["CTF 50", "507th Air Refueling Wing"]),
    ],
)
def test_bearers_ranks_and_formations(text: str, expected: list[str]) -> None:
    assert [surface for _, surface in marked(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("through the WE Inspire program there", [("PROGRAM", "WE Inspire program")]),
        (
            "with its Nature Based Solutions Program there",
            [("PROGRAM", "Nature Based Solutions Program")],
        ),
        ("the Fijian National Police and others", [("ORG", "Fijian National Police")]),
        ("for rules on Virtual Asset Service Providers in it", []),
        ("they led the RACER project for us", [("PROGRAM", "RACER")]),
        ("they led the AI project for us", []),
        ("at the Reef Care Launch event there", [("EVENT", "Reef Care Launch event")]),
        ("at the Reef event there", []),
        ("they co-hosted the Zero Reef City Forum again", [("EVENT", "Zero Reef City Forum")]),
        ("they joined the Zero Reef City Forum again", [("FORUM", "Zero Reef City Forum")]),
        (
            "held its Joint Reef Committee (JRC) Meeting on Science in June",
            [("FORUM", "Joint Reef Committee"), ("FORUM", "JRC")],
        ),
        (
            "by the Agency’s Energy in Reefs Programme later",
            [("PROGRAM", "Energy in Reefs Programme")],
        ),
        ("its state mining company, Velmora, paid", [("ORG", "Velmora")]),
        ("with companies, including Medium-sized Enterprises", []),
        ("as they said in their Joint Statement later", [("AGREEMENT", "Joint Statement")]),
    ],
)
def test_what_belongs_to_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected
