import pytest

from kg.names.latin_people import are_nicknames, givens, in_order, same_syllables


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("joe", "joseph", True),
        ("bill", "william", True),
        ("fritz", "friedrich", True),
        ("uschi", "ursula", True),
        ("sepp", "josef", False),
        ("joe", "hunter", False),
        ("maria", "mario", False),
    ],
)
def test_nicknames(left: str, right: str, same: bool) -> None:
    assert are_nicknames(left, right) is are_nicknames(right, left) is same


def test_an_initial_says_less_than_a_name() -> None:
    assert givens("joe", "joe") > givens("joe", "joseph") > givens("j", "joseph") > givens("joe", "hunter")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Leyen, Ursula von der", "Ursula von der Leyen"),
        ("Joe Biden, Jr.", "Joe Biden, Jr."),
        ("Joe Biden", "Joe Biden"),
    ],
)
def test_in_order(name: str, plain: str) -> None:
    assert in_order(name) == plain


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [
        ("Mao Zedong", "Mao Tse-tung", "Mandarin"),
        ("Cai Yingwen", "Tsai Ing-wen", "Mandarin"),
        ("Choi Soon-sil", "Choe Sun-sil", "Korean"),
        ("Mao Zedong", "Zhou Enlai", None),
        ("Joe Biden", "Joe Biden", None),
    ],
)
def test_same_syllables(left: str, right: str, language: str | None) -> None:
    assert same_syllables(left, right) == language
