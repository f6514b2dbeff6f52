"""HTML -> blocks of text: a plain walk over the tree, which loses no paragraph.

Inline elements join without a blank, block elements and ``<br>`` break. Attributes are never text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from html import unescape
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.languages.language import words
from kg.normalize.characters import collapse, scrub

if TYPE_CHECKING:
    from lxml.etree import HTMLParser, _Element

Kind = Literal["text", "heading", "caption"]


class Block(NamedTuple):
    """A paragraph as the markup gives it: one line of text. ``linked``: all of it is a link; ``menu``: it is
    several links in a row; ``listed``: in a list."""

    text: str
    kind: Kind = "text"
    linked: bool = False
    menu: bool = False
    listed: bool = False


SKIPPED = words(
    """
    script style noscript template svg math button nav select option textarea input form iframe object embed canvas
    audio video map head dialog menu share-button share-modal frameset applet progress meter datalist
    """
)
INLINE = words(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr img picture source
    """
)
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"), **dict.fromkeys(("figcaption", "caption"), "caption"),
}
_AROUND_CAPTIONS = frozenset(("div", "figure", "section", "td", "center", "body", "article"))
"""Where ``<small>`` is a caption; inside a paragraph it is a matter of type size."""

_TELLING = frozenset(("class", "id", "style", "hidden"))
"""Attributes that may say that an element is no text of the article."""

NOISE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|addthis|sharethis|newsletter|subscrib\w*|subscriinn?er|mysubscriptioninner|"
    r"related|recommend(?:ed|ations?)?|adslot\w*|advert\w*|banner|cookie|consent|gdpr|breadcrumbs?|"
    r"comments?-?(?:area|list|section|form)?|disqus|promo|selfpromo|copyright|trustbadge\w*|paywall|popup|modal|"
    r"outbrain|taboola|sponsor\w*|skip-link|screen-reader-text|byline-social|tags?-?(?:list|links)|author-bio)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Words in ``class`` and ``id`` that name the site's own matter. Whole words only: ``unrelated`` is not ``related``."""

_TAG = re.compile(r"<[^<>]*>|<!--.*?-->", re.DOTALL)
_LOOKS_LIKE_MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*>")


def looks_like_markup(text: str) -> bool:
    """Whether ``text`` holds tags at all."""
    return bool(_LOOKS_LIKE_MARKUP.search(text))


@cache
def _parser() -> HTMLParser:
    from lxml import etree

    return etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, recover=True
    )


def parse(text: str) -> _Element | None:
    """The tree of a page or fragment, or None where there is nothing in it."""
    from lxml import etree

    try:
        return etree.fromstring(text.encode("utf-8"), _parser())
    except etree.XMLSyntaxError:
        return None


def text_length(element: _Element) -> int:
    """Code points of text under an element, white space at the ends of its runs not counted."""
    return sum(len(run.strip()) for run in element.itertext())


def is_noise(element: _Element, total: Callable[[], int]) -> bool:
    """Whether an element holds no text of the article: scripts, forms, hidden parts, the site's own matter.

    ``total`` gives the `text_length` of the whole: what holds a third of it is content, whatever its class says.
    """
    if element.tag in SKIPPED:
        return True
    if _TELLING.isdisjoint(element.keys()):  # nearly all
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    style = element.get("style") or ""
    suspect = (
        (names != " " and NOISE.search(names[:300]) is not None)
        or element.get("hidden") is not None
        or "display:none" in style.replace(" ", "").lower()
    )
    return suspect and text_length(element) * 3 < total()


class _Collector:
    """Gathers runs of inline text into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs: list[str] = []
        self._in_link = 0
        self._links_seen = 0
        self._links = 0
        self._kinds: list[Kind] = []
        self._lists = 0

    def add(self, text: str | None) -> None:
        if not text:
            return
        self._runs.append(text)
        if self._links and not text.isspace():
            self._in_link += len(text.strip())

    def enter(self, tag: str, kind: Kind | None) -> None:
        if kind is not None:
            self.close()
            self._kinds.append(kind)
        elif tag not in INLINE:
            self.close()
        if tag == "a":
            self._links += 1
            self._links_seen += 1
        elif tag == "li":
            self._lists += 1

    def leave(self, tag: str, kind: Kind | None) -> None:
        if kind is not None:
            self.close()
            self._kinds.pop()
        elif tag not in INLINE:
            self.close()
        if tag == "a":
            self._links -= 1
        elif tag == "li":
            self._lists -= 1

    def close(self) -> None:
        if not self._runs:
            return
        raw = self._runs[0] if len(self._runs) == 1 else "".join(self._runs)
        text = collapse(raw)
        if text:
            linked = self._in_link > 0 and self._in_link >= 0.9 * len(text.replace(" ", ""))
            menu = linked and self._links_seen > 1
            self.blocks.append(Block(text, self._kinds[-1] if self._kinds else "text", linked, menu, self._lists > 0))
        self._runs.clear()
        self._in_link = self._links_seen = 0


def _kind(element: _Element, tag: str) -> Kind | None:
    if tag in _KINDS:
        return _KINDS[tag]
    if "caption" in (element.get("class") or "").lower():
        return "caption"
    if tag == "small":
        parent = element.getparent()
        return "caption" if parent is not None and parent.tag in _AROUND_CAPTIONS else None
    return None


def walk(root: _Element) -> list[Block]:
    """The blocks under ``root``, in the order of the page. No recursion: pages may nest as deep as they like."""
    out = _Collector()
    total = cache(partial(text_length, root))
    stack: list[_Element | tuple[_Element, str, Kind | None]] = [root]
    while stack:
        entry = stack.pop()
        if isinstance(entry, tuple):  # behind all that is inside
            element, tag, kind = entry
            out.leave(tag, kind)
        else:
            element, tag = entry, entry.tag
            if isinstance(tag, str) and (element is root or not is_noise(element, total)):
                kind = _kind(element, tag)
                out.enter(tag, kind)
                out.add(element.text)
                if len(element):
                    stack.append((element, tag, kind))
                    stack.extend(reversed(element))
                    continue
                out.leave(tag, kind)
            elif isinstance(tag, str) and tag not in INLINE:
                out.close()
        if element is not root:
            out.add(element.tail)
    out.close()
    return out.blocks


def strip_tags(text: str) -> Iterator[Block]:
    """The blocks of markup that no parser can read: tags become line breaks."""
    for line in unescape(_TAG.sub("\n", text)).split("\n"):
        if stripped := collapse(scrub(line)):
            yield Block(text=stripped)
