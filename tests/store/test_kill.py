"""Killed at any moment, a store opens again, holds every committed article once, and goes on where it was."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from kg import pipeline
from kg.exporters import jsonl
from kg.store import Corpus
from tests.store.test_store import BLANK, TEXTS, page

ARTICLES = 240
CONFIG = "\n".join(f'[languages.{language}]\npipeline = "blank"' for language in ("en", "de", "zh"))
RUN = "import sys; from kg.cli import main; sys.exit(main(sys.argv[1:]))"
LIMITED = (  # py3langid unpacks its model into a file when it is first asked, which is not the file meant here
    "import resource; import py3langid; py3langid.classify('warm'); "
    "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)); " + RUN
)
TOWNS = ("Vienna", "Geneva", "Oslo", "Cairo", "Lima", "Quito", "Accra", "Hanoi", "Seoul", "Rabat", "Doha", "Riga")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for number in range(ARTICLES):
        town = TOWNS[number % len(TOWNS)]
        text = f"{TEXTS[number % len(TEXTS)]}\n\nDispatch {number * 7919} from {town}: {number * 104729} people came.\n" * 3
        (folder / f"{number:04}.md").write_text(page(text, 1 + number % 28), encoding="utf-8")
    (folder.parent / "kill.toml").write_text(CONFIG, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return files(articles, tmp_path_factory.mktemp("whole"), None)


def files(articles: Path, folder: Path, store: Path | None) -> dict[str, bytes]:
    """The interchange files of a build, or of a store."""
    if store is None:
        build = pipeline.build([articles], BLANK)
    else:
        with Corpus.open(store, create=False) as corpus:
            build = pipeline.assemble(corpus, BLANK)
    return {path.name: path.read_bytes() for path in jsonl.write(build, folder)}


def add(articles: Path, store: Path, code: str = RUN) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, "add", str(articles), "--store", str(store)]
    command += ["--config", str(articles.parent / "kill.toml"), "--workers", "1"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


Held = tuple[int, int, int]
"""Articles, documents and sets of mentions that a store holds."""


def check_whole(store: Path) -> Held:
    """What a store holds; each article once, with at most one document and one set of mentions."""
    if not store.exists():
        return 0, 0, 0
    with Corpus.open(store, create=False) as corpus:
        ids = Counter(origin.id for origin in corpus.origins())
        assert set(ids.values()) <= {1}
        counts = {}
        for table in ("documents", "found", "told"):
            rows = Counter(id_ for (id_,) in corpus._rows(f"SELECT id FROM {table}"))
            assert set(rows.values()) <= {1}
            assert rows.keys() <= ids.keys()
            counts[table] = len(rows)
        return len(ids), counts["documents"], counts["found"]


def kill_at_random(articles: Path, store: Path, moments: int, seed: int) -> list[Held]:
    """Kills as many additions at random moments, checks what they left, then lets one end; what the store held after each."""
    chance, held = random.Random(seed), []
    started = time.monotonic()
    whole = add(articles, store.with_name("timing.kg"))
    assert whole.wait() == 0
    longest = time.monotonic() - started
    for _ in range(moments):
        running = add(articles, store)
        time.sleep(chance.uniform(0.05, 1.0) * longest)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        held.append(check_whole(store))
        if held[-1] == (ARTICLES, ARTICLES, ARTICLES):
            store.unlink()  # begin anew, or later moments would find nothing to interrupt
    last = add(articles, store)
    out, error = last.communicate()
    assert last.returncode == 0, error
    assert f"kept     {ARTICLES} articles" in out
    return held


def test_killed_at_some_moments(articles: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    kill_at_random(articles, store, 2, seed=1)
    assert files(articles, tmp_path / "kept", store) == whole


@pytest.mark.slow
def test_killed_at_fifty_moments(articles: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    store = tmp_path / "s.kg"
    held = kill_at_random(articles, store, 50, seed=2)
    print(f"articles, documents and sets of mentions after each kill: {held}")
    within = [one for one in held if one not in ((0, 0, 0), (ARTICLES, ARTICLES, ARTICLES))]
    assert len(within) >= 10 and len(set(within)) > 1, "most kills came before or after all of the work"
    assert files(articles, tmp_path / "kept", store) == whole


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files as Linux does")
def test_a_full_disk_is_a_clear_error_and_leaves_the_store_usable(
    articles: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    store = tmp_path / "s.kg"
    running = add(articles, store, LIMITED)
    _, error = running.communicate()
    assert running.returncode == 2
    assert "can't be written" in error and "Traceback" not in error
    assert check_whole(store)[0] <= ARTICLES
    assert add(articles, store).wait() == 0
    assert files(articles, tmp_path / "kept", store) == whole
