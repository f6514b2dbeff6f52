"""Glosses against what is known of bodies."""

import pytest

from kg.model import Mention, Span
from kg.resolve.known_glosses import belongs, fits, names_known
from tests.factory import document


@pytest.mark.parametrize(
    ("id_", "text", "wanted"),
    [
        ("organization:kuomintang", "Plaid Cymru", False),
        ("organization:chinese-communist-party", "KSČM", False),
        ("organization:csis", "Centre for Strategic and International Studies", True),
        ("agency:american-institute-in-taiwan", "AIT", True),
        ("agency:us-bureau-of-industry-and-security", "BIS", True),
        ("organization:nbc", "CNBC", False),
        ("agency:FR/foreign-ministry", "Quai d'Orsay", True),
    ],
)
def test_texts_that_can_be_a_name_of_a_known_body(id_: str, text: str, wanted: bool) -> None:
    assert fits(id_, text) is wanted


def test_a_body_of_another_country_is_not_the_known_one() -> None:
    doc = document("澳大利亚联邦警察局（AFP）搜查。", "zh-Hans")
    police = Mention.of(doc, Span(start=0, end=9), "agency", "test")
    assert not belongs("organization:afp", police)
    assert belongs("organization:csis", Mention.of(doc, Span(start=0, end=9), "person", "test"))


def test_two_known_bodies_do_not_gloss_each_other() -> None:
    assert not names_known("agency:china-national-space-administration", "agency:nasa", "NASA")
    assert names_known("agency:nasa", "agency:nasa", "NASA") and names_known(None, "agency:nasa", "NASA")
