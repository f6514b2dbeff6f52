"""Korean syllables in Latin letters: the official romanization and the spellings that people choose for their names."""

from __future__ import annotations

from functools import cache

_INITIALS = "g/k kk n d/t tt r/l/n m b/p pp s/sh ss - j/ch jj/ch ch k t p h"
_VOWELS = (
    "a/ah ae/ai/e ya yae eo/u/o/e/uh e/ae/ye yeo/you/yo/yu/eo ye/yae/e o/oh wa wae oe/oi/oy/we yo/yoh "
    "u/oo/ou/woo wo/weo/uo we wi/ui/we yu/yoo/you eu/u/oo ui/eui/i/ee/yi i/ee/yi/e"
)
_FINALS = "- k/g/ck k k n n n t/d l/r l l l l l l l m p/b p t/s t ng/n t t k t p t"
_TABLES = [
    [["" if one == "-" else one for one in cell.split("/")] for cell in row.split()]
    for row in (_INITIALS, _VOWELS, _FINALS)
]
_SURNAMES = {
    "이": "lee yi rhee ri li leigh",
    "박": "park pak bak bark",
    "최": "choi choe choy chey",
    "임": "lim im yim rim",
    "노": "roh noh no ro rho",
    "유": "yoo yu ryu you lyu",
    "류": "ryu yoo yu lyu",
    "여": "yeo yuh lyuh",
    "양": "yang ryang",
    "나": "na ra rha",
    "우": "woo wu u",
    "오": "oh o",
    "안": "ahn an",
    "허": "heo hur huh her",
    "서": "seo suh so sur",
    "정": "jung chung jeong jong chong",
    "전": "jeon jun chun chon",
    "백": "baek paik paek baik back",
    "강": "kang gang",
    "김": "kim gim",
    "곽": "kwak gwak",
    "권": "kwon gwon kwun",
    "윤": "yoon yun youn",
    "손": "son sohn",
    "선": "sun seon sunwoo",
}
"""What people with these surnames call themselves; other surnames follow the rules."""

FIRST = 0xAC00
"""The first Hangul syllable; 19 initials, 21 vowels and 28 finals follow in order."""
_SILENT, _N, _R = 11, 2, 5
_Y_VOWELS = frozenset([2, 3, 6, 7, 12, 17, 20])


def is_hangul(name: str) -> bool:
    """True where all signs but blanks are Hangul syllables."""
    signs = name.replace(" ", "")
    return bool(signs) and all(FIRST <= ord(sign) <= 0xD7A3 for sign in signs)


def _decompose(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - FIRST
    return code // 588, code % 588 // 28, code % 28


@cache
def initial_law(syllable: str) -> str:
    """The syllable as South Koreans say it at the beginning of a word: 리 is 이, 로 is 노, 녀 is 여.

    >>> initial_law("리"), initial_law("로"), initial_law("녕"), initial_law("김")
    ('이', '노', '영', '김')
    """
    head, vowel, tail = _decompose(syllable)
    if head in (_N, _R) and vowel in _Y_VOWELS:
        head = _SILENT
    elif head == _R:
        head = _N
    return chr(FIRST + head * 588 + vowel * 28 + tail)


@cache
def spellings(syllable: str, surname: bool = False) -> dict[str, float]:
    """Spellings of a Hangul syllable in folded letters, with a weight in (0, 1]: 1.0 for the official ones and those
    that are usual for the surname.

    >>> sorted(spellings("재"))[:4], sorted(spellings("박", True))[:2]
    (['chae', 'chai', 'che', 'jae'], ['back', 'bag'])
    """
    found: dict[str, float] = {}
    for one in {syllable, initial_law(syllable)}:
        heads, vowels, tails = (table[at] for table, at in zip(_TABLES, _decompose(one), strict=True))
        for i, head in enumerate(heads):
            for j, vowel in enumerate(vowels):
                for k, tail in enumerate(tails):
                    weight = (1.0, 0.98, 0.97)[i] * (1.0, 0.97, 0.9, 0.85, 0.8, 0.8)[j] * (1.0, 0.93, 0.9)[k]
                    text = head + vowel + tail
                    found[text] = max(weight, found.get(text, 0.0))
                    if text.startswith("hw"):
                        found["wh" + text[2:]] = 0.9 * weight
    if surname:
        for usual in (_SURNAMES.get(syllable, "") + " " + _SURNAMES.get(initial_law(syllable), "")).split():
            found[usual] = 1.0
    return found


@cache
def _by_spelling() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code in range(FIRST, FIRST + 19 * 588):
        syllable = chr(code)
        if _decompose(syllable)[2] in _PLAIN_FINALS:
            for text in spellings(syllable, True):
                found.setdefault(text, set()).add(syllable)
    return {text: frozenset(syllables) for text, syllables in found.items()}


_PLAIN_FINALS = frozenset([0, 1, 4, 8, 16, 17, 21])
"""Finals of syllables in names: none, k, n, l, m, p, ng."""


def syllables_of(letters: str) -> frozenset[str]:
    """Hangul syllables that folded letters can spell.

    >>> "문" in syllables_of("moon") & syllables_of("mun")
    True
    """
    return _by_spelling().get(letters, frozenset())


def same_hangul(left: str, right: str) -> float:
    """1.0 for one name in Hangul, 0.95 where only the initial sound law parts them (리설주, 이설주), else 0."""
    a, b = left.replace(" ", ""), right.replace(" ", "")
    if a == b:
        return 1.0
    if len(a) == len(b) >= 2 and a[2:] == b[2:]:
        return 0.95 * all(initial_law(one) == initial_law(other) for one, other in zip(a[:2], b[:2], strict=True))
    return 0.0
