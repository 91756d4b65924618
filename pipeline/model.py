"""What flows from room to room: frozen records, no input or output, no spaCy.

Offsets are Unicode code points into the document text, end exclusive. Boxes are
(x0, top, x1, bottom) in PDF points from the top left of the page; pages count from 1.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline import values

Box = tuple[float, float, float, float]


class Line(NamedTuple):
    """One physical line of a source, without its line end.

    `x` is the left edge in points, `size` the font size in points and `bold` whether most of
    the line is bold; plain text has none of the three, and its indentation stands in the text.
    What mark-up or the page itself says of a line: `heading` is the level of a heading (1 to 6),
    0 for other lines; `fixed` the kind that is settled (`footer`, `table`); `continues` tells
    that the line goes on with the block of the line before.
    """

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    x: float | None = None
    size: float | None = None
    bold: bool = False
    heading: int = 0
    fixed: str | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What the run could not do or doubts, in the analyst's words (table `problems`)."""

    severity: str
    code: str
    message: str
    start: int | None = None
    end: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader makes of a file: its text, the lines in reading order, what it doubts.

    `metadata` holds what the file itself states beside its text (keys title, author, date).
    """

    text: str
    lines: tuple[Line, ...]
    media_type: str
    pages: int | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the outline (guideline section 1).

    `path` names the node within its document (`s1.b2.b1`); `parent` and `section` are paths.
    `level` is 0 for header lines, paragraphs, tables and footers. `lead_in` holds offsets into
    the document text. The span leaves out marker and outer blanks.
    """

    path: str
    kind: str
    level: int
    start: int
    end: int
    parent: str | None = None
    section: str | None = None
    ordinal: int = 1
    marker: str | None = None
    role: str | None = None
    lead_in: tuple[int, int] | None = None
    page_start: int | None = None
    page_end: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One entity mention (guideline section 7).

    `key` names the entity within the run: the id of a lexicon row where the name is listed,
    else one built from label and canonical name. `party` is the ISO 3166-1 alpha-3 code or the
    short name under which it can act (`USA`, `NATO`); `value` is EDTF for a DATE.
    `holder` is the key of the person who held an office when the document was made, and
    `holder_rule` what tells it (`values.HOLDER_RULES`).
    """

    start: int
    end: int
    label: str
    node: str
    key: str
    name: str
    form: str = "name"
    party: str | None = None
    value: str | None = None
    confidence: float = 1.0
    method: str = values.RULES
    holder: str | None = None
    holder_rule: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act (guideline sections 2 to 6); `is_commitment` says whether it is a commitment.

    `parent` is the span of the parent act. `rules` names what decided, in the order applied,
    for the analyst who asks why.
    """

    node: str
    start: int
    end: int
    cue_start: int
    cue_end: int
    cue_lemma: str
    act_class: str
    force: int | None
    is_commitment: bool
    reason: str | None = None
    status: str | None = None
    level: str | None = None
    parent: tuple[int, int] | None = None
    ctype: str | None = None
    actors: tuple[str, ...] = ()
    obligors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    action: str | None = None
    object: str | None = None
    deadline: str | None = None
    deadline_end: str | None = None
    theme: str | None = None
    hedge: str | None = None
    negated: bool = False
    embedded_by: str | None = None
    embedded_action: str | None = None
    actor_rule: str | None = None
    confidence: float = 1.0
    rules: tuple[str, ...] = ()
    method: str = values.RULES


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document as a whole, each from where its `…_source` says (a value
    of values.SOURCES); nothing is guessed. `date` is ISO (a day, a month or a year);
    `principals` names parties as a sidecar states them."""

    title: str | None = None
    title_source: str | None = None
    doc_type: str | None = None
    doc_type_source: str | None = None
    issuer: str | None = None
    issuer_source: str | None = None
    date: str | None = None
    date_source: str | None = None
    series: str | None = None
    url: str | None = None
    language: str = "en"
    principals: str | None = None


@dataclass(frozen=True, slots=True)
class Principals:
    """Who speaks in a document: party codes in the order the text names them, and the rule."""

    parties: tuple[str, ...] = ()
    rule: str = "none"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to find its like in a run (`linking.twins`).

    `bins` holds unsigned 64-bit numbers, none for a text of hardly any words; `names` and
    `numbers` sorted 32-bit hashes of its capitalised words and of those that begin with a digit;
    `day` is the document's date (ISO).
    """

    bins: bytes = b""
    names: bytes = b""
    numbers: bytes = b""
    day: str | None = None
