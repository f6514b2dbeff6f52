"""Blocking: candidates for one person among full names, without comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.names.han import is_pinyin_name, latin_keys, split_surname
from kg.names.latin import NICKNAMES, parse, skeleton
from kg.names.transliterate import MAX_CHUNK, likely_initials, log_odds, similarity
from kg.resolve.cluster import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.guards import same_latin
from kg.resolve.judge import Pair, judged
from kg.resolve.keys import Key

SURNAME_SOUND = 0.95
READING_SHARE = 0.9
"""Of the Han names with one reading, the share of articles that the most frequent one needs to get the Latin name."""


def latin_variants(latin: Sequence[Key], articles: Mapping[Key, int]) -> Iterable[Pair]:
    """Nicknames, transcriptions, initials and genitives among full Latin names, within blocks of one family name."""
    blocks: dict[str, list[Key]] = defaultdict(list)
    known = {key.name: key for key in latin}
    for key in latin:
        parts = parse(key.name)
        blocks[skeleton(parts.bare_family) or parts.bare_family].append(key)
        turned = known.get(" ".join((*key.name.split()[1:], key.name.split()[0])))
        if turned is not None and key < turned and (is_pinyin_name(key.name) or is_pinyin_name(turned.name)):
            yield judged(key, turned, "spelling", 0.95, "the other order of family and given name")
    for _, block in sorted(blocks.items()):
        yield from _within(block, articles)


def _within(block: Sequence[Key], articles: Mapping[Key, int]) -> Iterable[Pair]:
    forms: dict[tuple[str, str], list[Key]] = defaultdict(list)
    initials: list[Key] = []
    for key in block:
        parts = parse(key.name)
        if len(parts.given) == 1:
            initials.append(key)
            continue
        if parts.short_key != key.name:
            forms[("middle name", parts.short_key)].append(key)
            for word in parts.middle:
                if len(word) > 1:
                    forms[("middle name", f"{word} {parts.family}")].append(key)
                    forms[("middle name", f"{parts.family} {word}")].append(key)
            continue
        forms[("middle name", key.name)].append(key)
        given = NICKNAMES.get(parts.given, parts.given)
        forms[("nickname", f"{given} {parts.bare_family} {parts.generation}")].append(key)
        forms[("spelling", f"{skeleton(given)} {skeleton(parts.bare_family)} {parts.generation}")].append(key)
    for (rule, _), keys in sorted(forms.items()):
        first = min(keys, key=lambda key: (-articles[key], key))
        if rule == "middle name" and (len(keys) != 2 or NICKNAMES.get(first.name.split()[0]) == "mohammed"):
            continue
        for key in keys:
            if key != first:
                yield judged(first, key, rule, 0.95 if rule == "nickname" else 0.9, f"one {rule} block")
    for key in initials:
        parts = parse(key.name)
        fitting = [
            o
            for o in block
            if o not in initials
            and parse(o.name).given[0] == parts.given
            and parse(o.name).bare_family == parts.bare_family
        ]
        if len(fitting) == 1:
            yield judged(key, fitting[0], "initial", 0.85, "the only person with this surname and initial")


def transliterations(dotted: Sequence[Key], latin: Sequence[Key]) -> Iterable[Pair]:
    """Dotted Han names and full Latin ones that sound alike in given name and family name, with no near rival."""
    blocks: dict[tuple[str, str], list[Key]] = defaultdict(list)
    surnames: dict[str, list[Key]] = defaultdict(list)
    for key in latin:
        parts = parse(key.name)
        if parts.given and parts.bare_family:
            blocks[(parts.given[0], parts.bare_family[0])].append(key)
            surnames[parts.bare_family[0]].append(key)
    for key in dotted:
        han = key.name.split("·")
        scored: list[tuple[float, Key]] = []
        for first in likely_initials(han[0][0]):
            for last in likely_initials(han[-1][0]):
                for other in blocks.get((first, last), ()):
                    score = _sounds(han, other.name)
                    if score > 0:
                        scored.append((score, other))
        if not scored:
            scored = _by_surname(han, surnames)
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        if not scored:
            continue
        best, chosen = scored[0]
        rivals = [
            other for score, other in scored[1:] if score > best - 0.1 and not same_latin(other.name, chosen.name)
        ]
        reason = f"sounds like it, {best:.2f}"
        yield judged(
            key,
            chosen,
            "transliteration",
            best,
            reason,
            *(f"rival {r.name}" for r in rivals[:2]),
            share=0.5 if rivals else 1.0,
        )


def _by_surname(han: Sequence[str], surnames: Mapping[str, Sequence[Key]]) -> list[tuple[float, Key]]:
    """The bearers of a surname of three or more characters that sounds exactly right, where the given names could begin
    alike: 希沙姆·迈希希, Hichem Mechichi."""
    if len(han[-1]) < 3:
        return []
    firsts = likely_initials(han[0][0])
    return [
        (0.8, key)
        for last in likely_initials(han[-1][0])
        for key in surnames.get(last, ())
        if parse(key.name).given[0] in firsts and similarity(han[-1], parse(key.name).bare_family) >= SURNAME_SOUND
    ]


def _sounds(han: Sequence[str], latin: str) -> float:
    """Mean similarity of both parts, 0 where either part is out of the question."""
    parts = parse(latin)
    family = parts.family.replace(" ", "").replace("-", "")
    if not len(han[-1]) <= len(family) <= MAX_CHUNK * len(han[-1]) or log_odds(han[-1], family) < 2.0:
        bare = parts.bare_family
        if bare == parts.family or log_odds(han[-1], bare) < 2.0:
            return 0.0
        family = bare
    scores = similarity(han[-1], family), similarity(han[0], parts.given)
    mean = sum(scores) / 2
    return mean if min(scores) >= 0.5 and mean >= 0.75 else 0.0


def sounding_surnames(shorts: Sequence[Key], latin: Sequence[Key], clusters: Clusters[Key]) -> Iterable[Pair]:
    """Han names of four or more characters that sound like the surname of exactly one person: 法赫法赫, Fakhfakh."""
    bearers: dict[str, dict[Key, Key]] = defaultdict(dict)
    for key in latin:
        family = parse(key.name).bare_family.replace(" ", "").replace("-", "")
        if len(family) >= 5:
            bearers[family].setdefault(clusters.find(key), key)
    by_initial: dict[str, list[str]] = defaultdict(list)
    for family in sorted(bearers):
        by_initial[family[0]].append(family)
    for short in shorts:
        if len(short.name) < 4:
            continue
        second = likely_initials(short.name[1])
        found = [
            family
            for initial in likely_initials(short.name[0])
            for family in by_initial[initial]
            if any(letter in family[1:] for letter in second) and similarity(short.name, family) >= SURNAME_SOUND
        ]
        if len(found) == 1 and len(bearers[found[0]]) == 1:
            yield judged(
                short, next(iter(bearers[found[0]].values())), "transliteration", 0.85, f"sounds like {found[0]}"
            )


def readings_of(
    shorts: Sequence[Key], keys: Sequence[Key], evidence: Evidence
) -> Iterable[tuple[Key, Key, float, str]]:
    """(Han key, Latin key, weight, reason) where the Latin name is the reading of one Han name and of no other that is
    nearly as frequent."""
    latin: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        if key.form == "latin":
            latin[key.name.replace(" ", "").replace("-", "")].append(key)
    found: dict[Key, list[Key]] = defaultdict(list)
    for short in shorts:
        if short.form == "han" and split_surname(short.name):
            for letters in sorted(latin_keys(short.name)):
                for other in latin.get(letters, ()):
                    found[other].append(short)
    for other, names in sorted(found.items()):
        total = sum(evidence.articles[name] for name in names)
        best = min(names, key=lambda name: (-evidence.articles[name], name))
        share = evidence.articles[best] / total
        glossed = [name for name in names if evidence.together[name][other]]
        if glossed:
            continue
        if share >= READING_SHARE:
            yield best, other, 2.0, f"read {other.name}"
