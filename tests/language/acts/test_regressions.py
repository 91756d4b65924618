"""One short sentence for each mended fault of the grammar; no document's own words."""

import pytest

from pipeline.language.acts import cues, grammar
from pipeline.language.acts.words import Words
from pipeline.model import Node
from tests.language.acts.test_grammar import NLP, read, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They committed to working with Peru to plant trees and grow fish.",
         ["plant", "grow"]),
        ("We will send a ship to Oslo for training and to operate as a school.", ["send"]),
        ("We commit to working together in full partnership to open the port.", ["open"]),
        ("We will work with Peru toward the goal of opening ports.", ["open"]),
        ("We will continue to endeavor, to open the port.", ["open"]),
        ("We look to widen the port by building a pier.", ["widen", "build"]),
        ("The dialogue of Norway and Peru will include fish.", ["elaboration"]),
        ("By opening ports, building piers, and training crews, we will ease trade.",
         ["ease", "open", "build", "train"]),
        ("We intend to ease trade, including the rule of law; opening ports; and building piers.",
         ["ease", "open", "build"]),
        ("We commit to opening a port, with the goal of easing trade, sharing berths, and cutting"
         " waste.", ["open"]),
        ("We affirm our commitment to work together, in full respect of the law, to open ports.",
         ["open"]),
        ("We affirm our commitment to human rights, and to advancing trade with Peru.",
         ["importance_or_value", "advance"]),
        ("We pledge to widen ports and increase patrols to help crews to find, follow, and catch"
         " thieves.", ["widen", "increase"]),
        ("We plan to share data to find thieves and catch their helpers and work to open ports.",
         ["share", "open"]),
        ("We intend to ease trade, including opening ports, and the launch of a fleet.",
         ["ease", "open", "launch"]),
        ("They agreed to build piers to ease trade and cooperate with Peru on fish.",
         ["build", "cooperate"]),
        ("We will listen to and work with partners.", ["listen"]),
        ("We continue to call on Peru to open its ports.", ["directive"]),
        ("We will do so by opening ports; by building piers; and by closing mines.",
         ["do", "open", "build", "close"]),
        ("They expressed their intent during the talks to open a port.", ["open"]),
        ("Norway continues to view the plan as sound.", ["importance_or_value"]),
        ("We reaffirmed our resolve to reject outright attempts to redraw borders.", ["reject"]),
        ("Norway is accepting bids for ports.", ["progress_report"]),
        ("Norway reached 3 million pupils through schools.", ["progress_report"]),
        ("The Ministers directed the formation of a committee to guide trade.", ["form"]),
        ("Norway as well as the European Union will open ports.", ["open"]),
        ("We are continuing our work to ease trade, cut waste, and adopt new rules.",
         ["progress_report"]),
        ("We stress the need of scaling up action and support, including ships.",
         ["importance_or_value"]),
        ("Acknowledges that climate change has caused and will cause storms, as well as slow"
         " changes.", ["that_clause_fact"]),
        ("We resolve to protect the Blue Pacific and enhance the laws that govern it.",
         ["protect", "enhance"]),
        ("We reaffirm a commitment to equality and social inclusion including the pact.",
         ["importance_or_value"]),
        ("We commit to continuing our cooperation on fish.", ["continue"]),
        ("We are committed to the safe removal and disposal of old nets.", ["remove"]),
        ("We commit to widening ports related to catching, landing and selling fish.", ["widen"]),
        ("We commit to widening ports and in this context establishing a fund.",
         ["widen", "establish"]),
        ("We commit to hosting the next U.S. – Africa Fair and intend to open a port.",
         ["host", "open"]),
        ("We will open ports in case of need and welcome the recent fair.",
         ["open", "expressive"]),
        ("We are determined to help Peru repair, restore and defend its ports.", ["help"]),
        ("We will widen ports by building a bigger pier and reform aimed at lower fees.",
         ["widen", "build"]),
        ("We call on Peru to cease all tests and launches that use rockets.", ["directive"]),
        ("We will examine closely and debate honestly all plans.", ["examine"]),
        ("We reaffirm the Treaty as the cornerstone of our trade.", ["importance_or_value"]),
        ("We will open a school through which 20 pilots will travel, meet, and train crews.",
         ["open"]),
        ("They agreed to widen roads, as well as build two bridges.", ["widen", "build"]),
        ("They agreed to teach Reading and Training at sea.", ["teach"]),
        ("They will increase by 20 percent the number of ships and train crews.",
         ["increase", "train"]),
        ("We commit to widen ports, and look forward to the fair of Oslo.",
         ["widen", "expressive"]),
        ("We urge Peru to end the strike and resolve the dispute.", 
         ["directive", "directive"]),
        ("We remain committed to complete, durable removal of the dam.", ["remove"]),
        ("Norway sought to free the crew.", ["progress_report"]),
        ("Norway supported training of crews.", ["progress_report"]),
        ("The Ministers began their talks with a review of fish.", ["progress_report"]),
        ("This will be seen as an attack.", []),
        ("The programme is intended as a guide.", []),
        ("They agreed to cut waste through building plants.", ["cut", "build"]),
        ("They agreed to phase out or ban the sale of ivory.", ["phase"]),
        ("To ease trade, Norway intends to open a port.", ["open"]),
        ("Kenya met Peru, and the Ministers discussed fish.",
         ["progress_report", "progress_report"]),
        ("Norway is on track to open a port.", ["open"]),
        ("We reaffirmed our commitment to the defense of Oslo.", ["defend"]),
        ("We will each name a judge.", ["name"]),
        ("At our meeting, we, the Leaders, reaffirmed our resolve to open the port.", ["open"]),
        ("This year, our two countries look forward to opening the port.", ["open"]),
        ("They agreed that there should be regular consultations.", ["consult"]),
        ("They agreed that they would continue to open ports.", ["open"]),
        ("They agreed that trade should grow, and that Ministers should meet.",
         ["grow", "meet"]),
        ("We are united in our support for peace and in our resolve to open the port.",
         ["importance_or_value", "open"]),
        ("We look forward to the fair and to opening the port.", ["expressive", "open"]),
        ("They tasked the experts to examine the plan and to report on it.",
         ["examine", "report"]),
        ("We will invest in ports, train crews, and build ships.", ["invest", "train", "build"]),
        ("We note that Peru must act, and reiterate that this is grave.",
         ["that_clause_fact", "that_clause_fact"]),
        ("They express through this paper their intention to open a port.", ["open"]),
        ("We will keep working towards peace.", ["work"]),
        ("We announced new steps, including the launch of a fair, Peru’s hosting of a regatta, and"
         " the construction of a pier.", ["announce", "launch", "host", "construct"]),
        ("We continue to encourage others to invest.", ["directive"]),
        ("Kenya and Peru concluded the largest exercise in years.", ["progress_report"]),
        ("We announced that we intend to open a port.", ["open"]),
        ("The Council decides that Peru is to open a port.", ["open"]),
        ("We call on Peru to free all crews it has wrongly detained.", ["directive"]),
        ("We deeply regret Peru’s decision to leave.", ["expressive"]),
        ("They will **open** a port.", ["open"]),
        ("We are unified in our resolve to open the port.", ["open"]),
    ],
)  # fmt: skip
def test_what_each_sentence_amounts_to(text: str, expected: list[str]) -> None:
    assert [row[2] for row in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("We announce two schools which we expect will train 50 pilots.", "announce two schools"),
        ("We announce two schools, most of which will be led by Norway.", "announce two schools"),
        ("We will back free media, unions, the opposition and citizens.",
         "will back free media, unions, the opposition and citizens"),
        ("We will map fish, mapping of reefs, and tides.",
         "will map fish, mapping of reefs, and tides"),
    ],
)  # fmt: skip
def test_where_the_evidence_ends(text: str, evidence: str) -> None:
    assert rows(text)[0][3] == evidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They agreed to find new ways to clean rivers.", "new ways to clean rivers"),
        ("They agreed to spend at least 5 million on ships.", "at least 5 million on ships"),
        ("They agreed to protect widely recognized rights.", "widely recognized rights"),
        ("They agreed to cooperate with Peru on fish.", "fish"),
        ("They agreed to cooperate, where needed, on fish.", "fish"),
        ("They agreed to ensure that ports stay open.", "ports stay open"),
        ("They agreed to impose further limits.", "further limits"),
    ],
)
def test_the_object(text: str, expected: str) -> None:
    ((draft, _),) = read(text)
    assert draft.object is not None
    words = text.rstrip(".").replace(",", " ,").split()
    assert " ".join(words[draft.object[0] : draft.object[1]]) == expected


def test_a_bare_decision_governs_the_list_below_it() -> None:
    items = ("Support the fair;", "Explore ways. Build piers.", "Exchange views on fish.")
    found = rows("Hereby decide to:", *items)
    assert [(row[0], row[1], row[2]) for row in found] == [
        ("decide", 5, "support"), ("decide", 5, "explore"), ("decide", 5, "build"),
        ("decide", 5, "exchange"),
    ]  # fmt: skip


def test_a_plan_told_of_governs_the_titles_of_its_items() -> None:
    found = rows("Norway and Peru affirm that they plan to:", "Open ports.", "Catch fish.")
    assert [(row[0], row[1], row[2]) for row in found] == [
        ("affirm", 2, "open"), ("affirm", 2, "catch"),
    ]  # fmt: skip


def test_a_stem_that_points_says_something_too_where_it_has_an_object() -> None:
    text = "Norway resolved to support trade with Peru, with a focus on the following areas."
    found = rows(text, "Opening ports;", "Noting the rise of trade;")
    assert [(row[0], row[1], row[2]) for row in found] == [
        ("resolve", 5, "support"), ("resolve", 5, "open"), ("note", 1, "expressive"),
    ]  # fmt: skip


def test_bullets_of_bare_verbs_say_how_a_paragraph_s_promise_is_kept() -> None:
    found = rows("Norway will ease trade with Peru.", "Open three ports.", "Explore ways to fish.",
                 "Ports for All", "Securing the Seas for Future Trade")  # fmt: skip
    assert [(row[0], row[1], row[2]) for row in found] == [
        ("will", 5, "ease"), ("will", 5, "open"), ("will", 5, "explore"),
    ]  # fmt: skip


def test_a_participle_that_opens_a_paragraph_keeps_its_commas() -> None:
    ((_, quote),) = read("REAFFIRMING our commitment to support a safe, open sea;")
    assert quote == "REAFFIRMING our commitment to support a safe, open sea"


def test_would_is_a_promise_where_a_paper_reports_in_the_past() -> None:
    text = "They agreed on fish. {} A survey would be made. Norway would pay. It would end."
    assert [row[2] for row in rows(text.format(""))] == ["agree", "make", "pay", "end"]
    assert [row[2] for row in rows(text.format("We will sail. We will row. We will swim."))] == [
        "agree", "sail", "row", "swim",
    ]  # fmt: skip


def test_two_names_before_a_verb_are_one_subject() -> None:
    text = "Norway will open a school, and Kenya and Peru will train its crews."
    _, (draft, _) = read(text)
    assert draft.subject is not None
    assert draft.subject[1] - draft.subject[0] == 3


def test_a_cue_with_a_prefix_is_its_verb() -> None:
    affirm, stress = cues.verb("re-affirm"), cues.verb("re-emphasize")
    assert affirm is not None
    assert stress is not None
    assert (affirm.force, stress.force) == (3, 1)


def test_an_item_with_a_purpose_and_a_promise_is_no_item_of_its_stem() -> None:
    found = rows("The Ministers agreed to:", "To ease trade, the fund will:", "Build piers.")
    assert all(row[3] != "To ease trade" for row in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway has worked with Peru to widen ports.", ["progress_report"]),
        ("We agreed that the rules must be widened.", ["widen"]),
        ("We remain committed to full, durable removal of mines.", ["remove"]),
        ("We reaffirm our commitment made in Oslo last year to widen ports.", ["widen"]),
        ("We call on Peru to cease tests and launches that harm fish.", ["directive"]),
        ("Kenya supported a study on forced labor.", ["single_party_act"]),
        ("We are continuing our work to advance reform to ease trade, raise funds, and adopt clean"
         " engines.", ["progress_report"]),
        ("We are looking forward to the meeting in May.", ["meet"]),
        ("They discussed the aid that both have given, reviewed its use, and considered the next"
         " step.", ["progress_report"] * 3),
        ("We will seek partnerships with ports.", ["partner"]),
        ("Kenya does not and will never recognize the border.", ["recognize"]),
        ("Kenya and Peru focus on widening ports.", ["progress_report"]),
        ("Transport, which was of weight, would be kept under review. They would pay. Trade would"
         " grow.", ["keep", "pay", "grow"]),
        ("We note that heat has caused and will increasingly cause harm.", ["that_clause_fact"]),
        ("The Trade Group is tasked to examine tolls.", ["examine"]),
        ("We commit to further the spread of rice.", ["further"]),
        ("We value the Forum.", ["expressive"]),
        ("Kenya will join Peru in building a pier.", ["build"]),
        ("This Compact sets out the aims and actions we undertake to save fish.", []),
        ("The mission of the Centre is to serve as a school. Its role is to train crews.", []),
        ("As we advance recovery plans to widen ports, we will train crews.", ["train"]),
        ("Announced in April, Kenya and Peru will build a pier.", ["build"]),
        ("We commit both to widen ports, and to take steps to train crews.", ["widen", "train"]),
        ("We agree we will work to widen ports.", ["widen"]),
        ("Kenya and Peru are founding members of the Forum.", []),
    ],
)  # fmt: skip
def test_what_a_sentence_does(text: str, expected: list[str]) -> None:
    assert [row[2] for row in rows(text)] == expected


def test_an_insertion_stands_before_its_object() -> None:
    ((draft, quote),) = read("Kenya plans to provide, working with Peru, $3 million for ports.")
    assert quote == "plans to provide, working with Peru, $3 million for ports"
    assert draft.object is not None


def test_an_item_that_opens_with_a_participle_may_be_a_sentence_of_its_own() -> None:
    found = rows("The Ministers agreed to:", "Being rich in fish, we note that tolls hurt trade.")
    assert [row[2] for row in found] == ["that_clause_fact"]


def test_do_the_following_only_points() -> None:
    found = rows("The Ministers directed their experts to do the following:", "Build piers.")
    assert [row[2:] for row in found] == [("build", "Build piers")]


def test_a_heading_with_a_colon_is_a_stem() -> None:
    words, nodes = Words(NLP.make_doc("Kenya and Peru will:\nBuild piers.")), (
        Node("s1", "section", 1, 0, 20, parent=None, section=None),
        Node("s1.b1", "bullet", 1, 21, 33, parent="s1", section="s1"),
    )  # fmt: skip
    (draft,) = grammar.read(words, nodes)
    assert (draft.lemma, draft.force, draft.action) == ("will", 5, "build")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru commits to refrain from imposing service taxes or measures that hurt trade; to ease"
         " tolls; and to open ports.", ["refrain", "ease", "open"]),
        ("We will forge ties to improve trade; to curb waste; and to fight fires.", ["forge"]),
        ("Norway will build a pier; 40 percent of it will be paid by Peru.", ["build", "pay"]),
        ("Norway will ease trade by adopting and using rules and by accepting and fully using"
         " standards.", ["ease", "adopt", "accept"]),
        ("Thanks to the close ties of Norway and Peru, the Ministers met.", ["progress_report"]),
        ("Norway remains focused on opening ports.", ["open"]),
        ("Norway will join with Peru to open ports.", ["open"]),
        ("The President instructed his team to continue developing new plans.", ["develop"]),
        ("Norway will support developing small states.", ["support"]),
        ("They exchanged views on how trade between Norway and Peru could widen ports.",
         ["progress_report"]),
        ("They affirmed support for Peru’s efforts to modernize ports, reduce waste, and train"
         " crews.", ["progress_report"]),
        ("Norway expressed the willingness and commitment of Norway to open ports.", ["open"]),
    ],
)  # fmt: skip
def test_what_a_longer_sentence_does(text: str, expected: list[str]) -> None:
    assert [row[2] for row in rows(text)] == expected


def test_a_new_framework_on_what_is_related_is_an_item() -> None:
    found = rows("They announced new steps, including:", "A framework on issues related to fish.")
    assert found[-1][-1] == "A framework on issues related to fish"
    (report,) = rows("They will ease trade in internationally recognized goods.")
    assert report[2] == "ease"


def test_evidence_ends_at_what_is_told_of_a_quoted_name() -> None:
    ((_, quote),) = read(
        "Norway will build a pier called “Neptune,” which combines wood and stone."
    )
    assert quote == "will build a pier called “Neptune,”"


def test_a_time_before_the_object_is_no_part_of_it() -> None:
    ((draft, _),) = read("Norway will convene later this year the Fish Dialogue.")
    assert draft.object is not None
    assert draft.object[0] == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We commit to continue providing aid to Peru, building new ports, and training crews.",
         ["provide", "build", "train"]),
        ("We commit to easing tolls on fish and emerging food threats.", ["ease"]),
        ("We are committed to opening a port in Oslo and to the goal of free trade.",
         ["open", "commit"]),
        ("We affirm that trade is a common goal, and we continue to open ports.",
         ["that_clause_fact", "open"]),
        ("The Ministers praised the League, founded in Oslo in 2014, and pledged to fund it.",
         ["expressive", "fund"]),
        ("They plan to look for piers to train crews, and to deepen ties.", ["look", "deepen"]),
        ("Both will use their best efforts to open ports.", ["open"]),
        ("We pledge to show that free nations, working together, are able to trade.", ["show"]),
    ],
)  # fmt: skip
def test_what_a_series_does(text: str, expected: list[str]) -> None:
    assert [row[2] for row in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Norway will help Peru in building piers, using its years of safely and gladly drying it.",
         "will help Peru in building piers"),
        ("Norway will partner on fish, including on nets, sharing and testing new boats.",
         "will partner on fish, including on nets"),
        ("Norway plans to cut tolls by 2030, both aligned with the Pact of Oslo.",
         "plans to cut tolls by 2030"),
        ("Norway will fund work related to averting, minimizing and addressing loss.",
         "will fund work related to averting, minimizing and addressing loss"),
        ("Norway will open a school, wherein crews are trained.", "will open a school"),
    ],
)  # fmt: skip
def test_where_evidence_ends(text: str, evidence: str) -> None:
    assert [quote for _, quote in read(text)] == [evidence]


@pytest.mark.parametrize("marks", ["‘’", "''", "“”", '""'])
def test_every_kind_of_quotation_mark_reads_alike(marks: str) -> None:
    first, last = marks
    said = f"They called it {first}the port.{last} {first}Norway will open the port.{last}"
    assert [quote for _, quote in read(said)][1:] == ["will open the port"]
    clause = (
        f"We can say that in a {first}deal{last} or {first}no deal{last} case, any crew chosen for"
        " it in these polls will be able to serve their full term."
    )
    assert [quote for _, quote in read(clause)] == ["will be able to serve their full term"]


def test_the_second_passive_of_a_subject_begins_with_itself() -> None:
    (_, second) = read("Ships will be built in Oslo by Norway, and will be sailed by Peru.")
    assert second[1] == "will be sailed by Peru"


def test_an_object_ends_where_a_reason_begins() -> None:
    ((draft, _),) = read("Norway is determined to open ports because trade needs them.")
    assert draft.object == (5, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We thank Peru for its work, reiterate our intention to open ports, and welcome the plan.",
         ["expressive", "open", "expressive"]),
        ("Norway will thereby contribute to trade.", ["contribute"]),
        ("Norway will continue to work bilaterally, as well as within the Forum and the Bank of"
         " Oslo, to ease trade.", ["ease"]),
        ("Norway and Peru will work together and multilaterally to ease trade.", ["ease"]),
        ("Norway remains committed to the rules.", ["commit"]),
        ("Norway praises the plan and hereby establishes a fund.", ["expressive", "establish"]),
        ("We endorse the plan and hereby establish a port fund.",
         ["endorse", "establish"]),
        ("Norway affirmed its commitment to opening ports, and to ensure fair trade.",
         ["open", "ensure"]),
        ("Norway will step up its efforts on training crews.", ["train"]),
        ("Norway will widen its work on ports; trade, including easing tolls on it; and schools.",
         ["widen", "ease"]),
    ],
)  # fmt: skip
def test_what_stands_between_a_cue_and_its_deed(text: str, expected: list[str]) -> None:
    assert [row[2] for row in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They committed their ministries to opening ports.", ["open"]),
        ("They recommitted the two states to fostering trade.", ["foster"]),
        ("Norway will take steps to ease trade, and open two new ports.", ["ease", "open"]),
        ("The Council will draw up a plan, focused on: work in Oslo; research; and policy.",
         ["draw"]),
        ("Norway will direct its agencies to focus on easing trade.", ["focus"]),
        ("They agreed on tests of fish, and to work on trade.", ["agree", "work"]),
        ("They are committed to open and transparent engagement with partners.", ["engage"]),
    ],
)  # fmt: skip
def test_whose_deed_it_is(text: str, expected: list[str]) -> None:
    assert [row[2] for row in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway will build this", ["build"]),
        ("Norway will convene later this", ["convene"]),
        ("We commit to opening this", ["open"]),
        ("They have reached", ["progress_report"]),
        ("Both governments plan to work together and cooperatively", ["work"]),
        ("Recognizing current tensions at sea, the United States and", []),
    ],
)
def test_a_text_may_end_at_any_word(text: str, expected: list[str]) -> None:
    assert [row[2] for row in rows(text)] == expected
