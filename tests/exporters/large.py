"""Made-up builds of any size, and what the page of each costs: ``python -m tests.exporters.large 300 2000 20000``."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from kg.exporters.html import page
from kg.model import (
    Build,
    Document,
    Entity,
    EntityType,
    Event,
    Evidence,
    Mention,
    Participant,
    Relation,
    Span,
    digest,
    make_aliases,
)

_TYPES: tuple[EntityType, ...] = ("person", "person", "person", "organization", "agency", "country", "place")
_SYLLABLES = ("ba", "do", "ki", "la", "mer", "no", "pel", "ru", "sho", "tan", "vi", "wen", "xo", "yi", "zu")
_CHARACTERS = "安柏川东恩方高海江康兰明宁平秋仁山天文新阳云泽中"


def made_up(nodes: int, links: int, seed: int = 0) -> Build:
    """A build of ``nodes`` entities with ``links`` co-mentions, some hubs among them, and a meeting for each fiftieth
    link; one article of one sentence for every five links."""
    source = random.Random(seed)
    entities = []
    for number in range(nodes):
        name = f"{''.join(source.choices(_SYLLABLES, k=2)).title()} {''.join(source.choices(_SYLLABLES, k=3)).title()}"
        han = "".join(source.choices(_CHARACTERS, k=3))
        kind = _TYPES[number % len(_TYPES)]
        entities.append(Entity(
            id=f"{kind}:{number:06}", type=kind, label=name, aliases=make_aliases([("en", name), ("zh-Hans", han)]),
            country=source.choice(["CN", "DE", "US", None]), articles=1 + nodes // (number + 3), mentions=2,
        ))
    weights = [1.0 / (number + 5) ** 0.7 for number in range(nodes)]
    chosen: dict[tuple[int, int], None] = {}
    while len(chosen) < links:
        ends = source.choices(range(nodes), weights, k=2 * (links - len(chosen)))
        chosen.update(((min(a, b), max(a, b)), None) for a, b in zip(ends[::2], ends[1::2], strict=True) if a != b)
    documents: list[Document] = []
    mentions: list[tuple[Mention, str]] = []
    events: list[Event] = []
    relations: list[Relation] = []
    pairs = list(chosen)
    for first in range(0, len(pairs), 5):
        group = pairs[first : first + 5]
        named = sorted({end for pair in group for end in pair})
        text = "Talks were held by " + ", ".join(entities[node].label for node in named) + " on the day before."
        day = (date(2023, 1, 1) + timedelta(days=source.randrange(500))).isoformat()
        document = Document(
            id=digest(str(first)), source=f"made/{first}.txt", language="en", script="Latn", text=text, analysed=text,
            title=text[:60], published=day, publisher=f"Paper {first % 17}", url=f"https://news.example/{first}",
        )
        documents.append(document)
        at = 0
        for node in named:
            at = text.index(entities[node].label, at)
            span = Span(start=at, end=at + len(entities[node].label))
            mentions.append((Mention.of(document, span, entities[node].type, "made"), entities[node].id))
        for number, (a, b) in enumerate(group, first):
            said = (Evidence(article=document.id, span=Span(start=0, end=len(text)), quote=text, extractor="made"),)
            one, other = sorted((entities[a].id, entities[b].id))
            weight = 1 + int(source.expovariate(0.7))
            relations.append(Relation(
                source=one, target=other, type="co_mentioned", weight=weight, count=weight, evidence=said,
                measures={"sentences": weight, "articles": weight, "npmi": round(source.random(), 3)},
            ))
            if number % 50 == 0:
                events.append(Event(
                    id=f"e{number:06}", type="consult", mode="meeting", status="held", occurred_on=day, evidence=said,
                    participants=(Participant(entity=one), Participant(entity=other)),
                ))
                relations.append(Relation(
                    source=one, target=other, type="met", weight=1, count=1, evidence=said,
                    measures={"held": 1, "planned": 0, "refused": 0},
                ))
    return Build(
        documents=tuple(sorted(documents, key=lambda d: d.id)), entities=tuple(sorted(entities, key=lambda e: e.id)),
        mentions=tuple(sorted(mentions, key=lambda pair: (pair[0].article, pair[0].span))), events=tuple(events),
        relations=tuple(sorted(relations, key=lambda r: (r.source, r.target, r.type))),
    )


STEPS = {
    "search": "(async () => { const box = document.getElementById('search'); box.focus(); box.value = 'wen';"
    " box.dispatchEvent(new Event('input')); while (!document.querySelector('#suggestions [role=option]'))"
    " await new Promise(requestAnimationFrame); box.value = ''; box.blur(); })()",
    "filter": "document.getElementById('co').click()",
    "filter back": "document.getElementById('co').click()",
    "time": "(() => { const slider = document.getElementById('since'); slider.value = 20;"
    " slider.dispatchEvent(new Event('input')); })()",
    "all of the time": "document.getElementById('always').click()",
    "click a name": "document.querySelector('#panel li.between button.link').click()",
    "expand": "[...document.querySelectorAll('#panel .actions button')].find((b) => b.textContent.startsWith('Add')).click()",
}
"""What one does in the page, as JavaScript."""


def latency(script: str) -> str:
    """The script, then two frames: what it takes until the picture shows it."""
    return (
        f"(async () => {{ const start = performance.now(); await ({script}); await new Promise((go) => "
        "requestAnimationFrame(() => requestAnimationFrame(go))); return Math.round(performance.now() - start); })()"
    )


def main(sizes: list[int]) -> None:
    """Prints for each size: seconds to write the page, megabytes, milliseconds to open it and for what one does in it."""
    from tests.exporters.browser import Browser

    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            build, path = made_up(size, 5 * size), Path(folder) / "graph.html"
            start = time.process_time()
            path.write_text(page(build), encoding="utf-8")
            spent = time.process_time() - start
            browser = Browser()
            try:
                browser.open(path)
                ready = sorted(int(browser.reopen(path)) for _ in range(3))[1]
                browser.idle()
                found = {name: browser.run(latency(script)) for name, script in STEPS.items()}
            finally:
                browser.close()
            print(f"{size:6} names, {5 * size:7} links: written in {spent:.1f} s, {path.stat().st_size / 1e6:.1f} MB, "
                  f"open in {ready} ms; " + ", ".join(f"{name} {value} ms" for name, value in found.items()), flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [300, 2_000, 20_000])
