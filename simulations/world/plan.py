"""What a brand sets out with and what it plans to do: everything the world needs to answer.

A `Setting` is given (niche, accounts, days, what happens to the brand); a `Plan` is decided. Both are checked as a
whole, and what is wrong is told with where it stands, what was given and what is allowed.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError, model_validator

from simulations.errors import Mendable
from simulations.language import _
from simulations.world.audience.niches import niches
from simulations.world.commerce.product import Product, in_order
from simulations.world.content import Content
from simulations.world.live.plan import LiveSession
from simulations.world.opinion.incident import Incident, Response
from simulations.world.opinion.service import ServiceTeam
from simulations.world.platforms import known
from simulations.world.private_domain.plan import Broadcast, Community, Tier
from simulations.world.promotion.exchange import Exchange
from simulations.world.promotion.kol import Kol, KolPost
from simulations.world.promotion.paid import PaidReach
from simulations.world.promotion.referral import Referral
from simulations.world.rulebook import check_limits, limits
from simulations.world.rulebook.enforcement import Appeal
from simulations.world.rulebook.rules import rules

LONGEST_DAYS = 400
EXCERPT = 60  # characters of a wrong value that are told
AD_HOUR = 12  # when an advertisement without a post begins


class Setting(BaseModel):
    """What is given.

    Attributes
    ----------
    start : date
        Day 0.
    accounts : dict
        Followers by platform on day 0.
    members : dict
        Members of the private domain by tier on day 0.
    credentials : bool
        The brand holds the credentials its niche asks for.
    mentions_per_day : float
        How often the brand is spoken of on a quiet day.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    start: date
    days: int = Field(ge=1, le=LONGEST_DAYS)
    niche: str
    accounts: dict[str, int] = Field(min_length=1)
    members: dict[Tier, NonNegativeInt] = {}
    incidents: tuple[Incident, ...] = ()
    kols: tuple[Kol, ...] = ()
    credentials: bool = True
    mentions_per_day: float = Field(default=100, gt=0)

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        if self.niche not in niches():
            raise Mendable(
                _("niche {given} is unknown; there are: {allowed}").format(
                    given=self.niche, allowed=", ".join(niches())
                )
            )
        for slug, followers in self.accounts.items():
            known(slug)
            if followers < 0:
                raise Mendable(
                    _("accounts.{platform}(={given}) must be at least 0").format(platform=slug, given=followers)
                )
        _unique(kol.id for kol in self.kols)
        _unique(incident.id for incident in self.incidents)
        for incident in self.incidents:
            _before_the_end(f"incidents.{incident.id}", incident.day, self.days)
        return self

    def date_of(self, day: int) -> date:
        """The calendar date of a day."""
        return self.start + timedelta(days=day)

    def weekday_of(self, day: int) -> int:
        """0 is Monday."""
        return (self.start.weekday() + day) % 7


class Post(BaseModel):
    """A post with its slot.

    Attributes
    ----------
    title, text : str
        As published; checked against the platform's limits where given.
    product : str, optional
        What the call to buy leads to.
    seed_readers : float
        Readers whom colleagues' own sharing is expected to bring.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    platform: str
    day: int
    hour: int = Field(ge=0, le=23)
    content: Content
    title: str = ""
    text: str = ""
    product: str | None = None
    seed_readers: float = Field(default=0.0, ge=0, le=1000)

    @model_validator(mode="after")
    def _fits_the_platform(self) -> Self:
        known(self.platform)
        if self.day < 0:
            raise Mendable(
                _("post {id}: day(={day}) lies in the past; the first is 0").format(id=self.id, day=self.day)
            )
        rows = limits(self.platform)
        body = "body" if "body" in rows else "caption"
        written = 0 if self.content.format == "video" else self.content.length or 0
        sizes = {"title": len(self.title), "tags": self.content.tags}
        sizes[body] = max(len(self.text), written if body == "body" else 0)
        check_limits(self.platform, {field: size for field, size in sizes.items() if size and field in rows})
        return self


class Plan(BaseModel):
    """What is decided; every part may be left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    posts: tuple[Post, ...] = ()
    lives: tuple[LiveSession, ...] = ()
    paid: tuple[PaidReach, ...] = ()
    kol_posts: tuple[KolPost, ...] = ()
    referrals: tuple[Referral, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    communities: tuple[Community, ...] = ()
    broadcasts: tuple[Broadcast, ...] = ()
    products: tuple[Product, ...] = ()
    team: ServiceTeam = ServiceTeam()
    responses: tuple[Response, ...] = ()
    appeals: tuple[Appeal, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique_and_known(self) -> Self:
        judged: tuple[tuple[Any, ...], ...] = (self.posts, self.kol_posts, self.referrals, self.exchanges)
        may_appeal = [item.id for items in judged for item in items]
        _unique([*may_appeal, *(live.id for live in self.lives), *(paid.id for paid in self.paid)])
        _unique(send.id for send in self.broadcasts)
        _unique(community.tier for community in self.communities)
        _unique(appeal.post for appeal in self.appeals)
        products = [product.id for product in self.products]
        _unique(products)
        for where, product in [
            *((f"posts.{post.id}.product", post.product) for post in self.posts),
            *((f"kol_posts.{post.id}.product", post.product) for post in self.kol_posts),
            *((f"broadcasts.{send.id}.offer", send.offer) for send in self.broadcasts),
            *((f"products.{product.id}.requires", product.requires) for product in self.products),
        ]:
            _one_of(where, product, products)
        if self.products:
            in_order(self.products)
        for appeal in self.appeals:
            _one_of("appeals.post", appeal.post, may_appeal)
        posts = {post.id: post for post in self.posts}
        for paid in self.paid:
            if paid.post is None:
                continue
            _one_of(f"paid.{paid.id}.post", paid.post, posts)
            _one_of(f"paid.{paid.id}.platform", paid.platform, [posts[paid.post].platform])
            if paid.day < posts[paid.post].day:
                raise Mendable(
                    _("{where}: day(={day}) must be at least {least}, the day of its post").format(
                        where=f"paid.{paid.id}", day=paid.day, least=posts[paid.post].day
                    )
                )
        for (platform, _day), sends in Counter((post.platform, post.day) for post in self.posts).items():
            if "sends" in limits(platform):  # a post is a mass send there
                check_limits(platform, {"sends": sends})
        return self

    def check_against(self, setting: Setting) -> None:
        """See that everything planned has its place in the setting: accounts, days, KOLs, incidents.

        Raises
        ------
        Mendable
            Says where, what was given and what is allowed.
        """
        for kind in ("posts", "lives", "paid", "kol_posts", "referrals", "exchanges", "broadcasts"):
            for item in getattr(self, kind):
                where = f"{kind}.{item.id}"
                _before_the_end(where, item.day, setting.days)
                if kind in ("posts", "lives", "paid"):
                    _one_of(f"{where}.platform", item.platform, setting.accounts)
        for post in self.posts:
            _one_of(f"posts.{post.id}.content.niche", post.content.niche, niches())
            _one_of(f"posts.{post.id}.content.topic", post.content.topic, niches()[post.content.niche].topics)
            for slug in post.content.breaches:
                _one_of(f"posts.{post.id}.content.breaches", slug, rules())
        for exchange in self.exchanges:  # between two 公众号
            if "gongzhonghao" not in setting.accounts:
                raise Mendable(
                    _("{where}: needs an account on {allowed}; there are: {given}").format(
                        where=f"exchanges.{exchange.id}", allowed="gongzhonghao", given=", ".join(setting.accounts)
                    )
                )
        for hired in self.kol_posts:
            _one_of(f"kol_posts.{hired.id}.kol", hired.kol, [kol.id for kol in setting.kols])
        for response in self.responses:
            _one_of("responses.incident", response.incident, [incident.id for incident in setting.incidents])


def _unique(ids: Iterable[str]) -> None:
    if twice := sorted(id for id, times in Counter(ids).items() if times > 1):
        raise Mendable(_("these ids are used twice: {ids}").format(ids=", ".join(twice)))


def _before_the_end(where: str, day: int, days: int) -> None:
    if day >= days:
        raise Mendable(_("{where}: day(={day}) must be below {days}").format(where=where, day=day, days=days))


def _one_of(where: str, given: str | None, allowed: Iterable[str]) -> None:
    if given is not None and given not in allowed:
        told = ", ".join(allowed) or _("none")
        raise Mendable(_("{where}(={given}) must be one of: {allowed}").format(where=where, given=given, allowed=told))


def read_plan(data: Any) -> Plan:
    """A plan from plain data (JSON, YAML).

    Raises
    ------
    Mendable
        One line a mistake: field, value, what is allowed.
    """
    try:
        return Plan.model_validate(data)
    except ValidationError as error:
        raise Mendable("\n".join(_line(dict(mistake)) for mistake in error.errors())) from error


def _line(mistake: dict[str, Any]) -> str:
    """A pydantic error in the reader's language: where, what was given, what is allowed."""
    where, kind, context = ".".join(map(str, mistake["loc"])), mistake["type"], mistake.get("ctx", {})
    told = {
        "missing": lambda: _("is missing"),
        "extra_forbidden": lambda: _("is not a field of a plan"),
        "greater_than": lambda: _("must be above {least}").format(least=context["gt"]),
        "greater_than_equal": lambda: _("must be at least {least}").format(least=context["ge"]),
        "less_than": lambda: _("must be below {most}").format(most=context["lt"]),
        "less_than_equal": lambda: _("must be at most {most}").format(most=context["le"]),
        "literal_error": lambda: _("is not one of {expected}").format(
            expected=context["expected"].replace(" or ", ", ")
        ),
        "too_short": lambda: _("at least {least} are needed").format(least=context["min_length"]),
        "too_long": lambda: _("at most {most} are allowed").format(most=context["max_length"]),
        "string_too_short": lambda: _("is too short: at least {least} characters").format(least=context["min_length"]),
        "value_error": lambda: str(context["error"]),
        "int_parsing": lambda: _("must be a whole number"),
        "int_type": lambda: _("must be a whole number"),
        "int_from_float": lambda: _("must be a whole number"),
        "float_parsing": lambda: _("must be a number"),
        "float_type": lambda: _("must be a number"),
        "finite_number": lambda: _("must be a finite number"),
        "string_type": lambda: _("must be text"),
    }.get(kind, lambda: _("is not valid ({why})").format(why=mistake["msg"]))()
    if kind in ("missing", "value_error"):  # the whole piece was given
        return f"{where}: {told}" if where else told
    return f"{where}(={repr(mistake['input'])[:EXCERPT]}): {told}"
