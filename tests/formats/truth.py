"""Documents as lists of nodes, from hand labels or from the mark-up of the original.

Never from this program's own outline: what is rendered from them tests its readers and outline.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.labels.hydrate import SECOND, labels, text_of

OWN = "harbour-partnership"
SEEDS = ("us-japan-scc-2023", "us-japan-scc-2024")
# Of the labels made later: as many as make up thirty documents, to be had in two minutes.
SECOND_READ = (
    "asean_2021-10-27_digital",
    "dfat_1978_nareen",
    "state_2021-06-28_d-isis-communique",
    "state_2022-03-28_fs-morocco",
    "state_2022-04-27_fs-edri",
    "state_2022-05-14_g7-fm",
    "wh_2022-05-12_fs-us-asean-summit",
    "wh_2025-03-03_fs-tariffs",
)
# Some chapters of this one are left out (see `from_markdown`).
EXCERPT = "unfccc_2015_draft-agreement-23oct"
# Three list levels and no labels: the mark-up of the original says what they hold.
MARKED_UP = (
    "un_2000_millennium-declaration",
    EXCERPT,
)


@dataclass(frozen=True)
class Item:
    """One node: `parent` is the place of its parent in the list, `marker` as the text has it.

    A blank line in `text` parts an item's first paragraph from those that go on with it.
    """

    kind: str
    level: int
    parent: int | None
    text: str
    marker: str | None = None
    lead_in: str | None = None


def folded(text: str) -> str:
    return " ".join(text.split())


def from_labels(gold: dict[str, Any], text: str) -> list[Item]:
    """The nodes of a label file, in the order of the text that it was made on.

    Emphasis that the conversion of that text left over is no part of the words.
    """
    items: list[Item] = []
    places: dict[str, int] = {}
    before = 0
    for node in gold["nodes"]:
        start, end, lead = node["start"], node["end"], node["lead_in"]
        marks = text[before:start].split()
        marker = marks[-1] if marks and node["kind"] == "bullet" else None
        if isinstance(lead, dict):
            lead = [lead["start"], lead["end"]]
        places[node["path"]] = len(items)
        items.append(
            Item(
                node["kind"],
                node["level"],
                places.get(node["parent"] or ""),
                _words(text[start:end]),
                marker,
                _words(text[lead[0] : lead[1]]) if lead else None,
            )
        )
        before = end
    return items


def _words(text: str) -> str:
    return folded(text.replace("**", ""))


def hung(items: Iterable[Item]) -> list[Item]:
    """The items with their parents by guideline section 1, no level skipped."""
    made: list[Item] = []
    sections: list[tuple[int, int]] = []
    bullets: list[int] = []
    for item in items:
        section = sections[-1][1] if sections else None
        if item.kind == "section":
            bullets.clear()
            while sections and sections[-1][0] >= item.level:
                sections.pop()
            section = sections[-1][1] if sections else None
            sections.append((item.level, len(made)))
            item = replace(item, level=len(sections), parent=section)
        elif item.kind == "bullet":
            del bullets[item.level - 1 :]
            parent = bullets[-1] if bullets else section
            bullets.append(len(made))
            item = replace(item, level=len(bullets), parent=parent)
        elif item.kind == "paragraph":
            bullets.clear()
            item = replace(item, parent=section)
        made.append(item)
    return made


def from_markdown(source: str) -> list[Item]:
    """The nodes that the mark-up of a Markdown file states, read by markdown-it.

    The title of the front matter is the title; headings and lines all in bold are sections.
    What follows the first paragraph of an item is its own, up to the list under it. A chapter
    with a paragraph after such a list is left out: guideline section 1 has no place for it.
    """
    head, body = re.match(r"---\n(.*?)\n---\n(.*)", source, re.DOTALL).groups()  # type: ignore[union-attr]
    title = re.search(r"^title: *(.*(?:\n .*)*)", head, re.MULTILINE)
    assert title
    reader = _Markdown(Item("title", 0, None, folded(title[1]).strip("'\"")))
    for token in MarkdownIt().parse(_KRAMDOWN.sub("", body)):
        reader.take(token)
    kept = (c for at, c in enumerate(reader.chapters) if at not in reader.unplaced)
    return hung(item for chapter in kept for item in chapter)


# Attributes, the place of the table of contents, notes and their references.
_KRAMDOWN = re.compile(r"^\{:.*\}$|^\* TOC$|^\[\^\d+\]:.*$|\[\^\d+\]", re.MULTILINE)

# Markdown knows no lists marked by letters: they are typed.
_TYPED = re.compile(r"\([a-z]\)\s")


class _Markdown:
    """Gathers items from the tokens of a Markdown file, those under one heading together."""

    def __init__(self, title: Item) -> None:
        self.chapters: list[list[Item]] = [[title]]
        self.unplaced: set[int] = set()
        self.heading = self.outer = 0
        self.lists: list[int | None] = []
        self.marker: str | None = None
        # The place of each open item in its chapter: None until it is there, -1 once a list
        # stands under it.
        self.opened: list[int | None] = []

    def take(self, token: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            numbered = kind == "ordered_list_open"
            self.lists.append(int(token.attrs.get("start", 1)) if numbered else None)
            self.opened = [-1 for _ in self.opened]
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif kind == "list_item_open":
            value = self.lists[-1]
            self.marker = "•" if value is None else f"{value}."
            self.lists[-1] = None if value is None else value + 1
            self.opened.append(None)
        elif kind == "list_item_close":
            self.opened.pop()
        elif kind == "heading_open":
            self.heading = int(token.tag[1])
        elif kind == "inline":
            self._inline(*_words_and_bold(token))
            self.heading = 0

    def _inline(self, text: str, bold: str) -> None:
        if not text:
            return
        chapter = self.chapters[-1]
        lead = bold if bold and bold != text and bold[-1] in ":.–—" else None
        if self.heading:
            self.outer = self.heading
            self.chapters.append([Item("section", self.heading, None, text)])
        elif self.opened and self.opened[-1] is None:
            self.opened[-1] = len(chapter)
            chapter.append(Item("bullet", len(self.lists), None, text, self.marker, lead))
        elif self.opened and self.opened[-1] == -1:
            self.unplaced.add(len(self.chapters) - 1)
        elif self.opened:
            place = self.opened[-1] or 0
            chapter[place] = replace(chapter[place], text=f"{chapter[place].text}\n\n{text}")
        elif re.fullmatch(r"#(?: ?#)+", text):
            chapter.append(Item("footer", 0, None, text))
        elif bold == text:
            chapter.append(Item("section", self.outer + 1, None, text))
        elif mark := _TYPED.match(text):
            chapter.append(Item("bullet", 1, None, text[mark.end() :], mark[0].strip()))
        else:
            chapter.append(Item("paragraph", 0, None, text, None, lead))


def _words_and_bold(token: Token) -> tuple[str, str]:
    """The words of a paragraph, and those in bold at its start."""
    text, bold = "", ""
    heavy = 0
    for part in token.children or ():
        heavy += (part.type == "strong_open") - (part.type == "strong_close")
        words = part.content.replace("*", "") if part.type in ("text", "code_inline") else ""
        words = " " if part.type in ("softbreak", "hardbreak") else words
        if heavy and folded(text) == folded(bold):
            bold += words
        text += words
    return folded(text), folded(bold)


def from_issuer(paragraphs: list[dict[str, Any]]) -> list[Item]:
    """The nodes of a United Nations document from the issuer's own hierarchy.

    What stands before the title is left out: whether it is title, byline or type of document,
    the hierarchy does not say.
    """
    items: list[Item] = []
    for row in paragraphs:
        text = folded(row["text"])
        if row["type"] == "frontmatter":
            continue
        prefix = (row["prefix"] or "").strip()
        if row["type"] == "title":
            items.append(Item("title", 0, None, text))
        elif row["type"] == "backmatter":
            items.append(Item("footer", 0, None, text))
        elif row["type"] == "heading":
            words = f"{prefix} {text}" if prefix else text
            items.append(Item("section", row["heading_level"], None, words))
        elif prefix:
            # The style of one "•." says level 5 among sisters of level 2.
            glyph = prefix[:1] == "•"
            level = 2 if glyph else row["paragraph_level"]
            items.append(Item("bullet", level, None, text, "•" if glyph else prefix))
        else:
            items.append(Item("paragraph", 0, None, text))
    return hung(items)


def own() -> list[Item]:
    """A statement of our own: three list levels, items of several paragraphs, titles in bold."""
    return hung(
        [
            Item("title", 0, None, "Joint Statement on the Harbour Partnership"),
            Item("paragraph", 0, None, "The two sides met in Port Varna and agreed on its growth."),
            Item("section", 1, None, "A DEEP AND LASTING PARTNERSHIP"),
            Item("paragraph", 0, None, "They will act together in the following fields:"),
            Item("bullet", 1, None, "Trade: They will open both ports.", "•", "Trade:"),
            Item("bullet", 2, None, "They will set one tariff for all of the goods.", "◦"),
            Item("bullet", 3, None, "The tariff will be published.", "▪"),
            Item("bullet", 3, None, "The tariff will be reviewed.", "▪"),
            Item("bullet", 2, None, "They will train the sailors’ unions.", "◦"),
            Item(
                *("bullet", 1, None),
                "Energy: They will build a wind farm.\n\nIt will feed the harbour by 2030.",
                *("•", "Energy:"),
            ),
            Item("section", 1, None, "NEXT STEPS"),
            Item("bullet", 1, None, "They will meet every year.", "1."),
            Item("bullet", 2, None, "They will report to the parliaments;", "(a)"),
            Item("bullet", 2, None, "They will publish the reports.", "(b)"),
            Item("bullet", 1, None, "They will extend the partnership.", "2."),
            Item("section", 1, None, "FIELDS OF WORK"),
            *(Item("paragraph", 0, None, _FIELD.format(field)) for field in _FIELDS),
        ]
    )


# Enough for a second page.
_FIELDS = "docks roads rails ships grain timber steel power water schools".split()
_FIELD = (
    "On {0}, the two sides agreed to exchange experts and to name those who answer for {0} in "
    "either capital. They will share what they know of {0}, and they will ask the banks of both "
    "to pay for what is built. A report on {0} will be given to the ministers every spring, and "
    "whoever works in {0} will be heard before it is written."
)


def seeds(fixtures: Path) -> dict[str, list[Item]]:
    """The two seed statements by name."""
    return {
        name: _labelled(fixtures / f"{name}.gold.json", fixtures / f"{name}.txt") for name in SEEDS
    }


def corpus(shared: Path) -> dict[str, list[Item]]:
    """Labelled and marked-up documents beside the repository, by document id."""
    found: dict[str, list[Item]] = {}
    texts = shared / "corpus"
    for gold in sorted((shared / "gold").glob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        for text in texts.glob(f"*/{name}.txt"):
            found[name] = _labelled(gold, text)
    second = [file for file in labels(SECOND) if file.stem in SECOND_READ]
    for file in (*labels(), *second):
        found[file.stem] = _labelled(file, text_of(file, texts))
    for name in MARKED_UP:
        for file in texts.glob(f"*/orig/{name}.*"):
            found[name] = _marked_up(file)
    return found


def originals(shared: Path, suffix: str) -> dict[str, Path]:
    """The files that texts of the corpus were made from, by document id."""
    return {file.stem: file for file in shared.glob(f"corpus/*/orig/*{suffix}")}


def _labelled(gold: Path, text: Path) -> list[Item]:
    return from_labels(json.loads(gold.read_text("utf-8")), text.read_bytes().decode())


def _marked_up(file: Path) -> list[Item]:
    source = file.read_text("utf-8")
    return from_issuer(json.loads(source)) if file.suffix == ".json" else from_markdown(source)
