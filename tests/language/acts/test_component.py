"""The component on whole statements: who acts, what is embedded, what spaCy users see."""

import pytest
import spacy
from spacy.language import Language

from pipeline.language import annotation, load
from pipeline.model import Act

STATEMENT = "Joint Statement on Reefs by Norway and Kenya\n\n"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def acts(nlp: Language, text: str) -> list[Act]:
    return list(annotation.acts(nlp(STATEMENT + text)))


def test_a_third_party_s_decision_is_kept_as_embedded(nlp: Language) -> None:
    (act,) = acts(nlp, "Norway and Kenya welcomed Brazil’s decision to protect the reef.")
    assert (act.is_commitment, act.reason, act.actors) == (False, "expressive", ("NOR", "KEN"))
    assert (act.embedded_by, act.embedded_action) == ("BRA", "protect")


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_quotation_marks_are_whole_in_what_is_quoted(nlp: Language, marks: str) -> None:
    one, other = marks
    text = f"Norway will endorse the {one}Plan for Reefs{other} and build piers."
    quotes = [(STATEMENT + text)[act.start : act.end] for act in acts(nlp, text)]
    assert quotes == [f"will endorse the {one}Plan for Reefs{other}", "build piers"]
    text = f"Both sides met. {one}Norway will build ports and other great works.{other}"
    last = acts(nlp, text)[-1]
    assert (STATEMENT + text)[last.start : last.end] == "will build ports and other great works"


def test_a_third_party_s_will_is_no_commitment(nlp: Language) -> None:
    promised, told = acts(nlp, "Norway will send ships. Brazil will sell boats to both sides.")
    assert (promised.is_commitment, promised.actors) == (True, ("NOR",))
    assert (told.is_commitment, told.reason, told.force) == (False, "elaboration", 0)


def test_a_pledge_of_an_earlier_year_is_recalled(nlp: Language) -> None:
    text = "The two sides met on 3 May 2024. In 2021, Norway pledged to plant corals."
    pledge = acts(nlp, text)[-1]
    assert (pledge.cue_lemma, pledge.reason) == ("pledge", "progress_report")


@pytest.mark.parametrize(
    "deed",
    [
        "Norway announced the creation of a fleet in April 2021.",
        "In 2021, Norway accepted its first pilots into the school.",
        "Norway promised in November to open a port.",
    ],
)
def test_a_deed_of_an_earlier_year_is_recalled(nlp: Language, deed: str) -> None:
    assert acts(nlp, f"The two sides met on 3 May 2024. {deed}")[-1].reason == "progress_report"


def test_a_passive_without_a_subject_has_no_object(nlp: Language) -> None:
    found = acts(nlp, "Norway and Peru\n\nhas been launched in 2024 and will be opened")
    assert [(act.action, act.object) for act in found] == [("launch", None), ("open", None)]


def test_a_lone_conjunction_before_the_subject_is_no_subject(nlp: Language) -> None:
    found = acts(nlp, "this issue.\nor ,erland and Liechtens\r\ntein intend to work \r")
    assert all(act.actors == () for act in found)


def test_a_component_works_in_anybody_s_pipeline() -> None:
    other = spacy.blank("en")
    for name in ("outline", "mentions", "dates", "actors", "acts"):
        other.add_pipe(f"factsheets_{name}")
    doc = other(STATEMENT + "Both sides agreed to ban plastic nets.")
    (span,) = doc.spans["factsheets_acts"]
    assert (span.text, span.label_) == ("agreed to ban plastic nets", "commissive")


def test_results_travel_between_processes(nlp: Language) -> None:
    texts = [STATEMENT + "Norway will send ships.", STATEMENT + "Kenya will build a port."]
    found = [annotation.acts(doc)[0] for doc in nlp.pipe(texts, n_process=2)]
    assert [act.actors for act in found] == [("NOR",), ("KEN",)]


def test_two_pipelines_in_one_process_do_not_meet(nlp: Language) -> None:
    text = STATEMENT + "Norway will send ships."
    bare = spacy.blank("en")(text)
    assert not annotation.acts(bare)
    assert annotation.acts(nlp(text)) == annotation.acts(load()(text))


@pytest.mark.parametrize(
    "text",
    [
        "Kenya listed 62 needs, of which 35 needs are costed and grouped by region.",
        "Kenya and Norway will announce:\n\n- **Account** by reading targets.\n- Act Now talks.",
    ],
)
def test_a_word_inside_a_name_may_look_like_a_verb(text: str) -> None:
    # The names hide the verb's readings; asking for them ended in a KeyError.
    doc = load()(text)
    assert len(annotation.acts(doc)) >= 1


def test_partners_named_before_the_subject(nlp: Language) -> None:
    (act,) = acts(
        nlp, "In partnership with Brazil and the European Union, Norway will plant corals."
    )
    assert (act.actors, act.partners) == (("NOR",), ("BRA", "EU"))


@pytest.mark.parametrize(
    ("opening", "deadline"),
    [
        ("By 2027,", "../2027"),
        ("Beginning in 2026,", "2026/.."),
        ("Additionally, in spring 2026,", "2026"),
        ("As early as 2027,", "2027/.."),
        ("Following the visit in 2023,", None),
        ("Under the 2022 Plan,", None),
    ],
)
def test_a_date_before_the_subject(nlp: Language, opening: str, deadline: str | None) -> None:
    found = acts(nlp, f"{opening} Norway will plant corals and train divers.")
    assert [act.deadline for act in found] == [deadline, deadline]


def test_what_a_thing_will_do_is_no_promise_of_those_who_tell_it(nlp: Language) -> None:
    text = "They noted aid, recognizing that enhanced support for ports will allow for trade."
    assert not any(act.is_commitment for act in acts(nlp, text))


def test_a_hospital_does_not_act_for_its_state(nlp: Language) -> None:
    text = "The Oslo Clinic and Kenya’s Royal Coast Hospital launched a $40 million partnership."
    assert not any(act.is_commitment for act in acts(nlp, text))


@pytest.mark.parametrize(
    "text",
    [
        "The talks go well; our leaders and foreign ministers will meet annually.",
        "Senior officials from our governments will meet in May.",
    ],
)
def test_our_own_people_are_the_speakers(nlp: Language, text: str) -> None:
    assert acts(nlp, text)[-1].actors == ("NOR", "KEN")
