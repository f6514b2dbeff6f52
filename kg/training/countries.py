"""The table of countries, made from Unicode CLDR (through Babel) and hand-kept forms.

CLDR knows each territory's name in every language variant, but no adjectives, demonyms, short forms or abbreviations;
those stand in ``countries.hand.tsv`` (same columns as the table made). Names written by hand come first, so the first
of them is the label. Chinese names are converted both ways, so that each regional name (紐西蘭, 亚塞拜然) stands in
both scripts. ``de-people`` cells by hand hold one form per noun; `inflect_people` writes the others.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from kg.knowledge import LANGUAGE_TAGS, rows

COLUMNS = (
    "id",
    "en",
    "en-adjectives",
    "de",
    "de-adjectives",
    "de-people",
    "zh-Hans",
    "zh-Hant",
    "zh-short",
    "origin",
)
NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AQ"})
"""Two-letter codes in CLDR that are no territory of ISO 3166 (reserved, groupings, pseudo-locales), and Antarctica,
which stands in ``places.tsv`` with the other continents."""

GOVERNED = {
    "AU": "CC CX HM NF",
    "DK": "FO GL",
    "FI": "AX",
    "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
    "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
    "NL": "AW BQ CW SX",
    "NO": "BV SJ",
    "NZ": "CK NU TK",
    "US": "AS GU MP PR UM VI",
    "": "EH",
}
DEPENDENT = {code: state for state, codes in GOVERNED.items() for code in codes.split()}
"""Territories of ISO 3166 that are no countries in the sense of the interchange files (sovereign states, and Taiwan,
Hong Kong and Macau), with the state that governs them: they stand in ``places.tsv`` (see `kg.training.places`)."""

RARE_FORMS = str.maketrans(dict(zip("羣衆裏託祕峯巖釐採佈佔誇嶽湧", "群眾里托秘峰岩厘采布占夸岳涌", strict=True)))
"""What OpenCC's s2t writes, and what newspapers of Taiwan and Hong Kong write (in names 里 is
never 'inside', 采 never 'pick')."""

HEADER = "# Made by `python -m kg.training countries` from countries.hand.tsv and CLDR: edit the former, not this.\n"


def inflect_people(noun: str) -> list[str]:
    """German nouns for inhabitants from one form; ``!`` at the end keeps a form as it is.

    >>> inflect_people("Chinese")
    ['Chinese', 'Chinesen', 'Chinesin', 'Chinesinnen']
    >>> inflect_people("Deutscher!")
    ['Deutscher']
    """
    if noun.endswith("!"):
        return [noun[:-1]]
    if noun.endswith("er"):
        return [noun + ending for ending in ("", "n", "s", "in", "innen")]
    if noun.endswith("e"):
        return [noun + "", noun + "n", noun[:-1] + "in", noun[:-1] + "innen"]
    return [noun, noun + "s"]


def spellings(name: str, language: str) -> list[str]:
    """The ways in which newspapers write a CLDR name; none for names that only lists use (``Congo - Kinshasa``)."""
    if "(" in name or "（" in name or " - " in name:
        return []
    found = [name.replace("’", "'")]
    if language == "en":
        if " & " in name:
            found.append(found[0].replace(" & ", " and "))
        if name.startswith("St. "):
            found += [each.replace("St. ", "Saint ", 1) for each in found]
    return found


def _merge(*groups: Iterable[str]) -> list[str]:
    """Names in order, each once; a contextual mark (``~``) that comes first holds for later copies too."""
    merged: dict[str, str] = {}
    for group in groups:
        for name in group:
            merged.setdefault(name.lstrip("~"), name)
    return list(merged.values())


def _cells(row: dict[str, str], column: str) -> list[str]:
    return [name.strip() for name in (row.get(column) or "").split("|") if name.strip()]


def _cldr(code: str) -> dict[str, list[str]]:
    from babel import Locale

    locales = {"en": ["en"], "de": ["de"], "zh-Hans": ["zh_Hans"], "zh-Hant": ["zh_Hant", "zh_Hant_HK"]}
    return {
        tag: _merge(*(spellings(Locale.parse(locale).territories.get(code, ""), tag[:2]) for locale in names))
        for tag, names in locales.items()
    }


@cache
def converters() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Traditional to Simplified and back, for names."""
    import opencc

    to_simplified: Callable[[str], str] = opencc.OpenCC("t2s").convert
    to_traditional: Callable[[str], str] = opencc.OpenCC("s2t").convert
    return to_simplified, lambda name: to_traditional(name).translate(RARE_FORMS)


def territory_names(code: str) -> dict[str, list[str]]:
    """A territory's names by column (``en``, ``de``, ``zh-Hans``, ``zh-Hant``): by hand, then CLDR, then converted."""
    hand = {row["id"]: row for row in rows("countries.hand")}.get(code, {})
    cldr = _cldr(code) if code in territories() else {}
    names = {tag: _merge(_cells(hand, tag), cldr.get(tag, [])) for tag in LANGUAGE_TAGS}
    return both_scripts(names)


def both_scripts(names: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same names by language tag, each Chinese one in both scripts."""
    to_simplified, to_traditional = converters()
    simplified = _merge(names["zh-Hans"], map(to_simplified, names["zh-Hant"]))
    traditional = _merge(names["zh-Hant"], map(to_traditional, names["zh-Hans"]))
    return {**names, "zh-Hans": simplified, "zh-Hant": traditional}


def territories() -> frozenset[str]:
    """The two-letter codes of ISO 3166 territories (with ``XK``, Kosovo), as CLDR has them."""
    from babel import Locale

    codes = {str(code) for code in Locale.parse("en").territories}
    codes = {code for code in codes if len(code) == 2 and code.isalpha()}
    return frozenset(codes - NOT_COUNTRIES)


def country_rows() -> list[dict[str, str]]:
    """The rows of ``countries.tsv``, sorted by id: the countries of CLDR, and former states kept by hand."""
    by_hand = {row["id"]: row for row in rows("countries.hand")}
    table = []
    for code in sorted((territories() | set(by_hand)) - set(DEPENDENT)):
        hand = by_hand.get(code, {})
        people = _merge(*(inflect_people(noun) for noun in _cells(hand, "de-people")))
        cells = {**territory_names(code), "de-people": people}
        row = {column: "|".join(cells[column]) if column in cells else hand.get(column) or "" for column in COLUMNS}
        origin = [source for source, used in (("hand", hand), ("cldr", code in territories())) if used]
        table.append({**row, "id": code, "origin": "+".join(origin)})
    return table


def write_table(name: str, header: str, columns: tuple[str, ...], table: Iterable[dict[str, str]]) -> Path:
    """Write ``knowledge/data/<name>.tsv`` and return its path."""
    path = Path(__file__).parent.parent / "knowledge" / "data" / f"{name}.tsv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(header)
        writer = csv.DictWriter(
            file, columns, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None
        )
        writer.writeheader()
        writer.writerows(table)
    return path


def write_countries() -> Path:
    """Write ``countries.tsv`` anew and return its path."""
    return write_table("countries", HEADER, COLUMNS, country_rows())
