"""Teardown and reverse design: parts are worth what the chain says, forecasts are honest, tricks earn little."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.evaluate import log_ratio
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.teardown_and_reverse_design import Case, Teardown, draw_case, switch_off
from simulations.projects.teardown_and_reverse_design.answer import PARTS, STEPS
from simulations.projects.teardown_and_reverse_design.brief import SEGMENTS, Brief, outfits
from simulations.projects.teardown_and_reverse_design.case import QUOTA
from simulations.projects.teardown_and_reverse_design.chain import FOLDER, lefts
from simulations.projects.teardown_and_reverse_design.design import (
    Plan,
    best_senior,
    breaches_of,
    colleague,
    read_plan,
    simulate,
)
from simulations.projects.teardown_and_reverse_design.judging import truth
from simulations.reading import read_yaml
from simulations.task import JudgedBy
from simulations.world.draws import Worlds
from simulations.world.parameters import parameters
from simulations.world.rulebook.rules import rules

TASK = find_task("teardown_and_reverse_design")
CONTEXTS = [Context("teardown", f"t{i}", b"secret") for i in range(12)]
WRITTEN = hand_ins("teardown_and_reverse_design")
SLOTS = read_yaml(FOLDER / "parts.yaml")


def made(hand_in: HandIn, context: Context, **changes: Any) -> Teardown:
    return Teardown.model_validate({**answer_for(hand_in, context), **changes})


def points(answer: Teardown, context: Context) -> float:
    return TASK.score(answer, context).points


def mark(answer: Teardown, context: Context, criterion: str) -> float:
    return TASK.score(answer, context).mark(criterion).points or 0.0


def margin_of(plan: Plan, brief: Brief, worlds: Worlds) -> float:
    """Mean log margin over the colleague's in the same worlds."""
    return log_ratio(
        simulate(plan, brief, worlds).figure(brief), simulate(colleague(brief), brief, worlds).figure(brief)
    ).mean


def test_points_sum_to_a_hundred_and_a_mentor_has_thirty() -> None:
    assert TASK.max_points == 100
    mentor = TASK.judged_by(JudgedBy.MENTOR)
    assert sum(criterion.points for criterion in mentor) == 30
    assert all(len(criterion.anchors) >= 4 for criterion in mentor)


def test_every_number_of_the_chain_has_its_mark_and_range() -> None:
    assert all(row.low is not None for row in parameters("chain", FOLDER).values())


def test_every_rule_that_is_named_stands_in_the_rulebook() -> None:
    forms = [form for slot in SLOTS for form in slot["forms"]]
    named = {form[kind] for form in forms for kind in ("breach", "like") if kind in form}
    named |= {row["rule"] for kind in ("contacts", "scarcities") for row in outfits()[kind].values() if "rule" in row}
    assert named <= set(rules())
    assert all(("breach" in form) == (form["group"] == "breach") for form in forms)


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    cases = [draw_case(context) for context in CONTEXTS]
    assert len({tuple(part.text for part in case.path.parts.values()) for case in cases}) == len(cases)
    assert {case.path.account for case in cases} == {
        row["account"] for row in read_yaml(FOLDER / "accounts.yaml").values()
    }


@pytest.mark.parametrize("context", CONTEXTS[:6], ids=lambda context: context.trainee)
def test_a_path_has_twelve_parts_of_every_kind_each_with_a_row_of_its_own(context: Context) -> None:
    case = draw_case(context)
    for path in (case.path, case.sister):
        groups = [part.group for part in path.parts.values()]
        assert tuple(path.parts) == PARTS
        assert {group: groups.count(group) for group in QUOTA} == QUOTA
        records = {row.id: row.text for row in path.records}
        assert len({part.record for part in path.parts.values()}) == len(PARTS)
        assert all(records[part.record] for part in path.parts.values())
        assert not any("{" in text for text in [*records.values(), *(p.text + p.off for p in path.parts.values())])
    assert case.path.account != case.sister.account


def test_what_holds_up_the_path_is_missed_what_hurts_is_not_and_decoration_is_worth_nothing() -> None:
    for context in CONTEXTS:
        case = draw_case(context)
        left = truth(case, context)
        for id, part in case.path.parts.items():
            low, high = {"strong": (40, 90), "decoy": (70, 97), "dead": (100, 100), "harm": (105, 300)}.get(
                part.group, (75, 300)
            )
            assert low <= round(left[id]) <= high, part


def test_false_scarcity_pays_for_a_week_and_costs_by_the_end() -> None:
    seen = 0
    for context in CONTEXTS:
        path = draw_case(context).path
        for part in path.parts.values():
            if part.breach == "false_scarcity":
                seen += 1
                worlds = context.worlds(TASK.slug, 200, "scarcity")
                assert lefts(path.chain, (part.id,), worlds)[part.id] > 103
                first = replace(path.chain, seen=(path.chain.seen[0], 0.0, 0.0, 0.0))
                assert lefts(first, (part.id,), worlds, "scan")[part.id] < 90
    assert seen >= 3


def test_a_try_on_the_sister_path_is_public_and_says_nothing_of_ones_own() -> None:
    context = CONTEXTS[0]
    assert switch_off("P01", context) == switch_off("P01", replace(context, secret=b"other"))
    with pytest.raises(KeyError):
        switch_off("P99", context)


def test_hand_ins_are_ordered_as_ranked_for_every_trainee() -> None:
    mentor = [sum(one.points for one in hand_in.mentor.values()) for hand_in in WRITTEN]
    table = np.array([[points(made(hand_in, context), context) for context in CONTEXTS[:4]] for hand_in in WRITTEN])
    table += np.array(mentor)[:, None]
    assert (np.diff(table, axis=0) < 0).all()
    means = table.mean(axis=1)
    assert means[0] > 90
    assert means[-1] < 10
    assert all(first - second > 2.5 for first, second in pairwise(means))


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    own, others = [], []
    for mine, neighbour in pairwise(CONTEXTS[:4]):
        answer = made(WRITTEN[0], mine)
        own.append(points(answer, mine))
        others.append(points(answer, neighbour))
    assert min(own) > 60
    assert max(others) < 0.6 * min(own)
    assert np.mean(others) < 0.45 * np.mean(own)


def test_every_trap_can_be_avoided() -> None:
    for context in CONTEXTS[:3]:
        case, answer = draw_case(context), made(WRITTEN[0], context)
        parts = {id: {"function": part.functions[0], "stage": part.stages[0]} for id, part in case.path.parts.items()}
        left = {id: {"low": round(x * 0.96), "high": round(x * 1.04)} for id, x in truth(case, context).items()}
        score = TASK.score(made(WRITTEN[0], context, parts=parts, left=left), context)
        for criterion in ("map", "forecast", "ranking", "gates", "gate_evidence"):
            assert score.mark(criterion).points == score.mark(criterion).max_points, criterion
        assert breaches_of(read_plan(answer, case.brief)) == ()


def test_a_false_alarm_at_a_gate_costs_as_much_as_a_miss() -> None:
    context = CONTEXTS[0]
    answer = made(WRITTEN[0], context)
    gates = [gate.model_dump() for gate in answer.gates]
    clean = next(id for id, part in draw_case(context).path.parts.items() if not part.breach)
    more = made(WRITTEN[0], context, gates=[*gates, {"part": clean, "rule": "false_claims", "rows": ["E01"]}])
    less = made(WRITTEN[0], context, gates=gates[1:])
    marks = [mark(one, context, "gates") for one in (answer, more, less)]
    assert marks[0] == 11
    assert marks[1] == marks[2] == pytest.approx(0.75 * 11)


def test_wider_than_known_and_narrower_than_known_both_cost() -> None:
    context = CONTEXTS[1]
    left = truth(draw_case(context), context)

    def spread(ratio: float, off: float = 1.0) -> float:
        spans = {id: {"low": round(x * off / ratio), "high": round(x * off * ratio)} for id, x in left.items()}
        return mark(made(WRITTEN[0], context, left=spans), context, "forecast")

    assert spread(1.05) > spread(1.25) > spread(1.6) == 0
    assert spread(1.01, 1.12) < spread(1.13, 1.12)


def fields_of(plan: Plan) -> dict[str, Any]:
    return {
        **{
            name: getattr(plan, name)
            for name in ("segment", "offer", "filter", "hook", "scarcity", "asked", "messages")
        },
        "contacts": [{"contact": contact, "yuan": yuan} for contact, yuan in plan.contacts],
    }


def tricks(case: Case, answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Answers of somebody who knows the judging and not the path."""
    every = list(PARTS)
    gates = [{"part": id, "rule": "false_scarcity", "rows": ["E01"]} for id in every[:8]]
    flat = {id: {"low": 66, "high": 134} for id in every}
    same = {id: {"function": "nothing", "stage": "none"} for id in every}
    plain = {"parts": same, "left": flat, "gates": gates, **fields_of(colleague(case.brief))}
    plain |= {"needed": [{"step": step, "people": case.brief.target * 3**n} for n, step in enumerate(STEPS[::-1])]}
    first = next(id for id in PARTS)
    buying = [{"contact": "ads", "yuan": case.brief.budget}]
    return {
        "every part is decoration": plain,
        "every interval as wide as can be": {**plain, "left": {id: {"low": 10, "high": 400} for id in every}},
        "every interval a point": {**plain, "left": {id: {"low": 100, "high": 100} for id in every}},
        "every part at a gate": {**plain, "gates": gates + gates[:0]},
        "one part at all gates": {**plain, "gates": [{"part": first, "rule": "false_claims", "rows": ["E01"]}] * 8},
        "every row cited": {**plain, "gates": [{**gate, "rows": ["E01", "E02", "E03"]} for gate in gates]},
        "rows that are none": {**plain, "gates": [{**gate, "rows": ["", "X99"]} for gate in gates]},
        "all reach bought": {**plain, "contacts": buying},
        "far beyond the budget": {**plain, "contacts": [{"contact": "ads", "yuan": 100_000}]},
        "endless scarcity": {**plain, "scarcity": "countdown", "messages": 30},
        "paid for sharing": {
            **plain,
            "contacts": [{"contact": "sharing", "yuan": 0}, {"contact": "comment", "yuan": 0}],
        },
        "everything asked": {**plain, "asked": ["want", "size", "phone", "company", "income"]},
        "no hands needed": {**plain, "offer": "video", "filter": "none", "messages": 0},
        "nothing counted": {**plain, "needed": [{"step": step, "people": 0} for step in STEPS]},
        "one step seven times": {**plain, "needed": [{"step": "high", "people": case.brief.target}] * 7},
        "a giant text": {**plain, "analysis": "深" * 900, "poster_brief": "大" * 600, "landing": "广" * 700},
    }


@pytest.mark.parametrize("name", list(tricks(draw_case(CONTEXTS[0]), {})))
def test_a_cheap_trick_earns_little(name: str) -> None:
    for context in CONTEXTS[:1]:
        fields = answer_for(WRITTEN[0], context)
        answer = Teardown.model_validate({**fields, **tricks(draw_case(context), fields)[name]})
        assert points(answer, context) < 18, name


def test_abuse_of_the_design_never_beats_the_plan_of_a_senior() -> None:
    """Each trick on top of the best plan there is, with hours enough for all who come: all of them lose."""
    for context in CONTEXTS[:3]:
        brief, worlds = replace(draw_case(context).brief, hours=80), context.worlds(TASK.slug, 80, "design")
        best = best_senior(brief, worlds)
        reached = margin_of(best, brief, worlds)
        tricked = {
            "false scarcity": replace(best, scarcity="first"),
            "countdown": replace(best, scarcity="countdown"),
            "off the platform": replace(best, contacts=(("article", 0), ("comment", 0), ("group", 0))),
            "paid sharing": replace(best, contacts=(*best.contacts, ("sharing", 0))),
            "hidden advertisement": replace(best, contacts=(*best.contacts, ("hidden", 600))),
            "phone and income": replace(best, asked=("want", "phone", "income")),
            "spam": replace(best, messages=21),
            "silence": replace(best, messages=0),
            "all the budget on reach": replace(best, contacts=(("ads", brief.budget),)),
            "nobody served": replace(best, offer="video"),
            "goods instead of work": replace(best, offer="box"),
            "a heap as the pack": replace(best, hook="heap"),
            "codes as the pack": replace(best, hook="codes"),
        }
        for name, plan in tricked.items():
            assert margin_of(plan, brief, worlds) < reached, (context.trainee, name)


def test_what_a_search_finds_is_a_plan_a_senior_would_sign() -> None:
    data = outfits()
    for number, context in enumerate(CONTEXTS[:1]):
        brief, worlds = draw_case(context).brief, context.worlds(TASK.slug, 40, "design")
        rng = np.random.default_rng(number)

        def draw(brief: Brief = brief, rng: np.random.Generator = rng) -> Plan:
            ways = [str(way) for way in rng.permutation(list(data["contacts"]))[: int(rng.integers(1, 5))]]
            spent = {"ads": int(rng.integers(1, 1500)), "blogger": 900, "hidden": 600, "component": 600}
            offer, filtered, hook = (str(rng.choice(list(data[kind]))) for kind in ("offers", "filters", "hooks"))
            asked = tuple(
                str(x) for x in rng.permutation(["want", "size", "phone", "income"])[: int(rng.integers(1, 4))]
            )
            return Plan(
                segment=str(rng.choice(SEGMENTS)),
                contacts=tuple((way, spent.get(way, 0)) for way in sorted(ways)),
                scarcity=str(rng.choice(list(data["scarcities"]))),
                asked=asked,
                messages=int(rng.integers(0, 12)),
                offer=offer,
                filter=filtered,
                hook=hook,
            )

        found = max((draw() for _ in range(40)), key=lambda plan: margin_of(plan, brief, worlds))
        reached = margin_of(found, brief, worlds)
        for _ in range(60):
            name = str(rng.choice(["segment", "offer", "filter", "hook", "contacts", "scarcity", "asked", "messages"]))
            plan = replace(found, **{name: getattr(draw(), name)})
            if margin_of(plan, brief, worlds) > reached:
                found, reached = plan, margin_of(plan, brief, worlds)
        best = margin_of(best_senior(brief, worlds), brief, worlds)
        assert reached < best + 0.35
        assert breaches_of(found) == () or reached < best


def test_what_is_spent_beyond_the_budget_is_cut() -> None:
    context = CONTEXTS[0]
    brief = draw_case(context).brief
    ways = [{"contact": "ads", "yuan": 50_000}, {"contact": "blogger", "yuan": 50_000}]
    plan = read_plan(made(WRITTEN[0], context, contacts=ways), brief)
    assert sum(yuan for _contact, yuan in plan.contacts) <= brief.budget


def test_words_on_the_poster_that_break_the_law_cost_the_design() -> None:
    context = CONTEXTS[0]
    marks = [
        mark(made(WRITTEN[0], context, poster_promise=text), context, "margin")
        for text in ("一页纸，明早那一身照着配", "全国第一的穿搭课程，转发三个群截图领取")
    ]
    assert marks[1] < marks[0]


def test_check_helps_with_slips_and_says_nothing_of_the_key() -> None:
    for context in CONTEXTS[:4]:
        case, fields = draw_case(context), answer_for(WRITTEN[0], context)
        assert [finding for finding in TASK.check(Teardown.model_validate(fields), context) if finding.grave] == []
        breaches = [id for id, part in case.path.parts.items() if part.breach]
        clean = [id for id, part in case.path.parts.items() if not part.breach][:4]
        told = []
        for ids in (breaches, clean):
            gates = [{"part": id, "rule": "false_claims", "rows": ["E01"]} for id in ids]
            told.append([str(f.what) for f in TASK.check(made(WRITTEN[0], context, gates=gates), context)])
        assert told[0] == told[1]


def test_check_finds_what_does_not_exist_or_add_up() -> None:
    context = CONTEXTS[0]
    fields = answer_for(WRITTEN[0], context)
    gates = [{**fields["gates"][0], "rows": ["E99"]}]
    needed = [{"step": step, "people": 10 * n} for n, step in enumerate(STEPS, 1)]
    changed = {"gates": gates, "needed": needed, "contacts": [{"contact": "ads", "yuan": 90_000}]}
    found = TASK.check(made(WRITTEN[0], context, **changed), context)
    assert {"gates", "needed", "contacts"} <= {finding.field for finding in found if finding.grave}


def test_nothing_of_the_key_is_in_the_material() -> None:
    for context in CONTEXTS[:4]:
        case = draw_case(context)
        shown = [part.text + part.off for part in case.path.parts.values()]
        shown += [row.text for row in (*case.path.records, *case.cases)] + [row.text for row in case.brief.lines]
        assert not any(group in text for text in shown for group in (*QUOTA, *rules()))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("left", {"P01": {"low": 90, "high": 80}}),
        ("parts", {}),
        ("gates", [{"part": "P99"}]),
        ("needed", "many"),
        ("contacts", []),
        ("messages", -1),
    ],
)
def test_bad_input_names_its_field(field: str, value: Any) -> None:
    with pytest.raises(ValidationError) as told:
        made(WRITTEN[0], CONTEXTS[0], **{field: value})
    assert told.value.errors()[0]["loc"][0] == field


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    for hand_in in WRITTEN:
        score = TASK.score(made(hand_in, CONTEXTS[1]), CONTEXTS[1])
        judged = TASK.judged_by(JudgedBy.KEY, JudgedBy.WORLD)
        assert [one.criterion for one in score.marks] == [criterion.slug for criterion in judged]
        for one in score.marks:
            assert one.points is not None
            assert 0 <= one.points <= one.max_points
            assert len(str(one.reason)) > 5


def test_the_coach_tells_who_breaks_a_rule_what_keeping_it_would_be_worth() -> None:
    tempted = made(next(one for one in WRITTEN if one.level == "tempted"), CONTEXTS[0])
    assert "lawful" in {advice.lever for advice in TASK.coach(tempted, CONTEXTS[0])}  # type: ignore[misc]


def test_the_page_shows_what_a_trainee_wrote_as_text() -> None:
    page = TASK.page(made(WRITTEN[0], CONTEXTS[0], analysis="<script>alert(1)</script>" + "看这里" * 10), CONTEXTS[0])
    assert "<script" not in page
    assert "&lt;script" in page


def test_a_mentors_marks_lie_in_their_range_and_fall_with_rank() -> None:
    mentor = {criterion.slug: criterion.points for criterion in TASK.judged_by(JudgedBy.MENTOR)}
    totals = [sum(one.points for one in hand_in.mentor.values()) for hand_in in WRITTEN]
    assert totals == sorted(totals, reverse=True)
    for hand_in in WRITTEN:
        assert set(hand_in.mentor) == set(mentor)
        assert all(0 <= one.points <= mentor[slug] for slug, one in hand_in.mentor.items())
    assert len(WRITTEN) >= 6


def test_what_the_best_analysis_cites_is_in_the_material() -> None:
    for context in CONTEXTS[:6]:
        case = draw_case(context)
        cited = re.findall(r"[EWC]\d+", made(WRITTEN[0], context).analysis)
        assert len(cited) >= 3
        assert set(cited) <= case.rows
