"""What a coder has labelled, in whatever kind of file it lies."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.corrections import SUFFIX as CORRECTIONS
from pipeline.errors import UsageError
from pipeline.evaluate.labels import LabelledDocument, from_labels, read_gold, read_tables
from pipeline.evaluate.texts import SUFFIXES as TEXTS
from pipeline.labelling.files import labels_in
from pipeline.labelling.labels import gold
from pipeline.labelling.sheet_read import read_sheet
from pipeline.readers import READERS
from pipeline.tables.write import PACKAGE

_GOLD: Final = ".gold.json"
_SHEET: Final = ".sheet.json"
# Of several files on one document the first kind counts.
_KINDS: Final = (_GOLD, _SHEET, CORRECTIONS)


def documents_of(coder: Path) -> list[LabelledDocument]:
    """The documents that a coder has labelled: a label file, a label sheet with its text beside
    it, corrections with their document beside them, or a folder of any of these; or the tables of
    a run. Raises UsageError where there are none, or a text is not where its labels are."""
    if (coder / PACKAGE).is_file():
        return read_tables(coder)
    if not coder.exists():
        raise UsageError(f"There is no file or folder {coder}.")
    found = [_read(file) for file in _files(coder)]
    if not found:
        listed = ", ".join(f"NAME{kind}" for kind in _KINDS)
        raise UsageError(f"{coder} has no labels: {listed}, or the tables of a run.")
    return found


def _files(coder: Path) -> Iterator[Path]:
    if coder.is_file():
        yield coder
        return
    seen: set[str] = set()
    for kind in _KINDS:
        for file in sorted(coder.glob(f"*{kind}")):
            name = file.name.removesuffix(kind)
            if name not in seen:
                seen.add(name)
                yield file


def _read(file: Path) -> LabelledDocument:
    if file.name.endswith(_SHEET):
        text = _beside(file, _SHEET, TEXTS).read_bytes().decode("utf-8")
        sheet = json.loads(file.read_text(encoding="utf-8"))
        return from_labels(gold(read_sheet(sheet, text)))
    if file.name.endswith(CORRECTIONS):
        return from_labels(gold(labels_in(_beside(file, CORRECTIONS, tuple(READERS)))))
    return read_gold(file)


def _beside(file: Path, kind: str, suffixes: tuple[str, ...]) -> Path:
    name = file.name.removesuffix(kind)
    for suffix in suffixes:
        document = file.with_name(name + suffix)
        if document.is_file():
            return document
    raise UsageError(f"{file} labels {name}, which is not beside it ({', '.join(suffixes)}).")
