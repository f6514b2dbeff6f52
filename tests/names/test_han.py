import pytest

from kg.names.han import is_chinese_style, is_pinyin_name, korean_match, pinyin, pinyin_match, split_surname


@pytest.mark.parametrize(
    ("han", "read"),
    [
        ("王毅", "wangyi"),
        ("單小龍", "shanxiaolong"),
        ("仇建国", "qiujianguo"),
        ("解振华", "xiezhenhua"),
        ("曾庆红", "zengqinghong"),
        ("区伯", "oubo"),
        ("任正非", "renzhengfei"),
        ("呂秀蓮", "luxiulian"),
        ("欧阳修", "ouyangxiu"),
    ],
)
def test_pinyin_reads_surnames_as_surnames(han: str, read: str) -> None:
    assert pinyin(han) == read


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("王毅", "Wang Yi"),
        ("王毅", "Yi Wang"),
        ("王毅", "WANG Yi"),
        ("王小洪", "Wang Xiaohong"),
        ("王小洪", "Wang Xiao-hong"),
        ("王小洪", "Xiaohong Wang"),
        ("习近平", "Xi Jinping"),
        ("習近平", "Xi Jinping"),
        ("习近平", "Xí Jìnpíng"),
        ("曾庆红", "Zeng Qinghong"),
        ("蔡英文", "Tsai Ing-wen"),
        ("马英九", "Ma Ying-jeou"),
        ("陈建仁", "Chen Chien-jen"),
        ("苏贞昌", "Su Tseng-chang"),
        ("韩国瑜", "Han Kuo-yu"),
        ("毛泽东", "Mao Tse-tung"),
        ("蒋介石", "Chiang Chieh-shih"),
        ("黄重谚", "Huang Chung-yen"),
    ],
)
def test_readings_that_match(han: str, latin: str) -> None:
    assert pinyin_match(han, latin)


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("王毅", "Wang Li"),
        ("习近平", "Xi Jinpeng"),
        ("王毅", "Wang"),
        ("沙利文", "Sullivan"),
        ("托德·罗宾逊", "Todd Robinson"),
        ("王毅", ""),
        ("林鄭月娥", "Carrie Lam"),
    ],
)
def test_readings_that_do_not(han: str, latin: str) -> None:
    assert not pinyin_match(han, latin)


def test_chinese_style() -> None:
    assert split_surname("王小洪") == ("王", "小洪")
    assert split_surname("歐陽娜娜") == ("欧阳", "娜娜")
    assert not is_chinese_style("泽连斯基")
    assert not is_chinese_style("托德·罗宾逊")
    assert not is_chinese_style("王")


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("Xi Jinping", True), ("Wang Yi", True), ("Joe Biden", False), ("Angela Merkel", False), ("Xi", False)],
)
def test_pinyin_names(name: str, is_one: bool) -> None:
    assert is_pinyin_name(name) is is_one


def test_korean_names_by_surname_and_form() -> None:
    assert korean_match("文在寅", "Moon Jae-in") and korean_match("金正恩", "Kim Jong Un")
    assert not korean_match("文在寅", "Kim Jong-un") and not korean_match("王毅", "Wang Yi")
