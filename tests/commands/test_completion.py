"""Shell completion, tried in bash, and errors that say which word was probably meant."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main, parser
from kg.commands.completion import SHELLS
from kg.commands.export import FORMATS, RELATIONS, USUAL
from kg.exporters import EXPORTERS
from kg.graph.select import RELATIONS as KNOWN_RELATIONS

WITHOUT = "needs the extra completion: pip install -e '.[completion]'"


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    pytest.importorskip("shtab", reason=WITHOUT)
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_a_script_with_all_commands(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)
    assert all(word in text for word in ("who-met", "export", "since", "around"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_commands_options_and_values(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "kg.bash").write_text(script("bash", capsys), encoding="utf-8")
    tries = {
        "kg exp": "export", "kg export --format ge": "gexf", "kg export --ar": "--around", "kg export --type per": "person",
        "kg completion z": "zsh", "kg who-met --sta": "--status",
    }
    for line, wanted in tries.items():
        words = line.split()
        told = f"source kg.bash; COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _shtab_kg; echo ${{COMPREPLY[@]}}"
        done = subprocess.run(["bash", "-c", told], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert wanted in done.stdout.split(), (line, done.stdout, done.stderr)


def test_without_shtab_the_message_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2 and "kg[completion]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("biuld seeds", "build"), ("who-meet 王毅", "who-met"), ("who-met 王毅 --sinse 2024", "--since"),
        ("export --format gefx", "gexf"), ("export --format csv --type persn", "person"), ("completion bsh", "bash"),
    ],
)
def test_errors_say_what_was_probably_meant(line: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(line.split())
    assert f"did you mean {meant!r}?" in capsys.readouterr().err


def test_an_option_of_other_commands_is_said_to_be_theirs(capsys: pytest.CaptureFixture[str]) -> None:
    for line in ("export --format csv --curation c.yaml", "export --format csv --curation=c.yaml"):
        with pytest.raises(SystemExit):
            parser().parse_args(line.split())
        said = capsys.readouterr().err
        assert "it is an option of kg add, kg build, kg review, kg watch" in said and "did you mean" not in said


def test_errors_without_anything_near_suggest_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for line in ("export --format xyzzy", "who-met", "who-met a b"):
        with pytest.raises(SystemExit):
            parser().parse_args(line.split())
        assert "did you mean" not in capsys.readouterr().err


def test_the_parser_knows_what_exporters_and_selections_know() -> None:
    assert sorted(FORMATS) == sorted(EXPORTERS) and RELATIONS == KNOWN_RELATIONS
    assert [name for name in EXPORTERS if EXPORTERS[name].usual] == list(USUAL)
