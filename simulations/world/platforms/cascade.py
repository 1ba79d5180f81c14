"""Sharing: readers share, shares are seen, some who see read and share in turn.

A Hawkes process seen by generation: every reader shares with a probability, every share is shown to people over the
next hours with a fading memory, and each who reads may share again; it dies out because the branching ratio (share
rate x readers per share) lies below 1 and because those who could be reached run out (SEISMIC, Zhao et al., KDD 2015).
The number of readers does not depend on the memory; `timing` spreads them over the hours.
"""

from dataclasses import dataclass

import numpy as np

from simulations.world.draws import Floats, binomial

GENERATIONS = 6
FAINT = 0.03  # expected sharers below which a cascade is over: what they would bring is less than one reader


@dataclass(frozen=True)
class Sharing:
    """What drives a cascade, shape (worlds,) each.

    Attributes
    ----------
    share_rate : array
        Sharers per reader.
    exposures_per_share : array
        People a share is shown to.
    click_rate : array
        Readers per person shown.
    reachable : array
        People whom sharing can reach and who would read.
    """

    share_rate: Floats
    exposures_per_share: Floats
    click_rate: Floats
    reachable: Floats


def cascade(u: Floats, readers: Floats, seeds: Floats, sharing: Sharing) -> tuple[Floats, Floats, Floats]:
    """Readers through shares, sharers and people shown a share, generation by generation.

    Parameters
    ----------
    u : array, shape (worlds, 2 * GENERATIONS)
    readers, seeds : array, shape (worlds,)
        Readers from elsewhere, who share first; readers brought by colleagues' own sharing, counted as through shares.
    """
    through, sharers, shown = seeds.copy(), np.zeros_like(seeds), seeds.copy()
    alive, current = np.arange(seeds.size), readers + seeds  # worlds in which somebody has just read, and how many
    for generation in range(GENERATIONS):
        sharing_now = binomial(u[alive, 2 * generation], current, sharing.share_rate[alive])
        sharers[alive] += sharing_now
        alive, sharing_now = alive[sharing_now > 0], sharing_now[sharing_now > 0]
        if not alive.size:
            break
        reachable, click = sharing.reachable[alive], sharing.click_rate[alive]
        still_new = np.maximum(1 - through[alive] / reachable, 0.0)
        exposures = np.minimum(sharing_now * sharing.exposures_per_share[alive], 10 * reachable / click)
        current = np.minimum(binomial(u[alive, 2 * generation + 1], exposures, click * still_new), reachable)
        through[alive] += current
        shown[alive] += exposures
        going_on = current * sharing.share_rate[alive] >= FAINT
        alive, current = alive[going_on], current[going_on]
    return through, sharers, shown
