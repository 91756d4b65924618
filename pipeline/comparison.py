"""Two statements held against each other, as an analyst would write it down."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.linking.acts import Said, said
from pipeline.linking.links import Link, links
from pipeline.linking.twins import twins
from pipeline.tables.rows import DocumentResult
from pipeline.values import CHANGES

# Told in CSV only, where nothing of the other statement answers them.
_BESIDE: Final = ("elaboration", "progress_report", "background")
_MARKS: Final = re.compile(r"[\\`*_\[\]<>#]")
_COLUMNS: Final = (
    "change",
    "doubtful",
    "evidence",
    "similarity",
    "force_change",
    *(f"{side}_{name}" for side in ("earlier", "later") for name in ("path", "force", "status")),
    "theme",
    "words_added",
    "words_removed",
    "earlier_quote",
    "later_quote",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two statements: its name for the reader, its date or part, its acts, where each
    stands in the outline."""

    name: str
    label: str
    acts: Sequence[Said]
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One act of either statement, or one of each, and what became of it (a key of CHANGES)."""

    kind: str
    earlier: Said | None
    later: Said | None
    link: Link | None = None

    @property
    def told(self) -> bool:
        """Whether it belongs into a summary: reports and elaborations without answer do not."""
        return bool(self.link) or (self.later or self.earlier or _nobody()).reason not in _BESIDE


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both statements and all changes: by kind, commitments before other acts, as they stand."""

    earlier: Side
    later: Side
    changes: Sequence[Change]

    def of(self, kind: str) -> list[Change]:
        return [one for one in self.changes if one.kind == kind and one.told]


def _nobody() -> Said:
    raise ValueError("a change needs an act of one side at least")


def compare(earlier: DocumentResult, later: DocumentResult) -> Comparison:
    """What is new in the later statement, and what became of each act of the earlier one."""
    one, other = _side("earlier", earlier), _side("later", later)
    found = links(one.acts, other.acts)
    kept = {link.earlier.act_id for link in found}
    known = {link.later.act_id for link in found}
    changes = [Change(link.relation, link.earlier, link.later, link) for link in found]
    changes += [Change("new", None, act) for act in other.acts if act.act_id not in known]
    changes += [Change("gone", act, None) for act in one.acts if act.act_id not in kept]
    order = list(CHANGES)
    changes.sort(key=lambda change: (order.index(change.kind), not _promised(change)))
    return Comparison(one, other, changes)


def doubts(earlier: DocumentResult, later: DocumentResult) -> Iterator[str]:
    """What speaks against comparing the two, or for the other order; why one cannot be read."""
    for side in (earlier, later):
        if side.document["status"] != "ok":
            yield f"{side.document['source']}: {side.document['message']}"
    one, other = earlier.document, later.document
    if one["date"] and other["date"] and one["date"] > other["date"]:
        yield (
            f"{one['source']} is dated {one['date']}, {other['source']} {other['date']}: "
            "name the earlier one first."
        )
    if twins([earlier.sketch, later.sketch]):
        yield f"{one['source']} and {other['source']} seem to hold the same statement."
    elif one["principals"] and not set(one["principals"]) & set(other["principals"]):
        yield f"{one['source']} and {other['source']} have no party in common."


def _promised(change: Change) -> bool:
    return any(act.is_commitment for act in (change.earlier, change.later) if act)


def _side(part: str, result: DocumentResult) -> Side:
    document, tables = result.document, result.tables
    acts = tables.get("acts", ())
    nodes = tables.get("nodes", ())
    paths = {node["node_id"]: node["path"] for node in nodes}
    name = document["title"] or document["source"]
    return Side(
        f"{name}, {document['date'] or 'undated'}",
        document["date"] or part,
        said(document["principals"], acts, tables.get("mentions", ()), nodes),
        {row["act_id"]: paths[row["node_id"]] for row in acts},
    )


def as_text(found: Comparison) -> str:
    """Groups of changes, each with both quotes and their places in the outline."""
    lines = [f"earlier: {found.earlier.name}", f"later:   {found.later.name}", _counts(found)]
    for kind, heading in CHANGES.items():
        of = found.of(kind)
        if of:
            lines += ["", f"{heading.upper()} ({len(of)})"]
        for change in of:
            lines += ["", f"  {_summary(change)}"]
            lines += [f"    {quote}" for quote in _quotes(found, change)]
    return "\n".join(lines) + "\n"


def as_markdown(found: Comparison) -> str:
    """The same as sections of Markdown, each a list."""
    lines = [f"# {plain(found.earlier.name)} → {plain(found.later.name)}", "", _counts(found)]
    for kind, heading in CHANGES.items():
        of = found.of(kind)
        if of:
            lines += ["", f"## {heading}", ""]
        for change in of:
            told = [f"*{plain(_summary(change))}*", *map(plain, _quotes(found, change))]
            lines.append("- " + "  \n  ".join(told))
    return "\n".join(lines) + "\n"


def as_csv(found: Comparison) -> str:
    """One row a change (RFC 4180), reports and elaborations too."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS)
    writer.writeheader()
    writer.writerows(_row(found, change) for change in found.changes)
    return out.getvalue()


FORMATS: Final[dict[str, Callable[[Comparison], str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "csv": as_csv,
}


def _counts(found: Comparison) -> str:
    of = {heading.lower(): len(found.of(kind)) for kind, heading in CHANGES.items()}
    return ", ".join(f"{number} {heading}" for heading, number in of.items() if number)


def _summary(change: Change) -> str:
    acts = [act for act in (change.earlier, change.later) if act]
    force = " → ".join(dict.fromkeys(_force(act) for act in acts))
    themes = dict.fromkeys(act.theme for act in acts if act.theme)
    parts = [force, " / ".join(themes)]
    if change.link:
        rests = f"rests on {', '.join(change.link.evidence)}"
        parts.append(f"doubtful, {rests}" if change.link.doubtful else rests)
    return " · ".join(filter(None, parts))


def _force(act: Said) -> str:
    what = act.status if act.is_commitment else (act.reason or "").replace("_", " ")
    return f"{what} {act.force}" if act.force is not None else what or ""


def _quotes(found: Comparison, change: Change) -> Iterator[str]:
    for side, act in ((found.earlier, change.earlier), (found.later, change.later)):
        if act:
            yield f"{side.label} ({side.paths[act.act_id]}): “{act.text}”"


def plain(text: str) -> str:
    """Text without marks that Markdown would obey."""
    return _MARKS.sub(r"\\\g<0>", text)


def _row(found: Comparison, change: Change) -> dict[str, Any]:
    link = change.link
    row: dict[str, Any] = {
        "change": CHANGES[change.kind].lower(),
        "theme": next((a.theme for a in (change.later, change.earlier) if a), None),
    }
    sides = (("earlier", found.earlier, change.earlier), ("later", found.later, change.later))
    for label, side, act in sides:
        if act:
            row |= {
                f"{label}_path": side.paths[act.act_id],
                f"{label}_force": act.force,
                f"{label}_status": act.status,
                f"{label}_quote": act.text,
            }
    if link:
        row |= {
            "doubtful": str(link.doubtful).lower(),
            "similarity": link.similarity,
            "force_change": link.force_change,
            "evidence": _joined(link.evidence),
            "words_added": _joined(link.words_added),
            "words_removed": _joined(link.words_removed),
        }
    return row


def _joined(items: Iterable[str]) -> str:
    return ";".join(items)
