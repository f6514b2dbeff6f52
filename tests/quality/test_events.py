"""Who met whom, on sentences written for this: ``events.jsonl``.

Each line has a text with marked names (see `tests.quality.sentences`), the publication date, and every event that a
careful reader finds in it; lines without events are there for what only looks like a meeting.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.model import Event
from kg.relations import events, reports
from tests.quality.sentences import ids, marked

VARIANTS = ("zh-Hans", "zh-Hant", "en", "de")
PRECISION, RECALL, ATTRIBUTES = 0.97, 0.95, 0.96
"""Floors per variant. Raise them with the code; never lower them to make a change pass."""

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "events.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]


def found_in(case: dict[str, Any]) -> dict[frozenset[str], Event]:
    document, named = marked(case["text"], case["language"], case["published"])
    return {
        frozenset(p.entity for p in event.participants): event for event in events(reports(document, named), [document])
    }


def wanted_in(case: dict[str, Any]) -> dict[frozenset[str], dict[str, Any]]:
    known = ids(case["text"])
    return {
        frozenset(known[name] for name in event["who"]): event | {"place": known.get(event["place"])}
        for event in case["events"]
    }


@pytest.mark.parametrize("variant", VARIANTS)
def test_events_of_a_variant(variant: str) -> None:
    count: Counter[str] = Counter()
    wrong: list[str] = []
    for case in (case for case in CASES if case["language"] == variant):
        found, wanted = found_in(case), wanted_in(case)
        count.update(
            tp=len(found.keys() & wanted.keys()),
            fp=len(found.keys() - wanted.keys()),
            fn=len(wanted.keys() - found.keys()),
        )
        for who in found.keys() ^ wanted.keys():
            wrong.append(f"{'invented' if who in found else 'missed'} {sorted(who)}: {case['text']}")
        for who in found.keys() & wanted.keys():
            said, want = found[who], wanted[who]
            for name, got in (
                ("mode", said.mode),
                ("status", said.status),
                ("date", said.occurred_on),
                ("place", said.place),
            ):
                count.update(attributes=1, right=got == want[name])
                if got != want[name]:
                    wrong.append(f"{name} {got}, not {want[name]}: {case['text']}")
    report = "\n".join(wrong)
    assert count["tp"] / (count["tp"] + count["fp"]) >= PRECISION, report
    assert count["tp"] / (count["tp"] + count["fn"]) >= RECALL, report
    assert count["right"] / count["attributes"] >= ATTRIBUTES, report


@pytest.mark.parametrize("variant", VARIANTS)
def test_there_are_enough_sentences_of_both_kinds(variant: str) -> None:
    own = [case for case in CASES if case["language"] == variant]
    assert len(own) >= 55
    assert sum(not case["events"] for case in own) >= 15


def test_quotes_are_in_the_articles_own_script() -> None:
    case = next(case for case in CASES if case["language"] == "zh-Hant" and "總統" in case["text"] and case["events"])
    (event, *_) = found_in(case).values()
    assert "總統" in event.evidence[0].quote


def test_the_visitor_is_the_actor_and_the_host_the_recipient() -> None:
    case = next(case for case in CASES if any(event["mode"] == "visit" for event in case["events"]))
    event = next(event for event in found_in(case).values() if event.mode == "visit")
    assert {(p.entity.split(":")[0], p.role) for p in event.participants} == {("p", "actor"), ("country", "recipient")}
