"""Katakana in Hepburn letters, as Japanese names are written in news: long vowels stay spelled out."""

from __future__ import annotations

_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾ",
    "d": "ダヂヅデド",
    "b": "バビブベボ",
    "p": "パピプペポ",
}
_SPECIAL = {
    "シ": "shi",
    "チ": "chi",
    "ツ": "tsu",
    "フ": "fu",
    "ジ": "ji",
    "ヂ": "ji",
    "ヅ": "zu",
    "ヤ": "ya",
    "ユ": "yu",
    "ヨ": "yo",
    "ワ": "wa",
    "ヲ": "o",
    "ン": "n",
    "ヴ": "vu",
}
_SMALL = {"ャ": "a", "ュ": "u", "ョ": "o"}
_LETTERS = {
    kana: head + vowel for head, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)
} | _SPECIAL


def hepburn(katakana: str) -> str:
    """The letters of a reading; a small ッ before a vowel or at the end is dropped, unknown signs are too.

    >>> hepburn("ヨシヒデ"), hepburn("シンゾウ"), hepburn("ハットリ"), hepburn("キョウ")
    ('yoshihide', 'shinzou', 'hattori', 'kyou')
    """
    found: list[str] = []
    double = False
    for kana in katakana:
        if kana == "ッ":
            double = True
        elif kana == "ー" and found:
            found.append(found[-1][-1])
        elif kana in _SMALL and found and found[-1].endswith("i"):
            stem = found[-1][:-1]
            found[-1] = stem + ("" if stem in ("sh", "ch", "j") else "y") + _SMALL[kana]
        elif kana in _LETTERS:
            letters = _LETTERS[kana]
            if double and letters[0] not in "aiueo":
                letters = ("t" if letters.startswith("ch") else letters[0]) + letters
            found.append(letters)
            double = False
    return "".join(found)
