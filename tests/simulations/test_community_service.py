"""Community service: cases differ, skill decides the points, every trap can be avoided and no cheap trick pays."""

from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from curriculum.answers import InvalidAnswer, parse
from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.community_service import Service, draw_case
from simulations.projects.community_service.answer import AutoRule, Shift
from simulations.projects.community_service.autoreply import MISFIRE, first_match, replay
from simulations.projects.community_service.handbook import entries, reported
from simulations.projects.community_service.plan import colleague, duty, senior
from simulations.projects.community_service.play import simulate
from simulations.projects.community_service.replies import judge
from simulations.projects.community_service.triage import best, gained, worth
from simulations.task import JudgedBy

TASK = find_task("community_service")
WRITTEN = {hand_in.level: hand_in for hand_in in hand_ins("community_service")}
SOMEBODY = [Context("tests", f"t{number}", b"a secret of the tests") for number in range(20)]
EVERY_TASK_POINT = [criterion.slug for criterion in TASK.judged_by(JudgedBy.WORLD, JudgedBy.KEY)]


def fields(level: str, context: Context) -> dict[str, Any]:
    return answer_for(WRITTEN[level], context)


def answer(level: str, context: Context, **changes: Any) -> Service:
    return Service.model_validate(fields(level, context) | changes)


@cache
def scored(level: str, context: Context) -> dict[str, float]:
    return marks(answer(level, context), context)


def marks(given: Service, context: Context) -> dict[str, float]:
    return {mark.criterion: mark.points or 0.0 for mark in TASK.score(given, context).marks}


def total(hand_in: HandIn, context: Context) -> float:
    return sum(scored(hand_in.level, context).values()) + sum(mark.points for mark in hand_in.mentor.values())


def test_points_sum_to_a_hundred_and_mentors_have_anchors() -> None:
    assert TASK.max_points == 100
    judged = TASK.judged_by(JudgedBy.MENTOR)
    assert 25 <= sum(criterion.points for criterion in judged) <= 40
    assert all(len(criterion.anchors) >= 4 for criterion in judged)


def test_written_hand_ins_are_ordered_as_a_senior_would_for_everybody() -> None:
    ranked = sorted(WRITTEN.values(), key=lambda hand_in: hand_in.rank or 0)
    for context in SOMEBODY:
        totals = [total(hand_in, context) for hand_in in ranked]
        assert all(better > worse + 1 for better, worse in pairwise(totals)), (context.trainee, totals)
        assert totals[0] > 90
        assert totals[-1] < 15


def test_a_neighbours_answer_scores_far_lower_than_ones_own() -> None:
    for own, other in zip(SOMEBODY, SOMEBODY[1:] + SOMEBODY[:1], strict=True):
        theirs = marks(answer("excellent", other), own)
        assert sum(theirs.values()) < 0.4 * sum(scored("excellent", own).values())


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    assert len({draw_case(context).messages[0].text for context in SOMEBODY}) > 8
    assert len({tuple(draw_case(context).set_replies) for context in SOMEBODY}) == len(SOMEBODY)


@pytest.mark.parametrize("context", SOMEBODY, ids=lambda context: context.trainee)
def test_material_is_whole_and_its_traps_are_there(context: Context) -> None:
    case = draw_case(context)
    assert len(case.messages) == len(case.by_id) == 60
    assert [message.hour for message in case.messages] == sorted(message.hour for message in case.messages)
    assert len(set(case.set_replies.values())) == 8
    assert not [message.text for message in case.messages if "{" in message.text]
    troubles = [message for message in case.messages if message.matter.group == "complaint"]
    assert [message for message in troubles if message.sorted != "B2"], "a polite complaint hides in a bin"
    quiet = [message for message in case.messages if message.matter.group != "complaint"]
    assert [message for message in quiet if message.sorted == "B2"], "something loud is no complaint"
    (wish,) = case.of_group("wish")
    assert (len(case.ids_of(wish.slug)), case.people_of(wish.slug)) == (3, 1)
    assert any(len(case.ids_of(need.slug)) > case.people_of(need.slug) for need in case.of_group("need"))
    assert case.old
    assert not {line.text for line in case.old} & {line.text for line in case.policy}


def test_there_are_at_least_120_written_messages() -> None:
    from simulations.projects.community_service.matters import matters

    assert len({text for matter in matters() for text in matter.texts}) >= 120


@pytest.mark.parametrize("context", SOMEBODY[:5], ids=lambda context: context.trainee)
def test_every_trap_can_be_avoided(context: Context) -> None:
    points = scored("excellent", context)
    for criterion in EVERY_TASK_POINT:
        assert points[criterion] > 0.7 * TASK.criterion(criterion).points, criterion


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    for level in WRITTEN:
        score = TASK.score(answer(level, SOMEBODY[0]), SOMEBODY[0])
        assert [mark.criterion for mark in score.marks] == EVERY_TASK_POINT
        for mark in score.marks:
            assert 0 <= (mark.points or 0) <= mark.max_points
            assert len(str(mark.reason)) > 5


def test_two_secrets_give_nearly_the_same_points() -> None:
    given = answer("solid", SOMEBODY[0])
    secrets = [Context(SOMEBODY[0].cohort, SOMEBODY[0].trainee, bytes([number])) for number in range(6)]
    assert np.std([TASK.score(given, context).points for context in secrets]) < 1.5


# --- the day ---


def test_a_senior_keeps_the_standards_better_than_the_colleague_and_less_goes_public() -> None:
    for context in SOMEBODY[:6]:
        case, worlds = draw_case(context), context.worlds(TASK.slug, 30)
        base, expert = simulate(colleague(), case, worlds), simulate(senior(case), case, worlds)
        assert expert.kept.mean() > base.kept.mean() + 0.2
        assert expert.public.mean() < 0.4 * base.public.mean()
        assert expert.negative_share.mean() < base.negative_share.mean()
        assert expert.trust.mean() > base.trust.mean()
        assert expert.night.mean() > base.night.mean() == 0


def test_nobody_works_more_than_nine_hours_and_the_colleague_leaves_at_six() -> None:
    everywhere = tuple(Shift(who=who, start=0, end=24, mode="desk") for who in ("me", "colleague"))
    desk, call = duty(everywhere)
    assert desk.sum() == 18
    assert desk[9:].sum() == 0
    assert call.sum() == 0


def test_hands_in_the_evening_answer_more_comments_than_hands_in_the_morning() -> None:
    context = SOMEBODY[1]
    early = answer("excellent", context, shifts=[{"who": "me", "start": 9, "end": 18, "mode": "desk"}] * 2)
    assert marks(early, context)["in_time"] < scored("excellent", context)["in_time"] - 1


def test_hiding_complaints_makes_more_of_them_public() -> None:
    context = SOMEBODY[2]
    written = fields("excellent", context)
    case = draw_case(context)
    hidden = {
        id: {"urgency": "now", "route": "hide"} if case.by_id[id].matter.group == "complaint" else decision
        for id, decision in written["exceptions"].items()
    }
    spoiled = marks(Service.model_validate(written | {"exceptions": hidden}), context)
    assert spoiled["trust"] < scored("excellent", context)["trust"] - 2
    assert spoiled["triage"] < scored("excellent", context)["triage"] - 2


def test_being_woken_for_everything_is_worth_less_than_for_what_spreads() -> None:
    context = SOMEBODY[3]
    every = ["outage", "leak", "rumour", "lost", "money", "complaint", "lead", "need", "question", "praise"]
    assert marks(answer("excellent", context, wakes=every), context)["night"] == 0
    assert 0 < marks(answer("excellent", context, wakes=["outage"]), context)["night"] < 3
    assert scored("excellent", context)["night"] == 6


# --- replies, handbook, auto-replies, report ---


def test_a_false_alarm_in_triage_costs() -> None:
    context = SOMEBODY[4]
    case, right = draw_case(context), {message.id: best(message) for message in draw_case(context).messages}
    loud = {id: one.model_copy(update={"urgency": "now"}) for id, one in right.items()}
    assert gained(case, right) == 1.0
    assert gained(case, loud) < 0.85
    assert all(worth(message, best(message)) == 1.0 for message in case.messages)


@pytest.mark.parametrize(
    ("kind", "spoiler"),
    [
        ("money", "我保证今天解决。"),
        ("money", "送您 99 天会员。"),
        ("lost", "是您自己误删的吧。"),
        ("outage", "是机房的问题，半小时恢复。"),
        ("need", "下个版本就上线。"),
        ("manners", "这几天人手不够。"),
    ],
)
def test_one_sentence_too_much_spoils_a_reply(kind: str, spoiler: str) -> None:
    context = SOMEBODY[5]
    case, replies = draw_case(context), fields("excellent", context)["replies"]
    id = next(id for id, name in case.set_replies.items() if name == kind)
    before, after = (
        {one.id: one for one in judge(case, told)}[id] for told in (replies, {**replies, id: replies[id] + spoiler})
    )
    assert (before.share, before.faults) == (1.0, ())
    assert after.share <= 0.5


def test_last_years_number_costs_an_entry_its_answer() -> None:
    context = SOMEBODY[6]
    case, written = draw_case(context), fields("excellent", context)
    assert all(row.holds for row in entries(answer("excellent", context).faq, case))
    stale = answer("solid", context)
    assert [row for row in entries(stale.faq, case) if row.stale]
    assert marks(Service.model_validate(written | {"faq": fields("solid", context)["faq"]}), context)["handbook"] < 7


def test_the_first_rule_that_matches_is_used_and_exact_means_exact() -> None:
    rules = [
        AutoRule(keyword="扣", match="contains", reply="human"),
        AutoRule(keyword="续费", match="contains", reply="f1"),
        AutoRule(keyword="在吗", match="exact", reply="f2"),
    ]
    assert first_match(rules, "关了续费又扣钱") == 0
    assert first_match(rules, "续费怎么关") == 1
    assert first_match(rules, " 在吗 ") == 2
    assert first_match(rules, "在吗？") is None


def test_a_complaint_answered_cheerfully_costs_three_answers() -> None:
    case = draw_case(SOMEBODY[7])
    money = next(m for m in case.messages if m.matter.slug in ("charged", "refund")).matter
    cheerful = [AutoRule(keyword="续费", match="contains", reply="f1")]
    assert replay(cheerful, ["renew"], money, "取消了续费还收钱").worth == MISFIRE
    careful = [AutoRule(keyword="收钱", match="contains", reply="human"), *cheerful]
    assert replay(careful, ["renew"], money, "取消了续费还收钱").worth > 0


def test_a_wish_of_one_and_a_mended_fault_are_no_needs() -> None:
    context = SOMEBODY[8]
    rows = reported(answer("tempted", context).needs, draw_case(context))
    assert [row.share < 0 for row in rows] == [True, True, False, False]


# --- cheap tricks ---


def trick(name: str, context: Context) -> dict[str, Any]:
    """A change to the best answer that costs no thought."""
    case, written = draw_case(context), fields("excellent", context)
    first = next(iter(case.set_replies))
    every = [message.id for message in case.messages][:20]
    now = {"urgency": "now", "route": "answer"}
    return {
        "everything at once": {"rules": dict.fromkeys(written["rules"], now), "exceptions": {}},
        "one reply for all": {"replies": dict.fromkeys(case.set_replies, written["replies"][first])},
        "giant replies": {"replies": {id: (text + "抱歉" * 200)[:200] for id, text in written["replies"].items()}},
        "every id in every entry": {"faq": [{**row, "covers": every} for row in written["faq"]]},
        "one entry eight times": {"faq": written["faq"][:1] * 8},
        "keywords of one sign": {
            "auto": [{"keyword": k, "match": "contains", "reply": f"f{n}"} for n, k in enumerate("么吗的在不我了", 1)]
        },
        "all to a person": {"auto": [{"keyword": k, "match": "contains", "reply": "human"} for k in "么吗的在不我了"]},
        "every id as evidence": {"needs": [{**row, "evidence": every} for row in written["needs"]]},
        "one need four times": {"needs": written["needs"][:1] * 4},
    }[name]


@pytest.mark.parametrize(
    ("name", "criterion", "share"),
    [
        ("everything at once", "triage", 0.1),
        ("one reply for all", "replies", 0.05),
        ("giant replies", "replies", 0.87),
        ("every id in every entry", "handbook", 0.1),
        ("one entry eight times", "handbook", 0.2),
        ("keywords of one sign", "auto", 0.05),
        ("all to a person", "auto", 0.1),
        ("every id as evidence", "needs", 0.3),
        ("one need four times", "needs", 0.1),
    ],
)
def test_a_cheap_trick_pays_little(name: str, criterion: str, share: float) -> None:
    for context in SOMEBODY[:2]:
        points = marks(answer("excellent", context, **trick(name, context)), context)
        assert points[criterion] <= share * TASK.criterion(criterion).points, points


# --- check, page, bad input ---


def test_checks_point_at_slips_and_keep_the_key_to_themselves() -> None:
    for context in SOMEBODY[:6]:
        case = draw_case(context)
        for level in ("tempted", "careless", "machine"):
            findings = TASK.check(answer(level, context), context)
            assert findings
            said = " ".join(str(finding.what) for finding in findings)
            hidden = {matter.name for matter in case.active if matter.group in ("complaint", "rumour", "need", "wish")}
            assert not [name for name in hidden if name in said]
    grave = {finding.field for finding in TASK.check(answer("gaming", SOMEBODY[0]), SOMEBODY[0]) if finding.grave}
    assert "shifts" in grave
    machine = TASK.check(answer("machine", SOMEBODY[0]), SOMEBODY[0])
    assert "rules" in {finding.field for finding in machine if finding.grave}, "a comment gets no auto-reply"


def test_a_good_answer_is_hardly_disturbed_by_the_check() -> None:
    for context in SOMEBODY[:6]:
        assert not [f for f in TASK.check(answer("excellent", context), context) if f.grave]


def test_an_unknown_id_is_told_and_breaks_nothing() -> None:
    context = SOMEBODY[0]
    written = fields("excellent", context)
    odd = Service.model_validate(
        written
        | {
            "exceptions": {**dict(list(written["exceptions"].items())[:20]), "M99": {"urgency": "now", "route": "pr"}},
            "faq": [{**written["faq"][0], "covers": ["M99"]}, *written["faq"][1:]],
            "auto": [{"keyword": "导出", "match": "contains", "reply": "f8"}] * 3,
        }
    )
    assert any("M99" in str(finding.what) for finding in TASK.check(odd, context))
    assert TASK.score(odd, context).points > 0


@pytest.mark.parametrize(
    "change",
    [
        {"exceptions": {f"M{n:02d}": {"urgency": "now", "route": "answer"} for n in range(1, 26)}},
        {"rules": {"B1": {"urgency": "now", "route": "answer"}}},
        {"shifts": [{"who": "me", "start": 22, "end": 6, "mode": "call"}]},
        {"replies": {"M01": ""}},
        {"auto": [{"keyword": "", "match": "contains", "reply": "f1"}] * 3},
        {"needs": [{"need": "字" * 61, "evidence": ["M01"], "people": 0, "department": "boss", "suggestion": "x"}] * 3},
    ],
)
def test_bad_input_gives_a_sentence(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidAnswer) as invalid:
        parse(TASK, fields("excellent", SOMEBODY[0]) | change)
    assert all(len(str(problem.what)) > 3 for problem in invalid.value.problems)
    assert {problem.field.partition(".")[0] for problem in invalid.value.problems} <= set(change)


def test_the_page_for_mentors_is_inert_and_shows_replies_beside_their_messages() -> None:
    context = SOMEBODY[0]
    case, written = draw_case(context), fields("excellent", context)
    first = next(iter(case.set_replies))
    bad = "<script>alert(1)</script><img src=x>"
    html = TASK.page(answer("excellent", context, replies={**written["replies"], first: bad}, weekly_note=bad), context)
    assert "<script" not in html
    assert "<img" not in html
    assert all(case.by_id[id].text in html for id in case.set_replies)


def test_what_a_trainee_sees_names_no_matter() -> None:
    message = draw_case(SOMEBODY[0]).messages[0]
    assert Counter(message.who)["·"] == 2
    assert message.matter.slug not in f"{message.who}{message.when}{message.text}"
