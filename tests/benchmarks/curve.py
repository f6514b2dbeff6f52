"""What an article costs in corpora of growing size, stage by stage, and the memory that a build takes.

``python -m tests.benchmarks.curve 1000 3000 6000 12000`` builds so many real articles of ``../shared/corpus`` each (76 %
Chinese, 15 % German, 9 % English) in a process of its own, with one worker and everything that ``kg build`` writes. That
takes half an hour of CPU time or more, so ``make bench`` builds none.

A stage is a package of kg: CPU time is that of the innermost function on the stack that belongs to one, looked at every
hundredth of a CPU second, so that the stages add up to the whole. ``store`` is reading, writing and decoding rows, wherever
it is asked for.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from types import FrameType

from tests.benchmarks.recognition import ROOT
from tests.benchmarks.whole import real, sample

SHARES = {"zh": 0.76, "de": 0.15, "en": 0.09}
STAGES = ("readers", "normalize", "recognizers", "resolve", "relations", "graph", "exporters", "store", "other")
EVERY = 0.01
"""CPU seconds."""


class Clock:
    """CPU seconds by stage, while it is used in a ``with`` statement."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._last = 0.0

    def __enter__(self) -> Clock:
        self._last = time.process_time()
        signal.signal(signal.SIGPROF, self._tick)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        self.seconds["other"] += time.process_time() - self._last

    def _tick(self, _: int, frame: FrameType | None) -> None:
        now = time.process_time()
        self.seconds[_stage(frame)] += now - self._last  # what a long call into C took, it is told at its end
        self._last = now


def _stage(frame: FrameType | None) -> str:
    while frame is not None:
        first, stage, *_ = [*str(frame.f_globals.get("__name__")).split("."), ""]
        if first == "kg" and stage in STAGES:
            return stage
        frame = frame.f_back
    return "other"


def one(folder: Path) -> None:
    """Builds the articles of a folder in this process; prints seconds by stage, articles and peak megabytes."""
    with Clock() as clock:
        from kg import exporters, pipeline
        from kg.config import Config
        from kg.engines.local import Local

        build = pipeline.build([folder / "articles"], Config(), engine=Local(1))
        exporters.export_all(build, folder / "out")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    written = sum(path.stat().st_size for path in (folder / "out").iterdir()) / 1e6
    print(json.dumps({
        "seconds": clock.seconds, "articles": len(build.documents), "entities": len(build.entities),
        "relations": len(build.relations), "peak": megabytes, "written": written,
    }))


def main(sizes: tuple[int, ...] = ()) -> None:
    """Print a line per size."""
    if not sizes or not real():
        print("skipped: " + ("give sizes, such as: python -m tests.benchmarks.curve 1000 3000 6000 12000" if real()
                             else "needs the raw articles in ../shared/corpus"))
        return
    print("CPU s per 1,000 articles")
    print(f"{'articles':>9}{'whole':>8}" + "".join(f"{stage:>12}" for stage in STAGES)
          + f"{'peak MB':>9}{'entities':>10}{'relations':>11}{'MB written':>12}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            total = sample(folder / "articles", {language: round(size * share) for language, share in SHARES.items()})
            command = [sys.executable, "-m", "tests.benchmarks.curve", str(folder)]
            environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
            told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)
        seconds = {stage: 1000 * told["seconds"].get(stage, 0) / total for stage in STAGES}
        print(f"{total:9}{sum(seconds.values()):8.2f}" + "".join(f"{seconds[stage]:12.2f}" for stage in STAGES)
              + f"{told['peak']:9.0f}{told['entities']:10}{told['relations']:11}{told['written']:12.1f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 2 and not sys.argv[1].isdigit():
        one(Path(sys.argv[1]))
    else:
        main(tuple(map(int, sys.argv[1:])))
