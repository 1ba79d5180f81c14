"""Sentences: three verdicts to guess, and what the checker says of some that are hard for it."""

from html import escape
from typing import Any

from curriculum.live.editing_and_compliance.stage import examples
from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.two_hour_post.rules import verdict_name
from simulations.language import _
from simulations.world.text.compliance import Passage, Verdict, check_compliance


def phrases() -> Any:
    """Words in their sentence: forbidden, in need of proof, or allowed here?"""
    given = examples()
    asked = [Question(phrase.text, given.names) for phrase in given.phrases]

    def reveal(number: int, guess: int) -> Revealed:
        phrase = given.phrases[number]
        verdict = _("Verdict: {name}.").format(name=given.names[phrase.right])
        html = f'<p class="said"><strong>{escape(verdict)}</strong> {escape(phrase.why)}</p>'
        return Revealed(html, guess == phrase.right)

    return guess_first(asked, reveal)


def checker() -> Any:
    """Guess whether the checker raises an alarm; then see what it says and what a person sees."""
    options = (_("It raises an alarm"), _("It lets it pass"))
    rounds = examples().checked

    def reveal(number: int, guess: int) -> Revealed:
        passages = alarms(rounds[number].text)
        html = f'<p class="said"><strong>{escape(said_of(passages))}</strong> {escape(rounds[number].says)}</p>'
        return Revealed(html, guess == (0 if passages else 1))

    return guess_first([Question(asked.text, options) for asked in rounds], reveal)


def alarms(text: str) -> list[Passage]:
    """What the checker would have changed."""
    return [p for p in check_compliance(text, examples().brand_words) if p.verdict is not Verdict.ALLOWED]


def said_of(passages: list[Passage]) -> str:
    """What the checker says, in a sentence."""
    if not passages:
        return _("The checker says nothing.")
    worst = passages[0]
    return _("The checker: 「{words}」 {verdict}.").format(words=worst.words, verdict=verdict_name(worst.verdict))
