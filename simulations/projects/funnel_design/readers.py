"""Who the readers are once giveaway and first price have sorted them: the case's worlds, and shares that follow."""

import numpy as np

from simulations.projects.funnel_design.answer import Design
from simulations.projects.funnel_design.case import Case, number
from simulations.projects.funnel_design.plan import HIGH, LOW, products
from simulations.world.audience.segments import mix, price_sensitivity
from simulations.world.commerce.product import buy_log_odds, log_odds
from simulations.world.draws import Worlds

DEARER = 1.4  # times the comparable price, from where people begin to compare


def readers(design: Design, case: Case, worlds: Worlds) -> Worlds:
    """The worlds with this case's readers, as the giveaway and the first price have sorted them."""
    worlds = case.worlds(worlds)
    magnet, own = case.magnets[design.magnet], dict(worlds.changed)
    for platform in case.accounts:
        own[platform, "action_rate"] = own[platform, "action_rate"] * magnet.pull
    fit = number("fit_counts") * magnet.fit
    buys = log_odds(own["commerce", "buy_low_price"]) + fit - compared(design.low_price_yuan, case.low_usual)
    own["commerce", "buy_low_price"] = share_of(buys)
    goes_on = own.get(("commerce", "upgrade_high_price"), number("goes_on"))
    goes = log_odds(goes_on) + sorted_by_price(design, case) + 0.4 * fit
    goes -= compared(design.high_price_yuan, case.high_usual)
    own["commerce", "upgrade_high_price"] = share_of(goes)
    return Worlds(worlds.seed, worlds.count, own)


def sorted_by_price(design: Design, case: Case) -> float:
    """Log odds by which buyers go on more (or less) than at the usual first price."""
    soft = number("price_softening")
    dearer = np.log((design.low_price_yuan + soft) / (case.low_usual + soft))
    return float(min(number("filter") * dearer, number("filter_most")))


def compared(price_yuan: float, usual_yuan: float) -> float:
    """Log odds lost, beyond the price itself, where comparable offers are much cheaper."""
    return number("compared") * float(np.log(max(price_yuan / (DEARER * usual_yuan), 1.0)))


def first_course_share(design: Design, case: Case) -> float:
    """Share of followers who buy the course on a visit, at its price."""
    return _visit_share(design, case, LOW, upgrade=False)


def goes_on_share(design: Design, case: Case) -> float:
    """Share of the course's buyers who take the dear offer when they have been talked to."""
    return _visit_share(design, case, HIGH, upgrade=True)


def _visit_share(design: Design, case: Case, offer: str, upgrade: bool) -> float:
    p = readers(design, case, Worlds(b"any", 1)).values("commerce")
    sensitivity = case.elasticity * 2 * float(mix("gongzhonghao", case.niche) @ price_sensitivity())
    product = next(product for product in products(design) if product.id == offer)
    return share_of(buy_log_odds(product, sensitivity, p, upgrade=upgrade))


def share_of(odds: float) -> float:
    """A share from its log odds."""
    return float(1 / (1 + np.exp(-odds)))
