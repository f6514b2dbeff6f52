"""What 10^6, 10^7 and 10^8 articles need on a cluster, computed from rates that are measured on this machine.

``python -m tests.benchmarks.sizing 1000 10000:260:1100:900 100000:3100:3900:9200``: the first argument is how many real articles of
``../shared/corpus`` to measure reading, cleaning, recognizing and relating on, through partitions as a cluster does. Each
of the others is a line of ``python -m tests.benchmarks.memory``: articles, CPU seconds, peak megabytes, and megabytes
written, of what the machine that runs the command does alone: identity, events, counting of pairs, and the files. Between
and beyond those points each grows by a power of the number of articles. ``make bench`` measures nothing here.

How to read it. The workers' hours divide by the number of cores without loss. ``taking in`` is what the machine that runs
the command does for each article while workers work: it lists files, commits rows to the store, hands out work. ``building``
comes after that. The last two columns say which of the `LIMITS` is used up most.
"""

from __future__ import annotations

import math
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.curve import SHARES
from tests.benchmarks.whole import real, sample

SIZES = (10**6, 10**7, 10**8)
CORES = (16, 64, 256)
LIMITS = {"workers": 64 * 24.0, "this machine's time": 24.0, "memory": 64.0, "disk": 4000.0}
"""What is there: hours of 64 cores in a day, a day, GiB of memory, GB of disk."""
THEN = {
    "workers": "more machines; nothing else changes",
    "this machine's time": "a store per year or region, each on a machine of its own; or a day more",
    "memory": "a machine with more memory, or a store per year or region",
    "disk": "write slices (kg export --store with --since, --language, --around) instead of the whole",
}


@dataclass(frozen=True)
class Rates:
    """Per article: CPU seconds of workers by stage, CPU seconds of taking in, bytes of partitions and store."""

    workers: dict[str, float]
    taking: float
    partitions: float
    store: float


@dataclass(frozen=True)
class Built:
    """What building took at a size: CPU seconds, megabytes of memory, megabytes written."""

    articles: int
    seconds: float
    memory: float
    written: float


def main(arguments: Sequence[str] = ()) -> None:
    """Print the rates and the table."""
    if len(arguments) < 2 or not real():
        print("skipped: see python -m tests.benchmarks.sizing --help" if real() else "skipped: needs ../shared/corpus")
        return
    points = [Built(int(n), *map(float, rest)) for n, *rest in (argument.split(":") for argument in arguments[1:])]
    with tempfile.TemporaryDirectory() as name:
        rates = measured(Path(name), int(arguments[0]))
    stages = ", ".join(f"{stage} {1000 * seconds:.2f}" for stage, seconds in rates.workers.items())
    print(f"CPU s per 1,000 articles: workers {stages}; taking in {1000 * rates.taking:.2f}")
    print(f"kB per article: partitions {rates.partitions / 1000:.1f}, store {rates.store / 1000:.1f}\n")
    print(f"| articles | workers, core hours | {' / '.join(map(str, CORES))} cores, h | partitions, GB | store, GB | taking in, h "
          "| building, h | memory, GiB | files, GB | binds first | then |")
    print("|" + "---|" * 11)
    for size in SIZES:
        print(row(size, rates, points))


def row(size: int, rates: Rates, points: Sequence[Built]) -> str:
    """A line of the table."""
    hours = size * sum(rates.workers.values()) / 3600
    taking = size * rates.taking / 3600
    building = grown(size, points, lambda built: built.seconds) / 3600
    memory = grown(size, points, lambda built: built.memory) / 1024
    written = grown(size, points, lambda built: built.written) / 1000
    partitions, store = size * rates.partitions / 1e9, size * rates.store / 1e9
    used = {"workers": hours, "this machine's time": taking + building, "memory": memory,
            "disk": partitions + store + written}
    first = max(used, key=lambda name: used[name] / LIMITS[name])
    share = used[first] / LIMITS[first]
    wall = " / ".join(f"{max(hours / cores, taking):,.1f}" for cores in CORES)
    verdict = f"{first} ({share:.1f} of what is there)" if share > 1 else f"nothing ({first}: {share:.0%})"
    return (f"| {size:,} | {hours:,.0f} | {wall} | {partitions:,.0f} | {store:,.0f} | {taking:,.1f} | {building:,.1f} "
            f"| {memory:,.1f} | {written:,.0f} | {verdict} | {THEN[first] if share > 1 else ''} |")


def grown(size: int, points: Sequence[Built], value: Callable[[Built], float]) -> float:
    """The value at a size, by the power law through the two largest points; in proportion where there is one."""
    *_, last = ordered = sorted(points, key=lambda built: built.articles)
    power = 1.0
    if len(ordered) > 1:
        before = ordered[-2]
        power = math.log(value(last) / value(before)) / math.log(last.articles / before.articles)
    return float(value(last) * (size / last.articles) ** power)


def measured(folder: Path, articles: int) -> Rates:
    """Works on real articles through partitions twice: what there is to do the second time is not the workers'."""
    from kg import pipeline
    from kg.config import Config
    from kg.store import Corpus
    from tests.engines.test_partitions import Here

    total = sample(folder / "articles", {language: round(articles * share) for language, share in SHARES.items()})
    # models and tables are loaded before: at these sizes nobody waits for that
    pipeline.build([Path(__file__).parents[2] / "seeds"], Config())
    stages = ("read", "normalize", "recognize", "relate")
    seconds: list[dict[str, float]] = []
    for number in range(2):
        spent = dict.fromkeys(stages, 0.0)
        undo = [_timed(pipeline, stage, spent) for stage in stages]
        with Corpus.open(folder / f"{number}.kg") as corpus:
            engine = Here(folder / "partitions")
            pipeline.add(corpus, [folder / "articles"], Config(), engine=engine)
            pipeline.assemble(corpus, Config(), engine=engine)
        for stage, function in zip(stages, undo, strict=True):
            setattr(pipeline, stage, function)
        seconds.append(spent)
    first, second = seconds
    return Rates(
        workers={stage: max(0.0, first[stage] - second[stage]) / total for stage in stages},
        taking=sum(second.values()) / total,
        partitions=sum(path.stat().st_size for path in (folder / "partitions").rglob("*.parquet")) / total,
        store=(folder / "0.kg").stat().st_size / total,
    )


def _timed(module: Any, name: str, spent: dict[str, float]) -> Any:
    """Adds the CPU seconds of a function of a module to ``spent``; returns the function as it was."""
    function = getattr(module, name)

    def timed(*arguments: object, **options: object) -> object:
        start = time.process_time()
        found = function(*arguments, **options)
        spent[name] += time.process_time() - start
        return found

    setattr(module, name, timed)
    return function


if __name__ == "__main__":
    if "--help" in sys.argv:
        print(__doc__)
    else:
        main(sys.argv[1:])
