"""The answer of a day at the review desk, as data."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from simulations.language import message
from simulations.projects.editing_and_compliance.drafts import LONGEST_FIX, Kind
from simulations.projects.editing_and_compliance.violation import LONGEST_STATEMENT, MOST_EVIDENCE, Decision
from simulations.task import Answer

Verdict = Literal["forbidden", "needs_proof", "allowed"]
PhraseId = Literal[
    "V01", "V02", "V03", "V04", "V05", "V06", "V07", "V08", "V09", "V10", "V11", "V12", "V13", "V14"
]  # fmt: skip
CoverId = Literal["k1", "k2", "k3", "k4", "k5"]
SENTENCE = re.compile(r"[A-E][1-9]")
LABELS = {
    "marks": message("Marked sentences"),
    "marks.sentence": message("Sentence"),
    "marks.kind": message("What is wrong"),
    "marks.kind.forbidden": message("Absolute term"),
    "marks.kind.proof": message("Needs its source"),
    "marks.kind.label": message("Label missing (advertisement, AI)"),
    "marks.kind.fact": message("Differs from the material"),
    "marks.kind.tone": message("Off tone"),
    "marks.kind.sharing": message("Induced sharing"),
    "marks.kind.privacy": message("Private data"),
    "marks.kind.copyright": message("Copyright"),
    "marks.kind.credentials": message("Medical or financial claim"),
    "marks.kind.layout": message("Layout of the sentence"),
    "marks.fix": message("Corrected sentence"),
    "note": message("Review note to the author"),
    "story": message("User's story"),
    "story_rows": message("Rows the story rests on"),
    "verdicts": message("Verdicts"),
    "decision": message("Appeal or correct"),
    "evidence": message("Evidence, in the order in which it is sent"),
    "statement": message("Statement to the platform"),
    "layout": message("Repaired article"),
    "covers_pass": message("Covers that pass"),
    "cover": message("Cover to use"),
    "ai_log": message("AI log"),
}


class MarkedSentence(BaseModel):
    """A sentence that is marked as flawed: what is wrong, and for at least four of them what should stand there."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    sentence: str = Field(min_length=1, max_length=4)
    kind: Kind
    fix: str = Field(default="", max_length=LONGEST_FIX)

    @field_validator("sentence")
    @classmethod
    def _is_a_number_of_the_drafts(cls, id: str) -> str:
        if not SENTENCE.fullmatch(id):
            raise ValueError(str(message("{id} is no sentence: they are called A1, B3, E7", id=id)))
        return id


class Review(Answer):
    """A day at the review desk: five drafts, a story, fourteen verdicts, a limited post, a layout and its cover.

    Attributes
    ----------
    marks : tuple of MarkedSentence
        Each sentence once.
    story_rows : tuple of str
        Rows of the manual (`M01`) and of what the user said (`U1`) that the story rests on.
    verdicts : dict
        A verdict for each of the fourteen phrases.
    evidence : tuple of str
        Up to four lines (`E1`), the first is read first.
    layout : str
        Markdown; pictures of the case as `![caption](pic:p1)`.
    """

    marks: tuple[MarkedSentence, ...] = Field(min_length=1, max_length=45)
    note: str = Field(min_length=20, max_length=600)
    story: str = Field(min_length=50, max_length=1200)
    story_rows: tuple[Annotated[str, Field(pattern=r"^(?:M(?:0[1-9]|1[0-2])|U[1-6])$")], ...] = Field(
        min_length=1, max_length=10
    )
    verdicts: dict[PhraseId, Verdict] = Field(min_length=14)
    decision: Decision
    evidence: tuple[Literal["E1", "E2", "E3", "E4", "E5", "E6", "E7"], ...] = Field(
        min_length=1, max_length=MOST_EVIDENCE
    )
    statement: str = Field(min_length=10, max_length=LONGEST_STATEMENT)
    layout: str = Field(min_length=50, max_length=6000)
    covers_pass: tuple[CoverId, ...] = Field(min_length=1, max_length=5)
    cover: CoverId
    ai_log: str = Field(min_length=2, max_length=800)

    @field_validator("marks")
    @classmethod
    def _each_sentence_once(cls, marks: tuple[MarkedSentence, ...]) -> tuple[MarkedSentence, ...]:
        seen: set[str] = set()
        for mark in marks:
            if mark.sentence in seen:
                raise ValueError(str(message("sentence {id} is marked twice", id=mark.sentence)))
            seen.add(mark.sentence)
        return marks

    @field_validator("story_rows", "evidence", "covers_pass")
    @classmethod
    def _each_once(cls, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids))
