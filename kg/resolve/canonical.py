"""What a cluster is called: id, type, label and aliases per language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from kg.knowledge import Fact, Name, agency_kinds, facts
from kg.model import ENTITY_TYPES, Entity, EntityType, make_aliases
from kg.names.han import is_pinyin_name, reading, split_surname
from kg.names.latin import parse
from kg.names.spelling import han_parts, script_of, simplify
from kg.names.transliterate import foreignness
from kg.resolve.aliases import AliasRow, AliasTable
from kg.resolve.keys import Key
from kg.resolve.profiles import Profile

T = TypeVar("T")

FOREIGN = 1.2
"""Mean foreignness of characters from which a name counts as a transliteration (罗宾逊), not as Chinese (李克强)."""


LEAST_TOLD = 0.02
"""Share of a person's mentions that must tell the country."""


def make_entity(
    ids: tuple[str, tuple[str, ...]], profiles: Sequence[Profile], keys: Sequence[Key], table: AliasTable,
    watched: Mapping[str, Fact] | None = None,
) -> Entity:
    """The entity of one cluster. ``keys`` are all of the cluster's, ``ids`` what `kg.resolve.ids.ids_of` gives for them;
    ``profiles`` may come in any order.

    A cluster has several facts only where a person joined them: then the first gives the label, and all give their names.
    Of several rows of the alias table the best attested gives the label.
    """
    id_, former = ids
    known = sorted({key.name for key in keys if key.form == "fact"})
    found = ((watched or {}).get(name) or known_fact(name) for name in known)
    told = [fact for fact in found if fact is not None]
    rows = [row for key in sorted(key for key in keys if key.form == "row") if (row := table.row(key)) is not None]
    rows.sort(key=lambda row: -row.count)
    type_ = _type(known[0] if known else None, profiles)
    names = _sum([profile.names for profile in profiles])
    label, pairs = _names(type_, names, told, rows)
    pairs |= _shown(label, pairs)
    aliases = make_aliases(pairs)
    shown = labels_of(type_, label, pairs, names, told)
    mentions = sum(profile.mentions for profile in profiles)
    said = _sum([profile.countries for profile in profiles])
    country = told[0].country if told else _country(said, mentions if type_ == "person" else 0)
    return Entity(
        id=id_,
        type=type_,
        label=label,
        aliases=aliases,
        labels=tuple([alias for alias in aliases if shown.get(alias.language) == alias.name]),
        country=country,
        articles=len(set().union(*[profile.articles for profile in profiles])),
        mentions=mentions,
        former_ids=former,
    )


def _country(said: Mapping[str, int], mentions: int) -> str | None:
    """The country that most mentions tell, if more than half of those that tell one do, and enough of all: an envoy to
    Tehran in one article doesn't make the Secretary-General of the United Nations Iranian."""
    best = _most(said)
    if best is None or (mentions and (2 * said[best] <= sum(said.values()) or said[best] < LEAST_TOLD * mentions)):
        return None
    return best


def labels_of(
    type_: EntityType, label: str, aliases: Iterable[tuple[str, str]], seen: Mapping[tuple[str, str], int],
    facts: Sequence[Fact],
) -> dict[str, str]:
    """The name to show in each language: the known one, else the entity's label, else the most used."""
    names: dict[str, list[str]] = {}
    for language, name in sorted(aliases):
        names.setdefault(language, []).append(name)
    found: dict[str, str] = {}
    for language, options in names.items():
        if len(options) == 1:
            found[language] = options[0]
            continue
        known = next(filter(None, (fact.name_in(language) for fact in facts)), None)
        if known in options:
            found[language] = str(known)
        elif label in options:
            found[language] = label
        else:
            found[language] = min(options, key=lambda name: _usual(type_, language, name, seen))
    return found


def _usual(
    type_: EntityType, language: str, name: str, seen: Mapping[tuple[str, str], int]
) -> tuple[bool, int, int, str]:
    """Sort key: the most used name first, but a person's full name before a part of it. Chinese texts call foreigners
    by their surname (拜登): there the most used name is the usual one, and of equally used ones the shortest."""
    count = seen.get((language, name), 0)
    if language.startswith("zh"):
        return (len(name) < 2, -count, len(name), name)
    return (type_ == "person" and " " not in name, -count, -len(name), name)


def known_fact(id_: str) -> Fact | None:
    """The fact with this id. Ids such as ``agency:CN/foreign-ministry`` and ``agency:CN/consulate/houston`` are
    composed of a country, a kind, and for missions the place (or the code of the country) where they are."""
    fact = facts().get(id_)
    if fact is not None or "/" not in id_:
        return fact
    code, kind, *where = id_.partition(":")[2].split("/")
    country, kinds = facts().get(f"country:{code}"), agency_kinds().get(kind)
    host = next(
        (facts()[f"{t}:{where[0]}"] for t in ("place", "country") if where and f"{t}:{where[0]}" in facts()), None
    )
    if country is None or not kinds or (where and host is None):
        return None
    names = []
    for tag, spellings in kinds.items():
        place, site = country.name_in(tag) or code, host.name_in(tag) if host else None
        for spelling in spellings[:1]:
            if tag.startswith("zh"):
                text = f"{place}驻{site}{spelling}" if site else f"{place}{spelling}"
                text = simplify(text) if tag == "zh-Hans" else text.replace("驻", "駐")
            else:
                text = f"{spelling} ({place})" + (f" in {site}" if site else "")
            names.append(Name(text=text, language=tag))
    return Fact(
        id=id_, type="agency", label=names[0].text, country=code, kind=kind, names=tuple(names), origin="composed"
    )


def _sum(counts: Sequence[Mapping[T, int]]) -> Mapping[T, int]:
    """All added up; of one, that itself."""
    first, *others = counts
    if not others:
        return first
    total = dict(first)
    for one in others:
        for name, n in one.items():
            total[name] = total.get(name, 0) + n
    return total


def _most(counts: Mapping[str, int]) -> str | None:
    """The most frequent, the first in order of code points among equals."""
    return min(counts, key=lambda item: (-counts[item], item)) if counts else None


def _type(known: str | None, profiles: Sequence[Profile]) -> EntityType:
    if known is not None:
        prefix = known.partition(":")[0]
        for type_ in ENTITY_TYPES:
            if type_ == prefix:
                return type_
    total = _sum([profile.types for profile in profiles])
    return min(total, key=lambda type_: (-total[type_], type_))


def _names(
    type_: EntityType, seen: Mapping[tuple[str, str], int], facts: Sequence[Fact], rows: Sequence[AliasRow]
) -> tuple[str, set[tuple[str, str]]]:
    """(label, {(language, name)}): seen and known."""
    aliases = set(seen)
    for fact in facts:
        aliases |= {(alias.language, alias.name) for alias in fact.aliases}
    for row in rows if not facts else ():
        aliases |= {("en", name) for name in row.latin}
        aliases |= {("zh-Hans", name) for name in row.hans} | {("zh-Hant", name) for name in row.hant}
    if facts or rows:
        return facts[0].label if facts else rows[0].latin[0], aliases
    latin = {pair: n for pair, n in seen.items() if script_of(pair[1]) == "Latn"}
    if type_ == "person":
        label = _person_label(latin, seen)
        if not latin:
            aliases |= {("en", text) for text in pinyin_aliases(label)}
        return label, aliases
    pool = latin or seen
    longest = [pair for pair in pool if not pair[1].isupper()] or list(pool)
    best = min(longest, key=lambda pair: (pair[0] != "en", -pool[pair], -len(pair[1]), pair))
    return best[1], aliases


def _person_label(latin: Mapping[tuple[str, str], int], seen: Mapping[tuple[str, str], int]) -> str:
    """A full Latin name, English before German; else the most frequent full Han name; else the longest."""

    def rank(pair: tuple[str, str]) -> tuple[bool, bool, int, int, tuple[str, str]]:
        name = pair[1]
        if script_of(name) == "Latn":
            full = parse(name).full
        else:
            full = len(han_parts(name)) > 1 or len(name) > 2 or split_surname(simplify(name)) is not None
        return (not full, pair[0] == "de", -seen[pair], -len(name), pair)

    full_latin = [pair for pair in latin if parse(pair[1]).full]
    han = [pair for pair in seen if script_of(pair[1]) == "Han"]
    return min(full_latin or list(latin) or han or list(seen), key=rank)[1]


def pinyin_aliases(han: str) -> list[str]:
    """``Wang Yi`` for 王毅: a form to query by, added to the English aliases of Chinese-style names for which no
    Latin name is known. Names that look transliterated (沙利文) get none."""
    parts = split_surname(simplify(han))
    if parts is None or script_of(han) != "Han" or foreignness(han) > FOREIGN:
        return []
    family, given = reading(han)
    text = f"{family.capitalize()} {given.capitalize()}"
    return [text] if given.isascii() and is_pinyin_name(text) else []


def _shown(label: str, aliases: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The label as an alias, where it isn't one yet."""
    if label in {name for _, name in aliases}:
        return set()
    return {("zh-Hans" if script_of(label) == "Han" else "en", label)}
