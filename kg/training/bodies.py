"""Other names in brackets: bodies and the like (世界卫生组织, WHO), by agreement between contexts alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.knowledge import facts
from kg.names.spelling import simplify
from kg.training.glosses import Context, word_list

_LEAD = re.compile(
    r"^(?:的|和|与|與|及|在|据|據|根据|根據|由|由于|对|對|向|从|從|把|被|给|給|让|讓|是|为|為|以|该|該|如|即|或|而|等|月)+"
)
_WORD = re.compile(r"^[A-Z][A-Za-z&'.\-]*$|^(?:of|the|for|and|on|in|de|der|für|und|des|&)$")
MIN_ALONE, MIN_EDGES, MIN_TOTAL = 2, 2, 4
MIN_CHARS, MAX_CHARS = 2, 14

NOT_BODIES = word_list("not_bodies")


BODY_ENDING = re.compile("(?:" + "|".join(sorted(word_list("bodies_zh"))) + ")$")


def body_names(glosses: Mapping[str, Sequence[Context]]) -> dict[str, dict[str, int]]:
    """Han names with counts by Latin name, for names that end like a body's and on which the contexts agree."""
    found = {}
    for latin, contexts in glosses.items():
        words = latin.split()
        if latin.casefold() in NOT_BODIES or not 2 <= len(latin) <= 60 or "." in latin:
            continue
        if not all(_WORD.match(word) for word in words):
            continue
        names = {name: n for name, n in agreed_names(contexts).items() if BODY_ENDING.search(name)}
        names = _alike(names)
        if sum(names.values()) >= MIN_TOTAL:
            found[latin] = names
    return found


def _alike(names: dict[str, int]) -> dict[str, int]:
    """The names that share most characters with the most frequent one; none where an abbreviation stands for several
    bodies (ABC: 美国广播公司, 澳洲广播公司)."""
    if not names:
        return {}
    best = min(names, key=lambda name: (-names[name], name))
    place = _country_in(best)
    fitting = {
        name: n
        for name, n in names.items()
        if 2 * len(set(name) & set(best)) >= min(len(set(name)), len(set(best))) and _country_in(name) in (place, None)
    }
    return fitting if sum(fitting.values()) >= 0.85 * sum(names.values()) else {}


def _country_in(name: str) -> str | None:
    return next((country for country in sorted(_countries()) if len(country) >= 2 and name.startswith(country)), None)


def merged(bodies: Mapping[str, Mapping[str, int]]) -> list[tuple[tuple[str, ...], dict[str, int]]]:
    """Latin names with one most frequent Han name together, most frequent first, with the sum of their counts."""
    groups: dict[str, list[str]] = defaultdict(list)
    for latin, names in bodies.items():
        groups[min(names, key=lambda name: (-names[name], name))].append(latin)
    found = []
    for _, latins in sorted(groups.items()):
        total: Counter[str] = Counter()
        for latin in latins:
            total.update(bodies[latin])
        order = sorted(latins, key=lambda latin: (-sum(bodies[latin].values()), latin))
        found.append((tuple(order), dict(total)))
    return found


def agreed_names(contexts: Iterable[Context]) -> dict[str, int]:
    """Names that stood alone at least twice and behind different words too; of names that end alike the shortest, and
    those with a country in front; a context counts for the longest that ends it."""
    alone: Counter[str] = Counter()
    rows = []
    for context in contexts:
        text = _LEAD.sub("", simplify(context.text))
        rows.append((text, context.count))
        if MIN_CHARS <= len(text) <= MAX_CHARS:
            alone[text] += context.count
    edges: dict[str, set[str]] = defaultdict(set)
    for text, _ in rows:
        for name in alone:
            if text != name and text.endswith(name):
                edges[name].add(text[-len(name) - 1])
    solid = [name for name, n in alone.items() if n >= MIN_ALONE and (len(edges[name]) >= MIN_EDGES or n >= 6)]
    solid = [name for name in solid if not any(_within(name, other) for other in solid)]
    counts: Counter[str] = Counter()
    for text, n in rows:
        ends = [name for name in solid if text.endswith(name)]
        if ends:
            counts[max(ends, key=len)] += n
    return dict(counts)


def _within(name: str, other: str) -> bool:
    """``name`` is ``other`` with more in front than a country."""
    if len(other) < 3 or not name.endswith(other) or name == other:
        return False
    return name[: -len(other)] not in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        simplify(name.text)
        for fact in facts().values()
        if fact.type == "country"
        for name in fact.names
        if name.language.startswith("zh") and name.form == "name"
    )
