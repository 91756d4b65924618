"""Finding the texts that hand labels belong to."""

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.evaluate.texts import find_texts


def label(folder: Path, name: str, document_id: str, text: str) -> None:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    about = {"document_id": document_id, "sha256": sha256}
    labels = {"document": about, "nodes": [], "entities": [], "acts": []}
    (folder / f"{name}.gold.json").write_text(json.dumps(labels), encoding="utf-8")


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_beside_the_labels_by_either_name(tmp_path: Path) -> None:
    label(tmp_path, "a", "x", "one")
    label(tmp_path, "b", "y", "two")
    label(tmp_path, "c", "z", "three")
    texts = [write(tmp_path / name, "one") for name in ("a.txt", "y.txt", "c.md")]
    assert find_texts(tmp_path) == texts


def test_under_the_folders_named_the_labelled_text_first(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    label(gold, "a", "x", "one")
    write(tmp_path / "old" / "x.txt", "another edition")
    right = write(tmp_path / "new" / "deep" / "x.txt", "one")
    assert find_texts(gold, [tmp_path / "old", tmp_path / "new"]) == [right]
    assert find_texts(gold, [tmp_path / "old"]) == [tmp_path / "old" / "x.txt"]


def test_labels_without_a_text_are_named(tmp_path: Path) -> None:
    label(tmp_path, "a", "x", "one")
    with pytest.raises(UsageError, match=r"no text found for a\.gold\.json"):
        find_texts(tmp_path)
