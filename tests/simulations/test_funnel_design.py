"""Funnel design: briefs differ, skill decides, traps can be avoided, no trick and no blind search beats a senior."""

import random
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from curriculum.answers import InvalidAnswer, parse
from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.funnel_design import (
    Case,
    Design,
    Funnel,
    colleague,
    draw_case,
    expect,
    judging,
    senior,
    simulate,
)
from simulations.projects.funnel_design.advice import levers, sister
from simulations.projects.funnel_design.answer import Channel, Gate, Send
from simulations.projects.funnel_design.case import ARROWS, BREACHING, HOME
from simulations.projects.funnel_design.gate import judge
from simulations.projects.funnel_design.judging import backwards_share
from simulations.projects.funnel_design.labels import RULES
from simulations.projects.funnel_design.plan import plan_of
from simulations.projects.funnel_design.play import Outcome
from simulations.projects.funnel_design.twist import amended
from simulations.task import JudgedBy, Score

TASK = find_task("funnel_design")
WRITTEN = {hand_in.level: hand_in for hand_in in hand_ins("funnel_design")}
SOMEBODY = [Context("tests", f"t{number}", b"a secret of the tests") for number in range(20)]
ONE = SOMEBODY[2]
JUDGED = [criterion.slug for criterion in TASK.judged_by(JudgedBy.WORLD, JudgedBy.KEY)]
FEW = 6  # worlds in which tricks are tried; they are far from the senior in each


@pytest.fixture(autouse=True)
def _fewer_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is far apart needs few worlds."""
    monkeypatch.setattr(judging, "SCORING_WORLDS", 8)
    monkeypatch.setattr(judging, "TWIST_WORLDS", 4)


def fields(level: str, context: Context) -> dict[str, Any]:
    return answer_for(WRITTEN[level], context)


def answer(level: str, context: Context, **changes: Any) -> Funnel:
    return Funnel.model_validate(fields(level, context) | changes)


@cache
def score_of(level: str, context: Context) -> Score:
    return TASK.score(answer(level, context), context)


def scored(level: str, context: Context) -> dict[str, float]:
    return {mark.criterion: mark.points or 0.0 for mark in score_of(level, context).marks}


def total(hand_in: HandIn, context: Context) -> float:
    return sum(scored(hand_in.level, context).values()) + sum(mark.points for mark in hand_in.mentor.values())


@cache
def played(design: Design, context: Context = ONE) -> Outcome:
    return simulate(design, draw_case(context), context.worlds("funnel_design", FEW, "tricks"))


def left_over(design: Design, context: Context = ONE) -> float:
    return float(np.median(played(design, context).worth_yuan))


def changed(design: Design, **changes: Any) -> Design:
    return Design.model_validate({**design.model_dump(), **changes})


def everywhere(design: Design, **changes: Any) -> tuple[Channel, ...]:
    return tuple(channel.model_copy(update=changes) for channel in design.channels)


def test_points_sum_to_a_hundred_and_mentors_have_anchors() -> None:
    assert TASK.max_points == 100
    judged = TASK.judged_by(JudgedBy.MENTOR)
    assert 25 <= sum(criterion.points for criterion in judged) <= 40
    assert all(len(criterion.anchors) >= 4 for criterion in judged)


def test_written_hand_ins_are_ordered_as_a_senior_would() -> None:
    ranked = sorted(WRITTEN.values(), key=lambda hand_in: hand_in.rank or 0)
    totals = [total(hand_in, ONE) for hand_in in ranked]
    assert all(better > worse + 1.5 for better, worse in pairwise(totals)), totals
    assert totals[0] > 88
    assert totals[-1] < 15


def test_every_trap_can_be_avoided() -> None:
    points = scored("excellent", ONE)
    for criterion in JUDGED:
        assert points[criterion] > 0.7 * TASK.criterion(criterion).points, criterion


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    score = score_of("tempted", ONE)
    assert [mark.criterion for mark in score.marks] == JUDGED
    for mark in score.marks:
        assert 0 <= (mark.points or 0) <= mark.max_points
        assert len(str(mark.reason)) > 10


def test_what_the_key_says_of_written_gates_and_counts_keeps_its_order_for_everybody() -> None:
    for context in SOMEBODY:
        case = draw_case(context)
        gates = [
            judge(answer(level, context).gates, case).share for level in ("excellent", "solid", "tempted", "gaming")
        ]
        assert gates == sorted(gates, reverse=True)
        assert gates[0] == 1.0
        counts = [backwards_share(answer(level, context), case)[0] for level in ("excellent", "tempted", "careless")]
        assert counts[0] > 0.85
        assert counts[0] > counts[1] + 0.3 > counts[2]


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    other = next(context for context in SOMEBODY if draw_case(context).niche != draw_case(ONE).niche)
    theirs = TASK.score(answer("excellent", other), ONE)
    assert theirs.points < 0.7 * sum(scored("excellent", ONE).values())
    own, foreign = (
        np.mean([judge(answer("excellent", a).gates, draw_case(b)).share for a, b in pairs])
        for pairs in (zip(SOMEBODY, SOMEBODY, strict=True), pairwise(SOMEBODY))
    )
    assert own == 1.0
    assert foreign < 0.35


def test_the_brief_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    cases = [draw_case(context) for context in SOMEBODY]
    assert len({case.niche for case in cases}) >= 5
    assert len({case.target_yuan for case in cases}) > 12
    assert {case.twist for case in cases} == {"budget", "tighter", "advisor"}


@pytest.mark.parametrize("context", SOMEBODY, ids=lambda context: context.trainee)
def test_material_is_whole_and_its_traps_are_there(context: Context) -> None:
    case = draw_case(context)
    assert len(case.arrows) == ARROWS
    assert sum(arrow.rule != "none" for arrow in case.arrows.values()) == BREACHING
    broken = {arrow.rule for arrow in case.arrows.values()}
    assert "false_scarcity" in broken
    assert broken <= {"none", *RULES}
    assert not [arrow.text for arrow in case.arrows.values() if "{" in arrow.text]
    assert all(arrow.where in case.accounts for arrow in case.arrows.values())
    most_read = max(case.pillars.values(), key=lambda pillar: pillar.reads)
    most_taken = max(case.magnets.values(), key=lambda magnet: magnet.takers)
    assert most_read.adds < min(p.adds for p in case.pillars.values() if p is not most_read)
    assert most_taken.bought == min(magnet.bought for magnet in case.magnets.values())
    assert case.target_yuan > 0


def test_a_senior_leaves_more_over_than_a_colleague_on_paper_for_everybody() -> None:
    for context in SOMEBODY:
        case = draw_case(context)
        assert expect(senior(case), case).profit_yuan > expect(colleague(case), case).profit_yuan + 5000


def tricks(case: Case) -> dict[str, Design]:
    """What somebody might try who wants the figure and not the funnel; everything else is a senior's."""
    best = senior(case)
    prize, pack = (
        next(id for id, magnet in case.magnets.items() if magnet.name == case.studio["magnets"][kind])
        for kind in ("prize", "pack")
    )
    whole = {"first_week": 1, "last_week": 8, "hour": 20, "to": "all"}
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    spam = tuple(Send(**whole, weekday=day, what="low", scarcity="none") for day in week)
    urging, truly = (
        tuple(Send(**whole, weekday=day, what="low", scarcity=kind) for day in ("tue", "thu", "sun"))
        for kind in ("false", "real")
    )
    dear = tuple(Send(**whole, weekday=day, what="high", scarcity="none") for day in ("tue", "thu", "sun"))
    return {
        "price zero": changed(best, low_price_yuan=0),
        "both free": changed(best, low_price_yuan=0, high_price_yuan=0),
        "all discounts": changed(
            best, low_price_yuan=best.low_price_yuan // 2, high_price_yuan=best.high_price_yuan // 2
        ),
        "spam": changed(best, sends=spam),
        "endless scarcity": changed(best, sends=urging),
        "real scarcity every time": changed(best, sends=truly),
        "buying all reach": changed(best, channels=everywhere(best, ads_yuan=5000)),
        "firing the desk": changed(best, desk_hours=0),
        "firing everybody": changed(best, desk_hours=0, advisor_hours=0),
        "leading off the platform": changed(
            best,
            channels=[c.model_copy(update={"entry": "card" if c.platform in HOME else "hint"}) for c in best.channels],
        ),
        "inviting for rewards": changed(best, bringing="invite"),
        "no posts": changed(best, channels=everywhere(best, posts=0, ads_yuan=0)),
        "posting without end": changed(best, channels=everywhere(best, posts=6)),
        "promising results": changed(best, promise="sure"),
        "selling more spots than hours": changed(
            best, high_spots=500, high_price_yuan=case.high_usual // 3, advisor_hours=80
        ),
        "the dear offer to everybody": changed(best, ladder="both_open", sends=dear),
        "the prize": changed(best, magnet=prize),
        "the big pack": changed(best, magnet=pack),
        "no money back": changed(best, refund_days=0),
    }


@pytest.mark.parametrize("name", sorted(tricks(draw_case(ONE))))
def test_no_cheap_trick_leaves_more_over_than_a_seniors_funnel(name: str) -> None:
    case = draw_case(ONE)
    assert left_over(tricks(case)[name]) < left_over(senior(case)) - 500


def test_a_blind_search_stays_below_the_senior() -> None:
    case, rng = draw_case(ONE), random.Random(7)
    best = senior(case)
    for _draw in range(3):
        blind = changed(
            best,
            channels=[
                Channel(
                    platform=c.platform,
                    posts=rng.randint(0, 4),
                    pillar=rng.choice(tuple(case.pillars)),
                    entry=rng.choice(("card", "tool", "hint", "none")),
                    ads_yuan=rng.choice((0, 500, 2000)),
                )
                for c in best.channels
            ],
            magnet=rng.choice(tuple(case.magnets)),
            low_price_yuan=rng.randint(0, 200),
            high_price_yuan=rng.randint(300, 6000),
            advisor_hours=rng.randint(0, 80),
            promise=rng.choice(("plain", "strong", "sure")),
        )
        assert left_over(blind) < left_over(best)


def test_holding_everything_or_nothing_at_the_gate_earns_nothing() -> None:
    for context in SOMEBODY:
        case = draw_case(context)
        for verdict, rule in (("stop", "false_scarcity"), ("pass", "none")):
            gates = {id: Gate(verdict=verdict, rule=rule, mend="none") for id in case.arrows}
            assert judge(gates, case).share < 0.15


def test_a_false_alarm_costs_what_a_miss_costs() -> None:
    case = draw_case(ONE)
    gates = answer("excellent", ONE).gates
    fine = next(id for id, arrow in case.arrows.items() if arrow.rule == "none")
    broken = next(id for id, arrow in case.arrows.items() if arrow.rule != "none")
    alarm = gates | {fine: Gate(verdict="stop", rule="false_scarcity", mend="cap")}
    missed = gates | {broken: Gate(verdict="pass", rule="none", mend="none")}
    assert judge(alarm, case).share == pytest.approx(judge(missed, case).share)
    assert judge(alarm, case).share < judge(gates, case).share


def test_what_passes_the_gate_wrongly_goes_out_in_the_world() -> None:
    case = draw_case(ONE)
    broken = [id for id, arrow in case.arrows.items() if arrow.rule != "none"]
    posts = plan_of(senior(case), case, broken).posts
    assert [post for post in posts if post.content.breaches]
    assert not [post for post in plan_of(senior(case), case).posts if post.content.breaches]


def test_hours_are_a_step_of_the_funnel() -> None:
    best = senior(draw_case(ONE))
    poor, rich = played(changed(best, advisor_hours=8)), played(best)
    assert poor.talked.mean() < 0.4 < rich.talked.mean()
    assert poor.clients.mean() < 0.5 * rich.clients.mean()


def test_a_cheap_first_price_brings_more_buyers_and_fewer_who_go_on() -> None:
    best = senior(draw_case(ONE))
    cheap, usual = played(changed(best, low_price_yuan=best.low_price_yuan // 4)), played(best)
    assert cheap.buyers.mean() > 1.5 * usual.buyers.mean()
    assert cheap.clients.mean() < 0.5 * usual.clients.mean()


def test_the_paper_funnel_is_near_what_is_played() -> None:
    case = draw_case(ONE)
    paper, came = expect(senior(case), case), played(senior(case))
    for name in ("adds", "buyers", "looks"):
        assert 0.5 < getattr(paper, name) / float(np.median(getattr(came, name))) < 2.0


def test_every_change_after_the_news_can_be_played() -> None:
    for context in SOMEBODY[:6]:
        case = draw_case(context)
        for change in ("as_is", "move_money", "pause", "hire", "shout", "pour"):
            late = amended(senior(case), case, change)
            plan_of(senior(case), case, (), late).check_against(case.setting)


def test_neither_brief_nor_check_tells_the_key() -> None:
    case = draw_case(ONE)
    found = TASK.check(answer("gaming", ONE), ONE)
    said = " ".join(f"{finding.what} {finding.excerpt}" for finding in found)
    assert not [id for id, arrow in case.arrows.items() if arrow.why in said]
    careful = TASK.check(answer("excellent", ONE), ONE)
    assert not [finding for finding in careful if finding.grave], careful
    assert [finding for finding in found if finding.grave]


def test_the_sister_is_another_studio_in_public_worlds() -> None:
    there = sister(ONE)
    assert draw_case(there).niche != draw_case(ONE).niche
    assert there.secret != ONE.secret


def test_the_coach_has_levers_for_whoever_needs_them() -> None:
    case = draw_case(ONE)
    bad = answer("tempted", ONE).design
    assert {"hours", "first_price", "promise", "scarcity", "groups"} <= {lever.slug for lever in levers(bad, case)}


@pytest.mark.parametrize(
    "broken",
    [
        {"low_price_yuan": -1},
        {"channels": []},
        {
            "sends": [
                {
                    "first_week": 5,
                    "last_week": 2,
                    "weekday": "mon",
                    "hour": 9,
                    "to": "all",
                    "what": "low",
                    "scarcity": "none",
                }
            ]
        },
        {"gates": {}},
        {"watch": []},
        {"forecast_low": 9, "forecast_high": 3},
        {"analysis": "多" * 601},
        {"solution": ""},
        {"ai_log": " "},
        {"advisor_hours": 900},
        {"magnet": "M9"},
    ],
    ids=lambda broken: next(iter(broken)),
)
def test_what_cannot_be_graded_is_said_in_a_sentence(broken: dict[str, Any]) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        parse(TASK, fields("excellent", ONE) | broken)
    assert str(caught.value).strip()


def test_repeated_rows_and_too_many_are_refused() -> None:
    own = fields("excellent", ONE)
    twice = {**own, "channels": [own["channels"][0]] * 2}
    many = {**own, "sends": [own["sends"][0]] * 13}
    for bad in (twice, many, {**own, "backwards": [own["backwards"][0]] * 6}):
        with pytest.raises(InvalidAnswer):
            parse(TASK, bad)


def test_page_shows_what_a_mentor_judges_and_nothing_active() -> None:
    given = answer("excellent", ONE, analysis="<script>alert(1)</script>瓶颈在钟头，不在流量。")
    html = TASK.page(given, ONE)
    assert "<script" not in html
    assert given.watch[0].figure in html
    assert draw_case(ONE).studio["name"] in html
