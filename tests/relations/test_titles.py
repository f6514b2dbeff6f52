"""Titles into English, in all languages."""

from __future__ import annotations

import pytest

from kg.relations.titles import in_english, may_end, of_body


@pytest.mark.parametrize(
    ("language", "title", "english"),
    [
        ("zh", "国务卿", "Secretary of State"), ("zh", "前总统", "Former President"), ("zh", "总统当选人", "President-elect"),
        ("zh", "副总理", "Vice Premier"), ("zh", "外交部副部长", "Deputy Foreign Minister"),
        ("zh", "卫生与公共服务部长", "Health and Public Services Minister"), ("zh", "国家安全顾问", "National Security Adviser"),
        ("zh", "总统顾问", "Presidential Adviser"), ("zh", "首位民选总统", "President"),
        ("zh", "代理国防部长", "Acting Defence Minister"), ("zh", "反对派领袖", "Opposition Leader"),
        ("en", "deputy homeland security adviser", "Deputy Homeland Security Adviser"),
        ("en", "former president", "Former President"), ("en", "ex-president", "Former President"),
        ("en", "minister of foreign affairs and trade", "Minister of Foreign Affairs and Trade"),
        ("en", "foreign policy chief", "Foreign Policy Chief"), ("en", "new chief of staff", "Chief of Staff"),
        ("de", "nationaler Sicherheitsberater", "National Security Adviser"), ("de", "Ex-Staatschef", "Former Head of State"),
        ("de", "stellvertretenden Außenminister", "Deputy Foreign Minister"), ("de", "US-Präsident", "President"),
        ("de", "Kommissionspräsidentin", "President of the Commission"), ("de", "Regierungschefin", "Head of Government"),
        ("de", "Staats- und Parteichef", "State and Party Leader"), ("de", "Vize-Präsident", "Vice President"),
    ],
)  # fmt: skip
def test_one_title(language: str, title: str, english: str) -> None:
    assert in_english(title, language) == (english,)
    assert may_end(title, len(title), language) or " of " in title


def test_several_titles_of_one_person() -> None:
    assert in_english("国务委员兼外交部长", "zh") == ("State Councillor", "Foreign Minister")
    assert in_english("president and chief executive", "en") == ("President", "Chief Executive")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "拜访首相"), ("zh", "教授"), ("zh", "总统会见"), ("zh", ""), ("en", "said Foreign Minister"), ("en", "professor"),
        ("en", "president, who"), ("en", "under President"), ("de", "traf Außenminister"), ("de", "Sänger"), ("fr", "président"),
    ],
)  # fmt: skip
def test_what_is_no_title(language: str, text: str) -> None:
    assert in_english(text, language) == ()


def test_heads_of_chinese_bodies() -> None:
    assert of_body("中国外交部", "foreign-ministry") == "Foreign Minister"
    assert of_body("缉毒局", None) == "Director"
    assert of_body("最高法院", None) == "President" and of_body("联合组织", None) == "Head"
