"""The cohort's report: what the marks, the forecasts and the mentors' work say when taken together."""

import pandas as pd

from grading.reports import blocks, figures, summaries, wording
from grading.reports.blocks import Html
from grading.reports.cohort_page import View
from grading.reports.intervals import wilson
from grading.reports.standing import WEAK_SHARE, Status
from simulations.language import _, listed

ASKED = 0.8  # the confidence that forecasts are asked for


def distribution(v: View) -> Html:
    """How totals are spread; one person has no distribution."""
    judged = v.judged
    if len(judged) < 2:
        return Html("")
    many = len(judged) >= figures.HISTOGRAM_FROM
    figure, ax = figures.canvas(figures.WIDTH, 2.8 if many else 0.9 + 0.26 * len(judged))
    figures.totals(ax, judged["share"], judged["name"])
    low, middle, high = (wording.percent(float(judged["share"].quantile(q))) for q in (0, 0.5, 1))
    said = _("Totals from {low} to {high}, median {middle}").format(low=low, high=high, middle=middle)
    waiting = (v.people["status"] == Status.WAITING).any()
    caption = _("Where the mentor's marks are missing: the share of what has been judged so far.") if waiting else ""
    return Html(blocks.heading(_("Totals"), 3) + blocks.picture(figure, said, caption))


def criteria(v: View) -> Html:
    """Where the cohort as a whole is weak."""
    summary = summaries.criteria_summary(v.marks)
    if summary.empty or summary["n"].max() < 2:  # of one person the last table says it all
        return Html("")
    records = summary.to_dict("records")
    rows = [
        (
            row["title"],
            wording.percent(row["mean"]),
            wording.between(row["low"], row["high"]),
            wording.between(row["q1"], row["q3"]) if row["n"] >= figures.BOX_FROM else "–",
            _("{n} of {all}").format(n=row["below_half"], all=row["n"]),
            row["waiting"] or "–",
        )
        for row in records
    ]
    columns = [
        _("Criterion"),
        _("Mean"),
        _("95% interval of the mean"),
        _("Middle half"),
        _("Below half"),
        _("Not judged"),
    ]
    table = blocks.table(columns, rows, numbers=range(1, 6), kind="names")
    head = Html(blocks.heading(_("Criterion by criterion"), 3) + _weakest_of_all(summary))
    figure, ax = figures.canvas(figures.WIDTH, 0.9 + 0.32 * len(summary))
    figures.criteria_spread(ax, summary, v.marks)
    said = listed(f"{row['title']} {wording.percent(row['mean'])}" for row in records)
    caption = _("Diamond and line: mean and its 95% interval. Bar: the middle half. Circles: each person, up to 40.")
    drawn = blocks.picture(figure, _("Mean share of the points: {said}").format(said=said), caption)
    return Html(head + drawn + table)


def _weakest_of_all(summary: pd.DataFrame) -> Html:
    weak = summary[(summary["mean"] < WEAK_SHARE) & (summary["n"] >= summaries.FEW)].nsmallest(3, "mean")
    means = weak.set_index("title")["mean"]
    said = listed(f"{title} {wording.percent(mean)}" for title, mean in means.items())
    return blocks.paragraph(_("Weakest in the whole cohort: {said}").format(said=said)) if said else Html("")


def forecasts(v: View) -> Html:
    """Do people know what they do not know, and do they learn it?"""
    if v.trials.empty:
        return Html("")
    by_number = summaries.forecasts_by_number(v.trials)
    rows = [
        (
            row["number"],
            _("{hits} of {n}").format(hits=row["hits"], n=row["n"]),
            wording.between(row["low"], row["high"]),
            wording.factor(row["width"]),
        )
        for row in by_number.to_dict("records")
    ]
    columns = [_("Trial"), _("Held"), _("95% interval"), _("Median width")]
    width = blocks.note(_("Width: upper end over lower end; the smaller, the bolder."))
    table = Html(blocks.table(columns, rows, numbers=(1, 2, 3)) + width)
    head = blocks.heading(_("Forecasts before trials"), 3)
    if len(v.trials) < summaries.FEW:
        return Html(head + table)
    figure, ax = figures.canvas(figures.WIDTH / 2, 2.7)
    figures.forecast_learning(ax, by_number, ASKED)
    said = listed(f"{row[0]}: {row[1]}" for row in rows)
    drawn = blocks.picture(figure, _("Forecasts that held, by trial: {said}").format(said=said))
    return Html(head + blocks.paragraph(_verdict(v.trials)) + blocks.side_by_side(drawn, table))


def _verdict(tried: pd.DataFrame) -> str:
    """What the hits say of the intervals, as far as their number lets anybody say it."""
    low, high = wilson(int(tried["hit"].sum()), len(tried))
    if high < ASKED:
        said = _("Clearly fewer forecasts held than the {share} asked for: the intervals are too narrow.")
    elif low > ASKED:
        said = _("Clearly more forecasts held than the {share} asked for: the intervals could be bolder.")
    else:
        said = _("Nothing speaks against the {share} asked for.")
    return said.format(share=wording.percent(ASKED))


def mentors(v: View) -> Html:
    """What lies with each mentor."""
    load = summaries.mentor_load(v.records, v.module)
    if not (load["waiting"] + load["marked"]).sum():
        return Html("")
    load["mentor"] = load["mentor"].replace("", _("no mentor"))
    rows = [
        (
            row["mentor"],
            row["trainees"],
            row["marked"],
            row["waiting"],
            wording.moment(row["last"]) if pd.notna(row["last"]) else "–",
        )
        for row in load.to_dict("records")
    ]
    columns = [_("Mentor"), _("Trainees"), _("Criteria marked"), _("Waiting"), _("Last mark")]
    table = blocks.table(columns, rows, numbers=(1, 2, 3), kind="names")
    head = blocks.heading(_("Mentors"), 3)
    if len(load) < 2:
        return Html(head + table)
    figure, ax = figures.canvas(figures.WIDTH, 0.9 + 0.3 * len(load))
    figures.mentor_load(ax, load)
    return Html(head + blocks.picture(figure, _("Criteria marked and waiting, by mentor")) + table)
