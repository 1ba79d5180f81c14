"""Six titles, little traffic: shared out evenly, explored and committed, or by a bandit; played in many worlds."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulations.identity import Context
from simulations.projects.title_ab_test.answer import Readout
from simulations.projects.title_ab_test.case import CAMPAIGN_TITLES, TASK, Campaign, draw_case, value
from simulations.split_tests import thompson
from simulations.world.draws import Floats, Worlds, binomial

DRAWS = 32  # of a bandit's posterior at each choice
MOST_ROUNDS = 24
SCORING_WORLDS = 200


@dataclass(frozen=True)
class Policy:
    """How traffic is shared out."""

    name: str
    explore: float = 1.0
    rounds: int = 1
    floor: float = 0.0

    @property
    def choices(self) -> int:
        """How often shares are set anew."""
        return {"even": 0, "commit": 1, "bandit": self.rounds}[self.name]


@dataclass(frozen=True)
class Shared:
    """What came of it in many worlds.

    Attributes
    ----------
    gain : array, shape (worlds,)
        Of what could be gained over showing all titles evenly for ever: 1 for the best title from the first reader on.
    shares : array, shape (worlds, titles)
        Of the campaign's traffic, best title first.
    best_kept : float
        How often the best title was chosen at the end.
    """

    gain: Floats
    shares: Floats
    best_kept: float

    @property
    def worth(self) -> float:
        """Mean gain."""
        return float(self.gain.mean())


def policy_of(answer: Readout) -> Policy:
    """The policy of an answer."""
    return Policy(answer.policy, answer.explore / 100, answer.rounds, answer.floor / 100)


def share_out(policy: Policy, campaign: Campaign, worlds: Worlds) -> Shared:
    """Play a policy; titles' true rates and readers are the same for all policies."""
    spread, versions = value("title_spread"), CAMPAIGN_TITLES
    logs = spread * worlds.normals(TASK, "titles", versions)
    rates = np.minimum(campaign.rate * np.exp(logs), 0.9)
    u = worlds.uniforms(TASK, "campaign", versions * MOST_ROUNDS).reshape(worlds.count, MOST_ROUNDS, versions)
    normals = Worlds(b"a bandit's own dice", DRAWS).normals(TASK, "draws", versions)
    parts = {
        "even": [1.0],
        "commit": [policy.explore, 1 - policy.explore],
        "bandit": [1 / policy.rounds] * policy.rounds,
    }
    shown, clicks = np.zeros_like(rates), np.zeros_like(rates)
    share = np.full_like(rates, 1 / versions)
    for number, part in enumerate(parts[policy.name]):
        if number:
            means, sds = posterior(shown, clicks, campaign.rate, spread)
            if policy.name == "commit":
                share = np.eye(versions)[means.argmax(axis=1)]
            else:
                share = policy.floor + (1 - versions * policy.floor) * thompson(means, sds, normals)
        people = np.floor(campaign.traffic * part * share)
        shown = shown + people
        clicks = clicks + binomial(u[:, number], people, rates)
    last = posterior(shown, clicks, campaign.rate, spread)[0].argmax(axis=1)
    row = np.arange(worlds.count)
    best, even = rates.max(axis=1), rates.mean(axis=1)
    shares = shown / shown.sum(axis=1, keepdims=True)
    reached = ((shares * rates).sum(axis=1) + campaign.after * rates[row, last]) / (1 + campaign.after)
    gain = (reached - even) / (best - even).mean() - policy.choices * value("choosing_again")
    ranked = np.take_along_axis(shares, np.argsort(-rates, axis=1), axis=1)
    return Shared(gain, ranked, float((rates.argmax(axis=1) == last).mean()))


def posterior(shown: Floats, clicks: Floats, rate: float, spread: float) -> tuple[Floats, Floats]:
    """Mean and SD of each title's log rate over the usual one, shrunk towards it."""
    seen = np.log((clicks + 0.5) / (np.maximum(shown, 1) * rate + 0.5))
    kept = spread**2 / (spread**2 + 1 / (clicks + 0.5))
    return seen * kept, spread * np.sqrt(1 - kept)


def considered() -> list[Policy]:
    """What a senior would think of."""
    commits = [Policy("commit", explore) for explore in (0.1, 0.2, 0.3, 0.4)]
    bandits = [Policy("bandit", 1.0, rounds) for rounds in (4, 8, 12)]
    return [Policy("even"), *commits, *bandits]


def colleague() -> Policy:
    """A decent colleague: half of the traffic evenly, then all to the best."""
    return Policy("commit", 0.5)


@lru_cache(maxsize=64)
def best_of(context: Context) -> tuple[Policy, float]:
    """The best of them in the hidden worlds."""
    campaign, worlds = draw_case(context).campaign, context.worlds(TASK, SCORING_WORLDS, "campaign")
    worth = [share_out(policy, campaign, worlds).worth for policy in considered()]
    place = int(np.argmax(worth))
    return considered()[place], worth[place]
