"""Names found by a trained spaCy pipeline: the one that ships, or any installed one that the user chose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from kg import models
from kg.model import Document, EntityType, Passage
from kg.recognizers.candidate import Candidate
from kg.recognizers.overlap import RANKS

_AGENCY = {
    "zh": re.compile(
        r"(?:部|局|署|厅|法院|检察院|检察署|委员会|委|警方|警察|警队|军|军区|舰队|政府|议会|国会|领事馆|总领馆|使馆|大使馆|办公室|海关|公安|监狱|军方|"
        r"司令部|立法会|理事会|看守所|派出所|消防队|民政局|办事处|人大|政协|疾控中心|指挥中心|海警|公署|集团军|部队)$"
    ),
    "en": re.compile(
        r"\b(?:Ministry|Department|Police|Court|Parliament|Army|Navy|Air Force|Commission|Council|Embassy|Consulate|Government|"
        r"Bureau|Senate|Congress|Assembly|Agency|Authority|Administration|Office|Commons|Lords|Treasury|Guard|Forces|Committee|"
        r"Marines|Customs|Prosecutor|Inspectorate|Regiment|Brigade)\b(?! Press)",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"(?:ministerium|amt|gericht|gerichtshof|polizei|landtag|anwaltschaft|behörde|regierung|kommission|armee|botschaft|konsulat|"
        r"parlament|bundesrat|stadtrat|gemeinderat|kreistag|feuerwehr|rathaus|zoll|ausschuss|agentur für arbeit|senat|"
        r"direktion|präsidium|inspektion|dezernat|gemeinde|luftwaffe|marine|heer)(?:s|es|e|en|er)?\b",
        re.IGNORECASE,
    ),
}
_COMPANY = re.compile(
    r"\b(?:AG|GmbH|SE|KG|Inc|Corp|Ltd|plc|PLC|Co|News Agency|Nachrichtenagentur|University|Universität)\b"
    r"|公司|集团$|大学|通讯社|新闻"
)
LEAST = 0.6
"""A find that its own pipeline holds for less likely than this is left out. Of 0.4 to 0.7 the best on held-out annotated
news, with a pipeline that had not seen it."""
_CONFIDENCE = 0.8
"""What a find of a pipeline that doesn't tell its confidence counts as."""
TOGETHER = 100_000
"""Code points that go through a pipeline at once: a network is faster over many texts, and takes memory for all of them."""
Found = tuple[int, int, str, float | None]
"""Start and end in code points, the pipeline's label, its confidence or None."""
_EDGES = " \t\n\"'“”„‚‘’«»‹›()（）[]《》〈〉「」『』,，.。:：;；、·-–—"


@lru_cache(maxsize=20_000)
def type_of_body(name: str, language: str) -> EntityType:
    """``agency`` where the name's words say that it is a government body, else ``organization``."""
    if _COMPANY.search(name):
        return "organization"
    return "agency" if _AGENCY[language].search(name) else "organization"


def candidates(parts: Sequence[tuple[Document, Sequence[Passage]]], pipeline: str) -> list[list[Candidate]]:
    """What the pipeline finds in the passages, of one language, of each document; nothing where there is none
    (``blank``). All of them go through it together."""
    language = next((passage.language for _, passages in parts for passage in passages), "")
    finder = models.finder(language, pipeline) if language else None
    if finder is None:
        return [[] for _ in parts]
    texts = [passage.span.of(document.analysed) for document, passages in parts for passage in passages]
    names = (found for some in _together(texts) for found in finder.names(some))
    return [
        [c for passage in passages for c in _in_passage(document, passage, next(names))] for document, passages in parts
    ]


def _together(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts in order, as many at once as are short enough."""
    some: list[str] = []
    size = 0
    for text in texts:
        if some and size + len(text) > TOGETHER:
            yield some
            some, size = [], 0
        some.append(text)
        size += len(text)
    if some:
        yield some


def _in_passage(document: Document, passage: Passage, names: Iterable[Found]) -> Iterator[Candidate]:
    text = passage.span.of(document.analysed)
    for start, end, name, confidence in names:
        label = models.LABELS.get(name)
        confidence = _CONFIDENCE if confidence is None else confidence
        candidate = _candidate(text, start, end, label, passage, confidence) if label and confidence >= LEAST else None
        if candidate:
            yield candidate


def latin_in_chinese(text: str, spans: Iterable[tuple[int, int]], types: Mapping[str, str | None]) -> list[Candidate]:
    """Latin names in Chinese text that the English pipeline, given the name alone, takes for a person or a body
    (``types``, by `latin_types`). Of the names without a common given name in annotated news, 18 of 21 that it took for
    people were people, and 12 of 13 that it took for bodies were none."""
    return [
        Candidate(
            start=start,
            end=end,
            recognizer="statistical",
            rank=RANKS["statistical"],
            confidence=0.7,
            type="person" if types[text[start:end]] == "PER" else type_of_body(text[start:end], "en"),
        )
        for start, end in spans
        if types[text[start:end]] in ("PER", "ORG")
    ]


_LATIN_TYPES: dict[tuple[str, str], str | None] = {}
_LATIN_KEPT = 50_000


def latin_types(names: Iterable[str], pipeline: str) -> dict[str, str | None]:
    """What the English pipeline takes the whole of each name for. The same few names come again in many articles."""
    if len(_LATIN_TYPES) > _LATIN_KEPT:
        _LATIN_TYPES.clear()
    wanted = sorted(set(names))
    new = [name for name in wanted if (name, pipeline) not in _LATIN_TYPES]
    finder = models.finder("en", pipeline) if new else None
    for name, found in zip(new, finder.names(new) if finder else [()] * len(new), strict=True):
        _LATIN_TYPES[name, pipeline] = next(
            (models.LABELS.get(label) for start, end, label, _ in found if (start, end) == (0, len(name))), None
        )
    return {name: _LATIN_TYPES[name, pipeline] for name in wanted}


def _candidate(
    text: str, start: int, end: int, label: str, passage: Passage, confidence: float
) -> Candidate | None:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not (text[end - 1] == "." and "." in text[start : end - 1]):
        end -= 1
    name = text[start:end]
    if passage.language == "en" and name.endswith(("'s", "’s")):
        name, end = name[:-2], end - 2
    if len(name) < 2 or "\n" in name or not (name.isalpha() or any(c.isalpha() for c in name)):
        return None
    type_: EntityType = (
        "person" if label == "PER" else "place" if label == "LOC" else type_of_body(name, passage.language)
    )
    at = passage.span.start
    return Candidate(
        start=at + start,
        end=at + end,
        type=type_,
        recognizer="statistical",
        rank=RANKS["statistical"],
        confidence=round(confidence, 3),
    )
