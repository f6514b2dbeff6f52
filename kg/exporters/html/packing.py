"""How data lies in the page: JSON, compressed, in base64, decoded by the page's scripts when it is asked for."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable


def pack(value: object) -> str:
    """Base64 of zlib-compressed JSON (browsers undo it with ``DecompressionStream("deflate")``). No letter of it can end
    an element; lone surrogates, which UTF-8 can't hold, become question marks."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 6)).decode("ascii")


def deltas(ascending: Iterable[int]) -> list[int]:
    """The first number, then each one's distance from the one before: small numbers compress well."""
    before, found = 0, []
    for number in ascending:
        found.append(number - before)
        before = number
    return found
