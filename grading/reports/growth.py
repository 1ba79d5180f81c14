"""The job done twice, before its lesson and after it: what a trainee, and a cohort, has learned in between."""

import math
from dataclasses import dataclass

import pandas as pd

from curriculum.syllabus import module as find_module
from curriculum.syllabus import syllabus
from grading.reports import blocks, wording
from grading.reports.blocks import Html
from grading.reports.intervals import mean_interval
from grading.reports.standing import is_open
from grading.reports.tables import Records
from simulations.evaluate import Z95
from simulations.language import _, sentences
from simulations.task import JudgedBy


@dataclass(frozen=True)
class Growth:
    """Both sittings of a job.

    Attributes
    ----------
    before, after : str
        Modules.
    people : DataFrame
        A row for each who did both and whose work is wholly judged: trainee, before and after (points of all
        criteria), change, uncertainty (standard error of the change, in points), machine and mentor (the change in what
        world and key, and what mentors judged).
    open : int
        People who did both and whose marks are not all there.
    """

    before: str
    after: str
    people: pd.DataFrame
    open: int


COLUMNS = ["trainee", "before", "after", "change", "uncertainty", "machine", "mentor"]


def growth(records: Records) -> tuple[Growth, ...]:
    """Every job of which a cohort has both sittings."""
    found = []
    for module in syllabus().modules:
        if module.sitting_of and {module.slug, module.sitting_of} <= records.due.keys():
            found.append(_growth(records, module.slug, module.sitting_of))
    return tuple(found)


def _growth(records: Records, before: str, after: str) -> Growth:
    rows, waiting = [], 0
    for trainee, marks in records.marks.groupby("trainee", sort=False):
        first, last = (marks[marks["module"] == module] for module in (before, after))
        if first.empty or last.empty:
            continue
        both = pd.concat([first, last])
        if both["points"].isna().any() or both["status"].map(is_open).any():
            waiting += 1
            continue
        by_mentor = [float(own.loc[own["judged_by"] == JudgedBy.MENTOR, "points"].sum()) for own in (first, last)]
        points = [float(own["points"].sum()) for own in (first, last)]
        change, mentor = points[1] - points[0], by_mentor[1] - by_mentor[0]
        rows.append((trainee, *points, change, math.hypot(*both["uncertainty"]), change - mentor, mentor))
    return Growth(before, after, pd.DataFrame(rows, columns=COLUMNS), waiting)


def of_trainee(records: Records, trainee: str) -> Html:
    """What changed between the two sittings, criterion by criterion."""
    parts = []
    for one in growth(records.of(trainee)):
        head = blocks.heading(_("First day and now: {module}").format(module=find_module(one.after).title))
        if one.people.empty:
            if one.open:
                wait = _("Both are handed in; the comparison stands here once your mentor has marked them, blind.")
                parts.append(head + blocks.note(wait))
            continue
        me = one.people.iloc[0]
        said = _(
            "From {before} to {after} points: {change}; the luck of the worlds moves that by {luck} at most."
        ).format(
            before=wording.points(me["before"]),
            after=wording.points(me["after"]),
            change=f"{me['change']:+.0f}",
            luck=wording.points(math.ceil(Z95 * me["uncertainty"])),
        )
        split = _(
            "{machine} of it judged by world and material, {mentor} by the mentor, who did not know which was which."
        )
        told = sentences(said, split.format(machine=f"{me['machine']:+.0f}", mentor=f"{me['mentor']:+.0f}"))
        parts.append(head + blocks.paragraph(told) + _table(records.of(trainee), one))
    return Html("".join(parts))


def _table(own: Records, one: Growth) -> Html:
    first, last = (own.marks[own.marks["module"] == module] for module in (one.before, one.after))
    both = first.merge(last, on="criterion", suffixes=("_first", "_last"))
    rows = []
    for row in both.to_dict("records"):
        change = row["points_last"] - row["points_first"]
        sign = "▲" if change > 0 else "▼" if change < 0 else "="
        rows.append(
            (
                row["title_last"],
                wording.of_most(row["points_first"], row["max_points_first"]),
                wording.of_most(row["points_last"], row["max_points_last"]),
                f"{sign} {change:+.1f}",
            )
        )
    columns = [_("Criterion"), _("First day"), _("After the lesson"), _("Change")]
    return blocks.table(columns, rows, numbers=(1, 2, 3), kind="names")


def of_cohort(records: Records) -> Html:
    """What the tier has brought: mean change with its interval, and everybody's."""
    parts = []
    names = records.people.set_index("id")["name"]
    for one in growth(records):
        people = one.people.sort_values("change", ascending=False)
        if people.empty and not one.open:
            continue
        head = blocks.heading(_("First day and now: {module}").format(module=find_module(one.after).title))
        told = [_("{n} people have done it twice and are wholly judged.").format(n=len(people))]
        if one.open:
            told.append(_("{n} more wait for their mentor.").format(n=one.open))
        interval = mean_interval(people["change"])
        if interval:
            low, high = interval
            mean = _(
                "Mean change {mean} points (95% interval {low} to {high}): {machine} by world and material, "
                "{mentor} by mentors, blind."
            )
            told.append(
                mean.format(
                    mean=f"{people['change'].mean():+.1f}",
                    low=f"{low:+.1f}",
                    high=f"{high:+.1f}",
                    machine=f"{people['machine'].mean():+.1f}",
                    mentor=f"{people['mentor'].mean():+.1f}",
                )
            )
        rows = [
            (
                names[row["trainee"]],
                wording.points(row["before"]),
                wording.points(row["after"]),
                f"{row['change']:+.0f}",
                f"{row['machine']:+.0f}",
                f"{row['mentor']:+.0f}",
            )
            for row in people.to_dict("records")
        ]
        columns = [_("Name"), _("First day"), _("After the lesson"), _("Change"), _("World and material"), _("Mentor")]
        table = blocks.table(columns, rows, numbers=(1, 2, 3, 4, 5), kind="names") if rows else Html("")
        parts.append(head + blocks.paragraph(sentences(*told)) + table)
    return Html("".join(parts))
