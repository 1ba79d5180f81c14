"""What came back: the mentor's letters, the latest feedback, how forecasts held."""

from html import escape

from curriculum.inbox import Feedback, Letter
from curriculum.standing import Standing
from curriculum.workbench.parts.figures import forecasts
from curriculum.workbench.parts.text import day_and_time, notice_html, paragraphs
from simulations.language import _

MOST_TRIALS = 8


def letters_html(letters: tuple[Letter, ...]) -> str:
    """The newest letter, earlier ones folded away; nothing where there is none."""
    if not letters:
        return ""
    title = _("A message for you")
    earlier = ""
    if letters[1:]:
        said = _("{n} earlier messages").format(n=len(letters) - 1)
        earlier = f"<details><summary>{escape(said)}</summary>{''.join(map(_letter, letters[1:]))}</details>"
    head = f"<h3>{escape(title)}</h3>"
    return f'<section class="academy-card academy-letters">{head}{_letter(letters[0])}{earlier}</section>'


def _letter(letter: Letter) -> str:
    signed = f"{letter.who} · {day_and_time(letter.at)}"
    return f"<blockquote>{paragraphs(letter.text)}<footer>{escape(signed)}</footer></blockquote>"


def feedback_html(feedback: Feedback | None, alone: bool) -> str:
    """Total, the two weakest criteria with the reasons, the coach's first sentence."""
    title = _("Latest feedback")
    if feedback is None:
        nothing = (
            _("Here you will find points and reasons as soon as you have handed in.")
            if alone
            else _("Here you will find points, reasons and your mentor's words once you have handed in.")
        )
        return f"<h3>{escape(title)}</h3><p>{escape(nothing)}</p>"
    weakest = sorted((item for item in feedback.items if item.points is not None), key=lambda item: item.share)[:2]
    rows = "".join(
        f"<li><b>{escape(item.title)}</b> {item.points or 0:.3g} / {item.max_points:g}"
        f"<p>{escape(item.comment or item.reason)}</p></li>"
        for item in weakest
    )
    first = f"<li><p>{escape(feedback.advice[0])}</p></li>" if feedback.advice else ""
    note = notice_html(feedback.note, "bad") if feedback.note else ""
    total = ""
    if feedback.total is not None:
        judged = sum(item.max_points for item in feedback.items if item.points is not None) or feedback.max_points
        total = f'<p class="academy-total">{feedback.total:.3g}<small> / {judged:g}</small></p>'
        if feedback.waiting:
            waits = _("{n} criteria with {points:g} points are still to be judged.")
            total += f"<p>{escape(waits.format(n=feedback.waiting, points=feedback.max_points - judged))}</p>"
    return (
        f'<h3>{escape(title)} · {escape(feedback.title)}</h3>{note}{total}<ul class="academy-words">{rows}{first}</ul>'
    )


def forecasts_html(all_standings: tuple[Standing, ...]) -> str:
    """The last forecasts and how many held."""
    trials = tuple(trial for standing in all_standings for trial in standing.trials)
    empty = _(
        "Before every trial you say what you expect. How often you were right stands here: about 8 in 10 is the aim."
    )
    shown = forecasts(trials[-MOST_TRIALS:], width=460) if trials else f"<p>{escape(empty)}</p>"
    title = _("Your forecasts")
    return f"<h3>{escape(title)}</h3>{shown}"
