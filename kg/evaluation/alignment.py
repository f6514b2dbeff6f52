"""Which found entity stands for which annotated one, article by article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kg.evaluation.gold import GoldArticle
from kg.evaluation.names import comparable
from kg.model import Build, Entity

KINDS: Mapping[str, str] = {
    "person": "person", "agency": "org", "organization": "org", "country": "country", "place": "place",
}
"""Type of an entity -> kind that is counted: agencies and organizations count as one, since their border is a matter
of taste (is a state broadcaster an agency?)."""

SUFFIXES = (".md", ".txt", ".html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """One article's annotation against what a build found in it.

    ``article``: its id in the build, None where it isn't there. ``found``: ids of the entities found, less those under
    ignored names only. ``best``: annotated key -> the one entity that stands for it. ``splits``: further entities
    under names of an annotated one -> its key (neither found once more nor false: one thing was taken for two).
    """

    gold: GoldArticle
    article: str | None
    found: Mapping[str, tuple[str, ...]]
    best: Mapping[str, str]
    splits: Mapping[str, str]

    @property
    def key_of(self) -> dict[str, str]:
        """Entity id -> annotated key, for the best and for the splits."""
        return {id_: key for key, id_ in self.best.items()} | dict(self.splits)


def align(gold: Iterable[GoldArticle], build: Build) -> list[Alignment]:
    """One alignment per annotated article, in the order given."""
    ids = _article_ids(build)
    entities = {entity.id: entity for entity in build.entities}
    names: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for mention, id_ in build.mentions:
        names[mention.article][id_][comparable(mention.text)] += 1
    aligned = []
    for article in gold:
        here = ids.get(article.id)
        aligned.append(_align(article, here, names.get(here or "", {}), entities))
    return aligned


def _article_ids(build: Build) -> dict[str, str]:
    """Annotated ids -> ids in the build: by file name without suffix, of the article and of copies folded into it."""
    ids: dict[str, str] = {}
    for document in build.documents:
        for source in (document.source, *document.duplicates):
            ids.setdefault(_stem(source), document.id)
    return ids


def _stem(source: str) -> str:
    name = PurePosixPath(source).name
    return next((name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix)), name)


def _align(
    gold: GoldArticle, article: str | None, names: Mapping[str, Counter[str]], entities: Mapping[str, Entity]
) -> Alignment:
    ignored = {comparable(name) for name in gold.ignore}
    found = {id_: counts for id_, counts in names.items() if not set(counts) <= ignored}
    pairs = []
    for wanted in gold.entities:
        spellings = {comparable(name) for name in wanted.names}
        for id_, counts in found.items():
            shared = sum(count for name, count in counts.items() if name in spellings)
            if shared and KINDS[entities[id_].type] == KINDS[wanted.type]:
                pairs.append((-shared, wanted.key, id_))
    pairs.sort()
    best: dict[str, str] = {}
    for _, key, id_ in pairs:  # greedily, most shared mentions first, one to one
        if key not in best and id_ not in best.values():
            best[key] = id_
    splits = {id_: key for _, key, id_ in pairs if id_ not in best.values()}
    spelled = {id_: tuple(sorted(counts)) for id_, counts in found.items()}
    return Alignment(gold=gold, article=article, found=spelled, best=best, splits=splits)
