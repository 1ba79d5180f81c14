"""Where a trainee stands: handed in, begun, due, what came back, how the forecasts did. Read from files alone."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from curriculum.answers import Trial, answer_path, read_log
from curriculum.syllabus import Module, syllabus
from curriculum.workbench.parts.submit import last_receipt
from curriculum.workplace import Workplace


class Judged(BaseModel):
    """A criterion as it came back: points are None while it waits for the mentor."""

    model_config = ConfigDict(frozen=True)
    title: str
    points: float | None = None
    max_points: float
    reason: str = ""
    comment: str = ""

    @property
    def share(self) -> float:
        """Share of the points, 1 while it waits: what is not judged yet is no weakness."""
        return 1.0 if self.points is None else self.points / self.max_points


class Feedback(BaseModel):
    """What grading put into the inbox, as far as the first page shows it."""

    model_config = ConfigDict(frozen=True)
    module: str
    title: str
    handed_in_at: datetime | None = None
    total: float | None = None
    max_points: float
    waiting: int = 0
    items: tuple[Judged, ...] = ()
    advice: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Standing:
    """How far a module is.

    Attributes
    ----------
    released : bool
        Whether the cohort has it yet; always when learning alone.
    """

    module: Module
    released: bool
    due: datetime | None
    started: bool
    handed_in_at: datetime | None
    feedback: Feedback | None
    trials: tuple[Trial, ...]

    @property
    def done(self) -> bool:
        return self.handed_in_at is not None


def standing_of(workplace: Workplace, module: Module) -> Standing:
    """How far this trainee is with a module."""
    folder = workplace.module_folder(module.slug)
    logs = [read_log(folder, task) for task in module.tasks]
    handed = last_receipt(workplace, module.slug)
    cohort = workplace.cohort
    released = cohort.modules.get(module.slug) if cohort else None
    return Standing(
        module=module,
        released=cohort is None or released is not None,
        due=released.due if released else None,
        started=any(log.started_at for log in logs) or any(answer_path(folder, task).exists() for task in module.tasks),
        handed_in_at=handed[0].handed_in_at if handed else None,
        feedback=_feedback(workplace, module),
        trials=tuple(trial for log in logs for trial in log.trials),
    )


def standings(workplace: Workplace) -> tuple[Standing, ...]:
    """All modules of the syllabus in order."""
    return tuple(standing_of(workplace, module) for module in syllabus().modules)


def next_of(all_standings: tuple[Standing, ...]) -> Standing | None:
    """What to do next: of what is open the one due first, else the first of the syllabus."""
    open_ones = [standing for standing in all_standings if standing.released and not standing.done]
    dated = [standing for standing in open_ones if standing.due]
    return min(dated, key=lambda standing: standing.due or datetime.max) if dated else next(iter(open_ones), None)


def latest_feedback(all_standings: tuple[Standing, ...]) -> Feedback | None:
    """The feedback on the latest hand-in."""
    back = [standing.feedback for standing in all_standings if standing.feedback]
    return max(back, key=lambda one: one.handed_in_at.timestamp() if one.handed_in_at else 0.0, default=None)


def _feedback(workplace: Workplace, module: Module) -> Feedback | None:
    """Feedback on a module; a damaged file counts as none, for it will come again."""
    try:
        return Feedback.model_validate_json((workplace.inbox / f"{module.slug}.feedback.json").read_bytes())
    except (OSError, ValueError):
        return None
