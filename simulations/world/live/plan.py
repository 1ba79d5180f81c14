"""The plan for a live session: when, who, the run sheet, the goods, the warm-up, the budget, the staff, the plan B."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.errors import Mendable
from simulations.language import message

SOURCES = ("followers", "recommendation", "private", "paid")
FOLLOWERS, RECOMMENDATION, PRIVATE, PAID = range(len(SOURCES))
LONGEST = 480  # minutes


class Goods(BaseModel):
    """A product in the cart (小黄车): traffic goods draw people, profit goods earn, gifts are given away."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    price_yuan: float = Field(ge=0, le=1e6)
    cost_yuan: float = Field(ge=0, le=1e6)
    appeal: float = Field(ge=0, le=1)
    stock: int = Field(ge=0, le=10_000_000)
    role: Literal["traffic", "profit", "gift"]

    @model_validator(mode="after")
    def _what_is_sold_has_a_price(self) -> Self:
        if self.role != "gift" and self.price_yuan <= 0:
            raise Mendable(
                message("price_yuan must be above 0 for goods that are sold, not {given}.", given=self.price_yuan)
            )
        return self


class Segment(BaseModel):
    """A part of the run sheet."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    minutes: int = Field(ge=1, le=LONGEST)
    kind: Literal["warm_up", "benefit", "product", "demo", "qa", "raffle", "break"]
    product: str | None = None
    energy: float = Field(ge=0, le=1)


class Drop(BaseModel):
    """The stream drops at `minute` for `minutes`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    minute: int = Field(ge=0, lt=LONGEST)
    minutes: int = Field(ge=1, le=60)


class LiveSession(BaseModel):
    """A plan for one session.

    Attributes
    ----------
    host : float
        The host's skill, 0-1.
    trailer : float
        People who booked or were told in the private domain and said they would come.
    paid_yuan : float
        Budget for paid reach (抖音: 巨量千川), spent evenly over the session.
    service_hands : int
        People who answer buyers' questions.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    platform: Literal["douyin", "shipinhao"]
    day: int = Field(ge=0)
    hour: int = Field(ge=0, le=23)
    minute: int = Field(ge=0, le=59)
    minutes: int = Field(ge=10, le=LONGEST)
    host: float = Field(ge=0, le=1)
    segments: tuple[Segment, ...] = Field(min_length=1)
    goods: tuple[Goods, ...] = Field(min_length=1, max_length=50)
    trailer: float = Field(default=0.0, ge=0, le=10_000_000)
    paid_yuan: float = Field(default=0.0, ge=0, le=10_000_000)
    moderator: bool = False
    service_hands: int = Field(default=0, ge=0, le=100)
    drop: Drop | None = None
    plan_b: Literal["none", "second_phone", "group_notice"] = "none"

    @model_validator(mode="after")
    def _run_sheet_fits(self) -> Self:
        planned = sum(segment.minutes for segment in self.segments)
        if planned != self.minutes:
            raise Mendable(
                message("segments must add up to {allowed} minutes, not {given}.", allowed=self.minutes, given=planned)
            )
        ids = [goods.id for goods in self.goods]
        if len(set(ids)) < len(ids):
            raise Mendable(message("goods must have different ids, not {given}.", given=", ".join(ids)))
        for segment in self.segments:
            if segment.product is not None and segment.product not in ids:
                raise Mendable(
                    message(
                        "segments.product must be one of the goods ({allowed}), not {given}.",
                        allowed=", ".join(ids),
                        given=segment.product,
                    )
                )
        if self.drop is not None and self.drop.minute >= self.minutes:
            raise Mendable(
                message(
                    "drop.minute must lie before the end, minute {allowed}, not at {given}.",
                    allowed=self.minutes,
                    given=self.drop.minute,
                )
            )
        return self
