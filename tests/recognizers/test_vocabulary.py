"""Spellings of the knowledge tables."""

from __future__ import annotations

from kg import knowledge
from kg.languages.conversion import convert
from kg.recognizers.vocabulary import simplified, vocabulary


def readings(language: str, spelling: str) -> list[tuple[str | None, str | None]]:
    found = [entry for start, end, entry in vocabulary(language).find(spelling) if (start, end) == (0, len(spelling))]
    return [(reading.fact, reading.kind) for entry in found for reading in entry.readings]


def test_many_names_are_simplified_as_each_is() -> None:
    names = [name.text for fact in knowledge.facts().values() for name in fact.names if name.language == "zh-Hant"]
    names += ["2049計畫室", "林肯計畫", "乾隆", "頭髮", "Reuters", "臺灣"]  # two of them hold phrases of OpenCC's
    assert simplified(names) == {name: convert(name)[0] for name in names}
    assert simplified([]) == {}


def test_a_spelling_of_several_things_has_all_its_readings() -> None:
    found = readings("zh", "外交部")
    assert (None, "foreign-ministry") in found
    assert len(found) == len(set(found)) > 1


def test_an_entry_tells_what_its_readings_are() -> None:
    (entry,) = [entry for start, end, entry in vocabulary("zh").find("外交部") if end - start == 3]
    assert entry.office and entry.plain is None and entry.country is None
    assert entry.kind == "foreign-ministry"
    facts = knowledge.facts()
    assert all(facts[id_].country == country and facts[id_].type == "agency" for country, id_ in entry.agencies.items())
    (germany,) = [entry for start, end, entry in vocabulary("en").find("Germany") if (start, end) == (0, 7)]
    assert (germany.plain, germany.country, germany.office, germany.kind) == ("country:DE", "DE", False, None)


def test_countries_and_cities_are_found_in_datelines() -> None:
    assert readings("en", "BERLIN") == readings("en", "Berlin") != []
    assert readings("de", "DEUTSCHLAND") == readings("de", "Deutschland") != []
