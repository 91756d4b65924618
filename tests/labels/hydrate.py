"""Labels kept by document id and offsets, filled again from the texts they were made on.

The texts are not ours to keep; they lie beside the repository where there are any.
"""

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SECOND = HERE / "second"


def labels(folder: Path = HERE) -> list[Path]:
    """The label files of a folder, one a document: the first fifteen, or `second`."""
    return sorted(folder.glob("*.json"))


def text_of(file: Path, corpus: Path) -> Path:
    """The text that a label file was made on."""
    return next(corpus.glob(f"*/{file.stem}.txt"))


def hydrated(file: Path, text: str) -> dict[str, Any]:
    """The label file as a gold file: every span with its text, every object quoted."""
    gold: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    for row in (*gold["nodes"], *gold["entities"], *gold["acts"]):
        row["text"] = text[row["start"] : row["end"]]
    for mention in gold["entities"]:
        mention["canonical"] = mention["text"]
    for act in gold["acts"]:
        span = act["object"]
        act["object"] = None if span is None else re.sub(r"\s+", " ", text[span[0] : span[1]])
        act["doubt"] = act["hedge"] = None
    return gold
