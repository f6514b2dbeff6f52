"""Mends what a trained pipeline cut or joined wrongly, before ties are settled. Rules, each with the example that put it there:

1. A Latin name goes on over a particle (Ursula | von der | Leyen, 'Abdel Fattah | el-Sisi') and over a hyphen before a
   small letter (Han Jong | -hee).
2. It ends before ' of ' (Marloes Verhage of the Public Prosecution Service).
3. A Chinese place made of countries' characters is those countries (印巴, 英德), as is one with 方 (捷方).
4. A Chinese place made of known names is those (中国宁波, 南海黄岩岛).
5. A Chinese body before 长 is part of a title (国防部长).
6. A Chinese person of two characters inside a word of jieba's of three is that word (孙志 | 刚), unless a verb or preposition
   ends it (王毅 | 称). Of 355 people of two characters in annotated news this lengthens none wrongly, and 73 % of those of
   three are words. So is one whose second character begins a dictionary's noun or name (何 | 卫东): that lengthens 85 of
   those of three rightly, and none of those of two wrongly.
7. A Chinese name that glosses say is a person's, and that the tables don't hold, is a person (塞西).
8. A university and its faculty behind it are one body (清华大学 | 法学院, 智利大学 | 国际问题研究所), over the first of two
   fields in the faculty's name (中央民族大学 | 历史与 | 社会学院).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from kg.recognizers.candidate import Candidate
from kg.recognizers.cover import Cover
from kg.recognizers.segment import dictionary_tag
from kg.recognizers.short_names import country_at, short_names

_PARTICLES = r"(?:von der|von dem|von|van der|van den|van|de la|de|del|della|di|da|dos|du|bin|ibn|zu|ter|ten|af|el|al)"
_GOES_ON = re.compile(
    rf"(?: {_PARTICLES}| (?:[Ee]l|[Aa]l)-(?=[A-ZÀ-Þ])| (?:Bin|Al|El))[ -]?([A-ZÀ-Þ][\wÀ-ɏ'’-]*)|-[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*"
)
_TAIL = re.compile(r" (?:of|in|at|from) ")
_NO_GIVEN_NAME = frozenset("率涉于称说向与对在是的将从被把让给曾就也都已正所")
_AFTER_NAME = frozenset("访晤抵")
_OFFICE_END = "部局署厅司处院会台委"
_BODIES = ("agency", "organization")
_UNIVERSITY = "大学"
_FACULTY = ("学院", "研究院", "研究所", "研究中心", "系")
_INTO_FACULTY = re.compile(r"(?![与和及暨的])[\u4e00-\u9fff]{1,3}[与和及暨]|")


Known = Mapping[int, Collection[int]]
"""Where spans that tables hold end, by where they start."""


def mend(
    text: str,
    candidates: list[Candidate],
    known: set[tuple[int, int]],
    people: frozenset[str],
    covers: Cover | None,
) -> list[Candidate]:
    """The candidates with those of trained pipelines mended. ``known`` are the spans of countries and places that the
    tables hold; ``people`` the Chinese forms of people's names that glosses tell; ``covers`` the words of Chinese text."""
    ends: dict[int, set[int]] = {}
    for start, end in known:
        ends.setdefault(start, set()).add(end)
    found: list[Candidate] = []
    for candidate in candidates:
        if candidate.recognizer != "statistical":
            found.append(candidate)
            continue
        candidate = _lengthened(text, candidate, covers) if covers else candidate
        if "\u4e00" <= text[candidate.start] <= "\u9fff":
            found += _chinese(text, candidate, ends, people)
        else:
            found.append(_latin(text, candidate) if candidate.type == "person" else candidate)
    return _with_faculties(text, found)


def _with_faculties(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Rule 8."""
    universities = {c.end: c for c in candidates if c.type in _BODIES and text.endswith(_UNIVERSITY, c.start, c.end)}
    if not universities:
        return candidates
    return [_from_university(text, candidate, universities) for candidate in candidates]


def _from_university(text: str, candidate: Candidate, universities: Mapping[int, Candidate]) -> Candidate:
    """A faculty with the university before it, any other candidate as it is."""
    start = candidate.start
    found = candidate.recognizer == "statistical" and candidate.type in _BODIES
    if found and text.endswith(_FACULTY, start, candidate.end):
        for end in range(start, start - 5, -1):
            if end in universities and _INTO_FACULTY.fullmatch(text, end, start):
                return candidate._replace(start=universities[end].start, type="organization")
    return candidate


def _lengthened(text: str, candidate: Candidate, covers: Cover) -> Candidate:
    """Rule 6."""
    if candidate.type != "person" or candidate.end - candidate.start != 2 or candidate.end >= len(text):
        return candidate
    given, word = covers[candidate.start + 1], covers[candidate.start]
    noun = given == (candidate.start + 1, candidate.start + 3) and dictionary_tag(text[given[0] : given[1]])[:1] == "n"
    whole = word == (candidate.start, candidate.start + 3) and text[candidate.end] not in _NO_GIVEN_NAME
    return candidate._replace(end=candidate.end + 1) if noun or whole else candidate


def _latin(text: str, candidate: Candidate) -> Candidate:
    """Rules 1 and 2, for a person."""
    tail = _TAIL.search(text[candidate.start : candidate.end])
    end = candidate.end
    if tail:
        end = candidate.start + tail.start()
    else:
        while more := _GOES_ON.match(text, end):
            end = more.end()
    return candidate if end == candidate.end else candidate._replace(end=end)


def _chinese(text: str, candidate: Candidate, known: Known, people: frozenset[str]) -> list[Candidate]:
    """Rules 3 to 5 and 7: none, the candidate, or the countries that it is made of."""
    start, end = candidate.start, candidate.end
    name = text[start:end]
    if candidate.type == "person":
        if len(name) > 2 and name[-1] in _AFTER_NAME and "·" not in name:
            candidate = candidate._replace(end=end - 1)  # 叶伦 | 访中
        return [candidate]
    in_tables = end in known.get(start, ())
    if len(name) <= 4 and not in_tables:
        shorts, body = short_names(), name.removesuffix("方")
        if body and (len(body) > 1 or body != name) and all(char in shorts for char in body):
            return [country_at(text, at) for at in range(start, start + len(body))]
    if candidate.type == "place" and _made_of(candidate, known):
        return []
    if candidate.type in ("agency", "organization") and text[end : end + 1] == "长" and name[-1] in _OFFICE_END:
        return []
    return [candidate._replace(type="person") if name in people and not in_tables else candidate]


def _made_of(candidate: Candidate, known: Known) -> bool:
    """Whether two or more known names stand end to end in the candidate."""
    at, parts = candidate.start, 0
    while at < candidate.end:
        end = max((end for end in known.get(at, ()) if end <= candidate.end), default=0)
        if not end:
            return False
        at, parts = end, parts + 1
    return parts > 1
