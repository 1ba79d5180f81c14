"""The answer as data: diagnoses, clean paths, misleading models, increments, budgets, pilot, board, texts."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from simulations.attribution import Model
from simulations.language import message
from simulations.projects.attribution_and_channels.paths import Step
from simulations.projects.attribution_and_channels.pilot import POT
from simulations.projects.attribution_and_channels.posts import Cause, Fix
from simulations.task import Answer
from simulations.world.journeys import Channel

MOST_ROWS, MISLEADING, FIGURES = 4, 4, 5
MOST_YUAN = 300_000
FigureId = Literal["F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F10", "F11", "F12"]


def _row(text: str) -> str:
    """An id as it stands in the tables."""
    return text.strip().upper()


RowId = Annotated[str, Field(max_length=8), AfterValidator(_row)]


class Record(BaseModel):
    """A row of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Diagnosis(Record):
    """Why a post sold little, the rows that show it, and what to do first."""

    post: Literal["P", "Q"]
    cause: Cause
    rows: tuple[RowId, ...] = Field(min_length=1, max_length=MOST_ROWS)
    fix: Fix


class Misleading(Record):
    """A channel that a model gives too much or too little, and the rows that show it."""

    channel: Channel
    model: Model
    way: Literal["much", "little"]
    rows: tuple[RowId, ...] = Field(min_length=1, max_length=MOST_ROWS)


class Increment(Record):
    """Of last month's orders, what would be gone without a channel: 80% interval in percent."""

    channel: Channel
    low: float = Field(ge=0, le=100)
    high: float = Field(ge=0, le=100)

    @model_validator(mode="after")
    def _low_comes_first(self) -> "Increment":
        if self.low > self.high:
            raise ValueError(str(message("the lower end ({low}) lies above the upper end ({high})", **dict(self))))
        return self


class Verdict(Record):
    """What the next yuan is worth in a channel, and why."""

    channel: Channel
    verdict: Literal["add", "hold", "cut"]
    why: Literal["next_yuan", "saturated", "borrowed", "quality", "locked", "unknown"]


class Line(Record):
    """A channel's money: in the first version, and once three tenths are gone."""

    channel: Channel
    first: int = Field(ge=0, le=MOST_YUAN)
    cut: int = Field(ge=0, le=MOST_YUAN)


class Shown(Record):
    """A figure of the dashboard and the decision it serves."""

    figure: FigureId
    decision: Literal["D1", "D2", "D3", "D4", "D5"]


class Plan(Answer):
    """The whole answer.

    Attributes
    ----------
    cleaning : tuple of str
        What was done to the paths; `window_days` how far back meetings count.
    budget : tuple of Line
        Six channels.
    pilot_success_yuan : int
        An order of the pilot may cost no more than this.
    forecast_low, forecast_high : int
        Kept orders of next month under the first version, 80% interval.
    letter_to : str
        The channel whose owner the letter goes to.
    """

    diagnoses: tuple[Diagnosis, ...] = Field(min_length=2, max_length=2)
    cleaning: tuple[Step, ...] = Field(min_length=1, max_length=8)
    window_days: Literal[7, 14, 28]
    misleading: tuple[Misleading, ...] = Field(min_length=2, max_length=MISLEADING)
    increments: tuple[Increment, ...] = Field(min_length=6, max_length=6)
    verdicts: tuple[Verdict, ...] = Field(min_length=6, max_length=6)
    budget: tuple[Line, ...] = Field(min_length=6, max_length=6)
    forecast_low: int = Field(ge=1, le=1_000_000)
    forecast_high: int = Field(ge=1, le=1_000_000)
    pilot_channel: Literal["N1", "N2", "N3"]
    pilot_budget: int = Field(ge=0, le=POT)
    pilot_success_yuan: int = Field(ge=1, le=5_000)
    pilot_stop_day: int = Field(ge=1, le=90)
    board: tuple[Shown, ...] = Field(min_length=3, max_length=FIGURES)
    letter_to: Channel
    letter: str = Field(min_length=40, max_length=1200)
    feasibility: str = Field(min_length=40, max_length=1000)
    ai_log: str = Field(min_length=2, max_length=800)


CHANNEL_LABELS = {
    "gongzhonghao": message("WeChat account"),
    "xiaohongshu": message("Xiaohongshu"),
    "douyin_ads": message("Douyin feed ads"),
    "kol": message("KOLs"),
    "search": message("Brand-word search ads"),
    "private_domain": message("WeCom broadcasts"),
}
MODEL_LABELS = {
    "last": message("Last click"),
    "first": message("First click"),
    "linear": message("Linear"),
    "decay": message("Time decay"),
    "position": message("By position"),
    "markov": message("Markov removal"),
    "shapley": message("Shapley value"),
}
CAUSE_LABELS = {
    "off_path": message("Topic too far from the product"),
    "no_button": message("Nobody sees the way to buy"),
    "wrong_audience": message("The wrong people came"),
    "price": message("Stuck at the price"),
    "page_broken": message("The landing page does not open"),
}
FIX_LABELS = {
    "bridge": message("Build a bridge to the product"),
    "move": message("Move the entrance up"),
    "retarget": message("Choose whom it is shown to anew"),
    "price": message("Bring the two prices into line"),
    "repair": message("Repair the page first"),
}
STEP_LABELS = {
    "after_order": message("Cut meetings after the order"),
    "test_rows": message("Drop test accounts"),
    "names": message("Merge a channel's names"),
    "duplicates": message("Drop repeated rows"),
    "unordered": message("Sort meetings by time"),
    "only_buyers": message("Drop those who did not buy"),
    "only_several": message("Drop journeys with one meeting"),
    "no_coupons": message("Drop orders with a code"),
}
WAY_LABELS = {"much": message("too much"), "little": message("too little")}
VERDICT_LABELS = {"add": message("Add money"), "hold": message("Leave as it is"), "cut": message("Take money away")}
WHY_LABELS = {
    "next_yuan": message("the next yuan brings most here"),
    "saturated": message("it works, the next yuan hardly does"),
    "borrowed": message("its orders would mostly come anyway"),
    "quality": message("many are sent back"),
    "locked": message("the money is owed"),
    "unknown": message("we do not know yet"),
}
LABELS = {
    "diagnoses": message("Two posts"),
    "diagnoses.post": message("Post"),
    "diagnoses.cause": message("Why it sold little"),
    "diagnoses.rows": message("Row ids"),
    "diagnoses.fix": message("First thing to do"),
    "cleaning": message("What has to be done to the paths"),
    "window_days": message("Look back, days"),
    "misleading": message("Where a model misleads"),
    "misleading.channel": message("Channel"),
    "misleading.model": message("Model"),
    "misleading.way": message("It gives"),
    "misleading.rows": message("Row ids"),
    "increments": message("What each channel causes, %"),
    "increments.channel": message("Channel"),
    "increments.low": message("At least, %"),
    "increments.high": message("At most, %"),
    "verdicts": message("Channel evaluation"),
    "verdicts.channel": message("Channel"),
    "verdicts.verdict": message("Verdict"),
    "verdicts.why": message("Because"),
    "budget": message("Next month's budget"),
    "budget.channel": message("Channel"),
    "budget.first": message("First version, yuan"),
    "budget.cut": message("After the cut, yuan"),
    "forecast_low": message("Kept orders, at least"),
    "forecast_high": message("Kept orders, at most"),
    "pilot_channel": message("New channel"),
    "pilot_budget": message("Pilot budget, yuan"),
    "pilot_success_yuan": message("Success: an order costs at most, yuan"),
    "pilot_stop_day": message("Decide on day"),
    "board": message("Dashboard of five"),
    "board.figure": message("Figure"),
    "board.decision": message("Decision it serves"),
    "letter_to": message("To the owner of"),
    "letter": message("Letter"),
    "feasibility": message("Feasibility report"),
    "ai_log": message("AI log"),
    **{f"diagnoses.cause.{name}": label for name, label in CAUSE_LABELS.items()},
    **{f"diagnoses.fix.{name}": label for name, label in FIX_LABELS.items()},
    **{f"misleading.model.{name}": label for name, label in MODEL_LABELS.items()},
    **{f"misleading.way.{name}": label for name, label in WAY_LABELS.items()},
    **{f"verdicts.verdict.{name}": label for name, label in VERDICT_LABELS.items()},
    **{f"verdicts.why.{name}": label for name, label in WHY_LABELS.items()},
    **{
        f"{field}.channel.{name}": label
        for field in ("misleading", "increments", "verdicts", "budget")
        for name, label in CHANNEL_LABELS.items()
    },
}
