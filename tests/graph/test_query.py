from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from kg.errors import KGError, UnknownNameError
from kg.graph import KnowledgeGraph
from kg.model import Notice, Office
from tests.graph.builds import EMPTY, HOSTILE, demo


@pytest.fixture(scope="module")
def g() -> KnowledgeGraph:
    return KnowledgeGraph(demo())


@pytest.mark.parametrize("name", ["王毅", "wang yi", "WANG YI", "Wang  Yi", "p1"])
def test_any_alias_in_any_script_and_case(g: KnowledgeGraph, name: str) -> None:
    assert g.entity(name).id == "p1"


@pytest.mark.parametrize("name", ["習近平", "习近平", "xi jinping", "蘇利文", "苏利文"])
def test_traditional_and_simplified_are_one(g: KnowledgeGraph, name: str) -> None:
    assert g.entity(name).id == ("p4" if "平" in name or "xi" in name else "p2")


def test_part_of_a_name_is_enough_where_only_one_has_it(g: KnowledgeGraph) -> None:
    assert g.entity("Sullivan").label == "Jake Sullivan"
    assert g.entity("drug enforcement").id == "agency:dea"


def test_ambiguous_name_means_the_most_reported_and_notes_the_other(g: KnowledgeGraph) -> None:
    assert [entity.id for entity in g.candidates("王毅")] == ["p1", "p5"]
    assert "Wang Li" in g.who_met("王毅").note


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("Jake Sulivan", "Jake Sullivan"), ("Xi Jinpin", "Xi Jinping"), ("习进平", "Xi Jinping"), ("Wong Yi", "Wang Yi")],
)
def test_unknown_name_suggests_near_ones(g: KnowledgeGraph, wrong: str, near: str) -> None:
    with pytest.raises(UnknownNameError, match=near):
        g.entity(wrong)


def test_a_part_of_several_names_suggests_them_and_nothing_else(g: KnowledgeGraph) -> None:
    assert g.names.near("WANG") == ("Wang Yi", "Wang Li")
    assert g.names.near("Jak") == ("Jake Sullivan",)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("Sulivan", "Jake Sullivan"), ("President Biden", "Joe Biden"), ("国务卿沙利文", "Jake Sullivan")],
)
def test_a_word_of_a_name_is_enough_to_suggest_it(g: KnowledgeGraph, wrong: str, near: str) -> None:
    assert g.names.near(wrong)[0] == near


@pytest.mark.parametrize("name", ["Fentanyl", "芬太尼", "xyzzy", "", "?"])
def test_nothing_near_says_so(g: KnowledgeGraph, name: str) -> None:
    with pytest.raises(UnknownNameError, match=r"nor anything like it; 'kg stats' .*graph\.html"):
        g.entity(name)


def test_unknown_second_name_is_an_error_too(g: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="Fentanyl"):
        g.co_mentions("Xi Jinping", "Fentanyl")


def test_empty_build_has_no_names() -> None:
    g = KnowledgeGraph(EMPTY)
    with pytest.raises(UnknownNameError, match="kg stats"):
        g.entity("anyone")
    assert g.stats().articles == 0 and g.graph.number_of_nodes() == 0


def test_who_met_gives_meetings_with_evidence(g: KnowledgeGraph) -> None:
    found = g.who_met("王毅", status="held")
    assert [meeting.event for meeting in found] == ["e1"]
    meeting = found[0]
    assert meeting.participants == ("Wang Yi", "Jake Sullivan") and meeting.place == "Bangkok"
    assert {quote.language for quote in meeting.evidence} == {"en", "zh-Hans"}
    for quote in meeting.evidence:
        document = next(d for d in g.build.documents if d.id == quote.article)
        assert document.text[quote.start : quote.end] == quote.text


def test_the_first_report_shown_says_what_the_meeting_counts_as() -> None:
    build = demo()
    held = next(event for event in build.events if event.id == "e1")
    early = replace(held.evidence[1], status="planned")
    events = [replace(event, evidence=(early, held.evidence[0])) if event is held else event for event in build.events]
    g = KnowledgeGraph(replace(build, events=tuple(events)))
    (meeting,) = g.meetings("Wang Yi", "Sullivan")
    assert [quote.language for quote in meeting.evidence] == ["en", "zh-Hans"]
    assert next(moment for moment in g.timeline("Sullivan") if moment.kind == "meeting").evidence == meeting.evidence


@pytest.mark.parametrize(
    ("filters", "events"),
    [
        ({}, ["e3", "e1"]), ({"since": "2024-01-26"}, ["e3", "e1"]), ({"since": "2024-01-27"}, ["e3"]),
        ({"until": "2023"}, []), ({"until": "2024-01-26"}, ["e3", "e1"]), ({"since": "2024-02"}, []),
        ({"place": "曼谷"}, ["e1"]), ({"status": "refused"}, ["e3"]), ({"mode": "call"}, []),
        ({"language": "zh"}, ["e3", "e1"]), ({"language": "en"}, ["e1"]), ({"language": "de"}, []),
        ({"language": "zh-Hant"}, []), ({"since": date(2024, 1, 27)}, ["e3"]), ({"since": "2024-02-29"}, []),
        ({"until": datetime(2024, 1, 26, 12)}, ["e3", "e1"]), ({"until": "2024-01-25T10:00:00Z"}, ["e3"]),
    ],
)
def test_who_met_filters(g: KnowledgeGraph, filters: dict[str, Any], events: list[str]) -> None:
    assert [meeting.event for meeting in g.who_met("Wang Yi", **filters)] == events


def test_undated_meetings_drop_out_of_a_dated_question(g: KnowledgeGraph) -> None:
    assert len(g.who_met("Xi Jinping")) == 1 and not g.who_met("Xi Jinping", since="2000")


def test_wrong_filters_say_what_works(g: KnowledgeGraph) -> None:
    with pytest.raises(KGError, match="2024-01-31"):
        g.who_met("Wang Yi", since="last week")
    for wrong in ("2024-13-99", "2024-02-30", "2024-00", "0000", "2024-01-28 or so", "２０２４"):
        with pytest.raises(KGError, match="2024-01-31"):
            g.who_met("Wang Yi", until=wrong)
    for wrong in ("fr", "EN", "z", ""):
        with pytest.raises(KGError, match="de, en, zh-Hans"):
            g.who_met("Wang Yi", language=wrong)
    with pytest.raises(KGError, match="held, planned, refused"):
        g.who_met("Wang Yi", status="done")
    with pytest.raises(KGError, match="co_mentioned, holds_role, met"):
        g.neighbours("Wang Yi", relation="knows")


def test_meetings_of_two(g: KnowledgeGraph) -> None:
    assert [m.event for m in g.meetings("沙利文", "Wang Yi")] == ["e1"]
    assert not g.meetings("Xi Jinping", "Wang Yi")


def test_co_mentions(g: KnowledgeGraph) -> None:
    found = g.co_mentions("Wang Yi")
    assert [(row.right, row.weight) for row in found] == [("Jake Sullivan", 2), ("Joe Biden", 1)]
    assert g.co_mentions("Jake Sullivan", "王毅")[0].left == "Jake Sullivan"
    assert not g.co_mentions("Jake Sullivan", "DEA")


def test_neighbours_by_relation(g: KnowledgeGraph) -> None:
    met = [(neighbour.label, neighbour.status) for neighbour in g.neighbours("Wang Yi", "met")]
    assert met == [("Jake Sullivan", "held"), ("Joe Biden", "refused")]
    assert len(g.neighbours("Wang Yi")) == 4


def test_path_prefers_meetings_and_skips_refused_ones(g: KnowledgeGraph) -> None:
    steps = g.path("Sullivan", "Biden")
    assert [(step.left, step.relation, step.right) for step in steps] == [
        ("Jake Sullivan", "met", "Wang Yi"), ("Wang Yi", "co_mentioned", "Joe Biden"),
    ]
    assert not g.path("Sullivan", "Biden", relation="met")
    assert not g.path("Sullivan", "DEA") and not g.path("Sullivan", "Sullivan")


def test_timeline_has_meetings_and_articles_by_date(g: KnowledgeGraph) -> None:
    assert [(moment.date, moment.kind) for moment in g.timeline("Wang Yi")] == [
        ("2024-01", "meeting"), ("2024-01-26", "article"), ("2024-01-26", "meeting"), ("2024-01-27", "article"),
    ]


def test_results_show_themselves(g: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    rows = g.co_mentions("Wang Li")
    assert HOSTILE not in rows._repr_html_() and "&lt;script&gt;" in rows._repr_html_()
    assert "Drug Enforcement Administration" in str(rows)
    frame = rows.to_pandas()
    assert list(frame.columns) == list(rows.columns) and len(frame) == 1
    assert list(g.co_mentions("Bangkok").to_pandas().columns) == list(rows.columns)
    assert rows.to_records()[0]["evidence"][0]["language"] == "de"
    assert str(g.co_mentions("Bangkok")) == "nothing found"


def test_table_columns_line_up_with_wide_characters(g: KnowledgeGraph) -> None:
    from kg.graph.results import table, width

    lines = table(("a", "b"), [("王毅", "x"), ("ab", "y")]).split("\n")
    assert [width(line) for line in lines] == [7, 7, 7]


def test_stats_count(g: KnowledgeGraph) -> None:
    stats = g.stats()
    assert stats.languages == {"de": 1, "en": 1, "zh-Hans": 1}
    assert stats.entities == {"person": 5, "agency": 1, "country": 1, "place": 1}
    assert stats.events == {"call planned": 1, "meeting held": 1, "meeting refused": 1}
    assert "2024-01" in str(stats)


def test_tables_fit_the_terminal() -> None:
    from kg.graph.results import table, width

    text = table(("a", "b", "c"), [("王" * 50, "b" * 90, 1), ("x", "y", 2)], 50)
    assert max(width(line) for line in text.split("\n")) <= 50 and "…" in text


@pytest.mark.parametrize("cells", [80, 120])
def test_answers_fit_terminals_of_80_and_120_cells(g: KnowledgeGraph, cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.graph.results import width

    monkeypatch.setenv("COLUMNS", str(cells))
    answers = (
        g.who_met("Wang Yi"), g.neighbours("Wang Yi"), g.timeline("Wang Yi"), g.changes(), g.co_mentions("Wang Yi"),
        g.path("Sullivan", "Biden"),
    )
    for answer in answers:
        lines = str(answer).split("\n")
        assert max(width(line) for line in lines[: len(answer) + 1]) <= cells
    assert "2024-01-26" in str(g.neighbours("Wang Yi")), "dates stay whole"


def test_a_quote_of_which_nothing_could_be_read_is_left_out() -> None:
    from kg.graph.results import table

    assert "quote" not in table(("who", "quote"), [("a" * 40, "b" * 40)], 20)
    assert "quote" in table(("who", "quote"), [("a" * 40, "b" * 40)], 60)


def test_changes_tell_what_is_new_between_two_dates(g: KnowledgeGraph) -> None:
    found = g.changes(since="2024-01-27", until="2024-12-31")
    assert [(row.kind, row.date, row.what) for row in found] == [
        ("meeting", "2024-01-27", "call planned: Joe Biden, Xi Jinping"),
        ("link", "2024-01-27", "Joe Biden met Xi Jinping"),
        ("person", "2024-01-27", "Xi Jinping"),
    ]
    assert all(row.evidence for row in found) and found[2].evidence[0].text == "Joe Biden hopes to see Xi Jinping."
    assert {row.what for row in g.changes(until="2024-01-26", kind="person")} == {"Wang Yi", "Jake Sullivan", "Joe Biden"}
    assert not g.changes(since="2025")


def test_wrong_bounds_and_kinds_of_changes_say_what_works(g: KnowledgeGraph) -> None:
    with pytest.raises(KGError, match="link, meeting, person"):
        g.changes(kind="country")
    with pytest.raises(KGError, match="2024-01-31"):
        g.changes(since="yesterday")


def test_articles_of_a_timeline_quote_the_sentence_that_names_the_entity(g: KnowledgeGraph) -> None:
    article = next(moment for moment in g.timeline("Jake Sullivan") if moment.kind == "article" and moment.date == "2024-01-27")
    (quote,) = article.evidence
    assert quote.text == "Wang Yi met Jake Sullivan in Bangkok on Friday."
    document = next(d for d in g.build.documents if d.id == quote.article)
    assert document.text[quote.start : quote.end] == quote.text


def test_neighbours_quote_their_links(g: KnowledgeGraph) -> None:
    assert all(neighbour.evidence for neighbour in g.neighbours("Wang Yi"))


def test_meetings_tell_their_history() -> None:
    build = demo()
    notices = tuple(Notice(published=d.published, status="planned", article=d.id) for d in build.documents[:1])
    events = tuple(replace(e, history=notices, reports=7, languages=("en",)) if e.id == "e1" else e for e in build.events)
    (meeting,) = KnowledgeGraph(replace(build, events=events)).meetings("Wang Yi", "Sullivan")
    assert (meeting.reports, meeting.languages) == (7, ("en",))
    assert [report.status for report in meeting.history] == ["planned"]


def test_offices_of_persons_and_bodies() -> None:
    build = demo()
    titles = (
        Office(title="外长", english="Foreign Minister", language="zh-Hans", count=3, first_seen="2024-01-26"),
        Office(title="state councillor", english="State Councillor", language="en", count=1),
    )
    first = build.relations[0]
    held = replace(first, source="p1", target="country:CN", type="holds_role", measures={}, titles=titles)
    g = KnowledgeGraph(replace(build, relations=(*build.relations, held)))
    found = g.offices("王毅")
    assert [(row.english, row.title, row.body, row.count) for row in found] == [
        ("Foreign Minister", "外长", "China", 3), ("State Councillor", "state councillor", "China", 1),
    ]
    assert [row.person for row in g.offices("China")] == ["Wang Yi", "Wang Yi"]
    assert found[0].evidence and "Foreign Minister" in g.graph.nodes["p1"]["offices"]
    edge = g.graph.edges["p1", "country:CN", "holds_role"]
    assert (edge["title"], edge["title_en"]) == ("外长 | state councillor", "Foreign Minister | State Councillor")
    neighbour = next(row for row in g.neighbours("Wang Yi", relation="holds_role"))
    assert neighbour.offices == ("Foreign Minister", "State Councillor")


def test_reversed_dates_are_refused() -> None:
    g = KnowledgeGraph(demo())
    for ask in (g.who_met, g.select):
        options = {"since": "2024-05", "until": "2024-04-30"}
        with pytest.raises(KGError, match="since 2024-05 is after until 2024-04-30"):
            ask("Wang Yi", **options) if ask == g.who_met else ask(**options)
    with pytest.raises(KGError, match="earlier date"):
        g.changes(since="2025", until="2024")
    assert g.who_met("Wang Yi", since="2024-01-27", until="2024") is not None


@pytest.mark.parametrize("name", [None, 7, ["Wang Yi"]])
def test_what_is_no_name_is_said_to_be_none(name: Any) -> None:
    with pytest.raises(KGError, match="a name is text"):
        KnowledgeGraph(demo()).entity(name)
