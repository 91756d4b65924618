"""Who must act, and with whom (guideline section 6, obligors and partners)."""

import pytest

from tests.language.actors.actor_texts import text

BOTH = ("USA", "JPN")


@pytest.mark.parametrize(
    ("cue", "content", "parties"),
    [
        ("announced", "an upgrade to U.S. force posture in Japan", ("USA",)),
        ("announced", "the reconstitution of U.S. Forces Japan", ("USA",)),
        ("reiterated", "U.S. defense commitments under the Harbour Treaty", ("USA",)),
        ("reiterated", "Japan’s role in keeping the peace", ("JPN",)),
        ("announced", "a $7.5 billion commitment from the United States", ("USA",)),
        ("announced", "the provision by Japan of new harbours", ("JPN",)),
        ("announced", "more investment by Japanese companies", BOTH),
        ("decided", "to modernize U.S. forces", BOTH),
        ("committed", "to expand use of U.S. and Japanese facilities", BOTH),
        ("reconfirmed", "the continued construction of harbours in Japan", BOTH),
        ("launched", "the Harbour Mechanism to support trade", BOTH),
        ("requested", "the Harbour Mechanism to report by May", ("Harbour Mechanism",)),
        ("welcomed", "Tonga’s decision to build", BOTH),
    ],
)
def test_obligors(cue: str, content: str, parties: tuple[str, ...]) -> None:
    sheet = text(f"paragraph: They {cue} {content}.")
    start = sheet.text.index(cue) + len(cue)
    assert sheet.resolver(*BOTH).obligors(start, sheet.nodes[0].end, BOTH) == parties


@pytest.mark.parametrize(
    ("evidence", "partners"),
    [
        ("deepen cooperation with the Republic of Korea, including on trade", ("KOR",)),
        ("advance the trilateral partnership with Australia", ("AUS",)),
        ("work with allies and partners within and beyond the region", ("allies and partners",)),
        ("cooperate with partners in Southeast Asia and Pacific Island countries",
         ("Southeast Asia", "Pacific Island countries")),
        ("increase dialogue with our partners, including the European Union and those in the"
         " Indo-Pacific (Australia, Norway, and the Republic of Korea)",
         ("EU", "AUS", "NOR", "KOR")),
        ("act, in close coordination with multilateral mechanisms including the World Health"
         " Organization", ("WHO",)),
        ("meet with G7 leaders and President Olsen of Norway", ("G7", "NOR")),
        ("work together and with a range of partners", ("range of partners",)),
        ("cooperate, both among ourselves and with other countries", ("other countries",)),
        ("consult with Japan’s neighbors and Norway", ("neighbors", "NOR")),
        ("publish rules with support of the World Health Organization", ("WHO",)),
        ("work with Acme Ltd., to build", ("Acme Ltd.",)),
        ("work with each other, the European Union and Norway", ("EU", "NOR")),
        ("act with civil society and the technology sector",
         ("civil society", "technology sector")),
        ("partner with local governments, the private sector, and community groups to build",
         ("local governments", "private sector", "community groups")),
        ("act in close coordination with countries of origin", ("countries of origin",)),
        ("meet with Norwegian Minister of Defense Larsson", ("NOR",)),
        ("cooperate with counterparts in Southeast Asia", ("counterparts in Southeast Asia",)),
        ("work with the nations of Southeast Asia", ("nations of Southeast Asia",)),
        ("work with countries in the region", ("countries in the region",)),
        ("cooperate with industry as well as the European Union", ("industry", "EU")),
        ("extend Norway’s agreement with Sweden", ()),
        ("act in line with the rules of the European Union", ()),
        ("provide Tonga with aid", ()),
        ("act in accordance with Norway’s law", ()),
        ("build harbours with a focus on Southeast Asia", ()),
        ("deepen cooperation with the United States", ()),
        ("meet the demand of Norway", ()),
    ],
)  # fmt: skip
def test_partners_in_the_evidence(evidence: str, partners: tuple[str, ...]) -> None:
    sheet = text(f"paragraph: They will {evidence}.")
    start = sheet.text.index("will")
    assert sheet.resolver(*BOTH).partners(start, sheet.nodes[0].end, BOTH) == partners


@pytest.mark.parametrize(
    ("words", "actors", "partners"),
    [
        ("The United States and Japan, together with Australia,", BOTH, ("AUS",)),
        ("The United States, in collaboration with Japan,", ("USA",), ("JPN",)),
        ("In cooperation with the Government of Norway, Japan", ("JPN",), ("NOR",)),
        ("The United States and Japan with Australia", BOTH, ("AUS",)),
        ("In line with the European Union, Japan", ("JPN",), ()),
        ("Following talks with Norway, Japan", ("JPN",), ()),
    ],
)
def test_partners_in_the_subject(
    words: str, actors: tuple[str, ...], partners: tuple[str, ...]
) -> None:
    sheet = text(f"paragraph: {words} will build harbours.")
    assert sheet.resolver(*BOTH).subject_partners(0, len(words), actors) == partners
