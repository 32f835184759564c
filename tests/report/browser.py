"""Headless Chromium, driven through its DevTools protocol over a pipe: no port, no library."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"needs Chromium at {CHROMIUM}")
_KEYS = {
    "ArrowRight": 39,
    "ArrowLeft": 37,
    "ArrowDown": 40,
    "ArrowUp": 38,
    "Escape": 27,
    "Enter": 13,
    "Tab": 9,
    "End": 35,
}


class Page:
    """A tab."""

    def __init__(self, send: int, receive: int) -> None:
        self._send = send
        self._receive = receive
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """The answer to a command of the protocol."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._send, json.dumps(message).encode() + b"\0")
        number = self._number
        answer = self._wait(lambda found: found.get("id") == number)
        assert "error" not in answer, answer["error"]
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, file: Path, width: int, height: int = 900, *, hash: str = "", is_dark: bool = False) -> None:
        """Loads a file in a window of this size, at a phone's when it is that narrow."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.call("Emulation.setEmulatedMedia", features=[scheme, still])
        # from elsewhere, or a change of the hash alone would load nothing
        self.call("Page.navigate", url="about:blank")
        self._wait(lambda found: found.get("method") == "Page.loadEventFired")
        self.call("Page.navigate", url=file.as_uri() + hash)
        self._wait(lambda found: found.get("method") == "Page.loadEventFired")

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression, awaited."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key: str) -> None:
        """A key, down and up."""
        what = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
        if key == "Enter":
            what["text"] = "\r"
        self.call("Input.dispatchKeyEvent", type="keyDown", **what)
        self.call("Input.dispatchKeyEvent", type="keyUp", **what)

    def picture(self, file: Path, *, is_whole: bool = False) -> None:
        """A PNG of what is seen, or of the whole page."""
        taken = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=is_whole)
        file.write_bytes(base64.b64decode(taken["data"]))

    def _wait(self, is_it: Any) -> dict[str, Any]:
        while True:
            while b"\0" not in self._buffer:
                part = os.read(self._receive, 1 << 20)
                assert part, "Chromium has ended"
                self._buffer += part
            line, _, self._buffer = self._buffer.partition(b"\0")
            found: dict[str, Any] = json.loads(line)
            if is_it(found):
                return found


@contextlib.contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """A tab of a Chromium of its own."""
    to_read, send = os.pipe()
    receive, to_write = os.pipe()
    # it reads from 3 and writes to 4
    command = (
        f'exec 3<&{to_read} 4>&{to_write}; exec "$0" --headless --no-sandbox --disable-gpu --disable-quic '
        "--no-first-run --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars "
        '--remote-debugging-pipe "--user-data-dir=$1"'
    )
    process = subprocess.Popen(
        ["bash", "-c", command, str(CHROMIUM), str(profile)],
        pass_fds=(to_read, to_write),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_read)
    os.close(to_write)
    try:
        yield Page(send, receive)
    finally:
        os.close(send)
        os.close(receive)
        process.terminate()
        process.wait(30)
