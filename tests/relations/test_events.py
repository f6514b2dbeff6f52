"""Which reports are one meeting, and what the event says."""

from __future__ import annotations

import itertools
from dataclasses import replace

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


def test_days_of_one_visit_follow_each_other() -> None:
    reports = [report("a", ["country:TW", "p"], mode="visit", on=f"2024-05-{day}", start=day) for day in (10, 13, 16)]
    assert len(ids(reports)) == 1
    later = report("c", ["country:TW", "p"], mode="visit", on="2024-06-20")
    assert len(ids([*reports, later])) == 2


def test_whoever_meets_a_country_visits_it() -> None:
    visit = report("a", ["country:TW", "p"], mode="visit", on="2024-05-14")
    assert len(ids([visit, report("b", ["country:TW", "p"], on="2024-05-15")])) == 1


def test_a_country_stands_for_the_one_who_comes_from_there() -> None:
    named = report("a", ["country:TW", "p"], mode="visit", on="2024-05-14")
    unnamed = report("b", ["country:CZ", "country:TW"], mode="visit", on="2024-05-14")
    (event,) = events([named, unnamed], DOCUMENTS, {"p": "country:CZ"})
    assert [participant.entity for participant in event.participants] == ["country:TW", "p"]
    said = {evidence.article: [p.entity for p in evidence.participants] for evidence in event.evidence}
    assert said["b"] == ["country:CZ", "country:TW"]
    assert len(events([named, unnamed], DOCUMENTS, {"p": "country:US"})) == 2


def test_a_report_of_several_meetings_strings_none_of_them_together() -> None:
    first = [report(article, "xy", on="2024-05-14") for article in "ab"]
    second = [report(article, "xz", on="2024-05-14") for article in "ab"]
    found = events([*first, *second, report("c", "xyz", on="2024-05-14")], DOCUMENTS)
    assert sorted(len(event.participants) for event in found) == [2, 2, 3]


def test_two_among_many_have_a_meeting_of_their_own() -> None:
    summit = report("a", "abcdefx", on="2024-05-14")
    assert len(ids([summit, report("b", "ax", on="2024-05-14")])) == 2


def test_whom_hardly_any_article_names_did_not_take_part() -> None:
    documents = [document(f"d{n}", "text", published="2024-05-15") for n in range(8)]
    reports = [report(f"d{n}", "xy", on="2024-05-14") for n in range(7)]
    (event,) = events([*reports, report("d7", "xyz", on="2024-05-14")], documents)
    assert [participant.entity for participant in event.participants] == ["x", "y"]
    assert {p.entity for e in event.evidence for p in e.participants} == {"x", "y", "z"}


def test_talks_of_countries_without_a_day_are_one_only_within_days() -> None:
    near = [report("a", ["country:CN", "country:US"]), report("b", ["country:CN", "country:US"])]
    assert len(ids(near)) == 1
    documents = [document("a", "text", published="2024-05-15"), document("b", "text", published="2024-05-24")]
    assert len(events(near, documents)) == 2


def test_what_was_held_in_a_month_was_not_held_after_the_article() -> None:
    documents = [document("a", "text", published="2024-05-08"), document("b", "text", published="2024-05-27")]
    assert len(events([report("a", "xy", on="2024-05"), report("b", "xy", on="2024-05-25")], documents)) == 2
    assert len(events([report("a", "xy", on="2024-05"), report("b", "xy", on="2024-05-03")], documents)) == 1


def test_an_old_meeting_takes_only_the_sentences_behind_it() -> None:
    old = report("a", "xy", on="1914", start=500)
    assert len(ids([old, report("a", "xy", start=620)])) == 1
    assert len(ids([old, report("a", "xy", start=20)])) == 2


def test_articles_come_back_to_a_meeting_of_the_last_weeks() -> None:
    documents = [document("a", "text", published="2024-05-15"), document("b", "text", published="2024-06-20")]
    met = report("a", "xy", on="2024-05-14")
    assert len(events([met, report("b", "xy", start=900)], documents)) == 1
    assert len(events([met, report("b", "xy", start=0)], documents)) == 2, "what stands at the beginning is new"


def test_a_meeting_is_held_a_little_before_or_after_the_day_announced() -> None:
    planned = report("a", "xy", status="planned", on="2024-05-18")
    (event,) = events([planned, report("b", "xy", on="2024-05-16")], DOCUMENTS)
    assert (event.status, event.occurred_on) == ("held", "2024-05-16")


def test_the_history_tells_who_reported_what_first() -> None:
    (event,) = events(
        [report("b", "xy", on="2024-05-16"), report("a", "xy", status="planned", on="2024-05-16")], DOCUMENTS
    )
    assert [(n.published, n.status, n.article) for n in event.history] == [
        ("2024-05-15", "planned", "a"), ("2024-05-16", "held", "b"),
    ]
    first = event.first_reported
    assert first and (first.article, first.published) == ("a", "2024-05-15")
    assert (event.reports, event.languages) == (2, ("en",))


def test_later_reports_leave_the_id_of_an_event() -> None:
    early = [report("a", "xy", on="2024-05-14"), report("a", "xy", on="2024-05-14", start=40)]
    (before,) = events(early, DOCUMENTS)
    (after,) = events([*early, report("b", "xyz", on="2024-05-14", place="geneva")], DOCUMENTS)
    assert before.id == after.id and len(after.participants) == 3


def test_a_sentence_found_twice_tells_of_one_meeting() -> None:
    documents = [document("a", "text", published="2024-05-15"), document("b", "text", published="2024-07-20")]
    quote = "The two had spoken for an hour in her office, aides said."
    told = [report(article, "xy") for article in "ab"]
    same = [replace(one, evidence=replace(one.evidence, quote=quote)) for one in told]
    assert len(events(same, documents)) == 1
    assert len(events(told, documents)) == 2, "ten letters prove nothing"


def test_talk_of_a_visit_is_about_the_one_that_follows() -> None:
    documents = [document("a", "text", published="2024-05-10"), document("b", "text", published="2024-05-20")]
    talk = report("a", ["country:TW", "p"], mode="visit")
    assert len(events([talk, report("b", ["country:TW", "p"], mode="visit", on="2024-05-18")], documents)) == 1
    assert len(events([talk, report("b", ["country:TW", "p"], mode="visit", on="2024-05-29")], documents)) == 2
