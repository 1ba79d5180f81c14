"""Attribution: who among the channels of a journey is given how much of its order; for any journeys, whoever made them.

Every model answers the same question from the same rows, and every one from an assumption of its own:

- `last`, `first`, `linear`: all to the last meeting, all to the first, the same to each;
- `decay`: a meeting half as old counts twice (half-life in days; by place where no times are known);
- `position`: 40% first, 40% last, 20% among those between;
- `markov`: how many orders fewer if a channel were cut out of the walks (removal effect; Anderl, Becker, von
  Wangenheim & Schumann, International Journal of Research in Marketing 2016);
- `shapley`: a channel's mean contribution over all orders in which channels could have joined (Shapley 1953; for
  advertising Dalessandro, Perlich, Stitelman & Provost, ADKDD 2012), where a set of channels is worth the orders of
  the journeys that need no other channel.

None of them looks at what would have happened without a channel: for that, switch it off.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import factorial
from typing import Literal, get_args

import numpy as np

Model = Literal["last", "first", "linear", "decay", "position", "markov", "shapley"]
MODELS: tuple[Model, ...] = get_args(Model)
HALF_LIFE_DAYS = 7.0
ENDS, LAST = 0.4, -1
MOST_PLAYERS = 12  # sets of channels double with each


@dataclass(frozen=True)
class Journey:
    """Meetings in their order, and whether an order followed.

    Attributes
    ----------
    channels : tuple of str
        One a meeting; a channel may come again.
    bought : bool
        Whether the journey ended in an order.
    ages_days : tuple of float, optional
        How long before the journey's end each meeting was; needed for `decay` by time.
    """

    channels: tuple[str, ...]
    bought: bool
    ages_days: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.ages_days and len(self.ages_days) != len(self.channels):
            raise ValueError(f"ages_days has {len(self.ages_days)} entries for {len(self.channels)} meetings")


def channels_of(journeys: Iterable[Journey]) -> tuple[str, ...]:
    """All channels that are met, by name."""
    return tuple(sorted({channel for journey in journeys for channel in journey.channels}))


def attribute(journeys: Sequence[Journey], model: Model) -> dict[str, float]:
    """Orders a channel is given by a model; they add up to the orders that have a meeting before them.

    Raises
    ------
    ValueError
        If there is no such model.
    """
    if model == "markov":
        return markov(journeys)
    if model == "shapley":
        return shapley_of(journeys)
    if model not in MODELS:
        raise ValueError(f"model(={model!r}) must be one of {', '.join(MODELS)}")
    given = dict.fromkeys(channels_of(journeys), 0.0)
    for journey in journeys:
        if journey.bought and journey.channels:
            for channel, share in zip(journey.channels, _shares(journey, model), strict=True):
                given[channel] += float(share)
    return given


def _shares(journey: Journey, model: Model) -> Sequence[float]:
    """What each meeting of a journey is given of its order."""
    count = len(journey.channels)
    if model == "linear":
        return [1 / count] * count
    if model == "decay":
        ages = np.asarray(journey.ages_days or range(count - 1, -1, -1), float)
        weights = 0.5 ** ((ages - ages.min()) / (HALF_LIFE_DAYS if journey.ages_days else 1.0))
        return [float(weight) for weight in weights / weights.sum()]
    if model == "position" and count > 1:
        between = (1 - 2 * ENDS) / (count - 2) if count > 2 else 0.0
        end = ENDS if count > 2 else 0.5
        return [end, *[between] * (count - 2), end]
    shares = [0.0] * count
    shares[0 if model == "first" else LAST] = 1.0
    return shares


def markov(journeys: Sequence[Journey]) -> dict[str, float]:
    """Orders shared out by removal effects in a first-order Markov chain.

    The walk begins at a start, goes from meeting to meeting and ends in an order or in nothing; with a channel removed,
    every step into it ends in nothing. The chance to end in an order is x of (I - Q) x = r, where Q holds the steps
    between meetings and r those into an order.
    """
    channels = channels_of(journeys)
    steps = _steps(journeys, channels)
    whole = _reached(steps, ())
    if not whole:
        return dict.fromkeys(channels, 0.0)
    effects = np.array([1 - _reached(steps, (place,)) / whole for place in range(len(channels))])
    orders = sum(journey.bought and bool(journey.channels) for journey in journeys)
    return {channel: float(orders * effect / effects.sum()) for channel, effect in zip(channels, effects, strict=True)}


def removal_effects(journeys: Sequence[Journey]) -> dict[str, float]:
    """Of the chance to end in an order, the share that is lost with each channel, 0-1."""
    channels = channels_of(journeys)
    steps = _steps(journeys, channels)
    whole = _reached(steps, ())
    return {
        channel: float(1 - _reached(steps, (place,)) / whole) if whole else 0.0
        for place, channel in enumerate(channels)
    }


def _steps(journeys: Iterable[Journey], channels: Sequence[str]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Chances of a step, rows: channels and start; columns: channels and order."""
    place = {channel: number for number, channel in enumerate(channels)}
    counts = np.zeros((len(channels) + 1, len(channels) + 1))
    ends = np.zeros(len(channels) + 1)
    for journey in journeys:
        if not journey.channels:
            continue
        at = [len(channels), *(place[channel] for channel in journey.channels)]
        for before, after in pairwise(at):
            counts[before, after] += 1
        if journey.bought:
            counts[at[-1], len(channels)] += 1
        else:
            ends[at[-1]] += 1
    total = counts.sum(axis=1) + ends
    chances: np.ndarray[tuple[int, int], np.dtype[np.float64]] = counts / np.where(total > 0, total, 1.0)[:, None]
    return chances


def _reached(steps: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", removed: Collection[int]) -> float:
    """Chance to come from the start to an order without the removed channels."""
    states = len(steps)
    within = steps[:, :-1].copy()
    for place in removed:
        within[:, place] = 0.0
    walk = np.zeros((states, states))
    walk[:, :-1] = within
    ordered = steps[:, -1].copy()
    for place in removed:
        ordered[place] = 0.0
    return float(np.linalg.solve(np.eye(states) - walk, ordered)[-1])


def shapley(worth: Callable[[frozenset[str]], float], players: Sequence[str]) -> dict[str, float]:
    """Each player's mean contribution over all orders in which they could join; adds up to what all are worth.

    phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! x (v(S and i) - v(S))   (Shapley 1953)

    Parameters
    ----------
    worth : callable
        What a set of players is worth; the empty one counts as it is.

    Raises
    ------
    ValueError
        If there are too many to look at every set.
    """
    count = len(players)
    if count > MOST_PLAYERS:
        raise ValueError(f"players(={count}) must be <= {MOST_PLAYERS}: every set of them is looked at")
    known = {
        frozenset(some): worth(frozenset(some)) for size in range(count + 1) for some in combinations(players, size)
    }
    weight = [factorial(size) * factorial(count - size - 1) / factorial(count) for size in range(count)]
    return {
        player: float(
            sum(weight[len(some)] * (known[some | {player}] - known[some]) for some in known if player not in some)
        )
        for player in players
    }


def shapley_of(journeys: Sequence[Journey]) -> dict[str, float]:
    """Orders by Shapley value, where a set of channels is worth the orders that needed no channel outside it."""
    needed: dict[frozenset[str], int] = {}
    for journey in journeys:
        if journey.bought and journey.channels:
            some = frozenset(journey.channels)
            needed[some] = needed.get(some, 0) + 1

    def worth(some: frozenset[str]) -> float:
        return float(sum(count for channels, count in needed.items() if channels <= some))

    return shapley(worth, channels_of(journeys))


def table(journeys: Sequence[Journey], models: Sequence[Model] = MODELS) -> dict[Model, dict[str, float]]:
    """Orders by model and channel."""
    return {model: attribute(journeys, model) for model in models}


def as_shares(given: Mapping[str, float]) -> dict[str, float]:
    """Of all that was given, the share of each, 0-1."""
    total = sum(given.values())
    return {channel: amount / total if total else 0.0 for channel, amount in given.items()}
