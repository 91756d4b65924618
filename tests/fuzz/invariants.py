"""What must hold of the tables of any run, whatever the documents were."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.runner.inputs import COMPANIONS
from pipeline.tables.read import read_tables
from pipeline.tables.validate import validate

Row = Mapping[str, Any]
# Codes under which the program tells of its own failure rather than of the document's.
OWN_FAULTS = ("internal", "worker_lost", "too_slow")


def faults(output: Path, raw: Path) -> list[str]:
    """Every fault of the tables that a run over `raw` has written into `output`.

    The validator checks that values are in their lists, CSV equals Parquet, keys are unique,
    references resolve and offsets quote the text; here it is that no document is lost, the tree
    is a tree and the program did not fail.
    """
    tables = read_tables(output)
    return [
        *validate(output, raw),
        *_lost(tables, raw),
        *_trees(tables["nodes"], "node_id"),
        *_trees(tables["acts"], "act_id"),
        *(
            f"problems: {row['document_id']}: {row['message']}"
            for row in tables["problems"]
            if row["code"] in OWN_FAULTS
        ),
    ]


def _lost(tables: Mapping[str, Sequence[Row]], raw: Path) -> Iterator[str]:
    """Files without a row in `documents` that are not told as copies."""
    told = {row["source"] for row in tables["documents"]}
    # A record is named by its file and its number.
    told |= {source.rpartition("#")[0] for source in told}
    told |= {row["message"].split(" is an exact")[0] for row in tables["problems"]}
    for path in sorted(raw.rglob("*")):
        if path.name.endswith(COMPANIONS):
            continue
        if path.is_file() and path.relative_to(raw).as_posix() not in told:
            yield f"documents: {path.name} has no row"


def _trees(rows: Iterable[Row], key: str) -> Iterator[str]:
    """Parents that come after their children, and nodes that take each other's place."""
    place: dict[tuple[str, str], int] = {}
    paths: Counter[tuple[str, str]] = Counter()
    end: dict[str, int] = {}
    for number, row in enumerate(rows):
        document = row["document_id"]
        parent = row["parent_id"]
        if (
            parent is not None
            and place.get((document, parent), number) >= number
            and key == "node_id"
        ):
            yield f"nodes: {row[key]} comes before its parent {parent}"
        if parent == row[key]:
            yield f"{key}: {parent} is its own parent"
        place[document, row[key]] = number
        if key != "node_id":
            continue
        paths[document, row["path"]] += 1
        if row["start"] < end.get(document, 0):
            yield f"nodes: {row[key]} begins inside the node before it"
        end[document] = row["end"]
    for (document, path), times in paths.items():
        if times > 1:
            yield f"nodes: the path {path} stands {times} times in {document}"


def contents(folder: Path) -> dict[str, bytes]:
    """What must be the same from run to run."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "timings.json" and ".kept" not in path.parts
    }
