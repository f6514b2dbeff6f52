"""What is held of articles is little, and shared; what it is made from may be forgotten."""

from __future__ import annotations

from kg.resolve.bodies import _plainer
from kg.resolve.evidence import Evidence
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
