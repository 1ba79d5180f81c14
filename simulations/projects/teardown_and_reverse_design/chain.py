"""A chain of steps from seeing a poster to paying, week by week, and what each part of it pushes.

    rate of a step = logistic(logit(base) + sum of pushes + wear x week + luck)

A part that breaks a rule may be found in any week; from then on little of the reach is left. The form and every number
(`chain.yaml`) are assumptions; what is not assumed is arithmetic: a chain multiplies.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from simulations.world.draws import Floats, Worlds, binomial
from simulations.world.parameters import parameters
from simulations.world.rulebook.rules import rule

FOLDER = Path(__file__).parent
WEEKS = 4


def value(name: str) -> float:
    """A number of the chain."""
    return parameters("chain", FOLDER)[name].value


@dataclass(frozen=True)
class Push:
    """What one part does: log odds by step, what they lose a week, log reach, the rule it breaks."""

    name: str
    odds: Mapping[str, float] = field(default_factory=dict)
    wear: Mapping[str, float] = field(default_factory=dict)
    reach: float = 0.0
    rule: str = ""

    def scaled(self, strength: float) -> "Push":
        """The same, stronger or weaker."""
        return replace(
            self,
            odds={step: size * strength for step, size in self.odds.items()},
            wear={step: size * strength for step, size in self.wear.items()},
            reach=self.reach * strength,
        )


@dataclass(frozen=True)
class Chain:
    """A path: people who see it in each of four weeks, the steps with their base rates, its parts.

    `id` keys the luck: two chains of the same id share it. `home` keys whether a breach is found, and `watched` names
    rules that others of the same home break: what is found there hits all of it.
    """

    id: str
    seen: tuple[float, ...]
    base: Mapping[str, float]
    pushes: tuple[Push, ...]
    home: str = ""
    watched: tuple[str, ...] = ()

    def without(self, name: str) -> "Chain":
        """The path with one part switched off."""
        return replace(self, pushes=tuple(push for push in self.pushes if push.name != name))


@dataclass(frozen=True)
class Flow:
    """People at each step: arrays of shape (worlds, weeks), and whether a breach was found, (worlds,)."""

    people: Mapping[str, Floats]
    found: Floats

    def total(self, step: str) -> Floats:
        """People at a step in all weeks, (worlds,)."""
        return np.asarray(self.people[step].sum(axis=1), dtype=float)


def play(chain: Chain, worlds: Worlds) -> Flow:
    """Play a path in all worlds at once."""
    found, reach = _watched(chain, worlds)
    gained = np.exp(sum(push.reach for push in chain.pushes))
    luck = np.exp(value("reach_luck_sd") * worlds.normals(chain.id, "reach", WEEKS))
    people = {"seen": np.floor(np.asarray(chain.seen) * gained * luck * reach)}
    before, weeks = people["seen"], np.arange(WEEKS)
    for step, rate in chain.base.items():
        odds = np.log(rate / (1 - rate)) if rate < 1 else np.inf
        odds = odds + sum(push.odds.get(step, 0.0) + push.wear.get(step, 0.0) * weeks for push in chain.pushes)
        odds = odds + value("step_luck_sd") * worlds.normals(chain.id, f"luck {step}")
        chance = 1 / (1 + np.exp(-odds))
        before = people[step] = binomial(worlds.uniforms(chain.id, step, WEEKS), before, np.minimum(chance, 1.0))
    return Flow(people, found)


def _watched(chain: Chain, worlds: Worlds) -> tuple[Floats, Floats]:
    """Whether a breach is found, and the share of reach left in each week; found in a week, half of it is lost."""
    left = np.ones((worlds.count, WEEKS))
    for slug in sorted({push.rule for push in chain.pushes if push.rule} | set(chain.watched)):
        hit = worlds.uniforms(chain.home or chain.id, f"found {slug}", WEEKS) < rule(slug).found * value("found_a_week")
        known = np.maximum.accumulate(hit, axis=1)
        earlier = np.hstack([np.zeros((worlds.count, 1), dtype=bool), known[:, :-1]])
        after = value("after_found")
        left = np.minimum(left, np.where(earlier, after, np.where(known, (1 + after) / 2, 1.0)))
    return (left[:, -1] < 1).astype(float), left


def left_without(chain: Chain, name: str, worlds: Worlds, figure: str = "keep") -> float:
    """Of 100 who pay and stay with a part, how many are left without it: the mean of log ratios, world by world."""
    return lefts(chain, (name,), worlds, figure)[name]


def lefts(chain: Chain, names: tuple[str, ...], worlds: Worlds, figure: str = "keep") -> dict[str, float]:
    """`left_without` of several parts."""
    whole = np.log(play(chain, worlds).total(figure) + 0.5)
    return {
        name: float(100 * np.exp(np.mean(np.log(play(chain.without(name), worlds).total(figure) + 0.5) - whole)))
        for name in names
    }
