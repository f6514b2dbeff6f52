"""Names as strings: pure functions, tested in every script. No knowledge of entities or documents.

`match` compares two names; `spelling`, `latin`, `han`, `romanize` and `transliterate` hold what it is made of.
"""

from kg.names.match import Feature, Match, match

__all__ = ["Feature", "Match", "match"]
