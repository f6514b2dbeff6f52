"""HTML or plain text -> a title and the article's paragraphs, every real one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from kg.model import Article
from kg.normalize import markup, page
from kg.normalize.boilerplate import ENDS_LIKE_PROSE, cut_site, drop_boilerplate
from kg.normalize.characters import collapse, scrub
from kg.normalize.markup import Block

_SCRIPTS = re.compile(r"<(script|style|head)\b.*?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|em|font|i|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ANY_TAG = re.compile(
    r"</?(?:br|p|div|li|ul|ol|h[1-6]|hr|img|table|t[dhr]|tbody|blockquote|center)(?:\s[^<>]*)?/?>|<a\s*[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z]{2,8});", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t\u3000]*\n\s*")
_WRAPPED_WIDTHS = (30, 100)
"""Columns between which a mail program or a typewriter wraps its lines."""
_FIRST_WORD = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]|\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """What is left of an article: no paragraph is empty or holds a line break."""

    title: str | None
    paragraphs: tuple[str, ...]


def clean(article: Article) -> CleanText:
    """The title and paragraphs of an article without markup, invisible characters, boilerplate and repetitions."""
    text = scrub(article.text)
    title = _plain(article.title) if article.title else None
    if article.markup == "html" or (text.lstrip().startswith("<") and markup.looks_like_markup(text)):
        blocks, found = _html_blocks(text)
        title = title or found
    else:
        blocks = text_blocks(_without_tags(text))
    kept = drop_boilerplate(blocks, title)
    if title is None and kept and kept[0].kind == "heading":
        title, kept = kept[0].text, kept[1:]
    title = cut_site(title) if title else None
    return CleanText(title=title, paragraphs=tuple(block.text for block in kept))


def _plain(text: str) -> str | None:
    """A title on one line, without tags and entities."""
    text = scrub(text)
    if "<" in text or "&" in text:
        root = markup.parse(f"<p>{text}</p>")
        blocks = markup.walk(root) if root is not None else []
        text = " ".join(block.text for block in blocks)
    return collapse(text) or None


def _html_blocks(text: str) -> tuple[list[Block], str | None]:
    root = markup.parse(text)
    title = None
    blocks: list[Block] = []
    if root is not None:
        if page.is_page(text):
            title = page.page_title(root)
            page.drop_furniture(root)
            root = page.main_content(root)
        blocks = markup.walk(root)
    return blocks or list(markup.strip_tags(_SCRIPTS.sub("", text))), title


def _without_tags(text: str) -> str:
    """Plain text that still holds some tags or entities, as carelessly exported tables do."""
    if "<" in text and markup.looks_like_markup(text):
        text = _INLINE_TAG.sub("", text)
        text = _ANY_TAG.sub("\n", text)
    return scrub(unescape(text)) if "&" in text and _ENTITY.search(text) else text


def text_blocks(text: str) -> list[Block]:
    """Paragraphs of plain text: its lines, or what stands between blank lines where lines were wrapped at a column."""
    lines = [line.rstrip() for line in text.split("\n")]
    paragraphs = _BLANK_LINES.split("\n".join(lines)) if _is_wrapped(lines) else lines
    return [Block(text=collapsed) for paragraph in paragraphs if (collapsed := collapse(paragraph))]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether most lines that a line follows stop in a sentence, and could not have held the next line's first word."""
    width = max(map(len, lines), default=0)
    if not _WRAPPED_WIDTHS[0] <= width <= _WRAPPED_WIDTHS[1]:
        return False
    full = open_ended = followed = 0
    for line, after in pairwise(lines):
        word = _FIRST_WORD.match(after.lstrip())
        if line and word:
            followed += 1
            full += len(line) + 1 + len(word[0]) > width - 3
            open_ended += not line.endswith(ENDS_LIKE_PROSE)
    return followed >= 3 and full >= 0.7 * followed and open_ended >= 0.5 * followed
