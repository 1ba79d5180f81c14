"""From two columns of money to months: next month's kept orders, in one world to try or in many to be graded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulations.identity import Context
from simulations.projects.attribution_and_channels.answer import Line, Plan
from simulations.projects.attribution_and_channels.case import TASK, draw_case
from simulations.projects.attribution_and_channels.market import Business
from simulations.world.draws import Floats, Worlds
from simulations.world.journeys import Channel

WORLDS = 24


@dataclass(frozen=True)
class Outcome:
    """What a budget came to.

    Attributes
    ----------
    kept : array, shape (worlds,)
        Orders of the whole market that are not sent back.
    spend : mapping
        Yuan as they are really paid: what is owed first, no more than there is.
    margin_yuan : int
        Of an order.
    """

    kept: Floats
    spend: Mapping[Channel, float]
    margin_yuan: int

    def kpis(self, world: int = 0) -> dict[str, float]:
        """Figures of one world, as the books show them."""
        paid = sum(self.spend.values())
        kept = float(self.kept[world])
        return {"kept": kept, "spent": paid, "margin": kept * self.margin_yuan - paid}


def columns_of(budget: Iterable[Line]) -> tuple[dict[Channel, float], dict[Channel, float]]:
    """The two versions by channel; a channel that stands there twice counts as it stands there first."""
    first: dict[Channel, float] = {}
    cut: dict[Channel, float] = {}
    for row in budget:
        first.setdefault(row.channel, float(row.first))
        cut.setdefault(row.channel, float(row.cut))
    return first, cut


def simulate(plan: Mapping[Channel, float], business: Business, worlds: Worlds, total: float) -> Outcome:
    """Next month under a plan, in all worlds."""
    spend = business.scaled(plan, total)
    return Outcome(business.kept(spend, worlds), spend, business.margin_yuan)


def try_out(answer: Plan, context: Context, number: int) -> Outcome:
    """The first version in public world `number`, luck included."""
    business = draw_case(context).business
    public = Context(context.cohort, context.trainee)
    return simulate(columns_of(answer.budget)[0], business, public.worlds(TASK, 1, f"trial {number}"), business.total)
