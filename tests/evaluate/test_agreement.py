"""Alpha against its author's examples, and the agreement of two coders."""

import json
import shutil

import pytest

from pipeline.errors import UsageError
from pipeline.evaluate.agreement import agreement
from pipeline.evaluate.alpha import alpha, nominal, ordinal
from pipeline.labelling.coders import documents_of

# Krippendorff (2011): A, two observers and two values; B, two observers and five values; C, four
# observers, some of whom left units out.
BINARY = ("0100000010", "1110010000")
NAMES = ("aabbdcccedda", "babbbccceddd")
OBSERVERS = ("123321412...", "12332241 25.3", ".3332342 251.", "12332441 251.")


def units(observers):
    rows = [observer.replace(" ", "") for observer in observers]
    return [tuple(None if v == "." else v for v in unit) for unit in zip(*rows, strict=True)]


def ranks(observers):
    return [tuple(v and int(v) for v in unit) for unit in units(observers)]


@pytest.mark.parametrize(
    ("found", "published"),
    [
        (alpha(units(BINARY), nominal), 0.095),
        (alpha(units(NAMES), nominal), 0.692),
        (alpha(units(OBSERVERS), nominal), 0.743),
        (alpha(ranks(OBSERVERS), ordinal), 0.815),
    ],
    ids=["binary", "nominal", "missing data", "ordinal"],
)
def test_alpha_is_what_its_author_published(found, published):
    assert found == pytest.approx(published, abs=0.0005)


def test_values_that_never_differ_have_no_alpha():
    assert alpha([("a", "a"), ("a", "a")], nominal) is None
    assert alpha([("a", None)], nominal) is None
    assert alpha([], ordinal) is None


@pytest.fixture
def coders(fixtures, tmp_path):
    """Two folders: the hand labels of two documents, and other labels of the first of them."""
    for coder in ("anna", "ben"):
        (tmp_path / coder).mkdir()
    for name in ("one-government", "we-statement"):
        shutil.copyfile(fixtures / f"{name}.gold.json", tmp_path / "anna" / f"{name}.gold.json")
    labels = json.loads((fixtures / "one-government.gold.json").read_text(encoding="utf-8"))
    labels["acts"][0]["force"] = 3
    labels["acts"][2]["is_commitment"] = False
    labels["entities"].pop()
    (tmp_path / "ben" / "x.gold.json").write_text(json.dumps(labels), encoding="utf-8")
    return tmp_path / "anna", tmp_path / "ben"


def test_two_coders_agree_by_the_scorers_figures(coders):
    anna, ben = map(documents_of, coders)
    found = agreement(anna, ben)
    assert found.alone == ("we-statement",)
    assert found.figures.scores["outline.nodes"].f1 == 1
    acts, mentions = anna[0].acts, anna[0].mentions
    kept = sum(act.is_commitment for act in acts)
    assert found.figures.scores["mentions.exact"].hits == len(mentions) - 1
    assert found.figures.scores["commitments.f1"].hits == kept - 1
    assert found.alphas["status"] == (1, kept)
    assert found.alphas["force"][0] < 1
    assert found.alphas["is_commitment"][1] == len(acts)
    swapped = agreement(ben, anna)
    assert swapped.alphas == found.alphas
    for name in ("outline.nodes", "mentions.exact", "commitments.f1"):
        assert swapped.figures.scores[name].f1 == pytest.approx(found.figures.scores[name].f1)
    assert "commitments.f1       F1 0." in "\n".join(found.lines())


def test_a_coder_may_hand_in_sheets(fixtures, tmp_path):
    for suffix in (".txt", ".sheet.json"):
        shutil.copyfile(fixtures / f"we-statement{suffix}", tmp_path / f"we-statement{suffix}")
    found = agreement(documents_of(tmp_path), documents_of(fixtures / "we-statement.gold.json"))
    assert all(found.figures.scores[name].f1 == 1 for name in ("acts.found", "mentions.exact"))


def test_a_folder_without_labels_says_what_it_wants(tmp_path):
    with pytest.raises(UsageError, match=r"has no labels: NAME\.gold\.json"):
        documents_of(tmp_path)
    with pytest.raises(UsageError, match="There is no file or folder"):
        documents_of(tmp_path / "nowhere")
    (tmp_path / "a.sheet.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="which is not beside it"):
        documents_of(tmp_path)
