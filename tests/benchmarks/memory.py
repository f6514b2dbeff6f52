"""The memory that builds of large corpora need, stage by stage: peaks of 1,000 to 100,000 articles made of real ones.

``python -m tests.benchmarks.memory 1000 10000 100000`` replicates the 1,000 articles of the other benchmarks in a store, as
reading, cleaning and recognizing would have left them there: those go article by article, and hold none. Each replica has
days, ids and sketches of its own. In the rows ``same names`` that is all. In the rows ``new names`` a quarter of the names
that no table knows are other ones in each replica, so that entities, pairs and candidates go on growing without end.
Relating, which goes article by article too, is replaced: one article in five reports a meeting. All that needs the whole
corpus is real: copies, resolution, events, relations, and the files that ``kg build`` writes.

Each row is built in a process of its own. 100,000 articles take most of an hour for each of the two rows and 20 GB of
disk, so that ``make bench`` looks at the first two sizes only.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from kg import exporters, pipeline, resolve, versions
from kg.config import Config
from kg.engines import work
from kg.engines.local import Local
from kg.model import Article, Document, Evidence, Participant, Span
from kg.normalize import Sketch
from kg.relations import PlainSpot, Report, names, titles, unplain
from kg.store import Corpus, batches, codec
from kg.store.corpus import Batch
from tests.benchmarks.recognition import ROOT
from tests.benchmarks.whole import COUNTS, real, sample

SIZES = (1_000, 10_000)
OTHER_NAMES = 4
"""One unknown name in so many is another one in each replica, where there are new names."""
ROWS = {"new names": True, "same names": False}
REPORTING = 5
"""One article in so many reports a meeting."""
TOGETHER = 1_000
"""Articles that are put into the store at a time."""
_GIVEN = "明华伟芳娜秀英敏静磊强军洋勇艳杰涛超兰霞平刚桂文辉力建国永玲红宇航浩然佳欣宁博"
_LETTERS = "aeiounrstlmkd"
Kept = tuple[codec.Row, bytes, Sketch]


def main(sizes: Iterable[int] = SIZES) -> None:
    """Print the table."""
    if not real():
        print("skipped: needs the raw articles in ../shared/corpus")
        return
    with tempfile.TemporaryDirectory() as name:
        first = Path(name) / "first.kg"
        sample(Path(name) / "articles", COUNTS)
        with Corpus.open(first) as corpus:
            pipeline.add(corpus, [Path(name) / "articles"], Config())
        print(f"{'':10} {'articles':>9} {'entities':>9} {'relations':>11} {'CPU s':>7} {'MB written':>11}   "
              "peak MB after each stage")
        for size in sizes:
            for label, new in ROWS.items():
                replicated(first, Path(name) / "corpus.kg", size, new)
                print(f"{label:10} ", end="")
                measured(Path(name) / "corpus.kg", Path(name) / "out")


def replicated(first: Path, path: Path, size: int, new: bool = True) -> None:
    """Makes the store ``path`` of ``size`` articles out of those in another store, with ``new`` names or the same."""
    path.unlink(missing_ok=True)
    with Corpus.open(first, create=False) as corpus:
        sketches = {sketch.id: sketch for sketch in corpus.sketches()}
        kept = [(row, packed, sketches[row[0]]) for row, packed in corpus.recognized()]
    with Corpus.open(path) as corpus:
        for batch in batches(_replicas(kept, size, new), TOGETHER):
            corpus.put(Batch(articles=[(article, f"/{article.source}") for article, _, _ in batch]))
            corpus.put_documents(versions.stage("normalize"), [row for _, row, _ in batch])
            corpus.put_mentions(versions.recognizing(Config()), [(article.id, packed) for article, _, packed in batch])


def _replicas(kept: list[Kept], size: int, new: bool) -> Iterator[tuple[Article, codec.Row, bytes]]:
    for number in range(size):
        row, packed, sketch = kept[number % len(kept)]
        replica = number // len(kept)
        document = _other(row, packed, replica, new)
        article = Article(source=document.source, text=document.text)
        seen = np.sort(sketch.hashes ^ np.uint64(random.Random(replica).getrandbits(56)))
        own = codec.pack_sketch(replace(sketch, hashes=seen))
        yield article, (*codec.document_row(replace(document, id=article.id)), own), packed


def _other(row: codec.Row, packed: bytes, replica: int, new: bool) -> Document:
    """The document in a replica, with other names at the same places where there are ``new`` ones."""
    document = codec.document(row)
    document = replace(document, source=f"{replica}/{document.source}", published=_later(document.published, replica))
    if not new:
        return document
    text, analysed = list(document.text), list(document.analysed)
    for mention in codec.unpack_mentions(packed, document):
        if mention.known is None and len(mention.text) == len(mention.name):
            text[mention.span.start : mention.span.end] = _name(mention.text, replica)
            analysed[mention.at.start : mention.at.end] = _name(mention.name, replica)
    return replace(
        document, text="".join(text), analysed="".join(analysed),
        anchors=document.anchors or (None if text == analysed else tuple(range(len(text) + 1))),
    )


@lru_cache(maxsize=100_000)
def _name(name: str, replica: int) -> str:
    """A name of the same length: the same one for most names."""
    chance = random.Random(f"{replica} {name}")
    if not replica or chance.randrange(OTHER_NAMES):
        return name
    ends = [*name[:1], *(_like(letter, chance) for letter in name[1:])]
    return "".join(ends)


def _like(letter: str, chance: random.Random) -> str:
    if letter.isascii():
        return chance.choice(_LETTERS) if letter.islower() else letter
    return chance.choice(_GIVEN) if letter.isalpha() else letter


def _later(published: str | None, days: int) -> str | None:
    return str(date.fromisoformat(published[:10]) + timedelta(days=days % 1000)) if published else None


def measured(path: Path, out: Path) -> None:
    """Builds the store in a process of its own, and prints what it took."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", "--build", str(path), str(out)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    peaks = ", ".join(f"{stage} {peak:.0f}" for stage, peak in found["peaks"].items())
    counts = f"{found['articles']:9,} {found['entities']:9,} {found['relations']:11,}"
    print(f"{counts} {found['cpu']:7.0f} {found['written']:11,.0f}   {peaks}", flush=True)


def build(path: Path, out: Path) -> None:
    """Builds a store and prints what it took as JSON."""
    peaks: dict[str, float] = {}
    for module, name in ((pipeline, "find_copies"), (resolve, "resolve"), (pipeline, "told")):
        _watched(module, name, peaks)
    with Corpus.open(path, create=False) as corpus:
        made = pipeline.assemble(corpus, Config(), engine=Made(1))
    peaks["assembled"] = _peak()
    exporters.export_all(made, out)
    peaks["exported"] = _peak()
    written = sum(path.stat().st_size for path in out.iterdir()) / 1e6
    told = {"articles": len(made.documents), "entities": len(made.entities), "relations": len(made.relations), "written": written}
    print(json.dumps({**told, "cpu": time.process_time(), "peaks": peaks}))


def _watched(module: Any, name: str, peaks: dict[str, float]) -> None:
    function = getattr(module, name)

    def watched(*arguments: object, **options: object) -> object:
        found = function(*arguments, **options)
        peaks[name] = _peak()
        return found

    setattr(module, name, watched)


def _peak() -> float:
    """Megabytes of this process at most so far."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


class Made(Local):
    """This process, with reports that are made up."""

    def map(self, task: Callable[[Any], Any], pieces: Iterable[Any], *, helping: bool = False) -> Iterator[Any]:
        """Rows as `kg.engines.work.relate` gives them."""
        for piece in pieces:
            assert task is work.relate, "all else is in the store"
            yield [_related(*thing) for thing in piece.things]


def _related(row: codec.Row, version: str, mentions: list[PlainSpot]) -> codec.Row:
    document, spots = codec.document(row), unplain(mentions)
    reports: list[Report] = []
    if int(row[0], 16) % REPORTING == 0:
        who = {entity: Span(start=start, end=end) for start, end, entity, *_ in names(spots)}
        people = [name for name in who if name.startswith("person:")]
        reports = [_report(document, who[people[0]], people[:2])] if len(people) > 1 else []
    return (row[0], version, codec.pack_reports(reports), codec.pack((), titles(document, spots)))


def _report(document: Document, at: Span, people: list[str]) -> Report:
    sentence = next((one for one in document.sentences if one.contains(at)), at)
    participants = tuple(Participant(entity=name) for name in sorted(people))
    day = (document.published or "")[:10] or None
    evidence = Evidence(
        article=document.id, span=document.original(sentence), quote=document.quote(sentence), extractor="benchmark",
        trigger="met", participants=participants, status="held", occurred_on=day,
    )
    return Report(mode="meeting", status="held", participants=participants, evidence=evidence, occurred_on=day)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--build"]:
        build(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main([int(size) for size in sys.argv[1:]] or SIZES)
