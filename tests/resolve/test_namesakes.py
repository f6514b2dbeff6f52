"""People of one name: company tells them apart, a rare name is never split."""

from dataclasses import replace

import pytest

from kg.model import Mention
from tests.resolve.corpus import EMPTY, Corpus, resolved


def _articles(*articles: tuple[str, str, str, str | None, tuple[str, ...]]) -> tuple[Corpus, dict[str, list[Mention]]]:
    """(text, language, name, role, neighbours): documents in which the name has this role."""
    corpus = Corpus()
    for text, language, name, _, others in articles:
        corpus.add(text, language, name, *others)
    given: dict[str, list[Mention]] = {}
    for doc, (_, _, name, role, _) in zip(corpus.documents, articles, strict=True):
        given[doc.id] = [
            replace(mention, role=role) if mention.text == name else mention for mention in corpus.mentions[doc.id]
        ]
    return corpus, given


def _nodes(corpus: Corpus, mentions: dict[str, list[Mention]], name: str) -> int:
    resolution = resolved(corpus.documents, mentions, EMPTY)
    return len({id_ for mention, id_ in resolution.entity_of.items() if mention.text == name})


def test_a_professor_and_a_police_officer_of_a_common_name_are_two() -> None:
    corpus, mentions = _articles(
        ("武汉教授李伟说。", "zh-Hans", "李伟", "教授", ()),
        ("多伦多警员李伟说。", "zh-Hans", "李伟", "警员", ()),
    )
    assert _nodes(corpus, mentions, "李伟") == 2


def test_one_office_joins_a_common_name() -> None:
    corpus, mentions = _articles(
        ("武汉教授李伟说。", "zh-Hans", "李伟", "教授", ()), ("李伟教授又说。", "zh-Hans", "李伟", "教授", ())
    )
    assert _nodes(corpus, mentions, "李伟") == 1


@pytest.mark.parametrize("name", ["李伟", "John Smith"])
def test_a_common_name_alone_says_nothing(name: str) -> None:
    language = "en" if name.isascii() else "zh-Hans"
    corpus, mentions = _articles((f"{name}, 1.", language, name, None, ()), (f"{name}, 2.", language, name, None, ()))
    assert _nodes(corpus, mentions, name) == 2


def test_neighbours_in_common_join_a_common_name() -> None:
    corpus, mentions = _articles(
        ("John Smith met Zebulon Quarrington.", "en", "John Smith", None, ("Zebulon Quarrington",)),
        ("Zebulon Quarrington thanked John Smith.", "en", "John Smith", None, ("Zebulon Quarrington",)),
    )
    assert _nodes(corpus, mentions, "John Smith") == 1


def test_a_rare_name_is_never_split() -> None:
    corpus, mentions = _articles(
        ("Professor Zebulon Quarrington spoke.", "en", "Zebulon Quarrington", "Professor", ()),
        ("Mayor Zebulon Quarrington spoke.", "en", "Zebulon Quarrington", "Mayor", ()),
        ("王小洪教授说。", "zh-Hans", "王小洪", "教授", ()),
        ("警员王小洪说。", "zh-Hans", "王小洪", "警员", ()),
    )
    assert _nodes(corpus, mentions, "Zebulon Quarrington") == 1 and _nodes(corpus, mentions, "王小洪") == 1


def test_splits_are_explained() -> None:
    corpus, mentions = _articles(
        ("武汉教授李伟说。", "zh-Hans", "李伟", "教授", ()), ("多伦多警员李伟说。", "zh-Hans", "李伟", "警员", ())
    )
    (judgement,) = [one for one in resolved(corpus.documents, mentions, EMPTY).judgements if one.rule == "namesake"]
    assert judgement.verdict == "different"
    assert any("professor" in reason for reason in judgement.reasons)


def test_a_homophone_is_a_misspelling_only_in_the_same_company() -> None:
    people = ("欧阳震", "司马昭远", "诸葛平川")
    text = "会见欧阳震、司马昭远、诸葛平川"
    known = [(f"发言人汪文斌{text}，第{n}次。", "zh-Hans", "汪文斌", "发言人", people) for n in range(5)]
    corpus, mentions = _articles(*known, (f"发言人汪文彬{text}。", "zh-Hans", "汪文彬", "发言人", people))
    everyone = {mention.text: id_ for mention, id_ in resolved(corpus.documents, mentions, EMPTY).entity_of.items()}
    assert everyone["汪文斌"] == everyone["汪文彬"]
    corpus, mentions = _articles(*known, ("教师汪文彬退休。", "zh-Hans", "汪文彬", None, ()))
    everyone = {mention.text: id_ for mention, id_ in resolved(corpus.documents, mentions, EMPTY).entity_of.items()}
    assert everyone["汪文斌"] != everyone["汪文彬"]
