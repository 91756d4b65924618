"""Errors that speak to the analyst: which file, what is wrong, what to do."""

import re
from typing import Final

_ADDRESS: Final = re.compile(r"<([\w.]+) (?:object )?at 0x[0-9A-Fa-f]+>")


def said(error: Exception) -> str:
    """What an error of a library says, without places in memory: those differ from run to run."""
    return _ADDRESS.sub(r"\1", str(error))


class FactsheetsError(Exception):
    """Root of every error this program raises on purpose.

    The message is one sentence for the analyst; `code` is the short name under which the
    same trouble stands in the table `problems`.
    """

    code = "error"


class UsageError(FactsheetsError):
    """A command or function was called with something that cannot work (exit code 2)."""

    code = "usage"


class ReadError(FactsheetsError):
    """An input file cannot be turned into text; the document gets status `failed`."""

    code = "unreadable"

    def __init__(self, message: str, code: str = "unreadable") -> None:
        super().__init__(message)
        self.code = code


class ReaderFaultError(FactsheetsError):
    """A reader raised what no file should make it raise; the message says what, and where."""

    code = "internal"


class LexiconError(FactsheetsError):
    """A table under `pipeline/lexicon/` is malformed."""

    code = "lexicon"


class OutputError(FactsheetsError):
    """The output folder cannot be written or does not hold what it should."""

    code = "output"
