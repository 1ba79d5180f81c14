"""The case: the brand's private domain, a dirty sample of it, the survey, last month's test and the campaign's list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

import numpy as np

from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.projects.segments_and_communities.cards import Card, Tested, draw_cards, draw_members, draw_tests
from simulations.projects.segments_and_communities.menu import menu
from simulations.projects.segments_and_communities.people import (
    NEEDS,
    PURE,
    Truth,
    User,
    draw_people,
    draw_truth,
    material,
    surveyed,
)
from simulations.written import fill

TASK = "segments_and_communities"
PEOPLE, DOUBLES, TESTS, NAMESAKES = 186, 4, 3, 3
KEPT_SEATS = 25
YEAR = 2026
TIERS = ("new", "active", "paying")


@dataclass(frozen=True)
class Need:
    """Something people want solved."""

    slug: str
    name: str


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it.

    Attributes
    ----------
    rows : tuple of User
        The file, dirt included, in its order.
    doubled : tuple of (str, str)
        Ids of rows that are one person.
    tests : frozenset of str
        Ids of rows that are nobody.
    members : mapping
        Tier to how many are there on the first day.
    buying : tuple of float
        Log odds of buying again: level, per log of days, per log of orders; hidden.
    """

    brand_slug: str
    brand: Brand
    brief: str
    today: date
    rows: tuple[User, ...]
    doubled: tuple[tuple[str, str], ...]
    tests: frozenset[str]
    truth: Truth
    needs: tuple[Need, ...]
    tested: tuple[Tested, ...]
    cards: tuple[Card, ...]
    members: Mapping[str, int]
    adds: int
    host_minutes: int
    seats: int
    pack: str
    campaign: str
    buying: tuple[float, float, float]

    @cached_property
    def by_id(self) -> dict[str, User]:
        """Rows by id."""
        return {user.id: user for user in self.rows}

    @cached_property
    def clean(self) -> tuple[User, ...]:
        """The sample without doubles and tests."""
        out = {second for _first, second in self.doubled} | self.tests
        return tuple(user for user in self.rows if user.id not in out)

    @cached_property
    def buyers(self) -> tuple[User, ...]:
        """Those of the clean sample who have bought."""
        return tuple(user for user in self.clean if user.orders and user.recency is not None)

    @cached_property
    def wanted(self) -> dict[str, dict[str, float]]:
        """What share of a tier wants what, in truth: by the types that are in it."""
        return {tier: self._wanted(tier) for tier in TIERS}

    def _wanted(self, tier: str) -> dict[str, float]:
        kinds = [user.type for user in self.clean if user.tier == tier]
        shares = dict.fromkeys(NEEDS, 0.0)
        for kind, need in enumerate(self.truth.needs):
            weight = kinds.count(kind) / len(kinds)
            for slug in NEEDS:
                shares[slug] += weight * (PURE if slug == need else (1 - PURE) / (len(NEEDS) - 1))
        return shares

    def need_name(self, slug: str) -> str:
        """What a need is called."""
        return next(need.name for need in self.needs if need.slug == slug)

    def buys_again(self, user: User) -> float:
        """Chance that somebody who has bought buys next month; hidden. Money spent adds nothing to days and orders."""
        level, per_day, per_order = self.buying
        odds = level - per_day * np.log((user.recency or 0) + 7) + per_order * np.log(max(user.orders, 1))
        return float(1 / (1 + np.exp(-odds)))


@lru_cache(maxsize=256)
def draw_case(context: Context) -> Case:
    """The case of this trainee."""
    variant, slug = context.variant(TASK), brand_of(context)
    rng = variant_rng(variant, "people")
    truth = draw_truth(rng)
    people = _with_whales(rng, draw_people(rng, truth, PEOPLE))
    tested = draw_tests(variant_rng(variant, "tests"))
    people, told = draw_members(variant_rng(variant, "cards"), people, truth, tested)
    people = surveyed(variant_rng(variant, "survey"), people, truth, slug, frozenset(told))
    rows, doubled, tests = _dirty(variant_rng(variant, "dirt"), people, frozenset(told))
    numbers = variant_rng(variant, "numbers")
    today = date(YEAR, int(numbers.integers(5, 12)), 1)
    total = int(numbers.integers(90, 141)) * 100
    paying, active = (int(total * share) for share in (numbers.uniform(0.07, 0.10), numbers.uniform(0.19, 0.25)))
    members = {"new": total - active - paying, "active": active, "paying": paying}
    adds, minutes = int(numbers.integers(8, 15)) * 5, int(numbers.integers(8, 13)) * 30
    seats = int(numbers.integers(6, 13)) * 50
    text = material()
    words = text["brands"][slug]
    doubles = {second for _first, second in doubled}
    cards = draw_cards(
        variant_rng(variant, "list"), [u for u in rows if u.id not in doubles and u.id not in tests], told
    )
    per_day = float(numbers.uniform(1.0, 1.5))
    middle = float(np.median([user.recency for user in rows if user.recency is not None]))
    slots = {
        "brand": brands()[slug].name,
        "members": f"{total:,}",
        **{tier: f"{count:,}" for tier, count in members.items()},
        "adds": adds,
        "rows": len(rows),
        "seats_kept": KEPT_SEATS,
        "minutes": minutes,
        "seats": seats,
        "cost": menu()["pack"]["cost_yuan"],
        "member_price": menu()["member"]["price_yuan"],
        "campaign": words["campaign"],
        "cards": len(cards),
    }
    return Case(
        brand_slug=slug,
        brand=brands()[slug],
        brief=fill(text["brief"], slots).strip(),
        today=today,
        rows=tuple(rows),
        doubled=tuple(doubled),
        tests=frozenset(tests),
        truth=truth,
        needs=tuple(Need(need, text["needs"][slug][need]["zh"]) for need in NEEDS),
        tested=tested,
        cards=cards,
        members=members,
        adds=adds,
        host_minutes=minutes,
        seats=seats,
        pack=words["pack"],
        campaign=words["campaign"],
        buying=(-1.6 + per_day * float(np.log(middle + 7)), per_day, float(numbers.uniform(0.4, 0.8))),
    )


def _with_whales(rng: np.random.Generator, people: list[User]) -> list[User]:
    """Four who bought once, long ago and much: what sorting by money puts first."""
    once = [place for place, user in enumerate(people) if user.orders == 1]
    changed = list(people)
    for place in sorted(once, key=lambda place: -(people[place].recency or 0))[:4]:
        changed[place] = replace(people[place], spend=int(rng.integers(14, 26)) * 99)
    return changed


def _dirty(
    rng: np.random.Generator, people: list[User], listed: frozenset[str]
) -> tuple[list[User], list[tuple[str, str]], list[str]]:
    """Shuffle, number, and add what does not belong: one person twice, accounts that are nobody's; namesakes stay."""
    text = material()["test"]
    people = [people[place] for place in rng.permutation(len(people))]
    quiet = [place for place, user in enumerate(people) if not user.need and f"{user.name}{user.tail}" not in listed]
    for one, other in zip(quiet[:NAMESAKES], quiet[-NAMESAKES:], strict=True):
        people[other] = replace(people[other], name=people[one].name)  # another telephone: two people
    plain = [people[place] for place in quiet[NAMESAKES:-NAMESAKES] if people[place].consent == "yes"]
    twice = [plain[place] for place in rng.permutation(len(plain))[:DOUBLES]]
    older = [replace(user, reads=max(user.reads - int(rng.integers(1, 4)), 0)) for user in twice]
    nobody = [
        replace(
            plain[int(rng.integers(len(plain)))],
            name=name,
            tail="0000",
            source=text["source"],
            orders=orders,
            spend=orders * 9_999,
            recency=1 if orders else None,
            reads=60,
        )
        for name, orders in zip(rng.permutation(text["names"])[:TESTS], (0, 3, 5), strict=True)
    ]
    everybody = [*people, *older, *map(_plain, nobody)]
    order = rng.permutation(len(everybody))
    numbered = {place: f"U{n:03d}" for n, place in enumerate(order, start=1)}
    rows = [replace(everybody[place], id=numbered[place]) for place in order]
    first_of = {id(user): place for place, user in enumerate(people)}
    doubled = [(numbered[first_of[id(user)]], numbered[len(people) + n]) for n, user in enumerate(twice)]
    tests = [numbered[len(people) + DOUBLES + n] for n in range(TESTS)]
    return rows, doubled, tests


def _plain(user: User) -> User:
    """Nobody has no complaint and no group."""
    return replace(user, complaint="", group="none")


def day_of(case: Case, number: int) -> date:
    """The calendar day of the plan's day `number`, from 1."""
    return case.today + timedelta(days=number - 1)
