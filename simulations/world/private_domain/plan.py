"""What is planned for the private domain, how its groups are led and what is broadcast, and what came of it."""

from dataclasses import dataclass
from typing import Literal, get_args

from numpy import bool_
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from simulations.world.draws import Floats

Tier = Literal["new", "active", "paying"]
TIERS: tuple[Tier, ...] = get_args(Tier)


class Community(BaseModel):
    """How one tier's groups are led; `Community(tier=...)` alone is a tier left to itself.

    Attributes
    ----------
    group_size : int
        Members a group; smaller groups take part more and cost the hosts more.
    host_minutes_per_day : float
        Of all hosts of the tier together.
    value : float
        0-1, how useful what is given there is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    tier: Tier
    group_size: int = Field(default=200, ge=20, le=500)
    rules: bool = False
    welcome: bool = False
    activities_per_week: int = Field(default=0, ge=0, le=14)
    host_minutes_per_day: float = Field(default=0, ge=0, allow_inf_nan=False)
    value: float = Field(default=0, ge=0, le=1)


class Broadcast(BaseModel):
    """A message to all members of some tiers (群发).

    Attributes
    ----------
    value : float
        0-1, how useful it is to those who get it.
    offer : str, optional
        The product it leads to.
    scarcity : {"none", "real", "false"}
        Whether it says that there is little left, and whether that is true.
    spots : int, optional
        How many it says there are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    day: int = Field(ge=0)
    hour: int = Field(ge=0, le=23)
    tiers: tuple[Tier, ...] = Field(min_length=1)
    value: float = Field(ge=0, le=1)
    offer: str | None = None
    scarcity: Literal["none", "real", "false"] = "none"
    spots: int | None = Field(default=None, ge=1)


@dataclass(frozen=True)
class PrivateDomainOutcome:
    """What has happened so far; people, W worlds. Broadcasts stand in the order of their sending.

    Attributes
    ----------
    members, active, left, trust : arrays, shape (W, days, 3)
        By tier at the day's end: members, those who interacted that day, those who left, and trust (0-1).
    promoted : array, shape (W, days, 2)
        new -> active, and new or active -> paying.
    left_in_7_days : array, shape (W, days)
        Share of the day's newcomers gone seven days later; NaN without newcomers or before that is known.
    delivered, read, clicked, muted, left_by_broadcast : arrays, shape (W, broadcasts)
        `muted` and `left_by_broadcast`: because of it.
    refused : bool array, shape (broadcasts, 3)
        Tiers a broadcast was meant for and not delivered to: the platform's cap was reached.
    """

    members: Floats
    active: Floats
    left: Floats
    trust: Floats
    promoted: Floats
    left_in_7_days: Floats
    delivered: Floats
    read: Floats
    clicked: Floats
    muted: Floats
    left_by_broadcast: Floats
    refused: NDArray[bool_]
