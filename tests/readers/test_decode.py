from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.readers.decode import decode

RANDOM = random.Random(7)
HANS = "国务院总理在北京会见了来访的外交部长，双方就两国关系和地区问题交换了意见。会谈后，他们发表了一份声明。"
HANT = "行政院長在臺北會見了來訪的外交部長，雙方就兩國關係和地區問題交換了意見。會談後，他們發表了一份聲明。"
DE = "Der Außenminister traf in Köln die Bürgermeisterin; „schöne Grüße“ überbrachte er später."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HANS, "utf-8"),
        (HANS, "utf-8-sig"),
        (HANS, "utf-16"),
        (HANS, "utf-32"),
        (HANS, "gb18030"),
        (HANS, "gbk"),
        (HANS, "gb2312"),
        (HANT, "big5"),
        (HANT, "cp950"),
        (HANT, "big5hkscs"),
        (HANT, "gb18030"),
        (DE, "cp1252"),
        (DE, "utf-16"),
        (DE, "utf-16-le"),
        (DE, "utf-16-be"),
        ("Only ASCII here.", "ascii"),
        ("<p>" + HANS + "</p>", "gb18030"),
        ("Grüße aus Köln", "latin-1"),
        ("Treffen in Zürich", "latin-1"),
        ("The minister’s visit cost £5m – or so", "cp1252"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None and decoded.text == text
    assert decoded.lost == 0 and not decoded.cut


@pytest.mark.parametrize("start", range(0, 40, 5))
@pytest.mark.parametrize(("text", "encoding"), [(HANS, "gb18030"), (HANT, "big5")])
def test_short_stretches(text: str, encoding: str, start: int) -> None:
    stretch = text[start : start + 12]
    decoded = decode(stretch.encode(encoding))
    assert decoded is not None and decoded.text == stretch


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        bytes(range(256)),
        RANDOM.randbytes(5000),
        b"\xff" * 500,
        b"\x00" * 50,
        b"\xff\xfe\x00\xd8" * 50,
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(("text", "encoding"), [(HANS, "utf-8"), (HANS, "gb18030"), (HANT, "big5")])
def test_text_cut_off_inside_a_character(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding)[:-1])
    assert decoded is not None and decoded.cut and decoded.text == text[:-1]


def test_single_bad_bytes_are_counted() -> None:
    decoded = decode((HANS * 5).encode() + b"\xff" + HANS.encode())
    assert decoded is not None and decoded.lost == 1 and decoded.text == HANS * 5 + "\ufffd" + HANS


def test_a_wrong_declaration_does_no_harm() -> None:
    page = '<html><head><meta charset="big5"></head>' + HANS
    assert decode(page.encode()).text == page  # type: ignore[union-attr]
    assert decode(page.replace("big5", "no-such").encode("gb18030")).text == page.replace("big5", "no-such")  # type: ignore[union-attr]
    assert decode(page.replace("big5", "hex").encode("gb18030")).text == page.replace("big5", "hex")  # type: ignore[union-attr]


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)


@settings(deadline=None)
@given(TEXT)
def test_utf8_comes_back(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text  # type: ignore[union-attr]


@settings(deadline=None)
@given(st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]), TEXT)
def test_marked_unicode_comes_back(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text  # type: ignore[union-attr]


@settings(deadline=None)
@given(st.integers(0, len(HANS)), st.integers(10, 200))
def test_stretches_of_simplified_text_come_back(start: int, length: int) -> None:
    text = (HANS * 6)[start : start + length]
    assert decode(text.encode("gb18030")).text == text  # type: ignore[union-attr]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    decoded = decode(data)
    if decoded is not None:
        decoded.text.encode("utf-8", "surrogatepass")


def test_some_control_characters_are_text_and_many_are_not() -> None:
    for text in ("王毅" * 50, "plain words " * 10):
        for control, most in (("\x01", 3 + len(text) // 50), ("\x1f", 3 + len(text) // 50), ("\x1b", 10_000), ("\t", 10_000)):
            for count in (1, most - 1, most + 4):
                found = decode((text + control * count).encode())
                assert (found is None) == (count > 3 + 0.02 * len(text + control * count) and most < 10_000)
