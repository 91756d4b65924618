"""Every closed list of values, once. Source: the annotation guideline's sections named below."""

from typing import Final

# Guideline section 1.
HEADER_KINDS: Final = ("doc_type", "title", "date_line", "byline")
NODE_KINDS: Final = (*HEADER_KINDS, "section", "paragraph", "bullet", "table", "footer")
NODE_ROLES: Final = ("elaboration", "enumerated")

# Guideline section 2.
REASONS: Final = (
    "expressive",
    "that_clause_fact",
    "importance_or_value",
    "single_party_act",
    "progress_report",
    "elaboration",
    "directive",
    "background",
)
LEVELS: Final = ("goal", "action", "measure")
CTYPES: Final = ("action", "declaratory")

# Guideline section 4: force -> class; no force is a directive.
CLASS_OF_FORCE: Final = {
    5: "commissive",
    4: "declarative",
    3: "reaffirmation",
    2: "intent",
    1: "expressive",
    0: "assertive",
    None: "directive",
}
ACT_CLASSES: Final = tuple(CLASS_OF_FORCE.values())
FORCES: Final = (0, 1, 2, 3, 4, 5)

# Guideline section 5.
STATUSES: Final = ("considered", "completed", "continued", "reaffirmed", "new")

# Guideline section 6.
THEMES: Final = (
    "DEF.general",
    "DEF.posture",
    "DEF.c2",
    "DEF.roles",
    "DEF.exercises",
    "DEF.deterrence",
    "DEF.capability",
    "DEF.capacity",
    "DEF.isr",
    "DEF.missile_defense",
    "DEF.maritime",
    "DEF.space",
    "DEF.cyber",
    "DEF.industry",
    "DEF.nonproliferation",
    "DEF.counterterrorism",
    "TECH.rd",
    "TECH.digital",
    "TECH.space",
    "ECON.trade",
    "ECON.investment",
    "ECON.supply_chain",
    "ECON.energy",
    "ECON.finance",
    "ECON.sanctions",
    "ECON.development",
    "ECON.food",
    "DIP.partners",
    "DIP.order",
    "DIP.institutions",
    "HUM.hadr",
    "HUM.health",
    "HUM.migration",
    "HUM.rights",
    "CLIM",
    "PEOPLE",
    "OTHER",
)

# Guideline section 7.
LABELS: Final = (
    "PERSON",
    "ROLE",
    "COUNTRY",
    "REGION",
    "PLACE",
    "FACILITY",
    "ORG",
    "ALLIANCE",
    "FORUM",
    "UNIT",
    "AGREEMENT",
    "LAWPOL",
    "SYSTEM",
    "CAPABILITY",
    "EXERCISE",
    "PROGRAM",
    "EVENT",
    "DATE",
    "MONEY",
    "QUANTITY",
)
FORMS: Final = ("name", "acronym", "adjective", "title")

# What tells who held an office: a name beside the title, elsewhere in the document, a table.
BEARER: Final = "bearer"
DOCUMENT: Final = "document"
OFFICE_TABLE: Final = "office_table"
HOLDER_RULES: Final = (BEARER, DOCUMENT, OFFICE_TABLE)

# Output contract.
DOCUMENT_STATUSES: Final = ("ok", "partial", "failed")
SOURCES: Final = ("stated", "sidecar", "metadata", "filename")
SEVERITIES: Final = ("error", "warning", "info")
# What made a row: the program's rules, or a correction by hand.
RULES: Final = "rules"
CORRECTED: Final = "corrected"
METHODS: Final = (RULES, CORRECTED)
PARTY_ROLES: Final = ("actor", "obligor", "partner")
# What named the principals: the sidecar, or the part of the text that tells.
PRINCIPALS_RULES: Final = (
    "sidecar",
    "un_organ",
    "we_list",
    "title_parties",
    "title_speakers",
    "released_by",
    "title_grouping",
    "title_counterpart",
    "preamble_subjects",
    "issuer",
    "none",
)
RELATIONS: Final = ("renews", "strengthens", "weakens", "extends", "narrows")
# What became of an act, in the order in which it is told; the relations of a link among them.
CHANGES: Final = {
    "new": "New",
    "strengthens": "Hardened",
    "weakens": "Softened",
    "extends": "Widened",
    "narrows": "Narrowed",
    "renews": "Unchanged",
    "gone": "No longer mentioned",
}
# Rows of less confidence are for people to look at first: on the page, and as `review`.
DOUBTFUL: Final = 0.75
