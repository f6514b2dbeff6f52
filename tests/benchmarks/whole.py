"""Whole commands: a user's own script, ``kg build`` with one and two workers, and ``kg add`` of one article in a hundred.

How to read it. All work on the same articles (600 Chinese, 300 English, 100 German of ``../shared/corpus``) in processes
of their own; nothing is kept in memory between them. ``script`` is `tests/benchmarks/naive/script.py`, with spaCy pipelines
that have nothing but names to find (trained in this run for some seconds; the usual downloaded ones also tag and parse, and
take twice as long). CPU seconds are of the command and its workers, memory is the peak of its largest process. ``add`` is
given with and without the time that the same command takes when nothing is new.
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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import recognition as plain

CORPUS = plain.CORPUS
COUNTS = {"zh": 600, "en": 300, "de": 100}
NEW = 10
KG = [sys.executable, "-m", "kg"]


@dataclass(frozen=True)
class Cost:
    """Wall and CPU seconds, and megabytes, of one command."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Print the table."""
    if not all((CORPUS / name).exists() for name in plain.ARCHIVES.values()):
        print("skipped: needs the raw articles in ../shared/corpus")
        return
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        total = _sample(work / "articles")
        script = Path(__file__).parent / "naive" / "script.py"
        costs = {"script": run([sys.executable, str(script), str(work / "articles"), str(work), *_pipelines(work)], work)}
        for workers in (1, 2):
            costs[f"build, {workers} worker{'s' * (workers > 1)}"] = run(
                [*KG, "build", str(work / "articles"), "--out", str(work / f"out{workers}"), "--workers", str(workers)]
            )
        costs |= _additions(work)
    print(f"{total} articles{'':12}{'wall s':>8}{'CPU s':>8}{'articles/CPU s':>16}{'peak MB':>9}{'CPU ratio to script':>21}")
    for label, cost in costs.items():
        articles = NEW if label.startswith("add") else total
        print(f"{label:26}{cost.wall:8.1f}{cost.cpu:8.1f}{articles / max(cost.cpu, 1e-9):16.1f}{cost.memory:9.0f}"
              f"{cost.cpu / costs['script'].cpu:21.3f}")
    one, two = costs["build, 1 worker"], costs["build, 2 workers"]
    print(f"build against the script: {costs['script'].cpu / one.cpu:.2f} times the articles per CPU second")
    print(f"two workers against one: {one.wall / two.wall:.2f} times as fast")
    least = costs["add, nothing new"]
    print(f"add of {NEW} of {total}, less start-up: {(costs['add, 1 % new'].cpu - least.cpu) / one.cpu:.2%} of the build's CPU")


def _additions(work: Path) -> dict[str, Cost]:
    articles, later = work / "articles", work / "later"
    later.mkdir()
    files = sorted(path for path in articles.rglob("*") if path.is_file())
    for number, path in enumerate(random.Random(0).sample(files, NEW)):
        shutil.move(path, later / f"{number}-{path.name}")
    command = [*KG, "add", "--store", str(work / "corpus.kg"), "--workers", "1"]
    run([*command, str(articles)])
    nothing = run([*command, str(articles)])
    return {"add, nothing new": nothing, "add, 1 % new": run([*command, str(articles), str(later)])}


def run(command: Sequence[str], folder: Path | None = None) -> Cost:
    """The cost of a command, run in ``folder``: pyvis leaves files where it runs."""
    environment = os.environ | {"PYTHONPATH": str(plain.ROOT)}
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _sample(folder: Path) -> int:
    """Articles of every language, chosen by a seed, as files."""
    total = 0
    for language, count in COUNTS.items():
        (folder / language).mkdir(parents=True)
        with tarfile.open(CORPUS / plain.ARCHIVES[language]) as archive:
            members = sorted((m for m in archive.getmembers() if m.isfile()), key=lambda member: member.name)
            for number, member in enumerate(random.Random(language).sample(members, count)):
                source = archive.extractfile(member)
                assert source is not None
                (folder / language / f"{number:04}-{Path(member.name).name}").write_bytes(source.read())
                total += 1
    return total


def _pipelines(work: Path) -> list[str]:
    """English and German pipelines for the script, saved."""
    from kg.config import Config
    from kg.recognizers import Recognizer

    ours, paths = Recognizer(Config()), []
    for language in ("en", "de"):
        seen = plain._documents(language, True)[: plain.TRAINED_ON]
        nlp = plain._plain(language, seen, [plain._entities(ours, document) for document in seen])
        nlp.to_disk(work / f"plain-{language}")
        paths.append(str(work / f"plain-{language}"))
    return paths
