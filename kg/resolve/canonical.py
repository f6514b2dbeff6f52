"""What a cluster is called: id, type, label and aliases per language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.knowledge import Fact, Name, agency_kinds, facts
from kg.model import ENTITY_TYPES, Entity, EntityType, digest, make_aliases
from kg.names.han import is_pinyin_name, reading, split_surname
from kg.names.latin import parse
from kg.names.spelling import han_parts, script_of, simplify
from kg.names.transliterate import foreignness
from kg.resolve.aliases import AliasRow, AliasTable
from kg.resolve.inside import Local
from kg.resolve.keys import Key

FOREIGN = 1.2
"""Mean foreignness of characters from which a name counts as a transliteration (罗宾逊), not as Chinese (李克强)."""

_ORDER = ("row", "latin", "dotted", "name", "han", "short", "family")
"""Forms of keys from which an id is made, best first."""


def make_entity(
    locals_: Sequence[Local], keys: Sequence[Key], table: AliasTable, watched: Mapping[str, Fact] | None = None
) -> Entity:
    """The entity of one cluster. ``keys`` are all of the cluster's; ``locals_`` may come in any order."""
    known = _most(Counter({key.name: 1 for key in keys if key.form == "fact"})) or _most(
        _sum(local.known for local in locals_)
    )
    row = next((table.rows[key] for key in sorted(keys) if key.form == "row" and key in table.rows), None)
    type_ = _type(known, locals_)
    names = _sum(local.names for local in locals_)
    fact = ((watched or {}).get(known) or known_fact(known)) if known else None
    label, aliases = _names(type_, names, fact, row)
    country = fact.country if fact else _most(_sum(local.countries for local in locals_))
    return Entity(
        id=known or f"{type_}:{cluster_digest(keys)}",
        type=type_,
        label=label,
        aliases=make_aliases({*aliases, *_shown(label, aliases)}),
        country=country,
        articles=len({local.article for local in locals_}),
        mentions=sum(len(local.mentions) for local in locals_),
    )


def cluster_digest(keys: Iterable[Key]) -> str:
    """The digest of a cluster's first key by (form, name): a function of the cluster alone."""
    first = min((key for key in keys if key.form != "fact"), key=lambda key: (_ORDER.index(key.form), key.name))
    return digest(first.space, first.form, first.name)


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


def _sum(counters: Iterable[Counter[str]] | Iterable[Counter[tuple[str, str]]]) -> Counter:  # type: ignore[type-arg]
    total: Counter = Counter()  # type: ignore[type-arg]
    for counter in counters:
        total.update(counter)
    return total


def _most(counts: Mapping[str, int]) -> str | None:
    """The most frequent, the first in order of code points among equals."""
    return min(counts, key=lambda item: (-counts[item], item)) if counts else None


def _type(known: str | None, locals_: Sequence[Local]) -> EntityType:
    if known is not None:
        prefix = known.partition(":")[0]
        for type_ in ENTITY_TYPES:
            if type_ == prefix:
                return type_
    total: Counter[EntityType] = _sum(local.types for local in locals_)  # type: ignore[arg-type]
    return min(total, key=lambda type_: (-total[type_], type_))


def _names(
    type_: EntityType, seen: Counter[tuple[str, str]], fact: Fact | None, row: AliasRow | None
) -> tuple[str, set[tuple[str, str]]]:
    """(label, {(language, name)}): seen and known."""
    aliases = set(seen)
    if fact is not None:
        aliases |= {(alias.language, alias.name) for alias in fact.aliases}
        return fact.label, aliases
    if row is not None:
        aliases |= {("en", name) for name in row.latin}
        aliases |= {("zh-Hans", name) for name in row.hans} | {("zh-Hant", name) for name in row.hant}
        return row.latin[0], aliases
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
        full = parse(name).full if script_of(name) == "Latn" else len(han_parts(name)) > 1 or len(name) > 2
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
