"""Attribution and channels: evidence tells what can be known, scores order hand-ins, tricks earn little."""

import io
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.attribution import Journey, as_shares, attribute
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.attribution_and_channels import Case, Plan, draw_case
from simulations.projects.attribution_and_channels.evidence import effect_of
from simulations.projects.attribution_and_channels.market import CUT
from simulations.projects.attribution_and_channels.paths import (
    DIRT,
    HEAD,
    NAMES,
    OTHER_NAMES,
    as_csv,
    cleaned,
    kinds_of,
)
from simulations.projects.attribution_and_channels.pilot import POT
from simulations.projects.attribution_and_channels.posts import CAUSES
from simulations.task import JudgedBy, Score
from simulations.world.journeys import CHANNELS

TASK = find_task("attribution_and_channels")
CONTEXTS = [Context("channels", f"t{i}", b"secret") for i in range(3)]
WRITTEN = hand_ins("attribution_and_channels")
RANKED = sorted((hand_in for hand_in in WRITTEN if hand_in.rank), key=lambda hand_in: hand_in.rank or 0)
WORLD = {"budget", "cut", "forecast", "pilot", "increments", "misleading", "evaluation"}


@cache
def fields(level: int, place: int) -> dict[str, Any]:
    return answer_for(RANKED[level], CONTEXTS[place])


@cache
def scored(level: int, place: int) -> Score:
    return TASK.score(Plan.model_validate(fields(level, place)), CONTEXTS[place])


def changed(place: int, level: int = 0, **changes: Any) -> Score:
    return TASK.score(Plan.model_validate({**fields(level, place), **changes}), CONTEXTS[place])


def money(first: Mapping[Any, float], cut: Mapping[Any, float] | None = None) -> list[dict[str, Any]]:
    cut = cut or {channel: (1 - CUT) * yuan for channel, yuan in first.items()}
    return [{"channel": c, "first": round(first.get(c, 0)), "cut": round(cut.get(c, 0))} for c in CHANNELS]


def test_points_sum_to_a_hundred_and_a_mentor_has_thirty() -> None:
    assert TASK.max_points == 100
    mentor = TASK.judged_by(JudgedBy.MENTOR)
    assert sum(criterion.points for criterion in mentor) == 30
    assert all(len(criterion.anchors) >= 4 for criterion in mentor)
    assert {criterion.slug for criterion in TASK.judged_by(JudgedBy.WORLD)} == WORLD


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    one, other = (draw_case(Context("c", "a", secret)) for secret in (b"x", b"y"))
    assert one.rows == other.rows
    assert one.evidence.tests == other.evidence.tests
    assert one.business == other.business
    assert len({draw_case(context).business.total for context in CONTEXTS}) > 1


@pytest.mark.parametrize("place", range(len(CONTEXTS)))
def test_fair_tests_tell_the_truth_and_spoiled_ones_do_not(place: int) -> None:
    case = draw_case(CONTEXTS[place])
    truth = case.business.increments
    for line in case.evidence.tests:
        assert line.channel
        if line.figures:
            off = abs(effect_of(line) - truth[line.channel])
            assert off < 0.09 if line.holds else off > 0.02
    assert sum(line.holds for line in case.evidence.tests) == 4
    assert all(case.evidence.supports(channel) <= case.citable for channel in CHANNELS)


@pytest.mark.parametrize("place", range(len(CONTEXTS)))
def test_last_click_enriches_who_comes_late(place: int) -> None:
    case = draw_case(CONTEXTS[place])
    assert case.models["last"]["search"] > case.caused["search"] + 0.05
    for shares in case.models.values():
        assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("place", range(len(CONTEXTS)))
def test_a_post_breaks_where_its_cause_says(place: int) -> None:
    for post in draw_case(CONTEXTS[place]).posts:
        total, usual = post.sources[-1].people, post.usual.people
        rates = [(b / a) / (d / c) for (a, b), (c, d) in zip(pairwise(total), pairwise(usual), strict=True)]
        broken = {"no_button": 0, "off_path": 1, "wrong_audience": 1, "page_broken": 2, "price": 4}[post.cause]
        assert rates[broken] < 0.5
        assert post.supports <= set(post.rows)
        assert len(post.supports) == 3


def test_the_file_read_by_pandas_gives_what_the_forms_button_gives() -> None:
    import pandas as pd

    case = draw_case(CONTEXTS[1])
    known = {other: NAMES[channel] for channel, others in OTHER_NAMES.items() for other in others}
    table = pd.read_csv(io.BytesIO(as_csv(case.rows)), dtype=str, keep_default_na=False)
    assert tuple(table.columns) == HEAD
    table = table[~table["用户"].str.startswith("test")].drop_duplicates(["用户", "触点路径", "下单时间"])
    met = table["触点路径"].str.split(" > ").explode().str.extract(r"(?P<at>\S+ \S+) (?P<name>.+)")
    met = met.assign(name=met["name"].replace(known), ordered=table["下单时间"].reindex(met.index)).reset_index()
    met = met[(met["ordered"] == "") | (met["at"] <= met["ordered"])].sort_values(["index", "at"], kind="stable")
    last = met[met["ordered"] != ""].groupby("index")["name"].last().value_counts(normalize=True)
    ours = as_shares(attribute(cleaned(case.rows, DIRT, 28), "last"))
    assert {name: share for name, share in ours.items() if share} == pytest.approx(last.to_dict(), abs=0.011)


def test_every_kind_of_dirt_changes_what_one_counts() -> None:
    for context in CONTEXTS:
        rows, kinds = draw_case(context).rows, kinds_of(context.variant("attribution_and_channels"))
        whole = cleaned(rows, DIRT, 28)
        for kind in DIRT:
            without = cleaned(rows, set(DIRT) - {kind}, 28)
            assert (without != whole) == (kind in kinds), kind


def test_hand_ins_are_ordered_as_ranked_for_every_trainee() -> None:
    table = np.array(
        [
            [scored(n, k).points + sum(m.points for m in hand_in.mentor.values()) for k in range(len(CONTEXTS))]
            for n, hand_in in enumerate(RANKED)
        ]
    )
    assert (np.diff(table, axis=0) < 0).all()
    means = table.mean(axis=1)
    assert means[0] > 80
    assert means[-1] < 5
    assert all(first - second > 4 for first, second in pairwise(means))


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    own = [scored(0, k).points for k in range(len(CONTEXTS))]
    others = [
        TASK.score(Plan.model_validate(fields(0, k)), CONTEXTS[(k + 1) % len(CONTEXTS)]).points
        for k in range(len(CONTEXTS))
    ]
    assert np.mean(others) < 0.65 * np.mean(own)
    assert all(others[k] < own[(k + 1) % len(own)] - 5 for k in range(len(own)))


def test_who_reads_the_evidence_beats_who_reads_the_model_and_the_key_is_within_reach() -> None:
    for k in range(len(CONTEXTS)):
        good = draw_case(CONTEXTS[k]).business.good_plans
        best = changed(k, budget=money(*good))
        assert best.mark("budget").points == best.mark("budget").max_points
        assert best.mark("cut").points == best.mark("cut").max_points
        assert (scored(0, k).mark("budget").points or 0) > (scored(3, k).mark("budget").points or 0)


def tricks(case: Case) -> dict[str, tuple[dict[str, Any], str, float]]:
    """Cheap ways to fill in the form: what is filled in, the criterion it aims at, and what it may earn of that."""
    total, channels = case.business.total, CHANNELS
    figures = [figure.id for figure in case.board.figures.values() if not figure.ask]

    def intervals(low: float, high: float) -> list[dict[str, Any]]:
        return [{"channel": channel, "low": low, "high": high} for channel in channels]

    def verdicts(verdict: str) -> list[dict[str, Any]]:
        why = {"add": "next_yuan", "hold": "unknown", "cut": "saturated"}[verdict]
        return [{"channel": channel, "verdict": verdict, "why": why} for channel in channels]

    def pilot(budget: int, success: int, day: int) -> dict[str, Any]:
        return {"pilot_budget": budget, "pilot_success_yuan": success, "pilot_stop_day": day}

    every = [
        "after_order",
        "test_rows",
        "names",
        "duplicates",
        "unordered",
        "only_buyers",
        "only_several",
        "no_coupons",
    ]
    all_to = {c: {"budget": money({c: total})} for c in channels}
    claim = {"channel": "kol", "model": "last", "way": "much", "rows": ["X01"]}
    return {
        **{f"all to {channel}": (fields, "budget", 0.62) for channel, fields in all_to.items()},
        "zero spend": ({"budget": money({})}, "budget", 0.0),
        "equal split": ({"budget": money(dict.fromkeys(channels, total / 6))}, "budget", 0.6),
        "as last month": ({"budget": money({**case.business.spent})}, "budget", 0.2),
        "thrice the money": ({"budget": money({c: 3 * y for c, y in case.business.spent.items()})}, "budget", 0.2),
        "one row many times": ({"budget": money({"search": total})[4:5] * 6}, "budget", 0.0),
        "wide open": ({"increments": intervals(0, 100)}, "increments", 0.0),
        "one narrow number": ({"increments": intervals(10, 10)}, "increments", 0.35),
        "one channel six times": ({"increments": intervals(0, 8)[:1] * 6}, "increments", 0.0),
        "add for all": ({"verdicts": verdicts("add")}, "evaluation", 0.1),
        "hold for all": ({"verdicts": verdicts("hold")}, "evaluation", 0.0),
        "cut for all": ({"verdicts": verdicts("cut")}, "evaluation", 0.35),
        "everything cleaned": ({"cleaning": every}, "cleaning", 0.5),
        "endless pilot": (pilot(POT, 5_000, 90), "pilot", 0.35),
        "no pilot": (pilot(0, 1, 1), "pilot", 0.0),
        "nothing ever fails": (pilot(6_000, 5_000, 14), "pilot", 0.5),
        "vanity": ({"board": [{"figure": f, "decision": f"D{n}"} for n, f in enumerate(figures, 1)]}, "board", 0.0),
        "the same claim": ({"misleading": [claim] * 4}, "misleading", 0.15),
        "everything cited": (
            {"diagnoses": [{"post": p, "cause": "price", "rows": [f"{p}0{n}" for n in range(1, 5)], "fix": "price"}
                           for p in "PQ"]}, "diagnosis", 0.5,
        ),
        "from nothing to a million": ({"forecast_low": 1, "forecast_high": 1_000_000}, "forecast", 0.0),
    }  # fmt: skip


@pytest.mark.parametrize("name", list(tricks(draw_case(CONTEXTS[0]))))
def test_a_cheap_trick_earns_little(name: str) -> None:
    earned = []
    for k in range(2 if name.startswith("all to") else 1):
        fields_, criterion, most = tricks(draw_case(CONTEXTS[k]))[name]
        mark = changed(k, **fields_).mark(criterion)
        earned.append((mark.points or 0) / mark.max_points)
    assert np.mean(earned) <= most, earned


def test_a_random_search_over_budgets_stays_below_the_good_plan() -> None:
    from simulations.projects.attribution_and_channels.play import simulate

    business, worlds = draw_case(CONTEXTS[0]).business, CONTEXTS[0].worlds("attribution_and_channels", 12)
    rng = np.random.default_rng(2)
    good = np.log(simulate(business.good_plans[0], business, worlds, business.total).kept).mean()
    tried = []
    for _each in range(60):
        shares = rng.dirichlet(np.full(len(CHANNELS), 0.7))
        plan = {channel: float(share * business.total) for channel, share in zip(CHANNELS, shares, strict=True)}
        tried.append(np.log(simulate(plan, business, worlds, business.total).kept).mean())
    assert max(tried) < good + 0.01


def test_what_is_owed_is_paid_and_no_more_is_spent_than_there_is() -> None:
    business = draw_case(CONTEXTS[0]).business
    for plan in ({}, dict.fromkeys(CHANNELS, 1e6), dict(business.spent)):
        paid = business.scaled(plan, business.total)
        assert sum(paid.values()) <= business.total + 1e-6
        assert all(paid[channel] >= owed - 1e-6 for channel, owed in business.locked.items())


def test_check_helps_with_slips_and_says_nothing_of_the_key() -> None:
    for k, context in enumerate(CONTEXTS[:2]):
        case, good = draw_case(context), fields(0, k)
        assert [f for f in TASK.check(Plan.model_validate(good), context) if f.grave] == []
        told = []
        for cause in CAUSES:
            diagnoses = [{**row, "cause": cause} for row in good["diagnoses"]]
            swapped = [{**row, "low": 0, "high": 1} for row in good["increments"]]
            answer = {**good, "diagnoses": diagnoses, "increments": swapped}
            told.append([str(f.what) for f in TASK.check(Plan.model_validate(answer), context)])
        assert all(one == told[0] for one in told)
        wrong = {
            "diagnoses": [{**row, "rows": ["P99"]} for row in good["diagnoses"]],
            "budget": money(dict.fromkeys(CHANNELS, case.business.total)),
            "pilot_budget": 0,
            "forecast_low": 9_000,
            "forecast_high": 10,
        }
        found = TASK.check(Plan.model_validate({**good, **wrong}), context)
        assert set(wrong) - {"forecast_high"} <= {finding.field for finding in found if finding.grave}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("budget", []),
        ("increments", [{"channel": "search", "low": 9, "high": 2}] * 6),
        ("diagnoses", "both"),
        ("window_days", 30),
        ("pilot_budget", POT + 1),
        ("board", [{"figure": "F99", "decision": "D1"}]),
        ("letter", ""),
        ("letter", "长" * 5000),
    ],
)
def test_bad_input_names_its_field(field: str, value: Any) -> None:
    with pytest.raises(ValidationError) as told:
        Plan.model_validate({**fields(0, 0), field: value})
    assert told.value.errors()[0]["loc"][0] == field


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    for n in range(len(RANKED)):
        score = scored(n, 1)
        judged = TASK.judged_by(JudgedBy.WORLD, JudgedBy.KEY)
        assert [mark.criterion for mark in score.marks] == [criterion.slug for criterion in judged]
        for mark in score.marks:
            assert mark.points is not None
            assert 0 <= mark.points <= mark.max_points
            assert len(str(mark.reason)) > 5


def test_a_trial_has_luck_of_its_own_and_the_coach_moves_money() -> None:
    answer = Plan.model_validate(fields(4, 0))
    assert TASK.try_out is not None
    assert TASK.coach is not None
    first, again, other = (TASK.try_out(answer, CONTEXTS[0], number).kpis()["kept"] for number in (1, 1, 2))
    assert first == again != other
    advice = TASK.coach(answer, CONTEXTS[0])
    assert advice
    assert all(one.low > 0 for one in advice)


def test_the_page_shows_what_a_trainee_wrote_as_text() -> None:
    answer = Plan.model_validate({**fields(0, 0), "letter": "<script>alert(1)</script>" + "看这里" * 20})
    page = TASK.page(answer, CONTEXTS[0])
    assert "<script" not in page
    assert "&lt;script" in page


def test_a_mentors_marks_lie_in_their_range_and_fall_with_rank() -> None:
    mentor = {criterion.slug: criterion.points for criterion in TASK.judged_by(JudgedBy.MENTOR)}
    sums = []
    for hand_in in RANKED:
        assert set(hand_in.mentor) == set(mentor)
        assert all(0 <= mark.points <= mentor[slug] for slug, mark in hand_in.mentor.items())
        sums.append(sum(mark.points for mark in hand_in.mentor.values()))
    assert sums == sorted(sums, reverse=True)
    assert len(RANKED) >= 6


def test_what_the_letter_cites_is_in_the_material() -> None:
    for k, context in enumerate(CONTEXTS):
        case = draw_case(context)
        assert any(id in fields(0, k)["letter"] for id in case.citable)
        assert "{" not in fields(0, k)["letter"] + fields(0, k)["feasibility"]


def test_nothing_of_the_key_is_in_the_file() -> None:
    shown = as_csv(draw_case(CONTEXTS[0]).rows).decode("utf-8-sig")
    assert not any(slug in shown for slug in (*CHANNELS, *CAUSES))
    assert isinstance(draw_case(CONTEXTS[0]).journeys[0], Journey)


def level_of(name: str) -> HandIn:
    return next(hand_in for hand_in in WRITTEN if hand_in.level == name)


def test_the_boss_is_wrong_and_says_so_in_the_brief() -> None:
    brief = " ".join(line.text for line in draw_case(CONTEXTS[0]).brief)
    assert "ROI" in brief
    assert "最后一次点击" in brief
    assert (scored(RANKED.index(level_of("tempted")), 0).mark("budget").points or 0) < 3
