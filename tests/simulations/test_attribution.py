"""Attribution models: worked examples by hand, and what each must keep whatever the journeys."""

from itertools import permutations

import numpy as np
import pytest

from simulations.attribution import MODELS, Journey, as_shares, attribute, markov, removal_effects, shapley, table

# Three journeys as in the introductions to Anderl et al. (2016): one ends in an order.
# Start goes to C1 with 2/3 and to C2 with 1/3; C1 to C2 with 1/2, else to nothing; C2 to C3; C3 to an order with 1/2.
# With all channels 1/3 end in an order; without C1 1/6; without C2 or C3 none. Effects 1/2, 1, 1, so 0.2, 0.4, 0.4.
WORKED = (Journey(("C1", "C2", "C3"), True), Journey(("C1",), False), Journey(("C2", "C3"), False))


def some_journeys(count: int = 300, seed: int = 4) -> list[Journey]:
    rng = np.random.default_rng(seed)
    return [
        Journey(
            tuple(str(c) for c in rng.choice(list("abcde"), rng.integers(1, 6))),
            bool(rng.random() < 0.3),
        )
        for _each in range(count)
    ]


def test_removal_effects_are_those_computed_by_hand() -> None:
    assert removal_effects(WORKED) == pytest.approx({"C1": 0.5, "C2": 1.0, "C3": 1.0})
    assert markov(WORKED) == pytest.approx({"C1": 0.2, "C2": 0.4, "C3": 0.4})


def test_a_walk_that_goes_round_in_circles_is_solved_too() -> None:
    circling = [Journey(("a", "b", "a", "b"), True), Journey(("a", "a"), False)]
    assert removal_effects(circling) == pytest.approx({"a": 1.0, "b": 1.0})
    assert markov(circling) == pytest.approx({"a": 0.5, "b": 0.5})


def test_the_simple_rules_share_one_order_as_they_say() -> None:
    one = [Journey(("a", "b", "c", "b"), True, (14.0, 7.0, 7.0, 0.0))]
    assert attribute(one, "last") == {"a": 0, "b": 1, "c": 0}
    assert attribute(one, "first") == {"a": 1, "b": 0, "c": 0}
    assert attribute(one, "linear") == pytest.approx({"a": 0.25, "b": 0.5, "c": 0.25})
    assert attribute(one, "position") == pytest.approx({"a": 0.4, "b": 0.5, "c": 0.1})
    assert attribute(one, "decay") == pytest.approx({"a": 1 / 9, "b": 6 / 9, "c": 2 / 9})  # weights 1, 2, 2, 4 of 9
    assert attribute(one, "shapley") == pytest.approx({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})


def test_shapley_is_the_mean_over_all_orders_of_joining() -> None:
    worth = {"": 0, "a": 4, "b": 1, "c": 0, "ab": 8, "ac": 4, "bc": 3, "abc": 12}

    def value(some: frozenset[str]) -> float:
        return worth["".join(sorted(some))]

    orders = list(permutations("abc"))
    by_hand = {p: np.mean([value(frozenset(o[: o.index(p) + 1])) - value(frozenset(o[: o.index(p)])) for o in orders])
               for p in "abc"}  # fmt: skip
    assert shapley(value, list("abc")) == pytest.approx(by_hand)
    assert sum(shapley(value, list("abc")).values()) == pytest.approx(12)


def test_shapley_gives_alike_to_those_alike_and_nothing_to_a_dummy() -> None:
    def value(some: frozenset[str]) -> float:
        return 10.0 * bool(some & {"a", "b"})

    found = shapley(value, list("abc"))
    assert found["a"] == pytest.approx(found["b"]) == pytest.approx(5)
    assert found["c"] == 0


@pytest.mark.parametrize("model", MODELS)
def test_every_model_gives_away_as_many_orders_as_there_were(model: str) -> None:
    journeys = some_journeys()
    assert sum(attribute(journeys, model).values()) == pytest.approx(sum(journey.bought for journey in journeys))  # type: ignore[arg-type]


@pytest.mark.parametrize("model", MODELS)
def test_what_a_channel_is_called_does_not_matter(model: str) -> None:
    names = dict(zip("abcde", "edcba", strict=True))
    journeys = some_journeys()
    renamed = [Journey(tuple(names[c] for c in journey.channels), journey.bought) for journey in journeys]
    before, after = attribute(journeys, model), attribute(renamed, model)  # type: ignore[arg-type]
    assert {names[c]: share for c, share in before.items()} == pytest.approx(after)


def test_without_orders_nothing_is_given_and_without_journeys_nobody_is_there() -> None:
    nothing = [Journey(("a", "b"), False)]
    assert all(share == 0 for model in MODELS for share in table(nothing)[model].values())
    assert as_shares(attribute(nothing, "last")) == {"a": 0.0, "b": 0.0}
    assert all(table([])[model] == {} for model in MODELS)


def test_an_unknown_model_is_told_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="must be one of last, first"):
        attribute(WORKED, "astrology")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="2 entries for 1 meetings"):
        Journey(("a",), True, (1.0, 2.0))
