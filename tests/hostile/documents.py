"""Documents made to do harm, by the name of their file."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Final

_DOCX_TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCX_RELS = (
    '<?xml version="1.0"?><Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="%s"/></Relationships>'
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SAID = "<w:p><w:r><w:t>Japan will open an office in Oslo.</w:t></w:r></w:p>"


def docx(
    body: str = _SAID,
    head: str = "",
    target: str = "word/document.xml",
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    """A Word file with that body, document type declaration and main part."""
    document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{_W}"><w:body>{body}</w:body>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _DOCX_TYPES)
        package.writestr("_rels/.rels", _DOCX_RELS % target)
        package.writestr("word/document.xml", document + "</w:document>")
        for name, content in (more or {}).items():
            package.writestr(name, content)
    return made.getvalue()


def pdf(
    content: bytes = b"BT /F 12 Tf 72 700 Td (Japan will open an office in Oslo.) Tj ET",
    box: str = "0 0 612 792",
    extra: str = "",
    kids: str = "[3 0 R]",
    count: int = 1,
    packed: bool = False,
) -> bytes:
    """A PDF of one page with that content, page box and page tree."""
    stream = zlib.compress(content, 9) if packed else content
    filters = "/Filter /FlateDecode " if packed else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids {kids} /Count {count} >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R {extra}"
        "/Resources << /Font << /F 5 0 R >> >> >>",
        f"<< {filters}/Length {len(stream)} >>\nstream\n",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, source in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{source}".encode()
        out += stream + b"\nendstream" if "stream" in source else b""
        out += b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def zip_bomb() -> bytes:
    """300 MB of one letter as a part of a Word file of 300 kB."""
    return docx(more={"word/media/a.bin": bytes(300 * 2**20)})


def markup_bomb() -> bytes:
    """70 MB of paragraphs as a Word file of 100 kB."""
    return docx("<w:p/>" * (70 * 2**20 // 6))


def laughs(level: int = 9) -> bytes:
    """Entities that stand for ten others each."""
    entities = '<!ENTITY a0 "ha">'
    entities += "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(level))
    said = f"<w:p><w:r><w:t>&a{level};</w:t></w:r></w:p>"
    return docx(_SAID + said, f"<!DOCTYPE x [{entities}]>")


def external_entity(system: str = "file:///etc/passwd") -> bytes:
    """An entity that stands for a file of the reader's."""
    said = "<w:p><w:r><w:t>Secret: &x;</w:t></w:r></w:p>"
    return docx(_SAID + said, f'<!DOCTYPE x [<!ENTITY x SYSTEM "{system}">]>')


def circular_styles() -> bytes:
    """A style that is based on one that is based on it."""
    styles = (
        f'<?xml version="1.0"?><w:styles xmlns:w="{_W}">'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    rels = (
        '<?xml version="1.0"?><Relationships '
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Japan will sail.</w:t></w:r></w:p>'
    more: dict[str, str | bytes] = {"word/styles.xml": styles, "word/_rels/document.xml.rels": rels}
    return docx(body, more=more)


_BULLET = "• Japan will open an office in Oslo by 2025.\n"
_PAGE = "<html><body><p>Japan will open an office in Oslo.</p>%s</body></html>"
_CELL = "<w:tbl><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>"


def nested(opened: str, closed: str, times: int, inside: str = "x") -> str:
    """`inside` between that many pairs."""
    return opened * times + inside + closed * times


def attributes() -> bytes:
    """An element with a hundred thousand attributes."""
    return (_PAGE % f"<p {' '.join(f'a{n}=1' for n in range(99_999))}>a").encode()


HOSTILE: Final[dict[str, Callable[[], bytes]]] = {
    "huge box.pdf": lambda: pdf(box="0 0 1000000000 1000000000"),
    "no box.pdf": lambda: pdf(box="0 0 0 0"),
    "box of nonsense.pdf": lambda: pdf(box="[[ /a << nan"),
    "endless scale.pdf": lambda: pdf(extra="/UserUnit 1e30 "),
    "nested arrays.pdf": lambda: pdf(extra="/X " + nested("[", "]", 100_000) + " "),
    "nested dictionaries.pdf": lambda: pdf(extra="/X " + nested("<< /Y ", " >>", 50_000, "1")),
    "nested text.pdf": lambda: pdf(b"q " * 200_000 + b"BT /F 12 Tf (a) Tj ET"),
    "a million pages.pdf": lambda: pdf(kids="[" + "3 0 R " * 1_000_000 + "]", count=1_000_000),
    "pages without end.pdf": lambda: pdf(kids="[2 0 R 3 0 R]", count=2),
    "count of nonsense.pdf": lambda: pdf(count=-5),
    "bomb.pdf": lambda: pdf(b"BT /F 12 Tf " + b"(a) Tj " * 10_000_000 + b"ET", packed=True),
    "nothing inside.pdf": lambda: b"%PDF-1.7\n" + bytes(1000),
    "bomb.docx": zip_bomb,
    "markup bomb.docx": markup_bomb,
    "laughs.docx": laughs,
    "external entity.docx": external_entity,
    "outside.docx": lambda: docx(target="../../../../../etc/passwd"),
    "elsewhere.docx": lambda: docx(target="http://192.0.2.1/document.xml"),
    "circular styles.docx": circular_styles,
    "nested tables.docx": lambda: docx(_SAID + nested(*_CELL.split("%s"), 2_000, _SAID)),
    "nested inserts.docx": lambda: docx(_SAID + nested("<w:ins>", "</w:ins>", 100_000, _SAID)),
    "no package.docx": lambda: b"PK\x03\x04" + bytes(1000),
    "deep.html": lambda: (_PAGE % nested("<div>", "</div>", 100_000)).encode(),
    "deep lists.html": lambda: (_PAGE % nested("<ul><li>", "</li></ul>", 100_000)).encode(),
    "unclosed.html": lambda: (_PAGE % ("<b><i><a href=x>" * 100_000)).encode(),
    "formatting.html": lambda: (_PAGE % ("<p><b>" * 20_000)).encode(),
    "wide table.html": lambda: (_PAGE % f"<table><tr>{'<td>a' * 200_000}</table>").encode(),
    "spans.html": lambda: (_PAGE % ("<table><tr><td colspan=99999999 rowspan=999>a" * 9)).encode(),
    "attributes.html": attributes,
    "long attribute.html": lambda: (_PAGE % f'<p class="{"a " * 2_000_000}">a</p>').encode(),
    "numbers.html": lambda: (_PAGE % '<ol start="99999999999999999"><li>a<li value=-1>b').encode(),
    "entities.html": lambda: (_PAGE % ("&#x110000;&#xD800;&#0;&nosuch;" * 9_999)).encode(),
    "one line.txt": lambda: b"Japan will act and " * 60_000,
    "combining.txt": lambda: ("Japan will act.\n\n" + "a" + "\u0301" * 400_000).encode(),
    "brackets.txt": lambda: b"Japan will act.\n" + b"(" * 100_000 + b"a" + b")" * 100_000,
    "quotes.txt": lambda: ("Japan will act.\n" + "“" * 100_000).encode(),
    "blanks.txt": lambda: b"Japan will act.\n" + b" " * 300_000 + b"x\n" + b"\t" * 300_000 + b"x",
    "blank lines.txt": lambda: b"Japan will act.\n" + b"\n" * 200_000 + b"x",
    "bullets.txt": lambda: (_BULLET * 2_000).encode(),
    "stairs.txt": lambda: "".join(" " * n + "• Japan acts.\n" for n in range(1_500)).encode(),
    "bare marks.txt": lambda: ("• \n" * 50_000 + "Japan will act.\n").encode(),
    "numbers.txt": lambda: b"1." * 100_000 + b" Japan will act.\n" + b"9" * 200_000,
    "dots.txt": lambda: b"Japan will act" + b"." * 300_000 + b"\n" + b". " * 100_000,
    "capitals.txt": lambda: b"Japan " * 40_000 + b"will act.",
    "commas.txt": lambda: b"Japan will build roads, " * 10_000,
    "one word.txt": lambda: b"a" * 1_000_000,
    "dashes.txt": lambda: b"Japan will act.\n" + b"-" * 300_000 + b"\n" + b"- " * 100_000,
    "nested quotes.md": lambda: b"Japan will act.\n\n" + b">" * 100_000 + b" a\n",
    "nested lists.md": lambda: b"Japan will act.\n\n" + b"- " * 100_000 + b"a\n",
    "stars.md": lambda: b"Japan will act.\n\n" + b"*" * 200_000 + b"a" + b"**_" * 50_000,
    "links.md": lambda: b"Japan will act.\n\n" + b"[" * 100_000 + b"a" + b"](" * 50_000,
    "pipes.md": lambda: b"Japan will act.\n\n" + b"|" * 200_000 + b"\n|-|-|\n",
    "dates.txt": lambda: b"Japan will act on 1 May 2024, " * 10_000,
    "sums.txt": lambda: b"$1,000,000,000" + b",000" * 100_000 + b" million\nJapan will act.\n",
}  # fmt: skip


def hostile() -> Iterator[tuple[str, bytes]]:
    """Every document, made one by one: together they are large."""
    for name, make in HOSTILE.items():
        yield name, make()
