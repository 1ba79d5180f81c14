"""What the instructor's page tells of people: who needs help first, and a row for everybody."""

from html import escape
from typing import Any

import pandas as pd

from curriculum.workbench.parts.text import day_and_time
from grading.course.cohort import Cohort
from grading.desk.pieces import badge, file_link, moment, section, table
from grading.desk.state import CohortState, ModuleState
from grading.feedback.package import package_path
from grading.reports import wording
from grading.reports.standing import Status, by_need, status_name
from simulations.language import _

MOST_HELP = 6  # people named; the rest stand in the table
SIGNS = {
    Status.GRADED: ("✓", "good"),
    Status.WAITING: ("●", "note"),
    Status.NOT_GRADABLE: ("!", "bad"),
    Status.FAILED: ("!", "bad"),
    Status.MISSING: ("–", "warn"),
}


def help_html(state: CohortState) -> str:
    """Who needs help first, over all modules that are out, and why."""
    rows = [
        (module, row)
        for module in state.modules
        if module.released
        for row in by_need(module.people).to_dict("records")
    ]
    rows.sort(key=lambda pair: -pair[1]["need"])
    title = _("Who needs help first")
    if not rows:
        nobody = _("Nobody, as far as has been graded.")
        return section(title, f"<p>{escape(nobody)}</p>")
    shown = "".join(_needy(state.cohort, module, row) for module, row in rows[:MOST_HELP])
    more = _("and {n} more, above").format(n=len(rows) - MOST_HELP)
    rest = f"<p><small>{escape(more)}</small></p>" if len(rows) > MOST_HELP else ""
    return section(title, f'<ol class="academy-needy">{shown}</ol>{rest}')


def people_html(cohort: Cohort, state: ModuleState) -> str:
    """Everybody, with what to send them."""
    columns = (_("Trainee"), _("Mentor"), _("Status"), _("Points"), _("Handed in"), _("Why"), _("To send"))
    rows = (_row(cohort, state, row) for row in state.people.to_dict("records"))
    title = _("Everybody ({n})").format(n=len(state.people))
    everybody = table(title, columns, rows, short=(3,))
    return f'<details class="academy-drawer"><summary>{escape(title)}</summary><div>{everybody}</div></details>'


def status_html(status: Status) -> str:
    """A status by its sign and its words."""
    sign, kind = SIGNS[status]
    return badge(sign, status_name(status), kind)


def _needy(cohort: Cohort, module: ModuleState, row: dict[Any, Any]) -> str:
    judged = row["status"] in (Status.GRADED, Status.WAITING)
    stands = (
        badge("!", wording.of_most(row["points"], row["max_points"]), "warn") if judged else status_html(row["status"])
    )
    return (
        f"<li><div><b>{_person(cohort, row)}</b><small>{escape(module.title)}</small></div><div>{stands}</div>"
        f"<p>{escape(wording.shortened(row['reason'], 160))}</p></li>"
    )


def _row(cohort: Cohort, state: ModuleState, row: dict[Any, Any]) -> tuple[str, ...]:
    judged = pd.notna(row["points"])
    handed_in = moment(row["handed_in_at"])
    when = day_and_time(handed_in) if handed_in else "–"
    late = badge("!", _("late"), "warn") if pd.notna(row["late"]) else ""
    not_yet = row["trainee"] in state.ungraded
    status = badge("●", _("to be graded"), "note") if not_yet else status_html(row["status"])
    return (
        _person(cohort, row),
        escape(row["mentor"]),
        status,
        wording.of_most(row["points"], row["max_points"]) if judged else "–",
        f"{escape(when)} {late}",
        escape(wording.shortened(row["reason"], 60)),
        _to_send(cohort, state.slug, row),
    )


def _person(cohort: Cohort, row: dict[Any, Any]) -> str:
    place = f"reports/trainees/{row['trainee']}.html"
    return file_link(cohort, row["name"], place, label=_("growth archive of {name}").format(name=row["name"]))


def _to_send(cohort: Cohort, module: str, row: dict[Any, Any]) -> str:
    package = package_path(cohort, row["trainee"]).relative_to(cohort.root).as_posix()
    links = (
        (_("package"), package, _("package for {name}")),
        (_("page"), f"feedback/{row['trainee']}/{module}/{module}.html", _("feedback page of {name}")),
    )
    there = [
        file_link(cohort, text, place, label=label.format(name=row["name"]))
        for text, place, label in links
        if (cohort.root / place).exists()
    ]
    return " · ".join(there) or "–"
