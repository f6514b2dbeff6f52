"""Inside one document: which mentions are of one thing. Short names and surnames go to the full name, glosses tie
scripts together. What comes out is one `Local` per thing, which the next step compares across documents."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypeVar

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

T = TypeVar("T")


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


@dataclass(slots=True, eq=False)
class _Said:
    """What is the same for all mentions of one name and kind in a document, the first of them, and where they stand among
    the mentions."""

    mention: Mention
    group: Group
    key: Key
    tag: str
    places: list[int]


def locals_of(document: Document, mentions: Sequence[Mention], table: AliasTable) -> list[Local]:
    """The things that a document's mentions (sorted) are of; every mention belongs to one. ``table`` keeps a short name
    that nearly always means one famous person (拜登) from going to a relative (亨特·拜登)."""
    told = with_country(mentions)
    known = _refined(mentions)
    glosses = _agreed(find_glosses(document, mentions), mentions, known)
    said = _said(document, told, known)
    groups = [one.group for one in _in_order(said)]
    clusters: Clusters[Group] = Clusters(_one_known)
    for one in said:
        clusters.add(one.group)
    for gloss in glosses:
        if gloss.other is not None:
            clusters.union(groups[gloss.mention], groups[gloss.other])
    _join_full_names(said, clusters)
    _join_bodies(said, clusters)
    moved = short_names(document, mentions, groups, clusters, {g.mention: g.text for g in glosses}, table)
    locals_: dict[Group, Local] = {}
    found: dict[int, Local] = {}
    for one, to, places in _parts(said, moved):
        root = clusters.find(to or one.group)
        local = locals_.get(root)
        if local is None:
            local = locals_[root] = Local(article=document.id, space=space_of_mention(one.mention))
        _count(local, one, to, len(places))
        found.update(dict.fromkeys(places, local))
    homes = [found[index] for index in range(len(mentions))]
    for local, mention in zip(homes, mentions, strict=True):
        local.mentions.append(mention)
        if mention.role is not None and (group := office_group(mention.role)) is not None:
            local.roles[group] += 1
    for index, country in office_countries(document.analysed, mentions):
        homes[index].countries[country] += 1
    for gloss in glosses:
        local, mention = homes[gloss.mention], told[gloss.mention]
        key = key_of(mention, gloss.text)
        local.keys[key] += 1
        local.glossed |= {key, key_of(mention, mention.name)}
        local.names[(tag_of(document, gloss.text), gloss.text)] += 1
    return list(locals_.values())


def _in_order(said: Iterable[_Said]) -> list[_Said]:
    """What each mention says."""
    found = {index: one for one in said for index in one.places}
    return [found[index] for index in range(len(found))]


def _parts(said: Sequence[_Said], moved: Mapping[int, Group]) -> Iterable[tuple[_Said, Group | None, Sequence[int]]]:
    """What is said, where it went to, and its mentions that went there; by their first mention."""
    if not moved:
        return [(one, None, one.places) for one in said]
    found: dict[tuple[int, Group | None], tuple[_Said, Group | None, list[int]]] = {}
    for index, one in enumerate(_in_order(said)):
        to = moved.get(index)
        found.setdefault((id(one), to), (one, to, []))[2].append(index)
    return found.values()


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


def _said(document: Document, mentions: Sequence[Mention], known: Sequence[str | None]) -> list[_Said]:
    """What mentions say, by the first of each name and kind: names stand in a text many times."""
    found: dict[tuple[object, ...], _Said] = {}
    for index, (mention, id_) in enumerate(zip(mentions, known, strict=True)):
        sign = (mention.name, mention.text, mention.type, mention.known, mention.country, id_)
        said = found.get(sign)
        if said is None:
            key = key_of(mention, mention.name)
            group: Group = (space_of(mention.type), key) if id_ is None else ("known", id_)
            said = found[sign] = _Said(mention, group, key, tag_of(document, mention.text), [])
        said.places.append(index)
    return list(found.values())


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
    known = [mention.known for mention in mentions]
    ids = sorted({id_ for id_ in known if id_ is not None and "/" in id_})
    longer = {id_: [other for other in ids if other.startswith(id_ + "/")] for id_ in ids}
    only = {id_: others[0] for id_, others in longer.items() if len(others) == 1}
    return [only.get(id_, id_) if id_ is not None else None for id_ in known] if only else known


def _one_known(left: list[Group], right: list[Group]) -> bool:
    return len({group for group in (*left, *right) if group[0] == "known"}) <= 1


def _count(local: Local, said: _Said, moved: Group | None, n: int) -> None:
    """Counts ``n`` mentions of which the same is said."""
    mention = said.mention
    kind, id_ = said.group
    if kind == "known":
        _add(local.known, str(id_), n)
    _add(local.names, (said.tag, mention.text), n)
    _add(local.types, mention.type, n)
    if moved is None or moved == said.group:
        _add(local.keys, said.key, n)
        if said.tag == "de":
            local.german.add(said.key)
    if mention.country is not None:
        _add(local.countries, mention.country, n)


def _add(counts: Counter[T], one: T, n: int) -> None:
    counts[one] = counts.get(one, 0) + n  # without the detour that a counter makes for what it hasn't yet


def _join_full_names(said: Iterable[_Said], clusters: Clusters[Group]) -> None:
    """Joe Biden, Joseph Biden and Joseph R. Biden Jr. are one person where they stand in one document."""
    families: dict[str, dict[str, Group]] = defaultdict(dict)
    for one in said:
        name = one.mention.name
        if one.mention.type == "person" and one.group[0] != "known" and script_of(name) == "Latn":
            parts = parse(name)
            if parts.full:
                families[parts.bare_family].setdefault(parts.key, one.group)
    for full_names in families.values():
        items = list(full_names.items())
        for index, (full, group) in enumerate(items):
            fitting = [other for name, other in items[:index] if same_latin(full, name)]
            if len(fitting) == 1:
                clusters.union(group, fitting[0])


def _join_bodies(said: Iterable[_Said], clusters: Clusters[Group]) -> None:
    """A body's shorter name goes to the one longer name in the document that it begins or ends: 人大常委会 to
    全国人大常委会, Tengelmann to Kaiser's Tengelmann."""
    names: dict[str, Group] = {}
    for one in said:
        if space_of_mention(one.mention) == "body":
            names.setdefault(fold(simplify(one.mention.name)), one.group)
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
