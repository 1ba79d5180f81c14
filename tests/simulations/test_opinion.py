"""Public opinion: heat runs or dies by severity and by the answers, trust falls fast and mends slowly."""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from simulations.world.draws import Worlds
from simulations.world.opinion import Incident, Opinion, Response
from simulations.world.parameters import parameters

WORLDS = Worlds(b"opinion", 150)
FIRE = Incident(id="fire", day=1, hour=10, kind="product", true=True, severity=0.7, first_posts=30)
RUMOUR = FIRE.model_copy(update={"kind": "rumour", "true": False})


def play(
    *responses: Response, incidents: tuple[Incident, ...] = (FIRE,), days: int = 12, worlds: Worlds = WORLDS
) -> Opinion:
    opinion = Opinion(incidents, responses, worlds, days, brand_mentions_per_day=100)
    for day in range(days):
        opinion.step(day)
    return opinion


def answer(kind: str, after_hours: float = 1.0, **rest: Any) -> Response:
    given = {"incident": "fire", "kind": kind, "after_hours": after_hours, "spokesman": "head", "with_pr": True}
    return Response.model_validate(given | rest)


def posts(*responses: Response, incident: Incident = FIRE) -> np.ndarray:
    return play(*responses, incidents=(incident,)).incident_posts[:, 0]


def worse(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether a is more heat than b in mean and in tail: by a tenth at least, draws being common."""
    return bool(a.mean() > 1.1 * b.mean() and np.quantile(a, 0.95) > 1.1 * np.quantile(b, 0.95))


def test_a_late_or_denying_answer_is_worse_than_a_fast_apology_that_solves_in_mean_and_in_tail() -> None:
    fast = play(answer("apologise", 1, solves=True))
    for other in (answer("apologise", 24, solves=True), answer("deny", 1), answer("silence"), answer("delete", 1)):
        opinion = play(other)
        assert worse(opinion.incident_posts, fast.incident_posts), other
        assert opinion.trust[:, -1].mean() < fast.trust[:, -1].mean(), other
        assert np.quantile(opinion.trust[:, -1], 0.05) < np.quantile(fast.trust[:, -1], 0.05), other


def test_every_hour_of_delay_costs_and_the_first_ones_most() -> None:
    mean = [posts(answer("apologise", hours, solves=True)).mean() for hours in (1, 2, 6, 24)]
    assert mean == sorted(mean)
    assert mean[1] - mean[0] > (mean[3] - mean[2]) / 18


def test_solving_matters_beside_the_words() -> None:
    words, solved = posts(answer("apologise")), posts(answer("apologise", solves=True))
    later = posts(answer("apologise"), answer("explain", 24, solves=True, evidence=1))
    assert worse(words, solved)
    assert later.mean() < words.mean()


def test_apologies_do_not_feed_complaints_and_compensation_does() -> None:
    assert (posts(answer("apologise", with_pr=False)) <= posts(answer("compensate", with_pr=False))).mean() > 0.95
    assert worse(posts(answer("compensate")), posts(answer("silence")))
    assert worse(posts(answer("silence")), posts(answer("apologise")))


def test_denying_helps_where_it_is_false_and_proved_and_backfires_where_it_is_true() -> None:
    nothing = posts(incident=RUMOUR)
    assert worse(nothing, posts(answer("deny", evidence=1), incident=RUMOUR))
    assert worse(posts(answer("deny"), incident=RUMOUR), posts(answer("deny", evidence=1), incident=RUMOUR))
    assert worse(posts(answer("apologise"), incident=RUMOUR), nothing)
    assert worse(posts(answer("deny", evidence=1)), posts())


def test_taking_a_denial_back_late_is_worse_than_never_having_denied() -> None:
    late = answer("apologise", 24, solves=True)
    assert worse(posts(answer("deny"), late), posts(late))


def test_channel_and_spokesman_and_pr_change_what_an_answer_does() -> None:
    good = posts(answer("apologise", solves=True))
    assert worse(posts(answer("apologise", solves=True, channel_fit=0.2)), good)
    assert posts(answer("apologise", solves=True, spokesman="account")).mean() > good.mean()
    assert posts(answer("apologise", solves=True, with_pr=False)).mean() > good.mean()


def test_severe_matters_run_and_trifles_die() -> None:
    trifle, severe = (posts(incident=FIRE.model_copy(update={"severity": s})) for s in (0.05, 1.0))
    assert np.median(trifle) < 4 * FIRE.first_posts
    assert np.median(severe) > 2 * np.median(trifle)
    assert np.quantile(severe, 0.95) > 2.5 * np.median(severe)  # heavy tail


def test_of_firestorms_about_as_many_hurt_short_and_long_as_published() -> None:
    soon, later = [], []
    ways = ([], [answer("apologise", 12)], [answer("deny", 3)], [answer("apologise", solves=True)])
    for severity in (0.6, 0.9):
        for first_posts in (20, 60):
            incident = FIRE.model_copy(update={"severity": severity, "first_posts": first_posts})
            for way in ways:
                opinion = play(*way, incidents=(incident,), days=92, worlds=Worlds(b"firestorms", 50))
                firestorm = opinion.negative_posts.reshape(50, -1, 24).sum(axis=2).max(axis=1) >= 100
                soon.append(opinion.trust[firestorm, :15].min(axis=1))
                later.append(opinion.trust[firestorm, -1])
    # 78 firestorms: two standard errors of a share are 11 points.
    assert np.mean(np.concatenate(soon) < 0.92) == pytest.approx(0.58, abs=0.11)
    assert np.mean(np.concatenate(later) < 0.92) == pytest.approx(0.40, abs=0.11)


def test_a_quiet_brand_stays_below_the_tolerated_share_and_keeps_its_trust() -> None:
    quiet = play(incidents=(), days=30)
    target = WORLDS.values("opinion")["negative_target"]
    assert quiet.negative_share.mean(axis=1).max() < target
    assert (quiet.trust == 1).all()
    assert not quiet.negative_posts.any()
    assert (play().negative_share[:, 1] > target).all()


def test_trust_falls_with_heat_and_mends_slowly_and_sooner_with_good_news() -> None:
    fire, praised = (Opinion([FIRE], [], WORLDS, 60, 100) for _ in range(2))
    for day in range(60):
        fire.step(day)
        praised.step(day, positive=100.0)
    lowest = fire.trust.min(axis=1)
    assert (fire.trust > 0).all()
    assert (fire.trust <= 1).all()
    assert (fire.trust[:, -1] > lowest).all()
    assert (1 - fire.trust[:, -1]).mean() > 0.5 * (1 - lowest).mean()
    assert (praised.trust[:, -1] > fire.trust[:, -1]).all()


def test_searches_follow_attention_and_trouble() -> None:
    quiet, seen, trouble = Opinion([], [], WORLDS, 3, 100), Opinion([], [], WORLDS, 3, 100), play(days=3)
    for day in range(3):
        quiet.step(day)
        seen.step(day, attention=50_000.0)
    assert (seen.searches > quiet.searches).all()
    assert (trouble.searches[:, 1] > quiet.searches[:, 1]).all()
    assert np.array_equal(trouble.searches[:, 0], quiet.searches[:, 0])


def test_complaints_gone_public_are_negative_posts_and_call_forth_a_few() -> None:
    opinion = Opinion([], [], WORLDS, 2, 100)
    opinion.step(0)
    opinion.step(1, escalated=np.full(WORLDS.count, 10.0))
    n = WORLDS.values("opinion")["escalated_branching"]
    expected = 10 / (1 - n)
    made = opinion.negative_posts[:, 24:].sum(axis=1)
    assert made.mean() == pytest.approx(expected, abs=4 * np.sqrt(expected / WORLDS.count))
    assert (opinion.trust[:, 1] < opinion.trust[:, 0]).all()


def test_another_incident_leaves_an_incidents_posts_as_they_were() -> None:
    second = FIRE.model_copy(update={"id": "second", "day": 2})
    alone, both = play(), play(incidents=(second, FIRE))
    assert np.array_equal(alone.incident_posts[:, 0], both.incident_posts[:, 1])
    answered = play(answer("apologise", incident="second"), incidents=(second, FIRE))
    assert np.array_equal(answered.incident_posts[:, 1], both.incident_posts[:, 1])
    few = play(worlds=Worlds(b"opinion", 7))
    assert np.array_equal(few.negative_posts, alone.negative_posts[:7])


def test_nothing_happens_before_the_incident_and_an_answer_changes_nothing_before_its_hour() -> None:
    silent, answered = play(), play(answer("apologise", 20, solves=True))
    start = 24 * FIRE.day + FIRE.hour
    assert not silent.negative_posts[:, :start].any()
    assert (silent.negative_posts[:, start] == FIRE.first_posts).all()
    assert np.array_equal(silent.negative_posts[:, : start + 20], answered.negative_posts[:, : start + 20])
    assert not np.array_equal(silent.negative_posts, answered.negative_posts)


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match=r"incident\(='fire'\) must be one of none given"):
        Opinion([], [answer("deny")], WORLDS, 3, 100)
    with pytest.raises(ValueError, match="ids of their own"):
        Opinion([FIRE, FIRE], [], WORLDS, 3, 100)
    with pytest.raises(ValueError, match="brand_mentions_per_day"):
        Opinion([], [], WORLDS, 3, 0)
    with pytest.raises(ValidationError, match="severity"):
        Incident(id="x", day=0, hour=0, kind="content", true=True, severity=2, first_posts=1)
    with pytest.raises(ValueError, match=r"day\(=1\) must be 0"):
        Opinion([], [], WORLDS, 3, 100).step(1)


def test_every_assumption_has_a_range() -> None:
    for name, parameter in parameters("opinion").items():
        assert parameter.mark != "assumption" or parameter.low is not None, name
