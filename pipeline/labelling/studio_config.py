"""The labelling interface of Label Studio: which labels a span can have, and each span's fields.

A mention is a span with its label; an act is a span, its cue another, tied by the relation `cue`;
the relation `parent` leads from a measure to its act. All other fields are choices and text areas
that show when their span is selected.
"""

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as Xml

from pipeline import values

TEXT: Final = "text"
MENTION: Final = "mention"
ACT: Final = "act"
COMMITMENT: Final = "commitment"
OTHER_ACT: Final = "other act"
CUE: Final = "cue"
PARENT: Final = "parent"
# What the choices of `force` read, with the force each stands for.
FORCES: Final = {
    name if force is None else f"{force} {name}": force
    for force, name in values.CLASS_OF_FORCE.items()
}
NEGATED: Final = "negated"
CHOICES: Final = {
    "force": tuple(FORCES),
    "status": values.STATUSES,
    "level": values.LEVELS,
    "ctype": values.CTYPES,
    "reason": values.REASONS,
    "theme": values.THEMES,
    NEGATED: (NEGATED,),
}
# Text areas with what stands in them before anything is written.
WORDS: Final = {
    "cue_lemma": "lemma of the cue: decide",
    "actors": "USA; JPN",
    "obligors": "as actors, if empty",
    "partners": "AUS; allies and partners",
    "action": "lemma of the action: expand",
    "object": "verbatim",
    "deadline": "EDTF: ../2025",
    "hedge": "verbatim",
    "doubt": "why this is a close call",
}
NAMES: Final = {"name": "canonical name; of a DATE its EDTF", "code": "ISO 3166-1 alpha-3"}
# More choices than this go into a list that opens.
_MOST_SHOWN: Final = 10
_COLOURS: Final = {COMMITMENT: "#1b7f3b", OTHER_ACT: "#b26a00", CUE: "#5f6368"}


def config() -> str:
    """The XML for a project's labelling interface."""
    view = Xml.Element("View", style="display: flex; gap: 1rem")
    left = Xml.SubElement(view, "View", style="flex: 3")
    _labels(left, ACT, _COLOURS)
    _labels(left, MENTION, values.LABELS)
    relations = Xml.SubElement(left, "Relations")
    for value in (CUE, PARENT):
        Xml.SubElement(relations, "Relation", value=value)
    Xml.SubElement(left, "Text", name=TEXT, value=f"${TEXT}")
    right = Xml.SubElement(view, "View", style="flex: 1; position: sticky; top: 0")
    _fields(right, (COMMITMENT, OTHER_ACT), CHOICES, WORDS)
    _fields(right, values.LABELS, {}, NAMES)
    Xml.indent(view)
    return Xml.tostring(view, encoding="unicode") + "\n"


def _labels(view: Xml.Element, name: str, labels: Iterable[str]) -> None:
    tag = Xml.SubElement(view, "Labels", name=name, toName=TEXT, showInline="true")
    for label in labels:
        colour = {"background": _COLOURS[label]} if label in _COLOURS else {}
        Xml.SubElement(tag, "Label", {"value": label} | colour)


def _fields(
    view: Xml.Element,
    labels: Iterable[str],
    choices: dict[str, tuple[str, ...]],
    words: dict[str, str],
) -> None:
    inner = Xml.SubElement(
        view, "View", visibleWhen="region-selected", whenLabelValue=",".join(labels)
    )
    region = {"toName": TEXT, "perRegion": "true"}
    row = {"showInline": "true"}
    line = {"editable": "true", "maxSubmissions": "1", "rows": "1"}
    for name, options in choices.items():
        Xml.SubElement(inner, "Header", value=name, size="5")
        kind = {"choice": "single" if len(options) > 1 else "multiple"}
        layout = {"layout": "select"} if len(options) > _MOST_SHOWN else row
        tag = Xml.SubElement(inner, "Choices", {"name": name} | region | kind | layout)
        for value in options:
            Xml.SubElement(tag, "Choice", value=value)
    for name, hint in words.items():
        Xml.SubElement(inner, "Header", value=name, size="5")
        Xml.SubElement(inner, "TextArea", {"name": name, "placeholder": hint} | region | line)
