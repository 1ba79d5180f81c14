"""Before and after: what a colleague would point out, and what the coach says a change would have been worth."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from simulations.coach import Lever, advise
from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.short_video_and_live.answer import Good, Session
from simulations.projects.short_video_and_live.case import TASK, Case, draw_case
from simulations.projects.short_video_and_live.filming import LONGEST_S, SHORTEST_S
from simulations.projects.short_video_and_live.onair import Plan, air, gaps, hands, read_plan
from simulations.projects.short_video_and_live.saying import wrong_in
from simulations.projects.short_video_and_live.wording import read_script, speed
from simulations.task import Advice, Finding
from simulations.world.live import Segment
from simulations.world.rulebook import limits

COACH_WORLDS = 48
LONG_MINUTES, LEAST_LOSS = 12, 2000.0


def check(answer: Session, context: Context) -> list[Finding]:
    """What a colleague would point out before it goes out; nothing of the key."""
    case = draw_case(context)
    return [*_wrong(answer, case), *_script(answer, case), *_cuts(answer, case), *_session(answer, case)]


def _note(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
    return Finding(field=field, grave=grave, what=what, excerpt=excerpt)


def _wrong(answer: Session, case: Case) -> Iterator[Finding]:
    """What law and platform say; claims whose proof one has to look up oneself are left to the trainee."""
    for one in wrong_in(answer, case):
        if one.rule != "false_claims":
            yield _note(one.field, one.why, one.words, grave=True)


def _script(answer: Session, case: Case) -> Iterator[Finding]:
    length = sum(shot.seconds for shot in answer.shots)
    if not SHORTEST_S <= length <= LONGEST_S:
        yield _note("shots", message("{n:g} seconds: the brief says 30 to 60.", n=round(length, 1)))
    for n, shot in enumerate(answer.shots, start=1):
        if (rate := speed(shot)) > 5.5:
            what = message("Row {n}: {rate:.1f} characters a second; viewers follow 4 to 5.", n=n, rate=rate)
            yield _note("shots", what, shot.words[:40])
        if len(shot.picture) < 4:
            yield _note("shots", message("Row {n}: what is to be seen? The camera cannot film nothing.", n=n))
        if shot.seconds > 12:
            what = message("Row {n}: {s:g} seconds without a cut; most cut every 3 to 8.", n=n, s=shot.seconds)
            yield _note("shots", what)
    if not any(one.beat.kind == "call" for one in read_script(answer.shots, case)):
        yield _note("shots", message("Nothing is asked of the viewer."))
    told = {point.id: point for point in case.points if point.says.search(" ".join(s.words for s in answer.shots))}
    for id in sorted(told):
        if answer.points.get(id) != "use":  # type: ignore[call-overload]
            yield _note("points", message("{id} stands in the script, and you have decided to leave it.", id=id))


def _cuts(answer: Session, case: Case) -> Iterator[Finding]:
    packages = {row.which: row for row in answer.packages}
    pairs = (("first", answer.first_cut), ("second", answer.second_cut))
    for (which, cuts), platform in zip(pairs, case.platforms, strict=True):
        field = f"{which}_cut"
        for cut in cuts:
            shot = case.shot(cut.shot)
            if cut.seconds > shot.seconds:
                what = message("{id} is {there:g} s long, not {said:g}.", id=cut.shot, there=shot.seconds,
                               said=cut.seconds)  # fmt: skip
                yield _note(field, what)
        row = packages[which]  # type: ignore[index]
        most = limits(platform).get("title", {"max": 80})
        if not most.get("min", 1) <= len(row.title) <= most["max"]:
            what = message("A title there has {least} to {most} characters, not {n}.", least=most.get("min", 1),
                           most=most["max"], n=len(row.title))  # fmt: skip
            yield _note("packages", what, row.title, grave=True)


def _session(answer: Session, case: Case) -> Iterator[Finding]:
    for start, end in gaps(answer.blocks):
        yield _note("blocks", message("Minute {a} to {b}: nothing is planned.", a=start, b=end))
    if not hands(answer, case, "host"):
        yield _note("crew", message("Nobody hosts."), grave=True)
    selling: dict[str, Good] = {row.item: row for row in answer.goods if row.use != "off"}
    for block in answer.blocks:
        if block.product != "none" and block.product not in selling:
            what = message("Minute {n}: {id} is not sold today.", n=block.start, id=block.product)
            yield _note("blocks", what, grave=True)
        if block.lead != "host" and not hands(answer, case, block.lead):
            yield _note("blocks", message("Minute {n}: nobody has the place that leads.", n=block.start))
    for good in case.goods:
        sold = selling.get(good.id)
        if sold and sold.use not in ("gift", "traffic") and sold.price_yuan < good.cost_yuan + 5:
            price = sold.price_yuan
            what = message("{name}: {price:g} yuan does not even pay good and parcel.", name=good.name, price=price)
            yield _note("goods", what)
    spent = sum(row.yuan for row in answer.spends)
    if spent > case.budget_yuan:
        what = message("{n:,.0f} yuan of paid reach; finance pays {most:,}.", n=spent, most=case.budget_yuan)
        yield _note("spends", what, grave=True)
    if spent and not hands(answer, case, "ads"):
        yield _note("spends", message("Nobody has the place for paid reach: it will run evenly all the hour."))
    if not answer.rescue:
        yield _note("rescue", message("The stream drops, and nobody knows what to do."), grave=True)
    for step in answer.rescue:
        if not hands(answer, case, step.role):
            yield _note("rescue", message("Nobody has the place that is to do it."), step.told)


def coach(answer: Session, context: Context) -> list[Advice]:
    """What would have changed the session's worth most, in the context's worlds."""
    case, worlds = draw_case(context), context.worlds(TASK, COACH_WORLDS, "coach")
    plan = read_plan(answer, case)

    def figure(neighbour: Plan) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.maximum(air(neighbour, case, worlds).value_yuan + LEAST_LOSS, 1.0)

    return advise(plan, levers(plan, case), figure)


def levers(plan: Plan, case: Case) -> list[Lever[Plan]]:
    """Neighbours of a session that somebody who has done it would think of."""
    session, found = plan.session, []

    def lever(slug: str, what: Message, why: Message, paid: bool = False, **changes: object) -> None:
        changed = replace(plan, session=session.model_copy(update=changes))
        found.append(Lever(slug, replace(changed, paid=np.zeros_like(plan.paid)) if paid else changed, what, why))

    host = max(one.host for one in case.team)
    if session.host < host:
        lever("host", message("the best host of the team"), message("The voice decides who stays the first minute."),
              host=host)  # fmt: skip
    if session.service_hands < 2:
        lever("service", message("one hand more for service"),
              message("A question that nobody answers is an order that nobody places."),
              service_hands=session.service_hands + 1)  # fmt: skip
    if not session.moderator:
        lever("control", message("somebody on floor control"),
              message("Whoever pins the good spares the viewer the search."), moderator=True)  # fmt: skip
    if plan.paid.sum():
        lever("ads", message("no paid reach"), message("What is bought must earn more than it costs: look at kept "
              "orders, not at visits."), paid=True)  # fmt: skip
    if session.drop and session.drop.minutes > 1:
        lever("drop", message("a second phone within a minute"),
              message("Three in four go each minute that nothing is on air."),
              drop=session.drop.model_copy(update={"minutes": 1}))  # fmt: skip
    shown = tuple(one.model_copy(update={"kind": "demo"}) if one.kind == "product" else one for one in session.segments)
    if shown != session.segments:
        lever("show", message("showing in place of explaining"), message("A hand that does it says more than a list."),
              segments=shown)  # fmt: skip
    livelier = tuple(one.model_copy(update={"energy": max(one.energy, 0.75)}) for one in session.segments)
    if livelier != session.segments:
        lever("cues", message("cues that ask, show and count"),
              message("Viewers who are given something to do stay to see what comes of it."),
              segments=livelier)  # fmt: skip
    short = _shortened(session.segments)
    if short != session.segments:
        lever("blocks", message("no block above 12 minutes"), message("What drags on is left."), segments=short)
    return found


def _shortened(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Long blocks cut in two."""
    parts: list[Segment] = []
    for one in segments:
        half = one.minutes // 2
        if one.minutes > LONG_MINUTES:
            parts += [one.model_copy(update={"minutes": n}) for n in (half, one.minutes - half)]
        else:
            parts.append(one)
    return tuple(parts)


def sister(context: Context) -> Context:
    """The same job for another brand, in public worlds."""
    candidates = (Context(f"{context.cohort}/sister{k}", context.trainee) for k in range(100))
    mine = draw_case(context).brand_slug
    return next(candidate for candidate in candidates if draw_case(candidate).brand_slug != mine)
