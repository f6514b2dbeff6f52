"""German dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from kg.model import Span, Status
from kg.relations.dates import arithmetic as on
from kg.relations.dates.rules import DateRule, When, run

_MONTH_NAMES = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)} | {"jän": 1}
_DAY_NAMES = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]

_MONTH = r"(?P<m>Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
_DAY = r"(?P<d>[12]\d|3[01]|0?[1-9])\."
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_FULL_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"
_WEEKDAY = r"(?P<w>[Mm]ontag|[Dd]ienstag|[Mm]ittwoch|[Dd]onnerstag|[Ff]reitag|[Ss]amstag|[Ss]onnabend|[Ss]onntag)"
_LAST = r"(?:[Ll]etzte[nrms]?|[Vv]ergangene[nrms]?|[Vv]orige[nrms]?)"
_THIS = r"(?:[Dd]iese[nrms]?|[Ll]aufende[nrms]?)"
_NEXT = r"(?:[Nn]ächste[nrms]?|[Kk]ommende[nrms]?)"
_SHIFT = rf"(?P<s>{_LAST}|{_THIS}|{_NEXT})"


def _month(when: When) -> int:
    return _MONTHS[when.match["m"].lower()[:3]]


def _weekday(when: When) -> int:
    name = when.match["w"].lower()
    return 5 if name == "sonnabend" else _DAY_NAMES.index(name)


def _shift(when: When) -> int:
    word = when.match["s"].lower()
    return -1 if word[0] in "lv" else 1 if word[0] in "nk" else 0


def _last_resort_weekday(when: When) -> str:
    shift = _shift(when)
    if shift == 0:
        return on.weekday_of_week(when.published, _weekday(when), 0)
    return on.weekday(when.published, _weekday(when), "held" if shift < 0 else "planned")


def _rule(
    pattern: str, value: Callable[[When], str | None], example: str, *, absolute: bool = False, monthly: bool = False
) -> DateRule:
    return DateRule(
        pattern=re.compile(rf"\b{pattern}"), value=value, example=example, absolute=absolute, monthly=monthly
    )


RULES: tuple[DateRule, ...] = (
    _rule(
        rf"[Ss]eit (?:{_MONTH.replace('?P<m>', '?:')} )?(?:19|20)\d\d\b",
        lambda w: None,
        "der erste seit 1979",
        absolute=True,
    ),
    _rule(
        rf"{_DAY} ?(?:bis|und|[-–])(?: zum)? ?\d{{1,2}}\. ?{_MONTH}",
        lambda w: on.month_and_day(w.published, _month(w), w.number("d"), w.status),
        "vom 20. bis 22. Mai",
    ),
    _rule(
        rf"{_DAY} ?{_MONTH} {_FULL_YEAR}\b",
        lambda w: on.iso_day(w.number("y"), _month(w), w.number("d")),
        "am 18. März 2021",
        absolute=True,
    ),
    _rule(
        rf"{_DAY} ?(?P<m>\d{{1,2}})\. ?{_YEAR}\b",
        lambda w: on.iso_day(w.number("y"), w.number("m"), w.number("d")),
        "am 18.03.2021",
        absolute=True,
    ),
    _rule(
        rf"{_MONTH} {_FULL_YEAR}\b", lambda w: on.iso_month(w.number("y"), _month(w)), "im November 2023", absolute=True
    ),
    _rule(
        rf"{_DAY} ?{_MONTH}",
        lambda w: on.month_and_day(w.published, _month(w), w.number("d"), w.status),
        "am 15. November",
    ),
    _rule(
        rf"{_DAY} ?(?P<m>1[0-2]|0?[1-9])\.(?!\d)",
        lambda w: on.month_and_day(w.published, w.number("m"), w.number("d"), w.status),
        "am 15.11.",
    ),
    _rule(rf"{_SHIFT} {_WEEKDAY}", _last_resort_weekday, "am vergangenen Freitag"),
    _rule(
        rf"{_WEEKDAY}(?= (?:{_LAST}|vor(?:iger)?) Woche)",
        lambda w: on.weekday_of_week(w.published, _weekday(w), -1),
        "Freitag letzter Woche",
    ),
    _rule(rf"{_WEEKDAY}", lambda w: on.weekday(w.published, _weekday(w), w.status), "am Dienstag"),
    _rule(rf"{_SHIFT} Woche", lambda w: on.whole_week(w.published, _shift(w)), "letzte Woche"),
    _rule(rf"{_SHIFT} (?:Monats?)\b", lambda w: on.month_from(w.published, _shift(w)), "im vergangenen Monat"),
    _rule(rf"{_SHIFT} Jahre?s?\b", lambda w: str(w.published.year + _shift(w)), "im vergangenen Jahr"),
    _rule(r"[Vv]orgestern\b", lambda w: on.day_from(w.published, -2), "vorgestern"),
    _rule(r"[Gg]estern\b", lambda w: on.day_from(w.published, -1), "gestern"),
    _rule(r"[Hh]eute\b", lambda w: on.day_from(w.published, 0), "heute"),
    _rule(r"[Üü]bermorgen\b", lambda w: on.day_from(w.published, 2), "übermorgen"),
    # 'morgen' at the start of a sentence or behind a weekday may be the morning
    _rule(r"(?<!tag )(?<!Guten )morgen\b", lambda w: on.day_from(w.published, 1), "wird morgen erwartet"),
    _rule(
        rf"(?:im|Anfang|Mitte|Ende|Herbst|Sommer|Frühjahr|Winter)(?: Jahre?)? {_YEAR}\b",
        lambda w: w.match["y"],
        "im Jahr 2022",
        absolute=True,
    ),
    _rule(
        rf"(?<![\d.,:/-])(?<!Agenda )(?<!Nr\. )(?:[Ss]eit )?{_YEAR}(?= (?:–|-|[a-zäöü])|,)(?! (?:bis|Euro|v\.|n\.|Kilo|mal|"
        rf"weitere|neue|zusätzliche|solche)|\s\w+(?:en|e)\s[A-ZÄÖÜ])",
        lambda w: None if w.match.group().lower().startswith("seit") else w.match["y"],
        "war 2006 in Prag",
        absolute=True,
    ),
    _rule(
        rf"(?:[Ii]m|[Aa]nfang|[Mm]itte|[Ee]nde|[Bb]is) {_MONTH}\b",
        lambda w: on.named_month(w.published, _month(w), w.status),
        "Anfang März",
        monthly=True,
    ),
)


def resolve(text: str, published: date | None, status: Status, near: date | None = None) -> list[tuple[Span, str]]:
    """German dates."""
    return run(RULES, text, published, status, near)
