"""Pairs to learn transliteration from, and to measure it on."""

from __future__ import annotations

import csv
import math
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KGError
from kg.names.latin import letters
from kg.names.network import tokens
from kg.names.spelling import script_of, simplify

LETTERS, CHARACTERS = 14, 6
"""The longest names that are learned from."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
_BRACKET = re.compile(r"[（(].*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A Latin word, its Simplified characters, and how often they were seen together."""

    latin: str
    han: str
    count: int = 1

    @property
    def weight(self) -> float:
        """What it counts in training."""
        return 1 + 0.5 * math.log(self.count)


def read_words(data: Path, split: str) -> list[Pair]:
    """The pairs of a split of ``names/en-zh-name-words.tsv``, as they are but for remarks in brackets."""
    path = data / "names" / "en-zh-name-words.tsv"
    if not path.is_file():
        raise KGError(f"{path} is missing: give the folder that holds data/names")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row[0] == split]
    return [Pair(row[1], simplify(_BRACKET.sub("", row[2].replace(" ", ""))), int(row[3])) for row in rows]


def learnable(pairs: Iterable[Pair]) -> list[Pair]:
    """Those that the network can learn from: Chinese characters only, not more of them than letters."""
    return [
        pair
        for pair in pairs
        if _HAN.fullmatch(pair.han)
        and len(pair.han) <= CHARACTERS
        and len(pair.han) <= len(tokens(pair.latin)) <= LETTERS
    ]


def is_development(pair: Pair) -> bool:
    """One in thirty Latin words of the train split: kept back to choose and calibrate."""
    return zlib.crc32(pair.latin.encode()) % 30 == 0


def gloss_words() -> Iterator[Pair]:
    """Words of the names in ``aliases.tsv``, mined from glosses: parts between middle dots against the words of the Latin
    name, and short Han names against the family name."""
    from kg.knowledge import rows
    from kg.names.han import is_pinyin_name
    from kg.names.latin import parse

    for row in rows("aliases"):
        latin = row["latin"].split("|")[0]
        name = parse(latin)
        if row.get("type", "person") != "person" or is_pinyin_name(latin) or name.eastern:
            continue
        for tag in ("zh-Hans", "zh-Hant"):
            for cell in (row.get(tag) or "").split("|"):
                han, _, count = cell.rpartition(":")
                yield from _words_of(simplify(han), latin, int(count or 1))


def _words_of(han: str, latin: str, count: int) -> Iterator[Pair]:
    from kg.names.latin import parse

    parts, words, name = re.split(r"[·‧・•]", han), latin.split(), parse(latin)
    if len(parts) == 1 and len(han) >= 2 and script_of(han) == "Han":
        yield Pair(words[-1] if " " not in name.family else name.family, han, count)
    elif len(parts) == len(words):
        yield from (Pair(word, part, count) for word, part in zip(words, parts, strict=True))
    elif len(parts) == 2 and len(words) > 2:
        yield Pair(words[0], parts[0], count)
        yield Pair(name.family, parts[1], count)


def training_pairs(data: Path) -> tuple[list[Pair], list[Pair]]:
    """(to train on, to develop on). Words from glosses whose letters are those of a test word are left out; so are those
    that stand in the development part."""
    words = learnable(read_words(data, "train"))
    fit, held = [one for one in words if not is_development(one)], [one for one in words if is_development(one)]
    closed = {letters(pair.latin) for pair in read_words(data, "test")} | {letters(pair.latin) for pair in held}
    seen = {(letters(pair.latin), pair.han) for pair in fit}
    for pair in learnable(gloss_words()):
        key = (letters(pair.latin), pair.han)
        if key[0] not in closed and key not in seen:
            seen.add(key)
            fit.append(pair)
    return fit, held
