"""From an article to its reports: context over sentences, evidence, hostile text."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest

from kg.model import Span
from kg.relations import EXTRACTORS, Report, extract, reports
from tests import quality
from tests.quality.sentences import marked
from tests.relations.cases import document, entity, named


def told(text: str, language: str, published: str | None = "2024-05-15") -> list[Report]:
    return reports(*marked(text, language, published))


def who(report: Report) -> set[str]:
    return {entity.partition(":")[2] for entity in report.who}


def test_evidence_quotes_the_sentence_and_repeats_what_it_says() -> None:
    (report,) = told("Rain fell.\n{p:Ann Bee} met {p:Carl Dee} in {l:Bonn} on Monday.", "en")
    evidence = report.evidence
    assert evidence.quote == "Ann Bee met Carl Dee in Bonn on Monday."
    assert (evidence.trigger, evidence.participants, evidence.status) == ("met", report.participants, "held")
    assert (report.occurred_on, report.place) == ("2024-05-13", "l:Bonn")
    assert (evidence.occurred_on, evidence.place, evidence.span.start) == ("2024-05-13", "l:Bonn", 11)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "{p:Ann Bee} is in {l:Rome}.\nShe met {p:Carl Dee}."),
        ("de", "{p:Ann Bee} ist in {l:Rom}.\nDort traf sie {p:Carl Dee}."),
        ("zh-Hans", "{p:甲某}在{l:罗马}。\n她会见了{p:乙某}。"),
    ],
)
def test_pronouns_are_the_person_before(language: str, text: str) -> None:
    assert [len(report.who) for report in told(text, language)] == [2]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "President {p:Ann Bee} is in {l:Rome}.\nThe president met {p:Carl Dee}."),
        ("de", "Präsidentin {p:Ann Bee} ist in {l:Rom}.\nDie Präsidentin traf dort {p:Carl Dee}."),
        ("zh-Hans", "总统{p:甲某}在{l:罗马}。\n总统今天会见了{p:乙某}。"),
    ],
)
def test_an_office_alone_is_its_only_holder(language: str, text: str) -> None:
    assert [len(report.who) for report in told(text, language)] == [2]


def test_an_office_with_two_holders_is_nobody() -> None:
    assert told("President {p:Ann Bee} saw President {p:Eve Eff}.\nThe president met {p:Carl Dee}.", "en") == []


def test_both_sides_are_those_of_the_report_before() -> None:
    first, second = told("{p:王毅}与{p:沙利文}会谈。\n双方的会谈在{l:曼谷}举行。", "zh-Hans")
    assert first.who == second.who
    assert second.place == "l:曼谷"


def test_a_gathering_keeps_its_day_over_sentences() -> None:
    text = "论坛13日在{l:北京}举行。\n天气很好。\n其中，{p:甲某}、{p:乙某}等人被安排发言。"
    assert [(r.occurred_on, r.place) for r in told(text, "zh-Hans")] == [("2024-05-13", "l:北京")]


def test_a_captions_date_stands_behind_it() -> None:
    (report,) = told("{p:魏凤和}和{p:埃斯珀}在{l:曼谷}握手。\n（2019年11月18日）", "zh-Hans")
    assert report.occurred_on == "2019-11-18"


def test_what_was_said_on_a_day_was_not_held_on_it() -> None:
    (report,) = told("{p:王毅}周一表示，他与{p:沙利文}通过电话。", "zh-Hans")
    assert report.occurred_on is None
    (report,) = told("{p:Ann Bee} said on Monday that she met {p:Carl Dee}.", "en")
    assert report.occurred_on is None


def test_months_are_read_beside_the_articles_own_dates() -> None:
    text = "{p:Ann Bee} met {p:Carl Dee} in October.\nThe war began in November 2023."
    assert [report.occurred_on for report in told(text, "en", None)] == ["2023-10"]


def test_present_tense_with_a_day_ahead_is_planned() -> None:
    (report,) = told("{p:Ann Bee@DE} besucht am 22. Mai {c:Polen@PL}.", "de")
    assert (report.status, report.occurred_on, report.place) == ("planned", "2024-05-22", "country:PL")


def test_nobody_visits_his_own_country() -> None:
    assert told("{p:习近平@CN}访问{c:中国@CN}。", "zh-Hans") == []


def test_a_tour_is_one_visit_per_host() -> None:
    found = told("{p:Ann Bee@US} visited {c:Mali@ML} and {c:Chad@TD}.", "en")
    assert [who(report) for report in found] == [{"Ann Bee", "ML"}, {"Ann Bee", "TD"}]


def test_phone_calls_are_one_per_partner() -> None:
    found = told("{p:甲某}与{p:乙某}、{p:丙某}通电话。", "zh-Hans")
    assert [who(report) for report in found] == [{"甲某", "乙某"}, {"甲某", "丙某"}]


def test_each_passage_is_read_in_its_own_language() -> None:
    one = document("a", "Ann met Ben.\n王毅会见李强。", language="en")
    people = [entity("Ann"), entity("Ben"), entity("王毅"), entity("李强")]
    passages = tuple(
        type(one.passages[0])(span=sentence, language=language)
        for sentence, language in zip(one.sentences, ("en", "zh"), strict=True)
    )
    found = reports(
        type(one)(**{**{f: getattr(one, f) for f in one.__slots__}, "passages": passages}), named(one, *people)
    )
    assert [report.evidence.extractor.split(":")[0] for report in found] == ["consult-en", "consult-zh"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "met",
        "Ann met",
        "met Ann Ann met met",
        "(((((" * 40,
        "Ann " * 200 + "met Ben",
        "，" * 500,
        "Ann met Ben" * 90,
        "与" * 300 + "Ann会谈",
        "Ann\u2028met\u0000Ben \ue000 met Ⓟ",
        "\ud800 Ann met \udfff Ben",
    ],
)
def test_hostile_text_breaks_nothing(text: str) -> None:
    people = [entity("Ann"), entity("Ben")]
    for language in EXTRACTORS:
        if text:
            one = document("a", text, language=language)
            for report in reports(one, named(one, *people)):
                assert report.who == {"Ann", "Ben"}


def test_unknown_languages_and_endless_sentences_are_left_alone() -> None:
    people = [entity("Ann"), entity("Ben")]
    french = document("a", "Ann met Ben", language="fr")
    assert reports(french, named(french, *people)) == []
    long = document("a", "Ann met Ben " * 200)
    assert long.sentences == (Span(start=0, end=2400),)
    assert reports(long, named(long, *people)) == []


CASES = [json.loads(line) for line in (Path(quality.__file__).parent / "events.jsonl").read_text("utf-8").split("\n") if line]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en", "de"])
def test_the_quick_look_passes_over_no_report(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [case["text"] for case in CASES if case["language"] == language]
    articles = [*texts, *("\n".join(texts[start : start + 7]) for start in range(0, len(texts), 5))]
    quick = [told(text, language) for text in articles]
    monkeypatch.setattr(extract, "promising", lambda document, *_: list(range(len(document.sentences))))
    assert [told(text, language) for text in articles] == quick
    assert any(quick)


def test_nothing_is_left_for_the_collector_of_cycles() -> None:
    document, named = marked("{p:Yoko Kamikawa} met {p:Jean Petit} in {l:Paris}.\nThey talked.", "en", "2024-05-15")
    assert reports(document, named)  # models and patterns are there
    gc.collect()
    gc.disable()
    try:
        assert reports(document, named)
        assert gc.collect() == 0
    finally:
        gc.enable()
