"""``make measure``: scores builds of the annotated articles beside the checkout, and holds dev against its floors;
PLOVER's sentences are reported too, without a floor (see `tests.quality.plover`).

python -m tests.quality.measure SHARED [dev|train]
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg import api
from kg.evaluation import Evaluation, evaluate, figures, read_gold, tables
from tests.quality import plover
from tests.quality.floors import SHARED_FLOORS, fallen, read_floors, risen


def main(shared: Path, more: str = "dev") -> int:
    """Exit status 0 where no figure of dev fell, 1 where one did, 2 for a wrong argument."""
    if more not in ("dev", "train"):
        print(f"MEASURE={more}: there are dev (always) and train", file=sys.stderr)
        return 2
    status = 0
    for name in dict.fromkeys(("dev", more)):
        folder = shared / "eval" / name
        if not (folder / "ann").is_dir():
            print(f"skipped {name}: no annotated articles in {folder}")
            continue
        measured = measure(folder)
        print(f"=== {name}\n\n{tables(measured)}\n")
        if name == "dev":
            status = report(figures(measured), read_floors(SHARED_FLOORS))
        else:
            print(
                "the trained pipelines learned from train: its figures say how well they remember, not how well they do"
            )
    plover.report(shared)
    return status


def measure(folder: Path) -> Evaluation:
    """The evaluation of a set: ``docs`` built with the shipped configuration, against ``ann``."""
    return evaluate(read_gold(folder / "ann"), api.build(folder / "docs").build)


def report(measured: dict[str, float], floors: dict[str, float]) -> int:
    """Prints what fell and what could be pinned; 1 where something fell."""
    for line in risen(measured, floors):
        print(f"gain: {line}")
    lost = fallen(measured, floors)
    for line in lost:
        print(f"FELL: {line}")
    print(f"{len(floors) - len(lost)} of {len(floors)} figures stand above their floors in {SHARED_FLOORS.name}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
