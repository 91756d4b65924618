"""Every code that a problem can have is told in the codebook, and nothing else is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.lexicon import table
from pipeline.tables.codebook import codebook
from pipeline.values import SEVERITIES

PACKAGE = Path(__file__).parents[2] / "pipeline"
# What makes a problem, or an error that becomes one.
MAKERS = frozenset(("Problem", "_problem", "ReadError", "_LostError"))
# Codes that are chosen by a condition or stand as a default.
ELSEWHERE = frozenset(
    ("too_slow", "reader_died", "unreadable", "near_name", "mixed_letters", "several_statements")
)
CODE = re.compile(r"[a-z][a-z_]*")


def used() -> Iterator[str]:
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS:
                for given in node.args[:3]:
                    if isinstance(given, ast.Constant) and CODE.fullmatch(str(given.value)):
                        yield str(given.value)


def test_every_code_is_in_the_list_and_the_list_holds_no_other() -> None:
    known = {row["code"] for row in table("codebook/problems")}
    assert known == ({*used()} - {*SEVERITIES}) | ELSEWHERE


def test_the_codebook_tells_them_all() -> None:
    chapter = codebook().split("## Problem codes")[1].split("\n## ")[0]
    for row in table("codebook/problems"):
        assert row["severity"] in SEVERITIES
        assert f"- `{row['code']}` ({row['severity']}): {row['meaning']}" in chapter
