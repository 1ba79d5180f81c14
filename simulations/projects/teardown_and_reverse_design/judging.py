"""Points and reasons: the map and the gates by the key, forecasts by switching every part off in hidden worlds."""

from collections.abc import Mapping

import numpy as np

from simulations.evaluate import interval_score
from simulations.identity import Context
from simulations.judging import by_evidence, detection, joined, mark
from simulations.language import message
from simulations.projects.teardown_and_reverse_design.answer import FUNCTIONS, STAGES, Teardown
from simulations.projects.teardown_and_reverse_design.case import TASK, Case, draw_case
from simulations.projects.teardown_and_reverse_design.chain import FOLDER, lefts
from simulations.projects.teardown_and_reverse_design.landing import mark_backwards, mark_margin
from simulations.task import Criterion, Mark, Score, load_criteria
from simulations.world.rulebook.rules import rule

CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
SCORING_WORLDS = 160
FUNCTION_SHARE = 0.6  # of a part of the map, the rest is the step
CHANCE = 0.2  # share of the map that guessing gets
WORST, GOOD = 0.85, 0.25  # interval scores: of about the best interval that is the same for all; of an experienced eye
FULL_TAU = 0.85
OTHER_RULE = 0.4  # of a hit whose rule is another one
CONFIDENCE = 0.8
NAMED = 3


def score(answer: Teardown, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case = draw_case(context)
    left = truth(case, context)
    marks = (
        _mark_map(CRITERIA["map"], answer, case),
        _mark_forecast(CRITERIA["forecast"], answer, case, left),
        _mark_ranking(CRITERIA["ranking"], answer, case, left),
        _mark_gates(CRITERIA["gates"], answer, case),
        _mark_evidence(CRITERIA["gate_evidence"], answer, case),
        mark_margin(CRITERIA["margin"], answer, case.brief, context.worlds(TASK, SCORING_WORLDS, "design")),
        mark_backwards(CRITERIA["backwards"], answer, case.brief, context.worlds(TASK, SCORING_WORLDS, "design")),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def truth(case: Case, context: Context) -> dict[str, float]:
    """What is left of 100 without each part, in the hidden worlds."""
    chain = case.path.chain
    return lefts(chain, tuple(case.path.parts), context.worlds(TASK, SCORING_WORLDS, "path"))


def _mark_map(criterion: Criterion, answer: Teardown, case: Case) -> Mark:
    """Three fifths of a part for its function, two for its step; nothing for what blind guessing gets."""
    reached, wrong = 0.0, []
    for id, part in case.path.parts.items():
        said = answer.parts[id]  # type: ignore[index]
        function, stage = said.function in part.functions, said.stage in part.stages
        reached += FUNCTION_SHARE * function + (1 - FUNCTION_SHARE) * stage
        if not function:
            wrong.append(part)
    share = reached / len(case.path.parts)
    parts = [
        message(
            "{n} of {of} functions are right.",
            n=len(case.path.parts) - len(wrong),
            of=len(case.path.parts),
        )
    ]
    for part in wrong[:NAMED]:
        parts.append(
            message(
                "{id} {name}: {function}, at 「{stage}」.",
                id=part.id,
                name=part.name,
                function=FUNCTIONS[part.functions[0]],
                stage=STAGES[part.stages[0]],
            )
        )
    return mark(criterion, (share - CHANCE) / (1 - CHANCE), joined(parts), reached=share, target=1.0)


def intervals(answer: Teardown, case: Case) -> tuple[list[int], list[int]]:
    """Lower and upper ends in the order of the parts."""
    said = [answer.left[id] for id in case.path.parts]  # type: ignore[index]
    return [one.low for one in said], [one.high for one in said]


def _mark_forecast(criterion: Criterion, answer: Teardown, case: Case, left: Mapping[str, float]) -> Mark:
    """The interval score on the log scale: proper, so that the honest 80% interval is the best answer."""
    low, high = intervals(answer, case)
    came = [left[id] for id in case.path.parts]
    reached = interval_score(low, high, came, CONFIDENCE)
    hits = sum(a - 0.5 <= x <= b + 0.5 for a, b, x in zip(low, high, came, strict=True))
    parts = [message("{hits} of {n} intervals held; 80% was asked for.", hits=hits, n=len(came))]
    outside = {
        part.id: max(span.low / left[part.id], left[part.id] / span.high)
        for part in case.path.parts.values()
        for span in (answer.left[part.id],)  # type: ignore[index]
    }
    off = sorted(case.path.parts.values(), key=lambda part: -outside[part.id])
    for part in off[:NAMED]:
        said = answer.left[part.id]  # type: ignore[index]
        if said.low - 0.5 <= left[part.id] <= said.high + 0.5:
            continue
        values = {"id": part.id, "name": part.name, "low": said.low, "high": said.high, "left": left[part.id]}
        if left[part.id] > 103:
            parts.append(
                message("{id} {name}: {low}–{high} said, {left:.0f} came: the path is better off without it.", **values)
            )
        elif left[part.id] > 97:
            parts.append(message("{id} {name}: {low}–{high} said, {left:.0f} came: it is there for show.", **values))
        else:
            parts.append(message("{id} {name}: {low}–{high} said, {left:.0f} came.", **values))
    width = float(np.mean(np.log(np.asarray(high) / np.asarray(low))))
    if hits == len(came) and width > 0.35:
        parts.append(message("All held, and wide: narrower ones would have earned more."))
    return mark(criterion, (WORST - reached) / (WORST - GOOD), joined(parts), reached=round(reached, 3), target=GOOD)


def _mark_ranking(criterion: Criterion, answer: Teardown, case: Case, left: Mapping[str, float]) -> Mark:
    """Kendall's tau-b between the middles of the intervals and what came."""
    from scipy.stats import kendalltau

    low, high = intervals(answer, case)
    middle = np.sqrt(np.asarray(low, float) * np.asarray(high, float))
    came = np.round([left[id] for id in case.path.parts])
    tau = 0.0 if np.ptp(middle) == 0 else float(kendalltau(middle, came).statistic)
    ordered = sorted(case.path.parts.values(), key=lambda part: left[part.id])
    heavy, harmful = ordered[0], ordered[-1]
    parts = [
        message("Kendall's tau {tau:.2f}, full from {full:.2f}.", tau=tau, full=FULL_TAU),
        message(
            "It rests on {heavy} {heavy_name} ({heavy_left:.0f} left without it); most of all {worst} {worst_name} "
            "holds it back ({worst_left:.0f} without it).",
            heavy=heavy.id,
            heavy_name=heavy.name,
            heavy_left=left[heavy.id],
            worst=harmful.id,
            worst_name=harmful.name,
            worst_left=left[harmful.id],
        ),
    ]
    return mark(criterion, tau / FULL_TAU, joined(parts), reached=round(tau, 3), target=FULL_TAU)


def _mark_gates(criterion: Criterion, answer: Teardown, case: Case) -> Mark:
    """Hits less false alarms; a hit under another rule counts two fifths. The first row on a part is the one meant."""
    there = {id: part.breach for id, part in case.path.parts.items() if part.breach}
    said: dict[str, str] = {}
    for gate in answer.gates:
        said.setdefault(gate.part, gate.rule)
    found = detection(said, there)
    right = [id for id in found.hits if said[id] == there[id]]
    worth = len(right) + OTHER_RULE * (len(found.hits) - len(right)) - len(found.false_alarms)
    parts = [
        message(
            "{hits} of {there} found, {right} under the right rule.",
            hits=len(found.hits),
            there=len(there),
            right=len(right),
        )
    ]
    for id in found.missed[:NAMED]:
        part = case.path.parts[id]
        parts.append(
            message(
                "Missed: {id} {name}, {rule}; see {row}.",
                id=id,
                name=part.name,
                rule=rule(there[id]).name,
                row=part.record,
            )
        )
    for id in found.false_alarms[:NAMED]:
        part = case.path.parts[id]
        parts.append(message("Nothing wrong with {id} {name}: read {row}.", id=id, name=part.name, row=part.record))
    for id in (id for id in found.hits if id not in right):
        parts.append(message("{id} falls under {rule}.", id=id, rule=rule(there[id]).name))
    return mark(criterion, worth / len(there), joined(parts), reached=len(right), target=len(there))


def _mark_evidence(criterion: Criterion, answer: Teardown, case: Case) -> Mark:
    """For each breach found, whether the back end's row on it is cited, and little else."""
    there = [part for part in case.path.parts.values() if part.breach]
    cited = {gate.part: gate.rows for gate in reversed(answer.gates)}
    shares = [by_evidence(cited.get(part.id, ()), {part.record}) for part in there]  # type: ignore[call-overload]
    parts = [message("{n} of {of} are shown by the row cited.", n=sum(share > 0 for share in shares), of=len(there))]
    weak = [part for part, share in zip(there, shares, strict=True) if share < 1]
    if weak:
        parts.append(
            message("{id} {name} is shown by {row} alone.", id=weak[0].id, name=weak[0].name, row=weak[0].record)
        )
    alarms = len(set(cited) - {part.id for part in there})
    share = max(sum(shares) - alarms / 2, 0.0) / len(there)
    return mark(criterion, share, joined(parts), reached=round(sum(shares), 2), target=len(there))
