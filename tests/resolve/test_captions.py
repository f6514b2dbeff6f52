"""Credits in brackets behind many people's names are nobody's name."""

from tests.resolve.corpus import Corpus


def test_a_credit_behind_three_names_joins_nobody() -> None:
    corpus = Corpus()
    for han in ("郭于华", "陈一新", "丰晓燕"):
        corpus.add(f"{han}（Picture Archive）在场。", "zh-Hans", han)
    assert len(corpus.resolve().entities) == 3
    assert corpus.entity("郭于华").label == "郭于华"


def test_a_name_behind_one_persons_variants_stays() -> None:
    corpus = Corpus()
    for han in ("史达伟", "史大伟"):
        corpus.add(f"{han}（David Quarrington）在场。", "zh-Hans", han)
    assert len(corpus.resolve().entities) == 1
