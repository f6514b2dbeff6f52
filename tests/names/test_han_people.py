import pytest

from kg.names.han_people import is_chinese, sounds_alike


@pytest.mark.parametrize("name", ["习近平", "習近平", "王毅", "马英九", "欧阳修", "文在寅", "金正恩"])
def test_chinese_names(name: str) -> None:
    assert is_chinese(name)


@pytest.mark.parametrize("name", ["马克龙", "沙利文", "林肯", "高尔基", "史迪威", "拜登", "托德·罗宾逊", "王"])
def test_names_that_only_look_so(name: str) -> None:
    assert not is_chinese(name)


@pytest.mark.parametrize(
    ("left", "right"), [("罗宾逊", "罗宾森"), ("冯德莱恩", "范德赖恩"), ("蓬佩奥", "庞培欧"), ("卢比奥", "鲁比欧")]
)
def test_transliterations_of_one_name(left: str, right: str) -> None:
    assert sounds_alike(left, right) == sounds_alike(right, left) > 0.6


def test_lengths_may_differ_by_weak_characters() -> None:
    assert sounds_alike("麦康奈尔", "麦康诺") > 0.5 > 0.3 > sounds_alike("拜登", "布林肯")
