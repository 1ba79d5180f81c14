"""The service desk: nobody gets lost, rosters and priorities decide who waits, waiting complaints go public."""

import numpy as np
import pytest
from pydantic import ValidationError

from simulations.world.draws import Worlds
from simulations.world.opinion import Service, ServiceTeam, Shift
from simulations.world.opinion.service import KINDS
from simulations.world.parameters import parameters

WORLDS = Worlds(b"service", 60)
CURVE = np.repeat([0.2, 1.0, 1.4, 1.4], 6)
OFFICE = Shift(start_hour=9, end_hour=18, hands=2)
LONG = Shift(start_hour=8, end_hour=24, hands=2, weekend=True)
ROUND_THE_CLOCK = Shift(start_hour=0, end_hour=24, hands=20, weekend=True)


def play(
    *shifts: Shift,
    faq: bool = False,
    auto_reply: bool = False,
    first: bool = False,
    load: float = 1.0,
    days: int = 14,
    worlds: Worlds = WORLDS,
) -> Service:
    priority = "complaints_first" if first else "in_order"
    service = Service(ServiceTeam(shifts=shifts, faq=faq, auto_reply=auto_reply, priority=priority), worlds, days)
    comments, messages, complaints = (np.full(worlds.count, load * n) for n in (100.0, 40.0, 4.0))
    for day in range(days):
        service.step(day, comments, messages, complaints, CURVE)
    return service


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("load", [0.3, 8.0])
def test_everybody_who_came_is_answered_or_gave_up_or_waits(load: float, first: bool) -> None:
    service = play(OFFICE, load=load, first=first)
    accounted = service.answered.sum(axis=1) + service.lost.sum(axis=1) + service.backlog[:, -1]
    assert np.allclose(service.arrived.sum(axis=1), accounted)
    assert service.answered.min() >= -1e-9
    work = service.answered @ [15.0, 3.0, 1.0]
    assert (work <= 45 * service.hand_hours + 1e-6).all()


def test_a_day_brings_as_many_as_came_in() -> None:
    service = play(OFFICE)
    assert (service.arrived[:, :, KINDS.index("complaint")] == 4).all()
    assert (service.arrived[:, :, KINDS.index("message")] == 40).all()
    asking = service.arrived[:, :, KINDS.index("comment")]
    assert asking.mean() == pytest.approx(30, abs=4 * np.sqrt(21 / asking.size))


def test_arrivals_follow_the_curve_also_when_there_is_only_one() -> None:
    worlds = Worlds(b"one", 4000)
    service = Service(ServiceTeam(), worlds, 1)
    nobody = np.zeros(worlds.count)
    service.step(0, nobody, nobody, np.ones(worlds.count), CURVE)
    by_hour = np.diff(service._came[-25:, 0], axis=0).mean(axis=1)
    assert np.abs(by_hour - CURVE / CURVE.sum()).max() < 4 * np.sqrt(0.06 * 0.94 / worlds.count)


def test_enough_hands_round_the_clock_keep_the_standard() -> None:
    service = play(ROUND_THE_CLOCK)
    for kind in KINDS:
        assert (service.share_in_time(kind) > 0.99).all()
    assert service.escalated.sum() == 0


def test_a_weekend_without_service_is_paid_on_monday() -> None:
    office, staffed = play(OFFICE), play(OFFICE.model_copy(update={"weekend": True}))
    assert (office.backlog[:, 6].sum(axis=1) > staffed.backlog[:, 6].sum(axis=1)).all()
    assert office.share_in_time("message").mean() < staffed.share_in_time("message").mean()
    assert staffed.hand_hours.sum() - office.hand_hours.sum() == 4 * 18


def test_more_hands_and_complaints_first_answer_complaints_sooner_and_fewer_go_public() -> None:
    in_order, first, more = play(LONG, load=8), play(LONG, load=8, first=True), play(LONG, LONG, load=8)
    assert first.share_in_time("complaint").mean() > in_order.share_in_time("complaint").mean() + 0.1
    assert first.mean_hours("complaint").mean() < in_order.mean_hours("complaint").mean()
    assert first.mean_hours("message").mean() > in_order.mean_hours("message").mean()
    for better in (first, more):
        assert better.escalated.sum() < 0.7 * in_order.escalated.sum()


def test_a_handbook_and_automatic_replies_save_hands_under_load() -> None:
    bare, faq, both = (play(LONG, load=9, **aids) for aids in ({}, {"faq": True}, {"faq": True, "auto_reply": True}))
    shares = [service.share_in_time("comment").mean() for service in (bare, faq, both)]
    assert shares == sorted(shares)
    assert shares[2] > shares[0] + 0.1


def test_automatic_replies_annoy_some_more_so_without_a_handbook() -> None:
    complaints = [
        play(ROUND_THE_CLOCK, load=20, auto_reply=auto, faq=faq).arrived[..., 0].sum()
        for auto, faq in ((False, False), (True, True), (True, False))
    ]
    assert complaints == sorted(complaints)
    assert complaints[0] < complaints[1] < complaints[2]


def test_complaints_nobody_answers_go_public_as_the_parameters_say() -> None:
    worlds = Worlds(b"public", 2000)
    service = Service(ServiceTeam(), worlds, 6)
    nobody, ten = np.zeros(worlds.count), np.full(worlds.count, 10.0)
    for day in range(6):
        service.step(day, nobody, nobody, ten if day == 0 else nobody, CURVE)
    share = worlds.values("service")["public_after_72h"]
    sd = np.sqrt(10 * share * (1 - share) / worlds.count)
    assert service.escalated.sum(axis=1).mean() == pytest.approx(10 * share, abs=4 * sd)
    assert (service.share_in_time("complaint") == 0).all()
    assert service.mean_hours("complaint").mean() > 100


def test_nobody_came_means_nobody_was_late() -> None:
    assert (play(load=0).share_in_time("complaint") == 1).all()


def test_a_day_has_draws_of_its_own_and_a_world_its_row() -> None:
    service, again = (Service(ServiceTeam(shifts=(OFFICE,)), WORLDS, 2) for _ in range(2))
    some = np.full(WORLDS.count, 50.0)
    service.step(0, some, some, some, CURVE)
    again.step(0, 3 * some, some, 0 * some, CURVE)
    for desk in (service, again):
        desk.step(1, some, some, some, CURVE)
    assert np.array_equal(service.arrived[:, 1], again.arrived[:, 1])
    few = play(OFFICE, worlds=Worlds(b"service", 5))
    assert np.array_equal(few.escalated, play(OFFICE).escalated[:5])


def test_bad_rosters_days_and_curves_are_refused() -> None:
    with pytest.raises(ValidationError, match=r"end_hour\(=9\) must be > start_hour\(=18\)"):
        Shift(start_hour=18, end_hour=9, hands=1)
    with pytest.raises(ValidationError, match="hands"):
        Shift(start_hour=9, end_hour=18, hands=-1)
    service, some = Service(ServiceTeam(), WORLDS, 2), np.ones(WORLDS.count)
    with pytest.raises(ValueError, match=r"day\(=1\) must be 0"):
        service.step(1, some, some, some, CURVE)
    with pytest.raises(ValueError, match="hour_curve"):
        service.step(0, some, some, some, np.zeros(24))


def test_every_assumption_has_a_range() -> None:
    for name, parameter in parameters("service").items():
        assert parameter.mark != "assumption" or parameter.low is not None, name
