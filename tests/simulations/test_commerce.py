"""Commerce agrees with CALIBRATION and with the formulas it names: upgrades, repeats, churn, refunds, value."""

import numpy as np
import pytest
from pydantic import ValidationError

from simulations.world.commerce import Product, Shop, cohort_value_yuan, expected_repurchases, ltv_yuan
from simulations.world.draws import Worlds
from simulations.world.parameters import parameters

WORLDS = Worlds(b"calibration", 100)
CAMP = Product(id="camp", name="训练营", kind="low_price", price_yuan=9.9, cost_yuan=1)
COURSE = Product(id="course", name="咨询", kind="high_price", price_yuan=1999, cost_yuan=100, requires="camp")
CLUB = Product(id="club", name="会员", kind="membership", price_yuan=30, refund_days=0)
CREAM = Product(id="cream", name="面霜", kind="shop", price_yuan=99, cost_yuan=40)


def changed(product: Product, **fields: object) -> Product:
    return product.model_copy(update=fields)


def played(
    *products: Product,
    days: int = 60,
    selling_days: int = 30,
    visits: float = 400,
    warmth: float = 0.4,
    worlds: Worlds = WORLDS,
    sent_to: tuple[str, ...] = ("camp", "club", "cream"),
) -> Shop:
    shop = Shop(products, worlds, days, price_sensitivity=1.5)
    open_to = [product.id for product in products if product.id in sent_to]
    for day in range(days):
        today = dict.fromkeys(open_to, np.full(worlds.count, visits)) if day < selling_days else {}
        shop.step(day, today, dict.fromkeys(today, warmth))
    return shop


def test_low_price_buyers_upgrade_within_weeks_as_practitioners_report() -> None:
    shop = played(COURSE, CAMP)
    assert [product.id for product in shop.products] == ["camp", "course"]
    camp, course = shop.outcome.new_customers.sum(axis=1).T
    rate = course.sum() / camp.sum()
    assert 0.05 < rate < parameters("commerce")["camp_pass_mark"].value
    upgraded_on = (shop.outcome.upgrades[:, :, 1].mean(axis=0) @ np.arange(60)) / course.mean()
    bought_on = (shop.outcome.orders[:, :, 0].mean(axis=0) @ np.arange(60)) / camp.mean()
    assert 7 < upgraded_on - bought_on < 13


def test_nobody_buys_what_requires_another_without_that() -> None:
    shop = Shop([CAMP, COURSE], WORLDS, 3, price_sensitivity=1.5)
    for day in range(3):
        shop.step(day, {"course": np.full(100, 5000.0)}, {"course": 0.9})
    assert shop.outcome.visits[:, :, 1].min() == 5000
    assert shop.outcome.orders.sum() == 0


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"price_yuan": 129}, {"price_yuan": 99}),
        ({"appeal": 0.4}, {"appeal": 0.6}),
        ({"overpromise": 0}, {"overpromise": 1}),
    ],
)
def test_price_appeal_and_promises_move_orders(worse: dict[str, float], better: dict[str, float]) -> None:
    few, many = (played(changed(CREAM, **fields)).outcome.new_customers.sum(axis=(1, 2)) for fields in (worse, better))
    assert np.mean(many >= few) > 0.98
    assert many.mean() > 1.1 * few.mean()


def test_the_private_domain_buys_more_than_an_advertisement_brings() -> None:
    p = WORLDS.values("commerce")
    orders = [
        played(CAMP, warmth=p[f"warmth_{who}"]).outcome.orders.mean() for who in ("ad", "follower", "member", "paying")
    ]
    assert np.all(np.diff(orders) > 0)
    assert 3 < orders[2] / orders[0] < 6


def test_repurchases_follow_the_bg_nbd_formula() -> None:
    shop = played(changed(CREAM, refund_days=0), days=182, selling_days=1, visits=40_000, worlds=Worlds(b"bg", 50))
    new, again = shop.outcome.new_customers.sum(axis=1), shop.outcome.repurchases.cumsum(axis=1)
    for weeks in (4, 13, 26):
        seen = again[:, weeks * 7 - 1].sum() / new.sum()
        assert seen == pytest.approx(expected_repurchases(weeks, WORLDS), rel=0.05)


def test_a_member_is_worth_arpu_times_lifetime() -> None:
    worlds = Worlds(b"club", 30, {("commerce", "churn"): 0.30})
    shop = played(CLUB, days=361, selling_days=1, visits=50_000, worlds=worlds)
    worth = shop.outcome.revenue_yuan.sum(axis=1) / shop.outcome.new_customers.sum(axis=(1, 2))
    assert ltv_yuan(30, 0.30) == pytest.approx(100)
    # 13 payments of at most 1/0.3 on average are seen: 1 - 0.7^13 = 99% of them
    assert worth.mean() == pytest.approx(99, rel=0.01)
    assert played(changed(CLUB, appeal=0.9)).outcome.repurchases.mean() > played(CLUB).outcome.repurchases.mean()


def test_refunds_arrive_after_the_celebration_and_more_where_too_much_was_promised() -> None:
    honest, loud = (played(changed(CREAM, overpromise=o), selling_days=3, days=20) for o in (0, 1))
    for shop in (honest, loud):
        assert np.all(shop.outcome.refunds[:, 0] == 0)
        late = shop.outcome.refunds[:, 3:].sum() / shop.outcome.refunds.sum()
        assert late > 0.4
    rates = [shop.outcome.refunds.sum() / shop.outcome.orders.sum() for shop in (honest, loud)]
    assert rates[1] / rates[0] == pytest.approx(np.exp(1.8), rel=0.15)
    assert loud.outcome.revenue_yuan.sum() > honest.outcome.revenue_yuan.sum()
    assert played(changed(CREAM, refund_days=0)).outcome.refunds.sum() == 0
    discounted = played(changed(CREAM, discount=0.5), selling_days=3, days=20).outcome
    assert discounted.refunds.sum() / discounted.orders.sum() > 1.4 * rates[0]


def test_counts_are_whole_and_money_adds_up() -> None:
    shop = played(CAMP, COURSE, CLUB, CREAM)
    out = shop.outcome
    for counts in (out.visits, out.orders, out.new_customers, out.upgrades, out.repurchases, out.refunds):
        assert np.array_equal(counts, np.floor(counts))
        assert counts.min() >= 0
    assert np.array_equal(out.orders, out.new_customers + out.repurchases)
    prices = np.array([product.price_yuan for product in shop.products])
    assert np.allclose(out.revenue_yuan, out.orders @ prices)
    assert np.allclose(out.refunded_yuan, out.refunds @ prices)
    assert np.all(out.refunds.sum(axis=1) <= out.orders.sum(axis=1))


def test_capacity_is_a_real_cap() -> None:
    out = played(changed(CREAM, capacity=50)).outcome
    assert np.all(out.orders.sum(axis=(1, 2)) == 50)
    assert np.all(out.sold_out.sum(axis=(1, 2)) > 0)


def test_cohorts_hold_all_the_money_and_older_ones_have_brought_more() -> None:
    shop = played(CAMP, COURSE, CLUB, CREAM, days=63, selling_days=63)
    entered = [product.id != "course" for product in shop.products]
    customers = shop.outcome.new_customers[:, :, entered].sum(axis=2).reshape(100, 9, 7).sum(axis=2)
    value = cohort_value_yuan(shop)
    assert value.shape == (100, 9)
    assert np.allclose(
        (value * customers).sum(axis=1), (shop.outcome.revenue_yuan - shop.outcome.refunded_yuan).sum(axis=1)
    )
    assert value[:, 0].mean() > value[:, 4].mean() > value[:, 8].mean()


def test_takers_of_a_free_pack_are_customers_when_they_pay() -> None:
    pack = Product(id="pack", name="资料包", kind="lead_magnet", price_yuan=0)
    camp = changed(CAMP, requires="pack", refund_days=0)
    shop = played(pack, camp, sent_to=("pack",))
    value = cohort_value_yuan(shop)
    assert shop.outcome.orders[:, :, 0].sum() > 10 * shop.outcome.orders[:, :, 1].sum() > 0
    assert np.nanmax(value) == pytest.approx(9.9)
    assert np.isnan(cohort_value_yuan(played(pack, camp, visits=0))).all()


def test_changing_one_product_leaves_another_as_it_was() -> None:
    before = played(CREAM, CLUB).outcome
    after = played(changed(CREAM, price_yuan=59, appeal=0.9), CLUB, CAMP).outcome
    for figure in ("orders", "refunds", "repurchases"):
        assert np.array_equal(getattr(before, figure)[:, :, 1], getattr(after, figure)[:, :, 1])
    few = played(CREAM, worlds=Worlds(b"calibration", 20)).outcome
    assert np.array_equal(few.orders[:, :, 0], before.orders[:20, :, 0])


@pytest.mark.parametrize(
    ("field", "value"), [("price_yuan", -1), ("appeal", 1.2), ("refund_days", -3), ("overpromise", 2), ("kind", "gift")]
)
def test_impossible_products_are_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        Product.model_validate(CREAM.model_dump() | {field: value})


def test_shops_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="different ids"):
        Shop([CREAM, CREAM], WORLDS, 9, 1.5)
    with pytest.raises(ValueError, match=r"course: requires\(='camp'\)"):
        Shop([COURSE, CREAM], WORLDS, 9, 1.5)
    with pytest.raises(ValueError, match="requires"):
        Shop([COURSE, changed(CAMP, requires="course")], WORLDS, 9, 1.5)
    with pytest.raises(ValueError, match="at least one"):
        Shop([], WORLDS, 9, 1.5)
    with pytest.raises(ValueError, match=r"price_sensitivity\(=-1\)"):
        Shop([CREAM], WORLDS, 9, -1)
    shop = Shop([CREAM], WORLDS, 9, 1.5)
    with pytest.raises(ValueError, match="product"):
        shop.step(0, {"soap": np.ones(100)})
    with pytest.raises(ValueError, match="next of 9 days, 0"):
        shop.step(3, {})
    with pytest.raises(ValueError, match="churn"):
        ltv_yuan(30, 0)
