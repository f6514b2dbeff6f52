"""Who holds which office, as an article names them with their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.relations.grammar import Grammar
from kg.relations.parts import Party

FORMER = re.compile(r"前|时任|原|\b(?:ex|former|then)\b|[Ff]rühere|[Ee]hemalige|damalige")


@dataclass(frozen=True, slots=True)
class Officers:
    """Who holds which office in an article: the first holder named with an owner and a title keeps it.

    ``offices``: holders by owner and office, ``holders``: by office, then by entity; ``entities``: all of them; ``titled``: the
    title of each person.
    """

    offices: dict[tuple[str | None, str], Party] = field(default_factory=dict)
    holders: dict[str, dict[str, Party]] = field(default_factory=dict)
    titled: dict[str, tuple[str, Party]] = field(default_factory=dict)
    entities: set[str] = field(default_factory=set)

    def learn(self, parties: Sequence[Party], grammar: Grammar) -> None:
        """Notes the persons among the parties of a sentence."""
        for party in parties:
            if party.type != "person" or not party.role or FORMER.search(party.role):
                continue
            self.titled.setdefault(party.entity, (party.role.rstrip(" ,:").casefold(), party))
            if office := office_of(party.role, grammar):
                self.entities.add(party.entity)
                self.holders.setdefault(office, {}).setdefault(party.entity, party)
                for owner in party.owners:
                    self.offices.setdefault((owner, office), party)


def office_of(role: str | None, grammar: Grammar) -> str | None:
    """The one word for the office that a title names, or None: the longest known word that the title ends with."""
    if not role:
        return None
    title = role.rstrip(" :,的")
    found = [word for word in grammar.offices if title.endswith(word)]
    return grammar.offices[max(found, key=len)] if found else None
