"""Tokens and features: every token has a row, rows depend on the text alone."""

from __future__ import annotations

import random

import numpy as np
import pytest

from kg.models.features import FEATURES, HAN_TOKEN, LATIN_TOKEN, HanFeatures, LatinFeatures, sequences, shape


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. envoy's plan", ["The", "U.S.", "envoy", "'s", "plan"]),
        ("US-Präsident Müller, 3.300 Fälle", ["US", "-", "Präsident", "Müller", ",", "3.300", "Fälle"]),
        ("„Merkels“ G20", ["„", "Merkels", "“", "G20"]),
        ("", []),
    ],
)
def test_latin_tokens(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in LatinFeatures({}, {}).tokens(text)] == words


def test_latin_tokens_are_those_of_the_pattern() -> None:
    numbers = random.Random(5)
    texts = ["".join(numbers.choices("aB.3,_'’s é\u0301字 \n\t\u3000\u2028\x1c\ud800", k=30)) for _ in range(300)]
    for text in ["", " ", *texts, "".join(map(chr, range(0x3100)))]:
        assert LatinFeatures({}, {}).tokens(text) == [match.span() for match in LATIN_TOKEN.finditer(text)]


def test_han_tokens_are_characters_with_latin_and_digit_runs() -> None:
    text = "拜登（Joe Biden）18日访日"
    assert [text[a:b] for a, b in HanFeatures({}, {}).tokens(text)] == [
        "拜",
        "登",
        "（",
        "Joe",
        "Biden",
        "）",
        "18",
        "日",
        "访",
        "日",
    ]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Mr Lee met Ms Kim."), ("de", "Frau Özil traf ihn."), ("zh", "张三在北京 met Li。")]
)
def test_rows_have_all_columns_and_are_repeatable(language: str, text: str) -> None:
    features = FEATURES[language]({"": 0, "met": 1}, {"lee": "1", "张三": "2"})
    tokens = features.tokens(text)
    rows = features.rows(text, tokens)
    assert rows.shape == (len(tokens), len(features.columns) + features.vector_columns)
    again = FEATURES[language]({"": 0, "met": 1}, {"lee": "1", "张三": "2"}).rows(text, tokens)
    assert np.array_equal(rows, again)


def test_a_known_chinese_name_marks_its_characters() -> None:
    text = "说张三丰来"
    at = HanFeatures.columns.index("known")
    with_name = HanFeatures({}, {"张三丰": "2"})
    plain = HanFeatures({}, {})
    changed = with_name.rows(text, with_name.tokens(text))[:, at] != plain.rows(text, plain.tokens(text))[:, at]
    assert changed.tolist() == [False, True, True, True, False]


def test_sequences_are_lines_with_ranges_in_the_text() -> None:
    text = "One two\n\n  three"
    found = [[text[a:b] for a, b in tokens] for tokens, _ in sequences(FEATURES["en"]({}, {}), text)]
    assert found == [["One", "two"], ["three"]]


def test_long_lines_are_cut() -> None:
    lengths = [len(rows) for _, rows in sequences(FEATURES["en"]({}, {}), "word " * 600)]
    assert sum(lengths) == 600
    assert max(lengths) <= 256


def test_tokens_are_those_of_the_pattern() -> None:
    every = [chr(code) for code in range(0x3100) if not 0xD800 <= code < 0xE000]
    letters = random.Random(1)
    texts = ["".join(every), "".join(letters.choices(every, k=3000)), "".join(letters.choices("aZé1٣²\n 中，𠮷𝟘", k=500)), ""]
    for text in texts:
        assert HanFeatures({}, {}).tokens(text) == [match.span() for match in HAN_TOKEN.finditer(text)]


def test_every_space_and_digit_of_python_is_one_here() -> None:
    features = HanFeatures({}, {})
    for code in range(0x110000):
        letter = chr(code)
        if letter.isspace() or letter.isdecimal():
            assert features.tokens(f"{letter}{letter}") == [m.span() for m in HAN_TOKEN.finditer(letter * 2)]


def test_shape() -> None:
    assert shape("Biden") == "Xxxx"
    assert shape("G20") == "Xdd"
    assert shape("COVID") == "XXX"


def test_rows_that_could_not_be_made_spoil_no_others() -> None:
    tried, plain = HanFeatures({}, {}), HanFeatures({}, {})
    with pytest.raises(UnicodeEncodeError):
        tried.rows("北京\ud800", tried.tokens("北京\ud800"))
    text = "王毅在北京"
    assert (tried.rows(text, tried.tokens(text)) == plain.rows(text, plain.tokens(text))).all()
