"""What README.md shows works: every command parses, those that only ask find something, the code and settings run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import kg
from kg.cli import main, parser
from kg.config import read_config
from kg.exporters import EXPORTERS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
IN_BLOCKS = re.findall(r"^    (kg .+?)(?: > .+)?$", README, re.MULTILINE)
COMMANDS = IN_BLOCKS + re.findall(r"`(kg [a-z-]+ [^`]+)`", README)
ASKING = [line for line in IN_BLOCKS if line.split()[1] not in ("build", "evaluate", "review") and "--store" not in line]


EXTRAS = {"--format ftm": "followthemoney", "completion": "shtab"}
"""What some commands need besides kg."""


def codes(language: str) -> list[str]:
    """All blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def code(language: str) -> str:
    """The first block in one language."""
    return codes(language)[0]


def test_there_are_commands() -> None:
    shown = {line.split()[1] for line in COMMANDS}
    assert {"build", "who-met", "co-mentions", "show", "path", "timeline", "stats", "export", "models"} <= shown
    assert "evaluate" in shown


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_parses(line: str) -> None:
    assert parser().parse_args(shlex.split(line, comments=True)[1:]).run.__name__ == line.split()[1].replace("-", "_")


@pytest.mark.parametrize("line", ASKING)
def test_every_question_is_answered(
    line: str, seeds_exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, package in EXTRAS.items():
        if words in line:
            pytest.importorskip(package, reason=f"the extra with {package} isn't installed")
    (tmp_path / "exports").symlink_to(seeds_exports)
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(line, comments=True)[1:]) == 0
    assert "nothing found" not in capsys.readouterr().out


def test_the_python_code_runs_and_finds_something(
    seeds_graph: kg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(kg, "build", lambda inputs: seeds_graph)
    names: dict[str, object] = {}
    block = code("python")
    exec(compile(block, "README.md", "exec"), names)
    assert "Jake Sullivan" in capsys.readouterr().out
    for line in block.splitlines():
        if line.startswith("g."):
            assert len(eval(line, names)), line


def test_the_tour_runs_as_a_notebook_would_and_prints_what_it_shows(
    seeds_exports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "exports").symlink_to(seeds_exports)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in codes("python")[1:]:
        exec(compile(block, "README.md", "exec"), names)
        printed = capsys.readouterr().out.splitlines()
        assert [line for line in re.findall(r"^#> (.*)$", block, re.MULTILINE) if line not in printed] == []
        for line in block.splitlines():
            shown = re.match(r"[a-z]\w*(?:\.[a-z]\w*\(.*\).*?)?(?=\s*(?:#|$))", line)
            if shown and shown[0] == line.split("#")[0].strip() and not line.startswith("print"):
                value = eval(shown[0], names)  # what ends a cell shows itself
                assert hasattr(value, "_repr_html_") and value._repr_html_(), line


def test_the_settings_are_settings(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text(code("toml"), encoding="utf-8")
    config = read_config(path)
    assert config.watchlist == str(tmp_path / "names.txt") and config.pipeline("en") == "en_core_web_trf"


def test_all_formats_and_their_files_are_named() -> None:
    assert [name for name in EXPORTERS if f"`{name}`" not in README] == []
    assert [file for exporter in EXPORTERS.values() for file in exporter.files if f"`{file}`" not in README] == []
