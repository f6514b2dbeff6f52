"""Which blocks are the site's own matter and not the article's: share links, feed footers, staff lines, copyright.

The patterns of all languages are tried on every block: a Chinese feed of a French radio says "Share on Facebook".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from kg.languages import LANGUAGES
from kg.normalize.markup import Block

LONGEST_LINE = 320
"""Only blocks up to this length are compared with patterns for whole lines."""

_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
_CLOCK = r"\d\d?:\d\d(:\d\d)?"
_DATE = (
    r"[\d./年月日-]{6,12}[ t·,|–-]*(\d{1,2}:\d\d(:\d\d)?(\.\d+)?)?\s?(z|utc|gmt|[ap]\.?m\.?|uhr)?([+-]\d\d:?\d\d)?",
    rf"({_DAY}\w*,? )?\d{{1,2}}\.? \w{{3,9}}\.? \d{{4}}( -|,)?( {_CLOCK})?( (gmt|utc|uhr|[+-]\d{{4}}))?",
    rf"{_DAY}\w*,? \w{{3,9}}\.? \d{{1,2}},? \d{{4}}( -|,)?( {_CLOCK})?( (gmt|utc|[ap]\.?m\.?))?",
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2},? \d{4}( (at )?\d\d?:\d\d( ?[ap]\.?m\.?)?)?",
    r"\d{4}年\d{1,2}月\d{1,2}日(\s*(星期|周|週).)?(\s*\d\d?:\d\d(:\d\d)?)?",
    r"\d{1,2}:\d\d(:\d\d)?( ?[ap]\.?m\.?| uhr)?",
)
_MARKS = (r"null\b.{0,12}", r"(?=.)(https?://\S+|www\.\S+)?\W*", r"[\w.+-]+@[\w-]+\.[\w.]+", r"\d{1,4}(/\d{1,4})?",
          r"(url|date|link|source|guid|id)\s?[:=]\s?\S+")

ENDS_LIKE_PROSE = tuple("。！？!?.\"”」』’")
"""With these a sentence ends, and a heading or a credit rarely."""
_LEGAL = ("rights reserved", "copyright", "©", "版权所有", "版權所有", "英文版", "全文")
"""What ends like prose and is none, in lower case."""
_TITLE_BREAK = re.compile(r"(\s+[|–—\-_·:]+\s+|\s*[|_]\s*)")
_UNWORDED = re.compile(r"[\W_]+")
_BEGUN = 8
"""Letters of a key that tell most texts of an article apart."""


_GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?!\?)", re.DOTALL)


def _union(patterns: Iterable[str]) -> str:
    """One pattern for all, without groups that capture: nobody asks for them, and alternatives that begin with one are
    not passed over by their first letter, which takes six times as long."""
    return "|".join(_GROUP.sub(lambda found: "(?:" if found[0] == "(" else found[0], pattern) for pattern in patterns)


@cache
def _patterns(group: str) -> re.Pattern[str]:
    extra = (*_DATE, *_MARKS) if group == "lines" else ()
    groups = ("lines", "sites") if group == "lines" else (group,)
    found = [pattern for language in LANGUAGES.values() for name in groups for pattern in getattr(language, name)]
    union = _union([*extra, *found])
    return re.compile(rf"(?:{union})\s*$" if group == "tails" else union)


def _lower(text: str) -> str:
    """``text`` in lower case with every position kept: patterns are matched without IGNORECASE, which is slow."""
    return text.lower() if "İ" not in text else text  # no other letter becomes two


def is_boilerplate(text: str) -> bool:
    """Whether a whole paragraph is boilerplate, as far as its words tell."""
    if len(text) <= LONGEST_LINE:
        lower = _lower(text)
        return (_patterns("lines").fullmatch(lower) or _patterns("starts").match(lower)) is not None
    return _patterns("starts").match(_lower(text)) is not None


def cut_tail(text: str) -> str:
    """``text`` without what editors and feeds put behind a paragraph: （編輯：何平）1130101, (dpa), ...more."""
    for _ in range(3):
        if text.endswith(ENDS_LIKE_PROSE):
            end = text[-120:].lower()
            if not any(map(end.__contains__, _LEGAL)):
                break
        match = _patterns("tails").search(_lower(text), max(0, len(text) - 280))
        if match is None:
            break
        text = text[: match.start()].rstrip()
    return text


def cut_site(title: str) -> str:
    """A headline without the name of the medium that publishes it: ``... – Radio France - RFI``."""
    parts = _TITLE_BREAK.split(title)
    while len(parts) > 2 and _patterns("sites").fullmatch(_lower(parts[-1])):
        del parts[-2:]
    return "".join(parts)


def unfold(text: str) -> str:
    """``text`` once, where it holds its own beginning again: a feed that repeats a paragraph within itself."""
    if len(text) < 120:
        return text
    again = text.find(text[:60], 60)
    return text[:again].rstrip() if again > 0 and text.startswith(text[again:]) else text


def key(text: str) -> str:
    """What two spellings of one paragraph share: letters and digits, letter case folded."""
    return _UNWORDED.sub("", text).casefold()


def _is_prose(block: Block) -> bool:
    return len(block.text) > 80 or block.text.endswith(ENDS_LIKE_PROSE)


def drop_links(blocks: Sequence[Block]) -> list[Block]:
    """Without lists of links to other articles: under their heading, or three and more links in a row.

    Where the markup shows no links at all, what follows the heading is taken for one until the next sentence.
    """
    linkless = not any(block.linked for block in blocks)
    kept: list[Block] = []
    run: list[Block] = []
    related = False
    for block in blocks:
        if len(block.text) <= LONGEST_LINE and _patterns("related").fullmatch(_lower(block.text)):
            related = True
            continue
        if related and (block.linked or (linkless and not _is_prose(block))):
            continue
        related = False
        if block.menu and not _is_prose(block):
            continue
        if block.linked and not (_is_prose(block) and not block.listed):
            run.append(block)
            continue
        kept.extend(run if len(run) < 3 else ())
        run = []
        kept.append(block)
    kept.extend(run if len(run) < 3 else ())
    return kept


def cut_ending(blocks: list[Block]) -> list[Block]:
    """Without what follows "Leave a Comment" and its kind, where that is the smaller part."""
    total = sum(len(block.text) for block in blocks)
    seen = 0
    for index, block in enumerate(blocks):
        if seen * 2 > total and len(block.text) < 60 and _patterns("endings").fullmatch(_lower(block.text)):
            return blocks[:index]
        seen += len(block.text)
    return blocks


class _Seen:
    """Texts that were there. Of most only the beginning of their `key` is made: no other text begins so."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._alone: dict[str, str | None] = {}

    def add(self, text: str) -> bool:
        """Whether a text with the same key was there before."""
        begun = key(text[: 3 * _BEGUN])
        if len(begun) < _BEGUN < len(text):
            begun = key(text)
        begun = begun[:_BEGUN]
        if begun not in self._alone:
            self._alone[begun] = text
            return False
        if (other := self._alone[begun]) is not None:
            self._keys.add(key(other))
            self._alone[begun] = None
        mark = key(text)
        known = mark in self._keys
        self._keys.add(mark)
        return known


def drop_boilerplate(blocks: Sequence[Block], title: str | None) -> list[Block]:
    """The blocks of the article alone, each once, without its title."""
    seen = _Seen()
    if title:
        seen.add(title)
    kept: list[Block] = []
    for block in drop_links(cut_ending(list(blocks))):
        text = unfold(cut_tail(block.text))
        if not text or is_boilerplate(text):
            continue
        if seen.add(text) and (len(key(text)) >= 10 or block.kind != "text" or (title and key(text) == key(title))):
            continue
        kept.append(block if text is block.text else block._replace(text=text))
    return kept
