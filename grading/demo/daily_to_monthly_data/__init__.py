"""Written hand-ins of the data module: how somebody works, and what they write, for any trainee's files.

The answer of a hand-in says how the files were read (`left`: dirt left as it is, `ways`: definitions taken wrongly),
what was logged, which cause and chart were taken; its texts have slots for the figures, and where they depend on what
the boss said or what happened, one text each.
"""

from datetime import date, timedelta
from typing import Any

from grading.demo.written import HandIn
from simulations.identity import Context
from simulations.projects.daily_to_monthly_data.case import Case, draw_case, spoken
from simulations.projects.daily_to_monthly_data.judging import supporting_rows
from simulations.projects.daily_to_monthly_data.played import FOLDER
from simulations.projects.daily_to_monthly_data.sheets import Dirt
from simulations.projects.daily_to_monthly_data.tally import MONTHLY, RATES, Tally, Way
from simulations.reading import read_yaml

TEXTS = ("finding", "reply", "report", "anomaly_next", "ai_log")


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's files."""
    case, how = draw_case(context), hand_in.answer
    ways: dict[str, Any] = dict.fromkeys(how["ways"], True)
    way = Way(frozenset(how["left"]), **ways)
    tally = Tally(case.played, case.soiled, way)
    fields = _tables(case, tally, how.get("zeros", False))
    fields |= _anomaly(case, how["anomaly"])
    slots = _slots(case, tally, fields["anomaly_day"], how)
    slots["incident"] = _of(how.get("incident", ""), case).format(**slots)
    texts = {name: _of(how[name], case).format(**slots) for name in TEXTS}
    return fields | texts | {"dirt": _dirt(case, how["dirt"]), "chart": _chart(case, how["chart"])}


def _of(text: str | dict[str, str], case: Case) -> str:
    """A text, or the one for what the boss said or for what happened."""
    if isinstance(text, str):
        return text
    return text.get(case.claim) or text.get(case.played.anomaly.cause) or text["else"]


def _rounded(name: str, value: float) -> float:
    return round(value, 4 if name in RATES else 2)


def _tables(case: Case, tally: Tally, zeros: bool) -> dict[str, Any]:
    def row(figures: dict[str, float]) -> dict[str, float]:
        return {name: 0.0 if zeros else _rounded(name, value) for name, value in figures.items()}

    month = row(tally.month())
    return {
        "daily": [{"day": day.isoformat(), **row(tally.day(day))} for day in case.week],
        "weekly": [{"start": start.isoformat(), **row(tally.week(start, end))} for start, end in case.weeks],
        "month": [{"figure": name, "value": month[name]} for name in MONTHLY],
    }


def _where(dirt: Dirt) -> str:
    """How somebody says where dirt stands."""
    if dirt.whole:
        return dirt.letter
    if dirt.kind == "missing" and dirt.day:
        return f"{dirt.day:%m-%d}"
    return min(dirt.rows, key=lambda row: int(row[1:]))


def _dirt(case: Case, how: str) -> list[dict[str, str]]:
    best = [
        {"kind": dirt.kind, "file": dirt.letter, "where": _where(dirt), "action": dirt.actions[0]} for dirt in case.dirt
    ]
    hit = min(case.rows_of("B", case.played.hit))
    outlier = {"kind": "outlier", "file": "B", "where": hit, "action": "drop"}
    if how == "best":
        return best
    if how == "most":
        return best[:-1]
    if how == "half":
        seen = [row for row in best if row["kind"] in ("duplicate", "total", "text_number")][:2] or best[:1]
        return [*seen, outlier]
    if how == "tempted":
        seen = [row for row in best if row["kind"] in ("duplicate", "total", "text_number")]
        filled = [{**row, "action": "fill"} for row in best if row["kind"] == "missing"]
        return [*seen, *filled, outlier]
    if how == "everything":
        kinds = ("text_number", "duplicate", "missing", "total", "renamed", "unit", "timezone", "test_row", "outlier")
        return [{"kind": kind, "file": file, "where": f"{file}2", "action": "drop"} for kind in kinds for file in "BE"]
    return [outlier]


def _anomaly(case: Case, how: str) -> dict[str, Any]:
    truth = case.played.anomaly
    data, events = supporting_rows(case)
    row, event = min(data, key=lambda id: (id[0], int(id[1:]))), min(events)
    near = next((one.id for one in case.log if not one.explains), event)
    if how == "best":
        found: tuple[date, str, str, list[str]] = truth.day, truth.figure, truth.cause, [row, event]
    elif how == "no_log":
        found = truth.day, truth.figure, truth.cause, [row]
    elif how == "wrong_cause":
        found = truth.day, truth.figure, "competitor", [row, near]
    else:  # the day that looks most is the hit
        found = case.played.hit, "reads", "competitor", [min(case.rows_of("B", case.played.hit))]
    names = ("anomaly_day", "anomaly_figure", "anomaly_cause", "anomaly_evidence")
    return {**dict(zip(names, found, strict=True)), "anomaly_day": found[0].isoformat()}


def _chart(case: Case, how: str) -> str:
    ranked = sorted(case.charts, key=lambda chart: -chart.worth)
    return ranked[{"best": 0, "near": 1, "bait": -1}[how]].letter


def _slots(case: Case, tally: Tally, anomaly_day: str, how: dict[str, Any]) -> dict[str, str]:
    """Figures as people say them; `m_` the month's as this person has them, `p_` those of the month before."""
    data = read_yaml(FOLDER / "material.yaml")
    slots = spoken(case.facts, data["week_days"])
    for prefix, figures in (("m", tally.month()), ("p", tally.before())):
        for name, value in figures.items():
            slots[f"{prefix}_{name}"] = f"{value:.1%}" if name in RATES else f"{value:,.0f}"
    odd, hit, back = date.fromisoformat(anomaly_day), case.played.hit, case.played.last + timedelta(days=3)
    dates = {"odd": odd, "hit_day": hit, "back": back, "missing_day": case.soiled.missing}
    slots |= {name: data["day_zh"].format(month=day.month, day=day.day) for name, day in dates.items()}
    slots |= {
        "month": data["month_zh"].format(month=case.played.turn.month),
        "letter": _chart(case, "best").upper(),
    }
    gap = how.get("gap", "").format(**slots) if "missing" in case.soiled.kinds else ""
    return slots | {"gap": gap}
