"""Whom a surname standing alone means, where several people of the name are known: 克林顿 is Bill or Hillary Clinton.

The name alone leaves it open (`kg.resolve.across`); here each article's company is asked. Where nearly all articles that say
something mean one person, the name is that person's, and only those that say another's go elsewhere; else each article
that says something goes its own way, and the others stay by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.names.han import split_surname
from kg.names.latin import parse
from kg.names.transliterate import foreignness
from kg.resolve.aliases import AliasTable
from kg.resolve.cluster import Clusters
from kg.resolve.company import Company, Likeness
from kg.resolve.evidence import Evidence
from kg.resolve.homes import numbered
from kg.resolve.judge import Judgement
from kg.resolve.keys import Key

SUPPORT, LEAD = 2.0, 0.8
"""Support of company (see `Likeness`) that an article needs to speak for a bearer, and its lead over the next one."""
MOST, LEAST = 0.8, 3
"""The share of the articles that speak, and how many, from which the name itself is one person's."""
FOREIGN = 1.2
"""Foreignness from which a name of Chinese form may be a transliteration."""
SPEAKING = 0.5
"""The share of all articles that must speak for it."""


def meant(evidence: Evidence, clusters: Clusters[Key], table: AliasTable) -> list[Judgement]:
    """Judgements on clusters of surnames standing alone; sets the sense of profiles that go their own way."""
    numbers, homes = numbered(evidence, clusters)
    ordered = list(numbers)
    company = Company(evidence, homes)
    found: dict[Key, list[int]] = defaultdict(list)
    for index, (profile, home) in enumerate(zip(evidence.profiles, homes, strict=True)):
        if profile.space == "person" and not profile.sense:
            found[ordered[home]].append(index)
    bearers = _bearers(found, clusters, table)
    made: list[Judgement] = []
    for root in sorted(found):
        members = clusters.members(root)
        if len(found[root]) < 2 or any(key.sense or not _short(key) or clusters.decided(key) for key in members):
            continue
        names = {key.name for key in members}
        options = sorted({other for name in names for other in bearers.get(name, ()) if other != root})
        if options:
            chosen = {
                index: _speaks(company, index, numbers[root], {one: numbers[one] for one in options}, evidence)
                for index in found[root]
            }
            made += _judged(root, found[root], chosen, evidence, clusters)
    return made


def _short(key: Key) -> bool:
    """A name standing alone: a Latin surname, or a Han name; `_bearers` leaves out Chinese ones."""
    return key.form == "family" or (key.form == "han" and len(key.name) >= 2)


def _bearers(found: Mapping[Key, Sequence[int]], clusters: Clusters[Key], table: AliasTable) -> dict[str, set[Key]]:
    """Clusters of people with a full name, by the surnames that may stand for them."""
    bearers: dict[str, set[Key]] = defaultdict(set)
    for root in found:
        for key in clusters.members(root):
            if key.form == "latin" and not key.sense:
                parts = parse(key.name)
                for family in {parts.family, parts.bare_family}:
                    bearers[family].add(root)
            elif key.form == "dotted" and not key.sense:
                bearers[key.name.rsplit("·", 1)[1]].add(root)
            elif key.form == "row" and (row := table.row(key)) is not None:
                for other, count in row.han_counts().items():
                    if count >= LEAST and other.form == "han" and not _chinese(other.name):
                        bearers[other.name].add(root)
    return bearers


def _chinese(han: str) -> bool:
    return len(han) == 3 and split_surname(han) is not None and foreignness(han) < FOREIGN


def _speaks(
    company: Company, index: int, home: int, options: Mapping[Key, int], evidence: Evidence
) -> tuple[Key, Likeness] | None:
    """The bearer for whom one article speaks clearly."""
    mine = company.of_profiles([evidence.profiles[index]], home)
    ranked = sorted(
        ((root, company.likeness(mine, company.context(number))) for root, number in options.items()),
        key=lambda pair: (-pair[1].support, pair[0]),
    )
    root, best = ranked[0]
    if best.support < SUPPORT or best.office < 0 or best.country < 0:
        return None
    if len(ranked) == 1:  # others may bear the name whom no article names in full: shared company is not enough
        return (root, best) if best.office > 0 or best.country > 0 else None
    return (root, best) if best.support - ranked[1][1].support >= LEAD else None


def _judged(
    root: Key, indexes: Sequence[int], chosen: Mapping[int, tuple[Key, Likeness] | None], evidence: Evidence,
    clusters: Clusters[Key],
) -> list[Judgement]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for index in indexes:
        one = chosen[index]
        if one is not None:
            groups[one[0]].append(index)
    if not groups:
        return []
    speaking = sum(map(len, groups.values()))
    main = min(groups, key=lambda bearer: (-len(groups[bearer]), bearer))
    made: list[Judgement] = []
    mine = len(groups[main])
    whole = mine >= LEAST and mine >= MOST * speaking and mine >= SPEAKING * len(indexes)
    for bearer in sorted(groups):
        share = len(groups[bearer]) / speaking
        reasons = (f"company speaks for this one in {len(groups[bearer])} of {len(indexes)} articles, for others in "
                   f"{speaking - len(groups[bearer])}",)
        if bearer == main and whole:
            left, right = sorted((root, _full(clusters.members(bearer))))
            same = clusters.union(left, right)
            made.append(_judgement(left, right, same, share, reasons))
        else:
            made += _moved(root, bearer, groups[bearer], evidence, clusters, (share, reasons))
    return made


def _full(members: Sequence[Key]) -> Key:
    return min(members, key=lambda key: (key.form not in ("latin", "dotted"), key.sense, key))


def _moved(
    root: Key, bearer: Key, indexes: Sequence[int], evidence: Evidence, clusters: Clusters[Key],
    why: tuple[float, tuple[str, ...]],
) -> list[Judgement]:
    """Gives these articles' name to its bearer, in a sense of its own."""
    target = _full(clusters.members(bearer))
    places = [evidence.places[evidence.profiles[index].articles[0]] for index in indexes]
    sense = min((place.day or 9**9, place.article) for place in places)[1]
    told = sorted({key.told(sense) for index in indexes for key in evidence.profiles[index].all_keys()})
    for key in told:
        clusters.add(key)
    if not all(clusters.allows(key, target) for key in told):
        return []
    evidence.homes = None
    for index in indexes:
        profile = evidence.profiles[index]
        for key in profile.all_keys():
            evidence.articles[key] -= len(profile.articles)
            if not evidence.articles[key]:
                del evidence.articles[key]
        profile.sense = sense
        for key in profile.all_keys():
            evidence.articles[key] += len(profile.articles)
    made = []
    for key in told:
        left, right = sorted((key, target))
        made.append(_judgement(left, right, clusters.union(key, target), *why))
    return made


def _judgement(left: Key, right: Key, same: bool, share: float, reasons: tuple[str, ...]) -> Judgement:
    return Judgement(
        left=str(left), right=str(right), verdict="same" if same else "different", rule="meant", score=round(share, 3),
        reasons=reasons,
    )
