"""Reports say no more than is known: intervals, units, standing, need."""

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.reports import summaries, wording
from grading.reports.intervals import mean_interval, wilson
from grading.reports.standing import Status, by_need, standing
from grading.reports.tables import Records
from simulations.language import message

MODULE = "two_hour_post"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)  # two days after the cohort was due

# --- intervals and words ---


def test_wilsons_interval_is_the_published_one() -> None:
    # Newcombe (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29
    published = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (hits, trials), interval in published.items():
        assert wilson(hits, trials) == pytest.approx(interval, abs=5e-5)


@given(trials=st.integers(1, 1000), data=st.data())
def test_a_share_lies_in_its_interval(trials: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, trials))
    low, high = wilson(hits, trials)
    assert 0 <= low <= hits / trials + 1e-12
    assert hits / trials - 1e-12 <= high <= 1


def test_impossible_counts_are_refused() -> None:
    for hits, trials in ((0, 0), (3, 2), (-1, 4)):
        with pytest.raises(ValueError, match="hits"):
            wilson(hits, trials)


def test_a_mean_of_two_has_no_interval_and_of_three_students() -> None:
    assert mean_interval([0.2, 0.8]) is None
    assert mean_interval([1, 2, 3]) == pytest.approx((2 - 4.3027 / np.sqrt(3), 2 + 4.3027 / np.sqrt(3)), abs=1e-4)


def test_a_total_shows_its_uncertainty_only_where_it_matters() -> None:
    assert wording.total(73.4, 0.1) == "73"
    assert wording.total(73.4, 1.0) == "73 ± 2"


def test_figures_take_the_unit_of_their_reason() -> None:
    inner = message("{ratio:.0%} of the colleague's openings", ratio=0.83)
    nested = message("{why} Evidence {evidence:.0f} of 3.", why=inner, evidence=2)
    assert wording.measures(0.83, 1.3, inner) == ("83%", "130%")
    assert wording.measures(0.83, 1.3, nested) == ("83%", "130%")
    assert wording.measures(2.0, 3.0, message("two of three")) == ("2", "3")
    assert wording.measures(0.514, 1.64, message("a value of no unit")) == ("", "")
    assert wording.measures(None, float("nan"), None) == ("", "")


def test_spans_are_told_in_the_unit_that_fits() -> None:
    spans = {timedelta(minutes=90): "90 min", timedelta(hours=30): "30 h", timedelta(days=9): "9 days"}
    assert [wording.duration(span) for span in spans] == list(spans.values())


# --- who stands where ---


@pytest.fixture
def people(records: Records) -> pd.DataFrame:
    return standing(records, MODULE, NOW).set_index("trainee")


def test_everybody_on_the_roster_has_a_standing(people: pd.DataFrame) -> None:
    assert people["status"].to_dict() == {
        "ann": Status.GRADED,
        "bo": Status.WAITING,
        "cai": Status.NOT_GRADABLE,
        "ding": Status.MISSING,
        "er": Status.FAILED,
        "fu": Status.GRADED,
        "ge": Status.GRADED,
        "he": Status.GRADED,
    }


def test_not_gradable_is_not_zero(people: pd.DataFrame) -> None:
    assert people.loc[["cai", "er", "ding"], ["points", "share"]].isna().all(axis=None)


def test_what_waits_for_a_mentor_is_not_counted_as_lost(people: pd.DataFrame) -> None:
    bo = people.loc["bo"]
    assert (bo["points"], bo["max_points"], bo["full_points"], bo["waiting"]) == (pytest.approx(42), 60, 100, 4)
    assert bo["share"] == pytest.approx(0.7)


def test_uncertainties_add_in_squares(people: pd.DataFrame) -> None:
    assert people.loc["ann", "uncertainty"] == pytest.approx(0.2 * math.sqrt(7))


def test_late_and_over_time_are_told_with_their_span(people: pd.DataFrame) -> None:
    assert people["late"].dropna().to_dict() == {"fu": pd.Timedelta(hours=5)}
    assert people["over"].dropna().to_dict() == {"fu": pd.Timedelta(minutes=30)}
    assert people["overdue"].sum() == 1


def test_need_is_sorted_by_what_cannot_wait(records: Records) -> None:
    assert list(by_need(standing(records, MODULE, NOW))["trainee"]) == ["cai", "er", "ding", "fu"]


def test_before_the_due_date_nobody_is_overdue(records: Records) -> None:
    early = standing(records, MODULE, NOW - timedelta(days=5)).set_index("trainee").loc["ding"]
    assert early["reason"] == "Not handed in; due in 3 days."
    assert not early["needs_help"]


def test_the_reason_is_that_of_the_weakest_criterion(people: pd.DataFrame) -> None:
    assert people.loc["fu", "reason"] == "Opening 0/10: 0% of what was asked for"
    assert people.loc["fu", "weakest"] == ("Opening", "Content logic")
    assert people.loc["ann", "weakest"] == ("Topic",)


# --- taken together ---


def test_a_competency_is_the_points_of_its_criteria(records: Records) -> None:
    known = summaries.competencies(records.of("ann").marks).set_index("competency")
    assert known.loc["strategy", "share"] == pytest.approx(0.5)  # the topic alone
    assert known.loc["data", "share"] == pytest.approx((8 * 0.5 + 5 * 0.9 + 5 * 0.9) / 18)
    assert known.loc["data", "evidence"] == 3
    assert (summaries.competencies(records.of("cai").marks)["evidence"] == 0).all()


def test_the_median_of_few_people_is_kept_back(records: Records) -> None:
    assert len(summaries.median_shares(records.marks, MODULE)) == 7  # five people; mentors judged four
    few = records.marks[records.marks["trainee"].isin(["ann", "bo", "fu", "ge"])]
    assert summaries.median_shares(few, MODULE).empty
    assert summaries.median_competencies(few).empty


def test_criteria_are_summed_up_over_those_judged(records: Records) -> None:
    summary = summaries.criteria_summary(records.marks).set_index("criterion")
    opening = summary.loc["opening"]
    assert (opening["n"], opening["below_half"], opening["waiting"]) == (5, 1, 0)
    assert opening["mean"] == pytest.approx(np.mean([0.9, 0.7, 0.0, 0.6, 0.65]))
    assert opening["low"] < opening["mean"] < opening["high"]
    assert (summary.loc["layout", "n"], summary.loc["layout", "waiting"]) == (4, 1)


def test_forecasts_are_counted_trial_by_trial(records: Records) -> None:
    tried = summaries.trials(records.submissions)
    by_number = summaries.forecasts_by_number(tried).set_index("number")
    assert by_number["hits"].to_dict() == {"1": 2, "2": 1}
    assert by_number["n"].to_dict() == {"1": 3, "2": 1}
    assert by_number.loc["1", "width"] == pytest.approx(2.0)


def test_many_trials_are_told_together(records: Records) -> None:
    tried = summaries.trials(records.submissions).query("number == 1")
    many = pd.concat([tried.assign(number=number) for number in range(1, 31)])
    assert list(summaries.forecasts_by_number(many)["number"]) == ["1", "2", "3", "4", "5", "6+"]


def test_mentors_wait_only_for_what_can_be_judged(records: Records) -> None:
    load = summaries.mentor_load(records, MODULE).set_index("mentor")
    assert load.loc["李南", ["trainees", "waiting", "marked"]].tolist() == [4, 4, 4]
    assert load.loc["陈曦", ["trainees", "waiting", "marked"]].tolist() == [4, 0, 12]
