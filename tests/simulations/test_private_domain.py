"""The private domain agrees with CALIBRATION: who leaves, who takes part, and what sending and scarcity cost."""

from collections.abc import Sequence

import numpy as np
import pytest
from pydantic import ValidationError

from simulations.world.draws import Worlds
from simulations.world.parameters import parameters
from simulations.world.private_domain import TIERS, Broadcast, Community, PrivateDomain, raffle_adds

WORLDS = Worlds(b"calibration", 100)
MEMBERS = {"new": 2000, "active": 2000, "paying": 500}
LED = [
    Community(tier=tier, rules=True, welcome=True, activities_per_week=3, host_minutes_per_day=240, value=0.8)
    for tier in TIERS
]


def played(
    communities: Sequence[Community],
    broadcasts: Sequence[Broadcast] = (),
    adds: float = 20,
    days: int = 60,
    start: dict[str, int] = MEMBERS,
    buyers: float = 0,
    worlds: Worlds = WORLDS,
) -> PrivateDomain:
    domain = PrivateDomain(communities, broadcasts, worlds, days, start)
    for day in range(days):
        domain.step(day, np.full(worlds.count, adds), np.full(worlds.count, buyers))
    return domain


def weekly(per_week: int, value: float = 0.5, scarcity: str = "none", days: int = 60) -> list[Broadcast]:
    return [
        Broadcast(id=f"b{i}", day=i * 7 // per_week, hour=20, tiers=TIERS, value=value, scarcity=scarcity)
        for i in range(days * per_week // 7)
    ]


def test_a_led_group_stays_below_the_alarm_and_is_healthy_and_one_left_alone_is_not() -> None:
    led, alone = played(LED).outcome, played([]).outcome
    alarm, low, high = (
        parameters("private_domain")[n].value for n in ("leave_alarm", "active_healthy_low", "active_healthy_high")
    )
    assert 0.05 < np.nanmean(led.left_in_7_days) < alarm < np.nanmean(alone.left_in_7_days)
    share = led.active[:, -1].sum(axis=1) / led.members[:, -1].sum(axis=1)
    assert low < share.mean() < high
    assert (alone.active[:, -1].sum(axis=1) / alone.members[:, -1].sum(axis=1)).mean() < low / 2


def test_newcomers_leave_most_at_first() -> None:
    domain = PrivateDomain([Community(tier="new", value=0.5)], [], WORLDS, 30)
    for day in range(30):
        domain.step(day, np.full(100, 10_000.0 * (day == 0)))
    lost = domain.outcome.left.sum(axis=2).mean(axis=0)
    assert lost[0] == pytest.approx(600, rel=0.02)  # 6% of 10,000 on the first day
    assert lost[:7].sum() == pytest.approx(2150, rel=0.02)  # 1 - B(alpha, beta + 7) / B(alpha, beta)
    assert np.all(np.diff(lost[[0, 3, 7, 14, 29]]) < 0)
    assert np.nanmean(domain.outcome.left_in_7_days[:, 0]) == pytest.approx(0.215, rel=0.02)


@pytest.mark.parametrize("change", [{"welcome": False}, {"rules": False}, {"value": 0.4}])
def test_welcome_rules_and_use_each_keep_newcomers(change: dict[str, float]) -> None:
    worse = [community.model_copy(update=change) for community in LED]
    assert np.nanmean(played(worse).outcome.left_in_7_days) > np.nanmean(played(LED).outcome.left_in_7_days) + 0.01


def test_a_host_cannot_serve_five_thousand() -> None:
    shares = []
    for size in (300, 5_000, 50_000):
        out = played(LED, start={"active": size}, adds=0).outcome
        shares.append((out.active[:, -1, 1] / out.members[:, -1, 1]).mean())
    assert shares[0] > 1.3 * shares[1] > 1.3 * 1.3 * shares[2]


def test_activity_fades_when_nothing_is_done() -> None:
    out = played([], adds=0).outcome
    share = out.active[:, :, 1].mean(axis=0) / out.members[:, :, 1].mean(axis=0)
    assert share[0] > share[10] > share[40]
    assert share[40] == pytest.approx(share[-1], rel=0.1)


def test_nobody_appears_or_disappears() -> None:
    domain = played(LED, weekly(3), buyers=5)
    out = domain.outcome
    came_and_went = 4500 + 20 * 60 - out.left.sum(axis=(1, 2))
    assert np.array_equal(out.members[:, -1].sum(axis=1), came_and_went)
    for counts in (out.members, out.active, out.left, out.promoted, out.delivered, out.read, out.clicked, out.muted):
        assert np.array_equal(counts, np.floor(counts))
        assert counts.min() >= 0
    assert np.all(out.promoted[:, :, 1] == 5)
    assert np.all(out.active <= out.members + out.promoted.sum(axis=2)[..., None])
    assert np.all(domain.muted <= domain.members)


def test_sending_more_than_people_bear_costs_members_and_then_clicks() -> None:
    out = {n: played(LED, weekly(n)).outcome for n in (1, 2, 4, 7)}
    members = [out[n].members[:, -1].sum(axis=1).mean() for n in out]
    reads = [(out[n].read[:, -5:].sum() / out[n].delivered[:, -5:].sum()) for n in out]
    clicks = {n: out[n].clicked.sum(axis=1).mean() for n in out}
    assert np.all(np.diff(members) < 0)
    assert members[3] < 0.9 * members[0]
    assert reads[0] > reads[2] > 2 * reads[3]
    assert clicks[2] > 1.7 * clicks[1]
    assert clicks[7] < clicks[4]


def test_scarcity_repeated_loses_its_effect_and_a_false_one_costs_trust() -> None:
    none, real, false = (played(LED, weekly(2, scarcity=kind)) for kind in ("none", "real", "false"))
    rates = [domain.outcome.clicked.sum(axis=0) / domain.outcome.read.sum(axis=0) for domain in (none, real, false)]
    assert rates[1][0] / rates[0][0] == pytest.approx(np.exp(0.45), rel=0.02)
    assert rates[1][10] == pytest.approx(rates[0][10], rel=0.01)
    assert rates[2][0] == pytest.approx(rates[1][0])  # nobody has seen through the first one yet
    assert rates[2][10] < 0.8 * rates[0][10]
    assert np.all(real.trust == 1)
    assert false.outcome.members[:, -1].sum() < real.outcome.members[:, -1].sum()


def test_what_goes_beyond_the_cap_is_not_delivered_and_said() -> None:
    sends = [Broadcast(id=f"b{i:02}", day=i // 2, hour=9 + i % 2, tiers=("paying",), value=0.5) for i in range(32)]
    later = Broadcast(id="next_month", day=30, hour=9, tiers=("paying", "new"), value=0.5)
    domain = played(LED, [*sends, later], days=31)
    assert domain.outcome.refused[:, 2].tolist() == [False] * 30 + [True] * 2 + [False]
    assert np.all(domain.outcome.delivered[:, 30:32] == 0)
    assert np.all(domain.outcome.delivered[:, 32] > 0)
    assert [remark.values["broadcast"] for remark in domain.remarks()] == ["b30", "b31"]
    daily = Worlds(
        b"calibration", 2, {("private_domain", "sends_allowed"): 1, ("private_domain", "sends_window_days"): 1}
    )
    assert played(LED, sends, days=16, worlds=daily).outcome.refused[:, 2].sum() == 16


def test_clicks_are_told_by_offer() -> None:
    broadcasts = [
        Broadcast(id="a", day=1, hour=9, tiers=TIERS, value=0.5, offer="camp"),
        Broadcast(id="b", day=1, hour=20, tiers=TIERS, value=0.5, offer="camp"),
        Broadcast(id="c", day=1, hour=21, tiers=TIERS, value=0.5),
    ]
    domain = played(LED, broadcasts, days=3)
    assert np.array_equal(domain.offer_clicks(1)["camp"], domain.outcome.clicked[:, :2].sum(axis=1))
    assert domain.offer_clicks(2) == {}


def test_a_raffle_brings_what_practitioners_report() -> None:
    adds = raffle_adds("spring", np.full(100, 2000.0), WORLDS)
    assert 0.15 < adds.mean() / 2000 < 0.20


def test_changing_one_broadcast_leaves_what_happened_before_and_elsewhere() -> None:
    first = Broadcast(id="first", day=5, hour=20, tiers=("new",), value=0.5)
    before = played(LED, [first, Broadcast(id="second", day=20, hour=20, tiers=("new",), value=0.2)])
    after = played(LED, [first, Broadcast(id="second", day=20, hour=20, tiers=("new",), value=0.9)])
    assert np.array_equal(before.outcome.read[:, 0], after.outcome.read[:, 0])
    assert np.array_equal(before.outcome.members[:, :20], after.outcome.members[:, :20])
    assert np.array_equal(before.outcome.members[:, :, 2], after.outcome.members[:, :, 2])
    assert np.mean(after.outcome.clicked[:, 1] >= before.outcome.clicked[:, 1]) > 0.99
    again = played(LED, [first], worlds=Worlds(b"calibration", 40))
    assert np.array_equal(again.outcome.read[:, 0], before.outcome.read[:40, 0])


@pytest.mark.parametrize(
    ("field", "value"), [("group_size", 501), ("activities_per_week", 15), ("host_minutes_per_day", -1), ("value", 1.1)]
)
def test_impossible_communities_are_refused_by_name(field: str, value: float) -> None:
    with pytest.raises(ValidationError, match=field):
        Community.model_validate({"tier": "new", field: value})


def test_plans_that_contradict_themselves_are_refused() -> None:
    send = Broadcast(id="a", day=9, hour=9, tiers=("new",), value=0.5)
    with pytest.raises(ValueError, match="each tier at most once"):
        PrivateDomain([LED[0], LED[0]], [], WORLDS, 9)
    with pytest.raises(ValueError, match=r"day\(=9\) must be < days\(=9\)"):
        PrivateDomain(LED, [send], WORLDS, 9)
    with pytest.raises(ValueError, match="different ids"):
        PrivateDomain(LED, [send, send], WORLDS, 10)
    with pytest.raises(ValueError, match="next of 9 days, 0"):
        PrivateDomain(LED, [], WORLDS, 9).step(1, np.zeros(100))
