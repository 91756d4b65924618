"""The stages of this program, and the whole from files to tables."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy

from pipeline import outline
from pipeline.language import COMPONENTS, annotation, load
from pipeline.readers import read
from pipeline.runner import documents, execute
from tests.benchmarks import texts
from tests.benchmarks.trial import TOKENIZER, Trial, seconds
from tests.formats import markup

WORDS = 150_000
WARM = 12
WHOLE = "file to tables"


def trials(folder: Path) -> list[Trial]:
    """The stages on made documents, and on releases where they lie beside the repository."""
    made = [markup.plain_text(items) for items in texts.made_of(WORDS)]
    files = _files(made, folder / "made")
    once(made[:WARM], ".txt", files[:WARM])  # word lists and libraries are loaded
    found = [_trial("stages, made documents", made, ".txt", files)]
    if beside := texts.releases():
        file = folder / "releases.jsonl"
        records = (json.dumps({"text": text, "format": "markdown"}) for text in beside)
        file.write_text("\n".join(records), encoding="utf-8")
        found.append(_trial("stages, press releases", beside, ".md", [file]))
    return found


def _files(made: Sequence[str], folder: Path) -> list[Path]:
    folder.mkdir()
    files = [folder / f"{number:05}.txt" for number in range(len(made))]
    for file, text in zip(files, made, strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def _trial(group: str, given: Sequence[str], suffix: str, files: list[Path]) -> Trial:
    words = sum(len(text.split()) for text in given)
    return Trial(
        f"{group} ({len(given)} with {words:,} words)",
        "words",
        words,
        lambda: once(given, suffix, files),
        {WHOLE: f"{len(files)} files, CSV and Parquet written" if len(files) > 1 else "JSON Lines"},
    )


def once(given: Sequence[str], suffix: str, files: list[Path]) -> dict[str, float]:
    """Seconds of each stage over all texts, every vocabulary new."""
    blank, ours = spacy.blank("en"), load()
    took = {TOKENIZER: seconds(lambda: [blank.make_doc(text) for text in given])}
    sources, nodes, docs = [], [], []
    took["read"] = seconds(
        lambda: sources.extend(read(f"text{suffix}", text.encode()) for text in given)
    )
    took["outline"] = seconds(lambda: nodes.extend(map(outline.parse, sources)))
    took["tokenizer"] = seconds(lambda: docs.extend(ours.make_doc(s.text) for s in sources))
    for doc, found in zip(docs, nodes, strict=True):
        annotation.set_nodes(doc, found)
    for name in COMPONENTS:
        component = ours.get_pipe(name)
        stage = name.removeprefix("factsheets_").replace("outline", "spans, metadata")
        took[stage] = seconds(lambda c=component: list(map(c, docs)))
    documents.language.cache_clear()
    documents.language()
    took[WHOLE] = seconds(lambda: _whole(files))
    return took


def _whole(files: list[Path]) -> None:
    with TemporaryDirectory() as folder:
        execute(files, folder)
