"""Whom a surname standing alone means where several are known."""

from tests.resolve.corpus import Corpus, row

ELEANORS, WALTERS = ("Jonas Kettering", "Olga Brandt", "Nils Asker"), ("Ruth Voss", "Paul Ender")
ELEANOR, WALTER = f"会见{'、'.join(ELEANORS)}。", f"会见{'、'.join(WALTERS)}。"


def _two_bearers() -> Corpus:
    corpus = Corpus(
        row("Eleanor Hartmann", {"埃莉诺·哈特曼": 9, "哈特曼": 9}, 18),
        row("Walter Hartmann", {"沃尔特·哈特曼": 9, "哈特曼": 9}, 18),
    )
    for place in ("Garlow", "Tarn", "Veldt"):
        corpus.add(
            f"埃莉诺·哈特曼在{place}会见Jonas Kettering、Olga Brandt和Nils Asker。", "zh-Hans",
            "埃莉诺·哈特曼", (place, "place"), "Jonas Kettering", "Olga Brandt", "Nils Asker",
        )
    for place in ("Orsk", "Brill", "Marl"):
        corpus.add(
            f"沃尔特·哈特曼在{place}会见Ruth Voss和Paul Ender。", "zh-Hans",
            "沃尔特·哈特曼", (place, "place"), "Ruth Voss", "Paul Ender",
        )
    return corpus


def _homes(corpus: Corpus) -> list[str]:
    """The labels of the entities of the mentions that say 哈特曼 alone, by article."""
    found = corpus.resolve()
    labels = {entity.id: entity.label for entity in found.entities}
    order = {doc.id: number for number, doc in enumerate(corpus.documents)}
    alone = sorted(
        (order[mention.article], labels[id_]) for mention, id_ in found.entity_of.items() if mention.text == "哈特曼"
    )
    return [label for _, label in alone]


def test_each_article_goes_its_own_way_by_its_company() -> None:
    corpus = _two_bearers()
    corpus.add("哈特曼在Garlow。" + ELEANOR, "zh-Hans", "哈特曼", ("Garlow", "place"), *ELEANORS)
    corpus.add("哈特曼在Orsk。" + WALTER, "zh-Hans", "哈特曼", ("Orsk", "place"), *WALTERS)
    assert _homes(corpus) == ["Eleanor Hartmann", "Walter Hartmann"]


def test_an_article_that_says_nothing_stays_by_itself() -> None:
    corpus = _two_bearers()
    corpus.add("哈特曼在Garlow。" + ELEANOR, "zh-Hans", "哈特曼", ("Garlow", "place"), *ELEANORS)
    corpus.add("哈特曼在Orsk。" + WALTER, "zh-Hans", "哈特曼", ("Orsk", "place"), *WALTERS)
    corpus.add("哈特曼种花。", "zh-Hans", "哈特曼")
    assert _homes(corpus) == ["Eleanor Hartmann", "Walter Hartmann", "哈特曼"]


def test_where_nearly_all_speak_for_one_the_name_is_that_ones() -> None:
    corpus = _two_bearers()
    for place in ("Garlow", "Tarn", "Veldt"):
        corpus.add(f"哈特曼在{place}。{ELEANOR}", "zh-Hans", "哈特曼", (place, "place"), *ELEANORS)
    corpus.add("哈特曼种花。", "zh-Hans", "哈特曼")
    assert set(_homes(corpus)) == {"Eleanor Hartmann"}


def test_company_alone_does_not_decide_for_the_only_bearer_that_is_known() -> None:
    company = ("Ruth Voss", "Paul Ender", "Nils Asker", "Olga Brandt")
    said = f"提到{'、'.join(company)}。"
    corpus = Corpus(
        row("Eleanor Hartmann", {"埃莉诺·哈特曼": 9, "哈特曼": 9}, 18),
        row("Walter Hartmann", {"沃尔特·哈特曼": 9, "哈特曼": 9}, 18),
    )
    corpus.add("沃尔特·哈特曼周五讲话，" + said, "zh-Hans", "沃尔特·哈特曼", *company)
    corpus.add("哈特曼周六讲话，" + said, "zh-Hans", "哈特曼", *company)
    corpus.add("哈特曼周日讲话，" + said, "zh-Hans", "哈特曼", *company)
    assert set(_homes(corpus)) == {"哈特曼"}
