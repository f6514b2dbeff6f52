"""Ids hold: under any order of articles, when articles are added, and when people decide; former ids go on to point."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.curation import Block, Curation, Different, Entry, Rename, Retype, Same, Split, parse
from kg.curation.entries import Decision
from kg.model import Document, Entity, EntityType, Mention
from kg.resolve.aliases import table_of
from kg.resolve.ids import MAX_FORMER, ids_of, key_id
from kg.resolve.keys import Key
from tests.factory import all_mentions, document
from tests.resolve.corpus import Found, row
from tests.resolve.corpus import resolved as find

TABLE = table_of(
    (
        row("Joe Biden|Joseph Biden", {"拜登": 500, "乔·拜登": 90}, 590),
        row("Hunter Biden", {"亨特·拜登": 40, "拜登": 5}, 45),
        row("Vladimir Putin", {"普京": 300, "普丁": 40}, 340),
    )
)
NAMES: tuple[tuple[str, EntityType], ...] = (
    ("Joe Biden", "person"), ("Joseph Biden", "person"), ("Biden", "person"), ("Hunter Biden", "person"), ("拜登", "person"),
    ("亨特·拜登", "person"), ("Wladimir Putin", "person"), ("普京", "person"), ("普丁", "person"), ("Putin", "person"),
    ("王毅", "person"), ("Wang Yi", "person"), ("Wang", "person"), ("Sergej Lawrow", "person"), ("Sergey Lavrov", "person"),
    ("World Health Organization", "agency"), ("WHO", "agency"), ("WHO", "organization"), ("Xinhua", "organization"),
    ("Georgia", "country"), ("Georgia", "place"), ("外交部", "agency"), ("Foreign Ministry", "agency"),
)


@st.composite
def articles(draw: st.DrawFn) -> list[tuple[Document, list[Mention]]]:
    """Some articles, each naming a few of `NAMES`, sometimes one in brackets behind another."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        chosen = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique_by=lambda pair: pair[0]))
        glossed = draw(st.booleans()) and len(chosen) > 1
        text = f"{chosen[0][0]} ({chosen[1][0]}) spoke. " if glossed else ""
        text += " ".join(f"Then {name} left." for name, _ in chosen[2 * glossed :])
        doc = document(text, draw(st.sampled_from(["en", "de", "zh-Hans"])), source=f"{number}.txt")
        found.append((doc, all_mentions(doc, *chosen)))
    return found


def resolved(found: list[tuple[Document, list[Mention]]], curation: Curation | None = None) -> Found:
    documents = list({doc.id: doc for doc, _ in found}.values())
    return find(documents, {doc.id: mentions for doc, mentions in found}, TABLE, curation)


def owners(resolution: Found) -> Counter[str]:
    """How many entities list each id as their own or a former one."""
    return Counter(id_ for entity in resolution.entities for id_ in (entity.id, *entity.former_ids))


@settings(max_examples=60, deadline=None)
@given(articles(), st.data())
def test_ids_of_a_smaller_build_go_on_to_point_at_one_entity(
    found: list[tuple[Document, list[Mention]]], data: st.DataObject
) -> None:
    some = data.draw(st.lists(st.sampled_from(found), min_size=1))
    small, large = resolved(some), resolved(found)
    counts = owners(large)
    assert all(counts[entity.id] == 1 for entity in small.entities), "an id of the smaller build is lost or ambiguous"
    assert set(counts.values()) <= {1}


@settings(max_examples=20, deadline=None)
@given(articles(), st.randoms())
def test_neither_the_order_of_articles_nor_of_entries_matters(
    found: list[tuple[Document, list[Mention]]], random: object
) -> None:
    turned = list(reversed(found))
    assert resolved(found) == resolved(turned)


POINTERS = st.sampled_from([name for name, _ in NAMES])


@st.composite
def decisions(draw: st.DrawFn, sources: list[str]) -> Decision:
    kind = draw(st.sampled_from(["same", "different", "rename", "retype", "block", "text", "split", "narrow"]))
    names = draw(st.lists(POINTERS, min_size=2, max_size=3, unique=True))
    if kind == "same":
        return Same.model_validate({"same": names})
    if kind == "different":
        return Different.model_validate({"different": names})
    if kind == "rename":
        return Rename.model_validate({"rename": names[0], "to": "Somebody"})
    if kind == "retype":
        return Retype.model_validate({"retype": names[0], "to": "place"})
    if kind in ("block", "text"):
        return Block.model_validate({"block": names[0] if kind == "block" else {"text": names[0]}})
    narrowed = {"texts": [names[1]]} if kind == "narrow" else {}
    where = draw(st.lists(st.sampled_from(sources), min_size=1, max_size=3))
    to = draw(st.sampled_from([{}, {"to": names[1]}, {"named": "Somebody Else"}]))
    return Split.model_validate({"split": names[0], "in": where} | narrowed | to)


@settings(max_examples=80, deadline=None)
@given(articles(), st.data())
def test_no_decision_loses_a_mention(found: list[tuple[Document, list[Mention]]], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(decisions([doc.source for doc, _ in found]), min_size=1, max_size=5))
    curation = Curation(entries=tuple(Entry(2 * n + 1, decision) for n, decision in enumerate(chosen)))
    resolution = resolved(found, curation)
    entities = {entity.id: entity for entity in resolution.entities}
    mentions = {mention for _, mentions in found for mention in mentions}
    assert set(resolution.entity_of) <= mentions and set(resolution.entity_of.values()) == set(entities)
    counts = Counter(resolution.entity_of.values())
    assert all(counts[id_] == entity.mentions for id_, entity in entities.items())
    gone = sum(blocked.mentions for blocked in resolution.blocked)
    assert len(mentions) == len(resolution.entity_of) + gone
    assert gone == 0 or any(isinstance(decision, Block) for decision in chosen)
    assert set(owners(resolution).values()) <= {1}
    if not any(isinstance(decision, Block) for decision in chosen):
        counts = owners(resolution)
        assert all(counts[entity.id] == 1 for entity in resolved(found).entities)
    apart = {problem.source for problem in resolution.problems}
    for entry in curation.entries:
        if isinstance(entry.decision, Same | Different) and curation.where(entry) not in apart:
            _holds(entry.decision, resolution)


def _holds(decision: Decision, resolution: Found) -> None:
    """Names that were declared the same are one entity, those declared different are not, as far as each stands alone."""
    pointers = decision.same if isinstance(decision, Same) else decision.different if isinstance(decision, Different) else []
    ids = [{id_ for m, id_ in resolution.entity_of.items() if m.text == pointer.name} for pointer in pointers]
    for left, right in pairwise(ids):
        if len(left) == len(right) == 1:
            assert (left == right) == isinstance(decision, Same)


def test_ids_are_of_the_first_key_and_former_ids_are_bounded() -> None:
    keys = [Key("person", "latin", f"name {n:03}") for n in range(90)] + [Key("person", "han", "王毅")]
    id_, former = ids_of(keys)
    assert id_ == key_id(keys[0]) and len(former) == MAX_FORMER and key_id(keys[-1]) not in former
    assert ids_of(reversed(keys)) == (id_, former)
    assert ids_of([*keys, Key("person", "fact", "person:known")])[0] == "person:known"


def test_the_type_of_a_body_is_no_part_of_its_id() -> None:
    def ids(*types: EntityType) -> list[Entity]:
        found = []
        for number, type_ in enumerate(types):
            doc = document("Example Group spoke.", "en", source=f"{number}.txt")
            found.append((doc, all_mentions(doc, ("Example Group", type_))))
        return list(resolved(found).entities)

    (one,), (other,) = ids("agency"), ids("agency", "organization", "organization")
    assert (one.type, other.type) == ("agency", "organization") and one.id == other.id


def test_an_undone_decision_leaves_no_trace() -> None:
    doc = document("Joe Biden and Wang Yi met.", "en", source="0.txt")
    found = [(doc, all_mentions(doc, ("Joe Biden", "person"), ("Wang Yi", "person")))]
    decided = resolved(found, parse("- same: [Joe Biden, Wang Yi]", Path("c.yaml")))
    assert len(decided.entities) == 1 and resolved(found, parse("", Path("c.yaml"))) == resolved(found)


def test_a_fact_whose_short_form_stands_for_others_goes_on_to_point_at_one_of_them() -> None:
    def told(number: int) -> tuple[Document, list[Mention]]:
        doc = document("外交部 (WHO) spoke.", "en", source=f"{number}.txt")
        return doc, all_mentions(doc, ("外交部", "agency"), ("WHO", "agency"))

    (small,) = resolved([told(0)]).entities
    assert small.id == "agency:world-health-organization"
    large = resolved([told(0), told(1)])  # a gloss that names two bodies
    assert len(large.entities) == 2 and owners(large)[small.id] == 1


def told(number: int, text: str, *names: str) -> tuple[Document, list[Mention]]:
    doc = document(text, "en", source=f"{number}.txt")
    return doc, all_mentions(doc, *((name, "person") for name in names))


def test_a_known_person_whose_spelling_a_gloss_gives_to_somebody_else_goes_on_to_point_there() -> None:
    alone = told(0, "Then Wladimir Putin left.", "Wladimir Putin")
    glossed = told(1, "亨特·拜登 (Wladimir Putin) spoke.", "亨特·拜登", "Wladimir Putin")
    (small,) = resolved([alone]).entities
    large = resolved([alone, glossed])
    assert small.label == "Vladimir Putin" and owners(large)[small.id] == 1
    compared = [one for one in large.recorded if one.right == "person/latin:wladimir putin" and one.verdict == "different"]
    assert compared and all(one.left_entity == "" for one in compared), "they are not one, although the id points there"


def test_a_namesake_with_a_foreign_short_name_beside_goes_on_to_point_at_the_one_it_joins() -> None:
    glossed = told(0, "Wang Yi (拜登) spoke.", "Wang Yi", "拜登")
    both = [told(number, "Then Joe Biden left. Then 王毅 left.", "Joe Biden", "王毅") for number in (1, 2)]
    more = [told(number, "Then Joe Biden left.", "Joe Biden") for number in (3, 4, 5)]
    small, large = resolved([glossed, *both]), resolved([glossed, *both, *more])
    assert len(small.entities) == 3 and len(large.entities) == 2
    assert all(owners(large)[entity.id] == 1 for entity in small.entities)


def test_an_id_never_goes_to_somebody_whose_name_only_looks_alike() -> None:
    listed = table_of((row("Jens Spahn|Jen Spahn", {"施潘": 60}, 90),))

    def alone(name: str) -> Found:
        doc, mentions = told(0, f"Then {name} left.", name)
        return find([doc], {doc.id: mentions}, listed)

    (jenny,), (jens,) = alone("Jenny Spahn").entities, alone("Jens Spahn").entities
    compared = [one for one in alone("Jenny Spahn").recorded if one.verdict == "different"]
    assert compared, "their names were compared"
    assert not {jens.id, *jens.former_ids} & {jenny.id, *jenny.former_ids}


def test_a_short_name_that_several_bear_keeps_the_ids_of_those_that_were_told_apart() -> None:
    bachs = table_of(tuple(row(f"{given} Bach", {"巴赫": 20}, 30) for given in ("Thomas", "Johann", "Otto")))

    def resolve(*found: tuple[Document, list[Mention]]) -> Found:
        return find([doc for doc, _ in found], {doc.id: mentions for doc, mentions in found}, bachs)

    alone = [told(number, f"{number} Then 巴赫 left.", "巴赫") for number in (10, 11)]
    company = [f"Zorblat Quimb{letter}" for letter in "cdefghijklmnopqrstuvw"]
    more = [
        told(number, f"{number} Then 巴赫 left. Then {one} left. Then {other} left.", "巴赫", one, other)
        for number, (one, other) in enumerate(pairwise(company), 12)
    ]
    small, large = resolve(*alone), resolve(*alone, *more)
    assert len(small.entities) == 2
    assert all(owners(large)[entity.id] == 1 for entity in small.entities)
