"""One world of an outcome as tidy tables: a row an observation, a column a figure, the same columns however empty.

Tables hold counts, money and states. Rates follow from counts and are computed where they are asked for
(`columns.rate`), so that they cannot contradict each other. Counts of a post are those it ends with, once all who ever
come have come; `daily` and `hourly` say when they came, as far as the plan's days reach. Where the world counts in
fractions (reads of a day, an answer that is half given) whole numbers are shown that keep every running total. Of a
plan under way, posts yet to come are left out and days yet to come are rows of zeros.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulations.errors import Mendable
from simulations.language import message
from simulations.world.audience.segments import segments
from simulations.world.columns import BEHAVIOURS, TABLES, TIME, frame
from simulations.world.draws import whole
from simulations.world.live.outcome import minute_table
from simulations.world.opinion.service import COMPLAINT, KINDS, MESSAGE
from simulations.world.outcome import Outcome
from simulations.world.plan import AD_HOUR
from simulations.world.platforms.timing import by_hour
from simulations.world.private_domain.plan import TIERS

if TYPE_CHECKING:
    from pandas import DataFrame

Row = tuple[Any, ...]
AD = "ad"  # the format of an advertisement that is no post


def tables(outcome: Outcome, world: int = 0) -> dict[str, "DataFrame"]:
    """All tables of one world by name.

    Raises
    ------
    Mendable
        If there is no such world.
    """
    return {name: make(outcome, world) for name, make in MAKERS.items()}


def posts(outcome: Outcome, world: int = 0) -> "DataFrame":
    """Posts and advertisements with what came of them, by time; one without a title goes by its text, else its id."""
    _check(outcome, world)
    planned: list[Row] = []
    for post in outcome.plan.posts:
        about = post.content.format, post.content.topic, post.title or post.text or post.id
        planned.append((_time(outcome, post.day, post.hour), post.id, *about))
    for ad in outcome.plan.paid:
        if ad.post is None:
            planned.append((_time(outcome, ad.day, AD_HOUR), ad.id, AD, None, ad.id))
    rows = []
    for time, name, *words in sorted(planned, key=lambda row: row[:2]):
        if (made := outcome.posts.get(name)) is None:  # its day has not come yet
            continue
        counts = [getattr(made, count)[world] for count in BEHAVIOURS.split()]
        shown = made.followers[world], made.shown[world].sum(), made.reads[world]
        rows.append((name, made.platform, time, *words, *shown, *counts))
    return _rows("posts", rows)


def sources(outcome: Outcome, world: int = 0) -> "DataFrame":
    """Ways in which people came to each post: impressions and reads."""
    _check(outcome, world)
    return _rows(
        "sources",
        [
            (post.post, post.platform, name, post.shown[world, k], post.reads_from[world, k])
            for post in outcome.posts.values()
            for k, name in enumerate(post.sources)
        ],
    )


def daily(outcome: Outcome, world: int = 0) -> "DataFrame":
    """Each account by day: followers at its end, who came and left, and reads of all its posts."""
    _check(outcome, world)
    accounts, dates = outcome.accounts, _dates(outcome)
    followers, gained, lost = (
        np.concatenate([getattr(account, name)[world] for account in accounts.values()])
        for name in ("total", "gained", "lost")
    )
    return frame(
        "daily",
        {
            "date": np.tile(dates, len(accounts)),
            "platform": np.repeat(list(accounts), dates.size),
            "followers": followers,
            "gained": gained,
            "lost": lost,
            "net": gained - lost,
            "reads": np.concatenate([whole(account.reads[world]) for account in accounts.values()]),
        },
    )


def hourly(outcome: Outcome, post: str | None = None, world: int = 0, hours: int = 48) -> "DataFrame":
    """Reads of a post, or of each, in the hours after its publication.

    Raises
    ------
    Mendable
        If the plan has no such post.
    """
    _check(outcome, world)
    planned = {one.id: one for one in outcome.plan.posts if one.id in outcome.posts}
    if post is not None and post not in planned:
        raise Mendable(message("post(={given}) must be one of: {allowed}", given=post, allowed=", ".join(planned)))
    rows: list[Row] = []
    for one in planned.values() if post is None else [planned[post]]:
        weekday, start = outcome.setting.weekday_of(one.day), _time(outcome, one.day, one.hour)
        reads = by_hour(outcome.posts[one.id], outcome.worlds, one.content.niche, weekday, one.hour, hours)[world]
        rows += [(one.id, one.platform, start + np.timedelta64(h, "h"), h, reads[h]) for h in range(hours)]
    return _rows("hourly", rows)


def audience(outcome: Outcome, world: int = 0) -> "DataFrame":
    """Who follows each account at the end, and who read its posts, by segment."""
    _check(outcome, world)
    rows: list[Row] = []
    for slug, account in outcome.accounts.items():
        readers = [post.readers[world] for post in outcome.posts.values() if post.platform == slug]
        reads = whole(np.sum(readers, axis=0)) if readers else np.zeros(len(segments()))
        who = zip(segments().items(), account.mix[world], reads, strict=True)
        rows += [(slug, segment, about.name, share, read) for (segment, about), share, read in who]
    return _rows("audience", rows)


def lives(outcome: Outcome, world: int = 0) -> "DataFrame":
    """Live sessions minute by minute."""
    _check(outcome, world)
    rows: list[dict[str, Any]] = []
    for name, live in outcome.lives.items():
        start = _time(outcome, live.session.day, live.session.hour) + np.timedelta64(live.session.minute, "m")
        for row in minute_table(live, world):
            when = start + np.timedelta64(int(row["minute"]), "m")
            rows.append({"live": name, "platform": live.session.platform, "time": when, **row})
    return _rows("lives", [tuple(row[name] for name in TABLES["lives"]) for row in rows])


def promotion(outcome: Outcome, world: int = 0) -> "DataFrame":
    """What was paid or asked for, by day: its cost, whom it was shown to, who read, followed and acted.

    What a paid campaign for a post brings stands in the post's own row and its source `paid`; here are its reads, and
    the followers and actions of an advertisement without a post. Adds to 企业微信 are the actions of a referral.
    """
    _check(outcome, world)
    plan, rows = outcome.plan, []
    for ad in plan.paid:
        if (bought := outcome.paid.get(ad.id)) is not None:
            made = outcome.posts[ad.post or ad.id]
            people = (made.new_followers[world], made.actions[world]) if ad.post is None else (0, 0)
            row = bought.cost_yuan[world], bought.shown[world], made.source("paid")[world], *people
            rows.append((_time(outcome, ad.day), ad.id, "paid", *row))
    for hired in plan.kol_posts:
        if (kol := outcome.kols.get(hired.id)) is not None:
            row = (
                kol.cost_yuan,
                *(figure[world] for figure in (kol.impressions, kol.reads, kol.new_followers, kol.actions)),
            )
            rows.append((_time(outcome, hired.day, hired.hour), hired.id, "kol", *row))
    for referral in plan.referrals:
        if (asked := outcome.referrals.get(referral.id)) is not None:
            sums = (figure[world].sum() for figure in (asked.invited, asked.participants, asked.new_followers))
            row = asked.cost_yuan[world], *sums, asked.wecom_adds[world].sum()
            rows.append((_time(outcome, referral.day), referral.id, "referral", *row))
    for exchange in plan.exchanges:
        if (swap := outcome.exchanges.get(exchange.id)) is not None:
            row = 0.0, exchange.partner_followers, swap.reads[world], swap.new_followers[world], 0
            rows.append((_time(outcome, exchange.day), exchange.id, "exchange", *row))
    return _rows("promotion", sorted(rows, key=lambda row: row[:2]))


def orders(outcome: Outcome, world: int = 0) -> "DataFrame":
    """The shop by day and product."""
    _check(outcome, world)
    if outcome.shop is None:
        return _rows("orders", [])
    products, made = outcome.shop.products, outcome.shop.outcome
    price, cost = np.array([(product.price_yuan, product.cost_yuan) for product in products]).T
    counts = ("visits", "orders", "new_customers", "upgrades", "repurchases", "refunds", "sold_out")
    return frame(
        "orders",
        {
            **_by_day(outcome, "product", [product.id for product in products]),
            "name": [product.name for product in products] * outcome.setting.days,
            **{name: getattr(made, name)[world].ravel() for name in counts},
            "revenue_yuan": (made.orders[world] * price).ravel(),
            "refunded_yuan": (made.refunds[world] * price).ravel(),
            "cost_yuan": (made.orders[world] * cost).ravel(),
        },
    )


def members(outcome: Outcome, world: int = 0) -> "DataFrame":
    """The private domain by day and tier.

    `promoted` counts who came up into the tier; `left_in_7_days`, the share of the day's newcomers gone a week later,
    is known of the tier "new" alone.
    """
    _check(outcome, world)
    private = outcome.private
    came_up, gone = np.zeros_like(private.left[world]), np.full(private.left[world].shape, np.nan)
    came_up[:, 1:], gone[:, 0] = private.promoted[world], private.left_in_7_days[world]
    states = {name: getattr(private, name)[world].ravel() for name in ("members", "active", "left", "trust")}
    more = {"promoted": came_up.ravel(), "left_in_7_days": gone.ravel()}
    return frame("members", _by_day(outcome, "tier", TIERS) | states | more)


def broadcasts(outcome: Outcome, world: int = 0) -> "DataFrame":
    """Messages to the private domain in the order of their sending; `refused` are tiers that did not get them."""
    _check(outcome, world)
    private, sent = outcome.private, sorted(outcome.plan.broadcasts, key=lambda send: (send.day, send.hour, send.id))
    counts = np.stack([private.delivered, private.read, private.clicked, private.muted, private.left_by_broadcast])
    rows = []
    for k, send in enumerate(sent):
        refused = ", ".join(tier for tier, no in zip(TIERS, private.refused[k], strict=True) if no)
        about = send.id, _time(outcome, send.day, send.hour), ", ".join(send.tiers), refused, send.offer
        rows.append((*about, *counts[:, world, k]))
    return _rows("broadcasts", rows)


def service(outcome: Outcome, world: int = 0) -> "DataFrame":
    """The service desk by day and kind: who came, was answered, gave up and waits at midnight."""
    _check(outcome, world)
    desk = outcome.service
    arrived, answered, lost = (whole(made[world].T).T for made in (desk.arrived, desk.answered, desk.lost))
    automatic, escalated = np.zeros_like(arrived), np.zeros_like(arrived)
    automatic[:, MESSAGE], escalated[:, COMPLAINT] = desk.automatic[world], desk.escalated[world]
    counts = {"arrived": arrived, "answered": answered, "lost": lost, "automatic": automatic, "escalated": escalated}
    counts["backlog"] = np.maximum(np.cumsum(arrived - answered - lost, axis=0), 0)
    return frame("service", _by_day(outcome, "kind", KINDS) | {name: made.ravel() for name, made in counts.items()})


def opinion(outcome: Outcome, world: int = 0) -> "DataFrame":
    """What is said of the brand by day, who looks it up, and how far it is trusted."""
    _check(outcome, world)
    figures = {name: getattr(outcome.opinion, name)[world] for name in TABLES["opinion"] if name != "date"}
    return frame("opinion", {"date": _dates(outcome), **figures})


def events(outcome: Outcome, world: int = 0) -> "DataFrame":
    """Rulings of the platforms and decisions on appeals."""
    _check(outcome, world)
    rows = [
        (_time(outcome, int(row["day"])), row["platform"], row["post"], row["rule"], str(row["what"]))
        for row in outcome.enforcement.events(world)
    ]
    return _rows("events", rows)


MAKERS: Mapping[str, Callable[[Outcome, int], "DataFrame"]] = {
    "posts": posts,
    "sources": sources,
    "daily": daily,
    "hourly": lambda outcome, world: hourly(outcome, world=world),
    "audience": audience,
    "lives": lives,
    "promotion": promotion,
    "orders": orders,
    "members": members,
    "broadcasts": broadcasts,
    "service": service,
    "opinion": opinion,
    "events": events,
}


def _check(outcome: Outcome, world: int) -> None:
    last = outcome.worlds.count - 1
    if not 0 <= world <= last:
        raise Mendable(message("world(={given}) must lie in 0..{last}", given=world, last=last))


def _time(outcome: Outcome, day: int, hour: int = 0) -> np.datetime64:
    return np.datetime64(outcome.setting.date_of(day), "s") + np.timedelta64(hour, "h")


def _dates(outcome: Outcome) -> NDArray[np.datetime64]:
    return np.array([outcome.setting.date_of(day) for day in range(outcome.setting.days)], dtype=TIME)


def _by_day(outcome: Outcome, name: str, kinds: Iterable[str]) -> dict[str, Any]:
    """Key columns of figures of shape (days, kinds), raveled."""
    each = list(kinds)
    return {"date": np.repeat(_dates(outcome), len(each)), name: each * outcome.setting.days}


def _rows(table: str, rows: list[Row]) -> "DataFrame":
    columns = list(zip(*rows, strict=True)) or [()] * len(TABLES[table])
    return frame(table, dict(zip(TABLES[table], columns, strict=True)))
