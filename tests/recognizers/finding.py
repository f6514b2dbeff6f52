"""What recognizers find in a sentence, as readable pairs; without trained pipelines unless a test asks for them."""

from __future__ import annotations

from kg.config import Config, LanguageConfig
from kg.model import Article, Document, Mention
from kg.normalize import normalize
from kg.recognizers import Recognizer

BLANK = Config(languages={language: LanguageConfig(pipeline="blank") for language in ("de", "en", "zh")})


def document(text: str) -> Document:
    made = normalize(Article(source="test.txt", text=text))
    assert isinstance(made, Document), made
    return made


def mentions(text: str, config: Config = BLANK) -> list[Mention]:
    return Recognizer(config).recognize(document(text))


def found(text: str, config: Config = BLANK) -> dict[str, str]:
    """{text as it stands in the article: type, or knowledge id where known}."""
    return {mention.text: mention.known or mention.type for mention in mentions(text, config)}
