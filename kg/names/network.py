"""The probability that a Latin word is written with certain Chinese characters: a small network, run with numpy.

Three convolutions read the letters; at each letter the network writes one character or nothing, so the probability of
a spelling in characters is a sum over all ways to place them (a forward pass, as in speech recognition). Weights:
``data/transliteration.npz``, made by `kg.training.transliteration`; what it learned from and how well it does stands
in ``data/transliteration.md``.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
else:

    class _Numpy:
        """Stands for numpy until something of it is asked for: ``kg who-met`` needs names, but no network."""

        def __getattr__(self, name: str) -> Any:
            global np
            import numpy as np

            return getattr(np, name)

    np = _Numpy()

LONGEST = 40
"""Letters of a name that are read; longer ones can't be scored."""

_WORDS = 20_000
_BLOCK = 200_000
"""Multiplications in one matrix product: BLAS starts threads for larger ones, which costs more than it brings."""

BREAK = 27
"""The token between two words; 1 to 26 are the letters."""

_MARKS = {
    "\u0301": 1,
    "\u0300": 2,
    "\u0302": 3,
    "\u0303": 4,
    "\u0308": 5,
    "\u030a": 6,
    "\u030c": 7,
    "\u0327": 8,
    "\u0328": 8,
    "\u0326": 8,
    "\u0304": 9,
    "\u0306": 10,
    "\u0307": 11,
    "\u0323": 11,
}
_OTHER = 12
_LIGATURES = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}


@lru_cache(maxsize=30_000)
def tokens(latin: str) -> tuple[tuple[int, int], ...]:
    """(letter 1 to 26 or BREAK, mark 0 to 12) of a Latin name; other signs are left out.

    >>> tokens("Lê-Z")
    ((12, 0), (5, 3), (27, 0), (26, 0))
    """
    found: list[tuple[int, int]] = []
    for sign in unicodedata.normalize("NFD", latin.lower().replace("ß", "ss")):
        if "a" <= sign <= "z":
            found.append((ord(sign) - 96, 0))
        elif sign in _LIGATURES:
            found += [(ord(letter) - 96, _OTHER) for letter in _LIGATURES[sign]]
        elif sign in _MARKS and found:
            found[-1] = (found[-1][0], _MARKS[sign])
        elif sign in " -.·‐" and found and found[-1][0] != BREAK:
            found.append((BREAK, 0))
    while found and found[-1][0] == BREAK:
        found.pop()
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A Latin name, read: ``states`` (letters x width), and per letter the log probability of writing nothing and the
    log of the sum over all characters."""

    states: Array
    silent: Array
    total: Array


class Member:
    """One network: the weights, and how to run them. ``characters`` and ``syllables`` map a character, or a pinyin syllable for
    those that were not in training, to their row."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self._w: dict[str, Array] = {}
        for name, value in weights.items():
            if name + ".scale" in weights:
                self._w[name] = value.astype(np.float32) * weights[name + ".scale"]
            elif value.dtype == np.float32 and not name.endswith(".scale"):
                self._w[name] = value
        self.characters = {char: row for row, char in enumerate(str(weights["characters"]))}
        self.syllables = {one: row for row, one in enumerate(str(weights["syllables"]).split(" "))}
        self._columns = np.ascontiguousarray(self._w["chars"].T)
        self._rows: dict[str, tuple[Array, float]] = {}
        self._words: dict[str, tuple[Array, Array]] = {}
        self._least = float(self._w["bias"].min()), float(self._w["share"].min())

    def read(self, latin: str) -> Spelling | None:
        """Encodes a Latin name; None where it has no letters or too many."""
        units = tokens(latin)
        if not 0 < len(units) <= LONGEST:
            return None
        w, ids = self._w, np.array(units, dtype=np.intp)
        hidden = np.maximum(_convolved(w["letters"][ids[:, 0]] + w["marks"][ids[:, 1]], w["w1"], w["b1"]), 0)
        hidden = hidden + np.maximum(_convolved(hidden, w["w2"], w["b2"]), 0)
        whole = hidden.mean(0) @ w["wp"]
        hidden = hidden + np.maximum(_convolved(hidden, w["w3"], w["b3"]) + whole, 0)
        states = _product(hidden, w["wo"]) + w["bo"]
        silent = (hidden @ w["wb"] + w["bb"])[:, 0]
        scores = np.concatenate([_product(states, self._columns) + w["bias"], silent[:, None]], axis=1)
        top = scores.max(1)
        total = top + np.log(np.exp(scores - top[:, None]).sum(1))
        return Spelling(states, silent - total, total)

    def row(self, char: str) -> tuple[Array, float]:
        """Weights and bias of a character; one that was not in training has those of its syllable."""
        known = self._rows.get(char)
        if known is None:
            known = self._rows[char] = self._find(char)
        return known

    def _find(self, char: str) -> tuple[Array, float]:
        at = self.characters.get(char)
        if at is not None:
            return self._w["chars"][at], float(self._w["bias"][at])
        from kg.names.mandarin import syllables

        rare = self._least[0]
        row = next((self.syllables[one] for one in syllables(char) if one in self.syllables), None)
        return (self._w["sounds"][row], rare) if row is not None else (np.zeros_like(self._w["chars"][0]), rare)

    def _word(self, han: str) -> tuple[Array, Array]:
        known = self._words.get(han)
        if known is None:
            rows = [self.row(char) for char in han]
            known = np.stack([row for row, _ in rows]).T, np.array([bias for _, bias in rows], np.float32)
            if len(self._words) > _WORDS:
                self._words.clear()
            self._words[han] = known
        return known

    def chance(self, char: str) -> float:
        """Natural logarithm of a character's share among those of training, that of the rarest for others."""
        at = self.characters.get(char)
        return self._least[1] if at is None else float(self._w["share"][at])

    def log_probability(self, han: str, spelling: Spelling) -> float:
        """Natural logarithm of P(characters | letters); minus infinity where there are more characters than letters."""
        n, m = len(han), len(spelling.silent)
        if not 0 < n <= m:
            return -math.inf
        columns, bias = self._word(han)
        written = np.exp(np.minimum(spelling.states @ columns + bias - spelling.total[:, None], 0)).tolist()
        silent = np.exp(spelling.silent).tolist()
        ways = [1.0] + [0.0] * n
        for place, (nothing, here) in enumerate(zip(silent, written, strict=True)):
            for u in range(min(n, place + 1), max(0, n - m + place), -1):
                ways[u] = ways[u] * nothing + ways[u - 1] * here[u - 1]
            ways[0] *= nothing
        return math.log(ways[n]) if ways[n] > 0 else -math.inf


def _convolved(rows: Array, weights: Array, bias: Array) -> Array:
    """A convolution of width three over (letters x width), zeros at both ends."""
    padded = np.zeros((rows.shape[0] + 2, rows.shape[1]), rows.dtype)
    padded[1:-1] = rows
    ends = zip((padded[:-2], padded[1:-1], padded[2:]), weights, strict=True)
    result: Array = sum((_product(part, weight) for part, weight in ends), bias)
    return result


def _product(rows: Array, columns: Array) -> Array:
    width = max(16, _BLOCK // (rows.shape[0] * rows.shape[1]))
    blocks = [rows @ columns[:, at : at + width] for at in range(0, columns.shape[1], width)]
    result: Array = np.concatenate(blocks, axis=1) if len(blocks) > 1 else blocks[0]
    return result


class Network:
    """Networks that were fitted from different beginnings; their log probabilities are averaged."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        """``weights``: arrays by ``<number>/<name>``, as ``transliteration.npz`` holds them."""
        numbers = sorted({name.partition("/")[0] for name in weights})
        self.members = [
            Member({name.partition("/")[2]: value for name, value in weights.items() if name.startswith(f"{number}/")})
            for number in numbers
        ]

    @classmethod
    def load(cls, file: IO[bytes]) -> Network:
        """Reads ``transliteration.npz``."""
        with np.load(file) as weights:
            return cls({name: weights[name] for name in weights.files})

    def read(self, latin: str) -> tuple[Spelling, ...] | None:
        """Encodes a Latin name, once for each member; None where it has no letters or too many."""
        found = [member.read(latin) for member in self.members]
        return tuple(one for one in found if one is not None) if None not in found else None

    def log_probability(self, han: str, spellings: tuple[Spelling, ...]) -> float:
        """The mean of the members' log P(characters | letters)."""
        pairs = zip(self.members, spellings, strict=True)
        return sum(member.log_probability(han, one) for member, one in pairs) / len(self.members)

    def row(self, char: str) -> Array:
        """A character's weights in the first member: characters that sound alike point the same way."""
        return self.members[0].row(char)[0]

    def chance(self, char: str) -> float:
        """Natural logarithm of a character's share among those of training."""
        return self.members[0].chance(char)


@cache
def network() -> Network:
    """The network that ships."""
    with (files("kg.names") / "data" / "transliteration.npz").open("rb") as file:
        return Network.load(file)
