"""The answer of working with AI, as data: prompt, choice, titles, verdicts on claims, corrections, labels, log."""

from collections import Counter
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from simulations.language import message
from simulations.task import Answer
from simulations.world.rulebook import limit

PromptPart = Literal["role", "user", "goal", "limits", "example", "form"]
Decision = Literal["keep", "merge", "drop"]
Verdict = Literal["true", "invented", "unverifiable"]
Label = Literal["ai_text", "ai_picture", "ai_voice", "ad", "none"]
ClaimId = Literal[
    "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10",
    "C11", "C12", "C13", "C14", "C15", "C16", "C17", "C18", "C19", "C20",
]  # fmt: skip
PublicationId = Literal["P1", "P2", "P3", "P4", "P5"]
PARTS: tuple[PromptPart, ...] = get_args(PromptPart)
LABEL_NAMES: tuple[Label, ...] = get_args(Label)
PICKS, TITLES, MOST_FIXES = 12, 6, 12


def _id(text: str) -> str:
    return text.strip().upper()


IdeaId = Annotated[str, Field(max_length=4), AfterValidator(_id)]
RowId = Annotated[str, Field(max_length=4), AfterValidator(_id)]
PartText = Annotated[str, Field(max_length=200)]


class Record(BaseModel):
    """A row of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Picked(Record):
    """An idea that was looked at twice: it goes on, goes on with another of the picks, or is left in spite of it."""

    idea: IdeaId
    decision: Decision


class Titled(Record):
    """A title made out of an idea."""

    idea: IdeaId
    title: str = Field(min_length=4, max_length=limit("gongzhonghao", "title"))


class Fixed(Record):
    """What should stand in place of a claim."""

    claim: ClaimId
    text: str = Field(min_length=6, max_length=160)


class Assisted(Answer):
    """The whole answer.

    Attributes
    ----------
    prompt : dict
        What the model was told, part by part; a part may be left out.
    picks : tuple of Picked
        Up to twelve of the ideas that this prompt brings.
    verdicts, rows : dict
        Claim to verdict, and to the row of the material that shows it.
    labels : dict
        Publication to the labels it needs.
    """

    prompt: dict[PromptPart, PartText] = Field(min_length=1)
    picks: tuple[Picked, ...] = Field(min_length=TITLES, max_length=PICKS)
    titles: tuple[Titled, ...] = Field(min_length=TITLES, max_length=TITLES)
    verdicts: dict[ClaimId, Verdict] = Field(min_length=20)
    rows: dict[ClaimId, RowId] = Field(default_factory=dict)
    fixes: tuple[Fixed, ...] = Field(min_length=1, max_length=MOST_FIXES)
    labels: dict[PublicationId, tuple[Label, ...]] = Field(min_length=5)
    ai_log: str = Field(min_length=20, max_length=1000)

    @field_validator("picks")
    @classmethod
    def _each_idea_once(cls, picks: tuple[Picked, ...]) -> tuple[Picked, ...]:
        twice = [id for id, count in Counter(pick.idea for pick in picks).items() if count > 1]
        if twice:
            raise ValueError(str(message("{id} stands there twice", id=twice[0])))
        return picks

    @field_validator("labels")
    @classmethod
    def _none_stands_alone(
        cls, labels: dict[PublicationId, tuple[Label, ...]]
    ) -> dict[PublicationId, tuple[Label, ...]]:
        for id, chosen in labels.items():
            if not chosen:
                raise ValueError(str(message("{id}: choose a label, or that it needs none", id=id)))
            if "none" in chosen and len(chosen) > 1:
                raise ValueError(str(message("{id}: no label and a label do not go together", id=id)))
        return {id: tuple(dict.fromkeys(chosen)) for id, chosen in labels.items()}


PART_LABELS = {
    "role": message("Role"),
    "user": message("For whom"),
    "goal": message("Goal"),
    "limits": message("Limits"),
    "example": message("Example"),
    "form": message("Form of the output"),
}
DECISION_LABELS = {"keep": message("Keep"), "merge": message("Merge"), "drop": message("Drop")}
VERDICT_LABELS = {
    "true": message("True"),
    "invented": message("Invented"),
    "unverifiable": message("Cannot be verified"),
}
LABEL_LABELS = {
    "ai_text": message("AI: text"),
    "ai_picture": message("AI: picture"),
    "ai_voice": message("AI: voice"),
    "ad": message("Advertisement"),
    "none": message("No label"),
}
LABELS = {
    "prompt": message("Prompt"),
    "picks": message("Ideas picked"),
    "picks.idea": message("Idea"),
    "picks.decision": message("Decision"),
    "titles": message("Six titles"),
    "titles.idea": message("Idea"),
    "titles.title": message("Title as it would go out"),
    "verdicts": message("Verdicts on the claims"),
    "rows": message("Rows that show it"),
    "fixes": message("Corrections"),
    "fixes.claim": message("Claim"),
    "fixes.text": message("Corrected sentence"),
    "labels": message("Labels"),
    "ai_log": message("AI log and looking back"),
    **{f"prompt.{name}": label for name, label in PART_LABELS.items()},
    **{f"picks.decision.{name}": label for name, label in DECISION_LABELS.items()},
}
