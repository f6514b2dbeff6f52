"""Annotated news articles as training text: stand-off lists of names projected onto the articles' clean text.

A name of an entity stands wherever its string stands, longest first; in Chinese a name of one character only where
jieba's segmentation makes it a word of its own or one of several countries (中美); other places are left open
(``None``), as are the names that the annotation says to ignore.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import Problem

KIND = {"person": "PER", "agency": "ORG", "organization": "ORG", "country": "LOC", "place": "LOC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text with its names: (start, end, PER, ORG or LOC; None: it may be a name or not). No overlaps, ascending.

    ``names`` are all (name, type) pairs that an article has, for scores per article.
    """

    source: str
    text: str
    spans: tuple[tuple[int, int, str | None], ...]
    names: frozenset[tuple[str, str | None]] = frozenset()
    entities: tuple[tuple[str, frozenset[str]], ...] = ()


@cache
def simplifier() -> object:
    """OpenCC's converter from Traditional to Simplified characters."""
    import opencc

    return opencc.OpenCC("t2s")


@cache
def simplify(text: str) -> str:
    """``text`` in Simplified characters."""
    return str(simplifier().convert(text))  # type: ignore[attr-defined]


def clean_texts(folder: Path, language: str) -> dict[str, str]:
    """Analysed text of every article of a language in ``folder``, as a build sees it, by file name less extension."""
    from kg import readers
    from kg.config import InputConfig
    from kg.model import Document
    from kg.normalize import normalize

    found = {}
    for article in readers.read([folder], InputConfig()):
        document = article if isinstance(article, Problem) else normalize(article)
        if isinstance(document, Document) and document.language == language:
            found[re.sub(r"\.(?:md|txt|html)$", "", document.source.rsplit("/", 1)[-1])] = document.analysed
    return found


def read_articles(folder: Path, language: str) -> Iterator[Example]:
    """The articles of ``folder/docs`` in ``language`` with the answers of ``folder/ann``, Chinese ones Simplified."""
    texts = clean_texts(folder / "docs", language)
    for path in sorted((folder / "ann").glob("*.json")):
        answer = json.loads(path.read_text(encoding="utf-8"))
        if answer["lang"].split("-")[0] == language and answer["id"] in texts:
            yield example(answer["id"], texts[answer["id"]], answer, language)


def read_own(archive: Path, language: str) -> Iterator[Example]:
    """The articles of a corpus ``archive`` whose names stand in ``annotations/``: lists made for this project, without
    the articles' text. ``chars`` in a list: only so much of the clean text was read for names."""
    from kg import readers
    from kg.config import InputConfig
    from kg.model import Document
    from kg.normalize import normalize

    path = files(__package__) / "annotations" / f"{language}.jsonl"
    lists = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    answers = {answer["source"]: answer for answer in map(json.loads, filter(str.strip, lists))}
    found = {}
    for article in readers.read([archive], InputConfig()):
        if isinstance(article, Problem):
            continue
        answer = answers.get(article.source.partition("/")[2])
        document = normalize(article) if answer else None
        if answer and isinstance(document, Document) and document.language == language:
            text = document.analysed[: answer.get("chars", len(document.analysed))]
            found[answer["source"]] = example(answer["source"], text, answer, language)
    yield from (found[source] for source in answers if source in found)


def example(source: str, text: str, answer: Mapping[str, Any], language: str) -> Example:
    """An article's clean text with its names (``entities``, ``ignore`` as in the annotation guide) projected onto it."""
    chinese = language == "zh"
    convert = simplify if chinese else _plain
    entities = tuple(
        (KIND[entity["type"]], frozenset(convert(name) for name in entity["names"] if name.strip()))
        for entity in answer["entities"]
    )
    names: dict[str, str | None] = {name: kind for kind, all_names in entities for name in all_names}
    names |= {convert(name): None for name in answer["ignore"] if name.strip() and convert(name) not in names}
    return Example(
        source=source,
        text=text,
        spans=project(text, names, chinese=chinese),
        names=frozenset(names.items()),
        entities=entities,
    )


def _plain(name: str) -> str:
    return name.replace("\u00ad", "").replace("\u00a0", " ")


def project(text: str, names: dict[str, str | None], *, chinese: bool) -> tuple[tuple[int, int, str | None], ...]:
    """Where the names stand in the text, longest first, without overlaps."""
    taken = [False] * len(text)
    spans: list[tuple[int, int, str | None]] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        single = chinese and len(name) == 1
        for match in _occurrences(name, text, chinese=chinese):
            start, end = match
            if any(taken[start:end]):
                continue
            kind = names[name]
            if chinese and (_in_role(text, start, end) or (len(name) == 2 and kind == "LOC" and _inside_word(text, start, end))):
                kind = None
            if single and not _stands_alone(text, start, frozenset(n for n in names if len(n) == 1)):
                kind = None
            spans.append((start, end, kind))
            taken[start:end] = [True] * (end - start)
    return tuple(sorted(spans, key=lambda span: span[0]))


def _occurrences(name: str, text: str, *, chinese: bool) -> Iterator[tuple[int, int]]:
    if not name[0].isalnum() or (chinese and not name[0].isascii()):
        before = ""
    else:  # beside Chinese characters a Latin name begins anywhere: 记者George Parker
        before = r"(?<![^\W\u3400-\u9fff_])" if chinese else r"(?<![^\W_])"
    # a genitive s belongs to the token: Merkels is a name where Merkel is one
    after = (
        r"(?:s?)(?![^\W_])"
        if not chinese
        else r"(?![^\W\u3400-\u9fff])"
        if name[-1].isascii() and name[-1].isalnum()
        else ""
    )
    for match in re.finditer(before + re.escape(name) + after, text):
        yield match.span()


def _in_role(text: str, start: int, end: int) -> bool:
    """外交部 in 外交部长 is part of a role."""
    return text[end - 1] in "部局署厅院" and text[end : end + 1] == "长" and end - start > 1


def _inside_word(text: str, start: int, end: int) -> bool:
    """美国 in 南美国家 goes over the border of a word."""
    left = max(text.rfind(mark, 0, start) for mark in "。，\n") + 1
    position = left
    for word in _words(text[left : end + 12]):
        after = position + len(word)
        if position < start < after and after != end:
            return True
        position = after
    return False


def _stands_alone(text: str, at: int, singles: frozenset[str]) -> bool:
    left = max(text.rfind(mark, 0, at) for mark in "。，\n") + 1
    position = left
    for word in _words(text[left : at + 12]):
        if position <= at < position + len(word):
            return all(character in singles for character in word)
        position += len(word)
    return False


def _words(text: str) -> list[str]:
    import jieba

    return list(jieba.cut(text, HMM=False))
