"""Short video and live: interest is read and never typed, plans are ordered, tricks and neighbours earn little."""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.short_video_and_live import Session, draw_case, simulate
from simulations.projects.short_video_and_live.case import FOLDER, Case
from simulations.projects.short_video_and_live.filming import read_video
from simulations.projects.short_video_and_live.hour_marks import LIVE_WORLDS, mark_live
from simulations.projects.short_video_and_live.judging import mark_action, mark_recut, mark_retention
from simulations.projects.short_video_and_live.onair import air, read_plan, rescued
from simulations.projects.short_video_and_live.saying import wrong_in
from simulations.projects.short_video_and_live.wording import read_script
from simulations.task import JudgedBy, Score
from simulations.world.draws import Worlds
from simulations.world.live.paced import hold_paced
from simulations.world.parameters import parameters

TASK: Any = find_task("short_video_and_live")
CONTEXTS = [Context("videos", f"v{i}", b"secret") for i in range(20)]
FEW = CONTEXTS[:2]
WRITTEN = hand_ins("short_video_and_live")
EXPERT = WRITTEN[0]
RIGHTS = ("use", "unproven", "forbidden")


def made(hand_in: HandIn, context: Context, **changes: Any) -> Session:
    answer: Session = TASK.Answer.model_validate({**answer_for(hand_in, context), **changes})
    return answer


@lru_cache(maxsize=64)
def scored(level: str, context: Context) -> Score:
    score: Score = TASK.score(made(next(one for one in WRITTEN if one.level == level), context), context)
    return score


def total_of(hand_in: HandIn, context: Context) -> float:
    return scored(hand_in.level, context).points + sum(mark.points for mark in hand_in.mentor.values())


def test_points_sum_to_a_hundred_and_a_mentor_has_thirty() -> None:
    assert TASK.max_points == 100
    mentor = TASK.judged_by(JudgedBy.MENTOR)
    assert sum(criterion.points for criterion in mentor) == 30
    assert all(len(criterion.anchors) >= 4 for criterion in mentor)


def test_every_number_of_the_text_reader_has_its_mark_and_range() -> None:
    assert all(row.low is not None for row in parameters("effects", FOLDER).values())


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    cases = [draw_case(context) for context in CONTEXTS]
    assert {case.brand_slug for case in cases} == {"qingxu", "hebiao", "jinribi"}
    assert {platform for case in cases for platform in case.platforms} == {"xiaohongshu", "bilibili", "shipinhao"}
    assert len({tuple(point.right for point in case.points) for case in cases}) > 10


@pytest.mark.parametrize("context", CONTEXTS[:8], ids=lambda context: context.trainee)
def test_every_trap_can_be_seen_in_the_material(context: Context) -> None:
    case = draw_case(context)
    for point in case.points:
        asked = [comment for comment in case.comments if comment.point == point.slug]
        if point.right == "use":
            assert len(asked) >= 3
            assert all(any(word in comment.text for word in point.words) for comment in asked)
        else:
            assert len(asked) <= 1
        assert point.says.search(point.text), "a script that says it word for word is seen to say it"
    assert [sum(point.right == right for point in case.points) for right in ("use", "unproven", "forbidden")] == [
        2,
        1,
        1,
    ]
    assert all(good.lowest_yuan < good.tag_yuan for good in case.goods)


def test_nothing_of_the_key_is_in_brief_or_material() -> None:
    for context in FEW:
        case = draw_case(context)
        shown = [case.brief, *case.lures, *(c.text for c in case.comments), *(p.text + p.evidence for p in case.points)]
        assert not any(word in "".join(shown) for word in ("forbidden", "unproven", "{", "nobody"))


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.trainee)
def test_the_expert_breaks_no_rule_in_anybodys_material(context: Context) -> None:
    assert wrong_in(made(EXPERT, context), draw_case(context)) == []


def test_hand_ins_are_ordered_as_ranked_for_every_trainee() -> None:
    ranked = sorted(WRITTEN, key=lambda hand_in: hand_in.rank or 0)
    table = np.array([[total_of(hand_in, context) for context in FEW] for hand_in in ranked])
    assert (np.diff(table, axis=0) < 0).all()
    means = table.mean(axis=1)
    assert means[0] > 88
    assert means[-1] < 10
    assert all(first - second > 3 for first, second in pairwise(means))


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    own, others = [], []
    for mine, neighbour in zip(FEW, CONTEXTS[1:3], strict=True):
        own.append(scored("excellent", mine).points)
        others.append(TASK.score(made(EXPERT, mine), neighbour).points)
    assert np.mean(others) < 0.75 * np.mean(own)
    assert max(others) < min(own)


def session_value(context: Context, **changes: Any) -> float:
    case = draw_case(context)
    plan = read_plan(made(EXPERT, context, **changes), case)
    return mark_live(air(plan, case, context.worlds(TASK.slug, LIVE_WORLDS, "live")), context).points or 0.0


def video_value(context: Context, **changes: Any) -> tuple[float, float]:
    answer = made(EXPERT, context, **changes)
    video = read_video(answer.shots, draw_case(context))
    return mark_retention(answer, video, context).points or 0.0, mark_action(video, context).points or 0.0


Trick = Callable[[dict[str, Any], Case], dict[str, Any]]
SESSION_TRICKS: dict[str, Trick] = {
    "price zero": lambda f, case: {"goods": [{**g, "price_yuan": 0} for g in f["goods"]]},
    "half price": lambda f, case: {"goods": [{**g, "price_yuan": g["price_yuan"] / 2} for g in f["goods"]]},
    "five times the price": lambda f, case: {"goods": [{**g, "price_yuan": 5 * g["price_yuan"]} for g in f["goods"]]},
    "scarcity all along": lambda f, case: {"blocks": [{**b, "offer": "limited"} for b in f["blocks"]]},
    "paid reach without limit": lambda f, case: {"spends": [{"start": 0, "minutes": 60, "yuan": 1e6}]},
    "paid reach in one minute": lambda f, case: {"spends": [{"start": 0, "minutes": 1, "yuan": 1e6}]},
    "raffles all along": lambda f, case: {"blocks": [{**b, "what": "raffle"} for b in f["blocks"]]},
    "benefits all along": lambda f, case: {"blocks": [{**b, "what": "benefit"} for b in f["blocks"]]},
    "one good all the hour": lambda f, case: {
        "blocks": [{**b, "product": case.good("bundle").id, "what": "demo", "offer": "none"} for b in f["blocks"]]
    },
    "the same cue": lambda f, case: {"blocks": [{**b, "cue": f["blocks"][0]["cue"]} for b in f["blocks"]]},
    "no cues": lambda f, case: {"blocks": [{**b, "cue": ""} for b in f["blocks"]]},
    "nobody but the host": lambda f, case: {"crew": f["crew"][:1]},
}


@pytest.mark.parametrize("name", SESSION_TRICKS)
def test_a_trick_of_the_session_earns_less_than_the_plan(name: str) -> None:
    context = FEW[0]
    fields = answer_for(EXPERT, context)
    changed = SESSION_TRICKS[name](fields, draw_case(context))
    assert session_value(context, **changed) < session_value(context) - 1


VIDEO_TRICKS: dict[str, Trick] = {
    "one beat of a minute": lambda f, case: {"shots": [{**f["shots"][0], "seconds": 60}]},
    "no pictures": lambda f, case: {"shots": [{**s, "picture": ""} for s in f["shots"]]},
    "twenty characters a second": lambda f, case: {
        "shots": [{**s, "seconds": s["seconds"] / 4, "words": s["words"] * 2} for s in f["shots"]]
    },
    "the same shot again and again": lambda f, case: {"shots": f["shots"][:1] * 12},
    "the call first": lambda f, case: {"shots": [f["shots"][-1], *f["shots"][:-1]]},
    "nothing said": lambda f, case: {"shots": [{"seconds": 3, "kind": "hook"}] * 12},
    "every word that counts in each row": lambda f, case: {
        "shots": [
            {
                "seconds": 3,
                "kind": "hook",
                "picture": "特写手按屏幕",
                "words": f"却没人{''.join(case.user_words)}{n} 次",
            }
            for n in range(12)
        ]
    },
}


@pytest.mark.parametrize("name", VIDEO_TRICKS)
def test_a_trick_of_the_script_keeps_fewer_than_the_script(name: str) -> None:
    context = FEW[0]
    changed = VIDEO_TRICKS[name](answer_for(EXPERT, context), draw_case(context))
    assert sum(video_value(context)) > 18
    assert sum(video_value(context, **changed)) < 11


def test_calling_everything_a_hook_gains_nothing() -> None:
    context = FEW[0]
    shots = [{**shot, "kind": "hook"} for shot in answer_for(EXPERT, context)["shots"]]
    plain, hooked = video_value(context), video_value(context, shots=shots)
    assert hooked[0] <= plain[0]
    assert hooked[1] < plain[1]


def test_tag_prices_struck_out_cost_complaints_and_compliance() -> None:
    context = FEW[0]
    case, fields = draw_case(context), answer_for(EXPERT, context)
    tags = {good.id: good.tag_yuan for good in case.goods}
    goods = [{**row, "compared_yuan": tags[row["item"]]} for row in fields["goods"]]
    assert session_value(context, goods=goods) < session_value(context) - 0.5
    assert TASK.score(made(EXPERT, context, goods=goods), context).mark("compliance").points == 6


def test_a_recut_that_hints_carries_marks_or_is_one_shot_earns_nothing() -> None:
    context = FEW[0]
    case = draw_case(context)
    all_of_it = [{"shot": shot.id, "seconds": shot.seconds} for shot in case.footage]
    one = [{"shot": "S01", "seconds": 3}]
    for cuts in (all_of_it, one):
        assert (mark_recut(made(EXPERT, context, first_cut=cuts, second_cut=cuts), context).points or 0) < 2
    assert (mark_recut(made(EXPERT, context), context).points or 0) > 8


def test_a_search_among_sessions_finds_nothing_that_a_senior_would_not_sign() -> None:
    """Forty steps uphill from the expert's session in one material: little is gained, and no rule is broken for it."""
    context, rng = FEW[0], np.random.default_rng(3)
    case, fields = draw_case(context), answer_for(EXPERT, context)
    worlds = context.worlds("short_video_and_live", 6, "search")

    def worth(changed: dict[str, Any]) -> float:
        aired = simulate(TASK.Answer.model_validate(changed), case, worlds).aired
        return float(np.mean(aired.value_yuan))

    best, reached = fields, worth(fields)
    start = reached
    for _step in range(40):
        goods = [{**g, "price_yuan": round(g["price_yuan"] * float(np.exp(0.2 * rng.normal())))} for g in best["goods"]]
        place, kind = int(rng.integers(len(best["blocks"]))), str(rng.choice(["benefit", "demo", "raffle", "qa"]))
        blocks = [{**b, "what": kind} if n == place else b for n, b in enumerate(best["blocks"])]
        spends = [{"start": int(rng.integers(50)), "minutes": 8, "yuan": float(rng.integers(100, 2000))}]
        changed = {**best, **[{"goods": goods}, {"blocks": blocks}, {"spends": spends}][int(rng.integers(3))]}
        if (found := worth(changed)) > reached:
            best, reached = changed, found
    assert reached < 1.35 * start
    answer = TASK.Answer.model_validate(best)
    assert wrong_in(answer, case) == []
    sold = {good.id: good for good in case.goods}
    main = next(row for row in answer.goods if row.use == "main")
    assert 0.6 < main.price_yuan / sold[main.item].market_yuan < 1.3


def test_interest_is_read_off_what_is_written() -> None:
    context = FEW[0]
    case = draw_case(context)
    word = case.user_words[0]

    def interest(**shot: Any) -> float:
        answer = made(EXPERT, context, shots=[{"seconds": 4, "kind": "pain", "picture": "手按住卡片特写", **shot}])
        return read_script(answer.shots, case)[0].beat.interest

    plain = interest(words="我们来说一件事情")
    assert interest(words=f"散会了，{word}") > plain
    assert interest(words="这件事他做了 12 分钟") > plain
    assert interest(words="强大专业的神器") < plain
    assert interest(words="我们来说一件事情", picture="") < plain - 0.2
    assert interest(words="我们来说一件事情，" * 5) < plain - 0.1


def test_the_drop_is_lived_through_by_who_has_a_place_and_a_line() -> None:
    context = FEW[0]
    case = draw_case(context)
    minutes, notice, promised, paused = rescued(made(EXPERT, context), case)
    assert (minutes, notice, promised, paused) == (1, True, False, True)
    row = {"step": "second_phone", "role": "control", "within": 1, "told": ""}
    alone = made(EXPERT, context, rescue=[row], crew=[{"who": "T1", "role": "host"}])
    assert rescued(alone, case)[0] == case.black_minutes, "nobody has the place"
    queue = [{**row, "step": step, "within": 0} for step in ("pin_comment", "wait", "group_notice", "second_phone")]
    assert rescued(made(EXPERT, context, rescue=queue), case)[0] == 3, "one pair of hands does one thing at a time"


def test_paid_reach_by_the_minute_is_the_even_budget_where_it_is_even() -> None:
    from simulations.world.live import hold

    context = FEW[0]
    plan = read_plan(made(EXPERT, context), draw_case(context))
    worlds, followers = Worlds(b"paced", 12), np.full(12, 100_000.0)
    even = hold(plan.session.model_copy(update={"paid_yuan": 600.0}), followers, 0.5, worlds)
    paced = hold_paced(plan.session, followers, 0.5, worlds, np.full(60, 10.0))
    assert np.array_equal(even.orders, paced.orders)
    assert np.allclose(even.profit_yuan, paced.profit_yuan)
    with pytest.raises(ValueError, match="shape"):
        hold_paced(plan.session, followers, 0.5, worlds, np.full(59, 10.0))


def test_what_is_said_of_limits_and_prices_must_hold() -> None:
    context = FEW[0]
    case, fields = draw_case(context), answer_for(EXPERT, context)
    item = next(g["item"] for g in fields["goods"] if g["use"] == "traffic")
    more = [{**g, "stock": 300} if g["item"] == item else g for g in fields["goods"]]
    assert {one.rule for one in wrong_in(made(EXPERT, context, goods=more), case)} == {"false_scarcity"}
    denied = [{**fields["blocks"][0], "offer": "none", "cue": "我们不说全网最低价，你们自己比"}, *fields["blocks"][1:]]
    assert wrong_in(made(EXPERT, context, blocks=denied), case) == [], "saying that one does not say it is allowed"


def test_check_helps_with_slips_and_says_nothing_of_the_key() -> None:
    for context in FEW:
        case, fields = draw_case(context), answer_for(EXPERT, context)
        assert [finding for finding in TASK.check(made(EXPERT, context), context) if finding.grave] == []
        silent = [{**shot, "words": "", "caption": ""} for shot in fields["shots"]]
        told = [
            [str(found.what) for found in TASK.check(made(EXPERT, context, shots=silent, points=points), context)]
            for points in ({p.id: "use" for p in case.points}, {p.id: p.right for p in case.points})
        ]
        assert told[0] == told[1]


def test_check_finds_gaps_missing_people_and_shots_that_are_shorter() -> None:
    context = FEW[0]
    fields = answer_for(EXPERT, context)
    changed = {
        "blocks": fields["blocks"][1:],
        "crew": fields["crew"][1:],
        "first_cut": [{"shot": "S01", "seconds": 50}],
        "rescue": [],
    }
    found = {finding.field for finding in TASK.check(made(EXPERT, context, **changed), context)}
    assert {"blocks", "crew", "first_cut", "rescue"} <= found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("shots", []),
        ("shots", [{"seconds": 0, "kind": "hook"}]),
        ("blocks", [{"start": 0, "minutes": 40, "what": "demo"}, {"start": 30, "minutes": 10, "what": "qa"}]),
        ("blocks", [{"start": 50, "minutes": 20, "what": "demo"}]),
        ("goods", "all"),
        ("crew", [{"who": "T1", "role": "host"}, {"who": "T1", "role": "service"}]),
        ("first_cut", [{"shot": "S99", "seconds": 5}]),
        ("crew", [{"who": "T9", "role": "host"}]),
        ("gmv_low", 99_999_999),
        ("packages", [{"which": "first"}]),
        ("points", {"P9": "use"}),
    ],
)
def test_bad_input_is_told_in_a_sentence(field: str, value: Any) -> None:
    with pytest.raises(ValidationError) as told:
        made(EXPERT, FEW[0], **{field: value})
    assert all(error["msg"] for error in told.value.errors())


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    for hand_in in WRITTEN:
        score = scored(hand_in.level, FEW[1])
        judged = TASK.judged_by(JudgedBy.KEY, JudgedBy.WORLD)
        assert [mark.criterion for mark in score.marks] == [criterion.slug for criterion in judged]
        for mark in score.marks:
            assert mark.points is not None
            assert 0 <= mark.points <= mark.max_points
            assert len(str(mark.reason)) > 5


def test_giant_and_odd_texts_are_scored_too() -> None:
    context = FEW[0]
    shots = [{"seconds": 5, "kind": "demo", "picture": "字" * 120, "words": "12 次" * 40, "caption": "🙂" * 40}] * 20
    score = TASK.score(made(EXPERT, context, shots=shots, spends=[], rescue=[]), context)
    assert (score.mark("retention").points or 0) < 2


def test_the_page_shows_what_a_trainee_wrote_as_text() -> None:
    context = FEW[0]
    fields = answer_for(EXPERT, context)
    fields["shots"][0]["words"] = "<script>alert(1)</script>"
    fields["review"] = "<b>粗</b>的复盘"
    page = TASK.page(TASK.Answer.model_validate(fields), context)
    assert "<script" not in page
    assert "&lt;b&gt;粗" in page
    assert "unproven" not in page


def test_the_coach_speaks_on_a_sister_brief_and_finds_what_a_decent_session_lacks() -> None:
    assert TASK.coach is not None
    assert TASK.sister is not None
    context = FEW[0]
    sister = TASK.sister(context)
    assert draw_case(sister).brand_slug != draw_case(context).brand_slug
    advice = TASK.coach(made(next(one for one in WRITTEN if one.level == "decent"), context), context)
    assert {one.lever for one in advice} & {"show", "cues", "ads", "drop", "blocks"}


def test_a_mentors_marks_lie_in_their_range_and_fall_with_rank() -> None:
    mentor = {criterion.slug: criterion.points for criterion in TASK.judged_by(JudgedBy.MENTOR)}
    for hand_in in WRITTEN:
        assert set(hand_in.mentor) == set(mentor)
        assert all(0 <= mark.points <= mentor[slug] for slug, mark in hand_in.mentor.items())
        assert all(len(mark.comment) >= 3 for mark in hand_in.mentor.values())
    assert sum(hand_in.rank is not None for hand_in in WRITTEN) >= 6
