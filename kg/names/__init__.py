"""Names as strings: pure functions, tested in every script. No knowledge of documents or corpora.

`match` compares two names; `spelling`, `latin`, `han`, `korean`, `cantonese`, `romanize`, `readings`, `transcribe`,
`transliterate` and `commonness` hold what it is made of.
"""

from kg.names.match import DIFFERENT, SAME, Feature, Match, match

__all__ = ["DIFFERENT", "SAME", "Feature", "Match", "match"]
