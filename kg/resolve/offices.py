"""What a text says of a person beside the name: the group of the office over languages, and the country of the office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kg.model import Mention
from kg.names.spelling import fold, script_of, simplify

VAGUE = frozenset({"mr", "sir", "family", "head", "politician", "minister", "deputy-minister", "director", "chairman"})
"""Groups that say nearly nothing about who somebody is."""

SPHERES: dict[str, str] = {
    group: sphere
    for sphere, groups in {
        "state": (
            "president state-president-zh general-secretary head-of-state presidential-candidate prime-minister"
            " deputy-prime-minister chancellor vice-chancellor vice-president first-lady president-of-commission"
            " foreign-minister foreign-policy-chief deputy-foreign-minister defence-minister deputy-defence-minister"
            " interior-minister finance-minister justice-minister economy-minister commerce-minister health-minister"
            " education-minister environment-minister labour-minister transport-minister agriculture-minister"
            " energy-minister culture-minister minister deputy-minister state-councillor chief-executive"
            " national-security-adviser adviser chief-of-staff spokesperson ambassador secretary-general commissioner"
            " house-speaker parliament-leader senator representative party-leader politician party-secretary governor"
            " mayor general admiral king queen prince"
        ),
        "law": "judge prosecutor lawyer",
        "police": "police-chief",
        "money": "ceo central-banker economist",
        "press": "journalist",
        "learning": "professor doctor scholar analyst economist",
        "arts": "writer artist",
        "sport": "athlete coach",
        "street": "activist",
        "crime": "terrorist",
        "church": "pope bishop priest",
    }.items()
    for group in groups.split()
}
"""One sphere of life per group; a person seldom stands in two."""

_GAP = 14
"""Characters that an office's title may take between its country and the person: 美国总统国家安全事务助理沙利文."""
_BREAK = re.compile(r"[，。、；：,.;:!?！？\n“”\"（）()]|\b(?:and|und|with|mit|to)\b|[和与跟对向同]")


@cache
def _groups() -> dict[str, str]:
    from kg.knowledge import titles

    found: dict[str, str] = {}
    for title in titles():
        for names in title.names.values():
            for name in names:
                found.setdefault(fold(simplify(name)), title.group)
    return found


@lru_cache(maxsize=50_000)
def office_group(role: str) -> str | None:
    """The group of a title over all languages (国务卿, Secretary of State, Außenminister: ``foreign-minister``), by the
    longest known title that the text ends with, else that stands in it; None where there is none.

    >>> office_group("美国国务卿"), office_group("US-Außenminister"), office_group("gardener")
    ('foreign-minister', 'foreign-minister', None)
    """
    text, known = fold(simplify(role)), _groups()
    if text in known:
        return known[text]
    if script_of(role) == "Han":
        for size in range(min(len(text) - 1, 12), 1, -1):
            if text[-size:] in known:
                return known[text[-size:]]
        return None
    words = re.split(r"[ -]", text)
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size, -1, -1):
            if (part := " ".join(words[start : start + size])) in known:
                return known[part]
    return None


def office_countries(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, str]]:
    """(index of a person's mention, country) where the country, or an agency of it, stands in front of the name with
    nothing but an office between: 美国国务卿布林肯, 'German Chancellor Angela Merkel'."""
    end, country = -1, None
    for index, mention in enumerate(mentions):
        if mention.type == "person":
            gap = text[end : mention.at.start] if end >= 0 and country else "\n"
            room = _GAP if mention.name[:1] > "\u2e7f" else 3 * _GAP
            if country and len(gap) <= room and not _BREAK.search(gap):
                yield index, country
            end, country = mention.at.end, None
        elif mention.type == "country" and mention.known:
            end, country = max(end, mention.at.end), mention.known.partition(":")[2]
        elif mention.country:
            end, country = max(end, mention.at.end), mention.country
