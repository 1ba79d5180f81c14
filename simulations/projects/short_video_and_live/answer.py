"""The answer of short video and live, as data: script, brief, two re-cuts, run sheet, plan for a drop, forecasts."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.language import message
from simulations.task import Answer
from simulations.world.script import Kind

Point = Literal["P1", "P2", "P3", "P4", "P5", "P6", "P7"]
Decision = Literal["use", "nobody", "unproven", "forbidden"]
Which = Literal["first", "second"]
Ratio = Literal["9:16", "3:4", "16:9"]
Item = Literal["G1", "G2", "G3", "G4", "G5"]
Shown = Literal["G1", "G2", "G3", "G4", "G5", "none"]
Use = Literal["traffic", "main", "profit", "gift", "off"]
What = Literal["warm_up", "benefit", "product", "demo", "qa", "raffle", "break"]
Role = Literal["host", "cohost", "control", "ads", "service"]
Offer = Literal["none", "price", "limited", "gift"]
Step = Literal["second_phone", "restart", "group_notice", "pause_ads", "pin_comment", "wait"]
ShotId = Literal[
    "S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09", "S10", "S11", "S12", "S13", "S14", "S15"
]
Member = Literal["T1", "T2", "T3", "T4", "T5", "T6"]
MINUTES = 60


class Record(BaseModel):
    """A record of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Shot(Record):
    """A row of the storyboard: a beat of the video."""

    seconds: float = Field(gt=0, le=60)
    kind: Kind
    picture: str = Field(default="", max_length=120)
    words: str = Field(default="", max_length=160)
    caption: str = Field(default="", max_length=40)
    sound: str = Field(default="", max_length=40)


class Cut(Record):
    """A shot of the hit or of the leftovers, and how long of it is used."""

    shot: ShotId
    seconds: float = Field(gt=0, le=120)


class Package(Record):
    """What stands around a re-cut."""

    which: Which
    ratio: Ratio
    cover: ShotId
    title: str = Field(min_length=1, max_length=80)
    tags: tuple[str, ...] = Field(default=(), max_length=15)
    call: str = Field(default="", max_length=60)


class Good(Record):
    """What one of the goods is for, what it costs, which price it is compared with (0: none), how many are on sale."""

    item: Item
    use: Use
    price_yuan: float = Field(ge=0, le=100_000)
    compared_yuan: float = Field(default=0, ge=0, le=100_000)
    stock: int = Field(ge=0, le=100_000)


class Hand(Record):
    """Somebody of the team and his place in the session."""

    who: Member
    role: Role


class Block(Record):
    """A block of the run sheet."""

    start: int = Field(ge=0, lt=MINUTES)
    minutes: int = Field(ge=1, le=MINUTES)
    what: What
    product: Shown = "none"
    lead: Role = "host"
    offer: Offer = "none"
    cue: str = Field(default="", max_length=160)


class Spend(Record):
    """Money for paid reach, evenly over some minutes."""

    start: int = Field(ge=0, lt=MINUTES)
    minutes: int = Field(ge=1, le=MINUTES)
    yuan: float = Field(ge=0, le=1_000_000)


class Rescue(Record):
    """What is done when the stream drops: by whom, within how many minutes, what viewers are told."""

    step: Step
    role: Role
    within: int = Field(ge=0, le=30)
    told: str = Field(default="", max_length=120)


class Session(Answer):
    """The whole answer.

    Attributes
    ----------
    points : dict
        What is done with each selling point.
    shots : tuple of Shot
        The storyboard, in its order.
    brief_... : str
        What somebody needs who shoots it tomorrow.
    first_cut, second_cut : tuple of Cut
        The re-cuts for the two platforms of the brief, in their order.
    completion_low, completion_high : float
        Percent of viewers that watch the own script to its end, with 80% confidence.
    gmv_low, gmv_high : int
        Yuan of GMV of the session before refunds, with 80% confidence.
    """

    points: dict[Point, Decision] = Field(min_length=7)
    shots: tuple[Shot, ...] = Field(min_length=1, max_length=20)
    brief_audience: str = Field(min_length=4, max_length=200)
    brief_message: str = Field(min_length=4, max_length=120)
    brief_look: str = Field(min_length=4, max_length=300)
    brief_place: str = Field(min_length=4, max_length=300)
    brief_must: str = Field(min_length=2, max_length=300)
    brief_must_not: str = Field(min_length=2, max_length=300)
    brief_files: str = Field(min_length=4, max_length=300)
    first_cut: tuple[Cut, ...] = Field(min_length=1, max_length=20)
    second_cut: tuple[Cut, ...] = Field(min_length=1, max_length=20)
    packages: tuple[Package, ...] = Field(min_length=2, max_length=2)
    goods: tuple[Good, ...] = Field(min_length=5, max_length=5)
    crew: tuple[Hand, ...] = Field(min_length=1, max_length=6)
    blocks: tuple[Block, ...] = Field(min_length=1, max_length=20)
    spends: tuple[Spend, ...] = Field(default=(), max_length=10)
    rescue: tuple[Rescue, ...] = Field(default=(), max_length=6)
    completion_low: float = Field(ge=0.1, le=100)
    completion_high: float = Field(ge=0.1, le=100)
    gmv_low: int = Field(ge=1, le=100_000_000)
    gmv_high: int = Field(ge=1, le=100_000_000)
    review: str = Field(min_length=2, max_length=800)
    ai_log: str = Field(min_length=2, max_length=800)

    @model_validator(mode="after")
    def _each_once(self) -> "Session":
        if len({row.item for row in self.goods}) < len(self.goods):
            raise ValueError(str(message("each of the five goods has one row")))
        if len({row.which for row in self.packages}) < len(self.packages):
            raise ValueError(str(message("each platform has one row")))
        if len({row.who for row in self.crew}) < len(self.crew):
            raise ValueError(str(message("nobody can have two places in one session")))
        return self

    @model_validator(mode="after")
    def _blocks_follow_each_other(self) -> "Session":
        end = 0
        for place, block in enumerate(sorted(self.blocks, key=lambda block: block.start), start=1):
            if block.start < end:
                text = message("block {n}, minute {start}, begins before the one above has ended", n=place,
                               start=block.start)  # fmt: skip
                raise ValueError(str(text))
            end = block.start + block.minutes
        if end > MINUTES or any(row.start + row.minutes > MINUTES for row in self.spends):
            raise ValueError(str(message("the session ends with minute {n}", n=MINUTES)))
        return self

    @model_validator(mode="after")
    def _forecasts_are_intervals(self) -> "Session":
        if self.completion_low >= self.completion_high or self.gmv_low >= self.gmv_high:
            raise ValueError(str(message("the forecast's lower end must lie below its upper end")))
        return self


DECISIONS = {
    "use": message("tell it"),
    "nobody": message("leave it: nobody asks"),
    "unproven": message("leave it: no proof"),
    "forbidden": message("leave it: forbidden"),
}
KINDS = {
    "hook": message("Hook"),
    "pain": message("Pain point"),
    "demo": message("Demonstration"),
    "story": message("Story"),
    "proof": message("Proof"),
    "offer": message("Offer"),
    "call": message("Call"),
    "filler": message("Filler"),
}
USES = {
    "traffic": message("draws people"),
    "main": message("main good"),
    "profit": message("earns"),
    "gift": message("gift of the raffle"),
    "off": message("not today"),
}
WHATS = {
    "warm_up": message("warm-up"),
    "benefit": message("a benefit"),
    "product": message("explaining"),
    "demo": message("showing"),
    "qa": message("answering questions"),
    "raffle": message("a raffle"),
    "break": message("a break"),
}
ROLES = {
    "host": message("the host"),
    "cohost": message("co-host"),
    "control": message("floor control"),
    "ads": message("paid reach"),
    "service": message("service desk"),
}
OFFERS = {
    "none": message("nothing special"),
    "price": message("say the price"),
    "limited": message("limited number"),
    "gift": message("a gift with it"),
}
BRIEF = ("audience", "message", "look", "place", "must", "must_not", "files")
STEPS = {
    "second_phone": message("go on with the second phone"),
    "restart": message("restart the encoder"),
    "group_notice": message("tell the fan group"),
    "pause_ads": message("pause the ads"),
    "pin_comment": message("pin a line when back"),
    "wait": message("wait for it"),
}
WHICHS = {"first": message("first platform"), "second": message("second platform")}
NAMES: dict[str, dict[str, Any]] = {
    "shots.kind": KINDS,
    "packages.which": WHICHS,
    "goods.use": USES,
    "crew.role": ROLES,
    "blocks.what": WHATS,
    "blocks.lead": ROLES,
    "blocks.offer": OFFERS,
    "rescue.step": STEPS,
    "rescue.role": ROLES,
}
LABELS = {
    "points": message("Selling points"),
    "shots": message("Storyboard"),
    "shots.seconds": message("Seconds"),
    "shots.kind": message("Kind of beat"),
    "shots.picture": message("Picture"),
    "shots.words": message("Spoken words"),
    "shots.caption": message("Caption"),
    "shots.sound": message("Sound of it"),
    "brief_audience": message("For whom"),
    "brief_message": message("One sentence that stays"),
    "brief_look": message("Look of it"),
    "brief_place": message("Place, people, props"),
    "brief_must": message("Must be seen"),
    "brief_must_not": message("Must not be seen"),
    "brief_files": message("Files and dates"),
    "first_cut": message("First re-cut"),
    "second_cut": message("Second re-cut"),
    "packages": message("Around the re-cuts"),
    "packages.which": message("Platform"),
    "packages.ratio": message("Picture ratio"),
    "packages.cover": message("Cover"),
    "packages.title": message("Title"),
    "packages.tags": message("Tags"),
    "packages.call": message("Call to action"),
    "goods": message("Goods, prices, stock"),
    "goods.item": message("Goods item"),
    "goods.use": message("What for"),
    "goods.price_yuan": message("Price in the session"),
    "goods.compared_yuan": message("Struck-out price"),
    "goods.stock": message("On sale"),
    "crew": message("Who does what"),
    "crew.who": message("Who"),
    "crew.role": message("Place in the crew"),
    "blocks": message("Run sheet"),
    "blocks.start": message("From minute"),
    "blocks.minutes": message("Minutes"),
    "blocks.what": message("What"),
    "blocks.product": message("Goods item"),
    "blocks.product.none": message("none"),
    "blocks.lead": message("Who leads"),
    "blocks.offer": message("Offer"),
    "blocks.cue": message("Host's cue"),
    "spends": message("Paid reach"),
    "spends.start": message("From minute"),
    "spends.minutes": message("Minutes"),
    "spends.yuan": message("Yuan"),
    "rescue": message("When the stream drops"),
    "rescue.step": message("What"),
    "rescue.role": message("By whom"),
    "rescue.within": message("Within minutes"),
    "rescue.told": message("What viewers are told"),
    "completion_low": message("Completion at least"),
    "completion_high": message("Completion at most"),
    "gmv_low": message("GMV at least"),
    "gmv_high": message("GMV at most"),
    "review": message("Review"),
    "ai_log": message("AI log"),
    **{f"{c}.shot": message("Shot") for c in ("first_cut", "second_cut")},
    **{f"{c}.seconds": message("Seconds") for c in ("first_cut", "second_cut")},
    **{f"{column}.{slug}": name for column, names in NAMES.items() for slug, name in names.items()},
}
