"""What a message is about, and what may be said to it: guess first, then rewrite a reply until nothing is wrong."""

import re
from html import escape
from typing import Any

from curriculum.live.community_service.stage import examples
from curriculum.live.controls import sample_text
from curriculum.live.frame import framed, live
from curriculum.live.guess import Question, Revealed, guess_first
from curriculum.live.tables import table_html
from simulations.language import _, message
from simulations.projects.community_service.replies import FIRST_WORDS, MOST, rules


def triage() -> Any:
    """Five messages: what is done with them, and why."""
    rounds = examples().triage

    def reveal(number: int, guess: int) -> Revealed:
        asked = rounds[number]
        best = _("A senior: {letter}.").format(letter="ABCDEF"[asked.right])
        html = f'<p class="said"><strong>{escape(best)}</strong> {escape(asked.why)}</p>'
        return Revealed(html, guess == asked.right)

    return guess_first([Question(asked.question, asked.options) for asked in rounds], reveal)


def reply() -> Any:
    """A reply to somebody who has waited in vain, and what can be read off its words."""
    names = {
        "canned": _("Polite and empty"),
        "blame": _("The rules say so"),
        "promise": _("Everything promised"),
        "good": _("Sorry, then what happens when"),
    }
    samples = {name: examples().replies[slug] for slug, name in names.items()}
    chosen, field = sample_text(_("A reply; rewrite it until nothing is wrong"), samples, rows=3)
    return framed(chosen, live(reply_html, text=field))


def reply_html(text: str) -> str:
    """What is there and what should not be."""
    told = rules()
    wanted = (
        (_("An apology in the first {n} characters").format(n=FIRST_WORDS), told["apology"], text[:FIRST_WORDS]),
        (_("When the next word comes"), told["next"], text),
    )
    unwanted = (
        (_("No promise that nobody can keep"), told["promise"]),
        (_("No blame on the user"), told["blame"]),
    )
    rows = [_row(name, re.search(pattern, words), wanted=True) for name, pattern, words in wanted]
    rows += [_row(name, re.search(pattern, text), wanted=False) for name, pattern in unwanted]
    rows.append((_("Short enough for a chat window"), _sign(len(text) <= MOST), str(len(text))))
    wrong = sum(sign == _sign(False) for _name, sign, _found in rows)
    said = (
        _("{n} to mend.").format(n=wrong)
        if wrong
        else _("Words alone find nothing wrong. Whether a person speaks here, only a person hears.")
    )
    table = table_html((_("What is looked at"), _("In order"), _("Found")), rows)
    return f'{table}<p class="said" aria-live="polite">{escape(said)}</p>'


def _sign(good: bool) -> str:
    return "✓" if good else "✕"


def _row(name: str, found: re.Match[str] | None, *, wanted: bool) -> tuple[str, str, str]:
    return name, _sign(bool(found) == wanted), f"「{found[0]}」" if found else ""


SERVICE_NUMBERS = {
    "comment_deadline": message("Standard for comments, hours"),
    "message_deadline": message("Standard for private messages, hours"),
    "complaint_deadline": message("Standard for complaints, hours"),
    "comment_minutes": message("Minutes per comment"),
    "message_minutes": message("Minutes per private message"),
    "complaint_minutes": message("Minutes per complaint, with looking into it"),
    "faq_saving": message("Minutes a handbook saves, share"),
    "public_after_1h": message("Complaints public after 1 h, share"),
    "public_after_24h": message("Complaints public after 24 h, share"),
}
