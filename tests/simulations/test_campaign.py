"""The campaign: hand-ins keep their order, tricks and neighbours earn little, no abuse beats a senior."""

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.campaign import Campaign, Case, colleague, draw_case, read_plan, senior, simulate
from simulations.projects.campaign.case import FOLDER
from simulations.projects.campaign.judging import chance_share
from simulations.projects.campaign.market import deal
from simulations.projects.campaign.page import page
from simulations.projects.campaign.plan import ITEMS, Plan
from simulations.projects.campaign.poster import Poster, quality
from simulations.projects.campaign.reading import best_deals, best_decisions, money_of, surplus, usual_decisions
from simulations.projects.campaign.schedule import Planned, by_hand, lateness
from simulations.reading import read_yaml
from simulations.task import JudgedBy
from simulations.world.draws import Worlds
from simulations.world.parameters import parameters

TASK = find_task("campaign")
CONTEXTS = [Context("campaigns", f"t{i}", b"secret") for i in range(5)]
WRITTEN = hand_ins("campaign")
WORLDS = Worlds(b"tests of the campaign", 12)


@cache
def best_fields(context: Context) -> dict[str, Any]:
    return answer_for(WRITTEN[0], context)


@cache
def best_points(context: Context) -> float:
    return points(Campaign.model_validate(best_fields(context)), context)


def made(hand_in: HandIn, context: Context, **changes: Any) -> Campaign:
    return Campaign.model_validate({**answer_for(hand_in, context), **changes})


def points(answer: Campaign, context: Context) -> float:
    return TASK.score(answer, context).points


def back(plan: Plan, case: Case, decisions: dict[str, str] | None = None) -> float:
    out = simulate(plan, case, WORLDS, decisions or usual_decisions(case))
    return float(np.log(out.back + 0.5).mean())


@cache
def best_back(place: int) -> float:
    case = draw_case(CONTEXTS[place])
    return back(senior(case), case)


def test_points_sum_to_a_hundred_and_a_mentor_has_a_quarter() -> None:
    assert TASK.max_points == 100
    mentor = TASK.judged_by(JudgedBy.MENTOR)
    assert 25 <= sum(criterion.points for criterion in mentor) <= 40
    assert all(len(criterion.anchors) >= 4 for criterion in mentor)
    assert [criterion.slug for criterion in mentor] == ["analysis", "design", "landing"]


def test_every_number_of_its_own_has_a_mark_and_a_range() -> None:
    assert all(row.low is not None for row in parameters("world", FOLDER).values())


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    cases = [draw_case(Context("c", f"{n}")) for n in range(12)]
    assert len({case.boss.text for case in cases}) > 1
    assert {case.events["E1"].version for case in cases} == {"load", "lock"}
    assert {case.events["E3"].version for case in cases} == {"rain", "crowd"}
    assert len({case.site.critical for case in cases}) > 2


def test_hand_ins_are_ordered_as_ranked_for_every_trainee() -> None:
    ranked = sorted((hand_in for hand_in in WRITTEN if hand_in.rank), key=lambda hand_in: hand_in.rank or 0)
    table = np.array(
        [
            [
                points(made(hand_in, context), context) + sum(mark.points for mark in hand_in.mentor.values())
                for context in CONTEXTS[:2]
            ]
            for hand_in in ranked
        ]
    )
    assert (np.diff(table, axis=0) < 0).all()
    means = table.mean(axis=1)
    assert means[0] > 90
    assert means[-1] < 12
    assert all(first - second > 4 for first, second in pairwise(means))


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    own, others = [], []
    for mine, neighbour in pairwise(CONTEXTS[:3]):
        answer = Campaign.model_validate(best_fields(mine))
        own.append(best_points(mine))
        others.append(points(answer, neighbour))
    assert min(own) > 64
    assert np.mean(others) < 0.72 * np.mean(own)
    assert max(others) < min(own) - 8


def test_every_trap_can_be_avoided() -> None:
    """So there is an answer that gets nearly every point of key and world."""
    for context in CONTEXTS[:2]:
        assert best_points(context) > 0.92 * 73


def test_the_boss_wish_loses_whatever_else_is_good() -> None:
    for context in CONTEXTS[:1]:
        case = draw_case(context)
        good = senior(case)
        for plan in (
            replace(good, threshold=1, shares=True),
            replace(good, reward="invite", threshold=3, shares=True),
            replace(good, reward="invite", threshold=8, reward_yuan=60.0, shares=True),
        ):
            assert back(plan, case) < back(colleague(case), case)


@pytest.mark.parametrize(
    "changes",
    [
        {"deposit_yuan": 0.0},
        {"deposit_yuan": 300.0},
        {"deposit_yuan": 1000.0},
        {"reward_yuan": 120.0},
        {"spots": 1},
        {"showcase": False},
        {"poster": 0.3},
        {"greedy": True},
        {"escrow": 0.0},
        {"deposit_rule": "kept"},
        {"reward": "none"},
    ],
    ids=lambda changes: "-".join(f"{name}={value}" for name, value in changes.items()),
)
def test_what_a_senior_does_is_better_than_the_abuse_of_it(changes: dict[str, Any]) -> None:
    gained = [best_back(place) - back(replace(senior(case), **changes), case) for place, case in enumerate(cases())]
    assert np.mean(gained) > 0.02


def cases() -> list[Case]:
    return [draw_case(context) for context in CONTEXTS[:2]]


@pytest.mark.parametrize("item", ["rewards", "ads", "service", "store", "reserve"])
def test_no_line_of_the_budget_can_be_left_empty(item: str) -> None:
    case = draw_case(CONTEXTS[0])
    plan = senior(case)
    without = replace(plan, money={**plan.money, item: 0.0})
    assert back(without, case) < back(plan, case) - 0.03


def test_an_optimiser_finds_no_plan_far_above_the_seniors() -> None:
    case, rng = draw_case(CONTEXTS[1]), np.random.default_rng(3)
    decided = best_decisions(case)
    expert = best = back(senior(case), case, decided)
    plan = colleague(case)
    found = back(plan, case, decided)
    for _ in range(25):
        other = random_neighbour(plan, case, rng)
        came = back(other, case, decided)
        if came > found:
            plan, found = other, came
    best = max(best, found)
    assert best - expert < 0.25
    assert not plan.shares
    assert not plan.spots or plan.spots > 500


def random_neighbour(plan: Plan, case: Case, rng: np.random.Generator) -> Plan:
    """Another value for one or two things, or money from one line to another."""
    partners = list(case.partners.values())
    chosen = {
        partner.id: partner.asked_yuan for partner in partners if rng.random() < 0.4 and partner.asked_yuan < 6000
    }
    changes: dict[str, list[Any]] = {
        "deposit_yuan": [0.0, 5.0, 20.0, 50.0, 200.0, 1000.0],
        "reward_yuan": [0.0, 5.0, 10.0, 20.0, 50.0, 200.0],
        "reward": ["completion", "lottery", "none"],
        "threshold": [0, 1, 3],
        "showcase": [True, False],
        "spots": [0, 0, 1, 50, 1000],
        "poster": [1.0],
        "deposit_rule": ["anytime", "kept"],
        "escrow": [1.0, 0.0],
    }
    new: dict[str, Any] = {}
    for name in rng.choice(sorted(changes), 2, replace=False):
        options = changes[str(name)]
        new[str(name)] = options[int(rng.integers(len(options)))]
    if rng.random() < 0.5:
        shares = rng.dirichlet(np.ones(len(ITEMS)))
        new["money"] = {item: float(share * case.budget_yuan) for item, share in zip(ITEMS, shares, strict=True)}
    money = new.get("money", plan.money)
    if rng.random() < 0.5 and sum(chosen.values()) <= money["kols"]:
        new["hired"] = chosen
    elif sum(plan.hired.values()) > money["kols"]:
        new["hired"] = {}
    other = replace(plan, **new)
    return replace(other, shares=other.threshold > 0)


def tricks(case: Case, fields: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Cheap ways to fill in the form, by name."""
    everybody = [{"kol": id, "first_yuan": 900_000, "most_yuan": 900_000} for id in case.partners]
    at_once = [{"task": id, "owner": "lin", "start_day": 1, "days": 1, "depends_on": []} for id in case.site.jobs]
    waits = [{**row, "depends_on": ["G01", "G02", "G03", "G06", "G11"]} for row in at_once]
    same = {"likelihood": "high", "effect": "high", "trigger": "10", "owner": "zhou", "action": "A13"}
    worst = {event.id: min(event.options.values(), key=lambda one: one.keep).id for event in case.events.values()}
    hundred = [{"item": item, "yuan": 1_000_000} for item in ITEMS]
    ids = list(case.review.rows)[:6]
    return {
        "forecast of everything": {"forecast_low": 1, "forecast_high": 1_000_000},
        "goal of one": {"goal_joined": 1, "goal_back": 1},
        "goal of a million": {"goal_joined": 1_000_000, "goal_back": 1_000_000},
        "money without end": {"budget": hundred},
        "all in rewards": {"budget": [{"item": "rewards", "yuan": case.budget_yuan}] * 3},
        "every KOL at any price": {"offers": everybody},
        "KOLs for nothing": {"offers": [{"kol": id, "first_yuan": 0, "most_yuan": 900_000} for id in case.partners]},
        "everybody is fake": {"faked": [{"kol": id, "rows": [id]} for id in list(case.partners)[:4]]},
        "all on day one": {"tasks": at_once},
        "all waits for all": {"tasks": waits, "critical": list(case.site.jobs)},
        "one risk six times": {"risks": [{**same, "risk": "R01"}] * 6},
        "always the worst": {"rounds": [{"choice": id, "why": "……"} for id in worst.values()]},
        "all holds": {"claims": [{"claim": id, "verdict": "holds", "rows": ids} for id in case.review.claims]},
        "one prize": {"spots": 1, "top_prize_yuan": 1_000_000},
        "deposit of a thousand": {"deposit_yuan": 1000},
        "share to be let in": {"threshold": 3},
        "share on the poster": {"poster_action": "转发三个群，押金双倍退"},
    }


NAMES = list(tricks(draw_case(CONTEXTS[0]), {}))


@pytest.mark.parametrize("name", NAMES)
def test_a_cheap_trick_costs_those_who_play_it(name: str) -> None:
    context = CONTEXTS[NAMES.index(name) % 2]
    fields = best_fields(context)
    tricked = Campaign.model_validate({**fields, **tricks(draw_case(context), fields)[name]})
    assert points(tricked, context) < best_points(context) - 1.5


def test_all_tricks_together_earn_next_to_nothing() -> None:
    context = CONTEXTS[0]
    fields = answer_for(WRITTEN[-1], context)
    whole = dict(fields)
    for trick in tricks(draw_case(context), fields).values():
        whole.update(trick)
    assert points(Campaign.model_validate(whole), context) < 8


def test_a_goal_is_paid_where_it_is_neither_sure_nor_a_wish() -> None:
    assert chance_share(0.5) == chance_share(0.8) == 1
    assert chance_share(1.0) == chance_share(0.02) == 0
    assert 0 < chance_share(0.9) < 1


def test_a_partner_is_lost_by_an_insult_and_dear_without_bargaining() -> None:
    for partner in draw_case(CONTEXTS[0]).partners.values():
        assert deal(partner, 0.9 * partner.insult_yuan, 10 * partner.asked_yuan) is None
        assert deal(partner, partner.asked_yuan, partner.asked_yuan) == partner.asked_yuan
        met = deal(partner, partner.insult_yuan, partner.asked_yuan)
        assert met is not None
        assert partner.reserve_yuan <= met < partner.asked_yuan


def test_bought_followers_show_in_their_rows_and_are_not_worth_their_price() -> None:
    for context in CONTEXTS:
        case = draw_case(context)
        fakes = [partner for partner in case.partners.values() if partner.fake]
        assert len(fakes) == 2
        curves = read_yaml(FOLDER / "market.yaml")
        for partner in fakes:
            seen = [case.sights[row].text for row in partner.rows]
            assert any(text in curves["comments"]["fake"] for text in seen)
            assert partner.comments_per_like < 0.07
        assert not {partner.id for partner in fakes} & set(best_deals(case))
        assert surplus({id: case.partners[id].asked_yuan for id in case.partners}, case) < 0


def test_a_schedule_that_begins_everything_at_once_is_late_and_slack_helps() -> None:
    site = draw_case(CONTEXTS[0]).site
    good = by_hand(site)
    at_once = tuple(Planned(id, job.who[0], 1, job.days) for id, job in site.jobs.items())
    ready = [float(np.mean(lateness(rows, site, WORLDS) <= 0)) for rows in (good, at_once)]
    assert ready[0] > 0.8
    assert ready[1] < 0.2
    assert float(np.mean(lateness(good, replace(site, window=site.window - 6), WORLDS) <= 0)) < ready[0]


def test_money_over_the_budget_is_cut() -> None:
    context = CONTEXTS[0]
    case = draw_case(context)
    answer = made(WRITTEN[0], context, budget=[{"item": item, "yuan": 500_000} for item in ITEMS])
    assert sum(money_of(answer, case).values()) == pytest.approx(case.budget_yuan)


def test_a_poster_is_read_line_by_line() -> None:
    pain, figures = ("散会",), frozenset({"380", "21", "7"})
    good = Poster(
        "散会以后你才想起谁答应了什么", "21 天每天五分钟写三行", "去年 380 人一起打过卡", "扫码报名，今天就能开始"
    )
    assert quality(good, pain, figures) == 1
    assert quality(replace(good, proof="98% 的人都说有用极了"), pain, figures) == 0.75
    assert quality(replace(good, action="转发给三个朋友再扫码"), pain, figures) == 0.75
    assert quality(Poster("好", "好", "好", "好"), pain, figures) == 0


def test_the_rehearsal_tells_nobody_who_is_fake() -> None:
    context = CONTEXTS[0]
    case, fields = draw_case(context), best_fields(context)
    fake = next(partner for partner in case.partners.values() if partner.fake)
    honest = next(partner for partner in case.partners.values() if not partner.fake and partner.id in best_deals(case))
    for partner in (fake, honest):
        offer = {"kol": partner.id, "first_yuan": partner.asked_yuan, "most_yuan": partner.asked_yuan}
        answer = Campaign.model_validate({**fields, "offers": [offer]})
        came = [TASK.try_out(answer, context, n).clicks[0] for n in range(1, 9)]  # type: ignore[misc]
        assert np.mean(came) / partner.kol.followers > 0.003


def test_check_helps_with_slips_and_says_nothing_of_the_key() -> None:
    for context in CONTEXTS[:3]:
        case, fields = draw_case(context), best_fields(context)
        assert [f for f in TASK.check(Campaign.model_validate(fields), context) if f.grave] == []
        told = []
        for verdict, kols in (("holds", list(case.partners)[:2]), ("unknown", list(case.partners)[2:4])):
            changed = {
                **fields,
                "claims": [{"claim": id, "verdict": verdict, "rows": ["D01"]} for id in case.review.claims],
                "faked": [{"kol": id, "rows": ["N01"]} for id in kols],
                "offers": [],
                "rounds": [{"choice": "a", "why": "……"}] * 3,
            }
            told.append([str(f.what) for f in TASK.check(Campaign.model_validate(changed), context)])
        assert told[0] == told[1]


def test_check_finds_what_does_not_add_up() -> None:
    context = CONTEXTS[0]
    fields = best_fields(context)
    budget = [{**row, "yuan": 60_000} for row in fields["budget"]]
    tasks = [{**row, "start_day": 40} for row in fields["tasks"]]
    wrong = {
        "budget": budget,
        "tasks": tasks,
        "boss_rows": ["W99"],
        "forecast_low": 900,
        "forecast_high": 800,
        "poster_action": "转发领红包，集赞有奖",
    }
    found = TASK.check(Campaign.model_validate({**fields, **wrong}), context)
    assert {"budget", "tasks", "boss_rows", "forecast_low", "poster_pain"} <= {one.field for one in found if one.grave}


def test_nothing_of_the_key_is_in_the_material() -> None:
    for context in CONTEXTS[:3]:
        case = draw_case(context)
        whys = [row["why"] for row in read_yaml(FOLDER / "claims.yaml")["claims"]]
        shown = "".join(
            line.text for lines in (case.brief, case.facts.values(), case.review.rows.values()) for line in lines
        ) + "".join(fact for event in case.events.values() for fact in event.facts)
        assert not any(why in shown for why in whys)
        assert "{" not in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("budget", []),
        ("tasks", [{"task": "G99"}]),
        ("rounds", "all"),
        ("deposit_yuan", -1),
        ("offers", [{"kol": "K09"}]),
        ("escrow", 101),
        ("claims", None),
    ],
)
def test_bad_input_names_its_field(field: str, value: Any) -> None:
    with pytest.raises(ValidationError) as told:
        Campaign.model_validate({**answer_for(WRITTEN[0], CONTEXTS[0]), field: value})
    assert told.value.errors()[0]["loc"][0] == field


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    for hand_in in WRITTEN[::3]:
        score = TASK.score(made(hand_in, CONTEXTS[1]), CONTEXTS[1])
        judged = TASK.judged_by(JudgedBy.KEY, JudgedBy.WORLD)
        assert sorted(mark.criterion for mark in score.marks) == sorted(criterion.slug for criterion in judged)
        for mark in score.marks:
            assert mark.points is not None
            assert 0 <= mark.points <= mark.max_points
            assert len(str(mark.reason)) > 5


def test_a_mentors_marks_lie_in_their_range_and_fall_with_rank() -> None:
    mentor = {criterion.slug: criterion.points for criterion in TASK.judged_by(JudgedBy.MENTOR)}
    sums = []
    for hand_in in WRITTEN:
        assert set(hand_in.mentor) == set(mentor)
        assert all(0 <= mark.points <= mentor[slug] for slug, mark in hand_in.mentor.items())
        assert all(len(mark.comment) >= 5 for mark in hand_in.mentor.values())
        sums.append(sum(mark.points for mark in hand_in.mentor.values()))
    assert sums == sorted(sums, reverse=True)


def test_the_page_shows_what_a_trainee_wrote_as_text() -> None:
    answer = made(
        WRITTEN[0], CONTEXTS[0], boss_reply="<script>alert(1)</script>老板，先看这里", poster_pain="<b>粗</b>的字"
    )
    shown = page(answer, CONTEXTS[0])
    assert "<script" not in shown
    assert "&lt;b&gt;粗" in shown


def test_the_coach_speaks_of_the_mechanism_on_another_brand() -> None:
    context = CONTEXTS[0]
    other = TASK.sister(context)  # type: ignore[misc]
    assert draw_case(other).brand_slug != draw_case(context).brand_slug
    advice = TASK.coach(made(WRITTEN[2], context), other)  # type: ignore[misc]
    assert "poster" in {one.lever for one in advice}
    assert all(one.low > 0 for one in advice)


def test_what_is_read_off_an_answer_is_what_is_played() -> None:
    case = draw_case(CONTEXTS[0])
    plan = read_plan(made(WRITTEN[0], CONTEXTS[0]), case)
    assert plan.poster == 1
    assert plan.hired
    assert not plan.shares
    assert read_plan(made(WRITTEN[0], CONTEXTS[0], threshold=1), case).shares
