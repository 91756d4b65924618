"""Pages a second of the fast PDF reader and of pdfplumber, in one run on one file.

    python tests/benchmarks/pdf_pages.py FOLDER [PAGES]

joins pages of the PDFs under FOLDER to one file of PAGES pages (200), reads it the fast way and by
pdfplumber's extract_words with pages closed, and then as `factsheets run` does; peak memory is
that of the whole process of each.
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from pipeline.readers.pdf import fast
from pipeline.readers.pdf.pages import is_odd
from pipeline.readers.pdf.read import read_pdf

PAGES = 200
FEWEST_WORDS = 20


def joined(folder: Path, pages: int) -> bytes:
    """One file of so many pages with text, taken from the files of a folder in turn."""
    whole = pdfium.PdfDocument.new()
    for path in sorted(folder.rglob("*.pdf")):
        try:
            part = pdfium.PdfDocument(path)
            good = [at for at in range(len(part)) if _has_text(part, at + 1)]
            whole.import_pages(part, good[: pages - len(whole)])
        except pdfium.PdfiumError:
            continue
        if len(whole) >= pages:
            break
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def _has_text(document: pdfium.PdfDocument, number: int) -> bool:
    page = fast.read_page(document, number)
    return len(page.words) >= FEWEST_WORDS and not is_odd(page)


def by_fast(data: bytes) -> int:
    """Number of words the fast way."""
    document = pdfium.PdfDocument(data)
    return sum(len(fast.read_page(document, at + 1).words) for at in range(len(document)))


def by_pdfplumber(data: bytes) -> int:
    """Number of words by pdfplumber."""
    words = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            words += len(page.extract_words())
            page.close()
    return words


def by_reader(data: bytes) -> int:
    """Number of words of the whole reader, tables and all."""
    return len(read_pdf("joined.pdf", data).text.split())


WAYS = {"fast": by_fast, "pdfplumber": by_pdfplumber, "reader": by_reader}


def measure(way: str, path: Path) -> None:
    """Prints one row: words, seconds of processor time, peak memory in MB."""
    data = path.read_bytes()
    start = time.process_time()
    words = WAYS[way](data)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(words, seconds, peak)


def main() -> None:
    """All three, each in a process of its own, and the ratio."""
    if sys.argv[1] in WAYS:
        measure(sys.argv[1], Path(sys.argv[2]))
        return
    pages = int(sys.argv[2]) if len(sys.argv) > 2 else PAGES
    rates = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "joined.pdf"
        path.write_bytes(joined(Path(sys.argv[1]), pages))
        count = len(pdfium.PdfDocument(path))
        for way in WAYS:
            row = subprocess.check_output([sys.executable, __file__, way, str(path)], text=True)
            words, seconds, peak = map(float, row.split())
            rates[way] = count / seconds
            print(
                f"{way:10} {count} pages {words:.0f} words {rates[way]:.1f} pages/s {peak:.0f} MB"
            )
    print(f"fast / pdfplumber {rates['fast'] / rates['pdfplumber']:.1f}")


if __name__ == "__main__":
    main()
