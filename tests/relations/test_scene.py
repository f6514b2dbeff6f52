"""Noun phrases, lists, offices: what stands in a sentence before any frame looks at it."""

from __future__ import annotations

import pytest

from kg.relations import EXTRACTORS
from kg.relations.parts import Group
from kg.relations.scene import Context, Scene, learn_offices, make_scene, parties_of, split_names
from tests.quality.sentences import ids, marked


def scene(text: str, language: str, context: Context | None = None) -> Scene:
    document, named = marked(text, language, "2024-05-15")
    grammar = EXTRACTORS[language[:2]].grammar
    names = split_names(document.sentences, named)[0]
    parties = parties_of(document.analysed, names, grammar)
    found = context or Context()
    learn_offices(parties, grammar, found)
    return make_scene(document.analysed, names, parties, grammar, found)


def texts(found: Scene) -> list[str]:
    return [group.span.of(found.text) for group in found.groups]


def members(group: Group) -> list[str]:
    return [party.entity for party in group.parties]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "{c:US@US} President {p:Joe Biden} spoke.", "US President Joe Biden"),
        ("en", "{c:U.S.@US} Secretary of State {p:Antony Blinken} spoke.", "U.S. Secretary of State Antony Blinken"),
        ("en", "{c:China's@CN} top diplomat {p:Wang Yi} spoke.", "China's top diplomat Wang Yi"),
        ("en", "{p:Wang Yi}, the {c:Chinese@CN} foreign minister, spoke.", "Wang Yi, the Chinese foreign minister,"),
        ("en", "the {c:Chinese@CN} foreign minister, {p:Wang Yi}, spoke.", "the Chinese foreign minister, Wang Yi,"),
        ("de", "Außenminister {p:Wang Yi} sprach.", "Außenminister Wang Yi"),
        ("de", "Der {c:türkische@TR} Premier {p:Ahmet Davutoglu} sprach.", "türkische Premier Ahmet Davutoglu"),
        (
            "de",
            "der oberste Zollbeauftragte der {c:USA@US}, {p:Jake Sullivan}, sprach.",
            "der oberste Zollbeauftragte der USA, Jake Sullivan,",
        ),
        ("zh-Hans", "{c:美国@US}国务卿{p:布林肯}（{p:Antony Blinken}）说", "美国国务卿布林肯（Antony Blinken）"),
        ("zh-Hans", "{c:中国@CN}驻{c:英国@GB}大使{p:刘晓明}说", "中国驻英国大使刘晓明"),
        ("zh-Hans", "{p:蔡英文}总统说", "蔡英文总统"),
    ],
)
def test_titles_and_their_countries_belong_to_the_person(language: str, text: str, expected: str) -> None:
    found = scene(text, language)
    assert texts(found)[0] == expected
    assert members(found.groups[0])[0].startswith("p:")


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "{p:A Bee}, {p:C Dee} and {p:E Eff} spoke.", 3),
        ("en", "{c:US@US} and {c:Chinese@CN} officials spoke.", 2),
        ("de", "{p:Anna} und {p:Bert} sowie Kanzler {p:Carl} sprachen.", 3),
        ("zh-Hans", "总统{p:甲}、部长{p:乙}和{p:丙}等人说", 3),
        ("zh-Hans", "总统{p:甲}、部长{p:乙}，市长{p:丙}等人说", 3),
        ("zh-Hans", "{c:中@CN}{c:美@US}官员说", 2),
    ],
)
def test_lists_are_one_group(language: str, text: str, count: int) -> None:
    assert len(scene(text, language).groups[0].parties) == count


def test_a_comma_alone_joins_nobody() -> None:
    found = scene("After meeting {p:Xi Jinping}, {p:Joe Biden} spoke.", "en")
    assert [members(group) for group in found.groups] == [["p:Xi Jinping"], ["p:Joe Biden"]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "{c:US@US} and {c:Chinese@CN} officials spoke."),
        ("en", "The foreign ministers of {c:Iran@IR} and {c:Iraq@IQ} spoke."),
        ("de", "Die Außenminister von {c:Iran@IR} und {c:Irak@IQ} sprachen."),
        ("zh-Hans", "{c:中国@CN}代表团说"),
    ],
)
def test_countries_act_through_their_officials(language: str, text: str) -> None:
    assert all(party.acts for party in scene(text, language).groups[0].parties)


def test_a_country_alone_does_not_act() -> None:
    assert not scene("{c:China@CN} fell silent.", "en").groups[0].acts
    assert not scene("{c:Chinese@CN} vases broke.", "en").groups, "an adjective of something else is nobody"


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("zh-Hans", "{c:以色列@IL}总理{p:内塔尼亚胡}", "{c:以色列@IL}总理说"),
        ("en", "{c:Israeli@IL} Prime Minister {p:Benjamin Netanyahu}", "the {c:Israeli@IL} prime minister spoke"),
    ],
)
def test_an_office_is_its_holder_where_the_article_names_one(language: str, first: str, second: str) -> None:
    context = Context()
    scene(first, language, context)
    (holder,) = (id_ for id_ in ids(first).values() if id_.startswith("p:"))
    assert members(scene(second, language, context).groups[0]) == [holder]


def test_a_government_named_by_its_head_is_the_country() -> None:
    context = Context(homes={"US": "country:US"})
    found = scene("{p:特朗普@US}政府说", "zh-Hans", context)
    assert members(found.groups[0]) == ["country:US"]
    assert scene("{p:特朗普}政府说", "zh-Hans").groups == ()


def test_masking_keeps_the_length() -> None:
    found = scene("{p:王毅}与{p:沙利文}在{l:曼谷}会谈。", "zh-Hans")
    assert len(found.masked) == len(found.text)
    assert found.masked.endswith("会谈。")
