"""Before handing in: slips of form and counting; afterwards: where the money would have brought more."""

from collections.abc import Iterator

from simulations.coach import Lever, advise
from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.attribution_and_channels.answer import CHANNEL_LABELS, Plan
from simulations.projects.attribution_and_channels.case import TASK, Case, draw_case
from simulations.projects.attribution_and_channels.play import columns_of
from simulations.task import Advice, Finding
from simulations.world.journeys import CHANNELS, Channel

COACH_WORLDS = 24
MOVED = 4_000  # yuan from one channel to another
MOST = 12  # findings; more are read by nobody


def coach(answer: Plan, context: Context) -> list[Advice]:
    """Which move of money would have changed next month's kept orders most, in the context's worlds."""
    business = draw_case(context).business
    plan = business.scaled(columns_of(answer.budget)[0], business.total)
    worlds = context.worlds(TASK, COACH_WORLDS, "coach")
    levers = [
        Lever(
            source,
            {**plan, source: plan[source] - MOVED, to: plan[to] + MOVED},
            message("{yuan:,} yuan from {source} to {to}", yuan=MOVED, source=CHANNEL_LABELS[source],
                    to=CHANNEL_LABELS[to]),
            message("Look at what the next yuan brings, not at what the average one has brought."),
        )
        for source in CHANNELS
        if plan[source] - MOVED >= business.locked.get(source, 0)
        for to in CHANNELS
        if to != source
    ]  # fmt: skip
    return advise(plan, levers, lambda neighbour: business.kept(neighbour, worlds))


def check(answer: Plan, context: Context) -> list[Finding]:
    """Slips in the answer as such; whether a cause, a share or a budget is right is not said."""
    found = list(_slips(answer, draw_case(context)))
    return sorted(found, key=lambda finding: not finding.grave)[:MOST]


def _slips(answer: Plan, case: Case) -> Iterator[Finding]:
    def slip(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
        return Finding(field=field, grave=grave, what=what, excerpt=excerpt)

    if len({row.post for row in answer.diagnoses}) < len(case.posts):
        yield slip("diagnoses", message("One of the two posts is missing."), grave=True)
    for row in answer.diagnoses:
        known = next(post.rows for post in case.posts if post.letter == row.post)
        for id in row.rows:
            if id not in known:
                yield slip("diagnoses", message("{row} is not a row of post {post}", row=id, post=row.post), grave=True)
    for claim in answer.misleading:
        for id in claim.rows:
            if id not in case.citable:
                yield slip("misleading", message("{row} is not a row of the material", row=id), grave=True)
    for field in ("misleading", "increments", "verdicts", "budget"):
        named = [row.channel for row in getattr(answer, field)]
        for channel in sorted({channel for channel in named if named.count(channel) > 1}):
            what = message("{channel} stands there more than once; the first one counts.", channel=_label(channel))
            yield slip(field, what, grave=True)
    yield from _money(answer, case)
    figures, decisions = [row.figure for row in answer.board], [row.decision for row in answer.board]
    if len(set(figures)) < len(figures):
        yield slip("board", message("A figure stands on the dashboard twice."))
    if len(set(decisions)) < len(case.board.asks):
        yield slip("board", message("{n} of {of} decisions have a figure.", n=len(set(decisions)),
                                    of=len(case.board.asks)))  # fmt: skip
    if not any(id in answer.letter.upper() for id in case.citable):
        yield slip("letter", message("No row id in the letter: where is the number from?"), answer.letter[:30])
    if not any(sign.isdigit() for sign in answer.feasibility):
        yield slip("feasibility", message("No number in the report."), answer.feasibility[:30])


def _money(answer: Plan, case: Case) -> Iterator[Finding]:
    business = case.business
    first, cut = columns_of(answer.budget)
    for plan, total, name in ((first, business.total, "first"), (cut, business.total_cut, "cut")):
        planned = sum(plan.values())
        if round(planned) != total:
            what = message("{column}: {planned:,.0f} of {total:,.0f} yuan are planned.", column=_column(name),
                           planned=planned, total=total)  # fmt: skip
            yield Finding(field="budget", grave=planned > total, what=what)
        for channel, owed in business.locked.items():
            if plan.get(channel, 0) < owed:
                what = message("{column}: {channel} is owed {owed:,} yuan whatever is planned.", column=_column(name),
                               channel=_label(channel), owed=owed)  # fmt: skip
                yield Finding(field="budget", grave=False, what=what)
    given = next((row for row in answer.budget if row.channel == answer.letter_to), None)
    if given and given.first >= business.spent[given.channel] and given.cut >= business.spent[given.channel]:
        what = message("The letter goes to {channel}, whose money you do not cut.", channel=_label(given.channel))
        yield Finding(field="letter_to", grave=False, what=what)
    if answer.forecast_low >= answer.forecast_high:
        yield Finding(field="forecast_low", grave=True, what=message("The lower end must lie below the upper end."))
    least = case.field.candidate(answer.pilot_channel).least_yuan
    if answer.pilot_budget < least:
        what = message("This channel is not sold below {least:,} yuan.", least=least)
        yield Finding(field="pilot_budget", grave=True, what=what)


def _column(name: str) -> Message:
    return {"first": message("First version"), "cut": message("After the cut")}[name]


def _label(channel: Channel) -> Message:
    return CHANNEL_LABELS[channel]
