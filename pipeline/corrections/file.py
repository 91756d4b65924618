"""`NAME.corrections.json` beside a raw file: written by the program, plain enough for people."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from pipeline import limits
from pipeline.corrections.labels import (
    ACT_FIELDS,
    MENTION_FIELDS,
    ActLabel,
    Correction,
    Corrections,
    Label,
    MentionLabel,
    Quote,
    Span,
)
from pipeline.errors import ReadError
from pipeline.model import Problem
from pipeline.readers.sidecar import read_beside

SUFFIX: Final = ".corrections.json"
_SPANS: Final = ("cue", "parent")
_PLACE: Final = ("start", "end", "text", "before", "after")
_PARTIES: Final = ("actors", "obligors", "partners")
_KINDS: Final = {"force": int, "is_commitment": bool, "negated": bool}


def corrections_path(path: Path) -> Path:
    """Where the corrections of a raw file stand."""
    return path.with_name(path.stem + SUFFIX)


def to_json(corrections: Corrections) -> str:
    """The file's content: for each row what it was and what it is now, each span quoted."""
    content = {
        "file": corrections.file,
        "mentions": [_entry(one) for one in corrections.mentions],
        "acts": [_entry(one) for one in corrections.acts],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _entry(one: Correction[Any]) -> dict[str, Any]:
    sides = {"was": one.was, "now": one.now}
    return {name: _row(side, one.quotes) for name, side in sides.items() if side}


def _row(label: MentionLabel | ActLabel, quotes: Mapping[Span, Quote]) -> dict[str, Any]:
    names = ACT_FIELDS if isinstance(label, ActLabel) else MENTION_FIELDS
    row = _place(label.span, quotes)
    for name in names:
        value = getattr(label, name)
        if name not in _PLACE and value not in (None, (), False):
            row[name] = _place(value, quotes) if name in _SPANS else value
    if isinstance(label, ActLabel):
        row |= {"force": label.force, "is_commitment": label.is_commitment}
    return row


def _place(span: Span, quotes: Mapping[Span, Quote]) -> dict[str, Any]:
    one = quotes[span]
    return dict(zip(_PLACE, (*span, one.text, one.before, one.after), strict=True))


def read_corrections(path: Path) -> tuple[Corrections, tuple[Problem, ...]]:
    """The corrections beside the raw file `path`, and what of them cannot be used.

    No file gives nothing and no problem; a row that the guideline does not allow is left out and
    told. Raises nothing.
    """
    file = corrections_path(path)
    try:
        found = read_beside(file, limits.MOST_CORRECTIONS_BYTES)
        content = json.loads(found.decode("utf-8-sig"))
    except FileNotFoundError:
        return Corrections(), ()
    except OSError as error:
        return Corrections(), (_problem(file, f"cannot be read ({error.strerror})"),)
    except ReadError as error:
        return Corrections(), (_problem(file, str(error)),)
    except (ValueError, RecursionError) as error:
        return Corrections(), (_problem(file, f"is no JSON in UTF-8: {error}"),)
    if not isinstance(content, dict) or not all(
        isinstance(content.get(name, []), list) for name in ("mentions", "acts")
    ):
        return Corrections(), (_problem(file, "has no lists “mentions” and “acts”"),)
    of = content.get("file")
    if isinstance(of, str) and Path(of).suffix != path.suffix:
        # One name, two kinds of file, each with a text of its own.
        message = f"{file.name} corrects {of}, not {path.name}: nothing of it was applied here."
        return Corrections(), (Problem("info", "corrections", message),)
    mentions, doubts = _entries("mentions", content.get("mentions", []), _mention)
    acts, more = _entries("acts", content.get("acts", []), _act)
    problems = tuple(_problem(file, doubt) for doubt in (*doubts, *more))
    return Corrections(path.name, mentions, acts), problems


def _problem(file: Path, doubt: str) -> Problem:
    message = f"{file.name} {doubt}; that was not applied."
    return Problem("warning", "corrections", message)


def _entries(
    table: str, rows: Iterable[Any], read: Callable[[Any, dict[Span, Quote]], Label]
) -> tuple[tuple[Correction[Label], ...], list[str]]:
    found, doubts = [], []
    for number, row in enumerate(rows, 1):
        try:
            found.append(_correction(row, read))
        except ValueError as error:
            doubts.append(f"has a row that cannot be used, {table} {number}: {error}")
    return tuple(found), doubts


def _correction(row: Any, read: Callable[[Any, dict[Span, Quote]], Label]) -> Correction[Label]:
    if not isinstance(row, dict) or not row.keys() <= {"was", "now"} or not any(row.values()):
        raise ValueError("it needs “was” (the row as it is) or “now” (as it should be), or both")
    quotes: dict[Span, Quote] = {}
    was, now = (read(row[name], quotes) if row.get(name) else None for name in ("was", "now"))
    if now and (faults := list(now.faults())):
        raise ValueError(f"“{quotes[now.span].text}” {'; '.join(faults)}")
    return Correction(was, now, quotes)


def _mention(row: Any, quotes: dict[Span, Quote]) -> MentionLabel:
    start, end = _span(row, quotes, MENTION_FIELDS)
    told = {name: _value(row, name, str) for name in ("label", "name", "code")}
    return MentionLabel(start, end, told["label"] or "", told["name"] or "", told["code"])


def _act(row: Any, quotes: dict[Span, Quote]) -> ActLabel:
    start, end = _span(row, quotes, ACT_FIELDS)
    told: dict[str, Any] = {"start": start, "end": end}
    for name in ACT_FIELDS[2:]:
        if name in _SPANS:
            told[name] = _span(row[name], quotes) if row.get(name) else None
        elif name in _PARTIES:
            told[name] = _parties(row, name)
        else:
            told[name] = _value(row, name, _KINDS.get(name, str))
    return ActLabel(
        **told
        | {
            "cue": told["cue"] or (start, end),
            "cue_lemma": told["cue_lemma"] or "",
            "is_commitment": bool(told["is_commitment"]),
            "negated": bool(told["negated"]),
        }
    )


def _span(row: Any, quotes: dict[Span, Quote], fields: Iterable[str] = ()) -> Span:
    if not isinstance(row, dict):
        raise ValueError(f"{row!r} is no place; write start, end and text")
    if unknown := row.keys() - {*_PLACE, *fields}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    start, end, text = _value(row, "start", int), _value(row, "end", int), _value(row, "text", str)
    if start is None or end is None or not text or not 0 <= start < end:
        raise ValueError("a place needs start, end (code points) and text (the quote)")
    around = (_value(row, name, str) or "" for name in ("before", "after"))
    quotes[start, end] = Quote(text, *around)
    return start, end


def _value(row: Mapping[str, Any], name: str, kind: type[Any]) -> Any:
    value = row.get(name)
    # JSON's true is Python's 1, but no number.
    if value is not None and (not isinstance(value, kind) or (kind is int and value is True)):
        raise ValueError(f"{name} is {value!r}")
    return value


def _parties(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = _value(row, name, list) or []
    if not all(isinstance(item, str) for item in value):
        raise ValueError(f"{name} is {value!r}; it holds codes or names")
    return tuple(value)
