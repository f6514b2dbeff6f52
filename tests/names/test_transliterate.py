import pytest

from kg.names.transliterate import log_odds, similarity


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("拜登", "Biden"),
        ("米爾格拉姆", "Milgram"),
        ("米尔格拉姆", "Milgram"),
        ("冯德莱恩", "von der Leyen"),
        ("羅賓遜", "Robinson"),
        ("托德", "Todd"),
        ("沙利文", "Sullivan"),
        ("苏利文", "Sullivan"),
        ("普京", "Putin"),
        ("蒲亭", "Putin"),
        ("布什", "Bush"),
    ],
)
def test_transliterations_sound_alike(han: str, latin: str) -> None:
    assert similarity(han, latin) >= 0.8


@pytest.mark.parametrize(
    ("han", "latin"),
    [("拜登", "Blinken"), ("罗宾逊", "Milgram"), ("王毅", "Pompeo"), ("默克尔", "Macron"), ("国务卿拜登", "Biden")],
)
def test_other_names_do_not(han: str, latin: str) -> None:
    assert similarity(han, latin) <= 0.2


@pytest.mark.parametrize(("han", "plain", "latin"), [("教宗尤金", "尤金", "Eugene"), ("玛丽王妃", "玛丽", "Mary")])
def test_the_rank_of_popes_and_monarchs_has_no_sound(han: str, plain: str, latin: str) -> None:
    assert similarity(han, latin) == similarity(plain, latin) >= 0.8


def test_too_few_letters_cannot_be_aligned() -> None:
    assert log_odds("拜登拜登拜登", "Bid") == float("-inf")
    assert similarity("", "") == 0.0
