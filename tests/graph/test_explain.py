"""Why two names are one node or two, told from the judgements that a build keeps; and which pairs are doubtful."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg.curation import parse
from kg.errors import UnknownNameError
from kg.exporters import jsonl
from kg.exporters.stored import Stored
from kg.graph import KnowledgeGraph
from kg.model import Build
from tests.resolve.corpus import Corpus, resolved, row

CORPUS = (
    Corpus(
        row("Joe Biden|Joseph Biden", {"拜登": 500, "乔·拜登": 90}, 590),
        row("Hillary Clinton", {"克林顿": 10, "希拉里·克林顿": 30}, 40), row("Bill Clinton", {"克林顿": 9}, 30),
    )
    .add("拜登（Joe Biden）会见了王毅。", "zh-Hans", "拜登", "Joe Biden", "王毅")
    .add("Joseph Biden met Wang Yi. Biden smiled.", "en", "Joseph Biden", "Wang Yi", "Biden")
    .add("Hillary Clinton and Bill Clinton came. Clinton left.", "en", "Hillary Clinton", "Bill Clinton", "Clinton")
    .add("克林顿去了北京。", "zh-Hans", "克林顿")
    .add("克林顿去了上海。", "zh-Hans", "克林顿")
    .add("Robinette Biden sang.", "en", "Robinette Biden")
)


def build(curation: str = "") -> Build:
    found = resolved(CORPUS.documents, CORPUS.mentions, CORPUS.table, parse(curation, Path("curation.yaml")))
    pairs = found.entity_of.items()
    return Build(
        documents=tuple(sorted(CORPUS.documents, key=lambda document: document.id)), entities=found.entities, events=(),
        mentions=tuple(sorted(pairs, key=lambda pair: (pair[0].article, pair[0].span))), relations=(),
        judgements=found.recorded,
    )


@pytest.fixture(params=["memory", "files"])
def graph(request: pytest.FixtureRequest, tmp_path: Path) -> KnowledgeGraph:
    if request.param == "memory":
        return KnowledgeGraph(build())
    jsonl.write(build(), tmp_path)
    return KnowledgeGraph(Stored(tmp_path))


def test_a_chain_joins_two_names_of_one_node(graph: KnowledgeGraph) -> None:
    found = graph.explain("拜登", "Joseph Biden")
    assert found.same and found.chain and not found.against
    assert found.chain[0].left == "拜登" and found.chain[-1].right == "Joseph Biden"
    assert all(one.right == other.left for one, other in pairwise(found.chain))
    text = str(found)
    assert text.startswith("拜登 and Joseph Biden are one node: Joe Biden (person, 2 articles, person:")
    assert "joined by rule" in text and "because: " in text


def test_a_gloss_is_told_with_its_article(graph: KnowledgeGraph) -> None:
    found = graph.explain("拜登", "Joe Biden")
    assert any("0.txt" in reason.articles for reason in found.chain)


def test_a_short_name_inside_an_article_is_told_by_the_article(graph: KnowledgeGraph) -> None:
    found = graph.explain("Clinton", "Bill Clinton")
    assert found.same and "Clinton stands for Bill Clinton within one article, such as 2.txt" in str(found)


def test_two_spellings_of_one_key(graph: KnowledgeGraph) -> None:
    assert "one spelling" in str(graph.explain("BILL CLINTON", "Bill Clinton")) or "one name" in str(
        graph.explain("BILL CLINTON", "Bill Clinton")
    )


def test_names_that_were_never_compared(graph: KnowledgeGraph) -> None:
    found = graph.explain("Wang Yi", "Robinette Biden")
    assert not found.same and not found.chain and "no blocking key is shared" in found.notes[0]
    assert "likeness 0" in found.notes[1]


def test_a_doubtful_pair_is_told_and_listed(graph: KnowledgeGraph) -> None:
    doubt, *others = graph.doubts()
    assert all(doubt.score >= other.score for other in others)
    pair = {doubt.left.label, doubt.right.label}
    assert doubt.rule and 0 < doubt.score < 1 and doubt.articles == min(doubt.left.articles, doubt.right.articles)
    assert doubt.left.evidence and "克林顿" in doubt.about
    found = graph.explain(*(side.id for side in (doubt.left, doubt.right)))
    assert not found.same and found.against[0].verdict == "unsure" and "doubtful, so left apart" in str(found)
    assert {found.left_entity.split(" (")[0], found.right_entity.split(" (")[0]} == pair
    assert doubt in graph.doubts(doubt.left.id) and not graph.doubts("Wang Yi") and not graph.doubts(limit=0)
    assert not graph.doubts(wanted=lambda left, right: False)


def test_what_people_decided_comes_first() -> None:
    joined = KnowledgeGraph(build("- same: [Robinette Biden, Joe Biden]")).explain("Robinette Biden", "Joe Biden")
    assert joined.same and joined.chain[0].rule == "decided"
    assert joined.chain[0].reasons == ("a person decided: same (curation.yaml, line 1)",)
    apart = KnowledgeGraph(build("\n- different: [王毅, Wang Yi]")).explain("王毅", "Wang Yi")
    assert not apart.same and apart.against[0].rule == "decided" and "curation.yaml, line 2" in str(apart)


def test_former_ids_point_at_the_entity(graph: KnowledgeGraph) -> None:
    entity = graph.entity("Joe Biden")
    assert entity.former_ids and all(graph.entity(id_) == entity for id_ in entity.former_ids)
    assert graph.explain(entity.former_ids[0], "王毅").same is False


def test_unknown_names_and_records(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError):
        graph.explain("Nobody At All", "Joe Biden")
    record = graph.explain("拜登", "Joe Biden").to_record()
    assert record["same"] is True and record["chain"][0]["rule"]


def test_an_older_build_without_judgements(tmp_path: Path) -> None:
    jsonl.write(build(), tmp_path)
    (tmp_path / jsonl.JUDGEMENTS).unlink()
    assert jsonl.read(tmp_path).judgements == ()
