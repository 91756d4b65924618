"""Corrections beside a file: applied, told where they cannot be, and lasting."""

import json
import time
from dataclasses import replace

import pytest

from pipeline.corrections import Corrections, corrections_path, read_corrections, to_json
from pipeline.corrections.between import corrections_between
from pipeline.evaluate import evaluate
from pipeline.labelling.labels import labels_of
from pipeline.labelling.sheet_read import read_sheet
from pipeline.report import explain
from pipeline.runner import execute
from pipeline.runner.documents import process
from pipeline.runner.inputs import find
from pipeline.tables.validate import validate

TEXT = (
    "JOINT STATEMENT\n\n"
    "Kenya and Norway decided to open an office in Oslo by 2025.\n\n"
    "They agreed to train sailors by:\n"
    "- holding annual courses in Bergen;\n"
    "- funding two ships.\n"
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "raw" / "pact.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def done(file):
    return process(find([file])[0])


def labels(file):
    return labels_of(process(replace(find([file])[0], corrected=False)), "pact")


def put_right(file, acts=lambda rows: rows, mentions=lambda rows: rows):
    """Writes what leads from the program's rows to those that the functions make of them."""
    own = labels(file)
    between = corrections_between(
        own.text,
        file.name,
        (own.mentions, mentions(list(own.mentions))),
        (own.acts, acts(list(own.acts))),
    )
    corrections_path(file).write_text(to_json(between), encoding="utf-8")
    return between


def act(result, word):
    """The one act whose evidence begins with a word."""
    (row,) = [row for row in result.tables["acts"] if row["text"].startswith(word)]
    return row


def problems(result):
    rows = result.tables["problems"]
    return [(row["code"], row["message"]) for row in rows if row["code"] != "review"]


def test_a_changed_act_says_so_and_stays_changed(file, tmp_path):
    before = act(done(file), "decided")
    put_right(file, lambda rows: [replace(rows[0], force=3, status="reaffirmed"), *rows[1:]])
    after = act(done(file), "decided")
    assert (before["method"], before["force"]) == ("rules", 5)
    assert (after["method"], after["force"], after["act_class"]) == (
        *("corrected", 3, "reaffirmation"),
    )
    assert (after["status"], after["confidence"], after["rules"]) == ("reaffirmed", 1.0, [])
    assert after["act_id"] == before["act_id"]
    execute(file.parent, tmp_path / "out")
    assert validate(tmp_path / "out", file.parent) == []
    lines = dict(explain(tmp_path / "out", after["act_id"]))
    assert lines["row"].endswith("corrected by hand")


def test_a_row_that_was_found_wrongly_is_gone_and_one_that_was_missed_is_there(file):
    put_right(file, mentions=lambda rows: [row for row in rows if row.name != "Norway"])
    assert "Norway" not in [row["text"] for row in done(file).tables["mentions"]]
    own = labels(file)
    at = TEXT.index("office")
    extra = replace(own.mentions[0], start=at, end=at + 6, label="FACILITY", name="Oslo office")
    put_right(file, mentions=lambda rows: [*rows, replace(extra, code=None)])
    (row,) = [row for row in done(file).tables["mentions"] if row["method"] == "corrected"]
    assert (row["text"], row["label"], row["entity_id"]) == (
        *("office", "FACILITY", "FACILITY:oslo-office"),
    )


def test_a_country_is_found_in_the_tables_by_name_or_by_code(file):
    wrong = [("Chile", None), ("Republic of Somewhere", "CHL")]
    for name, code in wrong:
        put_right(file, mentions=lambda rows, n=name, c=code: [
            replace(row, name=n, code=c) if row.name == "Norway" else row for row in rows
        ])  # fmt: skip
        rows = {row["text"]: row for row in done(file).tables["mentions"]}
        assert rows["Norway"]["entity_id"] == "country_chl"


def test_children_follow_a_parent_that_changed_and_outlive_one_that_went(file):
    def shorter(rows):
        return [replace(row, end=row.end - 3) if is_stem(row) else row for row in rows]

    def is_stem(row):
        return TEXT[row.start : row.end].startswith("agreed")

    assert act(done(file), "holding")["parent_id"] == act(done(file), "agreed")["act_id"]
    put_right(file, shorter)
    assert act(done(file), "holding")["parent_id"] == act(done(file), "agreed")["act_id"]
    put_right(file, lambda rows: [row for row in rows if not is_stem(row)])
    child = act(done(file), "holding")
    assert (child["parent_id"], child["level"], child["method"]) == (None, "action", "rules")


def test_words_that_moved_are_followed_and_told(file):
    put_right(file, lambda rows: [replace(rows[0], force=3, status="reaffirmed"), *rows[1:]])
    file.write_text("Press release\n\n" + TEXT, encoding="utf-8")
    result = done(file)
    assert act(result, "decided")["force"] == 3
    ((code, message),) = problems(result)
    assert code == "correction_moved"
    assert "pact.corrections.json" in message
    assert "decided to open an office" in message


def test_words_that_changed_are_told_and_nothing_is_applied(file):
    put_right(file, lambda rows: [replace(rows[0], force=3, status="reaffirmed"), *rows[1:]])
    file.write_text(TEXT.replace("an office", "two offices"), encoding="utf-8")
    result = done(file)
    assert act(result, "decided")["force"] == 5
    ((code, message),) = problems(result)
    assert code == "correction_stale"
    assert "has changed, so it was not applied" in message
    assert result.document["status"] == "ok"


def test_what_stands_in_two_places_is_told_by_the_words_around_it(file):
    at = TEXT.index("Norway")
    put_right(file, mentions=lambda rows: [row for row in rows if row.start != at])
    file.write_text("Norway, Kenya.\n\n" + TEXT, encoding="utf-8")
    texts = [(row["text"], row["start"]) for row in done(file).tables["mentions"]]
    assert ("Norway", 0) in texts
    assert ("Norway", at + 16) not in texts


def test_a_long_blank_does_not_hold_up_the_search(file):
    put_right(file, mentions=lambda rows: rows[1:])
    file.write_text("Note" + " " * 200_000 + "\n\n" + TEXT, encoding="utf-8")
    begun = time.perf_counter()
    assert "correction_moved" in [code for code, _ in problems(done(file))]
    assert time.perf_counter() - begun < 20


def test_a_row_that_the_rules_have_learnt_is_not_there_twice(file):
    own = labels(file)
    first = own.acts[0]
    content = to_json(
        corrections_between(
            own.text, file.name, ((), ()), ((), (replace(first, theme="DIP.order"),))
        )
    )
    corrections_path(file).write_text(content, encoding="utf-8")
    rows = [row for row in done(file).tables["acts"] if row["start"] == first.start]
    assert [(row["theme"], row["method"]) for row in rows] == [("DIP.order", "corrected")]


def test_a_row_whose_evidence_has_grown_since_is_still_the_one_that_was_corrected(file):
    own = labels(file)
    first = own.acts[0]
    was = replace(first, end=first.end - len(" by 2025"))
    for now in ((), (replace(was, force=3, status="reaffirmed"),)):
        between = corrections_between(own.text, file.name, ((), ()), ((was,), now))
        corrections_path(file).write_text(to_json(between), encoding="utf-8")
        rows = [row for row in done(file).tables["acts"] if row["start"] == first.start]
        assert [row["force"] for row in rows] == [3 for _ in now]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "is no JSON in UTF-8"),
        ("[]", "has no lists “mentions” and “acts”"),
        ('{"acts": [{}]}', "acts 1: it needs “was”"),
        ('{"acts": [{"now": {"start": 1}}]}', "acts 1: a place needs start, end"),
        ('{"mentions": [{"now": {"froce": 1}}]}', "unknown: froce"),
        (
            '{"mentions": [{"now": {"start": 17, "end": 22, "text": "Kenya", "label": "LAND"}}]}',
            "“Kenya” has the label 'LAND'; has no name",
        ),
        (
            '{"acts": [{"now": {"start": 34, "end": 41, "text": "decided", "cue_lemma": "decide",'
            ' "force": 1, "is_commitment": true}}]}',
            "is a commitment of force 1",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_told(file, content, told):
    corrections_path(file).write_text(content, encoding="utf-8")
    (problem,) = read_corrections(file)[1]
    assert problem.message.startswith("pact.corrections.json ")
    assert told in problem.message
    ((code, message),) = problems(done(file))
    assert (code, message) == ("corrections", " ".join(problem.message.split()))


def test_corrections_are_those_of_one_of_two_files_of_one_name(file):
    put_right(file, lambda rows: rows[1:])
    other = file.with_suffix(".md")
    other.write_text(TEXT, encoding="utf-8")
    corrections, (problem,) = read_corrections(other)
    assert corrections == Corrections()
    assert "corrects pact.txt, not pact.md" in problem.message


def test_a_file_may_be_renamed_together_with_its_corrections(file):
    put_right(file, lambda rows: rows[1:])
    other = file.rename(file.with_stem("treaty"))
    corrections_path(file).rename(corrections_path(other))
    assert len(read_corrections(other)[0].acts) == 1
    assert not [row for row in done(other).tables["acts"] if row["text"].startswith("decided")]


@pytest.mark.parametrize(
    "name",
    [
        "colon-and-semicolons.txt",
        "deadlines-and-hedges.txt",
        "list-levels.txt",
        "markdown-lead-ins.md",
        "numbering-through-headings.txt",
        "old-communique.txt",
        "one-government.txt",
        "un-decision.txt",
        "we-statement.txt",
    ],
)
def test_a_coder_who_labels_anew_gets_just_those_labels(name, fixtures, tmp_path):
    """From what the program finds to what the coder says: the tables of the next run are his."""
    source = fixtures / name
    file = tmp_path / "raw" / name
    file.parent.mkdir()
    file.write_bytes(source.read_bytes())
    sheet = json.loads(source.with_suffix(".sheet.json").read_text(encoding="utf-8"))
    coder = read_sheet(sheet, file.read_bytes().decode("utf-8"))
    put_right(file, lambda _: coder.acts, lambda _: coder.mentions)
    execute(file.parent, tmp_path / "out")
    gold = tmp_path / "gold"
    gold.mkdir()
    for label in (source.with_suffix(".gold.json"),):
        (gold / label.name).write_bytes(label.read_bytes())
    figures = evaluate(gold, tmp_path / "out")
    assert validate(tmp_path / "out", file.parent) == []
    for score in ("mentions.exact", "acts.found", "commitments.strict", "fields.object"):
        assert figures.scores[score].f1 == 1, score
    assert figures.shares["record"].value == 1
    assert figures.shares["mentions.code"].value == 1
    told = labels_of(done(file), coder.document_id)
    assert told.acts == tuple(replace(row, doubt=None) for row in coder.acts)
