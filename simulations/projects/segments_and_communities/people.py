"""The sample: people with what the back end knows of them, what some of them answered, and what they want in truth.

Who wants what follows from two columns, drawn for each trainee: a threshold on the first makes type 0, one on the
second type 1, the rest is type 2; four in five want what their type wants. Who answers a survey leans on other columns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.reading import read_yaml

FOLDER = Path(__file__).parent
NEEDS = ("n1", "n2", "n3", "n4", "n5", "n6")
PURE = 0.80  # of a type's people want what the type wants
CITY_SHARES, TOP_CITIES = (0.18, 0.24, 0.30, 0.28), 2
MAIN_SOURCE = 0.36  # share of the source that may tell types apart
ORDER_SHARES = (0.55, 0.22, 0.13, 0.06, 0.04)
RATIO_HELD, RATIO_NOT = (
    1.8,
    1.35,
)  # how far answer rates lie apart where it leans; at most elsewhere
MOST_PEOPLE, MOST_DRAWS, LEAST_OF_A_TYPE, LEAST_SAID = 12, 1500, 0.18, 10
QUOTED = 0.7  # of those who answer and for whom words are left


@dataclass(frozen=True)
class User:
    """A row of the sample.

    Attributes
    ----------
    recency : int or None
        Days since the last order; None without an order.
    need, pay, quote : str
        What the survey says: slugs, and words; empty for those who did not answer.
    type, wants : int, str
        What is true and hidden.
    """

    id: str
    name: str
    tail: str
    city: str
    source: str
    joined_days: int
    reads: int
    orders: int
    recency: int | None
    spend: int
    complaint: str
    consent: str
    group: str
    need: str = ""
    pay: str = ""
    quote: str = ""
    type: int = 2
    wants: str = "n1"

    def joined(self, today: date) -> date:
        """The day of joining."""
        return today - timedelta(days=self.joined_days)

    def last_order(self, today: date) -> date | None:
        """The day of the last order."""
        return None if self.recency is None else today - timedelta(days=self.recency)

    @property
    def tier(self) -> str:
        """The tier of the groups; who is in none is new."""
        return "new" if self.group == "none" else self.group


@dataclass(frozen=True)
class Fork:
    """One of the two questions that tell types apart: a column with a threshold, or with words."""

    column: str
    least: int | None = None
    most: int | None = None
    words: tuple[str, ...] = ()

    def takes(self, user: User) -> bool:
        """Whether somebody is on this side."""
        value = getattr(user, self.column)
        if self.words:
            return str(value) in self.words
        return bool((self.least is None or value >= self.least) and (self.most is None or value <= self.most))


@dataclass(frozen=True)
class Truth:
    """How the types of a trainee's people are told apart, what they want, and where the survey leans."""

    forks: tuple[Fork, Fork]
    needs: tuple[str, str, str]
    biases: frozenset[str]
    source: str

    def type_of(self, user: User) -> int:
        """0, 1 or 2."""
        return next((place for place, fork in enumerate(self.forks) if fork.takes(user)), 2)


def material() -> Any:
    """Words of the file."""
    return read_yaml(FOLDER / "material.yaml")


def draw_truth(rng: np.random.Generator) -> Truth:
    """Draw what tells types apart, what they want, and three of the six leanings of the survey."""
    source = str(rng.choice(material()["sources"]))
    cities = tuple(material()["cities"])
    options = {
        "city": Fork("city", words=cities[:TOP_CITIES]),
        "source": Fork("source", words=(source,)),
        "joined_days": Fork("joined_days", most=int(rng.choice([75, 80, 85, 90]))),
        "reads": Fork("reads", least=int(rng.choice([5, 6]))),
        "orders": Fork("orders", least=1),
    }
    first, second = rng.permutation(list(options))[:2]
    needs = rng.permutation(NEEDS)[:3]
    biases = rng.permutation(["source", "city", "fresh", "silent", "payers", "saying"])[:3]
    return Truth(
        (options[str(first)], options[str(second)]),
        (str(needs[0]), str(needs[1]), str(needs[2])),
        frozenset(map(str, biases)),
        source,
    )


def draw_people(rng: np.random.Generator, truth: Truth, count: int) -> list[User]:
    """People without ids, before the survey."""
    for _attempt in range(MOST_PEOPLE):
        users = [_person(rng, truth) for _ in range(count)]
        if min(sum(user.type == kind for user in users) for kind in range(3)) >= LEAST_OF_A_TYPE * count:
            break
    return users


def _person(rng: np.random.Generator, truth: Truth) -> User:
    text = material()
    main, sources = truth.source, text["sources"]
    shares = [MAIN_SOURCE if name == main else (1 - MAIN_SOURCE) / (len(sources) - 1) for name in sources]
    orders = int(rng.choice(len(ORDER_SHARES), p=ORDER_SHARES))
    joined = int(np.clip(np.exp(rng.normal(4.65, 0.85)), 3, 720))
    reads = int(np.clip(rng.negative_binomial(2, 0.30), 0, 24))
    recency = max(1, round(joined * rng.random() ** 1.3)) if orders else None
    prices = rng.choice([29, 60, 99], size=orders, p=[0.45, 0.25, 0.30])
    u = rng.random()
    if orders >= 2:
        group = "paying" if u < 0.70 else "active"
    elif reads >= 7:
        group = "active" if u < 0.70 else "new"
    else:
        group = "new" if u < 0.60 else "none"
    consent = "no" if (c := rng.random()) < 0.06 else "service" if c < 0.10 else "yes"
    user = User(
        id="",
        name=_nickname(rng),
        tail=f"{rng.integers(10_000):04d}",
        city=str(rng.choice(text["cities"], p=CITY_SHARES)),
        source=str(rng.choice(sources, p=shares)),
        joined_days=joined,
        reads=reads,
        orders=orders,
        recency=recency,
        spend=int(prices.sum()),
        complaint="open" if rng.random() < 0.02 else "",
        consent=consent,
        group=group,
    )
    return typed(rng, user, truth)


def typed(rng: np.random.Generator, user: User, truth: Truth) -> User:
    """Give somebody the type that follows from their columns, and what they want."""
    kind = truth.type_of(user)
    others = [need for need in NEEDS if need != truth.needs[kind]]
    wants = truth.needs[kind] if rng.random() < PURE else str(rng.choice(others))
    return replace(user, type=kind, wants=wants)


def _nickname(rng: np.random.Generator) -> str:
    text = material()
    first, last = (str(rng.choice([*text[kind], *[""] * 6])) for kind in ("surnames", "tails"))
    return f"{first}{rng.choice(text['nicknames'])}{last}"


def sides(truth: Truth) -> Mapping[str, Any]:
    """Leaning to the test that tells who is on its rarely or often answering side."""
    cities = tuple(material()["cities"])[:TOP_CITIES]
    return {
        "source": lambda user: user.source == truth.source,
        "city": lambda user: user.city in cities,
        "fresh": lambda user: user.joined_days < 60,
        "silent": lambda user: user.reads <= 1,
        "payers": lambda user: user.orders >= 1,
    }


LEANS = {"source": -1, "city": 1, "fresh": -1, "silent": -1, "payers": 1}


def surveyed(
    rng: np.random.Generator, users: list[User], truth: Truth, brand: str, silent: frozenset[str]
) -> list[User]:
    """Let some of them answer the survey, leaning where it should and nowhere else.

    Parameters
    ----------
    silent : frozenset of str
        Nickname and telephone of those who have not answered in any case.
    """
    answers = _who_answers(rng, users, truth, np.array([f"{user.name}{user.tail}" in silent for user in users]))
    says_yes = _who_says_yes(rng, users, answers, "saying" in truth.biases)
    quotes = {need: list(row["quotes"]) for need, row in material()["needs"][brand].items()}
    told = []
    for place, user in enumerate(users):
        if not answers[place]:
            told.append(user)
            continue
        pay = "yes" if place in says_yes else "price" if rng.random() < 0.6 else "no"
        left = quotes[user.wants]
        quote = left.pop(int(rng.integers(len(left)))) if left and rng.random() < QUOTED else ""
        told.append(replace(user, need=user.wants, pay=pay, quote=quote))
    return told


def _who_answers(
    rng: np.random.Generator, users: list[User], truth: Truth, silent: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Draw answers until they lean as meant, or the best of many draws."""
    held = {lean: np.array([test(user) for user in users]) for lean, test in sides(truth).items()}
    types = np.array([user.type for user in users])
    chance = np.full(len(users), 0.42)
    for lean in sorted(truth.biases - {"saying"}):
        low, high = (0.22, 1.12) if LEANS[lean] < 0 else (1.45, 0.55)
        chance = chance * np.where(held[lean], low, high)
    chance = np.minimum(chance * 0.36 / chance.mean(), 0.95)
    chance[silent] = 0.0
    best: NDArray[np.bool_] = rng.random(len(users)) < chance
    least = np.inf
    for _attempt in range(MOST_DRAWS):
        drawn = rng.random(len(users)) < chance
        wrong = max(LEAST_SAID - min(int(drawn[types == kind].sum()) for kind in range(3)), 0) / LEAST_SAID
        for lean, sign in LEANS.items():
            inside, outside = drawn[held[lean]].mean(), drawn[~held[lean]].mean()
            ratio = sign * float(np.log((inside + 0.01) / (outside + 0.01)))
            short = np.log(RATIO_HELD) - ratio if lean in truth.biases else abs(ratio) - np.log(RATIO_NOT)
            wrong += max(float(short), 0.0)
        if wrong < least:
            best, least = drawn, wrong
        if wrong == 0:
            break
    return best


def _who_says_yes(
    rng: np.random.Generator, users: list[User], answers: NDArray[np.bool_], saying: bool
) -> frozenset[int]:
    """Places of those who say that they would pay; two in three of them never have where saying is not doing."""
    asked = [place for place in range(len(users)) if answers[place]]
    paid = [place for place in asked if users[place].orders]
    unpaid = [place for place in asked if not users[place].orders]
    share = 0.66 if saying else 0.20
    most = round(len(paid) * (0.45 if saying else 0.75))
    yes = min(most, int(len(unpaid) * (1 - share) / share))
    others = round(yes * share / (1 - share))
    return frozenset(map(int, [*rng.permutation(paid)[:yes], *rng.permutation(unpaid)[:others]]))


def answer_rates(users: Iterable[User], truth: Truth) -> dict[str, tuple[float, float]]:
    """Leaning to the answer rates of its side and of all others; for `saying`: of those who say yes, who never paid."""
    users = list(users)
    rates = {}
    for lean, test in sides(truth).items():
        inside = [bool(user.need) for user in users if test(user)]
        outside = [bool(user.need) for user in users if not test(user)]
        rates[lean] = (sum(inside) / max(len(inside), 1), sum(outside) / max(len(outside), 1))
    said = [user.orders for user in users if user.pay == "yes"]
    rates["saying"] = (sum(orders == 0 for orders in said) / max(len(said), 1), 0.5)
    return rates
