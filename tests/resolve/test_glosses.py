import pytest

from kg.resolve.glosses import body_gloss, find_glosses, initials_agree, person_gloss
from tests.factory import all_mentions, document


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("布林肯", "Antony Blinken"),
        ("羅賓遜", "Todd Robinson"),
        ("储百亮", "Chris Buckley"),
        ("冯德莱恩", "Ursula von der Leyen"),
        ("普京", "Putin"),
        ("王毅", "Wang Yi"),
        ("Joe Biden", "乔·拜登"),
    ],
)
def test_glosses_of_people(name: str, text: str) -> None:
    assert person_gloss(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("布林肯", "CNN"),
        ("布林肯", "民主党"),
        ("布林肯", "2021"),
        ("Joe Biden", "Democrat"),
        ("拜登", "Texas"),
        ("拜登", "see below"),
    ],
)
def test_brackets_that_are_no_gloss(name: str, text: str) -> None:
    assert not person_gloss(name, text)


def test_abbreviations() -> None:
    assert initials_agree("Drug Enforcement Administration", "DEA")
    assert initials_agree("US Board for Water Testing and Protection", "BWT")
    assert not initials_agree("Drug Enforcement Administration", "WHO")
    assert body_gloss("世界卫生组织", "WHO") and body_gloss("世界卫生组织", "World Health Organization")
    assert not body_gloss("世界卫生组织", "said on Monday")


def test_glosses_in_a_text() -> None:
    doc = document("緝毒局（DEA）局長米爾格拉姆（Anne Milgram，左）與布林肯（簡稱：Blinken）見面。", "zh-Hant")
    mentions = all_mentions(
        doc, ("緝毒局", "agency"), ("DEA", "agency"), ("米爾格拉姆", "person"), ("布林肯", "person")
    )
    found = [(mentions[gloss.mention].text, gloss.text, gloss.other) for gloss in find_glosses(doc, mentions)]
    assert found == [("緝毒局", "DEA", 1), ("米爾格拉姆", "Anne Milgram", None), ("布林肯", "Blinken", None)]
