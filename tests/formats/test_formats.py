"""The same document in every format gives the same outline.

The documents are rendered from labels or from the original's mark-up, never from what the
program made of them: every node of the seeds, and 99 of 100 of the corpus documents, must come
back with its kind, level, parent and text.
"""

from pathlib import Path

import pytest

from tests.formats import truth
from tests.formats.compare import Comparison, compare
from tests.formats.render import FURNITURE, WRITERS
from tests.formats.truth import Item

LEAST_SHARE = 0.99
FRONT_MATTER = r"(?:- )?[a-z_]+:.*"
# What is left of a comment once its mark-up is taken away.
COMMENT = ""
FORMATS = [name for name in WRITERS if not name.endswith("pdf")]


@pytest.fixture(scope="session")
def seeds(fixtures: Path) -> dict[str, list[Item]]:
    """The two seed statements and one of our own, by name."""
    return truth.seeds(fixtures) | {truth.OWN: truth.own()}


@pytest.fixture(scope="session")
def corpus(shared: Path) -> dict[str, list[Item]]:
    """Corpus documents with labels or with three list levels in their mark-up, by id."""
    documents = truth.corpus(shared)
    if len(documents) < 20:
        pytest.skip(f"{len(documents)} of 20 corpus documents beside the repository")
    return documents


def read_back(documents: dict[str, list[Item]], name: str, folder: Path) -> dict[str, Comparison]:
    found = {}
    for document, items in documents.items():
        file = folder / f"{document}.{name}"
        WRITERS[name](items, file)
        found[document] = compare(items, file, FURNITURE)
    return found


def differences(found: dict[str, Comparison]) -> str:
    return "\n".join(f"{name}: {row}" for name, c in found.items() for row in c.differences)


def share(found: dict[str, Comparison]) -> float:
    return sum(c.same for c in found.values()) / sum(c.total for c in found.values())


@pytest.mark.parametrize("name", FORMATS)
def test_seeds_read_the_same(seeds: dict[str, list[Item]], name: str, tmp_path: Path) -> None:
    assert differences(read_back(seeds, name, tmp_path)) == ""


@pytest.mark.parametrize("name", FORMATS)
def test_corpus_documents_read_the_same(
    corpus: dict[str, list[Item]], name: str, tmp_path: Path
) -> None:
    found = read_back(corpus, name, tmp_path)
    assert share(found) >= LEAST_SHARE, differences(found)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_originals_read_as_their_labels(
    corpus: dict[str, list[Item]], shared: Path, suffix: str
) -> None:
    files = truth.originals(shared, suffix)
    both = sorted(files.keys() & corpus.keys() - {truth.EXCERPT})
    assert len(both) >= 8
    furniture = (*FURNITURE, FRONT_MATTER, COMMENT)
    found = {name: compare(corpus[name], files[name], furniture) for name in both}
    assert share(found) >= LEAST_SHARE, differences(found)


def test_corpus_documents_have_three_list_levels_among_them(
    corpus: dict[str, list[Item]],
) -> None:
    depths = [
        max((item.level for item in items if item.kind == "bullet"), default=0)
        for items in corpus.values()
    ]
    assert sum(depth >= 3 for depth in depths) >= 3


def test_a_difference_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("JOINT STATEMENT\n\n• They agreed.\n• They met.\n", encoding="utf-8")
    items = [
        Item("doc_type", 0, None, "JOINT STATEMENT"),
        Item("bullet", 1, None, "They agreed.", "•"),
        Item("bullet", 2, 1, "They met.", "◦"),
    ]
    found = compare(items, file)
    assert (found.same, found.total) == (2, 3)
    assert found.differences == ("- bullet 2 [They agreed.] They met.", "+ bullet 1 [] They met.")
