"""Sidecars: `NAME.meta.toml` beside `NAME.ext`."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.sidecar import KEYS, read_sidecar


def beside(folder: Path, content: str | bytes) -> Path:
    """A raw file with this sidecar."""
    data = content.encode() if isinstance(content, str) else content
    (folder / "talks.v2.meta.toml").write_bytes(data)
    return folder / "talks.v2.pdf"


def test_every_key_is_read(tmp_path: Path) -> None:
    raw = beside(
        tmp_path,
        'title = "Harbour\\n Talks"\ndate = 2024-07-28\nissuer = "Norway"\n'
        'doc_type = "communiqué"\nprincipals = "Norway and Sweden"\n'
        'series = "nor-swe"\nurl = "https://example.org/a"\n',
    )
    found, problems = read_sidecar(raw)
    assert problems == ()
    assert found == {
        "title": "Harbour Talks",
        "date": "2024-07-28",
        "issuer": "Norway",
        "doc_type": "communiqué",
        "principals": "Norway and Sweden",
        "series": "nor-swe",
        "url": "https://example.org/a",
    }
    assert read_sidecar(tmp_path / "talks.v2.meta.toml") == (found, problems)


def test_no_sidecar_is_no_problem(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "talks.txt") == ({}, ())


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-07-28", "2024-07-28"),
        ('"2024-07-28"', "2024-07-28"),
        ('"2024-07"', "2024-07"),
        ('" 2024 "', "2024"),
        ("2024-07-28T10:00:00Z", "2024-07-28"),
    ],
)
def test_dates(tmp_path: Path, written: str, date: str) -> None:
    assert read_sidecar(beside(tmp_path, f"date = {written}")) == ({"date": date}, ())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('date = "July 2024"', "'July 2024'"),
        ('date = "2024-02-30"', "'2024-02-30'"),
        ('date = "2024/2025"', "2024-07-28"),
        ("date = 2024", "2024"),
        ("title = 7", "quotation marks"),
        ('title = "  "', "empty"),
        ('url = "example.org"', "https://"),
        ('author = "Olsen"', "unknown key 'author'"),
        ("[title]\na = 1", "quotation marks"),
        ("title = Talks", "is not TOML"),
        (b'title = "\xff"', "UTF-8"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, content: str | bytes, words: str) -> None:
    found, problems = read_sidecar(beside(tmp_path, content))
    assert found == {}
    (problem,) = problems
    assert (problem.severity, problem.code) == ("warning", "sidecar")
    assert "talks.v2.meta.toml" in problem.message
    assert words in problem.message


def test_good_keys_stay_beside_bad_ones(tmp_path: Path) -> None:
    found, problems = read_sidecar(beside(tmp_path, 'title = "Talks"\ndate = "soon"'))
    assert found == {"title": "Talks"}
    assert len(problems) == 1


def test_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    assert read_sidecar(beside(tmp_path, b'\xef\xbb\xbftitle = "Talks"'))[0] == {"title": "Talks"}


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "talks.meta.toml").mkdir()
    found, problems = read_sidecar(tmp_path / "talks.txt")
    assert (found, len(problems)) == ({}, 1)


@given(st.binary(max_size=80))
def test_no_content_crashes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("sidecar")
    found, problems = read_sidecar(beside(folder, content))
    assert set(found) <= set(KEYS)
    try:
        stated = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        assert problems
    else:
        assert len(found) + len(problems) == len(stated)
