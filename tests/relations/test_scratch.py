"""What lies on disk is what was added, whatever waits in memory."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KGError
from kg.relations import scratch
from kg.relations.scratch import Scratch

RECORD = st.tuples(st.text(alphabet="a中\ud800"), st.integers(), st.none() | st.binary())
SLOW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(st.lists(st.lists(st.integers(-128, 127), max_size=4), max_size=6), st.sampled_from("biq"), st.integers(1, 5))
def test_numbers_come_back(monkeypatch: pytest.MonkeyPatch, parts: list[list[int]], kind: str, flushed: int) -> None:
    monkeypatch.setattr(scratch, "FLUSHED", flushed)
    numbers = Scratch().numbers(kind)
    for part in parts:
        numbers.add(part)
    whole = [number for part in parts for number in part]
    assert numbers.all().tolist() == numbers.all().tolist() == whole and len(numbers) == len(whole)


@SLOW
@given(st.lists(RECORD, max_size=6), st.integers(1, 60))
def test_records_come_back_in_any_order(
    monkeypatch: pytest.MonkeyPatch, records: list[object], written: int
) -> None:
    monkeypatch.setattr(scratch, "WRITTEN", written)
    kept = Scratch().records()
    for record in records:
        kept.add(record)
    order = [*range(len(records)), *reversed(range(len(records)))]
    with kept.reading() as one, kept.reading() as other:
        assert [(one(number), other(-number - 1 + len(records))) for number in order] == [
            (records[number], records[-number - 1]) for number in order
        ]


def test_files_are_gone_with_those_who_read_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kept = Scratch().records()
    kept.add("x")
    with kept.reading() as record:
        assert record(0) == "x" and list(tmp_path.iterdir())
    del kept, record
    assert not list(tmp_path.iterdir())


def test_where_there_is_no_room_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kept = Scratch().records()
    (folder,) = tmp_path.iterdir()
    folder.rmdir()
    kept.add("x")
    with pytest.raises(KGError, match="TMPDIR"), kept.reading():
        pass


def test_what_waits_may_be_written_by_a_forked_process_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "FLUSHED", 2)
    folder = Scratch()
    numbers, records = folder.numbers(), folder.records()
    for number in range(5):
        numbers.add([number])
        records.add(number)
    forked = copy.deepcopy((numbers._waiting, records._waiting))
    with records.reading():
        assert numbers.all().tolist() == [0, 1, 2, 3, 4]
    for own, waiting, count in zip((numbers, records), forked, (4, 0), strict=True):  # as it was before
        own._waiting, own._flushed = waiting, count
    numbers.add([5])
    records.add(5)
    with records.reading() as record:
        assert [record(number) for number in range(6)] == numbers.all().tolist() == [0, 1, 2, 3, 4, 5]
