"""The topic bank: material can be seen through, scores order hand-ins, tricks and neighbours earn little."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.topic_bank import Bank, Case, draw_case
from simulations.projects.topic_bank.case import FOLDER
from simulations.projects.topic_bank.planning import breaches
from simulations.projects.topic_bank.pool import KINDS
from simulations.projects.topic_bank.sheets import BYTE_ORDER_MARK, sheets
from simulations.projects.topic_bank.voices import LOUD_PAIN, OWN_SOURCE
from simulations.projects.topic_bank.worth import best, total, worths
from simulations.reading import read_yaml
from simulations.task import JudgedBy
from simulations.world.parameters import parameters

TASK = find_task("topic_bank")
CONTEXTS = [Context("topics", f"t{i}", b"secret") for i in range(20)]
WRITTEN = hand_ins("topic_bank")
FORMS = read_yaml(FOLDER / "traps.yaml")


def made(hand_in: HandIn, context: Context, **changes: Any) -> Bank:
    return Bank.model_validate({**answer_for(hand_in, context), **changes})


def points(answer: Bank, context: Context) -> float:
    return TASK.score(answer, context).points


def total_of(hand_in: HandIn, context: Context) -> float:
    return points(made(hand_in, context), context) + sum(mark.points for mark in hand_in.mentor.values())


def test_points_sum_to_a_hundred_and_a_mentor_has_thirty() -> None:
    assert TASK.max_points == 100
    mentor = TASK.judged_by(JudgedBy.MENTOR)
    assert sum(criterion.points for criterion in mentor) == 30
    assert all(len(criterion.anchors) >= 4 for criterion in mentor)


def test_every_number_of_the_worth_has_its_mark_and_range() -> None:
    assert all(row.low is not None for row in parameters("worth", FOLDER).values())


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    cases = [draw_case(context) for context in CONTEXTS]
    assert {case.brand_slug for case in cases} == {"qingxu", "hebiao", "jinribi"}
    assert len({case.traps for case in cases}) == len(cases)
    assert {case.topics[id].kind for case in cases for id in case.traps} == set(KINDS)


@pytest.mark.parametrize("context", CONTEXTS[:8], ids=lambda context: context.trainee)
def test_every_trap_shows_in_the_rows_that_are_its_evidence(context: Context) -> None:
    case = draw_case(context)
    assert len(case.topics) == 45
    assert len(case.traps) == 10
    for id in case.traps:
        topic = case.topics[id]
        assert topic.supports
        assert topic.supports <= case.rows
        assert id not in topic.supports
    by_kind = {case.topics[id].kind: case.topics[id] for id in case.traps}
    for kind, sees in SEES.items():
        if kind in by_kind:
            assert sees(case, by_kind[kind]), kind
    fine = [topic for topic in case.topics.values() if not topic.kind]
    for kind in ("expired", "just_written", "no_material", "past_date"):
        assert not any(SEES[kind](case, topic) for topic in fine), f"something else looks like {kind}"


SEES: dict[str, Any] = {
    "expired": lambda case, topic: case.keywords[topic.keyword].change < -0.5,
    "just_written": lambda case, topic: any(
        (case.monday - case.history[row].day).days <= 6 for row in topic.supports if row[0] == "H"
    ),
    "no_material": lambda case, topic: case.assets[topic.asset].state != "可用",
    "past_date": lambda case, topic: topic.hook != "none" and case.week_of(topic.hook) < 1,
    "loud_voices": lambda case, topic: (
        len(topic.supports) == 3
        and {case.voices[row].source for row in topic.supports} != {OWN_SOURCE}
        and len({case.voices[row].sent[:8] for row in topic.supports}) == 1
    ),
    "off_brand": lambda case, topic: "职场人" not in case.keywords[topic.keyword].audience,
    "paid_hit": lambda case, topic: case.rivals[topic.rival].reads > 40_000,
    "duplicate": lambda case, topic: case.topics[topic.twin].pains == topic.pains,
}


def test_nothing_of_the_key_is_in_the_material() -> None:
    for context in CONTEXTS[:3]:
        shown = "".join(sheet.csv for sheet in sheets(draw_case(context)).values())
        assert not any(kind in shown for kind in KINDS)
        assert not any(row["why"] in shown for slug, row in FORMS.items() if slug != "decoys")
        assert "{" not in shown


def test_the_files_open_in_a_spreadsheet() -> None:
    for sheet in sheets(draw_case(CONTEXTS[0])).values():
        assert sheet.csv.startswith(BYTE_ORDER_MARK)
        assert sheet.csv.count("\r\n") == len(sheet.rows) + 1


def test_hand_ins_are_ordered_as_ranked_for_every_trainee() -> None:
    ranked = sorted((hand_in for hand_in in WRITTEN if hand_in.rank), key=lambda hand_in: hand_in.rank or 0)
    table = np.array([[total_of(hand_in, context) for context in CONTEXTS] for hand_in in ranked])
    assert (np.diff(table, axis=0) < 0).all()
    means = table.mean(axis=1)
    assert means[0] > 90
    assert means[-1] < 10
    assert all(first - second > 4 for first, second in pairwise(means))


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    own, others = [], []
    for mine, neighbour in zip(CONTEXTS, CONTEXTS[1:] + CONTEXTS[:1], strict=True):
        answer = made(WRITTEN[0], mine)
        own.append(points(answer, mine))
        others.append(points(answer, neighbour))
    assert min(own) > 60
    assert max(others) < 0.4 * min(own)
    assert np.mean(others) < 0.2 * np.mean(own)


def test_a_perfect_answer_gets_every_point_of_the_key() -> None:
    """So every trap can be avoided, and a week that keeps all rules can be made of the best."""
    perfect = WRITTEN[0].model_copy(
        update={"answer": {**WRITTEN[0].answer, "choosing": {"by": "worth", "noise": 0}, "labels": 2.0}}
    )
    for context in CONTEXTS:
        answer = made(perfect, context)
        assert list(breaches(answer, draw_case(context))) == []
        assert points(answer, context) >= 68.5


def test_a_refusal_without_cause_costs_as_much_as_a_miss() -> None:
    context = CONTEXTS[0]
    case, answer = draw_case(context), made(WRITTEN[0], CONTEXTS[0])
    fine = next(id for id, topic in case.topics.items() if not topic.kind and not topic.twin)
    alarm = {"topic": fine, "reason": "expired", "rows": ("B01",)}
    refused = [row.model_dump() for row in answer.refused]
    more = Bank.model_validate({**answer.model_dump(), "refused": [*refused, alarm]})
    less = Bank.model_validate({**answer.model_dump(), "refused": refused[1:]})
    marks = [TASK.score(one, context).mark("refusing").points for one in (answer, more, less)]
    assert marks[0] == 18
    assert marks[1] == marks[2] == pytest.approx(16.2)


def test_either_of_a_pair_may_be_refused_but_not_both() -> None:
    context, case = next((c, draw_case(c)) for c in CONTEXTS if any(t.kind == "duplicate" for t in of(c)))
    answer = made(WRITTEN[0], context)
    copy = next(topic for topic in case.topics.values() if topic.kind == "duplicate")
    rows = [row.model_dump() for row in answer.refused]
    first = [{**row, "topic": copy.twin, "rows": (copy.id,)} if row["topic"] == copy.id else row for row in rows]
    both = [*rows, {"topic": copy.twin, "reason": "duplicate", "rows": (copy.id,)}]
    scores = [
        TASK.score(Bank.model_validate({**answer.model_dump(), "refused": one}), context) for one in (rows, first, both)
    ]
    assert [score.mark("refusing").points for score in scores] == [18, 18, pytest.approx(16.2)]
    assert [score.mark("evidence").points for score in scores][:2] == [10, 10]
    assert total(case, [copy.id, copy.twin]) == total(case, [copy.id]) == worths(case)[copy.twin]


def of(context: Context) -> list[Any]:
    return list(draw_case(context).topics.values())


def tricks(case: Case, answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Cheap ways to fill in the form, by name."""
    every = list(case.topics)
    loud = sorted(every, key=lambda id: -case.keywords[case.topics[id].keyword].index)
    bank = [{"topic": id, "segment": "a", "pain": "p1", "hook": "none", "fit": "core"} for id in every[:20]]
    slots = [{"day": "mon", "platform": "gongzhonghao", "topic": every[0]}] * 10
    flat = [{"week": 1, "method": 0, "story": 0, "tool": 0, "date": 0, "focus": "……"}] * 4
    plain = {"bank": bank, "week": slots, "month": flat}

    def refusing(ids: list[str], reason: str, rows: tuple[str, ...]) -> list[dict[str, Any]]:
        return [{"topic": id, "reason": reason, "rows": rows} for id in ids]

    return {
        "the loudest refused": {**plain, "refused": refusing(loud[:14], "off_brand", ("K01",))},
        "everything cited": {**plain, "refused": refusing(every[:14], "expired", ("K01", "R01", "M01", "H01"))},
        "one row many times": {**plain, "bank": bank[:1] * 20, "refused": refusing([loud[0]] * 10, "rumour", ("R01",))},
        "the loudest chosen": {
            **plain,
            "bank": [{**bank[0], "topic": id} for id in loud[:20]],
            "refused": refusing(loud[20:30], "no_material", ("M01",)),
        },
        "a giant text": {
            **plain,
            "refused": refusing(every[:1], "licence", ("L02",)),
            "best": [{**row, "insight": "深" * 300, "angle": "高" * 300} for row in answer["best"]],
        },
        "the same for all": {**plain, "refused": refusing(every[:10], "duplicate", ("T01",))},
        "empty rows": {**plain, "refused": refusing(loud[:10], "paid_hit", ("", " "))},
        "chosen and refused": {
            **plain,
            "bank": [{**bank[0], "topic": id} for id in every[:20]],
            "refused": refusing(every[:14], "paid_hit", ("B02",)),
        },
    }


@pytest.mark.parametrize("name", list(tricks(draw_case(CONTEXTS[0]), {"best": []})))
def test_a_cheap_trick_earns_little(name: str) -> None:
    for context in CONTEXTS[:5]:
        fields = answer_for(WRITTEN[0], context)
        answer = Bank.model_validate({**fields, **tricks(draw_case(context), fields)[name]})
        assert points(answer, context) < 14, name


def test_check_helps_with_slips_and_says_nothing_of_the_key() -> None:
    for context in CONTEXTS[:6]:
        case, fields = draw_case(context), answer_for(WRITTEN[0], context)
        assert [f for f in TASK.check(Bank.model_validate(fields), context) if f.grave] == []
        traps, fine = list(case.traps), list(best(case, 20))
        told = []
        for ids in (traps[:10], fine[:10]):
            refused = [{"topic": id, "reason": "expired", "rows": ("K01",)} for id in ids]
            bank = [{**fields["bank"][0], "topic": id} for id in case.topics if id not in ids][:20]
            slots = [{**slot, "topic": bank[0]["topic"]} for slot in fields["week"]]
            three = [{**row, "topic": bank[0]["topic"]} for row in fields["best"]]
            changed = {**fields, "refused": refused, "bank": bank, "week": slots, "best": three}
            told.append([str(f.what) for f in TASK.check(Bank.model_validate(changed), context)])
        assert told[0] == told[1]


def test_check_finds_rows_that_do_not_exist_and_shares_that_do_not_add_up() -> None:
    context = CONTEXTS[0]
    fields = answer_for(WRITTEN[0], context)
    refused = [{**fields["refused"][0], "rows": ("K99",)}, *fields["refused"][1:]]
    month = [{**fields["month"][0], "story": 90}, *fields["month"][1:]]
    found = TASK.check(Bank.model_validate({**fields, "refused": refused, "month": month}), context)
    assert {"refused", "month"} <= {finding.field for finding in found}
    assert any("K99" in str(finding.what) for finding in found)


@pytest.mark.parametrize(
    ("field", "value"),
    [("bank", []), ("refused", [{"topic": "T99"}]), ("week", "all"), ("month", [{"week": 5}]), ("best", None)],
)
def test_bad_input_names_its_field(field: str, value: Any) -> None:
    with pytest.raises(ValidationError) as told:
        Bank.model_validate({**answer_for(WRITTEN[0], CONTEXTS[0]), field: value})
    assert told.value.errors()[0]["loc"][0] == field


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    for hand_in in WRITTEN:
        score = TASK.score(made(hand_in, CONTEXTS[1]), CONTEXTS[1])
        assert [mark.criterion for mark in score.marks] == [c.slug for c in TASK.judged_by(JudgedBy.KEY)]
        for mark in score.marks:
            assert mark.points is not None
            assert 0 <= mark.points <= mark.max_points
            assert len(str(mark.reason)) > 5


def test_the_page_shows_what_a_trainee_wrote_as_text() -> None:
    context = CONTEXTS[0]
    fields = answer_for(WRITTEN[0], context)
    fields["best"][0] |= {"insight": "<script>alert(1)</script>看这里", "title": "<b>粗</b>的标题"}
    page = TASK.page(Bank.model_validate(fields), context)
    assert "<script" not in page
    assert "&lt;b&gt;粗" in page
    assert LOUD_PAIN not in page


def test_a_mentors_marks_lie_in_their_range_and_fall_with_rank() -> None:
    mentor = {criterion.slug: criterion.points for criterion in TASK.judged_by(JudgedBy.MENTOR)}
    for hand_in in WRITTEN:
        assert set(hand_in.mentor) == set(mentor)
        assert all(0 <= mark.points <= mentor[slug] for slug, mark in hand_in.mentor.items())
        assert all(len(mark.comment) >= 5 for mark in hand_in.mentor.values())
    assert sum(hand_in.rank is not None for hand_in in WRITTEN) >= 5


def test_what_a_written_argument_cites_is_in_the_material() -> None:
    for context in CONTEXTS:
        case = draw_case(context)
        for row in made(WRITTEN[0], context).best:
            cited = re.findall(r"[A-Z]\d{2}", row.insight + row.angle)
            assert cited
            assert set(cited) <= case.rows
