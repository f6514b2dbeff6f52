"""Titles at names give `holds_role`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.relations.roles import english, holds_role, is_office
from tests.quality.sentences import marked


def roles(text: str, language: str, role: str, person: str) -> list[tuple[str, str, str, str]]:
    document, named = marked(text, language, "2024-05-15")
    given = [(replace(m, role=role) if e.label == person else m, e) for m, e in named]
    return [
        (r.source, r.target, r.evidence[0].trigger, r.evidence[0].extractor)
        for r in holds_role([document], {document.id: given})
    ]


@pytest.mark.parametrize(
    ("language", "text", "role", "person", "target", "name"),
    [
        ("zh-Hans", "{c:美国@US}国务卿{p:布林肯}抵达。", "国务卿", "布林肯", "country:US", "Secretary of State"),
        ("zh-Hant", "{c:美國@US}國務卿{p:布林肯}抵達。", "国务卿", "布林肯", "country:US", "Secretary of State"),
        ("en", "{c:Japan@JP}'s Foreign Minister {p:Yoko Kamikawa} left.", "Foreign Minister", "Yoko Kamikawa",
         "country:JP", "Foreign Minister"),
        ("en", "{p:Lloyd Austin}, chief of the {a:Pentagon@US}, left.", "chief", "Lloyd Austin", "a:Pentagon", "chief"),
        ("de", "Der {c:tschechische@CZ} Präsident {p:Petr Pavel} kam.", "Präsident", "Petr Pavel", "country:CZ",
         "President"),
    ],
)  # fmt: skip
def test_the_body_before_or_behind_a_title_is_its_target(
    language: str, text: str, role: str, person: str, target: str, name: str
) -> None:
    found = roles(text, language, role, person)
    assert [(source, where, trigger) for source, where, trigger, _ in found] == [(f"p:{person}", target, role)]
    assert found[0][3] == f"title:{name}"


def test_former_offices_and_forms_of_address_are_left_out() -> None:
    assert roles("{c:美国@US}前国务卿{p:克里}抵达。", "zh-Hans", "国务卿", "克里") == []
    assert roles("{c:Russia@RU} and Mr {p:Putin} left.", "en", "Mr", "Putin") == []


def test_the_office_of_the_next_person_is_not_the_one_before() -> None:
    text = "{p:Angela Merkel}, {c:Frankreichs@FR} Präsident {p:Hollande} und andere kamen."
    assert roles(text, "de", "Präsident", "Angela Merkel") == []


def test_a_deputy_stays_a_deputy_in_english() -> None:
    assert english("副总理").startswith(("Deputy", "Vice"))
    assert is_office("总理") and not is_office("教授")
