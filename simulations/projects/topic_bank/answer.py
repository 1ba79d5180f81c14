"""The answer of the topic bank, as data: twenty topics, what was refused and why, a week, a month, the three best."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from simulations.language import message
from simulations.projects.topic_bank.pool import Kind
from simulations.task import Answer
from simulations.world.rulebook import limit

TopicId = Literal[
    "T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09", "T10", "T11", "T12", "T13", "T14", "T15",
    "T16", "T17", "T18", "T19", "T20", "T21", "T22", "T23", "T24", "T25", "T26", "T27", "T28", "T29", "T30",
    "T31", "T32", "T33", "T34", "T35", "T36", "T37", "T38", "T39", "T40", "T41", "T42", "T43", "T44", "T45",
]  # fmt: skip
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Platform = Literal["gongzhonghao", "xiaohongshu", "shipinhao"]
DAYS: tuple[Day, ...] = get_args(Day)
PILLARS = ("method", "story", "tool", "date")
CHOSEN, SLOTS, WEEKS, BEST, MOST_REFUSED = 20, 10, 4, 3, 14


def _row(text: str) -> str:
    """An id as it stands in the tables."""
    return text.strip().upper()


RowId = Annotated[str, Field(max_length=8), AfterValidator(_row)]


class Record(BaseModel):
    """A row of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Chosen(Record):
    """A topic of the bank: for whom, against what, on what occasion, how close to the brand."""

    topic: TopicId
    segment: Literal["a", "b", "c"]
    pain: Literal["p1", "p2", "p3", "p4", "p5", "p6", "p7", "none"]
    hook: Literal["none", "D01", "D02", "D03", "D04", "D05"]
    fit: Literal["core", "near"]


class Refused(Record):
    """A topic that is not written: why, and the rows that show it."""

    topic: TopicId
    reason: Kind
    rows: tuple[RowId, ...] = Field(min_length=1, max_length=4)


class Slot(Record):
    """A place in the week's calendar; slots of one day stand in their order."""

    day: Day
    platform: Platform
    topic: TopicId


class Week(Record):
    """Shares of the pillars in a week of the month, in percent."""

    week: int = Field(ge=1, le=4)
    method: int = Field(ge=0, le=100)
    story: int = Field(ge=0, le=100)
    tool: int = Field(ge=0, le=100)
    date: int = Field(ge=0, le=100)
    focus: str = Field(min_length=2, max_length=60)


class Best(Record):
    """One of the three best: its title as it would go out, what we know of its reader, our way into it."""

    topic: TopicId
    title: str = Field(min_length=4, max_length=limit("gongzhonghao", "title"))
    insight: str = Field(min_length=10, max_length=300)
    angle: str = Field(min_length=10, max_length=300)


class Bank(Answer):
    """The whole answer.

    Attributes
    ----------
    bank : tuple of Chosen
        Twenty topics.
    refused : tuple of Refused
        Ten topics; each more that may be written costs as much as one that was missed.
    week : tuple of Slot
        The first week.
    month : tuple of Week
        Four weeks.
    best : tuple of Best
        Three topics of the bank, argued.
    """

    bank: tuple[Chosen, ...] = Field(min_length=12, max_length=CHOSEN)
    refused: tuple[Refused, ...] = Field(min_length=1, max_length=MOST_REFUSED)
    week: tuple[Slot, ...] = Field(min_length=8, max_length=SLOTS)
    month: tuple[Week, ...] = Field(min_length=WEEKS, max_length=WEEKS)
    best: tuple[Best, ...] = Field(min_length=BEST, max_length=BEST)
    ai_log: str = Field(min_length=2, max_length=800)


PILLAR_LABELS = {
    "method": message("How-to"),
    "story": message("Story"),
    "tool": message("Product"),
    "date": message("Occasion"),
}
FORM_LABELS = {
    "long": message("Long article"),
    "steps": message("Steps in pictures"),
    "scene": message("Short scene"),
}
PLATFORM_LABELS = {
    "gongzhonghao": message("WeChat account"),
    "xiaohongshu": message("Xiaohongshu"),
    "shipinhao": message("WeChat Channels"),
}
KIND_LABELS = {
    "off_brand": message("Not our readers"),
    "expired": message("The heat is over"),
    "loud_voices": message("A few loud voices"),
    "paid_hit": message("A hit that was bought"),
    "licence": message("Needs credentials"),
    "just_written": message("Just written"),
    "rumour": message("Unverified"),
    "past_date": message("The date has passed"),
    "duplicate": message("Same topic, other words"),
    "no_material": message("Nothing usable to write from"),
    "rule_breach": message("Breaks a rule"),
}
FIT_LABELS = {"core": message("What we are for"), "near": message("Close by")}
LABELS = {
    "bank": message("Twenty topics"),
    "bank.topic": message("Topic"),
    "bank.segment": message("For whom"),
    "bank.pain": message("Which pain"),
    "bank.pain.none": message("None in the survey"),
    "bank.hook": message("Which date"),
    "bank.hook.none": message("Any day"),
    "bank.fit": message("Brand fit"),
    "refused": message("Refused"),
    "refused.topic": message("Topic"),
    "refused.reason": message("Why not"),
    "refused.rows": message("Row ids"),
    "week": message("This week"),
    "week.day": message("Day"),
    "week.platform": message("Platform"),
    "week.topic": message("Topic"),
    "month": message("Four weeks"),
    "month.week": message("Week"),
    **{f"month.{name}": label for name, label in PILLAR_LABELS.items()},
    "month.focus": message("In one line: what this week is for"),
    "best": message("The three best"),
    "best.topic": message("Topic"),
    "best.title": message("Title as it would go out"),
    "best.insight": message("What we know of the reader"),
    "best.angle": message("Our way into it"),
    "ai_log": message("AI log"),
    **{f"bank.fit.{name}": label for name, label in FIT_LABELS.items()},
    **{f"refused.reason.{name}": label for name, label in KIND_LABELS.items()},
    **{f"week.platform.{name}": label for name, label in PLATFORM_LABELS.items()},
}
