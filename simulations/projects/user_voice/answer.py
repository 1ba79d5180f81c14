"""The answer of the user's voice, as data: foreseen complaints, groups, decisions, silent readers, what changes."""

from collections import Counter
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from simulations.language import message
from simulations.task import Answer

PersonaId = Literal["U1", "U2", "U3", "U4", "U5"]
SegmentId = Literal["S1", "S2", "S3", "S4", "S5", "S6"]
SentenceId = Literal[
    "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11",
    "N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09", "N10", "N11",
    "V01", "V02", "V03", "V04", "V05", "V06", "V07", "V08", "V09", "V10", "V11",
]  # fmt: skip
Kind = Literal["level", "jargon", "price", "down", "promise", "identity", "deadend", "privacy"]
Reaction = Literal["speak", "leave", "skip"]
Choice = Literal["mend", "explain", "accept"]
Turn = Literal["stop", "start", "keep"]
MOST_EACH, MOST_GROUPS, REWRITES = 4, 10, 3


def _id(text: str) -> str:
    return text.strip().upper()


RowId = Annotated[str, Field(max_length=6), AfterValidator(_id)]


class Record(BaseModel):
    """A row of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Complaint(Record):
    """What a reader would say, or not say and go: on which sentence, of what kind, in the reader's own words."""

    persona: PersonaId
    sentence: SentenceId
    kind: Kind
    reaction: Reaction
    words: str = Field(min_length=4, max_length=80)


class Group(Record):
    """Comments that one cause has called forth."""

    name: str = Field(min_length=2, max_length=30)
    comments: tuple[RowId, ...] = Field(min_length=1, max_length=26)


class Decision(Record):
    """What is done about a group, what is at stake in a year, and why."""

    group: int = Field(ge=1, le=MOST_GROUPS)
    choice: Choice
    stake_yuan: int = Field(ge=0, le=1_000_000)
    why: str = Field(min_length=4, max_length=80)


class Rewrite(Record):
    """A sentence as it should have stood."""

    sentence: SentenceId
    text: str = Field(min_length=8, max_length=120)


class Change(Record):
    """Something that stops, starts or is kept: how one sees whether it worked, when one looks, which rows say so."""

    turn: Turn
    what: str = Field(min_length=6, max_length=80)
    measure: str = Field(min_length=4, max_length=60)
    day: date
    rows: tuple[RowId, ...] = Field(min_length=1, max_length=4)


class Workshop(Answer):
    """The whole answer.

    Attributes
    ----------
    complaints : tuple of Complaint
        Foreseen before any comment was seen; up to four a reader.
    seal : str
        What `seal_of` made of the complaints when the comments were opened.
    groups : tuple of Group
        By cause; what complains of nothing is in no group.
    decisions : tuple of Decision
        One a group, by the group's number from 1.
    silent, silent_group, silent_rows
        Who goes without a word, over which group's cause, and the rows that show it.
    """

    complaints: tuple[Complaint, ...] = Field(min_length=5, max_length=20)
    seal: str = Field(min_length=8, max_length=8)
    groups: tuple[Group, ...] = Field(min_length=3, max_length=MOST_GROUPS)
    decisions: tuple[Decision, ...] = Field(min_length=3, max_length=MOST_GROUPS)
    silent: SegmentId
    silent_group: int = Field(ge=1, le=MOST_GROUPS)
    silent_rows: tuple[RowId, ...] = Field(min_length=1, max_length=6)
    rewrites: tuple[Rewrite, ...] = Field(min_length=REWRITES, max_length=REWRITES)
    changes: tuple[Change, ...] = Field(min_length=3, max_length=6)
    strategy: str = Field(min_length=60, max_length=900)
    ai_log: str = Field(min_length=2, max_length=800)

    @field_validator("complaints")
    @classmethod
    def _not_more_than_a_reader_has(cls, complaints: tuple[Complaint, ...]) -> tuple[Complaint, ...]:
        for persona, count in Counter(one.persona for one in complaints).items():
            if count > MOST_EACH:
                raise ValueError(str(message("{id} has more than {most} complaints", id=persona, most=MOST_EACH)))
        return complaints


KIND_LABELS = {
    "level": message("Nobody like me in the examples"),
    "jargon": message("Not in words I know"),
    "price": message("The price is hidden"),
    "down": message("It talks down to me"),
    "promise": message("Big words without a case"),
    "identity": message("It makes something of sex or age"),
    "deadend": message("And what do I do now?"),
    "privacy": message("It wants my data too early"),
}
REACTION_LABELS = {
    "speak": message("says so in public"),
    "leave": message("goes without a word"),
    "skip": message("frowns and reads on"),
}
CHOICE_LABELS = {
    "mend": message("Mend"),
    "explain": message("Explain"),
    "accept": message("Accept"),
}
TURN_LABELS = {"stop": message("Stop doing"), "start": message("Start doing"), "keep": message("Keep doing")}
LABELS = {
    "complaints": message("What they will complain of"),
    "complaints.persona": message("Reader"),
    "complaints.sentence": message("Sentence"),
    "complaints.kind": message("What offends"),
    "complaints.reaction": message("What this reader does"),
    "complaints.words": message("In the reader's own words"),
    "seal": message("Comments opened"),
    "groups": message("Groups by cause"),
    "groups.name": message("Cause, in your words"),
    "groups.comments": message("Comments"),
    "decisions": message("What is done about each"),
    "decisions.group": message("Group"),
    "decisions.choice": message("Decision"),
    "decisions.stake_yuan": message("At stake, yuan a year"),
    "decisions.why": message("Why, with row ids"),
    "silent": message("Who goes without a word"),
    "silent_group": message("Over which group's cause"),
    "silent_rows": message("Rows that prove it"),
    "rewrites": message("The three worst sentences"),
    "rewrites.sentence": message("Sentence"),
    "rewrites.text": message("As it should stand"),
    "changes": message("Stop, start, keep"),
    "changes.turn": message("Which"),
    "changes.what": message("What"),
    "changes.measure": message("How we see it"),
    "changes.day": message("Looked at on"),
    "changes.rows": message("Row ids"),
    "strategy": message("The new plan, half a page"),
    "ai_log": message("Looking back and AI log"),
    **{f"complaints.kind.{slug}": label for slug, label in KIND_LABELS.items()},
    **{f"complaints.reaction.{slug}": label for slug, label in REACTION_LABELS.items()},
    **{f"decisions.choice.{slug}": label for slug, label in CHOICE_LABELS.items()},
    **{f"changes.turn.{slug}": label for slug, label in TURN_LABELS.items()},
}
