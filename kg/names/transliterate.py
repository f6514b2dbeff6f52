"""How well a Latin name and Chinese characters sound alike.

`kg.names.network` gives the probability of the characters for the letters; against their probability by chance that makes
log odds, in nats, and `similarity` maps them to [0, 1]. Blocking and the comparison of two Han spellings use a table of
the letters that each character stands for (``data/transliteration.tsv``). Both are made by
`kg.training.transliteration`; the figures stand in ``data/transliteration.md``.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kg.names.latin import letters
from kg.names.network import Spelling, network, tokens
from kg.names.readings import initials, spelled
from kg.names.spelling import han_parts, simplify

MAX_CHUNK = 5
_LENGTH = -1.5
"""Log probability by chance that a name has as many characters as it has."""
_JAPANESE, _KANJI = -3.0, 3.0
"""Log share of Japanese names, and of one character among those that are read alike."""
_RANKS = re.compile("^教(?:宗|皇)(?=..)|(?<=.)(?:天皇|皇[女后帝]|太后|[女国]王|公主|亲王|王妃|[一二三四五六七八九]世)$")
_SLOPE, _MIDDLE, _PER_CHARACTER = 0.8, 4.5, 0.5
"""Where the log odds are even, and how fast they turn: fitted so that 0.8 lets through one wrong Latin name in some
ten thousand (see the card)."""


@dataclass(frozen=True, slots=True)
class _Table:
    chunks: dict[str, dict[str, float]]
    sounds: dict[str, dict[str, float]]
    background: dict[str, float]
    characters: dict[str, float]


def _share(counts: Mapping[str, float]) -> dict[str, float]:
    total = sum(counts.values())
    return {chunk: count / total for chunk, count in counts.items()}


@lru_cache(maxsize=20_000)
def _sound(char: str) -> str:
    from kg.names.han import reading

    return reading(char)[1]


@cache
def _table() -> _Table:
    chunks: dict[str, dict[str, float]] = {}
    sounds: dict[str, dict[str, float]] = defaultdict(dict)
    background: dict[str, float] = {}
    characters: dict[str, float] = {}
    text = (files("kg.names") / "data" / "transliteration.tsv").read_text(encoding="utf-8")
    for line in text.split("\n"):
        char, _, cells = line.partition("\t")
        if not cells or char.startswith("#") or char == "char":
            continue
        pairs = [cell.partition(":") for cell in cells.split(" ")]
        counts = {chunk: float(n) for chunk, _, n in pairs}
        chunks[char] = _share(counts)
        sound = sounds[_sound(char)]
        for chunk, n in counts.items():  # several times as fast as counters
            sound[chunk] = sound.get(chunk, 0.0) + n
            background[chunk] = background.get(chunk, 0.0) + n
        characters[char] = characters.get(char, 0.0) + sum(counts.values())
    return _Table(
        chunks, {sound: _share(counts) for sound, counts in sounds.items()}, _share(background), _share(characters)
    )


@lru_cache(maxsize=30_000)
def _read(latin: str) -> tuple[Spelling, ...] | None:
    return network().read(latin)


@lru_cache(maxsize=50_000)
def sounding(han: str) -> str:
    """The Simplified characters of a name that stand for its sound: no middle dots, nor the rank of popes and monarchs.

    >>> sounding("托德·罗宾逊"), sounding("教宗若望"), sounding("桓武天皇")
    ('托德罗宾逊', '若望', '桓武')
    """
    return _RANKS.sub("", "".join(han_parts(simplify(han))))


@lru_cache(maxsize=30_000)
def log_odds(han: str, latin: str) -> float:
    """Log odds that the characters (any script; middle dots are left out) are a spelling of the Latin name against
    chance; minus infinity where the lengths don't allow it: one to six letters for a character.

    >>> log_odds("拜登", "Biden") > 5, log_odds("拜登", "Blinken") < 0
    (True, True)
    """
    name, count = sounding(han), len(tokens(latin))
    if not len(name) <= count <= (MAX_CHUNK + 1) * len(name):
        return -math.inf
    spelling = _read(latin) if name else None
    if spelling is None:
        return -math.inf
    written, read = network().log_probability(name, spelling), as_japanese(name, letters(latin))
    return max(written, read) - chance(name)


def as_japanese(han: str, letters_: str) -> float:
    """Log probability that a Japanese name with these letters is written with these characters, roughly; minus infinity
    where they aren't read so (`kg.names.readings`)."""
    if not letters_ or letters_[0] not in initials(han[0], "japanese"):
        return -math.inf
    value = spelled(han, letters_, "japanese")
    return _JAPANESE - len(han) * (_KANJI - 0.5 * math.log(value)) if value else -math.inf


@lru_cache(maxsize=20_000)
def chance(han: str) -> float:
    """Log probability of the characters by chance, whatever the Latin name."""
    return sum(map(network().chance, han)) + _LENGTH


def as_similarity(odds: float, characters: int) -> float:
    """Log odds of a name of so many characters, mapped to [0, 1]."""
    if odds == -math.inf:
        return 0.0
    even = _MIDDLE + _PER_CHARACTER * characters
    return round(1.0 / (1.0 + math.exp(min(500.0, -_SLOPE * (odds - even)))), 4)


def similarity(han: str, latin: str) -> float:
    """In [0, 1]: 0.5 is the point from which a Han word is more probably the Latin word's transliteration than not
    among a handful of candidates; above 0.8 seldom wrong."""
    return as_similarity(log_odds(han, latin), len(sounding(han)))


@lru_cache(maxsize=30_000)
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


@lru_cache(maxsize=30_000)
def likeness(left: str, right: str) -> float:
    """In [0, 1]: how much two Han words stand for the same letters, character by character (普京 and 蒲亭); 0 where
    their lengths differ."""
    a, b = simplify(left), simplify(right)
    if len(a) != len(b) or not a:
        return 0.0
    if a == b:
        return 1.0
    return math.exp(sum(math.log(max(1e-3, _overlap(x, y))) for x, y in zip(a, b, strict=True)) / len(a))


@lru_cache(maxsize=30_000)
def _overlap(left: str, right: str) -> float:
    """Bhattacharyya coefficient of what two characters stand for."""
    if left == right:
        return 1.0
    table = _table()
    p, q = table.chunks.get(left, {}), table.chunks.get(right, {})
    return sum(math.sqrt(share * q[chunk]) for chunk, share in p.items() if chunk in q)


@lru_cache(maxsize=10_000)
def chunk_odds(char: str) -> dict[str, float]:
    """The chunks of letters that a character may well stand for by the table, with the log odds of each against chance
    (above 0): what a search through many Latin words needs."""
    table, plain = _table(), simplify(char)
    own, sounds = table.chunks.get(plain, {}), table.sounds.get(_sound(plain), {})
    weight = 0.8 if own else 0.0
    found: dict[str, float] = {}
    for chunk in sorted({*own, *sounds}):
        back = table.background.get(chunk, 0.0) + 1e-6
        share = weight * own.get(chunk, 0.0) + (0.98 - weight) * sounds.get(chunk, 0.0) + 0.0005 * back
        ratio = (share + 1e-5 * 0.1 ** (len(chunk) - 1)) / back
        if ratio > 1 and (odds := math.log(ratio)) > 0:
            found[chunk] = odds
    return found
