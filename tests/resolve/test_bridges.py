"""Bridges between scripts: sound proposes, company decides."""

from kg.model import Mention, Span
from kg.resolve import resolve
from kg.resolve.judge import RULES
from tests.factory import document
from tests.resolve.corpus import EMPTY, Corpus


def test_a_dotted_name_needs_no_company() -> None:
    corpus = Corpus()
    corpus.add("埃莉诺·哈特曼到访。", "zh-Hans", "埃莉诺·哈特曼").add("Eleanor Hartmann came.", "en", "Eleanor Hartmann")
    assert len(corpus.resolve().entities) == 1


def test_a_surname_that_sounds_alike_is_not_enough() -> None:
    corpus = Corpus().add("哈特曼到访。", "zh-Hans", "哈特曼").add("Ruth Hartmann came.", "en", "Ruth Hartmann")
    assert len(corpus.resolve().entities) == 2


def test_neighbours_choose_among_bearers_of_one_surname() -> None:
    corpus = Corpus()
    corpus.add(
        "Ruth Hartmann met Eleanor Voss and Jonas Kettering in Garlow.", "en",
        "Ruth Hartmann", "Eleanor Voss", "Jonas Kettering", ("Garlow", "place"),
    )
    corpus.add("Walter Hartmann played chess.", "en", "Walter Hartmann")
    corpus.add(
        "哈特曼在Garlow会见了埃莉诺·沃斯（Eleanor Voss）和乔纳斯·凯特林（Jonas Kettering）。", "zh-Hans",
        "哈特曼", ("Garlow", "place"), "埃莉诺·沃斯", "Eleanor Voss", "乔纳斯·凯特林", "Jonas Kettering",
    )
    assert frozenset({"哈特曼", "Ruth Hartmann"}) in corpus.names()


def test_reasons_say_what_was_seen() -> None:
    corpus = Corpus()
    corpus.add("埃莉诺·哈特曼到访。", "zh-Hans", "埃莉诺·哈特曼").add("Eleanor Hartmann came.", "en", "Eleanor Hartmann")
    (judgement,) = [one for one in corpus.resolve().judgements if one.rule == "transliteration"]
    assert judgement.verdict == "same" and "sounds like eleanor hartmann" in judgement.reasons[0]
    assert judgement.rule in dict(RULES)


def test_characters_are_read_as_koreans_and_cantonese_read_them() -> None:
    for han, latin in (("文在寅", "Moon Jae-in"), ("張建宗", "Matthew Cheung Kin-chung"), ("菅義偉", "Yoshihide Suga")):
        corpus = Corpus().add(f"{han}發表談話。", "zh-Hant", han).add(f"{latin} spoke.", "en", latin)
        assert len(corpus.names()) == 1, latin


def test_two_han_names_of_one_reading_leave_it_open() -> None:
    corpus = Corpus().add("張建宗來訪。", "zh-Hant", "張建宗").add("張健忠來訪。", "zh-Hant", "張健忠")
    corpus.add("Cheung Kin-chung spoke.", "en", "Cheung Kin-chung")
    assert len(corpus.names()) == 3


def test_settling_reads_no_text() -> None:
    """What is global must work from evidence alone: documents and mentions may be gone by then."""
    text = "Ruth Hartmann came."
    doc = document(text, "en")
    mention = Mention.of(doc, Span(start=0, end=13), "person", "test")
    assert len(resolve([(doc, [mention])], aliases=EMPTY).entities) == 1
