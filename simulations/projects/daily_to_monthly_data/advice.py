"""Before handing in: what contradicts itself or cannot be read. Nothing of the key."""

from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.daily_to_monthly_data.answer import FIGURE_LABELS, Report
from simulations.projects.daily_to_monthly_data.case import Case, draw_case
from simulations.projects.daily_to_monthly_data.citing import numbers_in
from simulations.projects.daily_to_monthly_data.sheets import read_place
from simulations.task import Finding

LINES = 5
SAME = 0.02
SUMMED = ("reads", "net", "leads", "orders", "revenue")


def check(answer: Report, context: Context) -> list[Finding]:
    """What a colleague would point out."""
    case = draw_case(context)
    return [*_dirt(answer, case), *_tables(answer, case), *_words(answer, case)]


def _note(field: str, what: Message, *, grave: bool = False, excerpt: str = "") -> Finding:
    return Finding(field=field, grave=grave, what=what, excerpt=excerpt)


def _dirt(answer: Report, case: Case) -> list[Finding]:
    findings = []
    for number, row in enumerate(answer.dirt, start=1):
        place = read_place(row.where, case.year)
        if place.letter not in ("", row.file):
            what = message("Row {n} names file {file}, but the place lies in another file.", n=number, file=row.file)
            findings.append(_note("dirt", what, grave=True, excerpt=row.where))
        elif place.row and place.row not in case.row_ids:
            findings.append(_note("dirt", message("There is no row {row}.", row=place.row), grave=True))
    named = [(row.kind, row.file, row.where) for row in answer.dirt]
    if len(set(named)) < len(named):
        findings.append(_note("dirt", message("An entry stands there twice; once is enough.")))
    return findings


def _tables(answer: Report, case: Case) -> list[Finding]:
    """Tables that do not agree with each other."""
    findings = []
    days = {row.day: row for row in answer.daily}
    if set(days) != set(case.week):
        findings.append(_note("daily", message("The daily table must have the seven days asked for."), grave=True))
    for row in answer.daily:
        if row.reads and abs(row.interactions / row.reads - row.interaction_rate) > 0.002:
            day = f"{row.day:%m-%d}"
            what = message("{day}: interactions over readers is not the rate that stands there.", day=day)
            findings.append(_note("daily", what))
            break
    weeks = {row.start: row for row in answer.weekly}
    if set(weeks) != {start for start, _end in case.weeks}:
        findings.append(_note("weekly", message("The weekly table must have the weeks asked for."), grave=True))
    whole = weeks.get(case.week[0])
    months: dict[str, float] = {row.figure: row.value for row in answer.month}
    for name in SUMMED:
        total = sum(getattr(row, name) for row in answer.daily)
        told = {"figure": FIGURE_LABELS[name], "total": total}
        if whole and abs(total - getattr(whole, name)) > 0.6:
            days_say = message("{figure}: the seven days add up to {total:,.6g}, their week says otherwise.", **told)
            findings.append(_note("weekly", days_say))
        total = sum(getattr(row, name) for row in answer.weekly)
        told = {"figure": FIGURE_LABELS[name], "total": total}
        if abs(total - months.get(name, total)) > 0.6:
            weeks_say = message("{figure}: the weeks add up to {total:,.6g}, the month says otherwise.", **told)
            findings.append(_note("month", weeks_say))
    return findings


def _words(answer: Report, case: Case) -> list[Finding]:
    findings = []
    for id in answer.anomaly_evidence:
        if id not in case.row_ids:
            findings.append(_note("anomaly_evidence", message("There is no row {row}.", row=id), grave=True))
    if not case.played.turn <= answer.anomaly_day <= case.played.last:
        findings.append(_note("anomaly_day", message("The day does not lie in the month."), grave=True))
    lines = [line for line in answer.report.splitlines() if line.strip()]
    if len(lines) != LINES:
        findings.append(_note("report", message("{n} lines; five are asked for.", n=len(lines))))
    if not numbers_in(answer.finding):
        findings.append(_note("finding", message("No number in it: what does the chart show?")))
    if not numbers_in(answer.reply):
        findings.append(_note("reply", message("No number in it: the boss will ask for one.")))
    own = [row.value for row in answer.month if abs(row.value) > 1]
    told = [value for value, share in numbers_in(answer.report) if not share]
    if not any(abs(value - abs(one)) <= SAME * abs(one) for value in told for one in own):
        findings.append(_note("report", message("None of your month's figures stands in it.")))
    return findings
