import pytest

from kg.names.spelling import fold, han_parts, script_of, simplify


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("George W. Bush’s", "george w bush"),
        ("O'Brien", "obrien"),
        ("U.S.A.", "usa"),
        ("J.D. Vance", "jd vance"),
        ("J. D. Vance", "jd vance"),
        ("Müller-Meiß", "muller meiss"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Mai\u00adzière", "maiziere"),
        ("ＷＨＯ", "who"),
        ("托德·罗宾逊", "托德罗宾逊"),
        ("托德‧罗宾逊", "托德罗宾逊"),
        ("托德・罗宾逊", "托德罗宾逊"),
        ("Johannes’", "johannes"),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("name", "simple"), [("羅賓遜", "罗宾逊"), ("布林肯", "布林肯"), ("Biden", "Biden"), ("朱凱廸", "朱凯迪")]
)
def test_simplify(name: str, simple: str) -> None:
    assert simplify(name) == simple


@pytest.mark.parametrize(
    ("name", "script"), [("王毅", "Han"), ("Merkel", "Latn"), ("Özil", "Latn"), ("王Yi", "Han"), ("123", "Zyyy")]
)
def test_script_of(name: str, script: str) -> None:
    assert script_of(name) == script


def test_han_parts_split_at_every_middle_dot() -> None:
    assert {han_parts(f"托德{dot}罗宾逊") for dot in "·•‧・･⋅．"} == {("托德", "罗宾逊")}
    assert han_parts("布林肯") == ("布林肯",)
