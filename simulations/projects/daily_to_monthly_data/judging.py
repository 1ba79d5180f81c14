"""Points and reasons: what was found, which figures are right and where wrong ones come from, what settles it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from statistics import mean
from typing import Any

from simulations.identity import Context
from simulations.judging import by_evidence, by_regret, detection, joined, mark
from simulations.language import Message, message
from simulations.projects.daily_to_monthly_data.answer import CAUSE_LABELS, FIGURE_LABELS, KIND_LABELS, Found, Report
from simulations.projects.daily_to_monthly_data.case import Case, draw_case
from simulations.projects.daily_to_monthly_data.citing import cited_facts
from simulations.projects.daily_to_monthly_data.played import FOLDER, TASK
from simulations.projects.daily_to_monthly_data.sheets import Dirt, Place, read_place
from simulations.projects.daily_to_monthly_data.tally import (
    DAILY,
    MONTHLY,
    RATES,
    WEEKLY,
    Figures,
    Tally,
    close,
    mistakes,
)
from simulations.task import Mark, Score, load_criteria

CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
TOLD = 3  # wrong figures that are told one by one
BY_ITSELF = {"daily": 3, "weekly": 2}  # right figures below which a row is chance: zeros come of themselves
MISTAKES = {
    "timezone": message("it counts by the file's own clock, 8 hours behind"),
    "duplicate": message("the day that stands there twice is counted twice"),
    "total": message("the row of totals is added in"),
    "text_number": message("the number written as text is taken for nothing"),
    "unit": message("cents are taken for yuan"),
    "test_row": message("the test record is counted"),
    "timezone_test": message("it counts by the file's own clock, and the test record too"),
    "timezone_unit": message("it counts by the file's own clock, and cents for yuan"),
    "times": message("it is reads, not readers"),
    "gained": message("those who left are not taken off"),
    "mean_of_rates": message("it is a mean of rates; divide sum by sum"),
    "over_times": message("it is divided by reads instead of readers"),
    "unpaid_only": message("those who paid are left out: they are leads too"),
    "filled": message("the missing day is filled in; leave it out and say so"),
    "swapped": message("it is the mean for the median, or the other way round"),
    "per_cent": message("it is per cent without its sign: write 3.2%"),
}


def score(answer: Report, context: Context) -> Score:
    """Points and reasons of every criterion judged by the key."""
    case = draw_case(context)
    marks = (
        _mark_dirt(answer, case),
        _mark_daily(answer, case),
        _mark_weekly(answer, case),
        _mark_month(answer, case),
        _mark_anomaly(answer, case),
        _mark_chart(answer, case),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def found_dirt(row: Found, case: Case) -> Dirt | None:
    """The dirt that an entry of the log means, None where there is none of that kind there."""
    place = read_place(row.where, case.year)
    if place.letter not in ("", row.file):
        return None
    place = Place(row.file, place.row, place.day)
    return next((dirt for dirt in case.dirt if dirt.kind == row.kind and dirt.stands_at(place)), None)


def _mark_dirt(answer: Report, case: Case) -> Mark:
    """Three quarters for what was found less false alarms, a quarter for what was done with it."""
    named: dict[str, list[Found]] = {}
    for place, row in enumerate(answer.dirt):
        dirt = found_dirt(row, case)
        named.setdefault(dirt.kind if dirt else f"{place}: {row.file} {row.where}", []).append(row)
    there: dict[str, Dirt] = {dirt.kind: dirt for dirt in case.dirt}
    seen = detection(named, tuple(there))
    handled = [kind for kind in seen.hits if all(row.action in there[kind].actions for row in named[kind])]
    share = seen.share * (0.75 + 0.25 * len(handled) / max(len(seen.hits), 1))
    said = [message("{found} of {there} found.", found=len(seen.hits), there=len(there))]
    if seen.missed:
        missed = there[seen.missed[0]]
        said.append(
            message("Missed among others: {what}, in file {file}.", what=KIND_LABELS[missed.kind], file=missed.letter)
        )
    if seen.false_alarms:
        alarm = answer.dirt[int(seen.false_alarms[0].partition(":")[0])]
        said.append(
            message(
                "{n} entries name what is not there, such as {file} {where}: {what}.",
                n=len(seen.false_alarms),
                file=alarm.file,
                where=alarm.where,
                what=KIND_LABELS[alarm.kind],
            )
        )
    wrong = next((kind for kind in seen.hits if kind not in handled), None)
    if wrong:
        said.append(message("Found, but not mended as it should be: {what}.", what=KIND_LABELS[wrong]))
    return mark(CRITERIA["dirt"], share, joined(said), reached=len(seen.hits), target=len(there))


@dataclass(frozen=True)
class Wrong:
    """A figure that is not right: where it stands, what was given, what is right, mistakes it may come from."""

    where: str
    name: str
    given: float
    right: float
    slips: tuple[str, ...]

    def sentence(self, likely: Sequence[str]) -> Message:
        """What is wrong, and the mistake it comes from: of several the one that is first in `likely`."""
        slip = next((slip for slip in likely if slip in self.slips), None)
        if slip:
            like: Message = MISTAKES[slip]
        elif self.right:
            like = message("{off:+.1%} off", off=self.given / self.right - 1)
        else:
            like = message("none was there")
        given = f"{self.given:.2%}" if self.name in RATES else f"{self.given:,.10g}"
        values = {"where": self.where, "figure": FIGURE_LABELS[self.name], "given": given, "like": like}
        return message("{where}{figure} {given}: {like}.", **values)


def _wrong(
    where: str, given: Mapping[str, float], right: Figures, case: Case, made: Callable[[Tally], Figures]
) -> Iterator[Wrong]:
    """Figures of a row that are not right."""
    names = [name for name, value in given.items() if not close(name, value, right[name])]
    slips = {slug: made(tally) for slug, tally in case.mistaken.items()} if names else {}
    for name in names:
        yield Wrong(where, name, given[name], right[name], mistakes(name, given[name], right, slips))


def _table(criterion: str, right: int, there: int, counted: float, wrong: list[Wrong]) -> Mark:
    said = [message("{right} of {there} figures are right.", right=right, there=there)]
    likely = [slip for slip, _times in Counter(slip for one in wrong for slip in one.slips).most_common()]
    telling = sorted(wrong, key=lambda one: not one.slips)
    said += [one.sentence(likely) for one in telling[:TOLD]]
    if len(wrong) > TOLD:
        said.append(message("{n} more are wrong.", n=len(wrong) - TOLD))
    return mark(CRITERIA[criterion], counted, joined(said), reached=right, target=there)


def _rows(
    criterion: str,
    names: tuple[str, ...],
    expected: Mapping[date, Figures],
    given: Mapping[date, Any],
    case: Case,
    made: Mapping[date, Callable[[Tally], Figures]],
) -> Mark:
    """A table with a row a day or week; a row with hardly a right figure earns nothing."""
    right, counted = 0, 0
    wrong: list[Wrong] = []
    for day, figures in expected.items():
        row = given.get(day)
        values = {name: float(getattr(row, name)) for name in names} if row else {}
        mistaken = list(_wrong(f"{day:%m-%d} ", values, figures, case, made[day]))
        good = len(values) - len(mistaken)
        right, wrong = right + good, wrong + mistaken
        counted += good if good >= BY_ITSELF[criterion] else 0
    there = len(expected) * len(names)
    return _table(criterion, right, there, counted / there, wrong)


def _of_day(day: date, tally: Tally) -> Figures:
    return tally.day(day)


def _of_week(start: date, end: date, tally: Tally) -> Figures:
    return tally.week(start, end)


def _mark_daily(answer: Report, case: Case) -> Mark:
    return _rows(
        "daily",
        DAILY,
        {day: case.tally.day(day) for day in case.week},
        {row.day: row for row in answer.daily},
        case,
        {day: partial(_of_day, day) for day in case.week},
    )


def _mark_weekly(answer: Report, case: Case) -> Mark:
    return _rows(
        "weekly",
        WEEKLY,
        {start: case.tally.week(start, end) for start, end in case.weeks},
        {row.start: row for row in answer.weekly},
        case,
        {start: partial(_of_week, start, end) for start, end in case.weeks},
    )


def _mark_month(answer: Report, case: Case) -> Mark:
    right = case.tally.month()
    given: dict[str, float] = {row.figure: row.value for row in answer.month}
    wrong = list(_wrong("", given, right, case, Tally.month))
    good = len(given) - len(wrong)
    return _table("month", good, len(MONTHLY), good / len(MONTHLY), wrong)


def supporting_rows(case: Case) -> tuple[frozenset[str], frozenset[str]]:
    """Rows that show the anomaly, and lines of the log that say what happened."""
    anomaly = case.played.anomaly
    days = [anomaly.day + timedelta(days=n) for n in range(anomaly.days)]
    files = {"reads": "BD", "clicks": "BE", "lost": "C"}[anomaly.figure]
    rows = [case.rows_of(letter, day) for letter in files for day in days]
    if anomaly.cause == "incident":
        rows.append(case.rows_of("B", anomaly.day))  # the comments
    if anomaly.cause == "giveaway":
        rows += [case.rows_of("C", anomaly.day - timedelta(days=n)) for n in (2, 3)]  # those who came for the prize
    return frozenset().union(*rows), frozenset(event.id for event in case.log if event.explains)


def _mark_anomaly(answer: Report, case: Case) -> Mark:
    """Three tenths for the day, one for the figure, three and a half for the cause, the rest for evidence."""
    anomaly = case.played.anomaly
    days = (answer.anomaly_day - anomaly.day).days
    day = 1.0 if days == 0 else 0.5 if 0 < days < anomaly.days else 0.0
    figure = answer.anomaly_figure == anomaly.figure and day > 0
    data, events = supporting_rows(case)
    cited = set(answer.anomaly_evidence)
    both = (bool(cited & data) + bool(cited & events)) / 2
    evidence = both * by_evidence(cited, data | events)
    cause = (answer.anomaly_cause == anomaly.cause) * (1.0 if cited & events else 0.5)
    share = 0.3 * day + 0.1 * figure + 0.35 * cause + 0.25 * evidence
    said = []
    if day < 1 or not figure:
        said.append(
            message("Look again for the day on which one figure leaves its usual range within a day, and stays away.")
        )
    if answer.anomaly_cause != anomaly.cause:
        named = CAUSE_LABELS[answer.anomaly_cause]
        said.append(
            message(
                "Not this cause: {named}. What explains it must have happened on that very day, and fit the figure.",
                named=named,
            )
        )
    if both < 1:
        said.append(message("The evidence needs both: a row of figures, and the line that says what happened."))
    elif evidence < 1:
        said.append(message("Some rows cited say nothing about it."))
    if not said:
        said.append(message("Day, figure, cause and evidence fit together."))
    return mark(CRITERIA["anomaly"], share, joined(said), reached=round(share, 2), target=1.0)


def _mark_chart(answer: Report, case: Case) -> Mark:
    """Six tenths for the chart by what it is worth for this claim, four for two numbers that carry the finding."""
    worth = {chart.letter: chart.worth for chart in case.charts}
    chosen = next(chart for chart in case.charts if chart.letter == answer.chart)
    choice = by_regret(worth, answer.chart, nothing=mean(worth.values()))
    named, strange = cited_facts(answer.finding, case)
    finding = by_evidence(named | strange, named, enough=2)
    said = [message("Chart {letter}: {why}.", letter=chosen.letter.upper(), why=chosen.why)]
    if finding < 1:
        said.append(
            message(
                "The finding has {n} numbers that bear on what the boss said; two are needed, and none that do not.",
                n=len(named),
            )
        )
    return mark(CRITERIA["chart"], 0.6 * choice + 0.4 * finding, joined(said), reached=chosen.worth, target=1.0)
