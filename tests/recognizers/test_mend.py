"""What is mended and refused of a trained pipeline's finds: each rule of kg.recognizers.mend and .reconcile."""

from __future__ import annotations

import pytest

from kg.model import EntityType
from kg.recognizers import consistency, segment
from kg.recognizers.candidate import Candidate
from kg.recognizers.cover import Cover
from kg.recognizers.mend import mend
from kg.recognizers.overlap import RANKS
from kg.recognizers.reconcile import reconcile


def find(
    text: str, name: str, type_: EntityType, recognizer: str = "statistical", known: str | None = None
) -> Candidate:
    start = text.index(name)
    return Candidate(
        start=start, end=start + len(name), type=type_, recognizer=recognizer, rank=RANKS[recognizer], known=known
    )


def mended(
    text: str, name: str, type_: EntityType, *known: str, people: frozenset[str] = frozenset()
) -> list[tuple[str, str]]:
    spans = {(text.index(one), text.index(one) + len(one)) for one in known}
    chinese = text[0] > "\u3400"
    covers = Cover(segment.borders(text)) if chinese else None
    return [(text[c.start : c.end], c.type) for c in mend(text, [find(text, name, type_)], spans, people, covers)]


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Then Ursula von der Leyen spoke.", "Ursula", "Ursula von der Leyen"),
        ("Then Abdel Fattah el-Sisi spoke.", "Abdel Fattah", "Abdel Fattah el-Sisi"),
        ("Then Han Jong-hee spoke.", "Han Jong", "Han Jong-hee"),
        ("Then Marta Verhage of the Harbour Board spoke.", "Marta Verhage of the Harbour Board", "Marta Verhage"),
        ("Die Merkel-Regierung tagt.", "Merkel", "Merkel"),
    ],
)
def test_latin_people_are_cut_whole(text: str, name: str, whole: str) -> None:
    assert mended(text, name, "person") == [(whole, "person")]


def test_countries_characters_are_countries() -> None:
    assert mended("印巴两军对峙", "印巴", "place") == [("印", "country"), ("巴", "country")]


def test_two_known_places_are_two() -> None:
    assert mended("他在中国宁波工作", "中国宁波", "place", "中国", "宁波") == []


@pytest.mark.parametrize(
    ("between", "whole"),
    [
        ("", True), ("地质与", True), ("与", False), ("的", False), ("，", False), ("历史文化遗产", False),
        ("毕业后到", False), ("教授在", False), ("校长兼", False),
    ],
)
def test_a_university_and_its_faculty_are_one(between: str, whole: bool) -> None:
    text = f"他在东岭大学{between}海洋学院任教"
    found = [find(text, "东岭大学", "organization"), find(text, "海洋学院", "organization")]
    names = [text[c.start : c.end] for c in mend(text, found, set(), frozenset(), None)]
    assert names == ["东岭大学", f"东岭大学{between}海洋学院" if whole else "海洋学院"]


def test_an_office_before_its_head_is_a_title() -> None:
    assert mended("国防部长抵达首都", "国防部", "organization") == []


def test_a_given_name_is_not_cut_off() -> None:
    assert mended("部长何卫东抵达", "何卫", "person") == [("何卫东", "person")]
    assert mended("官员孙志刚表示", "孙志", "person") == [("孙志刚", "person")]


def test_a_verb_is_no_given_name() -> None:
    assert mended("王毅称赞了会议", "王毅", "person") == [("王毅", "person")]


def test_a_glossed_person_is_no_place() -> None:
    assert mended("随后塞西发言", "塞西", "place", people=frozenset({"塞西"})) == [("塞西", "person")]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("官员谈到芬太尼问题", "芬太尼", "person"),
        ("官员谈到芬太尼工作组", "芬太尼工作组", "organization"),
        ("Rosneft. Yukos said", "Rosneft. Yukos", "organization"),
        ("打擊芬太尼 美欲", "尼 美", "person"),
    ],
)
def test_what_is_no_name_goes(text: str, name: str, type_: EntityType) -> None:
    assert reconcile(text, [find(text, name, type_)], None) == []


def test_a_meeting_named_after_people_is_no_body() -> None:
    text = "马英九与习近平的马习会"
    people = [find(text, "马英九", "person"), find(text, "习近平", "person")]
    assert reconcile(text, [*people, find(text, "马习会", "organization")], None) == people


def test_a_person_that_holds_a_known_body_goes() -> None:
    text = "美媒NBC报道"
    body = find(text, "NBC", "organization", "gazetteer", "organization:nbc")
    assert reconcile(text, [find(text, "美媒NBC", "person"), body], None) == [body]


def test_a_longer_chinese_body_stands_where_the_known_one_is_its_beginning() -> None:
    text = "国务院发展研究中心说"
    known, longer = (
        find(text, "国务院", "agency", "gazetteer", "agency:x"),
        find(text, "国务院发展研究中心", "organization"),
    )
    assert longer in reconcile(text, [known, longer], None)


def test_a_known_place_with_a_word_of_location_is_the_known_place() -> None:
    text = "游行在巴黎市中心举行"
    known = find(text, "巴黎", "place", "gazetteer", "place:paris")
    assert reconcile(text, [known, find(text, "巴黎市中心", "place")], None) == [known]


def test_a_surname_takes_the_type_of_the_full_name() -> None:
    text = "Janet Yellen spoke. Yellen left."
    full = find(text, "Janet Yellen", "person")
    alone = Candidate(
        start=text.rindex("Yellen"),
        end=text.rindex("Yellen") + 6,
        type="place",
        recognizer="statistical",
        rank=RANKS["statistical"],
    )
    assert [c.type for c in consistency.agree(text, [full, alone], "en")] == ["person", "person"]
