"""The tree of a web page: walking it without recursion, and which part of it is the document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline import limits

BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p"
    " pre section summary table tbody td tfoot th thead tr ul".split()
)
_HIDDEN: Final = frozenset(
    "script style noscript template svg math iframe object embed audio video canvas map button"
    " select input textarea datalist nav head link meta title dialog".split()
)
_FURNITURE_ROLES: Final = frozenset(
    ("navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog")
)
_FURNITURE_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|sharedaddy|addtoany|breadcrumbs?|cookies?|navbar|navigation"
    r"|newsletter|sidebar|skip|related|pagination|pager|masthead|toolbar|subscribe|comments?"
    r"|screen-reader-text|sr-only|visually-hidden|usa-banner)(?:$|[\s_-])",
    re.IGNORECASE,
)
_INVISIBLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PAGE_EDGES: Final = frozenset(("header", "footer", "aside"))
# An element that holds less of the page's text is one of several.
_CONTENT: Final = {"main": 0.5, "article": 0.75}
_MAX_NAMED_SHARE: Final = 0.5
_MIN_LEFT: Final = 0.2
_MIN_LINKS: Final = 3
_MAX_LINK: Final = 60

# Tags that close by themselves, or have no end: they do not nest.
_FLAT: Final = frozenset(
    "p li td th tr br hr img input meta link option dt dd col area base embed source track wbr"
    " tbody thead tfoot html head body rt rp".split()
)
_TAG: Final = re.compile(r"<(?:!--|(/?)([A-Za-z][A-Za-z0-9:-]*)[^<>]*>)")
_COMMENT_END: Final = re.compile("-->")
_RAW: Final = {
    name: re.compile(f"</{name}[^<>]*>", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "noframes")
}


@dataclass(slots=True)
class Measure:
    """What stands inside one element: code points, those of links, links."""

    text: int = 0
    linked: int = 0
    links: int = 0


def parse_tree(markup: str) -> tuple[LexborNode | None, LexborHTMLParser, bool]:
    """The body of a page, its parser, and whether elements too deep to matter were opened up."""
    deep = _deep_tags(markup)
    if deep:
        cuts = [0, *(edge for span in deep for edge in span), len(markup)]
        markup = "".join(
            markup[begin:end] for begin, end in zip(cuts[::2], cuts[1::2], strict=True)
        )
    parser = LexborHTMLParser(markup)
    return parser.body, parser, bool(deep)


def _deep_tags(markup: str) -> list[tuple[int, int]]:
    """Where tags stand that nest deeper than any page needs: parsers take quadratic time."""
    deep: list[tuple[int, int]] = []
    depth = at = 0
    while tag := _TAG.search(markup, at):
        at = tag.end()
        name = (tag[2] or "").lower()
        if not name or (name in _RAW and not tag[1]):
            ends = _COMMENT_END if not name else _RAW[name]
            closing = ends.search(markup, at)
            if closing is None:
                break
            at = closing.end()
        elif name not in _FLAT:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth >= limits.MOST_NESTING:
                deep.append(tag.span())
    return deep


def walk(root: LexborNode, leave_out: set[int]) -> Iterator[tuple[LexborNode, bool]]:
    """Every node below and including `root` as (node, False), and each element once more as
    (node, True) when it ends; the elements whose `mem_id` is in `leave_out`, which may grow on the
    way, are passed over."""
    node: LexborNode | None = root
    while node is not None:
        inside = None
        if node.mem_id not in leave_out:
            yield node, False
            inside = None if node.mem_id in leave_out else node.child
        if inside is not None:
            node = inside
            continue
        while node is not None:
            if node.mem_id not in leave_out:
                yield node, True
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


def content(body: LexborNode) -> tuple[LexborNode, set[int]]:
    """The element that holds the document, and the elements in it that are not of it."""
    furniture = _furniture(body)
    measures = _measures(body, furniture)
    root = _main_part(body, furniture, measures)
    total = left = measures[root.mem_id].text
    named = set(furniture)
    for node, ends in walk(root, named):
        if not ends and node.mem_id != root.mem_id and _is_furniture(node, measures, total):
            named.add(node.mem_id)
            left -= measures[node.mem_id].text
    # A page whose text all stands under such names uses them for something else.
    return root, named if left > _MIN_LEFT * total else furniture


def _furniture(body: LexborNode) -> set[int]:
    """Elements that are never shown, or whose own tag or role says what they are."""
    found: set[int] = set()
    for node, ends in walk(body, found):
        tag = node.tag or ""
        if ends or tag.startswith("-") or node.mem_id == body.mem_id:
            continue
        given = node.attributes
        hidden = "hidden" in given or _INVISIBLE.search(given.get("style") or "") is not None
        role = (given.get("role") or "").lower()
        if tag in _HIDDEN or hidden or role in _FURNITURE_ROLES:
            found.add(node.mem_id)
    return found


def _measures(body: LexborNode, out: set[int]) -> dict[int, Measure]:
    measures: dict[int, Measure] = {}
    opened: list[Measure] = []
    in_link = 0
    for node, ends in walk(body, out):
        tag = node.tag or ""
        if tag.startswith("-"):
            size = 0 if ends or tag != "-text" else len((node.text_content or "").strip())
            if opened:
                opened[-1].text += size
                opened[-1].linked += size if in_link else 0
        elif not ends:
            measures[node.mem_id] = Measure()
            opened.append(measures[node.mem_id])
            in_link += tag == "a"
            opened[-1].links += tag == "a"
        else:
            in_link -= tag == "a"
            done = opened.pop()
            if opened:
                opened[-1].text += done.text
                opened[-1].linked += done.linked
                opened[-1].links += done.links
    return measures


def _main_part(body: LexborNode, out: set[int], measures: dict[int, Measure]) -> LexborNode:
    """The `main` element, then the article in it, where it holds most of the page's text."""
    root = body
    for wanted, share in _CONTENT.items():
        least = share * measures[root.mem_id].text
        inner = [
            node
            for node, ends in walk(root, out)
            if not ends and (node.tag == wanted or _has_role(node, wanted))
        ]
        best = max(inner, key=lambda n: measures[n.mem_id].text, default=None)
        if best is not None and measures[best.mem_id].text >= max(1.0, least):
            titled = _has_heading(best, out) or not _has_heading(root, out)
            root = best if titled else root
    return root


def _has_role(node: LexborNode, wanted: str) -> bool:
    tag = node.tag or ""
    return not tag.startswith("-") and (node.attributes.get("role") or "").lower() == wanted


def _has_heading(root: LexborNode, out: set[int]) -> bool:
    return any(node.tag == "h1" for node, ends in walk(root, out) if not ends)


def _is_furniture(node: LexborNode, measures: dict[int, Measure], total: int) -> bool:
    tag = node.tag or ""
    if tag.startswith("-") or tag not in BLOCKS:
        return False
    inside = measures[node.mem_id]
    if inside.text > _MAX_NAMED_SHARE * total:
        return False
    if tag in _PAGE_EDGES and not _heads(node):
        return True
    given = node.attributes
    named = f"{given.get('class') or ''} {given.get('id') or ''}"
    if tag not in ("p", "li", "td", "th", "tr") and _FURNITURE_NAMES.search(named):
        return True
    menu = tag in ("ul", "ol", "div") and inside.links >= _MIN_LINKS
    return menu and inside.linked > 0.9 * inside.text and inside.text < _MAX_LINK * inside.links


def _heads(node: LexborNode) -> bool:
    # The header of an article holds its title, that of a site its menus.
    return node.tag == "header" and node.css_first("h1") is not None
