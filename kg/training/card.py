"""The model card of a shipped pipeline: its data with licences, its scores, how to make it again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

NEWS = 3
"""How often one pass over the public sets sees each annotated article."""

LICENCES: Mapping[str, str] = {
    "uner_ewt": "Universal NER on the English Web Treebank, CC BY-SA 4.0",
    "uner_gsdsimp": "Universal NER on Chinese GSDSimp, CC BY-SA 4.0",
    "wikigold": "Wikigold, CC BY 4.0",
    "redocred": "Re-DocRED, MIT",
    "crossner": "CrossNER, MIT",
    "btc": "Broad Twitter Corpus, CC BY 4.0",
    "germeval14": "GermEval 2014, CC BY 4.0",
    "aishell_ner": "AISHELL-NER, Apache-2.0",
}
TREEBANKS: Mapping[str, str] = {
    "de": "Universal Dependencies, German GSD (parts of speech), CC BY-SA 4.0",
    "en": "Universal Dependencies, English EWT (parts of speech), CC BY-SA 4.0",
}
WORDS_OF_NAMES = "Words of people's names from Wikidata, CC0"
TAUGHT = """
It is the student of a network that is wider and deeper, with the weights {teacher}: it learned from that one what it says
of the articles and sets below and of many more raw articles. The command makes both; where `--teacher FOLDER` names the
folder of the wide one, it reads that one instead, and so it was done here.
"""
NAMES = {"en": "English", "de": "German", "zh": "Chinese (after conversion to Simplified)"}

CARD = """# {name}: people, organizations and places in news

A spaCy pipeline with one component: hashed features, a stack of convolutions and a conditional random field. Labels
PER, ORG and LOC (countries and their adjectives, cities, regions: LOC; agencies, companies, parties, media: ORG).

Made with `python -m kg.training ner {language} --data ../shared --out kg/models/{language}`; the seed is fixed, the
same data and library versions give the same weights.
{taught}
## Data

- News articles annotated by hand with every name they hold, each seen {news} times as often as a sentence of a set
- Raw news articles, for word vectors and for self-training (the names that a first recognizer was sure of)
{data}

No sentence of any of these is in this folder: only weights, vectors and lists of single words.

Weights are published under CC BY-SA 4.0, the strictest of these licences.

## Scores

F1 (precision/recall). *Occurrences*: each occurrence of a name with exact borders. *Articles*: an entity counts once
per article, found where one of its names was found. None of these texts was learned from.

| set | counted | PER | ORG | LOC | all |
|---|---|---|---|---|---|
{scores}
"""


def write_card(
    path: Path, language: str, sets: Mapping[str, float], scores: Mapping[str, tuple[str, str]], teacher: str = ""
) -> None:
    """Write the card; ``scores`` as `kg.training.ner.measure` returns them, per set. ``teacher``: the fingerprint of the
    recognizer that this one learned from."""
    used = sorted({licence for name, licence in LICENCES.items() if any(one.startswith(name) for one in sets)})
    used += [*([TREEBANKS[language]] if language in TREEBANKS else []), WORDS_OF_NAMES]
    lines = []
    for name, both in scores.items():
        for counted, text in zip(("occurrences", "articles"), both, strict=True):
            if text:
                cells = [cell.split(" ", 1)[1] for cell in text.split("  ")]
                lines.append(f"| {name} | {counted} | {' | '.join(cells)} |")
    path.write_text(
        CARD.format(
            name=NAMES[language], news=NEWS,
            language=language,
            taught=TAUGHT.format(teacher=teacher) if teacher else "",
            data="\n".join(f"- {one}" for one in used),
            scores="\n".join(lines),
        ),
        encoding="utf-8",
    )
