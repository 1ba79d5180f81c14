"""The answer: dirt log, daily, weekly and monthly figures, the anomaly, the refutation, the month in five lines."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from simulations.language import message
from simulations.projects.daily_to_monthly_data.played import Cause
from simulations.projects.daily_to_monthly_data.tally import MonthFigure
from simulations.task import Answer

DirtKind = Literal["text_number", "duplicate", "missing", "total", "renamed", "unit", "timezone", "test_row", "outlier"]
File = Literal["A", "B", "C", "D", "E"]
Action = Literal["convert", "drop", "gap", "fill", "rename", "unit", "shift", "keep"]
AnomalyFigure = Literal["reads", "lost", "clicks", "revenue"]
Figure = Annotated[float, Field(allow_inf_nan=False)]


class Record(BaseModel):
    """A row of a table."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Found(Record):
    """One thing that is wrong with a file, and what was done."""

    kind: DirtKind
    file: File
    where: str = Field(min_length=1, max_length=20)
    action: Action


class DayRow(Record):
    """One day in three layers."""

    day: date
    reads: Figure
    interactions: Figure
    interaction_rate: float = Field(ge=0, le=1)
    net: Figure
    clicks: Figure
    leads: Figure
    orders: Figure
    revenue: Figure


class WeekRow(Record):
    """One week of the month."""

    start: date
    reads: Figure
    net: Figure
    interaction_rate: float = Field(ge=0, le=1)
    leads: Figure
    orders: Figure
    revenue: Figure


class MonthRow(Record):
    """One figure of the month."""

    figure: MonthFigure
    value: Figure


class Report(Answer):
    """The whole answer.

    Attributes
    ----------
    dirt : tuple of Found
        What is wrong with which file, where, and what was done.
    anomaly_evidence : tuple of str
        Rows of files and log that carry the cause.
    finding : str
        What the chosen chart shows, with its numbers.
    reply : str
        The reply to the boss.
    report : str
        The month in five lines.
    """

    dirt: tuple[Found, ...] = Field(min_length=1, max_length=20)
    daily: tuple[DayRow, ...] = Field(min_length=7, max_length=7)
    weekly: tuple[WeekRow, ...] = Field(min_length=5, max_length=5)
    month: tuple[MonthRow, ...] = Field(min_length=11, max_length=11)
    anomaly_day: date
    anomaly_figure: AnomalyFigure
    anomaly_cause: Cause
    anomaly_evidence: tuple[str, ...] = Field(min_length=1, max_length=6)
    anomaly_next: str = Field(min_length=5, max_length=300)
    chart: Literal["a", "b", "c", "d", "e", "f"]
    finding: str = Field(min_length=5, max_length=160)
    reply: str = Field(min_length=20, max_length=600)
    report: str = Field(min_length=20, max_length=700)
    ai_log: str = Field(min_length=1, max_length=400)

    @field_validator("anomaly_evidence")
    @classmethod
    def _each_once(cls, rows: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rows))

    @field_validator("month")
    @classmethod
    def _each_figure_once(cls, rows: tuple[MonthRow, ...]) -> tuple[MonthRow, ...]:
        if len({row.figure for row in rows}) < len(rows):
            raise ValueError(str(message("each figure of the month stands in one row only")))
        return rows


FIGURE_LABELS = {
    "reads": message("People who read"),
    "reads_growth": message("People who read, against last month"),
    "post_median": message("Median readers a post"),
    "post_mean": message("Mean readers a post"),
    "interactions": message("Interactions"),
    "interaction_rate": message("Interaction rate"),
    "finish_rate": message("Completion rate"),
    "net": message("Net followers"),
    "clicks": message("Link clicks"),
    "leads": message("Leads"),
    "lead_rate": message("Leads per click"),
    "orders": message("Paid"),
    "revenue": message("Revenue (yuan)"),
    "lost": message("Unfollows"),
}
KIND_LABELS = {
    "text_number": message("a number written as text"),
    "duplicate": message("a day that stands there twice"),
    "missing": message("a day that is missing"),
    "total": message("a row of totals among the days"),
    "renamed": message("columns renamed or in another order"),
    "unit": message("the unit changes"),
    "timezone": message("times of another time zone"),
    "test_row": message("a test record"),
    "outlier": message("an outlier, too large to be true"),
}
ACTION_LABELS = {
    "convert": message("turned into a number"),
    "drop": message("left out"),
    "gap": message("left empty, with a note"),
    "fill": message("filled with the neighbours' mean"),
    "rename": message("columns matched by name"),
    "unit": message("brought to one unit"),
    "shift": message("moved by 8 hours"),
    "keep": message("kept as it is"),
}
CAUSE_LABELS = {
    "violation": message("a violation, reach restricted"),
    "competitor": message("a competitor drew readers away"),
    "holiday": message("a holiday"),
    "recording": message("the recording, not the readers"),
    "giveaway": message("prize hunters of a giveaway leave"),
    "incident": message("an incident angered readers"),
}
LABELS = {
    "dirt": message("Dirt log"),
    "dirt.kind": message("What is wrong"),
    "dirt.file": message("File"),
    "dirt.where": message("Row or day"),
    "dirt.action": message("What you did"),
    **{f"dirt.kind.{slug}": label for slug, label in KIND_LABELS.items()},
    **{f"dirt.action.{slug}": label for slug, label in ACTION_LABELS.items()},
    "daily": message("Daily table"),
    "daily.day": message("Date"),
    "weekly": message("Weekly table"),
    "weekly.start": message("Week from"),
    "month": message("The month"),
    "month.figure": message("Figure"),
    "month.value": message("Value"),
    **{
        f"{table}.{name}": FIGURE_LABELS[name]
        for table, model in (("daily", DayRow), ("weekly", WeekRow))
        for name in model.model_fields
        if name in FIGURE_LABELS
    },
    **{f"month.figure.{name}": FIGURE_LABELS[name] for name in FIGURE_LABELS},
    "anomaly_day": message("The first day that is odd"),
    "anomaly_figure": message("The figure that shows it"),
    "anomaly_cause": message("Cause"),
    "anomaly_evidence": message("Evidence"),
    "anomaly_next": message("What to check next"),
    "chart": message("The chart that settles it"),
    "finding": message("What it shows, in one sentence with numbers"),
    "reply": message("Reply to the boss"),
    "report": message("The month in five lines"),
    "ai_log": message("AI log"),
}
