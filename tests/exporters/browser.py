"""A headless Chromium driven over its DevTools pipe, for tests of the page: no driver, no port, no network."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

_FOUND = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
CHROMIUM = next((path for path in _FOUND if path), None)
NO_CHROMIUM = "no chromium: 'apt-get install chromium' (Debian) makes the tests of the page run"


class Browser:
    """One tab. ``requests`` lists the URLs that the page asked for, ``errors`` what its console complained about."""

    def __init__(self, width: int = 1280, height: int = 720, dark: bool = False) -> None:
        assert CHROMIUM is not None, NO_CHROMIUM
        self._profile = tempfile.mkdtemp(prefix="kg-chromium-")
        to_read, self._out = os.pipe()
        self._in, to_write = os.pipe()

        # Chromium reads commands from descriptor 3 and answers on 4
        command = f'exec "$0" "$@" 3<&{to_read} 4>&{to_write}'
        self._process = subprocess.Popen(
            [
                "bash", "-c", command, CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu",
                "--remote-debugging-pipe",
                f"--user-data-dir={self._profile}", f"--window-size={width},{height}", "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--no-first-run", "--disable-dev-shm-usage",
                "--disable-background-networking", "about:blank",
            ],
            pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        self._buffer = b""
        self._number = 0
        self.requests: list[str] = []
        self.errors: list[str] = []
        target = self._call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session: str | None = None
        self._session = self._call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._call(f"{domain}.enable")
        self.downloads = Path(self._profile) / "downloads"
        self._call("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(self.downloads)}, tab=False)
        self.show_as(width, height, dark=dark)

    def show_as(self, width: int = 1280, height: int = 720, *, dark: bool = False, touch: bool = False) -> None:
        """Makes the window one of this size, light or dark, with a mouse or with fingers."""
        self._call("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch,
        })
        self._call("Emulation.setTouchEmulationEnabled", {"enabled": touch})
        self._call("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]})

    def downloaded(self, name: str, seconds: float = 10.0) -> bytes:
        """What the page saved under this name; waits until it is there."""
        end = time.monotonic() + seconds
        while not (self.downloads / name).exists() or list(self.downloads.glob("*.crdownload")):
            if time.monotonic() > end:
                raise TimeoutError(f"{name} was not saved")
            time.sleep(0.02)
        return (self.downloads / name).read_bytes()

    def _receive(self, deadline: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError("chromium does not answer")
            chunk = os.read(self._in, 1 << 16)
            if not chunk:
                raise RuntimeError("chromium ended")
            self._buffer += chunk
        message, _, self._buffer = self._buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        self._note(found)
        return found

    def _note(self, message: dict[str, Any]) -> None:
        method, params = message.get("method"), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.errors.append(str(details.get("exception", {}).get("description", details))[:600])
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.errors.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.errors.append(json.dumps(params["args"])[:600])

    def _call(
        self, method: str, params: dict[str, Any] | None = None, seconds: float = 60.0, tab: bool = True,
    ) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params or {}}
        if tab and getattr(self, "_session", None):
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + seconds
        while True:
            found = self._receive(deadline)
            if found.get("id") == self._number:
                if "error" in found:
                    raise RuntimeError(f"{method}: {found['error']}")
                result: dict[str, Any] = found["result"]
                return result

    def open(self, path: Path, fragment: str = "") -> None:
        """Loads a page of ours and waits until it says that it is ready."""
        self._call("Page.navigate", {"url": "about:blank"})
        self.requests.clear()
        self._call("Page.navigate", {"url": path.resolve().as_uri() + fragment})
        self.wait("document.documentElement && document.documentElement.dataset.ready")

    def reopen(self, path: Path, fragment: str = "") -> str:
        """Loads a page and returns the milliseconds after which it said that it was ready."""
        self.open(path, fragment)
        return str(self.run("document.documentElement.dataset.ready"))

    def idle(self) -> None:
        """Waits until the page has decoded and shown all that it was asked for."""
        self.wait("!document.documentElement.dataset.busy")

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        found = self._call("Runtime.evaluate", {"expression": script, "returnByValue": True, "awaitPromise": True})
        if "exceptionDetails" in found:
            raise RuntimeError(str(found["exceptionDetails"]))
        return found["result"].get("value")

    def wait(self, script: str, seconds: float = 30.0) -> Any:
        """Waits until a JavaScript expression is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = self.run(script)
            if value:
                return value
            time.sleep(0.01)
        raise TimeoutError(f"never true: {script}; errors: {self.errors}")

    def click(self, selector: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def type(self, text: str) -> None:
        """Types into what has the focus."""
        self._call("Input.insertText", {"text": text})

    def key(self, key: str) -> None:
        codes = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "ArrowRight": 39, "Tab": 9}
        for kind in ("keyDown", "keyUp"):
            params = {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": codes.get(key, 0)}
            if kind == "keyDown" and (key == "Enter" or len(key) == 1):
                params["text"] = "\r" if key == "Enter" else key
            self._call("Input.dispatchKeyEvent", params)

    def press(self, x: float, y: float) -> None:
        """A mouse click at a place of the page."""
        self._call("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y})
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1})

    def text(self, selector: str) -> str:
        return str(self.run(f"(document.querySelector({json.dumps(selector)}) || {{}}).textContent || ''"))

    def picture(self, path: Path) -> None:
        """Saves what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot", {"format": "png"})["data"]))

    def close(self) -> None:
        self._session = None
        try:
            self._call("Browser.close", seconds=5.0)
        except (RuntimeError, TimeoutError, OSError):
            self._process.kill()
        self._process.wait(10)
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self._profile, ignore_errors=True)
