"""The campaign's list: sixteen people and groups, what each action on them is worth, and the test that tells.

Last month's broadcast left a control group. What sending is worth for a class follows from it: the lift times the
margin, less those it drives out times what they are worth (uplift: what sending changes, not who buys).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from simulations.projects.segments_and_communities.answer import Decision
from simulations.projects.segments_and_communities.people import FOLDER, Truth, User, material, typed
from simulations.reading import read_yaml
from simulations.written import pick

LEAST_LIFT = 0.3  # yuan a head from which on sending is worth it
SURE_FROM = 0.05  # of those not written to who buy: they buy anyway
RIGHT, REASON = 0.8, 0.2  # of the points for what is done, and for the reason
ACTIONS = ("send", "hold", "other", "service", "call")
MOST_WORTH = 6.0  # a class counts about as much as a person of their own


@dataclass(frozen=True)
class Tested:
    """A class of people in last month's test with a control group; shares, 0-1."""

    slug: str
    name: str
    sent: int
    bought_sent: float
    bought_not: float
    left: float

    @property
    def net_yuan(self) -> float:
        """What a message brings a head: lift x margin - those driven out x what they are worth."""
        sheet = written()
        lift = round(self.bought_sent - self.bought_not, 4)
        return float(lift * sheet["margin_yuan"] - self.left * sheet["lost_yuan"])


@dataclass(frozen=True)
class Card:
    """Somebody on the list: who they are, what is noted, and what each action would be worth in yuan.

    Attributes
    ----------
    id : str
        A person's row in the sample, or a group's number.
    """

    id: str
    who: str
    when: str
    text: str
    kind: str
    worth: Mapping[str, float]
    reasons: tuple[str, ...]

    @property
    def best(self) -> str:
        """The action that is worth most."""
        return max(self.worth, key=lambda action: self.worth[action])


def written() -> Any:
    """Kinds of cards as written."""
    return read_yaml(FOLDER / "cards.yaml")


def draw_tests(rng: np.random.Generator) -> tuple[Tested, ...]:
    """Last month's test: each class is sure, persuadable or put off, as drawn for this trainee."""
    sheet = written()
    while True:
        kinds = {slug: str(rng.choice(options)) for slug, options in sheet["kinds_of"].items()}
        if list(kinds.values()).count("persuadable") in (2, 3):
            break
    tests = []
    for slug, kind in kinds.items():
        rates = sheet["rates"][kind]
        sent, lift, left = (float(rng.uniform(*rates[name])) for name in ("sent", "lift", "left"))
        tests.append(
            Tested(
                slug,
                sheet["classes"][slug]["zh"],
                int(rng.integers(8, 20)) * 100,
                round(sent / 100, 3),
                round(max(sent - lift, 0.1) / 100, 3),
                round(left / 100, 3),
            )
        )
    return tuple(tests)


def class_worth(test: Tested) -> tuple[dict[str, float], tuple[str, ...]]:
    """What each action is worth for one of a class, scaled to the people of their own, and the reasons that hold."""
    net = test.net_yuan
    scaled = float(np.clip(net * 1.6, -MOST_WORTH, MOST_WORTH))
    if net > LEAST_LIFT:
        worth = {"send": max(scaled, 4.0), "hold": 0.0, "other": 1.0, "service": -1.0, "call": -2.0}
        return worth, ("persuadable",)
    reasons = ("sure",) if test.bought_not >= SURE_FROM else ("mutes",)
    quiet = test.left > 0.03
    worth = {"send": min(scaled, -2.5), "hold": 3.0, "other": -1.5 if quiet else 1.5, "service": -1.0, "call": -4.0}
    return worth, reasons


def draw_members(
    rng: np.random.Generator, users: list[User], truth: Truth, tests: Iterable[Tested]
) -> tuple[list[User], dict[str, dict[str, Any]]]:
    """Turn some of the people into those of the list: the users changed, and card data by nickname and tail."""
    sheet, by_class = written(), {test.slug: test for test in tests}
    special = {row["slug"]: row for row in sheet["people"]}
    hard = [row for row in sheet["people"] if "class" not in row]
    troubled = str(rng.choice(["complaint", "complaint_polite"]))
    others = [row for row in hard if not row["slug"].startswith("complaint")]
    rows = [special[troubled], *pick(rng, others, sheet["drawn"]["people"] - 3)]
    rows += [row for row in sheet["people"] if "class" in row]
    rows += [{**row, "slug": slug, "class": slug} for slug, row in sheet["classes"].items()]
    silent = [place for place, user in enumerate(users) if user.orders == 0]
    chosen, cards = list(users), {}
    for place, row in zip(rng.permutation(silent), rows, strict=False):
        user = _shaped(rng, chosen[place], row, truth)
        chosen[place] = user
        text = row["text"] if "text" in row else str(rng.choice(row["notes"]))
        worth, reasons = (
            class_worth(by_class[row["class"]]) if "class" in row else (row["worth"], tuple(row["reasons"]))
        )
        about = by_class[row["class"]].name if "class" in row else ""
        cards[f"{user.name}{user.tail}"] = {
            "kind": row["slug"],
            "text": text,
            "worth": worth,
            "reasons": reasons,
            "about": about,
        }
    return chosen, cards


def _shaped(rng: np.random.Generator, user: User, row: Mapping[str, Any], truth: Truth) -> User:
    """A person as the card needs them: orders, days, reads, spend, consent."""
    base = written()["classes"].get(row.get("class", ""), {})
    shape = {**base, **row}
    orders, recency, reads = (
        int(rng.integers(low, high + 1)) for low, high in (shape[n] for n in ("orders", "recency", "reads"))
    )
    low, high = shape["spend"]
    spend = sum(int(rng.choice([low, high])) for _ in range(orders))
    joined = max(user.joined_days, recency + int(rng.integers(1, 40))) if orders else user.joined_days
    if shape.get("class") == "asleep":
        joined = max(joined, int(rng.integers(200, 500)))
    changed = replace(
        user,
        orders=orders,
        recency=recency if orders else None,
        reads=reads,
        spend=spend,
        joined_days=joined,
        complaint=shape.get("complaint", ""),
        consent=shape.get("consent", "yes"),
        group="paying" if orders >= 2 else "active" if reads >= 7 else user.group,
    )
    return typed(rng, changed, truth)


def draw_cards(
    rng: np.random.Generator, users: Iterable[User], told: Mapping[str, Mapping[str, Any]]
) -> tuple[Card, ...]:
    """The list in an order of its own: people by their rows, groups by number."""
    text, sheet = material(), written()
    cards = []
    for user in users:
        data = told.get(f"{user.name}{user.tail}")
        if data is None:
            continue
        cards.append(
            Card(
                user.id,
                user.name,
                text["groups"][user.group],
                _told(user, data["text"], data["about"]),
                data["kind"],
                data["worth"],
                tuple(data["reasons"]),
            )
        )
    for number, row in enumerate(pick(rng, sheet["groups"], sheet["drawn"]["groups"]), start=1):
        name = sheet["group"]["name"].format(number=number)
        cards.append(
            Card(
                f"G{number}",
                name,
                sheet["group"]["kind"],
                row["text"],
                row["slug"],
                row["worth"],
                tuple(row["reasons"]),
            )
        )
    return tuple(cards[place] for place in rng.permutation(len(cards)))


def _told(user: User, note: str, about: str) -> str:
    """The note, what the back end has, and the class of the test somebody belongs to."""
    text, sheet = material(), written()
    last = sheet["last"]["none"] if user.recency is None else sheet["last"]["some"].format(days=user.recency)
    facts = sheet["facts"].format(
        reads=user.reads,
        orders=user.orders,
        last=last,
        spend=user.spend,
        consent=text["consents"][user.consent],
        complaint=sheet["complaint"].format(state=text["complaints"][user.complaint]) if user.complaint else "",
    )
    return "\n".join((note, facts, *([sheet["about"].format(name=about)] if about else [])))


def dull(cards: Iterable[Card]) -> float:
    """What the best single action for everybody is worth: it needs no reading."""
    cards = tuple(cards)
    return max(sum(card.worth[action] for card in cards) for action in ACTIONS)


def gained(cards: Iterable[Card], decisions: Mapping[str, Decision]) -> tuple[float, float]:
    """Share of what reading the list could gain over one action for all, and share of right reasons where it was right.

    Somebody nobody decided on gets the message, as the button does.
    """
    cards = tuple(cards)
    best, least = sum(card.worth[card.best] for card in cards), dull(cards)
    mine, reasons = 0.0, 0.0
    for card in cards:
        given = decisions.get(card.id)
        mine += card.worth[given.action if given else "send"]
        reasons += bool(given and given.reason in card.reasons and card.worth[given.action] > 0)
    return float(np.clip((mine - least) / (best - least), 0, 1)), reasons / len(cards)
