"""A budget tried out: first say how many orders will be kept, then see a month of it; every trial is kept."""

from typing import Any

import ipywidgets

from curriculum.answers import Trial
from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.figures import cards
from curriculum.workbench.parts.trial import Trying, trial_panel
from simulations.language import _


def budget_trial(bench: Bench, needed: tuple[str, ...], usual: int) -> ipywidgets.VBox:
    """Forecast of kept orders and a month of the first version.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is nothing to try.
    usual : int
        Last month's orders, as an example in the fields.
    """
    trying = Trying(
        figure="kept",
        title=_("Forecast, then try it"),
        button=_("Try this month"),
        about=_("The first version, in a month with luck of its own; trials are free and are counted."),
        before=_("Before a trial there must be a budget:"),
        question=_("First the forecast: between which two numbers will the kept orders lie, with 80% confidence?"),
        came=_("{n} kept orders"),
        low={"placeholder": f"{0.7 * usual:.0f}"},
        high={"placeholder": f"{usual}"},
    )
    return trial_panel(bench, trying, needed, lambda: bench.draft.answer(**_stand_ins()), _month)


def _month(came: Any, _trial: Trial) -> str:
    """The figures of one month as cards."""
    figures = came.kpis()
    return cards(
        (
            (_("Kept orders"), f"{figures['kept']:,.0f}", _("not sent back")),
            (_("Money spent"), f"{figures['spent']:,.0f}", _("what is owed included")),
            (_("Margin after it"), f"{figures['margin']:,.0f}", _("yuan, one world")),
        )
    )


def _stand_ins() -> dict[str, Any]:
    """Valid values for fields that do not matter to a month's orders and may still be empty."""
    text = "……" * 20
    diagnosis = {"cause": "price", "rows": ["P01"], "fix": "price"}
    return {
        "diagnoses": [{"post": letter, **diagnosis} for letter in "PQ"],
        "cleaning": ["after_order"],
        "window_days": 28,
        "misleading": [{"channel": c, "model": "last", "way": "much", "rows": ["X01"]} for c in ("search", "kol")],
        "increments": [{"channel": "kol", "low": 0, "high": 100}] * 6,
        "verdicts": [{"channel": "kol", "verdict": "hold", "why": "unknown"}] * 6,
        "pilot_channel": "N1",
        "pilot_budget": 0,
        "pilot_success_yuan": 1,
        "pilot_stop_day": 1,
        "board": [{"figure": f"F0{n}", "decision": f"D{n}"} for n in (1, 2, 3)],
        "letter_to": "kol",
        "letter": text,
        "feasibility": text,
        "ai_log": text,
    }
