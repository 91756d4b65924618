"""What the benchmarks say of outlines and names that come back."""

from tests.benchmarks.outlines import given, marked_up, pieces, wanted
from tests.benchmarks.recovery import Named, Piece, Recovered
from tests.benchmarks.texts import Labelled
from tests.formats.truth import Item

ITEMS = [
    Item("title", 0, None, "Joint Statement on the Harbour Partnership"),
    Item("section", 1, None, "Trade"),
    Item("bullet", 1, 1, "They will open both ports.", "1."),
    Item("bullet", 2, 2, "They will set one tariff.", "(a)"),
    Item("footer", 0, None, "- 1 -"),
    Item("bullet", 2, 2, "They will train crews.", "(b)"),
]


def piece(kind: str, text: str, level: int | None = None, parent: int | None = None) -> Piece:
    return {"kind": kind, "level": level, "parent": parent, "text": text}


def figures(*pieces: Piece, around: tuple[str, ...] = ()) -> dict[str, tuple[int, int]]:
    found = Recovered()
    found.add(ITEMS, pieces, around)
    return {name: (count.right, count.total) for name, count in vars(found).items()}


def test_a_whole_outline_counts_in_full_with_or_without_markers() -> None:
    assert figures(
        piece("section", "TRADE"),
        piece("bullet", "They will open both ports", 1, 0),
        piece("bullet", "(a) They will set **one** tariff.", 2, 1),
        piece("bullet", "They will train crews.", 2, 1),
        piece("furniture", "- 1 -"),
    ) == {"bullets": (3, 3), "levels": (3, 3), "parents": (3, 3), "furniture": (1, 1)}


def test_a_flat_list_loses_levels_and_parents() -> None:
    assert figures(
        piece("section", "Trade"),
        piece("bullet", "They will open both ports.", 1, 0),
        piece("bullet", "They will set one tariff.", 1, 0),
        piece("bullet", "They will train crews.", 1, 0),
    ) == {"bullets": (3, 3), "levels": (1, 3), "parents": (1, 3), "furniture": (1, 1)}


def test_a_bullet_that_is_split_joined_or_a_paragraph_is_not_found() -> None:
    assert figures(
        piece("section", "Trade"),
        piece("bullet", "They will open both ports. (a) They will set one tariff.", 1, 0),
        piece("bullet", "- 1 - They will train", 2, 1),
        piece("paragraph", "They will train crews."),
    )["bullets"] == (0, 3)


def test_furniture_in_the_text_is_not_left_out() -> None:
    found = figures(piece("paragraph", "– 1 –"), piece("bullet", "Home"), around=("Home", "News"))
    assert found["furniture"] == (1, 3)


def test_the_same_words_twice_are_two_bullets() -> None:
    items = [Item("bullet", 1, None, "Yes.", "•"), Item("bullet", 1, None, "Yes.", "•")]
    found = Recovered()
    found.add(items, [piece("bullet", "Yes.", 1)], ())
    assert (found.bullets.right, found.bullets.total) == (1, 2)


def test_mentions_count_by_span_and_listed_type() -> None:
    found = Named()
    labelled = [(0, 5, "COUNTRY"), (9, 13, "ORG"), (20, 24, "DATE")]
    given = [(0, 5, "COUNTRY"), (9, 13, "PLACE"), (20, 24, "DATE")]
    found.add(labelled, given, {"COUNTRY", "ORG", "PLACE"})
    assert (found.found.right, found.found.total) == (1, 2)
    assert (found.right.right, found.right.total) == (1, 2)


def test_marking_up_leaves_page_furniture_out_and_keeps_the_tree() -> None:
    assert [(item.kind, item.parent) for item in marked_up(ITEMS)] == [
        ("title", None),
        ("section", None),
        ("bullet", 1),
        ("bullet", 2),
        ("bullet", 2),
    ]


def test_this_program_gives_all_of_a_marked_up_document_back() -> None:
    one = Labelled("a", ".txt", "", ITEMS, [], [])
    for form in ("md", "html"):
        found = Recovered()
        found.add(wanted(one, form), pieces(given(one, form), form), ())
        assert found.parents.right == 3, form
