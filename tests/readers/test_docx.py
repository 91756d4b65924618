"""Word documents: marks from their numbering, headings from their styles, and broken files."""

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.errors import ReadError
from pipeline.model import Source
from pipeline.outline import parse
from pipeline.readers import read

Level = tuple[str, str, int]


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def opened(document: Any) -> Source:
    return read("statement.docx", saved(document))


def rows(source: Source) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines]


def new_list(document: Any, key: int, levels: list[Level]) -> None:
    """An abstract list: format, text and start of each level, half an inch apart."""
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{720 * (depth + 1)}" w:hanging="360"/>'
        "</w:pPr></w:lvl>"
        for depth, (form, text, start) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(
        0,
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{inner}</w:abstractNum>'),
    )


def new_num(document: Any, num: int, key: int, restart: int | None = None) -> None:
    override = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restart}"/></w:lvlOverride>'
        if restart
        else ""
    )
    inner = f'<w:abstractNumId w:val="{key}"/>{override}'
    document.part.numbering_part.element.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{num}">{inner}</w:num>')
    )


def item(document: Any, text: str, num: int, depth: int = 0, style: str | None = None) -> None:
    paragraph = document.add_paragraph(text, style=style)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
        )
    )


def raw(document: Any, inner: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


def test_levels_of_one_list() -> None:
    document = docx.Document()
    levels = [("decimal", "%1.", 1), ("lowerLetter", "(%2)", 1), ("lowerRoman", "(%3)", 1)]
    new_list(document, 900, levels)
    new_num(document, 901, 900)
    for text, depth in [("a", 0), ("b", 1), ("c", 2), ("d", 2), ("e", 1), ("f", 0), ("g", 1)]:
        item(document, text, 901, depth)
    assert rows(opened(document)) == [
        "   1. a",
        "         (a) b",
        "               (i) c",
        "               (ii) d",
        "         (b) e",
        "   2. f",
        "         (a) g",
    ]


def test_other_forms_starts_and_restarts() -> None:
    document = docx.Document()
    new_list(document, 900, [("upperRoman", "%1.", 3), ("decimal", "%1.%2", 1)])
    new_list(document, 910, [("bullet", "\uf0b7", 1), ("bullet", "o", 1), ("bullet", "\uf0d8", 1)])
    new_num(document, 901, 900)
    new_num(document, 902, 900, restart=1)
    new_num(document, 911, 910)
    item(document, "a", 901)
    item(document, "b", 901, 1)
    item(document, "c", 902)
    for depth in range(3):
        item(document, "d", 911, depth)
    shown = [row.strip() for row in rows(opened(document))]
    assert shown == ["III. a", "III.1 b", "I. c", "• d", "◦ d", "➢ d"]


def test_list_goes_on_after_a_paragraph() -> None:
    document = docx.Document()
    new_list(document, 900, [("decimal", "%1.", 1)])
    new_num(document, 901, 900)
    item(document, "They met.", 901)
    document.add_paragraph("They rested.")
    item(document, "They met again.", 901)
    assert rows(opened(document))[-1].strip() == "2. They met again."


def test_outline_of_styles() -> None:
    document = docx.Document()
    document.add_paragraph("Office of the Spokesperson")
    document.add_heading("Joint Statement on Ports", 0)
    document.add_paragraph("The two leaders met today.")
    document.add_heading("Maritime Security", 1)
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run("Ports: ").bold = True
    paragraph.add_run("The two sides will build ports.")
    document.add_paragraph("Port A will open.", style="List Bullet 2")
    document.add_paragraph("It opens in May.", style="List Bullet 3")
    document.add_paragraph("They will train crews.", style="List Bullet")
    document.add_paragraph("The training begins in May.", style="List Continue")
    document.add_heading("Trade", 2)
    document.add_paragraph("Open talks.", style="List Number")
    document.add_paragraph("Close talks.", style="List Number")
    document.add_paragraph().add_run("Energy and Climate").bold = True
    document.add_paragraph("They will cut emissions.")
    source = opened(document)
    assert [(n.path, n.kind) for n in parse(source)] == [
        ("h1", "byline"),
        ("h2", "title"),
        ("s0.p1", "paragraph"),
        ("s1", "section"),
        ("s1.b1", "bullet"),
        ("s1.b1.b1", "bullet"),
        ("s1.b1.b1.b1", "bullet"),
        ("s1.b2", "bullet"),
        ("s1.s1", "section"),
        ("s1.s1.b1", "bullet"),
        ("s1.s1.b2", "bullet"),
        ("s1.s1.s1", "section"),
        ("s1.s1.s1.p1", "paragraph"),
    ]
    lead_in = parse(source)[4].lead_in
    assert lead_in is not None
    assert source.text[slice(*lead_in)] == "Ports:"


def test_numbered_heading_shows_its_number() -> None:
    document = docx.Document()
    new_list(document, 900, [("upperRoman", "%1.", 1)])
    new_num(document, 901, 900)
    item(document, "Defence", 901, style="Heading 1")
    document.add_paragraph("They will train.")
    item(document, "Trade", 901, style="Heading 1")
    assert [row for row in rows(opened(document)) if row[0] == "I"] == ["I. Defence", "II. Trade"]


def test_tables_stand_in_their_place() -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(("Year", "Sum", "2024", "$5 million")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("Between.")
    layout = document.add_table(rows=1, cols=1)
    layout.cell(0, 0).text = "Inside."
    layout.cell(0, 0).add_paragraph("Inside, too.")
    assert rows(opened(document)) == [
        *("Before.", "| Year | Sum |", "| 2024 | $5 million |"),
        *("Between.", "Inside.", "Inside, too."),
    ]


def test_what_a_reader_sees_of_a_paragraph() -> None:
    document = docx.Document()
    raw(document, "<w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>")
    raw(document, "<w:ins><w:r><w:t>inserted</w:t></w:r></w:ins><w:r><w:tab/><w:t>tab</w:t></w:r>")
    raw(document, "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>")
    raw(document, "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>field</w:t></w:r>")
    raw(document, "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>")
    raw(document, "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>")
    raw(
        document, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r>"
    )
    shown = rows(opened(document))
    assert shown == ["kept", "inserted tab", "link", "field", "one", "two", "co-op", "seen"]


def test_a_list_stands_where_it_says_whatever_the_style_of_its_paragraphs() -> None:
    document = docx.Document()
    new_list(document, 900, [("bullet", "•", 1), ("bullet", "o", 1)])
    new_num(document, 901, 900)
    item(document, "They met.", 901, 0, "List Paragraph")
    item(document, "They agreed.", 901, 1, "List Paragraph")
    assert [node.level for node in parse(opened(document))] == [1, 2]


def test_content_controls_are_read() -> None:
    document = docx.Document()
    inner = "<w:sdtContent><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:sdtContent>"
    document.element.body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}>{inner}</w:sdt>"))
    assert rows(opened(document)) == ["inside"]


def test_footnotes_stand_below_the_body() -> None:
    document = docx.Document()
    raw(document, '<w:r><w:t>They met.</w:t><w:footnoteReference w:id="2"/></w:r>')
    document.add_paragraph("They agreed.")
    note = (
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t> In Tokyo.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, note.encode(), document.part.package
    )
    document.part.relate_to(part, RT.FOOTNOTES)
    source = opened(document)
    assert rows(source) == ["They met.", "They agreed.", "1 In Tokyo."]
    assert [node.kind for node in parse(source)][-1] == "footer"
    assert source.problems == ()


def test_footnotes_without_text_are_told() -> None:
    document = docx.Document()
    raw(document, '<w:r><w:t>They met.</w:t><w:footnoteReference w:id="2"/></w:r>')
    source = opened(document)
    assert rows(source) == ["They met."]
    assert [problem.code for problem in source.problems] == ["footnotes"]


def test_core_properties() -> None:
    document = docx.Document()
    document.add_paragraph("The Ministers met.")
    document.core_properties.title = "Joint Statement"
    document.core_properties.author = "Press Office"
    document.core_properties.created = datetime(2024, 7, 28)
    assert opened(document).metadata == {
        "title": "Joint Statement",
        "author": "Press Office",
        "date": "2024-07-28",
    }


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(ReadError) as caught:
        read("statement.docx", data)
    assert "statement.docx" in str(caught.value)
    return caught.value.code, str(caught.value)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def parts_of(document: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(saved(document))) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_protected_and_old_files() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    code, message = refused(ole + "EncryptedPackage".encode("utf-16-le"))
    assert code == "password"
    assert "without the password" in message
    assert refused(ole)[0] == "unsupported"


def test_bomb_is_not_opened() -> None:
    parts = parts_of(docx.Document())
    parts["word/document.xml"] = b" " * (80 * 2**20)
    code, message = refused(zipped(parts))
    assert code == "too_large"
    assert "MB" in message


def test_empty_document() -> None:
    assert refused(b"")[0] == "empty"
    assert refused(saved(docx.Document()))[0] == "empty"


def test_damaged_files() -> None:
    document = docx.Document()
    document.add_paragraph("The Ministers met.")
    whole = saved(document)
    assert refused(b"no package at all")[0] == "damaged"
    assert refused(zipped({"a.txt": b"x"}))[0] == "damaged"
    for share in (0.1, 0.5, 0.9, 0.99):
        assert refused(whole[: int(share * len(whole))])[0] == "damaged"
    parts = parts_of(document)
    for name in ("[Content_Types].xml", "word/document.xml", "word/styles.xml"):
        assert refused(zipped({**parts, name: b"<broken"}))[0] == "damaged"
    del parts["word/document.xml"]
    assert refused(zipped(parts))[0] == "damaged"


def test_a_library_that_tells_where_its_objects_lie_is_told_alike_in_every_run() -> None:
    document = docx.Document()
    document.add_paragraph("The Ministers met.")
    parts = parts_of(document)
    types = "[Content_Types].xml"
    main = b"wordprocessingml.document.main"
    parts[types] = parts[types].replace(main, b"wordprocessingml.nothing")
    code, message = refused(zipped(parts))
    assert code == "damaged"
    assert "BytesIO" in message
    assert "0x" not in message


def outcome(data: bytes) -> str:
    """The code of the error, or the text."""
    try:
        return read("statement.docx", data).text
    except ReadError as error:
        return error.code


def test_changed_bytes_never_crash() -> None:
    document = docx.Document()
    document.add_paragraph("The Ministers met.", style="List Bullet")
    whole = saved(document)
    step = max(1, len(whole) // 150)
    changed = (
        whole[:at] + bytes((whole[at] ^ 0x5A,)) + whole[at + 1 :]
        for at in range(0, len(whole), step)
    )
    assert {"damaged", "• The Ministers met.\n"} <= {outcome(data) for data in changed}


def test_entities_are_not_expanded() -> None:
    document = docx.Document()
    document.add_paragraph("MARK")
    parts = parts_of(document)
    head, rest = parts["word/document.xml"].decode().split("?>", 1)
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f "inner">]>'
    changed = rest.replace("MARK", "A &e;&f; B")
    parts["word/document.xml"] = f"{head}?>{doctype}{changed}".encode()
    found = outcome(zipped(parts))
    assert found.startswith("A")
    assert "root" not in found
    assert "inner" not in found
