"""Namesakes: people of one name whom their company tells apart, and surnames that stand for nobody known.

Runs when the clusters stand. Only names that several may bear are looked at: common full names (李伟, John Smith), surnames
standing alone, short transliterations (巴赫 is Thomas Bach, or a composer). A rare full name is never split.

What an article says counts, in this order: (1) an office, a country or rare neighbours in common join; (2) offices of two
spheres of life, or two countries, part; (3) with nothing said, a name stays with its dominant bearer, unless it is so
common that the name alone says nothing. People that part make new clusters by what joins them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.names.commonness import doubt
from kg.names.han import split_surname
from kg.names.transliterate import foreignness
from kg.resolve.aliases import FAMOUS, AliasTable
from kg.resolve.cluster import Clusters
from kg.resolve.company import Company, Context
from kg.resolve.evidence import Evidence
from kg.resolve.homes import numbered
from kg.resolve.judge import Judgement
from kg.resolve.keys import Key
from kg.resolve.offices import SPHERES
from kg.resolve.profiles import Profile

RISK, COMMON = 0.5, 0.85
"""From which doubt a name may have namesakes, and from which the name alone says nothing."""
SURE = 8
"""Articles from which the dominant bearer of a common name gets those that say nothing."""
BORNE_BY_SOME = 0.01
"""Doubt above which a Han name of Chinese form is taken for a Chinese name (王毅), which somebody bears, else it may be a
transliteration."""
BORNE = 3
"""Bearers in the alias table from which a surname standing alone (Sullivan, Bach) is as good as common."""
JOIN = 0.7
"""Support (see `Likeness`) from which company joins: one rare neighbour in common does."""
SHARE = 0.08
"""The share that a sphere or country needs among a cluster's articles to belong to its bearer."""
FOREIGN, CHINESE_FORM = 1.2, 1.45
"""Foreignness from which a short Han name may be a foreigner's surname alone; the second where it has Chinese form."""
FAMOUS_SHARE = 0.6
"""Of the glosses of a short name, the share from which a very well-known person gets it without more ado."""
MOST = 200
"""Occurrences of one risky name that are compared with each other; the others only with the dominant bearer."""


@dataclass(slots=True)
class _Group:
    """Occurrences that company holds together."""

    indexes: list[int]
    roles: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)


def namesakes(evidence: Evidence, clusters: Clusters[Key], table: AliasTable) -> list[Judgement]:
    """Tells namesakes apart: sets the sense of the profiles that leave, makes their clusters, and says why."""
    numbers, homes = numbered(evidence, clusters)
    ordered = list(numbers)
    company = Company(evidence, homes)
    found: dict[Key, list[int]] = defaultdict(list)
    for index, (profile, home) in enumerate(zip(evidence.profiles, homes, strict=True)):
        root = ordered[home]
        if profile.space == "person" and not profile.sense and root.form not in ("fact", "split"):
            found[root].append(index)
    made: list[Judgement] = []
    for root in sorted(found):
        if len(found[root]) > 1 and not any(clusters.decided(key) for key in clusters.members(root)):
            made += _Cluster(evidence, clusters, table, company, root).split(found[root], numbers[root])
    return made


class _Cluster:
    """One cluster of people, to be looked at."""

    def __init__(
        self, evidence: Evidence, clusters: Clusters[Key], table: AliasTable, company: Company, root: Key
    ) -> None:
        self._evidence, self._clusters, self._table, self._company = evidence, clusters, table, company
        self._root = root

    def split(self, indexes: Sequence[int], home: int) -> Iterator[Judgement]:
        """Judgements on the occurrences that leave."""
        risks = {index: risk(self._evidence.profiles[index], self._table) for index in indexes}
        risky = [index for index in indexes if risks[index] >= RISK]
        if not risky:
            return
        order = {index: self._evidence.places[self._evidence.profiles[index].articles[0]] for index in indexes}
        risky.sort(key=lambda index: (order[index].day or 9**9, order[index].article, self._names(index)))
        contexts = {
            index: self._company.of_profiles([self._evidence.profiles[index]], home) for index in risky[:MOST]
        }
        safe = [index for index in indexes if risks[index] < RISK]
        groups = [group for group in self._groups(risky[:MOST], contexts, risks, safe) if group.indexes]
        main = max(groups, key=lambda group: len(group.indexes)) if not safe else _Group(safe)
        self._fill(main)
        leaving: list[_Group] = []
        for group in groups:
            if group is not main and not self._stays(group, main, max(risks[index] for index in group.indexes)):
                leaving.append(group)
        for group in leaving:
            yield from self._leave(group, main)

    def _names(self, index: int) -> str:
        return "|".join(sorted(str(key) for key in self._evidence.profiles[index].keys))

    def _groups(
        self, risky: Sequence[int], contexts: dict[int, Context], risks: dict[int, float], safe: Sequence[int]
    ) -> list[_Group]:
        """Occurrences joined by company; those that join the sure ones are left out."""
        parts: Clusters[int] = Clusters()
        for index in risky:
            parts.add(index)
        known = self._company.of_profiles([self._evidence.profiles[index] for index in safe]) if safe else None
        for position, index in enumerate(risky):
            if known is not None and self._company.likeness(contexts[index], known).support >= JOIN:
                parts.union(-1, index)
                continue
            for other in risky[:position]:
                if parts.find(other) != parts.find(index):
                    likeness = self._company.likeness(contexts[index], contexts[other])
                    if likeness.support >= JOIN and likeness.office >= 0 and likeness.country >= 0:
                        parts.union(other, index)
        held = parts.find(-1)
        groups = [_Group(sorted(members)) for members in parts.sets() if held not in members]
        for group in groups:
            self._fill(group)
        return groups

    def _fill(self, group: _Group) -> None:
        for index in group.indexes:
            profile = self._evidence.profiles[index]
            group.roles.update(set(profile.roles) & set(SPHERES))
            group.countries.update(set(profile.countries))

    def _stays(self, group: _Group, main: _Group, risk: float) -> bool:
        """Nothing speaks against the dominant bearer, or nobody else is to be expected."""
        office = _fits({SPHERES[role] for role in group.roles}, _spheres(main.roles))
        country = _fits(set(group.countries), main.countries)
        if office < 0 or (country < 0 and office <= 0):
            return False
        if office > 0 or country > 0:
            return True
        return risk < COMMON or (len(main.indexes) >= SURE and len(main.indexes) >= 4 * len(group.indexes))

    def _leave(self, group: _Group, main: _Group) -> Iterator[Judgement]:
        places = [self._evidence.places[self._evidence.profiles[index].articles[0]] for index in group.indexes]
        sense = min((place.day or 9**9, place.article) for place in places)[1]
        first: Key | None = None
        for index in group.indexes:
            profile = self._evidence.profiles[index]
            for key in profile.all_keys():
                self._evidence.articles[key] -= len(profile.articles)
                if not self._evidence.articles[key]:
                    del self._evidence.articles[key]
            profile.sense = sense
            for key in profile.all_keys():
                self._evidence.articles[key] += len(profile.articles)
                self._clusters.add(key)
                first = first or key
                self._clusters.union(first, key)
        if first is not None:
            yield Judgement(
                left=str(first), right=str(self._root), verdict="different", score=0.0, rule="namesake",
                reasons=(_says("this one", group), _says("the other", main)),
            )


def risk(profile: Profile, table: AliasTable) -> float:
    """How probably somebody else may be meant in another article: that of the least common of the full names, or of the short
    one."""
    han = [key for key in profile.keys if key.form == "han"]
    full = [key for key in profile.keys if key.form in ("latin", "dotted")]
    chinese = [key for key in han if split_surname(key.name) and doubt(key.name) > BORNE_BY_SOME]
    if full or chinese:
        return min(doubt(key.name) for key in (*full, *chinese))
    if any(_famous(key, table) for key in profile.keys):
        return 0.0
    if han and all(_full(key.name) for key in han):
        return 0.0
    listed = [len(table.bearers(key.name) if key.form == "family" else table.listing(key)) for key in profile.keys]
    if han and max(len(key.name) for key in han) > 3 and max(listed) < 2:
        return 0.0  # 米赫耶夫: few share a long surname
    return COMMON if max(listed, default=0) >= BORNE else RISK


def _famous(key: Key, table: AliasTable) -> bool:
    """Does a short name mostly mean one very well-known person (哈里斯: Kamala Harris)?"""
    rows = table.bearers(key.name) if key.form == "family" else table.listing(key)
    weights = table.weights(rows)
    best = min(weights, key=lambda row: (-weights[row], row), default=None)
    if best is None or weights[best] < FAMOUS_SHARE:
        return False
    row = table.row(best)
    return row is not None and row.count >= FAMOUS


def _full(han: str) -> bool:
    """Is a rare Han name without a dot a whole name (森喜朗, 卢丽安), not the surname of a foreigner (巴赫)?"""
    return len(han) <= 4 and foreignness(han) < (CHINESE_FORM if split_surname(han) else FOREIGN)


def _spheres(roles: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for role, n in roles.items():
        found[SPHERES[role]] += n
    return found


def _fits(mine: set[str], theirs: Counter[str]) -> int:
    """1 where something is shared with what the other often has, -1 where both have something and share nothing."""
    often = {name for name, n in theirs.items() if n >= SHARE * sum(theirs.values())}
    if not mine or not often:
        return 0
    return 1 if mine & often else -1


def _says(who: str, group: _Group) -> str:
    roles = ", ".join(role for role, _ in sorted(group.roles.items(), key=lambda pair: (-pair[1], pair[0]))[:3])
    countries = ", ".join(name for name, _ in sorted(group.countries.items(), key=lambda pair: (-pair[1], pair[0]))[:2])
    return f"{who}: {len(group.indexes)} articles; offices: {roles or 'none'}; countries: {countries or 'none'}"
