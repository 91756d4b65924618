"""The tables of what stands in the documents: the inputs, their outline, names, entities."""

from typing import Final

from pipeline import values
from pipeline.tables.schema.columns import (
    DAY,
    DOCUMENT,
    METHOD,
    TO_DOCUMENT,
    TO_ENTITY,
    TO_NODE,
    Reference,
    Table,
    ident,
    items,
    number,
    source,
    span,
    text,
    whole,
)


def _to_other_node(column: str) -> Reference:
    return Reference((column,), "nodes", ("node_id",))


DOCUMENTS: Final = Table(
    "documents",
    "One row an input file, read or not.",
    ("document_id",),
    (
        DOCUMENT,
        text(
            "source",
            "Path of the file, relative to the input folder; of a record of a JSON Lines file with"
            " `#` and its line behind.",
            required=True,
        ),
        text(
            "source_sha256",
            "SHA-256 of the file, hex digits; missing where it could not be opened.",
        ),
        text("text_sha256", "SHA-256 of the document text as UTF-8, hex digits."),
        text("media_type", "Internet media type of the file."),
        text("title", "Title, a colon before the subtitle.", "§1"),
        source("title"),
        text("doc_type", "Kind of document, as its heading or its title names it.", "§1"),
        source("doc_type"),
        text("issuer", "Office or body that issued or published the document."),
        source("issuer"),
        text(
            "date",
            "Day, month or year of the document; never guessed: the day on which a PDF or Word "
            "file was made counts only where the text names the same day.",
            unit=DAY,
        ),
        source("date"),
        text("series", "Series the document belongs to, from the sidecar file."),
        text("url", "Address the document was taken from: the sidecar’s, else the file’s own."),
        items(
            "principals",
            "Parties that speak in the document: ISO alpha-3 codes or short names.",
            "intro",
        ),
        text(
            "principals_rule",
            "What names the principals; for `issuer`, see issuer_source.",
            "intro",
            values=values.PRINCIPALS_RULES,
        ),
        text(
            "language",
            "Language of the text (ISO 639; und: cannot be told). Only English is read beyond the "
            "outline.",
        ),
        whole("pages", "Number of pages, where the file has pages.", unit="pages"),
        whole("words", "Words of the text between white space.", unit="words"),
        text("pipeline_version", "Version of the program.", required=True),
        text("model", "Name and version of the language pipeline."),
        text(
            "status",
            "How far the document was read.",
            required=True,
            values=values.DOCUMENT_STATUSES,
        ),
        text("message", "Why the document is partial or failed."),
    ),
)

NODES: Final = Table(
    "nodes",
    "The outline: one row a header line, section, paragraph, bullet, table or footer.",
    ("document_id", "node_id"),
    (
        DOCUMENT,
        ident("node_id", "The node: document, letter n, offsets."),
        text(
            "path", "Place in the outline, such as s1.b2.b1; s0 is before any heading.", "§1", True
        ),
        text("kind", "Kind of node.", "§1", True, values=values.NODE_KINDS),
        whole("level", "Depth of a section or bullet, from 1; 0 for all else.", "§1", True),
        text("parent_id", "Node this one hangs on; missing at the top.", "§1"),
        text("section_id", "Heading this node stands under.", "§1"),
        whole("ordinal", "Place among its siblings, from 1.", "§1", True),
        text("marker", "Bullet or number as it stands in the text.", "§1"),
        text("role", "What a sub-bullet is to its parent.", "§1", values=values.NODE_ROLES),
        text("lead_in", "Short title at the start of the node.", "§1"),
        text("text", "Text of the node, white space folded.", "§1"),
        *span("the node", "§1"),
        whole("page_start", "Page the node begins on, from 1.", unit="pages"),
        whole("page_end", "Page the node ends on.", unit="pages"),
        text("box", "x0 top x1 bottom on the first page, from its top left corner.", unit="points"),
    ),
    (TO_DOCUMENT, _to_other_node("parent_id"), _to_other_node("section_id")),
)

MENTIONS: Final = Table(
    "mentions",
    "One row a mention of an entity in the text.",
    ("document_id", "mention_id"),
    (
        DOCUMENT,
        ident("mention_id", "The mention: document, letter m, offsets."),
        ident("node_id", "Node the mention stands in."),
        text("label", "Type of the entity.", "§7", True, values=values.LABELS),
        text("text", "The mention, white space folded.", "§7", True),
        *span("the mention", "§7"),
        text("entity_id", "The entity meant.", "§7"),
        text("form", "How the entity is mentioned.", "§7", values=values.FORMS),
        text(
            "value",
            "A DATE as EDTF, MONEY as currency and amount (USD 5000000), a QUANTITY as amount and "
            "unit (500 MW).",
            "§7",
        ),
        number("confidence", "From 0 to 1; 1 for a listed name."),
        METHOD,
        text(
            "holder",
            "Of an office (ROLE): the entity_id of the person who held it when the document was "
            "made; missing where nothing tells.",
        ),
        text("holder_rule", "What tells the holder.", values=values.HOLDER_RULES),
    ),
    (TO_DOCUMENT, TO_NODE, TO_ENTITY),
)

ENTITIES: Final = Table(
    "entities",
    "One row an entity mentioned in the run, with codes to join on.",
    ("entity_id",),
    (
        ident("entity_id", "The entity."),
        text("label", "Type of the entity.", "§7", True, values=values.LABELS),
        text("name", "Canonical name.", "§7", True),
        items("aliases", "Other forms found in the texts.", "§7"),
        text("iso3", "ISO 3166-1 alpha-3 code of a country."),
        whole("cow", "Correlates of War country code."),
        text("m49", "UN M49 code of a country or region, three digits."),
        text("wikidata", "Wikidata item."),
        whole("mentions", "Mentions in the run.", required=True, unit="mentions"),
        whole("documents", "Documents with a mention.", required=True, unit="documents"),
    ),
)
