"""People found without a trained pipeline: titles, glosses, mined aliases, given names; and words that are no people."""

from __future__ import annotations

import pytest

from tests.recognizers.finding import found, mentions


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("美国国务卿布林肯星期一抵达首都，布林肯将停留两天。", "布林肯"),
        ("美國國務卿布林肯週一抵達首都，布林肯將停留兩天。", "布林肯"),
        ("美国缉毒局局长米尔格拉姆（Anne Milgram）星期二作证。", "米尔格拉姆"),
        ("外交部发言人汪文斌星期三回答了记者的提问。", "汪文斌"),
        ("美国总统拜登星期三在首都发表了讲话。", "拜登"),
        ("President Joe Biden spoke in the capital on Wednesday about the new law.", "Joe Biden"),
        ("Außenminister Antony Blinken sprach am Mittwoch in der Hauptstadt über das Gesetz.", "Antony Blinken"),
        ("驻守当地的记者Jim Acosta星期三发来报道，谈到选举。", "Jim Acosta"),
    ],
)
def test_names_are_cut_exactly(text: str, name: str) -> None:
    assert found(text).get(name) == "person"


def test_a_gloss_names_the_same_kind_of_thing() -> None:
    names = found("美国国务卿布林肯（Antony Blinken）和世界卫生组织（WHO）的专家谈了疫情。")
    assert names["Antony Blinken"] == "person"
    assert names["WHO"] == "agency:world-health-organization"


def test_a_full_name_makes_its_surname_a_name() -> None:
    text = "President Joe Biden left on Monday. Two days later Biden came back to the capital."
    assert [m.text for m in mentions(text) if m.type == "person"] == ["Joe Biden", "Biden"]


def test_ordinary_words_are_not_people() -> None:
    text = "芬太尼是一种阿片类药物，属于管制范畴。官员说，芬太尼和其他阿片类药物都在管制范畴之内。"
    assert found(text) == {}


def test_a_title_gives_a_role_and_its_country() -> None:
    person = next(m for m in mentions("美国国务卿布林肯星期一抵达首都。") if m.type == "person")
    assert (person.role, person.country) == ("国务卿", "US")


def test_mentions_are_in_the_articles_own_script() -> None:
    for mention in mentions("中華民國總統蔡英文週二在總統府接見美國國務院官員，並感謝緝毒局。"):
        assert (
            mention.text
            and mention.span.of("中華民國總統蔡英文週二在總統府接見美國國務院官員，並感謝緝毒局。") == mention.text
        )


def test_chinese_surnames_in_latin_letters() -> None:
    text = "Chinese President Xi Jinping left on Monday. Xi came back. Vice Premier He Lifeng spoke. He left early."
    people = [m.text for m in mentions(text) if m.type == "person"]
    assert people == ["Xi Jinping", "Xi", "He Lifeng"]


def test_an_office_heads_a_title() -> None:
    names = found("美国国务院星期二说，中国国务院总理李强将在北京会见来访的官员。国务院总理李强随后讲话。")
    assert [name for name, known in names.items() if known.startswith("agency:")] == ["美国国务院"]


def test_a_country_in_the_title_is_the_persons() -> None:
    person = next(
        m
        for m in mentions(
            "Reise nach China\n\nUS-Außenminister Antony Blinken sprach am Freitag mit der Presse über die Lage."
        )
        if m.type == "person"
    )
    assert (person.role, person.country) == ("US-Außenminister", "US")
