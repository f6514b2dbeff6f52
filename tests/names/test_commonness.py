import pytest

from kg.names.commonness import bearers, doubt


@pytest.mark.parametrize("name", ["李伟", "李偉", "Li Wei", "Wang Yi", "John Smith", "Thomas Müller", "Mike Johnson"])
def test_common_names(name: str) -> None:
    assert doubt(name) > 0.5


@pytest.mark.parametrize(
    "name", ["王小洪", "习近平", "Joe Biden", "Angela Merkel", "Moon Jae-in", "拜登", "托德·罗宾逊", ""]
)
def test_rare_names(name: str) -> None:
    assert doubt(name) < 0.1


def test_pinyin_is_borne_by_more_than_its_characters() -> None:
    assert bearers("Li Wei") > bearers("李伟") > bearers("李炜")
