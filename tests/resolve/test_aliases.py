"""The alias table: what it looks names up in says the same as going through all rows."""

import json
from collections import defaultdict
from collections.abc import Sequence
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge import cells
from kg.names.latin import parse
from kg.resolve.aliases import INDEX, AliasRow, AliasTable, alias_table, index_of, table_of
from kg.resolve.keys import Key
from tests.resolve.corpus import row

LATIN = ("Joe Biden", "Joseph R. Biden Jr.", "Xi Jinping", "Kim Jong-un", "Ursula von der Leyen", "Ho Chi Minh", "Adele")
HAN = ("拜登", "乔·拜登", "习近平", "莱恩", "胡志明")


@st.composite
def tables(draw: st.DrawFn) -> list[AliasRow]:
    """Some rows, of which several may list one name or even have one first name."""
    counts = st.integers(1, 300)
    return draw(st.lists(st.builds(
        row, st.lists(st.sampled_from(LATIN), min_size=1, max_size=2).map("|".join),
        st.dictionaries(st.sampled_from(HAN), counts, max_size=3), counts,
        st.dictionaries(st.sampled_from(("習近平", "喬‧拜登")), counts, max_size=1), person=st.booleans(),
    ), max_size=8))


def listed(rows: Sequence[AliasRow]) -> dict[Key, dict[Key, int]]:
    """For each key of a name the keys of the rows that list it, with its glosses, row by row."""
    found: dict[Key, dict[Key, int]] = defaultdict(dict)
    for one in rows:
        for key in one.latin_keys():
            found[key][one.key] = one.count
        for key, count in one.han_counts().items():
            found[key][one.key] = found[key].get(one.key, 0) + count
    return found


def agree(table: AliasTable, rows: Sequence[AliasRow]) -> None:
    for key, counts in listed(rows).items():
        assert list(table.listing(key).items()) == list(counts.items())
        assert table.listing(key.told("somewhere")) == {}
    families: dict[str, dict[Key, int]] = defaultdict(dict)
    last = {one.key: one for one in rows}
    for one in rows:
        assert table.row(one.key) == last[one.key]
        parts = parse(one.latin[0])
        for family in {parts.family, parts.bare_family} if one.person else ():
            families[family][one.key] = one.count
    for family, counts in families.items():
        assert list(table.bearers(family).items()) == list(counts.items())
    assert list(table.attested(100)) == [one for one in last.values() if one.person and one.count >= 100]


@settings(max_examples=60, deadline=None)
@given(tables())
def test_lookups_say_what_the_rows_say(rows: list[AliasRow]) -> None:
    agree(table_of(rows), rows)


def test_the_shipped_index_is_that_of_the_shipped_table() -> None:
    """Where this fails after a change to the table or to how names are compared: ``python -m kg.training alias-index``."""
    rows = list(AliasTable(cells("aliases"), {}).rows)
    shipped = json.loads((files("kg.resolve") / "data" / INDEX).read_bytes())
    assert index_of(rows) == shipped
    agree(AliasTable(cells("aliases"), shipped), rows)


def test_what_nobody_lists_leaves_nothing_behind() -> None:
    table = table_of([row("Joe Biden", {"拜登": 5}, 5)])
    for key in (Key("person", "han", "王毅"), Key("person", "latin", "wang yi"), Key("person", "row", "Wang Yi")):
        assert table.listing(key) == {} and table.row(key) is None and table.names(key) == frozenset()
    assert table.bearers("wang") == {} and table.bearer(Key("person", "family", "wang")) is None
    assert not table._listing and not table._families and not table._names


def test_the_names_of_a_row_are_those_of_all_its_keys() -> None:
    table = table_of([row("Joe Biden|Joseph R. Biden", {"拜登": 5}, 5, {"喬‧拜登": 2})])
    assert table.names(Key("person", "row", "Joe Biden")) == {"joe biden", "joseph biden", "拜登", "乔·拜登"}


def test_the_shipped_table_knows_famous_people_by_their_surnames() -> None:
    bearer = alias_table().bearer(Key("person", "family", "biden"))
    assert bearer is not None and bearer.name == "Joe Biden"
