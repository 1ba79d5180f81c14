"""The pool as data: candidates, the rows of the tables they point to, and what only the key knows of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from simulations.brands import Brand

Kind = Literal[
    "off_brand",
    "expired",
    "loud_voices",
    "paid_hit",
    "licence",
    "just_written",
    "rumour",
    "past_date",
    "duplicate",
    "no_material",
    "rule_breach",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
HARMFUL = frozenset({"licence", "rumour", "no_material", "rule_breach"})
NONE = "none"


@dataclass(frozen=True)
class Keyword:
    """A row of the keyword export: 30-day mean index, change of the last 30 days against those before, competition."""

    id: str
    word: str
    platform: str
    index: int
    change: float
    competition: str
    audience: str


@dataclass(frozen=True)
class Rival:
    """A post of a comparable account."""

    id: str
    account: str
    title: str
    day: date
    reads: int
    likes: int
    note: str


@dataclass(frozen=True)
class Voice:
    """An answer to the survey; `pain` is the id of what hurts."""

    id: str
    role: str
    source: str
    sent: str
    pain: str
    would_read: str
    would_pay: str
    text: str


@dataclass(frozen=True)
class Own:
    """A post of our own."""

    id: str
    title: str
    day: date
    reads: int


@dataclass(frozen=True)
class Date:
    """A festival or a day that is marked."""

    id: str
    name: str
    day: date


@dataclass(frozen=True)
class Asset:
    """What there is to write from: how many usable pieces, and whether it may be used."""

    id: str
    what: str
    pieces: int
    state: str


@dataclass(frozen=True)
class Line:
    """A sentence one can cite: of the brief or of the rulebook."""

    id: str
    text: str


@dataclass(frozen=True)
class Topic:
    """A candidate. What stands after `pitch` is the key's.

    Attributes
    ----------
    keyword, rival, asset : str
        Rows it points to; rival may be empty.
    kind : str
        Why it is to be refused; empty for one that may be written.
    pains, segments : tuple of str
        What it answers and whom it is for; empty where anything may be said.
    hook : str
        Id of its date, or `none`.
    supports : frozenset of str
        Rows that carry the refusal; `enough` of them make the case.
    twin : str
        The other topic of a pair that is one topic in two wordings.
    own_days : int or None
        Days since the account wrote about it.
    """

    id: str
    title: str
    keyword: str
    rival: str
    asset: str
    pillar: str
    form: str
    pitch: str
    kind: str = ""
    pains: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    fit: str = "near"
    hook: str = NONE
    supports: frozenset[str] = frozenset()
    enough: int = 1
    twin: str = ""
    own_days: int | None = None


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it."""

    brand_slug: str
    brand: Brand
    monday: date
    segments: Mapping[str, str]
    pains: Mapping[str, str]
    topics: Mapping[str, Topic]
    keywords: Mapping[str, Keyword]
    rivals: Mapping[str, Rival]
    voices: Mapping[str, Voice]
    history: Mapping[str, Own]
    dates: Mapping[str, Date]
    assets: Mapping[str, Asset]
    brief: Mapping[str, Line]
    rules: Mapping[str, Line]
    traps: tuple[str, ...] = field(default=())

    @property
    def rows(self) -> frozenset[str]:
        """Every id one can cite."""
        tables = (self.topics, self.keywords, self.rivals, self.voices, self.history, self.dates, self.assets)
        return frozenset(id for table in (*tables, self.brief, self.rules) for id in table)

    def week_of(self, id: str) -> int:
        """The week, 1 to 4, in which a date lies; 0 or less for one that has passed."""
        return (self.dates[id].day - self.monday).days // 7 + 1
