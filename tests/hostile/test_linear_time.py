"""No text makes a regular expression take more than the time of its length."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What one search of the longest text may take; one in linear time takes a hundredth of it.
MOST_SECONDS = 0.01
SHORT, LONG = (20, 48, 120), 2_100
PUMPS = (
    *" \n\t.,;:-–—•*_#|([{<>)]}/\\'’“”\"&@$%=0aAéÅ١\u200b\x00\u0301",
    *("1.", "a.", "A.", "(a)", "a ", "A ", "Aa ", "1 ", ". ", ", ", "- ", " -", "\n ", "\r\n"),
    *("aA", "A.A", "a-", "a'", "1,", "00", "www.", "the ", "of the ", "and ", "and the ", "to "),
    *("Aa, ", "Aa and ", "U.S. ", "1/", "May 1, ", "1 May ", "2024 ", "<a ", "<!--", 'a="" '),
    *("iv.", "II ", "will ", "not ", "by ", "we ", "We, the ", "__", "](", "\u00a0", ".\n", "a\n"),
)  # fmt: skip
ENDS = ("", "\x01")


def patterns() -> list[tuple[str, int, str]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.patterns"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    started = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - started


def slow(pattern: re.Pattern[str]) -> tuple[str, str, int] | None:
    """A pump that takes too long: a short text at once, or a long one far more than its length."""
    for pump in PUMPS:
        for end in ENDS:
            for size in (*SHORT, LONG):
                # Looked at twice, as another process may have been in the way.
                if all(is_slow(pattern, pump, end, size) for _ in range(2)):
                    return pump, end, size
    return None


def is_slow(pattern: re.Pattern[str], pump: str, end: str, size: int) -> bool:
    taken = seconds(pattern, pump * (size // len(pump)) + end)
    if taken <= MOST_SECONDS or size != LONG:
        return taken > MOST_SECONDS
    return taken > 5.5 * seconds(pattern, pump * (size // 3 // len(pump)) + end)


@pytest.mark.parametrize("bad", [r"(a+)+$", r"(\w+\s?)*:", r"\s+$"])
def test_what_explodes_is_found(bad: str) -> None:
    assert slow(re.compile(bad))


def test_every_pattern_takes_linear_time() -> None:
    every = patterns()
    assert len(every) > 150
    found = {
        f"{place} {pattern[:60]}": pump
        for pattern, flags, place in every
        if (pump := slow(re.compile(pattern, flags & ~re.LOCALE)))
    }
    assert not found
