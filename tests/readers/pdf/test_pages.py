"""Pages of PDF files that are awkward, damaged or locked, and what the analyst is told."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import ReadError
from pipeline.readers import read
from pipeline.readers.pdf.page import Page
from pipeline.readers.pdf.pages import Contents, read_pages
from tests.readers.pdf.tiny import pdf, shown, turned

TALL = "/MediaBox[0 0 612 792]"


def first(*contents: str, **made: object) -> Page:
    return read_pages("a.pdf", pdf(contents, **made)).pages[0]  # type: ignore[arg-type]


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


def codes(reading: Contents) -> list[str]:
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\0 \r\n", "empty"),
        (b"%PDF-1.7\nnothing of it\n%%EOF", "damaged"),
        (b"Dear colleagues", "damaged"),
        (pdf([]), "damaged"),
        (pdf([shown("never")])[:200], "damaged"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_pages("a.pdf", data)
    assert caught.value.code == code
    assert str(caught.value).startswith("a.pdf")


def test_letters_of_next_to_no_size_divide_nothing() -> None:
    made = io.BytesIO()
    page = Canvas(made)
    for line in range(3):
        text = page.beginText(72, 700 - 14 * line)
        text.setFont("Helvetica", 0.04)
        text.textOut("no size")
        page.drawText(text)
    page.save()
    assert read("a.pdf", made.getvalue()).text.split() == ["no", "size"] * 3


def locked(user: str, owner: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, owner, strength=128))
    canvas.drawString(72, 700, "Article V")
    canvas.save()
    return out.getvalue()


def test_a_password_to_open_the_file_is_asked_for() -> None:
    with pytest.raises(ReadError, match="protected by a password") as caught:
        read_pages("a.pdf", locked("secret", "other"))
    assert caught.value.code == "password"


def test_a_file_locked_against_copying_only_is_read() -> None:
    assert texts(read_pages("a.pdf", locked("", "other")).pages[0]) == ["Article", "V"]


def test_a_file_cut_in_the_middle_keeps_the_pages_before() -> None:
    whole = pdf([shown(f"Page number {at}") for at in range(1, 9)])
    reading = read_pages("a.pdf", whole[: whole.index(b"Page number 5")])
    assert [texts(page)[-1] for page in reading.pages if page.words] == ["1", "2", "3", "4"]
    assert reading.count == 8
    assert codes(reading) == ["lost_parts", "lost_pages"]
    assert "pages 1, 2, 3, 4 was" in reading.problems[0].message


@given(st.data())
def test_no_damage_is_worse_than_a_message(data: st.DataObject) -> None:
    whole = pdf([shown(f"Page number {at}") for at in range(1, 4)], unicode={0x41: "a"})
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)), label="cut")])
    changes = st.tuples(st.integers(0, len(whole)), st.integers(0, 255))
    for at, byte in data.draw(st.lists(changes, max_size=8), label="bytes"):
        broken[at : at + 1] = bytes([byte])
    try:
        contents = read_pages("a.pdf", bytes(broken))
    except ReadError:
        return  # told
    assert all(page.number <= contents.count for page in contents.pages)


def test_a_lost_page_tree_is_made_anew() -> None:
    whole = pdf([shown("one"), shown("two")])
    broken = whole[: whole.index(b"xref")].replace(b"/Type/Pages", b"/Type/Pxxxx")
    reading = read_pages("a.pdf", broken)
    assert [texts(page) for page in reading.pages] == [["one"], ["two"]]


def test_a_page_whose_content_is_damaged_is_told_and_the_rest_kept() -> None:
    spoilt = _with_filter(pdf([shown("one"), shown("two")]))
    reading = read_pages("a.pdf", spoilt)
    assert texts(reading.pages[-1]) == ["two"]
    assert codes(reading) == ["lost_pages"]
    assert reading.problems[0].page == 1


def _with_filter(data: bytes) -> bytes:
    # The first page says that it is packed in hexadecimal figures, and it is not.
    start = data.rindex(b"<<", 0, data.index(b"(one)"))
    return data[:start] + b"<</Filter/ASCIIHexDecode " + data[start + 2 :]


def test_a_blank_page_is_no_loss() -> None:
    reading = read_pages("a.pdf", pdf(["", shown("two")]))
    assert reading.problems == []
    assert [texts(page) for page in reading.pages] == [[], ["two"]]


def test_the_properties_of_the_file_are_given() -> None:
    made = pdf([shown("a")], info="/Title(A Title)/CreationDate(D:20230111120000Z)")
    stated = read_pages("a.pdf", made).stated
    assert (stated["Title"], stated["CreationDate"]) == ("A Title", "D:20230111120000Z")


@pytest.mark.parametrize("glyph", ["\uf0b7", "\uf0a7", "\uf0d8", "\uf0fc", "\uf076", "•", "■"])
def test_a_bullet_is_a_word_of_its_own(glyph: str) -> None:
    content = shown("A", font="F3") + shown("Trade in goods", x=80)
    assert texts(first(content, unicode={0x41: glyph})) == [glyph, "Trade", "in", "goods"]


def test_letters_of_many_meanings_and_hyphens() -> None:
    meaning = {0x41: "ﬁ", 0x42: "­", 0x43: "n", 0x44: "al", 0x45: " "}
    assert texts(first(shown("ACDEACD", font="F3"), unicode=meaning)) == ["final", "final"]
    assert texts(first(shown("CDB", font="F3"), unicode=meaning)) == ["nal-"]


def test_a_letter_without_meaning_neither_parts_nor_hides_its_word() -> None:
    meaning = {0x41: "\x00", 0x42: "\x03", 0x43: "di", 0x44: "cult"}
    assert texts(first(shown("CAD", font="F3"), unicode=meaning)) == ["di\ufffdcult"]
    assert texts(first(shown("CBD", font="F3"), unicode=meaning)) == ["di\ufffdcult"]


def test_a_page_of_letters_without_meaning_is_told() -> None:
    spoilt = " ".join(["CAD"] * 20)
    meaning = {0x41: "\ue001", 0x43: "di", 0x44: "cult", 0x20: " "}
    contents = read_pages("a.pdf", pdf([shown(spoilt, font="F3")], unicode=meaning))
    assert codes(contents) == ["odd_letters"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(rotate: int) -> None:
    matrix = {
        0: "1 0 0 1 72 720",
        90: "0 1 -1 0 72 72",
        180: "-1 0 0 -1 540 72",
        270: "0 -1 1 0 540 720",
    }[rotate]
    page = first(turned("One two", matrix), page=f"/Rotate {rotate}")
    assert texts(page) == ["One", "two"]
    assert (page.width, page.height) == ((612, 792) if rotate in (0, 180) else (792, 612))
    assert (round(page.words[0].x0), round(page.words[0].bottom - 2.4)) == (72, 72)
    assert page.words[0].x1 < page.words[1].x0


@pytest.mark.parametrize("matrix", ["0 1 -1 0 300 72", "0 -1 1 0 300 700", "-1 0 0 -1 500 300"])
def test_a_page_that_lies_on_its_side_is_turned_to_be_read(matrix: str) -> None:
    page = first(turned("A wide table of the page", matrix) + shown("7", x=300, y=30))
    assert texts(page) == ["A", "wide", "table", "of", "the", "page"]
    assert all(a.x1 < b.x0 for a, b in zip(page.words, page.words[1:], strict=False))


def test_stamps_and_notes_up_the_margin_are_left_out() -> None:
    stamp = turned("DRAFT", "0.7 0.7 -0.7 0.7 200 300", 60)
    margin = turned("arXiv", "0 1 -1 0 20 300")
    assert texts(first(stamp + margin + shown("The two leaders met."))) == [
        *("The", "two", "leaders", "met.")
    ]


@pytest.mark.parametrize(
    ("box", "x", "y"),
    [
        ("/MediaBox[-100 -200 512 592]", -28, 520),
        ("/MediaBox[512 592 -100 -200]", -28, 520),
        ("/MediaBox[0 0 1000 1000]/CropBox[100 100 712 892]", 172, 820),
    ],
)
@pytest.mark.parametrize("inherited", [True, False])
def test_boxes_of_every_kind(box: str, x: float, y: float, inherited: bool) -> None:
    content = shown("seen", x, y) + shown("unseen", 2000, 2000)
    page = first(content, page="" if inherited else box, tree=box if inherited else TALL)
    assert texts(page) == ["seen"]
    assert (page.width, page.height) == (612, 792)
    assert (round(page.words[0].x0), round(page.words[0].bottom - 2.4)) == (72, 72)


@pytest.mark.parametrize(
    ("base", "number", "after", "expected"),
    [
        ("in default", "12", "", ["in", "default", "12"]),
        ("a default", "6", ",", ["a", "default,", "6"]),
        ("a default", "[6]", ".", ["a", "default.", "[6]"]),
        ("default.", "99,100", "", ["default.", "99,100"]),
        ("2024", "12", "", ["2024", "12"]),
    ],
)
def test_a_raised_number_is_no_part_of_its_word(
    base: str, number: str, after: str, expected: list[str]
) -> None:
    end = 72 + stringWidth(base, "Helvetica", 12)
    content = shown(base) + shown(number, end, 702, 7)
    content += shown(after, end + stringWidth(number, "Helvetica", 7)) if after else ""
    assert texts(first(content)) == expected


def test_the_dots_that_lead_to_a_page_number_are_a_word() -> None:
    assert texts(first(shown("Annex......12 and so on..."))) == [
        *("Annex", "......", "12", "and", "so", "on...")
    ]


def test_a_lowered_number_is_part_of_its_word() -> None:
    content = "BT /F1 12 Tf 72 700 Td (CO) Tj /F1 7 Tf -3 Ts (2) Tj 0 Ts /F1 12 Tf ( cuts) Tj ET"
    assert texts(first(content)) == ["CO2", "cuts"]


def test_cells_far_apart_are_words_of_their_own() -> None:
    content = shown("3", 72) + shown("0", 300)
    assert texts(first(content)) == ["3", "0"]


def test_a_page_box_of_nonsense_stops_nothing() -> None:
    # The slow reader, which is asked about a page that shows nothing, refuses such a box.
    made = pdf([""], tree="/MediaBox[0 0 /a 792]")
    with pytest.raises(ReadError):
        read_pages("a.pdf", made)
