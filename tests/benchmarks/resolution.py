"""Resolution of the names of up to 100,000 simulated articles: seconds and peak memory, beside two naive peers.

Names and their frequencies are those of the shipped tables (aliases with their counts, countries, agencies, organizations,
places), plus a tail of names that nobody saw before, as news has: more than a third of the people of an article.
Articles are made, resolved and forgotten one by one, each size in a process of its own, so that the peak is its own.
The peers see the same mentions: exact grouping (one dictionary) and rapidfuzz (each name of a sample against all names).
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate

from kg.model import Document, EntityType, Mention, Span
from kg.resolve.aliases import alias_table
from kg.resolve.evidence import Evidence
from kg.resolve.inside import locals_of
from kg.resolve.resolution import Owners, placed, without_collector
from kg.resolve.settle import settle

SIZES = (12_500, 25_000, 50_000, 100_000)
LANGUAGES = (("zh", "Hans", 0.5), ("zh", "Hant", 0.2), ("en", "Latn", 0.2), ("de", "Latn", 0.1))
NEW = 0.35
"""The share of people whom no other article has."""
Name = tuple[str, EntityType, str | None, str | None]
"""Text, type, knowledge id and country."""


class News:
    """Simulated articles, the same for the same seed."""

    def __init__(self, seed: int = 7) -> None:
        from kg.knowledge import facts, words

        self._random = random.Random(seed)
        rows = [row for row in alias_table().rows if row.person]
        self._people = [(row, list(accumulate(row.hans.values()))) for row in rows]
        self._weights = list(accumulate(row.count for row in rows))
        self._facts = [fact for fact in facts().values() if fact.name_in("en")]
        self._fact_weights = list(accumulate(1.0 / (rank + 3) for rank in range(len(self._facts))))
        self._given = sorted(words("en_given_names"))
        self._surnames = sorted(words("zh_surnames"))
        self._characters = sorted({char for row in rows for name in row.hans for char in name if char != "·"})

    def articles(self, count: int) -> Iterator[tuple[Document, list[Mention]]]:
        """``count`` documents with their mentions."""
        for number in range(count):
            language, script, _ = self._random.choices(LANGUAGES, [share for *_, share in LANGUAGES])[0]
            yield _article(number, language, script, list(self._names(language)))

    def _names(self, language: str) -> Iterator[Name]:
        for _ in range(self._random.randint(2, 6)):
            text = self._new(language) if self._random.random() < NEW else self._known(language)
            for _ in range(self._random.randint(1, 4)):
                yield text, "person", None, None
        for fact in self._random.choices(self._facts, cum_weights=self._fact_weights, k=10):
            name = fact.name_in("zh-Hans" if language == "zh" else language) or fact.label
            for _ in range(self._random.randint(1, 4)):
                yield name, fact.type, fact.id, fact.country

    def _known(self, language: str) -> str:
        row, weights = self._random.choices(self._people, cum_weights=self._weights)[0]
        if language != "zh" or not row.hans:
            return row.latin[0]
        return self._random.choices(list(row.hans), cum_weights=weights)[0]

    def _new(self, language: str) -> str:
        pick = self._random.choice
        if language != "zh":
            return f"{pick(self._given)} {pick(self._given)[:3]}{pick(self._given).lower()}"
        if self._random.random() < 0.5:
            return pick(self._surnames) + pick(self._characters) + pick(self._characters)
        return "".join(pick(self._characters) for _ in range(self._random.randint(2, 4)))


def _article(number: int, language: str, script: str, names: Sequence[Name]) -> tuple[Document, list[Mention]]:
    parts, spans, at = [], [], 0
    for text, *_ in names:
        parts.append(text)
        spans.append(Span(start=at, end=at + len(text)))
        at += len(text) + 2
    text = ", ".join(parts)
    day = f"2020-{1 + number % 12:02d}-{1 + number % 28:02d}"
    document = Document(
        id=f"{number:016x}", source=f"{number}.txt", language=language, script=script, text=text, analysed=text,
        published=day, publisher=f"paper {number % 40}",
    )
    mentions = [
        Mention.of(document, span, type_, "simulated", known=known, country=country)
        for span, (_, type_, known, country) in zip(spans, names, strict=True)
    ]
    return document, mentions


def measure(count: int) -> None:
    """Resolves ``count`` articles and prints one line. Runs in a process of its own."""
    with without_collector():  # as `kg.resolve.resolve` does
        _measure(count)


def _measure(count: int) -> None:
    table, evidence, owners = alias_table(), Evidence(), Owners()
    exact: dict[tuple[str, str], int] = {}
    made = found = peer = 0.0
    mentions_seen = 0
    before = time.process_time()
    for document, mentions in News().articles(count):
        made += time.process_time() - before
        before = time.process_time()
        things = locals_of(document, mentions, table)
        owners.put(document.id, placed(mentions, things, evidence.add(document, things)))
        found += time.process_time() - before
        before = time.process_time()
        for mention in mentions:
            exact[(mention.type, mention.text)] = exact.get((mention.type, mention.text), 0) + 1
        mentions_seen += len(mentions)
        peer += time.process_time() - before
        before = time.process_time()
    evidence.count()
    settled = settle(evidence, table)
    settling = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    seconds = found + settling
    print(
        f"{count:>8,} {mentions_seen:>10,} {len(exact):>9,} {len(settled.entities):>9,} {found:>7.1f} {settling:>7.1f}"
        f" {seconds:>7.1f} {1000 * seconds / count:>7.2f} {peak:>6.2f} {seconds / max(peer, 1e-9):>9.0f}"
        f" {_fuzzy([text for type_, text in exact if type_ == 'person']) / seconds:>9.1f}",
        flush=True,
    )


def _fuzzy(names: Sequence[str], sample: int = 200) -> float:
    """Seconds that rapidfuzz would take to compare every name with every other, from a sample."""
    from rapidfuzz import fuzz, process

    chosen = random.Random(1).sample(list(names), min(sample, len(names)))
    before = time.process_time()
    for name in chosen:
        process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=90)
    return (time.process_time() - before) * len(names) / max(1, len(chosen))


def main() -> None:
    """All sizes, one process each. Columns: articles, mentions, distinct names, entities; seconds inside articles,
    across them, together; milliseconds per article; peak GiB; times exact grouping; rapidfuzz's time in ours."""
    print("articles   mentions  distinct  entities  inside  across   total   ms/art    GiB  x exact  rapidfuzz")
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "tests.benchmarks.resolution", str(size)], check=True)


if __name__ == "__main__":
    measure(int(sys.argv[1]))
