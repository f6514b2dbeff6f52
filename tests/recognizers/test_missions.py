"""Embassies and consulates: whose they are, and where."""

from __future__ import annotations

import pytest

from kg.recognizers import missions, segment
from kg.recognizers.cover import Cover
from kg.recognizers.gazetteer import candidates


def found(text: str, language: str) -> dict[str, str | None]:
    covers = Cover(segment.borders(text)) if language == "zh" else None
    known = candidates(text, language, covers)
    return {text[c.start : c.end]: c.known for c in missions.candidates(text, language, known)}


@pytest.mark.parametrize(
    ("text", "language", "name", "known"),
    [
        ("抗议者聚集在旧金山中国领事馆外。", "zh", "旧金山中国领事馆", "agency:CN/consulate/san-francisco"),
        ("中国休斯顿总领馆的大门已经上锁。", "zh", "中国休斯顿总领馆", "agency:CN/consulate/houston"),
        ("成都美领馆昨天降旗。", "zh", "成都美领馆", "agency:US/consulate/chengdu"),
        ("美成都领馆昨天降旗。", "zh", "美成都领馆", "agency:US/consulate/chengdu"),
        ("美驻成都领馆昨天降旗。", "zh", "美驻成都领馆", "agency:US/consulate/chengdu"),
        ("驻港美领馆没有回应。", "zh", "驻港美领馆", "agency:US/consulate/HK"),
        ("美国驻北京大使馆没有回应。", "zh", "美国驻北京大使馆", "agency:US/embassy/CN"),
        ("美国驻华大使馆没有回应。", "zh", "美国驻华大使馆", "agency:US/embassy/CN"),
        ("China's Houston consulate was quiet.", "en", "China's Houston consulate", "agency:CN/consulate/houston"),
        (
            "Staff left the Consulate General of the United States in Chengdu.",
            "en",
            "Consulate General of the United States in Chengdu",
            "agency:US/consulate/chengdu",
        ),
        ("The US Embassy in Beijing did not reply.", "en", "US Embassy in Beijing", "agency:US/embassy/CN"),
        ("The US Embassy to China did not reply.", "en", "US Embassy to China", "agency:US/embassy/CN"),
        ("Das Konsulat Chinas in Houston schwieg.", "de", "Konsulat Chinas in Houston", "agency:CN/consulate/houston"),
        ("Die US-Botschaft in Wien schwieg.", "de", "US-Botschaft in Wien", "agency:US/embassy/AT"),
    ],
)
def test_owner_and_place(text: str, language: str, name: str, known: str) -> None:
    assert found(text, language) == {name: known}


@pytest.mark.parametrize(
    ("text", "language", "known"),
    [
        ("The U.S. Hong Kong consulate was quiet.", "en", "agency:US/consulate/HK"),
        ("Britain's Hong Kong consulate was quiet.", "en", "agency:GB/consulate/HK"),
        ("香港美国总领事馆没有回应。", "zh", "agency:US/consulate/HK"),
        ("美国香港总领事馆没有回应。", "zh", "agency:US/consulate/HK"),
    ],
)
def test_hong_kong_is_where_a_mission_is(text: str, language: str, known: str) -> None:
    assert list(found(text, language).values()) == [known]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("使馆区里很安静。其中领馆不多。", "zh"),
        ("Die Botschaft der Kanzlerin war klar.", "de"),
        ("Die Botschaft Deutschlands ist klar: keine Waffen.", "de"),
        ("Die Botschaft der USA war deutlich.", "de"),
        ("Outside the consulate Turkish police had set up barriers.", "en"),
        ("At the embassy US officials burned papers.", "en"),
        ("They closed the consulate at China's expense.", "en"),
        ("They stayed at the embassy in the British capital.", "en"),
    ],
)
def test_what_is_no_certain_mission(text: str, language: str) -> None:
    assert found(text, language) == {}


@pytest.mark.parametrize(
    "text",
    [
        "7月27日成都领馆降旗。",
        "当日休斯敦领馆关闭。",
        "其中休斯敦领馆最大。",
        "撤离过程中休斯敦总领馆起火。",
        "以休斯敦总领馆为中心。",
    ],
)
def test_characters_before_a_city_that_end_other_words_are_no_countries(text: str) -> None:
    assert list(found(text, "zh").values()) == [None]


@pytest.mark.parametrize(
    ("text", "language", "embassy"),
    [
        ("Germany closed Russian consulates. The Russian embassy protested.", "en", "agency:RU/embassy"),
        ("美国驻华大使馆说，美国驻华领馆将减员。", "zh", "agency:US/embassy/CN"),
        (
            "The Iranian embassy in Damascus stands beside the Iranian consulate in Damascus.",
            "en",
            "agency:IR/embassy/SY",
        ),
    ],
)
def test_embassies_stay_embassies_beside_consulates(text: str, language: str, embassy: str) -> None:
    assert embassy in found(text, language).values()


def test_where_nobody_says_whose_the_article_may() -> None:
    text = "China shut the US consulate in Chengdu. The consulate in Chengdu was old. So was the consulate in Houston."
    assert found(text, "en") == {
        "US consulate in Chengdu": "agency:US/consulate/chengdu",
        "consulate in Chengdu": "agency:US/consulate/chengdu",
        "consulate in Houston": "agency:CN/consulate/houston",
    }
    assert found("The consulate in Houston closed.", "en") == {"consulate in Houston": None}
    assert found("休斯敦总领馆关闭了。", "zh") == {"休斯敦总领馆": None}


def test_an_owner_is_not_taken_from_any_other_mission() -> None:
    text = "He died in the consulate in Istanbul. The US Embassy in Ankara did not comment."
    assert found(text, "en")["consulate in Istanbul"] is None


def test_nobody_has_a_mission_in_his_own_country() -> None:
    assert found("美国旧金山总领馆外聚集了很多人。", "zh") == {"美国旧金山总领馆": None}
