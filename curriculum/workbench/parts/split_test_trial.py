"""Trial of a split test's design: first say how often it will end in a true claim, then see it in practice worlds."""

from collections.abc import Callable

import ipywidgets

from curriculum.workbench.bench import Bench
from curriculum.workbench.parts.split_test_tables import tried_html
from curriculum.workbench.parts.trial import Trying, trial_panel
from simulations.language import _
from simulations.projects.title_ab_test import Readout


def design_trial(bench: Bench, needed: tuple[str, ...], answer: Callable[[], Readout]) -> ipywidgets.VBox:
    """Forecast of true claims, and what came of the design in a hundred practice worlds.

    Parameters
    ----------
    needed : tuple of str
        Fields without which there is nothing to try.
    answer : callable
        The answer as far as the world looks at it.
    """
    trying = Trying(
        figure="right",
        title=_("Forecast, then a trial"),
        button=_("Try it in 100 practice worlds"),
        about=_("In half of the worlds the change makes no difference. Trials are free and counted."),
        before=_("Before a trial there must be a design:"),
        question=_("First the forecast: in how many of 100 worlds will it end in a true claim?"),
        low={"label": _("At least"), "unit": _("of 100")},
        high={"label": _("At most"), "unit": _("of 100")},
        least=0,
    )
    return trial_panel(
        bench,
        trying,
        needed,
        answer,
        lambda came, trial: tried_html(came, trial.hit, trial.forecast_low, trial.forecast_high, trial.number),
    )
