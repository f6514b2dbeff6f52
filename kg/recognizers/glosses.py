"""Names in brackets behind a name: 布林肯（Antony Blinken）, 世界卫生组织（WHO）, 'Drug Enforcement Administration (DEA)'.

A gloss proves that what stands before the bracket is a name, and tells its type: the name inside takes the type of the
known name before it, or the other way round.
"""

from __future__ import annotations

import re

from kg.recognizers.candidate import Candidate
from kg.recognizers.overlap import RANKS

GLOSS = re.compile(r"[（(]\s*([A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .,'’&·-]{1,60}?)\s*(?:[,，、；;/][^）)]{0,40})?[）)]")
_PART = r"(?:[A-ZÀ-Þ][\w'’À-ɏ-]*\.?|van|von|der|den|de|da|di|bin|al|el|la|le)"
_PERSON = re.compile(rf"{_PART}(?: {_PART})+")


_HAN_NAME = re.compile(r"[\u4e00-\u9fff·•]{2,12}$")


def titled(text: str, titles: list[tuple[int, int, str]]) -> list[Candidate]:
    """Chinese names between a title and a person's name in brackets: 局长米尔格拉姆（Anne Milgram）."""
    ends = sorted(end for _, end, _ in titles)
    found = []
    for match in GLOSS.finditer(text):
        before = [end for end in ends if 0 < match.start() - end <= 12]
        if before and _PERSON.fullmatch(match[1]) and _HAN_NAME.match(text[before[-1] : match.start()]):
            found.append(
                Candidate(
                    start=before[-1],
                    end=match.start(),
                    type="person",
                    recognizer="gloss",
                    rank=RANKS["gloss"],
                    confidence=0.9,
                )
            )
    return found


def candidates(text: str, settled: list[Candidate]) -> list[Candidate]:
    """Names inside brackets whose owner, the name right before the bracket, stands."""
    by_end = {c.end: c for c in settled}
    known = {(c.start, c.end) for c in settled if c.known}
    found = []
    for match in GLOSS.finditer(text):
        owner = by_end.get(match.start()) or by_end.get(match.start() - 1)
        if owner is None or owner.type in ("country", "place") or match.span(1) in known:
            continue  # BEIJING (AP) names an agency, not the city
        if owner.type == "person" and not _PERSON.fullmatch(match[1]):
            continue
        found.append(
            owner._replace(
                start=match.start(1),
                end=match.end(1),
                recognizer="gloss",
                rank=RANKS["gloss"],
                confidence=0.9,
                nested=False,
                role=None,
            )
        )
    return found
