"""Before and after: what a colleague would point out, what one more percent is worth, and the coach."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from simulations.coach import Lever, advise
from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.funnel_design.answer import Design, Funnel
from simulations.projects.funnel_design.case import HOME, TASK, WEEKS, Case, number
from simulations.projects.funnel_design.drawing import draw_case
from simulations.projects.funnel_design.expect import expect
from simulations.projects.funnel_design.labels import PLATFORM_NAMES, STEP_NAMES
from simulations.projects.funnel_design.plan import content_hours, known, offers_a_week, useful_a_week
from simulations.projects.funnel_design.play import simulate
from simulations.task import Advice, Finding
from simulations.world.draws import Floats, Worlds

COACH_WORLDS, BOTTLENECK_WORLDS = 16, 12
MORE = 1.1
TILL_YUAN = 60_000.0  # what is in the till besides, so that the coach can speak of a share of it


def _found(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
    return Finding(field=field, grave=grave, what=what, excerpt=excerpt)


def check(answer: Funnel, context: Context) -> list[Finding]:
    """What a colleague would point out before it goes to the boss; nothing of the key, nothing of hidden worlds."""
    case = draw_case(context)
    return [*_channels(answer, case), *_offers(answer, case), *_groups(answer), *_papers(answer, case)]


def _channels(answer: Funnel, case: Case) -> Iterator[Finding]:
    for channel in answer.channels:
        name = PLATFORM_NAMES[channel.platform]
        if channel.platform not in case.accounts:
            yield _found("channels", message("The studio has no account on {name}.", name=name), grave=True)
        elif channel.platform not in HOME and channel.entry in ("card", "hint"):
            yield _found(
                "channels", message("{name} calls that leading people off the platform.", name=name), grave=True
            )
        elif channel.platform not in HOME and channel.entry == "sell":
            yield _found("channels", message("There is no shop on {name} yet: nobody can buy there.", name=name))
        if channel.ads_yuan and channel.entry not in ("card", "tool"):
            yield _found("channels", message("Lead ads on {name} need a way in: card or lead form.", name=name))
    asked = WEEKS * sum(c.ads_yuan for c in known(answer.design, case) if c.entry in ("card", "tool"))
    if asked > case.budget_yuan:
        what = message("Ads of {asked:,} yuan against a budget of {budget:,}: all are cut to fit.",
                       asked=asked, budget=case.budget_yuan)  # fmt: skip
        yield _found("channels", what)
    hours = content_hours(answer.design, case)
    if hours > case.hours_week:
        what = message("Posts, activities and broadcasts take {hours:.0f} hours a week, the team has {have}: the rest "
                       "is bought at {yuan:.0f} yuan an hour.", hours=hours, have=case.hours_week,
                       yuan=number("overtime_yuan"))  # fmt: skip
        yield _found("channels", what)
    if not any(channel.posts for channel in known(answer.design, case)):
        yield _found("channels", message("Nothing is published: where should people come from?"), grave=True)


def _offers(answer: Funnel, case: Case) -> Iterator[Finding]:
    if answer.high_spots > case.seats:
        what = message("{spots} spots: the coach's hours serve {seats} in {weeks} weeks.",
                       spots=answer.high_spots, seats=case.seats, weeks=WEEKS)  # fmt: skip
        yield _found("high_spots", what)
        if any(send.what == "high" and send.scarcity == "real" for send in answer.sends):
            yield _found("sends", message("A cap above the hours there are is no real cap."), grave=True)
    if answer.low_price_yuan <= case.low_cost:
        yield _found("low_price_yuan", message("The course costs {cost} yuan a buyer and takes in {price}.",
                                               cost=case.low_cost, price=answer.low_price_yuan))  # fmt: skip
    if answer.high_price_yuan <= case.high_cost:
        yield _found("high_price_yuan", message("The dear offer costs {cost} yuan a client and takes in {price}.",
                                                cost=case.high_cost, price=answer.high_price_yuan))  # fmt: skip
    if answer.refund_days < 7:
        yield _found("refund_days", message("Seven days without a reason are law for most of what is sold online."))
    paper = expect(answer.design, case)
    if paper.needs_hours > 1.2 * max(answer.advisor_hours, 1):
        what = message("On paper talks and homework take {needs:.0f} hours of advisors a week; there are {have}.",
                       needs=paper.needs_hours, have=answer.advisor_hours)  # fmt: skip
        yield _found("advisor_hours", what)


def _groups(answer: Funnel) -> Iterator[Finding]:
    if any(send.scarcity == "false" for send in answer.sends):
        what = message("Scarcity on paper only: a real cap must stand behind it.")
        yield _found("sends", what, grave=True)
    closing = [send for send in answer.sends if send.what == "low" and send.scarcity == "real"]
    if any(send.last_week > send.first_week for send in closing):
        yield _found("sends", message("The course opens every two weeks: said more often, its scarcity is not true."))
    if offers_a_week(answer.design) > 2 * max(useful_a_week(answer.design), 0.01):
        yield _found("sends", message("More than two offers for each useful broadcast: people leave."))
    for send in answer.sends:
        if send.what == "low" and send.to == "paying":
            yield _found("sends", message("Who has paid is offered the course once more."))
        if send.what == "high" and send.to != "paying" and answer.ladder == "low_first":
            yield _found("sends", message("The dear offer goes to people who may not buy it yet."))
            break
    if answer.bringing == "invite":
        yield _found("bringing", message("A reward by heads is an invite task."), grave=True)
    if not answer.desk_hours:
        yield _found("desk_hours", message("Nobody answers: some ask before they pay."))


def _papers(answer: Funnel, case: Case) -> Iterator[Finding]:
    stages: dict[str, int] = {stage.step: stage.people for stage in answer.backwards}
    for before, after in (("came", "stay"), ("stay", "buyers"), ("buyers", "looks"), ("looks", "clients")):
        if stages[after] > stages[before]:
            what = message("「{after}」 has more people than 「{before}」.",
                           after=STEP_NAMES[after], before=STEP_NAMES[before])  # fmt: skip
            yield _found("backwards", what, grave=True)
    for id in case.arrows:
        gate = answer.gates.get(id)
        if gate is None:
            yield _found("gates", message("{id} has no verdict yet.", id=id), grave=True)
        elif gate.verdict == "pass" and gate.rule != "none":
            yield _found("gates", message("{id} may pass and breaks a rule: one of the two.", id=id))
        elif gate.verdict != "pass" and gate.rule == "none":
            yield _found("gates", message("{id} is held: for which rule?", id=id))
        elif gate.verdict == "change" and gate.mend == "none":
            yield _found("gates", message("{id} is to be changed: how?", id=id))
    for unknown in sorted(set(answer.gates) - set(case.arrows)):
        yield _found("gates", message("{id} is no proposal of this brief.", id=unknown), grave=True)
    for name in ("adds", "forecast", "clients"):
        if getattr(answer, f"{name}_high") > 12 * getattr(answer, f"{name}_low"):
            yield _found(f"{name}_low", message("An interval this wide says nothing."))
    if len({watched.figure for watched in answer.watch}) < len(answer.watch):
        yield _found("watch", message("The same figure is watched twice."))
    texts = [answer.analysis, answer.solution, answer.landing]
    if len(set(texts)) < len(texts):
        yield _found("analysis", message("Two parts of the page say the same."))


def bottleneck(design: Design, context: Context) -> dict[str, float]:
    """What a tenth more at each step would leave over, in yuan, in public worlds: the median over worlds.

    A step's rate is raised by a tenth, one step at a time, in the same worlds; for hours, a tenth more of them.
    """
    case, worlds = draw_case(context), context.in_public().worlds(TASK, BOTTLENECK_WORLDS, "bottleneck")
    today = simulate(design, case, worlds).worth_yuan
    return {
        step: float(np.median(simulate(another, there, then).worth_yuan - today))
        for step, (another, there, then) in _a_tenth_more(design, case, worlds).items()
    }


def _a_tenth_more(design: Design, case: Case, worlds: Worlds) -> dict[str, tuple[Design, Case, Worlds]]:
    """The design, the case and the worlds with a tenth more at one step."""
    changed = case.worlds(worlds).values("private_domain") | case.worlds(worlds).values("commerce")

    def there(section: str, name: str, factor: float) -> Worlds:
        value = number("goes_on") if name == "upgrade_high_price" else changed[name]
        return Worlds(worlds.seed, worlds.count, {(section, name): value * factor})

    seen = {platform: int(followers * MORE) for platform, followers in case.accounts.items()}
    pulled = {id: replace(magnet, pull=magnet.pull * MORE) for id, magnet in case.magnets.items()}
    hours = design.model_copy(update={"advisor_hours": design.advisor_hours * MORE})
    return {
        "reads": (design, replace(case, accounts=seen), worlds),
        "adds": (design, replace(case, magnets=pulled), worlds),
        "stay": (design, case, there("private_domain", "leave_alpha", 1 / MORE)),
        "buyers": (design, case, there("commerce", "buy_low_price", MORE)),
        "hours": (hours, case, worlds),
        "clients": (design, case, there("commerce", "upgrade_high_price", MORE)),
    }


def coach(answer: Funnel, context: Context) -> list[Advice]:
    """What would have changed most what is left over, as a share of the till, in the context's worlds."""
    case, worlds = draw_case(context), context.worlds(TASK, COACH_WORLDS, "coach")
    fitted = _fitted(answer.design, case)

    def till(design: Design) -> Floats:
        return np.maximum(TILL_YUAN + simulate(design, case, worlds).worth_yuan, 1.0)

    return advise(fitted, levers(fitted, case), till)


def _fitted(design: Design, case: Case) -> Design:
    """A design for another brief: channels without an account there are left out."""
    there = tuple(known(design, case))
    return design.model_copy(update={"channels": there or design.channels})


def levers(design: Design, case: Case) -> Iterable[Lever[Design]]:
    """The neighbours of a design that a senior would think of."""
    found: list[Lever[Design]] = []

    def lever(slug: str, what: Message, why: Message, **changes: Any) -> None:
        found.append(Lever(slug, design.model_copy(update=changes), what, why))

    if design.advisor_hours < 60:
        lever("hours", message("ten more hours of advisors a week"),
              message("Who looks at the dear offer and is not talked to does not buy: hours are a step of the funnel."),
              advisor_hours=design.advisor_hours + 10)  # fmt: skip
    if design.advisor_hours > 12:
        lever("fewer_hours", message("ten hours of advisors a week less"),
              message("Hours in which nobody waits are paid for all the same."),
              advisor_hours=design.advisor_hours - 10)  # fmt: skip
    for factor, words in ((1.25, message("a course a quarter dearer")), (0.8, message("a course a fifth cheaper"))):
        lever("first_price", words,
              message("The first price sorts: too low brings people who do not go on, too high nobody."),
              low_price_yuan=int(design.low_price_yuan * factor))  # fmt: skip
    if any(channel.ads_yuan for channel in design.channels):
        spared = tuple(channel.model_copy(update={"ads_yuan": 0}) for channel in design.channels)
        lever("no_ads", message("no lead ads at all"),
              message("A lead that costs more than a member brings is growth on credit."), channels=spared)  # fmt: skip
    if design.promise != "plain":
        lever("promise", message("what is done instead of a promised result"),
              message("What was promised can be claimed: it comes back as refunds."), promise="plain")  # fmt: skip
    if any(send.scarcity == "false" for send in design.sends):
        honest = tuple(s.model_copy(update={"scarcity": "none"}) for s in design.sends)
        lever("scarcity", message("no scarcity that is not true"),
              message("Seen through once, it costs more than it ever brought."), sends=honest)  # fmt: skip
    best = max(case.magnets.values(), key=lambda m: m.takers * m.bought)
    if design.magnet != best.id and not best.hours:
        lever("giveaway", message("the giveaway whose takers buy most"),
              message("How many take it says little; how many of them buy says what it filters."),
              magnet=best.id)  # fmt: skip
    if not (design.welcome and design.rules):
        lever("groups", message("a welcome and rules in the groups"),
              message("Newcomers leave in the first week, or not for long."), welcome=True, rules=True)  # fmt: skip
    return found


def sister(context: Context) -> Context:
    """The same job for another studio and other readers, in public worlds."""
    mine = draw_case(context)
    candidates = (Context(f"{context.cohort}/sister{k}", context.trainee) for k in range(100))
    return next(candidate for candidate in candidates if draw_case(candidate).niche != mine.niche)
