"""Judgements as a build keeps them: with the entities that came of them and the articles that speak for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from kg import model
from kg.resolve.evidence import Evidence
from kg.resolve.ids import key_id
from kg.resolve.judge import Judgement
from kg.resolve.keys import Key
from kg.resolve.settle import Settled

MAX_ARTICLES = 3
"""A judgement keeps this many of the articles in which both names stand for one thing."""
MAX_APART = 20
"""Of the pairs that were not joined, an entity keeps this many, the best ones."""


def recorded(settled: Settled, evidence: Evidence) -> tuple[model.Judgement, ...]:
    """The judgements that joined keys, and for each entity the best of those that did not, in the order of rules."""
    keys = _keys(settled)
    entities = _entities(settled, keys)
    kept: dict[tuple[str, str, str], Judgement] = {}
    counts: dict[str, int] = {}
    for judgement in sorted(settled.judgements, key=lambda one: (one.verdict == "different", -one.score)):  # they come in order
        sides = {entities.get(judgement.left, judgement.left), entities.get(judgement.right, judgement.right)}
        if judgement.verdict != "same" and judgement.rule != "decided":
            if any(counts.get(side, 0) >= MAX_APART for side in sides):
                continue
            for side in sides:
                counts[side] = counts.get(side, 0) + 1
        kept[(judgement.left, judgement.right, judgement.rule)] = judgement
    known = [one for one in kept.values() if one.left in keys and one.right in keys]
    articles = _articles([(keys[one.left], keys[one.right]) for one in known], evidence)
    return tuple(
        model.Judgement(
            left=one.left, right=one.right, verdict=one.verdict, score=one.score, rule=one.rule,
            reasons=one.reasons, left_entity=entities.get(one.left, ""), right_entity=entities.get(one.right, ""),
            articles=articles.get((one.left, one.right), ()),
        )
        for one in sorted(kept.values(), key=lambda one: one.order)
    )


def _keys(settled: Settled) -> Mapping[str, Key]:
    """The keys that judgements are about, by their text."""
    wanted = {side for one in settled.judgements for side in (one.left, one.right)}
    return {text: key for members in settled.clusters.sets() for key in members if (text := str(key)) in wanted}


def _entities(settled: Settled, keys: Mapping[str, Key]) -> Mapping[str, str]:
    """Entity ids by key, as text. A name that always stands for another one is the entity's that took over its id."""
    found: dict[str, str] = {}
    lost: dict[str, list[str]] = {}
    for text, key in keys.items():
        home = settled.id_of(key)
        if home is not None:
            found[text] = home
        elif text not in settled.silent:
            lost.setdefault(key_id(key), []).append(text)
    for entity in settled.entities.values():
        for former in entity.former_ids:
            found.update(dict.fromkeys(lost.get(former, ()), entity.id))
    return found


def _articles(pairs: Iterable[tuple[Key, Key]], evidence: Evidence) -> dict[tuple[str, str], tuple[str, ...]]:
    """Articles in which both keys of a pair are one thing."""
    wanted = {frozenset(pair) for pair in pairs}
    found: dict[frozenset[Key], list[int]] = defaultdict(list)
    for profile in evidence.profiles:
        if len(profile.keys) + len(profile.known) < 2:
            continue
        for pair in combinations(profile.all_keys(), 2):
            both = frozenset(pair)
            if both in wanted:
                found[both] = sorted({*found[both], *profile.articles})[:MAX_ARTICLES]
    return {
        (str(left), str(right)): tuple(evidence.places[number].article for number in numbers)
        for both, numbers in found.items()
        for left, right in (sorted(both),)
    }
