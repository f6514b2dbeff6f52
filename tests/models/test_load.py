"""The pipelines that ship: they load, are small, find plain names with exact borders, and give way to others."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

import kg.models
from kg.errors import KGError
from kg.models import LABELS, SHIPPED, load

FOLDER = Path(kg.models.__file__).parent

SENTENCES = {
    "en": "Prime Minister Olivia Harper met Kenji Watanabe in London on Tuesday, the Foreign Office said.",
    "de": "Bundeskanzlerin Angela Merkel traf am Dienstag in Berlin den Minister Thomas Schneider.",
    "zh": "外交部长王建国星期二在北京会见了美国国务卿布莱克。",
}
NAMES = {
    "en": {("Olivia Harper", "PER"), ("Kenji Watanabe", "PER"), ("London", "LOC")},
    "de": {("Angela Merkel", "PER"), ("Thomas Schneider", "PER"), ("Berlin", "LOC")},
    "zh": {("王建国", "PER"), ("北京", "LOC"), ("美国", "LOC"), ("布莱克", "PER")},
}


@pytest.mark.parametrize("language", SHIPPED)
def test_shipped_pipelines_find_names_with_exact_borders(language: str) -> None:
    nlp = load(language)
    assert nlp is not None
    doc = nlp(SENTENCES[language])
    assert doc.text == SENTENCES[language]
    assert {(ent.text, ent.label_) for ent in doc.ents} >= NAMES[language]
    for ent in doc.ents:
        assert SENTENCES[language][ent.start_char : ent.end_char] == ent.text
        assert LABELS[ent.label_] == ent.label_
        assert 0.0 < doc.user_data["kg_confidence"][ent.start_char, ent.end_char] <= 1.0


@pytest.mark.parametrize("language", SHIPPED)
@pytest.mark.parametrize("text", ["", "   ", "\n\n", "...", "\u00ad\u200b", "😀 42", "x" * 3000, "( " * 700])
def test_odd_texts_do_no_harm(language: str, text: str) -> None:
    nlp = load(language)
    assert nlp is not None
    assert nlp(text).text == text


@pytest.mark.parametrize("language", SHIPPED)
def test_one_by_one_or_together_gives_the_same_names(language: str) -> None:
    nlp = load(language)
    assert nlp is not None
    texts = [SENTENCES[language], "", "\n".join([SENTENCES[language]] * 3), SENTENCES[language][:20]]
    alone = [[(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents] for text in texts]
    together = [[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in nlp.pipe(texts)]
    assert alone == together


def test_lines_scored_in_several_goes_give_the_same_names(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "外交部长王毅在堪培拉会见黄英贤。\n双方同意继续对话。\n默克尔在柏林。"
    finder = kg.models.finder("zh")
    assert finder is not None
    together = finder.names([text, text])
    monkeypatch.setattr("kg.models.finding.STRETCH", 5)
    assert finder.names([text, text]) == together and together[0] == together[1] and len(together[0]) >= 4



@pytest.mark.parametrize("language", SHIPPED)
def test_shipped_pipelines_are_small_and_have_a_card(language: str) -> None:
    folder = FOLDER / language
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert size <= 20 * 2**20
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert "CC BY" in card
    assert f"python -m kg.training ner {language}" in card


def test_a_pipeline_is_loaded_once() -> None:
    assert load("en") is load("en", "shipped")


def test_blank_and_unknown_languages_have_none() -> None:
    assert load("en", "blank") is None
    assert load("fr") is None


def test_a_missing_pipeline_names_the_command_that_installs_it() -> None:
    with pytest.raises(KGError, match="python -m spacy download en_core_web_none"):
        load("en", "en_core_web_none")


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KGError, match="can't be read"):
        load("en", str(tmp_path))


def test_any_pipeline_on_disk_can_take_over(tmp_path: Path) -> None:
    other = spacy.blank("en")
    other.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Rome"}])  # type: ignore[attr-defined]
    other.to_disk(tmp_path / "other")
    nlp = load("en", str(tmp_path / "other"))
    assert nlp is not None
    (ent,) = nlp("He went to Rome.").ents
    assert (ent.text, LABELS[ent.label_]) == ("Rome", "LOC")
