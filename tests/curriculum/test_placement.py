"""The placement test: its questions are fair, and who answers as a senior would passes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from curriculum.choices import Placement
from curriculum.placement import (
    OPTIONS,
    PASS_SHARE,
    STRICT,
    TIERS,
    Question,
    judge,
    next_try,
    opened_by,
    questions,
    shuffled,
)
from curriculum.syllabus import syllabus
from simulations.identity import Context
from simulations.world.rulebook.rules import rule

EVERY = [question for tier in TIERS for question in questions(tier)]
asks = pytest.mark.parametrize("question", EVERY, ids=[question.slug for question in EVERY])


def best(question: Question) -> int:
    return question.options.index(question.best)


def worst(question: Question) -> int:
    return min(range(OPTIONS), key=lambda place: question.options[place].worth)


def like_a_senior(tier: str) -> dict[str, int]:
    return {question.slug: best(question) for question in questions(tier)}


@pytest.mark.parametrize("tier", TIERS)
def test_a_tier_asks_twelve_questions_over_all_competencies(tier: str) -> None:
    asked = questions(tier)
    assert len(asked) == 12
    assert {question.competency for question in asked} == set(syllabus().competencies)


def test_no_slug_is_used_twice() -> None:
    assert len({question.slug for question in EVERY}) == len(EVERY)


@asks
def test_a_situation_is_told_in_a_few_lines_and_has_a_clear_worst_choice(question: Question) -> None:
    rows = len(question.table.rows) + 1 if question.table else 0
    assert 3 <= len(question.situation.strip().splitlines()) + rows <= 10
    assert question.options[worst(question)].worth <= 0.1
    assert [option.worth for option in question.options] == sorted((o.worth for o in question.options), reverse=True)


@asks
def test_an_option_is_not_told_by_its_length(question: Question) -> None:
    lengths = [len(option.text) for option in question.options]
    assert max(lengths) <= 1.6 * min(lengths)


@pytest.mark.parametrize("tier", TIERS)
def test_the_best_option_is_seldom_the_longest_or_the_shortest(tier: str) -> None:
    lengths = [([len(option.text) for option in question.options], best(question)) for question in questions(tier)]
    assert sum(row[place] == max(row) for row, place in lengths) <= len(lengths) / 3
    assert sum(row[place] == min(row) for row, place in lengths) <= len(lengths) / 3


@asks
def test_a_rule_a_question_rests_on_stands_in_the_rulebook_and_was_checked_since(question: Question) -> None:
    if question.competency == STRICT:
        assert question.source is not None
    for slug in question.source.rules if question.source else ():
        assert question.source is not None
        assert question.source.as_of >= rule(slug).as_of


@asks
def test_sentences_end_as_sentences_and_punctuation_is_chinese(question: Question) -> None:
    for text in (question.situation, *(option.why for option in question.options)):
        assert text.strip()[-1] in "。；：？！」"
    told = " ".join((question.situation, question.ask, *(f"{one.text} {one.why}" for one in question.options)))
    assert re.findall(r"(?<!\d)[,;:?!]|[,;:?!](?!\d)", told) == []


@pytest.mark.parametrize("tier", TIERS)
def test_who_answers_like_a_senior_passes_with_everything(tier: str) -> None:
    result = judge(tier, like_a_senior(tier))
    assert result.share == 1
    assert result.passed
    assert set(result.by_competency.values()) == {1.0}


@pytest.mark.parametrize("tier", TIERS)
def test_always_the_second_best_choice_or_chance_does_not_pass(tier: str) -> None:
    second = judge(tier, {question.slug: 1 for question in questions(tier)})
    assert not second.passed
    chance = sum(option.worth for question in questions(tier) for option in question.options) / (12 * OPTIONS)
    assert chance < PASS_SHARE - 0.2


@pytest.mark.parametrize("tier", TIERS)
def test_one_harmful_answer_in_compliance_keeps_from_passing_and_one_elsewhere_does_not(tier: str) -> None:
    for strict in (True, False):
        one = next(q for q in questions(tier) if (q.competency == STRICT) is strict and q.options[worst(q)].worth == 0)
        result = judge(tier, like_a_senior(tier) | {one.slug: worst(one)})
        assert result.share > PASS_SHARE
        assert result.passed is not strict
        assert [verdict.question.slug for verdict in result.harmful] == ([one.slug] if strict else [])


def test_what_is_not_answered_counts_nothing_and_is_no_harm() -> None:
    result = judge("basic", {})
    assert result.share == 0
    assert result.harmful == ()
    assert not result.passed


def test_an_answer_to_another_tiers_question_or_beyond_the_options_is_refused() -> None:
    with pytest.raises(KeyError, match="broken_split"):
        judge("basic", {"broken_split": 0})
    with pytest.raises(ValueError, match="angry_comment"):
        judge("basic", {"angry_comment": OPTIONS})
    with pytest.raises(KeyError, match="expert"):
        questions("expert")


def test_a_tier_opens_the_next_one() -> None:
    assert [opened_by(tier).slug for tier in TIERS] == ["advanced", "expert"]


def test_the_order_of_options_is_a_trainees_own_and_stays() -> None:
    variants = [Context("solo", f"t{i}").variant("placement") for i in range(200)]
    question = EVERY[0]
    orders = [shuffled(question, variant) for variant in variants]
    assert orders == [shuffled(question, variant) for variant in variants]
    assert all(sorted(order) == list(range(OPTIONS)) for order in orders)
    first = sum(order[0] == best(question) for order in orders)
    assert 50 - 4 * 6.2 < first < 50 + 4 * 6.2, "a binomial of 200 at 1/4 has a deviation of 6.1"


def test_another_try_is_a_day_later() -> None:
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert next_try(Placement(at=at, share=0.5, passed=False)) - at == timedelta(hours=24)


def test_a_question_without_one_best_option_or_with_a_ragged_table_is_refused() -> None:
    row = EVERY[1].model_dump()
    with pytest.raises(ValidationError, match="exactly one option"):
        Question.model_validate(row | {"options": [option | {"worth": 1} for option in row["options"]]})
    with pytest.raises(ValidationError, match="cells"):
        Question.model_validate(row | {"table": {"head": ["a", "b"], "rows": [["1"]]}})
    with pytest.raises(ValidationError, match="competency"):
        Question.model_validate(row | {"competency": "luck"})
