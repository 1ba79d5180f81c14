"""Before handing in: slips a colleague would point out; a rehearsal; and the coach on a sister brief."""

from collections.abc import Iterator
from dataclasses import replace

from simulations.coach import Lever, advise
from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.campaign.answer import JOBS, PLACES, Campaign
from simulations.projects.campaign.case import TASK, draw_case
from simulations.projects.campaign.plan import ITEMS, Plan, with_money
from simulations.projects.campaign.play import Outcome, gather, simulate
from simulations.projects.campaign.poster import passages
from simulations.projects.campaign.reading import poster_of, read_plan, usual_decisions
from simulations.projects.campaign.setting import Case
from simulations.task import Advice, Finding

COACH_WORLDS = 40
MOST = 12  # findings; more are read by nobody


def try_out(answer: Campaign, context: Context, number: int) -> Outcome:
    """Rehearsal `number` in a public world of its own: partners are what they show, and nothing happens under way."""
    case = draw_case(context)
    public = Context(context.cohort, context.trainee)
    plan, worlds = read_plan(answer, case, rehearsal=True), public.worlds(TASK, 1, f"rehearsal {number}")
    return simulate(plan, case, worlds, usual_decisions(case), gathered=gather(plan, case, worlds, blind=True))


def check(answer: Campaign, context: Context) -> list[Finding]:
    """Slips in the answer as such; what is right is not said."""
    found = [*_slips(answer, draw_case(context))]
    return sorted(found, key=lambda finding: not finding.grave)[:MOST]


def _slips(answer: Campaign, case: Case) -> Iterator[Finding]:
    def slip(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
        return Finding(field=field, grave=grave, what=what, excerpt=excerpt)

    asked = sum(row.yuan for row in answer.budget)
    if asked > case.budget_yuan:
        yield slip("budget", message("{asked:,} yuan; there are {budget:,}.", asked=asked, budget=case.budget_yuan),
                   grave=True)  # fmt: skip
    items = [row.item for row in answer.budget]
    if len(set(items)) < len(items):
        yield slip("budget", message("An item stands there twice: both count."))
    if set(ITEMS) - set(items):
        yield slip("budget", message("{n} items have no line.", n=len(set(ITEMS) - set(items))))
    kol_money = sum(row.yuan for row in answer.budget if row.item == "kols")
    most = sum(row.most_yuan for row in answer.offers)
    if most > kol_money:
        text = message("Offers may come to {most:,} yuan, the line for KOLs has {yuan:,}.", most=most, yuan=kol_money)
        yield slip("offers", text)
    for offer in answer.offers:
        if offer.first_yuan > offer.most_yuan:
            yield slip("offers", message("{kol}: we open above our most.", kol=offer.kol), grave=True)
        if offer.kol in {row.kol for row in answer.faked}:
            yield slip("offers", message("{kol} is said to be bought, and hired.", kol=offer.kol))
    for one in passages(poster_of(answer), case.brand.words):
        yield slip("poster_pain", one.why, one.sentence, grave=True)
    if answer.reward == "invite" and answer.threshold == 0:
        yield slip("threshold", message("A reward for inviting takes at least one invitation."), grave=True)
    rows = {*case.partners, *case.sights}
    for row in answer.faked:
        for id in row.rows:
            if id not in rows:
                yield slip("faked", message("{row} is not a row of the material", row=id), row.kol, grave=True)
    for id in answer.boss_rows:
        if id not in case.rules:
            yield slip("boss_rows", message("{row} is not a row of the material", row=id), grave=True)
    known = {*case.review.channels, *case.review.rows}
    for verdict in answer.claims:
        for id in verdict.rows:
            if id not in known:
                yield slip("claims", message("{row} is not a row of the material", row=id), verdict.claim, grave=True)
    tasks = [row.task for row in answer.tasks]
    if len(set(tasks)) < JOBS:
        yield slip("tasks", message("{n} of {all} tasks have a place.", n=len(set(tasks)), all=JOBS), grave=True)
    ends = {row.task: row.start_day + row.days - 1 for row in answer.tasks}
    if late_ones := [id for id, end in ends.items() if end > case.site.window]:
        yield slip("tasks", message("Done after the opening: {tasks}.", tasks="、".join(late_ones)), grave=True)
    for task in answer.tasks:
        if task.days < case.site.jobs[task.task].days:
            yield slip("tasks", message("{task}: fewer days than the table gives.", task=task.task))
        late = [other for other in task.depends_on if ends.get(other, 0) >= task.start_day]
        if late:
            yield slip("tasks", message("{task} begins before {other} is done.", task=task.task, other=late[0]))
        if task.task in task.depends_on:
            yield slip("tasks", message("{task} waits for itself.", task=task.task), grave=True)
    risks = [row.risk for row in answer.risks]
    if len(set(risks)) < PLACES:
        yield slip("risks", message("{n} of {all} places hold a risk of their own.", n=len(set(risks)), all=PLACES))
    if answer.forecast_low >= answer.forecast_high:
        yield slip("forecast_low", message("The lower end must lie below the upper end."), grave=True)
    if len({row.claim for row in answer.claims}) < len(case.review.claims):
        yield slip("claims", message("A sentence has no verdict."))


def coach(answer: Campaign, context: Context) -> list[Advice]:
    """What would have brought most people back, in the context's worlds."""
    case = draw_case(context)
    plan = read_plan(answer, case)
    worlds = context.worlds(TASK, COACH_WORLDS, "coach")
    decided = usual_decisions(case)
    return advise(plan, levers(plan), lambda one: simulate(one, case, worlds, decided).back)


def levers(plan: Plan) -> list[Lever[Plan]]:
    """The neighbours of a plan that somebody who has done ten campaigns would think of."""
    return [
        Lever(
            "deposit",
            replace(plan, deposit_yuan=20.0, deposit_rule="anytime", escrow=1.0),
            message("a deposit of 20 yuan, given back to whoever asks, all of it put aside"),
            message("It keeps empty joiners away, and money that lies ready is not complained of."),
        ),
        Lever(
            "showcase",
            replace(plan, showcase=True),
            message("works on show"),
            message("People show their own work unpaid; nobody has to ask them."),
        ),
        Lever(
            "poster",
            replace(plan, poster=1.0),
            message("a poster with a pain, 21 days, a figure of ours and one thing to do"),
            message("Whoever sees it decides in two seconds whether it is about him."),
        ),
        Lever(
            "reward",
            replace(plan, reward="completion", reward_yuan=10.0, threshold=0, spots=0, shares=False),
            message("a small reward for everybody who finishes, none for passing on"),
            message("What is promised must be paid, and a page that is closed brings nobody back."),
        ),
        Lever(
            "service",
            with_money(
                plan,
                service=plan.money["service"] + 0.3 * plan.money["store"],
                store=0.7 * plan.money["store"],
            ),
            message("a third of the store's money for the desk"),
            message("A complaint answered within the hour seldom goes public."),
        ),
        Lever(
            "ads",
            with_money(plan, ads=plan.money["ads"] + 0.5 * plan.money["kols"], kols=0.5 * plan.money["kols"]),
            message("half of what is left over for KOLs into advertisements"),
            message("Money that lies in a line nobody uses brings nobody."),
        ),
    ]


def sister(context: Context) -> Context:
    """The same job for another brand, in public worlds."""
    candidates = (Context(f"{context.cohort}/sister{k}", context.trainee) for k in range(100))
    mine = draw_case(context).brand_slug
    return next(candidate for candidate in candidates if draw_case(candidate).brand_slug != mine)
