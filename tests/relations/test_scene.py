"""Noun phrases, lists, offices: what stands in a sentence before any frame looks at it."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import Span
from kg.relations import EXTRACTORS
from kg.relations.parts import Group
from kg.relations.scene import Context, Scene, Sentence
from kg.relations.sentences import mark_names, split_names
from tests.quality.sentences import ids, marked


def article(text: str, language: str, **known: Any) -> Context:
    """The sentences of a marked text, one per line, ready to be looked at."""
    document, named = marked(text, language, "2024-05-15")
    names = split_names(document.sentences, [(m.at.start, m.at.end, e.id, e.type, e.country) for m, e in named])
    context = Context(text=document.analysed, marked=mark_names(document.analysed, names), **known)
    grammar = EXTRACTORS[language[:2]].grammar
    context.sentences = [
        Sentence(at, inside, grammar, context) for at, inside in zip(document.sentences, names, strict=True)
    ]
    return context


def scene(text: str, language: str, **known: Any) -> Scene:
    """The last sentence."""
    return article(text, language, **known).sentences[-1].scene


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
    (holder,) = (id_ for id_ in ids(first).values() if id_.startswith("p:"))
    for text in (f"{first}\n{second}", f"{second}\n{first}"):
        found = [members(one.scene.groups[0]) for one in article(text, language).sentences]
        assert found == [[holder], [holder]], "wherever in the article it does"


def test_a_government_named_by_its_head_is_the_country() -> None:
    found = scene("{p:特朗普@US}政府说", "zh-Hans", homes={"US": "country:US"})
    assert members(found.groups[0]) == ["country:US"]
    assert scene("{p:特朗普}政府说", "zh-Hans").groups == ()


def test_masking_keeps_the_length() -> None:
    found = scene("{p:王毅}与{p:沙利文}在{l:曼谷}会谈。", "zh-Hans")
    assert len(found.masked) == len(found.text)
    assert found.masked.endswith("会谈。")


def test_names_that_overlap_or_cross_the_end_of_a_sentence_are_left_out() -> None:
    sentences = [Span(start=0, end=10), Span(start=10, end=20)]
    names = [(start, end, f"p:{start}", "person", None) for start, end in ((0, 4), (2, 6), (4, 6), (8, 12), (11, 12))]
    inside = split_names(sentences, names)
    assert [[name[:2] for name in own] for own in inside] == [[(0, 4), (4, 6)], [(11, 12)]]
    assert mark_names("abcdefghijklmnopqrst", inside) == "Ⓟ\ue000\ue000\ue000Ⓟ\ue000ghijkⓅmnopqrst"


def test_the_sentences_before_tell_whom_a_pronoun_means() -> None:
    context = article("{p:Ann} spoke.\nNobody listened.\nReporters heard {p:Ben} and {p:Carl}.\nThey left.", "en")
    seen = []
    for context.here in range(4):
        seen.append((context.subject and context.subject.entity, [party.entity for party in context.duo]))
        assert len(context.earlier) == context.here
    assert seen == [(None, []), ("p:Ann", []), ("p:Ann", []), ("p:Ben", ["p:Ben", "p:Carl"])]
    assert [one.text for one in context.earlier[-2:]] == ["Nobody listened.", "Reporters heard Ben and Carl."]


@pytest.mark.parametrize("text", [
    "{c:Japan@JP}'s Foreign Minister {p:Yoko Kamikawa} left.\n{c:France@FR}'s Foreign Minister {p:Jean Petit} came.\n"
    "{c:Japan@JP}'s Foreign Minister {p:Taro Kono} spoke.\n{c:Japan@JP}'s Prime Minister {p:Fumio Kishida} spoke.",
    "{c:Japan@JP} spoke.\n{p:Jean Petit} spoke.", "Nobody spoke.",
])  # fmt: skip
def test_one_holder_is_asked_for_as_all_of_them_are(text: str) -> None:
    alone, whole = article(text, "en"), article(text, "en")
    offices = dict(whole.officers.offices)
    asked = {(owner, office) for owner in ("country:JP", "country:FR", "country:US") for office in ("foreign", "premier")}
    for context in (alone, whole):
        assert {key: context.holder(*key) for key in asked if context.holder(*key)} == {
            key: party for key, party in offices.items() if key in asked
        }
        people = {name[2] for sentence in context.sentences for name in sentence._names if name[3] == "person"}
        assert {one for one in people if context.in_office([one])} == whole.officers.entities
        assert context.in_office(people) == (people <= whole.officers.entities)
