"""The answer of the two-hour post, as data."""

from typing import Any, Literal, get_args

from pydantic import Field, field_validator, model_validator

from simulations.language import message
from simulations.projects.two_hour_post.case import COLUMNS
from simulations.task import Answer
from simulations.world.rulebook import limit

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
TopicSlug = Literal["minutes", "weekly", "collect", "versions", "messages", "todo"]
DAYS: tuple[Day, ...] = get_args(Day)
DAY_LABELS = {
    "mon": message("Mon"),
    "tue": message("Tue"),
    "wed": message("Wed"),
    "thu": message("Thu"),
    "fri": message("Fri"),
    "sat": message("Sat"),
    "sun": message("Sun"),
}
LABELS = {
    "topic": message("Topic"),
    "topic_reason": message("Why this topic"),
    "topic_evidence": message("Evidence"),
    "facts": message("Facts trusted"),
    "title": message("Title"),
    "digest": message("Digest"),
    "body": message("Body"),
    "cover": message("Cover"),
    "day": message("Day"),
    "hour": message("Hour"),
    "call_to_action": message("Call to action"),
    "moments_line": message("Line for Moments"),
    "group_line": message("Line for the group"),
    "forecast_low": message("Forecast, lower end"),
    "forecast_high": message("Forecast, upper end"),
    "reflection": message("Reflection"),
    "ai_log": message("AI log"),
}


def _text(field: str, minimum: int = 0) -> Any:
    return Field(min_length=minimum, max_length=limit("gongzhonghao", field))


class Post(Answer):
    """The whole answer: topic and why, facts trusted, the article and its distribution, forecast, reflection.

    Attributes
    ----------
    topic_evidence : tuple of str
        Cells of the topic table, `<topic>.<column>`, that carry the reason.
    facts : dict
        For each conflict (`c1`..`c3`) the id of the row that is trusted (`I07`, `C2`).
    body : str
        Markdown; pictures of the case as `![caption](pic:p1)`.
    forecast_low, forecast_high : int
        Total reads between which the outcome lies with 80% confidence.
    """

    topic: TopicSlug
    topic_reason: str = Field(min_length=5, max_length=400)
    topic_evidence: tuple[str, ...] = Field(min_length=1, max_length=8)
    facts: dict[Literal["c1", "c2", "c3"], str] = Field(min_length=3)
    title: str = _text("title", 1)
    digest: str = _text("digest")
    body: str = _text("body", 1)
    cover: Literal["k1", "k2", "k3", "k4"]
    day: Day
    hour: int = Field(ge=0, le=23)
    call_to_action: str = _text("call_to_action")
    moments_line: str = _text("moments_line")
    group_line: str = _text("group_line")
    forecast_low: int = Field(ge=1, le=10_000_000)
    forecast_high: int = Field(ge=1, le=10_000_000)
    reflection: str = Field(min_length=2, max_length=800)
    ai_log: str = Field(min_length=2, max_length=800)

    @field_validator("topic_evidence")
    @classmethod
    def _cells_exist(cls, cells: tuple[str, ...]) -> tuple[str, ...]:
        for cell in cells:
            topic, _, column = cell.partition(".")
            if topic not in get_args(TopicSlug) or column not in COLUMNS:
                raise ValueError(str(message("{cell} is not a cell of the topic table", cell=cell)))
        return tuple(dict.fromkeys(cells))

    @model_validator(mode="after")
    def _forecast_is_an_interval(self) -> "Post":
        if self.forecast_low >= self.forecast_high:
            raise ValueError(str(message("the forecast's lower end must lie below its upper end")))
        return self
