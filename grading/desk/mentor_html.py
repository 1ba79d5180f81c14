"""A mentor's page as HTML: head, queue, trainees, what was sent."""

import math
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from curriculum.syllabus import module as find_module
from curriculum.workbench.parts.text import day_and_time, notice_html
from grading.course.cohort import Cohort
from grading.desk.people import status_html
from grading.desk.pieces import file_link, link, section, table
from grading.desk.queue import MINUTES_A_TRAINEE, Own, Waiting
from grading.reports import wording
from simulations.language import _, listed


def chips(names: dict[str, str]) -> str:
    """Names to choose from, by id."""
    picks = "".join(
        f'<span class="academy-chip" data-pick="{escape(id)}">{escape(name)}</span>' for id, name in names.items()
    )
    return f'<div class="academy-chips">{picks}</div>'


def head_html(title: str, mentor: str, queue: list[Waiting], trainees: int, blind: int = 0) -> str:
    """Who and where, and how much there is to do; `blind` works are marked without names."""
    minutes = sum(one.minutes for one in queue) + MINUTES_A_TRAINEE * blind
    if blind:
        said = _("{n} hand-ins wait for you and {blind} works to mark blind, about {minutes} minutes in all.").format(
            n=len(queue), blind=blind, minutes=math.ceil(minutes)
        )
    elif queue:
        said = _("{n} hand-ins wait for you, about {minutes} minutes in all.").format(
            n=len(queue), minutes=math.ceil(minutes)
        )
    else:
        said = _("Nothing waits for you.")
    facts = _("{cohort} · {n} trainees").format(cohort=title, n=trainees)
    name = _("{mentor}, mentor").format(mentor=mentor)
    return f"<h2>{escape(name)}</h2><p>{escape(facts)}</p><p><b>{escape(said)}</b></p>"


def queue_html(queue: list[Waiting]) -> str:
    """What waits, oldest first, each with the way to it."""
    title = _("Waits for you")
    if not queue:
        later = _("What your trainees hand in stands here once it has been graded.")
        return section(title, f"<p>{escape(later)}</p>")
    columns = (_("Trainee"), _("Module"), _("To be judged"), _("Handed in"), _("About how long"), _("Judge"))
    rows = [
        (
            escape(one.name),
            escape(one.title),
            escape(_("{n} criteria: {titles}").format(n=len(one.criteria), titles=listed(one.criteria))),
            escape(_since(one.since)),
            escape(wording.minutes(math.ceil(one.minutes))),
            link(_("Judge"), one.place, button=True, primary=place == 0, label=_("Judge {name}").format(name=one.name))
            if one.place
            else "–",
        )
        for place, one in enumerate(queue)
    ]
    return section(title, table(title, columns, rows, short=(3, 4)), about=_("Oldest first. It opens in formgrader."))


def trainees_html(cohort: Cohort, own: list[Own]) -> str:
    """The mentor's trainees, a row each."""
    columns = (
        *(_("Trainee"), _("Module"), _("Status"), _("Points"), _("Weakest")),
        *(_("Forecasts"), _("Minutes"), _("Last letter")),
    )
    rows = [
        (
            file_link(
                cohort,
                one.name,
                f"reports/trainees/{one.trainee}.html",
                label=_("growth archive of {name}").format(name=one.name),
            ),
            escape(find_module(one.module).title),
            status_html(one.status),
            wording.of_most(one.points, one.max_points) if math.isfinite(one.points) else "–",
            escape(listed(one.weakest)) or "–",
            escape(_("{hits} of {n} held").format(hits=one.hits, n=one.tried)) if one.tried else "–",
            f"{one.minutes:.0f}" if math.isfinite(one.minutes) else "–",
            escape(day_and_time(one.last_letter)) if one.last_letter else "–",
        )
        for one in own
    ]
    title = _("Your trainees")
    return section(title, table(title, columns, rows, short=(3, 5, 7)))


def sent_html(cohort: Cohort, packages: list[Path]) -> str:
    """What to send now that a letter is written."""
    said = _("Written to {n} people. Send each of them their package; it goes into their inbox folder as it is.")
    links = " · ".join(file_link(cohort, path.name, path.relative_to(cohort.root).as_posix()) for path in packages)
    return f"{notice_html(said.format(n=len(packages)), 'good')}<p>{links}</p>"


def _since(when: datetime | None) -> str:
    if when is None:
        return "–"
    return _("{span} ago").format(span=wording.duration(max(datetime.now(UTC) - when, timedelta())))
