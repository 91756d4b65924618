"""Label sheets: written from rows, read back to the same rows, and read by the labellers' tool."""

import importlib.util
import json

import pytest

from pipeline.errors import UsageError
from pipeline.labelling.labels import gold, labels_of
from pipeline.labelling.sheet_read import read_sheet
from pipeline.labelling.sheet_write import sheet_of
from pipeline.runner.documents import process
from pipeline.runner.inputs import find

NAMES = [
    "colon-and-semicolons.txt",
    "deadlines-and-hedges.txt",
    "list-levels.txt",
    "markdown-lead-ins.md",
    "numbering-through-headings.txt",
    "old-communique.txt",
    "one-government.txt",
    "page-breaks.txt",
    "un-decision.txt",
    "us-japan-scc-2024.txt",
    "we-statement.txt",
]


@pytest.fixture(scope="module")
def tool(shared):
    """The labellers' own program, `label.py`."""
    path = shared / "annotation" / "label.py"
    if not path.is_file():
        pytest.skip("no label.py beside the repository")
    spec = importlib.util.spec_from_file_location("label", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(path):
    return labels_of(process(find([path])[0]), path.stem)


def sheet_text(labelled):
    """A sheet as it is written, once through JSON."""
    sheet, left_out = sheet_of(labelled)
    assert left_out == []
    return json.loads(json.dumps(sheet))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_back(name, fixtures):
    labelled = found(fixtures / name)
    again = read_sheet(sheet_text(labelled), labelled.text)
    assert gold(again) == gold(labelled)


@pytest.mark.parametrize("name", NAMES)
def test_the_labellers_tool_makes_the_same_gold_file_of_it(name, fixtures, tool):
    labelled = found(fixtures / name)
    assert tool.build(sheet_text(labelled), labelled.text) == gold(labelled)


@pytest.mark.parametrize("name", [name for name in NAMES if "us-japan" not in name])
def test_a_hand_written_sheet_reads_as_the_labellers_tool_reads_it(name, fixtures):
    path = fixtures / name
    text = path.read_bytes().decode("utf-8")
    sheet = json.loads(path.with_suffix(".sheet.json").read_text(encoding="utf-8"))
    made = gold(read_sheet(sheet, text))
    wanted = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    assert made["nodes"] == wanted["nodes"]
    assert made["entities"] == wanted["entities"]
    assert [_plain(act) for act in made["acts"]] == [_plain(act) for act in wanted["acts"]]


def _plain(act):
    """An act without its name, which is the sheet's to give."""
    return {name: value for name, value in act.items() if name not in ("id", "parent")}


TEXT = "Kenya and _Norway_ agreed to meet.\n- Kenya: We’ll pay, pay and pay.\n"


def test_what_a_sheet_cannot_name_is_left_out_and_told(tmp_path):
    file = tmp_path / "pact.md"
    file.write_text(TEXT, encoding="utf-8")
    labelled = found(file)
    sheet, left_out = sheet_of(labelled)
    assert [row[1] for row in sheet["entities"]] == ["Kenya", "Kenya"]
    assert left_out == ["Norway"]
    assert [row["cue"] for row in sheet["acts"]][-1] == "We’ll"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"outline": [[1, 1, "paragraph", 0]]}, "leaves lines out of the outline: [2]"),
        ({"outline": [[1, 2, "paragraph", 0], [2, 2, "bullet", 1]]}, "Line 2 stands in two rows"),
        ({"outline": [[1, 9, "paragraph", 0]]}, "names line 9 of 3"),
        ({"outline": [[1, 2, "verse", 0]]}, "has a kind or role that is none"),
        ({"entities": [["s0.p1", "Chile", "COUNTRY"]]}, "“Chile” stands 0 times, not 1"),
        ({"entities": [["s0.p9", "Kenya", "COUNTRY"]]}, "names the node s0.p9"),
        ({"entities": [["s0.p1", "Kenya", "LAND"]]}, "“Kenya” has the label 'LAND'"),
        ({"acts": [{"node": "s0.p1"}]}, "not in order: KeyError('text')"),
        ({"acts": "none"}, "not in order"),
    ],
)
def test_a_sheet_that_does_not_fit_says_where(change, told):
    sheet = {
        "document_id": "pact",
        "outline": [[1, 1, "paragraph", 0], [2, 2, "bullet", 1]],
    }
    with pytest.raises(UsageError) as error:
        read_sheet(sheet | change, TEXT)
    assert told in str(error.value)
