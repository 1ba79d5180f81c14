"""The page of the growth archive (成长档案): who, how far, how good at what, what next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import numpy as np
import pandas as pd
from matplotlib.projections.polar import PolarAxes

from curriculum.syllabus import module as find_module
from curriculum.syllabus import syllabus
from grading.reports import blocks, figures, summaries, wording
from grading.reports.blocks import Html
from grading.reports.standing import BROKEN, Status, standing, weakest
from grading.reports.tables import Records
from simulations.language import _, listed, sentences
from simulations.projects import find_task


@dataclass(frozen=True)
class Dossier:
    """One trainee's records beside the cohort's.

    Attributes
    ----------
    cohort, own : Records
    name : str
    now : datetime
        When the page is made.
    """

    cohort: Records
    own: Records
    name: str
    now: datetime

    @property
    def handed_in(self) -> list[str]:
        """Modules handed in, in the syllabus' order."""
        return [module for module in self.cohort.due if module in set(self.own.submissions["module"])]

    def marks(self, module: str) -> pd.DataFrame:
        return self.own.marks[self.own.marks["module"] == module]

    def trials(self, module: str) -> pd.DataFrame:
        tried = summaries.trials(self.own.submissions)
        return tried[tried["module"] == module].sort_values("number")


def open_dossier(cohort: Records, trainee: str, now: datetime) -> Dossier:
    """The dossier of somebody on the roster."""
    own = cohort.of(trainee)
    return Dossier(cohort, own, str(own.people["name"].iloc[0]), now)


def head(dossier: Dossier) -> Html:
    """Whose page it is."""
    mentor = dossier.own.people["mentor"].iloc[0]
    return blocks.title(
        _("Growth archive: {name}").format(name=dossier.name),
        dossier.cohort.title,
        _("Mentor: {name}").format(name=mentor) if mentor else "",
        _("As of {moment}").format(moment=wording.moment(dossier.now)),
    )


def overview(dossier: Dossier, module: str) -> Html:
    """A module at a glance: total, the mentor's part, time, forecasts."""
    me = standing(dossier.own, module, dossier.now).iloc[0]
    head = blocks.heading(find_module(module).title)
    if me["status"] is Status.MISSING:
        return Html(head + blocks.paragraph(me["reason"]))
    tiles = []
    if not np.isnan(me["points"]):
        tiles.append(_total(me))
        shares = summaries.total_shares(dossier.cohort.marks, module)
        if len(shares) >= summaries.FEW:
            judged = _("of {n} people judged").format(n=len(shares))
            tiles.append((_("Cohort's median"), wording.percent(shares.median()), judged))
    if not np.isnan(me["minutes"]):
        span = wording.duration(me["over"]) if pd.notna(me["over"]) else ""
        note = _("{span} over").format(span=span) if span else _("within the time")
        tiles.append((_("Time spent"), wording.minutes(me["minutes"]), note))
    tried = dossier.trials(module)
    if len(tried):
        hits = _("{hits} of {n}").format(hits=int(tried["hit"].sum()), n=len(tried))
        tiles.append((_("Forecasts that held"), hits, _("80% are asked for")))
    if pd.notna(me["handed_in_at"]):
        span = wording.duration(me["late"]) if pd.notna(me["late"]) else ""
        note = _("{span} late").format(span=span) if span else _("submission no. {n}").format(n=me["number"])
        tiles.append((_("Handed in"), wording.moment(me["handed_in_at"])[5:], note))
    if me["status"] in BROKEN:
        return Html(head + _alert(me) + blocks.tiles(tiles))
    return Html(head + blocks.tiles(tiles) + (blocks.note(me["note"]) if me["note"] else ""))


def _alert(me: "pd.Series") -> Html:
    if me["status"] is Status.FAILED:
        what = _("Grading did not finish, through no fault of yours: the instructor will run it again.")
    else:
        what = _("This could not be graded, which is not the same as 0 points: mend it and hand it in again.")
    return Html(f'<div class="alert">{blocks.paragraph(what)}{blocks.paragraph(me["note"])}</div>')


def _total(me: "pd.Series") -> tuple[str, str, str]:
    value = f"{wording.total(me['points'], me['uncertainty'])} / {wording.points(me['max_points'])}"
    full = wording.points(me["full_points"])
    if me["status"] is Status.WAITING:
        missing = wording.points(me["full_points"] - me["max_points"])
        return _("Total so far"), value, _("{points} points wait for the mentor").format(points=missing)
    if me["max_points"] < me["full_points"]:
        return _("Total of what could be graded"), value, _("of {most} in all").format(most=full)
    return _("Total"), value, _("every criterion is judged")


def profile(dossier: Dossier) -> Html:
    """The capability radar with the evidence behind each competency."""
    known = summaries.competencies(dossier.own.marks)
    evident = known[known["evidence"] > 0]
    if evident.empty:
        return Html("")
    median = summaries.median_competencies(dossier.cohort.marks)
    rows = [
        (
            row["title"],
            wording.percent(row["share"]),
            wording.percent(median.get(row["competency"], float("nan"))),
            _("{n} criteria").format(n=row["evidence"]) if row["evidence"] else _("no evidence yet"),
        )
        for row in known.to_dict("records")
    ]
    columns = [_("Competency"), _("Reached"), _("Cohort's median"), _("Evidence")]
    source = _("The share of the points in all criteria that are evidence for a competency.")
    hollow = _("A hollow point rests on one criterion alone.")
    head = blocks.heading(_("Capability radar"))
    beside = Html(blocks.table(columns, rows, numbers=(1, 2)) + blocks.note(sentences(source, hollow)))
    if len(evident) < 3:
        return Html(head + beside)
    figure, ax = figures.canvas(5.0, 4.6, polar=True)
    figures.radar(cast(PolarAxes, ax), known, median)
    shares = evident.set_index("title")["share"]
    said = listed(f"{title} {wording.percent(share)}" for title, share in shares.items())
    drawn = blocks.picture(figure, _("Capability radar: {said}").format(said=said))
    return Html(head + blocks.side_by_side(drawn, beside))


def next_steps(dossier: Dossier) -> Html:
    """At most two criteria to work on, what they look like when done well, and the module that follows."""
    steps: list[str] = [_work_on(row) for row in weakest(dossier.own.marks.to_dict("records"))]
    for row in dossier.own.advice.sort_values("effect", ascending=False).head(1).to_dict("records"):
        effect = wording.change(row["effect"])
        told = _("What the coach would try first: {what} ({figure} {change}).")
        steps.append(told.format(what=row["what"], figure=find_task(row["task"]).figure, change=effect))
    submissions = dossier.own.submissions
    unreadable = set(submissions.loc[submissions["status"] == Status.NOT_GRADABLE, "module"])
    steps += [_("Hand in again: {module}").format(module=find_module(slug).title) for slug in sorted(unreadable)]
    begun = set(submissions["module"])
    for module in syllabus().modules:
        if module.slug not in begun and begun - unreadable >= set(module.prerequisites):
            span = wording.minutes(module.minutes)
            steps.append(_("Next module: {module} ({minutes})").format(module=module.title, minutes=span))
            break
    known = summaries.competencies(dossier.own.marks)
    unseen = known.loc[known["evidence"] == 0, "title"]
    if 0 < len(unseen) < len(known):
        steps.append(_("No evidence yet: {competencies}").format(competencies=listed(unseen)))
    if not steps:
        steps.append(_("No weak criterion and no module left: time for a harder brief."))
    return Html(blocks.heading(_("What next")) + blocks.items(steps))


def _work_on(mark: Mapping[Any, Any]) -> Html:
    """A criterion and what it looks like when done well; without an anchor, what is judged."""
    criterion = find_task(mark["task"]).criterion(mark["criterion"])
    if criterion.anchors:
        best = max(criterion.anchors, key=lambda level: level.share)
        goal = _("What full marks look like: {goal}").format(goal=best.text)
    else:
        goal = _("What is judged: {about}").format(about=criterion.about)
    what = f"{mark['title']} {wording.of_most(mark['points'], mark['max_points'])}"
    return Html(f"<b>{blocks.cell(what)}</b><br>{blocks.cell(goal)}")
