"""Public opinion (舆情): negative posts call forth more, answers change how many, trust falls fast and mends slowly.

Negative posts of an incident are a self-exciting (Hawkes) process by the hour, as in SEISMIC (Zhao et al., KDD 2015):

    new posts in hour t ~ Poisson(n(t) x sum over past posts of phi(t - their hour) x (1 - share of posters used up)
                                  + new cases while a true problem is not solved)
    n(t) = n0 x exp(effect of the answers so far - hours since it was news / fading time)

The memory kernel phi is a sum of two exponentials, so it is kept exactly in two running states. n0 rises with severity,
emotion and the brand's audience (Herhausen et al., J. Marketing 2019; Hansen et al., IJRM 2018: volume, product and
service failures hurt most); above 1 a matter runs until interest fades. The first posters' audiences are heavy-tailed.
Of 78 firestorms 58% hurt the brand short-term and 40% long-term (Hansen et al., IJRM 2018): trust is set to show that.
"""

from collections.abc import Sequence

import numpy as np

from simulations.world.draws import Floats, Worlds, pareto_lognormal, poisson, whole
from simulations.world.opinion.incident import Answer, Incident, Response, answers, effect, mended_after, news_age

SPENT = 0.01  # remembered posts below which a world's incident is over
FORGOTTEN = 0.05  # share of the first interest below which a problem brings no new cases


class Opinion:
    """What is said of the brand, stepped day by day.

    Attributes
    ----------
    negative_posts : array (W, days * 24)
        Posts of incidents and of complaints gone public, by the hour.
    incident_posts : array (W, incidents)
        Posts of each incident so far, in the order given.
    positive, neutral, negative : array (W, days)
        Mentions a day; `negative` holds everyday ones and all negative posts.
    searches : array (W, days)
        Brand-word searches.
    trust : array (W, days)
        In (0, 1], at the end of the day; 1 before it is played. Multiplies others' follow and purchase rates.
    """

    def __init__(
        self,
        incidents: Sequence[Incident],
        responses: Sequence[Response],
        worlds: Worlds,
        days: int,
        brand_mentions_per_day: float,
    ) -> None:
        ids = [incident.id for incident in incidents]
        if days < 1:
            raise ValueError(f"days(={days}) must be >= 1")
        if brand_mentions_per_day <= 0:
            raise ValueError(f"brand_mentions_per_day(={brand_mentions_per_day}) must be > 0")
        if len(set(ids)) < len(ids):
            raise ValueError(f"incidents(={ids}) must have ids of their own")
        for response in responses:
            if response.incident not in ids:
                raise ValueError(f"incident(={response.incident!r}) must be one of {', '.join(ids) or 'none given'}")
        self._p, self._worlds, self._played = worlds.values("opinion"), worlds, 0
        self._incidents, self._mentions = tuple(incidents), brand_mentions_per_day
        self._answers = tuple(answers(incident, responses, worlds) for incident in incidents)
        self._mended = [mended_after(incident, responses) for incident in incidents]
        luck = [self._luck(incident) for incident in incidents]
        self._ratio = [ratio for ratio, _ in luck]
        self._audience = [audience for _, audience in luck]
        p = self._p
        self._keep = np.exp(-1 / np.array([p["memory_fast_hours"], p["memory_slow_hours"]]))[:, None, None]
        self._weights = np.array([p["memory_fast_share"], 1 - p["memory_fast_share"]])[:, None, None]
        self._memory = np.zeros((2, worlds.count, len(ids)))
        self._harm = np.zeros(worlds.count)

        base = np.array([p["positive_base"], 1 - p["positive_base"] - p["negative_base"], p["negative_base"]])
        u = np.stack([worlds.uniforms(f"opinion/{day}", "mentions", 3) for day in range(days)])
        self.positive, self.neutral, self.negative = (
            poisson(u[:, :, kind].T, brand_mentions_per_day * share) for kind, share in enumerate(base)
        )
        z = np.stack([worlds.normals(f"opinion/{day}", "searches")[:, 0] for day in range(days)], axis=1)
        self._search_luck = np.exp(p["search_luck_sd"] * z)
        self.negative_posts = np.zeros((worlds.count, days * 24))
        self.incident_posts = np.zeros((worlds.count, len(ids)))
        self.searches, self.trust = np.zeros((worlds.count, days)), np.ones((worlds.count, days))

    def _luck(self, incident: Incident) -> tuple[Floats, Floats]:
        """Branching ratio while it is news, and the first posters' audience as a multiple of the usual: (W,) each."""
        p, key = self._p, f"incident/{incident.id}"
        ratio = (
            p["branching"]
            + p["branching_severity"] * incident.severity
            + p["branching_emotion"] * p[f"emotion_{incident.kind}"]
            + p["branching_audience"] * np.log10(self._mentions / 100)
        )
        ratio = np.clip(ratio, 0.0, p["branching_ceiling"])
        z, u = self._worlds.normals(key, "branching")[:, 0], self._worlds.uniforms(key, "audience")[:, 0]
        audience = pareto_lognormal(u, p["audience_sigma"], p["audience_alpha"], p["audience_knee"])
        return ratio * np.exp(p["branching_luck_sd"] * z), audience

    def step(
        self,
        day: int,
        escalated: Floats | float = 0.0,
        positive: Floats | float = 0.0,
        attention: Floats | float = 0.0,
    ) -> None:
        """Play a day.

        Parameters
        ----------
        day : int
            The day after the one played last.
        escalated : array (W,)
            Complaints that went public (`Service.escalated`).
        positive : array (W,)
            Positive mentions beyond the everyday ones; they also help trust to mend.
        attention : array (W,)
            Reads and plays of the brand's own posts: some of those people look the brand up.

        Raises
        ------
        ValueError
            If the day is not the next one.
        """
        days = self.trust.shape[1]
        if day != self._played or day >= days:
            raise ValueError(f"day(={day}) must be {self._played}, the next one, and < {days}")
        self._played = day + 1
        p, hours = self._p, slice(24 * day, 24 * day + 24)
        self._harm = np.zeros(self._worlds.count)
        live = [i for i in range(len(self._incidents)) if self._lives(i, day)]
        if live:
            self._burn(day, live)
        gone_public = np.broadcast_to(np.asarray(escalated, float), (self._worlds.count,))
        if gone_public.any():
            u = self._worlds.uniforms(f"opinion/{day}", "escalated")[:, 0]
            # A subcritical cascade, over within the day: n / (1 - n) more posts a post.
            follow = p["escalated_branching"] / (1 - p["escalated_branching"])
            posts = gone_public + poisson(u, gone_public * follow)
            self.negative_posts[:, hours] += whole(np.repeat(posts[:, None] / 24, 24, axis=1))
            self._harm = self._harm + posts

        self.positive[:, day] += positive
        if live or gone_public.any():
            self.negative[:, day] += self.negative_posts[:, hours].sum(axis=1)
        mentions = self.positive[:, day] + self.neutral[:, day] + self.negative[:, day]
        looked_up = p["searches_per_mention"] * mentions + p["searches_per_attention"] * attention
        self.searches[:, day] = np.rint(looked_up * self._search_luck[:, day])

        trust = self.trust[:, day - 1] if day else np.ones(self._worlds.count)
        trust = trust * (1 + self._harm / self._mentions) ** -p["trust_loss"]
        mending = 1 - 0.5 ** ((1 + np.minimum(positive / self._mentions, 1)) / p["trust_half_life"])
        self.trust[:, day] = trust + (1 - trust) * mending

    @property
    def negative_share(self) -> Floats:
        """Negative mentions per mention, shape (W, days); 0 where nobody mentions the brand. The target is <= 5%."""
        mentions = self.positive + self.neutral + self.negative
        return np.asarray(self.negative / np.maximum(mentions, 1.0))

    def _lives(self, index: int, day: int) -> bool:
        """Whether an incident comes up, is remembered, or may yet come to light as a lie, in any world."""
        incident = self._incidents[index]
        if day <= incident.day:
            return day == incident.day
        age = 24 * (day - incident.day) - incident.hour
        pending = any((np.isfinite(a.found_out) & (a.found_out >= age)).any() for a in self._answers[index])
        return pending or age < self._cases_end(index) or bool(self._memory[:, :, index].any())

    def _cases_end(self, index: int) -> float:
        """Hours after which a problem brings no new cases: solved, or forgotten."""
        forgotten = -float(np.log(FORGOTTEN)) * self._p["fade_hours"]
        return min(self._mended[index], forgotten)

    def _burn(self, day: int, live: list[int]) -> None:
        """A day of all live incidents, hour by hour."""
        p, count = self._p, self._worlds.count
        rates, seeds, weighted, believed, u = (np.zeros((count, len(live), 24)) for _ in range(5))
        cases = np.zeros((len(live), 24))
        for column, index in enumerate(live):
            incident, given = self._incidents[index], self._answers[index]
            ages = np.arange(24, dtype=float) + (24 * (day - incident.day) - incident.hour)
            change = effect(given, ages, count)
            rates[:, column] = self._ratio[index][:, None] * np.exp(
                change - news_age(given, ages, count) / p["fade_hours"]
            )
            open_case = (ages > 0) & (ages < self._cases_end(index))
            a_day = p["unsolved_posts"] * incident.first_posts * np.exp(-np.maximum(ages, 0.0) / p["fade_hours"])
            cases[column] = open_case * a_day / 24
            believed[:, column] = np.exp(change) * (1.0 if incident.true else p["false_believed"])
            seeds[:, column], weighted[:, column] = self._seeds(incident, given, ages, self._audience[index])
            u[:, column] = self._worlds.uniforms(f"incident/{incident.id}", f"day/{day - incident.day}", 24)
        memory, total = self._memory[:, :, live], self.incident_posts[:, live]
        posters = p["posters_per_mention"] * self._mentions
        for hour in range(24):
            recent = (self._weights * memory).sum(axis=0)
            left = np.maximum(1 - total / posters, 0.0)
            called = poisson(u[:, :, hour], (rates[:, :, hour] * recent + cases[:, hour]) * left)
            new = called + seeds[:, :, hour]
            memory = memory * self._keep + (called + weighted[:, :, hour]) * (1 - self._keep)
            total = total + new
            self.negative_posts[:, 24 * day + hour] += new.sum(axis=1)
            self._harm = self._harm + (new * believed[:, :, hour]).sum(axis=1)
        spent = memory.sum(axis=0) < SPENT
        self._memory[:, :, live] = np.where(spent, 0.0, memory)
        self.incident_posts[:, live] = total

    def _seeds(
        self, incident: Incident, given: Sequence[Answer], ages: Floats, audience: Floats
    ) -> tuple[Floats, Floats]:
        """Posts not called forth by others, and the same in usual audiences: (W, 24) each."""
        seeds = np.tile(incident.first_posts * (ages == 0), (audience.size, 1)).astype(float)
        weighted = seeds * audience[:, None]
        again = np.ceil(self._p["found_out_posts"] * incident.first_posts)
        for answer in given:
            if answer.found_out_effect:
                news = again * (ages == answer.found_out[:, None])
                seeds, weighted = seeds + news, weighted + news
        return seeds, weighted
