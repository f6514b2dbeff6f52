"""Mention -> Entity: inside a document first, then across documents and scripts.

Invariant: every mention belongs to exactly one entity (but for those that a person blocked), and the result is a
function of the set of documents and of the decisions. A wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.knowledge import Fact
from kg.resolve.aliases import AliasTable, alias_table
from kg.resolve.bodies import fact_names
from kg.resolve.bridges import load
from kg.resolve.judge import RULES, Judgement
from kg.resolve.overheard import Beside, nobody
from kg.resolve.recorded import recorded
from kg.resolve.resolution import Articles, Completed, Later, Resolution, gather, numbered, without_collector
from kg.resolve.settle import clustered, with_heirs

if TYPE_CHECKING:
    from kg.curation import Curation

__all__ = ["RULES", "Articles", "Judgement", "Resolution", "load", "resolve", "summary"]


def resolve(
    articles: Articles, *, aliases: AliasTable | None = None, watched: Mapping[str, Fact] | None = None,
    curation: Curation | None = None, beside: Beside = nobody,
) -> Resolution:
    """The entities behind the mentions of ``articles``, which are read once, by ascending id, and not held.

    ``aliases`` replaces the shipped alias table; ``watched`` are facts of the user's own, by id; ``curation`` holds
    people's decisions; ``beside`` has others do some of the work. Raises `ValueError` where articles come in another order,
    or one twice.
    """
    with without_collector():
        return _resolve(articles, alias_table() if aliases is None else aliases, watched, curation, beside)


def _resolve(
    articles: Articles, table: AliasTable, watched: Mapping[str, Fact] | None, curation: Curation | None, beside: Beside
) -> Resolution:
    if curation is not None and curation.entries:
        from kg.resolve.curated import curated

        return curated(curation, articles, table, watched or {}, beside)
    fact_names()  # what will be asked for is loaded while worker processes still find the names in the articles
    evidence, owners = gather(_loading(articles), table)
    found = clustered(evidence, table, watched, beside=beside)

    def completed() -> Completed:
        with without_collector():
            settled = with_heirs(found, evidence, table)
            entities = tuple(map(settled.entities.__getitem__, found.found.ids))
            return Completed(entities=entities, recorded=recorded(settled, evidence))

    return Resolution(
        ids=found.found.ids,
        found=found.found,
        owners=owners.mapped(numbered(found.ids, found.found.ids)),
        judgements=found.judgements,
        complete=Later(completed),
    )


def _loading(articles: Articles) -> Articles:
    """The articles; behind the first one of each language comes what its names are compared by."""
    loaded: set[str] = set()
    for article in articles:
        if article[0].language not in loaded:
            loaded.add(article[0].language)
            load(article[0].language)
        yield article


def summary(curation: Curation, resolution: Resolution) -> dict[str, object]:
    """What ``manifest.json`` says of people's decisions."""
    from kg.resolve.curated import summary

    return summary(curation, resolution)
