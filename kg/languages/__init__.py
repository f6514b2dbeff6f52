"""What is known about each language, as data. A new language is one file here and one line in `LANGUAGES`."""

from __future__ import annotations

from kg.languages import de, en, zh
from kg.languages.language import Language
from kg.registry import Registry

__all__ = ["LANGUAGES", "Language"]

LANGUAGES: Registry[Language] = Registry(
    "language", [(language.tag, language) for language in (zh.LANGUAGE, en.LANGUAGE, de.LANGUAGE)]
)
"""The languages that kg reads, by BCP 47 primary tag."""
