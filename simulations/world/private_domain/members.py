"""The members of three tiers, stepped day by day: who comes, stays, takes part, reads, clicks and leaves."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from simulations.language import Message, message
from simulations.world.draws import Floats, Worlds, binomial
from simulations.world.private_domain.plan import TIERS, Broadcast, Community, PrivateDomainOutcome, Tier

NEW, ACTIVE, PAYING = range(3)
SETTLED = 60  # days after which members count as one age
EVENING, NIGHT = range(19, 23), range(7)


def raffle_adds(raffle: str, entries: Floats, worlds: Worlds) -> Floats:
    """企业微信 adds out of a raffle's `entries` (W,); 15-20% add (practitioners, beauty)."""
    rate = worlds.values("private_domain")["raffle_add_rate"]
    return binomial(worlds.uniforms(f"raffle/{raffle}", "adds")[:, 0], entries, rate)


class PrivateDomain:
    """The members of three tiers, played day by day.

    Parameters
    ----------
    communities : sequence of Community
        At most one a tier; a tier without one is left to itself.
    broadcasts : sequence of Broadcast
        Each day's are sent in the order of hour and id.
    worlds : Worlds
    days : int
        How many days are played.
    members_at_start : mapping of tier to int, optional
        Settled members on day 0.

    Attributes
    ----------
    members, muted, trust : arrays, shape (W, 3)
        As they are now; muted members receive and do not read.
    outcome : PrivateDomainOutcome

    Raises
    ------
    ValueError
        If a tier has two communities, two broadcasts share an id, or one lies beyond the days played.
    """

    def __init__(
        self,
        communities: Sequence[Community],
        broadcasts: Sequence[Broadcast],
        worlds: Worlds,
        days: int,
        members_at_start: Mapping[Tier, int] | None = None,
    ) -> None:
        by_tier = {community.tier: community for community in communities}
        if len(by_tier) < len(communities):
            raise ValueError(f"communities(={[c.tier for c in communities]}) must name each tier at most once")
        self.broadcasts = sorted(broadcasts, key=lambda b: (b.day, b.hour, b.id))
        if len({b.id for b in broadcasts}) < len(broadcasts):
            raise ValueError(f"broadcasts(={[b.id for b in self.broadcasts]}) must have different ids")
        if self.broadcasts and self.broadcasts[-1].day >= days:
            last = self.broadcasts[-1]
            raise ValueError(f"broadcast {last.id}: day(={last.day}) must be < days(={days})")
        self.worlds, self.days, self.day = worlds, days, 0
        self._p = worlds.values("private_domain")
        led = [by_tier.get(tier, Community(tier=tier)) for tier in TIERS]
        self._group_size, self._activities, self._host_minutes, self._value, self._leave_effect = np.array(
            [[c.group_size, c.activities_per_week, c.host_minutes_per_day, c.value, self._stay(c)] for c in led]
        ).T
        self._bearable = np.array([self._p[f"bearable_{tier}"] for tier in TIERS])
        self._hazard = self._p["leave_alpha"] / (
            self._p["leave_alpha"] + self._p["leave_beta"] + np.arange(SETTLED + 1.0)
        )

        w = worlds.count
        start = np.array([float((members_at_start or {}).get(tier, 0)) for tier in TIERS])
        self.members, self.muted, self.trust = np.tile(start, (w, 1)), np.zeros((w, 3)), np.ones((w, 3))
        self._ages = np.zeros((w, 3, SETTLED + 1))  # how the members spread over days since they came
        self._ages[:, :, SETTLED] = start
        self._arrived = np.zeros((w, days))
        self._habit = np.full((w, 3), _logit(self._p["active_base"]))
        self._pressure, self._scarcities, self._falsehoods = np.zeros(3), np.zeros(3), np.zeros(3)
        self._draws = {
            stream: np.stack([worlds.uniforms(f"community/{tier}", stream, days) for tier in TIERS], axis=-1)
            for stream in ("leave", "active", "promoted")
        }
        self._luck = np.stack([worlds.normals(f"community/{tier}", "activity", days) for tier in TIERS], axis=-1)

        daily, sent = (w, days, 3), (w, len(self.broadcasts))
        self.outcome = PrivateDomainOutcome(
            members=np.zeros(daily),
            active=np.zeros(daily),
            left=np.zeros(daily),
            trust=np.zeros(daily),
            promoted=np.zeros((w, days, 2)),
            left_in_7_days=np.full((w, days), np.nan),
            delivered=np.zeros(sent),
            read=np.zeros(sent),
            clicked=np.zeros(sent),
            muted=np.zeros(sent),
            left_by_broadcast=np.zeros(sent),
            refused=self._refused(),
        )

    def step(self, day: int, adds: Floats, buyers: Floats | float = 0) -> None:
        """Play one day: newcomers arrive, broadcasts go out, some leave, some take part, some move up.

        Parameters
        ----------
        day : int
            The day after the last one played; 0 first.
        adds : array, shape (W,)
            People who come into the tier `new`.
        buyers : array, shape (W,), optional
            Members who bought today and become paying, taken from new and active by their sizes; more than there are
            count as all.
        """
        if day != self.day or day >= self.days:
            raise ValueError(f"day(={day}) must be the next of {self.days} days, {self.day}")
        p, out = self._p, self.outcome
        arrived = np.floor(np.broadcast_to(np.asarray(adds, float), (self.worlds.count,)))
        if not (arrived.any() or self.members.any()):  # nobody to write to
            self.outcome.trust[:, day] = self.trust
            self.day += 1
            return
        self._arrived[:, day] = arrived
        self.members[:, NEW] += arrived
        self._ages[:, NEW, 0] += arrived

        self._pressure *= np.exp(-1 / p["pressure_memory"])
        for index, broadcast in enumerate(self.broadcasts):
            if broadcast.day == day:
                self._send(index, broadcast)

        effect = np.exp(self._leave_effect + p["leave_distrust"] * (1 - self.trust))
        leaving = self._ages * np.minimum(self._hazard * effect[..., None], 1)
        expected = leaving.sum(axis=-1)
        left = binomial(self._draws["leave"][:, day], self.members, _share(expected, self.members))
        self._remove(left, leaving * _share(left, expected)[..., None])
        out.left[:, day] += left

        self._habit += (self._activity_logit() - self._habit) * -np.expm1(-1 / p["active_memory"])
        taking_part = _expit(self._habit + p["active_luck_sd"] * self._luck[:, day])
        active = binomial(self._draws["active"][:, day], self.members, taking_part)
        up = binomial(self._draws["promoted"][:, day, NEW], active[:, NEW], p["promote_rate"])
        self._move(NEW, ACTIVE, up)
        could_buy = self.members[:, NEW] + self.members[:, ACTIVE]
        bought = np.minimum(np.floor(buyers), could_buy)
        from_new = np.round(bought * _share(self.members[:, NEW], could_buy))
        self._move(NEW, PAYING, from_new)
        self._move(ACTIVE, PAYING, bought - from_new)

        self._ages[:, :, SETTLED] += self._ages[:, :, SETTLED - 1]
        self._ages[:, :, 1:SETTLED] = self._ages[:, :, : SETTLED - 1].copy()
        self._ages[:, :, 0] = 0
        if day >= 6:
            came = self._arrived[:, day - 6]
            stayed = _share(self._ages[:, :, 7].sum(axis=1), came)
            out.left_in_7_days[:, day - 6] = np.where(came > 0, 1 - stayed, np.nan)
        out.members[:, day], out.active[:, day], out.trust[:, day] = self.members, active, self.trust
        out.promoted[:, day] = np.stack([up, bought], axis=-1)
        self.day += 1

    def offer_clicks(self, day: int) -> dict[str, Floats]:
        """Clicks (W,) that the broadcasts of a day brought to each product they offered."""
        clicks: dict[str, Floats] = {}
        for index, broadcast in enumerate(self.broadcasts):
            if broadcast.day == day and broadcast.offer is not None:
                clicks[broadcast.offer] = clicks.get(broadcast.offer, 0) + self.outcome.clicked[:, index]
        return clicks

    def remarks(self) -> tuple[Message, ...]:
        """A sentence for each broadcast that was not delivered to every tier it was meant for."""
        cap, window = (int(self._p[name]) for name in ("sends_allowed", "sends_window_days"))
        return tuple(
            message(
                "Broadcast {broadcast} did not reach everyone it was meant for: WeCom delivers {cap} to a customer in "
                "{window} days, and that was used up.",
                broadcast=broadcast.id,
                cap=cap,
                window=window,
            )
            for broadcast, refused in zip(self.broadcasts, self.outcome.refused, strict=True)
            if refused.any()
        )

    def _stay(self, community: Community) -> float:
        """Effect on the log hazard of leaving; 0 for an average group without rules and welcome."""
        p = self._p
        return (
            p["leave_welcome"] * community.welcome
            + p["leave_rules"] * community.rules
            + p["leave_value"] * (community.value - 0.5)
        )

    def _refused(self) -> NDArray[np.bool_]:
        """Which broadcasts go beyond what a customer may receive in a window (a month of 30 days, from day 0)."""
        received: dict[tuple[int, int], int] = {}
        refused = np.zeros((len(self.broadcasts), 3), dtype=bool)
        for index, broadcast in enumerate(self.broadcasts):
            for tier in {TIERS.index(name) for name in broadcast.tiers}:
                window = (tier, int(broadcast.day // self._p["sends_window_days"]))
                refused[index, tier] = received.get(window, 0) >= self._p["sends_allowed"]
                received[window] = received.get(window, 0) + (not refused[index, tier])
        return refused

    def _activity_logit(self) -> Floats:
        """Where the daily interacting share is heading, as a logit (W, 3)."""
        p = self._p
        spare = np.maximum(self._host_minutes - np.ceil(self.members / self._group_size) * p["group_minutes"], 0)
        held = np.minimum(self._activities, 7 * spare / p["activity_minutes"])
        minutes = _share(spare - held * p["activity_minutes"] / 7, self.members)
        return np.asarray(
            _logit(p["active_base"])
            + np.array([p[f"active_tier_{tier}"] for tier in TIERS])
            + p["active_activities"] * held / (held + p["activities_half"])
            + p["active_care"] * minutes / (minutes + p["care_half"])
            + p["active_value"] * (self._value - 0.5)
            + p["active_crowd"] * np.maximum(np.log2(self._group_size / 200), 0),
            dtype=float,
        )

    def _send(self, index: int, broadcast: Broadcast) -> None:
        p, out, key = self._p, self.outcome, f"broadcast/{broadcast.id}"
        meant = np.array([tier in broadcast.tiers for tier in TIERS]) & ~out.refused[index]
        u = self.worlds.uniforms(key, "counts", 15).reshape(-1, 5, 3)
        luck = self.worlds.normals(key, "luck", 2)[:, :, None]

        self._pressure += meant * (1 - p["useful_relief"] * broadcast.value)
        excess = np.maximum(self._pressure - self._bearable, 0)
        hour = p["read_evening"] if broadcast.hour in EVENING else p["read_night"] if broadcast.hour in NIGHT else 1.0
        read_rate = p["read_rate"] * hour * np.exp(p["fatigue_read"] * excess + p["read_luck_sd"] * luck[:, 0])
        scarce = (broadcast.scarcity != "none") * p["scarcity_lift"] * p["scarcity_wear"] ** self._scarcities
        click = p["click_value"] * (broadcast.value - 0.5) + scarce + p["click_luck_sd"] * luck[:, 1]
        annoyance = np.exp(p["fatigue_leave"] * excess + p["send_value"] * (broadcast.value - 0.5))

        delivered = self.members * meant
        read = binomial(u[:, 0], np.maximum(delivered - self.muted, 0), np.minimum(read_rate, 1))
        clicked = binomial(u[:, 1], read, np.minimum(p["click_rate"] * np.exp(click) * self.trust, 1))
        left = binomial(u[:, 2], delivered, np.minimum(p["send_leave"] * annoyance, 1))
        self._remove(left, self._ages * _share(left, self.members)[..., None])
        hearing = np.maximum(self.members - self.muted, 0) * meant
        muted = binomial(u[:, 3], hearing, np.minimum(p["send_mute"] * annoyance, 1))
        self.muted += muted

        self._scarcities += meant * (broadcast.scarcity != "none")
        if broadcast.scarcity == "false":
            self._falsehoods += meant
            seen = u[:, 4] < (1 - (1 - p["false_seen"]) ** self._falsehoods) * meant
            self.trust *= np.where(seen, 1 - p["false_trust"], 1.0)
        out.left[:, broadcast.day] += left
        for record, people in (
            (out.delivered, delivered),
            (out.read, read),
            (out.clicked, clicked),
            (out.muted, muted),
            (out.left_by_broadcast, left),
        ):
            record[:, index] = people.sum(axis=1)

    def _remove(self, left: Floats, ages: Floats) -> None:
        """Take `left` (W, 3) people out, of ages `ages` (W, 3, ages) as far as there are such."""
        self.muted *= 1 - _share(left, self.members)
        self.members -= left
        self._ages = np.maximum(self._ages - ages, 0)
        self._ages *= _share(self.members, self._ages.sum(axis=-1))[..., None]

    def _move(self, source: int, target: int, people: Floats) -> None:
        """Move people (W,) up a tier: they take their age and their muting along."""
        if not people.any():
            return
        share = _share(people, self.members[:, source])
        for held, part in ((self.muted, share), (self._ages, share[:, None])):
            moved = held[:, source] * part
            held[:, source] -= moved
            held[:, target] += moved
        self.members[:, source] -= people
        self.members[:, target] += people


def _share(part: Floats, whole: Floats) -> Floats:
    """`part / whole`, and 0 where the whole is nothing."""
    return np.divide(part, whole, out=np.zeros(np.broadcast_shapes(part.shape, whole.shape)), where=whole > 0)


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))


def _expit(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=float)
