"""The answer of community service, as data: triage, roster, replies, handbook, auto-replies, the week's report."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.language import message
from simulations.task import Answer

Urgency = Literal["now", "h2", "h24", "none"]
Route = Literal["answer", "auto", "service", "tech", "product", "marketing", "sales", "pr", "hide", "none"]
Bin = Literal["B1", "B2", "B3", "B4", "B5", "B6"]
Priority = Literal["arrival", "easy", "paying", "loud", "urgency"]
Wake = Literal["outage", "leak", "rumour", "lost", "money", "complaint", "lead", "need", "question", "praise"]
Entry = Literal["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "human"]
Department = Literal["product", "tech", "marketing", "service", "sales", "pr"]
MOST_EXCEPTIONS = 24


class Record(BaseModel):
    """A record of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Decision(Record):
    """How soon a message is answered, and by whom."""

    urgency: Urgency
    route: Route


class Shift(Record):
    """Hours of one of the two: at the desk, or with a telephone beside the bed.

    Hours are those of the clock; those before 9 belong to the next morning.
    """

    who: Literal["me", "colleague"]
    start: int = Field(ge=0, le=23)
    end: int = Field(ge=1, le=24)
    mode: Literal["desk", "call"]

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Shift":
        if self.end <= self.start:
            raise ValueError(str(message("a shift ends after it starts; a night is two rows, before and after 24")))
        return self


class Question(Record):
    """An entry of the handbook: what is asked, which messages ask it, what is answered."""

    question: str = Field(min_length=2, max_length=60)
    covers: tuple[str, ...] = Field(min_length=1, max_length=20)
    answer: str = Field(min_length=4, max_length=200)


class AutoRule(Record):
    """A rule of the auto-reply: a keyword, how it must match, what is sent. The first rule that matches is used."""

    keyword: str = Field(min_length=1, max_length=8)
    match: Literal["contains", "exact"]
    reply: Entry


class Need(Record):
    """A need of the week: who asks, how many people, for which department, what it should do."""

    need: str = Field(min_length=4, max_length=60)
    evidence: tuple[str, ...] = Field(min_length=1, max_length=20)
    people: int = Field(ge=1, le=60)
    department: Department
    suggestion: str = Field(min_length=4, max_length=200)


class Service(Answer):
    """The whole answer.

    Attributes
    ----------
    rules : dict
        What is done with everything that the back end sorts into a bin.
    exceptions : dict
        Message id to a decision of its own.
    replies : dict
        The eight set messages and what is written to them.
    auto : tuple of AutoRule
        In order.
    """

    rules: dict[Bin, Decision] = Field(min_length=6)
    exceptions: dict[str, Decision] = Field(default={}, max_length=MOST_EXCEPTIONS)
    priority: Priority
    shifts: tuple[Shift, ...] = Field(min_length=1, max_length=8)
    wakes: tuple[Wake, ...] = Field(default=(), max_length=10)
    replies: dict[str, Annotated[str, Field(min_length=8, max_length=200)]] = Field(min_length=8, max_length=8)
    faq: tuple[Question, ...] = Field(min_length=4, max_length=8)
    auto: tuple[AutoRule, ...] = Field(min_length=3, max_length=24)
    needs: tuple[Need, ...] = Field(min_length=3, max_length=5)
    weekly_note: str = Field(min_length=10, max_length=400)
    reflection: str = Field(min_length=2, max_length=800)
    ai_log: str = Field(min_length=2, max_length=800)


URGENCIES = {
    "now": message("within 1 h"),
    "h2": message("within 2 h"),
    "h24": message("within 24 h"),
    "none": message("no answer"),
}
ROUTES = {
    "answer": message("answer it ourselves"),
    "auto": message("auto-reply"),
    "service": message("to customer service"),
    "tech": message("to technology"),
    "product": message("to product"),
    "marketing": message("to marketing"),
    "sales": message("to sales"),
    "pr": message("to PR, public statement"),
    "hide": message("hide"),
    "none": message("leave it"),
}
DEPARTMENTS = {
    "product": message("Product"),
    "tech": message("Technology"),
    "marketing": message("Marketing"),
    "service": message("Customer service"),
    "sales": message("Sales"),
    "pr": message("PR"),
}
WAKES = {
    "outage": message("nobody can open it"),
    "leak": message("somebody sees what he should not"),
    "rumour": message("a rumour"),
    "lost": message("content is gone"),
    "money": message("charged wrongly"),
    "complaint": message("another complaint"),
    "lead": message("a purchase"),
    "need": message("a wish for the product"),
    "question": message("a common question"),
    "praise": message("praise and talk"),
}
PRIORITIES = {
    "arrival": message("first come, first served"),
    "easy": message("what is quick first"),
    "paying": message("paying users first"),
    "loud": message("what sounds angry first"),
    "urgency": message("what is due soonest first"),
}
MODES = {"desk": message("at the desk"), "call": message("on call")}
WHO = {"me": message("me"), "colleague": message("the colleague")}
MATCHES = {"contains": message("contains"), "exact": message("is exactly")}
ENTRIES = {f"f{n}": message("entry {n}", n=n) for n in range(1, 9)} | {"human": message("to a person")}
LABELS = {
    "rules": message("Rules for each bin"),
    "exceptions": message("Messages decided one by one"),
    "priority": message("Who is answered first"),
    "shifts": message("Roster"),
    "shifts.who": message("Who"),
    "shifts.start": message("From"),
    "shifts.end": message("To"),
    "shifts.mode": message("How"),
    "wakes": message("What may ring at night"),
    "replies": message("Eight replies"),
    "faq": message("Handbook"),
    "faq.question": message("Question"),
    "faq.covers": message("Messages that ask it"),
    "faq.answer": message("Answer"),
    "auto": message("Auto-replies"),
    "auto.keyword": message("Keyword"),
    "auto.match": message("Match"),
    "auto.reply": message("Sends"),
    "needs": message("Needs of the week"),
    "needs.need": message("Need"),
    "needs.evidence": message("Messages"),
    "needs.people": message("People"),
    "needs.department": message("Department"),
    "needs.suggestion": message("Suggestion"),
    "weekly_note": message("Opening of the report"),
    "reflection": message("Reflection"),
    "ai_log": message("AI log"),
    **{f"{field}.urgency": message("How soon") for field in ("rules", "exceptions")},
    **{f"{field}.route": message("By whom") for field in ("rules", "exceptions")},
    **{f"{field}.urgency.{slug}": name for field in ("rules", "exceptions") for slug, name in URGENCIES.items()},
    **{f"{field}.route.{slug}": name for field in ("rules", "exceptions") for slug, name in ROUTES.items()},
    **{f"shifts.who.{slug}": name for slug, name in WHO.items()},
    **{f"shifts.mode.{slug}": name for slug, name in MODES.items()},
    **{f"auto.match.{slug}": name for slug, name in MATCHES.items()},
    **{f"auto.reply.{slug}": name for slug, name in ENTRIES.items()},
    **{f"needs.department.{slug}": name for slug, name in DEPARTMENTS.items()},
}
