"""Floors: figures that must not fall, kept in TOML files. The names are those of `kg.evaluation.figures`.

python -m tests.quality.floors GOLD BUILD      what the floors file could say for a build, to copy by hand
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.evaluation import evaluate, figures, read_gold

SLACK = 0.02
"""How far below a figure a new floor is set: one entity more or less must not turn a build red."""

ROOM = 0.05
"""A figure that exceeds its floor by more is a gain that nobody pinned."""


def read_floors(path: Path) -> dict[str, float]:
    """The floors by dotted name: ``person`` under ``[languages.de]`` is ``languages.de.person``."""
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for name, value in table.items():
        found += _flat(value, f"{prefix}{name}.") if isinstance(value, Mapping) else [(f"{prefix}{name}", float(value))]
    return found


def fallen(measured: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """One line per figure that is below its floor, or that nobody measured any more."""
    return [
        f"{name} is {measured.get(name, 'not measured')}, below its floor {floor}"
        for name, floor in floors.items()
        if measured.get(name, -1.0) < floor
    ]


def risen(measured: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """One line per figure that is far above its floor, or that has none."""
    return [
        f"{name} is {value}: raise the floor, which is {floors.get(name, 'not set')}, to {_proposed(value)}"
        for name, value in measured.items()
        if value > floors.get(name, -1.0) + ROOM
    ]


def _proposed(value: float) -> float:
    return max(0.0, round(value - SLACK, 2))


def as_toml(measured: Mapping[str, float]) -> str:
    """Floors a little below the figures, as the text of a floors file."""
    lines: list[str] = []
    section = ""
    for name, value in measured.items():
        table, _, key = name.rpartition(".")
        if table != section:
            lines += ["", f"[{table}]"]
            section = table
        lines.append(f"{key} = {_proposed(value):.2f}")
    return "\n".join(lines).strip() + "\n"


if __name__ == "__main__":
    from kg.exporters import jsonl

    gold, build = map(Path, sys.argv[1:3])
    print(as_toml(figures(evaluate(read_gold(gold), jsonl.read(build)))), end="")
