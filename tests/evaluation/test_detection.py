"""Detection, counted by hand: once per article and entity, by kind and language."""

from __future__ import annotations

import dataclasses

import pytest

from kg.evaluation.alignment import align
from kg.evaluation.detection import Detection, detection
from kg.evaluation.names import comparable
from kg.model import Build
from tests.evaluation.builds import build, entity, gold
from tests.factory import document

TALKS = document("Wang Yi met Jake Sullivan in Bangkok. Sullivan told Reuters nothing.", source="news/talks.txt")
WANG, SULLIVAN = entity("p1", "person", "Wang Yi"), entity("p2", "person", "Jake Sullivan")


def measured(made: Build, *articles: object) -> Detection:
    return detection(align(articles, made), {one.id: one for one in made.entities})  # type: ignore[arg-type]


def test_right_false_and_missed_by_kind() -> None:
    answers = gold(
        TALKS, ("wang-yi", "person", ["Wang Yi"]), ("jake-sullivan", "person", ["Jake Sullivan", "Sullivan"]),
        ("bangkok", "place", ["Bangkok"]), ("reuters", "organization", ["Reuters"]), id="talks",
    )
    found = build(
        (TALKS, WANG, ("Wang Yi",)), (TALKS, SULLIVAN, ("Jake Sullivan",)),
        (TALKS, entity("p3", "person", "Bangkok"), ("Bangkok",)),
        (TALKS, entity("a1", "agency", "Reuters"), ("Reuters",)),  # agencies and organizations count as one kind
    )
    result = measured(found, answers)
    person, place, org = (result.of(kind=kind) for kind in ("person", "place", "org"))
    assert (person.right, person.false, person.missed) == (2, 1, 0)
    assert (place.right, place.false, place.missed) == (0, 0, 1)
    assert (org.right, org.false, org.missed) == (1, 0, 0)
    assert person.precision == pytest.approx(2 / 3)
    assert result.of("en").f1 == pytest.approx(2 * (3 / 4) * (3 / 4) / (3 / 4 + 3 / 4))
    assert result.languages == ("en",)
    assert result.errors == ("talks: false person 'Bangkok' (bangkok)", "talks: missed place bangkok (Bangkok)")


def test_one_thing_taken_for_two_is_neither_false_nor_found_twice() -> None:
    answers = gold(TALKS, ("jake-sullivan", "person", ["Jake Sullivan", "Sullivan"]), id="talks")
    split = build((TALKS, SULLIVAN, ("Jake Sullivan",)), (TALKS, entity("p9", "person", "Sullivan"), ("Sullivan",)))
    counts = measured(split, answers).of()
    assert (counts.right, counts.false, counts.missed) == (1, 0, 0)
    (aligned,) = align([answers], split)
    assert aligned.key_of == {"p2": "jake-sullivan", "p9": "jake-sullivan"}


def test_two_things_taken_for_one_leave_one_missed() -> None:
    people = (("wang-yi", "person", ["Wang Yi"]), ("jake-sullivan", "person", ["Jake Sullivan"]))
    counts = measured(build((TALKS, WANG, ("Wang Yi", "Jake Sullivan"))), gold(TALKS, *people, id="talks")).of()
    assert (counts.right, counts.false, counts.missed) == (1, 0, 1)


def test_ignored_names_are_neither_right_nor_wrong() -> None:
    counts = measured(build((TALKS, WANG, ("Wang Yi",))), gold(TALKS, id="talks", ignore=["WANG YI"])).of()
    assert (counts.right, counts.false, counts.missed) == (0, 0, 0)


def test_an_article_is_found_among_the_copies_of_another() -> None:
    copy = gold(TALKS, ("wang-yi", "person", ["Wang Yi"]), id="mirror")
    kept = build((TALKS, WANG, ("Wang Yi",)))
    absent = align([copy], kept)[0]
    assert absent.article is None and absent.best == {}
    folded = dataclasses.replace(kept, documents=(dataclasses.replace(TALKS, duplicates=("more/mirror.html",)),))
    assert align([copy], folded)[0].best == {"wang-yi": "p1"}


@pytest.mark.parametrize(
    "a, b", [("拜登總統", "拜登总统"), ("U.S.", "US"), ("Merkel’s", "MERKEL"), ("托德·罗宾逊", "托德羅賓遜")]
)
def test_spellings_that_count_as_one(a: str, b: str) -> None:
    assert comparable(a) == comparable(b)


@pytest.mark.parametrize("a, b", [("Merkel", "Merkels"), ("Müller", "Muller"), ("美国", "美")])
def test_spellings_that_count_as_two(a: str, b: str) -> None:
    assert comparable(a) != comparable(b)
