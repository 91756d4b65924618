import codecs

import pytest

from pipeline.errors import ReadError
from pipeline.readers import READERS, read


def code_of(name: str, data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(name, data)
    assert name in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b"])
def test_every_line_end_gives_right_offsets(end: str) -> None:
    source = read("a.txt", f"First{end}{end}second é{end}".encode())
    assert [source.text[line.start : line.end] for line in source.lines] == [
        "First",
        "",
        "second é",
        "",
    ]


def test_text_is_the_file_itself() -> None:
    text = "\ufeffA\r\n\tB  \x0c\r\nC"
    source = read("a.text", text.encode())
    assert source.text == text
    assert source.media_type == "text/plain"
    assert [line.page for line in source.lines] == [1, 1, 2, 2]
    assert source.pages == 2


def test_without_form_feed_there_are_no_pages() -> None:
    source = read("a.txt", b"A\nB")
    assert source.pages is None
    assert {line.page for line in source.lines} == {None}


@pytest.mark.parametrize(
    "data",
    [
        "The Ministers’ decision".encode("utf-16-le"),
        "The Ministers’ decision".encode("utf-16-be"),
        codecs.BOM_UTF16_LE + "The Ministers’ decision".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "The Ministers’ decision".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "The Ministers’ decision".encode("utf-32-le"),
        codecs.BOM_UTF8 + "The Ministers’ decision".encode(),
    ],
)
def test_unicode_encodings(data: bytes) -> None:
    source = read("a.txt", data)
    assert source.text.lstrip("\ufeff") == "The Ministers’ decision"
    assert source.problems == ()


def test_eight_bit_text_is_read_and_told() -> None:
    text = "Le communiqué a été adopté à l’unanimité; the naïve café côté " * 20
    source = read("a.txt", text.encode("cp1252"))
    assert source.text == text
    (problem,) = source.problems
    assert (problem.severity, problem.code) == ("warning", "encoding")
    assert "a.txt" in problem.message
    assert "cp125" in problem.message or "latin" in problem.message


@pytest.mark.parametrize(
    "data", [b"", b"  \n\t\r\n", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16")]
)
def test_blank_files_are_empty(data: bytes) -> None:
    assert code_of("blank.txt", data) == "empty"


def test_binary_content_is_refused() -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40
    assert code_of("picture.txt", png) == "binary"
    assert code_of("zeros", bytes(4000)) == "binary"


def test_stray_nuls_are_told() -> None:
    source = read("a.txt", b"We commit to \x00act. " * 3 + b"x" * 400)
    (problem,) = source.problems
    assert problem.code == "nul_bytes"
    assert source.text[problem.start : problem.end] == "\x00"


@pytest.mark.parametrize("name", ["a.pdf", "a.DOCX", "a.html", "a.htm"])
def test_other_formats_are_unsupported_and_the_known_ones_named(name: str) -> None:
    if "." + name.split(".")[1].lower() in READERS:
        pytest.skip("a reader of this format is registered")
    with pytest.raises(ReadError, match=r"\.txt.*\.md") as caught:
        read(name, b"%PDF-1.7")
    assert caught.value.code == "unsupported"


def test_an_unknown_suffix_is_read_if_it_is_text() -> None:
    assert read("NOTES.rev2", b"We agree.").media_type == "text/plain"
    assert read("README", b"We agree.").text == "We agree."


def test_markdown_front_matter_is_metadata() -> None:
    data = (
        "---\ndate: '2024-05-01'\ntitle: \"Fact Sheet:\\_A \\\n  \\ Partnership\"\n"
        "source_url: https://example.org/x\n---\n\nText\n"
    )
    source = read("a.md", data.encode())
    assert source.text == data
    assert source.media_type == "text/markdown"
    assert source.metadata == {
        "date": "2024-05-01",
        "title": "Fact Sheet: A Partnership",
        "url": "https://example.org/x",
    }
