"""Scans: pages without text are recognised where tesseract is installed, and told in any case."""

import io
import os
import random
import sys
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageOps, ImageStat
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline import limits
from pipeline.errors import ReadError
from pipeline.model import Source
from pipeline.outline import parse
from pipeline.readers import read
from pipeline.readers.pdf import bounded, ocr, scan, tesseract
from pipeline.readers.pdf.bounded import Budget, LateError
from pipeline.readers.pdf.pictures import Picture, has_no_text, known_share, picture
from pipeline.readers.pdf.reading import Reading
from pipeline.readers.pdf.tesseract import Row, Token

INCH = 72.0
SIZE = 12
LINES = (
    (0.0, "The United States and Japan decided to optimize Alliance force posture based on"),
    (0.0, "improved operational concepts. The Ministers resolved to:"),
    (18.0, "•", 36.0, "They announced a significant upgrade to U.S. force posture in Japan,"),
    (36.0, "including the stationing of a Marine Littoral Regiment by 2025."),
    (36.0, "o", 54.0, "The establishment of the formation will bolster deterrence and provide a"),
    (54.0, "stand-in force that is able to defend Japan and quickly respond."),
    (18.0, "•", 36.0, "They reconfirmed their commitment to the basic tenets of the 2012"),
    (36.0, "Realignment Plan, including the continued construction of the facility."),
)

needs_tesseract = pytest.mark.skipif(not scan.available(), reason="tesseract is not installed")


def printed(lines: tuple[tuple[float | str, ...], ...] = LINES) -> bytes:
    """A PDF with one page: pairs of left edge and text, from the top."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(8.5 * INCH, 11 * INCH))
    canvas.setFont("Helvetica", SIZE)
    for at, line in enumerate(lines):
        for x, text in zip(line[::2], line[1::2], strict=True):
            canvas.drawString(INCH + float(x), 10 * INCH - 16 * at, str(text))
    canvas.save()
    return out.getvalue()


def photographed(data: bytes, dpi: int = 200) -> Image.Image:
    """The first page as a grey picture."""
    document = pdfium.PdfDocument(data)
    try:
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def scanned(*pictures: Image.Image, dpi: int = 200) -> bytes:
    """A PDF with a page a picture and no text."""
    out = io.BytesIO()
    pictures[0].save(
        out, "PDF", save_all=True, append_images=list(pictures[1:]), resolution=float(dpi)
    )
    return out.getvalue()


def blank() -> Image.Image:
    return Image.new("L", (1700, 2200), 255)


def over_picture(text: str, invisible: bool) -> bytes:
    """A PDF whose page is a picture with text over it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.drawImage(ImageReader(blank()), 0, 0, 612, 792)
    block = canvas.beginText(72, 700)
    block.setTextRenderMode(3 if invisible else 0)
    for start in range(0, len(text), 80):
        block.textLine(text[start : start + 80])
    canvas.drawText(block)
    canvas.save()
    return out.getvalue()


def codes(source: Source) -> list[str]:
    return [problem.code for problem in source.problems]


def outline(source: Source) -> list[tuple[str, str]]:
    return [(node.path, " ".join(source.text[node.start : node.end].split()[:3]))
            for node in parse(source)]  # fmt: skip


@needs_tesseract
def test_a_scan_gives_the_outline_of_the_printed_page() -> None:
    source = read("scan.pdf", scanned(photographed(printed())))
    assert outline(source) == [
        ("s0.p1", "The United States"),
        ("s0.b1", "They announced a"),
        ("s0.b1.b1", "The establishment of"),
        ("s0.b2", "They reconfirmed their"),
    ]
    told = {problem.code: problem for problem in source.problems}
    assert told["ocr"].severity == "warning"
    assert "page 1" in told["ocr"].message
    assert "ocr_doubtful" not in told


@needs_tesseract
def test_the_same_scan_gives_the_same_source() -> None:
    data = scanned(photographed(printed()))
    assert read("scan.pdf", data) == read("scan.pdf", data)


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_is_turned(turn: int) -> None:
    lines = LINES * 3
    upright = read("scan.pdf", scanned(photographed(printed(lines))))
    turned = photographed(printed(lines)).rotate(turn, expand=True)
    assert outline(read("scan.pdf", scanned(turned))) == outline(upright)


@needs_tesseract
def test_a_crooked_page_keeps_its_edges() -> None:
    crooked = photographed(printed()).rotate(1.5, fillcolor=255, resample=Image.Resampling.BICUBIC)
    source = read("scan.pdf", scanned(crooked))
    assert [path for path, _ in outline(source)] == ["s0.p1", "s0.b1", "s0.b1.b1", "s0.b2"]


@needs_tesseract
def test_a_blank_picture_is_no_fault() -> None:
    source = read("scan.pdf", scanned(photographed(printed()), blank()))
    assert source.pages == 2
    assert "ocr" in codes(source)
    assert not [problem for problem in source.problems if problem.severity == "error"]


@needs_tesseract
def test_a_document_without_any_writing_says_so() -> None:
    with pytest.raises(ReadError, match="no writing could be read") as caught:
        read("scan.pdf", scanned(blank()))
    assert caught.value.code == "ocr_pictures"


def test_grain_is_smoothed_before_recognition() -> None:
    noise = Image.frombytes("L", blank().size, random.Random(1).randbytes(1700 * 2200))
    grainy = Image.blend(blank(), noise, 0.5)
    document = pdfium.PdfDocument(scanned(grainy, photographed(printed())))
    smooth, clean = (Image.open(io.BytesIO(picture(document[at]).data)) for at in (0, 1))
    rough = document[0].render(scale=300 / 72, grayscale=True).to_pil()
    assert ImageStat.Stat(smooth).stddev[0] < ImageStat.Stat(rough).stddev[0] / 2
    assert clean.tobytes() == document[1].render(scale=300 / 72, grayscale=True).to_pil().tobytes()


@needs_tesseract
def test_pages_that_came_too_late_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = photographed(printed())
    document = pdfium.PdfDocument(scanned(picture, picture))
    done = scan.recognise(document, [1, 2], seconds=0.0)
    assert (done.pages, done.late) == ({}, [1, 2])
    monkeypatch.setattr(ocr, "recognise", lambda *_: done)
    with pytest.raises(ReadError, match=r"pages 1, 2 could not .* processor time") as caught:
        read("scan.pdf", scanned(picture, picture))
    assert caught.value.code == "ocr_time"


needs_shell = pytest.mark.skipif(os.name == "nt", reason="needs limits of processor time")


@needs_shell
def test_a_program_is_given_processor_time_and_not_time_on_the_clock() -> None:
    budget = Budget(0.5)
    waited = [sys.executable, "-c", "import time; time.sleep(1.5); print('done')"]
    assert bounded.run(waited, b"", budget).stdout.strip() == b"done"
    assert 0 < budget.left < 0.5
    with pytest.raises(LateError):
        bounded.run([sys.executable, "-c", "while True: pass"], b"", budget)
    assert -1 < budget.left <= 0


@needs_shell
def test_a_program_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_WAITING_SECONDS", 0.1)
    with pytest.raises(LateError):
        bounded.run(["sleep", "60"], b"", Budget(60.0))


def test_pages_are_recognised_as_long_as_there_is_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_some_seconds(_document: object, number: int, budget: Budget, found: scan.Scan) -> None:
        budget.left -= 25.0
        if budget.left < 0:
            raise LateError
        found.pictures.append(number)

    monkeypatch.setattr(scan, "_recognise_page", of_some_seconds)
    done = scan.recognise(pdfium.PdfDocument(printed()), [1, 2, 3, 4], seconds=60.0)
    assert (done.pictures, done.late) == ([1, 2], [3, 4])


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which tesseract is not installed."""
    monkeypatch.setattr(tesseract, "program", lambda: None)


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_a_scan_fails_and_says_what_to_install() -> None:
    with pytest.raises(ReadError, match=r"scan\.pdf: page 1: .*apt-get install tesseract-ocr") as e:
        read("scan.pdf", scanned(photographed(printed())))
    assert e.value.code == "no_text"


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_pages_with_text_are_kept() -> None:
    whole = pdfium.PdfDocument(printed())
    whole.import_pages(pdfium.PdfDocument(scanned(photographed(printed()))))
    out = io.BytesIO()
    whole.save(out)
    source = read("half.pdf", out.getvalue())
    assert "Alliance force posture" in source.text
    (problem,) = source.problems
    assert (problem.severity, problem.code, problem.page) == ("error", "no_text", 2)


@pytest.mark.usefixtures("no_tesseract")
@pytest.mark.parametrize(
    ("text", "invisible", "told"),
    [
        ("tanntxim iseorty ttsrootj saifii ussobs aaalggfitted eecepting " * 8, True, True),
        ("tanntxim iseorty ttsrootj saifii ussobs aaalggfitted eecepting " * 8, False, False),
        ("the Ministers reaffirmed their commitment to regional security " * 8, True, False),
    ],
)
def test_a_poor_earlier_recognition_is_told(text: str, invisible: bool, told: bool) -> None:
    source = read("layer.pdf", over_picture(text, invisible))
    assert ("ocr_doubtful" in codes(source)) == told


def test_known_words() -> None:
    assert known_share(["The", "Ministers", "reaffirmed", "cooperation."]) == 1.0
    assert known_share(["tanntxim", "iseorty", "security", "saifii"]) == 0.25
    assert known_share(["of", "the"]) == 0.0


def test_a_foreign_script_names_the_data_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    token = Token("CTOPOHHI", 0.0, 90.0, 0.2)
    read_badly = Reading(
        Picture(b"", 100, 100, 1.0), [Row((token,), 20.0, 0.0, 12.0, 0)], "Cyrillic"
    )
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(scan, "best_reading", lambda *_: read_badly)
    with pytest.raises(ReadError, match=r"Cyrillic.*tesseract-ocr-rus") as caught:
        read("scan.pdf", scanned(photographed(printed())))
    assert caught.value.code == "ocr_language"


@pytest.mark.parametrize("make", [printed, lambda: scanned(ImageOps.invert(blank()))])
def test_pages_that_show_nothing_are_blank(make: Callable[[], bytes]) -> None:
    empty = io.BytesIO()
    canvas = Canvas(empty, pagesize=(612, 792))
    canvas.showPage()
    canvas.save()
    document = pdfium.PdfDocument(empty.getvalue())
    assert not has_no_text(document[0], 0)
    assert has_no_text(pdfium.PdfDocument(make())[0], 0)
