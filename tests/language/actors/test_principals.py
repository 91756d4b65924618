"""Who speaks in a document (guideline, preamble)."""

import pytest

from pipeline.language.actors.names import name_key, names_in
from tests.language.actors.actor_texts import text

PROSE = "paragraph: Harbours are the gates of trade and have been so for some hundred years."


@pytest.mark.parametrize(
    ("rows", "issuer", "parties", "rule"),
    [
        (("title: U.S.-Japan Joint Statement",), None, {"USA", "JPN"}, "title_parties"),
        (("title: Joint Statement of Norway, Sweden, and Japan on Tonga",), None,
         {"NOR", "SWE", "JPN"}, "title_parties"),
        (("title: The United States and Australia: Old Friends",), "White House",
         {"USA", "AUS"}, "title_parties"),
        (("title: FACT SHEET: The United States and G7 to Help Tonga",), None,
         {"USA", "G7"}, "title_parties"),
        (("title: Fact Sheet: Quad Summit",), None, {"AUS", "IND", "JPN", "USA"},
         "title_grouping"),
        (("title: Joint Statement of the Security Consultative Committee",), None,
         {"USA", "JPN"}, "title_grouping"),
        (("title: G7 Leaders’ Statement",), None, {"G7"}, "title_grouping"),
        (("title: FACT SHEET: NATO Summit", "paragraph: President Biden will attend the meeting of"
          " the Alliance."), None, {"USA", "NATO"}, "title_grouping"),
        (("title: Fact Sheet: A New Partnership with Indonesia",), "White House",
         {"USA", "IDN"}, "title_counterpart"),
        (("title: Readout of a Meeting of President Biden with Prime Minister Olsen",
          "paragraph: President Biden met with Prime Minister\nOlsen of Norway today."),
         "White House", {"USA", "NOR"}, "title_counterpart"),
        (("title: Fact Sheet: Harbours", "paragraph: Today, President Biden is joining Prime"
          " Minister Keller of Norway and Prime Minister Olsen of Japan to speak of harbours."),
         "White House", {"USA", "NOR", "JPN"}, "preamble_subjects"),
        (("title: Fact Sheet on Aid for Tonga",), "White House", {"USA"}, "issuer"),
        (("title: Fact Sheet: Tariffs on Imports from Norway and Sweden",), "White House",
         {"USA"}, "issuer"),
        (("title: U.S. Support for the Harbours of Tonga",), "U.S. Department of State",
         {"USA"}, "issuer"),
        (("title: Statement by the President of the Security Council",), None, {"UN"},
         "un_organ"),
        (("title: Accord", "paragraph: The accord was opened by the Conference of\nthe Parties."),
         None, {"UNFCCC"}, "un_organ"),
        (("title: Harbours", "paragraph: We, the leaders of Norway, Sweden, and Japan, met to speak"
          " of Tonga."), None, {"NOR", "SWE", "JPN"}, "we_list"),
        (("title: Harbours", "paragraph: We—the governments of Norway, Sweden, and Japan—condemn"
          " the seizure of Tonga."), None, {"NOR", "SWE", "JPN"}, "we_list"),
        (("title: Harbours", "paragraph: We, the governments of Norway, New Caledonia, and Japan,"
          " meet."), None, {"NOR", "NCL", "JPN"}, "we_list"),
        (("title: Harbours", "paragraph: As leaders of Norway, Sweden, and Japan, guided by our"
          " charts, we resolve to build."), None, {"NOR", "SWE", "JPN"}, "we_list"),
        (("title: Harbours", "paragraph: Having met on the sea, we the Ministers of Norway and"
          " Sweden recognize Tonga."), None, {"NOR", "SWE"}, "we_list"),
        (("title: Statement", "paragraph: We, the G7 Ministers of Japan, the United States and"
          " Norway, met."), None, {"G7", "JPN", "USA", "NOR"}, "we_list"),
        (("title: Communiqué by Ministers of the Harbour Working Group", "paragraph: The following"
          " was released by the United States."), None, {"Harbour Working Group"},
         "title_speakers"),
        (("title: Joint Statement Following the Meeting of President Biden and Japanese Prime"
          " Minister Mori",), None, {"USA", "JPN"}, "title_counterpart"),
        (("title: Joint Statement on the Talks with the Japanese Security Council",), None,
         {"JPN"}, "title_counterpart"),
        (("title: Harbour Talks", "paragraph: The text of the following statement was released by"
          " the Governments of Norway and Japan."), None, {"NOR", "JPN"}, "released_by"),
        (("title: Communique", "paragraph: At the invitation of the Prime Minister of Norway, the"
          " Prime Minister of Sweden visited Oslo."), None, {"NOR", "SWE"}, "preamble_subjects"),
        (("title: Harbours", "paragraph: Norway and Sweden have long shared the same cold seas."),
         None, {"NOR", "SWE"}, "preamble_subjects"),
    ],
)  # fmt: skip
def test_the_parties_that_speak(
    rows: tuple[str, ...], issuer: str | None, parties: set[str], rule: str
) -> None:
    found = text(*rows, PROSE).principals(issuer)
    assert (set(found.parties), found.rule) == (parties, rule)
    assert len(found.parties) == len(parties)


def test_names_are_found_whatever_their_apostrophes() -> None:
    known = {name_key("People’s Republic of China"): "CHN"}
    for title in ("Talks with the People's Republic of China", "The People’s Republic of China"):
        assert [party for *_, party in names_in(title, known)] == ["CHN"]


def test_a_grouping_stands_for_all_its_members_but_not_for_some() -> None:
    note = "The following statement was released by the United States, the European Union, Sweden"
    some = text("title: Joint Statement", f"paragraph: {note} and Norway.").principals()
    assert some.parties == ("USA", "EU", "SWE", "NOR")


def test_nothing_is_guessed() -> None:
    found = text("title: Harbours", PROSE).principals()
    assert (found.parties, found.rule) == ((), "none")


def test_a_text_without_nodes_has_no_principals() -> None:
    assert text().principals().parties == ()
