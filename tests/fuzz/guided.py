"""Coverage-guided fuzzing of one part of the program, by atheris (not a dependency: installed
beside it).

    python -m tests.fuzz.guided TARGET CORPUS -max_total_time=600

TARGET is `text`, `markdown`, `html`, `docx`, `pdf` (a reader, then the outline of what it read) or
`acts` (the language pipeline on a text). CORPUS is a folder of inputs, which libFuzzer grows; its
own options follow. A crash or a broken invariant ends the run and leaves its input in `crash-…`.
"""

import sys
from collections.abc import Callable
from typing import Any, Final

import atheris

with atheris.instrument_imports(include=["pipeline"], enable_loader_override=False):
    from pipeline import outline, readers
    from pipeline.errors import ReadError
    from pipeline.language import annotation, load
    from pipeline.model import Source

NAMES: Final = {name: f"file.{name}" for name in ("html", "docx", "pdf")}
NAMES["text"], NAMES["markdown"] = "file.txt", "file.md"
_LONGEST: Final = 4000


def read(name: str) -> Callable[[bytes], None]:
    """A target: bytes as a file of that name, read and outlined; what cannot be read is told."""

    def target(data: bytes) -> None:
        try:
            source = readers.read(name, data)
        except ReadError:
            return
        check_outline(source)

    return target


def check_outline(source: Source) -> None:
    """Nodes lie in the text, in order, parents before their children."""
    seen: set[str] = set()
    for node in outline.parse(source):
        assert 0 <= node.start < node.end <= len(source.text), node
        assert node.path not in seen, node
        assert node.parent in (None, "s0", *seen), node
        seen.add(node.path)


def acts() -> Callable[[bytes], None]:
    """A target: UTF-8 text through the whole language pipeline."""
    nlp: Any = load()

    def target(data: bytes) -> None:
        text = data.decode("utf-8", "replace")[:_LONGEST]
        doc = nlp(text)
        for act in annotation.acts(doc):
            assert 0 <= act.start < act.end <= len(text), act
            assert 0 <= act.cue_start < act.cue_end <= len(text), act
            assert act.reason is None or not act.is_commitment, act
        for mention in annotation.mentions(doc):
            assert 0 <= mention.start < mention.end <= len(text), mention

    return target


def main(argv: list[str]) -> None:
    """Hands the target to libFuzzer, which ends the process."""
    kind, rest = argv[1], [argv[0], *argv[2:]]
    atheris.Setup(rest, acts() if kind == "acts" else read(NAMES[kind]))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
