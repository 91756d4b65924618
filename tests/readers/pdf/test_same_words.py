"""The fast way reads the words that pdfplumber reads, on every born-digital PDF of the corpus."""

from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.readers.pdf import fast
from pipeline.readers.pdf.reference import Reference, UnreadableError

SAMPLE = 3

# Pictures of pages: what text they have is somebody's recognition, set over the picture.
SCANS = {
    "1947-10-08_Sixth_Commitee_Letter", "1971-09-29_A_L.632-EN", "1971-10-25_GA_Resolution_2758_ru",
    "1991-12-08_Belovezh_Accords_ru", "1991-12-19_Interoffice_memorandum_Fleischhauer",
    "1991-12-27_DPI_Briefing", "11-Baltic-States-1993", "34-Tiran-and-Sanafir-2018",
    "37-Taiwan-2020", "alma-alta-commonwealth-of-independent-states-december-1991", "cardinal",
    "francais", "linn", "malformed-from-issue-932", "ocr_test_rotated_90", "pdf-with-ocr-text",
    "skew", "2022-03-04_Note_Verbale_from_the_Office_of_Legal_Affairs_to_the_Permanent_Mission_of"
    "_Ukraine",
}  # fmt: skip

# No word of these is to be had from one of the two, or from both.
LOCKED_OR_BROKEN = {
    "2206.01062_pg3", "aes-256-r6", "encrypted", "libreoffice-writer-password", "password",
    "password-example",
    "empty", "invalid", "PDFBOX-3148-2-fuzzed", "poppler-742-0-fuzzed", "poppler-90-0-fuzzed",
    "winning_business_investment_in_the_united_states",
}  # fmt: skip

# What the two read differently on any page of a file: the reason, and the share of words that may
# differ.
_DOTS = "pdfplumber parts the dots of a table of contents from some words and not from others"
EXCEPTIONS = {
    "11infnot": ("pdfplumber parts inserted brackets, which stand higher, from their word", 0.005),
    "adp_compilation_4dec15_10am": ("inserted brackets, as in 11infnot", 0.005),
    "dmca": ("bullets of a font whose letters have no known meaning: ! with pdfplumber", 0.02),
    "2017-summit-call": ("pdfplumber leaves bullets at their words: •The", 0.05),
    "31-International-Dateline-2012": ("pdfplumber parts raised letters: 29 th", 0.02),
    "cms-etc-filled": ("gaps in words that are kerned apart: FORM", 0.01),
    "copy-protected": ("marks of notes between names, set in a formula font; an address", 0.02),
    "habibi": ("Arabic, whose letters the file has in the order in which they are drawn", 1.0),
    "i1040nr": ("pdfplumber reads every dot of a leader line as a word, and parts SM", 0.1),
    "icdar2013_eu-011": ("pdfplumber parts the stop behind a note's number from its word", 0.01),
    "icdar2013_us-010": ("a font whose table of meanings calls its bullet ï", 0.01),
    "icdar2013_us-023": ("pdfplumber parts † from its word, as it does with raised letters", 0.01),
    "issue-00352-asw-oct96-p41": ("small capitals: the file says two things of their case", 0.01),
    "invalid-pdf-structure-pdfminer-one-page": ("a note's number before its word: 4GAO", 0.01),
    "multi-column": ("marks and indices of formulas", 0.04),
    "multi-column-2p": ("marks of notes between names", 0.02),
    "nics-background-checks-2015-11-rotated": ("its text lies on its side: pdfplumber has none", 1),
    "reliance": ("pdfplumber parts initials that are drawn larger: R eliance", 0.03),
    "test_3842": (_DOTS, 0.01),
    "failure-after-repair": (_DOTS, 0.01),
    "Report-Voting-Practices-in-the-United-Nations-2021": (_DOTS, 0.01),
    "USA_Main-National-Artificial-Intelligence-Research-and-Development-Strategic-Plan-2023"
    "-Update": (_DOTS, 0.01),
}


def papers() -> list[Path]:
    folder = Path(__file__).parents[4] / "shared" / "corpus" / "pdf"
    return [
        path
        for path in sorted(folder.rglob("*.pdf"))
        if path.stem not in SCANS and path.stem not in LOCKED_OR_BROKEN
    ]


@pytest.mark.parametrize("path", papers(), ids=lambda path: path.stem[:40])
def test_both_ways_read_the_same_words(path: Path) -> None:
    data = path.read_bytes()
    document, reference = pdfium.PdfDocument(data), Reference(data)
    differ = every = 0
    for number in _sample(len(document)):
        try:
            here = Counter(word.text for word in fast.read_page(document, number).words)
            there = Counter(word.text for word in reference.page(number).words)
        except (pdfium.PdfiumError, UnreadableError):
            assert path.stem == "Pages-tree-refs"  # says that it has two pages, and has one
            continue
        differ += max((here - there).total(), (there - here).total())
        every += max(here.total(), there.total())
    reference.close()
    document.close()
    assert every
    share = EXCEPTIONS.get(path.stem, ("", 0.0))[1]
    assert differ <= share * every, f"{differ} of {every} words"


def _sample(pages: int) -> list[int]:
    """A few pages from all over the document."""
    return sorted({1 + round(at * (pages - 1) / (SAMPLE - 1)) for at in range(SAMPLE)})
