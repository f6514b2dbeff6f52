"""Whole commands: a user's own script, ``kg build`` with one and two workers, and ``kg add`` of one article in a hundred.

How to read it. All work on the same articles (600 Chinese, 300 English, 100 German of ``../shared/corpus``) in processes
of their own; nothing is kept in memory between them. ``script`` is `tests/benchmarks/naive/script.py`, once with spaCy
pipelines that have nothing but names to find, and once with pipelines of the parts that the usual downloaded ones have,
which also tag, parse and lemmatize (`tests/benchmarks/naive/pipelines.py`). CPU seconds are of the command and its
workers, memory is the peak of its largest process. Builds with one and with two workers take turns, `RUNS` times, and the
median is told: one run alone says as much about the machine's other tenants. About what two cores of this machine give
is told beside it: how much more two builds of one worker each do at once than one alone, in the same turns.

What ``add`` of one article in a hundred costs is told beside two other adds to the same store. ``nothing new`` loads no
models: the difference to it is what somebody pays who adds now and then. ``three sentences`` adds an article of one
sentence in each of the three languages, which loads all models and tables: that is the start-up of an add that has
anything to do, and the difference to it is what the articles themselves cost.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import recognition as plain
from tests.benchmarks.naive import pipelines

CORPUS = plain.CORPUS
COUNTS = {"zh": 600, "en": 300, "de": 100}
NEW = 10
RUNS = 5
SENTENCES = {
    "zh": "总理周三在堪培拉会见了来访的新西兰外交部长。",
    "en": "The prime minister met New Zealand's foreign minister in Canberra on Wednesday.",
    "de": "Die Ministerpräsidentin traf am Mittwoch in Canberra den Außenminister Neuseelands.",
}
KG = [sys.executable, "-m", "kg"]


@dataclass(frozen=True)
class Cost:
    """Wall and CPU seconds, and megabytes, of one command that worked on so many new articles."""

    wall: float
    cpu: float
    memory: float
    articles: int


def main() -> None:
    """Print the table."""
    if not real():
        print("skipped: needs the raw articles in ../shared/corpus")
        return
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        total = sample(work / "articles", COUNTS)
        script = Path(__file__).parent / "naive" / "script.py"
        scripts = {
            f"script, {sort}": run([sys.executable, str(script), str(work / "articles"), str(work), *paths], total, work)
            for sort, paths in pipelines.saved(work).items()
        }
        turns = [_turn(work, turn, total) for turn in range(RUNS)]
        one, two, _ = (sorted(costs, key=lambda cost: cost.wall)[RUNS // 2] for costs in zip(*turns, strict=True))
        costs = {**scripts, "build, 1 worker": one, "build, 2 workers": two, **_additions(work)}
    _print(costs, scripts)
    ratios, bounds = ((a.wall / b.wall for a, b, _ in turns), (2 * a.wall / c.wall for a, _, c in turns))
    print(f"two workers against one: {one.wall / two.wall:.2f} times as fast; by turns {_sorted(ratios)}")
    print(f"two builds at once against one: {_sorted(bounds)} times the work, by turns")


def _turn(work: Path, turn: int, articles: int) -> tuple[Cost, Cost, Cost]:
    """A build with one worker, one with two, and two with one each at once, of which the longer one is told."""
    def build(name: str, workers: int) -> Cost:
        out = str(work / f"out-{name}-{turn}")
        return run([*KG, "build", str(work / "articles"), "--out", out, "--workers", str(workers)], articles)

    alone, spread = build("one", 1), build("two", 2)
    with ThreadPoolExecutor(2) as pool:
        longer = max(pool.map(lambda name: build(name, 1), ("a", "b")), key=lambda cost: cost.wall)
    return alone, spread, longer


def _sorted(ratios: Iterable[float]) -> str:
    return ", ".join(f"{ratio:.2f}" for ratio in sorted(ratios))


def _print(costs: Mapping[str, Cost], scripts: Mapping[str, Cost]) -> None:
    print(f"{'':24}{'articles':>9}{'wall s':>8}{'CPU s':>8}{'articles/CPU s':>16}{'peak MB':>9}   CPU ratio to each script")
    for label, cost in costs.items():
        ratios = "".join(f"{cost.cpu / script.cpu:8.3f}" for script in scripts.values())
        speed = f"{cost.articles / cost.cpu:16.1f}" if cost.articles else f"{'':16}"
        print(f"{label:24}{cost.articles:9}{cost.wall:8.1f}{cost.cpu:8.1f}{speed}{cost.memory:9.0f}   {ratios}")
    one, some = costs["build, 1 worker"], costs["add, 1 % new"]
    for label, script in scripts.items():
        print(f"build against the {label}: {script.cpu / one.cpu:.2f} times the articles per CPU second")
    for label in ("add, three sentences", "add, nothing new"):
        more = (some.cpu - costs[label].cpu) / one.cpu
        print(f"add of 1 %, less '{label}': {more:.2%} of the build's CPU; that add itself: {costs[label].cpu / one.cpu:.2%}")


def _additions(work: Path) -> dict[str, Cost]:
    articles, three, later = work / "articles", work / "three", work / "later"
    later.mkdir()
    three.mkdir()
    files = sorted(path for path in articles.rglob("*") if path.is_file())
    for number, path in enumerate(random.Random(0).sample(files, NEW)):
        shutil.move(path, later / f"{number}-{path.name}")
    for language, sentence in SENTENCES.items():
        (three / f"{language}.txt").write_text(sentence + "\n", encoding="utf-8")
    command = [*KG, "add", "--store", str(work / "corpus.kg"), "--workers", "1", str(articles)]
    run(command, 0)
    return {
        "add, nothing new": run(command, 0),
        "add, three sentences": run([*command, str(three)], len(SENTENCES)),
        "add, 1 % new": run([*command, str(later)], NEW),
    }


def run(command: Sequence[str], articles: int, folder: Path | None = None) -> Cost:
    """The cost of a command on ``articles``, run in ``folder``: pyvis leaves files where it runs."""
    environment = os.environ | {"PYTHONPATH": str(plain.ROOT)}
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, articles)


def real() -> bool:
    """Whether the raw articles are there."""
    return all((CORPUS / name).exists() for name in plain.ARCHIVES.values())


def sample(folder: Path, counts: Mapping[str, int]) -> int:
    """So many articles of each language, chosen by a seed, as files of ``folder``; fewer where the corpus has fewer.
    Returns how many."""
    total = 0
    for language, count in counts.items():
        (folder / language).mkdir(parents=True)
        with tarfile.open(CORPUS / plain.ARCHIVES[language]) as archive:
            members = sorted((m for m in archive.getmembers() if m.isfile()), key=lambda member: member.name)
            chosen = random.Random(language).sample(members, min(count, len(members)))
            numbered = sorted(enumerate(chosen), key=lambda pair: pair[1].offset)  # an archive can only be read forwards
            for number, member in numbered:
                source = archive.extractfile(member)
                assert source is not None
                (folder / language / f"{number:05}-{Path(member.name).name}").write_bytes(source.read())
                total += 1
    return total
