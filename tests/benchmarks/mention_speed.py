"""How long names take: mentions and their linking against spaCy's blank tokenizer.

    python -m tests.benchmarks.mention_speed ../shared/corpus/releases.jsonl.gz

Issue 4 allows half the tokenizer's time on the same text. Processor time, the best of five.
"""

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import spacy

from pipeline import outline
from pipeline.language import annotation
from pipeline.language.mentions import Mentions
from pipeline.linking.entities import Entities, EntityRow
from pipeline.model import Mention
from pipeline.readers import read

EACH, MOST, TIMES = 40, 150, 5


def best(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of some runs."""
    seconds = []
    for _ in range(TIMES):
        began = process_time()
        work()
        seconds.append(process_time() - began)
    return min(seconds)


def link(documents: list[tuple[str, tuple[Mention, ...], str]]) -> list[EntityRow]:
    """Gather the mentions of documents into entities."""
    entities = Entities()
    for document in documents:
        entities.add(*document)
    return list(entities.finish())


def main(file: Path) -> None:
    """Print the seconds of each and the ratio."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for n, line in enumerate(lines) if n % EACH == 0][:MOST]
    sources = [read("release.md", text.encode()) for text in texts]
    nlp = spacy.blank("en")
    docs = [nlp.make_doc(source.text) for source in sources]
    for doc, source in zip(docs, sources, strict=True):
        annotation.set_nodes(doc, outline.parse(source))
        annotation.text(doc)
    component = Mentions()
    tokens = best(lambda: [nlp.tokenizer(source.text) for source in sources])
    found = best(lambda: [component(doc) for doc in docs])
    kept = [(str(n), annotation.mentions(d), annotation.text(d)) for n, d in enumerate(docs)]
    linked = best(lambda: link(kept))
    size = sum(len(source.text) for source in sources)
    print(f"{len(texts)} releases, {size} characters")
    print(f"tokenizer {tokens:.3f} s, mentions {found:.3f} s, linking {linked:.3f} s")
    print(f"ratio {(found + linked) / tokens:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
