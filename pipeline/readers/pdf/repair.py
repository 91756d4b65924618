"""A file whose end is lost -> one that opens again: its objects are looked for one by one."""

import re
import zlib
from typing import Final, NamedTuple

_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,9})\s+(\d{1,5})\s+obj\b")
_HEAD_END: Final = re.compile(rb"\bstream\r?\n|\bendobj\b")
_CATALOG: Final = re.compile(rb"/Type\s*/Catalog\b")
_TREE: Final = re.compile(rb"/Type\s*/Pages\b")
_PAGE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED: Final = re.compile(rb"/Type\s*/ObjStm\b")
_PAGES_OF: Final = re.compile(rb"/Pages\s+(\d+)\s")
_FIRST: Final = re.compile(rb"/First\s+(\d+)")
_LONGEST_HEAD: Final = 100_000
_MOST_UNPACKED: Final = 20_000_000


class _Object(NamedTuple):
    generation: int
    head: bytes  # what stands before its stream, or all of it


def rebuilt(data: bytes) -> bytes | None:
    """The file with a trailer, and where its page tree is lost with a new one of all its pages
    in the order of the file; None where no page is left, or where the file is encrypted.
    """
    if b"/Encrypt" in data:
        return None
    objects, unpacked = _objects(data)
    pages = [number for number, found in objects.items() if _PAGE.search(found.head)]
    if not pages:
        return None
    added = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, objects[n].head) for n in unpacked)
    root, size = _root(objects), max(objects) + 1
    if root is None:
        root, tree = size, size + 1
        kids = b" ".join(b"%d %d R" % (number, objects[number].generation) for number in pages)
        added += b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (root, tree)
        added += b"%d 0 obj\n<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n" % (tree, len(pages), kids)
        size += 2
    end = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n" % (size, root)
    return data + b"\nendstream\nendobj\n" + added + end


def _objects(data: bytes) -> tuple[dict[int, _Object], list[int]]:
    """The objects by number, and which of them were packed into another's stream."""
    objects: dict[int, _Object] = {}
    unpacked: list[int] = []
    view = memoryview(data)
    for match in _OBJECT.finditer(data):
        end = _HEAD_END.search(data, match.end(), match.end() + _LONGEST_HEAD)
        head = data[match.end() : end.start() if end else match.end() + _LONGEST_HEAD]
        objects[int(match[1])] = _Object(int(match[2]), head)
        if end and _PACKED.search(head):
            for number, text in _unpacked(head, view[end.end() :]).items():
                objects[number] = _Object(0, text)
                unpacked.append(number)
    return objects, unpacked


def _unpacked(head: bytes, stream: memoryview) -> dict[int, bytes]:
    first = _FIRST.search(head)
    try:
        text = zlib.decompressobj().decompress(stream, _MOST_UNPACKED)
    except zlib.error:
        return {}
    if first is None:
        return {}
    start = int(first[1])
    numbers = [int(number) for number in text[:start].split() if number.isdigit()]
    places = [start + place for place in numbers[1::2]]
    ends = [*places[1:], len(text)]
    return {
        number: text[place:end]
        for number, place, end in zip(numbers[::2], places, ends, strict=False)
    }


def _root(objects: dict[int, _Object]) -> int | None:
    """The catalog, if its page tree is there."""
    for number in reversed(objects):
        if _CATALOG.search(objects[number].head):
            pages = _PAGES_OF.search(objects[number].head)
            tree = objects.get(int(pages[1])) if pages else None
            if tree is not None and _TREE.search(tree.head):
                return number
    return None
