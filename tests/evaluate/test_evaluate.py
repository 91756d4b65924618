"""The figures, by hand on a small document and against the reference scorer."""

import contextlib
import copy
import importlib.util
import io
import json
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import OutputError, UsageError
from pipeline.evaluate import evaluate
from tests.evaluate.label_tables import Labels, tables_of, write_tables

HASH = "0" * 64


def node(path: str, kind: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    plain = {"level": 0, "parent": None, "role": None, "lead_in": None}
    return {"path": path, "kind": kind, "start": start, "end": end, **plain, **more}


def act(name: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    plain = {
        **{"is_commitment": True, "force": 5, "status": "new", "level": "action"},
        **{"actors": ["USA", "JPN"], "obligors": ["USA", "JPN"], "partners": []},
        **{"action": "expand", "object": "the exercises", "deadline": None},
        **{"theme": "DEF.exercises", "negated": False},
    }
    return {"id": name, "start": start, "end": end, "text": "x" * (end - start), **plain, **more}


def small() -> Labels:
    nodes = [
        node("h1", "title", 0, 20),
        node("s1", "section", 21, 30, level=1),
        node("s1.b1", "bullet", 33, 133, level=1, parent="s1", lead_in=[33, 40]),
        node("s1.b1.b1", "bullet", 136, 236, level=2, parent="s1.b1", role="elaboration"),
    ]
    for each in nodes:
        each["text"] = ("Title: abcd " * 40)[: each["end"] - each["start"]]
    entities = [
        {"start": 50, "end": 55, "type": "COUNTRY", "code": "JPN", "text": "Japan"},
        {"start": 60, "end": 64, "type": "ALLIANCE", "code": None, "text": "NATO"},
    ]
    return {
        "document": {"document_id": "small", "sha256": HASH},
        "nodes": nodes,
        "entities": entities,
        "acts": [
            act("A1", 70, 100, partners=["AUS"], deadline="../2025"),
            act("A2", 140, 180, force=2),
            act("A3", 190, 230, is_commitment=False, force=1),
        ],
    }


def scored(folder: Path, gold: Labels, predicted: Labels, suffix: str = "parquet") -> list[str]:
    gold_folder = folder / "gold"
    gold_folder.mkdir(exist_ok=True)
    (gold_folder / "small.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    write_tables(tables_of([predicted]), folder / "tables", suffix)
    return evaluate(gold_folder, folder / "tables").lines()


def numbers(lines: list[str], name: str) -> str:
    """F1, precision, recall and n of a figure; or share and n."""
    words = next(row.split() for row in lines if row.split()[0] == name)
    return " ".join(word for word in words[1:] if word[0].isdigit())


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_the_labels_themselves_score_one(tmp_path: Path, suffix: str) -> None:
    lines = scored(tmp_path, small(), small(), suffix)
    assert len(lines) == 25
    assert all("F1 1.000  P 1.000  R 1.000" in x or "share 1.000" in x for x in lines)
    assert numbers(lines, "record") == "1.000 2"


DROP = None


@pytest.mark.parametrize(
    ("table", "row", "change", "name", "expected"),
    [
        ("nodes", 3, DROP, "outline.nodes", "0.857 1.000 0.750 4"),
        ("nodes", 0, {"kind": "byline"}, "outline.nodes", "1.000 1.000 1.000 4"),
        ("nodes", 0, {"kind": "bullet"}, "outline.nodes", "0.750 0.750 0.750 4"),
        ("nodes", 3, {"level": 1}, "outline.placed", "0.667 0.667 0.667 3"),
        ("nodes", 3, {"parent": "s1"}, "outline.placed", "0.667 0.667 0.667 3"),
        ("nodes", 3, {"parent": "s1"}, "outline.exact", "0.000 1"),
        ("nodes", 2, {"lead_in": None}, "outline.lead_in", "0.500 2"),
        ("nodes", 3, {"role": "enumerated"}, "outline.role", "0.500 2"),
        ("entities", 1, {"type": "ORG"}, "mentions.exact", "0.500 0.500 0.500 2"),
        ("entities", 1, {"type": "ORG"}, "mentions.span", "1.000 1.000 1.000 2"),
        ("entities", 1, {"type": "ORG"}, "ORG", "0.000 0.000 1.000 0"),
        ("entities", 0, {"code": "KOR"}, "mentions.code", "0.000 1"),
        ("acts", 2, DROP, "acts.found", "0.800 1.000 0.667 3"),
        ("acts", 2, DROP, "commitments.f1", "1.000 1.000 1.000 2"),
        ("acts", 0, {"end": 90}, "commitments.f1", "1.000 1.000 1.000 2"),
        ("acts", 0, {"end": 90}, "commitments.strict", "0.500 0.500 0.500 2"),
        ("acts", 0, {"actors": ["USA"]}, "fields.actors", "0.857 1.000 0.750 4"),
        ("acts", 0, {"actors": ["USA"]}, "record", "0.500 2"),
        ("acts", 0, {"partners": []}, "fields.partners", "0.000 0.000 0.000 1"),
        ("acts", 0, {"object": "exercises"}, "fields.object", "0.857 1.000 0.750 4"),
        ("acts", 0, {"deadline": "2025"}, "fields.deadline", "0.000 0.000 0.000 1"),
        ("acts", 1, {"force": None}, "fields.force", "0.500 2"),
        ("acts", 1, {"negated": True}, "fields.negated", "0.500 2"),
        ("acts", 1, {"theme": "CLIM"}, "fields.theme", "0.500 2"),
    ],
)
def test_each_damage_shows_in_its_figure(
    tmp_path: Path, table: str, row: int, change: dict[str, Any] | None, name: str, expected: str
) -> None:
    predicted = small()
    if change is DROP:
        del predicted[table][row]
    else:
        predicted[table][row].update(change)
    assert numbers(scored(tmp_path, small(), predicted), name) == expected


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"document_id": "other", "sha256": "1"}, "0.000 2"),
        ({"document_id": "other", "sha256": HASH}, "1.000 2"),
        ({"document_id": "small", "sha256": "1"}, "1.000 2"),
    ],
)
def test_documents_pair_by_text_else_by_id(
    tmp_path: Path, about: dict[str, str], expected: str
) -> None:
    predicted = {**small(), "document": about}
    assert numbers(scored(tmp_path, small(), predicted), "record") == expected


def test_a_document_without_tables_is_named(tmp_path: Path) -> None:
    predicted = small()
    predicted["document"] = {"document_id": "other", "sha256": "1"}
    scored(tmp_path, small(), predicted)
    assert evaluate(tmp_path / "gold", tmp_path / "tables").missing == ["small"]


def test_wrong_folders_are_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no \*\.gold\.json in"):
        evaluate(tmp_path, tmp_path)
    scored(tmp_path, small(), small(), "csv")
    with pytest.raises(UsageError, match=r"no documents\.parquet or documents\.csv in"):
        evaluate(tmp_path / "gold", tmp_path / "gold")
    acts = tmp_path / "tables" / "acts.csv"
    good = acts.read_text(encoding="utf-8")
    acts.write_text(good.replace("theme", "topic", 1), encoding="utf-8")
    with pytest.raises(OutputError, match=r"acts\.csv: lacks the column theme"):
        evaluate(tmp_path / "gold", tmp_path / "tables")
    acts.write_text(good.replace(",70,", ",seventy,", 1), encoding="utf-8")
    with pytest.raises(OutputError, match=r"acts\.csv, line 2: start is no integer"):
        evaluate(tmp_path / "gold", tmp_path / "tables")
    acts.write_text(good.replace('"small",', '"smaller",', 1), encoding="utf-8")
    with pytest.raises(UsageError, match="acts names the unknown document 'smaller'"):
        evaluate(tmp_path / "gold", tmp_path / "tables")
    (tmp_path / "gold" / "small.gold.json").write_text("[1", encoding="utf-8")
    with pytest.raises(UsageError, match="is no label file"):
        evaluate(tmp_path / "gold", tmp_path / "tables")
    acts.with_suffix(".parquet").write_bytes(b"not parquet")
    (tmp_path / "gold" / "small.gold.json").write_text(json.dumps(small()), encoding="utf-8")
    with pytest.raises(UsageError, match=r"acts\.parquet cannot be read"):
        evaluate(tmp_path / "gold", tmp_path / "tables")


# The reference scorer


def damaged(labels: Labels, chance: random.Random, rate: float) -> Labels:
    """The labels with rows dropped and doubled, spans shifted and fields changed at `rate`."""
    out = copy.deepcopy(labels)
    for rows in (out["nodes"], out["entities"], out["acts"]):
        for row in list(rows):
            if chance.random() < rate:
                _damage(row, rows, chance)
    paths = {n["path"] for n in out["nodes"]}
    for row in out["nodes"]:
        row["parent"] = row["parent"] if row["parent"] in paths else None
    return out


def _damage(row: dict[str, Any], rows: list[dict[str, Any]], chance: random.Random) -> None:
    what = chance.choice(("drop", "double", "shift", "change", "change"))
    if what == "drop":
        rows.remove(row)
    elif what == "double" and "path" not in row:
        rows.append({**row, "end": row["end"] + chance.randrange(3)})
    elif what == "shift":
        row["start"] += chance.randrange(6)
        row["end"] = max(row["start"] + 1, row["end"] - chance.randrange(40))
    else:
        _change(row, chance)


CHANGES: dict[str, tuple[Any, ...]] = {
    "kind": ("bullet", "paragraph", "section", "title", "byline"),
    "level": (0, 1, 2),
    "parent": (None, "s1", "s1.b1"),
    "role": (None, "elaboration", "enumerated"),
    "lead_in": (None,),
    "type": ("COUNTRY", "ORG", "EVENT"),
    "code": (None, "USA", "JPN"),
    "is_commitment": (True, False),
    "force": (None, 0, 2, 5),
    "status": (None, "new", "considered"),
    "actors": ([], ["USA"], ["jpn", "USA"]),
    "obligors": ([], ["USA"]),
    "partners": ([], ["AUS", "allies and  partners"]),
    "action": (None, "Expand", "hold"),
    "object": (None, "the U.S. role", "role,\n the role"),
    "deadline": (None, "2025", "../2025"),
    "theme": (None, "CLIM", "OTHER"),
    "negated": (True, False),
}


def _change(row: dict[str, Any], chance: random.Random) -> None:
    present = [name for name in CHANGES if name in row]
    name = chance.choice(present)
    values = ("goal", "measure", None) if name == "level" and "force" in row else CHANGES[name]
    row[name] = chance.choice(values)


@pytest.fixture(scope="module")
def scorer(shared: Path) -> Path:
    return shared / "annotation" / "score.py"


@pytest.fixture(scope="module")
def judge(scorer: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def printed_by(judge: ModuleType, gold: Path, tables: Path) -> list[str]:
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out):
        patch.setattr(sys, "argv", ["score.py", str(gold), str(tables)])
        judge.main()
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("rate", "suffix"), [(0.0, "csv"), (0.1, "parquet"), (0.4, "csv"), (0.9, "parquet")]
)
def test_the_reference_scorer_prints_the_same(
    shared: Path, scorer: Path, tmp_path: Path, rate: float, suffix: str
) -> None:
    chance = random.Random(17)
    files = sorted((shared / "gold").glob("*.gold.json"))
    labels = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    kept = labels if rate == 0 else labels[1:]
    write_tables(tables_of([damaged(x, chance, rate) for x in kept]), tmp_path, suffix)
    asked = [sys.executable, str(scorer), str(shared / "gold"), str(tmp_path)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert evaluate(shared / "gold", tmp_path).lines() == told.splitlines()


def test_the_reference_scorer_agrees_on_the_fixtures(
    fixtures: Path, judge: ModuleType, tmp_path: Path
) -> None:
    labels = [json.loads(f.read_text(encoding="utf-8")) for f in fixtures.glob("*.gold.json")]
    assert labels, "no fixture has labels"
    chance = random.Random(5)
    write_tables(tables_of([damaged(x, chance, 0.3) for x in labels]), tmp_path, "parquet")
    assert evaluate(fixtures, tmp_path).lines() == printed_by(judge, fixtures, tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), rate=st.floats(0, 1), suffix=st.sampled_from(["csv", "parquet"]))
def test_the_reference_scorer_agrees_on_any_damage(
    judge: ModuleType,
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    rate: float,
    suffix: str,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    chance = random.Random(seed)
    gold = damaged(small(), chance, rate)
    lines = scored(folder, gold, damaged(gold, chance, rate), suffix)
    assert lines == printed_by(judge, folder / "gold", folder / "tables")
