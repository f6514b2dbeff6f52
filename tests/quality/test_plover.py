"""What is counted of PLOVER's records, on sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality import plover

TEXTS = {
    "CONSULT-1": "German Chancellor Angela Merkel met French President Emmanuel Macron in Berlin on Monday.",
    "CONSULT-2": "A group of diplomats had lunch with some officials in the capital yesterday.",
    "AGREE-1": "German Chancellor Angela Merkel will meet French President Emmanuel Macron in Paris in June.",
    "PROTEST-1": "Thousands marched through Berlin on Sunday against higher rents, police said.",
}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> plover.Plover:
    path = tmp_path_factory.mktemp("plover") / "records.json"
    records = [
        {"id": id_, "event": id_.split("-")[0], "text": text, "date": "2019-05-20"} for id_, text in TEXTS.items()
    ]
    path.write_text(json.dumps([{"id": "DOCUMENT-1", "event": "DOCUMENT"}, *records]), encoding="utf-8")
    return plover.measure(path)


def test_records_are_counted_by_name_and_status(measured: plover.Plover) -> None:
    assert measured.records == {"CONSULT": 2, "AGREE": 1, "PROTEST": 1}
    assert measured.found == {"CONSULT": {"held": 1}, "AGREE": {"planned": 1}}
    assert (measured.missed, measured.false) == (("CONSULT-2",), ())


def test_the_report_says_what_was_missed(measured: plover.Plover) -> None:
    assert "1 of 2 found, 0 of 1 finds elsewhere" in str(measured)
    assert "planned contacts found in 1 of 1" in str(measured) and "CONSULT-2" in str(measured)


def test_without_the_records_it_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plover.report(tmp_path)
    assert capsys.readouterr().out.startswith("skipped PLOVER: no ")
