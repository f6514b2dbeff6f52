from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kg import exporters
from kg.errors import KGError
from kg.exporters import EXPORTERS, check_target, export_all, export_one
from tests.graph.builds import EMPTY, demo

ALL = [name for exporter in EXPORTERS.values() for name in exporter.files]
FILES = sorted(name for exporter in EXPORTERS.values() if exporter.usual for name in exporter.files)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_file_has_one_owner() -> None:
    assert len(ALL) == len(set(ALL)) and all(name == exporter.name for name, exporter in EXPORTERS.items())


def test_unknown_format_lists_what_exists(tmp_path: Path) -> None:
    with pytest.raises(KGError, match="graphml, gexf, csv, cytoscape, neo4j, ftm, jsonl"):
        export_one(EMPTY, "pdf", tmp_path)


def test_writes_everything_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)  # pyvis likes to leave a lib/ folder here
    written = export_all(demo(), tmp_path / "deep" / "exports")
    assert sorted(path.name for path in written) == FILES
    assert sorted(os.listdir(tmp_path / "deep" / "exports")) == FILES
    assert os.listdir(tmp_path / "deep") == ["exports"] and not os.listdir(work)


def test_two_exports_are_equal_byte_for_byte(tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_all(demo(), tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_foreign_files_stay(tmp_path: Path) -> None:
    export_all(demo(), tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    export_all(EMPTY, tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine" and len(os.listdir(tmp_path)) == len(FILES) + 1


def test_other_formats_are_written_when_asked_for_and_go_with_their_build(tmp_path: Path) -> None:
    written = export_all(demo(), tmp_path / "exports", also=["cytoscape", "neo4j", "csv"])
    more = {"graph.cyjs", "neo4j-nodes.csv", "neo4j-relationships.csv", "neo4j-load.cypher"}
    assert {path.name for path in written} == {*FILES, *more}
    export_all(demo(), tmp_path / "exports")  # those files would be of another build than the rest
    assert sorted(os.listdir(tmp_path / "exports")) == FILES
    with pytest.raises(KGError, match="did you mean 'neo4j'"):
        export_all(demo(), tmp_path / "exports", also=["neo4"])


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_a_failed_or_interrupted_export_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException],
) -> None:
    target = tmp_path / "exports"
    export_all(demo(), target)
    before = contents(target)

    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(exporters.jsonl, "write", fail)
    with pytest.raises(fault):
        export_all(EMPTY, target)
    assert contents(target) == before and os.listdir(tmp_path) == ["exports"]


def test_refuses_a_file_as_target(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("mine")
    for run in (check_target, lambda path: export_all(EMPTY, path), lambda path: export_one(EMPTY, "csv", path)):
        with pytest.raises(KGError, match="is a file"):
            run(tmp_path / "exports")
    assert (tmp_path / "exports").read_text() == "mine"


def test_refuses_to_write_over_files_that_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("mine")
    with pytest.raises(KGError, match=r"nodes\.csv"):
        export_all(EMPTY, tmp_path)
    assert (tmp_path / "nodes.csv").read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_an_error_that_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(KGError, match="choose another --out"):
        export_all(EMPTY, tmp_path / "exports")
