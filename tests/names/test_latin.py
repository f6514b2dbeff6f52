import pytest

from kg.names.latin import given_and_family, parse, same_given, skeleton


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Joe Biden", "joe", "biden"),
        ("Joseph R. Biden", "joseph r", "biden"),
        ("Ursula von der Leyen", "ursula", "von der leyen"),
        ("Dr. Angela Merkel", "angela", "merkel"),
        ("Biden", "", "biden"),
        ("von der Leyen", "", "von der leyen"),
        ("Xi Jinping", "jinping", "xi"),
        ("Moon Jae-in", "jae-in", "moon"),
        ("Kim Jong Un", "jong-un", "kim"),
        ("Mohammed bin Salman", "mohammed", "bin salman"),
        ("Annegret Kramp-Karrenbauer", "annegret", "kramp-karrenbauer"),
        ("Frank-Walter Steinmeier", "frank-walter", "steinmeier"),
        ("Herr Scholz", "", "scholz"),
        ("Paul Chan Mo-po", "paul mo-po", "chan"),
        ("Anna Smith-Jones", "anna", "smith-jones"),
    ],
)
def test_given_and_family(name: str, given: str, family: str) -> None:
    assert given_and_family(name) == (given, family)


def test_sons_are_not_their_fathers() -> None:
    assert parse("Donald Trump Jr.").key != parse("Donald Trump").key


def test_initials_are_left_out_of_the_key_and_middle_names_are_not() -> None:
    assert parse("George W. Bush").key == parse("George Bush").key
    assert parse("Mohamed Azmin Ali").key != parse("Mohamed Ali").key


def test_bare_family_has_no_particles() -> None:
    assert parse("Ursula von der Leyen").bare_family == "leyen"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("joe", "joseph", True),
        ("tony", "antony", True),
        ("j", "joe", True),
        ("joe", "hunter", False),
        ("jae-in", "jaein", True),
        ("frank", "frank-walter", True),
    ],
)
def test_same_given(left: str, right: str, same: bool) -> None:
    assert same_given(left, right) is same


@pytest.mark.parametrize(
    ("german", "english"),
    [("Selenskyj", "Zelenskyy"), ("Lawrow", "Lavrov"), ("Schojgu", "Shoigu"), ("Tschernyschenko", "Chernyshenko")],
)
def test_transcriptions_share_a_skeleton(german: str, english: str) -> None:
    assert skeleton(german) == skeleton(english)


def test_different_names_keep_different_skeletons() -> None:
    assert len({skeleton(name) for name in ("Merkel", "Macron", "Biden", "Blinken", "Sullivan", "Putin")}) == 6


@pytest.mark.parametrize(
    "name",
    [
        "Joe Biden",
        "Xi Jinping",
        "Wang Yi",
        "Yi Wang",
        "Chan Mo-po",
        "Moon Jae-in",
        "Paul Chan Mo-po",
        "Ursula von der Leyen",
    ],
)
def test_a_key_is_its_own_key(name: str) -> None:
    assert parse(parse(name).key).key == parse(name).key
