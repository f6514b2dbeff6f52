"""Blocking: candidates for one person among full names, without comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.names.han import is_pinyin_name, latin_keys, split_surname
from kg.names.latin import NICKNAMES, parse, skeleton
from kg.names.transcribe import sounds
from kg.resolve.evidence import Evidence
from kg.resolve.guards import same_latin
from kg.resolve.judge import Pair, judged
from kg.resolve.keys import Key

LONG = 5
"""Letters of a family name from which its sound alone makes a candidate."""
READING_SHARE = 0.9
"""Of the Han names with one reading, the share of articles that the most frequent one needs to get the Latin name."""


def latin_variants(latin: Sequence[Key], articles: Mapping[Key, int]) -> Iterable[Pair]:
    """Nicknames, transcriptions, initials and genitives among full Latin names, within blocks of one family name."""
    blocks: dict[str, list[Key]] = defaultdict(list)
    known = {key.name: key for key in latin}
    for key in latin:
        parts = parse(key.name)
        blocks[skeleton(parts.bare_family) or parts.bare_family].append(key)
        if parts.middle and len(parts.middle[0]) > 2 and skeleton(parts.middle[0]) != skeleton(parts.bare_family):
            blocks[skeleton(parts.middle[0])].append(key)
        turned = known.get(" ".join((*key.name.split()[1:], key.name.split()[0])))
        if turned is not None and key < turned and (is_pinyin_name(key.name) or is_pinyin_name(turned.name)):
            yield judged(key, turned, "spelling", 0.95, "the other order of family and given name")
    for _, block in sorted(blocks.items()):
        yield from _within(block, articles)
    yield from _alike(latin, articles)


def _alike(latin: Sequence[Key], articles: Mapping[Key, int]) -> Iterable[Pair]:
    """Names whose letters are the same without blanks (Ursula vonder Leyen), and two transcriptions whose family names
    have another skeleton (Tichanowskaja, Tikhanovskaya)."""
    forms: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in latin:
        parts = parse(key.name)
        forms[("blanks", key.name.replace(" ", "").replace("-", ""))].append(key)
        if len(parts.bare_family) >= LONG and len(parts.given) > 1 and not parts.eastern:
            for sound in sorted(sounds(parts.bare_family)):
                forms[("sound", f"{sound} {parts.generation}")].append(key)
    for (why, _), keys in sorted(forms.items()):
        first = min(keys, key=lambda key: (-articles[key], key))
        for key in keys:
            if key == first or not same_latin(key.name, first.name):
                continue
            if why == "blanks" or skeleton(parse(key.name).bare_family) != skeleton(parse(first.name).bare_family):
                yield judged(first, key, "spelling", 0.9, f"one name but for {why}")


def _within(block: Sequence[Key], articles: Mapping[Key, int]) -> Iterable[Pair]:
    forms: dict[tuple[str, str], list[Key]] = defaultdict(list)
    initials: list[Key] = []
    for key in block:
        parts = parse(key.name)
        if len(parts.given) == 1:
            initials.append(key)
            continue
        if parts.short_key != key.name:
            if all(len(word) > 2 for word in parts.middle):
                forms[("middle name", parts.short_key)].append(key)
            if NICKNAMES.get(parts.given, parts.given) == "mohammed" and parts.middle:
                forms[("middle name", " ".join((*parts.middle, parts.family)))].append(key)  # (Mohamed) Azmin Ali
            if parts.middle and len(parts.middle[0]) > 2 and parts.middle[0] not in NICKNAMES and not parts.eastern:
                forms[("middle name", f"{parts.given} {parts.middle[0]}")].append(key)  # Carrie Lam (Cheng Yuet-ngor)
            for word in parts.middle:
                if len(word) > 2:
                    forms[("middle name", f"{word} {parts.family}")].append(key)
                    forms[("middle name", f"{parts.family} {word}")].append(key)
            continue
        forms[("middle name", key.name)].append(key)
        given = NICKNAMES.get(parts.given, parts.given)
        forms[("nickname", f"{given} {parts.bare_family} {parts.generation}")].append(key)
        forms[("spelling", f"{skeleton(given)} {skeleton(parts.bare_family)} {parts.generation}")].append(key)
    for (rule, _), keys in sorted(forms.items()):
        first = min(keys, key=lambda key: (-articles[key], key))
        alike = len(keys) == 2 or all(same_latin(a.name, b.name) for a in keys for b in keys)
        if rule == "middle name" and (not alike or NICKNAMES.get(first.name.split()[0]) == "mohammed"):
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
