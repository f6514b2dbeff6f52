"""``kg remove``: articles by the names of their sources, those whose files are gone, and what could not be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli import main

TEXT = "Foreign Minister Penny Wong met Chinese Foreign Minister Wang Yi in Canberra on 20 March 2024.\n"


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Of two articles, and a file that is no archive."""
    for place in ("news/a.txt", "news/b.txt", "cut.zip"):
        path = tmp_path / "in" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{place[5:]} {TEXT}" if place.startswith("news") else "cut", encoding="utf-8")
    assert main(["add", str(tmp_path / "in"), "--store", str(tmp_path / "s.kg")]) == 0
    capsys.readouterr()
    return tmp_path / "s.kg"


def told(capsys: pytest.CaptureFixture[str], store: Path, *arguments: str) -> dict[str, object]:
    assert main(["remove", "--store", str(store), "--json", *arguments]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def problems(capsys: pytest.CaptureFixture[str], store: Path) -> list[str]:
    assert main(["problems", "--store", str(store), "--json"]) == 0
    return [problem["source"] for problem in json.loads(capsys.readouterr().out)]


def test_a_pattern_takes_the_articles_it_fits(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, store, "*a.txt") == {"removed": ["news/a.txt"], "forgotten": [], "articles": 1}
    assert problems(capsys, store) == ["cut.zip"]
    assert main(["remove", "--store", str(store), "news/b.text"]) == 2
    assert "no such source" in (error := capsys.readouterr().err) and "there is news/b.txt" in error


def test_what_could_not_be_read_goes_with_its_pattern(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, store, "*.zip") == {"removed": [], "forgotten": ["cut.zip"], "articles": 2}
    assert problems(capsys, store) == []
    assert main(["add", str(store.parent / "in"), "--store", str(store)]) == 0
    capsys.readouterr()
    assert problems(capsys, store) == ["cut.zip"]
    assert told(capsys, store, "*") == {"removed": ["news/a.txt", "news/b.txt"], "forgotten": ["cut.zip"], "articles": 0}
    assert problems(capsys, store) == []


def test_articles_whose_files_are_gone(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (store.parent / "in" / "news" / "b.txt").unlink()
    assert told(capsys, store, "--missing") == {"removed": ["news/b.txt"], "forgotten": [], "articles": 1}
    assert main(["remove", "--store", str(store)]) == 2
    assert "name the sources" in capsys.readouterr().err
