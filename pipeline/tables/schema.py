"""The one definition of every table; all else about tables follows from it.

Arrow schemas, CSV cells, `datapackage.json`, `codebook.md` and `validate` read these records.
Within a major version no table or column is renamed, retyped or dropped.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from pipeline import values

SCHEMA_VERSION: Final = "1.0"
LIST_SEPARATOR: Final = ";"
TYPES: Final = ("string", "integer", "number", "boolean", "date", "list")

_OFFSET = "code points"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `type` is one of TYPES; a list holds strings and is never missing.

    `required` means never missing; `values` closes the list of what may stand in the column;
    `section` names the guideline section that defines it.
    """

    name: str
    type: str
    description: str
    section: str | None = None
    required: bool = False
    unit: str | None = None
    values: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """`columns` of one table point at the columns `targets` of `table`, row by row."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order, the columns that name a row, where rows point."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


def _kind(kind: str) -> Callable[..., Column]:
    """Columns of one type: the other fields of Column follow the name."""

    def make(name: str, *details: Any, **named: Any) -> Column:
        return Column(name, kind, *details, **named)

    return make


_text, _whole, _number, _truth, _day, _items = map(
    _kind, ("string", "integer", "number", "boolean", "date", "list")
)


def _id(name: str, description: str) -> Column:
    return _text(name, description, required=True)


def _span(what: str, section: str) -> tuple[Column, Column]:
    start = _whole("start", f"Offset of the first character of {what} in the document text.")
    end = _whole("end", f"Offset behind the last character of {what}.")
    return (
        replace(start, section=section, required=True, unit=_OFFSET),
        replace(end, section=section, required=True, unit=_OFFSET),
    )


def _source(what: str) -> Column:
    name = what.replace("doc_type", "kind")
    return _text(f"{what}_source", f"Where the {name} comes from.", values=values.SOURCES)


_DOCUMENT = _id("document_id", "The document: slug of its file’s stem and start of its hash.")
_TO_DOCUMENT = Reference(("document_id",), "documents", ("document_id",))
_TO_NODE = Reference(("document_id", "node_id"), "nodes", ("document_id", "node_id"))
_TO_ACT = Reference(("document_id", "act_id"), "acts", ("document_id", "act_id"))
# References that may be missing have one column: a pair of which one half is missing is a fault
# to tools that follow the standard. Ids are unique over all documents, so one column is enough.
_ACT_PARENT = Reference(("parent_id",), "acts", ("act_id",))
_TO_ENTITY = Reference(("entity_id",), "entities", ("entity_id",))


def _to_other_node(column: str) -> Reference:
    return Reference((column,), "nodes", ("node_id",))


DOCUMENTS: Final = Table(
    "documents",
    "One row an input file, read or not.",
    ("document_id",),
    (
        _DOCUMENT,
        _text("source", "Path of the file, relative to the input folder.", required=True),
        _text(
            "source_sha256",
            "SHA-256 of the file, hex digits; missing where it could not be opened.",
        ),
        _text("text_sha256", "SHA-256 of the document text as UTF-8, hex digits."),
        _text("media_type", "Internet media type of the file."),
        _text("title", "Title, a colon before the subtitle.", "§1"),
        _source("title"),
        _text("doc_type", "Kind of document, as its heading or its title names it.", "§1"),
        _source("doc_type"),
        _text("issuer", "Office or body that issued or published the document."),
        _source("issuer"),
        _text(
            "date",
            "Day, month or year of the document (ISO 8601); never guessed: the day on which a PDF "
            "or Word file was made counts only where the text names the same day.",
        ),
        _source("date"),
        _text("series", "Series the document belongs to, from the sidecar file."),
        _text("url", "Address the document was taken from: the sidecar’s, else the file’s own."),
        _items(
            "principals",
            "Parties that speak in the document: ISO alpha-3 codes or short names.",
            "intro",
        ),
        _text(
            "principals_rule",
            "What names the principals; for `issuer`, see issuer_source.",
            "intro",
            values=values.PRINCIPALS_RULES,
        ),
        _text(
            "language",
            "Language of the text (ISO 639; und: cannot be told). Only English is read beyond the "
            "outline.",
        ),
        _whole("pages", "Number of pages, where the file has pages.", unit="pages"),
        _whole("words", "Words of the text between white space.", unit="words"),
        _text("pipeline_version", "Version of the program.", required=True),
        _text("model", "Name and version of the language pipeline."),
        _text(
            "status",
            "How far the document was read.",
            required=True,
            values=values.DOCUMENT_STATUSES,
        ),
        _text("message", "Why the document is partial or failed."),
    ),
)

NODES: Final = Table(
    "nodes",
    "The outline: one row a header line, section, paragraph, bullet, table or footer.",
    ("document_id", "node_id"),
    (
        _DOCUMENT,
        _id("node_id", "The node: document, letter n, offsets."),
        _text(
            "path", "Place in the outline, such as s1.b2.b1; s0 is before any heading.", "§1", True
        ),
        _text("kind", "Kind of node.", "§1", True, values=values.NODE_KINDS),
        _whole("level", "Depth of a section or bullet, from 1; 0 for all else.", "§1", True),
        _text("parent_id", "Node this one hangs on; missing at the top.", "§1"),
        _text("section_id", "Heading this node stands under.", "§1"),
        _whole("ordinal", "Place among its siblings, from 1.", "§1", True),
        _text("marker", "Bullet or number as it stands in the text.", "§1"),
        _text("role", "What a sub-bullet is to its parent.", "§1", values=values.NODE_ROLES),
        _text("lead_in", "Short title at the start of the node.", "§1"),
        _text("text", "Text of the node, white space folded.", "§1"),
        *_span("the node", "§1"),
        _whole("page_start", "Page the node begins on, from 1.", unit="pages"),
        _whole("page_end", "Page the node ends on.", unit="pages"),
        _text(
            "box", "x0 top x1 bottom on the first page, from its top left corner.", unit="points"
        ),
    ),
    (_TO_DOCUMENT, _to_other_node("parent_id"), _to_other_node("section_id")),
)

MENTIONS: Final = Table(
    "mentions",
    "One row a mention of an entity in the text.",
    ("document_id", "mention_id"),
    (
        _DOCUMENT,
        _id("mention_id", "The mention: document, letter m, offsets."),
        _id("node_id", "Node the mention stands in."),
        _text("label", "Type of the entity.", "§7", True, values=values.LABELS),
        _text("text", "The mention, white space folded.", "§7", True),
        *_span("the mention", "§7"),
        _text("entity_id", "The entity meant.", "§7"),
        _text("form", "How the entity is mentioned.", "§7", values=values.FORMS),
        _text("value", "A DATE as EDTF.", "§7"),
        _number("confidence", "From 0 to 1; 1 for a listed name."),
    ),
    (_TO_DOCUMENT, _TO_NODE, _TO_ENTITY),
)

ENTITIES: Final = Table(
    "entities",
    "One row an entity mentioned in the run, with codes to join on.",
    ("entity_id",),
    (
        _id("entity_id", "The entity."),
        _text("label", "Type of the entity.", "§7", True, values=values.LABELS),
        _text("name", "Canonical name.", "§7", True),
        _items("aliases", "Other forms found in the texts.", "§7"),
        _text("iso3", "ISO 3166-1 alpha-3 code of a country."),
        _whole("cow", "Correlates of War country code."),
        _text("m49", "UN M49 code of a country or region, three digits."),
        _text("wikidata", "Wikidata item."),
        _whole("mentions", "Mentions in the run.", required=True, unit="mentions"),
        _whole("documents", "Documents with a mention.", required=True, unit="documents"),
    ),
)

_ACT_COLUMNS: Final = (
    _DOCUMENT,
    _id("act_id", "The act: document, letter a, offsets."),
    _id("node_id", "Node the act stands in."),
    _text("text", "Evidence, verbatim but for folded white space.", "§6", True),
    *_span("the evidence", "§6"),
    _whole("cue_start", "Offset of the cue; it may lie outside the evidence.", "§6", True, _OFFSET),
    _whole("cue_end", "Offset behind the cue.", "§6", True, _OFFSET),
    _text("cue_lemma", "Lemma of the verb of speaking or undertaking.", "§4", True),
    _text("act_class", "Class of the act, by its force.", "§4", True, values=values.ACT_CLASSES),
    _whole(
        "force", "5 binds most, 0 asserts; missing for a directive.", "§4", values=values.FORCES
    ),
    _truth("is_commitment", "Whether the act is a commitment.", "§2", True),
    _text("reason", "Why the act is no commitment.", "§2", values=values.REASONS),
    _text("status", "State of what is committed to.", "§5", values=values.STATUSES),
    _text("level", "Goal, action, or measure (a child act).", "§2", values=values.LEVELS),
    _text("parent_id", "Act this measure belongs to.", "§2"),
    _text("ctype", "Action, or declaratory.", "§2", values=values.CTYPES),
    _items("actors", "Subject of the cue: ISO alpha-3 codes or short names.", "§6"),
    _items("obligors", "Who must act.", "§6"),
    _items("partners", "Others acted with: codes, names or bare words.", "§6"),
    _text("action", "Lemma of the verb of the action.", "§6"),
    _text("object", "What is acted on, verbatim.", "§6"),
    _text("deadline", "When it is due (EDTF).", "§6"),
    _day("deadline_end", "Last day of the deadline.", "§6"),
    _text("theme", "Subject matter of the object.", "§6", values=values.THEMES),
    _text("hedge", "Words that soften the act.", "§3"),
    _truth("negated", "Whether the action is forsworn.", "§3", True),
    _text("embedded_by", "Cue that quotes another party’s act.", "§2"),
    _text("embedded_action", "Action of the quoted act.", "§2"),
    _text("actor_rule", "Rule by which the actors were found.", "§6"),
    _number("confidence", "From 0 to 1."),
    _items(
        "rules",
        "Rules that decided, in the order applied, then inner nouns (`noun:…`); "
        "`factsheets explain` tells what each means.",
    ),
)

ACTS: Final = Table(
    "acts",
    "One row an act: a predicate with one cue and one content.",
    ("document_id", "act_id"),
    _ACT_COLUMNS,
    (_TO_DOCUMENT, _TO_NODE, _ACT_PARENT),
)

COMMITMENTS: Final = Table(
    "commitments",
    "The acts that are commitments, flat and ready for a spreadsheet.",
    ("document_id", "commitment_id"),
    (
        _DOCUMENT,
        _id("commitment_id", "The commitment: the act’s act_id."),
        _text("document_title", "Title of the document."),
        _text("document_date", "Day, month or year of the document (ISO 8601)."),
        _text("issuer", "Who issued the document."),
        _text("section_title", "Heading the commitment stands under.", "§1"),
        _text("path", "Place in the outline.", "§1", True),
        _whole("page", "Page the evidence begins on, from 1.", unit="pages"),
        *(c for c in _ACT_COLUMNS if c.name not in ("document_id", "is_commitment", "reason")),
        _items("object_entities", "Names of the entities mentioned inside the object.", "§7"),
        _text(
            "citation",
            "Issuer, title, date, place, quote and start of the file’s hash.",
            required=True,
        ),
    ),
    (
        _TO_DOCUMENT,
        _TO_NODE,
        Reference(("document_id", "commitment_id"), "acts", ("document_id", "act_id")),
        _ACT_PARENT,
    ),
)

PARTIES: Final = Table(
    "parties",
    "One row an actor, obligor or partner of an act.",
    ("document_id", "act_id", "role", "party"),
    (
        _DOCUMENT,
        _id("act_id", "The act."),
        _text("role", "Part the party has in the act.", "§6", True, values=values.PARTY_ROLES),
        _text("party", "ISO alpha-3 code, short name, or bare words.", "§6", True),
        _text("iso3", "ISO 3166-1 alpha-3 code, where the party is a country."),
        _whole("cow", "Correlates of War country code."),
        _text("entity_id", "The party among the entities mentioned in the document."),
    ),
    (_TO_DOCUMENT, _TO_ACT, _TO_ENTITY),
)

LINKS: Final = Table(
    "links",
    "One row a pair of acts of two statements of a series: the later takes the earlier up again.",
    ("earlier_document_id", "earlier_act_id", "later_document_id", "later_act_id"),
    (
        _id("earlier_document_id", "The earlier statement."),
        _id("earlier_act_id", "Its act."),
        _id("later_document_id", "The later statement."),
        _id("later_act_id", "Its act."),
        _text("relation", "What the later act does.", None, True, values=values.RELATIONS),
        _number("similarity", "From 0 to 1."),
        _whole("force_change", "Force of the later act less that of the earlier."),
        _items("words_added", "Words only the later act has."),
        _items("words_removed", "Words only the earlier act has."),
        _items(
            "evidence",
            "What the link rests on: action, partners, theme, cue, entities, object, words.",
        ),
        _truth(
            "doubtful", "Whether the two acts may have little to do with each other.", None, True
        ),
    ),
    tuple(
        Reference((f"{side}_document_id", f"{side}_act_id"), "acts", ("document_id", "act_id"))
        for side in ("earlier", "later")
    ),
)

THREADS: Final = Table(
    "threads",
    "One row a commitment followed through the statements of a series, taken up again or not.",
    ("thread_id",),
    (
        _id("thread_id", "The thread: the act_id of its first act."),
        _text("series", "The series: the sidecar’s, or forum, parties and kind.", required=True),
        _id("first_document_id", "Statement it is first seen in."),
        _text("first_date", "Date of that statement.", required=True),
        _id("last_document_id", "Statement it is last seen in."),
        _text("last_date", "Date of that statement.", required=True),
        _whole("statements", "Statements it is seen in.", required=True, unit="documents"),
        _items("act_ids", "Its acts, the earliest first."),
        _items("dates", "Date of each act’s statement."),
        _items("forces", "Force of each act, “-” for a directive.", "§4"),
        _items("statuses", "Status of each act, “-” for what is no commitment.", "§5"),
        _items("relations", "What each act but the first does to one before (see links)."),
        _items("obligors", "Who must act, by its first commitment.", "§6"),
        _items("partners", "Others acted with, by its first commitment.", "§6"),
        _text("action", "Action of its first commitment.", "§6"),
        _text("object", "Object of its first commitment.", "§6"),
        _text("theme", "Theme of its first commitment.", "§6", values=values.THEMES),
        _text("first_text", "Evidence of its first act.", "§6", True),
        _text("last_text", "Evidence of its last act.", "§6", True),
        _truth("vanished", "Whether the statement after its last says nothing of it.", None, True),
        _truth("fulfilled", "Whether a later act tells that it was done.", None, True),
        _text("fulfilled_by", "That act."),
    ),
    (
        Reference(("thread_id",), "acts", ("act_id",)),
        Reference(("first_document_id",), "documents", ("document_id",)),
        Reference(("last_document_id",), "documents", ("document_id",)),
        Reference(("fulfilled_by",), "acts", ("act_id",)),
    ),
)

DYADS: Final = Table(
    "dyads",
    "One row a year and directed pair of parties: what the one undertook to do with the other. "
    "Commitments of dated documents count, of one statement in two files once.",
    ("year", "actor", "partner"),
    (
        _whole("year", "Year of the documents.", required=True),
        _id("actor", "Who undertook it: an obligor, by ISO alpha-3 code or short name."),
        _id("partner", "With whom: a partner, or who undertook it too."),
        _text("actor_iso3", "ISO 3166-1 alpha-3 code of a country."),
        _whole("actor_cow", "Correlates of War country code."),
        _text("partner_iso3", "ISO 3166-1 alpha-3 code of a country."),
        _whole("partner_cow", "Correlates of War country code."),
        _whole(
            "cow_dyad", "Correlates of War directed dyad: 1000 times actor_cow, and partner_cow."
        ),
        _whole("commitments", "Commitments.", "§2", True, "commitments"),
        _whole("joint", "Those that both undertook.", "§6", True, "commitments"),
        _whole("considered", "Those that are only considered.", "§5", True, "commitments"),
        _whole("completed", "Those told as done.", "§5", True, "commitments"),
        _number("force_mean", "Mean force, from 2 to 5.", "§4", required=True),
        _whole("force_max", "Highest force.", "§4", True),
        _whole("documents", "Documents they stand in.", required=True, unit="documents"),
    ),
)

PROBLEMS: Final = Table(
    "problems",
    "What the run could not do or doubts.",
    ("document_id", "ordinal"),
    (
        _DOCUMENT,
        _whole("ordinal", "Number within the document, from 1.", required=True),
        _text("severity", "How bad it is.", required=True, values=values.SEVERITIES),
        _text("code", "Short name of the trouble.", required=True),
        _text("message", "What happened, in words.", required=True),
        _whole("start", "Offset of the first character concerned.", unit=_OFFSET),
        _whole("end", "Offset behind the last character concerned.", unit=_OFFSET),
        _whole("page", "Page concerned, from 1.", unit="pages"),
    ),
    (_TO_DOCUMENT,),
)

TABLES: Final = {
    table.name: table
    for table in (
        DOCUMENTS,
        NODES,
        MENTIONS,
        ENTITIES,
        ACTS,
        COMMITMENTS,
        PARTIES,
        LINKS,
        THREADS,
        DYADS,
        PROBLEMS,
    )
}
