"""The cohort's report: who stands where, who needs help and with what."""

import math
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from curriculum.syllabus import module as find_module
from grading.reports import blocks, summaries, wording
from grading.reports.blocks import Html
from grading.reports.intervals import mean_interval, wilson
from grading.reports.standing import BROKEN, PASS_SHARE, Status, by_need, standing, status_name
from grading.reports.tables import Records
from simulations.language import _, listed

MOST_ROWS = 40
MOST_OF_A_KIND = 5  # more people with the same trouble would crowd out those whose work needs help


@dataclass(frozen=True)
class View:
    """One module of a cohort: what its sections draw on.

    Attributes
    ----------
    people : DataFrame
        Where everybody stands, see `standing`.
    marks, trials : DataFrame
    """

    records: Records
    module: str
    people: pd.DataFrame
    marks: pd.DataFrame
    trials: pd.DataFrame

    @property
    def judged(self) -> pd.DataFrame:
        """People with at least one criterion judged."""
        return self.people[self.people["share"].notna()]


def view(records: Records, module: str, now: datetime) -> View:
    """What the report needs to know of a module."""
    submissions = records.submissions[records.submissions["module"] == module]
    marks = records.marks[records.marks["module"] == module]
    return View(records, module, standing(records, module, now), marks, summaries.trials(submissions))


def head(records: Records, now: datetime) -> Html:
    """Which cohort it is."""
    size = _("{n} people").format(n=len(records.people))
    return blocks.title(records.title, size, _("As of {moment}").format(moment=wording.moment(now)))


def glance(v: View) -> Html:
    """The module in figures."""
    n, status, due = len(v.people), v.people["status"], v.records.due[v.module]
    when = _("due {moment}").format(moment=wording.moment(due)[5:]) if due else _("no date set")
    handed_in, broken = int((status != Status.MISSING).sum()), int(status.isin(BROKEN).sum())
    open_criteria = _("{n} criteria").format(n=int(v.people["waiting"].sum()))
    tiles = [
        (_("Handed in"), f"{handed_in} / {n}", when),
        (_("Could not be graded"), str(broken), _("not the same as 0 points")),
        (_("Waiting for a mentor"), str(int((status == Status.WAITING).sum())), open_criteria),
    ]
    shares = v.judged["share"]
    if len(shares):
        interval = mean_interval(shares)
        note = _("mean's 95% interval {interval}").format(interval=wording.between(*interval)) if interval else ""
        tiles.append((_("Mean total"), wording.percent(shares.mean()), note))
        below = _("Below {share}").format(share=wording.percent(PASS_SHARE))
        judged = _("of {n} people judged").format(n=len(shares))
        tiles.append((below, str(int((shares < PASS_SHARE).sum())), judged))
    if len(v.trials):
        hits, tries = int(v.trials["hit"].sum()), len(v.trials)
        note = _("95% interval {interval}; 80% are asked for").format(interval=wording.between(*wilson(hits, tries)))
        tiles.append((_("Forecasts that held"), _("{hits} of {n}").format(hits=hits, n=tries), note))
    return Html(blocks.heading(find_module(v.module).title) + blocks.tiles(tiles))


def flags(row: "pd.Series") -> Html:
    """Status, and what else is out of the ordinary."""
    urgent = row["status"] in BROKEN or row["overdue"]
    kind = "bad" if urgent else "warn" if row["status"] is Status.MISSING else ""
    parts = [blocks.chip(status_name(row["status"]), kind)]
    if pd.notna(row["late"]):
        parts.append(blocks.chip(_("{span} late").format(span=wording.duration(row["late"])), "warn"))
    if pd.notna(row["over"]):
        parts.append(blocks.chip(_("{span} over time").format(span=wording.duration(row["over"])), "warn"))
    return blocks.chips(parts)


def _points(row: "pd.Series") -> str:
    return "–" if math.isnan(row["points"]) else f"{row['points']:.0f} / {wording.points(row['max_points'])}"


def _rest(people: pd.DataFrame) -> Html:
    """A word on those whom a long table leaves out."""
    more = len(people) - MOST_ROWS
    return blocks.note(_("{n} more are in the table at the end.").format(n=more)) if more > 0 else Html("")


def needs(v: View) -> Html:
    """Who needs help and with what, the most urgent first."""
    people = by_need(v.people)
    head = blocks.heading(_("Who needs help, and with what"), 3)
    if people.empty:
        nobody = _("Nobody: all that was handed in could be graded and lies at {share} or above.")
        return Html(head + blocks.paragraph(nobody.format(share=wording.percent(PASS_SHARE))))
    asides = ""
    for kind, said in (
        (BROKEN, _("{n} hand-ins could not be graded: the reasons stand below.")),
        ((Status.MISSING,), _("{n} people have not handed in and are overdue: the names stand below.")),
    ):
        those = people["status"].isin(kind)
        if those.sum() > MOST_OF_A_KIND:
            people = people[~those]
            asides += blocks.paragraph(said.format(n=int(those.sum())))
    if people.empty:
        return Html(head + asides)
    rows = [
        (
            row["name"],
            flags(row),
            _points(row),
            listed(row["weakest"]) or "–",
            wording.shortened(row["reason"], 90),
        )
        for _index, row in people.head(MOST_ROWS).iterrows()
    ]
    columns = [_("Name"), _("Status"), _("Points"), _("Weakest criteria"), _("In a line")]
    table = blocks.table(columns, rows, numbers=(2,), kind="names needs")
    return Html(head + asides + table + _rest(people))


def late_or_stuck(v: View) -> Html:
    """Who is late, over time or not heard of."""
    missing = v.people.loc[v.people["status"] == Status.MISSING, "name"]
    people = v.people[v.people["late"].notna() | v.people["over"].notna()].sort_values("late", ascending=False)
    parts = [blocks.heading(_("Late, over time, not handed in"), 3)]
    if missing.empty and people.empty:
        parts.append(blocks.note(_("Nobody.")))
    if len(missing):
        said = _("Not handed in, {n} people: {names}").format(n=len(missing), names=listed(missing))
        parts.append(blocks.paragraph(said))
    if len(people):
        tries = v.trials.groupby("trainee").size()
        rows = [
            (
                row["name"],
                flags(row),
                wording.moment(row["handed_in_at"]),
                "–" if math.isnan(row["minutes"]) else wording.minutes(row["minutes"]),
                tries.get(row["trainee"], "–"),
            )
            for _index, row in people.head(MOST_ROWS).iterrows()
        ]
        columns = [_("Name"), _("Status"), _("Handed in"), _("Time spent"), _("Trials")]
        parts += [blocks.table(columns, rows, numbers=(3, 4), kind="names"), _rest(people)]
    return Html("".join(parts))


def broken(v: View) -> Html:
    """Hand-ins that could not be graded or that something was remarked on, each with the reason in full."""
    people = v.people[v.people["note"] != ""]
    if people.empty:
        return Html("")
    rows = [(row["name"], flags(row), row["note"]) for _index, row in people.iterrows()]
    table = blocks.table([_("Name"), _("Status"), _("Reason")], rows, kind="names")
    return Html(blocks.heading(_("Trouble with hand-ins"), 3) + table)


def everybody(v: View) -> Html:
    """Each person, each criterion: the deeper the shade, the more is missing."""
    if v.marks.empty:
        return Html("")
    titles = v.marks.drop_duplicates(["task", "criterion"]).set_index(["task", "criterion"])["title"]
    marks = v.marks.set_index(["trainee", "task", "criterion"])
    points, shares = marks["points"].to_dict(), marks["share"].to_dict()
    rows = []
    for _index, row in v.people.sort_values("share", ascending=False, na_position="last", kind="stable").iterrows():
        keys = [(row["trainee"], *key) for key in titles.index]
        cells = [blocks.shaded(shares.get(key, math.nan), wording.points(points.get(key, math.nan))) for key in keys]
        rows.append([row["name"], flags(row), _points(row), *cells])
    note = blocks.note(_("Points of each criterion; the darker, the more of its points are missing."))
    table = blocks.table([_("Name"), _("Status"), _("Points"), *titles], rows, numbers=(2,), kind="dense")
    return Html(blocks.heading(_("Everybody"), 3) + note + table)
