"""The page in a notebook's frame, in a real browser: it runs, and can't reach the notebook around it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from kg.graph import KnowledgeGraph
from tests.exporters.browser import CHROMIUM, NO_CHROMIUM, Browser
from tests.graph.builds import demo


class Notebook(Browser):
    """A page with sandboxed frames, which Chromium gives processes and sessions of their own."""

    def frame_session(self, path: Path) -> str:
        """Opens ``path``; the session of its frame."""
        self._call("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": True})
        self._number += 1
        message = {"id": self._number, "method": "Page.navigate", "params": {"url": path.as_uri()}, "sessionId": self._session}
        os.write(self._out, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + 30
        while time.monotonic() < end:
            found = self._receive(end)
            if found.get("method") == "Target.attachedToTarget" and found["params"]["targetInfo"]["type"] == "iframe":
                return str(found["params"]["sessionId"])
        raise TimeoutError("no frame")

    def use(self, session: str | None) -> str | None:
        """Runs what follows in another session; the one used before."""
        before, self._session = self._session, session
        return before


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
def test_the_page_runs_in_its_frame_and_reaches_nothing_outside(tmp_path: Path) -> None:
    path = tmp_path / "notebook.html"
    cell = KnowledgeGraph(demo())._repr_html_()
    path.write_text(f"<!doctype html><meta charset=utf-8><title>notebook</title>{cell}", encoding="utf-8")
    browser = Notebook()
    try:
        outside = browser.use(browser.frame_session(path))
        browser.wait("document.documentElement && document.documentElement.dataset.ready")
        assert browser.run("document.body.innerText.includes('Wang Yi')")
        assert browser.run("(() => { try { return parent.document.title } catch { return 'no way' } })()") == "no way"
        assert browser.run("self.origin") == "null"
        browser.use(outside)
        assert browser.run("document.title") == "notebook" and browser.errors == []
        assert not [url for url in browser.requests if url.startswith("http")]
    finally:
        browser.close()
