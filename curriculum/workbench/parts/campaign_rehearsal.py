"""A rehearsal: first say how many will join, then see one public world; every rehearsal is kept with its forecast."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.figures import cards
from curriculum.workbench.parts.trial import Trying, trial_panel
from simulations.language import _


def rehearsal(bench: Bench, needed: tuple[str, ...], stand_ins: Mapping[str, Any]) -> ipywidgets.VBox:
    """Forecast of those who join, and what came in one public world.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is nothing to rehearse.
    stand_ins : mapping
        Valid values for fields that may still be empty and do not matter here.
    """
    trying = Trying(
        figure="joined",
        title=_("Forecast, then rehearse"),
        button=_("Rehearse"),
        about=_(
            "With 80% confidence. Every rehearsal is one world with luck of its own. It takes KOLs for what their "
            "pages show, at the price they ask: who is fake and what bargaining brings it does not know."
        ),
        before=_("Before a rehearsal there must be a plan:"),
        question=_("First the forecast: between which two numbers will those lie who join?"),
        came=_("{n} joined"),
        low={"unit": _("people")},
        high={"unit": _("people")},
        least=0,
    )
    plan = partial(bench.draft.answer, **stand_ins)
    return trial_panel(bench, trying, needed, plan, lambda came, _trial: _figures(came.kpis()))


def _figures(figures: Mapping[str, float]) -> str:
    """The figures of one world as cards."""
    names = (
        ("joined", _("joined"), _("of whom {n:,.0f} through friends").format(n=figures["friends"])),
        ("finished", _("finished 21 days"), ""),
        ("visitors", _("came to the store"), ""),
        ("back", _("back within 7 days"), _("{n:,.0f} brand-word searches").format(n=figures["searches"])),
        ("complaints", _("complaints"), _("{n:,.0f} of them in public").format(n=figures["public"])),
        ("spent_yuan", _("spent, yuan"), ""),
    )
    return cards((name, f"{figures[slug]:,.0f}", note) for slug, name, note in names)
