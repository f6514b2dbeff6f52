"""Linking: whether what was found in many articles and languages is one entity where it is one real thing.

Counted over rows: an article, an annotated entity found in it, and the id of the entity that stands for it (a split
entity gives a row of its own).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.evaluation.alignment import Alignment
from kg.evaluation.counts import Share, harmonic


class Row(NamedTuple):
    """An annotated entity found in an article. ``language`` is the primary tag: ``zh``, not ``zh-Hans``."""

    language: str
    key: str
    id: str


@dataclass(slots=True, kw_only=True)
class Linking:
    """``precision`` and ``recall`` are B-cubed. ``across_recall``: of the pairs of rows of one real thing in two
    languages, the share under one id; ``across_precision``: of the pairs under one id in two languages, the share that
    is one real thing. Countries are left out of both, for they are linked by a table."""

    precision: float = 0.0
    recall: float = 0.0
    across_recall: Share = field(default_factory=Share)
    across_precision: Share = field(default_factory=Share)

    @property
    def f1(self) -> float:
        """The harmonic mean of B-cubed precision and recall."""
        return harmonic(self.precision, self.recall)


def rows(aligned: Iterable[Alignment]) -> list[Row]:
    """The rows of all articles."""
    return [
        Row(language=one.gold.lang.split("-")[0], key=key, id=id_) for one in aligned for id_, key in one.key_of.items()
    ]


def linking(found: Sequence[Row]) -> Linking:
    """The measures over all rows.

    B-cubed (Bagga and Baldwin 1998, Algorithms for Scoring Coreference Chains): for each row, the share of the rows
    under its id that are its thing (precision) and the share of its thing's rows that are under its id (recall),
    averaged over rows, so that each row counts alike however large its cluster is.
    """
    by_id, by_key = defaultdict(set), defaultdict(set)
    for number, row in enumerate(found):
        by_id[row.id].add(number)
        by_key[row.key].add(number)
    measured = Linking()
    for row in found:
        both = len(by_id[row.id] & by_key[row.key])
        measured.precision += both / len(by_id[row.id])
        measured.recall += both / len(by_key[row.key])
    measured.precision /= max(len(found), 1)
    measured.recall /= max(len(found), 1)
    for a, b in _across(found, by_key.values()):
        measured.across_recall.count(a.id == b.id)
    for a, b in _across(found, by_id.values()):
        measured.across_precision.count(a.key == b.key)
    return measured


def _across(found: Sequence[Row], clusters: Iterable[set[int]]) -> Iterator[tuple[Row, Row]]:
    """The pairs in two languages within each cluster, less those that begin with a country (a key in capitals)."""
    for cluster in clusters:
        for a, b in itertools.combinations(sorted(cluster), 2):
            if found[a].language != found[b].language and not found[a].key.isupper():
                yield found[a], found[b]
