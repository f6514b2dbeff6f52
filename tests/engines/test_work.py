"""Tasks that engines run."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import config, readers
from kg.engines import work

ENGLISH = "The two ministers talked about fisheries for three hours and agreed to meet again in the autumn.\n"
GERMAN = "Die beiden Ministerinnen sprachen drei Stunden lang über Fischerei und wollen sich im Herbst wieder treffen.\n"


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages of the documents that were looked at."""
    found: list[str] = []
    monkeypatch.setattr(work, "learn", lambda piece: found.extend(row[2] for row in piece.things))
    return found


def glanced(*inputs: Path) -> None:
    for glance in work.glances(config.Config(), inputs):
        work.glance(glance)


def test_a_glance_finds_languages_that_come_late(tmp_path: Path, learned: list[str]) -> None:
    for number in range(work.LEAST):
        late = number > 0.7 * work.LEAST
        (tmp_path / f"{number:05}.txt").write_text((GERMAN if late else ENGLISH) * 3, encoding="utf-8")
    glanced(tmp_path)
    assert sorted(learned) == ["de"] * 2 + ["en"] * 4


def test_a_glance_at_little_costs_nothing(tmp_path: Path, learned: list[str]) -> None:
    for number in range(work.LEAST - 1):
        (tmp_path / f"{number:05}.txt").write_text(ENGLISH, encoding="utf-8")
    glanced(tmp_path, tmp_path / "00001.txt", tmp_path / "missing")
    assert learned == []


def test_many_inputs_share_the_files_that_are_looked_at(tmp_path: Path, learned: list[str]) -> None:
    for folder in range(work.GLANCES + 2):
        (tmp_path / str(folder)).mkdir()
        for number in range(work.LEAST):
            (tmp_path / str(folder) / f"{number:05}.txt").write_text(ENGLISH * 3, encoding="utf-8")
    folders = [tmp_path / str(folder) for folder in range(work.GLANCES + 2)]
    for many, looked_at in ((8, 4), (6, 6), (4, 4), (2, 6), (0, 0)):
        learned.clear()
        glanced(*folders[:many])
        assert len(learned) == looked_at


def test_a_file_that_goes_away_leaves_the_others_to_be_looked_at(
    tmp_path: Path, learned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(work.LEAST):
        (tmp_path / f"{number:05}.txt").write_text(ENGLISH * 3, encoding="utf-8")
    listed = list(readers.files(tmp_path))
    monkeypatch.setattr(readers, "files", lambda path: iter(listed))
    (tmp_path / "00008.txt").unlink()  # the first of them
    glanced(tmp_path)
    assert len(learned) == 5


def test_a_glance_leaves_out_what_is_no_small_article(tmp_path: Path, learned: list[str]) -> None:
    for number in range(work.LEAST):
        name = tmp_path / f"{number:05}"
        if number % 3 == 0:
            name.with_suffix(".zip").write_bytes(b"PK no archive")
        elif number % 3 == 1:
            name.with_suffix(".txt").write_text("", encoding="utf-8")
        else:
            name.with_suffix(".txt").write_text(ENGLISH * 20_000, encoding="utf-8")
    glanced(tmp_path)
    assert learned == []


def row(language: str, script: str, id_: str = "a") -> work.Row:
    return (id_, f"{id_}.txt", language, script)


def test_what_is_learned_is_learned_once_for_each_language_and_script(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[tuple[object, ...]] = []
    monkeypatch.setattr(work, "recognize", lambda piece: found.extend(row[2:4] for row in piece.things))
    monkeypatch.setattr(work, "_learned", set())
    rows = (row("zh", "Hans"), row("en", "Latn"), row("zh", "Hans", "b"), row("zh", "Hant"))
    work.learn(work.Work(config.Config(), rows))
    work.learn(work.Work(config.Config(), rows))
    assert found == [("zh", "Hans"), ("en", "Latn"), ("zh", "Hant")]
    work.learn(work.Work(config.Config(watchlist="names.txt"), rows[:1]))
    assert found[3:] == [("zh", "Hans")], "another configuration has another recognizer"


@pytest.mark.parametrize("count", [0, 1, work.LAST, work.LAST + 1, 3 * work.MANY + work.LAST + 5])
def test_the_last_pieces_to_recognize_are_small(count: int) -> None:
    rows = [row("zh", "Hans", str(number)) for number in range(count)]
    found = [piece.things for piece in work.recognizing(config.Config(), rows, count)]
    assert [one for piece in found for one in piece] == rows
    sizes = [len(piece) for piece in found]
    large = max(0, count - work.LAST)
    assert sizes[: large // work.MANY] == [work.MANY] * (large // work.MANY)
    assert all(size <= work.FEW for size in sizes[-(-large // work.MANY) :])
