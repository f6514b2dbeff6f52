"""spaCy pipelines for the script: such as find names and nothing else, and such as are downloaded today.

The downloaded small pipelines do not come from the package index, so that a pipeline of the same parts and sizes stands for
them: one tok2vec of width 96 and depth 4 for tagger (in German also morphologizer) and parser, attribute rules, a
lemmatizer, and names with a tok2vec of their own (spaCy 3.8's en_core_web_sm and de_core_news_sm). Names are
learnt in this run from what kg finds; tags, trees and lemmas are invented, of as many sorts as in the treebanks: what a
prediction costs depends on the sizes of the layers and not on whether it is right.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from tests.benchmarks import recognition as plain

WIDTH = 96
ROWS = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
SORTS = {"tags": {"en": 50, "de": 55}, "relations": {"en": 45, "de": 42}, "lemmas": {"de": 200}}
"""How many the treebanks have, about."""
SENTENCES = 400
ROUNDS = 2


def saved(work: Path) -> dict[str, list[str]]:
    """Folders of an English and a German pipeline of each sort, by its name."""
    from kg.config import Config
    from kg.recognizers import Recognizer

    ours = Recognizer(Config())
    paths: dict[str, list[str]] = {"names only": [], "as downloaded": []}
    for language in ("en", "de"):
        seen = plain._documents(language, True)[: plain.TRAINED_ON]
        names = plain._plain(language, seen, [plain._entities(ours, document) for document in seen])
        for sort, nlp in (("names only", names), ("as downloaded", _downloaded(language, names, seen))):
            folder = work / f"{sort} {language}".replace(" ", "-")
            nlp.to_disk(folder)
            paths[sort].append(str(folder))
    return paths


def _downloaded(language: str, names: Any, documents: list[Any]) -> Any:
    import spacy
    from spacy.util import minibatch
    from thinc.api import fix_random_seed

    fix_random_seed(0)
    nlp = spacy.blank(language)
    nlp.add_pipe("tok2vec", config={"model": _tok2vec()})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener}
    nlp.add_pipe("tagger", config={"model": tagger})
    if language == "de":
        nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("parser", config={"model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": listener,
    }})
    if language == "de":
        nlp.add_pipe("trainable_lemmatizer", name="lemmatizer", config={"model": tagger, "min_tree_freq": 1, "top_k": 1})
    examples = _examples(nlp, language, documents)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(ROUNDS):
        for batch in minibatch(examples, 16):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer)
    rules: Any = nlp.add_pipe("attribute_ruler")
    for number in range(SORTS["tags"][language]):
        rules.add([[{"TAG": f"T{number}"}]], {"POS": ("NOUN", "VERB", "ADJ", "ADV")[number % 4]})
    if language == "en":
        _by_rules(nlp)
    nlp.add_pipe("ner", source=names)
    return nlp


def _tok2vec() -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": WIDTH, "include_static_vectors": False,
            "attrs": list(ROWS), "rows": list(ROWS.values()),
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": WIDTH, "depth": 4, "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _by_rules(nlp: Any) -> None:
    """The lemmatizer of English, with the rules that matter most and no list of exceptions."""
    from spacy.lookups import Lookups

    tables = Lookups()
    endings = {"noun": [["s", ""], ["ies", "y"]], "verb": [["s", ""], ["ed", ""], ["ed", "e"], ["ing", ""], ["ing", "e"]],
               "adj": [["er", ""], ["est", ""]], "adv": []}
    tables.add_table("lemma_rules", endings)
    for name in ("lemma_exc", "lemma_index"):
        tables.add_table(name, {kind: {} for kind in endings})
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=tables)


def _examples(nlp: Any, language: str, documents: list[Any]) -> list[Any]:
    """Sentences of real articles with invented tags and trees."""
    from spacy.tokens import Doc
    from spacy.training import Example

    chance, found = random.Random(0), []
    tags, relations = SORTS["tags"][language], SORTS["relations"][language]
    for document in documents:
        for sentence in document.sentences:
            words = nlp.make_doc(sentence.of(document.text).replace("\n", " "))
            if not 3 <= len(words) <= 60:
                continue
            kinds = [sum(map(ord, word.suffix_)) for word in words]
            heads = _heads(kinds)
            reference = Doc(
                nlp.vocab, words=[word.text for word in words], spaces=[bool(word.whitespace_) for word in words],
                tags=[f"T{kind % tags}" for kind in kinds], pos=["NOUN"] * len(words),
                morphs=[f"Case={'ABCD'[kind % 4]}|Number={'ABCD'[kind % 3]}|Gender={'ABCD'[kind % 5 % 4]}" for kind in kinds],
                lemmas=_lemmas(language, words, kinds), heads=heads,
                deps=["ROOT" if head == number else f"r{kinds[number] % relations}" for number, head in enumerate(heads)],
            )
            found.append(Example(words, reference))
    return chance.sample(found, min(SENTENCES, len(found)))


def _heads(kinds: list[int]) -> list[int]:
    """A tree without crossings: every other word or so hangs on the one of its sort before it, the rest on the next of
    these, and the first is the root."""
    spine = [number for number, kind in enumerate(kinds) if kind % 2] or [0]
    heads = [next((one for one in spine if one > number), spine[-1]) for number in range(len(kinds))]
    for before, one in zip(spine[:1] + spine, spine, strict=False):
        heads[one] = before
    return heads


def _lemmas(language: str, words: Any, kinds: list[int]) -> list[str]:
    """Words with other endings, in as many sorts of change as lemmas have."""
    sorts = SORTS["lemmas"].get(language, 1)
    return [word.lower_[: -1 - kind % 3] + chr(97 + kind % sorts % 26) for word, kind in zip(words, kinds, strict=True)]
