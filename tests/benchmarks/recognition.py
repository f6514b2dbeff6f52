"""Words (Chinese: characters) a CPU second of recognition as a whole, beside a plain spaCy pipeline.

How to read it. ``ours`` is `Recognizer.recognize` over normalized documents with the shipped pipelines: segmentation,
network, tables, titles, consistency. ``plain`` is a spaCy pipeline of the usual shape (MultiHashEmbed and four
convolutions of width 96, then transition NER; Chinese by characters), trained in this run for some seconds on what ours
found in other articles of the same sort; it has nothing else to do, so that a ratio of 1 means that all our evidence costs
as much as that model alone. ``openblas`` is the same with numpy's matrix product in place of the wheel's own, as ours has
it. Rounds alternate; the best of each counts. Beside the speed: how many entities each finds, and the F1 of one against
the other (span and PER, ORG or LOC equal), so that no speed stands for a pipeline that finds nothing. That F1 is agreement
with a model trained for seconds, no quality: for quality see ``make measure``.

The articles are real ones from ``../shared/corpus`` where that is there; else those of ``seeds/`` and ``tests/quality``,
their paragraphs shuffled into new articles: words then come again more often than in life, which flatters both sides.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from kg import readers
from kg.config import Config, InputConfig
from kg.errors import Problem
from kg.model import Article, Document, EntityType
from kg.normalize import normalize
from kg.recognizers import Recognizer

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
ARCHIVES = {"en": "en.tar.xz", "de": "de.tar.xz", "zh": "zh-2020.tar.xz"}
ARTICLES = 200
TRAINED_ON = 100
TRAINED_TOKENS = 20_000
ROUNDS = 2
KINDS: dict[EntityType, str] = {
    "person": "PER",
    "agency": "ORG",
    "organization": "ORG",
    "country": "LOC",
    "place": "LOC",
}
_PIECE = re.compile(r".{1,300}(?:[ 。！？]|$)|.{300}", re.MULTILINE)
Found = set[tuple[int, int, int, str]]
"""Number of the document, start, end, PER, ORG or LOC."""

LOAD = """
import sys, time
import spacy
from kg import models
start = time.process_time()
nlp = models.load(sys.argv[1])
nlp("Paris 北京")
print(time.process_time() - start)
"""


def main() -> None:
    """Print the table."""
    real = all((CORPUS / name).exists() for name in ARCHIVES.values())
    print("articles:", "../shared/corpus" if real else "seeds and tests/quality, paragraphs shuffled")
    print(
        f"{'':4}{'unit':>6}{'ours/s':>10}{'plain/s':>10}{'openblas/s':>12}{'ratio':>8}{'ratio':>8}   entities (agreement)"
    )
    for language in ARCHIVES:
        _language(language, _documents(language, real))
    for language in ARCHIVES:
        _loading(language)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, training of plain included")


def _language(language: str, documents: list[Document]) -> None:
    ours = Recognizer(Config())
    seen, unseen = documents[:TRAINED_ON], documents[TRAINED_ON:]
    taught = [_entities(ours, document) for document in seen]  # which also loads and warms ours
    plain = _plain(language, seen, taught)
    _found_by(plain, unseen[:10])
    units = sum(len(d.analysed) if language == "zh" else len(d.analysed.split()) for d in unseen)
    own: Found = set()
    other: Found = set()
    times: dict[str, list[float]] = {"ours": [], "plain": [], "openblas": []}
    for _ in range(ROUNDS):
        seconds, own = _timed(lambda: {(i, *e) for i, d in enumerate(unseen) for e in _entities(ours, d)})
        times["ours"].append(seconds)
        for name, fast in (("plain", False), ("openblas", True)):
            _use(plain, openblas=fast)
            seconds, other = _timed(lambda: _found_by(plain, unseen))
            times[name].append(seconds)
    speeds = {name: units / min(values) for name, values in times.items()}
    both = 2 * len(own & other) / max(len(own) + len(other), 1)
    print(
        f"{language:4}{'chars' if language == 'zh' else 'words':>6}{speeds['ours']:10,.0f}{speeds['plain']:10,.0f}"
        f"{speeds['openblas']:12,.0f}{speeds['ours'] / speeds['plain']:8.2f}{speeds['ours'] / speeds['openblas']:8.2f}"
        f"   ours {len(own)}, plain {len(other)}, both {len(own & other)} (F1 {both:.2f}) in {len(unseen)} articles",
        flush=True,
    )


def _timed(call: Callable[[], Found]) -> tuple[float, Found]:
    start = time.process_time()
    found = call()
    return time.process_time() - start, found


def _entities(recognizer: Recognizer, document: Document) -> list[tuple[int, int, str]]:
    """Start, end and kind in the analysed text; of nested names the longer."""
    found: list[tuple[int, int, str]] = []
    for mention in recognizer.recognize(document):
        if not found or mention.span.start >= found[-1][1]:
            found.append((mention.span.start, mention.span.end, KINDS[mention.type]))
    return found


def _found_by(nlp: Any, documents: list[Document]) -> Found:
    docs = nlp.pipe((document.analysed for document in documents), batch_size=16)
    return {(i, e.start_char, e.end_char, e.label_) for i, doc in enumerate(docs) for e in doc.ents}


def _plain(language: str, documents: list[Document], taught: list[list[tuple[int, int, str]]]) -> Any:
    import spacy
    from spacy.util import minibatch
    from thinc.api import fix_random_seed

    fix_random_seed(0)
    nlp = spacy.blank(language)
    columns = {"attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": [5000, 1000, 2500, 2500]}
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "include_static_vectors": False, **columns},
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }
    nlp.add_pipe("ner", config={"model": parser})
    examples = [example for d, found in zip(documents, taught, strict=True) for example in _examples(nlp, d, found)]
    random.Random(0).shuffle(examples)
    tokens = list(accumulate(len(example.reference) for example in examples))
    examples = examples[: bisect(tokens, TRAINED_TOKENS)]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(5):
        for batch in minibatch(examples, 8):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer, drop=0.1)
    return nlp


def _examples(nlp: Any, document: Document, entities: list[tuple[int, int, str]]) -> Iterator[Any]:
    """Pieces of a document of a few sentences each, with their names."""
    from spacy.training import Example
    from spacy.util import filter_spans

    for piece in _PIECE.finditer(document.analysed):
        doc = nlp.make_doc(piece[0])
        reference = doc.copy()
        first, last = piece.span()
        inside = ((start - first, end - first, kind) for start, end, kind in entities if first <= start and end <= last)
        spans = (reference.char_span(start, end, label=kind) for start, end, kind in inside)
        reference.ents = filter_spans([span for span in spans if span is not None])
        yield Example(doc, reference)


def _use(nlp: Any, *, openblas: bool) -> None:
    from thinc.api import NumpyOps

    for node in nlp.get_pipe("ner").model.walk():
        node.ops = NumpyOps(use_blis=not openblas)


def _documents(language: str, real: bool) -> list[Document]:
    sources = [CORPUS / ARCHIVES[language]] if real else [ROOT / "seeds", ROOT / "tests" / "quality" / "articles"]
    found = (d for d in _normalized(readers.read(sources, InputConfig())) if d.passages[0].language == language)
    return list(islice(found, ARTICLES)) if real else list(_shuffled(list(found)))


def _normalized(articles: Iterator[Article | Problem]) -> Iterator[Document]:
    for article in articles:
        document = article if isinstance(article, Problem) else normalize(article)
        if not isinstance(document, Problem) and document.passages:
            yield document


def _shuffled(documents: list[Document]) -> Iterator[Document]:
    """As many articles as are wanted, of the paragraphs of these."""
    paragraphs = [p for document in documents for p in document.analysed.split("\n") if len(p) > 20]
    order = random.Random(0)
    for number in range(ARTICLES):
        text = "\n".join(order.sample(paragraphs, min(12, len(paragraphs))))
        document = normalize(Article(source=f"{number}.txt", text=text))
        if not isinstance(document, Problem):
            yield document


def _loading(language: str) -> None:
    run = subprocess.run([sys.executable, "-c", LOAD, language], capture_output=True, text=True, check=True, cwd=ROOT)
    folder = ROOT / "kg" / "models" / language
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    print(f"{language:4}loads in {float(run.stdout.split()[-1]):.2f} CPU s to its first names, {size:.1f} MB")
