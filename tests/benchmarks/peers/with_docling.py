"""Docling's backends for Markdown and HTML, without its models; plain text it reads as Markdown."""

from functools import partial
from io import BytesIO
from typing import Any

from docling.backend.html_backend import HTMLDocumentBackend
from docling.backend.md_backend import MarkdownDocumentBackend
from docling.datamodel.base_models import InputFormat
from docling.datamodel.document import InputDocument
from docling_core.types.doc.document import ContentLayer, DoclingDocument
from exchange import Way, answer, job

_KINDS = {"title": "title", "section_header": "section", "list_item": "bullet"}
_FURNITURE = ("page_header", "page_footer")


def converted(form: InputFormat, backend: type, suffix: str, text: str) -> DoclingDocument:
    """The document that a backend makes of a text."""
    given = InputDocument(
        path_or_stream=BytesIO(text.encode()),
        format=form,
        backend=backend,
        filename=f"text{suffix}",
    )
    return given._backend.convert()


def pieces(document: DoclingDocument) -> list[dict[str, Any]]:
    """Its parts in reading order; a part whose words are set in several ways is joined."""
    found: list[dict[str, Any]] = []
    inside: list[tuple[int, int]] = []  # depth in the tree and place of each open list item
    heading: int | None = None
    joined: dict[str, int] = {}
    for item, depth in document.iterate_items(
        with_groups=True, included_content_layers=set(ContentLayer)
    ):
        while inside and inside[-1][0] >= depth:
            inside.pop()
        above = item.parent.cref if item.parent else ""
        label, text = str(item.label.value), getattr(item, "text", "")
        if label == "inline":
            joined[item.self_ref] = _whole(found, inside, above, heading)
        elif above in joined:
            found[joined[above]]["text"] += f" {text}"
        elif label in _KINDS or text:
            kind = _kind(label, item.content_layer)
            place = len(found)
            parent = inside[-1][1] if inside and kind == "bullet" else heading
            level = len(inside) + 1 if kind == "bullet" else getattr(item, "level", None)
            found.append({"kind": kind, "level": level, "parent": parent, "text": text})
            if kind == "bullet":
                inside.append((depth, place))
            elif kind in ("section", "title"):
                heading = place
    return found


def _kind(label: str, layer: ContentLayer) -> str:
    if layer == ContentLayer.FURNITURE or label in _FURNITURE:
        return "furniture"
    return _KINDS.get(label, "paragraph")


def _whole(
    found: list[dict[str, Any]], inside: list[tuple[int, int]], above: str, heading: int | None
) -> int:
    """Where the words of an inline group go: to the item they stand in, else to a paragraph."""
    if inside and above != "#/body" and not found[inside[-1][1]]["text"]:
        return inside[-1][1]
    found.append({"kind": "paragraph", "level": None, "parent": heading, "text": ""})
    return len(found) - 1


def _way(form: InputFormat, backend: type, suffix: str) -> Way:
    return Way(partial(converted, form, backend, suffix), told=pieces)


if __name__ == "__main__":
    ways = {
        "md": _way(InputFormat.MD, MarkdownDocumentBackend, ".md"),
        "html": _way(InputFormat.HTML, HTMLDocumentBackend, ".html"),
        "txt": _way(InputFormat.MD, MarkdownDocumentBackend, ".txt"),
    }
    answer(job(), ways)
