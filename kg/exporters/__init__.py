"""A build to files. One exporter per format, in `EXPORTERS`; each writes its files into a folder.

What is written goes to the side first and into place only when all of it is there: see `kg.exporters.placement`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KGError
from kg.exporters import csv, cytoscape, flat, ftm, gexf, graphml, html, jsonl, neo4j
from kg.exporters.placement import beside, place, sweep
from kg.graph.census import Drawing
from kg.model import Build, Status
from kg.registry import Registry

if TYPE_CHECKING:
    import networkx as nx


Aside = Callable[[Callable[[], Any]], AbstractContextManager[Callable[[], Any]]]
"""Given a job, a context in which it is done; what that gives waits for the job's result."""

HELD: tuple[Status, ...] = ("held",)
"""Meetings that graph files show unless asked otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """``files``: names of what it writes. ``write(build, graph, folder)``: ``graph`` is what graph files show of the
    build. ``placed``: whether its nodes need positions. ``usual``: whether every build writes it.
    ``check()`` raises `KGError` where a package that it needs isn't installed."""

    name: str
    files: tuple[str, ...]
    write: Callable[[Build, nx.MultiDiGraph, Path], None]
    placed: bool = True
    usual: bool = True
    check: Callable[[], object] = lambda: None


def _write_jsonl(build: Build, graph: nx.MultiDiGraph, folder: Path) -> None:
    jsonl.write(build, folder)


_ALL = (
    Exporter(name="html", files=("graph.html",), write=html.write, placed=False),
    Exporter(name="graphml", files=("graph.graphml",), write=graphml.write),
    Exporter(name="gexf", files=("graph.gexf",), write=gexf.write),
    Exporter(name="csv", files=("nodes.csv", "edges.csv"), write=csv.write),
    Exporter(name="cytoscape", files=("graph.cyjs",), write=cytoscape.write, usual=False),
    Exporter(name="neo4j", files=neo4j.FILES, write=neo4j.write, placed=False, usual=False),
    Exporter(name="ftm", files=(ftm.FILE,), write=ftm.write, placed=False, usual=False, check=ftm.schemata),
    Exporter(name="jsonl", files=(*jsonl.FILES, jsonl.JUDGEMENTS), write=_write_jsonl, placed=False),
)
EXPORTERS: Registry[Exporter] = Registry("export format", [(exporter.name, exporter) for exporter in _ALL])
"""In the order of writing and moving: the manifest, which makes a folder a build, comes last."""


def drawn_graph(
    build: Build, *, min_weight: int = 0, statuses: Collection[Status] = HELD, event_nodes: bool = False,
    placed: bool = True,
) -> nx.MultiDiGraph:
    """What graph files show: meetings with at least one held report, co-mentions from ``min_weight`` on (0 chooses by
    size), no entity without a link; ``placed``: with positions. A meeting that no report calls held weighs as many
    reports as it has of ``statuses``: Gephi drops edges of weight 0."""
    from kg.graph import add_positions, to_networkx

    build = Drawing.of(build, min_weight or None)
    graph = to_networkx(
        build, min_weight=build.least, statuses=statuses, event_nodes=event_nodes, isolated=False
    )
    for _, _, attributes in graph.edges(data=True):
        attributes["weight"] = attributes["weight"] or max(1, sum(attributes.get(status, 0) for status in statuses))
    return add_positions(graph) if placed else graph


def left_out(build: Drawing, graph: nx.MultiDiGraph) -> str:
    """What graph files show of a build, and which links they leave out."""
    text = f"{graph.number_of_nodes():,} names and {graph.number_of_edges():,} links"
    if not build.left:
        return text
    weak = f"co-mentions in fewer than {build.least} articles"
    if build.least_other > 1:
        weak += f", and other links with fewer than {build.least_other} reports"
    return f"{text}; graph files and the page leave out {build.left:,} links: {weak}"


def load() -> None:
    """Imports what drawing takes, which else the first drawing does, and each process that draws."""
    import networkx  # noqa: F401
    import pyvis.network  # noqa: F401


def check_target(folder: Path) -> None:
    """Raises `KGError` where `export_all` must not or can't write: at a file, or over files that kg didn't write.
    Puts right what a killed export left first."""
    with suppress(OSError):  # where nothing can be put right, nothing can be written: writing says so
        sweep(folder.resolve())
    if folder.is_dir():
        if _is_build(folder):
            return
        foreign = [name for exporter in _ALL for name in exporter.files if os.path.lexists(folder / name)]
        if foreign:
            raise KGError(
                f"{folder}: holds {', '.join(foreign)} that kg did not write; choose another folder, or move them away"
            )
        return
    if os.path.lexists(folder):
        raise KGError(f"{folder}: is a file; --out takes a folder, such as exports")


def check_folder(folder: Path) -> None:
    """Raises `KGError` where ``folder`` is a file."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise KGError(f"{folder}: is a file; --out takes a folder")


def _is_build(folder: Path) -> bool:
    try:
        found = json.loads((folder / jsonl.MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and "format" in found and "kg" in found


def _export(
    folder: Path, chosen: Sequence[Exporter], write: Callable[[Path], object], *, whole: bool
) -> tuple[Path, ...]:
    names = [name for exporter in chosen for name in exporter.files]
    target = folder.resolve()
    with beside(target) as made:
        try:
            write(made / "new")
            place(made, target, names, whole=whole)
        except OSError as error:
            what = error.filename or "its files"
            raise KGError(f"{folder}: can't write {what} ({error.strerror}); choose another --out") from None
    return tuple(folder / name for name in names)


def export_all(
    build: Build, folder: Path, *, min_weight: int = 0, statuses: Collection[Status] = HELD,
    event_nodes: bool = False, also: Collection[str] = (), tell: Callable[[str], object] = str,
    aside: Aside = nullcontext,
) -> tuple[Path, ...]:
    """Writes the usual formats, and those named in ``also``, into ``folder``; returns the paths. Options as in
    `drawn_graph`; ``tell`` is told what graph files show and leave out; ``aside`` does a job meanwhile, such as
    `kg.engines.local.Local.aside`. Files of other formats of an older build there are removed: they would not be of
    this one.

    All is written to a folder beside first, which takes the place of the old one when it is complete: a build that
    fails, is interrupted or killed leaves what was there. Other files in ``folder`` stay. Raises `KGError` as `check_target` does.
    """
    check_target(folder)
    wanted = {EXPORTERS[name].name for name in also}
    chosen = [exporter for exporter in _ALL if exporter.usual or exporter.name in wanted]

    def draw(drawing: Drawing, into: Path) -> str:
        graph = drawn_graph(drawing, min_weight=min_weight, statuses=statuses, event_nodes=event_nodes)
        with flat.sharing(graph):
            for exporter in chosen:
                if exporter.name not in ("html", "jsonl"):
                    exporter.write(drawing, graph, into)
        return left_out(drawing, graph)

    def write(into: Path) -> None:
        with aside(lambda: jsonl.write(build, into)) as all_of_it:  # needs nothing of what is drawn
            drawing = Drawing.of(build, min_weight or None)
            with aside(lambda: html.write_page(drawing, into)) as page:
                drawn = draw(drawing, into)
                page()
            all_of_it()
        tell(drawn)

    # a folder with nothing but files of other people stays the folder it is
    ours = folder.is_dir() and _is_build(folder)
    whole = not folder.is_dir() or ours or not any(folder.iterdir())
    written = _export(folder, chosen, write, whole=whole)
    for name in (name for exporter in _ALL if ours and exporter not in chosen for name in exporter.files):
        with suppress(OSError):  # nothing depends on it
            (folder / name).unlink(missing_ok=True)
    return written


def export_one(
    build: Build, name: str, folder: Path, *, min_weight: int = 0, statuses: Collection[Status] = HELD,
    event_nodes: bool = False,
) -> tuple[Path, ...]:
    """Writes one format of `EXPORTERS` into ``folder``, over files of the same name; returns the paths."""
    exporter = EXPORTERS[name]
    check_folder(folder)
    build = Drawing.of(build, min_weight or None)
    graph = drawn_graph(
        build, min_weight=min_weight, statuses=statuses, event_nodes=event_nodes, placed=exporter.placed
    )
    return _export(folder, [exporter], lambda into: exporter.write(build, graph, into), whole=False)


__all__ = ["EXPORTERS", "Exporter", "check_folder", "check_target", "drawn_graph", "export_all", "export_one", "load"]
