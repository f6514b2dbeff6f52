"""Inside one document: short names, surnames and given names go to the full name that they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from kg.knowledge import given_names
from kg.model import Document, Mention
from kg.names.han import is_pinyin_name, split_surname
from kg.names.latin import NICKNAMES, PARTICLES, parse
from kg.names.spelling import fold, han_parts, script_of, simplify
from kg.resolve.aliases import AliasTable
from kg.resolve.cluster import Clusters
from kg.resolve.guards import same_latin
from kg.resolve.keys import Key, person_key

Group = tuple[str, Key | str]
"""(space or ``known``, key or id): mentions of one group are one thing for sure."""


def short_names(
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
            for short, free in _offered(name, table):
                if free or (position in glossed and simplify(mention.name) == short):
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


@lru_cache(maxsize=15_000)
def _offered(name: str, table: AliasTable) -> Sequence[tuple[str, bool]]:
    """The short forms of a full name, each with whether no famous other person owns it."""
    key, found = person_key(name), []
    for short in short_forms(name):
        bearer = table.bearer(person_key(short))
        found.append((short, bearer is None or table.holds(bearer, key)))
    return found


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


@lru_cache(maxsize=15_000)
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


@lru_cache(maxsize=15_000)
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
