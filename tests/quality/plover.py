"""PLOVER's annotated sentences: whether a contact that was held (``consult``) is found where they say CONSULT, and only
there. With 11 positives of some 320 this is reported and has no floor; planned meetings are filed under AGREE there and
refused ones under REJECT, and are counted apart.

The sentences name many by role alone ('a group of diplomats') and in the spellings of the nineties: recall measures
that too.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg import api
from kg.model import Build, Status

RECORDS = Path("data") / "events" / "plover-gold-cameo.json"
ADDRESS = "https://plover.example/"
"""Begins the URL under which each sentence is read, so that it is known again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """``found``: records of each PLOVER event name in which a contact of each status was found; ``records``: how many
    there are of each name; ``missed`` and ``false``: ids of CONSULT records without a held contact and of others with one."""

    records: dict[str, int]
    found: dict[str, dict[Status, int]]
    missed: tuple[str, ...]
    false: tuple[str, ...]

    def __str__(self) -> str:
        right = self.records.get("CONSULT", 0) - len(self.missed)
        held = right + len(self.false)
        lines = [
            f"{sum(self.records.values())} sentences of PLOVER, CONSULT against the rest, held contacts: {right} of "
            f"{self.records.get('CONSULT', 0)} found, {len(self.false)} of {held} finds elsewhere"
        ]
        for name, status in (("AGREE", "planned"), ("REJECT", "refused")):
            count = self.found.get(name, {}).get(status, 0)  # type: ignore[call-overload]
            lines.append(f"{status} contacts found in {count} of {self.records.get(name, 0)} sentences under {name}")
        return "\n".join([*lines, f"missed: {', '.join(self.missed) or 'none'}", f"elsewhere: {', '.join(self.false) or 'none'}"])


def measure(path: Path) -> Plover:
    """Builds the records of a file in PLOVER's JSON and counts. Records without a text (its notes) are left out."""
    records = _unique(record for record in json.loads(path.read_text(encoding="utf-8")) if record.get("text"))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plover.jsonl"
        source.write_text("".join(map(_line, records)), encoding="utf-8")
        build = api.build(source).build
    return count(build, {record["id"]: record["event"] for record in records})


def _unique(records: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """The records, those that share an id told apart by a number."""
    seen: Counter[str] = Counter()
    found = []
    for record in records:
        seen[record["id"]] += 1
        again = f"-{seen[record['id']]}" if seen[record["id"]] > 1 else ""
        found.append(record | {"id": record["id"] + again})
    return found


def _line(record: dict[str, str]) -> str:
    facts = {"text": record["text"], "published": record["date"], "language": "en", "url": ADDRESS + record["id"]}
    return json.dumps(facts) + "\n"


def count(build: Build, names: dict[str, str]) -> Plover:
    """The figures of a build whose articles have `ADDRESS` and a record's id for URL; ``names``: event names by id."""
    record_of = {d.id: (d.url or "").removeprefix(ADDRESS) for d in build.documents}
    statuses: dict[str, set[Status]] = {id_: set() for id_ in names}
    for event in build.events:
        for evidence in event.evidence:
            if record_of.get(evidence.article) in statuses:
                statuses[record_of[evidence.article]].add(evidence.status or event.status)
    found: dict[str, dict[Status, int]] = {}
    for id_, told in statuses.items():
        for status in told:
            own = found.setdefault(names[id_], {})
            own[status] = own.get(status, 0) + 1
    return Plover(
        records=dict(Counter(names.values())), found=found,
        missed=tuple(sorted(id_ for id_, name in names.items() if name == "CONSULT" and "held" not in statuses[id_])),
        false=tuple(sorted(id_ for id_, name in names.items() if name != "CONSULT" and "held" in statuses[id_])),
    )


def report(shared: Path) -> None:
    """Prints the figures, or why there are none."""
    path = shared / RECORDS
    if path.is_file():
        print(f"=== PLOVER\n\n{measure(path)}\n")
    else:
        print(f"skipped PLOVER: no {path}")
