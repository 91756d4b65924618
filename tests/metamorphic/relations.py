"""What changes nothing for a reader, and what a document tells before and after.

A change takes the text of a document and gives another text, the same one where it does not apply.
"""

import itertools
import re
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from pipeline.lexicon import table
from pipeline.runner.documents import process
from pipeline.runner.inputs import Item

QUOTES: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
GLYPHS: Final = str.maketrans({"•": "▪", "◦": "–"})
NAMES: Final = (
    *(("Japanese", "Norwegian"), ("Japan", "Norway"), ("Tokyo", "Oslo"), ("JAPAN", "NORWAY")),
    *(("JPN", "NOR"), ("Okinawa", "Bergen")),
)
TOLD: Final = "force status level act_class actors obligors partners action deadline theme".split()
# Rules by which an actor is found in the act's own words.
OWN_ACTOR: Final = frozenset(("named", "adjective", "possessor", "organ", "named_people"))

Told = tuple[str, ...]
Change = Callable[[str], str]


@lru_cache(16)
def tables(text: str, suffix: str = ".txt") -> dict[str, list[dict[str, Any]]]:
    """The rows of a document of that text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"a{suffix}"
        file.write_bytes(text.encode("utf-8"))
        return process(Item(str(file), file.name)).tables  # type: ignore[return-value]


def commitments(text: str, suffix: str = ".txt") -> Counter[Told]:
    """What is told of each commitment, but for where it stands; quotes and blanks made alike."""
    return Counter(
        (*(plain(str(row[column])) for column in TOLD), plain(row["text"]), plain(row["object"]))
        for row in tables(text, suffix)["commitments"]
    )


def acts(text: str, suffix: str = ".txt") -> Counter[Told]:
    """The words of each act and what it is."""
    return Counter(
        (row["act_class"], str(row["force"]), plain(row["text"]))
        for row in tables(text, suffix)["acts"]
    )


def plain(text: str | None) -> str:
    """A text without what may differ: the kind of its quotes, the width of its blanks."""
    return " ".join((text or "").translate(QUOTES).split())


def differences(before: Counter[Told], after: Counter[Told]) -> list[str]:
    """What was told only before, and what only after."""
    return [
        *(f"- {row}" for row in (before - after)),
        *(f"+ {row}" for row in (after - before)),
    ]


def other_glyphs(text: str) -> str:
    return text.translate(GLYPHS)


def other_quotes(text: str) -> str:
    return text.translate(QUOTES)


def other_line_ends(text: str) -> str:
    return text.replace("\n", "\r\n")


def blank_page(text: str) -> str:
    return text.rstrip("\n") + "\n\x0c\n\n"


def footer(text: str) -> str:
    return text.rstrip("\n") + "\n\n###\n"


def wrapped(text: str) -> str:
    """Text of long lines in 90 columns; as it is where only line ends part its paragraphs, or
    where some of its lines have to stay as they are."""
    for line, after in itertools.pairwise(text.split("\n")):
        if len(line) > 100 and after.strip() and not _MARKED.match(after):
            return text
    text = text.replace("\u202f", " ")
    made = [row for line in text.split("\n") for row in _wrapped(line, 100, 90)]
    return text if any(len(row) > 100 for row in made) else "\n".join(made)


def apart(text: str) -> str:
    """Text in which only line ends part paragraphs with blank lines between its lines."""
    return re.sub(r"(?<=\S)\n(?=[^\S\n]*\S)", "\n\n", text)


def narrower(text: str) -> str:
    """Markdown of 72 columns in 50: no line of it begins with what would be a mark there, two
    blanks at the end of a line break it still, headings and HTML have their lines."""
    made: list[str] = []
    tag = False
    for given in text.split("\n"):
        opens = given.lstrip().startswith(("<figure", "<img", "<table"))
        tag = bool(given.strip()) and (tag or opens)
        if tag or given.startswith("#"):
            made.append(given)
            continue
        *rows, last = _wrapped(given, 50, 50)
        breaks = given[len(given.rstrip(" ")) :] if last != given else ""
        marked = any(_MARKED.match(row) for row in [*rows, last][1:])
        made += [given] if marked else [*rows, last + breaks]
    return "\n".join(made)


_MARKED: Final = re.compile(r"\s*(?:[-+*>#=–—|<•◦▪·▶]|\d+[.)]|\(?\w{1,4}[.)]\s)")


def _wrapped(line: str, longest: int, width: int) -> Iterator[str]:
    """A paragraph or item as a typist sets it, items hung under their first word; what is set
    already, in columns, on pages or wrapped, stays."""
    indent = len(line) - len(line.lstrip(" "))
    if indent + len(plain(line)) <= longest or re.search(
        r"[^\s.:;,!?]\s{2,}\S|\x0c", line.lstrip("•◦▪–- ")
    ):
        yield line
        return
    hang = re.match(r"\s*(?:[•◦▪–-]\s+|\(?\w{1,3}[.)]\s+)?", line)
    under = " " * (hang.end() if hang else 0)
    yield from textwrap.wrap(
        line, width, subsequent_indent=under, break_long_words=False, break_on_hyphens=False
    ) or [line]


def body_only(change: Change) -> Change:
    """The change of a Markdown document below its front matter, which has rules of its own."""

    def changed(text: str) -> str:
        matter = re.match(r"---\n.*?\n---\n", text, re.S)
        at = matter.end() if matter else 0
        return text[:at] + change(text[at:])

    return changed


def starred(text: str) -> str:
    """Markdown with another of its bullets."""
    return re.sub(r"^( *)-(?= )", r"\1*", text, flags=re.M)


def unbound(text: str) -> str:
    """A text that speaks of Japan with no name in it that is known to be Japan's: groupings that
    have Japan among them, its office holders, and what has it in its name. Empty for others."""
    if "Japan" not in text or any(new in text for _, new in NAMES):
        return ""
    for names, stand_in in _of_japan():
        text = names.sub(stand_in, text)
    return text


@cache
def _of_japan() -> tuple[tuple[re.Pattern[str], str], ...]:
    bodies = [row["name"] for row in table("actors/groupings") if "JPN" in row["members"].split()]
    for kind in ("agreements", "alliances", "forums", "organisations", "programs", "units"):
        for row in table(f"entities/{kind}"):
            if row["party"] == "JPN" or "Japan" in row["name"]:
                bodies += [row["name"], *row["aliases"].split(";"), *row["acronyms"].split(";")]
    people = [row["name"] for row in table("actors/people") if row["party"] == "JPN"]
    return (_any_of(bodies), "Joint Council"), (_any_of(people), "Larsen")


def _any_of(names: list[str]) -> re.Pattern[str]:
    longest = sorted(filter(None, names), key=len, reverse=True)
    # A title may be in capitals; a short name that is not must not be a word.
    said = "|".join(
        f"(?i:{re.escape(name)})".replace(r"\ ", r"\s+") if " " in name else re.escape(name)
        for name in longest
    )
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)")


def renamed(text: str) -> str:
    for old, new in NAMES:
        text = text.replace(old, new)
    return text


def turned(text: str, suffix: str = ".txt") -> str:
    """Two neighbouring items of level 1 in each other's place, where every act of both names its
    own actors; the text as it is where there are none."""
    found = tables(text, suffix)
    owned: dict[str, bool] = {}
    for act in found["acts"]:
        owned[act["node_id"]] = owned.get(act["node_id"], True) and act["actor_rule"] in OWN_ACTOR
    families = _families(found["nodes"])
    for one, other in itertools.pairwise(families):
        alike = one[0]["parent_id"] == other[0]["parent_id"]
        if not alike or one[0]["marker"] != other[0]["marker"]:
            continue
        if any(not owned.get(node["node_id"], False) for node in (*one, *other)):
            continue
        a, b = (node["start"] - len(node["marker"]) - 1 for node in (one[0], other[0]))
        c, d = one[-1]["end"], other[-1]["end"]
        between = text[c:b]
        if between.strip() or not text[a:].startswith(one[0]["marker"]):
            continue
        return text[:a] + text[b:d] + between + text[a:c] + text[d:]
    return text


def _families(nodes: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Every item of level 1 with what hangs on it, in the order of the text."""
    families: list[list[dict[str, Any]]] = []
    for node in nodes:
        if node["kind"] == "bullet" and node["level"] > 1 and families:
            families[-1].append(node)
        elif node["kind"] == "bullet" and node["marker"]:
            families.append([node])
    return families
