"""What customers are worth: by formula, and as it has been seen by the week in which they came."""

import numpy as np

from simulations.world.commerce.product import churn, delay, repeat_classes
from simulations.world.commerce.shop import MONTH_DAYS, Shop
from simulations.world.draws import Floats, Worlds


def ltv_yuan(arpu_yuan: float, churn: float) -> float:
    """Lifetime value of a member: ARPU x lifetime (客均收入 x 生命周期), lifetime = 1 / churn.

    Parameters
    ----------
    arpu_yuan : float
        Revenue a member and period.
    churn : float
        Share who do not renew a period, in (0, 1]; the same for everyone at every age, which makes the lifetime
        geometric. Where those who stay are the loyal ones, this is too low (Fader & Hardie 2007).

    Examples
    --------
    >>> ltv_yuan(30, 0.25)
    120.0
    """
    if not 0 < churn <= 1:
        raise ValueError(f"churn(={churn}) must lie in (0, 1]")
    return arpu_yuan / churn


def expected_repurchases(weeks: float, worlds: Worlds) -> float:
    """Mean repurchases of a shop product's customer within `weeks` of the first order.

    BG/NBD, equation 9 of Fader, Hardie & Lee (Marketing Science 2005):
    E[X(t)] = (a + b - 1) / (a - 1) x [1 - (alpha / (alpha + t))^r 2F1(r, b; a + b - 1; t / (alpha + t))].
    """
    from scipy.special import hyp2f1

    p = worlds.values("commerce")
    r, alpha, a, b = p["repeat_r"], p["repeat_alpha"], p["repeat_a"], p["repeat_b"]
    alive = (alpha / (alpha + weeks)) ** r * hyp2f1(r, b, a + b - 1, weeks / (alpha + weeks))
    return float((a + b - 1) / (a - 1) * (1 - alive))


def cohort_value_yuan(shop: Shop) -> Floats:
    """Yuan per customer that each week's new customers have brought until now, refunds taken off.

    Parameters
    ----------
    shop : Shop
        After its last day, or on the way.

    Returns
    -------
    array, shape (W, weeks)
        Cohorts by the week of the first paid order; NaN for a week without customers. Young cohorts have had less
        time: compare them at the same age.

    Notes
    -----
    A customer is a first order of a paid product whose required product, if any, was free. The shop counts people, it
    does not name them: whose upgrade, repurchase, renewal or refund it was is split over the cohorts in proportion to
    what is expected of them at that day.
    """
    p, out = shop.worlds.values("commerce"), shop.outcome
    days = shop.days
    age = np.arange(days)
    weeks = (age[:, None] // 7 == np.arange(-(-days // 7))).astype(float)
    shares, rates, dropouts = repeat_classes(p)
    buying_again = np.exp(-np.outer(age, rates * dropouts)) @ (shares * rates)
    looking_on = _by_day(delay(p["upgrade_delay"]), days)

    bought: dict[str, Floats] = {}  # orders of a product by day and cohort, shape (W, days, weeks)
    free = {product.id for product in shop.products if product.price_yuan == 0}
    customers = np.zeros((shop.worlds.count, weeks.shape[1]))
    value = np.zeros_like(customers)
    for k, product in enumerate(shop.products):
        new, upgrades = out.new_customers[:, :, k], out.upgrades[:, :, k]
        if product.requires is None or product.requires in free:
            first = new[..., None] * weeks
            customers += first.sum(axis=1) * (product.price_yuan > 0)
        else:
            before = bought[product.requires]
            first = _after(upgrades, looking_on, before) + _after(new - upgrades, np.ones(days), before)
        staying = (1 - churn(product, p)) ** (age / MONTH_DAYS) * (age % MONTH_DAYS == 0)
        again = _after(out.repurchases[:, :, k], staying if product.kind == "membership" else buying_again, first)
        bought[product.id] = first + again
        returning = _by_day(delay(p["refund_delay"], max(product.refund_days, 1)), days)
        refunded = _after(out.refunds[:, :, k], returning, bought[product.id])
        value += product.price_yuan * (bought[product.id] - refunded).sum(axis=1)
    return np.divide(value, customers, out=np.full_like(value, np.nan), where=customers > 0)


def _by_day(running: Floats, days: int) -> Floats:
    """Shares that come 0, 1, 2, ... days later, out of running shares that begin with the first day after."""
    shares = np.diff(running, prepend=0.0)[: days - 1]
    return np.concatenate([[0.0], shares, np.zeros(days - 1 - shares.size)])


def _after(counts: Floats, chance_by_age: Floats, before: Floats) -> Floats:
    """Split counts (W, days) over cohorts by who was there before (W, days, cohorts) and how likely at what age."""
    age = np.subtract.outer(np.arange(counts.shape[1]), np.arange(counts.shape[1]))
    chance = np.where(age > 0, chance_by_age[np.maximum(age, 0)], 0.0)
    weights = chance @ before
    total = weights.sum(axis=-1)
    each = np.divide(counts, total, out=np.zeros_like(counts), where=total > 0)
    return np.asarray(weights * each[..., None], dtype=float)
