"""Two runs held against each other: what an edit of a rule, a word list or a text did."""

import csv
import io
import json

import pytest

from pipeline.changes import FORMATS, difference
from pipeline.cli import main
from pipeline.errors import UsageError
from pipeline.runner import execute

TEXT = (
    "JOINT STATEMENT\n\n"
    "Kenya and Norway decided to open an office in Oslo by 2025.\n\n"
    "They agreed to train sailors by:\n"
    "- holding annual courses in Bergen;\n"
    "- funding two ships.\n"
)


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "pact.txt").write_text(TEXT, encoding="utf-8")
    execute(folder, tmp_path / "old")
    return folder


def after(raw, change=lambda text: text, **options):
    """What an edit of the text changes."""
    file = raw / "pact.txt"
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    execute(raw, raw.parent / "new", **options)
    return difference(raw.parent / "old", raw.parent / "new")


def kinds(found, table):
    return [(one.kind, one.words) for one in found.changes if one.table == table]


def test_the_same_run_twice_differs_in_nothing(raw):
    found = after(raw, force=True)
    assert (found.changes, found.programs) == ((), ())
    assert FORMATS["text"](found) == "no row differs\n"


def test_a_corrected_field_is_one_changed_row_of_each_table_that_has_it(raw):
    (row,) = [r for r in json_rows(raw.parent / "old", "acts") if r["text"].startswith("decided")]
    fields = {"start": row["start"], "end": row["end"], "text": row["text"]}
    was = {**fields, "cue_lemma": "decide"}
    now = {
        **was, "force": 3, "is_commitment": True, "status": "reaffirmed", "level": "goal",
        "ctype": "action", "actors": ["KEN", "NOR"], "obligors": ["KEN", "NOR"],
        "action": row["action"], "object": row["object"], "deadline": row["deadline"],
        "theme": row["theme"],
    }  # fmt: skip
    content = {"acts": [{"was": was, "now": now}]}
    (raw / "pact.corrections.json").write_text(json.dumps(content), encoding="utf-8")
    found = after(raw)
    (change,) = [one for one in found.changes if one.table == "acts"]
    assert (change.kind, change.old_id) == ("changed", change.new_id)
    fields = {name: (old, new) for name, old, new in change.fields}
    assert fields["force"] == (5, 3)
    assert fields["method"] == ("rules", "corrected")
    assert [kind for kind, _ in kinds(found, "commitments")] == ["changed"]
    told = FORMATS["text"](found)
    assert "force: 5 → 3" in told
    assert "COMMITMENTS" not in told


def json_rows(folder, table):
    import pyarrow.parquet

    return pyarrow.parquet.read_table(folder / f"{table}.parquet").to_pylist()


def test_an_edit_far_above_only_moves_rows(raw):
    found = after(raw, lambda text: "Press release\n\n" + text)
    assert [kind for kind, _ in kinds(found, "acts")] == ["moved"] * len(
        json_rows(raw.parent / "old", "acts")
    )
    assert kinds(found, "documents") == [("moved", "pact.txt")]
    assert {kind for kind, _ in kinds(found, "nodes")} == {"added", "changed", "moved"}
    assert found.counts()["acts"]["moved"] == len(kinds(found, "acts"))
    assert "ACTS" not in FORMATS["text"](found)


def test_longer_evidence_is_a_changed_row_although_its_id_is_another(raw):
    found = after(raw, lambda text: text.replace("Oslo by 2025", "Oslo by May 2025"))
    changed = [one for one in found.changes if one.table == "acts" and one.kind == "changed"]
    (decided,) = [one for one in changed if one.words.startswith("decided")]
    assert decided.old_id != decided.new_id
    assert ("deadline", "../2025", "../2025-05") in decided.fields
    assert not [one for one in found.changes if one.table == "acts" and one.kind == "removed"]
    told = FORMATS["text"](found)
    assert "deadline: ../2025 → ../2025-05" in told
    assert "start:" not in told


def test_what_is_new_and_what_is_gone(raw):
    edited = "\nNorway launched a ferry.\n"
    found = after(raw, lambda text: text.replace("- funding two ships.\n", edited))
    acts = kinds(found, "acts")
    assert ("removed", "funding two ships") in acts
    assert ("added", "launched a ferry") in acts
    assert ("added", "launched a ferry") in kinds(found, "commitments")
    assert "PARTIES" not in FORMATS["text"](found)


def test_csv_has_a_line_for_every_changed_field(raw):
    found = after(raw, lambda text: text.replace("Oslo by 2025", "Oslo by May 2025"))
    lines = list(csv.DictReader(io.StringIO(FORMATS["csv"](found))))
    (line,) = [one for one in lines if (one["table"], one["column"]) == ("acts", "deadline")]
    assert (line["change"], line["old"], line["new"]) == ("changed", "../2025", "../2025-05")
    assert len([one for one in lines if one["change"] == "moved"]) == sum(
        of["moved"] for of in found.counts().values()
    )


def test_markdown_is_a_table_and_lists(raw):
    told = FORMATS["markdown"](after(raw, lambda text: text.replace("two ships", "three ships")))
    assert "| table | added | removed | changed | moved |\n|-|-|-|-|-|" in told
    assert "## acts\n\n- ~ " in told


def test_programs_that_differ_are_told(raw):
    after(raw, force=True)
    new = raw.parent / "new"
    run = json.loads((new / "run.json").read_text(encoding="utf-8"))
    run["versions"]["factsheets"] = "9.9"
    (new / "run.json").write_text(json.dumps(run), encoding="utf-8")
    timings = json.loads((new / "timings.json").read_text(encoding="utf-8"))
    timings["lexicon"]["acts/cues"] = "0"
    (new / "timings.json").write_text(json.dumps(timings), encoding="utf-8")
    version, words = difference(raw.parent / "old", new).programs
    assert version.endswith(" → 9.9")
    assert words == "word lists that differ: acts/cues"
    (new / "timings.json").unlink()
    told = difference(raw.parent / "old", new).programs[1]
    assert told.startswith("whether the word lists differ is not known")


def test_a_run_of_an_older_program_without_a_table_is_compared_in_the_others(raw):
    after(raw, force=True)
    for form in ("csv", "parquet"):
        (raw.parent / "old" / f"dyads.{form}").unlink()
    found = difference(raw.parent / "old", raw.parent / "new")
    assert (found.changes, found.programs) == ((), ("no table dyads in one of the two",))


def test_a_folder_without_a_run_is_told(raw, tmp_path, monkeypatch, capsys):
    with pytest.raises(UsageError, match="holds no finished run"):
        difference(raw.parent / "old", raw)
    for words, code in ((("old", "old"), 0), (("old", "raw"), 2), (("old", "old", "x"), 2)):
        given = [str(tmp_path / word) for word in words[:2]]
        form = ["--format", words[2]] if len(words) > 2 else []
        monkeypatch.setattr("sys.argv", ["factsheets", "diff", *given, *form])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == code
    assert "There is no format “x”" in capsys.readouterr().err
