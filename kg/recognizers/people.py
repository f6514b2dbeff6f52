"""People by evidence other than a trained pipeline: jieba's tags beside titles, the aliases mined from public glosses,
and, in Latin scripts, capitalised words behind a given name or a title.

Rules, each with the example that put it there:
1. A Chinese name beside a title that jieba takes for a person (发言人汪文斌).
2. A mined Chinese form of three or more characters, or one that stands beside a title (蓬佩奥; 国务卿鲁比奥).
3. A full Chinese name, surname first, that jieba takes for a person twice in one article (jieba alone takes 芬太尼 and 范畴
   for people: the first begins with no surname, the second has but two characters).
4. In a Chinese text, a given name and one or two capitalised Latin words that hold no word of an organization (Jim Acosta).
5. A given name and one to three capitalised words ('Todd Robinson'); a title and a capitalised word ('President Xi').
6. Two capitalised words that are a Chinese surname and one or two syllables (Xi Jinping).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from kg import knowledge
from kg.languages import LANGUAGES
from kg.names.han import is_pinyin_name
from kg.recognizers import titles
from kg.recognizers.automaton import Automaton, longest
from kg.recognizers.candidate import Candidate
from kg.recognizers.cover import Cover
from kg.recognizers.overlap import RANKS
from kg.recognizers.vocabulary import simplified

Marked = tuple[int, int, str]
"""Start, end, and a mark: a word with its tag, a title with its group."""

_REST = r"[A-Za-zÀ-ɏ'’]*(?:-[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’]*)*"
_WORD = rf"[A-ZÀ-Þ]{_REST}"
_PARTICLE = r"(?:van|von|der|den|de|da|di|bin|al|el|la|le|zu|dos|ten)"
_FULL = re.compile(rf"\b({_WORD})((?: [A-Z]\.)?(?: {_PARTICLE})* {_WORD})( {_WORD})?")
_LATIN_NAME = re.compile(
    rf"[A-ZÀ-Þ](?<![A-Za-zÀ-ɏ0-9@/._-][A-ZÀ-Þ]){_REST}(?: [A-Z]\.)?(?: {_PARTICLE})*(?: {_WORD}){{1,2}}(?![A-Za-zÀ-ɏ0-9@/_])"
)
"""What may not stand before a name is asked behind its first letter: what begins with letters is found faster."""
_AFTER_TITLE = re.compile(rf"{_WORD}(?:(?: {_PARTICLE})* {_WORD}){{0,2}}")
_TWO_WORDS = re.compile(rf"({_WORD}) {_WORD}(?! ?[A-ZÀ-Þ])")
_PAIR = re.compile(
    r"([A-Z](?<![\w-][A-Z])(?<!B(?=in ))(?<!H(?=ang ))[a-z]{1,7}) [A-Z][a-z]{1,11}(?![\w-])(?! [A-Z][a-z])"
)
_MIN_REPEATS = 2


@cache
def mined_forms() -> frozenset[str]:
    """Simplified forms, of two or more characters, of people's names mined from glosses."""
    rows = [row for row in knowledge.rows("aliases") if row["type"] == "person"]
    forms, traditional = (
        {part.rpartition(":")[0] for row in rows if row[column] for part in row[column].split("|")}
        for column in ("zh-Hans", "zh-Hant")
    )
    return frozenset(form for form in forms.union(simplified(traditional).values()) if len(form) > 1)


@cache
def _aliases() -> Automaton[str]:
    return Automaton({form: form for form in sorted(mined_forms())})


def candidates(text: str, language: str, titled: Sequence[Marked], *, trained: bool) -> list[Candidate]:
    """People in English or German text; ``titled`` from `kg.recognizers.titles`. Where a trained pipeline runs too
    (``trained``), only the rules that it doesn't know better (5 for full names, and 6) count."""
    found = _titled(text, titled) if trained else _capitalised(text, titled)
    return [*found, *_pinyin(text, language)]


def chinese(text: str, covers: Cover, titled: Sequence[Marked], tagged: Sequence[Marked]) -> list[Candidate]:
    """People in Chinese text; ``tagged`` from `kg.recognizers.segment`, nothing where a trained pipeline runs: it knows
    better than rules 1 and 3. Rule 4 is `latin_in_chinese`."""
    return [*titles.candidates(text, titled, tagged), *_repeated(text, tagged), *_mined(text, covers, titled)]


def _mined(text: str, covers: Cover, titled: Sequence[Marked]) -> list[Candidate]:
    beside = {end for _, end, _ in titled}, {start for start, _, _ in titled}
    found = []
    for start, end, _ in longest(_aliases().find(text)):
        titled_name = start in beside[0] or end in beside[1]
        if titled_name or (end - start >= 3 and covers[start][0] == start) or (end - start >= 2 and "·" in text[start:end]):
            found.append(
                Candidate(start=start, end=end, type="person", recognizer="alias", rank=RANKS["title"], confidence=0.8)
            )
    return found


def _repeated(text: str, words: Sequence[Marked]) -> list[Candidate]:
    surnames = knowledge.words("zh_surnames")
    compound = knowledge.words("zh_compound_surnames")
    spans = [
        (start, end)
        for start, end, tag in words
        if tag == "nr" and 2 < end - start <= 4 and (text[start] in surnames or text[start : start + 2] in compound)
    ]
    counts = Counter(text[start:end] for start, end in spans)
    return [
        Candidate(start=start, end=end, type="person", recognizer="jieba", rank=RANKS["jieba"], confidence=0.6)
        for start, end in spans
        if counts[text[start:end]] >= _MIN_REPEATS
    ]


def latin_names(text: str) -> list[tuple[int, int]]:
    """Spans of two or three capitalised Latin words in Chinese text."""
    return [match.span() for match in _LATIN_NAME.finditer(text)]


def latin_in_chinese(text: str, spans: Iterable[tuple[int, int]]) -> list[Candidate]:
    """Rule 4, for the ``spans`` that `latin_names` finds."""
    return [
        Candidate(start=start, end=end, type="person", recognizer="latin", rank=RANKS["jieba"], confidence=0.6)
        for start, end in spans
        if text[start:end].split()[0] in knowledge.given_names() and not _of_a_body(text[start:end])
    ]


def _of_a_body(name: str) -> bool:
    words = name.split()
    return any(word in knowledge.words("no_person_words") or (len(word) > 2 and word.isupper()) for word in words)


def _capitalised(text: str, titled: Sequence[Marked]) -> list[Candidate]:
    given = knowledge.given_names()
    found = []
    for match in _FULL.finditer(text):
        if match[1] in given:
            found.append(_person(match.start(), match.end(2)))
    for _, end, group in titled:
        named = _AFTER_TITLE.match(text, end + 1)
        if named and text[end : end + 1] == " " and group:
            found.append(_person(named.start(), named.end()))
    return found


def _titled(text: str, titled: Sequence[Marked]) -> list[Candidate]:
    """Two capitalised words behind a title, the first a given name or both Chinese syllables (Vice Premier He Lifeng)."""
    found = []
    for _, end, _ in titled:
        match = _TWO_WORDS.match(text, end + 1)
        if match and text[end] == " " and (match[1] in knowledge.given_names() or is_pinyin_name(match[0])):
            found.append(_person(match.start(), match.end()))
    return found


def _pinyin(text: str, language: str) -> list[Candidate]:
    """Chinese names in Latin letters, surname first: Xi Jinping, Wang Xiaohong."""
    found = []
    for match in _PAIR.finditer(text):
        if match[1].lower() not in LANGUAGES[language].stopwords and is_pinyin_name(match[0]):
            found.append(_person(*match.span()))
    return found


def _person(start: int, end: int) -> Candidate:
    return Candidate(start=start, end=end, type="person", recognizer="title", rank=RANKS["jieba"], confidence=0.6)
