"""The answer of the funnel design, as data: a target counted backwards, the funnel, the gate, the change, the page."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from simulations.language import message
from simulations.projects.funnel_design.case import ARROWS, WEEKS
from simulations.task import Answer

Platform = Literal["gongzhonghao", "shipinhao", "xiaohongshu", "douyin"]
PillarId = Literal["A1", "A2", "A3", "A4"]
MagnetId = Literal["M1", "M2", "M3", "M4", "M5", "M6"]
Entry = Literal["card", "tool", "hint", "sell", "none"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
To = Literal["new", "active", "unpaid", "paying", "all"]
Sent = Literal["useful", "low", "high"]
Scarcity = Literal["none", "real", "false"]
Promise = Literal["plain", "strong", "sure"]
Ladder = Literal["low_first", "both_open"]
Bringing = Literal["none", "finish", "invite"]
Step = Literal["reads", "came", "stay", "buyers", "looks", "clients"]
Verdict = Literal["pass", "change", "stop"]
Mend = Literal["none", "tool", "search", "give", "finish", "cap", "label", "proof", "consent", "signed"]
Amendment = Literal["as_is", "move_money", "pause", "hire", "shout", "pour"]
RuleName = Literal[
    "none",
    "off_platform_leading",
    "induced_sharing",
    "forced_sharing",
    "invite_tasks",
    "false_scarcity",
    "missing_ad_label",
    "absolute_terms",
    "false_claims",
    "bought_engagement",
    "missing_credentials",
    "deposit_not_refundable",
    "personal_information",
]
STEPS: tuple[Step, ...] = ("reads", "came", "stay", "buyers", "looks", "clients")
MOST_SENDS = 12


class Record(BaseModel):
    """A record of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Stage(Record):
    """A step of the funnel counted backwards: how many people are needed in it."""

    step: Step
    people: int = Field(ge=0, le=50_000_000)


class Channel(Record):
    """What is done on one platform.

    Attributes
    ----------
    posts : int
        A week.
    entry : str
        How a reader gets from the post to us: our card, the platform's paid lead tool, a hint, straight to the course.
    ads_yuan : int
        Lead advertising a week.
    """

    platform: Platform
    posts: int = Field(ge=0, le=7)
    pillar: PillarId
    entry: Entry
    ads_yuan: int = Field(ge=0, le=5000)


class Send(Record):
    """A broadcast once a week from one week to another."""

    first_week: int = Field(ge=1, le=WEEKS)
    last_week: int = Field(ge=1, le=WEEKS)
    weekday: Weekday
    hour: int = Field(ge=0, le=23)
    to: To
    what: Sent
    scarcity: Scarcity

    @model_validator(mode="after")
    def _weeks_run_forward(self) -> "Send":
        if self.last_week < self.first_week:
            raise ValueError(str(message("the last week lies before the first")))
        return self


class Gate(Record):
    """What is said of a proposal: may it pass, which rule does it break, what sets it right."""

    verdict: Verdict
    rule: RuleName
    mend: Mend


class Watched(Record):
    """A figure looked at every week, where it alarms, and what is done then."""

    figure: str = Field(min_length=2, max_length=40)
    threshold: str = Field(min_length=1, max_length=60)
    action: str = Field(min_length=2, max_length=120)


class Design(Answer):
    """The funnel itself: everything the world plays."""

    channels: tuple[Channel, ...] = Field(min_length=1, max_length=4)
    magnet: MagnetId
    sends: tuple[Send, ...] = Field(min_length=1, max_length=MOST_SENDS)
    welcome: bool
    rules: bool
    activities: int = Field(ge=0, le=7)
    advisor_hours: int = Field(ge=0, le=80)
    desk_hours: int = Field(ge=0, le=12)
    low_price_yuan: int = Field(ge=0, le=999)
    high_price_yuan: int = Field(ge=0, le=9999)
    high_spots: int = Field(ge=1, le=500)
    refund_days: int = Field(ge=0, le=30)
    promise: Promise
    ladder: Ladder
    bringing: Bringing

    @field_validator("channels")
    @classmethod
    def _each_platform_once(cls, channels: tuple[Channel, ...]) -> tuple[Channel, ...]:
        names = [channel.platform for channel in channels]
        if len(set(names)) < len(names):
            raise ValueError(str(message("a platform stands in two rows: put them together")))
        return channels


class Funnel(Design):
    """The whole answer.

    Attributes
    ----------
    backwards : tuple of Stage
        From readers to clients, what the target needs.
    forecast_low, forecast_high : int
        Paying customers of eight weeks, with 80% confidence; likewise `adds_*` and `clients_*`.
    gates : dict
        Every proposal by its id.
    amendment : str
        The one change after the news of week five.
    """

    backwards: tuple[Stage, ...] = Field(min_length=len(STEPS), max_length=len(STEPS))
    adds_low: int = Field(ge=1, le=1_000_000)
    adds_high: int = Field(ge=1, le=1_000_000)
    forecast_low: int = Field(ge=1, le=1_000_000)
    forecast_high: int = Field(ge=1, le=1_000_000)
    clients_low: int = Field(ge=1, le=100_000)
    clients_high: int = Field(ge=1, le=100_000)
    gates: dict[str, Gate] = Field(min_length=ARROWS, max_length=ARROWS)
    amendment: Amendment
    amendment_reason: str = Field(min_length=5, max_length=300)
    analysis: str = Field(min_length=10, max_length=600)
    solution: str = Field(min_length=10, max_length=600)
    landing: str = Field(min_length=10, max_length=600)
    watch: tuple[Watched, ...] = Field(min_length=3, max_length=5)
    ai_log: str = Field(min_length=2, max_length=500)

    @field_validator("backwards")
    @classmethod
    def _each_step_once(cls, stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
        if sorted(stage.step for stage in stages) != sorted(STEPS):
            raise ValueError(str(message("each of the six steps once")))
        return tuple(sorted(stages, key=lambda stage: STEPS.index(stage.step)))

    @model_validator(mode="after")
    def _forecasts_are_intervals(self) -> "Funnel":
        for name in ("adds", "forecast", "clients"):
            if getattr(self, f"{name}_low") >= getattr(self, f"{name}_high"):
                raise ValueError(str(message("a forecast's lower end must lie below its upper end")))
        return self

    @property
    def design(self) -> Design:
        """What of the answer the world plays."""
        return Design.model_validate({name: getattr(self, name) for name in Design.model_fields})
