"""The charts that could answer the boss, drawn from a trainee's own figures."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from statistics import mean

from curriculum.workbench.parts.small_charts import bars, dots, lines, pie, stacked
from simulations.language import _
from simulations.projects.daily_to_monthly_data.case import Case
from simulations.projects.daily_to_monthly_data.played import CHANNELS, FOLDER, SOURCES, weeks_of
from simulations.reading import read_yaml

WORK_DAYS = 5


def claim_charts(case: Case) -> Mapping[str, Callable[[], str]]:
    """What draws each chart, by slug."""
    months, days, channels = _months(case), _week_days(), read_yaml(FOLDER / "material.yaml")["channels"]
    posts, facts = [case.tally.posts(month) for month in (0, 1)], case.facts
    names = ("prev", "cur")
    by_day = {
        name: [post.reads for month in posts for post in month if post.at.weekday() == day]
        for day, name in enumerate(days)
    }
    now = {name: [post.reads for post in posts[1] if post.at.weekday() == day] for day, name in enumerate(days)}

    def of_channels(figure: str) -> dict[str, list[float]]:
        return {channels[channel]: [facts[f"{figure}_{channel}_{name}"] for name in names] for channel in CHANNELS}

    def sources() -> dict[str, float]:
        called = {"other": _("Other"), **channels}
        return {called[name]: float(sum(post.reads_from[name] for post in posts[1])) for name in SOURCES}

    def months_of(figure: str) -> dict[str, list[float]]:
        return {month: [facts[f"{figure}_{name}"]] for month, name in zip(months, names, strict=True)}

    return {
        "dots_month": lambda: dots({name: [p.reads for p in of] for name, of in zip(months, posts, strict=True)}),
        "dots_weekday": lambda: dots(by_day),
        "line_daily": lambda: lines({"": [day.reads for day in case.played.days]}, _dates(case), legend=False),
        "bar_mean_month": lambda: bars(months_of("mean")),
        "bar_total_month": lambda: bars(months_of("reads")),
        "bar_mean_weekday": lambda: bars({name: [mean(reads)] for name, reads in now.items()}),
        "pie_source": lambda: pie(sources()),
        "lead_rate_week": lambda: lines(_indexed(case), _dates(case)),
        "paid_source": lambda: bars(of_channels("paid"), months, share=True),
        "bar_paid_month": lambda: bars(months_of("paid"), share=True),
        "leads_source": lambda: stacked(
            {
                month: {channels[channel]: facts[f"leads_{channel}_{name}"] for channel in CHANNELS}
                for month, name in zip(months, names, strict=True)
            }
        ),
    }


def trends(case: Case) -> Mapping[str, str]:
    """Three figures day by day over both months, by name: where to look for the odd day."""
    days, dates = case.played.days, _dates(case)
    drawn = {
        _("People who read"): [float(day.reads) for day in days],
        _("Unfollows"): [float(day.lost) for day in days],
        _("Link clicks"): [float(day.clicks) for day in days],
    }
    return {name: lines({name: values}, dates, legend=False) for name, values in drawn.items()}


def _months(case: Case) -> list[str]:
    text = read_yaml(FOLDER / "material.yaml")["month_zh"]
    return [text.format(month=day.month) for day in (case.played.first, case.played.turn)]


def _week_days() -> list[str]:
    return list(read_yaml(FOLDER / "material.yaml")["week_days"][:WORK_DAYS])


def _dates(case: Case) -> list[str]:
    played = case.played
    return [f"{day.month}-{day.day:02}" for day in (played.first, played.turn, played.last)]


def _indexed(case: Case) -> dict[str, list[float]]:
    """Readers a day and leads per thousand readers, week by week, each from 100 on."""
    played, tally = case.played, case.tally
    weeks = [*weeks_of(played.first, played.turn - timedelta(days=1)), *weeks_of(played.turn, played.last)]
    sums = [tally.week(start, end) | {"days": (end - start).days + 1.0} for start, end in weeks]
    reads = [one["reads"] / one["days"] for one in sums]
    rates = [one["leads"] / one["reads"] for one in sums]
    return {
        _("Readers a day"): [100 * value / reads[0] for value in reads],
        _("Leads per 1,000 readers"): [100 * value / rates[0] for value in rates],
    }
