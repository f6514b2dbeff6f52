"""``kg review`` and ``kg explain`` from the command line, and a build under a curation file."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kg.cli import main
from kg.curation import Different, Same, read_curation
from kg.exporters import jsonl
from tests.graph.test_explain import build


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build's folder, the current directory beside it."""
    monkeypatch.chdir(tmp_path)
    jsonl.write(build(), tmp_path / "exports")
    return tmp_path


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_review_writes_what_people_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "curation.yaml").write_text("# mine\n- block: {text: x}  # keep\n", encoding="utf-8")
    answer(monkeypatch, "s\nq\n")
    assert main(["review"]) == 0
    said = capsys.readouterr().out
    assert "may be one: " in said and "A  克林顿 (person): 2 articles, 2 mentions" in said and "because: " in said
    assert "“克林顿去了北京。”" in said
    assert "wrote 1 decision to curation.yaml; a rebuild applies it: kg build INPUT... --out exports --curation" in said
    text = (folder / "curation.yaml").read_text(encoding="utf-8")
    assert text.startswith("# mine\n- block: {text: x}  # keep\n") and "# 克林顿 and Hillary Clinton (2 articles" in text
    (_, entry) = read_curation(folder / "curation.yaml").entries
    assert isinstance(entry.decision, Same) and entry.decision.same[0].name == "克林顿"


def test_what_is_decided_is_not_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "d\nd\nd\nd\n")
    main(["review"])
    entries = read_curation(folder / "curation.yaml").entries
    assert entries and all(isinstance(entry.decision, Different) for entry in entries)
    capsys.readouterr()
    assert main(["review"]) == 0 and "no doubtful pairs are left" in capsys.readouterr().out


def test_what_follows_from_decisions_is_not_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "c.yaml").write_text("- different: [Hillary Clinton, Bill Clinton]\n", encoding="utf-8")
    answer(monkeypatch, "s\ns\ns\n")
    main(["review", "--curation", "c.yaml"])
    assert [type(entry.decision) for entry in read_curation(folder / "c.yaml").entries] == [Different, Same]


def test_other_answers(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer(monkeypatch, "what?\nra New Name\nbb\n")
    assert main(["review"]) == 0
    assert "(Enter)  skip" in capsys.readouterr().out
    kinds = [type(entry.decision).__name__ for entry in read_curation(folder / "curation.yaml").entries]
    assert kinds == ["Rename", "Block"]
    assert "# 克林顿" not in (folder / "curation.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "q\n", "\n", "\n\n\n\n"])
def test_nothing_answered_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    answer(monkeypatch, text)
    assert main(["review"]) == 0 and "nothing was written" in capsys.readouterr().out
    assert not (folder / "curation.yaml").exists()


def test_lists_ask_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--list", "--limit", "1"]) == 0
    assert "Hillary Clinton" in capsys.readouterr().out
    assert main(["review", "Hillary Clinton", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["left"]["evidence"] and {"score", "rule", "reasons", "articles", "about"} <= set(rows[0])
    assert main(["review", "--limit", "0"]) == 2


def test_errors_of_review_end_with_what_would_have_worked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "curation.yaml").write_text("- smae: [a, b]\n", encoding="utf-8")
    assert main(["review"]) == 2 and "curation.yaml, line 1: 'smae' is no decision" in capsys.readouterr().err
    (folder / "exports" / jsonl.JUDGEMENTS).unlink()
    assert main(["explain", "拜登", "Joe Biden"]) == 2 and "run 'kg build' again" in capsys.readouterr().err


def test_explain(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "拜登", "Joseph Biden"]) == 0
    assert capsys.readouterr().out.startswith("拜登 and Joseph Biden are one node: Joe Biden")
    assert main(["explain", "拜登", "王毅", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] is False
    assert main(["explain", "拜登", "Joe Bidn"]) == 2 and "near names" in capsys.readouterr().err


def test_a_build_applies_decisions_and_says_which_lines_do_not_apply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Joe Biden met Xi Jinping in Beijing on 3 May 2023. Olaf Scholz met Joe Biden.")
    (tmp_path / "c.yaml").write_text("- same: [Nobody, Joe Biden]\n- rename: Xi Jinping\n  to: Mr Xi\n- block: Olaf Scholz\n")
    (tmp_path / "kg.toml").write_text('curation = "c.yaml"\n')
    assert main(["build", "in", "--out", "o", "--curation", "c.yaml"]) == 0
    said = capsys.readouterr().out
    assert "decided  3 decisions in c.yaml, 1 of them not applied" in said
    assert "c.yaml, line 1: no entity is named 'Nobody'" in said
    assert "c.yaml, line 4: blocked Olaf Scholz, 1 mentions in 1 articles" in said
    assert "Olaf Scholz" not in (tmp_path / "o" / "entities.jsonl").read_text(encoding="utf-8")
    assert "Mr Xi" in (tmp_path / "o" / "entities.jsonl").read_text(encoding="utf-8")
    first = (tmp_path / "o" / "entities.jsonl").read_bytes()
    assert main(["build", "in", "--out", "o", "--config", "kg.toml"]) == 0
    assert (tmp_path / "o" / "entities.jsonl").read_bytes() == first
    manifest = json.loads((tmp_path / "o" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"]["curation"]["unapplied"] == 1 and "c.yaml" not in manifest["settings"]["config"]["curation"]
    (tmp_path / "c.yaml").write_text("- smae: [a, b]")
    capsys.readouterr()
    assert main(["build", "in", "--out", "o2", "--curation", "c.yaml"]) == 2
    assert "c.yaml, line 1: 'smae' is no decision" in capsys.readouterr().err and not (tmp_path / "o2").exists()
