"""Chromium, driven through the pipe of its developer tools."""

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any


def find() -> str | None:
    """The program, None where it is not installed."""
    return (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )


class Browser:
    """One page of a headless browser, for use in a `with` statement.

    `events` holds every message that was no answer, in order, until it is cleared.
    """

    def __enter__(self) -> "Browser":
        # Helper processes of the browser may still write there when it has ended.
        self._home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
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
        self.events: list[dict[str, Any]] = []
        self._session: str | None = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self.ask("Page.enable")
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

    def open(self, page: Path, place: str = "") -> None:
        """Opens a file, at `place` (`#…`) of it, and waits until it has loaded."""
        # From nowhere: another place of the same file would be no load at all.
        for address in ("about:blank", page.resolve().as_uri() + place):
            self.events.clear()
            self.ask("Page.navigate", url=address)
            self._await("Page.loadEventFired")

    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression, awaited where it is a promise."""
        answer = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True,
            userGesture=True,
        )  # fmt: skip
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of one command of the developer tools."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                assert "result" in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _await(self, method: str) -> None:
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self._message())

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            more = os.read(self._read, 1 << 20)
            assert more, "the browser has gone"
            self._buffer += more
        message, _, self._buffer = self._buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found
