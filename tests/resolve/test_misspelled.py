"""Slips in Latin names that gloss somebody's Chinese name."""

import pytest

from kg.names.latin import slip
from tests.resolve.corpus import Corpus, row


@pytest.mark.parametrize(
    ("wrong", "right", "wanted"),
    [
        ("macro rubio", "marco rubio", True),
        ("mroco rubio", "marco rubio", True),
        ("david r stiwell", "david stilwell", True),
        ("milos vystrci", "milos vystrcil", True),
        ("jill biden", "joe biden", False),
        ("karen pence", "mike pence", False),
        ("li wei", "li wen", False),
    ],
)
def test_slips(wrong: str, right: str, wanted: bool) -> None:
    assert slip(wrong, right) is wanted


def test_a_slip_that_glosses_the_same_chinese_name_is_joined() -> None:
    corpus = Corpus(row("Bartholomew Quarrington", {"奎林顿": 40}, 40))
    corpus.add("奎林顿（Bartholomew Quarrington）到访。", "zh-Hans", "奎林顿", "Bartholomew Quarrington")
    corpus.add("奎林顿（Bartholemew Quarringtom）又到访。", "zh-Hans", "奎林顿", "Bartholemew Quarringtom")
    assert len(corpus.names()) == 1


def test_a_slip_without_the_chinese_name_stays_apart() -> None:
    corpus = Corpus(row("Bartholomew Quarrington", {"奎林顿": 40}, 40))
    corpus.add("Bartholomew Quarrington came.", "en", "Bartholomew Quarrington")
    corpus.add("Bartholemew Quarringtom came.", "en", "Bartholemew Quarringtom")
    assert len(corpus.names()) == 2


def test_a_slip_may_be_less_rare_where_the_chinese_name_is_long() -> None:
    corpus = Corpus(row("Bartholomew Quarrington", {"巴索洛缪·奎林顿": 5}, 5))
    corpus.add("巴索洛缪·奎林顿（Bartholomew Quarrington）到访。", "zh-Hans", "巴索洛缪·奎林顿", "Bartholomew Quarrington")
    corpus.add("巴索洛缪·奎林顿（Bartholemew Quarringtom）又到访。", "zh-Hans", "巴索洛缪·奎林顿", "Bartholemew Quarringtom")
    assert len(corpus.names()) == 1
