"""The whole loop: out to a coder, back as corrections, into the tables, kept as a fixture."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.corrections import corrections_path
from pipeline.errors import UsageError
from pipeline.evaluate import evaluate
from pipeline.evaluate.texts import find_texts
from pipeline.labelling.files import accept, correct, labels_in, write_labels
from pipeline.labelling.studio_config import config
from pipeline.labelling.studio_read import from_results
from pipeline.labelling.studio_write import task
from pipeline.runner import execute

EXPORT = Path(__file__).with_name("one-government.label-studio.json")


@pytest.fixture
def file(fixtures, tmp_path):
    path = tmp_path / "raw" / "one-government.txt"
    path.parent.mkdir()
    shutil.copyfile(fixtures / path.name, path)
    return path


def rows(file, tmp_path, table):
    frames = execute(file, tmp_path / "out").frames()
    return [row for row in frames[table].to_dict("records") if row["method"] == "corrected"]


def changed(sheet, **fields):
    """A sheet with other fields in its first act."""
    content = json.loads(sheet.read_text(encoding="utf-8"))
    content["acts"][0] |= fields
    sheet.write_text(json.dumps(content), encoding="utf-8")


def test_a_sheet_goes_out_and_comes_back_as_the_rows_that_were_changed(file, tmp_path):
    done = write_labels(file, tmp_path / "labels")
    sheet = tmp_path / "labels" / "one-government.sheet.json"
    assert {path.name for path in done.files} == {
        "one-government.txt", "one-government.sheet.json", "one-government.tasks.json",
        "label-studio.xml",
    }  # fmt: skip
    assert correct(file, sheet).counts == {"added": 0, "removed": 0, "changed": 0}
    assert rows(file, tmp_path, "acts") == []
    changed(sheet, status="new", theme="ECON.energy", doubt="perhaps CLIM")
    done = correct(file, sheet)
    assert (done.counts, done.notes) == ({"added": 0, "removed": 0, "changed": 1}, ())
    (row,) = rows(file, tmp_path, "acts")
    assert (row["status"], row["theme"]) == ("new", "ECON.energy")
    (row,) = rows(file, tmp_path, "commitments")
    assert row["theme"] == "ECON.energy"


def test_a_second_coder_begins_where_the_first_left_off(file, tmp_path):
    sheet = tmp_path / "labels" / "one-government.sheet.json"
    write_labels(file, tmp_path / "labels")
    changed(sheet, theme="ECON.energy")
    correct(file, sheet)
    before = corrections_path(file).read_bytes()
    write_labels(file, tmp_path / "labels")
    assert json.loads(sheet.read_text(encoding="utf-8"))["acts"][0]["theme"] == "ECON.energy"
    assert correct(file, sheet).counts["changed"] == 1
    assert corrections_path(file).read_bytes() == before


def test_what_corrections_do_not_hold_is_told(file, tmp_path):
    sheet = tmp_path / "labels" / "one-government.sheet.json"
    write_labels(file, tmp_path / "labels")
    content = json.loads(sheet.read_text(encoding="utf-8"))
    content["outline"][0][2] = "doc_type"
    content["principals"] = ["NOR"]
    sheet.write_text(json.dumps(content), encoding="utf-8")
    assert correct(file, sheet).notes == (
        "the outline differs; corrections hold mentions and acts, not the outline",
        "other principals than the program’s: write them in one-government.meta.toml",
    )


@pytest.mark.parametrize(
    "name",
    [
        "colon-and-semicolons.txt",
        "deadlines-and-hedges.txt",
        "old-communique.txt",
        "page-breaks.txt",
    ],
)
def test_a_prediction_says_all_that_the_rows_say(name, fixtures):
    labelled = labels_in(fixtures / name)
    results = task(labelled, name, "")["predictions"][0]["result"]
    again = from_results(json.loads(json.dumps(results)), labelled)
    assert again.mentions == labelled.mentions
    assert [replace(act, obligors=act.obligors or act.actors) for act in labelled.acts] == list(
        again.acts
    )


def test_an_export_of_label_studio_becomes_corrections(file, tmp_path):
    """The export was made by Label Studio 1.23.2 from what `label` wrote for this text: its page
    was used to change a force, to remove a mention, and to add a mention and an act."""
    done = correct(file, EXPORT)
    assert done.counts["added"] >= 2
    acts = {row["text"]: row for row in rows(file, tmp_path, "acts")}
    shared = next(row for text, row in acts.items() if text.startswith("will share seabed maps"))
    assert (shared["force"], shared["act_class"]) == (4, "declarative")
    plan = acts["plans to build a carbon terminal in Louisiana"]
    assert (plan["cue_lemma"], plan["force"], plan["reason"]) == ("plan", 2, "elaboration")
    assert (plan["cue_start"], plan["cue_end"]) == (plan["start"], plan["start"] + len("plans"))
    mentions = {row["text"]: row for row in rows(file, tmp_path, "mentions")}
    assert mentions["Nordhav Energi"]["label"] == "ORG"
    told = [row.span for row in done.labelled.mentions if done.labelled.quote(row) == "Memorandum"]
    assert told == []


def test_label_studio_counts_characters_as_we_do(tmp_path):
    file = tmp_path / "odd.txt"
    file.write_bytes("Kenya 🌊 and Norway\r\nagreed to meet.\r\n".encode())
    labelled = labels_in(file)
    shown = task(labelled, file.name, "")["data"]["text"]
    assert len(shown.encode("utf-16-le")) == 2 * len(labelled.text)
    assert "\r" not in shown
    at = labelled.text.index("Norway")
    assert shown[at : at + 6] == "Norway"


def test_the_interface_offers_every_value():
    from xml.etree import ElementTree

    from pipeline import values

    view = ElementTree.fromstring(config())
    offered = {tag.get("value") for tag in view.iter() if tag.tag in ("Choice", "Label")}
    for wanted in (values.LABELS, values.STATUSES, values.REASONS, values.THEMES, values.CTYPES):
        assert set(wanted) <= offered


def spoilt(change):
    tasks = json.loads(EXPORT.read_text(encoding="utf-8"))
    change(tasks[0])
    return tasks


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda t: t["data"].update(file="other.txt"), "has no task of one-government.txt, but of"),
        (lambda t: t["data"].update(text="another"), "labels another text"),
        (lambda t: t.update(annotations=[]), "has no annotation of one-government.txt"),
        (lambda t: t.update(data=None), "is no Label Studio export"),
        (
            lambda t: t["annotations"][0].update(
                result=[r for r in t["annotations"][0]["result"] if r.get("from_name") != "force"]
            ),
            "has no force (5 commissive",
        ),
    ],
)
def test_an_export_that_cannot_be_used_says_why(file, tmp_path, change, told):
    export = tmp_path / "export.json"
    export.write_text(json.dumps(spoilt(change)), encoding="utf-8")
    with pytest.raises(UsageError) as error:
        correct(file, export)
    assert told in str(error.value)
    assert not corrections_path(file).exists()


def test_a_corrected_document_becomes_a_fixture(file, tmp_path):
    with pytest.raises(UsageError, match="has not been corrected"):
        accept(file, tmp_path / "fixtures")
    sheet = tmp_path / "labels" / "one-government.sheet.json"
    write_labels(file, tmp_path / "labels")
    changed(sheet, theme="ECON.energy", doubt="perhaps CLIM")
    correct(file, sheet)
    file.with_suffix(".meta.toml").write_text('series = "Ocean energy"\n', encoding="utf-8")
    done = accept(file, tmp_path / "fixtures")
    assert sorted(path.name for path in done.files) == [
        "one-government.gold.json", "one-government.meta.toml", "one-government.sheet.json",
        "one-government.txt",
    ]  # fmt: skip
    gold = json.loads(done.files[0].read_text(encoding="utf-8"))
    assert gold["acts"][0]["doubt"] == "perhaps CLIM"
    with pytest.raises(UsageError, match="is there already"):
        accept(file, tmp_path / "fixtures")
    corrections_path(tmp_path / "fixtures" / file.name).write_bytes(
        corrections_path(file).read_bytes()
    )
    execute(find_texts(tmp_path / "fixtures"), tmp_path / "scored", corrected=False)
    figures = evaluate(tmp_path / "fixtures", tmp_path / "scored")
    kept = figures.shares["fields.theme"]
    assert (kept.right, kept.compared) == (kept.compared - 1, figures.scores["commitments.f1"].hits)


def test_a_correction_that_no_longer_fits_is_no_label(file, tmp_path):
    sheet = tmp_path / "labels" / "one-government.sheet.json"
    write_labels(file, tmp_path / "labels")
    changed(sheet, theme="ECON.energy")
    correct(file, sheet)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("signed a Memorandum", "signed one Memorandum"), encoding="utf-8")
    with pytest.raises(UsageError, match="Correct it again before you accept it"):
        accept(file, tmp_path / "fixtures")


def test_a_fixture_may_be_any_kind_of_file(tmp_path):
    page = tmp_path / "raw" / "pact.html"
    page.parent.mkdir()
    page.write_text("<h1>Pact</h1><p>Kenya and Norway agreed to meet.</p>", encoding="utf-8")
    write_labels(page, tmp_path / "labels")
    correct(page, tmp_path / "labels" / "pact.sheet.json")
    accept(page, tmp_path / "fixtures")
    assert find_texts(tmp_path / "fixtures") == [tmp_path / "fixtures" / "pact.html"]
    execute(tmp_path / "fixtures" / "pact.html", tmp_path / "out")
    figures = evaluate(tmp_path / "fixtures", tmp_path / "out")
    assert (figures.missing, figures.scores["commitments.strict"].f1) == ([], 1)


def test_the_commands_say_what_they_wrote(file, tmp_path, monkeypatch, capsys):
    def call(*words):
        monkeypatch.setattr("sys.argv", ["factsheets", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, capsys.readouterr()

    labels = tmp_path / "labels"
    code, told = call("label", file, "--output", labels)
    assert (code, "label-studio.xml" in told.out) == (0, True)
    code, told = call("correct", file, labels / "one-government.sheet.json")
    assert code == 0
    assert told.out == f"0 added, 0 removed, 0 changed -> {corrections_path(file)}\n"
    code, told = call("accept", file, "--to", tmp_path / "fixtures")
    assert (code, "one-government.gold.json" in told.out) == (0, True)
    code, told = call("agreement", tmp_path / "fixtures", file.parent)
    assert code == 0
    lines = dict(line.split(maxsplit=1) for line in told.out.splitlines())
    assert lines["commitments.f1"].startswith("F1 1.000")
    assert lines["alpha.force"].startswith("alpha 1.000")
    changed(labels / "one-government.sheet.json", theme="ECON.energy")
    call("correct", file, labels / "one-government.sheet.json")
    call("run", file, "--output", tmp_path / "tables")
    code, told = call("evaluate", tmp_path / "fixtures", tmp_path / "tables")
    assert (code, "1 row of" in told.err) == (0, True)
    code, told = call("correct", file, tmp_path / "nothing.json")
    assert (code, "cannot be read" in told.err) == (2, True)


def test_the_loop_of_the_readme_runs_as_it_stands_there(root, tmp_path, monkeypatch, capsys):
    readme = (root / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Correcting that lasts\n")[1].split("\n## ")[0]
    commands = [
        line.split("#")[0].split() for line in section.splitlines() if line.startswith("    fact")
    ]
    assert [words[1] for words in commands] == ["label", "correct", "accept", "agreement"]
    shutil.copytree(root / "raw", tmp_path / "raw")
    for coder in ("anna", "ben"):
        (tmp_path / coder).mkdir()
        labels = root / "tests" / "fixtures" / "us-japan-scc-2024.gold.json"
        shutil.copyfile(labels, tmp_path / coder / labels.name)
    monkeypatch.chdir(tmp_path)
    for words in commands:
        monkeypatch.setattr("sys.argv", words)
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0, words
        assert capsys.readouterr().err == ""
    assert (tmp_path / "labelled" / "us-japan-scc-2024.gold.json").is_file()
