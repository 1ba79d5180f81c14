"""What happened when at a task: the work log as rows to read, for the trainee and for the mentor."""

from dataclasses import dataclass
from datetime import UTC, datetime

from curriculum.answers import MOST_EVENTS, YEARS, Event, Happened, WorkLog
from simulations.language import _


@dataclass(frozen=True)
class DiaryRow:
    """One line of the diary.

    Attributes
    ----------
    when : str
        Time of day where it is read; with the date on the first line of every day.
    minutes : int or None
        Since the clock was started; None before, and where it never was.
    """

    at: datetime
    when: str
    minutes: int | None
    what: Happened
    text: str


def diary_rows(log: WorkLog) -> tuple[DiaryRow, ...]:
    """The diary of a task, oldest first.

    A log from before there were events tells of the start, the trials and the last handing in.
    """
    rows, day = [], ""
    start = log.started_at.replace(microsecond=0) if log.started_at and log.started_at.year in YEARS else None
    for event in sorted(log.events or _events(log), key=lambda event: _utc(event.at)):
        here = _utc(event.at).astimezone()
        date, clock = f"{here:%m-%d}", f"{here:%H:%M}"
        spent = (_utc(event.at) - _utc(start)).total_seconds() if start else -1.0
        minutes = int(spent // 60) if spent >= 0 else None
        rows.append(
            DiaryRow(_utc(event.at), clock if date == day else f"{date} {clock}", minutes, event.what, _text(event))
        )
        day = date
    return tuple(rows)


def _events(log: WorkLog) -> list[Event]:
    found = [Event(at=trial.at, what=Happened.TRIAL, detail=str(trial.reads)[:20]) for trial in log.trials]
    if log.started_at:
        found.append(Event(at=log.started_at, what=Happened.STARTED))
    if log.submitted_at:
        found.append(Event(at=log.submitted_at, what=Happened.HANDED_IN))
    return [event for event in found if event.at.year in YEARS][:MOST_EVENTS]


def _text(event: Event) -> str:
    detail = event.detail
    match event.what:
        case Happened.STARTED:
            return _("Clock started")
        case Happened.OPENED:
            return _("Form opened")
        case Happened.STEP:
            return _("First words in 「{step}」").format(step=detail)
        case Happened.TRIAL:
            return _("Trial: {came}").format(came=f"{int(detail):,}" if detail.isdecimal() else detail)
        case Happened.CHECK:
            return _("Had it checked")
        case Happened.HANDED_IN:
            return _("Handed in, late") if detail == "late" else _("Handed in")


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
