"""Datelines: who reports, and when. ``BEIJING (AP) —``, ``BERLIN, 3. Februar 2024 (dpa) -``, （中央社記者…台北25日電）.

A dateline counts only at the beginning of a line among the first ones. Its date counts only with a year.
"""

from __future__ import annotations

import re

from kg.readers.dates import date_in

AGENCIES = {
    "ap": "AP",
    "associated press": "AP",
    "the associated press": "AP",
    "reuters": "Reuters",
    "afp": "AFP",
    "dpa": "dpa",
    "dpa-afx": "dpa-AFX",
    "apa": "APA",
    "xinhua": "Xinhua",
    "upi": "UPI",
    "tass": "TASS",
    "itar-tass": "TASS",
    "interfax": "Interfax",
    "kyodo": "Kyodo",
    "yonhap": "Yonhap",
    "ani": "ANI",
    "pti": "PTI",
    "ians": "IANS",
    "cna": "CNA",
    "bernama": "Bernama",
    "efe": "EFE",
    "ansa": "ANSA",
    "sid": "SID",
    "kna": "KNA",
    "epd": "epd",
    "ots": "ots",
    "dts": "dts",
    "bloomberg": "Bloomberg",
    "anadolu": "Anadolu",
    "aa": "Anadolu",
    "ria novosti": "RIA Novosti",
    "kcna": "KCNA",
    "focus taiwan": "CNA",
    "cns": "China News Service",
    "ecns": "China News Service",
    "voa": "VOA",
    "rfe/rl": "RFE/RL",
}
"""Signatures in the brackets of a dateline, in lower case (general knowledge of news agencies)."""

HAN_AGENCIES = (
    "新华社",
    "新華社",
    "中新社",
    "中新网",
    "中新網",
    "中央社",
    "法新社",
    "路透社",
    "美联社",
    "美聯社",
    "德新社",
    "共同社",
    "时事社",
    "時事社",
    "韩联社",
    "韓聯社",
    "塔斯社",
    "俄新社",
    "国际文传电讯社",
    "彭博社",
    "安莎社",
    "埃菲社",
    "朝中社",
    "合众国际社",
    "合眾國際社",
    "德国之声中文网",
    "德國之聲中文網",
    "央视网",
    "人民网",
    "环球网",
)
"""Agencies and newsrooms that open Chinese datelines (general knowledge)."""

_PLACE = r"[A-ZÄÖÜ][\w.'’-]*(?:[ ,/]+(?:[A-ZÄÖÜ][\w.'’-]*|am|an|de|der|im|of|the|upon)\b\.?){0,5}"
_OPENING = rf"{_PLACE}(?:,?\s+[^()\n]{{1,30}}?)?\s*[(\[](?P<agency>[^()\[\]\n]{{2,60}})[)\]]"
LATIN = re.compile(rf"{_OPENING}\s*(?:[-–—:.]|--)")
"""``BEIJING (AP) —``: whatever stands in the brackets, the dash behind them makes it a dateline."""
DATED = re.compile(
    rf"(?:{_OPENING}"
    rf"|(?P<wire>Xinhua|China|Kyodo|Yonhap|Tass) News (?:Agency|Service),\s*{_PLACE},?\s+[^()\n]{{1,30}}?\s*[(,])"
)
"""``BEIJING, Jan. 30, 2024 (Xinhua) Officials ...``: no dash, so only a known signature counts."""
HAN = re.compile(rf"[（(【\[]?\s*(?P<agency>{'|'.join(HAN_AGENCIES)})[^，。！？\n]{{0,30}}?(?:[电電讯訊]|[)）】\]])")
LINES = 8
LONGEST = 160
"""Characters of a line that are looked at: no dateline is longer, and hostile lines may be."""


def agency(lines: list[str]) -> str | None:
    """The agency in the dateline among the first visible lines of an article, or None."""
    for line in (line[:LONGEST] for line in lines[:LINES]):
        if match := DATED.match(line):
            signatures = re.split(r"\s*[/,]\s*", (match["agency"] or match["wire"]).strip())
            if name := next((AGENCIES[s.lower()] for s in signatures if s.lower() in AGENCIES), None):
                return name
        if match := HAN.match(line):
            return match["agency"]
    return None


def dateline_date(lines: list[str]) -> str | None:
    """The full date in the dateline among the first visible lines, or None."""
    for line in (line[:LONGEST] for line in lines[:LINES]):
        if (match := DATED.match(line)) and agency([line]) and (found := date_in(match[0])):
            return found
    return None
