"""The passage of an article around a mention, for evidence where no stage has chosen a sentence."""

from __future__ import annotations

import re

from kg.model import Document, Evidence, Span

_END = re.compile(r"[。！？；!?][”’」』\"')）]*|\.(?=\s)|\n+")
LONGEST = 400
"""Code points of a passage at most."""


def passage(document: Document, mention: tuple[int, int]) -> Evidence:
    """The sentence, as far as marks and line ends show it, around start and end of a mention in the article's text."""
    start, end = mention
    text = document.text
    marks = [match.end() for match in _END.finditer(text, max(0, start - LONGEST), start)]
    begin = marks[-1] if marks else max(0, start - LONGEST)
    begin += len(text[begin:start]) - len(text[begin:start].lstrip())
    match = _END.search(text, end, end + LONGEST)
    stop = match.end() if match else min(len(text), end + LONGEST)
    stop = max(begin + len(text[begin:stop].rstrip()), end)
    return Evidence(article=document.id, span=Span(start=begin, end=stop), quote=text[begin:stop], extractor="mention")
