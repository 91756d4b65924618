"""A row as it is quoted elsewhere, from the tables of a run."""

from pathlib import Path
from typing import Any, Final

from pipeline.errors import UsageError
from pipeline.readers.sidecar import sidecar_path
from pipeline.tables.citing import Links, bibtex, citation
from pipeline.tables.read import read_tables

Row = dict[str, Any]

FORMS: Final = ("text", "bibtex", "link")


def cite(folder: Path, name: str, form: str = "text") -> str:
    """The act of that id as a footnote (`text`), as `bibtex`, or as a `link` to its words.

    Raises UsageError where `folder` holds no run, no act of that id, or no address to link to.
    """
    if form not in FORMS:
        raise UsageError(f"There is no format “{form}”; there are {', '.join(FORMS)}.")
    tables = read_tables(folder, ("documents", "nodes", "acts", "commitments"))
    found = [row for row in tables["acts"] if row["act_id"] == name]
    if not found:
        raise UsageError(
            f"There is no act {name} in {folder}: ids stand in the columns commitment_id of "
            "commitments and act_id of acts."
        )
    row = _flat(found[0], tables)
    document = next(d for d in tables["documents"] if d["document_id"] == row["document_id"])
    if form == "text":
        return citation(document, row)
    # An act that is no commitment has no link of its own: its document's must do.
    link = row["link"] if "link" in row else Links(document).to(row, row["page"])
    if form == "bibtex":
        return bibtex(document, row, name, link)
    if link is None:
        sidecar = sidecar_path(Path(document["source"])).name
        raise UsageError(
            f'No address of {document["source"]} is known: give url = "https://…" in {sidecar} '
            "beside it and run again."
        )
    return link


def _flat(act: Row, tables: dict[str, list[Row]]) -> Row:
    """An act with its place: that of its commitment, or of its node."""
    for row in tables["commitments"]:
        if row["commitment_id"] == act["act_id"]:
            return row
    nodes = {node["node_id"]: node for node in tables["nodes"]}
    node = nodes[act["node_id"]]
    section = node if node["kind"] == "section" else nodes.get(node["section_id"])
    place = {"path": node["path"], "page": node["page_start"]}
    return act | place | {"section_title": section["text"] if section else None}
