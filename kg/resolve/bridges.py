"""Bridges between scripts where no gloss and no table ties them: sound first, then company.

A Han name without a dot says only the surname of a foreigner, so that sound alone never suffices: 约翰逊 is Boris, Ron or
Andrew Johnson. Office, country, weeks and shared neighbours decide, and a rival who is nearly as good leaves it open.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.names.commonness import doubt
from kg.names.han import split_surname
from kg.names.latin import parse
from kg.names.network import network
from kg.names.readings import read_as
from kg.names.transliterate import foreignness, likely_initials, similarity
from kg.resolve.cluster import Clusters
from kg.resolve.company import Company, Likeness
from kg.resolve.evidence import Evidence
from kg.resolve.guards import same_latin
from kg.resolve.homes import numbered
from kg.resolve.judge import Judgement, Pair
from kg.resolve.keys import Key
from kg.resolve.sounds import LEAST_SOUND, Sounding, SurnameIndex, letters

BIAS, SOUND, OFFICE, COUNTRY, WEEKS, NEIGHBOURS = -5.5, 0.95, 1.05, 0.95, 0.7, 0.6
"""Weights in log odds, fitted to 275 people of 2020 whose Chinese and Latin names glosses tie, against 1,912 pairs that
sound alike; rounded. ``SOUND`` multiplies the log odds of the similarity."""
KNOWN = 0.25
"""What each doubling of the articles about somebody adds, in natural logarithm: the well known are meant more often."""
LENGTH = 0.8
"""What each character of a surname beyond the third adds: few people share a long one."""
SAME, CHINESE, MARGIN = 0.6, 0.9, 1.4
"""The probability that a link needs, that it needs where the name could be a Chinese one (德英), and its lead over the
next person in log odds."""
FOREIGN = 1.0
"""Foreignness from which a name of Chinese form (沙利文) may be a transliteration."""
CAP = 0.99
LATIN, HAN = ("latin", "family"), ("han", "dotted")


def load(language: str) -> None:
    """Reads what names in a language are compared by, which else the first comparisons do."""
    if language == "zh":
        network()
        foreignness("王")
        read_as("王毅", "Wang Yi")
        doubt("王毅")


@dataclass(frozen=True, slots=True)
class _Option:
    key: Key
    root: Key
    odds: float
    sound: float
    likeness: Likeness


class Bridges:
    """Links from clusters of Han names to clusters of Latin ones. Made from clusters as they are now. ``heard``:
    what is known of the sound of Han words already, for these surnames and maybe others."""

    def __init__(self, evidence: Evidence, clusters: Clusters[Key], heard: Mapping[str, Sounding]) -> None:
        self._clusters, self._articles = clusters, evidence.articles
        numbers, homes = numbered(evidence, clusters)
        self._numbers = numbers
        self._company = Company(evidence, homes)
        latin = [
            key
            for root in numbers
            if root.space == "person"
            for key in clusters.members(root)
            if key.form in LATIN and not key.sense and evidence.articles[key]
        ]
        self._index = SurnameIndex(sorted(latin), heard)
        self._names: dict[Key, list[Key]] = defaultdict(list)
        for key in sorted(latin):
            self._names[clusters.find(key)].append(key)

    def pairs(self, form: str) -> Iterator[Pair]:
        """Judgements on all clusters of Han names of people that no Latin name belongs to, and that have a key of this
        form (``dotted``, ``han``)."""
        for root in sorted(self._numbers):
            if root.space != "person":
                continue
            members = self._clusters.members(root)
            han = all(key.form in HAN and not key.sense for key in members)
            if han and any(key.form == form for key in members):
                yield from self._link(root, sorted(members))

    def _link(self, root: Key, names: Sequence[Key]) -> Iterator[Pair]:
        dotted = [key for key in names if key.form == "dotted"]
        if not dotted and not any(may_be_foreign(key.name) for key in names):
            return
        options = sorted(self._options(root, dotted or names), key=lambda option: (-option.odds, option.key))
        if not options:
            return
        best = options[0]
        rival = next((one for one in options[1:] if not self._one_person(one, best)), None)
        clear = rival is None or best.odds - rival.odds >= MARGIN
        probability = 1 / (1 + math.exp(-best.odds))
        if probability < 0.2:
            return
        least = CHINESE if not dotted and all(split_surname(key.name) for key in names) else SAME
        left, right = sorted((names[0], best.key))
        yield (
            left, right,
            Judgement(
                left=str(left), right=str(right), rule="transliteration", score=round(probability, 3),
                verdict="same" if probability >= least and clear else "unsure",
                reasons=tuple(_reasons(best, rival)),
            ),
        )

    def _options(self, root: Key, names: Sequence[Key]) -> Iterable[_Option]:
        found: dict[Key, _Option] = {}
        mine = self._company.context(self._numbers[root])
        for name in names:
            for key, sound, given in self._sounding(name):
                other = self._clusters.find(key)
                likeness = self._company.likeness(mine, self._company.context(self._numbers[other]))
                odds = _odds(sound, given, likeness) + LENGTH * min(3, max(0, len(name.name.split("·")[-1]) - 3))
                odds += KNOWN * math.log1p(sum(self._articles[one] for one in self._names[other]))
                if other not in found or found[other].odds < odds:
                    found[other] = _Option(key, other, odds, sound, likeness)
        return found.values()

    def _sounding(self, name: Key) -> Iterator[tuple[Key, float, float | None]]:
        """(Latin name, similarity of the surnames, of the given names where both have one)."""
        parts = name.name.split("·")
        for family, score in self._index.like(parts[-1]):
            for key in self._index.bearers(family):
                if len(parts) == 1:
                    yield key, score, None
                    continue
                given = parse(key.name).given
                like = similarity(parts[0], given)
                if like >= LEAST_SOUND:
                    yield key, score, like
                elif letters(given)[:1] in likely_initials(parts[0][0]) and score > 0.9:
                    yield key, score * 0.9, None

    def _one_person(self, left: _Option, right: _Option) -> bool:
        """Two clusters that could be one person's are no rivals."""
        return any(same_latin(a.name, b.name) for a in self._names[left.root] for b in self._names[right.root])


def _odds(sound: float, given: float | None, likeness: Likeness) -> float:
    return (
        BIAS
        + SOUND * _logit(sound)
        + (SOUND * _logit(given) if given is not None else 0.0)
        + weigh(likeness)
    )


def weigh(likeness: Likeness) -> float:
    """What company says, in log odds."""
    return (
        OFFICE * likeness.office
        + COUNTRY * likeness.country
        + WEEKS * likeness.weeks
        + NEIGHBOURS * min(3.0, likeness.neighbours / 3)
    )


def _logit(value: float) -> float:
    safe = min(CAP, max(0.02, value))
    return math.log(safe / (1 - safe))


def _reasons(best: _Option, rival: _Option | None) -> Iterator[str]:
    like = best.likeness
    yield f"sounds like {best.key.name}, {best.sound:.2f}"
    for name, value in (("office", like.office), ("country", like.country), ("weeks", like.weeks)):
        if value:
            yield f"{name} {'agrees' if value > 0 else 'contradicts'}, {value:+.1f}"
    if like.shared:
        yield f"{len(like.shared)} or more neighbours in common, {like.neighbours:.1f}"
    if rival is not None:
        yield f"next {rival.key.name}, {best.odds - rival.odds:.1f} behind"


def may_be_foreign(han: str) -> bool:
    """Could a Han name without a dot be a transliteration? Four characters and more, or of foreign sound."""
    return len(han) >= 4 or (len(han) >= 2 and (split_surname(han) is None or foreignness(han) >= FOREIGN))
