"""What a user states beside a raw file: `NAME.meta.toml` next to `NAME.ext`."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from pipeline import edtf, limits
from pipeline.errors import ReadError
from pipeline.model import Problem

SUFFIX: Final = ".meta.toml"
KEYS: Final = ("title", "doc_type", "date", "issuer", "principals", "series", "url")
Sidecar = dict[str, str]


def sidecar_path(path: Path) -> Path:
    """Where the sidecar of a raw file stands; a sidecar's own path is given back."""
    return path if path.name.endswith(SUFFIX) else path.with_name(path.stem + SUFFIX)


def read_sidecar(path: Path) -> tuple[Sidecar, tuple[Problem, ...]]:
    """The sidecar of the raw file `path` (or a sidecar's own path), and what is wrong with it.

    Keys are title, doc_type, date (ISO: day, month or year), issuer, principals (names or codes
    of parties), series and url, values non-empty strings. No sidecar gives nothing and no
    problem; a key or value that cannot be used is left out and told as a problem. Raises nothing.
    """
    file = sidecar_path(path)
    try:
        raw = read_beside(file, limits.MOST_SIDECAR_BYTES)
    except FileNotFoundError:
        return {}, ()
    except ReadError as error:
        return {}, (_problem(file, str(error)),)
    except OSError as error:
        return {}, (_problem(file, f"cannot be read ({error.strerror}); check its permissions"),)
    try:
        # A byte-order mark is no TOML, but some editors write one.
        stated = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return {}, (_problem(file, "is not UTF-8; save it as UTF-8"),)
    except RecursionError:
        return {}, (_problem(file, "nests far too deep; a few plain lines are meant"),)
    except tomllib.TOMLDecodeError as error:
        return {}, (_problem(file, f'is not TOML: {error}; write lines like date = "2024-07-28"'),)
    return usable(stated, file)


def usable(stated: Mapping[str, Any], file: Path) -> tuple[Sidecar, tuple[Problem, ...]]:
    """What a sidecar, or a record with the same keys, states, and what of it cannot be used;
    `file` names the place."""
    found: Sidecar = {}
    problems = []
    for key, value in stated.items():
        text, doubt = _value(key, value)
        if doubt:
            problems.append(_problem(file, doubt))
        elif text:
            found[key] = text
    return found, tuple(problems)


def read_beside(file: Path, most: int) -> bytes:
    """What stands beside a document, of at most so many bytes.

    Raises OSError where it cannot be read, and ReadError, whose message goes on behind the file's
    name, for a link out of its folder, for what is no file, and for what is too long.
    """
    if file.is_symlink() and not file.resolve().is_relative_to(file.parent.resolve()):
        raise ReadError("is a link to another folder; put the file itself there")
    if file.exists() and not file.is_file():
        raise ReadError("is no file")
    with file.open("rb") as opened:
        found = opened.read(most + 1)
    if len(found) > most:
        raise ReadError("is far too long")
    return found


def _problem(file: Path, doubt: str) -> Problem:
    return Problem("warning", "sidecar", f"{file.name} {doubt}.")


def _value(key: str, value: Any) -> tuple[str, str]:
    """The usable value of a key, or what is wrong with it and what to do."""
    if key not in KEYS:
        return "", f"has the unknown key {key!r}, which was left out; known are {', '.join(KEYS)}"
    if key == "date":
        return _date(value)
    if not isinstance(value, str):
        return "", f"gives {key} as {type(value).__name__}; put it in quotation marks"
    text = " ".join(value.split())
    if not text:
        return "", f"leaves {key} empty; give it a value or delete the line"
    if key == "url" and not text.lower().startswith(("http://", "https://")):
        return "", f"gives the url {text!r}; begin it with https://"
    return text, ""


def _date(value: Any) -> tuple[str, str]:
    if isinstance(value, datetime):
        return value.date().isoformat(), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    if isinstance(value, str) and "/" not in value and edtf.valid(value.strip()):
        return value.strip(), ""
    return "", f"gives the date {value!r}; write a day, month or year as in 2024-07-28 or 2024-07"
