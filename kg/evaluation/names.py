"""When two spellings count as the same name: what an annotation says against what a build found."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


@lru_cache(maxsize=200_000)
def comparable(name: str) -> str:
    """The name in NFKC and Simplified script, case folded, without possessive ``'s`` and what is no letter or digit.

    It is deliberately blunter than `kg.names.spelling.fold`, which decides what a build links: a measure must not
    change when the rules that it measures do.

    >>> comparable("U.S."), comparable("拜登總統"), comparable("Merkel’s")
    ('us', '拜登总统', 'merkel')
    """
    text = str(_converter().convert(unicodedata.normalize("NFKC", name))).casefold()
    text = text.replace("’s", "").replace("'s", "")
    return "".join(letter for letter in text if letter.isalnum())
