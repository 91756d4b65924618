"""What a later statement takes up of the one before, from texts to the tables."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate.pairing import overlap
from pipeline.runner import execute


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Runs statements of one series, each given as its day and its body."""

    def tables(*statements: tuple[str, str]) -> dict[str, Any]:
        for number, (day, body) in enumerate(statements):
            file = tmp_path / f"s{number}.txt"
            file.write_text(
                "Joint Statement of Australia and Japan\n\n"
                f"The Governments of Australia and Japan met in harbour {number}.\n\n{body}\n",
                encoding="utf-8",
            )
            dated = f"date = {day}\n" if day else ""
            file.with_suffix(".meta.toml").write_text(f'{dated}series = "harbours"\n')
        made = execute(tmp_path).tables
        return {name: made[name].to_pylist() for name in made}

    return tables


def bullets(*sentences: str) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)


def quoted(tables: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Links as (earlier text, relation, later text)."""
    text = {row["act_id"]: row["text"] for row in tables["acts"]}
    return [
        (text[row["earlier_act_id"]], row["relation"], text[row["later_act_id"]])
        for row in tables["links"]
    ]


@pytest.mark.parametrize(
    ("earlier", "relation", "later"),
    [
        (
            "committed to expand dredging of coastal harbours",
            "renews",
            "committed to expand dredging of coastal harbours",
        ),
        (
            "committed to explore a joint pilot school",
            "strengthens",
            "decided to establish a joint pilot school",
        ),
        (
            "intend to share tide tables",
            "strengthens",
            "committed to share tide tables",
        ),
        (
            "committed to train harbour pilots",
            "weakens",
            "welcomed the training of harbour pilots",
        ),
        (
            "committed to deepen cooperation on dredging",
            "extends",
            "committed to deepen and institutionalize cooperation on dredging",
        ),
        (
            "committed to inspect lighthouses and breakwaters",
            "narrows",
            "committed to inspect lighthouses",
        ),
    ],
)
def test_relations(run: Any, earlier: str, relation: str, later: str) -> None:
    tables = run(
        ("2023-01-10", bullets(f"The two countries {earlier}.")),
        ("2024-01-10", bullets(f"The two countries {later}.")),
    )
    assert quoted(tables) == [(earlier, relation, later)]


def test_what_differs_is_told(run: Any) -> None:
    tables = run(
        ("2023-01-10", bullets("The two countries intend to share tide tables with pilots.")),
        ("2024-01-10", bullets("The two countries committed to share tide tables and charts.")),
    )
    (link,) = tables["links"]
    assert link["force_change"] == 3
    assert link["words_added"] == ["committed", "charts"]
    assert link["words_removed"] == ["intend", "pilots"]
    assert {"action", "object"} <= set(link["evidence"])


def test_light_words_and_other_partners_link_nothing(run: Any) -> None:
    tables = run(
        (
            "2023-01-10",
            bullets("The two countries committed to strengthen cooperation with India."),
        ),
        ("2024-01-10", bullets("The two countries committed to strengthen cooperation with Fiji.")),
    )
    assert tables["links"] == []


def test_two_acts_of_one_bullet_may_come_back_in_one(run: Any) -> None:
    promise = (
        "The two countries will expand training of harbour pilots by placing a pilot training "
        "team in Kobe."
    )
    tables = run(
        ("2023-01-10", bullets(promise)),
        ("2024-01-10", bullets("Australia established a harbour pilot training team in Kobe.")),
    )
    assert len(quoted(tables)) == 2
    assert {later for _, _, later in quoted(tables)} == {tables["acts"][-1]["text"]}
    assert len(tables["threads"]) == 2


def test_each_statement_meets_for_itself(run: Any) -> None:
    tables = run(
        ("2023-01-10", "The Ministers met in Perth on harbour policy."),
        ("2024-01-10", "The Ministers met in Kobe on harbour policy."),
    )
    assert tables["links"] == []


@pytest.mark.parametrize(
    ("later", "fulfilled"),
    [
        ("The two countries have established a joint pilot school.", True),
        ("The Ministers welcomed the launch of the joint pilot school.", True),
        ("The two countries decided to establish a joint pilot school.", False),
        ("The Ministers welcomed plans for a joint pilot school.", False),
        ("The two countries will continue to support a joint pilot school.", False),
        ("The two countries have established a shared tide table.", False),
    ],
)
def test_a_thread_is_fulfilled_where_a_later_text_says_so(
    run: Any, later: str, fulfilled: bool
) -> None:
    promise = "The two countries committed to establish a joint pilot school by 2022."
    tables = run(("2021-01-10", bullets(promise)), ("2024-01-10", bullets(later)))
    (thread,) = [row for row in tables["threads"] if row["first_date"] == "2021-01-10"]
    assert thread["fulfilled"] is fulfilled
    said = {row["act_id"]: row["text"] for row in tables["acts"]}
    assert (thread["fulfilled_by"] is not None) is fulfilled
    assert said.get(thread["fulfilled_by"], "") in later


def test_what_a_statement_tells_as_done_fulfils_no_promise_of_its_own(run: Any) -> None:
    done = "The two countries have established a joint pilot school."
    tables = run(("2021-01-10", bullets(done)), ("2024-01-10", bullets(done)))
    assert [row["fulfilled"] for row in tables["threads"]] == [False] * len(tables["threads"])
    assert tables["threads"]


SAME = bullets("The two countries committed to expand dredging of coastal harbours.")
OTHER = bullets(
    "The two countries committed to train harbour pilots.",
    "The two countries committed to expand dredging of coastal harbours.",
)


def test_only_the_statement_before_counts(run: Any) -> None:
    tables = run(("2022-01-10", SAME), ("2024-01-10", OTHER), ("2023-01-10", OTHER))
    pairs = [(r["earlier_document_id"][:2], r["later_document_id"][:2]) for r in tables["links"]]
    assert pairs == [("s0", "s2"), ("s2", "s1"), ("s2", "s1")]


def test_undated_statements_are_not_ordered(run: Any) -> None:
    tables = run(("2022-01-10", SAME), ("", OTHER))
    assert tables["links"] == []
    (problem,) = [row for row in tables["problems"] if row["code"] == "undated"]
    assert problem["document_id"].startswith("s1")
    assert "s1.meta.toml" in problem["message"]


def test_dates_that_overlap_give_no_order(run: Any) -> None:
    assert run(("'2022'", SAME), ("2022-05-10", OTHER))["links"] == []


def test_a_guess_at_the_order_of_names_or_files_is_none(run: Any) -> None:
    """Names, order of files and years in the text say nothing of which came first."""
    told = SAME + "\n- In 2019 the two countries met for the first time."
    tables = run(("", told), ("", OTHER), ("", SAME))
    assert tables["links"] == tables["threads"] == []
    assert len([row for row in tables["problems"] if row["code"] == "undated"]) == 3


def test_an_undated_statement_stands_in_no_thread(run: Any) -> None:
    tables = run(("2022-01-10", SAME), ("", SAME), ("2024-01-10", SAME))
    pairs = [(r["earlier_document_id"][:2], r["later_document_id"][:2]) for r in tables["links"]]
    assert pairs == [("s0", "s2")]
    (thread,) = tables["threads"]
    assert thread["dates"] == ["2022-01-10", "2024-01-10"]


def test_statements_of_one_day_do_not_take_each_other_up(run: Any) -> None:
    assert run(("2024-01-10", SAME), ("2024-01-10", OTHER))["links"] == []


def test_a_copy_between_two_statements_renews_nothing(run: Any) -> None:
    """The later of two files with one statement is left out of its series whole."""
    long = bullets(*(f"The two countries will dredge harbour {n} by 20{n}." for n in range(30, 50)))
    tables = run(
        ("2023-01-10", long), ("2023-01-14", long + "\n"), ("2024-01-10", OTHER + "\n" + long)
    )
    named = {
        row[f"{side}_document_id"][:2] for row in tables["links"] for side in ("earlier", "later")
    }
    assert named == {"s0", "s2"}


def test_forum_and_principals_make_a_series_without_a_sidecar(tmp_path: Path) -> None:
    head = "Joint Statement of the Quad\n\n{day}\n\nWe, the leaders of {who}, met.\n\n"
    quad = "Australia, India, Japan, and the United States"
    for name, day, who in (
        ("a", "March 12, 2021", quad),
        ("b", "May 24, 2022", quad),
        ("c", "June 1, 2022", "Australia and India"),
    ):
        body = head.format(day=day, who=who) + "We commit to expand dredging of harbours.\n"
        (tmp_path / f"{name}.txt").write_text(body, encoding="utf-8")
    links = execute(tmp_path).tables["links"].to_pylist()
    assert [(r["earlier_document_id"][0], r["later_document_id"][0]) for r in links] == [("a", "b")]


def test_one_statement_in_two_files_is_no_renewal(root: Path, tmp_path: Path) -> None:
    text = (root / "raw" / "us-japan-scc-2024.txt").read_text(encoding="utf-8")
    for name, day in (("a", "2024-07-28"), ("b", "2024-07-30")):
        (tmp_path / f"{name}.txt").write_text(f"{text}\nPrinted from {name}.\n", encoding="utf-8")
        (tmp_path / f"{name}.meta.toml").write_text(f'date = {day}\nseries = "s"\n')
    outcome = execute(tmp_path)
    assert "same_statement" in {row["code"] for row in outcome.problem_rows()}
    assert outcome.tables["links"].num_rows == outcome.tables["threads"].num_rows == 0


def test_the_links_of_the_two_seed_statements(root: Path, fixtures: Path) -> None:
    labels = json.loads((fixtures / "us-japan-scc.links.json").read_text(encoding="utf-8"))
    tables = execute(root / "raw").tables
    acts = {row["act_id"]: (row["start"], row["end"]) for row in tables["acts"].to_pylist()}
    links = tables["links"].to_pylist()
    found = [
        relation == row["relation"]
        for earlier, later, relation in labels["links"]
        for row in links
        if overlap(tuple(earlier), acts[row["earlier_act_id"]]) >= 0.5
        and overlap(tuple(later), acts[row["later_act_id"]]) >= 0.5
    ]
    both = len(links) + len(labels["links"])
    assert 2 * len(found) / both >= 0.85
    assert 2 * sum(found) / both >= 0.80


def test_links_do_not_hang_on_what_else_is_in_the_run(root: Path, tmp_path: Path) -> None:
    for file in (root / "raw").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    alone, among = execute(root / "raw").tables, execute(tmp_path).tables
    assert alone["links"].num_rows
    assert among["links"].equals(alone["links"])
    assert among["threads"].equals(alone["threads"])
