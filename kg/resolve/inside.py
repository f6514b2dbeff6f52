"""Inside one document: which mentions are of one thing. Short names and surnames go to the full name, glosses tie
scripts together. What comes out is one `Local` per thing, which the next step compares across documents."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

from kg.knowledge import given_names
from kg.model import ENTITY_TYPES, Document, EntityType, Mention
from kg.names.han import is_pinyin_name, split_surname
from kg.names.latin import NICKNAMES, PARTICLES, parse
from kg.names.spelling import fold, han_parts, script_of, simplify
from kg.resolve.aliases import AliasTable
from kg.resolve.cluster import Clusters
from kg.resolve.glosses import Gloss, find_glosses
from kg.resolve.guards import same_latin
from kg.resolve.keys import Key, Space, body_key, office_names, person_key, place_key, space_of
from kg.resolve.known_glosses import belongs, names_known
from kg.resolve.offices import office_countries, office_group


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


Group = tuple[str, Key | str]
"""(space or ``known``, key or id): mentions of one group are one thing for sure."""


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
    moved = _short_names(document, mentions, groups, clusters, {g.mention: g.text for g in glosses}, table)
    found: dict[Group, Local] = {}
    homes: list[Local] = []
    for index, mention in enumerate(mentions):
        root = clusters.find(moved.get(index, groups[index]))
        local = found.get(root)
        if local is None:
            local = found[root] = Local(article=document.id, space=space_of_mention(mention))
        if (id_ := known[index]) is not None:
            local.known[id_] += 1
        _put(local, mention, said[index], moved.get(index))
        if told[index] is not mention:
            local.countries[told[index].country or ""] += 1
        homes.append(local)
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


@lru_cache(maxsize=50_000)
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


def _put(local: Local, mention: Mention, said: _Said, moved: Group | None) -> None:
    local.mentions.append(mention)
    local.names[(said.tag, mention.text)] += 1
    local.types[mention.type] += 1
    if moved is None or moved == said.group:
        local.keys[said.key] += 1
        if said.tag == "de":
            local.german.add(said.key)
    if mention.country is not None:
        local.countries[mention.country] += 1
    if mention.role is not None and (group_ := office_group(mention.role)) is not None:
        local.roles[group_] += 1


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


def _short_names(
    document: Document,
    mentions: Sequence[Mention],
    groups: list[Group],
    clusters: Clusters[Group],
    glossed: dict[int, str],
    table: AliasTable,
) -> dict[int, Group]:
    """For mentions by a short name, the group of the full name they stand for: the only one in the document, else the
    nearest one before."""
    index_of: dict[str, list[tuple[int, Group]]] = defaultdict(list)
    for position, (mention, group) in enumerate(zip(mentions, groups, strict=True)):
        if mention.type != "person":
            continue
        if mention.known is not None and mention.known.partition(":")[0] != "person":
            continue
        for name in filter(None, (mention.name, glossed.get(position))):
            key = person_key(name)
            for short in short_forms(name):
                bearer = table.bearer(person_key(short))
                spoken = position in glossed and simplify(mention.name) == short
                if bearer is None or spoken or table.holds(bearer, key):
                    index_of[short].append((position, group))
    full: Mapping[Group, set[str]] | None = None
    moved: dict[int, Group] = {}
    for position, mention in enumerate(mentions):
        if mention.type != "person" or mention.known is not None:
            continue
        for form in _lookups(mention.name, document.language):
            if form not in index_of:
                continue
            if full is None:
                full = _full_latin(mentions, groups, glossed)
            own = clusters.find(groups[position])
            options = [
                (at, group)
                for at, group in index_of[form]
                if clusters.find(group) != own and _can_be_one(full, clusters.members(own), clusters.members(group))
            ]
            if not options:
                continue
            roots = {clusters.find(group) for _, group in options}
            if len(roots) == 1:
                clusters.union(groups[position], options[0][1])
            else:
                before = [option for option in options if option[0] < position]
                moved[position] = max(before)[1] if before else min(options)[1]
            break
    return moved


def _full_latin(
    mentions: Sequence[Mention], groups: Sequence[Group], glossed: Mapping[int, str]
) -> dict[Group, set[str]]:
    """The full Latin names that stand for a group, as mentions or as glosses."""
    found: dict[Group, set[str]] = defaultdict(set)
    for position, (mention, group) in enumerate(zip(mentions, groups, strict=True)):
        if mention.type == "person":
            for name in filter(None, (mention.name, glossed.get(position))):
                if script_of(name) == "Latn" and (parts := parse(name)).full:
                    found[group].add(parts.key)
    return found


def _can_be_one(full: Mapping[Group, set[str]], left: Sequence[Group], right: Sequence[Group]) -> bool:
    """False where both have full Latin names that are two people's: 埃尔多安（Recep Tayyip Erdogan） does not become the
    short name of Esra Erdogan."""
    mine = {name for group in left for name in full.get(group, ())}
    theirs = {name for group in right for name in full.get(group, ())}
    return not mine or not theirs or any(same_latin(a, b) for a in mine for b in theirs)


@lru_cache(maxsize=50_000)
def short_forms(name: str) -> frozenset[str]:
    """The shorter names, folded, by which a text may go on to call a person after the full name."""
    if script_of(name) == "Han":
        plain = simplify(name)
        parts = han_parts(plain)
        if len(parts) > 1:
            return frozenset({parts[-1], "".join(parts)} | ({"".join(parts[1:])} if len(parts) > 2 else set()))
        split = split_surname(plain)
        tails = {plain[cut:] for cut in range(1, len(plain) - 1) if len(plain) >= 4}
        names = {split[0], split[1]} - {""} if split and len(plain) >= 3 else {split[0]} if split else set()
        return frozenset(tails | names)
    parts_ = parse(name)
    if not parts_.full:
        return frozenset()
    found = {parts_.family, parts_.bare_family, parts_.bare_family.split()[-1], parts_.bare_family.split("-")[-1]}
    if not is_pinyin_name(name):
        found.add(parts_.given)
    return frozenset(form for form in found if len(form) > 1 and form not in PARTICLES)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(name) for name in given_names()) | frozenset(NICKNAMES)


def _is_given(word: str) -> bool:
    """Is a Latin word somebody's given name? ``Kardashian West`` begins with none: it is a surname of two words."""
    return word in _given_names() or any(part in _given_names() for part in word.split("-"))


@lru_cache(maxsize=50_000)
def _lookups(name: str, language: str) -> Sequence[str]:
    """The folded forms by which a short name may be found: itself, and without a German genitive s."""
    if script_of(name) == "Han":
        plain = simplify(name)
        return [] if len(han_parts(plain)) > 1 else [plain]
    parts = parse(name)
    if parts.full and parts.given not in PARTICLES:
        return [parts.given] if not parts.middle and len(parts.given) > 3 and not _is_given(parts.given) else []
    folded = parts.family or fold(name)
    forms = [parts.family, folded] if parts.family != folded else [folded]
    if language == "de" and folded.endswith("s") and len(folded) > 3:
        forms.append(folded[:-1])
    return forms
