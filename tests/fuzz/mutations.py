"""What can happen to a real document on its way to an analyst, and what cannot."""

import io
import lzma
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TEXTUAL: Final = (".txt", ".md", ".html")
_BULLETS: Final = "•◦▪–-*o▶✓·‣"
_MARKS: Final = [
    "•",
    "  ◦ ",
    "(a)",
    "1.",
    "12)",
    "IV.",
    "#",
    "##",
    "- -",
    "**",
    "|",
    ">",
    "[1]",
    "☐",
]
_ENCODINGS: Final = ["cp1252", "latin-1", "utf-16", "utf-16-le", "utf-8-sig", "cp437", "shift_jis"]
_SPACES: Final = [
    "\r\n",
    "\r",
    "\x0c",
    "\u2028",
    "\u00a0",
    "\u200b",
    "\t",
    "\x0b",
    "\x85",
    "\ufeff",
]
_ODD: Final = [
    "\x00", "\x1b[31m", "\u202e", "\u2066", "\ufffd", "\U000e0041", "\ud7ff", "e\u0301", "ﬁ", "½",
    "²", "٣", "Ⅷ", "İ", "ß", "\U0001d7d8", "=1+1", "@SUM(A1)", ";", '"', "\u0600", "\u1160",
    "-\u00ad-",
]  # fmt: skip
_WORDS: Final = [
    "will", "shall", "not", "the United States", "Japan", "we", "commit to", "by 2025", "and", "or",
    "to", "reaffirmed", "their", "which", "that", "(", ")", "“", "”", ",", ";", ":", ".", "U.S.",
    "$1.5 billion", "1 January 2024", "the Ministers", "by expanding", "including", "2030s", "%",
]  # fmt: skip

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


@dataclass(frozen=True, slots=True)
class Seed:
    """A document to mutate: its name and bytes."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix.lower()


def truncated(rng: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    begin = rng.randrange(len(data)) if rng.random() < 0.2 else 0
    return data[begin : rng.randint(begin, len(data))]


def bits_flipped(rng: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 3, 20, 1 + len(data) // 100))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def bytes_moved(rng: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    a, b, c = sorted(rng.randrange(len(data) + 1) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def spliced(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = rng.choice(others)
    begin = rng.randrange(len(other))
    at = rng.randrange(len(data) + 1)
    return data[:at] + other[begin : begin + rng.randrange(4000)] + data[at:]


def repeated(rng: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    begin = rng.randrange(len(data))
    piece = data[begin : begin + rng.choice((1, 2, 7, 80, 1000))]
    return data[:begin] + piece * rng.choice((2, 5, 50, 400)) + data[begin:]


def _lines(change: Callable[[random.Random, list[str]], list[str]]) -> Mutation:
    def mutate(rng: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
        lines = data.decode("utf-8", "replace").splitlines(keepends=True) or [""]
        return "".join(change(rng, lines)).encode("utf-8", "replace")

    return mutate


def _shuffled(rng: random.Random, lines: list[str]) -> list[str]:
    begin = rng.randrange(len(lines))
    part = lines[begin : begin + rng.choice((3, 20, len(lines)))]
    rng.shuffle(part)
    return lines[:begin] + part + lines[begin + len(part) :]


def _doubled_bullets(rng: random.Random, lines: list[str]) -> list[str]:
    found = [at for at, line in enumerate(lines) if line.lstrip()[:1] in (*_BULLETS, "(")]
    for at in found or [rng.randrange(len(lines))]:
        if rng.random() < 0.5:
            bare = lines[at].lstrip()
            lines[at] = bare[:1] + rng.choice(("", " ", "\t")) + bare
    return lines


def _marked(rng: random.Random, lines: list[str]) -> list[str]:
    for _ in range(rng.choice((1, 5, len(lines)))):
        at = rng.randrange(len(lines))
        lines[at] = " " * rng.randrange(12) + rng.choice(_MARKS) + rng.choice(" \t") + lines[at]
    return lines


def _rewrapped(rng: random.Random, lines: list[str]) -> list[str]:
    width = rng.choice((1, 5, 20, 72))
    text = "".join(lines)
    cut = [text[at : at + width] for at in range(0, min(len(text), 400 * width), width)]
    return [rng.choice(_SPACES[:3]).join(cut), text[400 * width :]]


def _dropped(rng: random.Random, lines: list[str]) -> list[str]:
    return [line for line in lines if rng.random() < 0.7]


def _words(rng: random.Random, lines: list[str]) -> list[str]:
    for _ in range(rng.choice((1, 10, 100))):
        at = rng.randrange(len(lines))
        words = lines[at].split(" ")
        here = rng.randrange(len(words))
        if rng.random() < 0.5:
            words.insert(here, rng.choice(_WORDS))
        else:
            words[here] = rng.choice((*_WORDS, "", words[rng.randrange(len(words))].upper()))
        lines[at] = " ".join(words)
    return lines


def _odd(rng: random.Random, lines: list[str]) -> list[str]:
    for _ in range(rng.choice((1, 10, 100))):
        at = rng.randrange(len(lines))
        here = rng.randrange(len(lines[at]) + 1)
        put = rng.choice((*_ODD, *_SPACES))
        lines[at] = lines[at][:here] + put + lines[at][here:]
    return lines


def _combining(rng: random.Random, lines: list[str]) -> list[str]:
    at = rng.randrange(len(lines))
    many = rng.choice((10, 1000, 20_000))
    return [*lines[:at], "a" + chr(rng.randrange(0x300, 0x370)) * many, *lines[at:]]


def _long_line(rng: random.Random, lines: list[str]) -> list[str]:
    return [rng.choice((" ", "", ", ", " and ")).join(line.strip() for line in lines)]


def _deep(rng: random.Random, lines: list[str]) -> list[str]:
    return [
        " " * (2 * at) + rng.choice(_BULLETS) + " " + line for at, line in enumerate(lines[:300])
    ]


def mixed_encodings(rng: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1) if rng.random() < 0.6 else 0
    tail = data[at:].decode("utf-8", "replace").encode(rng.choice(_ENCODINGS), "replace")
    return data[:at] + tail


def tags_broken(rng: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    tags = re.findall(rb"<[^<>]{1,200}>", data) or [b"<ul>"]
    for _ in range(rng.choice((1, 10, 60))):
        at = rng.choice(
            (data.find(b"<", rng.randrange(len(data) + 1)), rng.randrange(len(data) + 1))
        )
        data = (
            data[: max(at, 0)] + rng.choice(tags) * rng.choice((1, 1, 1, 40)) + data[max(at, 0) :]
        )
    return data


def parts_broken(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A Word file whose parts are broken rather than its package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError,
            RuntimeError):  # fmt: skip
        # Broken before; a flag may name another compression, or a password.
        return bits_flipped(rng, data, others)
    name = rng.choice([name for name in parts if name.endswith(".xml")] or list(parts))
    change = rng.choice((truncated, bits_flipped, bytes_moved, repeated, tags_broken, tags_broken))
    parts[name] = change(rng, parts[name] or b" ", others)
    if rng.random() < 0.1:
        parts.pop(rng.choice(list(parts)))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return made.getvalue()


def numbers_changed(rng: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    """A PDF whose counts, places and references are others."""
    found = list(re.finditer(rb"\d+", data))
    for number in sorted(rng.sample(found, min(len(found), rng.choice((1, 3, 30)))), reverse=True,
                         key=lambda match: match.start()):  # fmt: skip
        other = rng.choice((b"0", b"-1", b"65536", b"99999999999", b"1e9", rng.choice(found)[0]))
        data = data[: number.start()] + other + data[number.end() :]
    return data


BINARY: Final[dict[str, Mutation]] = {
    "truncated": truncated,
    "bits flipped": bits_flipped,
    "bytes moved": bytes_moved,
    "spliced": spliced,
    "repeated": repeated,
}
TEXT: Final[dict[str, Mutation]] = {
    "shuffled lines": _lines(_shuffled),
    "doubled bullets": _lines(_doubled_bullets),
    "marks added": _lines(_marked),
    "rewrapped": _lines(_rewrapped),
    "lines dropped": _lines(_dropped),
    "words changed": _lines(_words),
    "odd characters": _lines(_odd),
    "combining characters": _lines(_combining),
    "one long line": _lines(_long_line),
    "deep list": _lines(_deep),
    "mixed encodings": mixed_encodings,
}
_KINDS: Final[dict[str, dict[str, Mutation]]] = {
    ".txt": TEXT,
    ".md": TEXT,
    ".html": {**TEXT, "tags broken": tags_broken},
    ".docx": {"parts broken": parts_broken},
    ".pdf": {"numbers changed": numbers_changed},
}
_MOST_BYTES: Final = 300_000


def mutant(rng: random.Random, seeds: Sequence[Seed]) -> tuple[str, str, bytes]:
    """A name for the file, what was done to it, and its bytes."""
    seed = rng.choice(seeds)
    alike = [other.data for other in seeds if other.suffix == seed.suffix and other.data]
    kinds = {**BINARY, **_KINDS.get(seed.suffix, {})}
    data, done = seed.data, []
    if seed.suffix in TEXTUAL and rng.random() < 0.6:
        # A window of it: most faults need little, and time is what there is least of.
        begin = data.find(b"\n", rng.randrange(len(data))) + 1
        data = data[begin : begin + rng.choice((300, 1500, 6000))] or data
    for _ in range(rng.choice((1, 1, 2, 3))):
        # The kinds of a format are what its reader understands, so they come more often.
        own = list(_KINDS.get(seed.suffix, {}))
        name = rng.choice(own) if own and rng.random() < 0.7 else rng.choice(list(kinds))
        data = kinds[name](rng, data or b" ", alike)[:_MOST_BYTES] if data else b""
        done.append(name)
    return seed.name, " + ".join(done), data
