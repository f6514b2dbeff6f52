"""Second nodes of one person that spelling alone can't join: misspelled Chinese names, the two orders of a name.

Sound and letters propose, company decides: 汪文彬 who speaks for the foreign ministry in the same weeks is 汪文斌 misspelled;
a 汪文彬 of whom nothing is known stays somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.names.commonness import doubt
from kg.names.han import reading, split_surname
from kg.names.latin import parse
from kg.resolve.cluster import Clusters
from kg.resolve.company import Company, Likeness
from kg.resolve.evidence import Evidence
from kg.resolve.homes import numbered
from kg.resolve.judge import Judgement, Pair
from kg.resolve.keys import Key

TYPO, ORDER = 2.2, 1.0
"""Support (see `Likeness`) that a misspelling and a turned name need."""
RARER = 5
"""How many times rarer than the right spelling a misspelling is, at least."""
RARE_NAME = 0.3
"""The doubt up to which a name is rare enough to be another one misspelled."""


def doubles(evidence: Evidence, clusters: Clusters[Key]) -> Iterator[Pair]:
    """Judgements on pairs of clusters of people that may be one."""
    numbers, homes = numbered(evidence, clusters)
    company = Company(evidence, homes)
    for left, right, why in _proposals(evidence):
        a, b = clusters.find(left), clusters.find(right)
        if a == b or a not in numbers or b not in numbers:
            continue
        likeness = company.likeness(company.context(numbers[a]), company.context(numbers[b]))
        yield _judged(left, right, why, likeness)


def _judged(left: Key, right: Key, why: str, likeness: Likeness) -> Pair:
    least = TYPO if why == "misspelled" else ORDER
    same = likeness.support >= least and likeness.office >= 0 and likeness.country >= 0
    left, right = sorted((left, right))
    reasons = (f"{why}: {left.name}, {right.name}", f"support of company {likeness.support:.1f} of {least} needed")
    score = round(max(0.0, min(0.99, likeness.support / (2 * least))), 3)
    return left, right, Judgement(
        left=str(left), right=str(right), verdict="same" if same else "unsure", score=score, rule="company",
        reasons=reasons,
    )


def _proposals(evidence: Evidence) -> Iterable[tuple[Key, Key, str]]:
    """(key, key, why): homophones that differ in one character, and Latin names with their words turned."""
    people = [key for key in sorted(evidence.articles) if key.space == "person" and not key.sense]
    readings: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in people:
        if key.form == "han" and len(key.name) == 3 and split_surname(key.name) and doubt(key.name) <= RARE_NAME:
            readings[reading(key.name)].append(key)
    for _, names in sorted(readings.items()):
        yield from _misspelled(names, evidence)
    known = {key.name: key for key in people if key.form == "latin"}
    for name, key in known.items():
        words = name.split()
        turned = known.get(" ".join((*words[1:], words[0])))
        if turned is not None and key < turned and len(words) == 2 and parse(name).full:
            yield key, turned, "turned"


def _misspelled(names: Sequence[Key], evidence: Evidence) -> Iterator[tuple[Key, Key, str]]:
    for index, key in enumerate(names):
        for other in names[:index]:
            few, many = sorted((evidence.articles[key], evidence.articles[other]))
            if many >= RARER * few and sum(a != b for a, b in zip(key.name, other.name, strict=True)) == 1:
                yield other, key, "misspelled"
