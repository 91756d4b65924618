"""The table `dyads` beside the field's data sets: by country codes and year, and by dyad."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline.runner import execute

STATEMENTS = {
    "2023-05-01": "- Japan committed to expand exercises with Australia and South Korea.\n"
    "- The two countries committed to cooperate with NATO on radar.\n",
    "2024-05-01": "- The two countries will open a joint port in Kobe.\n",
}


@pytest.fixture
def dyads(tmp_path: Path) -> pd.DataFrame:
    for day, body in STATEMENTS.items():
        file = tmp_path / "raw" / f"{day}.txt"
        file.parent.mkdir(exist_ok=True)
        head = "Joint Statement\n\nThe Governments of Japan and the United States met in Tokyo.\n\n"
        file.write_text(head + body, encoding="utf-8")
        file.with_suffix(".meta.toml").write_text(f"date = {day}\n", encoding="utf-8")
    execute(tmp_path / "raw", tmp_path / "tables")
    return pd.read_parquet(tmp_path / "tables" / "dyads.parquet")


def pairs(frame: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(frame.actor, frame.partner, strict=True))


def test_by_correlates_of_war_numbers_and_year(dyads: pd.DataFrame) -> None:
    """As alliances, trade and disputes come: two country codes and a year, one row a direction."""
    trade = pd.DataFrame(
        {
            "ccode1": [740, 2, 740, 732, 740],
            "ccode2": [900, 740, 2, 740, 732],
            "year": [2023, 2023, 2024, 2023, 2019],
            "flow": [10.0, 20.0, 30.0, 40.0, 50.0],
        }
    )
    joined = dyads.merge(
        trade, left_on=["actor_cow", "partner_cow", "year"], right_on=["ccode1", "ccode2", "year"]
    )
    flows = {(r.actor, r.partner, r.year): r.flow for r in joined.itertuples()}
    assert flows == {
        ("JPN", "AUS", 2023): 10.0,
        ("USA", "JPN", 2023): 20.0,
        ("JPN", "USA", 2024): 30.0,
    }


def test_by_the_directed_dyad_and_by_iso_codes(dyads: pd.DataFrame) -> None:
    ids = pd.DataFrame({"dyadid": [740900, 740732, 2740], "rival": [0, 1, 0]})
    joined = dyads[dyads.year == 2023].merge(ids, left_on="cow_dyad", right_on="dyadid")
    assert pairs(joined) == {("JPN", "AUS"), ("JPN", "KOR"), ("USA", "JPN")}
    votes = pd.DataFrame({"iso3": ["AUS", "KOR"], "year": [2023, 2023], "agree": [0.8, 0.7]})
    joined = dyads.merge(votes, left_on=["partner_iso3", "year"], right_on=["iso3", "year"])
    assert pairs(joined) == {("JPN", "AUS"), ("JPN", "KOR")}


def test_every_row_is_one_direction_and_organisations_have_no_codes(dyads: pd.DataFrame) -> None:
    assert not dyads.duplicated(["year", "actor", "partner"]).any()
    assert (dyads.actor != dyads.partner).all()
    nato = dyads[dyads.partner == "NATO"]
    assert set(nato.actor) == {"JPN", "USA"}
    assert nato[["partner_iso3", "partner_cow", "cow_dyad"]].isna().all().all()
    known = dyads[dyads.partner != "NATO"]
    assert (known.cow_dyad == 1000 * known.actor_cow + known.partner_cow).all()
