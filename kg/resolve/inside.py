"""Inside one document: which mentions are of one thing. Short names and surnames go to the full name, glosses tie
scripts together. What comes out is one `Local` per thing, which the next step compares across documents."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from kg.model import ENTITY_TYPES, Document, EntityType, Mention
from kg.names.latin import parse
from kg.names.spelling import fold, script_of, simplify
from kg.resolve.aliases import AliasTable
from kg.resolve.cluster import Clusters
from kg.resolve.glosses import Gloss, find_glosses
from kg.resolve.guards import same_latin
from kg.resolve.keys import Key, Space, body_key, office_names, person_key, place_key, space_of
from kg.resolve.known_glosses import belongs, names_known
from kg.resolve.offices import office_countries, office_group
from kg.resolve.shortened import Group, short_names


def _none() -> Counter[Any]:
    """An empty counter, without the detour that `Counter()` makes."""
    return Counter.__new__(Counter)


@dataclass(slots=True)
class Local:
    """One thing in one document: its mentions, the names seen by language tag, its keys with their mention counts, the
    knowledge ids that recognizers gave, the countries that they gave or that stand at its office, and the groups of
    its titles. ``sense`` tells namesakes apart where somebody decided so: all keys are then meant in this sense."""

    article: str
    space: Space
    mentions: list[Mention] = field(default_factory=list)
    names: Counter[tuple[str, str]] = field(default_factory=_none)
    keys: Counter[Key] = field(default_factory=_none)
    glossed: set[Key] = field(default_factory=set)
    known: Counter[str] = field(default_factory=_none)
    countries: Counter[str] = field(default_factory=_none)
    roles: Counter[str] = field(default_factory=_none)
    types: Counter[EntityType] = field(default_factory=_none)
    german: set[Key] = field(default_factory=set)
    sense: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is the same for all mentions of one name and kind in a document."""

    group: Group
    key: Key
    tag: str


def locals_of(document: Document, mentions: Sequence[Mention], table: AliasTable) -> list[Local]:
    """The things that a document's mentions (sorted) are of; every mention belongs to one. ``table`` keeps a short name
    that nearly always means one famous person (拜登) from going to a relative (亨特·拜登)."""
    told = with_country(mentions)
    known = _refined(mentions)
    glosses = _agreed(find_glosses(document, mentions), mentions, known)
    said, firsts = _said(document, told, known)
    groups = [one.group for one in said]
    clusters: Clusters[Group] = Clusters(_one_known)
    for group in groups:
        clusters.add(group)
    for gloss in glosses:
        if gloss.other is not None:
            clusters.union(groups[gloss.mention], groups[gloss.other])
    _join_full_names(firsts, clusters)
    _join_bodies(firsts, clusters)
    moved = short_names(document, mentions, groups, clusters, {g.mention: g.text for g in glosses}, table)
    homes: list[Local] = []
    found: dict[Group, Local] = {}
    alike: dict[tuple[int, Group | None], list[int]] = {}
    for index, (mention, one) in enumerate(zip(mentions, said, strict=True)):
        sign = id(one), moved.get(index)
        indexes = alike.get(sign)
        if indexes is None:
            indexes = alike[sign] = []
            root = clusters.find(sign[1] or one.group)
            local = found.get(root)
            if local is None:
                local = found[root] = Local(article=document.id, space=space_of_mention(mention))
        else:
            local = homes[indexes[0]]
        indexes.append(index)
        homes.append(local)
        local.mentions.append(mention)
        if mention.role is not None and (group_ := office_group(mention.role)) is not None:
            local.roles[group_] += 1
    for (_, to), (index, *others) in alike.items():
        _count(homes[index], told[index], said[index], to, 1 + len(others))
    for index, country in office_countries(document.analysed, mentions):
        homes[index].countries[country] += 1
    for gloss in glosses:
        local, mention = homes[gloss.mention], told[gloss.mention]
        key = key_of(mention, gloss.text)
        local.keys[key] += 1
        local.glossed |= {key, key_of(mention, mention.name)}
        local.names[(tag_of(document, gloss.text), gloss.text)] += 1
    return list(found.values())


def _agreed(found: Iterable[Gloss], mentions: Sequence[Mention], known: list[str | None]) -> list[Gloss]:
    """The glosses that agree with what is known of bodies; takes away what is known of an abbreviation where the body in
    front of it is another country's."""
    glosses = []
    for gloss in found:
        other = known[gloss.other] if gloss.other is not None else None
        unknown = known[gloss.mention] is None
        if other is not None and gloss.other is not None and unknown and not belongs(other, mentions[gloss.mention]):
            known[gloss.other] = other = None  # 澳大利亚联邦警察局（AFP） is no news agency
        if names_known(known[gloss.mention], other, gloss.text):
            glosses.append(gloss)
    return glosses


def with_country(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, where offices without a country have the only one that the article speaks of: 气象局 in an article on
    Taiwan alone is Taiwan's."""
    countries = {mention.country for mention in mentions if mention.country is not None}
    for mention in mentions:
        if mention.known is not None and mention.known.startswith("country:"):
            countries.add(mention.known.partition(":")[2])
    if len(countries) != 1:
        return mentions
    return [
        replace(mention, country=min(countries))
        if mention.country is None and mention.known is None and mention.type in ("agency", "organization")
        and fold(simplify(mention.name)) in office_names() else mention
        for mention in mentions
    ]


def tag_of(document: Document, name: str) -> str:
    """The language tag for a name: the document's own, but Latin names in Chinese articles count as English ones and
    Chinese names in Latin ones as Simplified."""
    han = script_of(name) == "Han"
    if document.language == "zh":
        return sys.intern(document.tag) if han else "en"
    return "zh-Hans" if han else sys.intern(document.tag)


def space_of_mention(mention: Mention) -> Space:
    """The space of the knowledge id, where there is one, else of the type."""
    return space_of(mention.type) if mention.known is None else _space_of_id(mention.known, mention.type)


@lru_cache(maxsize=15_000)
def _space_of_id(known: str, type_: EntityType) -> Space:
    prefix = known.partition(":")[0]
    return space_of(next((one for one in ENTITY_TYPES if one == prefix), type_))


def _said(
    document: Document, mentions: Sequence[Mention], known: Sequence[str | None]
) -> tuple[list[_Said], list[tuple[Mention, Group]]]:
    """What is said by each mention, and the first mention of each name and kind with its group: names stand in a text
    many times."""
    found: dict[tuple[object, ...], _Said] = {}
    all_, firsts = [], []
    for mention, id_ in zip(mentions, known, strict=True):
        sign = (mention.name, mention.text, mention.type, mention.known, mention.country, id_)
        said = found.get(sign)
        if said is None:
            key = key_of(mention, mention.name)
            group: Group = (space_of(mention.type), key) if id_ is None else ("known", id_)
            said = found[sign] = _Said(group, key, tag_of(document, mention.text))
            firsts.append((mention, group))
        all_.append(said)
    return all_, firsts


def key_of(mention: Mention, name: str) -> Key:
    """The key of one of a mention's names."""
    space = space_of_mention(mention)
    if space == "person":
        return person_key(name)
    if space == "body":
        return body_key(name, mention.country, mention.article)
    return place_key(name, space)


def _refined(mentions: Sequence[Mention]) -> list[str | None]:
    """The knowledge ids; one that says less (``agency:CN/consulate``) becomes the only one in the document that says
    more (``agency:CN/consulate/houston``)."""
    ids = sorted({mention.known for mention in mentions if mention.known is not None and "/" in mention.known})
    longer = {id_: [other for other in ids if other.startswith(id_ + "/")] for id_ in ids}
    return [
        longer[mention.known][0] if mention.known in longer and len(longer[mention.known]) == 1 else mention.known
        for mention in mentions
    ]


def _one_known(left: list[Group], right: list[Group]) -> bool:
    return len({group for group in (*left, *right) if group[0] == "known"}) <= 1


def _count(local: Local, mention: Mention, said: _Said, moved: Group | None, n: int) -> None:
    """Counts ``n`` mentions of which the same is said."""
    kind, id_ = said.group
    if kind == "known":
        local.known[str(id_)] += n
    local.names[(said.tag, mention.text)] += n
    local.types[mention.type] += n
    if moved is None or moved == said.group:
        local.keys[said.key] += n
        if said.tag == "de":
            local.german.add(said.key)
    if mention.country is not None:
        local.countries[mention.country] += n


def _join_full_names(firsts: Sequence[tuple[Mention, Group]], clusters: Clusters[Group]) -> None:
    """Joe Biden, Joseph Biden and Joseph R. Biden Jr. are one person where they stand in one document."""
    families: dict[str, dict[str, Group]] = defaultdict(dict)
    for mention, group in firsts:
        if mention.type == "person" and group[0] != "known" and script_of(mention.name) == "Latn":
            parts = parse(mention.name)
            if parts.full:
                families[parts.bare_family].setdefault(parts.key, group)
    for full_names in families.values():
        items = list(full_names.items())
        for index, (full, group) in enumerate(items):
            fitting = [other for name, other in items[:index] if same_latin(full, name)]
            if len(fitting) == 1:
                clusters.union(group, fitting[0])


def _join_bodies(firsts: Sequence[tuple[Mention, Group]], clusters: Clusters[Group]) -> None:
    """A body's shorter name goes to the one longer name in the document that it begins or ends: 人大常委会 to
    全国人大常委会, Tengelmann to Kaiser's Tengelmann."""
    names: dict[str, Group] = {}
    for mention, group in firsts:
        if space_of_mention(mention) == "body":
            names.setdefault(fold(simplify(mention.name)), group)
    for short, group in names.items():
        if group[0] == "known":
            continue
        if script_of(short) == "Han":
            longer = {
                clusters.find(g)
                for name, g in names.items()
                if len(short) >= 3 and name.endswith(short) and name != short
            }
        else:
            longer = {
                clusters.find(g)
                for name, g in names.items()
                if len(short) >= 5 and name != short and (name.startswith(short + " ") or name.endswith(" " + short))
            }
        if len(longer) == 1:
            clusters.union(group, next(iter(longer)))
