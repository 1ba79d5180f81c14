"""Who works here: asked once, at the top, before a cohort's trainee gets material of their own."""

from collections.abc import Callable
from typing import Any

import ipywidgets

from curriculum.workbench.front import TextField
from curriculum.workbench.guard import sentence
from curriculum.workbench.parts.text import card
from curriculum.workplace import Workplace, name_trainee
from simulations.language import _


def ask_who(workplace: Workplace, go_on: Callable[[Workplace], None]) -> ipywidgets.VBox:
    """Ask for the trainee's id and name, then `go_on` with the workplace that knows them."""
    assert workplace.cohort is not None
    number = TextField(
        name="trainee_id",
        label=_("Your number on the roster"),
        help=_("Letters and digits, as your instructor wrote it"),
    )
    name = TextField(name="trainee_name", label=_("Your name"))
    button = ipywidgets.Button(description=_("That is me"))
    button.add_class("academy-button")
    button.add_class("is-primary")

    def confirm(_button: Any) -> None:
        number.error = ""
        try:
            go_on(name_trainee(workplace, number.value.strip(), name.value.strip()))
        except Exception as error:  # shown beside the field it belongs to
            number.error = str(error) if isinstance(error, ValueError) else sentence(error)

    button.on_click(confirm)
    about = _("Your material, your brand and your feedback follow from your number; it cannot be changed later.")
    asked = card(_("Who are you in {cohort}?").format(cohort=workplace.cohort.title), number, name, button, about=about)
    asked.add_class("academy-narrow")
    return asked
