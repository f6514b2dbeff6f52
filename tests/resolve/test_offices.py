"""Offices over languages, and the country that stands at them."""

import pytest

from kg.resolve.offices import SPHERES, office_countries, office_group
from tests.factory import document, mention


@pytest.mark.parametrize(
    "role", ["国务卿", "美国国务卿", "Secretary of State", "Außenminister", "US-Außenminister", "外交部長"]
)
def test_one_office_has_one_group_over_languages(role: str) -> None:
    assert office_group(role) == "foreign-minister"


def test_what_is_no_office_has_no_group() -> None:
    assert office_group("gardener") is None and office_group("园丁") is None


def test_spheres_name_groups_of_the_table() -> None:
    from kg.knowledge import titles

    assert set(SPHERES) <= {title.group for title in titles()}


def test_the_country_of_an_office() -> None:
    doc = document("美国国务卿布林肯与中国代表。", "zh-Hans")
    found = [
        mention(doc, "美国", "country", known="country:US"), mention(doc, "布林肯", "person"),
    ]
    assert list(office_countries(doc.analysed, found)) == [(1, "US")]


def test_a_country_behind_a_comma_is_not_the_offices() -> None:
    doc = document("In Germany, Ruth Hartmann spoke.", "en")
    found = [mention(doc, "Germany", "country", known="country:DE"), mention(doc, "Ruth Hartmann", "person")]
    assert list(office_countries(doc.analysed, found)) == []
