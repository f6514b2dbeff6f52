"""Judgements over pairs of keys: same, different or unsure, each with score and reasons.

Nothing is merged for good: clusters are derived from judgements, and any of them can be withdrawn. `RULES` is the
written order; a stronger rule's unions are made first, and a weaker one can't undo its guards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.resolve.keys import Key

Verdict = Literal["same", "different", "unsure"]

RULES: tuple[tuple[str, str], ...] = (
    ("decided", "a line of the curation file: people win over every rule"),
    ("known", "agency:who named by 世卫组织 and glossed WHO: the recognizer's knowledge id"),
    ("alias table", "普京, 蒲亭 and 普丁 stand in one mined row with Vladimir Putin"),
    ("gloss", "羅賓遜（Todd Robinson） stands in the corpus"),
    ("same article", "Joe Biden and Joseph R. Biden Jr. in one article"),
    ("nickname", "Joe Biden and Joseph Biden: one family name, forms of one given name"),
    ("spelling", "Sergej Lawrow and Sergey Lavrov: German and English transcription"),
    ("initial", "J. Sullivan where Jake Sullivan is the only fitting person"),
    ("middle name", "Ursula Gertrud von der Leyen and Ursula von der Leyen"),
    ("inflection", "Angela Merkels, Deutschen Presse-Agentur: German endings"),
    ("legal form", "中铁建 and 中铁建集团: legal form or country left out"),
    ("transliteration", "托德·罗宾逊 and Todd Robinson: both parts sound alike, no near rival"),
    ("reading", "王毅 and Wang Yi: pinyin, and no other name with this reading is as frequent"),
    ("short name", "拜登 where most evidence is for Joe Biden"),
    ("company", "汪文彬 who speaks for 汪文斌's ministry in the same weeks: a misspelling; Suga Yoshihide: the other order"),
    ("respelled", "杜鲁多 in the company of 杜鲁道, whose name is far more frequent: another spelling"),
    ("meant", "克林顿 in an article on the president of the nineties: Bill Clinton, not Hillary"),
    ("namesake", "Li Wei the professor in Wuhan and Li Wei the police officer in Toronto: their company parts them"),
    ("surname", "Blinken where most articles with this surname are about Antony Blinken"),
)
"""(rule, its example), strongest first."""

RANK = {rule: rank for rank, (rule, _) in enumerate(RULES)}

DOMINANT = 0.8
"""The share of the evidence from which an ambiguous short form counts as one person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was decided about two keys (as `str(Key)`), by which rule, how sure (0..1), and why."""

    left: str
    right: str
    verdict: Verdict
    score: float
    rule: str
    reasons: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, float, str, str]:
        """Sort key: strongest rule first, then the score, then the names."""
        return (RANK[self.rule], -self.score, self.left, self.right)


def by_share(share: float) -> Verdict:
    """The verdict on a short form's best reading by its share of the evidence."""
    return "same" if share >= DOMINANT else "unsure"


Pair = tuple[Key, Key, Judgement]


def judged(left: Key, right: Key, rule: str, score: float, *reasons: str, share: float = 1.0) -> Pair:
    """A pair with its judgement; ``share`` below the threshold makes it unsure."""
    left, right = sorted((left, right))
    return (
        left,
        right,
        Judgement(
            left=str(left), right=str(right), verdict=by_share(share), score=round(score, 3), rule=rule, reasons=reasons
        ),
    )
