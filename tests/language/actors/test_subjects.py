"""Whom a grammatical subject names (guideline section 6, actors; section 2, T2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.actors import ActorResolver
from pipeline.model import Mention, Node, Principals
from tests.language.actors.actor_texts import mentions, subject, text


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("The United States and Japan", ("USA", "JPN")),
        ("Japan", ("JPN",)),
        ("During the talks in Tokyo, the United States", ("USA",)),
        ("With Norway, Sweden, and India, Japan", ("JPN",)),
        ("As trade with Norway grows, the United States and Japan", ("USA", "JPN")),
        ("Full of hope, Japan", ("JPN",)),
        ("The United States and Japan, together with Australia,", ("USA", "JPN")),
        ("Both the United States and Japan", ("USA", "JPN")),
        ("The United States (U.S.) and Japan", ("USA", "JPN")),
        ("U.S. and Japanese officials", ("USA", "JPN")),
        ("The Department of the Treasury", ("USA",)),
        ("The Government of Japan", ("JPN",)),
        ("Japan’s government", ("JPN",)),
        ("President Biden", ("USA",)),
        ("Secretary of State Olsen and Japan Minister of Defense Mori", ("USA", "JPN")),
        ("The United States as well as Japan", ("USA", "JPN")),
        ("On January 9, 2023 President Biden and Japan", ("USA", "JPN")),
        ("The Ministers", ("USA", "JPN")),
        ("The Foreign Ministers", ("USA", "JPN")),
        ("During the talks, the Ministers", ("USA", "JPN")),
        ("The two sides", ("USA", "JPN")),
        ("Both countries", ("USA", "JPN")),
        ("Our governments", ("USA", "JPN")),
        ("Our experts and senior officials", ("USA", "JPN")),
        ("The leaders of Japan and the United States", ("JPN", "USA")),
        ("We", ("USA", "JPN")),
        ("To this end, we", ("USA", "JPN")),
        ("The Secretary of State and his counterparts", ("USA", "JPN")),
    ],
)
def test_principals_are_named(words: str, parties: tuple[str, ...]) -> None:
    found = subject(words, "decided", "USA", "JPN")
    assert (found.parties, found.kind) == (parties, "principal")


@pytest.mark.parametrize(
    "words",
    [
        "The Harbour Initiative",
        "The Harbour Treaty",
        "The decision to rebuild U.S. Forces Japan",
        "These measures",
        "Our exchange programs",
        "Japan’s decision",
        "This",
        "The partnership between the United States and Japan",
        "Japanese steel production",
    ],
)
def test_things_do_not_act(words: str) -> None:
    found = subject(words, "will help", "USA", "JPN")
    assert (found.parties, found.kind) == ((), "thing")


@pytest.mark.parametrize(
    ("words", "parties"),
    [("Tonga", ("TON",)), ("Acme Ltd.", ("Acme Ltd.",)), ("Other countries", ()),
     ("The Michigan Supreme Court", ()), ("Over 15 countries", ()),
     ("Developing nations", ()), ("The World Health Organization", ("WHO",))],
)  # fmt: skip
def test_others_are_third_parties(words: str, parties: tuple[str, ...]) -> None:
    found = subject(words, "will help", "USA", "JPN")
    assert (found.parties, found.kind) == (parties, "third_party")


def test_working_groups_act_for_the_principals() -> None:
    for words in ("The working group", "This group", "The Harbour Working Group"):
        found = subject(words, "will meet", "USA", "JPN")
        assert (found.parties, found.kind) == (("USA", "JPN"), "body")


def test_a_grouping_is_a_body_of_its_members() -> None:
    assert subject("AUKUS", "will bring", "USA", "AUS").kind == "body"
    assert subject("AUKUS", "will bring", "SWE", "NOR").kind == "third_party"


def test_partners_of_a_grouping_are_its_members_where_all_of_them_speak() -> None:
    quad = ("AUS", "IND", "JPN", "USA")
    assert subject("Quad partners", "will meet", *quad).parties == quad
    assert subject("The Quad", "will meet", *quad).parties == ("Quad",)
    assert subject("Quad partners", "will meet", "USA", "AUS").parties == ("Quad",)
    assert subject("The Quad Harbour Partnership", "will help", "USA", "AUS").parties == ("Quad",)


def test_bare_plurals_mean_the_organisation_that_the_issuer_belongs_to() -> None:
    for words in ("Allies", "Leaders", "Allied leaders"):
        assert subject(words, "will agree", "USA", "NATO").parties == ("NATO",)
    assert subject("G7 leaders", "will agree", "USA", "G7").parties == ("G7",)
    assert subject("The leaders", "will agree", "USA", "ASEAN").parties == ("USA", "ASEAN")


def test_they_is_the_nearest_plural_principal() -> None:
    found = subject("They", "agreed", "USA", "NATO", before="Leaders will meet. Japan agreed. ")
    assert (found.parties, found.rule) == (("NATO",), "pronoun:plural")


def test_they_looks_to_the_stem_then_to_the_preamble() -> None:
    sheet = text(
        "paragraph: The United States and Japan met in Kyoto to discuss their harbours.",
        "paragraph: Norway built the first harbour of its kind a long time ago, alone.",
        "bullet: Japan and Norway decided on the works that follow from their talks.",
        "bullet2: They will begin soon.",
        "bullet: They will report.",
    )
    resolver = sheet.resolver("USA", "JPN", "NOR")
    place = [n.start for n in sheet.nodes]
    assert resolver.subject(place[3], place[3] + 4, 3).parties == ("JPN", "NOR")
    assert resolver.subject(place[4], place[4] + 4, 4).parties == ("USA", "JPN")


def test_it_may_be_a_body_of_several() -> None:
    found = subject("it", "will", "USA", "JPN", before="The Harbour Working Group will meet; ")
    assert (found.parties, found.kind) == (("USA", "JPN"), "body")


def test_it_is_the_nearest_single_subject() -> None:
    found = subject("it", "seeks", "AUS", "IND", "JPN", "USA", before="Today the Quad looks up; ")
    assert found.parties == ("Quad",)
    assert subject("It", "will help", "USA", "JPN", before="The plan is new. ").kind == "thing"
    assert subject("It was", "agreed", "USA", "JPN", before="Japan came. ").parties == (
        "USA",
        "JPN",
    )


def test_bare_offices_speak_for_the_issuer_or_whom_the_text_binds() -> None:
    before = "Prime Minister Olsen of Norway and Prime Minister Larsson of Sweden met. "
    assert subject("Mr. Olsen", "agreed", "NOR", "SWE", before=before).parties == ("NOR",)
    assert subject("Prime Minister Larsson", "agreed", "NOR", "SWE", before=before).parties == (
        "SWE",
    )
    assert subject("The President", "will", "USA", "JPN", issuer="White House").parties == ("USA",)


def test_a_stranger_beside_a_known_office_holder_speaks_for_the_other_state() -> None:
    before = "Prime Minister Olsen of Norway spoke. "
    both = "Prime Minister Olsen and Prime Minister Larsson"
    assert subject(both, "agreed", "NOR", "SWE", before=before).parties == ("NOR", "SWE")
    assert subject(both, "agreed", "NOR", "SWE", "FIN", before=before).parties == ("NOR",)
    alone = subject("Prime Minister Larsson", "agreed", "NOR", "SWE", before=before)
    assert (alone.parties, alone.kind) == ((), "third_party")


def test_law_enforcement_acts_for_its_states() -> None:
    found = subject("U.S. and Japanese law enforcement", "will act", "USA", "JPN")
    assert found.parties == ("USA", "JPN")


def test_words_mean_over_a_line_end_what_they_meant_before() -> None:
    said = "The Bureau spoke. The\nBureau will build."
    nodes = [Node("s0.p1", "paragraph", 0, 0, len(said))]
    named = Mention(4, 10, "ORG", "s0.p1", "org_bureau", "Bureau", party="NOR")
    resolver = ActorResolver(said, nodes, [named], Principals(("NOR", "SWE"), "given"))
    first, second = resolver.subject(0, 10, 0), resolver.subject(18, 28, 0)
    assert (first.parties, second.parties) == (("NOR",), ("NOR",))


def test_a_name_ends_before_the_next_title() -> None:
    before = "Prime Minister Olsen, Prime Minister Larsson of Sweden, and others met. "
    assert subject("Mr. Olsen", "agreed", "NOR", "SWE", before=before).parties == ()


def test_we_leaves_out_the_partner_whose_deed_it_speaks_of() -> None:
    sheet = text("title: Harbours", "paragraph: We welcome Japan’s work. We welcome spring.")
    resolver = sheet.resolver("USA", "JPN", issuer="White House")
    first = sheet.nodes[1].start
    second = sheet.text.rindex("We")
    assert resolver.subject(first, first + 2, 1).parties == ("USA",)
    assert resolver.subject(second, second + 2, 1).parties == ("USA", "JPN")


def test_we_are_both_where_a_government_and_the_union_speak() -> None:
    assert subject("We", "will", "USA", "EU", issuer="White House").parties == ("USA", "EU")
    assert subject("We", "will", "USA", "ASEAN", issuer="White House").parties == ("USA",)


def test_we_in_a_quotation_is_its_speaker() -> None:
    sheet = text("paragraph: “The bond is old… we will keep it.”", "paragraph: – President Biden")
    start = sheet.text.index("we will")
    assert sheet.resolver("USA", "NATO").subject(start, start + 2, 0).parties == ("USA",)


def test_no_subject_means_the_principals_or_the_grouping_just_spoken_of() -> None:
    found = subject("", "Harbours", "USA", "JPN")
    assert (found.parties, found.rule) == (("USA", "JPN"), "default")
    sheet = text("paragraph: Allies will agree to a plan. The plan will be adopted in 2022.")
    start = sheet.text.index("The plan")
    assert sheet.resolver("USA", "NATO").subject(start, start, 0).parties == ("NATO",)


WORDS = st.sampled_from(
    ["the", "and", ",", "Japan", "our", "Leaders", "they", "with", "–", "(", ")", "’s", "U.S.",
     "working", "group", "of", "President", "Biden", "it", ".", "  ", "\n", "“", "2024", "will"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14).map(" ".join), st.integers(0, 60), st.integers(0, 60))
def test_any_span_resolves_and_kinds_agree_with_parties(words: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(words)), min(two, len(words))))
    node = Node("s0.p1", "paragraph", 0, 0, len(words))
    resolver = ActorResolver(words, [node], mentions(words), Principals(("USA", "JPN")))
    found = resolver.subject(start, end, 0)
    assert found == resolver.subject(start, end, 0)
    assert len(set(found.parties)) == len(found.parties)
    assert found.kind != "thing" or not found.parties
    assert found.kind != "principal" or set(found.parties) & {"USA", "JPN"}
    actors = ("USA",)
    assert resolver.obligors(start, end, actors)
    for partners in (resolver.partners, resolver.subject_partners):
        assert "USA" not in partners(start, end, actors)
