"""Labels of one document as files: out to a coder, back as corrections, kept as a fixture."""

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from pipeline.corrections import (
    Correction,
    Corrections,
    corrections_path,
    read_corrections,
    to_json,
)
from pipeline.corrections.between import corrections_between
from pipeline.errors import UsageError
from pipeline.labelling.labels import Labelled, gold, labels_of
from pipeline.labelling.sheet_read import read_sheet
from pipeline.labelling.sheet_write import sheet_of
from pipeline.labelling.studio_config import config
from pipeline.labelling.studio_read import from_results, read_export
from pipeline.labelling.studio_write import task
from pipeline.readers.sidecar import sidecar_path
from pipeline.runner.documents import process
from pipeline.runner.inputs import find
from pipeline.tables.rows import DocumentResult

CONFIG: Final = "label-studio.xml"


@dataclass(frozen=True, slots=True)
class Done:
    """The files that were written, the labels that are in them, what to tell the coder, and of
    corrections how many rows were added, removed and changed."""

    files: tuple[Path, ...]
    labelled: Labelled
    notes: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def labels_in(file: Path, corrected: bool = True) -> Labelled:
    """What the program finds in a document, with or without the corrections beside it."""
    return labels_of(_result(file, corrected), file.stem)


def _result(file: Path, corrected: bool = True) -> DocumentResult:
    if file.is_dir():
        raise UsageError(f"{file} is a folder: name one file.")
    result = process(replace(find([file])[0], corrected=corrected))
    if result.document["status"] == "failed":
        raise UsageError(f"{file}: {result.document['message']}")
    return result


def write_labels(file: Path, output: Path) -> Done:
    """A coder's files for one document in the folder `output`: its text, a label sheet, a Label
    Studio task and the labelling interface, all filled in with what the program finds."""
    labelled = labels_in(file)
    sheet, left_out = sheet_of(labelled)
    predicted = f"factsheets {version('factsheets')}"
    contents = {
        f"{file.stem}.txt": labelled.text,
        f"{file.stem}.sheet.json": _json(sheet),
        f"{file.stem}.tasks.json": _json([task(labelled, file.name, predicted)]),
        CONFIG: config(),
    }
    written = []
    for name, content in contents.items():
        target = output / name
        if target.exists() and target.samefile(file):
            # The text of the document lies there already: it is the document.
            continue
        _write(target, content)
        written.append(target)
    notes = [f"no sheet can name “{words}”: it is left out of this one" for words in left_out]
    return Done(tuple(written), labelled, tuple(notes))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _write(target: Path, content: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror or error}.") from error


def correct(file: Path, labels: Path) -> Done:
    """Writes beside a document how a coder's labels (a sheet, or an export of Label Studio) differ
    from what the rules find; no difference gives a file without rows, too."""
    program = labels_in(file, corrected=False)
    before, after = _sides(program, labels, file.name)
    found = corrections_between(
        program.text,
        file.name,
        (before.mentions, after.mentions),
        (before.acts, after.acts),
    )
    target = corrections_path(file)
    _write(target, to_json(found))
    notes = _unkept(before, after, sidecar_path(file).name)
    return Done((target,), after, tuple(notes), _counts(found))


def _counts(found: Corrections) -> dict[str, int]:
    rows: list[Correction[Any]] = [*found.mentions, *found.acts]
    kinds = Counter(
        "added" if one.was is None else "removed" if one.now is None else "changed" for one in rows
    )
    return {kind: kinds[kind] for kind in ("added", "removed", "changed")}


def _sides(program: Labelled, labels: Path, name: str) -> tuple[Labelled, Labelled]:
    """What the rules find and what the coder says, both as that kind of labels can tell them."""
    content = _content(labels)
    if isinstance(content, dict):
        return read_sheet(sheet_of(program)[0], program.text), read_sheet(content, program.text)
    predicted = task(program, name, "")["predictions"][0]["result"]
    return from_results(predicted, program), read_export(content, program, name, labels.name)


def _content(labels: Path) -> Any:
    try:
        return json.loads(labels.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{labels} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{labels} is no JSON in UTF-8: {error}.") from error


def _unkept(program: Labelled, coder: Labelled, sidecar: str) -> list[str]:
    """What a coder has changed that corrections do not hold."""
    notes = []
    if _outline(program) != _outline(coder):
        notes.append("the outline differs; corrections hold mentions and acts, not the outline")
    told = [
        name
        for name in ("issuer", "date", "principals")
        if getattr(program, name) != getattr(coder, name)
    ]
    if told:
        notes.append(f"other {', '.join(told)} than the program’s: write them in {sidecar}")
    return notes


def _outline(labelled: Labelled) -> list[tuple[object, ...]]:
    return [(node.path, node.kind, node.role, node.start, node.end) for node in labelled.nodes]


def accept(file: Path, folder: Path) -> Done:
    """Makes a fixture of a document that has been corrected: the file with its sidecar, its labels
    and its sheet, in `folder`.

    Raises UsageError where nobody has corrected it, where a correction no longer fits, and where a
    fixture of that name is there already.
    """
    if not corrections_path(file).is_file():
        raise UsageError(
            f"{file} has not been corrected: a fixture of what the program finds would always "
            f"score 1. Look it through first (`factsheets label`, then `factsheets correct`)."
        )
    result = _result(file)
    stale = [row for row in result.tables["problems"] if row["code"] in _UNFIT]
    if stale:
        raise UsageError(f"{file}: {stale[0]['message']} Correct it again before you accept it.")
    target = folder / f"{file.stem}.gold.json"
    if target.exists():
        raise UsageError(f"{target} is there already: labels are not changed to please a program.")
    labelled = _with_doubts(labels_of(result, file.stem), read_corrections(file)[0])
    sheet, left_out = sheet_of(labelled)
    _write(target, _json(gold(labelled)))
    written = [target, folder / f"{file.stem}.sheet.json"]
    _write(written[1], _json(sheet))
    for source in (file, sidecar_path(file)):
        if source.is_file():
            written.append(folder / source.name)
            shutil.copyfile(source, written[-1])
    notes = [f"no sheet can name “{words}”: it is in the labels alone" for words in left_out]
    return Done(tuple(written), labelled, tuple(notes))


_UNFIT: Final = ("corrections", "correction_stale")


def _with_doubts(labelled: Labelled, corrections: Corrections) -> Labelled:
    """The labels with the coder's notes, which no table holds."""
    doubts = {one.now.span: one.now.doubt for one in corrections.acts if one.now and one.now.doubt}
    acts = tuple(replace(act, doubt=doubts.get(act.span)) for act in labelled.acts)
    return replace(labelled, acts=acts)
