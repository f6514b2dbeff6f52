"""HTML: whole pages (their metadata is read here, their main text is found by the normalizer) and bare fragments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.config import InputConfig
from kg.errors import Problem
from kg.model import Article
from kg.readers.datelines import agency, dateline_date
from kg.readers.dates import parse_date, printed_date
from kg.readers.jekyll import language_tag
from kg.readers.markup import markup_of, one_line, visible_lines, web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME = "html"

SEEN = 1_000_000
"""Characters of a page that are searched for metadata."""

DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "cxenseparse:recs:publishtime",
    "date",
)
PUBLISHER_METAS = ("og:site_name", "application-name", "dc.publisher", "article:publisher", "publisher")
ARTICLE_TYPES = re.compile(
    r"(?:News|Report|Blog|Opinion|Analysis|Review)\w*Article|Article|BlogPosting|LiveBlogPosting|WebPage"
)

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--(?>.*?-->)\s*)*)<(?:!doctype\s+html|html|head|body|title|meta)\b", re.I | re.S
)
_FRAGMENT = re.compile(
    r"\s*<(?:p|div|article|section|main|h[1-6]|span|a|img|figure|table|ul|ol|br|strong|b|em|i|blockquote|center|font)\b[^<>]*>",
    re.I,
)


def claims(head: str, name: str) -> bool:
    """Content that begins as a page or with a tag, or any with tags in a file named .html, .htm or .xhtml."""
    if _PAGE.match(head) or (_FRAGMENT.match(head) and markup_of(head) == "html"):
        return True
    return name.lower().endswith((".html", ".htm", ".xhtml", ".shtml")) and markup_of(head) == "html"


def read(source: str, text: str, settings: InputConfig) -> Iterator[Article | Problem]:
    """One article; its text is the whole page."""
    page = _parsed(text)
    lines = visible_lines(text[_body_start(text) :])
    if page is None:
        yield Article(source=source, text=text, markup="html", published=printed_date(lines), publisher=agency(lines))
        return
    metas = _metas(page)
    linked = _linked_data(page)
    titles = (
        metas.get("og:title"),
        linked.get("headline"),
        *_texts(page, "h1")[:1],
        metas.get("twitter:title"),
        *_texts(page, "title"),
    )
    yield Article(
        source=source,
        text=text,
        markup="html",
        title=next(filter(None, map(one_line, titles)), None),
        published=_published(page, metas, linked) or printed_date(lines) or dateline_date(lines),
        url=next(filter(None, map(web_address, (*_canonical(page), metas.get("og:url"), linked.get("url")))), None),
        publisher=_publisher(metas, linked) or agency(lines),
        language=language_tag(page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def _body_start(text: str) -> int:
    match = re.search(r"<body\b[^>]*>", text[:SEEN], re.I)
    return match.end() if match else 0


def _parsed(text: str) -> HtmlElement | None:
    from lxml import etree, html  # 60 ms: only where a page is read

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(text[:SEEN].encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _metas(page: HtmlElement) -> dict[str, str]:
    """The first content of every meta tag, by its name, property or itemprop in lower case."""
    found: dict[str, str] = {}
    for tag in page.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = (tag.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _texts(page: HtmlElement, tag: str) -> list[str]:
    return ["".join(element.itertext()) for element in page.iter(tag)][:5]


def _canonical(page: HtmlElement) -> list[str]:
    return [str(link.get("href")) for link in page.iter("link") if (link.get("rel") or "").lower() == "canonical"]


def _linked_data(page: HtmlElement) -> dict[str, object]:
    """The first JSON-LD object that describes an article: ``headline``, ``datePublished``, ``publisher``, ``url``."""
    for script in page.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for entry in _entries(data):
            if "datePublished" in entry or ARTICLE_TYPES.fullmatch(str(entry.get("@type"))):
                return entry
    return {}


def _entries(data: object) -> list[dict[str, object]]:
    top = data if isinstance(data, list) else [data]
    objects = [entry for entry in top if isinstance(entry, dict)]
    graphs = [entry["@graph"] for entry in objects if isinstance(entry.get("@graph"), list)]
    return objects + [entry for graph in graphs for entry in graph if isinstance(entry, dict)]


def _published(page: HtmlElement, metas: dict[str, str], linked: dict[str, object]) -> str | None:
    stated = [
        metas.get("article:published_time"),
        linked.get("datePublished"),
        *(metas.get(name) for name in DATE_METAS),
    ]
    times = [tag for tag in page.iter("time") if tag.get("datetime")]
    marked = [t for t in times if t.get("pubdate") is not None or (t.get("itemprop") or "").lower() == "datepublished"]
    stated += [tag.get("datetime") for tag in marked]
    days = {day[:10] for tag in times if (day := parse_date(tag.get("datetime")))}
    if len(days) == 1:  # several different times may be those of other articles on the page
        stated += [tag.get("datetime") for tag in times]
    return next(filter(None, (parse_date(value) for value in stated if isinstance(value, str))), None)


def _publisher(metas: dict[str, str], linked: dict[str, object]) -> str | None:
    publisher = linked.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    stated = [metas.get("og:site_name"), publisher.get("name") if isinstance(publisher, dict) else publisher]
    stated += [metas.get(name) for name in PUBLISHER_METAS]
    names = (one_line(name, 100) for name in stated if isinstance(name, str) and not web_address(name))
    return next(filter(None, names), None)
