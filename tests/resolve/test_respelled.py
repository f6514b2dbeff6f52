"""Rare Chinese spellings of foreigners beside usual ones."""

import pytest

from kg.model import EntityType
from kg.resolve.respelled import one_step
from tests.resolve.corpus import Corpus, row


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("杜鲁多", "杜鲁道", True),
        ("彭培奥", "彭佩奥", True),
        ("博索尔纳罗", "博尔索纳罗", True),
        ("特郎普", "特朗普", True),
        ("麦康内尔", "麦康内尔斯", True),
        ("哈里斯", "哈里发", False),
        ("杜鲁多", "特鲁多", False),
        ("布朗", "布朗特", False),
    ],
)
def test_one_step_between_spellings(left: str, right: str, wanted: bool) -> None:
    assert one_step(left, right) is wanted and one_step(right, left) is wanted


def _corpus(company: str) -> Corpus:
    corpus = Corpus(row("Eleanor Quarrington", {"奎林顿": 40}, 40))
    for place in ("Garlow", "Tarn", "Veldt", "Orsk", "Brill"):
        corpus.add(
            f"美国国务卿奎林顿（Eleanor Quarrington）在{place}会见乔纳斯·凯特林、露丝·沃斯和保罗·恩德。", "zh-Hans",
            "奎林顿", "Eleanor Quarrington", (place, "place"), "乔纳斯·凯特林", "露丝·沃斯", "保罗·恩德",
        )
    places: list[tuple[str, EntityType]] = [("Garlow", "place"), ("Tarn", "place")]
    return corpus.add(company, "zh-Hans", "奎灵顿", "乔纳斯·凯特林", "露丝·沃斯", "保罗·恩德", *places)


def test_company_joins_a_rare_spelling_with_the_usual_one() -> None:
    corpus = _corpus("奎灵顿在Garlow和Tarn会见乔纳斯·凯特林、露丝·沃斯和保罗·恩德。")
    assert any({"奎灵顿", "奎林顿"} <= names for names in corpus.names())
    assert [one.verdict for one in corpus.resolve().judgements if one.rule == "respelled"] == ["same"]


def test_without_company_a_spelling_stays_apart() -> None:
    assert frozenset({"奎灵顿"}) in _corpus("奎灵顿种花。").names()
