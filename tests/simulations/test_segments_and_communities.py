"""Segments and communities: cases differ, skill decides the points, every trap can be avoided, no cheap trick pays."""

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from curriculum.answers import InvalidAnswer, parse
from grading.demo.hand_ins import answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.segments_and_communities import Month, Plan, draw_case, read_plan, rfm, simulate
from simulations.projects.segments_and_communities.advice import coach, sister
from simulations.projects.segments_and_communities.answer import Condition, Message
from simulations.projects.segments_and_communities.cards import class_worth, dull, gained
from simulations.projects.segments_and_communities.people import LEANS, answer_rates
from simulations.projects.segments_and_communities.plans import colleague, senior
from simulations.projects.segments_and_communities.segmenting import holds, one_for_all, place_of
from simulations.task import JudgedBy
from simulations.world.draws import Worlds

TASK = find_task("segments_and_communities")
WRITTEN = {hand_in.level: hand_in for hand_in in hand_ins("segments_and_communities")}
SOMEBODY = [Context("tests", f"t{number}", b"a secret of the tests") for number in range(5)]
JUDGED = [criterion.slug for criterion in TASK.judged_by(JudgedBy.WORLD, JudgedBy.KEY)]
FEW = Worlds(b"a few worlds", 4)


@cache
def fields(level: str, context: Context) -> dict[str, Any]:
    return answer_for(WRITTEN[level], context)


def answer(level: str, context: Context, **changes: Any) -> Month:
    return Month.model_validate(fields(level, context) | changes)


@cache
def scored(level: str, context: Context) -> dict[str, float]:
    return marks(answer(level, context), context)


def marks(given: Month, context: Context) -> dict[str, float]:
    return {mark.criterion: mark.points or 0.0 for mark in TASK.score(given, context).marks}


def share_of_the_way(plan: Plan, context: Context) -> float:
    """Where a plan's month lies between the colleague's (0) and the senior's (1), in a few worlds."""
    case = draw_case(context)
    base, best = _others(context)
    return float((simulate(plan, case, FEW).value_yuan.mean() - base) / (best - base))


@cache
def _others(context: Context) -> tuple[float, float]:
    case = draw_case(context)
    base, best = (simulate(plan(case), case, FEW).value_yuan.mean() for plan in (colleague, senior))
    return float(base), float(best)


def test_points_sum_to_a_hundred_and_mentors_have_anchors() -> None:
    assert TASK.max_points == 100
    judged = TASK.judged_by(JudgedBy.MENTOR)
    assert 25 <= sum(criterion.points for criterion in judged) <= 40
    assert all(len(criterion.anchors) >= 4 for criterion in judged)


def test_written_hand_ins_are_ordered_as_a_senior_would_for_everybody() -> None:
    ranked = sorted(WRITTEN.values(), key=lambda hand_in: hand_in.rank or 0)
    for context in SOMEBODY[:2]:
        totals = [
            sum(scored(one.level, context).values()) + sum(mark.points for mark in one.mentor.values())
            for one in ranked
        ]
        assert all(better > worse + 1 for better, worse in pairwise(totals)), (context.trainee, totals)
        assert totals[0] > 90
        assert totals[-1] < 10


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    for own, other in pairwise(SOMEBODY[:3]):
        theirs = fields("excellent", other)
        case = draw_case(own)
        copied = {card.id: one for card, one in zip(case.cards, theirs["decisions"].values(), strict=True)}
        given = Month.model_validate(theirs | {"decisions": copied})
        assert sum(marks(given, own).values()) < 0.6 * sum(scored("excellent", own).values())


@pytest.mark.parametrize("context", SOMEBODY[:2], ids=lambda context: context.trainee)
def test_every_trap_can_be_avoided_and_every_mark_says_why(context: Context) -> None:
    score = TASK.score(answer("excellent", context), context)
    assert [mark.criterion for mark in score.marks] == JUDGED
    for mark in score.marks:
        assert 0.8 * mark.max_points < (mark.points or 0) <= mark.max_points, mark.criterion
        assert len(str(mark.reason)) > 5


# --- material ---


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    assert len({tuple(card.id for card in draw_case(context).cards) for context in SOMEBODY}) == len(SOMEBODY)
    assert len({draw_case(context).truth for context in SOMEBODY}) == len(SOMEBODY)


@pytest.mark.parametrize("context", SOMEBODY, ids=lambda context: context.trainee)
def test_material_is_whole_and_its_traps_are_there(context: Context) -> None:
    case = draw_case(context)
    assert len(case.by_id) == len(case.rows) == 193
    for first, second in case.doubled:
        assert (case.by_id[first].name, case.by_id[first].tail) == (case.by_id[second].name, case.by_id[second].tail)
    tails = Counter((user.name, user.tail) for user in case.clean)
    assert max(tails.values()) == 1
    assert max(Counter(user.name for user in case.clean).values()) > 1, "namesakes stay"
    assert len(case.cards) == 16
    assert {card.id for card in case.cards if not card.id.startswith("G")} <= {user.id for user in case.clean}
    assert Counter(card.best for card in case.cards)["hold"] >= 4
    assert Counter(card.best for card in case.cards)["send"] >= 2
    assert all(max(card.worth.values()) > 0 > min(card.worth.values()) for card in case.cards)
    assert 50 < sum(bool(user.need) for user in case.clean) < 100
    assert all(user.recency is None or user.recency <= user.joined_days for user in case.clean)


@pytest.mark.parametrize("context", SOMEBODY, ids=lambda context: context.trainee)
def test_the_survey_leans_where_it_is_said_to_and_can_be_seen_to(context: Context) -> None:
    case = draw_case(context)
    rates = answer_rates(case.clean, case.truth)
    for lean, sign in LEANS.items():
        inside, outside = rates[lean]
        ratio = ((inside + 0.01) / (outside + 0.01)) ** sign
        assert (ratio > 1.55) == (lean in case.truth.biases), (lean, ratio)
    assert (rates["saying"][0] > 0.5) == ("saying" in case.truth.biases)
    assert len(case.truth.biases) == 3


def test_who_has_spent_most_is_not_who_buys_next() -> None:
    for context in SOMEBODY:
        case = draw_case(context)
        lot, money, best = (
            float(figure.mean())
            for figure in (
                rfm.by_chance(case, FEW),
                rfm.hits(rfm.by_money(case), case, FEW),
                rfm.hits(rfm.senior(case), case, FEW),
            )
        )
        assert best > 1.5 * lot
        assert money < lot + 0.5 * (best - lot)


# --- segments and RFM ---


def test_conditions_read_words_and_numbers_and_nothing_else() -> None:
    case = draw_case(SOMEBODY[0])
    user = replace(case.clean[0], city="一线", orders=2, recency=None)

    def one(column: str, operator: str, value: str) -> Condition:
        return Condition.model_validate({"segment": "1", "column": column, "operator": operator, "value": value})

    assert holds(one("city", "is", "一线、新一线"), user)
    assert not holds(one("city", "is_not", "一线，新一线"), user)
    assert holds(one("orders", "at_least", "2 单"), user)
    assert not holds(one("recency", "at_most", "90"), user), "who never bought is not recent"
    for nonsense in (one("city", "at_least", "一线"), one("city", "is", "火星"), one("orders", "at_least", "很多")):
        assert not holds(nonsense, user)
    assert place_of([one("orders", "at_least", "5")], user) == 1, "a segment without conditions takes who is left"


def test_everybody_in_one_segment_gains_nothing_and_the_rules_as_they_are_all() -> None:
    for context in SOMEBODY[:3]:
        case = draw_case(context)
        assert scored("gaming", context)["segments"] == 0
        assert scored("excellent", context)["segments"] > 10
        assert one_for_all(case) < 0.5 * len(case.clean)


def test_a_false_alarm_costs_as_much_as_a_miss() -> None:
    context = SOMEBODY[0]
    case, written = draw_case(context), fields("excellent", context)
    innocent = next(user.id for user in case.clean if user.id not in written["dropped"])
    alarm = marks(answer("excellent", context, dropped=[*written["dropped"], innocent]), context)
    missed = marks(answer("excellent", context, dropped=written["dropped"][1:]), context)
    assert alarm["cleaning"] == missed["cleaning"] < 4
    first, second = case.doubled[0]
    either = [first if id == second else id for id in written["dropped"]]
    assert marks(answer("excellent", context, dropped=either), context)["cleaning"] == 4
    every = marks(answer("excellent", context, biases=[*LEANS, "saying"]), context)
    assert every["survey"] == 0


def test_ties_share_the_seats_and_the_order_of_the_file_decides_nothing() -> None:
    assert rfm.kept([3, 2, 2, 1], 2) == pytest.approx([1, 0.5, 0.5, 0])
    assert rfm.kept([1, 1, 1, 1], 2) == pytest.approx([0.5] * 4)
    assert rfm.kept([1, 2], 5) == pytest.approx([1, 1])


# --- whom not to message ---


def test_uplift_decides_and_not_who_buys() -> None:
    for context in SOMEBODY:
        for test in draw_case(context).tested:
            worth, reasons = class_worth(test)
            sends = max(worth, key=lambda action: worth[action]) == "send"
            assert sends == (reasons == ("persuadable",)) == (test.net_yuan > 0.3)
    sure = max(draw_case(SOMEBODY[0]).tested, key=lambda test: test.bought_not)
    assert class_worth(sure)[0]["send"] < 0, "who buys most without a message gets none"


@pytest.mark.parametrize("action", ["send", "hold", "other", "service", "call"])
def test_one_action_for_all_earns_nothing(action: str) -> None:
    for context in SOMEBODY[:3]:
        case = draw_case(context)
        same = {card.id: {"action": action, "reason": "persuadable"} for card in case.cards}
        given = answer("excellent", context, decisions=same).decisions
        assert gained(case.cards, given)[0] == 0
        assert dull(case.cards) < 0.7 * sum(max(card.worth.values()) for card in case.cards)


# --- the month: levers and tricks ---


def changed(plan: Plan, **changes: Any) -> Plan:
    """The plan with every tier or every message changed."""
    tiers = {name: row.model_copy(update=changes.get("tiers", {})) for name, row in plan.tiers.items()}
    each = tuple(message.model_copy(update=changes.get("each", {})) for message in plan.broadcasts)
    rest = {name: value for name, value in changes.items() if name not in ("tiers", "each")}
    return replace(plan, **{"tiers": tiers, "broadcasts": each, **rest})


def daily(plan: Plan, times: int = 1) -> tuple[Message, ...]:
    one = {"to": "all", "says": "offer", "topic": plan.pack_topic, "offer": "pack"}
    hours = (9, 12, 20)[:times]
    return tuple(Message.model_validate({"day": day, "hour": hour, **one}) for day in range(1, 31) for hour in hours)


TRICKS: dict[str, Any] = {
    "message everybody daily": lambda plan: replace(plan, broadcasts=daily(plan)),
    "three times a day": lambda plan: replace(plan, broadcasts=daily(plan, 3)),
    "price zero": lambda plan: replace(plan, price_yuan=0.0),
    "price sky-high": lambda plan: replace(plan, price_yuan=399.0),
    "last day each time": lambda plan: changed(plan, each={"scarcity": "always"}),
    "nothing but offers": lambda plan: changed(plan, each={"says": "offer"}),
    "greetings": lambda plan: changed(plan, each={"says": "greeting"}),
    "hundreds of groups": lambda plan: changed(plan, tiers={"group_size": 20}),
    "no hosts": lambda plan: changed(plan, tiers={"host_minutes": 0}),
    "hosts nobody has": lambda plan: changed(plan, tiers={"host_minutes": 1440}),
    "no groups to speak of": lambda plan: changed(
        plan, tiers={"host_minutes": 0, "rules": False, "welcome": False, "gives": "greeting", "activities": 0}
    ),
    "private service for all": lambda plan: changed(plan, tiers={"gives": "private"}),
    "red packets": lambda plan: changed(plan, tiers={"gives": "red_packet"}),
    "no broadcast at all": lambda plan: replace(plan, broadcasts=()),
    "leave nobody out": lambda plan: replace(plan, leave_out=frozenset()),
    "leave everybody out": lambda plan: replace(
        plan, leave_out=plan.leave_out | {"old_silent", "no_survey", "small_city"}
    ),
    "the same row again": lambda plan: replace(plan, broadcasts=plan.broadcasts[:1] * 24),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_a_cheap_trick_is_worth_less_than_the_seniors_plan(trick: str) -> None:
    context = SOMEBODY[1]
    assert share_of_the_way(TRICKS[trick](senior(draw_case(context))), context) < 0.85, trick


def test_a_false_last_day_costs_more_than_it_brings_even_at_the_months_end() -> None:
    for context in SOMEBODY[1:4]:
        plan = senior(draw_case(context))
        ends = tuple(m.model_copy(update={"scarcity": "always"}) if m.day > 24 else m for m in plan.broadcasts)
        assert share_of_the_way(replace(plan, broadcasts=ends), context) < 0.97


def test_free_packs_make_no_paying_members() -> None:
    context = SOMEBODY[1]
    assert share_of_the_way(replace(senior(draw_case(context)), price_yuan=0.0), context) < 0.2


def test_random_plans_stay_far_below_the_seniors() -> None:
    rng = np.random.default_rng(3)
    context = SOMEBODY[2]
    case = draw_case(context)
    base = senior(case)
    needs = [need.slug for need in case.needs]
    shares = []
    for _try in range(8):
        messages = tuple(
            Message.model_validate(
                {
                    "day": int(rng.integers(1, 31)),
                    "hour": int(rng.integers(8, 23)),
                    "to": str(rng.choice(["new", "active", "paying", "all"])),
                    "says": str(rng.choice(["useful", "case", "reminder", "offer", "greeting"])),
                    "topic": str(rng.choice(needs)),
                    "offer": str(rng.choice(["none", "pack", "member"])),
                    "scarcity": str(rng.choice(["none", "real", "always"])),
                }
            )
            for _message in range(int(rng.integers(1, 25)))
        )
        tiers = {
            name: row.model_copy(
                update={
                    "group_size": int(rng.integers(20, 500)),
                    "host_minutes": int(rng.integers(0, 300)),
                    "activities": int(rng.integers(0, 10)),
                    "gives": str(rng.choice(["pack", "weekly", "private", "cocreate", "red_packet", "greeting"])),
                    "topic": str(rng.choice(needs)),
                }
            )
            for name, row in base.tiers.items()
        }
        shares.append(
            share_of_the_way(
                replace(base, tiers=tiers, broadcasts=messages, price_yuan=float(rng.integers(0, 300))), context
            )
        )
    assert max(shares) < 0.8


def test_what_a_tier_wants_is_worth_more_than_what_the_survey_shouts() -> None:
    context = SOMEBODY[3]
    plan = senior(draw_case(context))
    wrong = next(need.slug for need in draw_case(context).needs if need.slug not in draw_case(context).truth.needs)
    off = changed(plan, tiers={"topic": wrong}, each={"topic": wrong}, pack_topic=wrong)
    assert share_of_the_way(off, context) < 0.6


def test_the_same_plan_is_worth_the_same_and_a_change_of_one_message_moves_it_little() -> None:
    context = SOMEBODY[0]
    case = draw_case(context)
    plan = senior(case)
    first, again = (simulate(plan, case, FEW).value_yuan for _time in range(2))
    assert (first == again).all()
    later = plan.broadcasts[0].model_copy(update={"hour": 21})
    moved = simulate(replace(plan, broadcasts=(later, *plan.broadcasts[1:])), case, FEW)
    assert np.abs(moved.value_yuan / first - 1).max() < 0.1


def test_two_secrets_give_nearly_the_same_points() -> None:
    given = answer("solid", SOMEBODY[0])
    secrets = [Context(SOMEBODY[0].cohort, SOMEBODY[0].trainee, bytes([number])) for number in range(2)]
    assert np.std([TASK.score(given, context).points for context in secrets]) < 1.5


# --- coach, check, page, bad input ---


def test_the_coach_finds_what_is_wrong_with_a_spammers_month() -> None:
    told = {one.lever for one in coach(answer("tempted", SOMEBODY[0]), SOMEBODY[0])}
    assert told & {"scarcity", "useful", "leave_out", "gives", "price"}
    assert draw_case(sister(SOMEBODY[0])).brand_slug != draw_case(SOMEBODY[0]).brand_slug


def test_checks_point_at_slips_and_keep_the_key_to_themselves() -> None:
    for context in SOMEBODY[:3]:
        case = draw_case(context)
        hidden = {id for pair in case.doubled for id in pair} | case.tests
        for level in ("tempted", "careless", "gaming"):
            findings = TASK.check(answer(level, context), context)
            assert [finding for finding in findings if finding.grave], level
            said = " ".join(str(finding.what) for finding in findings)
            cited = {id for row in fields(level, context)["segments"] for id in row["evidence"]}
            assert not [id for id in hidden - cited - set(fields(level, context)["dropped"]) if id in said]
            assert not [card.id for card in case.cards if card.id in said and card.id not in cited]
        assert not [finding for finding in TASK.check(answer("excellent", context), context) if finding.grave]


def test_an_unknown_id_is_told_and_breaks_nothing() -> None:
    context = SOMEBODY[0]
    written = fields("excellent", context)
    odd = answer(
        "excellent",
        context,
        dropped=["U999"],
        card_quote="X1",
        segments=[{**row, "evidence": ["U999"]} for row in written["segments"]],
        decisions={f"W{n}": {"action": "send", "reason": "tired"} for n in range(16)},
    )
    assert any("U999" in str(finding.what) for finding in TASK.check(odd, context))
    points = marks(odd, context)
    assert points["cleaning"] == points["not_to_message"] == 0
    assert "U999" in TASK.page(odd, context) or "X1" in TASK.page(odd, context)


@pytest.mark.parametrize(
    "change",
    [
        {"dropped": [f"U{n:03d}" for n in range(30)]},
        {"conditions": []},
        {"conditions": [{"segment": "4", "column": "age", "operator": "is", "value": ""}]},
        {"segments": [{"name": "x", "need": "n9", "people": -1, "evidence": []}] * 3},
        {"price": -1},
        {"r_weight": 6},
        {"broadcasts": [{"day": 31, "hour": 25, "to": "mars", "says": "spam", "topic": "n1"}]},
        {"decisions": {}},
        {"card_line": "字" * 41},
        {"review": ""},
    ],
)
def test_bad_input_gives_a_sentence(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidAnswer) as invalid:
        parse(TASK, fields("excellent", SOMEBODY[0]) | change)
    assert all(len(str(problem.what)) > 3 for problem in invalid.value.problems)
    assert {problem.field.partition(".")[0] for problem in invalid.value.problems} <= set(change)


@pytest.mark.parametrize(
    "change",
    [
        {"forecast_low": 90, "forecast_high": 10},
        {"r_cut_1": 90, "r_cut_2": 10},
        {"tiers": "twice"},
        {"stages": "twice"},
    ],
)
def test_what_does_not_fit_together_is_told(change: dict[str, Any]) -> None:
    written = fields("excellent", SOMEBODY[0])
    change = {name: [written[name][0]] * 3 if value == "twice" else value for name, value in change.items()}
    with pytest.raises(InvalidAnswer) as invalid:
        parse(TASK, written | change)
    assert all(len(str(problem.what)) > 5 for problem in invalid.value.problems)


def test_the_page_for_mentors_is_inert() -> None:
    bad = "<script>alert(1)</script><img>"
    context = SOMEBODY[0]
    html = TASK.page(answer("excellent", context, review=bad * 2, card_line=bad, card_does=bad), context)
    assert "<script" not in html
    assert "<img" not in html


def test_the_best_plan_reads_back_as_it_was_written() -> None:
    context = SOMEBODY[0]
    plan = read_plan(answer("excellent", context))
    assert plan.broadcasts == senior(draw_case(context)).broadcasts
