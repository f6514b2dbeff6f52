"""Floors and ``make measure``: what falls, what rises, and what is said where there is nothing to measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality import measure
from tests.quality.floors import SHARED_FLOORS, as_toml, fallen, raised, read_floors, risen


def test_a_floors_file_holds_flat_names(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    floors = {"detection.all": 0.88, "languages.zh-Hans.person": 0.97, "contacts.date": 0.0}
    path.write_text(as_toml(floors), encoding="utf-8")
    assert read_floors(path) == floors


def test_floors_are_raised_and_never_lowered() -> None:
    measured = {"a": 0.912, "b": 0.5, "c": 0.01}
    assert raised(measured, {"a": 0.8, "b": 0.6, "d": 0.3}) == {"a": 0.88, "b": 0.6, "c": 0.0, "d": 0.3}


def test_falling_below_a_floor_and_not_being_measured_are_losses() -> None:
    assert fallen({"a": 0.9, "b": 0.5}, {"a": 0.9, "b": 0.51}) == ["b is 0.5, below its floor 0.51"]
    assert fallen({}, {"a": 0.1}) == ["a is not measured, below its floor 0.1"]


def test_rising_far_above_a_floor_and_having_none_ask_for_a_floor() -> None:
    assert risen({"a": 0.94}, {"a": 0.9}) == []
    assert risen({"a": 0.96}, {"a": 0.9}) == ["a is 0.96: raise the floor, which is 0.9, to 0.93"]
    assert risen({"a": 0.5}, {}) == ["a is 0.5: raise the floor, which is not set, to 0.47"]


def test_without_annotated_sets_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.main(tmp_path, "train") == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "skipped dev", "skipped train", "skipped PLOVER",
    ]


def test_a_loss_is_status_1_and_a_wrong_set_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.report({"a": 0.4}, {"a": 0.5}) == 1
    assert "FELL: a is 0.4" in capsys.readouterr().out
    assert measure.report({"a": 0.5}, {"a": 0.5}) == 0
    assert measure.main(tmp_path, "tset") == 2


def test_the_floors_of_the_annotated_sets_are_complete() -> None:
    floors = read_floors(SHARED_FLOORS)
    assert {f"detection.{kind}" for kind in ("person", "org", "country", "place", "all")} <= floors.keys()
    assert {f"languages.{language}.all" for language in ("zh-Hans", "zh-Hant", "en", "de")} <= floors.keys()
