"""Before handing in: what a colleague would point out; and what a change of the month would have been worth."""

from collections.abc import Iterable
from dataclasses import replace

from simulations.coach import Lever, advise
from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.segments_and_communities import segmenting
from simulations.projects.segments_and_communities.answer import Month
from simulations.projects.segments_and_communities.case import TASK, Case, draw_case
from simulations.projects.segments_and_communities.labels import COLUMNS, PARTS, TIERS
from simulations.projects.segments_and_communities.menu import menu
from simulations.projects.segments_and_communities.people import material
from simulations.projects.segments_and_communities.plans import HARD
from simulations.projects.segments_and_communities.play import Plan, looked_after, minutes_wanted, read_plan, simulate
from simulations.task import Advice, Finding
from simulations.world.parameters import values

COACH_WORLDS = 8
SPAM, LATE, EARLY = 3, 22, 8  # broadcasts a week to a tier; hours of a day that are decent


def check(answer: Month, context: Context) -> list[Finding]:
    """Slips of form, rules that take nobody, minutes nobody has, messages nobody may send; nothing of the key."""
    case = draw_case(context)
    return [
        *_ids(answer, case),
        *_rules(answer, case),
        *_scores(answer),
        *_tiers(answer, case),
        *_messages(answer),
        *_words(answer, case),
    ]


def _found(field: str, what: Message, excerpt: str = "", *, grave: bool = False) -> Finding:
    return Finding(field=field, grave=grave, what=what, excerpt=excerpt)


def _ids(answer: Month, case: Case) -> Iterable[Finding]:
    cited = {
        "dropped": answer.dropped,
        "segments": [id for segment in answer.segments for id in segment.evidence],
        "card_quote": [answer.card_quote],
    }
    for field, ids in cited.items():
        for id in dict.fromkeys(ids):
            if id not in case.by_id:
                yield _found(field, message("{id} is no row of the file", id=id), grave=True)
    listed = {card.id for card in case.cards}
    for id in answer.decisions:
        if id not in listed:
            yield _found("decisions", message("{id} is not on the list", id=id), grave=True)
    for id in dict.fromkeys(id for segment in answer.segments for id in segment.evidence):
        if id in case.by_id and not case.by_id[id].need:
            yield _found("segments", message("{id} has not answered the survey: no evidence of a need.", id=id))
        if id in answer.dropped:
            yield _found("segments", message("{id} was thrown out and is cited.", id=id))
    quoted = case.by_id.get(answer.card_quote)
    if quoted and not quoted.quote:
        yield _found("card_quote", message("{id} has left no words in the survey.", id=answer.card_quote), grave=True)


def _rules(answer: Month, case: Case) -> Iterable[Finding]:
    for place, condition in enumerate(answer.conditions, start=1):
        if not segmenting.sense_of(condition):
            known = segmenting.words_of(condition.column)
            allowed = "、".join(known) if known else message("a number, with at least or at most")
            yield _found(
                "conditions",
                message(
                    "Condition {n} on {column} cannot be read; there can stand: {allowed}.",
                    n=place,
                    column=COLUMNS[condition.column],
                    allowed=allowed,
                ),
                condition.value,
                grave=True,
            )
    kept = [user for user in case.rows if user.id not in answer.dropped]
    parts = segmenting.split(answer.conditions, kept)
    for part, people in zip(PARTS, parts, strict=True):
        if not people:
            yield _found(
                "conditions",
                message("{segment} takes nobody: an earlier one takes all, or no rule fits.", segment=PARTS[part]),
                grave=True,
            )
        elif len(people) > 0.7 * len(kept):
            yield _found(
                "conditions",
                message(
                    "{segment} takes {n} of {all}: that is no segment.",
                    segment=PARTS[part],
                    n=len(people),
                    all=len(kept),
                ),
            )
    if (left := len(kept) - sum(map(len, parts))) > 0.1 * len(kept):
        yield _found("conditions", message("{n} people belong to no segment.", n=left))
    for segment, people in zip(answer.segments, parts, strict=True):
        if abs(segment.people - len(people)) > segmenting.SAME_COUNT:
            yield _found(
                "segments",
                message(
                    "「{name}」: your rule takes {n}, you wrote {said}.",
                    name=segment.name,
                    n=len(people),
                    said=segment.people,
                ),
            )


def _scores(answer: Month) -> Iterable[Finding]:
    if not (answer.r_weight or answer.f_weight or answer.m_weight):
        yield _found("r_weight", message("All three weights are 0: everybody ties."))
    for name in ("r", "f", "m"):
        if getattr(answer, f"{name}_cut_1") == getattr(answer, f"{name}_cut_2"):
            yield _found(
                f"{name}_cut_1", message("{name}: both cuts are the same, so nobody gets 2 points.", name=name.upper())
            )
    if answer.f_weight and answer.m_weight and answer.f_weight + answer.m_weight > answer.r_weight:
        yield _found("m_weight", message("F and M say nearly the same: together they outweigh R."))


def _tiers(answer: Month, case: Case) -> Iterable[Finding]:
    plan = read_plan(answer)
    wanted = minutes_wanted(plan.tiers, case)
    total = sum(wanted.values())
    if total > case.host_minutes:
        yield _found(
            "tiers",
            message("This asks for {n:.0f} host minutes a day; there are {all}.", n=total, all=case.host_minutes),
            grave=True,
        )
    for tier, row in plan.tiers.items():
        if looked_after(case, row) < 1:
            groups = -(-case.members[tier] // row.group_size)
            needed = groups * values("private_domain")["group_minutes"]
            yield _found(
                "tiers",
                message(
                    "{tier}: {groups} groups need {n:.0f} minutes a day before any activity.",
                    tier=TIERS[tier],
                    groups=groups,
                    n=needed,
                ),
            )
        if not row.rules:
            yield _found("tiers", message("{tier}: no rules, so advertising comes in by itself.", tier=TIERS[tier]))


def _messages(answer: Month) -> Iterable[Finding]:
    reached = menu()["to"]
    for tier in ("new", "active", "paying"):
        days = sorted(m.day for m in answer.broadcasts if tier in reached[m.to])
        busiest = max((sum(start <= day < start + 7 for day in days) for start in days), default=0)
        if busiest > SPAM:
            yield _found(
                "broadcasts", message("{tier}: {n} broadcasts within seven days.", tier=TIERS[tier], n=busiest)
            )
        cap = int(values("private_domain")["sends_allowed"])
        if len(days) > cap:
            yield _found(
                "broadcasts",
                message("{tier}: WeCom delivers at most {cap} a month.", tier=TIERS[tier], cap=cap),
                grave=True,
            )
    if not answer.broadcasts:
        yield _found("broadcasts", message("No broadcast all month: nobody learns that there is something to buy."))
    for m in answer.broadcasts:
        if not EARLY <= m.hour <= LATE:
            yield _found("broadcasts", message("Day {day}, {hour}:00: people sleep.", day=m.day, hour=m.hour))
        if m.scarcity == "always":
            what = message("Day {day}: 「last day」 that is not the last day is false advertising.", day=m.day)
            yield _found("broadcasts", what, grave=True)
    if "refused" not in answer.leave_out:
        what = message(
            "Some have not agreed to marketing: the Personal Information Protection Law lets nobody write to them."
        )
        yield _found("leave_out", what, grave=True)
    if answer.price <= menu()["pack"]["cost_yuan"]:
        yield _found("price", message("At {price} yuan every order costs money.", price=answer.price))


def _words(answer: Month, case: Case) -> Iterable[Finding]:
    actions = {decision.action for decision in answer.decisions.values()}
    if len(actions) == 1:
        yield _found("decisions", message("All sixteen get the same: then nobody has been read."))
    if missing := [card.id for card in case.cards if card.id not in answer.decisions]:
        yield _found("decisions", message("Not decided: {ids}", ids="、".join(missing)), grave=True)
    if not any(sign.isdigit() for number in answer.card_numbers for sign in number.number):
        yield _found("card_numbers", message("Three numbers, and no digit among them."))
    for part in material()["review_parts"]:
        if part not in answer.review:
            yield _found("review", message("The page does not say where 「{part}」 begins.", part=part))


def coach(answer: Month, context: Context) -> list[Advice]:
    """What would have changed the month's account most, in the context's worlds."""
    case = draw_case(context)
    worlds = context.worlds(TASK, COACH_WORLDS, "coach")
    plan = read_plan(answer)
    return advise(plan, levers(plan, case), lambda neighbour: simulate(neighbour, case, worlds).value_yuan)


def levers(plan: Plan, case: Case) -> list[Lever[Plan]]:
    """The neighbours of a plan that somebody who runs communities would think of."""
    found: list[Lever[Plan]] = []

    def lever(slug: str, neighbour: Plan, what: Message, why: Message) -> None:
        found.append(Lever(slug, neighbour, what, why))

    if HARD - plan.leave_out:
        lever(
            "leave_out",
            replace(plan, leave_out=HARD),
            message("leave out those who refused, complain, get a refund or have just bought"),
            message("A message to them sells nothing and costs a person."),
        )
    if any(m.scarcity == "always" for m in plan.broadcasts):
        honest = tuple(m.model_copy(update={"scarcity": "none"}) for m in plan.broadcasts)
        lever(
            "scarcity",
            replace(plan, broadcasts=honest),
            message("no 「last day」 that is not the last"),
            message("It lifts once; when it is seen through, trust does not come back."),
        )
    for price in (49, 59, 69, 79, 99):
        if price != plan.price_yuan:
            lever(
                "price",
                replace(plan, price_yuan=float(price)),
                message("{price} yuan instead of {today:.0f}", price=price, today=plan.price_yuan),
                message("Each seat has a cost; the best price lies between selling out and selling dear."),
            )
    if len(plan.broadcasts) > 4:
        fewer = plan.broadcasts[::2]
        lever(
            "fewer",
            replace(plan, broadcasts=fewer),
            message("half as many broadcasts"),
            message("What is more than people bear is not read, and drives out those who would have bought later."),
        )
    selling = tuple(
        m.model_copy(update={"says": "case", "offer": "pack"}) if m.says in ("offer", "greeting") else m
        for m in plan.broadcasts
    )
    if selling != plan.broadcasts:
        lever(
            "useful",
            replace(plan, broadcasts=selling),
            message("somebody's true story instead of bare offers and greetings"),
            message("Useful things are forgiven; offers alone are muted."),
        )
    for tier, row in plan.tiers.items():
        for part in ("rules", "welcome"):
            if not getattr(row, part):
                better = {**plan.tiers, tier: row.model_copy(update={"rules": True, "welcome": True})}
                lever(
                    "rules",
                    replace(plan, tiers=better),
                    message("rules and a welcome in every group"),
                    message("People leave advertising and silence in the first week."),
                )
        if row.gives in ("greeting", "red_packet", "private") and tier != "paying":
            gives = "pack" if tier == "new" else "weekly"
            better = {**plan.tiers, tier: row.model_copy(update={"gives": gives})}
            lever(
                "gives",
                replace(plan, tiers=better),
                message("something one can use instead of greetings and red packets"),
                message("What a group gives decides who stays, more than rules and welcome together."),
            )
    return found


def sister(context: Context) -> Context:
    """The same job for another brand and other people, in public worlds."""
    candidates = (Context(f"{context.cohort}/sister{k}", context.trainee) for k in range(100))
    mine = draw_case(context).brand_slug
    return next(candidate for candidate in candidates if draw_case(candidate).brand_slug != mine)
