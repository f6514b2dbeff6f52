"""Which language a text is in, and which script: by characters, then by function words, and only then by a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.languages import LANGUAGES
from kg.languages.conversion import script_counts
from kg.normalize.telling import certain, leaning

SURE = 0.17
"""Share of function words from which on a Latin text is taken for a language without asking the model: news in that
language has 0.3 to 0.5, news in a related language below 0.1."""

SOME = 0.05
"""Share of function words that back what the letters of a short text say."""

HAN_WEIGHT = 4
"""A Han character says as much as this many letters."""

FEWEST_WORDS = 8
FEWEST_HAN = 8
"""Below these a paragraph can't be in another language than its article: it is a name or a heading."""

FEW_WORDS = 60
"""Below these the names in a text mislead the language model."""

OURS = 0.25
"""A line is in one of our languages where more of its words in small letters than this are function words of it:
related languages share some (Dutch 'in', 'over'), and names, which begin with capitals, say nothing."""

_SAMPLE = 4_000
_RANGES = {
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f",
    "kana": "\u3041-\u309f\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d",
    "hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "latin": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "other": "\u0370-\u10ff\u1200-\u1dff\u1f00-\u1fff",
}
_LETTERS = {kind: re.compile(f"[{ranges}]+") for kind, ranges in _RANGES.items()}
_NOT_LATIN = re.compile(f"[{''.join(ranges for kind, ranges in _RANGES.items() if kind != 'latin')}]")
_EASTERN = re.compile(f"[{_RANGES['kana']}{_RANGES['hangul']}]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN_WORD = re.compile(rf"[{_RANGES['latin']}]+(?:['’][{_RANGES['latin']}]+)?")
_LETTERS_ALONE = "".join(chr(code).lower() if chr(code).isalpha() else " " for code in range(128))
_PLAIN = re.compile("[\x00-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf-\u012f\u0131-\u017f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf]*")
"""Texts without letters and numbers of other kinds than Latin ones (ª, µ, ², ½), and without letters that are no Latin one
or two in lower case (İ): in them `_LATIN_WORD` finds in small letters what `_WORD` does, in half the time."""


class Guess(NamedTuple):
    """``language``: a BCP 47 primary tag, or None where nothing tells. ``weight``: how much text says so, in letters.
    ``words``: words (Han characters in Chinese). ``sure``: no model was needed, or it has no doubt."""

    language: str | None
    weight: int
    words: int
    sure: bool


def _count(kind: str, text: str) -> int:
    return sum(map(len, _LETTERS[kind].findall(text)))


@cache
def _stopwords() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((language.tag, language.stopwords) for language in LANGUAGES.values() if language.stopwords)


def guess(text: str, *, ask: bool = True) -> Guess:
    """The language of a text. ``ask``: whether the language model may be asked where function words do not tell."""
    text = text[:_SAMPLE]
    if text.isascii() or not _NOT_LATIN.search(text):
        return _guess_latin(text, ask)
    han = _count("han", text)
    if han * HAN_WEIGHT >= len(text) - han and not _EASTERN.search(text):  # there can't be as much of anything else
        return Guess(language="zh", weight=han * HAN_WEIGHT, words=han, sure=True)
    latin, kana, hangul, other = (_count(kind, text) for kind in ("latin", "kana", "hangul", "other"))
    east = (han + kana + hangul) * HAN_WEIGHT
    if other > max(latin, east):
        return Guess(language=_model(text)[0] if ask else "und", weight=other, words=len(text.split()), sure=True)
    if east < latin or not east:
        return _guess_latin(text, ask)
    if hangul * 2 > han + kana:
        return Guess(language="ko", weight=east, words=hangul, sure=True)
    if kana * 10 > han + kana:
        return Guess(language="ja", weight=east, words=han + kana, sure=True)
    return Guess(language="zh", weight=east, words=han, sure=True)


def _latin_words(text: str) -> tuple[list[str], int]:
    """The words of a text in lower case, and the number of its Latin letters."""
    if text.isascii() and "'" not in text:
        words = text.translate(_LETTERS_ALONE).split()
        return words, sum(map(len, words))
    if not _PLAIN.fullmatch(text):
        return list(map(str.lower, _WORD.findall(text))), _count("latin", text)
    words = _LATIN_WORD.findall(text.lower())
    letters = "".join(words)
    return words, len(letters) - letters.count("'") - letters.count("’")


def _guess_latin(text: str, ask: bool) -> Guess:
    words, weight = _latin_words(text)
    if not words:
        return Guess(language=None, weight=0, words=0, sure=False)
    shares = sorted(
        ((sum(map(stopwords.__contains__, words)) / len(words), tag) for tag, stopwords in _stopwords()), reverse=True
    )
    best, tag = shares[0]
    if best >= SURE and best >= 1.5 * shares[1][0]:
        return Guess(language=tag, weight=weight, words=len(words), sure=True)
    if not ask or len(words) < FEWEST_WORDS:
        return Guess(language=tag if best > shares[1][0] else None, weight=weight, words=len(words), sure=False)
    alone = tag if best >= SOME and not shares[1][0] else None
    told = certain(text, alone) if len(words) < FEW_WORDS else None
    whole = told is not None and all(leaning(half) in (told, None) for half in _halves(text))
    language, sure = (told, True) if told and whole else _model(text)
    return Guess(language=language, weight=weight, words=len(words), sure=sure)


def _model(text: str) -> tuple[str, bool]:
    """What the language model says, and whether it says the same about each half of the text."""
    language, first, second = map(_said, (text, *_halves(text)))
    return language, language == first == second


def _halves(text: str) -> tuple[str, str]:
    middle = len(text) // 2
    return text[:middle], text[middle:]


def _said(text: str) -> str:
    """What the language model says, or would say."""
    told = certain(text)
    if told is not None:
        return told
    import py3langid

    return str(py3langid.classify(text)[0])


def script(text: str) -> str:
    """``Hans`` or ``Hant``: which of the two has more characters of its own; Simplified where neither has any."""
    simplified, traditional = script_counts(text[:_SAMPLE])
    return "Hant" if traditional > simplified else "Hans"


def article_language(paragraphs: Sequence[str], guesses: Sequence[Guess], declared: str | None) -> str | None:
    """The language in which most of an article is written, or None where nothing tells.

    ``guesses`` are those of its paragraphs. What the input declares decides only where the text itself does not.
    """
    weights: dict[str, int] = {}
    sure = False
    for found in guesses:
        if found.language is not None and (found.sure or found.words < FEWEST_WORDS):
            weights[found.language] = weights.get(found.language, 0) + found.weight
            sure = sure or (found.sure and found.words >= FEWEST_WORDS)
        elif found.weight:
            weights["und"] = weights.get("und", 0) + found.weight
    best = max(sorted(weights), key=lambda language: weights[language], default=None)
    if best is not None and best != "und" and sure:
        return best
    primary = declared.replace("_", "-").split("-")[0].lower() if declared else None
    whole = guess("\n".join(paragraphs))
    if primary in LANGUAGES and (not whole.sure or whole.words < FEW_WORDS) and whole.language not in ("ja", "ko"):
        return primary
    return whole.language if whole.words >= FEW_WORDS else _guess_short("\n".join(paragraphs), whole)


def _guess_short(text: str, found: Guess) -> str | None:
    """The language of a headline or a line: the likeliest of those that we know where it holds enough of their function
    words ('President Joe Biden met Xi Jinping in San Francisco' is Dutch to the model), else what the model says."""
    if found.language in LANGUAGES or found.language in ("ja", "ko") or found.words < 2:
        return found.language
    if told := certain(text):
        return told
    import py3langid

    language, sure = _model(text)
    small = [word for word in _WORD.findall(text) if word.islower()]
    ours = max(sum(word in stopwords for word in small) for _, stopwords in _stopwords())
    if sure and found.words >= FEWEST_WORDS // 2 and ours <= OURS * len(small):
        return language
    latin = [tag for tag, _ in _stopwords()]
    return next((str(tag) for tag, _ in py3langid.rank(text) if tag in latin), None)


def language_name(tag: str) -> str:
    """The English name of a language tag, or the tag itself."""
    from babel import Locale

    return str(Locale("en").languages.get(tag, tag))


def paragraph_language(text: str, found: Guess, article: str) -> str | None:
    """The language of a paragraph of an article in ``article``: a supported one, or None where it is in another.

    Short paragraphs, names and lists are taken for the article's own language.
    """
    if found.language == article:
        return article
    enough = FEWEST_HAN if found.language in ("zh", "ja") else FEWEST_WORDS
    if found.language is None or found.words < enough:
        return article
    if found.sure:
        return found.language if found.language in LANGUAGES else None
    return _doubtful(text, article)


def _doubtful(text: str, article: str) -> str | None:
    """A Latin paragraph with few function words of ours: prose in a language we don't know, or names and numbers."""
    words = _WORD.findall(text)
    prose = sum(word[:1].islower() for word in words) > 0.6 * len(words)
    if not prose or len(words) < 12:
        return article
    if certain(text) == article:
        return article
    language, sure = _model(text)
    if not sure or language == article:
        return article
    return language if language in LANGUAGES else None
