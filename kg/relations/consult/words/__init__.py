"""What each language says about contacts: grammars of noun phrases, and the words of status, mode and reference."""

from kg.relations.consult.words import de, en, zh

__all__ = ["de", "en", "zh"]
