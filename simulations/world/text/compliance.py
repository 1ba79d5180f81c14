"""Advertising law and platform rules: forbidden, needs proof, or allowed here - with the reason.

A flat word list is wrong: 「最好先备份」 gives advice, 「最好用的工具」 advertises. So a hit counts where its sentence
points at a product, the regulator's exemptions are honoured, and the sentence is shown.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from simulations.language import Message, message
from simulations.reading import read_yaml
from simulations.world.rulebook.rules import Rule, rules_for

RULES = Path(__file__).parents[1] / "rulebook" / "advertising_law.yaml"
SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")


class Verdict(StrEnum):
    """What may be done with a passage."""

    FORBIDDEN = "forbidden"
    NEEDS_PROOF = "needs_proof"
    ALLOWED = "allowed"
    BREACH = "breach"


@dataclass(frozen=True)
class Passage:
    """A passage with its verdict, the sentence it stands in, the reason and the rule of the rulebook it falls under."""

    words: str
    sentence: str
    verdict: Verdict
    why: Message
    rule: str = ""


@cache
def _rules() -> Any:
    return read_yaml(RULES)


def check_compliance(
    text: str, brand_words: frozenset[str] = frozenset(), platform: str = "gongzhonghao"
) -> list[Passage]:
    """All passages of a text that the advertising law or the platform's own rules speak of, in order."""
    passages = []
    for match in SENTENCE.finditer(text):
        sentence = match[0].strip()
        passages += _absolute(sentence, brand_words) + _proof(sentence) + _breaches(sentence, platform)
    return passages


def _absolute(sentence: str, brand_words: frozenset[str]) -> list[Passage]:
    passages = []
    for rule in _rules()["absolute"]:
        exempt = [
            (hit.span(), case["why"])
            for case in rule.get("allowed", [])
            for hit in re.finditer(case["pattern"], sentence)
        ]
        for hit in re.finditer(rule["pattern"], sentence):
            reason = next((why for (start, end), why in exempt if start <= hit.start() and hit.end() <= end), None)
            points_at_product = (
                rule.get("always")
                or re.search(_rules()["product"], sentence)
                or any(word in sentence for word in brand_words)
            )
            if reason is not None:
                passages.append(Passage(hit[0], sentence, Verdict.ALLOWED, message("Allowed here: {why}", why=reason)))
            elif points_at_product:
                why = message("Absolute term about a product: Advertising Law Art. 9(3), fine 200,000-1,000,000 yuan.")
                passages.append(Passage(hit[0], sentence, Verdict.FORBIDDEN, why, "absolute_terms"))
            else:
                why = message("Allowed here: the sentence does not point at a product (SAMR 2023 No. 6).")
                passages.append(Passage(hit[0], sentence, Verdict.ALLOWED, why))
    return passages


def _proof(sentence: str) -> list[Passage]:
    if re.search(_rules()["proof_given"], sentence):
        return []
    why = message("A number about effect or scale needs its source in the same sentence: who measured, when, how many.")
    return [
        Passage(hit[0], sentence, Verdict.NEEDS_PROOF, why, "false_claims")
        for rule in _rules()["proof"]
        for hit in re.finditer(rule["pattern"], sentence)
    ]


def _breaches(sentence: str, platform: str) -> list[Passage]:
    held = rules_for(platform)
    return [
        Passage(hit[0], sentence, Verdict.BREACH, _why(held[label["rule"]]), label["rule"])
        for label in _rules()["labels"]
        if label["rule"] in held
        for hit in re.finditer(label["pattern"], sentence)
    ]


def _why(rule: Rule) -> Message:
    if rule.slug == "induced_sharing":
        return message("Rewarded or forced sharing breaks WeChat's rules: reach is cut when it is found.")
    return message("{rule}: {about}", rule=rule.name, about=rule.about)
