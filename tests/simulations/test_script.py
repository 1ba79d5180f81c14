"""A script's retention agrees with the completion marks, and what a script does well or badly shows in the curve."""

import numpy as np
import pytest
from pydantic import ValidationError

from simulations.world.draws import Worlds
from simulations.world.parameters import parameters, values
from simulations.world.script import (
    LENGTHS_S,
    Beat,
    Script,
    call_reach,
    completion,
    excellent,
    ordinary,
    retention,
    retention_luck,
    seconds_of,
    watched_share,
)

P = values("script")
WORLDS = Worlds(b"script", 2000)


def script(*beats: tuple[float, str, float]) -> Script:
    return Script.model_validate({"beats": [dict(zip(("seconds", "kind", "interest"), b, strict=True)) for b in beats]})


PLAIN = script((3, "hook", 0.5), (12, "demo", 0.5), (12, "story", 0.5), (3, "call", 0.5))


@pytest.mark.parametrize(
    ("length_s", "passes", "excels"),
    [(15, 0.35, 0.50), (30, 0.25, 0.40), (60, 0.15, 0.30), (90, 0.15, 0.30), (120, 0.15, 0.30), (180, 0.15, 0.30)],
)
def test_reference_scripts_complete_as_practitioners_mark_them(length_s: int, passes: float, excels: float) -> None:
    assert completion(ordinary(length_s), P) == pytest.approx(passes, rel=0.01)
    assert completion(excellent(length_s), P) == pytest.approx(excels, rel=0.01)


@pytest.mark.parametrize("length_s", [15, 20, 45, 75, 150, 180])
def test_excellent_beats_ordinary_at_every_length(length_s: int) -> None:
    assert excellent(length_s).length_s == pytest.approx(length_s)
    assert excellent(length_s).hook > ordinary(length_s).hook
    assert completion(excellent(length_s), P) > 1.3 * completion(ordinary(length_s), P)


def test_a_curve_starts_at_all_and_never_rises_and_has_a_point_a_second() -> None:
    curve = retention(ordinary(30), P, retention_luck("v", WORLDS))
    assert curve.shape == (WORLDS.count, 31)
    assert np.all(curve[:, 0] == 1)
    assert np.all(np.diff(curve) < 0)
    assert np.all(curve > 0)
    odd = script((3, "hook", 0.5), (4.5, "demo", 0.5))
    assert seconds_of(odd).tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 7.5]


def test_most_who_leave_leave_in_the_first_seconds_and_a_hook_keeps_them() -> None:
    lost = -np.diff(retention(ordinary(30), P))
    assert lost[:3].sum() > lost[3:].sum() / 2
    assert np.all(lost[0] >= lost[1:])
    hooked = script((3, "hook", 0.9), *[(b.seconds, b.kind, b.interest) for b in PLAIN.beats[1:]])
    greeting = script((3, "filler", 0.9), *[(b.seconds, b.kind, b.interest) for b in PLAIN.beats[1:]])
    at_3 = [retention(s, P)[3] for s in (greeting, PLAIN, hooked)]
    assert at_3 == sorted(at_3)
    assert (greeting.hook, PLAIN.hook, hooked.hook) == pytest.approx((0.0, 0.5, 0.9))


@pytest.mark.parametrize(
    "worse",
    [
        script((3, "hook", 0.5), (12, "demo", 0.2), (12, "story", 0.5), (3, "call", 0.5)),
        script((3, "hook", 0.5), (12, "filler", 0.5), (12, "story", 0.5), (3, "call", 0.5)),
        script((3, "hook", 0.5), (12, "offer", 0.5), (12, "story", 0.5), (3, "call", 0.5)),
        script((3, "hook", 0.5), (24, "demo", 0.5), (3, "call", 0.5)),
    ],
    ids=["dull", "filler", "offer", "no change of beat"],
)
def test_a_weaker_middle_loses_completion_and_watched_share(worse: Script) -> None:
    assert completion(worse, P) < completion(PLAIN, P)
    assert watched_share(worse, P) < watched_share(PLAIN, P)


def test_a_call_reaches_fewer_the_later_it_comes_but_an_early_one_costs_completion() -> None:
    early = script((3, "hook", 0.5), (3, "call", 0.5), (12, "demo", 0.5), (12, "story", 0.5))
    assert call_reach(early, P) > call_reach(PLAIN, P) > completion(PLAIN, P)
    assert completion(early, P) < completion(PLAIN, P)
    assert call_reach(early, P) == pytest.approx(retention(early, P)[3])
    assert script((5, "hook", 0.5)).call_at_s is None
    assert call_reach(script((5, "hook", 0.5)), P) == 0


def test_luck_moves_completion_around_the_scripts_own_and_stays_with_the_video() -> None:
    luck = retention_luck("a", WORLDS)
    complete = completion(PLAIN, P, luck)
    assert complete.shape == (WORLDS.count,)
    assert np.median(complete) == pytest.approx(float(completion(PLAIN, P)), rel=0.03)  # SD 0.2 log: SE about 1%
    assert np.array_equal(luck, retention_luck("a", WORLDS))
    assert abs(np.corrcoef(luck[:, 0], retention_luck("b", WORLDS)[:, 0])[0, 1]) < 0.07  # 3 / sqrt(2000)
    rank = np.argsort(np.argsort(completion(excellent(30), P, luck)))
    assert np.array_equal(rank, np.argsort(np.argsort(complete)))  # the same worlds are the lucky ones


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"seconds": 0, "kind": "hook", "interest": 0.5}, "seconds"),
        ({"seconds": 3, "kind": "dance", "interest": 0.5}, "kind"),
        ({"seconds": 3, "kind": "hook", "interest": 1.2}, "interest"),
    ],
)
def test_a_beat_that_cannot_be_is_refused_by_field(bad: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        Beat.model_validate(bad)


def test_too_short_a_reference_script_is_refused() -> None:
    with pytest.raises(ValueError, match=r"length_s\(=4\) must be > 6"):
        ordinary(4)


def test_every_assumption_has_a_range() -> None:
    rows = parameters("script")
    assert all(row.low is not None for row in rows.values() if row.mark == "assumption")
    assert {f"ordinary_interest_{s}" for s in LENGTHS_S} <= set(rows)
