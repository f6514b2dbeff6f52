"""Which reports are one meeting, and what the event says."""

from __future__ import annotations

import itertools

from kg.relations import Report, events
from tests.relations.cases import document, report

DOCUMENTS = [
    document("a", "0123456789 text", published="2024-05-15"),
    document("b", "0123456789 text", published="2024-05-16"),
    document("c", "0123456789 text", published="2024-09-01"),
    document("n", "0123456789 text", published=None),
]


def ids(reports: list[Report]) -> list[str]:
    return [event.id for event in events(reports, DOCUMENTS)]


def test_reports_of_one_day_are_one_event_with_all_evidence() -> None:
    (event,) = events(
        [report("a", "xy", on="2024-05-14"), report("b", "xy", on="2024-05-14", place="geneva")], DOCUMENTS
    )
    assert [evidence.article for evidence in event.evidence] == ["a", "b"]
    assert (event.occurred_on, event.place, event.status) == ("2024-05-14", "geneva", "held")


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [
        report("a", "xy", on="2024-05-14"),
        report("b", "xyz", on="2024-05"),
        report("c", "xy", on="2024-08-30"),
        report("a", "xy", start=20),
        report("n", "xy"),
        report("b", "xy", status="refused", on="2024-08-30", start=30),
    ]
    expected = events(reports, DOCUMENTS)
    for order in itertools.permutations(reports):
        assert events(list(order), DOCUMENTS) == expected


def test_other_dates_other_events() -> None:
    assert len(ids([report("a", "xy", on="2024-05-14"), report("c", "xy", on="2024-08-30")])) == 2


def test_a_month_holds_its_days() -> None:
    (event,) = events([report("a", "xy", on="2024-05"), report("b", "xy", on="2024-05-14")], DOCUMENTS)
    assert event.occurred_on == "2024-05-14"


def test_undated_news_is_of_the_days_before_it() -> None:
    assert len(ids([report("a", "xy"), report("b", "xy", on="2024-05-14")])) == 1
    assert len(ids([report("a", "xy"), report("c", "xy")])) == 2


def test_time_zones_put_a_meeting_one_day_off() -> None:
    assert len(ids([report("a", "xy", on="2024-05-14"), report("b", "xy", on="2024-05-15")])) == 1
    assert len(ids([report("a", "xy", on="2024-05-13"), report("b", "xy", on="2024-05-15")])) == 2


def test_other_people_other_events() -> None:
    assert len(ids([report("a", "xy", on="2024-05-14"), report("a", "xz", on="2024-05-14", start=20)])) == 2


def test_a_summit_takes_in_reports_of_some_of_its_participants() -> None:
    (event,) = events([report("a", "xyz", on="2024-05-14"), report("b", "xy", on="2024-05-14")], DOCUMENTS)
    assert [p.entity for p in event.participants] == ["x", "y", "z"]


def test_no_participant_leaks_into_another_articles_evidence() -> None:
    (event,) = events([report("a", "xyz", on="2024-05-14"), report("b", "xy", on="2024-05-14")], DOCUMENTS)
    said = {evidence.article: [p.entity for p in evidence.participants] for evidence in event.evidence}
    assert said == {"a": ["x", "y", "z"], "b": ["x", "y"]}


def test_dates_and_places_stay_with_their_article() -> None:
    (event,) = events([report("a", "xy", on="2024-05-14", place="geneva"), report("b", "xy")], DOCUMENTS)
    assert [(e.occurred_on, e.place) for e in event.evidence] == [("2024-05-14", "geneva"), (None, None)]


def test_sentences_of_one_article_complete_each_other() -> None:
    (event,) = events([report("a", "xy", on="2024-05-14"), report("a", "xy", place="geneva", start=20)], DOCUMENTS)
    assert [(e.occurred_on, e.place) for e in event.evidence] == [("2024-05-14", "geneva")] * 2


def test_an_article_tells_of_an_old_meeting_in_several_sentences() -> None:
    assert len(ids([report("a", "xy", on="2023-11"), report("a", "xy", start=20)])) == 1


def test_other_places_other_events_unless_the_month_is_the_same() -> None:
    assert len(ids([report("a", "xy", place="geneva"), report("b", "xy", place="lima")])) == 2
    assert (
        len(ids([report("a", "xy", on="2024-05", place="geneva"), report("b", "xy", on="2024-05", place="swiss")])) == 1
    )


def test_held_outranks_planned_and_both_stay_in_the_history() -> None:
    (event,) = events(
        [report("a", "xy", status="planned", on="2024-05-16"), report("b", "xy", on="2024-05-16")], DOCUMENTS
    )
    assert event.status == "held"
    assert [evidence.status for evidence in event.evidence] == ["planned", "held"]


def test_without_a_held_report_the_latest_counts() -> None:
    (event,) = events(
        [report("a", "xy", status="planned", on="2024-06-01"), report("b", "xy", status="refused", on="2024-06-01")],
        DOCUMENTS,
    )
    assert event.status == "refused"


def test_an_undated_plan_beside_a_dated_meeting_is_another_meeting() -> None:
    assert len(ids([report("a", "xy", on="2023-11"), report("a", "xy", status="planned", start=20)])) == 2


def test_calls_and_meetings_are_told_apart() -> None:
    assert len(ids([report("a", "xy", mode="call"), report("b", "xy")])) == 2


def test_a_report_without_any_date_joins_only_what_is_unambiguous() -> None:
    assert len(ids([report("n", "xy"), report("a", "xy", on="2024-05-14")])) == 1
    assert len(ids([report("n", "xy"), report("a", "xy", on="2024-05-14"), report("c", "xy", on="2024-08-30")])) == 3


def test_confidence_grows_with_independent_reports() -> None:
    one = events([report("a", "xy")], DOCUMENTS)[0].confidence
    two = events([report("a", "xy"), report("b", "xy")], DOCUMENTS)[0].confidence
    assert 0 < one < two < 1


def test_ids_are_unique_where_one_sentence_tells_of_two_meetings() -> None:
    assert len(set(ids([report("a", "xy", on="2015"), report("a", "xy", on="2024-05-14")]))) == 2


def test_a_refusal_without_a_day_is_not_the_meeting_that_was_held() -> None:
    held, refused = report("a", "xy", place="geneva"), report("b", "xy", status="refused")
    assert len(ids([held, refused])) == 2
    assert len(ids([report("a", "xy", on="2024-05-14"), report("b", "xy", status="refused", on="2024-05-14")])) == 1
