"""Han names by reading: Mandarin pinyin, Wade–Giles and Taiwanese usage. Chinese characters of Koreans and Japanese
are read their own way and are not matched here."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from kg.names.mandarin import spoken, syllables
from kg.names.romanize import CANTONESE_SURNAMES, KOREAN_SURNAMES, spellings
from kg.names.spelling import fold, han_parts, simplify

SURNAME_READINGS = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "曾": "zeng",
    "区": "ou",
    "查": "zha",
    "任": "ren",
    "盖": "ge",
    "朴": "piao",
    "尉迟": "yuchi",
    "万俟": "moqi",
    "长孙": "zhangsun",
    "单于": "chanyu",
    "缪": "miao",
    "乐": "yue",
    "翟": "zhai",
    "冼": "xian",
    "覃": "qin",
    "逄": "pang",
    "盛": "sheng",
    "乜": "nie",
    "郇": "xun",
    "隗": "wei",
    "臧": "zang",
    "沈": "shen",
    "宁": "ning",
    "尹": "yin",
    "燕": "yan",
    "葛": "ge",
    "訾": "zi",
}
"""Readings that differ, or could, from the character's usual one when it is a surname."""

_MAX_GIVEN_READINGS = 8


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames, one or two characters, Simplified."""
    from kg.knowledge import words

    return words("zh_surnames") | words("zh_compound_surnames") | frozenset(SURNAME_READINGS)


@lru_cache(maxsize=30_000)
def split_surname(han: str) -> tuple[str, str] | None:
    """(surname, given name) of a Chinese-style name in Simplified script, or None: two to four characters, a known
    surname, one or two for the given name.

    >>> split_surname("王小洪"), split_surname("欧阳修"), split_surname("托德·罗宾逊")
    (('王', '小洪'), ('欧阳', '修'), None)
    """
    name = simplify(han)
    if not 2 <= len(name) <= 4 or len(han_parts(name)) != 1:
        return None
    if len(name) >= 3 and name[:2] in surnames():
        return name[:2], name[2:]
    if len(name) <= 3 and name[0] in surnames():
        return name[0], name[1:]
    return None


def is_chinese_style(han: str) -> bool:
    """True where the name has the form of a Chinese one: surname and a given name of one or two characters. Short
    transliterations (沙利文) can have it too: see `kg.names.transliterate.foreignness`."""
    return split_surname(han) is not None


@lru_cache(maxsize=30_000)
def pinyin(han: str) -> str:
    """The reading without blanks and tones, the surname as surnames are read: ``单小龙`` is ``shanxiaolong``. The ü
    is written u."""
    family, given = reading(han)
    return family + given


@lru_cache(maxsize=30_000)
def reading(han: str) -> tuple[str, str]:
    """Readings of (surname, given name); a name that is not Chinese-style is all given name."""
    parts = split_surname(han)
    if parts is None:
        return "", spoken(simplify("".join(han_parts(han))))
    family, given = parts
    return SURNAME_READINGS.get(family) or spoken(family), spoken(given)


@lru_cache(maxsize=30_000)
def readings(han: str) -> frozenset[tuple[str, str]]:
    """All (surname, given name) readings that the characters allow, eight at most; empty if not Chinese-style."""
    parts = split_surname(han)
    if parts is None:
        return frozenset()
    family = reading(han)[0]
    options = list(product(*(syllables(char) for char in parts[1])))[:_MAX_GIVEN_READINGS]
    return frozenset({reading(han)} | {(family, "".join(option)) for option in options})


@lru_cache(maxsize=30_000)
def latin_keys(han: str) -> frozenset[str]:
    """Letter runs that a Latin spelling of a Chinese-style name can fold to, without blanks: pinyin in both orders,
    and Wade–Giles and Taiwanese usage."""
    found = set()
    for family, given in readings(han):
        found |= {family + given, given + family}
    parts = split_surname(han)
    if parts is not None:
        rows = [_taiwanese(char, reading(char)[1] if i else "") for i, char in enumerate(parts[1])]
        family_sets = [spellings(syllable) for syllable in _surname_syllables(parts[0])]
        for combo in list(product(*family_sets, *rows))[:96]:
            cut = len(family_sets)
            left, right = "".join(combo[:cut]), "".join(combo[cut:])
            found |= {left + right, right + left}
    return frozenset(found)


def _surname_syllables(family: str) -> list[str]:
    special = SURNAME_READINGS.get(family)
    if special and len(family) == 1:
        return [special]
    return [syllables(char)[0] for char in family]


def _taiwanese(char: str, _usual: str) -> list[str]:
    found: list[str] = []
    for syllable in syllables(char)[:2]:
        found += [spelling for spelling in spellings(syllable) if spelling not in found]
    return found


@cache
def eastern_surnames() -> frozenset[str]:
    """Folded spellings of surnames that stand first, with the given name in two syllables behind them: Korean ones,
    and Chinese ones in Taiwanese usage and as in Hong Kong."""
    found = {spelling for spellings in KOREAN_SURNAMES.values() for spelling in spellings.split() if len(spelling) > 1}
    for name in surnames():
        if len(name) == 1:
            found.update(spellings(reading(name + "一")[0]))
    return frozenset(found) | CANTONESE_SURNAMES


@lru_cache(maxsize=30_000)
def korean_match(han: str, latin: str) -> bool:
    """True where both can be one Korean name by form: three characters, a Korean surname read as the Latin one, and a
    given name of two syllables. The given name is not compared: use it only with other evidence.

    >>> korean_match("文在寅", "Moon Jae-in"), korean_match("文在寅", "Kim Jong-un")
    (True, False)
    """
    name, words = simplify(han), latin.casefold().replace("-", " ").split()
    if len(name) != 3 or len(words) != 3:
        return False
    read = KOREAN_SURNAMES.get(name[0], "").split()
    return words[0] in read or words[-1] in read


@lru_cache(maxsize=30_000)
def pinyin_match(han: str, latin: str) -> bool:
    """True where the Latin name is a reading of the Chinese-style Han name, in either order of family and given name.

    >>> pinyin_match("王毅", "Wang Yi"), pinyin_match("王小洪", "Xiaohong Wang"), pinyin_match("蔡英文", "Tsai Ing-wen")
    (True, True, True)
    """
    words = fold(latin).split()
    if not words or len(words) > 4:
        return False
    return "".join(words) in latin_keys(han)


@cache
def _pinyin_syllables() -> frozenset[str]:
    text = (files("kg.names") / "data" / "pinyin_syllables.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


@cache
def surname_readings() -> frozenset[str]:
    """The readings of all Chinese surnames in pinyin."""
    return frozenset(reading(name + "一")[0] for name in surnames())


@lru_cache(maxsize=30_000)
def syllable_count(word: str) -> int:
    """The least number of pinyin syllables that spell the word; 0 where none do."""
    best: list[int | None] = [0] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            if before is not None and word[start:end] in _pinyin_syllables():
                best[end] = min(best[end] or 99, before + 1)
    return best[-1] or 0


@lru_cache(maxsize=30_000)
def is_pinyin_name(latin: str) -> bool:
    """True for names such as ``Xi Jinping``: a surname's reading, then one or two syllables of pinyin."""
    words = fold(latin).split()
    if not 2 <= len(words) <= 3 or words[0] not in surname_readings() or "-" in latin.split()[0]:
        return False
    counts = [syllable_count(word) for word in words[1:]]
    return all(counts) and sum(counts) <= 2
