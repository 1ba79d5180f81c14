"""The pictures of the reports: every plot takes its axes and returns them, frames come from `summaries`."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.projections.polar import PolarAxes
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

from curriculum.look.tokens import tokens
from grading.reports import wording
from grading.reports.standing import PASS_SHARE
from simulations.evaluate import Z95
from simulations.language import _

INK, INK_SOFT, LINE, PAPER = (tokens()[name] for name in ("ink", "ink-soft", "line-strong", "paper"))
MAIN, SOFT, TRACK, GOAL = (tokens()[name] for name in ("share-0", "share-0-soft", "track", "goal"))
WIDTH = 9.8  # inches of a picture as wide as the page
HISTOGRAM_FROM = 12  # fewer people are shown one by one
BOX_FROM = 4  # of fewer people there is no middle half
MOST_DOTS = 40


def canvas(width: float, height: float, polar: bool = False) -> tuple[Figure, Axes]:
    """A figure with one axes, in inches; no pyplot, so nothing is shown twice and nothing stays open."""
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot(projection="polar" if polar else None)


def _bare(ax: Axes, keep: Sequence[str] = ("bottom",)) -> None:
    for name, spine in ax.spines.items():
        spine.set_visible(name in keep)
    ax.tick_params(length=0)
    ax.grid(False)


def criteria(ax: Axes, marks: pd.DataFrame, median: pd.Series) -> Axes:
    """Each criterion of a module: share of the points, its interval, points, what was reached and what was aimed at.

    Parameters
    ----------
    marks : DataFrame
        Rows of one trainee and module.
    median : Series
        The cohort's median share by (task, criterion); may be empty.
    """
    rows = marks.to_dict("records")
    y = np.arange(len(rows))[::-1]
    ax.barh(y, 1, height=0.56, color=TRACK)
    shares = np.nan_to_num([row["share"] for row in rows])
    ax.barh(y, shares, height=0.56, color=[SOFT if row["judged_by"] == "mentor" else MAIN for row in rows])
    for at, row in zip(y, rows, strict=True):
        half = Z95 * row["uncertainty"] / row["max_points"]
        if half >= 0.005 and 0 < row["share"] < 1:  # at either end the points are cut off and so is what is known
            ends = np.clip([row["share"] - half, row["share"] + half], 0, 1)
            ax.plot(ends, [at, at], color=INK, lw=1.2, marker="|", ms=7)
        common = median.get((row["task"], row["criterion"]))
        if common is not None:
            ax.plot(common, at, marker="D", ms=6, mfc=PAPER, mec=INK, mew=1.1, ls="none")
        judged = not math.isnan(row["points"])
        text = wording.points(row["points"]) if judged else "–"
        ax.text(1.03, at, f"{text} / {wording.points(row['max_points'])}", va="center", color=INK)
        ax.text(1.19, at, _aim(row) if judged else _("not judged yet"), va="center", color=INK_SOFT, fontsize=10)
    ax.set(xlim=(0, 1.62), ylim=(-0.6, len(rows) - 0.4), yticks=y, yticklabels=[row["title"] for row in rows])
    ax.set(xticks=[0, 0.5, 1], xticklabels=["0", "50%", _("full marks")])
    _bare(ax, keep=())
    return ax


def _aim(row: Mapping[Any, Any]) -> str:
    if not row["reached"]:
        return ""
    if not row["target"]:
        return _("reached {reached}").format(**row)
    return _("reached {reached}, target {target}").format(**row)


def radar(ax: PolarAxes, profile: pd.DataFrame, median: pd.Series) -> PolarAxes:
    """Competencies with evidence as a closed line; hollow where a single criterion is all the evidence.

    Parameters
    ----------
    profile : DataFrame
        competency, title, share, evidence; at least three rows with evidence.
    median : Series
        The cohort's median share by competency, drawn dashed where it is known for every axis.
    """
    known = profile[profile["evidence"] > 0]
    angles = np.linspace(0, 2 * np.pi, len(known), endpoint=False)
    closed = np.append(angles, angles[0])
    shares = known["share"].to_numpy()
    ax.set_theta_zero_location("N")
    ax.set_theta_direction(-1)
    ax.plot(closed, np.append(shares, shares[0]), color=MAIN, lw=2, label=_("this trainee"))
    ax.fill(angles, shares, color=MAIN, alpha=0.12)
    for angle, share, evidence in zip(angles, shares, known["evidence"], strict=True):
        ax.plot(angle, share, "o", ms=7, color=MAIN, mfc=MAIN if evidence > 1 else PAPER, mew=1.6, clip_on=False)
    common = median.reindex(known["competency"])
    if common.notna().all():
        values = common.to_numpy()
        ax.plot(closed, np.append(values, values[0]), color=INK, lw=1.2, ls=(0, (4, 3)), label=_("cohort's median"))
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=2, fontsize="small")
    ax.set(ylim=(0, 1), yticks=[0.25, 0.5, 0.75, 1], yticklabels=["", "50%", "", "100%"])
    ax.set_xticks(angles, [])
    for angle, title, share in zip(angles, known["title"], shares, strict=True):
        side, up = np.sin(angle), np.cos(angle)
        across = "center" if abs(side) < 0.3 else "left" if side > 0 else "right"
        along = "center" if abs(up) < 0.9 else "bottom" if up > 0 else "top"
        ax.text(angle, 1.09, f"{title}\n{wording.percent(share)}", ha=across, va=along, linespacing=1.3)
    ax.tick_params(axis="y", labelsize="x-small", labelcolor=INK_SOFT)
    ax.grid(color=TRACK, lw=0.8)
    ax.spines["polar"].set_color(LINE)
    return ax


def forecasts(ax: Axes, tried: pd.DataFrame) -> Axes:
    """Each trial's interval and what came, on a log scale; a miss is a hollow diamond with its distance drawn."""
    y = np.arange(len(tried))[::-1]
    shown = tried[["low", "high", "reads"]].clip(lower=1)  # nobody reading has no place on a log scale
    for at, row, (low, high, reads) in zip(y, tried.to_dict("records"), shown.to_numpy(), strict=True):
        ax.plot([low, high], [at, at], color=SOFT, lw=9, solid_capstyle="butt")
        if not row["hit"]:
            ax.plot([low if reads < low else high, reads], [at, at], color=GOAL, lw=1.2, ls=":")
        sign, edge, face = ("o", INK, INK) if row["hit"] else ("D", GOAL, PAPER)
        ax.plot(reads, at, sign, ms=8, mec=edge, mfc=face, mew=1.6)
        text = _("{low}-{high} ({width}), came {reads}: {note}").format(
            **{name: wording.count(row[name]) for name in ("low", "high", "reads")},
            width=wording.factor(row["width"]),
            note=_("hit") if row["hit"] else _("missed"),
        )
        ax.text(1.02, at, text, transform=ax.get_yaxis_transform(), va="center", color=INK_SOFT, fontsize=10)
    labels = [_("Trial {n}").format(n=n) for n in tried["number"]]
    ax.set(xscale="log", ylim=(-0.7, len(tried) - 0.3), yticks=y, yticklabels=labels, xlabel=_("reads (log scale)"))
    _count_axis(ax, [shown.to_numpy().min() / 1.15, shown.to_numpy().max() * 1.15])
    _bare(ax)
    return ax


def _count_axis(ax: Axes, limits: Sequence[float]) -> None:
    """A log axis with round numbers written out: 500, 1,000, 2,000."""
    steps = [digit * 10**power for power in range(8) for digit in (1, 2, 5)]
    ticks = [step for step in steps if limits[0] <= step <= limits[1]]
    ax.set_xlim(*limits)
    ax.set_xticks(ticks[:: max(1, math.ceil(len(ticks) / 6))])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _position: wording.count(value)))
    ax.set_xticks([], minor=True)


def totals(ax: Axes, shares: pd.Series, names: pd.Series) -> Axes:
    """Totals of a cohort as share of the points judged: each person by name, or a histogram when there are many."""
    if len(shares) < HISTOGRAM_FROM:
        order = shares.sort_values(ascending=True, kind="stable")
        y = np.arange(len(order))
        ax.hlines(y, 0, order, color=TRACK, lw=6)
        ax.plot(order, y, "o", ms=8, color=MAIN)
        ax.set(yticks=y, yticklabels=names.loc[order.index], ylim=(-0.7, len(order) - 0.3))
        keep: tuple[str, ...] = ("bottom",)
    else:
        ax.hist(shares, bins=[i / 20 for i in range(21)], color=SOFT, edgecolor=PAPER, lw=1.2)
        middle = float(shares.median())
        ax.axvline(middle, color=INK, lw=1.5)
        said = _("median {share}").format(share=wording.percent(middle))
        ax.text(middle, 1.02, said, transform=ax.get_xaxis_transform(), ha="center")
        ax.set(ylabel=_("people"))
        ax.yaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
        keep = ("bottom", "left")
    ax.axvline(PASS_SHARE, color=GOAL, lw=1.2, ls=(0, (4, 3)))
    said = _("share of the points; dashed: {share}, the pass mark").format(share=wording.percent(PASS_SHARE))
    ax.set(xlim=(0, 1), xlabel=said)
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    _bare(ax, keep)
    return ax


def criteria_spread(ax: Axes, summary: pd.DataFrame, marks: pd.DataFrame) -> Axes:
    """Each criterion over a cohort: the middle half, everybody (up to 40 people), the mean and its interval."""
    y = np.arange(len(summary))[::-1]
    for at, row in zip(y, summary.to_dict("records"), strict=True):
        shares = marks.loc[(marks["task"] == row["task"]) & (marks["criterion"] == row["criterion"]), "share"].dropna()
        if row["n"] >= BOX_FROM:
            ax.barh(at, row["q3"] - row["q1"], left=row["q1"], height=0.5, color=SOFT, alpha=0.7)
        if row["n"] <= MOST_DOTS:
            ax.plot(shares, np.full(len(shares), at), "o", ms=5, mfc="none", mec=INK_SOFT, mew=0.9)
        if row["n"]:
            ax.plot([row["low"], row["high"]], [at, at], color=INK, lw=1.6)
            ax.plot(row["mean"], at, "D", ms=7, color=INK)
    ax.set(xlim=(-0.02, 1.02), ylim=(-0.6, len(summary) - 0.4), yticks=y, yticklabels=summary["title"])
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    ax.axvline(0.5, color=LINE, lw=1, zorder=0)
    ax.set(xlabel=_("share of the criterion's points"))
    _bare(ax)
    return ax


def forecast_learning(ax: Axes, by_number: pd.DataFrame, asked: float) -> Axes:
    """Share of forecasts that held at each trial, with its interval and the confidence that was asked for."""
    x = np.arange(len(by_number))
    ax.axhline(asked, color=GOAL, lw=1.2, ls=(0, (4, 3)))
    ax.vlines(x, by_number["low"], by_number["high"], color=SOFT, lw=9)
    ax.plot(x, by_number["rate"], "o", ms=8, color=INK)
    labels = [_("Trial {n}").format(n=n) for n in by_number["number"]]
    ax.set(ylim=(0, 1.02), xticks=x, xticklabels=labels, xlim=(x.min() - 0.6, x.max() + 0.6))
    ax.yaxis.set_major_formatter(PercentFormatter(1))
    ax.set(ylabel=_("forecasts that held"))
    _bare(ax, ("bottom", "left"))
    return ax


def mentor_load(ax: Axes, load: pd.DataFrame) -> Axes:
    """Criteria marked and waiting for each mentor."""
    y = np.arange(len(load))[::-1]
    ax.barh(y, load["marked"], height=0.5, color=MAIN, label=_("marked"))
    waiting = ax.barh(y, load["waiting"], left=load["marked"], height=0.5, color=PAPER, label=_("waiting"))
    for bar in waiting:
        bar.set(edgecolor=GOAL, hatch="////")
    ax.set(yticks=y, yticklabels=load["mentor"], ylim=(-0.6, len(load) - 0.4), xlabel=_("criteria"))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    ax.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
    _bare(ax)
    return ax
