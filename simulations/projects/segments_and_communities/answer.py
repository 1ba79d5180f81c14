"""The answer of segments and communities, as data: clean sample, segments, RFM, tiers, the month, whom to message."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.language import message
from simulations.task import Answer

Part = Literal["1", "2", "3"]
Column = Literal["city", "source", "joined_days", "reads", "orders", "spend", "recency", "group"]
Operator = Literal["is", "is_not", "at_least", "at_most"]
Need = Literal["n1", "n2", "n3", "n4", "n5", "n6"]
Bias = Literal["source", "city", "fresh", "silent", "payers", "saying"]
Stage = Literal["potential", "interested", "paying"]
Tier = Literal["new", "active", "paying"]
Gives = Literal["pack", "weekly", "private", "cocreate", "red_packet", "greeting"]
To = Literal["new", "active", "paying", "new_active", "active_paying", "all"]
Says = Literal["useful", "case", "reminder", "offer", "greeting"]
Offer = Literal["none", "pack", "member"]
Scarcity = Literal["none", "real", "always"]
LeftOut = Literal["refused", "minor", "complaint", "refund", "bought", "old_silent", "no_survey", "small_city"]
Action = Literal["send", "hold", "other", "service", "call"]
Reason = Literal["persuadable", "sure", "mutes", "complaint", "refund", "bought", "refused", "minor", "tired", "lead"]
MOST_PRICE, DAYS = 399, 30
Id = Annotated[str, Field(min_length=1, max_length=8)]


class Record(BaseModel):
    """A record of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Condition(Record):
    """A condition of a segment's rule; all conditions of a segment must hold."""

    segment: Part
    column: Column
    operator: Operator
    value: str = Field(min_length=1, max_length=20)


class Segment(Record):
    """A segment: its name, what its people most want solved, how many they are in the sample, who says so."""

    name: str = Field(min_length=2, max_length=12)
    need: Need
    people: int = Field(ge=0, le=400)
    evidence: tuple[Id, ...] = Field(min_length=1, max_length=6)


class StageReach(Record):
    """How somebody on the way to paying is known, reached, and what is never done to them."""

    stage: Stage
    sign: str = Field(min_length=2, max_length=80)
    reach: str = Field(min_length=2, max_length=80)
    never: str = Field(min_length=2, max_length=60)


class TierPlan(Record):
    """How the groups of a tier are led this month."""

    tier: Tier
    group_size: int = Field(ge=20, le=500)
    host_minutes: int = Field(ge=0, le=1440)
    activities: int = Field(ge=0, le=14)
    rules: bool
    welcome: bool
    gives: Gives
    topic: Need


class Message(Record):
    """A broadcast of the month."""

    day: int = Field(ge=1, le=DAYS)
    hour: int = Field(ge=0, le=23)
    to: To
    says: Says
    topic: Need
    offer: Offer = "none"
    scarcity: Scarcity = "none"


class Decision(Record):
    """What is done about one person or group of the campaign's list, and why."""

    action: Action
    reason: Reason


class CardNumber(Record):
    """One of the persona card's three numbers."""

    what: str = Field(min_length=2, max_length=14)
    number: str = Field(min_length=1, max_length=12)


class Month(Answer):
    """The whole answer.

    Attributes
    ----------
    conditions, segments : tuple
        Somebody belongs to the first segment whose conditions all hold; one without conditions takes everybody left.
    r_cut_1, r_cut_2 : int
        Days since the last order: up to the first 3 points, up to the second 2, else 1.
    f_cut_1, f_cut_2, m_cut_1, m_cut_2 : int
        Orders and yuan: from the first on 2 points, from the second on 3, else 1.
    decisions : dict
        Card id to what is done.
    """

    dropped: tuple[Id, ...] = Field(default=(), max_length=24)
    conditions: tuple[Condition, ...] = Field(min_length=1, max_length=9)
    segments: tuple[Segment, ...] = Field(min_length=3, max_length=3)
    biases: tuple[Bias, ...] = Field(min_length=1, max_length=6)
    r_cut_1: int = Field(ge=0, le=999)
    r_cut_2: int = Field(ge=0, le=999)
    f_cut_1: int = Field(ge=0, le=99)
    f_cut_2: int = Field(ge=0, le=99)
    m_cut_1: int = Field(ge=0, le=99999)
    m_cut_2: int = Field(ge=0, le=99999)
    r_weight: int = Field(ge=0, le=5)
    f_weight: int = Field(ge=0, le=5)
    m_weight: int = Field(ge=0, le=5)
    stages: tuple[StageReach, ...] = Field(min_length=3, max_length=3)
    tiers: tuple[TierPlan, ...] = Field(min_length=3, max_length=3)
    promotion: str = Field(min_length=10, max_length=400)
    price: int = Field(ge=0, le=MOST_PRICE)
    pack_topic: Need
    leave_out: tuple[LeftOut, ...] = Field(default=(), max_length=8)
    broadcasts: tuple[Message, ...] = Field(default=(), max_length=30)
    forecast_low: int = Field(ge=0, le=99999)
    forecast_high: int = Field(ge=1, le=99999)
    decisions: dict[str, Decision] = Field(min_length=16, max_length=16)
    card_name: str = Field(min_length=2, max_length=12)
    card_line: str = Field(min_length=6, max_length=40)
    card_numbers: tuple[CardNumber, ...] = Field(min_length=3, max_length=3)
    card_quote: Id
    card_does: str = Field(min_length=6, max_length=60)
    review: str = Field(min_length=20, max_length=600)
    reflection: str = Field(min_length=2, max_length=600)
    ai_log: str = Field(min_length=2, max_length=400)

    @model_validator(mode="after")
    def _is_consistent(self) -> "Month":
        if {tier.tier for tier in self.tiers} != {"new", "active", "paying"}:
            raise ValueError(str(message("tiers: one row for each of the three tiers")))
        if {stage.stage for stage in self.stages} != {"potential", "interested", "paying"}:
            raise ValueError(str(message("stages: one row for each of the three stages")))
        if self.forecast_low >= self.forecast_high:
            raise ValueError(str(message("the forecast's lower end must lie below its upper end")))
        for first, second in (("r_cut_1", "r_cut_2"), ("f_cut_1", "f_cut_2"), ("m_cut_1", "m_cut_2")):
            if getattr(self, first) > getattr(self, second):
                raise ValueError(
                    str(message("{cut}: the first cut must not lie above the second", cut=first[0].upper()))
                )
        return self
