"""A document in the terminal: the outline as a tree, with its mentions and acts.

What stands in a document must never steer the terminal it is printed on, so every text passes
`clean`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from pipeline.values import CORRECTED

Row = Mapping[str, Any]

# Control characters (escape sequences begin with one), direction overrides, stray surrogates.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_INDENT = "  "
# By severity, as rich names them.
PROBLEM_STYLES = {"error": "red", "warning": "yellow", "info": ""}


def clean(text: str) -> str:
    """`text` with what a terminal would obey written out: an escape as `\\x1b`."""
    return _UNSAFE.sub(lambda found: ascii(found[0])[1:-1], text)


def show(console: Console, document: Row, tables: Mapping[str, Sequence[Row]]) -> None:
    """Print one document from its rows in `documents`, `nodes`, `mentions`, `acts`, `problems`.

    A table may be missing, as for a document that failed. On a terminal lines are coloured and
    wrapped under their node; elsewhere every line is one line of plain text.
    """
    for depth, line in _lines(document, tables):
        indent = _INDENT * depth
        narrow = max(console.width - len(indent), 20)
        for part in line.wrap(console, narrow) if console.is_terminal else [line]:
            console.print(Text(indent) + part, soft_wrap=True)


def _lines(document: Row, tables: Mapping[str, Sequence[Row]]) -> Iterator[tuple[int, Text]]:
    """Every line with the depth at which it stands."""
    yield from ((0, line) for line in _heading(document))
    mentions, acts = _by_node(tables.get("mentions", ())), _by_node(tables.get("acts", ()))
    depths: dict[str, int] = {}
    for node in tables.get("nodes", ()):
        depth = depths.get(node["parent_id"], -1) + 1
        depths[node["node_id"]] = depth
        yield depth, _node(node)
        if found := mentions[node["node_id"]]:
            yield depth + 2, _mentions(found)
        for act in acts[node["node_id"]]:
            yield depth + 2, _act(act)
            yield depth + 3, Text(clean(act["text"]), "italic")
    for problem in tables.get("problems", ()):
        yield 0, Text(problem_line(problem), PROBLEM_STYLES[problem["severity"]])


def _by_node(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["node_id"]].append(row)
    return found


def _heading(document: Row) -> Iterator[Text]:
    yield Text(clean(document["title"] or document["source"]), "bold")
    principals = document["principals"]
    known = (
        document["document_id"],
        document["issuer"],
        document["date"] and f"{document['date']} ({document['date_source']})",
        principals and "principals " + ", ".join(principals),
        document["status"],
    )
    yield Text(clean(" · ".join(filter(None, known))), "dim")
    yield Text()


def _node(node: Row) -> Text:
    text, lead_in = node["text"] or "", node["lead_in"] or ""
    kind = " ".join(filter(None, (node["kind"], node["role"])))
    line = Text.assemble((node["path"], "bold blue"), " ", (kind, "dim"), "  ")
    if lead_in and text.startswith(lead_in):
        line.append(f"[{clean(lead_in)}]", "bold")
        text = text.removeprefix(lead_in)
    return line.append(clean(text), "bold" if node["kind"] in ("title", "section") else "")


def _mentions(rows: Iterable[Row]) -> Text:
    return Text(" · ").join(
        Text.assemble((f"[{row['label']}]", "cyan"), " ", clean(row["text"])) for row in rows
    )


def _act(act: Row) -> Text:
    strength = " ".join(str(part) for part in (act["force"], act["act_class"]) if part is not None)
    outcome = act["status"] if act["is_commitment"] else f"no commitment: {act['reason'] or '?'}"
    facts = (
        outcome,
        act["level"],
        act["theme"],
        act["deadline"],
        "not" if act["negated"] else None,
        act["method"] if act["method"] == CORRECTED else None,
    )
    parties = ", ".join(act["actors"]) or "?"
    if act["partners"]:
        parties += f" → {', '.join(act['partners'])}"
    style = "green" if act["is_commitment"] else "yellow"
    return Text.assemble(
        ("● " if act["is_commitment"] else "○ ", style),
        (clean(" · ".join(filter(None, (strength, *facts)))), style),
        "  ",
        (clean(parties), "magenta"),
    )


def problem_line(problem: Row) -> str:
    """One problem as one line: severity, document, what happened."""
    return clean(f"{problem['severity']}: {problem['document_id']}: {problem['message']}")
