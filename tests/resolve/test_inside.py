from tests.resolve.corpus import Corpus, row


def test_surname_goes_to_the_full_name() -> None:
    corpus = Corpus().add("Joe Biden spoke first. Later Biden left the room.", "en", "Joe Biden", "Biden")
    assert corpus.names() == {frozenset({"Joe Biden", "Biden"})}


def test_surname_before_the_full_name_too() -> None:
    corpus = Corpus().add(
        "Guterres sagte ab. António Guterres bleibt in New York.", "de", "António Guterres", "Guterres"
    )
    assert len(corpus.names()) == 1


def test_german_genitive() -> None:
    corpus = Corpus().add("Angela Merkel kam an. Merkels Berater warteten schon.", "de", "Angela Merkel", "Merkels")
    assert len(corpus.names()) == 1


def test_last_part_of_a_dotted_name() -> None:
    corpus = Corpus().add("托德·罗宾逊星期四抵达。罗宾逊说，会谈有进展。", "zh-Hans", "托德·罗宾逊", "罗宾逊")
    assert len(corpus.names()) == 1


def test_chinese_surname_alone_and_given_name_alone() -> None:
    corpus = Corpus().add("习近平抵达机场，习随后发表讲话，近平一词也出现。", "zh-Hans", "习近平", "习", "近平")
    assert len(corpus.names()) == 1


def test_two_of_one_surname_the_nearest_before_wins() -> None:
    text = "Bill Clinton opened the meeting. Clinton thanked all. Hillary Clinton closed it. Clinton then left."
    corpus = Corpus().add(text, "en", "Bill Clinton", "Hillary Clinton", "Clinton")
    resolution = corpus.resolve()
    by_start = sorted((mention.span.start, mention.text, id_) for mention, id_ in resolution.entity_of.items())
    assert by_start[0][2] == by_start[1][2] and by_start[2][2] == by_start[3][2] and by_start[0][2] != by_start[2][2]


def test_a_famous_surname_is_not_a_relatives() -> None:
    corpus = Corpus(row("Joe Biden", {"拜登": 500}, 500), row("Hunter Biden", {"亨特·拜登": 80}, 80))
    corpus.add("亨特·拜登没有出庭。拜登在白宫发表讲话。", "zh-Hans", "亨特·拜登", "拜登")
    assert corpus.entity("拜登").label == "Joe Biden"
    assert corpus.entity("亨特·拜登").label == "Hunter Biden"


def test_middle_initials_and_nicknames_in_one_article() -> None:
    text = "Joseph R. Biden signed. Joe Biden then spoke."
    assert len(Corpus().add(text, "en", "Joseph R. Biden", "Joe Biden").names()) == 1


def test_types_stay_apart() -> None:
    corpus = Corpus().add("Jordan met Jordan.", "en", "Jordan")
    doc = corpus.documents[0]
    first, _ = corpus.mentions[doc.id]
    from tests.factory import mention

    corpus.mentions[doc.id] = [first, mention(doc, "Jordan", "country", nth=1, known="country:JO")]
    assert len(corpus.resolve().entities) == 2
