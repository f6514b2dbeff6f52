"""Titles at names give `holds_role`."""

from __future__ import annotations

import pytest

from kg.model import Relation
from kg.relations.roles import Roles, holds_role, titles
from kg.relations.spots import names, plain, spots, unplain
from kg.store import codec
from tests.quality.sentences import marked


def roles(*texts: str, language: str = "en") -> list[Relation]:
    documents, named = [], {}
    for number, text in enumerate(texts):
        document, found = marked(text, language, f"2024-05-{15 + number}")
        object.__setattr__(document, "id", f"article{number}")
        documents.append(document)
        named[document.id] = found
    return holds_role(documents, named)


@pytest.mark.parametrize(
    ("language", "text", "person", "body", "title", "english"),
    [
        ("zh-Hans", "{c:美国@US}国务卿{p:布林肯}抵达。", "布林肯", "country:US", "国务卿", "Secretary of State"),
        ("zh-Hant", "{c:美國@US}國務卿{p:布林肯}抵達。", "布林肯", "country:US", "國務卿", "Secretary of State"),
        ("zh-Hans", "{a:美国缉毒局@US}局长{p:米尔格拉姆}说。", "米尔格拉姆", "a:美国缉毒局", "局长", "Director"),
        ("zh-Hans", "{a:中国外交部@CN}长{p:王毅}说。", "王毅", "a:中国外交部", "中国外交部长", "Minister"),
        ("zh-Hans", "前{c:澳大利亚@AU}外长{p:唐纳}说。", "唐纳", "country:AU", "前澳大利亚外长", "Former Foreign Minister"),
        ("zh-Hans", "{c:中国@CN}驻{c:美国@US}大使{p:崔天凯}说。", "崔天凯", "country:CN", "驻美国大使", "Ambassador to 美国"),
        ("zh-Hans", "{c:美国@US}驻{a:联合国}大使{p:克拉夫特}说。", "克拉夫特", "country:US", "驻联合国大使",
         "Ambassador to 联合国"),
        ("zh-Hans", "{a:联合国}{c:缅甸@MM}人权特别报告员{p:安德鲁斯}说。", "安德鲁斯", "country:MM", "人权特别报告员",
         "Human Rights Special Rapporteur"),
        ("zh-Hans", "{a:联合国}{c:缅甸@MM}特使{p:伯格纳}说。", "伯格纳", "a:联合国", "缅甸特使", "Special Envoy for 缅甸"),
        ("en", "{c:Japan@JP}'s Foreign Minister {p:Yoko Kamikawa} left.", "Yoko Kamikawa", "country:JP",
         "Foreign Minister", "Foreign Minister"),
        ("en", "{p:Mary Kline}, deputy national security adviser in the {a:White House@US}, spoke.", "Mary Kline",
         "a:White House", "deputy national security adviser", "Deputy National Security Adviser"),
        ("en", "The former {c:British@GB} prime minister {p:Tony Blair} came.", "Tony Blair", "country:GB",
         "former British prime minister", "Former Prime Minister"),
        ("en", "The president of {c:France@FR}, {p:Emmanuel Macron}, came.", "Emmanuel Macron", "country:FR",
         "president", "President"),
        ("en", "{p:Wang Yi}, {c:China@CN}'s foreign minister, came.", "Wang Yi", "country:CN", "foreign minister",
         "Foreign Minister"),
        ("en", "The {a:European Union} ambassador to the {a:WTO}, {p:Carlo Trojan}, came.", "Carlo Trojan",
         "a:European Union", "ambassador", "Ambassador to WTO"),
        ("de", "Der {c:tschechische@CZ} Präsident {p:Petr Pavel} kam.", "Petr Pavel", "country:CZ", "Präsident",
         "President"),
        ("de", "Der nationale Sicherheitsberater der {c:USA@US}, {p:Jake Sullivan}, kam.", "Jake Sullivan", "country:US",
         "nationale Sicherheitsberater", "National Security Adviser"),
        ("de", "{c:US@US}-Außenminister {p:Antony Blinken} kam.", "Antony Blinken", "country:US", "Außenminister",
         "Foreign Minister"),
        ("de", "Der stellvertretende {c:griechische@GR} Finanzminister {p:Mardas} kam.", "Mardas", "country:GR",
         "stellvertretende griechische Finanzminister", "Deputy Finance Minister"),
    ],
)  # fmt: skip
def test_an_office(language: str, text: str, person: str, body: str, title: str, english: str) -> None:
    (relation,) = roles(text, language=language)
    assert (relation.source, relation.target) == (f"p:{person}", body)
    (office,) = relation.titles
    assert (office.title, office.english, office.language) == (title, english, language)
    assert relation.evidence[0].trigger == title and title in relation.evidence[0].quote


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "{c:Russia@RU} and Mr {p:Putin} left."),
        ("en", "{c:China@CN} said Foreign Minister {p:Wang Yi} left."),
        ("en", "{p:Qassem Suleimani}, the head of {c:Iran@IR}'s guards, left."),
        ("en", "{p:Nanik Rupani}, president of the {c:Indian@IN} Merchants Chamber, left."),
        ("en", "{p:Kim Darroch}, ambassador to the {c:United States@US}, left."),
        ("zh-Hans", "{c:日本@JP}拜访首相{p:约翰逊}。"),
        ("zh-Hans", "{c:美国@US}和{p:布林肯}。"),
        ("de", "{p:Angela Merkel}, {c:Frankreichs@FR} Präsident {p:Hollande} und andere kamen."),
        ("de", "{c:Österreich@AT}-Chef {p:Steven Kuhn} kam."),
    ],
)
def test_what_tells_no_office_of_the_person(language: str, text: str) -> None:
    assert [(r.source, r.target) for r in roles(text, language=language) if "Hollande" not in r.source] == []


def test_two_titles_in_one_breath_are_two_offices() -> None:
    (relation,) = roles("{c:中国@CN}国务委员兼外交部长{p:王毅}抵达。", language="zh-Hans")
    assert [office.english for office in relation.titles] == ["Foreign Minister", "State Councillor"]


def test_titles_keep_their_dates_and_counts() -> None:
    texts = [f"{{c:US@US}} Secretary of State {{p:Blinken}} left {number}." for number in range(2)]
    (relation,) = roles(*texts, "The former {c:US@US} Secretary of State {p:Blinken} wrote.")
    assert (relation.weight, relation.first_seen, relation.last_seen) == (3, "2024-05-15", "2024-05-17")
    now, former = relation.titles
    assert (now.english, now.count, now.first_seen, now.last_seen) == ("Secretary of State", 2, "2024-05-15", "2024-05-16")
    assert (former.english, former.first_seen) == ("Former Secretary of State", "2024-05-17")


def test_a_title_alone_counts_for_the_body_that_others_give() -> None:
    (relation,) = roles("{c:US@US} President {p:Biden} left.", "President {p:Biden} came.")
    assert relation.weight == 2
    assert roles("President {p:Biden} came.") == []


def test_titles_in_any_order_of_articles_and_as_plain_values_give_the_same_offices() -> None:
    texts = (
        "The former {c:British@GB} prime minister {p:Tony Blair} came.", "{c:British@GB} foreign secretary {p:Ann Lee} spoke.",
        "Foreign Secretary {p:Ann Lee} left {c:Britain@GB}.", "{c:Japan@JP}'s Foreign Minister {p:Yoko Kamikawa} left.",
        "Foreign Minister {p:Yoko Kamikawa} and foreign secretary {p:Ann Lee} spoke.",
    )
    seen = []
    for number, text in enumerate(texts):
        document, found = marked(text, "en", f"2024-05-{15 + number}")
        seen.append((f"article{number}", document, spots(found)))
    ids = sorted({one.id for _, _, own in seen for _, _, one in own})
    made = []
    for order in (seen, seen[::-1], seen[2:] + seen[:2]):
        for sent in (False, True):
            roles = Roles(ids)
            for article, document, own in order:
                assert [(start, end, one.id, one.type, one.country) for start, end, one in unplain(plain(own))] == names(own)
                found = titles(document, unplain(plain(own)) if sent else own)
                roles.take(article, 3, codec.unpack_rest(codec.pack((), found)) if sent else found)
            roles.count()
            made.append(list(roles))
    assert made[0] and all(one == made[0] for one in made)
    assert {relation.count for relation in made[0]} == {4, 8, 12}, "an article counts with its copies"
