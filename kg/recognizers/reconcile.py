"""Drops what a trained pipeline found against what is known. Rules, each with the example that put it there:

1. Drugs, peoples and their kind are no names (芬太尼, 'Uighurs'): ``knowledge/data/no_names.txt``; nor does a name begin
   with a long one of them (芬太尼工作组).
2. A name doesn't go over a bracket, quote, clause, or a space between Chinese characters.
3. A meeting named after people of the article is none of them (马习会 beside 马英九 and 习近平).
4. A person or place that holds a known body is none (美媒NBC, 'Washington Post op-ed'), nor is a place that holds a person
   (沙利文曼谷).
5. A body that holds a shorter known one stands only where the rest can belong to its name: Chinese, where the known one
   stands first (国务院发展研究中心; not 国家通讯社朝中社); in Latin scripts, where the rest is capitalised, without a
   possessive and without a person ('Weißen Hauses Kayleigh McEnany').
6. A place that is a known place or country and a word of location is the known one (巴黎市中心, 'Kaesong city').
7. A Chinese name of two characters doesn't lie inside a dictionary word (中国 in 发展中国家).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg import knowledge
from kg.recognizers.candidate import Candidate
from kg.recognizers.cover import Cover, torn
from kg.recognizers.within import Within

_AFTER_PEOPLE = re.compile(r"[\u4e00-\u9fff](?:会谈|会晤|家族|夫妇)$")
_BROKEN = re.compile(
    r"[a-zà-ÿß]{3,}[.:] [A-ZÀ-Þ]|[（(）)“”「」『』《》。！？；\t]| {2}|[\u4e00-\u9fff] +[\u4e00-\u9fff]"
)
_GLUE = frozenset(
    [
        "of",
        "for",
        "and",
        "the",
        "on",
        "in",
        "&",
        "de",
        "der",
        "des",
        "die",
        "das",
        "für",
        "und",
        "von",
        "im",
        "am",
        "to",
    ]
)
_LOCATION = re.compile(
    r"(?:市中心|市区|机场|国际机场|地区|东部|西部|南部|北部|中部|沿海|边境|境内|全境|周边|近郊|郊区|郊外|一带|国内|当局"
    r"| (?:city|area|region|airport))$",
)
_BODIES = ("agency", "organization")


@cache
def _substances() -> tuple[str, ...]:
    return tuple(sorted(word for word in knowledge.words("no_names") if len(word) > 2 and not word.isascii()))


def reconcile(text: str, candidates: list[Candidate], covers: Cover | None) -> list[Candidate]:
    """The candidates that knowledge doesn't contradict, in the same order; ``covers`` are the words of Chinese text."""
    known = {(c.start, c.end) for c in candidates if c.recognizer == "gazetteer" and c.type in ("place", "country")}
    bodies = Within(
        c for c in candidates if c.recognizer in ("gazetteer", "mission") and c.type in _BODIES and c.confidence > 0
    )
    people = Within(c for c in candidates if c.type == "person")
    return [
        c
        for c in candidates
        if c.recognizer in ("gazetteer", "watchlist", "mission")
        or (
            _stands(text, c, bodies, people)
            and not (c.type == "place" and _located(text, c, known))
            and not (c.end - c.start == 2 and _torn(c, covers))
        )
    ]


def _located(text: str, candidate: Candidate, known: set[tuple[int, int]]) -> bool:
    """Rule 6, for a place."""
    word = _LOCATION.search(text, candidate.start, candidate.end)
    return word is not None and (candidate.start, word.start()) in known


def _torn(candidate: Candidate, covers: Cover | None) -> bool:
    """Rule 7, for two characters."""
    return (
        covers is not None
        and candidate.type != "person"
        and torn(candidate.start, candidate.end, covers)
    )


def _stands(text: str, candidate: Candidate, bodies: Within, people: Within) -> bool:
    name = text[candidate.start : candidate.end]
    if not _can_be_name(name, candidate.type == "person"):
        return False
    if len(name) > 2 and name[-1] == "会":
        initials = {text[p.start] for p in people if p.start < candidate.start or p.end > candidate.end}
        if set(name[-3:-1]) <= initials:
            return False
    if candidate.type == "place" and people.inside(candidate.start, candidate.end):
        return False
    known = bodies.inside(candidate.start, candidate.end)
    inner = [b for b in known if b.start != candidate.start or b.end != candidate.end]
    if not inner:
        return True
    if candidate.type not in _BODIES:
        return False
    return all(_belongs(text, candidate, body, people) for body in inner)


@lru_cache(maxsize=20_000)
def _can_be_name(name: str, person: bool) -> bool:
    """Rules 1 and 2, and that no meeting or family is a person. The same names come again in many articles: kept."""
    if name in knowledge.words("no_names") or name.startswith(_substances()) or _BROKEN.search(name):
        return False
    return not (person and _AFTER_PEOPLE.search(name))


def _belongs(text: str, candidate: Candidate, body: Candidate, people: Within) -> bool:
    """Whether what stands around a known body inside a longer find can be part of one name (rule 5)."""
    before, after = text[candidate.start : body.start], text[body.end : candidate.end]
    if _han(text[body.start]):
        return candidate.start == body.start
    if after.startswith(("'", "’")) or any(
        body.end <= p.start < candidate.end or candidate.start < p.end <= body.start for p in people
    ):
        return False
    rest = [word for word in (before + " " + after).split() if word not in _GLUE]
    return all(word[0].isupper() for word in rest) and not (after and rest and rest[0] in knowledge.given_names())


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
