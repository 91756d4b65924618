"""Pages printed by Chromium, one process for all of them.

It is told what to print over the pipe of its developer tools, which alone set the page number
"5 of 54" and whether the PDF is tagged.
"""

import base64
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

_FURNITURE = "<div style='font-size:8px;width:100%;text-align:center'>{}</div>"
_NUMBER = "<span class='pageNumber'></span> of <span class='totalPages'></span>"


def find() -> str | None:
    """The program, None where it is not installed."""
    return (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )


def print_pages(jobs: Iterable[tuple[Path, Path, bool, str]]) -> None:
    """Prints (HTML file, PDF file, whether tagged, running head) each."""
    with _Browser() as browser:
        for page, target, tagged, head in jobs:
            target.write_bytes(browser.printed(page, tagged, head))


class _Browser:
    def __enter__(self) -> "_Browser":
        self._home = tempfile.TemporaryDirectory()
        given, self._write = os.pipe()
        self._read, taken = os.pipe()
        # The browser reads from 3 and writes to 4: out of the way of both until then.
        to_read, to_write = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (given, taken))
        os.close(given)
        os.close(taken)
        program = find()
        assert program is not None
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" "$@" 3<&{to_read} 4>&{to_write}', program, "--headless",
             "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             f"--user-data-dir={self._home.name}", "--remote-debugging-pipe", "about:blank"],
            pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_read)
        os.close(to_write)
        self._buffer = b""
        self._number = 0
        self._events: set[str] = set()
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session: str | None = attached["sessionId"]
        self._ask("Page.enable", self._session)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._write)
        os.close(self._read)
        self._process.terminate()
        self._process.wait(30)
        self._home.cleanup()

    def printed(self, page: Path, tagged: bool, head: str) -> bytes:
        self._ask("Page.navigate", self._session, url=page.resolve().as_uri())
        while "Page.loadEventFired" not in self._events:
            self._events.add(str(self._message().get("method")))
        self._events.clear()
        answer = self._ask(
            "Page.printToPDF", self._session, preferCSSPageSize=True, printBackground=True,
            generateTaggedPDF=tagged, displayHeaderFooter=bool(head),
            headerTemplate=_FURNITURE.format(head), footerTemplate=_FURNITURE.format(_NUMBER),
        )  # fmt: skip
        return base64.b64decode(answer["data"])

    def _ask(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                assert "result" in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self._events.add(str(answer.get("method")))

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            more = os.read(self._read, 1 << 20)
            assert more, "the browser has gone"
            self._buffer += more
        message, _, self._buffer = self._buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found
