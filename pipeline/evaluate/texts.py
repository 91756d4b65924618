"""Where the texts of hand labels are.

`NAME.gold.json` labels the text or Markdown file `NAME` or `<document_id>`; beside it that may be
a file of any kind that can be read, whose text then has the labels.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.evaluate.labels import gold_files, read_gold
from pipeline.readers import READERS

SUFFIXES = (".txt", ".md")
_BESIDE = tuple(dict.fromkeys((*SUFFIXES, *READERS)))


def find_texts(gold: Path, folders: Iterable[Path] = ()) -> list[Path]:
    """The text of every label file: beside it, else anywhere under `folders`, in their order.

    Of several files of that name the one with the labelled text is taken. Raises UsageError
    naming the labels that have no text.
    """
    under = [f for folder in folders for f in sorted(folder.rglob("*")) if f.suffix in SUFFIXES]
    texts, without = [], []
    for labels in gold_files(gold):
        document = read_gold(labels)
        names = (labels.name.removesuffix(".gold.json"), document.document_id)
        beside = [labels.with_name(name + suffix) for name in names for suffix in _BESIDE]
        candidates = [f for f in beside if f.exists()] + [f for f in under if f.stem in names]
        if not candidates:
            without.append(labels.name)
            continue
        same = (f for f in candidates if _hash(f) == document.text_sha256)
        texts.append(next(same, candidates[0]))
    if without:
        raise UsageError(f"no text found for {', '.join(without)}: name its folder with --texts")
    return texts


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
