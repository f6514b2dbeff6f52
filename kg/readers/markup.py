"""What readers need to know about markup: whether text has any, and the first lines that a person would see."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from kg.model import Markup

_TAG = re.compile(
    r"<(?:/(?:p|div|span|a|h[1-6]|li|ul|table|strong|em|b|i|figure|article|section|body|html|aside)\s*>"
    r"|(?:br|hr)\s*/?>|(?:img|p|div|span|a|figure)(?:\s[^<>]{0,2000})?/?>)",
    re.I,
)
_BLOCK = re.compile(
    r"<(?:/?(?:p|div|h[1-6]|li|ul|table|tr|figure|article|section|header|aside)|br)(?:\s[^<>]*)?/?>", re.I
)
_ANY_TAG = re.compile(r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|</?[a-z][^<>]*>", re.I | re.S)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")
SURROGATE = re.compile("[\ud800-\udfff]")

TITLE_CHARS = 500


def markup_of(text: str) -> Markup:
    """``html`` where the text has tags that pages and feeds use: two at its beginning, or one in a short text."""
    sample = text[:20_000]
    found = sum(1 for _ in zip(range(2), _TAG.finditer(sample), strict=False))
    return "html" if found >= 2 or (found and len(sample) < 2000) else "text"


def visible_lines(text: str, chars: int = 4000) -> list[str]:
    """The lines that are not blank among the first ``chars`` characters, without tags."""
    sample = _BLOCK.sub("\n", text[:chars])
    plain = html.unescape(_ANY_TAG.sub("", sample))
    return [line for raw in plain.splitlines() if (line := raw.strip())]


def one_line(value: object, most: int = TITLE_CHARS) -> str | None:
    """A title, a name: text on one line, without tags' leftovers, control characters and surrogates; None if empty."""
    if value is None:
        return None
    text = " ".join(_CONTROL.sub(" ", str(value)).split())
    return text[:most] or None


def web_address(value: object) -> str | None:
    """An http or https address with a host, as given; None for anything else (``javascript:``, a path)."""
    text = str(value or "").strip()
    if not 0 < len(text) <= 4000 or re.search(r"[\s\x00-\x1f\x7f<>\"\ud800-\udfff]", text):
        return None
    try:
        parts = urlsplit(text)
        return text if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def without_surrogates(text: str) -> str:
    """The text with lone surrogates (from JSON escapes) as U+FFFD, so that it can be written as UTF-8."""
    return SURROGATE.sub("\ufffd", text)


def printable(name: str) -> str:
    """A file's name as part of a source: no backslashes, control characters or surrogates, no ``/`` in front."""
    return _CONTROL.sub("_", name.replace("\\", "/")).lstrip("/")
