"""Commerce: visits become orders, orders become upgrades, repeats and refunds, and a customer becomes worth something.

A product of its kind at its usual price sells to a known share of followers; appeal, warmth (how well visitors know
us), price, a shown discount, a promise beyond what is true and a guarantee move the odds (`product`). What follows is
stepped day by day (`shop`): buyers look at the next product some weeks later, shop products are bought again as in
BG/NBD (Fader, Hardie & Lee, Marketing Science 2005), memberships renew a month later with a churn hazard, refunds
arrive days after the celebration. What customers are worth is read off afterwards (`value`).
"""

from simulations.world.commerce.product import Product
from simulations.world.commerce.shop import Shop, ShopOutcome
from simulations.world.commerce.value import cohort_value_yuan, expected_repurchases, ltv_yuan

__all__ = ["Product", "Shop", "ShopOutcome", "cohort_value_yuan", "expected_repurchases", "ltv_yuan"]
