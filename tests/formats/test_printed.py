"""The same document printed to PDF by three programs, tagged and untagged.

Each program prints all documents in one process, once a session.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import browser
from tests.formats import chromium, truth, word
from tests.formats.compare import Comparison, compare
from tests.formats.render import FURNITURE, HEAD, WRITERS
from tests.formats.test_formats import LEAST_SHARE, differences, share
from tests.formats.truth import Item

HERE = (*truth.SEEDS, truth.OWN)
Documents = dict[str, list[Item]]
Printer = Callable[[str], Path]


@pytest.fixture(scope="session")
def documents(root: Path, fixtures: Path) -> Documents:
    """Seeds and own statement, and the corpus documents where they stand beside the repository."""
    shared = root.parent / "shared"
    here = truth.seeds(fixtures) | {truth.OWN: truth.own()}
    return here | (truth.corpus(shared) if shared.is_dir() else {})


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("printed")


@pytest.fixture(scope="session")
def by_reportlab(documents: Documents, folder: Path) -> None:
    for name, items in documents.items():
        for kind in ("pdf", "headed.pdf"):
            WRITERS[kind](items, folder / f"{name}.{kind}")


@pytest.fixture(scope="session")
def by_chromium(documents: Documents, folder: Path) -> None:
    if browser.find() is None:
        pytest.skip("Chromium is not installed")
    jobs = []
    for name, items in documents.items():
        page = folder / f"{name}.html"
        WRITERS["html"](items, page)
        jobs.append((page, folder / f"{name}.chromium.pdf", False, HEAD))
        jobs.append((page, folder / f"{name}.chromium-tagged.pdf", True, ""))
    chromium.print_pages(jobs)


@pytest.fixture(scope="session")
def by_libreoffice(documents: Documents, folder: Path) -> None:
    if word.find() is None:
        pytest.skip("LibreOffice is not installed")
    for kind, tagged in (("libreoffice", False), ("libreoffice-tagged", True)):
        files = []
        for name, items in documents.items():
            files.append(folder / f"{name}.{kind}.docx")
            word.write_document(items, files[-1], styled=tagged, head="" if tagged else HEAD)
        word.print_documents(files, folder, tagged)


KINDS = {
    "pdf": "by_reportlab",
    "headed.pdf": "by_reportlab",
    "chromium.pdf": "by_chromium",
    "chromium-tagged.pdf": "by_chromium",
    "libreoffice.pdf": "by_libreoffice",
    "libreoffice-tagged.pdf": "by_libreoffice",
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The suffix of the files of one kind, all printed."""
    request.getfixturevalue(KINDS[request.param])
    return str(request.param)


def read_back(documents: Documents, folder: Path, kind: str) -> dict[str, Comparison]:
    return {
        name: compare(items, folder / f"{name}.{kind}", FURNITURE)
        for name, items in documents.items()
    }


def test_seeds_print_the_same(documents: Documents, folder: Path, kind: str) -> None:
    printed = {name: documents[name] for name in HERE}
    assert differences(read_back(printed, folder, kind)) == ""


def test_corpus_documents_print_the_same(documents: Documents, folder: Path, kind: str) -> None:
    printed = {name: items for name, items in documents.items() if name not in HERE}
    if len(printed) < 20:
        pytest.skip(f"{len(printed)} of 20 corpus documents beside the repository")
    found = read_back(printed, folder, kind)
    assert share(found) >= LEAST_SHARE, differences(found)
