# ruff: noqa: E501  (patterns stay on one line)
"""Characters that mean nothing, or that hide what a text says: removed before anything looks at it."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
"""Soft hyphen, zero-width, bidirectional control and variation selectors: an address bar trick in a name, or noise."""

_NOTHING = f"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{INVISIBLE}\ud800-\udfff\U000e0000-\U000e0fff"
_BREAK = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_BLANK = "\x1f\xa0\u2000-\u200a\u202f\u205f"
_DROPPED = re.compile(f"[{_NOTHING}]+")
_BREAKS = re.compile(f"\r\n?|[{_BREAK}]")
_BLANKS = re.compile(f"[{_BLANK}]")
_ODD = re.compile(f"[\r{_NOTHING}{_BREAK}{_BLANK}]")
_SPACE_IN_HAN = re.compile(r"(?<=[\u3400-\u9fff\u3001-\u3011\uff00-\uff65])[ \t]*\n\s*(?=[\u3400-\u9fff\u3001-\u3011\uff00-\uff65])")


def scrub(text: str) -> str:
    """``text`` in NFC without invisible, control and unpaired surrogate characters; every line break is ``\\n``."""
    if not _ODD.search(text):  # nearly all texts, and one look instead of three
        return unicodedata.normalize("NFC", text)
    if text.isascii():
        return _BREAKS.sub("\n", _DROPPED.sub("", text))
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", _BREAKS.sub("\n", _DROPPED.sub("", text))))


def collapse(text: str) -> str:
    """One paragraph on one line: runs of white space become one blank, or nothing between Han characters where the
    source merely broke its line there."""
    if "\n" in text and not text.isascii():
        text = _SPACE_IN_HAN.sub("", text)
    return " ".join(text.split())
