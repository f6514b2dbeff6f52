# ruff: noqa: E501  (sentences stay on one line)
"""Copies fold into one document; different reports do not."""

from __future__ import annotations

import random
from dataclasses import replace

from kg.model import Article, Document
from kg.normalize import fold, normalize

STORY = [
    "The foreign ministers of the two countries met in Geneva on Monday for the first time in three years, officials said.",
    "They spoke for four hours about trade, the climate and the release of two journalists who have been held since March.",
    "A spokeswoman called the talks useful and said that a second round would be held in Vienna before the summer.",
    "Analysts had expected little, because both governments face elections and neither wants to be seen as weak.",
    "The ministers are to brief their parliaments on Thursday, and the text of a joint statement is being prepared.",
]
OTHER = [
    "After years of silence the chief diplomats of both sides sat down at one table by the lake on Monday, aides confirmed.",
    "Four hours of talks brought no breakthrough on tariffs, but the fate of two detained reporters was raised, they added.",
    "The tone was constructive, according to a ministry statement, which announced another meeting in the Austrian capital.",
    "Observers were sceptical from the start: with ballots ahead at home, compromise is a risk for both leaders.",
    "Lawmakers will hear a report later this week, while experts work on a communique that both sides can accept.",
]
TRADITIONAL = (
    "兩國外交部長週一在日內瓦會面，這是三年來的第一次。雙方就貿易、氣候和兩名被關押記者的釋放交換意見，會談歷時四小時。"
    "發言人表示會談有益，第二輪將於夏季前在維也納舉行。分析人士原本期待不高，因為兩國政府都面臨選舉。"
)


def document(text: str, source: str, *, published: str | None = None, title: str | None = None) -> Document:
    made = normalize(Article(source=source, text=text, published=published, title=title))
    assert isinstance(made, Document)
    return made


def test_same_text_folds_and_names_its_copies() -> None:
    text = "\n".join(STORY)
    copies = [document(text, f"{name}.txt") for name in "cab"]
    (kept,) = fold(copies)
    assert (kept.source, kept.duplicates) == ("a.txt", ("b.txt", "c.txt"))


def test_the_longest_stays_then_the_earliest_then_the_smallest_source() -> None:
    text = "\n".join(STORY)
    long = document(text + "\nThe talks were held at a hotel by the lake.", "z.txt", published="2024-03-02")
    early, late = document(text, "y.txt", published="2024-01-01"), document(text, "x.txt", published="2024-01-02")
    assert [d.source for d in fold([early, late])] == ["y.txt"]
    assert [d.source for d in fold([late, long, early])] == ["z.txt"]


def test_noise_footers_and_a_few_changed_words_do_not_hide_a_copy() -> None:
    noisy = [STORY[0].replace("officials said", "officials said on Tuesday"), *STORY[1:4], STORY[4] + " More soon."]
    assert len(fold([document("\n".join(STORY), "a.txt"), document("\n".join(noisy), "b.txt")])) == 1


def test_a_copy_that_was_cut_short_folds() -> None:
    assert len(fold([document("\n".join(STORY), "a.txt"), document("\n".join(STORY[:3]), "b.txt")])) == 1


def test_two_reports_of_one_event_stay_apart() -> None:
    assert len(fold([document("\n".join(STORY), "a.txt"), document("\n".join(OTHER), "b.txt")])) == 2


def test_a_shared_background_passage_does_not_fold() -> None:
    background = STORY[3:] + OTHER[3:]
    first = document("\n".join([STORY[0], STORY[1], *background]), "a.txt")
    second = document("\n".join([OTHER[0], OTHER[1], *background]), "b.txt")
    assert len(fold([first, second])) == 2


def test_an_article_inside_a_round_up_stays() -> None:
    round_up = document("\n".join([*OTHER, *STORY]), "a.txt", title="The week")
    assert len(fold([round_up, document("\n".join(STORY), "b.txt", title="Talks by the lake")])) == 2


def test_market_reports_that_differ_in_their_numbers_stay_apart() -> None:
    template = "The index closed at {} points on day {} of the month, up {} points, after {} shares changed hands in {} trades today."
    reports = [
        document("\n".join(template.format(*(n * 7 + k * 13 + j for j in range(5))) for k in range(3)), f"{n}.txt")
        for n in (11, 52)
    ]
    assert len(fold(reports)) == 2


def test_both_scripts_of_one_text_fold() -> None:
    from kg.languages.conversion import convert

    both = [document(TRADITIONAL, "a.txt"), document(convert(TRADITIONAL)[0], "b.txt")]
    assert [d.script for d in both] == ["Hant", "Hans"]
    assert len(fold(both)) == 1


def test_translations_stay_apart() -> None:
    assert len(fold([document(TRADITIONAL, "a.txt"), document("\n".join(STORY), "b.txt")])) == 2


def test_short_texts_fold_only_where_they_agree() -> None:
    texts = ["Ministers meet in Vienna.", "Ministers meet in Vienna", "Ministers meet in Geneva and talk."]
    assert len(fold([document(text, f"{n}.txt") for n, text in enumerate(texts)])) == 2


def test_order_does_not_matter_and_folding_twice_changes_nothing() -> None:
    texts = ["\n".join(STORY), "\n".join(OTHER), "\n".join(STORY[:4]), TRADITIONAL, "\n".join(STORY) + "\nOne more line."]
    documents = [document(text, f"{n}.txt") for n, text in enumerate(texts)]
    once = fold(documents)
    shuffled = documents[:]
    random.Random(1).shuffle(shuffled)
    assert fold(shuffled) == once == fold(once)


def test_earlier_duplicates_are_kept() -> None:
    text = "\n".join(STORY)
    earlier = replace(document(text, "a.txt"), duplicates=("old.txt",))
    (kept,) = fold([earlier, document(text, "b.txt")])
    assert kept.duplicates == ("b.txt", "old.txt")


def test_nothing_folds_to_nothing() -> None:
    assert fold([]) == []
