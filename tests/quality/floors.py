"""Floors: figures that must not fall, kept in TOML files. The names are those of `kg.evaluation.figures`.

    python -m tests.quality.floors [SHARED]    builds, measures, raises floors.toml; with SHARED, shared_floors.toml too

It only ever raises: whoever must lower a floor does it by hand and says why in the commit.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ARTICLES = HERE / "articles"
FLOORS = HERE / "floors.toml"
SHARED_FLOORS = HERE / "shared_floors.toml"

SLACK = 0.03
"""How far below a figure a new floor is set: one entity more or less, as on a machine whose sums round otherwise, must
not turn a build red."""

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
        f"{name} is {value}: raise the floor, which is {floors.get(name, 'not set')}, to {_below(value)}"
        for name, value in measured.items()
        if value > floors.get(name, -1.0) + ROOM
    ]


def raised(measured: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """Floors a little below the figures, but none lower than it was."""
    return {name: max(floors.get(name, 0.0), _below(value)) for name, value in measured.items()} | {
        name: floor for name, floor in floors.items() if name not in measured
    }


def _below(value: float) -> float:
    return max(0.0, round(value - SLACK, 2))


def as_toml(floors: Mapping[str, float]) -> str:
    """The text of a floors file."""
    lines = ["# No figure may fall below these (see floors.py): raise them with gains, never lower one unseen."]
    section = ""
    for name, value in floors.items():
        table, _, key = name.rpartition(".")
        if table != section:
            lines += ["", f"[{table}]"]
            section = table
        lines.append(f"{key} = {value:.2f}")
    return "\n".join(lines) + "\n"


def _pin(docs: Path, ann: Path, path: Path) -> None:
    import kg
    from kg.evaluation import evaluate, figures, read_gold

    measured = figures(evaluate(read_gold(ann), kg.build(docs).build))
    floors = read_floors(path) if path.exists() else {}
    for line in fallen(measured, floors):
        print(f"not lowered: {line}")
    path.write_text(as_toml(raised(measured, floors)), encoding="utf-8", newline="\n")
    print(f"wrote {path}")


if __name__ == "__main__":
    _pin(ARTICLES / "docs", ARTICLES / "ann", FLOORS)
    for shared in map(Path, sys.argv[1:]):
        _pin(shared / "eval" / "dev" / "docs", shared / "eval" / "dev" / "ann", SHARED_FLOORS)
