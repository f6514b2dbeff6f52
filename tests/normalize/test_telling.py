"""The quick answer about English and German: the model's own, where it is given at all."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import py3langid
import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid import langid

from kg.normalize import telling
from kg.normalize.detect import guess
from kg.training import sequences

TEXTS = {
    "en": (
        "Two ministers sign an agreement about the fishing grounds near both islands",
        "Police close the harbour after storm damages several boats, officials say",
        "MAYOR OPENS THE NEW LIBRARY NEXT TO THE RAILWAY STATION",
        "The committee's chairwoman said nothing about next year's budget",
    ),
    "de": (
        "Zwei Minister unterzeichnen ein Abkommen über Fischgründe",
        "Stockender Verkehr zwischen Autobahnkreuz und Flughafen nach schwerem Unfall",
        "Bürgermeisterin eröffnet die neue Bücherei neben dem Bahnhof",
        "Gewerkschaft kündigt Warnstreik für Donnerstag an",
    ),
    None: (
        "De burgemeester opent de nieuwe bibliotheek naast het station",
        "Borgmesteren åbner det nye bibliotek ved siden af stationen",
        "Le maire inaugure la nouvelle bibliothèque à côté de la gare",
        "El alcalde inaugura la nueva biblioteca junto a la estación",
        "Il sindaco inaugura la nuova biblioteca accanto alla stazione",
        "Borgmästaren inviger det nya biblioteket bredvid stationen",
        "Burmistrz otwiera nową bibliotekę obok dworca kolejowego",
        "Мэр открывает новую библиотеку рядом с вокзалом",
        "市长为车站旁的新图书馆揭幕", "Kim Lee Park", "2024-05-01 12:30", "", "\ud800",
    ),
}


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, texts in TEXTS.items() for text in texts])
def test_it_knows_english_and_german_and_leaves_the_rest_to_the_model(language: str | None, text: str) -> None:
    assert telling.certain(text) == language
    assert language is None or py3langid.classify(text)[0] == language


def _words_of_one(text: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(text.split() or [text]), max_size=14).map(" ".join)


@given(st.sampled_from([text for texts in TEXTS.values() for text in texts]).flatmap(_words_of_one))
def test_an_answer_about_one_language_is_that_of_the_model(text: str) -> None:
    told = telling.certain(text)
    assert told is None or told == py3langid.classify(text)[0]


def test_function_words_back_a_doubtful_answer() -> None:
    text = "A new bridge over the Severn opens on Monday"
    assert (telling.certain(text), telling.certain(text, "de"), telling.certain(text, "en")) == (None, None, "en")


def test_headlines_do_not_load_the_model() -> None:
    code = (
        "import sys; from kg.normalize.detect import article_language, guess; "
        f"texts = {[*TEXTS['en'], *TEXTS['de']]!r}; "
        "print([article_language([text], [guess(text, ask=False)], None) for text in texts], 'py3langid' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == f"{['en'] * 4 + ['de'] * 4} False"


def test_a_long_text_is_sure_only_where_its_halves_agree() -> None:
    german, dutch = "Autobahn gesperrt Umleitung eingerichtet ", "Snelweg afgesloten omleiding ingesteld "
    assert guess(german * 16).sure
    assert not guess(german * 8 + dutch * 8).sure


def test_the_table_holds_the_models_own_weights() -> None:
    model = langid._get_identifier()
    table = telling._table()
    numbers = {sequence: number for number, sequence in sequences._spelled(model).items()}
    columns = [model.nb_classes.index(language) for language in table.languages]
    assert [model.nb_classes[column] for column in columns] == table.languages
    own = model.nb_ptc[[numbers[sequence] for sequence in table.rows]].astype(float)
    same = [index for index, column in enumerate(columns) if model.nb_classes.count(model.nb_classes[column]) == 1]
    expected = np.maximum(own[:, columns], telling.LEAST)[:, same]
    assert np.abs(table.weights[:, same] - expected).max() <= telling.STEP / 2
