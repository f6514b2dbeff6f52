"""Titles of offices taken apart into their words, and put into English.

A title is words that say what it is for or how high it is, and behind them a word that says what it is (卫生与公共服务部长,
'deputy homeland security adviser', 'Vizeaußenminister'); the words stand in the table ``office_words``. What can't be
taken apart wholly is no title: between the name of a country and the name of a person stands much that is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.knowledge import rows, split_names

LONGEST = {"zh": 24, "en": 70, "de": 70}
"""Code points of the longest title that is looked at."""
JOINTS = "兼、暨/／"
"""Signs between two titles of one person."""
GERMAN_ENDINGS = ("", "in", "innen", "en", "n", "s", "es", "e", "er", "em")
VICE = frozenset({"President", "Chair", "Premier", "Chancellor", "Admiral", "Mayor"})
"""Offices whose deputy is called vice."""
BY_LAST_CHARACTER = {
    "部": "Minister", "局": "Director", "署": "Director", "厅": "Director", "处": "Director", "院": "President",
    "会": "Chair", "校": "President", "所": "Director", "司": "Director-General", "台": "Director", "馆": "Director",
    "省": "Governor", "州": "Governor", "市": "Mayor", "县": "Magistrate", "组": "Head", "庭": "Presiding Judge",
}
"""What 长 makes of a Chinese body by its last character: 外交部长, 缉毒局长."""
OF_BODIES = {
    "foreign-ministry": "Foreign Minister", "defence-ministry": "Defence Minister", "finance-ministry": "Finance Minister",
    "interior-ministry": "Interior Minister", "justice-ministry": "Justice Minister",
    "health-ministry": "Health Minister", "economy-ministry": "Economy Minister",
    "commerce-ministry": "Commerce Minister", "education-ministry": "Education Minister",
    "environment-ministry": "Environment Minister", "labour-ministry": "Labour Minister",
    "transport-ministry": "Transport Minister", "agriculture-ministry": "Agriculture Minister",
    "energy-ministry": "Energy Minister", "culture-ministry": "Culture Minister", "parliament": "Speaker",
    "police": "Chief of Police",
}
"""The same by the kind of body, where that says more."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of titles: ``sort`` is whole, head, domain, rank, former, elect or link."""

    sort: str
    english: str


OFFICES = ("whole", "head")
"""The sorts of words that a title ends with, or in English has once."""
Senses = tuple[Word | None, Word | None]
"""What a word means as an office, and what it means as a part of one."""


@cache
def office_words(language: str) -> Mapping[str, tuple[Word, ...]]:
    """The words of a language's titles, in small letters; one may be several (总统 is an office, and whose adviser it is
    in 总统顾问)."""
    found: dict[str, list[Word]] = {}
    for row in rows("office_words"):
        if row["language"] == language:
            for name, _ in split_names(row["words"]):
                found.setdefault(name.lower(), []).append(Word(row["sort"], row["english"]))
    return {name: tuple(words) for name, words in found.items()}


def _as(words: Sequence[Word], office: bool) -> Word | None:
    """The first sense that is an office, or the first that is none."""
    return next((word for word in words if (word.sort in OFFICES) == office), None)


@cache
def _senses(language: str) -> Mapping[str, Senses]:
    """The words of a language's titles with both senses; German ones as compounds have them: ``Ex-Präsident`` is looked up
    as ``expräsident``."""
    words = office_words(language)
    if language == "de":
        words = {name.replace("-", "").replace(" ", ""): found for name, found in words.items()}
    return {name: (_as(found, office=True), _as(found, office=False)) for name, found in words.items()}


@cache
def first_characters(language: str) -> frozenset[str]:
    """What titles that are written without blanks can begin with."""
    return frozenset(name[0] for name in _senses(language))


@cache
def _endings(language: str) -> frozenset[str]:
    """The last letters of all offices: one of Chinese, three of the others."""
    offices = [name for name, words in office_words(language).items() if _as(words, office=True)]
    if language == "zh":
        return frozenset(name[-1] for name in [*offices, "人"])
    endings = GERMAN_ENDINGS if language == "de" else ("",)
    return frozenset((name + ending)[-3:] for name in offices for ending in endings)


def may_end(text: str, at: int, language: str) -> bool:
    """Whether a title may end at a position of a text: a quick look, which spares most names a closer one."""
    size = 1 if language == "zh" else 3
    return text[max(0, at - size) : at].lower() in _endings(language)


def in_english(title: str, language: str) -> tuple[str, ...]:
    """The English of each of the titles that a text is made of wholly; nothing where it is no title.

    >>> in_english("国务委员兼外交部长", "zh"), in_english("former deputy homeland security adviser", "en")
    (('State Councillor', 'Foreign Minister'), ('Former Deputy Homeland Security Adviser',))
    """
    text = title.strip()
    if not text or len(text) > LONGEST.get(language, 0):
        return ()
    parts = (_JOINT if language == "zh" else _AND).split(text)
    found = [_one(part.strip(), language) for part in parts]
    return tuple(english for english in found if english) if all(found) else ()


_JOINT = re.compile(f"[{JOINTS}]")
_AND = re.compile(r" (?:and|und) (?=vice |chief |Vize)")


@lru_cache(maxsize=50_000)
def _one(title: str, language: str) -> str:
    """One title in English, or the empty string."""
    parsers = {"zh": _chinese, "en": _english, "de": _german}
    words = parsers[language](title)
    return _render(words, sorted_=language != "en") if words else ""


def _render(words: Sequence[Word], *, sorted_: bool = True) -> str:
    """Former, ranks, domains, head. ``sorted_``: ranks go before domains (外交部副部长), as English has them."""
    told = [word for word in words if word.sort not in ("former", "elect") and word.english]
    if sorted_:
        told.sort(key=lambda word: word.sort != "rank")
    text = _LINK.sub("", " ".join(word.english for word in told))
    text = _DEPUTY.sub("Vice", text)
    text = text.replace("Co- ", "Co-")
    if any(word.sort == "elect" for word in words):
        text += "-elect" if text.endswith("President") else "-designate"
    return "Former " * any(word.sort == "former" for word in words) + text


_LINK = re.compile(r"^(?:and|of|for) ")
_DEPUTY = re.compile(rf"\bDeputy(?= (?:{'|'.join(sorted(VICE))})\b)")


def _chinese(title: str) -> tuple[Word, ...]:
    table = _senses("zh")
    elect = title.endswith("当选人")
    words = _cut(title.removesuffix("当选人"), table)
    return (*words, Word("elect", "elect")) if words and elect else words


def _cut(text: str, table: Mapping[str, Senses]) -> tuple[Word, ...]:
    """The fewest words that a text is made of, the last of them an office and no other; nothing where it is not."""
    size = len(text)
    best: dict[int, tuple[Word, ...]] = {size: ()}
    for start in range(size - 1, -1, -1):
        shortest: tuple[Word, ...] | None = None
        for end in best:  # from the last to the first, as they were found
            senses = table.get(text[start:end])
            word = senses[end != size] if senses else None
            if word is not None and (shortest is None or len(best[end]) + 1 < len(shortest)):
                shortest = (word, *best[end])
        if shortest is not None:
            best[start] = shortest
    return best.get(0, ()) if size else ()


def _english(title: str) -> tuple[Word, ...]:
    """Words before the office, the office, and what it is for behind 'of', 'for' or 'on'."""
    table = office_words("en")
    title = re.sub(r"\b(ex|then|co)-", r"\1 ", title)
    tokens = re.findall(r"[\w’'-]+|&", title.lower())
    if " ".join(tokens).replace("& ", "") != re.sub(r"\s+", " ", title.lower()).replace("& ", ""):
        return ()  # a sign between the words
    found: list[Word] = []
    at, office = 0, False
    while at < len(tokens):
        size, word = _longest(tokens, at, table, office)
        if word is None and office and tokens[at] in ("of", "for", "on", "to", "the", "and", "&"):
            size, word = 1, Word("link", "" if tokens[at] == "the" else tokens[at].replace("&", "and"))
        elif word is None and found and tokens[at] in ("and", "&"):
            size, word = 1, Word("link", "and")
        if word is None or (office and word.sort in ("former", "elect")):
            return ()
        office = office or word.sort in OFFICES
        found.append(word)
        at += size
    return tuple(found) if office and found[-1].sort != "link" else ()


def _longest(
    tokens: Sequence[str], at: int, table: Mapping[str, tuple[Word, ...]], office: bool
) -> tuple[int, Word | None]:
    """How many words from ``at`` on are one of the table, and which. ``office``: the office has been named already."""
    for size in (5, 4, 3, 2, 1):
        words = table.get(" ".join(tokens[at : at + size]), ())
        if words and at + size <= len(tokens):
            last = at + size == len(tokens) or tokens[at + size] in ("of", "for", "on", "to")
            return size, _as(words, not office and last) or words[0]
    return 1, None


def _german(title: str) -> tuple[Word, ...]:
    """Adjectives, and a compound whose last part is the office."""
    adjectives, noun = title.lower().split(), ""
    for size in (3, 1):  # Staats- und Parteichef
        noun = " ".join(adjectives[-size:])
        words = _compound(noun)
        if words:
            break
    else:
        return ()
    found: list[Word] = []
    for adjective in adjectives[: len(adjectives) - len(noun.split())]:
        senses = (_as(office_words("de").get(stem, ()), office=False) for stem in _stems(adjective))
        word = next((sense for sense in senses if sense), None)
        if word is None or word.sort not in ("rank", "former", "elect"):
            return ()
        found.append(word)
    return (*found, *words)


def _compound(noun: str) -> tuple[Word, ...]:
    """The parts of a noun without its ending, as few as can be, without the body that begins it: US-Präsident."""
    compact = noun.replace("-", "").replace(" ", "")
    found = [_cut(compact.removesuffix(end), _senses("de")) for end in GERMAN_ENDINGS if compact.endswith(end)]
    best = min((words for words in found if words), key=len, default=())
    return tuple(word for word in best if word.english not in ("US", "EU", "UN"))


def _stems(adjective: str) -> list[str]:
    """An adjective as the table has it: nationaler, nationalen -> nationale."""
    return [adjective, *(adjective.removesuffix(ending) + "e" for ending in ("er", "en", "em", "es"))]


def of_body(body: str, kind: str | None) -> str:
    """The office that 长 makes of a Chinese body (外交部 + 长): by its kind, else by its last character."""
    return OF_BODIES.get(kind or "") or BY_LAST_CHARACTER.get(body[-1:], "Head")
