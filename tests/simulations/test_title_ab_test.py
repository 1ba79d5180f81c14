"""The title test: flaws can be seen, honest doubt is paid, scores order hand-ins, tricks and neighbours earn little."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.title_ab_test import Readout, draw_case
from simulations.projects.title_ab_test.campaign import Policy, best_of, share_out
from simulations.projects.title_ab_test.case import FOLDER, Case, value
from simulations.projects.title_ab_test.play import SCORING_WORLDS, Plan, colleague, sealed, simulate
from simulations.projects.title_ab_test.play import best_of as best_plan
from simulations.projects.title_ab_test.posterior import belief_in, earned, lazy
from simulations.reading import read_yaml
from simulations.split_tests import compare, mismatch
from simulations.task import JudgedBy
from simulations.world.draws import Worlds
from simulations.world.parameters import parameters

SLUG = "title_ab_test"
TASK = find_task(SLUG)
CONTEXTS = [Context("titles", f"t{i}", b"secret") for i in range(20)]
WRITTEN = hand_ins(SLUG)
KINDS = read_yaml(FOLDER / "kinds.yaml")["kinds"]


def made(hand_in: HandIn, context: Context, **changes: Any) -> Readout:
    return Readout.model_validate({**answer_for(hand_in, context), **changes})


def points(answer: Readout, context: Context) -> float:
    return TASK.score(answer, context).points


def share(answer: Readout, context: Context, criterion: str) -> float:
    mark = TASK.score(answer, context).mark(criterion)
    return (mark.points or 0.0) / mark.max_points


def claimed(case: Case, verdict: str, reason: str = "sound", then: str = "adopt") -> list[dict[str, str]]:
    return [{"test": id, "verdict": verdict, "reason": reason, "next": then} for id in case.tests]


def test_points_sum_to_a_hundred_and_a_mentor_has_thirty() -> None:
    assert TASK.max_points == 100
    mentor = TASK.judged_by(JudgedBy.MENTOR)
    assert sum(criterion.points for criterion in mentor) == 30
    assert all(len(criterion.anchors) >= 4 for criterion in mentor)


def test_every_number_has_its_mark_and_range() -> None:
    numbers = parameters("numbers", FOLDER)
    assert all(row.low is not None or name in ("pay_right",) for name, row in numbers.items())
    pairs = value("real_spread") ** 2 * (1 - value("no_difference"))
    assert pairs**0.5 == pytest.approx(value("pair_spread"), abs=0.002)


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    cases = [draw_case(context) for context in CONTEXTS]
    assert {case.brand_slug for case in cases} == {"qingxu", "hebiao", "jinribi"}
    assert len({tuple(test.kind for test in case.tests.values()) for case in cases}) == len(cases)
    assert {test.kind for case in cases for test in case.tests.values()} == set(KINDS)


def test_no_title_stands_there_twice_and_no_slot_is_left_open() -> None:
    for context in CONTEXTS:
        case = draw_case(context)
        titles = [title for test in case.tests.values() for title in test.titles]
        assert len(set(titles)) == 24
        assert not any("{" in test.note + test.split for test in case.tests.values())


def test_every_flaw_shows_in_what_a_trainee_sees() -> None:
    for test in (test for context in CONTEXTS for test in draw_case(context).tests.values()):
        p_split = mismatch((test.a.shown, test.b.shown), test.planned)
        told = compare(test.a, test.b)
        assert (p_split < 0.001) == (test.kind == "mismatch")
        if test.kind in ("lucky", "peeked", "many"):
            assert told.p_value < 0.05, "it tempts"
        assert (min(test.planned) > 1.5 * max(test.a.shown, test.b.shown)) == (test.kind == "peeked")
        assert (abs(test.finish[0] / test.finish[1] - 1) > 0.2) == (test.kind == "guardrail")
        assert ("封面" in test.note and "完全一样" not in test.note) == (test.kind == "two_changes")
        if test.kind == "lucky":
            assert 0.4 < test.b.rate / test.a.rate - 1 < 0.65


def test_sound_tests_can_be_decided_and_flawed_ones_cannot() -> None:
    for test in (test for context in CONTEXTS for test in draw_case(context).tests.values()):
        found = belief_in(test)
        assert (found.best != "cannot") == KINDS[test.kind]["decidable"], test.kind
        if KINDS[test.kind]["decidable"]:
            assert found.chances[found.best] > 0.94
        else:
            assert max(found.chances.values()) < 0.75
            assert max(found.share("a"), found.share("b")) <= 0


def test_what_is_better_is_told_by_those_who_finish() -> None:
    bait = next(test for test in draw_case(CONTEXTS[0]).tests.values() if test.kind == "guardrail")
    more_clicks = "b" if bait.b.rate > bait.a.rate else "a"
    assert belief_in(bait).best not in (more_clicks, "cannot")


def test_the_same_word_on_every_test_earns_nothing_and_honest_doubt_is_paid() -> None:
    for context in CONTEXTS[:2]:
        case = draw_case(context)
        for verdict in ("a", "b", "cannot"):
            assert share(made(WRITTEN[0], context, claims=claimed(case, verdict)), context, "claims") == 0
        right = {id: belief_in(test).best for id, test in case.tests.items()}
        assert earned(case, right) == pytest.approx(len(case.tests))
        for id, verdict in right.items():
            if verdict == "cannot":
                for bold in ("a", "b"):
                    assert earned(case, {**right, id: bold}) < earned(case, right) - 1
        assert lazy(case) < len(case.tests) / 2


@pytest.mark.parametrize("level", [0.05, 0.01, 0.001, 1e-6])
def test_no_threshold_of_the_p_value_stands_in_for_looking(level: float) -> None:
    reached = []
    for case in map(draw_case, CONTEXTS):
        ahead = {id: "b" if test.b.rate > test.a.rate else "a" for id, test in case.tests.items()}
        found = {id: compare(test.a, test.b).p_value < level for id, test in case.tests.items()}
        said = {id: ahead[id] if found[id] else "cannot" for id in case.tests}
        reached.append((earned(case, said) - lazy(case)) / (len(case.tests) - lazy(case)))
    assert np.mean(reached) < 0.05
    assert max(reached) < 0.5


def test_hand_ins_are_ordered_as_ranked_for_every_trainee() -> None:
    ranked = sorted((hand_in for hand_in in WRITTEN if hand_in.rank), key=lambda hand_in: hand_in.rank or 0)

    def whole(hand_in: HandIn, context: Context) -> float:
        return points(made(hand_in, context), context) + sum(mark.points for mark in hand_in.mentor.values())

    table = np.array([[whole(hand_in, context) for context in CONTEXTS[:5]] for hand_in in ranked])
    assert (np.diff(table, axis=0) < 0).all()
    means = table.mean(axis=1)
    assert means[0] > 92
    assert means[-1] < 8
    assert all(first - second > 2 for first, second in pairwise(means))


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    own, others = [], []
    for mine, neighbour in pairwise(CONTEXTS[:6]):
        answer = made(WRITTEN[0], mine)
        own.append(points(answer, mine))
        others.append(points(answer, neighbour))
    assert min(own) > 64
    assert max(others) < 0.72 * min(own)
    assert np.mean(others) < 0.62 * np.mean(own)


def test_peeking_and_taking_the_one_ahead_find_what_is_not_there() -> None:
    case, worlds = draw_case(CONTEXTS[0]), Worlds(b"tests", 4000)
    method = case.methods["tag_random"]
    size = 4 * method.per_week

    def false_finds(plan: Plan) -> float:
        played = simulate(plan, case, worlds)
        return float((played.said[played.truth == 0] != 0).mean())

    assert 0.03 < false_finds(Plan(method, size)) < 0.07
    assert 0.03 < false_finds(Plan(method, size, "corrected", 5)) < 0.07
    assert 0.15 < false_finds(Plan(method, size, "peek", 10)) < 0.25
    assert false_finds(Plan(method, size, "peek", 10, "extend")) > 0.2
    assert false_finds(Plan(method, size, undecided="higher")) > 0.95
    for slug in ("two_days", "tag_interest"):
        assert false_finds(Plan(case.methods[slug], size)) > 0.6


def test_a_larger_test_finds_more_and_one_that_eats_the_quarter_is_worth_less() -> None:
    case, worlds = draw_case(CONTEXTS[0]), Worlds(b"tests", 4000)
    method = case.methods["tag_random"]
    right = [float(simulate(Plan(method, weeks * method.per_week), case, worlds).right.mean()) for weeks in (1, 3, 8)]
    assert right == sorted(right)
    worth = [simulate(Plan(method, weeks * method.per_week), case, worlds).worth for weeks in (3, 12)]
    assert worth[0] > worth[1] + 0.1


def test_the_sealed_test_is_the_same_truth_for_every_design() -> None:
    for context in CONTEXTS[:4]:
        method = draw_case(context).methods["tag_random"]
        lifts = [compare(*sealed(Plan(method, size), context)) for size in (200_000, 400_000)]
        assert lifts[0].low < lifts[1].lift < lifts[0].high
        assert sealed(Plan(method, 200_000), context) == sealed(
            Plan(method, 200_000), replace(context, secret=b"another")
        )


def test_a_decent_colleague_is_beaten_by_the_best_and_beats_doing_nothing() -> None:
    for context in CONTEXTS[:3]:
        case = draw_case(context)
        plan, worth = best_plan(context)
        base = simulate(colleague(case), case, context.worlds(SLUG, SCORING_WORLDS)).worth
        assert 0.05 < base < worth
        assert plan.method.slug == "tag_random", "a plan that a senior would sign"
        policy, gain = best_of(context)
        assert policy.name in ("bandit", "commit")
        assert gain > 0.5


def test_random_designs_do_not_beat_the_plan_a_senior_would_sign() -> None:
    rng = np.random.default_rng(3)
    context = CONTEXTS[1]
    case, worlds = draw_case(context), context.worlds(SLUG, SCORING_WORLDS)
    plans = [
        Plan(
            case.methods[str(rng.choice(list(case.methods)))],
            int(10 ** rng.uniform(2, 6.3)),
            str(rng.choice(["fixed", "corrected", "peek"])),
            int(rng.choice([1, 2, 3, 5, 8])),
            str(rng.choice(["keep", "higher", "extend"])),
        )
        for _each in range(60)
    ]
    worth = [simulate(plan, case, worlds).worth for plan in plans]
    best = plans[int(np.argmax(worth))]
    assert max(worth) < 1.08 * best_plan(context)[1]
    assert best.method.slug == "tag_random"
    assert best.undecided == "keep"


def test_random_policies_do_not_beat_the_ones_a_senior_would_think_of() -> None:
    rng = np.random.default_rng(4)
    context = CONTEXTS[2]
    campaign, worlds = draw_case(context).campaign, context.worlds(SLUG, 200, "campaign")
    gains = [
        share_out(
            Policy(
                str(rng.choice(["even", "commit", "bandit"])),
                float(rng.uniform(0.05, 1)),
                int(rng.integers(1, 25)),
                float(rng.uniform(0, 0.15)),
            ),
            campaign,
            worlds,
        ).worth
        for _each in range(25)
    ]
    assert max(gains) < best_of(context)[1] + 0.03


def tricks(case: Case) -> dict[str, dict[str, Any]]:
    """Cheap ways to fill in the form, by name."""
    larger = [
        {"test": id, "verdict": "b" if test.b.rate > test.a.rate else "a", "reason": "sound", "next": "adopt"}
        for id, test in case.tests.items()
    ]
    careful = claimed(case, "cannot", "too_few", "rerun_larger")
    design = {"change": "title", "metric": "opens", "guardrail": "finish", "undecided": "keep", "stopping": "fixed"}
    return {
        "doubt everything": {"claims": careful, "confidence": 0},
        "the larger one everywhere": {"claims": larger, "confidence": 70},
        "b everywhere": {"claims": claimed(case, "b"), "confidence": 50},
        "eight rows of doubt": {"claims": careful[:8], "confidence": 0},
        "two million people": {"claims": careful, **design, "per_arm": 2_000_000},
        "a hundred people": {"claims": careful, **design, "per_arm": 100, "lift": 0.0, "verdict": "cannot"},
        "peek ten times and go on": {"claims": larger, "stopping": "peek", "looks": 10, "undecided": "extend"},
        "the one ahead wins": {"claims": careful, "undecided": "higher"},
        "two days, all followers": {"claims": careful, "split": "two_days", "per_arm": 600_000},
        "forecast of anything": {"claims": larger, "forecast_low": 0, "forecast_high": 100, "undecided": "higher"},
        "even for ever": {"claims": larger, "policy": "even", "undecided": "higher"},
        "shares set all the time, floors high": {"claims": careful, "policy": "bandit", "rounds": 24, "floor": 15},
        "giant texts": {"claims": larger, "report": "显" * 400, "hypothesis": "著" * 300, "split": "two_days"},
    }


TRICKS = list(tricks(draw_case(CONTEXTS[0])))


@pytest.mark.parametrize("name", TRICKS)
def test_a_cheap_trick_earns_clearly_less_than_work(name: str) -> None:
    """Each on an otherwise excellent answer: it costs what it spoils; on a careless one it earns next to nothing."""
    for context in CONTEXTS[:1]:
        trick = tricks(draw_case(context))[name]
        whole = points(made(WRITTEN[0], context), context)
        assert points(made(WRITTEN[0], context, **trick), context) < whole - 20
        assert points(made(WRITTEN[-1], context, **trick), context) < 22


def test_check_helps_with_slips_and_says_nothing_of_the_key() -> None:
    for context in CONTEXTS[:4]:
        case, fields = draw_case(context), answer_for(WRITTEN[0], context)
        assert TASK.check(Readout.model_validate(fields), context) == []
        told = []
        for verdicts in (("a", "b"), ("b", "a")):
            claims = [{**row, "verdict": verdicts[n % 2]} for n, row in enumerate(claimed(case, "a"))]
            told.append([str(f.what) for f in TASK.check(made(WRITTEN[0], context, claims=claims), context)])
        assert told[0] == told[1] == []


def test_check_finds_what_contradicts_itself() -> None:
    context = CONTEXTS[0]
    fields = answer_for(WRITTEN[0], context)
    claims = [{**fields["claims"][0], "verdict": "a", "reason": "time"}, *fields["claims"][1:11]]
    changes = {"claims": claims, "lift": 90.0, "lift_high": 95.0, "per_arm": 1000, "report": "好" * 60, "agenda": []}
    changes["agenda"] = fields["agenda"][:1]
    found = {finding.field for finding in TASK.check(Readout.model_validate({**fields, **changes}), context)}
    assert {"claims", "lift", "per_arm", "report", "agenda"} <= found


@pytest.mark.parametrize(
    ("field", "given"),
    [("claims", []), ("confidence", 101), ("per_arm", -5), ("rate", "很多"), ("policy", "luck"), ("agenda", None)],
)
def test_bad_input_names_its_field(field: str, given: Any) -> None:
    with pytest.raises(ValidationError) as told:
        Readout.model_validate({**answer_for(WRITTEN[0], CONTEXTS[0]), field: given})
    assert told.value.errors()[0]["loc"][0] == field


def test_an_interval_upside_down_and_a_test_judged_twice_are_refused() -> None:
    fields = answer_for(WRITTEN[0], CONTEXTS[0])
    for changes in (
        {"lift_low": 20.0, "lift_high": 10.0},
        {"forecast_low": 60, "forecast_high": 40},
        {"claims": [fields["claims"][0]] * 12},
    ):
        with pytest.raises(ValidationError):
            Readout.model_validate({**fields, **changes})


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    for hand_in in WRITTEN:
        score = TASK.score(made(hand_in, CONTEXTS[1]), CONTEXTS[1])
        asked = TASK.judged_by(JudgedBy.KEY, JudgedBy.WORLD)
        assert [mark.criterion for mark in score.marks] == [criterion.slug for criterion in asked]
        for mark in score.marks:
            assert mark.points is not None
            assert 0 <= mark.points <= mark.max_points
            assert len(str(mark.reason)) > 5


def test_a_design_without_a_single_click_is_scored_all_the_same() -> None:
    context = CONTEXTS[0]
    answer = made(WRITTEN[0], context, per_arm=100, split="ad_even")
    assert share(answer, context, "readout") < 0.1
    TASK.check(answer, context)


def test_the_page_shows_what_a_trainee_wrote_as_text() -> None:
    fields = answer_for(WRITTEN[0], CONTEXTS[0])
    fields |= {"report": "<script>alert(1)</script>" + fields["report"], "hypothesis": "<b>粗</b>的假设，只动一处标题"}
    page = TASK.page(Readout.model_validate(fields), CONTEXTS[0])
    assert "<script" not in page
    assert "&lt;b&gt;粗" in page
    assert not any(kind in page for kind in ("lucky", "clear_ad", "planned_looks"))


def test_a_mentors_marks_lie_in_their_range_and_fall_with_rank() -> None:
    mentor = {criterion.slug: criterion.points for criterion in TASK.judged_by(JudgedBy.MENTOR)}
    for hand_in in WRITTEN:
        assert set(hand_in.mentor) == set(mentor)
        assert all(0 <= mark.points <= mentor[slug] for slug, mark in hand_in.mentor.items())
    assert len(WRITTEN) >= 6
