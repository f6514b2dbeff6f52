"""An evaluation as JSON, as tables, and as flat figures to hold against floors."""

from __future__ import annotations

from typing import Any

from kg.evaluation.counts import DIGITS, Counts
from kg.evaluation.detection import ORDER
from kg.evaluation.measures import Evaluation
from kg.graph.results import table

COLUMNS = ("precision", "recall", "F1", "right", "false", "missed")


def record(evaluation: Evaluation) -> dict[str, Any]:
    """Everything, for JSON; shares are rounded to three digits and None where there was nothing to count."""
    found, linked, told = evaluation.detection, evaluation.linking, evaluation.contacts
    return {
        "articles": evaluation.articles,
        "articles_missing": len(evaluation.absent),
        "detection": {kind: found.of(kind=kind).record() for kind in ORDER} | {"all": found.of().record()},
        "detection_by_language": {language: found.of(language).record() for language in found.languages},
        "detection_by_language_and_kind": {
            language: {kind: found.of(language, kind).record() for kind in ORDER} for language in found.languages
        },
        "linking": {
            "b3_p": _rounded(linked.precision), "b3_r": _rounded(linked.recall), "b3_f1": _rounded(linked.f1),
            "cross_language_recall": _rounded(linked.across_recall.value),
            "cross_language_precision": _rounded(linked.across_precision.value),
            "cross_language_pairs": linked.across_recall.total,
        },
        "contacts": {
            "persons": told.persons.record(), "all": told.everyone.record(),
            "status_accuracy": _rounded(told.status.value), "date_accuracy": _rounded(told.date.value),
            "place_accuracy": _rounded(told.place.value),
        },
    }


def figures(evaluation: Evaluation) -> dict[str, float]:
    """The figures that floors can be set for, by dotted name, 0 to 1: ``detection.person`` (F1 over all languages),
    ``languages.de.person``, ``linking.b3_f1``, ``contacts.persons``, ``contacts.date`` and so on. Those for which there
    was nothing to count are left out."""
    found, all_ = evaluation.detection, record(evaluation)
    linked = ("b3_f1", "cross_language_recall", "cross_language_precision")
    flat = {f"detection.{kind}": all_["detection"][kind]["f1"] for kind in (*ORDER, "all")}
    for language in found.languages:
        cells = {kind: found.of(language, kind) for kind in ORDER} | {"all": found.of(language)}
        flat |= {f"languages.{language}.{kind}": round(c.f1, DIGITS) for kind, c in cells.items() if c.right + c.missed}
    flat |= {f"linking.{name}": all_["linking"][name] for name in linked}
    flat |= {f"contacts.{name}": all_["contacts"][name]["f1"] for name in ("persons", "all")}
    flat |= {f"contacts.{name}": all_["contacts"][f"{name}_accuracy"] for name in ("status", "date", "place")}
    return {name: value for name, value in flat.items() if value is not None}


def tables(evaluation: Evaluation) -> str:
    """The tables for people."""
    found, linked, told = evaluation.detection, evaluation.linking, evaluation.contacts
    names = [
        (f"{language or 'all'} {kind or 'all'}", found.of(language, kind))
        for language in (*found.languages, None) for kind in (*ORDER, None)
    ]
    shares = [
        ("B-cubed precision", linked.precision), ("B-cubed recall", linked.recall), ("B-cubed F1", linked.f1),
        ("recall over languages", linked.across_recall.value),
        ("precision over languages", linked.across_precision.value),
    ]
    details = [("right status", told.status.value), ("right date", told.date.value), ("right place", told.place.value)]
    absent = f", not in the build: {', '.join(evaluation.absent)}" if evaluation.absent else ""
    blocks = [
        f"{evaluation.articles} articles{absent}",
        table(("names", *COLUMNS), [_cells(*row) for row in names]),
        table(("linking", ""), [(name, "–" if value is None else f"{value:.3f}") for name, value in shares]),
        table(("contacts", *COLUMNS), [_cells("of persons", told.persons), _cells("all", told.everyone)]),
        table(("of these", ""), [(name, "–" if value is None else f"{value:.3f}") for name, value in details]),
    ]
    return "\n\n".join(blocks)


def _cells(name: str, counts: Counts) -> tuple[str | float | int, ...]:
    return (name, counts.precision, counts.recall, counts.f1, counts.right, counts.false, counts.missed)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, DIGITS)
