"""What fuzzing calls with an input: bytes in, nothing out, an error where something is wrong."""

import json
import tempfile
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pipeline import outline, readers
from pipeline.errors import ReadError
from pipeline.language import annotation, load
from pipeline.model import Line, Source
from pipeline.outline.metadata import metadata
from pipeline.readers.sidecar import KEYS, SUFFIX, read_sidecar
from pipeline.readers.text import split_lines
from pipeline.runner import execute
from pipeline.runner.inputs import Item
from pipeline.runner.records import each_record, read_record
from tests.fuzz.invariants import faults
from tests.fuzz.packages import pdf_file, word_file

Target = Callable[[bytes], None]
_MOST_WORDS: Final = 60_000


def reader(name: str, whole: Callable[[bytes], bytes] = bytes) -> Target:
    """Bytes as a file of that name, read and outlined; what cannot be read is told."""

    def target(data: bytes) -> None:
        try:
            source = readers.read(name, whole(data))
        except ReadError:
            return
        check_source(source)
        check_outline(source)

    return target


def check_source(source: Source) -> None:
    """Lines lie in the text, one after the other, and no page but those there are."""
    source.text.encode("utf-8")
    end = 0
    for line in source.lines:
        assert end <= line.start <= line.end <= len(source.text), line
        assert line.page is None or 1 <= line.page <= (source.pages or line.page), line
        end = line.end


def check_outline(source: Source) -> None:
    """Nodes lie in the text, in order, parents before their children, without outer blanks."""
    seen: set[str] = set()
    end = 0
    for node in outline.parse(source):
        assert end <= node.start < node.end <= len(source.text), node
        span = source.text[node.start : node.end]
        assert span == span.strip(), node
        assert node.path not in seen, node
        assert node.parent in (None, "s0", *seen), node
        if node.lead_in:
            assert node.start <= node.lead_in[0] < node.lead_in[1] <= node.end, node
        seen.add(node.path)
        end = node.end


_ATTRIBUTES: Final = "xXyYbBpPhHfFtTcCnNsSwW"


def lines(data: bytes) -> None:
    """Records of lines, whatever place, font and kind a reader may have given them.

    Every line of the input is a line of the text; what stands before its tab says how it lies:
    `xxX` two steps to the right and one back, `y` further down, `b` bold, `p` a new page, `h` a
    heading, `f` a footer, `t` a table, `c` what continues, `n` without a box, `s` larger, `w` wide.
    """
    source = lines_source(data.decode("utf-8", "replace"))
    if source.text.strip():
        check_source(source)
        check_outline(source)


def lines_source(given: str) -> Source:
    """The record that such an input stands for."""
    text, made = "", []
    page, top = 1, 72.0
    for row in given.split("\n"):
        head, tab, words = row.rpartition("\t")
        how = (
            {sign: head.count(sign) for sign in _ATTRIBUTES}
            if tab
            else dict.fromkeys(_ATTRIBUTES, 0)
        )
        if how["p"]:
            page, top = page + how["p"], 72.0
        size = 11.0 + 2 * how["s"] - how["S"]
        top += 14.0 + 9 * how["y"] - 30 * how["Y"]
        x = 72.0 + 12 * how["x"] - 18 * how["X"]
        box = None
        if not how["n"]:
            box = (x, top, x + 5.0 * len(words) + 60 * how["w"] - 40 * how["W"], top + size)
        fixed = "footer" if how["f"] else "table" if how["t"] else None
        start = len(text)
        text += words + "\n"
        if words.strip():
            blanks = len(words) - len(words.lstrip())
            made.append(
                Line(
                    start + blanks, start + len(words.rstrip()), page, box,
                    None if how["N"] else x, None if how["N"] else size, bool(how["b"]),
                    min(6, how["h"]), fixed, bool(how["c"] and made),
                )
            )  # fmt: skip
    kinds = {"B": "text/markdown", "H": "text/html"}
    media = next((kinds[sign] for sign in kinds if given[:1] == sign), "application/pdf")
    return Source(text, tuple(made), media, page)


@cache
def _language() -> Any:
    return load()


def acts(data: bytes) -> None:
    """A text through the whole language pipeline."""
    nlp = _language()
    text = data.decode("utf-8", "replace")
    doc = nlp(text)
    for act in annotation.acts(doc):
        assert 0 <= act.start < act.end <= len(text), act
        assert 0 <= act.cue_start < act.cue_end <= len(text), act
        assert act.reason is None or not act.is_commitment, act
        assert 0 <= act.confidence <= 1, act
    for mention in annotation.mentions(doc):
        assert 0 <= mention.start < mention.end <= len(text), mention
    if len(nlp.vocab.strings) > _MOST_WORDS:
        # Its vocabulary grows with every new word.
        _language.cache_clear()


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def sidecar(data: bytes) -> None:
    """Bytes as what an analyst states beside a document."""
    file = _folder() / "a.txt"
    (_folder() / f"a{SUFFIX}").write_bytes(data)
    stated, problems = read_sidecar(file)
    assert set(stated) <= set(KEYS), stated
    assert all(value.strip() for value in stated.values()), stated
    assert all(problem.message.endswith(".") for problem in problems), problems
    text = "JOINT STATEMENT\n\nJapan will pay.\n"
    split, pages = split_lines(text)
    source = Source(text, split, "text/plain", pages)
    found, _ = metadata(source, outline.parse(source), stated, file.name)
    for key in ("title", "series", "url"):
        assert getattr(found, key) == stated.get(key, getattr(found, key)), found


def records(data: bytes) -> None:
    """Bytes as JSON Lines: each record is read, or told as one that cannot be."""
    file = _folder() / "a.jsonl"
    file.write_bytes(data)
    numbers = []
    for item in each_record(Item(str(file), file.name, sha256(data).hexdigest())):
        numbers.append(item.record)
        try:
            record = read_record(item)
            source = readers.read(record.name, record.data)
        except ReadError:
            continue
        check_source(source)
        check_outline(source)
        json.dumps(record.sidecar)
    assert numbers == sorted(set(numbers)), numbers
    assert numbers, "a file without a row"


def roundtrip(data: bytes) -> None:
    """Documents, parted by a file separator with a suffix behind it, through a whole run: CSV
    equals Parquet, every span quotes its text, every reference resolves."""
    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        raw = Path(folder, "raw")
        raw.mkdir()
        for at, part in enumerate(data.split(b"\x1c")[:4]):
            suffix, _, content = part.partition(b"\n")
            known = suffix.strip().decode("ascii", "replace")
            ending = known if known in (".md", ".jsonl", ".meta.toml") else ".txt"
            if part:
                stem = at - 1 if ending == ".meta.toml" else at
                (raw / f"{stem}{ending}").write_bytes(part if ending == ".txt" else content)
        if not any(not file.name.endswith(SUFFIX) for file in raw.iterdir()):
            return
        execute(raw, Path(folder, "out"))
        found = faults(Path(folder, "out"), raw)
        assert not found, found


TARGETS: Final[dict[str, Target]] = {
    "text": reader("file.txt"),
    "markdown": reader("file.md"),
    "html": reader("file.html"),
    "docx": reader("file.docx", word_file),
    "pdf": reader("file.pdf", pdf_file),
    "lines": lines,
    "acts": acts,
    "records": records,
    "sidecar": sidecar,
    "roundtrip": roundtrip,
}
