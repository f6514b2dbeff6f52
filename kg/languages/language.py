"""What has to be known about a language before its articles can be cleaned, recognized and cut into sentences."""

from __future__ import annotations

from dataclasses import dataclass


def words(text: str) -> frozenset[str]:
    """The words of a text that lists them between white space."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language, as data.

    ``tag`` is the BCP 47 primary tag, ``name`` the English name. ``stopwords`` are lower-case function words that tell
    the language apart (empty where the script does). ``abbreviations`` end in a full stop that ends no sentence,
    written without it, in their usual letter case. ``before_numbers`` are those that do so only before a digit
    (``No. 5``).

    The rest are regular expressions for boilerplate, in lower case: they are matched with lower-cased text. ``lines``
    describe whole paragraphs that are dropped, ``starts`` beginnings that condemn a paragraph however it goes on,
    ``tails`` what is cut off the end of a paragraph (the white space before it goes, too: a pattern that begins with any
    is tried at every letter), ``endings`` headings after which only the site's own matter follows, ``related`` headings of
    lists of links to other articles, ``sites`` names that media append to their headlines (``... - BBC News``).
    """

    tag: str
    name: str
    stopwords: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    before_numbers: frozenset[str] = frozenset()
    lines: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
