"""What may be written: which source to trust, and what the advertising law and the platform say of a sentence."""

from html import escape
from typing import Any

from curriculum.live.controls import sample_text
from curriculum.live.frame import framed, live
from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.tables import table_html
from curriculum.live.two_hour_post.stage import brand, examples
from simulations.language import _
from simulations.reading import read_yaml
from simulations.world.text.compliance import RULES, Verdict, check_compliance


def sources() -> Any:
    """Sources that contradict each other: choose, then read the reason."""
    rounds = examples().sources

    def reveal(number: int, guess: int) -> Revealed:
        asked = rounds[number]
        trusted = _("To trust: {letter}. Principle: {principle}.").format(
            letter="ABCDEF"[asked.right], principle=asked.principle
        )
        html = f'<p class="said"><strong>{escape(trusted)}</strong> {escape(asked.why)}</p>'
        return Revealed(html, guess == asked.right)

    return guess_first([Question(asked.question, asked.options) for asked in rounds], reveal)


def compliance() -> Any:
    """A sentence and what the checker says of it; rewrite it until it passes."""
    names = {
        "absolute": _("The first in its trade"),
        "advice": _("Two uses of a superlative"),
        "effect": _("An effect without a source"),
        "proof": _("An effect with its source"),
        "sharing": _("Share to get it"),
        "honest": _("Given for an answer"),
    }
    samples = {name: examples().sentences[slug] for slug, name in names.items()}
    chosen, field = sample_text(_("A sentence to check; rewrite it until it passes"), samples, rows=3)
    return framed(chosen, live(compliance_html, text=field))


def verdict_name(verdict: Verdict) -> str:
    """A verdict in a word."""
    return {
        Verdict.FORBIDDEN: _("forbidden"),
        Verdict.NEEDS_PROOF: _("needs proof"),
        Verdict.ALLOWED: _("allowed here"),
        Verdict.BREACH: _("breaks the platform's rules"),
    }[verdict]


def compliance_html(text: str) -> str:
    """What was found, each with verdict and reason, and what finding nothing means."""
    passages = check_compliance(text, brand().words | examples().brand_words)
    counted = [passage for passage in passages if passage.verdict is not Verdict.ALLOWED]
    if counted:
        said = _("{n} to change before this may go out.").format(n=len(counted))
    else:
        said = _(
            "Nothing to change by the rules of {day}. "
            "The checker knows patterns only; what it does not know you have to see yourself."
        ).format(day=read_yaml(RULES)["as_of"])
    rows = [(f"「{passage.words}」", verdict_name(passage.verdict), str(passage.why)) for passage in passages]
    table = table_html((_("Found"), _("Verdict"), _("Why")), rows) if rows else ""
    return f'{table}<p class="said" aria-live="polite">{escape(said)}</p>'
