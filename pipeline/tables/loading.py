"""How the tables are loaded elsewhere: a few working lines a program, for the codebook.

The README shows the same lines, and tests run them.
"""

from dataclasses import dataclass
from textwrap import fill
from typing import Final

_WIDTH: Final = 100


@dataclass(frozen=True, slots=True)
class Loading:
    """`code` in `language` loads the tables in a program, `name`; `note` says what to mind."""

    name: str
    note: str
    language: str
    code: str


LOADING: Final = (
    Loading(
        "pandas",
        "list columns hold lists, and whole numbers stay whole where one is missing.",
        "python",
        """\
import pandas as pd

commitments = pd.read_parquet("processed/commitments.parquet", dtype_backend="pyarrow")
documents = pd.read_parquet("processed/documents.parquet", dtype_backend="pyarrow")
firm = commitments[commitments["force"] >= 4].merge(documents, on="document_id")
print(firm.explode("obligors").groupby(["theme", "obligors"]).size())
""",
    ),
    Loading(
        "polars",
        "the same, read only as far as is needed.",
        "python",
        """\
import polars as pl

commitments = pl.scan_parquet("processed/commitments.parquet")
documents = pl.scan_parquet("processed/documents.parquet")
firm = commitments.filter(pl.col("force") >= 4).join(documents, on="document_id")
print(firm.explode("obligors").group_by("theme", "obligors").len().collect())
""",
    ),
    Loading(
        "DuckDB",
        "files are tables. `--formats csv,parquet,duckdb` also writes `factsheets.duckdb`, one "
        "file with keys and comments.",
        "sql",
        """\
SELECT c.theme, p.party, count(*) AS commitments, max(c.force) AS firmest
FROM 'processed/commitments.parquet' c
JOIN 'processed/parties.parquet' p ON p.act_id = c.commitment_id
WHERE p.role = 'obligor' AND c.force >= 4
GROUP BY ALL ORDER BY commitments DESC, c.theme, p.party;
""",
    ),
    Loading(
        "R",
        "list columns are lists of character vectors; `parties` has them as rows.",
        "r",
        """\
library(arrow)
library(dplyr)
firm <- read_parquet("processed/commitments.parquet") |> filter(force >= 4)
obligors <- read_parquet("processed/parties.parquet") |> filter(role == "obligor")
inner_join(firm, obligors, by = c("commitment_id" = "act_id")) |> count(theme, party)
""",
    ),
    Loading(
        "Stata",
        "lists are text joined by `;`, truth values the words true and false.",
        "stata",
        """\
import delimited "processed/commitments.csv", varnames(1) encoding("utf-8") ///
    bindquote(strict) maxquotedrows(unlimited) stringcols(_all) clear
destring page start end cue_start cue_end force confidence, replace
generate due = daily(deadline_end, "YMD")
format due %td
""",
    ),
    Loading(
        "Excel",
        "`processed/factsheets.xlsx` has one sheet a table, with days as dates. A CSV file must be "
        "imported (Data, From Text/CSV, 65001: UTF-8): opened, its letters are mistaken.",
        "console",
        """\
$ factsheets run raw --output processed --formats csv,parquet,xlsx
""",
    ),
)


def loading() -> str:
    """The lines for every program, as Markdown."""
    return "\n".join(map(_block, LOADING))


def _block(one: Loading) -> str:
    told = fill(f"**{one.name}**: {one.note}", _WIDTH, break_on_hyphens=False)
    return f"{told}\n\n```{one.language}\n{one.code}```\n"
