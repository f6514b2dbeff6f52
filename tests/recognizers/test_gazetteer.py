"""Rules 1 to 7 of kg.recognizers.gazetteer, each in the languages where it matters."""

from __future__ import annotations

import pytest

from kg.recognizers import gazetteer, segment
from kg.recognizers.cover import Cover
from tests.recognizers.finding import found

STATE = "agency:us-department-of-state"
CHINESE_MFA = "agency:china-ministry-of-foreign-affairs"


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        ("美国国务院星期二说，会谈取得进展。", "美国国务院", STATE),
        ("美國國務院週二表示，會談取得進展。", "美國國務院", STATE),
        ("中国国务院星期二公布了新的规定。", "中国国务院", "agency:china-state-council"),
        ("The U.S. State Department said on Tuesday that the talks went well.", "U.S. State Department", STATE),
        ("China's Foreign Ministry said on Tuesday that the talks went well.", "China's Foreign Ministry", CHINESE_MFA),
        (
            "Das chinesische Außenministerium sprach am Dienstag von guten Gesprächen.",
            "chinesische Außenministerium",
            CHINESE_MFA,
        ),
        ("Der US-Kongress stimmt am Mittwoch über das Gesetz ab.", "US-Kongress", "agency:us-congress"),
        ("美國緝毒局說，藥丸來自海外。", "美國緝毒局", "agency:drug-enforcement-administration"),
    ],
)
def test_country_and_office_make_one_agency(text: str, name: str, known: str) -> None:
    assert found(text)[name] == known


def test_the_country_inside_an_agency_is_named_too() -> None:
    assert found("美国国务院星期二说，会谈取得进展。")["美国"] == "country:US"


def test_an_office_alone_is_that_of_the_country_said_before() -> None:
    names = found("中国外交部星期二表示反对。记者追问时，外交部没有进一步说明。")
    assert names["外交部"] == CHINESE_MFA


def test_an_office_without_any_country_is_left_out() -> None:
    assert found("The foreign ministry said nothing new about the matter on Tuesday, as usual.") == {}


def test_bodies_of_every_town_never_stand_alone() -> None:
    names = found("中国东部一个小镇的警方说，两人已被带走，海关也在调查。")
    assert "警方" not in names and "海关" not in names


def test_a_government_is_its_country() -> None:
    names = found("中国政府星期二表示，将继续同各国合作。")
    assert names == {"中国": "country:CN"}


def test_an_agency_in_a_title_is_no_mention() -> None:
    names = found("中国外交部长王毅星期二抵达曼谷，王毅将在那里停留两天。")
    assert "外交部" not in names and "中国外交部" not in names
    assert names["王毅"] == "person"


def test_two_character_names_may_not_tear_words() -> None:
    text = "中法国际关系"
    names = {text[c.start : c.end] for c in gazetteer.candidates(text, "zh", Cover(segment.borders(text)))}
    assert "法国" not in names


def test_latin_names_need_word_borders_and_german_ones_may_carry_a_genitive() -> None:
    names = found("Chinas Wirtschaft wächst, und die Bundestagswahl in Deutschland naht; so sieht es der Bundestag.")
    assert names["Chinas"] == "country:CN"
    assert names["Bundestag"] == "agency:bundestag"
    assert "Bundestagswahl" not in names


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        ("中国驻休斯敦总领事馆星期五关闭，馆员当天离开。", "中国驻休斯敦总领事馆", "agency:CN/consulate/houston"),
        (
            "The Chinese consulate in Houston closed its doors on Friday afternoon.",
            "Chinese consulate in Houston",
            "agency:CN/consulate/houston",
        ),
        (
            "Das US-Konsulat in Chengdu wurde am Montag geschlossen und geräumt.",
            "US-Konsulat in Chengdu",
            "agency:US/consulate/chengdu",
        ),
    ],
)
def test_missions_are_one_agency_in_every_language(text: str, name: str, known: str) -> None:
    assert found(text)[name] == known


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        (
            "Hong Kong waits. The SAR government said on Friday that schools stay shut.",
            "SAR government",
            "agency:hong-kong-government",
        ),
        (
            "Macau waits. The SAR government said on Friday that schools stay shut.",
            "SAR government",
            "agency:macau-government",
        ),
        ("澳门居民正在等待消息，特区政府星期五表示学校继续停课。", "特区政府", "agency:macau-government"),
    ],
)
def test_a_regions_government_is_that_of_the_region_that_the_article_names(text: str, name: str, known: str) -> None:
    assert found(text)[name] == known


def test_a_regions_government_without_region_is_nobodys() -> None:
    assert "agency:hong-kong-government" not in found("Schools stay shut, the SAR government said.").values()


def test_the_government_of_a_special_economic_zone_is_another() -> None:
    assert "特区政府" not in found("深圳经济特区政府表示，将与香港加强合作，香港方面表示欢迎。")
