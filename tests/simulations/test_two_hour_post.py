"""The two-hour post: cases differ by trainee, scores order written articles as a senior would, and have reasons."""

from itertools import pairwise

import numpy as np
import pytest

from grading.demo.hand_ins import HandIn
from simulations.brands import brand_of
from simulations.evaluate import interval_score
from simulations.identity import Context
from simulations.projects import find_task, task_of
from simulations.projects.two_hour_post import Post, draw_case, read_post, simulate
from simulations.projects.two_hour_post.case import topic_value
from simulations.task import JudgedBy
from simulations.world.text.compliance import Verdict

TASK = find_task("two_hour_post")
Written = dict[str, tuple[Post, Context, HandIn]]


def total(post: Post, context: Context, hand_in: HandIn) -> float:
    return TASK.score(post, context).points + sum(mark.points for mark in hand_in.mentor.values())


def test_points_sum_to_a_hundred_and_every_judge_has_a_part() -> None:
    assert TASK.max_points == 100
    assert all(TASK.judged_by(judge) for judge in JudgedBy)
    assert all(criterion.anchors for criterion in TASK.judged_by(JudgedBy.MENTOR))


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    cases = [draw_case(Context("c", f"t{i}")) for i in range(40)]
    assert {case.brand_slug for case in cases} == {"qingxu", "hebiao", "jinribi"}
    assert len({tuple(case.slots.values()) for case in cases}) > 30


@pytest.mark.parametrize("number", range(12))
def test_material_is_whole_and_its_traps_can_be_seen(number: int) -> None:
    case = draw_case(Context("material", f"t{number}"))
    for conflict in case.conflicts:
        assert str(conflict.true_value) in case.rows[conflict.trusted].text
        assert any(str(conflict.false_value) in case.rows[row].text for row in conflict.rivals)
        assert conflict.true_value != conflict.false_value
    assert {Verdict(claim["verdict"]) for claim in case.claims} <= {Verdict.FORBIDDEN, Verdict.NEEDS_PROOF}
    best = max(topic_value(case), key=topic_value(case).__getitem__)
    loudest = max(case.topics.values(), key=lambda topic: topic.search_index)
    assert loudest.slug != best
    assert loudest.material < 3 <= case.topics[best].material
    assert not any("{" in row.text for row in case.rows.values())


def test_written_articles_are_ordered_as_a_senior_would(written: Written) -> None:
    ranked = sorted(written.values(), key=lambda row: row[2].rank or 0)
    totals = [total(*row) for row in ranked]
    discordant = sum(a < b for i, a in enumerate(totals) for b in totals[i + 1 :])
    pairs = len(totals) * (len(totals) - 1) / 2
    assert 1 - 2 * discordant / pairs >= 0.85  # Kendall's tau
    assert totals[0] == max(totals) > 85
    assert totals[-1] == min(totals) < 30


def test_every_mark_lies_in_its_range_and_says_why(written: Written) -> None:
    for post, context, _ in written.values():
        score = TASK.score(post, context)
        assert {mark.criterion for mark in score.marks} == {
            criterion.slug for criterion in TASK.judged_by(JudgedBy.WORLD, JudgedBy.KEY)
        }
        for mark in score.marks:
            assert mark.points is not None
            assert 0 <= mark.points <= mark.max_points
            assert len(str(mark.reason)) > 5


def test_a_neighbours_answer_scores_lower_than_ones_own(written: Written) -> None:
    post, context, _ = written["excellent"]

    def of_the_material(other: Context) -> float:
        score = TASK.score(post, other)
        return sum(score.mark(criterion).points or 0 for criterion in ("topic", "facts"))

    neighbours = [Context(context.cohort, f"n{i}", context.secret) for i in range(60)]
    same_brand = [other for other in neighbours if brand_of(other) == brand_of(context)][:8]
    assert of_the_material(context) == 18
    assert np.mean([of_the_material(other) for other in same_brand]) < 0.75 * 18


def test_two_secrets_give_nearly_the_same_points(written: Written) -> None:
    post, context, _ = written["flat_list"]
    points = [TASK.score(post, Context(context.cohort, context.trainee, bytes([i]))).points for i in range(12)]
    assert np.std(points) < 1.5


def test_the_wrong_number_in_the_article_costs_points(written: Written) -> None:
    post, context, _ = written["excellent"]
    case = draw_case(context)
    false = f"{case.conflicts[0].false_value}{case.conflicts[0].unit}"
    spoiled = post.model_copy(update={"body": post.body + f"\n\n免费版有 {false}。"})
    assert TASK.score(spoiled, context).mark("facts").points < TASK.score(post, context).mark("facts").points - 1


def test_the_coach_names_what_is_weak_with_an_interval(written: Written) -> None:
    post, context, _ = written["wall_of_text"]
    advice = TASK.coach(post, TASK.sister(context))
    assert "layout" in {row.lever for row in advice}
    assert all(0 < row.low <= row.effect <= row.high for row in advice)
    assert all(first.effect >= second.effect for first, second in pairwise(advice))


def test_the_sister_brief_is_another_brand_and_public(written: Written) -> None:
    _, context, _ = written["excellent"]
    sister = TASK.sister(context)
    assert brand_of(sister) != brand_of(context)
    assert sister.secret != context.secret


def test_trials_are_luck_in_public_worlds_and_repeatable(written: Written) -> None:
    post, context, _ = written["very_good"]
    reads = [TASK.try_out(post, context, number).kpis()["reads"] for number in range(3)]
    assert len(set(reads)) == 3
    assert TASK.try_out(post, Context(context.cohort, context.trainee), 0).kpis()["reads"] == reads[0]


def test_an_honest_interval_scores_best() -> None:
    reads = np.exp(np.random.default_rng(1).normal(7, 0.8, 4000))
    honest = np.quantile(reads, [0.1, 0.9])
    scores = {factor: interval_score(honest[0] / factor, honest[1] * factor, reads) for factor in (0.5, 0.8, 1, 1.3, 3)}
    assert min(scores, key=scores.__getitem__) == 1


def test_checks_point_at_words_and_keep_the_key_to_themselves(written: Written) -> None:
    post, context, _ = written["absolutes"]
    findings = TASK.check(post, context)
    assert any(finding.grave and finding.excerpt for finding in findings)
    case = draw_case(context)
    said = " ".join(str(finding.what) for finding in findings)
    assert not any(conflict.why in said for conflict in case.conflicts)


def test_the_page_for_mentors_is_inert() -> None:
    case = draw_case(Context())
    body = "<script>1</script>\n\n[x](javascript:1) ![a](http://x/y.png) ![b](pic:p1) <img src=x>"
    texts = ("digest", "call_to_action", "moments_line", "group_line", "reflection", "ai_log")
    answer = Post.model_construct(
        **dict.fromkeys(texts, ""),
        topic="todo",
        topic_reason="<b>",
        topic_evidence=(),
        facts={},
        title="<i>t</i>",
        body=body,
        cover="k1",
        day="thu",
        hour=20,
        forecast_low=1,
        forecast_high=2,
    )
    html = TASK.page(answer, Context())
    assert "<script" not in html
    assert "href" not in html
    assert "<img" not in html
    assert "http://" not in html
    assert case.pictures["p1"]["caption"] in html


def test_a_task_is_found_by_name_and_by_answer(written: Written) -> None:
    assert task_of(written["excellent"][0]) is TASK
    with pytest.raises(KeyError, match="no_such_job"):
        find_task("no_such_job")


def test_an_outcome_has_the_figures_of_the_back_end(written: Written) -> None:
    post, context, _ = written["excellent"]
    case = draw_case(context)
    kpis = simulate(read_post(post, case), case, context.worlds("two_hour_post", 2)).kpis(1)
    assert kpis["reads"] == kpis["message"] + kpis["moments"] + kpis["recommended"] + kpis["other"]
    assert kpis["finishers"] <= kpis["reads"]
