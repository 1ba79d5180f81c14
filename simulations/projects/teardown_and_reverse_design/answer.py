"""The answer, as data: the marked-up map, what each part is worth, the gates, the path backwards, the poster."""

from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from simulations.language import message
from simulations.task import Answer

PartId = Literal["P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "P10", "P11", "P12"]
Function = Literal["stop", "promise", "proof", "urgency", "friction", "filter", "convert", "trust", "spread", "nothing"]
Stage = Literal["seen", "scan", "add", "take", "open", "low", "none"]
RuleId = Literal[
    "false_scarcity",
    "false_claims",
    "absolute_terms",
    "missing_credentials",
    "personal_information",
    "induced_sharing",
    "off_platform_leading",
    "missing_ad_label",
]
Segment = Literal["new", "lead", "grad"]
Offer = Literal["one", "camp", "video", "box"]
Filter = Literal["none", "talk", "drill", "look"]
Hook = Literal["week", "stage", "exam", "heap", "codes", "mirror"]
Contact = Literal["article", "group", "component", "comment", "sharing", "ads", "blogger", "hidden"]
Scarcity = Literal["none", "places", "deadline", "first", "countdown"]
Asked = Literal["want", "size", "phone", "company", "income"]
StepId = Literal["seen", "scan", "add", "take", "open", "low", "high"]
PARTS: tuple[PartId, ...] = get_args(PartId)
STEPS: tuple[StepId, ...] = get_args(StepId)
MOST_TRIES, MOST_CONTACTS, MOST_GATES = 4, 4, 8
LEAST_LEFT, MOST_LEFT = 10, 400


def _row(text: str) -> str:
    """An id as it stands in the tables."""
    return text.strip().upper()


RowId = Annotated[str, Field(max_length=8), AfterValidator(_row)]


class Record(BaseModel):
    """A row of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class _Span(Record):
    """Of 100 who pay and stay: how many are left once the part is switched off, with 80% confidence."""

    low: int = Field(ge=LEAST_LEFT, le=MOST_LEFT)
    high: int = Field(ge=LEAST_LEFT, le=MOST_LEFT)

    @model_validator(mode="after")
    def _low_comes_first(self) -> Self:
        if self.low > self.high:
            raise ValueError(str(message("the lower end {low} lies above the upper end {high}", **self.model_dump())))
        return self


class Marked(Record):
    """What a part is for, and at which step it acts."""

    function: Function
    stage: Stage


class Forecast(_Span):
    """What is left of 100 without the part."""


class Tried(Record):
    """A part of the sister path, switched off after a forecast; what came."""

    part: PartId
    low: int = Field(ge=LEAST_LEFT, le=MOST_LEFT)
    high: int = Field(ge=LEAST_LEFT, le=MOST_LEFT)
    left: int = Field(ge=0, le=1000)


class Gate(Record):
    """A part that breaks a rule, which, and the rows that show it."""

    part: PartId
    rule: RuleId
    rows: tuple[RowId, ...] = Field(min_length=1, max_length=3)


class Way(Record):
    """A way in, and what is spent on it in four weeks."""

    contact: Contact
    yuan: int = Field(ge=0, le=100_000)


class Needed(Record):
    """A step from the end backwards, and the people it must carry in four weeks."""

    step: StepId
    people: int = Field(ge=0, le=10_000_000)


class Teardown(Answer):
    """The whole answer.

    Attributes
    ----------
    parts : mapping
        The map: twelve parts.
    tries : tuple of Tried
        One to four, on the sister path; what was learnt, no points.
    left : mapping
        Forecast for each part of one's own path.
    """

    parts: dict[PartId, Marked] = Field(min_length=len(PARTS), max_length=len(PARTS))
    tries: tuple[Tried, ...] = Field(min_length=1, max_length=MOST_TRIES)
    left: dict[PartId, Forecast] = Field(min_length=len(PARTS), max_length=len(PARTS))
    gates: tuple[Gate, ...] = Field(min_length=1, max_length=MOST_GATES)
    analysis: str = Field(min_length=30, max_length=900)
    segment: Segment
    offer: Offer
    filter: Filter
    hook: Hook
    contacts: tuple[Way, ...] = Field(min_length=1, max_length=MOST_CONTACTS)
    scarcity: Scarcity
    asked: tuple[Asked, ...] = Field(min_length=1, max_length=len(get_args(Asked)))
    messages: int = Field(ge=0, le=30)
    needed: tuple[Needed, ...] = Field(min_length=len(STEPS), max_length=len(STEPS))
    poster_pain: str = Field(min_length=4, max_length=40)
    poster_promise: str = Field(min_length=4, max_length=60)
    poster_proof: str = Field(min_length=4, max_length=80)
    poster_action: str = Field(min_length=2, max_length=30)
    poster_brief: str = Field(min_length=20, max_length=600)
    landing: str = Field(min_length=20, max_length=700)
    ai_log: str = Field(min_length=2, max_length=600)


FUNCTIONS = {
    "stop": message("Stops the thumb"),
    "promise": message("Promise"),
    "proof": message("Proof"),
    "urgency": message("Urgency"),
    "friction": message("Lowers friction"),
    "filter": message("Filters people"),
    "convert": message("Converts"),
    "trust": message("Trust"),
    "spread": message("Spreads"),
    "nothing": message("Decoration"),
}
STAGES = {
    "seen": message("Seeing it"),
    "scan": message("Scanning"),
    "add": message("Adding us"),
    "take": message("Getting the pack"),
    "open": message("Opening it"),
    "low": message("Low-price course"),
    "none": message("Nowhere"),
}
STEP_NAMES = {
    "seen": message("See it"),
    "scan": message("Scan"),
    "add": message("Stay added"),
    "take": message("Get the pack"),
    "open": message("Open it"),
    "low": message("Buy the filter"),
    "high": message("Buy at last"),
    "keep": message("Stay (not refunded)"),
}
ASKED = {
    "want": message("What to solve first"),
    "size": message("Height and size"),
    "phone": message("Mobile number"),
    "company": message("Company"),
    "income": message("Income"),
}
LABELS = {
    "parts": message("The marked-up map"),
    "parts.function": message("What it is for"),
    "parts.stage": message("Where it acts"),
    "tries": message("Switched off on the sister path"),
    "tries.part": message("Part"),
    "tries.low": message("At least"),
    "tries.high": message("At most"),
    "tries.left": message("Left of 100"),
    "left": message("What would be left"),
    "left.low": message("Left, at least"),
    "left.high": message("Left, at most"),
    "gates": message("Compliance gates"),
    "gates.part": message("Part"),
    "gates.rule": message("Rule it breaks"),
    "gates.rows": message("Row ids"),
    "analysis": message("What carried it, and what we cannot see"),
    "segment": message("For whom"),
    "offer": message("What is sold at last"),
    "filter": message("Low-price filter"),
    "hook": message("The free pack"),
    "contacts": message("First contact"),
    "contacts.contact": message("Way in"),
    "contacts.yuan": message("Yuan in four weeks"),
    "scarcity": message("Scarcity"),
    "asked": message("Asked on the form"),
    "messages": message("Messages in the first seven days"),
    "needed": message("Counted backwards"),
    "needed.step": message("Step"),
    "needed.people": message("People in four weeks"),
    "poster_pain": message("Poster: the pain, one sentence"),
    "poster_promise": message("Poster: the promise"),
    "poster_proof": message("Poster: the proof"),
    "poster_action": message("Poster: the one action"),
    "poster_brief": message("Brief to the designer"),
    "landing": message("First week: what we watch and when we change it"),
    "ai_log": message("AI log"),
    **{f"parts.function.{name}": label for name, label in FUNCTIONS.items()},
    **{f"parts.stage.{name}": label for name, label in STAGES.items()},
    **{f"needed.step.{name}": label for name, label in STEP_NAMES.items()},
}
