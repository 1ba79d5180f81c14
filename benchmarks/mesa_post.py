"""The law of publishing as a Mesa model: a `Person` an agent, with the chances of the law in counts.

Colleagues' own sharing and followers who leave are left out, which is in Mesa's favour.
"""

from collections import Counter

import mesa
import numpy as np

from simulations.world.parameters import values
from simulations.world.platforms.behaviour import HIGHEST_RATE
from simulations.world.platforms.cascade import GENERATIONS
from simulations.world.platforms.chances import Chances


class Person(mesa.Agent):
    """Somebody who is shown a post."""

    def __init__(self, model: "Publishing", read: float, stranger: bool) -> None:
        super().__init__(model)
        self.read, self.stranger = read, stranger

    def step(self) -> None:
        """Read or not; then do this and that or not."""
        random, p, done = self.model.random.random, self.model.p, self.model.done
        if random() >= self.read:
            return
        done["reads"] += 1
        finishes = random() < p["finish"]
        likes = random() < (p["like_if_finished"] if finishes else p["like_else"])
        follow = p["follow_if_liked"] if likes else p["follow_if_finished"] if finishes else p["follow_else"]
        done["finishers"] += finishes
        done["stayed"] += finishes or random() < p["stay"]
        done["likes"] += likes
        done["comments"] += random() < (p["comment_if_liked"] if likes else p["comment_else"])
        done["new_followers"] += self.stranger and random() < min(follow, HIGHEST_RATE)
        done["actions"] += finishes and random() < p["act"]
        for deed in ("save", "coin", "bullet", "dislike", "share"):
            done[deed] += random() < p[deed]


class Publishing(mesa.Model):
    """One post, one platform, one world; a step is a generation of people who are shown it."""

    def __init__(self, chance: Chances, on: str, rng: np.random.Generator) -> None:
        super().__init__(rng=rng)
        self.p = {name: float(rate[0]) for name, rate in vars(chance.rates).items()}
        numbers = values(on)
        self.p |= {"stay": numbers["stay_if_unfinished"], "dislike": numbers["dislike_rate"], "act": chance.act}
        sharing = chance.sharing
        self.per_share, self.click, self.reachable = (
            float(figure[0]) for figure in (sharing.exposures_per_share, sharing.click_rate, sharing.reachable)
        )
        self.done: Counter[str] = Counter()
        self.direct = 0  # readers whom the platform itself showed it to
        people = chance.people[0].ravel().astype(int)
        stranger = np.repeat(chance.stranger, chance.people.shape[2])
        self.shown_now = Person.create_agents(
            self,
            int(people.sum()),
            read=np.repeat(chance.read[0].ravel(), people).tolist(),
            stranger=np.repeat(stranger, people).tolist(),
        )

    def step(self) -> None:
        """All who are shown the post now decide; whom they share it with comes next."""
        before = self.done["share"]
        self.shown_now.do("step")
        if self.steps == 1:
            self.direct = self.done["reads"]
        sharing, through = self.done["share"] - before, self.done["reads"] - self.direct
        seeing = min(sharing * self.per_share, 10 * self.reachable / self.click)
        read = self.click * max(1 - through / self.reachable, 0.0)
        self.shown_now = Person.create_agents(self, int(seeing), read=read, stranger=True)

    def run(self) -> Counter[str]:
        """Counts of what people did, when all generations have decided."""
        while self.shown_now and self.steps <= GENERATIONS:
            self.step()
        return self.done
