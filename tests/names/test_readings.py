import pytest

from kg.names.readings import hangul_as, read_as, spelled, surname_read_as


@pytest.mark.parametrize(
    ("han", "latin", "system"),
    [
        ("习近平", "Xi Jinping", "pinyin"),
        ("歐陽修", "Ouyang Xiu", "pinyin"),
        ("單小龍", "Shan Xiaolong", "pinyin"),
        ("蔡英文", "Tsai Ing-wen", "taiwanese"),
        ("毛泽东", "Mao Tse-tung", "taiwanese"),
        ("吳釗燮", "Wu Jau-shieh", "taiwanese"),
        ("李显龙", "Lee Hsien Loong", "taiwanese"),
        ("文在寅", "Moon Jae-in", "korean"),
        ("金正恩", "Kim Jong Un", "korean"),
        ("朴槿惠", "Park Geun-hye", "korean"),
        ("李明博", "Lee Myung-bak", "korean"),
        ("盧武鉉", "Roh Moo-hyun", "korean"),
        ("李在镕", "Yi Jae-yong", "korean"),
        ("尹錫悅", "Yoon Suk-yeol", "korean"),
        ("김정은", "Kim Jong-un", "korean"),
        ("리설주", "Ri Sol-ju", "korean"),
        ("이설주", "Ri Sol-ju", "korean"),
        ("梁振英", "Leung Chun-ying", "cantonese"),
        ("黃之鋒", "Joshua Wong Chi-fung", "cantonese"),
        ("林鄭月娥", "Lam Cheng Yuet-ngor", "cantonese"),
        ("菅義偉", "Suga Yoshihide", "japanese"),
        ("菅义伟", "Yoshihide Suga", "japanese"),
        ("安倍晋三", "Abe Shinzō", "japanese"),
        ("安倍晉三", "Shinzo Abe", "japanese"),
        ("麻生太郎", "Taro Aso", "japanese"),
        ("小池百合子", "Yuriko Koike", "japanese"),
        ("大谷翔平", "Shohei Ohtani", "japanese"),
        ("長谷川健", "Ken Hasegawa", "japanese"),
        ("阮富仲", "Nguyễn Phú Trọng", "vietnamese"),
    ],
)
def test_read_as(han: str, latin: str, system: str) -> None:
    found = read_as(han, latin)
    assert found is not None and found.system == system and 0.6 < found.score <= 1


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("习近朋", "Xi Jinping"),
        ("金正恩", "Kim Yo-jong"),
        ("文在寅", "Kim Jong-un"),
        ("安倍晋三", "Abe Nobuyuki"),
        ("菅義偉", "Suga Yoshiko"),
        ("林鄭月娥", "Carrie Lam"),
        ("沙利文", "Sullivan"),
        ("托德·罗宾逊", "Todd Robinson"),
        ("김종은", "Kim Yo-jong"),
        ("王毅", ""),
        ("", "Wang Yi"),
    ],
)
def test_not_read_as(han: str, latin: str) -> None:
    assert read_as(han, latin) is None


def test_order_and_extra_name() -> None:
    first, last, extra = (
        read_as(*pair)
        for pair in (("菅義偉", "Suga Yoshihide"), ("菅義偉", "Yoshihide Suga"), ("周庭", "Agnes Chow Ting"))
    )
    assert first and last and extra
    assert first.family_first and not last.family_first and extra.extra == "agnes"


def test_family_names_alone() -> None:
    assert surname_read_as("安倍", "abe") is not None and surname_read_as("安倍", "aso") is None


def test_usual_readings_weigh_more() -> None:
    assert spelled("菅", "suga", "japanese", True) > spelled("菅", "kan", "japanese", True) > 0


@pytest.mark.parametrize(
    ("hangul", "han", "same"),
    [
        ("문재인", "文在寅", True),
        ("이명박", "李明博", True),
        ("리명박", "李明博", True),
        ("김정은", "金正日", False),
        ("문재", "文在寅", False),
    ],
)
def test_hangul_as(hangul: str, han: str, same: bool) -> None:
    assert (hangul_as(hangul, han) > 0) is same
