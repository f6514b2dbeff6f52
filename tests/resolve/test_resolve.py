"""What holds for any corpus: every mention has an entity, and the order of documents means nothing."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Mention
from kg.resolve import RULES, resolve
from kg.resolve.evidence import Evidence
from kg.resolve.inside import locals_of
from kg.resolve.settle import Settled, settle
from tests.resolve.corpus import Corpus, resolved, row

CORPUS = (
    Corpus(
        row("Joe Biden|Joseph Biden", {"拜登": 500, "乔·拜登": 90}, 590),
        row("Hunter Biden", {"亨特·拜登": 40, "拜登": 5}, 45),
    )
    .add("拜登会见了习近平。", "zh-Hans", "拜登", "习近平")
    .add("Joe Biden met Xi Jinping. Biden smiled, Xi did not.", "en", "Joe Biden", "Biden", "Xi Jinping", "Xi")
    .add("Xi traf Biden.", "de", "Xi", "Biden")
    .add("沙利文（Jake Sullivan）與王毅見面。", "zh-Hant", "沙利文", "王毅")
    .add(
        "Jake Sullivan und Wang Yi trafen sich. Sullivans Flug ging früh.",
        "de",
        "Jake Sullivan",
        "Wang Yi",
        "Sullivans",
    )
    .add("沙利文和王毅谈了两天。", "zh-Hans", "沙利文", "王毅")
    .add("Andrew Sullivan wrote about Hunter Biden.", "en", "Andrew Sullivan", "Hunter Biden")
    .add("緝毒局（DEA）表示同意。", "zh-Hant", ("緝毒局", "agency"), ("DEA", "agency"))
    .add(
        "DEA agents agreed. Drug Enforcement Administration (DEA) officials too.",
        "en",
        ("Drug Enforcement Administration", "agency"),
        ("DEA", "agency"),
    )
)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(CORPUS.documents))))
def test_the_order_in_which_articles_are_counted_means_nothing(order: list[int]) -> None:
    def settled(indexes: Sequence[int]) -> Settled:
        evidence = Evidence()
        for document in (CORPUS.documents[index] for index in indexes):
            evidence.add(document, locals_of(document, CORPUS.mentions[document.id], CORPUS.table))
        evidence.count()
        return settle(evidence, CORPUS.table)

    one, other = settled(range(len(CORPUS.documents))), settled(order)
    assert (one.entities, one.judgements) == (other.entities, other.judgements)


def test_articles_are_read_once_and_not_held() -> None:
    def articles() -> Iterator[tuple[Document, Sequence[Mention]]]:
        last: weakref.ref[list[Mention]] | None = None
        for document in sorted(CORPUS.documents, key=lambda document: document.id):
            mentions = Mentions(CORPUS.mentions[document.id])
            yield document, mentions
            assert last is None or last() is None, "the mentions of the article before are still held"
            last = weakref.ref(mentions)
            del mentions

    assert resolve(articles(), aliases=CORPUS.table).entities == CORPUS.resolve().entities


class Mentions(list[Mention]):
    """A list that can be referred to weakly."""


def test_articles_out_of_order_or_twice_are_refused() -> None:
    pairs = [(document, CORPUS.mentions[document.id]) for document in sorted(CORPUS.documents, key=lambda doc: doc.id)]
    for wrong in (pairs[::-1], [pairs[0], pairs[0]]):
        with pytest.raises(ValueError, match="ascending id"):
            resolve(wrong, aliases=CORPUS.table)


def test_homes_are_asked_for_by_article() -> None:
    found = resolve([(document, CORPUS.mentions[document.id]) for document in sorted(CORPUS.documents, key=lambda doc: doc.id)],
                    aliases=CORPUS.table)
    document = CORPUS.documents[0]
    assert [entity.label for id_ in found.homes_of(document.id) for entity in found.entities if entity.id == id_] == [
        "Joe Biden", "Xi Jinping"
    ]
    with pytest.raises(KeyError):
        found.homes_of("no such article")


def test_every_mention_has_an_entity_and_counts_add_up() -> None:
    resolution = CORPUS.resolve()
    ids = {entity.id: entity for entity in resolution.entities}
    mentions = [mention for found in CORPUS.mentions.values() for mention in found]
    assert all(resolution.entity_of[mention] in ids for mention in mentions)
    assert sum(entity.mentions for entity in resolution.entities) == len(mentions)
    assert [entity.id for entity in resolution.entities] == sorted(ids)


def test_people_of_the_small_corpus() -> None:
    labels = {entity.label: entity.articles for entity in CORPUS.resolve().entities if entity.type == "person"}
    assert labels == {
        "Joe Biden": 3,
        "Xi Jinping": 3,
        "Jake Sullivan": 3,
        "Wang Yi": 3,
        "Andrew Sullivan": 1,
        "Hunter Biden": 1,
    }


def test_judgements_explain_themselves() -> None:
    judgements = CORPUS.resolve().judgements
    assert judgements and all(judgement.reasons and 0 <= judgement.score <= 1 for judgement in judgements)
    assert {judgement.rule for judgement in judgements} <= {rule for rule, _ in RULES}
    assert list(judgements) == sorted(judgements, key=lambda judgement: judgement.order)


def test_ids_do_not_change_when_more_is_known() -> None:
    before = {entity.label: entity.id for entity in CORPUS.resolve().entities}
    more = Corpus().add("Wang Yi arrived again.", "en", "Wang Yi")
    documents = [*CORPUS.documents, *more.documents]
    after = {e.label: e.id for e in resolved(documents, CORPUS.mentions | more.mentions, CORPUS.table).entities}
    assert after == before


def test_nothing_in_nothing_out() -> None:
    resolution = resolve([], aliases=CORPUS.table)
    assert resolution.entities == () and not resolution.owners.numbers


def test_what_names_need_is_read_once_behind_the_first_article_of_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """While worker processes recognize names in the articles behind it."""
    seen: list[str] = []
    corpus = Corpus().add("Joe Biden spoke.", "en", "Joe Biden")
    corpus.add("拜登发言。", "zh-Hans", "拜登").add("王毅发言。", "zh-Hans", "王毅")
    plain = corpus.resolve()
    monkeypatch.setattr("kg.resolve.load", lambda language: seen.append(f"load {language}"))

    def come() -> Iterator[tuple[Document, Sequence[Mention]]]:
        for doc in sorted(corpus.documents, key=lambda doc: doc.language):
            seen.append(doc.language)
            yield replace(doc, id=f"{len(seen):016}"), ()  # in the order in which they come

    resolve(come(), aliases=corpus.table)
    assert seen == ["en", "load en", "zh", "load zh", "zh"]
    assert corpus.resolve().entities == plain.entities
