"""PDF and Word files laid open for fuzzing, and made whole again.

A mutation of compressed bytes ends in the unpacking. So an input holds the mark-up of a Word file
alone, or a PDF with every stream unpacked; what a reader needs around it is put there anew.
"""

import io
import re
import zipfile
import zlib
from typing import Final

import docx
from lxml import etree

# The parts of a Word file that an input holds, with their root elements, parted by NUL.
_PARTS: Final = {
    "word/document.xml": ("document", "<w:body>{}</w:body>"),
    "word/numbering.xml": ("numbering", "{}"),
    "word/styles.xml": ("styles", "{}"),
    "word/footnotes.xml": ("footnotes", "{}"),
    "word/endnotes.xml": ("endnotes", "{}"),
}
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}.'
        f'{root}{".main" if root == "document" else ""}+xml"/>'
        for name, (root, _) in _PARTS.items()
    )
    + "</Types>"
)
_RELATIONS: Final = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def word_file(parts: bytes) -> bytes:
    """A Word file of the mark-up of its parts, parted by NUL; wrong mark-up is mended."""
    made = io.BytesIO()
    others = [root for root, _ in _PARTS.values() if root != "document"]
    fixed = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(_relation(1, "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _RELATIONS.format(
            "".join(_relation(at, root, f"{root}.xml") for at, root in enumerate(others))
        ),
    }
    given = parts.decode("utf-8", "replace").split("\x00")
    with zipfile.ZipFile(made, "w") as package:
        for name, content in fixed.items():
            package.writestr(name, content)
        for at, (name, (root, around)) in enumerate(_PARTS.items()):
            inner = around.format(given[at] if at < len(given) else "")
            package.writestr(
                name, _mended(f'<w:{root} xmlns:w="{_W}" xmlns:mc="{_MC}">{inner}</w:{root}>')
            )
    return made.getvalue()


def _mended(markup: str) -> bytes:
    tree = etree.fromstring(markup.encode("utf-8"), etree.XMLParser(recover=True))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def word_parts(data: bytes) -> bytes:
    """The mark-up that `word_file` makes a file of, without styles that no paragraph has."""
    document = docx.Document(io.BytesIO(data))
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in _PARTS:
            if name not in package.namelist():
                found.append("")
                continue
            root = etree.fromstring(package.read(name))
            inner = document.element.body if name.endswith("document.xml") else root
            markup = "\n".join(etree.tostring(child, encoding="unicode") for child in inner)
            found.append(re.sub(r'\sxmlns:\w+="[^"]*"', "", markup))
    used = set(re.findall(r'Style w:val="([^"]*)"', found[0]))
    found[2] = _kept(found[2], r'<w:style [^>]*w:styleId="([^"]*)".*?</w:style>', used)
    numbers = set(re.findall(r'<w:numId w:val="([^"]*)"', found[0] + found[2]))
    nums = _kept(found[1], r'<w:num w:numId="([^"]*)".*?</w:num>', numbers)
    schemes = set(re.findall(r'<w:abstractNumId w:val="([^"]*)"', nums))
    scheme = r'<w:abstractNum [^>]*w:abstractNumId="([^"]*)".*?</w:abstractNum>'
    found[1] = _kept(found[1], scheme, schemes) + nums
    found[1] = re.sub(r'<w:lvl w:ilvl="[3-9]".*?</w:lvl>', "", found[1], flags=re.S)
    return "\x00".join(found).encode("utf-8")


def _kept(markup: str, element: str, ids: set[str]) -> str:
    return "".join(match[0] for match in re.finditer(element, markup, re.S) if match[1] in ids)


_STREAM: Final = re.compile(
    rb"<<(?P<head>(?:[^<>]|<<[^<>]*>>|<[^<>]*>){0,600})>>\s*stream\r?\n(?P<body>.*?)(?:\r?\n)?endstream",
    re.S,
)
_OBJECT: Final = re.compile(rb"(?<![\d.])(\d{1,5})\s+0\s+obj\b")
_ROOT: Final = re.compile(
    rb"(?<![\d.])(\d{1,5})\s+0\s+obj\s*<<(?:(?!endobj).)*?/Type\s*/Catalog", re.S
)


def pdf_parts(data: bytes) -> bytes:
    """A PDF with the streams unpacked that are pages rather than fonts or pictures."""
    body = data[: data.rfind(b"xref")] if b"\nxref" in data else data
    return _STREAM.sub(_unpacked, body)


def _unpacked(match: "re.Match[bytes]") -> bytes:
    head, body = match["head"], match["body"]
    if re.search(rb"/(Length1|FontFile|Subtype\s*/(Image|Type1C|CIDFontType0C))", head):
        return b"<<>>\nstream\n\nendstream"
    filters = re.findall(rb"/(\w+Decode)", head)
    try:
        for name in filters:
            body = _DECODERS[name](body)
    except (zlib.error, ValueError, KeyError):
        return match[0]
    head = re.sub(rb"/(Filter|DecodeParms)\s*(\[[^\]]*\]|/\w+|<<[^<>]*>>)", b"", head)
    return b"<<" + head + b">>\nstream\n" + body + b"\nendstream"


def _ascii85(data: bytes) -> bytes:
    import base64

    return base64.a85decode(data.strip().removesuffix(b"~>"))


_DECODERS: Final = {
    b"FlateDecode": lambda data: zlib.decompressobj().decompress(data),
    b"ASCII85Decode": _ascii85,
}


def pdf_file(parts: bytes) -> bytes:
    """A PDF whose lengths and table of objects are right again."""
    data = re.sub(rb"^%PDF-[^\n]*\n", b"", parts)
    data = b"%PDF-1.7\n" + _STREAM.sub(_measured, data) + b"\n"
    places = {int(match[1]): match.start() for match in _OBJECT.finditer(data)}
    root = _ROOT.search(data)
    size = max(places, default=0) + 1
    rows = [
        b"%010d 00000 n \n" % places[at] if at in places else b"0000000000 65535 f \n"
        for at in range(size)
    ]
    trailer = b"trailer\n<</Size %d/Root %d 0 R>>\n" % (size, int(root[1]) if root else 1)
    start = len(data)
    return (
        data
        + b"xref\n0 %d\n" % size
        + b"".join(rows)
        + trailer
        + b"startxref\n%d\n%%%%EOF\n" % start
    )


def _measured(match: "re.Match[bytes]") -> bytes:
    head = re.sub(rb"/Length\s+\d+(\s+\d+\s+R)?", b"", match["head"])
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(match["body"]), match["body"])
