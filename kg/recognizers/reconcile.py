"""Drops what a trained pipeline found against what is known. Rules, each with the example that put it there:

1. Drugs, peoples and their kind are no names (芬太尼, 'Uighurs'): ``knowledge/data/no_names.txt``.
2. A name doesn't go over a bracket, quote, clause, or a space between Chinese characters.
3. A meeting named after people is none of them (马习会).
4. A person or place that holds a known body is none (美媒NBC, 'Washington Post op-ed').
5. A body that holds a shorter known one stands only where the rest can belong to its name: Chinese, where the known one
   stands first (国务院发展研究中心; not 国家通讯社朝中社); in Latin scripts, where the rest is capitalised, without a
   possessive and without a person ('Weißen Hauses Kayleigh McEnany').
"""

from __future__ import annotations

import re

from kg import knowledge
from kg.recognizers.candidate import Candidate

_MEETING = re.compile(r"[习特拜普马川金文安蔡奥朱]{2}会$")
_AFTER_PEOPLE = re.compile(r"[\u4e00-\u9fff](?:会谈|会晤|家族|夫妇)$")
_BROKEN = re.compile(r"[（(）)“”「」『』《》。！？；\t]| {2}|[\u4e00-\u9fff] +[\u4e00-\u9fff]")
_GLUE = frozenset("of for and the on in & de der des die das für und von im am to".split())
_BODIES = ("agency", "organization")


def reconcile(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that knowledge doesn't contradict, in the same order."""
    bodies = [c for c in candidates if c.recognizer == "gazetteer" and c.type in _BODIES and c.confidence > 0]
    people = [c for c in candidates if c.type == "person"]
    return [c for c in candidates if c.recognizer in ("gazetteer", "watchlist") or _stands(text, c, bodies, people)]


def _stands(text: str, candidate: Candidate, bodies: list[Candidate], people: list[Candidate]) -> bool:
    name = text[candidate.start : candidate.end]
    if name in knowledge.words("no_names") or _BROKEN.search(name) or _MEETING.search(name):
        return False
    if candidate.type == "person" and _AFTER_PEOPLE.search(name):
        return False
    inner = [b for b in bodies if candidate.start <= b.start and b.end <= candidate.end and b.span != candidate.span]
    if not inner:
        return True
    if candidate.type not in _BODIES:
        return False
    return all(_belongs(text, candidate, body, people) for body in inner)


def _belongs(text: str, candidate: Candidate, body: Candidate, people: list[Candidate]) -> bool:
    """Whether what stands around a known body inside a longer find can be part of one name (rule 5)."""
    before, after = text[candidate.start : body.start], text[body.end : candidate.end]
    if _han(text[body.start]):
        return candidate.start == body.start
    if after.startswith(("'", "’")) or any(body.end <= p.start < candidate.end or candidate.start < p.end <= body.start for p in people):
        return False
    rest = [word for word in (before + " " + after).split() if word not in _GLUE]
    return all(word[0].isupper() for word in rest)


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
