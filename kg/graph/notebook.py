"""What a notebook shows of a graph: the page itself in a frame, without a server, or counts where it is too large.

The frame is sandboxed: its scripts run in an origin of their own and can't reach the notebook. The page is the frame's
``srcdoc``, escaped as an attribute; nothing of it is markup of the notebook.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

from kg.graph.build import auto_min_weight
from kg.graph.source import Source

MAX_RELATIONS = 100_000
"""Of graphs with more relations not even the page is made."""
MAX_PAGE = 12_000_000
"""Longest page, in characters, that is put into a notebook: the notebook's file keeps every output."""
HEIGHT = 640
"""Pixels."""
SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
"""Scripts, saved pictures and tables, links to articles; no forms, no same origin."""


def shown(source: Source) -> str:
    """HTML for a cell's output. A large build in files is not even read."""
    from kg.exporters.html import page

    counts = source.counts()
    if counts["relations"] <= MAX_RELATIONS:
        build = source.build()
        text = page(build, auto_min_weight(build))
        if len(text) <= MAX_PAGE:
            return frame(text)
    return _counts(counts)


def frame(text: str) -> str:
    """A page in a sandboxed frame."""
    return (
        f'<iframe title="kg" sandbox="{SANDBOX}" referrerpolicy="no-referrer" width="100%" height="{HEIGHT}"'
        f' style="border:1px solid #bbb" srcdoc="{html.escape(text, quote=True)}"></iframe>'
    )


def _counts(counts: Mapping[str, int]) -> str:
    body = "".join(
        f"<tr><th>{name}</th><td>{counts[name]:,}</td></tr>" for name in ("articles", "entities", "events", "relations")
    )
    return (
        f"<table><tbody>{body}</tbody></table><p>Too large to show here: a part of it, such as "
        "<code>g.select(around='...', hops=1)</code>, shows itself; <code>graph.html</code> has it all.</p>"
    )
