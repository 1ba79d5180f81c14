"""When people are there: the gap between one active day and the next, as a hazard per day (KuaiRand, 2022).

Whoever was there yesterday is likely to be there today; whoever has stayed away grows less likely to come back (cf.
Fader & Hardie 2007, where the same fall follows from differences between people). `active_share` says how many
followers are there on a day: those can write to us.
"""

import numpy as np

from simulations.world.draws import Floats, Worlds

KNOWN_DAYS = 5
LONGEST = 90


def hazards(worlds: Worlds) -> Floats:
    """Chance of coming back on day 1, 2, ... away, given that one has not before, shape (LONGEST,)."""
    p = worlds.values("returning")
    measured = [p[f"back_after_{day}"] for day in range(1, KNOWN_DAYS + 1)]
    return np.array(measured + [p["back_later"]] * (LONGEST - KNOWN_DAYS))


def gap_days(u: Floats, worlds: Worlds) -> Floats:
    """Days until the next active day, at least 1: the inverse of the gaps' distribution at `u`."""
    away = np.cumprod(1 - hazards(worlds))  # share still away after 1, 2, ... days
    return np.asarray(1 + np.searchsorted(-away, -(1 - u)), dtype=float)


def active_share(worlds: Worlds) -> float:
    """Share of people who are there on a given day: 1 / mean gap, the renewal theorem."""
    away = np.concatenate([[1.0], np.cumprod(1 - hazards(worlds))])
    return float(1 / away.sum())
