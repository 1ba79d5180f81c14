"""Working with AI: the room answers to the prompt, finding inventions pays, tricks earn little."""

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.working_with_ai import Assisted, draw_case, generate
from simulations.projects.working_with_ai.article import CLAIMS, INVENTED, UNVERIFIABLE
from simulations.projects.working_with_ai.generator import OFFERED, leaked, prompt_parts, quality
from simulations.projects.working_with_ai.verifying import mends
from simulations.task import JudgedBy, Score

TASK = find_task("working_with_ai")
TRAINEES = [Context("ai", f"t{i}", b"a secret of the tests") for i in range(24)]
WRITTEN = {hand_in.level: hand_in for hand_in in hand_ins("working_with_ai")}


@cache
def scored(level: str, context: Context) -> Score:
    return TASK.score(Assisted.model_validate(answer_for(WRITTEN[level], context)), context)


def total(hand_in: HandIn, context: Context) -> float:
    return scored(hand_in.level, context).points + sum(mark.points for mark in hand_in.mentor.values())


def changed(context: Context, **changes: Any) -> Score:
    """The best hand-in with something else in it."""
    return TASK.score(Assisted.model_validate(answer_for(WRITTEN["excellent"], context) | changes), context)


def points(score: Score, *criteria: str) -> float:
    return sum(score.mark(criterion).points or 0.0 for criterion in criteria)


# --------------------------------------------------------------------------------------------------------- material
def test_points_sum_to_a_hundred_and_every_judge_has_a_part() -> None:
    assert TASK.max_points == 100
    assert sum(criterion.points for criterion in TASK.judged_by(JudgedBy.MENTOR)) == 25
    assert all(TASK.judged_by(judge) for judge in JudgedBy)
    assert all(len(criterion.anchors) >= 4 for criterion in TASK.judged_by(JudgedBy.MENTOR))


@pytest.mark.parametrize("context", TRAINEES, ids=lambda context: context.trainee)
def test_the_material_decides_every_claim_but_three(context: Context) -> None:
    article = draw_case(context).article
    claims = list(article.claims.values())
    truths = [claim.truth for claim in claims]
    assert len(claims) == CLAIMS
    assert (truths.count("invented"), truths.count("unverifiable")) == (INVENTED, UNVERIFIABLE)
    for claim in claims:
        assert "{" not in claim.text
        assert bool(claim.row) == (claim.truth != "unverifiable")
        if claim.row:
            row = article.rows[claim.row]
            assert row.paper != "O"
            assert claim.value in row.text
            assert (claim.said in row.text) == (claim.truth == "true")
            assert mends(claim.text.replace(claim.said, claim.value), claim)
    text = "".join(claim.text for claim in claims) + "".join(article.connectors.values())
    assert 650 < len(text) < 1200


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    wrong = {
        tuple(claim.id for claim in draw_case(context).article.claims.values() if claim.truth == "invented")
        for context in TRAINEES
    }
    assert len(wrong) == len(TRAINEES)


# ------------------------------------------------------------------------------------------------------------- room
def test_the_same_prompt_brings_the_same_list_and_a_fuller_one_a_better() -> None:
    for context in TRAINEES[:6]:
        room = draw_case(context).room
        full = answer_for(WRITTEN["excellent"], context)["prompt"]
        assert quality(full, room) == 1
        lists = []
        for told in range(len(full) + 1):
            prompt: Any = dict(list(full.items())[:told])
            lists.append(generate(prompt, room))
            assert lists[-1] == generate(prompt, room)
            assert len({idea.id for idea in lists[-1]}) == OFFERED
        good = [sum(idea.kind == "good" for idea in ideas) for ideas in lists]
        assert all(fewer <= more for fewer, more in pairwise(good))
        assert good[-1] > 2 * good[0]
        assert any(idea.kind == "bait" for idea in lists[-1])


def test_saying_one_thing_in_every_part_is_saying_it_once() -> None:
    for context in TRAINEES[:6]:
        prompt = answer_for(WRITTEN["gaming"], context)["prompt"]
        assert sum(told > 0 for told in prompt_parts(prompt, draw_case(context).room).values()) == 1


def test_a_customers_data_in_the_prompt_costs_most_of_its_points() -> None:
    context = TRAINEES[0]
    room = draw_case(context).room
    prompt = answer_for(WRITTEN["excellent"], context)["prompt"]
    for word in (*room.private, room.private[2].replace("-", "")):
        told = prompt | {"user": f"{prompt['user']}，{word}"}
        assert leaked(told, room)
        score = changed(context, prompt=told)
        assert points(score, "prompt") == pytest.approx(0.3 * 8)
        findings = TASK.check(
            Assisted.model_validate(answer_for(WRITTEN["excellent"], context) | {"prompt": told}), context
        )
        assert any(finding.grave for finding in findings)


# ------------------------------------------------------------------------------------------------------------ scores
def test_written_work_is_ordered_as_a_senior_would() -> None:
    for context in TRAINEES:
        totals = [total(hand_in, context) for hand_in in WRITTEN.values()]
        assert all(better > worse for better, worse in pairwise(totals)), (context.trainee, totals)
    means = [float(np.mean([total(hand_in, context) for context in TRAINEES])) for hand_in in WRITTEN.values()]
    assert means[0] > 95
    assert means[-1] < 5
    assert all(better > worse + 4 for better, worse in pairwise(means))


def test_a_neighbours_answer_scores_clearly_lower_than_ones_own() -> None:
    others = [
        TASK.score(Assisted.model_validate(answer_for(WRITTEN["excellent"], TRAINEES[place - 1])), one).points
        for place, one in enumerate(TRAINEES)
    ]
    assert min(scored("excellent", context).points for context in TRAINEES) > 70
    assert max(others) < 30
    assert np.mean(others) < 15


def test_a_false_alarm_costs_as_much_as_a_miss() -> None:
    for context in TRAINEES[:6]:
        claims = draw_case(context).article.claims.values()
        right = {claim.id: claim.truth for claim in claims}
        missed = right | {next(claim.id for claim in claims if claim.truth == "invented"): "true"}
        alarm = right | {next(claim.id for claim in claims if claim.truth == "true"): "invented"}
        assert points(changed(context, verdicts=right), "facts") == 20
        costs = [points(changed(context, verdicts=verdicts), "facts") for verdicts in (missed, alarm)]
        assert costs[0] == costs[1] == 20 - 20 / INVENTED


def test_the_old_page_shows_nothing() -> None:
    context = next(c for c in TRAINEES if any("免费版" in one.text for one in draw_case(c).article.claims.values()))
    article = draw_case(context).article
    old = next(row.id for row in article.rows.values() if row.paper == "O")
    rows = {claim.id: old for claim in article.claims.values() if claim.row}
    assert points(changed(context, rows=rows), "evidence") == 0


@pytest.mark.parametrize(
    ("trick", "criteria", "most"),
    [
        ("everything invented", ("facts", "unverified"), 0),
        ("everything beyond proof", ("facts", "unverified"), 0),
        ("everything true", ("facts", "unverified"), 0),
        ("every label", ("labels",), 3),
        ("no label", ("labels",), 2),
        ("one row for all", ("evidence",), 2),
        ("one title six times", ("titles",), 0),
        ("the model's titles", ("titles",), 0),
        ("rivals' titles", ("titles",), 0),
        ("everything kept", ("ideas",), 9),
        ("everything dropped", ("ideas", "titles"), 9),
        ("giant corrections", ("fixes",), 0),
    ],
)
def test_cheap_tricks_earn_little(trick: str, criteria: tuple[str, ...], most: float) -> None:
    for context in TRAINEES[:8]:
        case, best = draw_case(context), answer_for(WRITTEN["excellent"], context)
        claims, room = case.article.claims, case.room
        ideas = [row["idea"] for row in best["titles"]]
        tricks: dict[str, dict[str, Any]] = {
            "everything invented": {"verdicts": dict.fromkeys(claims, "invented")},
            "everything beyond proof": {"verdicts": dict.fromkeys(claims, "unverifiable")},
            "everything true": {"verdicts": dict.fromkeys(claims, "true")},
            "every label": {"labels": dict.fromkeys(case.publications, ("ai_text", "ai_picture", "ai_voice", "ad"))},
            "no label": {"labels": dict.fromkeys(case.publications, ("none",))},
            "one row for all": {"rows": dict.fromkeys(claims, "M05")},
            "one title six times": {"titles": [best["titles"][0] | {"idea": id} for id in ideas]},
            "the model's titles": {"titles": [{"idea": id, "title": room.ideas[id].text} for id in ideas]},
            "rivals' titles": {
                "titles": [{"idea": id, "title": title} for id, title in zip(ideas, room.rivals, strict=False)]
            },
            "everything kept": {"picks": [pick | {"decision": "keep"} for pick in best["picks"]]},
            "everything dropped": {"picks": [pick | {"decision": "drop"} for pick in best["picks"]]},
            "giant corrections": {
                "fixes": [
                    {"claim": id, "text": "，".join(row.value for row in claims.values())[:160]} for id in claims
                ][:12]
            },
        }
        assert points(changed(context, **tricks[trick]), *criteria) <= most


# ------------------------------------------------------------------------------------------------- check and errors
def test_check_says_nothing_of_the_key() -> None:
    for context in TRAINEES[:4]:
        right = answer_for(WRITTEN["excellent"], context)
        wrong = right | {"verdicts": dict(zip(right["verdicts"], list(right["verdicts"].values())[::-1], strict=True))}
        told = " ".join(str(finding.what) for finding in TASK.check(Assisted.model_validate(wrong), context))
        case = draw_case(context)
        assert not any(claim.why and claim.why in told for claim in case.article.claims.values())
        assert not any(publication.why in told for publication in case.publications.values())
        assert TASK.check(Assisted.model_validate(right), context) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"titles": []}, "titles"),
        ({"verdicts": {"C01": "true"}}, "verdicts"),
        ({"labels": {f"P{n}": ["none", "ad"] for n in range(1, 6)}}, "labels"),
        ({"prompt": {"goal": "长" * 5000}}, "prompt"),
        ({"ai_log": ""}, "ai_log"),
        ({"picks": [{"idea": "I01", "decision": "keep"}] * 6}, "picks"),
    ],
)
def test_what_cannot_be_graded_says_which_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Assisted.model_validate(answer_for(WRITTEN["excellent"], TRAINEES[0]) | changes)
    assert {error["loc"][0] for error in caught.value.errors()} == {field}


def test_the_page_shows_the_whole_answer_and_nothing_active() -> None:
    context = TRAINEES[0]
    log = "<script>alert(1)</script>" + "记" * 30
    answer = Assisted.model_validate(answer_for(WRITTEN["excellent"], context) | {"ai_log": log})
    html = TASK.page(answer, context)
    assert "<script" not in html
    assert all(row.title in html for row in answer.titles)
    assert all(fix.claim in html for fix in answer.fixes)
