"""How well a Latin name and Chinese characters sound alike: a table learned by `kg.training.transliteration`.

A character's letters are smoothed with those of its pinyin syllable, so that rare characters (蓬, 甄) are known too.
Scores are log odds against chance, in nats; `similarity` maps them to [0, 1].
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kg.names.latin import letters
from kg.names.spelling import simplify

MAX_CHUNK = 5
_OWN, _SOUND, _FLOOR = 0.8, 0.18, 1e-5


@dataclass(frozen=True, slots=True)
class _Table:
    chunks: dict[str, dict[str, float]]
    sounds: dict[str, dict[str, float]]
    background: dict[str, float]
    characters: dict[str, float]


def _share(counts: Counter[str]) -> dict[str, float]:
    total = sum(counts.values())
    return {chunk: count / total for chunk, count in counts.items()}


@lru_cache(maxsize=20_000)
def _sound(char: str) -> str:
    from kg.names.han import reading

    return reading(char)[1]


@cache
def _table() -> _Table:
    chunks: dict[str, dict[str, float]] = {}
    sounds: dict[str, Counter[str]] = defaultdict(Counter)
    background: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    text = (files("kg.names") / "data" / "transliteration.tsv").read_text(encoding="utf-8")
    for line in text.split("\n"):
        char, _, cells = line.partition("\t")
        if not cells or char.startswith("#") or char == "char":
            continue
        counts = Counter({chunk: float(n) for chunk, _, n in (cell.partition(":") for cell in cells.split(" "))})
        chunks[char] = _share(counts)
        sounds[_sound(char)].update(counts)
        background.update(counts)
        characters[char] += sum(counts.values())
    return _Table(
        chunks, {sound: _share(counts) for sound, counts in sounds.items()}, _share(background), _share(characters)
    )


@lru_cache(maxsize=400_000)
def _odds(char: str, chunk: str) -> float:
    """Log odds of a character standing for a chunk of letters."""
    table = _table()
    own = table.chunks.get(char, {}).get(chunk, 0.0)
    sound = table.sounds.get(_sound(char), {}).get(chunk, 0.0)
    weight = _OWN if char in table.chunks else 0.0
    back = table.background.get(chunk, 0.0) + 1e-6
    p = weight * own + (_OWN + _SOUND - weight) * sound + _FLOOR * 0.1 ** (len(chunk) - 1) + 0.0005 * back
    return math.log(p / back)


@lru_cache(maxsize=200_000)
def log_odds(han: str, latin: str) -> float:
    """The best alignment's log odds; minus infinity where the lengths don't allow one."""
    name, text = simplify(han), letters(latin)
    n, m = len(name), len(text)
    if not n or not n <= m <= MAX_CHUNK * n:
        return -math.inf
    row = [0.0] + [-math.inf] * m
    for i, char in enumerate(name):
        new = [-math.inf] * (m + 1)
        for j in range(i, m):
            if row[j] == -math.inf:
                continue
            for k in range(j + 1, min(m, j + MAX_CHUNK) + 1):
                score = row[j] + _odds(char, text[j:k])
                if score > new[k]:
                    new[k] = score
        row = new
    return row[m]


def similarity(han: str, latin: str) -> float:
    """In [0, 1]: 0.5 is the point from which a Han word is more probably the Latin word's transliteration than not
    among a handful of candidates; above 0.8 seldom wrong."""
    odds = log_odds(han, latin)
    if odds == -math.inf:
        return 0.0
    return 1.0 / (1.0 + math.exp(-(odds / max(2, len(simplify(han))) - 1.6) * 2.0))


@lru_cache(maxsize=100_000)
def foreignness(han: str) -> float:
    """Mean share rank of the characters among those used for transliteration: above 1 for names such as 布林肯."""
    table = _table().characters
    name = simplify(han)
    return sum(math.log10(table.get(char, 1e-6) * 1e4) for char in name) / max(1, len(name))


@lru_cache(maxsize=20_000)
def likely_initials(char: str) -> tuple[str, ...]:
    """The letters with which a word may begin whose transliteration begins with this character, sorted."""
    table = _table()
    found: dict[str, float] = defaultdict(float)
    for source, weight in (
        (table.chunks.get(simplify(char), {}), 0.7),
        (table.sounds.get(_sound(simplify(char)), {}), 0.3),
    ):
        for chunk, share in source.items():
            found[chunk[0]] += weight * share
    return tuple(sorted(letter for letter, share in found.items() if share >= 0.03))


@lru_cache(maxsize=100_000)
def likeness(left: str, right: str) -> float:
    """In [0, 1]: how much two Han words stand for the same letters, character by character (普京 and 蒲亭); 0 where
    their lengths differ."""
    a, b = simplify(left), simplify(right)
    if len(a) != len(b) or not a:
        return 0.0
    if a == b:
        return 1.0
    return math.exp(sum(math.log(max(1e-3, _overlap(x, y))) for x, y in zip(a, b, strict=True)) / len(a))


@lru_cache(maxsize=100_000)
def _overlap(left: str, right: str) -> float:
    """Bhattacharyya coefficient of what two characters stand for."""
    if left == right:
        return 1.0
    table = _table()
    p, q = table.chunks.get(left, {}), table.chunks.get(right, {})
    return sum(math.sqrt(share * q[chunk]) for chunk, share in p.items() if chunk in q)


def plausible(han: str, letters_: str) -> bool:
    """A quick look before `log_odds`: do the characters' likely initials stand in the letters, in this order, the first
    at the beginning? One of three or more may be missing: the x of Waxman is two characters of 瓦克斯曼."""
    if not len(han) <= len(letters_) <= MAX_CHUNK * len(han) or letters_[0] not in likely_initials(han[0]):
        return False
    place, spare = 1, int(len(han) >= 3)
    for char in han[1:]:
        initials = likely_initials(char)
        found = next((at for at in range(place, len(letters_)) if letters_[at] in initials), None)
        if found is None:
            spare -= 1
            if spare < 0:
                return False
        else:
            place = found + 1
    return True
