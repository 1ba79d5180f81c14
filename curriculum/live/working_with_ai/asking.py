"""Try a prompt: on the endpoint where one is configured, else, or if that fails, on the offline generator."""

from html import escape
from typing import Any

import ipywidgets as widgets

from curriculum.live.controls import AS_WIDE_AS_TEXT, LABEL
from curriculum.live.frame import framed, guarded
from curriculum.live.working_with_ai.endpoint import Endpoint, NoAnswer, configured
from curriculum.live.working_with_ai.stage import examples, practice_room
from simulations.language import _, sentences
from simulations.projects.working_with_ai.answer import PART_LABELS, PARTS, PromptPart
from simulations.projects.working_with_ai.generator import generate

SHOWN = 10


def ask() -> Any:
    """Six fields and a button; the answer below, with a word on where it came from."""
    given = examples().prompt
    fields = {
        part: widgets.Textarea(
            value=given[part], description=str(PART_LABELS[part]), rows=2, style=LABEL, layout=AS_WIDE_AS_TEXT
        )
        for part in PARTS
    }
    button, pane = widgets.Button(description=_("Ask")), widgets.HTML()

    def pressed(_button: Any) -> None:
        prompt: dict[PromptPart, str] = {part: field.value.strip() for part, field in fields.items()}
        waiting = _("Asking …")
        button.disabled, pane.value = True, f'<p class="said" role="status">{escape(waiting)}</p>'
        try:
            pane.value = guarded(lambda: answer_html(prompt, configured()))
        finally:
            button.disabled = False

    button.on_click(pressed)
    return framed(*fields.values(), button, pane)


def answer_html(prompt: dict[PromptPart, str], endpoint: Endpoint | None) -> str:
    """What the endpoint says, or the generator's first lines with the reason why it is them."""
    if endpoint:
        try:
            text = endpoint.ask("\n".join(prompt[part] for part in PARTS if prompt.get(part)))
        except NoAnswer as error:
            instead = _("These are from the offline generator.")
            return _offline(prompt, sentences(str(error), instead))
        said = _("From {model}. Nothing of it is scored, and nothing of it is checked.").format(model=endpoint.model)
        lines = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
        return f'<p class="said">{escape(said)}</p>{lines}'
    return _offline(prompt, _("No endpoint is configured: these are from the offline generator, on its own topic."))


def _offline(prompt: dict[PromptPart, str], said: str) -> str:
    ideas = generate(prompt, practice_room())
    some = ideas[:: len(ideas) // SHOWN]  # from all over: a better prompt changes a few in every stretch
    lines = "".join(f"<li>{escape(idea.text)}</li>" for idea in some[:SHOWN])
    return f'<p class="said">{escape(said)}</p><ol>{lines}</ol>'
