import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import spelling
from kg.names.spelling import fold, han_parts, script_of, simplify


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("George W. Bush’s", "george w bush"),
        ("O'Brien", "obrien"),
        ("U.S.A.", "usa"),
        ("  Joe \t Biden ", "joe biden"),
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
    ("name", "simple"), [("羅賓遜", "罗宾逊"), ("布林肯", "布林肯"), ("Biden", "Biden"), ("朱凱廸", "朱凯迪"), ("廸", "迪")]
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
    assert han_parts("") == han_parts("·") == ()


@pytest.mark.parametrize("sign", "".join(map(chr, range(1, 128))) + "·’ʼß部Å")
def test_fold_takes_the_short_ways_to_the_same_end(sign: str) -> None:
    """ASCII and Han names are folded by quicker ways than names with both."""
    slow = fold(f"é{sign}Ab 1").removeprefix("e")  # é leads past the quick ways
    assert fold(f"E{sign}Ab 1").removeprefix("e") == slow


def test_fold_leaves_han_names_as_they_are() -> None:
    assert fold("王毅") == "王毅"
    assert fold("豈\uf900") == "豈豈"


def letter_by_letter(name: str) -> str:
    """`fold` without any shortcut."""
    text = spelling._POSSESSIVE.sub("", unicodedata.normalize("NFKC", name).strip())
    text = spelling._DOTTED_INITIAL.sub(r"\1", text).casefold()
    if text.isascii():
        return " ".join(text.translate(spelling._ASCII).split())
    kept = (
        char if char.isalnum() else " "
        for char in unicodedata.normalize("NFD", text.translate(spelling._LETTERS))
        if char not in "'’ʼ`´‘" and unicodedata.category(char) not in ("Mn", "Cf")
    )
    folded = unicodedata.normalize("NFC", " ".join("".join(kept).split()))
    return folded.replace(" ", "") if spelling._HAN.search(folded) and not spelling._LATIN.search(folded) else folded


@given(st.text("abSs äßéøŁÆİǰ .'’ʼ`´-·\u0301\u0327\u200b\xa0ⅷ½ﬁ李毅廸한กЙΣ\x1c"))
def test_folding_with_shortcuts_is_folding_letter_by_letter(name: str) -> None:
    assert spelling.fold.__wrapped__(name) == letter_by_letter(name)


def test_every_character_folds_as_letter_by_letter() -> None:
    for char in map(chr, range(0x30000)):
        assert spelling.fold.__wrapped__(char + "x") == letter_by_letter(char + "x"), hex(ord(char))
