"""The price of the course: too low brings people who do not go on and eat the hours, too high brings nobody."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.controls import choice, slider, switch
from curriculum.live.funnel_design.stage import Chain, at_price
from curriculum.live.plot import live_plot
from simulations.language import _, sentences
from simulations.world.draws import Floats

PRICES = np.arange(0, 241, 3.0)


@dataclass(frozen=True)
class Priced:
    """What is left over at every price, and the chain at the chosen one."""

    yuan: Floats
    chain: Chain
    sorts: bool

    @property
    def best_yuan(self) -> float:
        """The price at which most is left over."""
        return float(PRICES[int(np.argmax(self.yuan))])


def first_price() -> Any:
    """Move the price; switch off that it sorts people."""
    return live_plot(
        play_prices,
        draw_prices,
        say_prices,
        price=slider(_("Price of the course, yuan"), [0, 9, 19, 39, 59, 79, 99, 129, 159, 199], 9),
        elasticity=choice(
            _("How people look at the price"),
            {_("as most do"): 2.2, _("less than most"): 1.8, _("more than most"): 2.6},
        ),
        sorts=switch(_("The price sorts who goes on")),
    )


def play_prices(price: float, elasticity: float, sorts: bool) -> Priced:
    """The studio at every price."""
    chain = Chain()
    left = [at_price(chain, float(yuan), elasticity, sorts).profit_yuan for yuan in PRICES]
    return Priced(np.array(left), at_price(chain, price, elasticity, sorts), sorts)


def draw_prices(ax: Axes, priced: Priced) -> Axes:
    """What is left over against the price."""
    chain = priced.chain
    ax.plot(PRICES, priced.yuan, color="C0")
    ax.axhline(0, color="0.6", linewidth=0.8)
    ax.plot(chain.low_yuan, chain.profit_yuan, "o", color="C1", markersize=11)
    ax.set(xlim=(0, 240), xlabel=_("price of the course, yuan"), ylabel=_("left over, yuan"))
    ax.yaxis.set_major_formatter(lambda yuan, place: f"{yuan:,.0f}")
    return ax


def say_prices(priced: Priced) -> str:
    """Who comes at this price, who goes on, and where most is left over."""
    chain = priced.chain
    told = _(
        "At {yuan:.0f} yuan {buyers:,.0f} buy, {talked:.0%} of those who look are talked to, {goes:.1%} of them go on: "
        "{clients:.0f} clients, {profit:,.0f} yuan."
    ).format(
        yuan=chain.low_yuan,
        buyers=chain.buyers,
        talked=chain.talked,
        goes=chain.goes,
        clients=chain.clients,
        profit=chain.profit_yuan,
    )
    return sentences(told, _("Most is left over at about {best:.0f} yuan.").format(best=priced.best_yuan))
