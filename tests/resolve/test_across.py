import pytest

from kg.model import EntityType
from tests.factory import mention
from tests.resolve.corpus import Corpus, row


def test_gloss_ties_scripts_together() -> None:
    corpus = Corpus()
    corpus.add("助理國務卿羅賓遜（Todd Robinson）週四表示歡迎。", "zh-Hant", "羅賓遜")
    corpus.add("托德·罗宾逊在北京说，会谈有进展。", "zh-Hans", "托德·罗宾逊")
    corpus.add("Todd Robinson praised the talks.", "en", "Todd Robinson")
    entity = corpus.entity("羅賓遜")
    assert entity.label == "Todd Robinson" and entity.articles == 3
    assert {alias.name for alias in entity.aliases if alias.language == "zh-Hant"} == {"羅賓遜"}


def test_alias_rows_tie_regional_variants() -> None:
    corpus = Corpus(row("Vladimir Putin", {"普京": 40, "蒲亭": 50, "弗拉基米尔·普京": 3}, 93))
    for text, language, name in (
        ("普京来访。", "zh-Hans", "普京"),
        ("蒲亭來訪。", "zh-Hant", "蒲亭"),
        ("Wladimir Putin kam.", "de", "Wladimir Putin"),
    ):
        corpus.add(text, language, name)
    assert corpus.names() == {frozenset({"普京", "蒲亭", "Wladimir Putin"})}


@pytest.mark.parametrize(
    ("han", "latin"),
    [("王毅", "Wang Yi"), ("王小洪", "Wang Xiaohong"), ("习近平", "Xi Jinping"), ("蔡英文", "Tsai Ing-wen")],
)
def test_readings(han: str, latin: str) -> None:
    corpus = Corpus().add(f"{han}发表讲话。", "zh-Hans", han).add(f"{latin} gave a speech.", "en", latin)
    assert len(corpus.names()) == 1


def test_a_reading_that_two_names_share_is_left_open() -> None:
    corpus = (
        Corpus()
        .add("王毅发表讲话。", "zh-Hans", "王毅")
        .add("王义发表讲话。", "zh-Hans", "王义")
        .add("Wang Yi spoke.", "en", "Wang Yi")
    )
    assert len(corpus.names()) == 3


def test_transliterated_full_names_without_any_gloss() -> None:
    corpus = (
        Corpus()
        .add("埃莉诺·哈特曼到访。", "zh-Hans", "埃莉诺·哈特曼")
        .add("Eleanor Hartman arrived.", "en", "Eleanor Hartman")
    )
    corpus.add("Robert Hartman arrived.", "en", "Robert Hartman")
    assert frozenset({"埃莉诺·哈特曼", "Eleanor Hartman"}) in corpus.names()


MUST_NOT_MERGE: list[tuple[tuple[str, str, EntityType], tuple[str, str, EntityType]]] = [
    (("习近平", "zh-Hans", "person"), ("习近朋", "zh-Hans", "person")),
    (("Joe Biden", "en", "person"), ("Hunter Biden", "en", "person")),
    (("Donald Trump", "en", "person"), ("Donald Trump Jr.", "en", "person")),
    (("George Bush", "en", "person"), ("Laura Bush", "de", "person")),
    (("乔·拜登", "zh-Hans", "person"), ("Jill Biden", "en", "person")),
    (("国务院", "zh-Hans", "agency"), ("国务院", "zh-Hans", "agency")),
    (("Finanzministerium", "de", "agency"), ("Finanzministerium", "de", "agency")),
    (("Georgia", "en", "place"), ("Georgia", "en", "person")),
]


@pytest.mark.parametrize(("left", "right"), MUST_NOT_MERGE)
def test_must_not_merge(left: tuple[str, str, EntityType], right: tuple[str, str, EntityType]) -> None:
    corpus = Corpus()
    for name, language, type_ in (left, right):
        corpus.add(f"{name}, {len(corpus.documents)}.", language, (name, type_))
    assert len(corpus.resolve().entities) == 2


def test_an_ambiguous_short_name_does_not_chain_two_people() -> None:
    corpus = (
        Corpus()
        .add("克林顿（Bill Clinton）到了。", "zh-Hans", "克林顿")
        .add("克林顿（Hillary Clinton）到了。", "zh-Hans", "克林顿")
    )
    corpus.add("克林顿到了。", "zh-Hans", "克林顿")
    resolution = corpus.resolve()
    assert len(resolution.entities) == 3
    assert any(judgement.verdict == "unsure" and judgement.rule == "short name" for judgement in resolution.judgements)


def test_a_surname_alone_goes_to_its_dominant_bearer() -> None:
    corpus = Corpus()
    for day in range(5):
        corpus.add(f"Antony Blinken spoke on day {day}.", "en", "Antony Blinken")
    corpus.add("Blinken left.", "en", "Blinken")
    assert len(corpus.names()) == 1


def test_a_surname_with_one_rare_bearer_stays_alone() -> None:
    corpus = Corpus().add("Thomas Bach spoke.", "en", "Thomas Bach").add("Bach wrote music.", "en", "Bach")
    assert len(corpus.names()) == 2


def test_spellings_of_one_name() -> None:
    corpus = Corpus().add("Sergej Lawrow kam.", "de", "Sergej Lawrow").add("Sergey Lavrov came.", "en", "Sergey Lavrov")
    assert len(corpus.names()) == 1


def test_knowledge_ids_become_entity_ids() -> None:
    corpus = Corpus().add("Germany agreed.", "en").add("德国同意。", "zh-Hans")
    for doc, name in zip(corpus.documents, ("Germany", "德国"), strict=True):
        corpus.mentions[doc.id] = [mention(doc, name, "country", known="country:DE")]
    (entity,) = corpus.resolve().entities
    assert (entity.id, entity.country, entity.articles) == ("country:DE", "DE", 2)
    assert {"Germany", "Deutschland", "德国"} <= {alias.name for alias in entity.aliases}


def test_composed_agency_ids() -> None:
    corpus = Corpus().add("爱沙尼亚外交部发表声明。", "zh-Hans")
    doc = corpus.documents[0]
    corpus.mentions[doc.id] = [
        mention(doc, "爱沙尼亚外交部", "agency", known="agency:EE/foreign-ministry", country="EE")
    ]
    (entity,) = corpus.resolve().entities
    assert entity.type == "agency" and entity.country == "EE" and "Foreign Ministry" in entity.label


def test_an_abbreviation_follows_its_gloss() -> None:
    corpus = Corpus().add(
        "The Baltic Harbour Authority (BHA) opened.",
        "en",
        ("Baltic Harbour Authority", "organization"),
        ("BHA", "organization"),
    )
    corpus.add("BHA closed.", "en", ("BHA", "organization"))
    assert len(corpus.names()) == 1


def test_pinyin_is_an_english_alias_of_a_chinese_name_without_a_latin_one() -> None:
    entity = Corpus().add("王毅发表讲话。", "zh-Hans", "王毅").entity("王毅")
    assert entity.label == "王毅" and ("en", "Wang Yi") in {(alias.language, alias.name) for alias in entity.aliases}
    foreign = Corpus().add("沙利文发表讲话。", "zh-Hans", "沙利文").entity("沙利文")
    assert all(alias.language != "en" for alias in foreign.aliases)


def test_hong_kong_names_with_and_without_the_english_given_name() -> None:
    corpus = Corpus().add("Paul Chan Mo-po spoke.", "en", "Paul Chan Mo-po").add("Chan Mo-po kam.", "de", "Chan Mo-po")
    assert len(corpus.names()) == 1


def test_a_mission_without_its_place_is_the_only_one_of_its_article() -> None:
    corpus = Corpus().add("The Chinese consulate in Houston closed. The Chinese consulate was searched.", "en")
    doc = corpus.documents[0]
    full = mention(doc, "Chinese consulate in Houston", "agency", known="agency:CN/consulate/houston", country="CN")
    short = mention(doc, "Chinese consulate", "agency", nth=1, known="agency:CN/consulate", country="CN")
    corpus.mentions[doc.id] = [full, short]
    assert {entity.id for entity in corpus.resolve().entities} == {"agency:CN/consulate/houston"}


def test_relatives_in_the_corpus_do_not_make_a_famous_surname_ambiguous() -> None:
    corpus = Corpus(
        row("Donald Trump", {"特朗普": 260, "唐纳德·特朗普": 90}, 350), row("Ivanka Trump", {"伊万卡·特朗普": 20}, 20)
    )
    for day in range(4):
        corpus.add(f"{day}日，伊万卡·特朗普到访。", "zh-Hans", "伊万卡·特朗普")
    corpus.add("特朗普到访。", "zh-Hans", "特朗普")
    assert corpus.entity("特朗普").label == "Donald Trump"


def test_father_and_son_by_their_initials() -> None:
    corpus = (
        Corpus()
        .add("George W. Bush spoke.", "en", "George W. Bush")
        .add("George H.W. Bush spoke.", "en", "George H.W. Bush")
    )
    assert len(corpus.names()) == 2
