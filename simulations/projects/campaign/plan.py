"""What of an answer the world of the campaign reacts to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

ITEMS = ("rewards", "kols", "ads", "service", "server", "store", "reserve")


@dataclass(frozen=True)
class Plan:
    """What of an answer the world reacts to.

    Attributes
    ----------
    escrow : float
        Share of the deposits that lies ready, 0-1.
    greedy : bool
        Whether more personal data is asked for than is needed.
    shares : bool
        Whether passing on is rewarded, whatever it is called.
    money : mapping
        Yuan by item of the budget.
    hired : mapping
        Price by partner.
    """

    reward: str
    reward_yuan: float
    threshold: int
    deposit_yuan: float
    deposit_rule: str
    escrow: float
    showcase: bool
    spots: int
    greedy: bool
    shares: bool
    poster: float
    money: Mapping[str, float] = field(hash=False)
    hired: Mapping[str, int] = field(hash=False)


def with_money(plan: Plan, **yuan: float) -> Plan:
    """The same plan with other sums."""
    return replace(plan, money={**plan.money, **yuan})
