"""The news of week five: what it does to a funnel, and what each single change makes of it."""

from dataclasses import replace

from simulations.projects.funnel_design.answer import Amendment, Design, Send
from simulations.projects.funnel_design.case import HOME, TWIST_WEEK, WEEKS, Case, number
from simulations.projects.funnel_design.plan import Late, known

CUT = 0.4  # what is left of the advertising of the second half after a cut of the budget by 30%
STAYS = 0.4  # of the advisors' hours when one of them leaves
POURED = 2.0


def cure(case: Case) -> Amendment:
    """What answers the news: hands for hands; money moves only where a lead is cheap."""
    if case.twist == "advisor":
        return "hire"
    return "move_money" if "shipinhao" in case.accounts else "as_is"


def news(design: Design, case: Case) -> Late:
    """The second half as the news leaves it, if nothing is changed."""
    ads = {c.platform: float(c.ads_yuan) for c in known(design, case)}
    if case.twist == "budget":
        return Late(ads={platform: CUT * yuan for platform, yuan in ads.items()})
    if case.twist == "tighter":
        return Late(ads={platform: yuan if platform in HOME else 0.0 for platform, yuan in ads.items()})
    return Late(advisor_hours=STAYS * design.advisor_hours)


def amended(design: Design, case: Case, change: Amendment) -> Late:
    """The second half after one change."""
    late = news(design, case)
    ads = {c.platform: float(c.ads_yuan) for c in known(design, case)} | dict(late.ads)
    if change == "move_money":
        # what the second half may still spend goes where a lead is cheapest and still allowed
        money = sum(c.ads_yuan for c in known(design, case)) * (CUT if case.twist == "budget" else 1.0)
        open_to = [p for p in case.accounts if case.twist != "tighter" or p in HOME]
        cheapest = min(open_to, key=lambda p: number(f"lead_{p}"))
        ways: dict[str, str] = {c.platform: c.entry for c in known(design, case)}
        there = cheapest if ways.get(cheapest) in ("card", "tool") else "gongzhonghao"
        return replace(late, ads=dict.fromkeys(ads, 0.0) | {there: float(money)})
    if change == "pour":
        return replace(late, ads={platform: POURED * yuan for platform, yuan in ads.items()})
    if change == "hire":
        return replace(late, hired_hours=number("hired_hours"))
    if change == "pause":
        return replace(late, paused=True)
    if change == "shout":
        extra = tuple(
            Send(first_week=TWIST_WEEK, last_week=WEEKS, weekday=day, hour=20, to="all", what="low", scarcity="false")
            for day in ("mon", "wed")
        )
        return replace(late, extra=extra)
    return late
