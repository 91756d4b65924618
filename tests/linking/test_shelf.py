"""What lies on disk comes back as it was put there, in the order of its keys."""

import random

from pipeline.linking.shelf import Shelf, Sorter


def test_a_shelf_gives_back_what_was_put_there_while_it_grows() -> None:
    shelf: Shelf[list[str]] = Shelf()
    for number in range(50):
        shelf.append([f"item {number}"] * number)
        assert shelf[number // 2] == [f"item {number // 2}"] * (number // 2)
    assert [len(item) for item in shelf] == list(range(50))
    assert shelf[-1] == ["item 49"] * 49


def test_items_come_sorted_by_key_and_those_of_a_key_as_they_came() -> None:
    pairs = [(random.Random(n).choice("abcdefgh"), n) for n in range(997)]
    for most in (1, 2, 100, 5000):
        sorter: Sorter[int] = Sorter(most=most)
        for key, number in pairs:
            sorter.add(key, number)
        assert list(sorter) == sorted(pairs)
