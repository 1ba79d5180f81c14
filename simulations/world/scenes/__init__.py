"""Scenes to judge the world's numbers by: small plans of one room each, played alone, with their main figures.

A scene is rich rather than typical: it asks for as many of its room's numbers as one plan can, so that what a number
is worth shows somewhere. A figure is an array over worlds, or one number where the rare counts of all worlds are put
together. What a scene chooses (50,000 followers, sixty minutes, prices) is a plan and no fact of the world.
"""

import numpy as np

from simulations.language import Message
from simulations.world.draws import Floats

Figures = list[tuple[Message, Floats]]
NICHE, FOLLOWERS = "workplace", 50_000


def pooled(part: Floats, whole: Floats | None = None) -> Floats:
    """A rate over all worlds together, or the mean of the worlds; shape (1,)."""
    return np.array([part.sum() / (part.shape[0] if whole is None else whole.sum())])
