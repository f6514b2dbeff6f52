"""``kg export`` of a part of the graph, in every format; ``kg build --format``."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

import kg
from kg.cli import main
from kg.exporters import EXPORTERS

PART = ["--around", "Wang Yi", "--hops", "2", "--since", "2023-01-01", "--relation", "met", "--min-weight", "1", "--type", "person"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "ftm"])
def test_every_format_takes_a_part(
    name: str, seeds_exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = run(capsys, "export", "--format", name, "--graph", str(seeds_exports), "--out", str(tmp_path), *PART)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(EXPORTERS[name].files)
    assert written.count("wrote") == len(EXPORTERS[name].files)


def test_the_part_is_what_was_asked_for(seeds_exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "export", "--format", "graphml", "--graph", str(seeds_exports), "--out", str(tmp_path), *PART)
    found = nx.read_graphml(tmp_path / "graph.graphml")
    (center,) = (node for node, data in found.nodes(data=True) if data["label"] == "Wang Yi")
    assert {data["relation"] for *_, data in found.edges(data=True)} == {"met"}
    assert {data["type"] for _, data in found.nodes(data=True)} == {"person"}
    assert max(nx.single_source_shortest_path_length(nx.Graph(found), center).values()) == 2
    assert all(data["last_seen"] >= "2023" for *_, data in found.edges(data=True))
    assert "Olaf Scholz" in {data["label"] for _, data in found.nodes(data=True)}


def test_a_part_in_jsonl_is_a_build(seeds_exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "german"
    run(capsys, "export", "--format", "jsonl", "--graph", str(seeds_exports), "--out", str(out), "--language", "de")
    assert json.loads(run(capsys, "stats", "--graph", str(out), "--json"))["languages"].keys() == {"de"}
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["settings"]["selection"] == {"languages": ["de"]}
    assert len(kg.load(out).build.relations) < len(kg.load(seeds_exports).build.relations)


def test_a_part_never_replaces_the_whole(seeds_exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(seeds_exports)
    assert main(["export", "--format", "jsonl", "--language", "de", "--graph", folder, "--out", folder]) == 2
    assert "choose another --out" in capsys.readouterr().err


def test_several_formats_at_once(seeds_exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["export", "--format", "csv", "--format", "cytoscape", "--graph", str(seeds_exports), "--out", str(tmp_path), "--json"]
    written = json.loads(run(capsys, *line))["written"]
    assert {Path(path).name for path in written} == {"nodes.csv", "edges.csv", "graph.cyjs"} == {p.name for p in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--around", "Sulivan"], "Jake Sullivan"), (["--since", "soon"], "2024-01-31"), (["--language", "fr"], "zh-Hans"),
        (["--publisher", "DPA"], "did you mean 'dpa'"), (["--around", "Wang Yi", "--hops", "-1"], "hops"),
        (["--hops", "2"], "--around"), (["--since", "2024", "--until", "2023-05"], "since 2024 is after until 2023-05"),
    ],
)
def test_wrong_conditions_say_what_works(
    options: list[str], message: str, seeds_exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--format", "csv", "--graph", str(seeds_exports), "--out", str(tmp_path), *options]) == 2
    assert message in capsys.readouterr().err and not list(tmp_path.iterdir())


def test_a_part_with_nothing_in_it_is_not_written(
    seeds_exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--format", "html", "--graph", str(seeds_exports), "--out", str(tmp_path), "--since", "2030"]) == 2
    told = capsys.readouterr().err
    assert "nothing fits since 2030 in articles of 20" in told and "nothing was written" in told
    assert not list(tmp_path.iterdir())


def test_build_writes_other_formats_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, out = tmp_path / "a.txt", tmp_path / "out"
    article.write_text("President Joe Biden met Xi Jinping in San Francisco on 15 November 2023.\n", encoding="utf-8")
    run(capsys, "build", str(article), "--out", str(out), "--format", "neo4j", "--format", "cytoscape")
    assert {"graph.cyjs", "neo4j-nodes.csv", "graph.gexf", "manifest.json"} <= {path.name for path in out.iterdir()}
    assert not (out / "entities.ftm.json").exists()
