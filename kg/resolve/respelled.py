"""Rare Chinese spellings of foreigners beside the usual ones: 杜鲁多 for 杜鲁道, 彭培奥 for 彭佩奥, 博索尔纳罗 for 博尔索纳罗.

Only spellings that differ by one character, or by two that changed places, are proposed: the one character must sound like
the other. Company decides, as with all short names: 约翰森 in other company is not 约翰逊.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.names.han import split_surname
from kg.names.mandarin import syllables
from kg.names.transliterate import foreignness, likeness
from kg.resolve.cluster import Clusters
from kg.resolve.company import Company, Likeness
from kg.resolve.evidence import Evidence
from kg.resolve.homes import numbered
from kg.resolve.judge import Judgement, Pair
from kg.resolve.keys import Key

FOREIGN = 1.0
"""Foreignness from which a name of Chinese form may be a transliteration."""
RARER = 5
"""How many times more articles than a rare spelling the person of the other one has, at least."""
SOUND = 0.3
"""The share of their letters that two characters must have in common."""
SUPPORT, LEAD = 2.2, 0.5
"""Support of company (see `Likeness`) that a spelling needs, and its lead over the next person."""


@dataclass(frozen=True, slots=True)
class _Option:
    key: Key
    likeness: Likeness


def respelled(evidence: Evidence, clusters: Clusters[Key]) -> Iterator[Pair]:
    """Judgements on clusters of Han names without a Latin name, and better-known spellings in other clusters."""
    numbers, homes = numbered(evidence, clusters)
    company = Company(evidence, homes)
    names = sorted(
        key for key in evidence.articles
        if key.space == "person" and key.form == "han" and not key.sense and len(key.name) >= 3 and _foreign(key.name)
        and clusters.find(key) in numbers
    )
    spread = evidence.bearers(clusters)
    blocks: dict[str, list[Key]] = defaultdict(list)
    for key in names:
        for at in range(len(key.name)):
            blocks[key.name[:at] + key.name[at + 1:]].append(key)
        blocks[key.name].append(key)
    for key in names:
        members = clusters.members(key)
        if any(other.form != "han" or other.sense for other in members):
            continue
        least = RARER * spread[clusters.find(key)]
        usual = sorted({other for other in _near(key, blocks) if spread[clusters.find(other)] >= least})
        yield from _best(key, usual, company, numbers, clusters)


def _best(
    key: Key, usual: Sequence[Key], company: Company, numbers: dict[Key, int], clusters: Clusters[Key]
) -> Iterator[Pair]:
    root = clusters.find(key)
    found: dict[Key, _Option] = {}
    for other in usual:
        home = clusters.find(other)
        if home != root and home not in found:
            mine, theirs = company.context(numbers[root]), company.context(numbers[home])
            found[home] = _Option(other, company.likeness(mine, theirs))
    options = sorted(found.values(), key=lambda option: (-option.likeness.support, option.key))
    if not options:
        return
    best = options[0].likeness
    clear = len(options) == 1 or best.support - options[1].likeness.support >= LEAD
    same = clear and best.support >= SUPPORT and best.office >= 0 and best.country >= 0
    left, right = sorted((key, options[0].key))
    yield left, right, Judgement(
        left=str(left), right=str(right), verdict="same" if same else "unsure", rule="respelled",
        score=round(max(0.0, min(0.99, best.support / (2 * SUPPORT))), 3),
        reasons=(
            f"{key.name} sounds like {options[0].key.name}, whose bearer is far better known",
            f"support of company {best.support:.1f} of {SUPPORT} needed",
        ),
    )


def _near(key: Key, blocks: dict[str, list[Key]]) -> Iterator[Key]:
    """Names one step away."""
    name = key.name
    near = [name, *(name[:at] + name[at + 1:] for at in range(len(name)))]
    for other in {other for short in near for other in blocks.get(short, ())}:
        if other != key and one_step(name, other.name):
            yield other


def one_step(left: str, right: str) -> bool:
    """Do two transliterations differ by one character that sounds alike, by two that changed places (four and more
    characters), or by one that is missing (five and more)?

    >>> one_step("杜鲁多", "杜鲁道"), one_step("博索尔纳罗", "博尔索纳罗"), one_step("哈里斯", "哈里发")
    (True, True, False)
    """
    if len(left) != len(right):
        short, long = sorted((left, right), key=len)
        return len(long) - len(short) == 1 and len(long) >= 5 and any(
            long[:at] + long[at + 1:] == short for at in range(len(long))
        )
    apart = [at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(apart) == 1:
        a, b = left[apart[0]], right[apart[0]]
        return bool(set(syllables(a)) & set(syllables(b))) or likeness(a, b) >= SOUND
    return (
        len(apart) == 2 and len(left) >= 4 and apart[1] == apart[0] + 1
        and left[apart[0]] == right[apart[1]] and left[apart[1]] == right[apart[0]]
    )


def _foreign(han: str) -> bool:
    return len(han) >= 4 or split_surname(han) is None or foreignness(han) >= FOREIGN
