"""What is held of articles is little, and shared; what it is made from may be forgotten."""

from __future__ import annotations

from array import array
from random import Random

from kg.model import EntityType
from kg.resolve.bodies import _plainer
from kg.resolve.evidence import Evidence
from kg.resolve.homes import Groups
from kg.resolve.inside import locals_of
from kg.resolve.keys import Key
from tests.factory import all_mentions, document
from tests.resolve.corpus import EMPTY


def test_people_of_whom_articles_say_the_same_share_what_is_said() -> None:
    evidence = Evidence()
    for number in range(3):
        doc = document("Ruth Hartmann came.", "en", source=f"{number}.txt")
        evidence.add(doc, locals_of(doc, all_mentions(doc, ("Ruth Hartmann", "person")), EMPTY))
    evidence.count()
    first, second, third = evidence.profiles
    assert first.names is second.names is third.names and first.keys is second.keys
    assert [list(profile.articles) for profile in evidence.profiles] == [[0], [1], [2]]
    assert evidence.articles == {Key("person", "latin", "ruth hartmann"): 3}


def test_the_longest_country_in_front_of_a_name_goes_first() -> None:
    names = [name for name, _ in _plainer(Key("body", "name", "中国大陆国务院台湾事务办公室"))]
    assert names.index("国务院台湾事务办公室") < names.index("大陆国务院台湾事务办公室")


def _body(evidence: Evidence, text: str, name: str, source: str, type_: EntityType = "organization") -> None:
    doc = document(text, "en", source=source)
    evidence.add(doc, locals_of(doc, all_mentions(doc, (name, type_)), EMPTY))


def test_what_articles_say_of_a_body_adds_up_and_stays_its_own() -> None:
    evidence = Evidence()
    _body(evidence, "Harrow Mills closed.", "Harrow Mills", "0.txt")
    _body(evidence, "Dunmore Press opened.", "Dunmore Press", "1.txt")
    harrow, dunmore = evidence.profiles
    assert harrow.types is dunmore.types  # equal, and held once
    _body(evidence, "Harrow Mills paid. Harrow Mills won.", "Harrow Mills", "2.txt")
    _body(evidence, "HARROW MILLS lost.", "HARROW MILLS", "3.txt", "agency")
    evidence.count()
    assert evidence.profiles == [harrow, dunmore]
    assert (harrow.types, harrow.mentions, list(harrow.articles)) == ({"organization": 3, "agency": 1}, 4, [0, 2, 3])
    assert harrow.names == {("en", "Harrow Mills"): 3, ("en", "HARROW MILLS"): 1}
    assert (dunmore.types, dunmore.mentions, list(dunmore.articles)) == ({"organization": 1}, 1, [1])
    assert list(evidence.spread) == [3, 1]


def test_asking_for_the_partners_of_a_name_leaves_nothing_behind() -> None:
    evidence = Evidence()
    doc = document("Ruth Hartmann came.", "en")
    evidence.add(doc, locals_of(doc, all_mentions(doc, ("Ruth Hartmann", "person")), EMPTY))
    evidence.count()
    key = Key("person", "latin", "ruth hartmann")
    assert evidence.together[key][key] == 0 and not evidence.glossed[key]
    assert not evidence.together and not evidence.glossed


def test_articles_are_ranked_by_id_in_whatever_order_they_came() -> None:
    evidence = Evidence()
    for source in ("b.txt", "c.txt", "a.txt", "d.txt"):
        evidence.add(document(f"Nothing in {source}.", "en", source=source), [])
    ids = [place.article for place in evidence.places]
    assert list(evidence.ranks()) == [sorted(ids).index(id_) for id_ in ids]


def test_groups_are_the_profiles_of_each_cluster() -> None:
    chance = Random(3)
    for size in (0, 1, 2, 50, 400):
        homes: list[int] = []
        for _ in range(size):  # numbers come into use one after the other
            homes.append(chance.randrange(max(homes, default=-1) + 2))
        counts = array("I", [chance.randrange(5) for _ in homes])
        plain: dict[int, list[int]] = {}
        for index, home in enumerate(homes):
            plain.setdefault(home, []).append(index)
        groups = Groups(homes)
        assert list(groups) == [plain[home] for home in sorted(plain)] and len(groups) == len(plain)
        assert groups.sums(counts) == [sum(counts[index] for index in plain[home]) for home in sorted(plain)]
