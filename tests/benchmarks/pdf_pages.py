"""Pages a second of this program's PDF readers beside pdfplumber and pypdfium2, on one file.

    python -m tests.benchmarks.pdf_pages FOLDER [PAGES]

joins pages of the PDFs under FOLDER to one file of PAGES pages (100) and reads it in each way, in
a process of its own, whose peak memory is told.
"""

import io
import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
import pypdfium2 as pdfium

from pipeline.readers.pdf import fast
from pipeline.readers.pdf.pages import is_odd
from pipeline.readers.pdf.pictures import has_no_text, has_poor_layer
from pipeline.readers.pdf.read import read_pdf
from tests.benchmarks import texts
from tests.benchmarks.trial import Trial, seconds
from tests.formats.printed import write_pdf

PAGES = 100
MADE_PAGES = 40
FEWEST_WORDS = 20
MOST_OF_A_FILE = 5
HARD = "hard"
HEAD = "Bureau of Public Affairs"


def joined(folder: Path, pages: int) -> bytes:
    """One file of so many pages with text, a few of each file of a folder. Pages that would be
    recognised from pictures are left out, which no peer does, and files that were made to be hard
    to read (in a folder `hard`): not every reader survives them."""
    whole = pdfium.PdfDocument.new()
    for path in sorted(folder.rglob("*.pdf")):
        if HARD in path.parts:
            continue
        begun = len(whole)
        try:
            part = pdfium.PdfDocument(path)
            whole.import_pages(part, list(range(min(MOST_OF_A_FILE, len(part), pages - begun))))
        except pdfium.PdfiumError:
            continue
        # Judged in the new file: some fonts do not survive the move.
        for at in reversed(range(begun, len(whole))):
            if not _has_text(whole, at + 1):
                del whole[at]
        if len(whole) >= pages:
            break
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def _has_text(document: pdfium.PdfDocument, number: int) -> bool:
    page = fast.read_page(document, number)
    words = [word.text for word in page.words]
    return (
        len(words) >= FEWEST_WORDS
        and not is_odd(page)
        and not has_no_text(document[number - 1], len(words))
        and not has_poor_layer(document[number - 1], words)
    )


def by_pdfplumber(data: bytes) -> int:
    """Words as pdfplumber extracts them."""
    words = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            words += len(page.extract_words())
            page.close()
    return words


def by_pypdfium2(data: bytes) -> int:
    """Words of the plain text that pypdfium2 gives, without places and fonts."""
    return sum(
        len(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(data)
    )


def by_fast(data: bytes) -> int:
    """Words with place, size and weight the fast way."""
    document = pdfium.PdfDocument(data)
    return sum(len(fast.read_page(document, at + 1).words) for at in range(len(document)))


def by_reader(data: bytes) -> int:
    """Words of the whole reader: lines, tables, columns, running heads and all."""
    return len(read_pdf("joined.pdf", data).text.split())


WAYS: dict[str, Callable[[bytes], int]] = {
    "pdfplumber": by_pdfplumber,
    "pypdfium2": by_pypdfium2,
    "pages": by_fast,
    "reader": by_reader,
}
ROWS = {
    "pdfplumber": "pdfplumber",
    "pypdfium2": "pypdfium2",
    "pages": "factsheets: pages",
    "reader": "factsheets: reader",
}
NOTES = {
    ROWS["pdfplumber"]: "extract_words",
    ROWS["pypdfium2"]: "plain text alone",
    ROWS["pages"]: "words with place, size and weight",
    ROWS["reader"]: "lines, columns, tables, running heads; what a run does",
}


def measure(way: str, path: Path) -> dict[str, float]:
    """Words, seconds of processor time, peak memory in MB of this process."""
    data = path.read_bytes()
    words: list[int] = []
    took = seconds(lambda: words.append(WAYS[way](data)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"words": words[0], "seconds": took, "peak": peak}


def each(path: Path) -> Iterator[tuple[str, dict[str, float]]]:
    """What each way takes, in a process of its own."""
    for way in WAYS:
        asked = [sys.executable, "-m", "tests.benchmarks.pdf_pages", way, str(path)]
        told = subprocess.check_output(asked, text=True, cwd=texts.ROOT)
        yield way, json.loads(told)


def trials(folder: Path) -> list[Trial]:
    """Made pages with those of the tour, and pages of a corpus where it is beside."""
    made = folder / "pdf"
    shutil.copytree(texts.ROOT / "docs/tour", made / "tour")
    for number, items in enumerate(texts.made_of(300 * MADE_PAGES)):
        write_pdf(items, made / f"{number:03}.pdf", HEAD)
    found = [_trial("PDF, made documents and the tour", made, MADE_PAGES, folder / "made.pdf")]
    corpus = texts.SHARED / "corpus/pdf"
    if corpus.is_dir():
        found.append(_trial("PDF, documents of a corpus", corpus, PAGES, folder / "corpus.pdf"))
    return found


def _trial(group: str, folder: Path, pages: int, file: Path) -> Trial:
    file.write_bytes(joined(folder, pages))
    count = len(pdfium.PdfDocument(file))
    return Trial(
        f"{group} ({count} pages)",
        "pages",
        count,
        lambda: {ROWS[way]: told["seconds"] for way, told in each(file)},
        dict(NOTES),
    )


def main() -> None:
    """All ways on the PDFs of a folder, or one way on one file."""
    if sys.argv[1] in WAYS:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
        return
    pages = int(sys.argv[2]) if len(sys.argv) > 2 else PAGES
    with TemporaryDirectory() as folder:
        path = Path(folder) / "joined.pdf"
        path.write_bytes(joined(Path(sys.argv[1]), pages))
        count = len(pdfium.PdfDocument(path))
        for way, told in each(path):
            rate = count / told["seconds"]
            print(f"{way:10} {count} pages {told['words']} words {rate:.1f} pages/s", end=" ")
            print(f"{told['peak']:.0f} MB")


if __name__ == "__main__":
    main()
