import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import match

SAME = [
    ("拜登", "拜登"),
    ("羅賓遜", "罗宾逊"),
    ("米爾格拉姆", "Milgram"),
    ("托德·罗宾逊", "Todd Robinson"),
    ("泽连斯基", "Zelenskyy"),
    ("Selenskyj", "Zelenskyy"),
    ("Sergej Lawrow", "Sergey Lavrov"),
    ("Joe Biden", "Joseph R. Biden"),
    ("Tony Blinken", "Antony Blinken"),
    ("J. Sullivan", "Jake Sullivan"),
    ("Jinping Xi", "Xi Jinping"),
    ("王小洪", "Wang Xiaohong"),
    ("蔡英文", "Tsai Ing-wen"),
    ("Ursula von der Leyen", "Ursula Leyen"),
]
DIFFERENT = [
    ("习近平", "习近朋"),
    ("김정은", "김종은"),
    ("Joe Biden", "Hunter Biden"),
    ("Donald Trump", "Donald Trump Jr."),
    ("王毅", "王义"),
    ("拜登", "布林肯"),
    ("拜登", "Blinken"),
    ("文在寅", "Kim Jong-un"),
    ("Angela Merkel", "Emmanuel Macron"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_names_of_one_person(left: str, right: str) -> None:
    assert match(left, right).score >= 0.55


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_names_of_two_people(left: str, right: str) -> None:
    assert match(left, right).score < 0.5


@pytest.mark.parametrize(("left", "right"), [("普京", "蒲亭"), ("沙利文", "苏利文"), ("布什", "布希")])
def test_regional_variants_beat_other_names(left: str, right: str) -> None:
    assert match(left, right).score > 3 * max(
        match(left, other).score for other in ("拜登", "默克尔", "王毅", "马克龙")
    )


def test_surname_only_is_less_than_the_full_name() -> None:
    assert match("Biden", "Joe Biden").score < match("Joe Biden", "Joseph Biden").score


def test_bodies() -> None:
    assert match("Drug Enforcement Administration", "DEA", "agency").score >= 0.8
    assert match("Siemens AG", "Siemens", "organization").score >= 0.9
    assert match("Ministry of Finance", "Ministry of Defence", "agency").score == 0.0


@given(st.sampled_from(SAME + DIFFERENT))
def test_symmetric_and_explained(pair: tuple[str, str]) -> None:
    there, back = match(*pair), match(pair[1], pair[0])
    assert there == back and there.features and 0 <= there.score <= 1
