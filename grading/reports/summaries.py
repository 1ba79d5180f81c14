"""What the frames say when taken together: competencies, criteria, forecasts, mentors."""

from statistics import median

import pandas as pd

from curriculum.answers import Trial
from curriculum.syllabus import syllabus
from grading.reports.intervals import mean_interval, wilson
from grading.reports.standing import is_open
from grading.reports.tables import Records
from simulations.task import JudgedBy

MOST_TRIALS = 6  # shown one by one
FEW = 5  # of fewer people no median is shown: one could read off it what a single colleague has


def competencies(marks: pd.DataFrame) -> pd.DataFrame:
    """Share of the points in the criteria that are evidence for each competency, in the syllabus' order.

    Returns
    -------
    DataFrame
        competency, title, share (NaN without evidence), evidence (number of criteria judged).
    """
    judged = _current(marks).explode("competencies")
    rows = []
    for slug, label in syllabus().competencies.items():
        own = judged[judged["competencies"] == slug]
        share = own["points"].sum() / own["max_points"].sum() if len(own) else float("nan")
        rows.append((slug, label.title, share, len(own)))
    return pd.DataFrame(rows, columns=["competency", "title", "share", "evidence"])


def median_competencies(marks: pd.DataFrame) -> pd.Series:
    """The cohort's median share of each competency; empty when few people have been judged."""
    judged = _current(marks).explode("competencies")
    sums = judged.groupby(["competencies", "trainee"])[["points", "max_points"]].sum()
    shares = (sums["points"] / sums["max_points"]).groupby(level="competencies")
    return shares.median()[shares.size() >= FEW]


def _current(marks: pd.DataFrame) -> pd.DataFrame:
    """What has been judged and speaks of today: of a job done twice the second time."""
    judged = marks[marks["points"].notna()]
    kept = {
        (trainee, module)
        for trainee, modules in judged.groupby("trainee")["module"].unique().items()
        for module in syllabus().current(modules)
    }
    speaks = [key in kept for key in zip(judged["trainee"], judged["module"], strict=True)]
    return judged[pd.Series(speaks, index=judged.index, dtype=bool)]


def total_shares(marks: pd.DataFrame, module: str) -> pd.Series:
    """Each trainee's share of the points judged so far in a module."""
    judged = marks[(marks["module"] == module) & marks["points"].notna()]
    sums = judged.groupby("trainee")[["points", "max_points"]].sum()
    return sums["points"] / sums["max_points"]


def median_shares(marks: pd.DataFrame, module: str) -> pd.Series:
    """The cohort's median share of each (task, criterion) of a module; only where enough people have been judged."""
    shares = marks[(marks["module"] == module) & marks["share"].notna()].groupby(["task", "criterion"])["share"]
    return shares.median()[shares.size() >= FEW]


def criteria_summary(marks: pd.DataFrame) -> pd.DataFrame:
    """How a cohort did on each criterion of a module, in the order they are taught.

    Returns
    -------
    DataFrame
        task, criterion, title, n (judged), mean, low, high (95% interval of the mean, NaN for fewer than
        three), q1, q3, below_half (people), waiting.
    """
    rows = []
    for (task, criterion), own in marks.groupby(["task", "criterion"], sort=False):
        shares = own["share"].dropna()
        low, high = mean_interval(shares) or (float("nan"), float("nan"))
        rows.append(
            {
                "task": task,
                "criterion": criterion,
                "title": own["title"].iloc[0],
                "n": len(shares),
                "mean": shares.mean(),
                "low": max(low, 0.0),
                "high": min(high, 1.0),
                "q1": shares.quantile(0.25),
                "q3": shares.quantile(0.75),
                "below_half": int((shares < 0.5).sum()),
                "waiting": int(own["status"].map(is_open).sum()),
            }
        )
    return pd.DataFrame(rows)


def trials(submissions: pd.DataFrame) -> pd.DataFrame:
    """One row a trial publication: trainee, module, number, low, high, reads, hit, width (high over low)."""
    rows = [
        {
            "trainee": row["trainee"],
            "module": row["module"],
            "number": number,
            "low": trial.forecast_low,
            "high": trial.forecast_high,
            "reads": trial.reads,
            "hit": trial.hit,
            "width": trial.forecast_high / max(trial.forecast_low, 1),
        }
        for row in submissions.to_dict("records")
        for number, trial in enumerate(map(Trial.model_validate, row["trials"]), start=1)
    ]
    return pd.DataFrame(rows, columns=["trainee", "module", "number", "low", "high", "reads", "hit", "width"])


def forecasts_by_number(tried: pd.DataFrame) -> pd.DataFrame:
    """Do forecasts get better with practice: hits and width at the first, second, ... trial.

    Returns
    -------
    DataFrame
        number (`6+`: the sixth and all later ones), n, hits, rate, low, high (Wilson's 95% interval), width (median).
    """
    rows = []
    for number, own in tried.groupby(tried["number"].clip(upper=MOST_TRIALS)):
        n, hits = len(own), int(own["hit"].sum())
        label = f"{number}+" if own["number"].max() > MOST_TRIALS else f"{number}"
        rows.append((label, n, hits, hits / n, *wilson(hits, n), median(own["width"])))
    return pd.DataFrame(rows, columns=["number", "n", "hits", "rate", "low", "high", "width"])


def mentor_load(records: Records, module: str) -> pd.DataFrame:
    """What lies with each mentor.

    Returns
    -------
    DataFrame
        mentor, trainees, waiting and marked (criteria), last (when a mark was last given, NaT: never).
    """
    marks = records.marks[records.marks["module"] == module].merge(records.people, left_on="trainee", right_on="id")
    open_now = marks["status"].map(is_open).astype(bool)
    marked = (marks["judged_by"] == JudgedBy.MENTOR) & marks["points"].notna() & ~open_now
    rows = []
    for mentor, people in records.people.groupby("mentor", sort=True):
        own = marks["mentor"] == mentor
        last = marks.loc[own & marked, "graded_at"].max()
        rows.append((mentor, len(people), int((own & open_now).sum()), int((own & marked).sum()), last))
    return pd.DataFrame(rows, columns=["mentor", "trainees", "waiting", "marked", "last"])
