"""Where in a whole HTML page the article is: pages come with menus, sidebars and footers, fragments do not."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, cast

from kg.normalize.characters import collapse
from kg.normalize.markup import is_noise, text_length

if TYPE_CHECKING:
    from lxml.etree import _Element

ENOUGH = 0.3
"""An ``<article>`` or ``<main>`` that holds less of the page's paragraphs than this is a teaser, not the article."""

SHORTEST = 15
"""A paragraph with less prose says nothing about where the article is."""

REACH = 5
FADE = 0.8
"""Each paragraph speaks for the elements around it, up to `REACH` levels, each level with this much less weight."""

_PAGE = re.compile(r"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE)
_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{1,40}$")
_BOXES = ("div", "section", "td")
_DECLARED = (
    "//*[@itemprop='articleBody']",
    "//article",
    "//*[@role='main']",
    "//main",
)


def is_page(text: str) -> bool:
    """Whether markup is a whole page rather than a fragment that a feed has already cut out."""
    return bool(_PAGE.search(text[:5_000]))


def drop_furniture(root: _Element) -> None:
    """Removes the parts of a page that never belong to its article; the text behind them stays."""
    total = text_length(root)
    for element in list(root.iter("nav", "aside", "footer", "header", "form")):
        if element.tag == "header" and any(around.tag in ("article", "main") for around in element.iterancestors()):
            continue
        if text_length(element) * 2 < total:
            _remove(element)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.tag not in ("html", "body") and is_noise(element, lambda: total):
            _remove(element)


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _paragraph_length(element: _Element) -> int:
    return sum(text_length(paragraph) for paragraph in element.iter("p")) or text_length(element)


def main_content(root: _Element) -> _Element:
    """The element that holds the article: what the page declares to be it, or else where its paragraphs are densest."""
    whole = max(_paragraph_length(root), 1)
    for path in _DECLARED:
        declared = cast("list[_Element]", root.xpath(path))
        found = [element for element in declared if _paragraph_length(element) >= ENOUGH * whole]
        if found:
            return max(found, key=_paragraph_length)
    return _densest(root)


def _prose_length(element: _Element) -> int:
    """Code points of text that is not a link; links count against it."""
    return text_length(element) - 2 * sum(text_length(link) for link in element.iter("a"))


def _densest(root: _Element) -> _Element:
    """The element that holds most paragraphs at the least distance, with the lead that may stand beside it."""
    scores: dict[_Element, float] = {}
    for element in root.iter("p", "blockquote", "pre", *_BOXES):
        if element.tag in _BOXES and any(child.tag in (*_BOXES, "p", "table") for child in element):
            continue
        length = _prose_length(element)
        if length < SHORTEST:
            continue
        around = [element] if element.tag in _BOXES else []
        around.extend(islice(element.iterancestors(), REACH))
        for distance, holder in enumerate(around):
            scores[holder] = scores.get(holder, 0.0) + length * FADE**distance
    if not scores:
        return root
    best = max(scores, key=lambda element: scores[element])
    parent = best.getparent()
    beside = parent is not None and any(
        child.tag == "p" and child is not best and _prose_length(child) >= SHORTEST for child in parent
    )
    return parent if parent is not None and beside else best


def _text(element: _Element) -> str:
    return collapse("".join(map(str, element.itertext())))


def page_title(root: _Element) -> str | None:
    """The headline: the only ``<h1>``, or ``og:title``, or ``<title>`` without the site's name."""
    heads = [text for element in root.iter("h1") if (text := _text(element))]
    if len(set(heads)) == 1:
        return heads[0]
    for element in root.iter("meta"):
        if element.get("property") == "og:title" and (text := collapse(element.get("content") or "")):
            return text
    for element in root.iter("title"):
        if text := _text(element):
            return _SITE_SUFFIX.sub("", text) or text
    return heads[0] if heads else None
