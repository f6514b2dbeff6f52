"""Across documents: which keys are of one thing.

Two phases, so that an ambiguous short form can't chain two people together: full names (Latin, dotted Han, rows of
the alias table, knowledge ids) are joined by judgements first; then every short form (Han name without a dot, surname,
abbreviation) goes to at most one of these clusters, the one that most of the evidence is for. The cost is about
linear in the number of distinct names: candidates come from blocks, never from all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.names.han import split_surname, surnames
from kg.names.latin import parse, skeleton
from kg.names.readings import read_as
from kg.resolve.aliases import AliasTable
from kg.resolve.blocks import latin_variants, readings_of
from kg.resolve.bodies import body_variants, inflections
from kg.resolve.bridges import Bridges
from kg.resolve.cluster import Clusters
from kg.resolve.decisions import Decisions
from kg.resolve.doubles import doubles
from kg.resolve.evidence import Evidence
from kg.resolve.guards import compatible
from kg.resolve.judge import DOMINANT, Judgement, Pair, judged
from kg.resolve.keys import Key
from kg.resolve.meant import meant
from kg.resolve.misspelled import corrected, misspellings
from kg.resolve.namesakes import namesakes
from kg.resolve.overheard import Beside, Overheard, nobody
from kg.resolve.respelled import respelled
from kg.resolve.spoken import spoken

FULL = frozenset({"fact", "row", "latin", "dotted", "name"})
CLEAR, MUCH = 0.6, 6.0
"""The share of much evidence (in articles) that decides a short name where nobody else comes near: 约翰逊 is Boris Johnson
though a dozen others have a few articles each; `kg.resolve.namesakes` then looks at each occurrence."""
WELL_KNOWN = 20
"""Articles from which somebody may be called by the given name alone."""
ENOUGH = 2.0
"""Articles about its bearer, or alias weight, that a surname standing alone needs."""
LISTED = 10
"""Glosses from which a row's own Latin names take part in the comparison of spellings."""
REFUSED = "other given name, type or country"
READ = 3.0
"""How much more a gloss says that is a reading of the characters: 金正恩（Kim Jong-un） beside 金正恩（The Interview）."""
ALIAS_CAP = 30
"""Glosses in the alias table beyond this many say no more."""


def relate(
    evidence: Evidence, table: AliasTable, decisions: Decisions = Decisions(),  # noqa: B008 (frozen, empty)
    beside: Beside = nobody,
) -> tuple[Clusters[Key], list[Judgement]]:
    """Clusters of all keys, and the judgements that made them: people's decisions first, then the rules."""
    overheard = Overheard(evidence, table, beside)
    keys = sorted(evidence.articles)
    slips = misspellings(evidence, table)
    clusters: Clusters[Key] = Clusters(
        lambda left, right: compatible(left, right, table, slips),
        weak=lambda key: key.form not in FULL and key.form != "split",
    )
    for key in keys:
        clusters.add(key)
    made: list[Judgement] = decisions.apply(clusters)
    full = [key for key in keys if key.form in FULL]
    latin = [key for key in full if key.form == "latin"]
    listed = _listed(latin, table)
    for step in (
        _alias_rows(sorted({*full, *listed}), table),
        _glosses(full, evidence),
        corrected(slips),
        latin_variants(sorted({*latin, *listed}), evidence.articles),
        inflections(keys, evidence),
        body_variants(keys, evidence),
    ):
        made += _apply(step, clusters)
    heard = overheard.sounds()
    made += _apply(Bridges(evidence, clusters, heard).pairs("dotted"), clusters)
    votes = _votes(keys, evidence, table, clusters)
    made += _apply(_decide(votes, clusters), clusters)
    made += _apply(_surnames(keys, evidence, table, clusters), clusters)
    made += _apply(spoken(evidence, clusters, overheard.readings()), clusters)
    made += _apply(respelled(evidence, clusters), clusters)
    made += _apply(Bridges(evidence, clusters, heard).pairs("han"), clusters)
    made += _apply(doubles(evidence, clusters), clusters)
    made += meant(evidence, clusters, table)
    made += namesakes(evidence, clusters, table)
    return clusters, made


def _apply(pairs: Iterable[Pair], clusters: Clusters[Key]) -> list[Judgement]:
    """Makes the unions, strongest first; one that a guard refuses is recorded as different."""
    made = []

    def rank(pair: Pair) -> tuple[bool, tuple[int, float, str, str]]:
        """Names that people decided about come last, so that what they may not join is complete by then."""
        return (not free and (clusters.decided(pair[0]) or clusters.decided(pair[1])), pair[2].order)

    free = clusters.free
    for left, right, judgement in sorted(pairs, key=rank):
        if judgement.verdict == "same" and not clusters.union(left, right):
            judgement = Judgement(
                left=judgement.left,
                right=judgement.right,
                verdict="different",
                score=judgement.score,
                rule=judgement.rule,
                reasons=(*judgement.reasons, f"refused: {clusters.apart(left, right) or REFUSED}"),
            )
        made.append(judgement)
    return made


def _listed(latin: Sequence[Key], table: AliasTable) -> list[Key]:
    """Latin names of well-attested rows whose surname sounds like one of the corpus: Wladimir Putin meets the row of
    Vladimir Putin where the corpus never writes him so."""
    sounds = {skeleton(parse(key.name).bare_family) for key in latin}
    return sorted(
        {
            key
            for row in table.attested(LISTED)
            for key in row.latin_keys()
            if key.form == "latin" and skeleton(parse(key.name).bare_family) in sounds
        }
    )


def _alias_rows(full: Sequence[Key], table: AliasTable) -> Iterable[Pair]:
    for key in full:
        rows = table.listing(key)
        total = sum(rows.values())
        for row, count in sorted(rows.items()):
            share = count / total
            if share >= DOMINANT or count == max(rows.values()):
                yield judged(key, row, "alias table", share, f"{count} of {total} glosses", share=share)


def _glosses(full: Sequence[Key], evidence: Evidence) -> Iterable[Pair]:
    """Full names that stand together in the corpus, where neither side has a rival."""
    @cache
    def partners_of(key: Key) -> Mapping[Key, int]:
        return {other: n for other, n in evidence.together[key].items() if other.form in FULL}

    for key in full:
        if key not in evidence.together:
            continue
        partners = partners_of(key)
        for other, n in sorted(partners.items()):
            if other < key:
                continue
            share = min(n / sum(_rivals(partners, other)), n / sum(_rivals(partners_of(other), key)))
            rule = (
                "known" if "fact" in (key.form, other.form) else "same article" if key.form == other.form else "gloss"
            )
            yield judged(key, other, rule, share, f"{n} articles have both", share=share)


def _rivals(partners: Mapping[Key, int], chosen: Key) -> list[int]:
    """Counts of the chosen key and of those of its form that are not spellings of it."""
    counts = [partners[chosen]]
    if len(partners) == 1:
        return counts
    for other, count in partners.items():
        if other != chosen and other.form == chosen.form and not compatible([other], [chosen], None):
            counts.append(count)
    return counts


Votes = dict[Key, dict[Key, tuple[float, list[str]]]]


def _vote(votes: Votes, short: Key, root: Key, weight: float, reason: str) -> None:
    score, reasons = votes[short].get(root, (0.0, []))
    votes[short][root] = (score + weight, [*reasons, reason] if reason not in reasons else reasons)


def _votes(keys: Sequence[Key], evidence: Evidence, table: AliasTable, clusters: Clusters[Key]) -> Votes:
    """Evidence for the cluster of each Han name without a dot and of each abbreviation."""
    votes: Votes = defaultdict(dict)
    tails: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        if key.form == "dotted":
            tails[key.name.rsplit("·", 1)[1]].append(key)
    shorts = [key for key in keys if key.form in ("han", "short")]
    for short in shorts:
        bearer = table.bearer(short)  # a famous one: only glosses can speak for others (特朗普 is not 伊万卡·特朗普)
        famous = clusters.find(bearer) if bearer is not None else None
        for other, n in sorted(evidence.together[short].items()):
            if other.form in FULL:
                weight = 3.0 * evidence.glossed[short][other]
                weight += n if famous is None or clusters.find(other) == famous else 0
                if other.form == "latin" and read_as(short.name, other.name) is not None:
                    weight *= READ
                if weight:
                    _vote(votes, short, clusters.find(other), weight, f"stands with {other.name}")
        listed = table.listing(short)
        weights = table.weights(listed)
        worth = min(sum(listed.values()), ALIAS_CAP) / 3.0
        for row, count in sorted(listed.items()):
            _vote(votes, short, clusters.find(row), weights[row] * worth, f"alias of {row.name} ({count})")
        for full in tails.get(short.name, ()) if short.form == "han" and famous is None else ():
            _vote(votes, short, clusters.find(full), float(evidence.articles[full]), f"end of {full.name}")
    for short, latin, weight, reason in readings_of(shorts, keys, evidence):
        _vote(votes, short, clusters.find(latin), weight, reason)
    return votes


def _decide(votes: Votes, clusters: Clusters[Key]) -> Iterable[Pair]:
    for short in sorted(votes):
        options = {root: vote for root, vote in votes[short].items() if clusters.apart(short, root) is None}
        if not options or clusters.settled(short):
            continue
        total = sum(weight for weight, _ in options.values())
        root, (weight, reasons) = min(options.items(), key=lambda option: (-option[1][0], option[0]))
        target = _nearest(short, clusters.members(root))
        reading = all(reason.startswith("read ") for reason in reasons)
        rule = "known" if target.form == "fact" else "reading" if reading else "short name"
        share, next_ = weight / total, max((other for root_, (other, _) in options.items() if root_ != root), default=0)
        if share >= CLEAR and weight >= MUCH and next_ <= 0.4 * weight:
            reasons, verdict = [*reasons[:3], f"the next has two fifths or less of {weight:.0f}"], 1.0
        else:
            verdict = share
        yield judged(short, target, rule, share, *reasons[:4], share=verdict)


def _nearest(short: Key, members: Sequence[Key]) -> Key:
    """The first key of a cluster; of the short form's own kind of thing, where a person joined several kinds."""
    return min(members, key=lambda key: (key.space != short.space, key))


def _whole(han: str) -> bool:
    """Has a name of two characters the form of a surname and a given name?"""
    return len(han) == 2 and split_surname(han) is not None and han not in surnames()


def _surnames(keys: Sequence[Key], evidence: Evidence, table: AliasTable, clusters: Clusters[Key]) -> Iterable[Pair]:
    """Surnames that stand alone in an article, and single Han characters, go to the only or dominant bearer."""
    bearers: dict[str, dict[Key, float]] = defaultdict(dict)
    articles = evidence.bearers(clusters)
    for key in keys:
        root = clusters.find(key)
        if key.form == "latin":
            parts = parse(key.name)
            for family in {parts.family, parts.bare_family}:
                bearers[family][root] = articles[root]
        elif key.form == "han" and len(key.name) >= 4:
            bearers[key.name[:2]][root] = articles[root]
        elif key.form == "han" and (split := split_surname(key.name)):
            bearers[split[0]][root] = articles[root]
            if len(key.name) == 3 and articles[root] >= WELL_KNOWN and not _whole(split[1]):
                bearers[split[1]][root] = articles[root]  # 近平; not 高峰, which may be a whole name
    for key in keys:
        if key.form != "family" and not (key.form == "han" and len(key.name) <= 2 and key.name in bearers):
            continue
        if clusters.settled(key) or (key.form == "han" and len(clusters.members(key)) > 1):
            continue
        counts: dict[Key, float] = defaultdict(float)
        counts.update(bearers.get(key.name, {}))
        if not counts and key.name.endswith("s"):
            counts.update(bearers.get(key.name[:-1], {}))
        listed = {row: n for row, n in table.bearers(key.name).items() if n >= 5}
        worth = min(sum(listed.values()), ALIAS_CAP) / 3.0 / max(1, sum(listed.values()))
        for row, count in sorted(listed.items()):
            counts[clusters.find(row)] += count * worth
        for other, n in evidence.glossed[key].items():
            if other.form in FULL:
                counts[clusters.find(other)] += 3 * n
        counts = {root: n for root, n in counts.items() if clusters.apart(key, root) is None}
        if not counts or (max(counts.values()) < ENOUGH and key.form == "family"):
            continue
        root, weight = min(counts.items(), key=lambda item: (-item[1], item[0]))
        share = weight / sum(counts.values())
        yield judged(
            key, _nearest(key, clusters.members(root)), "surname", share, f"share {share:.2f} of the bearers", share=share
        )
