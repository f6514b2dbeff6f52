from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.readers.dates import date_line, from_epoch, parse_date, printed_date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2024-01-28", "2024-01-28"),
        ("2020-08-27T17:56:02.000Z", "2020-08-27T17:56:02Z"),
        ("2024-1-5", "2024-01-05"),
        ("2023-07-07T02:06:20.245Z", "2023-07-07T02:06:20.245Z"),
        ("2016-03-10T11:02:47.03Z", "2016-03-10T11:02:47.030Z"),
        ("2021-03-31 00:30:00 +0800", "2021-03-30T16:30:00Z"),
        ("2016-02-16 / 10:48", "2016-02-16"),
        ("2024-01-28 10:34", "2024-01-28"),
        ("Sat, 21 Nov 2020 08:36:49 GMT", "2020-11-21T08:36:49Z"),
        ("Sat, 21 Nov 2020 08:36:49 +0100", "2020-11-21T07:36:49Z"),
        ("1706953502000", "2024-02-03T09:45:02Z"),
        ("1706953502", "2024-02-03T09:45:02Z"),
        ("20240128", None),
        ("03/02/2024 - 10:34", "2024-02-03"),
        ("03/04/2024", None),
        ("04/04/2024", "2024-04-04"),
        ("18/11/2020", "2020-11-18"),
        ("11/18/2020", "2020-11-18"),
        ("23.03.2016", "2016-03-23"),
        ("3. März 2016", "2016-03-03"),
        ("Jan. 30, 2024", "2024-01-30"),
        ("30th of January 2024", "2024-01-30"),
        ("2024年1月30日", "2024-01-30"),
        ("2024/01/30", "2024-01-30"),
        ("31.02.2024", None),
        ("2024-13-01", None),
        ("0000-00-00", None),
        ("NaN", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_fields(value: str | None, date: str | None) -> None:
    assert parse_date(value) == date


@pytest.mark.parametrize(
    "line",
    [
        "Am 3. März 2016 traf der Minister ein.",
        "2024-01-28 was a Sunday",
        "1.2.2024.3",
        "Ausgabe 12.2024",
        "10:34",
        "",
        "2024-01-28" + " " * 200 + "x",
    ],
)
def test_lines_that_are_no_date(line: str) -> None:
    assert date_line(line) is None


def test_an_ambiguous_date_ends_the_search() -> None:
    assert printed_date(["03/04/2024", "2024-05-06"]) is None


def test_only_the_first_lines_count() -> None:
    assert printed_date(["x"] * 50 + ["2024-05-06"]) is None


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2099, 1, 1)))
def test_iso_comes_back(moment: object) -> None:
    text = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    assert parse_date(text) == text


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    parse_date(text)
    date_line(text)
    from_epoch(text)


@settings(deadline=None)
@given(st.integers(0, 10**13 - 1))
def test_epochs(number: int) -> None:
    found = from_epoch(str(number))
    assert found is None or found.endswith("Z")
