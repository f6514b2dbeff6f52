"""The table of places, made from ``places.hand.tsv`` and the dependent territories of CLDR.

Places by hand keep their names; each Chinese one is written in both scripts, so that the name of one region is found
in texts of the other. Territories that ISO 3166 lists but that are no countries (Greenland, Guam, Gibraltar) come from
`kg.training.countries`, with the state that governs them.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from kg.knowledge import LANGUAGE_TAGS, rows
from kg.training.countries import DEPENDENT, both_scripts, inflect_people, territory_names, write_table

COLUMNS = (
    "id",
    "country",
    "kind",
    "en",
    "en-adjectives",
    "de",
    "de-adjectives",
    "de-people",
    "zh-Hans",
    "zh-Hant",
    "origin",
)
HEADER = "# Made by `python -m kg.training places` from places.hand.tsv and CLDR: edit the former, not this.\n"


def slug(name: str) -> str:
    """The id of a place from its English label.

    >>> slug("St. Barthélemy")
    'st-barthelemy'
    """
    plain = unicodedata.normalize("NFKD", name.lower().replace("'", "").replace(".", ""))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def inhabitants(city: str) -> list[str]:
    """The German word for a city's people, which is also its adjective (``Berliner Senat``); none if irregular.

    >>> inhabitants("Göttingen"), inhabitants("Darmstadt"), inhabitants("Oslo")
    (['Göttinger'], ['Darmstädter'], [])
    """
    if len(city) < 4 or " " in city or city[-1] in "aeio'":
        return []
    for ending, people in (("ingen", "inger"), ("ungen", "unger"), ("angen", "anger"), ("stadt", "städter")):
        if city.endswith(ending):
            return [city[: -len(ending)] + people]
    if city.endswith("hausen"):
        return [city + "er", city[:-6] + "häuser"]
    return [city + "er"]


def place_rows() -> list[dict[str, str]]:
    """The rows of ``places.tsv``, sorted by id."""
    table = []
    for row in rows("places.hand"):
        names = both_scripts({tag: [name for name in row[tag].split("|") if name] for tag in LANGUAGE_TAGS})
        people = [form for noun in row["de-people"].split("|") if noun for form in inflect_people(noun)]
        if row["kind"] == "city" and not people:
            people = [
                form for name in row["de"].split("|")[:1] if not name.startswith("~") for form in inhabitants(name)
            ]
        cells = {tag: "|".join(names[tag]) for tag in LANGUAGE_TAGS}
        table.append({**row, **cells, "de-people": "|".join(people)})
    for code, country in DEPENDENT.items():
        names = territory_names(code)
        cells = {tag: "|".join(names[tag]) for tag in LANGUAGE_TAGS}
        label = slug(names["en"][0].lstrip("~"))
        table.append({**cells, "id": label, "country": country, "kind": "territory", "origin": "hand+cldr"})
    return sorted(table, key=lambda row: row["id"])


def write_places() -> Path:
    """Write ``places.tsv`` anew and return its path."""
    return write_table("places", HEADER, COLUMNS, place_rows())
