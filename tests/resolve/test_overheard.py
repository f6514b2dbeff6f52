"""What others find out beside resolution is what it finds out itself."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Mention
from kg.resolve import overheard as module
from kg.resolve import resolve
from kg.resolve.cluster import Clusters
from kg.resolve.evidence import Evidence
from kg.resolve.judge import Pair
from kg.resolve.keys import Key
from kg.resolve.overheard import Overheard, nobody
from kg.resolve.resolution import gather
from kg.resolve.sounds import Sounding, SurnameIndex, Surnames, Words, families_of, hear
from kg.resolve.spoken import Names, Readable, read_aloud, spoken
from tests.resolve.corpus import EMPTY, Corpus, row

T = TypeVar("T")
R = TypeVar("R")


def here(task: Callable[[T], R], work: Iterable[T], /) -> Iterator[R]:
    """Others, who in fact are this process."""
    return iter([task(piece) for piece in work])


LATIN = (
    "Jake Sullivan", "Andrew Sullivan", "Sullivan", "Wang Yi", "Wang Yifan", "Matthew Cheung Kin-chung", "Toshimitsu Motegi",
    "Antony Blinken", "Blinken", "Josep Borrell", "Jean-Yves Le Drian", "Anna Maria Luisa Rossi Bianchi", "Moon Jae-in",
)
HAN = (
    "沙利文", "杰克·沙利文", "王毅", "張建宗", "茂木敏充", "布林肯", "安东尼·布林肯",
    "博雷利", "勒德里昂", "文在寅", "王一凡", "德英", "拜登",
)


def corpus(latin: Iterable[str], han: Iterable[str]) -> Corpus:
    found = Corpus(row("Joe Biden", {"拜登": 50}, 60), row("Antony Blinken|Tony Blinken", {"布林肯": 20}, 20))
    for name in latin:
        found.add(f"Minister {name} arrived in Canberra. {name} left.", "en", name)
    for name in han:
        found.add(f"外长{name}抵达堪培拉。{name}离开。", "zh-Hans", name)
    return found


def articles(of: Corpus) -> list[tuple[Document, Sequence[Mention]]]:
    return [(doc, of.mentions[doc.id]) for doc in sorted(of.documents, key=lambda doc: doc.id)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(LATIN), max_size=9), st.lists(st.sampled_from(HAN), max_size=9))
def test_what_is_found_beside_changes_nothing(latin: list[str], han: list[str]) -> None:
    small = corpus(latin, han)
    alone = resolve(articles(small), aliases=small.table)
    helped = resolve(articles(small), aliases=small.table, beside=here)
    assert (alone, alone.entities, alone.recorded) == (helped, helped.entities, helped.recorded)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_what_will_be_asked_for_is_there(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORDS", size)
    monkeypatch.setattr(module, "NAMES", size)
    small = corpus(LATIN, HAN)
    evidence, _ = gather(articles(small), small.table)
    overheard = Overheard(evidence, small.table, here)
    sounds, readings = overheard.sounds(), overheard.readings()
    assert {"沙利文", "博雷利"} <= sounds.keys() and "拜登" not in sounds, "the table knows whose name that is"
    assert ("sullivan" in dict(sounds["沙利文"])) and ("borrell" in dict(sounds["博雷利"]))
    assert [name for name, _ in readings["茂木敏充"]] == ["toshimitsu motegi"] and "拜登" not in readings


def test_where_there_is_nobody_nothing_is_made() -> None:
    small = corpus(LATIN, HAN)
    evidence, _ = gather(articles(small), small.table)
    overheard = Overheard(evidence, small.table, nobody)
    assert overheard.sounds() == {} and overheard.readings() == {}


def test_more_surnames_make_no_difference_to_one() -> None:
    small = corpus(LATIN, ())
    keys = [key for key in gather(articles(small), small.table)[0].articles if key.space == "person"]
    families = sorted({family for key in keys for family in families_of(key)})
    heard = dict(hear(Words(HAN, tuple(families))))
    for word in HAN:
        alone = [one for family in families for one in Surnames((family,)).like(word)]
        assert list(heard[word]) == alone
        for kept in (keys[::2], keys[1::3]):
            assert SurnameIndex(kept, heard).like(word) == SurnameIndex(kept).like(word)


def test_more_names_make_no_difference_to_one() -> None:
    names = tuple(sorted(name.lower().replace("-", " ") for name in LATIN))
    read = dict(read_aloud(Names(HAN, names)))
    for name in HAN:
        alone = {one for other in names for one in read_aloud(Names((name,), (other,)))[0][1]}
        assert set(read[name]) == alone


def test_of_what_is_asked_for_nothing_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules find with what was found beside what they find alone, in the clusters as they are then."""
    seen: set[tuple[str, str]] = set()

    class Both(SurnameIndex):
        def __init__(self, latin: Sequence[Key], heard: Mapping[str, Sounding]) -> None:
            super().__init__(latin, heard)
            self.alone = SurnameIndex(latin)

        def like(self, han: str) -> Sounding:
            found = super().like(han)
            assert found == self.alone.like(han)
            seen.update((han, family) for family, _ in found)
            return found

    def both(evidence: Evidence, clusters: Clusters[Key], heard: Mapping[str, Readable]) -> Iterator[Pair]:
        found = list(spoken(evidence, clusters, heard))
        assert found == list(spoken(evidence, clusters, {}))
        seen.update((left.name, right.name) for left, right, _ in found)
        return iter(found)

    monkeypatch.setattr("kg.resolve.bridges.SurnameIndex", Both)
    monkeypatch.setattr("kg.resolve.across.spoken", both)
    small = corpus(("Sullivan", "Josep Borrell", "Matthew Cheung Kin-chung", "Toshimitsu Motegi", "Wang Yi"), (*HAN, "王仪"))
    small.add("Wang Yi (王毅) left early.", "en", "Wang Yi", "王毅")  # taken, when 王仪 is read
    resolve(articles(small), aliases=EMPTY, beside=here)
    assert {("沙利文", "sullivan"), ("博雷利", "borrell")} <= seen, "also a surname that always stands alone"
    assert ("茂木敏充", "toshimitsu motegi") in seen and ("王仪", "wang yi") not in seen


@pytest.mark.parametrize("asked", [0, 1, 99])
def test_evidence_is_let_go_when_all_is_complete(asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[weakref.ref[Evidence]] = []

    class Watched(Evidence):
        def __init__(self) -> None:
            super().__init__()
            seen.append(weakref.ref(self))

    monkeypatch.setattr("kg.resolve.resolution.Evidence", Watched)
    small = corpus(LATIN, HAN)
    resolution = resolve(articles(small), aliases=small.table, beside=here)
    list(resolution.found[:asked])
    assert seen[0]() is not None, "the entities are still to be made"
    resolution.complete()
    gc.collect()
    assert seen[0]() is None and [one.id for one in resolution.found] == list(resolution.ids)


def test_entities_are_made_once_and_completed_by_former_ids_only() -> None:
    small = Corpus().add("Wang Wei sang in Leeds.", "en", "Wang Wei").add("Wang Wei sued a bank in Lima.", "en", "Wang Wei")
    resolution = resolve(articles(small), aliases=EMPTY)
    first = list(resolution.found)
    assert all(one is again for one, again in zip(first, resolution.found, strict=True))
    assert resolution.entities is resolution.entities
    assert [one.id for one in first] == [one.id for one in resolution.entities] == sorted(resolution.ids)
    for one, whole in zip(first, resolution.entities, strict=True):
        assert whole.former_ids[: len(one.former_ids)] == one.former_ids
        assert replace(whole, former_ids=one.former_ids) == one
    assert any(one.former_ids != whole.former_ids for one, whole in zip(first, resolution.entities, strict=True))
