"""Taking mentions out of a thing, because a person said that they are of another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import TypeVar

from kg.model import Mention
from kg.resolve.inside import Local, key_of
from kg.resolve.keys import Key
from kg.resolve.offices import office_group

T = TypeVar("T")


def take(local: Local, chosen: Sequence[Mention]) -> tuple[Local | None, Local]:
    """(what is left, None where nothing is; the chosen mentions as a thing of their own, under their own keys and
    without knowledge id). No mention is lost; ``local`` itself stays as it is."""
    tags = {text: tag for tag, text in local.names}
    gone = set(chosen)
    kept = [mention for mention in local.mentions if mention not in gone]
    taken = Local(article=local.article, space=local.space, mentions=list(chosen))
    _describe(taken, tags)
    taken.keys.update(key_of(mention, mention.name) for mention in chosen)
    taken.german = {key for key in taken.keys if key in local.german}
    if not kept:
        return None, taken
    texts = {mention.text for mention in kept}
    keys = [key_of(mention, mention.name) for mention in kept]
    rest = Local(  # a name that a gloss adds goes with the mentions that have it
        article=local.article, space=local.space, mentions=kept, sense=local.sense,
        names=_less(local.names - taken.names, {pair for pair in taken.names if pair[1] not in texts}),
        keys=_less(local.keys, taken.keys.keys() - set(keys)) or Counter(keys),
        countries=local.countries - taken.countries,
    )
    rest.types.update(mention.type for mention in kept)
    rest.roles = local.roles - taken.roles
    if any(mention.known for mention in kept):
        rest.known = Counter(local.known)
    rest.glossed = {key for key in local.glossed if key in rest.keys}
    rest.german = {key for key in local.german if key in rest.keys}
    return rest, taken


def without_keys(local: Local, keys: Set[Key]) -> Local:
    """The thing without names that an article only glosses, where a person said that they are another's."""
    kept = _less(local.keys, keys) or local.keys
    return replace(local, keys=kept, glossed=local.glossed & set(kept))


def _less(counts: Counter[T], gone: Set[T]) -> Counter[T]:
    return Counter({one: n for one, n in counts.items() if one not in gone})


def _describe(local: Local, tags: dict[str, str]) -> None:
    """Names, types, countries and roles of a thing from its mentions."""
    for mention in local.mentions:
        local.names[(tags.get(mention.text, "en"), mention.text)] += 1
        local.types[mention.type] += 1
        if mention.country is not None:
            local.countries[mention.country] += 1
        if mention.role is not None and (group := office_group(mention.role)) is not None:
            local.roles[group] += 1
