"""Pages printed by Chromium, one process for all of them.

It is told what to print over the pipe of its developer tools, which alone set the page number
"5 of 54" and whether the PDF is tagged.
"""

import base64
from collections.abc import Iterable
from pathlib import Path

from tests.browser import Browser

_FURNITURE = "<div style='font-size:8px;width:100%;text-align:center'>{}</div>"
_NUMBER = "<span class='pageNumber'></span> of <span class='totalPages'></span>"


def print_pages(jobs: Iterable[tuple[Path, Path, bool, str]]) -> None:
    """Prints (HTML file, PDF file, whether tagged, running head) each."""
    with Browser() as browser:
        for page, target, tagged, head in jobs:
            target.write_bytes(_printed(browser, page, tagged, head))


def _printed(browser: Browser, page: Path, tagged: bool, head: str) -> bytes:
    browser.open(page)
    answer = browser.ask(
        "Page.printToPDF", preferCSSPageSize=True, printBackground=True,
        generateTaggedPDF=tagged, displayHeaderFooter=bool(head),
        headerTemplate=_FURNITURE.format(head), footerTemplate=_FURNITURE.format(_NUMBER),
    )  # fmt: skip
    return base64.b64decode(answer["data"])
