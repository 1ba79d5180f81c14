"""What a case is made of: brief, last year, rules, partners, tasks, risks, surprises, and somebody else's tables."""

from dataclasses import dataclass

from simulations.brands import Brand
from simulations.projects.campaign.market import Partner, Sight
from simulations.projects.campaign.schedule import Site

DAYS, AFTER = 21, 7  # of the check-in, and after it
MOST_PRIZE_YUAN = 50_000


@dataclass(frozen=True)
class Line:
    """A line one can cite; `figure` where it has one."""

    id: str
    text: str
    figure: int = 0
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Risk:
    """What may go wrong; whether it will here, what helps and whose it is are the key's."""

    id: str
    name: str
    high: bool
    action: str
    who: str


@dataclass(frozen=True)
class Option:
    """What one can do when something happens: a letter, the text, what it costs; its effects are the key's."""

    id: str
    text: str
    cost_yuan: int
    keep: float
    complaints: float
    breach: bool


@dataclass(frozen=True)
class Event:
    """Something that happens under way: the facts as they come in, and the options."""

    id: str
    day: int
    title: str
    version: str
    facts: tuple[str, ...]
    options: dict[str, Option]


@dataclass(frozen=True)
class Claim:
    """A sentence of a review meeting; verdict and the rows that carry it are the key's."""

    id: str
    text: str
    verdict: str
    supports: frozenset[str]
    why: str


@dataclass(frozen=True)
class Review:
    """Somebody else's campaign: tables of rows, and what was said of them."""

    channels: dict[str, tuple[str, int, int, int, int, int]]  # name, seen, joined, finished, back, yuan
    rows: dict[str, Line]
    claims: dict[str, Claim]


@dataclass(frozen=True)
class Case:
    """Everything one trainee's campaign is about.

    Attributes
    ----------
    words : mapping
        The brand's words for the campaign: `name`, `daily`, `store`, `works`, `person`.
    """

    brand_slug: str
    brand: Brand
    words: dict[str, str]
    pain_words: tuple[str, ...]
    budget_yuan: int
    members: int
    click_yuan: float
    capacity: int
    brief: tuple[Line, ...]
    boss: Line
    rules: dict[str, Line]
    partners: dict[str, Partner]
    sights: dict[str, Sight]
    site: Site
    risks: dict[str, Risk]
    facts: dict[str, Line]
    events: dict[str, Event]
    review: Review
    last: dict[str, Line]

    @property
    def figures(self) -> frozenset[str]:
        """Numbers that stand in last year's table, and the length of both campaigns."""
        return frozenset({str(row.figure) for row in self.last.values()} | {"7", "21"})

    @property
    def boss_rows(self) -> frozenset[str]:
        """Rows that answer the boss."""
        return frozenset(id for id, row in self.rules.items() if row.unit in ("induced_sharing", "invite_tasks"))
