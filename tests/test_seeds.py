"""The demo: what a build of seeds/ must find."""

from __future__ import annotations

import pytest

import kg


@pytest.fixture(scope="module")
def graph(seeds_graph: kg.KnowledgeGraph) -> kg.KnowledgeGraph:
    return seeds_graph


@pytest.mark.parametrize(
    "names",
    [
        ("Xi Jinping", "习近平", "習近平"),
        ("Joe Biden", "拜登"),
        ("Antony Blinken", "布林肯", "安东尼·布林肯"),
        ("Wang Yi", "王毅"),
        ("Jake Sullivan", "沙利文", "蘇利文"),
        ("Todd Robinson", "罗宾逊", "羅賓遜", "托德·罗宾逊"),
        ("Nancy Pelosi", "佩洛西", "裴洛西"),
        ("Wang Xiaohong", "王小洪"),
        ("Janet Yellen", "耶伦", "葉倫"),
        ("Drug Enforcement Administration", "DEA", "緝毒局"),
        ("United States", "美国", "美國", "USA"),
    ],
)
def test_each_is_one_node_over_languages_and_scripts(graph: kg.KnowledgeGraph, names: tuple[str, ...]) -> None:
    assert len({graph.entity(name).id for name in names}) == 1
    assert [name for name in names if len(graph.candidates(name)) != 1] == []


def test_ordinary_words_are_no_nodes(graph: kg.KnowledgeGraph) -> None:
    for word in ("芬太尼", "fentanyl", "阿片类", "范畴"):
        with pytest.raises(kg.UnknownNameError):
            graph.entity(word)


def test_the_bangkok_meeting_is_one_event_in_chinese_and_german(graph: kg.KnowledgeGraph) -> None:
    meetings = [
        m for m in graph.meetings("Wang Yi", "Jake Sullivan") if m.place in ("Bangkok", "曼谷") and m.status == "held"
    ]
    languages = {quote.language for meeting in meetings for quote in meeting.evidence}
    assert {"zh-Hans", "de"} <= languages


def test_the_xi_biden_meeting_is_found_in_three_languages(graph: kg.KnowledgeGraph) -> None:
    held = [m for m in graph.meetings("Xi Jinping", "Joe Biden") if m.status == "held" and m.mode == "meeting"]
    assert {"zh", "en", "de"} <= {quote.language[:2] for meeting in held for quote in meeting.evidence}


def test_a_refused_meeting_is_no_held_one(graph: kg.KnowledgeGraph) -> None:
    statuses = {m.status for m in graph.meetings("Li Shangfu", "Lloyd Austin")}
    assert statuses == {"refused"}


def test_the_host_is_the_recipient(graph: kg.KnowledgeGraph) -> None:
    ids = {name: graph.entity(name).id for name in ("Xi Jinping", "Antony Blinken")}
    roles = {
        (p.entity, p.role)
        for event in graph.build.events
        for one in event.evidence
        if "结束了两天的访问" in one.quote
        for p in one.participants
    }
    assert roles == {(ids["Xi Jinping"], "recipient"), (ids["Antony Blinken"], "actor")}


def test_a_country_behind_a_preposition_took_no_part(graph: kg.KnowledgeGraph) -> None:
    assert not graph.who_met("Malta")
    assert any(m.place == "Malta" for m in graph.meetings("Wang Yi", "Jake Sullivan"))


def test_every_format_variant_and_copy_is_read(graph: kg.KnowledgeGraph) -> None:
    stats = graph.stats()
    assert stats.articles >= 16 and set(stats.languages) == {"zh-Hans", "zh-Hant", "en", "de"}
    assert stats.duplicates >= 1


def test_every_quote_stands_in_its_article(graph: kg.KnowledgeGraph) -> None:
    texts = {document.id: document.text for document in graph.build.documents}
    for event in graph.build.events:
        for evidence in event.evidence:
            assert evidence.span.of(texts[evidence.article]) == evidence.quote
    for mention, _ in graph.build.mentions:
        assert mention.span.of(texts[mention.article]) == mention.text
