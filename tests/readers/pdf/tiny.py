"""Small PDF files made by hand, each with what a test is about and nothing else."""

from collections.abc import Sequence

FONTS = (
    "/F1 <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    "/F2 <</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"
    "/F3 <</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 3 0 R>>"
)


def shown(text: str, x: float = 72, y: float = 700, size: float = 12, font: str = "F1") -> str:
    """One piece of text at a place."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def turned(text: str, matrix: str, size: float = 12) -> str:
    """One piece of text under a matrix."""
    return f"BT /F1 {size} Tf {matrix} Tm ({text}) Tj ET\n"


def pdf(
    pages: Sequence[str],
    page: str = "",
    tree: str = "/MediaBox[0 0 612 792]",
    unicode: dict[int, str] | None = None,
    info: str = "",
) -> bytes:
    """A file of pages with these contents; `page` and `tree` are entries of each page and of the
    page tree, `unicode` what the codes of font F3 mean."""
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(pages)))
    bodies = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]{tree}>>",
        3: _stream(_to_unicode(unicode or {})),
        4: f"<<{info}>>",
    }
    for at, content in enumerate(pages):
        own = 10 + 2 * at
        held = f"/Resources<</Font<<{FONTS}>>>>/Contents {own + 1} 0 R{page}"
        bodies[own] = f"<</Type/Page/Parent 2 0 R{held}>>"
        bodies[own + 1] = _stream(content)
    return _file(bodies)


def _stream(content: str) -> str:
    return f"<</Length {len(content.encode('latin-1'))}>>\nstream\n{content}\nendstream"


def _to_unicode(unicode: dict[int, str]) -> str:
    rows = "\n".join(
        f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for code, text in unicode.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(unicode)} beginbfchar\n{rows}\nendbfchar endcmap end"
    )


def _file(bodies: dict[int, str]) -> bytes:
    data = b"%PDF-1.7\n"
    places = {}
    for number, body in bodies.items():
        places[number] = len(data)
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start, size = len(data), max(bodies) + 1
    rows = [
        f"{places[at]:010d} 00000 n \n" if at in places else "0000000000 65535 f \n"
        for at in range(size)
    ]
    table = f"xref\n0 {size}\n{''.join(rows)}"
    end = f"trailer\n<</Size {size}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return data + (table + end).encode("latin-1")
