"""Labels kept by document id and offsets, filled again from the texts they were made on.

The texts are not ours to keep; they lie beside the repository where there are any.
"""

import gzip
import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SECOND = HERE / "second"
THIRD = HERE / "third"
RELEASES = HERE / "releases"
# Labels of a record of a JSON Lines file of releases: `releases-N`, N the record from 0.
RELEASE = "releases-"


def labels(folder: Path = HERE) -> list[Path]:
    """The label files of a folder, one a document: the first fifteen, `second`, `third` and
    `releases`, in the order in which they were made."""
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


def release_texts(stems: list[str], shared: Path, folder: Path) -> list[Path]:
    """The releases among the names (`releases-N`, N the record from 0), written to a folder."""
    wanted = {int(s.removeprefix(RELEASE)): s for s in stems if s.startswith(RELEASE)}
    out = []
    if wanted:
        with gzip.open(shared / "corpus/releases.jsonl.gz", "rt", encoding="utf-8") as records:
            for number, line in enumerate(records):
                if number in wanted:
                    file = folder / f"{wanted[number]}.md"
                    file.write_bytes(json.loads(line)["text"].encode())
                    out.append(file)
    return out


def texts_of(files: list[Path], shared: Path, folder: Path) -> list[Path]:
    """The texts that label files were made on, in their order; releases are written to a folder."""
    made = {text.stem: text for text in release_texts([f.stem for f in files], shared, folder)}
    return [made.get(file.stem) or text_of(file, shared / "corpus") for file in files]
