"""The answer of the campaign, as data: goal, mechanism, money, partners, schedule, risks, decisions, review."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from simulations.task import Answer


def _row(text: str) -> str:
    """An id as it stands in the tables."""
    return text.strip().upper()


RowId = Annotated[str, Field(max_length=8), AfterValidator(_row)]
PartnerId = Literal["K01", "K02", "K03", "K04", "K05", "K06", "K07", "K08"]
JobId = Literal["G01", "G02", "G03", "G04", "G05", "G06", "G07", "G08", "G09", "G10", "G11", "G12"]
RiskId = Literal["R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12"]
ActionId = Literal["A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "A12", "A13", "A14"]
ClaimId = Literal["Q1", "Q2", "Q3", "Q4", "Q5", "Q6"]
Person = Literal["zhou", "ning", "he", "lin", "mi"]
Item = Literal["rewards", "kols", "ads", "service", "server", "store", "reserve"]
Asked = Literal["nickname", "phone", "company", "address", "id_card", "contacts"]
Often = Literal["low", "middle", "high"]
PLACES, JOBS, CLAIMS = 6, 12, 6


class Record(BaseModel):
    """A row of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Money(Record):
    """A line of the budget."""

    item: Item
    yuan: int = Field(ge=0, le=1_000_000)
    why: str = Field(default="", max_length=80)


class Offer(Record):
    """What we offer a partner: with what we open, and the most we would pay."""

    kol: PartnerId
    first_yuan: int = Field(ge=0, le=1_000_000)
    most_yuan: int = Field(ge=0, le=1_000_000)


class Faked(Record):
    """A partner whose followers were bought, and the rows that show it."""

    kol: PartnerId
    rows: tuple[RowId, ...] = Field(min_length=1, max_length=4)


class Task(Record):
    """A task of the schedule; the opening day is the day after the last one."""

    task: JobId
    owner: Person
    start_day: int = Field(ge=1, le=60)
    days: int = Field(ge=1, le=30)
    depends_on: tuple[JobId, ...] = Field(default=(), max_length=5)


class Danger(Record):
    """A place in the risk plan."""

    risk: RiskId
    likelihood: Often
    effect: Often
    trigger: str = Field(min_length=2, max_length=60)
    owner: Person
    action: ActionId


class Decision(Record):
    """What is done when something happens, and why; decided one after the other."""

    choice: Literal["a", "b", "c", "d", "e"]
    why: str = Field(min_length=2, max_length=300)


class Verdict(Record):
    """What the tables say of a sentence, with the rows that carry it."""

    claim: ClaimId
    verdict: Literal["holds", "refuted", "unknown"]
    rows: tuple[RowId, ...] = Field(min_length=1, max_length=6)


class Campaign(Answer):
    """The whole answer.

    Attributes
    ----------
    goal_joined, goal_back : int
        People who join; people who open content within seven days after the end.
    threshold : int
        Invitations that a reward takes.
    escrow : int
        Percent of the deposits that lies in an account of its own.
    spots : int
        Rewards there are, 0 for as many as finish.
    rounds : tuple of Decision
        The three surprises in their order; what has been decided stays.
    forecast_low, forecast_high : int
        Between which two numbers those who join will lie, with 80% confidence.
    """

    goal_joined: int = Field(ge=1, le=1_000_000)
    goal_back: int = Field(ge=1, le=1_000_000)
    goal_text: str = Field(min_length=10, max_length=600)
    reward: Literal["completion", "invite", "lottery", "none"]
    reward_yuan: float = Field(ge=0, le=100_000)
    top_prize_yuan: float = Field(ge=0, le=1_000_000)
    spots: int = Field(ge=0, le=100_000)
    threshold: int = Field(ge=0, le=20)
    deposit_yuan: float = Field(ge=0, le=1000)
    deposit_rule: Literal["anytime", "kept", "shared_out"]
    escrow: int = Field(ge=0, le=100)
    showcase: bool
    collected: tuple[Asked, ...] = Field(min_length=1, max_length=6)
    poster_pain: str = Field(min_length=2, max_length=40)
    poster_promise: str = Field(min_length=2, max_length=40)
    poster_proof: str = Field(min_length=2, max_length=40)
    poster_action: str = Field(min_length=2, max_length=40)
    mechanism_why: str = Field(min_length=10, max_length=500)
    boss_reply: str = Field(min_length=10, max_length=500)
    boss_rows: tuple[RowId, ...] = Field(min_length=1, max_length=3)
    budget: tuple[Money, ...] = Field(min_length=3, max_length=7)
    offers: tuple[Offer, ...] = Field(default=(), max_length=8)
    faked: tuple[Faked, ...] = Field(default=(), max_length=4)
    tasks: tuple[Task, ...] = Field(min_length=6, max_length=JOBS)
    critical: tuple[JobId, ...] = Field(min_length=1, max_length=JOBS)
    risks: tuple[Danger, ...] = Field(min_length=3, max_length=PLACES)
    forecast_low: int = Field(ge=1, le=1_000_000)
    forecast_high: int = Field(ge=1, le=1_000_000)
    rounds: tuple[Decision, ...] = Field(min_length=3, max_length=3)
    claims: tuple[Verdict, ...] = Field(min_length=3, max_length=CLAIMS)
    review: str = Field(min_length=10, max_length=800)
    next_time: str = Field(min_length=10, max_length=500)
    ai_log: str = Field(min_length=2, max_length=500)
