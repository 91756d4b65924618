"""The tables of the whole run: links, threads, dyads, problems."""

from typing import Final

from pipeline import values
from pipeline.tables.schema.columns import (
    DAY,
    DOCUMENT,
    OFFSET,
    TO_DOCUMENT,
    Reference,
    Table,
    ident,
    items,
    number,
    text,
    truth,
    whole,
)

LINKS: Final = Table(
    "links",
    "One row a pair of acts of two statements of a series: the later takes the earlier up again.",
    ("earlier_document_id", "earlier_act_id", "later_document_id", "later_act_id"),
    (
        ident("earlier_document_id", "The earlier statement."),
        ident("earlier_act_id", "Its act."),
        ident("later_document_id", "The later statement."),
        ident("later_act_id", "Its act."),
        text("relation", "What the later act does.", None, True, values=values.RELATIONS),
        number("similarity", "How likely the two belong together, from 0 to 1."),
        whole("force_change", "Force of the later act less that of the earlier."),
        items("words_added", "Words only the later act has."),
        items("words_removed", "Words only the earlier act has."),
        items(
            "evidence",
            "What the link rests on: action, partners, theme, cue, entities, object, words.",
        ),
        truth(
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
        ident("thread_id", "The thread: the act_id of its first act."),
        text("series", "The series: the sidecar’s, or forum, parties and kind.", required=True),
        ident("first_document_id", "Statement it is first seen in."),
        text("first_date", "Date of that statement.", required=True, unit=DAY),
        ident("last_document_id", "Statement it is last seen in."),
        text("last_date", "Date of that statement.", required=True, unit=DAY),
        whole("statements", "Statements it is seen in.", required=True, unit="documents"),
        items("act_ids", "Its acts, the earliest first; one may take up two commitments."),
        items("dates", "Date of each act’s statement."),
        items("forces", "Force of each act, “-” for a directive.", "§4"),
        items("statuses", "Status of each act, “-” for what is no commitment.", "§5"),
        items("relations", "What each act but the first does to one before (see links)."),
        items("obligors", "Who must act, by its first commitment.", "§6"),
        items("partners", "Others acted with, by its first commitment.", "§6"),
        text("action", "Action of its first commitment.", "§6"),
        text("object", "Object of its first commitment.", "§6"),
        text("theme", "Theme of its first commitment.", "§6", values=values.THEMES),
        text("first_text", "Evidence of its first act.", "§6", True),
        text("last_text", "Evidence of its last act.", "§6", True),
        truth("vanished", "Whether the statement after its last says nothing of it.", None, True),
        truth("fulfilled", "Whether a later act tells that it was done.", None, True),
        text("fulfilled_by", "That act."),
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
        whole("year", "Year of the documents.", required=True),
        ident("actor", "Who undertook it: an obligor, by ISO alpha-3 code or short name."),
        ident("partner", "With whom: a partner, or who undertook it too."),
        text("actor_iso3", "ISO 3166-1 alpha-3 code of a country."),
        whole("actor_cow", "Correlates of War country code."),
        text("partner_iso3", "ISO 3166-1 alpha-3 code of a country."),
        whole("partner_cow", "Correlates of War country code."),
        whole(
            "cow_dyad", "Correlates of War directed dyad: 1000 times actor_cow, and partner_cow."
        ),
        whole("commitments", "Commitments.", "§2", True, "commitments"),
        whole("joint", "Those that both undertook.", "§6", True, "commitments"),
        whole("considered", "Those that are only considered.", "§5", True, "commitments"),
        whole("completed", "Those told as done.", "§5", True, "commitments"),
        number("force_mean", "Mean force, from 2 to 5.", "§4", required=True),
        whole("force_max", "Highest force.", "§4", True),
        whole("documents", "Documents they stand in.", required=True, unit="documents"),
    ),
)

PROBLEMS: Final = Table(
    "problems",
    "What the run could not do or doubts.",
    ("document_id", "ordinal"),
    (
        DOCUMENT,
        whole("ordinal", "Number within the document, from 1.", required=True),
        text("severity", "How bad it is.", required=True, values=values.SEVERITIES),
        text(
            "code",
            "Short name of the trouble; near_name: one letter from a listed name, kept apart.",
            required=True,
        ),
        text("message", "What happened, in words.", required=True),
        whole("start", "Offset of the first character concerned.", unit=OFFSET),
        whole("end", "Offset behind the last character concerned.", unit=OFFSET),
        whole("page", "Page concerned, from 1.", unit="pages"),
    ),
    (TO_DOCUMENT,),
)
