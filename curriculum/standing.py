"""How far a trainee is with each module: what is done, open, due, still to come; from files alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from curriculum.answers import Trial, answer_path, read_log
from curriculum.choices import Choices, read_choices
from curriculum.inbox import Feedback, Inbox, read_inbox
from curriculum.packages import packages
from curriculum.syllabus import Module, syllabus
from curriculum.workplace import Workplace

SOON = timedelta(days=2)  # before a due date that one is reminded of it


class State(StrEnum):
    """Where a module stands for a trainee."""

    DONE = "done"
    BEGUN = "begun"
    OPEN = "open"
    LATER = "later"  # another module comes first
    SHUT = "shut"  # the cohort has not got it yet


@dataclass(frozen=True)
class Standing:
    """How far a module is.

    Attributes
    ----------
    first : tuple of Module
        Modules that come first and are not done yet; never for a cohort, where the instructor decides what is open.
    on_path : bool
        Whether the role that was chosen needs it.
    """

    module: Module
    state: State
    due: datetime | None = None
    handed_in_at: datetime | None = None
    feedback: Feedback | None = None
    trials: tuple[Trial, ...] = ()
    first: tuple[Module, ...] = ()
    on_path: bool = True

    @property
    def is_open(self) -> bool:
        """Whether there is work to do on it now."""
        return self.state in (State.OPEN, State.BEGUN)

    def is_late(self, now: datetime) -> bool:
        """Whether it should have been handed in by now."""
        return self.is_open and self.due is not None and self.due < now

    def is_due_soon(self, now: datetime) -> bool:
        """Whether little time is left."""
        return self.is_open and self.due is not None and now <= self.due < now + SOON


def standings(workplace: Workplace, inbox: Inbox | None = None, choices: Choices | None = None) -> tuple[Standing, ...]:
    """All modules of the syllabus in order."""
    inbox, choices = inbox or read_inbox(workplace), choices or read_choices(workplace)
    sent = {module.slug: packages(workplace, module.slug) for module in syllabus().modules}
    known = {module.slug for module in syllabus().modules if sent[module.slug] or choices.knows(module.tier)}
    found = []
    for module in syllabus().modules:
        folder = workplace.module_folder(module.slug)
        logs = [read_log(folder, task) for task in module.tasks]
        begun = any(log.started_at for log in logs) or any(answer_path(folder, task).exists() for task in module.tasks)
        released = workplace.cohort.modules.get(module.slug) if workplace.cohort else None
        first = () if workplace.cohort else tuple(one for one in syllabus().before(module) if one.slug not in known)
        state = (
            State.DONE
            if sent[module.slug]
            else State.SHUT
            if workplace.cohort and not released
            else State.BEGUN
            if begun
            else State.LATER
            if first
            else State.OPEN
        )
        found.append(
            Standing(
                module=module,
                state=state,
                due=released.due if released else None,
                handed_in_at=sent[module.slug][-1].receipt.handed_in_at if sent[module.slug] else None,
                feedback=inbox.feedback.get(module.slug),
                trials=tuple(trial for log in logs for trial in log.trials),
                first=first,
                on_path=not choices.role or choices.role in module.roles,
            )
        )
    return tuple(found)


def next_of(all_standings: tuple[Standing, ...]) -> Standing | None:
    """What to do next: what is due first; else what has been begun; else the first that the chosen role needs."""
    open_ones = [standing for standing in all_standings if standing.is_open]
    dated = [standing for standing in open_ones if standing.due]
    if dated:
        return min(dated, key=lambda standing: standing.due or datetime.max)
    return min(open_ones, key=lambda standing: (standing.state is not State.BEGUN, not standing.on_path), default=None)


def latest_feedback(all_standings: tuple[Standing, ...]) -> Feedback | None:
    """The feedback on the latest hand-in."""
    back = [standing.feedback for standing in all_standings if standing.feedback]
    return max(back, key=lambda one: one.handed_in_at.timestamp() if one.handed_in_at else 0.0, default=None)
