"""``graph.html``: one interactive file that needs no network, drawn by vis-network, made through pyvis.

pyvis keeps the nodes and edges of the opening view and renders our own template; its own template would link other
hosts and write a ``lib`` folder. Everything else is embedded as JSON that the scripts read. Text from articles is
data only: it never becomes markup, and the page's Content-Security-Policy allows no script but the two it carries.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.exporters.html.core import Positions, core, positions
from kg.exporters.html.pairs import Pair, pairs
from kg.exporters.html.payload import payload
from kg.graph.schema import TYPE_COLORS, node_size
from kg.model import Build

if TYPE_CHECKING:
    import networkx as nx

SCRIPTS = ("data.js", "search.js", "view.js", "labels.js", "panel.js", "controls.js", "start.js")
"""Parts of the page's one script, in this order."""


def _own(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """The newest vis-network that pyvis ships."""
    import pyvis

    found = sorted((Path(pyvis.__file__).parent / "templates" / "lib").glob("vis-*/vis-network.min.js"))
    if not found:
        raise FileNotFoundError("pyvis ships no vis-network.min.js; install pyvis 0.3.2")
    text = found[-1].read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S*", "", text).replace("</script", "<\\/script")


def _hash(text: str) -> str:
    """The Content-Security-Policy source of an inline script or style."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def policy(scripts: list[str], style: str) -> str:
    """The page's Content-Security-Policy: these scripts and this style, pictures that the page itself makes, nothing
    else, and no connection to anywhere."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def embed(value: object) -> str:
    """JSON for a ``<script type="application/json">``: nothing in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _vis_nodes(build: Build, nodes: list[int], placed: Positions) -> list[dict[str, Any]]:
    return [
        {
            "id": node, "x": placed[node][0], "y": placed[node][1], "shape": "dot",
            "size": node_size(build.entities[node].articles) / 2, "color": TYPE_COLORS[build.entities[node].type],
        }
        for node in nodes
    ]


def _vis_edges(found: list[Pair], nodes: list[int]) -> list[dict[str, Any]]:
    inside = set(nodes)
    return [
        {"id": number, "from": pair.a, "to": pair.b}
        for number, pair in enumerate(found) if pair.a in inside and pair.b in inside
    ]


def page(build: Build, min_weight: int = 1) -> str:
    """The page. Opens on the strongest entities; co-mentions below ``min_weight`` stay out."""
    from pyvis.network import Network

    found = pairs(build, min_weight)
    nodes = core(build, found)
    graph, evidence = payload(build, found, min_weight)
    app = '(function () {\n"use strict";\n' + "\n".join(map(_own, SCRIPTS)) + "})();\n"
    scripts, style = [_vis_network(), app], _own("page.css")
    network = Network(height="100%", width="100%", cdn_resources="in_line")
    network.set_template_dir(str(files(__name__)), "template.html")
    network.nodes = _vis_nodes(build, nodes, positions(nodes, found))
    network.edges = _vis_edges(found, nodes)
    network.options = {"physics": {"enabled": False}}
    network.templateEnv.globals.update(
        policy=policy(scripts, style), scripts=scripts, style=style, graph=embed(graph),
        evidence=embed(evidence),
    )
    return str(network.generate_html("graph.html"))


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes ``graph.html`` into ``folder``, with the co-mentions that ``graph`` was made with."""
    text = page(build, int(graph.graph.get("min_weight", 1)))
    (folder / "graph.html").write_text(text, encoding="utf-8", errors="replace", newline="\n")
