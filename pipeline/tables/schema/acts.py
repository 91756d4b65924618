"""The tables of what is done in the documents: acts, commitments, their parties."""

from typing import Final

from pipeline import values
from pipeline.tables.schema.columns import (
    ACT_PARENT,
    DAY,
    DOCUMENT,
    METHOD,
    OFFSET,
    TO_ACT,
    TO_DOCUMENT,
    TO_ENTITY,
    TO_NODE,
    Reference,
    Table,
    day,
    ident,
    items,
    number,
    span,
    text,
    truth,
    whole,
)

_ACT_COLUMNS: Final = (
    DOCUMENT,
    ident("act_id", "The act: document, letter a, offsets."),
    ident("node_id", "Node the act stands in."),
    text("text", "Evidence, verbatim but for folded white space.", "§6", True),
    *span("the evidence", "§6"),
    whole("cue_start", "Offset of the cue; it may lie outside the evidence.", "§6", True, OFFSET),
    whole("cue_end", "Offset behind the cue.", "§6", True, OFFSET),
    text("cue_lemma", "Lemma of the verb of speaking or undertaking.", "§4", True),
    text("act_class", "Class of the act, by its force.", "§4", True, values=values.ACT_CLASSES),
    whole("force", "5 binds most, 0 asserts; missing for a directive.", "§4", values=values.FORCES),
    truth("is_commitment", "Whether the act is a commitment.", "§2", True),
    text("reason", "Why the act is no commitment.", "§2", values=values.REASONS),
    text("status", "State of what is committed to.", "§5", values=values.STATUSES),
    text("level", "Goal, action, or measure (a child act).", "§2", values=values.LEVELS),
    text("parent_id", "Act this measure belongs to.", "§2"),
    text("ctype", "Action, or declaratory.", "§2", values=values.CTYPES),
    items("actors", "Subject of the cue: ISO alpha-3 codes or short names.", "§6"),
    items("obligors", "Who must act.", "§6"),
    items("partners", "Others acted with: codes, names or bare words.", "§6"),
    text("action", "Lemma of the verb of the action.", "§6"),
    text("object", "What is acted on, verbatim.", "§6"),
    text("deadline", "When it is due (EDTF).", "§6"),
    day("deadline_end", "Last day of the deadline.", "§6"),
    text("theme", "Subject matter of the object.", "§6", values=values.THEMES),
    text("hedge", "Words that soften the act.", "§3"),
    truth("negated", "Whether the action is forsworn.", "§3", True),
    text("embedded_by", "Cue that quotes another party’s act.", "§2"),
    text("embedded_action", "Action of the quoted act.", "§2"),
    text("actor_rule", "Rule by which the actors were found.", "§6"),
    number("confidence", "From 0 to 1."),
    items(
        "rules",
        "Rules that decided, in the order applied, then inner nouns (`noun:…`); "
        "`factsheets explain` tells what each means.",
    ),
    METHOD,
)

ACTS: Final = Table(
    "acts",
    "One row an act: a predicate with one cue and one content.",
    ("document_id", "act_id"),
    _ACT_COLUMNS,
    (TO_DOCUMENT, TO_NODE, ACT_PARENT),
)

COMMITMENTS: Final = Table(
    "commitments",
    "The acts that are commitments, flat and ready for a spreadsheet.",
    ("document_id", "commitment_id"),
    (
        DOCUMENT,
        ident("commitment_id", "The commitment: the act’s act_id."),
        text("document_title", "Title of the document."),
        text("document_date", "Day, month or year of the document.", unit=DAY),
        text("issuer", "Who issued the document."),
        text("section_title", "Heading the commitment stands under.", "§1"),
        text("path", "Place in the outline.", "§1", True),
        whole("page", "Page the evidence begins on, from 1.", unit="pages"),
        *(c for c in _ACT_COLUMNS if c.name not in ("document_id", "is_commitment", "reason")),
        items("object_entities", "Names of the entities mentioned inside the object.", "§7"),
        text(
            "citation",
            "Issuer, title, date, place, quote and start of the file’s hash.",
            required=True,
        ),
        text(
            "link",
            "Address that opens the source at the words: text fragment, in a PDF the page; missing "
            "where no address of the source is known.",
        ),
    ),
    (
        TO_DOCUMENT,
        TO_NODE,
        Reference(("document_id", "commitment_id"), "acts", ("document_id", "act_id")),
        ACT_PARENT,
    ),
)

PARTIES: Final = Table(
    "parties",
    "One row an actor, obligor or partner of an act.",
    ("document_id", "act_id", "role", "party"),
    (
        DOCUMENT,
        ident("act_id", "The act."),
        text("role", "Part the party has in the act.", "§6", True, values=values.PARTY_ROLES),
        text("party", "ISO alpha-3 code, short name, or bare words.", "§6", True),
        text("iso3", "ISO 3166-1 alpha-3 code, where the party is a country."),
        whole("cow", "Correlates of War country code."),
        text("entity_id", "The party among the entities mentioned in the document."),
    ),
    (TO_DOCUMENT, TO_ACT, TO_ENTITY),
)
