"""Spellings of one name brought together: script, case, diacritics, dots, possessives. Pure functions over strings."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.languages.conversion import convert, convertible

MIDDLE_DOTS = "·•‧・･⋅∙．●"
"""Signs that Chinese writing puts between the parts of a foreign name."""

_DOTS = re.compile(f"[{MIDDLE_DOTS}]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_POSSESSIVE = re.compile(r"(?:['’ʼ`´]s|(?<=[sxz])['’ʼ])(?=\s|$)", re.IGNORECASE)
_DOTTED_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_])\.\s?(?=[^\W\d_]\.)")
_VARIANTS = str.maketrans("廸峯羣衞", "迪峰群卫")
"""Variant characters that occur in names and that OpenCC leaves alone."""
_ONLY_HAN = re.compile(r"[\u4e00-\u9fff]+")
_APOSTROPHE = re.compile("['’ʼ`´]")
_ASCII = {ord(sign): None if sign in "'`" else " " for sign in map(chr, range(128)) if not sign.isalnum()}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"})


class _Plain(dict[int, str]):
    """What is left of each code point in `fold`: for `str.translate`, filled as characters come."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(map(self._kept, unicodedata.normalize("NFD", chr(code).translate(_LETTERS))))
        return self[code]

    @staticmethod
    def _kept(char: str) -> str:
        if char in "'’ʼ`´‘" or unicodedata.category(char) in ("Mn", "Cf"):
            return ""
        return char if char.isalnum() else " "


_PLAIN = _Plain()


@lru_cache(maxsize=30_000)
def simplify(name: str) -> str:
    """The name in Simplified Chinese; other scripts stay as they are. For names, not for articles: cached."""
    if name.isascii() or _changing().isdisjoint(name) or not _HAN.search(name):
        return name
    return convert(name)[0].translate(_VARIANTS)


@cache
def _changing() -> frozenset[str]:
    """Characters that `simplify` may change."""
    return convertible().union(map(chr, _VARIANTS))


@lru_cache(maxsize=30_000)
def fold(name: str) -> str:
    """The name for comparison: NFKC, case folded, without diacritics, possessives, punctuation and middle dots.

    Words of Latin names stay apart by one blank; Han names have none.

    >>> fold("George W. Bush’s"), fold("U.S.A."), fold("托德·罗宾逊"), fold("Müller-Meiß")
    ('george w bush', 'usa', '托德罗宾逊', 'muller meiss')
    """
    if name.isascii():  # nothing to take apart
        if name.replace(" ", "").isalnum():
            return " ".join(name.lower().split())
        return " ".join(_unmarked(name).lower().translate(_ASCII).split())
    if _ONLY_HAN.fullmatch(name):
        return name
    text = _unmarked(unicodedata.normalize("NFKC", name)).casefold()
    folded = unicodedata.normalize("NFC", " ".join(text.translate(_PLAIN).split()))
    return folded.replace(" ", "") if _HAN.search(folded) and not _LATIN.search(folded) else folded


def _unmarked(text: str) -> str:
    """``text`` without possessives, and without the dots of initials that follow each other."""
    if "." in text:
        return _DOTTED_INITIAL.sub(r"\1", _POSSESSIVE.sub("", text.strip()))
    return _POSSESSIVE.sub("", text.strip()) if _APOSTROPHE.search(text) else text


def script_of(name: str) -> str:
    """``Han`` where the name has a Chinese character, else ``Latn`` where it has a Latin letter, else ``Zyyy``."""
    if not name.isascii() and _HAN.search(name):
        return "Han"
    return "Latn" if _LATIN.search(name) else "Zyyy"


def han_parts(name: str) -> tuple[str, ...]:
    """The parts of a Han name between middle dots: ``托德·罗宾逊`` has two, ``布林肯`` one."""
    if name.isalpha():
        return (name,)
    return tuple([part for part in _DOTS.split(name.replace("=", "·").replace("－", "·")) if part])
