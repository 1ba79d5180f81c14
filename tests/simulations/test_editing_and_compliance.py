"""The review desk: material differs by trainee, scores order written work as a senior would, tricks earn little."""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.editing_and_compliance import Case, Review, draw_case
from simulations.projects.editing_and_compliance.cover import contrast, passes
from simulations.projects.editing_and_compliance.drafts import KINDS, mends
from simulations.projects.editing_and_compliance.layout import read_layout
from simulations.projects.editing_and_compliance.violation import handle
from simulations.task import JudgedBy, Score

TASK = find_task("editing_and_compliance")
TRAINEES = [Context("desk", f"t{i}", b"a secret of the tests") for i in range(20)]
WRITTEN = {hand_in.level: hand_in for hand_in in hand_ins("editing_and_compliance")}
MANY = [Context("many", f"t{i}") for i in range(60)]


@cache
def answered(level: str, context: Context) -> Review:
    return Review.model_validate(answer_for(WRITTEN[level], context))


def with_changes(context: Context, level: str = "excellent", **changes: Any) -> Review:
    return Review.model_validate(answer_for(WRITTEN[level], context) | changes)


@cache
def scored(level: str, context: Context) -> Score:
    return TASK.score(answered(level, context), context)


def total(hand_in: HandIn, context: Context) -> float:
    return scored(hand_in.level, context).points + sum(mark.points for mark in hand_in.mentor.values())


def points(answer: Review, context: Context, criterion: str) -> float:
    return TASK.score(answer, context).mark(criterion).points or 0.0


# --------------------------------------------------------------------------------------------------------- material
def test_points_sum_to_a_hundred_and_every_judge_has_a_part() -> None:
    assert TASK.max_points == 100
    assert sum(criterion.points for criterion in TASK.judged_by(JudgedBy.MENTOR)) == 30
    assert all(TASK.judged_by(judge) for judge in JudgedBy)
    assert all(len(criterion.anchors) >= 4 for criterion in TASK.judged_by(JudgedBy.MENTOR))


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    cases = [draw_case(context) for context in MANY]
    assert len({tuple(case.flaws.items()) for case in cases}) == len(cases)
    assert {case.violation.right for case in cases} == {True, False}
    assert {case.use.slug for case in cases} == {"gongzhonghao", "xiaohongshu", "shipinhao"}


@pytest.mark.parametrize("context", MANY[:20], ids=lambda context: context.trainee)
def test_material_is_whole_and_every_trap_can_be_avoided(context: Context) -> None:
    case = draw_case(context)
    assert len(case.drafts) == 5
    assert len(case.flaws) == 13
    assert all(len(draft.rows) <= 9 for draft in case.drafts)
    assert sum(bool(row.why_ok) for row in case.sentences.values()) >= 8
    for row in case.sentences.values():
        assert "{" not in row.text
        if row.flaw:
            assert re.search(row.flaw.drop, row.text), "what must go stands in the flawed sentence"
            assert mends(row.flaw.fix, row, case.brand.words), row.flaw.fix
            assert not mends(row.text, row, case.brand.words)
    for draft in case.drafts:
        told = " ".join(draft.material)
        wrong = [row for row in draft.rows if row.flaw and row.flaw.kind == "fact"]
        assert all(str(draft.numbers["a"]) in told for _row in wrong)
    assert sorted(case.covers) == ["k1", "k2", "k3", "k4", "k5"]
    passing = [cover for cover in case.covers.values() if passes(cover, case.use)]
    assert sorted(cover.about for cover in passing) == [False, True]
    spoiled = read_layout(case.article.spoiled, case.article)
    assert spoiled.kept > 0.99
    assert (spoiled.missing, spoiled.placed, spoiled.headings) == (0, 0, ())
    assert min(spoiled.long_share, spoiled.bold_share * 4, spoiled.junk / 5) > 0.5


def test_every_kind_of_flaw_comes_up() -> None:
    assert {kind for context in MANY for kind in draw_case(context).flaws.values()} == set(KINDS)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


def test_the_better_decision_is_better_whatever_the_case() -> None:
    for context in MANY[:24]:
        limited = draw_case(context).violation
        worlds = context.worlds("a test", 200)
        worth = {choice: handle(limited, choice, 1.0, worlds).worth for choice in ("appeal", "correct", None)}
        assert max(worth, key=lambda choice: worth[choice]) == limited.decision
        assert min(worth, key=lambda choice: worth[choice]) is None


# ------------------------------------------------------------------------------------------------------------ scores
def test_written_work_is_ordered_as_a_senior_would() -> None:
    totals = {level: [total(hand_in, context) for context in TRAINEES] for level, hand_in in WRITTEN.items()}
    means = [float(np.mean(totals[level])) for level in WRITTEN]
    assert means[0] > 90
    assert means[-1] < 5
    assert all(better > worse + 4 for better, worse in pairwise(means))
    for better, worse in pairwise(WRITTEN):
        assert all(a > b for a, b in zip(totals[better], totals[worse], strict=True)), (better, worse)


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    own = [scored("excellent", one).points for one in TRAINEES]
    others = [TASK.score(answered("excellent", TRAINEES[place - 1]), one).points for place, one in enumerate(TRAINEES)]
    assert min(own) > 60
    assert max(others) < 25
    assert np.mean(others) < 12


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    for level in WRITTEN:
        score = scored(level, TRAINEES[0])
        assert {mark.criterion for mark in score.marks} == {
            criterion.slug for criterion in TASK.judged_by(JudgedBy.WORLD, JudgedBy.KEY)
        }
        for mark in score.marks:
            assert mark.points is not None
            assert 0 <= mark.points <= mark.max_points
            assert len(str(mark.reason)) > 5


def test_two_secrets_give_nearly_the_same_points() -> None:
    answer = answered("very_good", TRAINEES[0])
    given = [TASK.score(answer, Context("desk", "t0", bytes([i]))).points for i in range(6)]
    assert np.std(given) < 1


def test_a_false_alarm_costs_as_much_as_a_miss_and_a_wrong_name_half() -> None:
    context = TRAINEES[1]
    case = draw_case(context)
    truth = [{"sentence": id, "kind": kind} for id, kind in case.flaws.items()]
    innocent = next(id for id, row in case.sentences.items() if row.why_ok)
    other = next(kind for kind in KINDS if kind != truth[0]["kind"])

    def given(marks: list[dict[str, str]]) -> float:
        return points(with_changes(context, marks=marks), context, "marking")

    full = given(truth)
    assert full == 20
    miss, alarm = full - given(truth[1:]), full - given([*truth, {"sentence": innocent, "kind": "forbidden"}])
    assert miss == pytest.approx(alarm, abs=0.02)
    assert full - given([{**truth[0], "kind": other}, *truth[1:]]) == pytest.approx(miss / 2, abs=0.02)


def test_a_correction_must_take_the_flaw_away_and_keep_what_was_said() -> None:
    context = TRAINEES[2]
    case = draw_case(context)
    ids = list(case.flaws)[:4]

    def given(fixes: list[str]) -> float:
        marks = [{"sentence": id, "kind": case.flaws[id], "fix": fix} for id, fix in zip(ids, fixes, strict=True)]
        return points(with_changes(context, marks=marks), context, "fixes")

    good = [case.sentences[id].flaw.fix for id in ids]
    assert given(good) == 8
    assert given([case.sentences[id].text[:160] for id in ids]) == 0
    assert given(["这一句请作者自己再想一想，改好。"] * 4) <= 2
    assert given(["行业第一的工具，" + fix for fix in good]) == 0


def test_a_number_changed_in_the_layout_costs_most_of_it() -> None:
    context = TRAINEES[3]
    layout = answered("excellent", context).layout
    number = str(draw_case(context).article.numbers["n1"])
    spoiled = with_changes(context, layout=layout.replace(number, str(int(number) + 1)))
    assert points(spoiled, context, "layout") < 0.35 * points(answered("excellent", context), context, "layout")


def test_what_the_user_does_not_want_to_read_costs_the_whole_ground() -> None:
    context = TRAINEES[4]
    story = draw_case(context).story
    told = answered("excellent", context).story
    assert points(with_changes(context, story=f"{told}\n\n{story.voice[-1].text}"), context, "story_facts") == 0


def test_a_scolding_statement_and_the_wrong_order_weaken_a_case() -> None:
    for context in TRAINEES[:4]:
        best = points(answered("excellent", context), context, "violation")
        evidence = answered("excellent", context).evidence
        scolding = with_changes(context, statement="凭什么限流，别家都这么发，你们是不是针对我们！！")
        assert points(scolding, context, "violation") < 0.75 * best
        assert points(with_changes(context, evidence=evidence[::-1]), context, "violation") <= best + 1e-9


# ------------------------------------------------------------------------------------------------------ cheap tricks
def everything_marked(case: Case, told: Review) -> dict[str, Any]:
    return {"marks": [{"sentence": id, "kind": "forbidden"} for id in case.sentences]}


def by_a_list_of_words(case: Case, told: Review) -> dict[str, Any]:
    loud = [id for id, row in case.sentences.items() if re.search("最|第一|唯一", row.text)]
    return {"marks": [{"sentence": id, "kind": "forbidden"} for id in loud or case.sentences]}


def empty_corrections(case: Case, told: Review) -> dict[str, Any]:
    return {"marks": [{"sentence": id, "kind": kind, "fix": "。，" * 9} for id, kind in case.flaws.items()]}


def one_sentence_again_and_again(case: Case, told: Review) -> dict[str, Any]:
    return {"story": (f"{case.story.person}早上头疼，" + "，".join(sorted(case.story.words)) + "。") * 20}


def the_voice_as_a_story(case: Case, told: Review) -> dict[str, Any]:
    return {"story": "".join(row.text for row in case.story.voice)}


def a_giant_story(case: Case, told: Review) -> dict[str, Any]:
    return {"story": (told.story * 4)[:1200]}


def headings_and_nothing_else(case: Case, told: Review) -> dict[str, Any]:
    return {"layout": "## 这是第一节\n\n**字**\n\n## 这是第二节\n\n" + "字" * 60}


def the_article_as_it_came(case: Case, told: Review) -> dict[str, Any]:
    return {"layout": case.article.spoiled}


def evidence_as_it_lies_there(case: Case, told: Review) -> dict[str, Any]:
    wrong = "correct" if case.violation.decision == "appeal" else "appeal"
    return {"decision": wrong, "evidence": ["E1", "E2", "E3", "E4"], "statement": "请恢复请恢复请恢复请恢复"}


def every_cover_passes(case: Case, told: Review) -> dict[str, Any]:
    return {"covers_pass": sorted(case.covers)}


def the_manual_cited_whole(case: Case, told: Review) -> dict[str, Any]:
    return {"story_rows": [row.id for row in case.story.manual][:10]}


def one_verdict(verdict: str) -> Callable[[Case, Review], dict[str, Any]]:
    return lambda case, told: {"verdicts": dict.fromkeys(case.phrases, verdict)}


TRICKS: dict[str, tuple[Callable[[Case, Review], dict[str, Any]], str, float]] = {
    "everything marked": (everything_marked, "marking", 0.0),
    "by a list of words": (by_a_list_of_words, "marking", 0.1),
    "empty corrections": (empty_corrections, "fixes", 0.0),
    "one sentence again and again": (one_sentence_again_and_again, "story_facts", 0.1),
    "the voice as a story": (the_voice_as_a_story, "story_facts", 0.0),
    "a giant story": (a_giant_story, "story_facts", 0.35),
    "headings and nothing else": (headings_and_nothing_else, "layout", 0.0),
    "the article as it came": (the_article_as_it_came, "layout", 0.1),
    "evidence as it lies there": (evidence_as_it_lies_there, "violation", 0.35),
    "all forbidden": (one_verdict("forbidden"), "verdicts", 0.0),
    "all in need of proof": (one_verdict("needs_proof"), "verdicts", 0.0),
    "all allowed": (one_verdict("allowed"), "verdicts", 0.0),
    # The rest of these answers is excellent: what the trick itself could earn is lost.
    "every cover passes": (every_cover_passes, "cover", 0.5),
    "the manual cited whole": (the_manual_cited_whole, "story_facts", 0.7),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_cheap_tricks_earn_little(trick: str) -> None:
    changes, criterion, most = TRICKS[trick]
    shares = []
    for context in TRAINEES[:4]:
        answer = with_changes(context, **changes(draw_case(context), answered("excellent", context)))
        shares.append(points(answer, context, criterion) / TASK.criterion(criterion).points)
    assert np.mean(shares) <= most + 1e-9


# ---------------------------------------------------------------------------------------------------- before and around
def test_checks_help_and_keep_the_key_to_themselves() -> None:
    for context in TRAINEES[:2]:
        case = draw_case(context)
        found = TASK.check(answered("careless", context), context)
        assert {"marks", "story", "statement", "layout"} <= {finding.field for finding in found}
        said = " ".join(
            str(finding.what) for level in WRITTEN for finding in TASK.check(answered(level, context), context)
        )
        assert not [row.flaw.why for row in case.sentences.values() if row.flaw and row.flaw.why in said]
        assert not [phrase.why for phrase in case.phrases.values() if phrase.why in said]
        assert case.violation.why not in said
    assert not [finding for finding in TASK.check(answered("excellent", TRAINEES[0]), TRAINEES[0]) if finding.grave]


def test_a_check_does_not_tell_a_right_mark_from_a_wrong_one() -> None:
    context = TRAINEES[0]
    case = draw_case(context)
    innocent = [{"sentence": id, "kind": "tone"} for id, row in case.sentences.items() if row.why_ok][:8]
    flawed = [{"sentence": id, "kind": kind} for id, kind in case.flaws.items()][:8]
    told = [TASK.check(with_changes(context, marks=marks), context) for marks in (innocent, flawed)]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"marks": [{"sentence": "A1", "kind": "tone"}] * 2}, "A1"),
        ({"marks": [{"sentence": "Z9", "kind": "tone"}]}, "Z9"),
        ({"marks": [{"sentence": "A1", "kind": "ugly"}]}, "forbidden"),
        ({"verdicts": {"V01": "allowed"}}, "14"),
        ({"evidence": ["E1", "E2", "E3", "E4", "E5"]}, "4"),
        ({"statement": "长" * 201}, "200"),
        ({"cover": "k9"}, "k1"),
        ({"reason": "x"}, "reason"),
    ],
)
def test_bad_input_is_refused_with_what_is_allowed(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        with_changes(TRAINEES[0], **change)


def test_unknown_sentences_are_false_alarms_and_told() -> None:
    context = TRAINEES[0]
    answer = with_changes(context, marks=[{"sentence": "A9", "kind": "tone"}, {"sentence": "B9", "kind": "tone"}])
    missing = {"A9", "B9"} - draw_case(context).sentences.keys()
    assert points(answer, context, "marking") == 0
    assert len([f for f in TASK.check(answer, context) if f.grave and f.field == "marks"]) >= len(missing)


def test_the_page_for_mentors_is_inert_and_shows_the_note_first() -> None:
    texts = dict.fromkeys(("note", "story", "statement", "layout", "ai_log"), "<script>1</script> <img src=x>" * 3)
    html = TASK.page(with_changes(TRAINEES[0], **texts), TRAINEES[0])
    assert "<script" not in html
    assert "<img" not in html
    case = draw_case(TRAINEES[0])
    assert html.index(case.noted.title) < html.index(case.article.title)
    assert not [row.flaw.why for row in case.sentences.values() if row.flaw and row.flaw.why in html]
