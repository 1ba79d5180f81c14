"""What a colleague would point out before handing in, and the coach: neighbours of the design in the same worlds."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from simulations.coach import Lever, advise
from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.teardown_and_reverse_design.answer import MOST_TRIES, STEP_NAMES, STEPS, Teardown
from simulations.projects.teardown_and_reverse_design.brief import outfits
from simulations.projects.teardown_and_reverse_design.case import TASK, draw_case
from simulations.projects.teardown_and_reverse_design.chain import value
from simulations.projects.teardown_and_reverse_design.design import (
    BOUGHT,
    Plan,
    breaches_of,
    poster_text,
    read_plan,
    simulate,
)
from simulations.task import Advice, Finding
from simulations.world.draws import Floats
from simulations.world.text.compliance import Verdict, check_compliance

COACH_WORLDS = 200
NARROW = 1.04  # ratio of the ends below which an interval says that one knows


def check(answer: Teardown, context: Context) -> list[Finding]:
    """Slips of form and counting, and words on the poster that the law speaks of; nothing of the key."""
    return sorted(_slips(answer, context), key=lambda finding: not finding.grave)


def _slips(answer: Teardown, context: Context) -> Iterator[Finding]:
    case = draw_case(context)

    def slip(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
        return Finding(field=field, grave=grave, what=what, excerpt=excerpt)

    for gate in answer.gates:
        for id in gate.rows:
            if id not in case.rows:
                yield slip("gates", message("{row} is not a row of the material", row=id), gate.part, grave=True)
    named = [gate.part for gate in answer.gates]
    for part in sorted({id for id in named if named.count(id) > 1}):
        yield slip("gates", message("{part} stands there more than once: the first row counts.", part=part))
    spans = [answer.left[part] for part in case.path.parts]  # type: ignore[index]
    if len({(span.low, span.high) for span in spans}) == 1:
        yield slip("left", message("The same interval for all twelve parts: then nothing has been forecast."))
    if sum(span.high < NARROW * span.low for span in spans) > len(spans) / 2:
        yield slip("left", message("Most intervals are a point or two wide: four in five of them should hold."))
    if len(answer.tries) < MOST_TRIES:
        yield slip("tries", message("{n} tries on the sister path are left.", n=MOST_TRIES - len(answer.tries)))
    yield from _design_slips(answer, context)


def _design_slips(answer: Teardown, context: Context) -> Iterator[Finding]:
    brief = draw_case(context).brief

    def slip(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
        return Finding(field=field, grave=grave, what=what, excerpt=excerpt)

    steps = [row.step for row in answer.needed]
    if sorted(steps) != sorted(STEPS):
        yield slip("needed", message("Each of the seven steps is needed once."), grave=True)
    else:
        people = {row.step: row.people for row in answer.needed}
        for before, after in pairwise(STEPS):
            if people[after] > people[before]:
                yield slip(
                    "needed",
                    message(
                        "More people at 「{after}」 than at 「{before}」.",
                        after=STEP_NAMES[after],
                        before=STEP_NAMES[before],
                    ),
                    grave=True,
                )
        if people["high"] < brief.target:
            yield slip(
                "needed",
                message("{n} buyers do not make the {target} of the brief.", n=people["high"], target=brief.target),
            )
    spent = sum(way.yuan for way in answer.contacts if way.contact in BOUGHT)
    if spent > brief.budget:
        yield slip(
            "contacts",
            message("{spent:,} yuan are planned, {budget:,} are there.", spent=spent, budget=brief.budget),
            grave=True,
        )
    least = {slug: way["each"] for slug, way in outfits()["contacts"].items() if "each" in way}
    least |= {"component": int(value("component_fee")), "ads": 1}
    for way in answer.contacts:
        if way.yuan < least.get(way.contact, 0):
            name = outfits()["contacts"][way.contact]["name"]
            yield slip(
                "contacts", message("「{name}」 costs at least {least} yuan.", name=name, least=least[way.contact])
            )
    for passage in check_compliance(poster_text(answer)):
        if passage.verdict is not Verdict.ALLOWED:
            grave = passage.verdict is not Verdict.NEEDS_PROOF
            yield slip("poster_promise", passage.why, passage.sentence, grave=grave)


def coach(answer: Teardown, context: Context) -> list[Advice]:
    """What would have changed the margin, said after handing in."""
    brief = draw_case(context).brief
    worlds = context.worlds(TASK, COACH_WORLDS, "coach")

    def margin(plan: Plan) -> Floats:
        return simulate(plan, brief, worlds).figure(brief)

    return advise(read_plan(answer, brief), levers(read_plan(answer, brief)), margin)


def levers(plan: Plan) -> Iterator[Lever[Plan]]:
    """Changes to a design that somebody experienced would think of."""
    data = outfits()
    if breaches_of(plan):
        clean = tuple((c, yuan) for c, yuan in plan.contacts if "rule" not in data["contacts"][c])
        lawful = replace(
            plan,
            contacts=clean or (("article", 0),),
            scarcity="places" if "rule" in data["scarcities"][plan.scarcity] else plan.scarcity,
            asked=tuple(one for one in plan.asked if one not in data["needless"]) or ("want",),
            breaches=(),
        )
        yield Lever(
            "lawful",
            lawful,
            message("Margin, without what breaks a rule"),
            message("What is found takes the way in with it, and everything behind it."),
        )
    packs = {hook["for"]: slug for slug, hook in data["hooks"].items() if hook["for"] in data["segments"]}
    for segment, pack in packs.items():
        yield Lever(
            "segment",
            replace(plan, segment=segment, hook=pack),
            message("Margin, written for 「{name}」 from pack to poster", name=data["segments"][segment]["name"]),
            message("Who pays at last decides who the poster speaks to, not who scans most."),
        )
    for slug, offer in data["offers"].items():
        yield Lever(
            "offer",
            replace(plan, offer=slug),
            message("Margin, with 「{name}」 at the end", name=offer["name"]),
            message("What is sold has to fit the buyer and the hours there are."),
        )
    for slug, filtered in data["filters"].items():
        yield Lever(
            "filter",
            replace(plan, filter=slug),
            message("Margin, with 「{name}」 in between", name=filtered["name"]),
            message("A filter is worth what it lets through, times who is let through."),
        )
    yield Lever(
        "places",
        replace(plan, scarcity="places"),
        message("Margin, with places as many as there are hours"),
        message("A cap that is real sells and protects what was sold."),
    )
    yield Lever(
        "form",
        replace(plan, asked=("want",)),
        message("Margin, asking one thing only"),
        message("Every further box is a door that some do not go through."),
    )
    yield Lever(
        "messages",
        replace(plan, messages=3),
        message("Margin, with three messages in the first week"),
        message("Three that answer something are read; seven that count down are deleted, and so are we."),
    )
    ads = dict(plan.contacts).get("ads", 0)
    if ads:
        others = tuple((c, yuan) for c, yuan in plan.contacts if c != "ads")
        yield Lever(
            "ads",
            replace(plan, contacts=(*others, ("ads", ads // 2))),
            message("Margin, with half the advertising"),
            message("The last thousand who see an advertisement cost the most and buy the least."),
        )
