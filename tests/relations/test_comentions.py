"""Pairs counted as columns of numbers are those that a few nested loops count."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Document
from kg.relations import comentions, paircounts, roles, scratch
from kg.relations.comentions import CoMentions, co_mentions
from tests.relations.cases import document, entity, named

ENTITIES = [entity(name) for name in ("Ann", "Ben", "Cal", "Dan", "Eve")]
NAMES = st.lists(st.sampled_from([one.id for one in ENTITIES]), max_size=4)
ARTICLES = st.lists(st.lists(NAMES, max_size=5), max_size=8)


def documents(articles: Sequence[Sequence[Sequence[str]]]) -> list[Document]:
    return [
        document(
            f"{number}", "\n".join(" ".join(names) or "Nobody" for names in sentences) or "Nobody", copies=number % 3,
            published=f"2024-0{number % 3 + 1}-15" if number % 4 else None, language=("en", "de")[number % 2],
        )
        for number, sentences in enumerate(articles)
    ]


def counted(articles: Sequence[Document], max_entities: int) -> dict[tuple[str, str], tuple[object, ...]]:
    """Articles, copies, sentences, days, languages and places of evidence of each pair, slowly."""
    found: dict[tuple[str, str], list[tuple[Document, list[int], int]]] = defaultdict(list)
    for doc in articles:
        sentences = [[one.id for _, one in named(doc, *ENTITIES) if _.at.start in range(s.start, s.end)] for s in doc.sentences]
        mentions = Counter(name for names in sentences for name in names)
        first = list(dict.fromkeys(name for names in sentences for name in names))
        foremost = sorted(mentions, key=lambda name: (-mentions[name], first.index(name)))[:max_entities]
        for a, b in itertools.combinations(sorted(mentions), 2):
            shared = [number for number, names in enumerate(sentences) if {a, b} <= set(names)]
            near = next(number for number, names in enumerate(sentences) if a in names or b in names)
            if shared or {a, b} <= set(foremost):
                found[a, b].append((doc, shared, near))
    return {
        pair: (
            len(told), sum(len(doc.duplicates) for doc, _, _ in told), sum(len(shared) for _, shared, _ in told),
            min((doc.published for doc, _, _ in told if doc.published), default=None),
            max((doc.published for doc, _, _ in told if doc.published), default=None),
            tuple(sorted({doc.tag for doc, _, _ in told})),
            [(doc.id, doc.sentences[shared[0]].start) for doc, shared, _ in told if shared][:5]
            or [(told[0][0].id, told[0][0].sentences[told[0][2]].start)],
        )
        for pair, told in found.items()
    }


@given(ARTICLES, st.integers(1, 5), st.integers(1, 50), st.integers(1, 5))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pairs_are_those_that_loops_count(
    monkeypatch: pytest.MonkeyPatch, articles: list[list[list[str]]], max_entities: int, step: int, chunk: int
) -> None:
    monkeypatch.setattr(comentions, "STEP", step)
    monkeypatch.setattr(comentions, "FETCHED", chunk)
    monkeypatch.setattr(comentions, "HELD", chunk)
    monkeypatch.setattr(paircounts, "SLICE", chunk)
    monkeypatch.setattr(scratch, "FLUSHED", step)
    monkeypatch.setattr(scratch, "WRITTEN", step)
    docs = documents(articles)
    found = co_mentions(docs, {doc.id: named(doc, *ENTITIES) for doc in docs}, max_entities)
    assert [(r.source, r.target) for r in found] == sorted((r.source, r.target) for r in found)
    assert {
        (r.source, r.target): (
            r.weight, r.count - r.weight, r.measures["sentences"], r.first_seen, r.last_seen, r.languages,
            [(e.article, e.span.start) for e in r.evidence],
        )
        for r in found
    } == counted(docs, max_entities)


def test_those_of_a_weight_come_alone() -> None:
    docs = documents([[["Ann", "Ben"]], [["Ann", "Ben", "Cal"]], [["Ann", "Ben"]]])
    found = CoMentions([one.id for one in ENTITIES], 50)
    for doc in docs:
        found.add(doc, named(doc, *ENTITIES))
    found.count()
    assert [r.weight for r in found.from_weight(2)] == [3]
    assert list(found.weights()) == [(1, 2), (3, 1)] and len(found) == 3
    assert all(r.evidence for r in found) and found == list(found)


def test_a_quote_may_hold_what_utf_8_can_not() -> None:
    (doc,) = documents([[["Ann", "Ben"]]])
    object.__setattr__(doc, "text", doc.text + "\ud800")
    object.__setattr__(doc, "analysed", doc.text)
    object.__setattr__(doc, "sentences", ())
    (relation,) = co_mentions([doc], {doc.id: named(doc, *ENTITIES)}, 50)
    assert relation.evidence[0].quote == doc.text


@pytest.mark.parametrize(
    ("work", "size", "expected"),
    [([], 5, []), ([1], 5, [2, 3]), ([9, 1, 1], 5, [2, 3, 5]), ([2, 2, 2, 2], 4, [2, 4, 6]), ([1, 9, 9], 5, [2, 3, 4, 5])],
)
def test_steps_end_where_work_is_enough(work: list[int], size: int, expected: list[int]) -> None:
    assert scratch.steps(range(2, 2 + len(work)), work, size) == expected


def test_roles_are_the_same_where_little_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.relations.test_roles import roles as found

    texts = ("{c:Japan@JP}'s Foreign Minister {p:Yoko Kamikawa} left.", "Foreign Minister {p:Yoko Kamikawa} came.",
             "{c:France@FR}'s Prime Minister {p:Jean Petit} met Foreign Minister {p:Yoko Kamikawa}.")  # fmt: skip
    whole = found(*texts)
    for constant in ("FLUSHED", "WRITTEN"):
        monkeypatch.setattr(scratch, constant, 1)
    monkeypatch.setattr(roles, "FEW", 0)
    assert found(*texts) == whole
    assert [(r.source, r.weight) for r in whole] == [("p:Jean Petit", 1), ("p:Yoko Kamikawa", 3)]
