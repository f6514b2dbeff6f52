"""Single characters that stand for countries in Chinese: 美中会谈, 访华, 对台, 美方, 美、中、台.

A lone 美 or 日 is nearly always part of another word (美食, 日前). It counts only
1. in a run of two or more such characters that no dictionary word explains otherwise (中美, 美日韩; not 台中);
2. between listing commas or dashes (美、中、台);
3. behind a word of direction (访华, 对台, 驻美, 赴港);
4. before a word that only a country takes (美方, 中企, 英媒, 美总统).
"""

from __future__ import annotations

import re
from functools import cache

from kg import knowledge
from kg.recognizers.candidate import Candidate
from kg.recognizers.cover import Cover
from kg.recognizers.overlap import RANKS
from kg.recognizers.segment import in_dictionary

_BEFORE = "访驻赴对抗反亲涉援离抵来返旅侨遏制防联仇媚挺"
_AFTER = (
    "方",
    "军",
    "媒",
    "企",
    "商",
    "警",
    "籍",
    "谍",
    "侨",
    "胞",
    "资企业",
    "使馆",
    "大使",
    "外长",
    "总统",
    "官员",
    "防长",
    "财长",
    "首相",
    "总理",
    "政府",
    "国务卿",
    "国务院",
    "国防部",
    "外交部",
    "财政部",
    "司法部",
    "商务部",
    "议员",
    "众议院",
    "参议院",
    "众院",
    "参院",
    "国会",
    "专家",
    "学者",
    "副总统",
    "关系",
    "两国",
    "双方",
    "高官",
    "战机",
    "军舰",
    "军机",
    "舰",
    "机构",
    "股",
    "科技公司",
    "之间",
    "边境",
    "贸易战",
    "贸易",
    "领馆",
    "驻",
)
_AFTER_RARE = ("方", "军", "媒", "外长", "防长")
_COMMON = frozenset("新立古波星土沙委加意苏和")
"""Characters that are other words even before those (新军, 加方便): only lists make them countries."""
_SEPARATORS = frozenset("、–—-―")
_IN_RUNS = frozenset("中美台港陆澳日韩朝俄英法德印越菲伊华")
"""Characters that may stand in a run; others are too often ordinary words side by side (以新, 加立)."""
_LONGEST_RUN = 4
_WORDS = frozenset({"台中", "中意", "中土", "中以", "以中", "以华", "新加", "韩华", "华中", "中华"})
"""Runs that are words: a city, 'to like', 'mainly with', ..."""


@cache
def short_names() -> dict[str, str]:
    """Single character -> country id. 华 stands for China only behind a word of direction (rule 3)."""
    found: dict[str, str] = {}
    for fact in knowledge.facts().values():
        for name in fact.names:
            if name.form == "short":
                found.setdefault(name.text, fact.id)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    rare = "".join(sorted(set(short_names()) - _IN_RUNS))
    return re.compile(f"[{''.join(sorted(_IN_RUNS))}]+|[{rare}]")


def candidates(text: str, covers: Cover, known: set[int]) -> list[Candidate]:
    """Single-character countries in Simplified ``text``. ``covers`` are the words; ``known`` holds
    the positions that longer names of the tables take (中 in 中国)."""
    found: list[Candidate] = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        if end - start == 1 and start in known:
            continue  # as nearly all are
        start, end = _trimmed(text, start, end, covers, known)
        if end - start >= 2:
            if (
                end - start <= _LONGEST_RUN
                and len(set(text[start:end])) == end - start
                and text[start:end] not in _WORDS
            ):
                found.extend(country_at(text, at) for at in range(start, end))
        elif end - start == 1 and _alone(text, start, covers):
            found.append(country_at(text, start))
    return found


def _trimmed(text: str, start: int, end: int, covers: Cover, known: set[int]) -> tuple[int, int]:
    """The run without characters at its ends that belong to longer names or dictionary words (其中 | 美国)."""
    while start < end and (start in known or (covers[start][0] < start and not _directed(text, covers[start], start))):
        start += 1
    while end > start and (end - 1 in known or _goes_on(text, covers[end - 1], end)):
        end -= 1
    return start, end


def _directed(text: str, word: tuple[int, int], at: int) -> bool:
    """访华 is a word of jieba's; its second character is the country."""
    return word == (at - 1, at + 1) and text[at - 1] in _BEFORE


def _goes_on(text: str, word: tuple[int, int], end: int) -> bool:
    """True where the last character begins a dictionary word that isn't one of country and more (中美关系)."""
    rest = text[end : word[1]]
    return word[1] > end and not rest.startswith((*_AFTER, "三国", "四国")) and in_dictionary(text[word[0] : word[1]])


def _alone(text: str, at: int, covers: Cover) -> bool:
    """Rules 2 to 4 for a single character."""
    word = covers[at]
    if word != (at, at + 1) and not _directed(text, word, at) and in_dictionary(text[word[0] : word[1]]):
        return False
    names = short_names()
    before, after = text[at - 1 : at], text[at + 1 :]
    listed = (before != "" and before in _SEPARATORS and text[at - 2 : at - 1] in names) or (
        after[:1] in _SEPARATORS and after[1:2] in names
    )
    if listed:
        return True
    if text[at] not in _IN_RUNS:
        return text[at] not in _COMMON and after.startswith(_AFTER_RARE)
    if before and before in _BEFORE:
        return True
    return text[at] != "华" and after.startswith(_AFTER)


def country_at(text: str, at: int) -> Candidate:
    """The country whose one-character name stands at a position; `KeyError` where none does."""
    known = short_names()[text[at]]
    return Candidate(
        start=at,
        end=at + 1,
        type="country",
        recognizer="gazetteer",
        rank=RANKS["gazetteer"],
        known=known,
        country=known.split(":")[1],
    )
