"""Short texts with nodes and mentions, for tests of who acts."""

import re
from dataclasses import dataclass, field

from pipeline.language.actors import ActorResolver, Resolved, find_principals
from pipeline.model import Mention, Metadata, Node, Principals

NAMES: dict[str, tuple[str, str | None]] = {
    "United States": ("COUNTRY", "USA"),
    "U.S.": ("COUNTRY", "USA"),
    "Japan": ("COUNTRY", "JPN"),
    "Japanese": ("COUNTRY", "JPN"),
    "Australia": ("COUNTRY", "AUS"),
    "India": ("COUNTRY", "IND"),
    "New Caledonia": ("PLACE", None),
    "New Zealand": ("COUNTRY", "NZL"),
    "Norway": ("COUNTRY", "NOR"),
    "Norwegian": ("COUNTRY", "NOR"),
    "Sweden": ("COUNTRY", "SWE"),
    "Indonesia": ("COUNTRY", "IDN"),
    "Tonga": ("COUNTRY", "TON"),
    "Russia": ("COUNTRY", "RUS"),
    "Republic of Korea": ("COUNTRY", "KOR"),
    "European Union": ("ORG", "EU"),
    "EU": ("ORG", "EU"),
    "World Health Organization": ("ORG", "WHO"),
    "NATO": ("ALLIANCE", "NATO"),
    "AUKUS": ("ALLIANCE", None),
    "G7": ("FORUM", "G7"),
    "Quad": ("FORUM", "Quad"),
    "Quad Harbour Partnership": ("PROGRAM", None),
    "Harbour Working Group": ("FORUM", None),
    "Security Council": ("ORG", "UN"),
    "Department of the Treasury": ("ORG", "USA"),
    "Acme Ltd.": ("ORG", None),
    "Michigan": ("PLACE", None),
    "Supreme Court": ("ORG", "USA"),
    "Harbour Mechanism": ("ORG", None),
    "Harbour Initiative": ("PROGRAM", None),
    "Harbour Treaty": ("AGREEMENT", None),
    "U.S. Forces Japan": ("UNIT", None),
    "Southeast Asia": ("REGION", None),
    "Pacific Island countries": ("REGION", None),
    "Indo-Pacific": ("REGION", None),
    "Prime Minister": ("ROLE", None),
    "President": ("ROLE", None),
    "Secretary of State": ("ROLE", None),
    "Secretary": ("ROLE", None),
    "Minister of Defense": ("ROLE", None),
    "Biden": ("PERSON", None),
    "Olsen": ("PERSON", None),
    "Larsson": ("PERSON", None),
    "Mori": ("PERSON", None),
    "July 28, 2024": ("DATE", None),
}
_NAME = re.compile(
    "|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in sorted(NAMES, key=len, reverse=True))
)


def mentions(text: str) -> list[Mention]:
    found = []
    for match in _NAME.finditer(text):
        label, party = NAMES[match[0]]
        name = match[0]
        form = "adjective" if name == "Japanese" else "name"
        key = "place_ncl" if name == "New Caledonia" else name
        found.append(Mention(match.start(), match.end(), label, "", key, name, form, party=party))
    return found


@dataclass
class Text:
    """A document written node by node: `kind: words`, bullets nest with `bullet2`."""

    rows: tuple[str, ...]
    text: str = ""
    nodes: list[Node] = field(default_factory=list)

    def __post_init__(self) -> None:
        parent = None
        for n, row in enumerate(self.rows):
            kind, words = row.split(": ", 1)
            start = len(self.text)
            self.text += words + "\n\n"
            path = f"s0.x{n}" if kind != "section" else f"s{n}"
            nested = kind == "bullet2"
            node = Node(
                path,
                kind.rstrip("2"),
                2 if nested else 1,
                start,
                start + len(words),
                parent if nested else "s0",
                "s0",
            )
            parent = parent if nested else path
            self.nodes.append(node)

    def principals(self, issuer: str | None = None) -> Principals:
        metadata = Metadata(issuer=issuer)
        return find_principals(self.text, self.nodes, mentions(self.text), metadata)

    def resolver(self, *parties: str, issuer: str | None = None) -> ActorResolver:
        who = Principals(parties, "given")
        return ActorResolver(
            self.text, self.nodes, mentions(self.text), who, Metadata(issuer=issuer)
        )


def text(*rows: str) -> Text:
    return Text(rows)


def subject(
    words: str, cue: str, *parties: str, before: str = "", issuer: str | None = None
) -> Resolved:
    """Whom the words before `cue` name, in a paragraph that opens with `before`."""
    sheet = text(
        "title: Fact Sheet: Harbours", f"paragraph: {before}{words} {cue} to build harbours."
    )
    start = sheet.text.index(words, sheet.nodes[1].start + len(before))
    resolver = sheet.resolver(*parties, issuer=issuer)
    return resolver.subject(start, start + len(words), 1)
