"""The case of the funnel design: a studio with accounts, a few members, a budget, people's hours and a target."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from simulations.world.content import Content
from simulations.world.draws import Worlds
from simulations.world.parameters import parameters
from simulations.world.plan import Setting

FOLDER = Path(__file__).parent
TASK = "funnel_design"
WEEKS = 8
DAYS = 7 * WEEKS
TWIST_WEEK = 5  # the first week that is not as planned
START = date(2026, 3, 2)
PLATFORMS = ("gongzhonghao", "shipinhao", "xiaohongshu", "douyin")
HOME = ("gongzhonghao", "shipinhao")  # where adding a person is the platform's own way
FORMATS = {"gongzhonghao": "article", "shipinhao": "video", "xiaohongshu": "note", "douyin": "video"}
PILLARS = ("A1", "A2", "A3", "A4")
MAGNETS = ("M1", "M2", "M3", "M4", "M5", "M6")
ARROWS = 10
BREACHING = 6
TWISTS = ("budget", "tighter", "advisor")


@dataclass(frozen=True)
class Pillar:
    """A column the studio can publish: what it did in the last four weeks, and what it is made of."""

    id: str
    name: str
    about: str
    topic: str
    hook: float
    substance: float
    story: float
    reads: int  # median reads a post at home, last four weeks
    adds: float  # adds per 1,000 reads there


@dataclass(frozen=True)
class Magnet:
    """What can be given away.

    Attributes
    ----------
    pull : float
        Factor on those who add.
    fit : float
        On the log odds of buying, against an average one.
    yuan, hours : float
        What one taker costs: money, an advisor's hours.
    stay, bought : float
        Last year's record: gone within 7 days, bought the course within 8 weeks.
    """

    id: str
    name: str
    pull: float
    fit: float
    yuan: float
    hours: float
    takers: float
    gone: float
    bought: float


@dataclass(frozen=True)
class Arrow:
    """A colleague's proposal for one arrow of the funnel, and what is to be said of it."""

    id: str
    arrow: str
    where: str
    text: str
    rule: str
    mends: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it.

    Attributes
    ----------
    low_usual, high_usual : int
        What comparable courses cost, in yuan.
    low_cost, high_cost : int
        What one buyer costs us: assistants and fees, the coach's share.
    hours_week, coach_hours : float
        The team's hours a week; the coach's, and `serve_hours` a client takes of them.
    elasticity : float
        Fall of the log odds of buying per log of price at middling sensitivity.
    """

    niche: str
    studio: Mapping[str, Any]
    accounts: Mapping[str, int]
    members: Mapping[str, int]
    budget_yuan: int
    hours_week: int
    coach_hours: int
    serve_hours: float
    low_usual: int
    high_usual: int
    low_cost: int
    high_cost: int
    elasticity: float
    credentials: bool
    target_yuan: int
    pillars: Mapping[str, Pillar]
    magnets: Mapping[str, Magnet]
    arrows: Mapping[str, Arrow]
    twist: str

    @property
    def seats(self) -> int:
        """Clients the coach can serve in all weeks."""
        return int(self.coach_hours * WEEKS / self.serve_hours)

    @property
    def setting(self) -> Setting:
        """What is given to the world."""
        return Setting(
            start=START,
            days=DAYS,
            niche=self.niche,
            accounts=dict(self.accounts),
            members=dict(self.members),
            credentials=self.credentials,
            mentions_per_day=20,
        )

    def worlds(self, worlds: Worlds) -> Worlds:
        """The worlds with this case's readers in them."""
        own = {
            ("private_domain", "click_rate"): number("click_rate"),
            ("private_domain", "read_rate"): number("read_rate"),
            ("commerce", "buy_low_price"): number("buy_low_price"),
            ("commerce", "usual_price_low_price"): float(self.low_usual),
            ("commerce", "usual_price_high_price"): float(self.high_usual),
            ("promotion", "paid_lead_action"): number("paid_lead_action"),
            ("desk", "price_elasticity"): self.elasticity,
            **{(platform, "action_rate"): number(f"action_rate_{platform}") for platform in self.accounts},
        }
        return replace(worlds, changed={**own, **worlds.changed})

    def content(self, pillar: str, platform: str) -> Content:
        """A post of a column on a platform, without a call."""
        one = self.pillars[pillar]
        return Content(
            format=FORMATS[platform],
            niche=self.niche,
            topic=one.topic,
            hook=one.hook,
            substance=one.substance,
            story=one.story,
        )


@cache
def number(name: str) -> float:
    """A number of `numbers.yaml`, where its mark and source stand."""
    return parameters("numbers", FOLDER)[name].value
