"""Each date rule, seen from Wednesday 15 May 2024 unless said otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from kg.model import Status
from kg.relations.dates import dateline_day, published_day, resolve_dates

TODAY = date(2024, 5, 15)

HELD = [
    ("zh", "2019年11月18日在曼谷", "2019-11-18"),
    ("zh", "2017年11月访华", "2017-11"),
    ("zh", "2015年曾会面", "2015"),
    ("zh", "今年3月3日", "2024-03-03"),
    ("zh", "去年11月在旧金山", "2023-11"),
    ("zh", "上星期五（5月10日）举行", "2024-05-10"),
    ("zh", "周一（13日）举行", "2024-05-13"),
    ("zh", "8月6日通话", "2023-08-06"),
    ("zh", "上周四", "2024-05-09"),
    ("zh", "周日", "2024-05-12"),
    ("zh", "本周前往", "2024-05"),
    ("zh", "上月来访", "2024-04"),
    ("zh", "昨天会晤", "2024-05-14"),
    ("zh", "今抵台", "2024-05-15"),
    ("zh", "25日会见", "2024-04-25"),
    ("zh", "12日至14日访问", "2024-05-12"),
    ("zh", "1967年5月6日到5月26日访问", "1967-05-06"),
    ("zh", "４月２日", "2024-04-02"),
    ("zh", "3月会面", "2024-03"),
    ("zh", "十一月会面", "2023-11"),
    ("en", "on March 18, 2021", "2021-03-18"),
    ("en", "18 March 2021", "2021-03-18"),
    ("en", "in November 2023", "2023-11"),
    ("en", "on March 3", "2024-03-03"),
    ("en", "on 3 March", "2024-03-03"),
    ("en", "from 2 to 5 May", "2024-05-02"),
    ("en", "last Friday", "2024-05-10"),
    ("en", "met Tuesday", "2024-05-14"),
    ("en", "on Wednesday", "2024-05-15"),
    ("en", "last week", "2024-05"),
    ("en", "earlier this month", "2024-05"),
    ("en", "last year", "2023"),
    ("en", "yesterday", "2024-05-14"),
    ("en", "in 2022", "2022"),
    ("en", "in November", "2023-11"),
    ("en", "last November", "2023-11"),
    ("de", "am 18. März 2021", "2021-03-18"),
    ("de", "am 18.03.2021", "2021-03-18"),
    ("de", "im November 2023", "2023-11"),
    ("de", "am 15. November", "2023-11-15"),
    ("de", "vom 2. bis 5. Mai", "2024-05-02"),
    ("de", "am vergangenen Freitag", "2024-05-10"),
    ("de", "am Dienstag", "2024-05-14"),
    ("de", "Letzte Woche", "2024-05"),
    ("de", "im vergangenen Monat", "2024-04"),
    ("de", "im vergangenen Jahr", "2023"),
    ("de", "gestern", "2024-05-14"),
    ("de", "Anfang März", "2024-03"),
    ("de", "im Jahr 2022", "2022"),
]
PLANNED = [
    ("zh", "周五举行", "2024-05-17"),
    ("zh", "下周一（20日）", "2024-05-20"),
    ("zh", "8月6日", "2024-08-06"),
    ("zh", "2日会晤", "2024-06-02"),
    ("zh", "1月访问", "2025-01"),
    ("en", "on Friday", "2024-05-17"),
    ("en", "next Monday", "2024-05-20"),
    ("en", "in January", "2025-01"),
    ("en", "tomorrow", "2024-05-16"),
    ("de", "am Freitag", "2024-05-17"),
    ("de", "nächste Woche", "2024-05"),
    ("de", "am 3. Juni", "2024-06-03"),
]


@pytest.mark.parametrize(("language", "text", "expected"), HELD)
def test_what_was_held_lies_behind(language: str, text: str, expected: str) -> None:
    assert [value for _, value in resolve_dates(text, language, TODAY, "held")] == [expected]


@pytest.mark.parametrize(("language", "text", "expected"), PLANNED)
def test_what_is_planned_lies_ahead(language: str, text: str, expected: str) -> None:
    assert [value for _, value in resolve_dates(text, language, TODAY, "planned")] == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "1979年断交以来"),
        ("zh", "自6月15日边境冲突以来"),
        ("zh", "四月的边境冲突后"),
        ("zh", "过渡期12月31日结束"),
        ("zh", "同年5月会面"),
        ("zh", "日前"),
        ("zh", "星期日报"),
        ("zh", "（法新社华盛顿14日电）"),
        ("en", "the first since 1979"),
        ("en", "may march"),
        ("de", "der erste seit 1979"),
        ("de", "ein guter Morgen"),
        ("fr", "lundi"),
    ],
)
def test_what_dates_no_meeting_gives_nothing(language: str, text: str) -> None:
    assert resolve_dates(text, language, TODAY, "held") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "昨天和2019年11月18日", ["2019-11-18"]),
        ("zh", "2014年当选，次年3月会面", ["2014", "2015-03"]),
        ("en", "Tuesday, March 18, 2021", ["2021-03-18"]),
        ("de", "gestern, am 18.03.2021", ["2021-03-18"]),
    ],
)
def test_without_publication_only_absolute_dates_count(language: str, text: str, expected: list[str]) -> None:
    assert [value for _, value in resolve_dates(text, language, None)] == expected


def test_spans_are_where_the_expressions_stand() -> None:
    text = "上周四在巴黎，去年11月在柏林"
    assert [(span.of(text), value) for span, value in resolve_dates(text, "zh", TODAY)] == [
        ("上周四", "2024-05-09"),
        ("去年11月", "2023-11"),
    ]


@pytest.mark.parametrize("status", ["held", "planned", "refused"])
@pytest.mark.parametrize("text", ["2月30日", "on February 30", "am 31. April", "13月5日"])
def test_days_that_no_calendar_has_are_left_out(text: str, status: Status) -> None:
    for language in ("zh", "en", "de"):
        for _, value in resolve_dates(text, language, TODAY, status):
            assert len(value) < 10 or date.fromisoformat(value)


def test_a_week_over_two_months_is_told_by_its_year() -> None:
    assert resolve_dates("last week", "en", date(2024, 8, 6))[0][1] == "2024"


def test_today_is_the_datelines_day() -> None:
    assert dateline_day("（法新社华盛顿14日电）拜登今天说", TODAY) == date(2024, 5, 14)
    assert dateline_day("（法新社华盛顿3日电）拜登今天说", TODAY) == TODAY
    assert dateline_day("（法新社华盛顿14日电）", None) is None


def test_published_day_reads_dates_and_datetimes() -> None:
    assert published_day("2024-05-15T08:00:00Z") == TODAY
    assert published_day("2024-05") is None
    assert published_day(None) is None
