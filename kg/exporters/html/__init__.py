"""``graph.html``: one interactive file that needs no network, drawn by vis-network, made through pyvis.

pyvis keeps the nodes and edges of the opening view and renders our own template; its own template would link other
hosts and write a ``lib`` folder. Everything else is embedded compressed and decoded by the page's scripts when it is
asked for. Text from articles is data only: it never becomes markup, and the page's Content-Security-Policy allows no
script but the two it carries.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.exporters.html.core import Positions, core, positions, radius
from kg.exporters.html.cropping import crop
from kg.exporters.html.packing import pack
from kg.exporters.html.pairs import Pair, pairs
from kg.exporters.html.payload import article_titles, by_date, evidence_part, graph_part, search_part
from kg.graph.census import Drawing
from kg.graph.schema import TYPE_COLORS
from kg.model import Build

if TYPE_CHECKING:
    import networkx as nx

SCRIPTS = (
    "data.js", "search.js", "passing.js", "layout.js", "view.js", "labels.js", "charts.js", "passages.js", "panel.js", "actions.js",
    "filters.js", "address.js", "saving.js", "start.js",
)
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


def _vis_nodes(build: Build, nodes: list[int], placed: Positions) -> list[dict[str, Any]]:
    most = max((entity.articles for entity in build.entities), default=0)
    return [
        {
            "id": node, "x": placed[node][0], "y": placed[node][1], "shape": "dot",
            "size": round(radius(build.entities[node].articles, most), 1), "color": TYPE_COLORS[build.entities[node].type],
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
    """The page. Opens on the strongest entities; co-mentions below ``min_weight`` come in for one entity at a time."""
    from pyvis.network import Network

    whole = Drawing.of(build, min_weight)
    build, left = crop(whole)
    found = pairs(build, min_weight)
    nodes = core(build, found)
    network = Network(height="100%", width="100%", cdn_resources="in_line")
    network.set_template_dir(str(files(__name__)), "template.html")
    network.nodes = _vis_nodes(build, nodes, positions(build, nodes, found))
    network.edges = _vis_edges(found, nodes)
    network.options = {"physics": {"enabled": False}}
    evidence, chunks = evidence_part(build, found)
    parts = {
        "graph": graph_part(build, found, min_weight) | {"left": left}, "search": search_part(build), "evidence": evidence,
        "titles": article_titles(by_date(build)), **{f"passages-{number}": chunk for number, chunk in enumerate(chunks)},
    }
    app = '(async function () {\n"use strict";\n' + "\n".join(map(_own, SCRIPTS)) + "})();\n"
    scripts, style = [_vis_network(), app], _own("page.css")
    network.templateEnv.globals.update(
        policy=policy(scripts, style), scripts=scripts, style=style,
        parts={name: pack(part) for name, part in parts.items()},
    )
    return str(network.generate_html("graph.html"))


def write(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    """Writes ``graph.html`` into ``folder``, with the co-mentions that ``graph`` was made with."""
    write_page(Drawing.of(build, int(graph.graph.get("min_weight", 1))), folder)


def write_page(drawing: Drawing, folder: Path) -> None:
    """Writes ``graph.html`` into ``folder``, with the co-mentions of the drawing."""
    text = page(drawing, drawing.least)
    (folder / "graph.html").write_text(text, encoding="utf-8", errors="replace", newline="\n")
