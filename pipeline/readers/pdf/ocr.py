"""Pages whose text stands in pictures only: recognised where that is possible, told in any case.

No document comes out empty without a word: what could not be read is named with what to install.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pypdfium2 as pdfium

from pipeline import limits
from pipeline.errors import ReadError
from pipeline.model import Problem
from pipeline.readers.pdf.page import Page, pages_told
from pipeline.readers.pdf.pictures import has_no_text, has_poor_layer, known_share
from pipeline.readers.pdf.reading import LANGUAGES
from pipeline.readers.pdf.scan import Scan, available, mean_confidence, recognise

INSTALL: Final = (
    "Install Tesseract (Debian and Ubuntu: apt-get install tesseract-ocr; macOS: brew install "
    "tesseract; Windows: the Tesseract installer of UB Mannheim) and run again."
)
# Measured on one statement scanned ever worse: at 0.85 one word in ten is wrong, at 0.9 one in
# forty.
_DOUBTFUL: Final = 0.85
# Fewer characters left out of a page than this are specks and signatures.
_SPECKS: Final = 50


def with_recognised(
    name: str, document: pdfium.PdfDocument, pages: Sequence[Page]
) -> tuple[list[Page], list[Problem]]:
    """The pages of a file, recognised where their text stands in a picture, and what is told.

    Raises ReadError `no_text` or `ocr_language` where no page has a word in the end.
    """
    without, poor = _in_pictures(document, pages)
    if available():
        numbers = [page.number for page in (*without, *poor)]
        scan = recognise(document, numbers, limits.MOST_RECOGNITION_SECONDS)
        known = {page.number: _better(page, scan) for page in (*without, *poor)}
        problems = [*_recognised(name, scan, known), *_lost(name, scan, known)]
    else:
        known = {page.number: page for page in poor}
        problems = [*_nothing_installed(name, without)]
    problems += _poor_layers(name, [page for page in poor if known[page.number] is page])
    made = [known.get(page.number, page) for page in pages]
    if not any(page.words for page in made):
        raise _no_text(name, pages, problems)
    return made, problems


def _in_pictures(
    document: pdfium.PdfDocument, pages: Sequence[Page]
) -> tuple[list[Page], list[Page]]:
    """The pages whose text stands in a picture only, and those with a poor earlier recognition."""
    without: list[Page] = []
    poor: list[Page] = []
    for known in pages:
        words = [word.text for word in known.words]
        try:
            page = document[known.number - 1]
        except pdfium.PdfiumError:
            continue
        try:
            if has_no_text(page, len(words)):
                without.append(known)
            elif has_poor_layer(page, words):
                poor.append(known)
        finally:
            page.close()
    return without, poor


def _better(old: Page, scan: Scan) -> Page:
    """What was recognised of a page, or what the file has for it where that says more."""
    new = scan.pages.get(old.number)
    if new is None or len(new.words) <= len(old.words) / 2:
        return old
    return new if not old.words or _known(new) >= _known(old) else old


def _known(page: Page) -> float:
    return known_share(word.text for word in page.words)


def _recognised(name: str, scan: Scan, known: dict[int, Page]) -> Iterator[Problem]:
    used = [number for number, page in scan.pages.items() if known[number] is page]
    if not used:
        return
    sure = mean_confidence(word for number in used for word in scan.pages[number].words)
    yield _problem(
        "warning", "ocr", used,
        f"{name}: the text of {pages_told(used)} was recognised from pictures (mean confidence "
        f"{sure:.2f}). Compare rows from there with the document before you quote them.",
    )  # fmt: skip
    doubtful = [n for n in used if mean_confidence(scan.pages[n].words) < _DOUBTFUL]
    if doubtful:
        yield _problem(
            "warning", "ocr_doubtful", doubtful,
            f"{name}: the pictures of {pages_told(doubtful)} are hard to read; about one word in "
            "ten or more is wrong there. Get a better copy if there is one.",
        )  # fmt: skip
    noisy = [n for n in used if scan.unread[n] >= _SPECKS]
    if noisy:
        yield _problem(
            "info", "ocr_left_out", noisy,
            f"{name}: parts of {pages_told(noisy)} that look like maps, stamps or handwriting "
            "were left out.",
        )  # fmt: skip


def _lost(name: str, scan: Scan, known: dict[int, Page]) -> Iterator[Problem]:
    """What could not be recognised, of pages that have no word without it."""
    empty = {number for number, page in known.items() if not page.words}
    scripts: dict[str, list[int]] = defaultdict(list)
    for number, script in scan.foreign.items():
        scripts[script].append(number)
    for script, numbers in scripts.items():
        yield _foreign(name, script, numbers)
    if late := sorted(empty & set(scan.late)):
        yield _problem(
            "error", "ocr_time", late,
            f"{name}: {pages_told(late)} could not be recognised in the processor time that one "
            "file is given. Split the file, or run ocrmypdf on it, and run again.",
        )  # fmt: skip
    if broken := sorted(empty & set(scan.broken)):
        yield _problem(
            "error", "ocr_failed", broken,
            f"{name}: Tesseract failed on {pages_told(broken)}: {scan.broken[broken[0]]}. "
            "Run ocrmypdf on the file and run again.",
        )  # fmt: skip
    if pictures := sorted(empty & set(scan.pictures)):
        yield _problem(
            "warning", "ocr_pictures", pictures,
            f"{name}: {pages_told(pictures)}: pictures in which no writing could be "
            "read.",
        )  # fmt: skip


def _foreign(name: str, script: str, numbers: Sequence[int]) -> Problem:
    data = "tesseract-ocr-" + LANGUAGES[script].replace("_", "-")
    return _problem(
        "error", "ocr_language", numbers,
        f"{name}: {pages_told(numbers)}: {script} script, for which Tesseract has no data here, or "
        f"which is too hard to read. Install the data (Debian and Ubuntu: apt-get install {data}; "
        "macOS: brew install tesseract-lang) and run again.",
    )  # fmt: skip


def _nothing_installed(name: str, without: Sequence[Page]) -> Iterator[Problem]:
    if numbers := [page.number for page in without if not page.words]:
        yield _problem(
            "error", "no_text", numbers,
            f"{name}: {pages_told(numbers)}: pictures without text, and no program is installed "
            f"that recognises it. {INSTALL}",
        )  # fmt: skip


def _poor_layers(name: str, poor: Sequence[Page]) -> Iterator[Problem]:
    if poor:
        worst = min(_known(page) for page in poor)
        advice = "Get a better copy if there is one." if available() else INSTALL
        yield _problem(
            "warning", "ocr_doubtful", [page.number for page in poor],
            f"{name}: the text of {pages_told([page.number for page in poor])} was recognised by "
            f"another program, and only {worst:.0%} of its longer words are known ones. {advice}",
        )  # fmt: skip


def _problem(severity: str, code: str, numbers: Sequence[int], message: str) -> Problem:
    return Problem(severity, code, message, page=numbers[0])


def _no_text(name: str, pages: Sequence[Page], problems: Iterable[Problem]) -> ReadError:
    for problem in problems:
        return ReadError(problem.message, problem.code)
    told = pages_told([page.number for page in pages])
    return ReadError(f"{name}: {told}: blank, no text and no picture.", "no_text")
