"""Points and reasons of the criteria that world or key judge."""

import numpy as np

from simulations.identity import Context
from simulations.judging import by_evidence, joined, mark
from simulations.language import Message, message
from simulations.projects.attribution_and_channels.answer import (
    CAUSE_LABELS,
    CHANNEL_LABELS,
    FIX_LABELS,
    MISLEADING,
    MODEL_LABELS,
    STEP_LABELS,
    VERDICT_LABELS,
    Misleading,
    Plan,
    Verdict,
)
from simulations.projects.attribution_and_channels.board import ASKED
from simulations.projects.attribution_and_channels.case import FOLDER, TASK, Case, draw_case
from simulations.projects.attribution_and_channels.market import SEEDING
from simulations.projects.attribution_and_channels.paths import DIRT, kinds_of
from simulations.projects.attribution_and_channels.play import WORLDS
from simulations.projects.attribution_and_channels.posts import written
from simulations.projects.attribution_and_channels.spending import mark_budgets, mark_forecast, mark_pilot, played
from simulations.task import Mark, Score, load_criteria
from simulations.world.draws import Worlds
from simulations.world.journeys import CHANNELS, Channel

CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
CAUSE, ROWS, FIX = 0.5, 0.3, 0.2  # parts of a diagnosis
LOOK_BACK = {28: 1.0, 14: 0.5, 7: 0.0}
TICKED, WINDOW = 0.75, 0.25
NEEDLESS = 0.5  # what doing against dirt that is not there costs, against doing harm
CLEAR = 0.03  # a model's share this far off is worth a word
ENOUGH = 0.9  # of the four largest errors: all points
SHOWN = 0.5  # of an error that is named without the rows that show it
SHARP, DULL = 8.0, 24.0  # mean interval score, in points of percent: all points, no points
LEVEL = 0.8
NEARLY, PLAIN = 0.85, 0.3  # of all that verdicts can gain: all points; a leaning that is plain to see
OTHER_WHY = 0.6
VAIN = -0.5
TOLD = 2


def score(answer: Plan, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case = draw_case(context)
    worlds: Worlds = context.worlds(TASK, WORLDS)
    came = played(answer, case, worlds)
    marks = (
        _mark_diagnosis(answer, case),
        _mark_cleaning(answer, context),
        _mark_misleading(answer, case),
        _mark_increments(answer, case),
        _mark_evaluation(answer, case),
        *mark_budgets(CRITERIA["budget"], CRITERIA["cut"], answer, case, worlds, came),
        mark_forecast(CRITERIA["forecast"], answer, came[0].kept),
        mark_pilot(CRITERIA["pilot"], answer, case, context.worlds(TASK, 400, "pilot")),
        _mark_board(answer, case),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def _mark_diagnosis(answer: Plan, case: Case) -> Mark:
    criterion, given = CRITERIA["diagnosis"], {row.post: row for row in reversed(answer.diagnoses)}
    share, parts, causes = 0.0, list[Message](), written()["causes"]
    for post in case.posts:
        row, truth = given.get(post.letter), causes[post.cause]  # type: ignore[call-overload]
        right = row is not None and row.cause == post.cause
        if row is not None and right:
            proof = by_evidence(row.rows, post.supports, enough=2)
            share += (CAUSE + ROWS * proof + FIX * (row.fix == truth["fix"])) / 2
            if proof == 1 and row.fix == truth["fix"]:
                continue
        parts.append(
            message(
                "Post {letter}: {cause}. {why}. {rows} show it; first: {fix}.",
                letter=post.letter,
                cause=CAUSE_LABELS[post.cause],
                why=truth["why"],
                rows="、".join(sorted(post.supports)),
                fix=FIX_LABELS[truth["fix"]],
            )
        )
    reason = joined(parts) if parts else message("Both posts: the step, the rows and the remedy are right.")
    return mark(criterion, share, reason, reached=share, target=1)


def _mark_cleaning(answer: Plan, context: Context) -> Mark:
    needed, done = kinds_of(context.variant(TASK)), set(answer.cleaning)
    harm, needless = done - set(DIRT), (done & set(DIRT)) - needed
    missed = [step for step in DIRT if step in needed - done]
    gained = (len(needed & done) - len(harm) - NEEDLESS * len(needless)) / len(needed)
    share = TICKED * max(gained, 0.0) + WINDOW * LOOK_BACK[answer.window_days]
    parts = [
        message("{hits} of {of} steps that this file needs.", hits=len(needed & done), of=len(needed)),
    ]
    if missed:
        parts.append(message("Left undone: {step}.", step=STEP_LABELS[missed[0]]))
    if harm:
        first = sorted(harm)[0]
        parts.append(message("This throws journeys away: {step}.", step=STEP_LABELS[first]))
    if needless:
        parts.append(message("Not needed in this file: {step}.", step=STEP_LABELS[sorted(needless)[0]]))
    if answer.window_days < 28:
        parts.append(message("Seeding works for weeks: {days} days cut its meetings off.", days=answer.window_days))
    return mark(CRITERIA["cleaning"], share, joined(parts), reached=len(needed & done), target=len(needed))


def error_of(case: Case, channel: Channel, model: str) -> float:
    """What a model gives a channel beyond what it causes, both as shares of all channels together."""
    return case.models[model][channel] - case.caused[channel]  # type: ignore[index]


def _named(row: Misleading, case: Case) -> float:
    """How much of an error is named: against it if the direction is wrong or there is hardly any."""
    error = error_of(case, row.channel, row.model)
    if abs(error) < CLEAR:
        return -CLEAR
    if (error > 0) != (row.way == "much"):
        return -abs(error)
    proof = by_evidence(row.rows, case.evidence.supports(row.channel))
    return abs(error) * (SHOWN + (1 - SHOWN) * proof)


def _mark_misleading(answer: Plan, case: Case) -> Mark:
    given = {row.channel: row for row in reversed(answer.misleading)}
    worst = {channel: max(case.models, key=lambda m: abs(error_of(case, channel, m))) for channel in CHANNELS}
    errors = {channel: error_of(case, channel, worst[channel]) for channel in CHANNELS}
    largest = sorted(CHANNELS, key=lambda channel: -abs(errors[channel]))[:MISLEADING]
    target = ENOUGH * sum(abs(errors[channel]) for channel in largest)
    reached = sum(_named(row, case) for row in given.values())
    right = sum(_named(row, case) > 0 for row in given.values())
    parts = [message("{n} of {of} are misled as named.", n=right, of=len(given))]
    for channel in [c for c in largest if c not in given or _named(given[c], case) <= 0][:TOLD]:
        parts.append(
            message(
                "{model} gives {channel} {given:.0%}; switched off, it is {caused:.0%} of what all channels cause.",
                model=MODEL_LABELS[worst[channel]],
                channel=CHANNEL_LABELS[channel],
                given=case.models[worst[channel]][channel],
                caused=case.caused[channel],
            )
        )
    if any(0 < _named(row, case) < abs(error_of(case, row.channel, row.model)) for row in given.values()):
        parts.append(message("A row that shows it is a fair test; where there is none, what buyers say and the books."))
    return mark(CRITERIA["misleading"], reached / target, joined(parts), reached=reached, target=target)


def interval_points(low: float, high: float, truth: float) -> float:
    """Interval score in points of percent: width plus 2 / (1 - level) times what lies outside; smaller is better.

    Gneiting & Raftery (2007), eq. 43, on the plain scale: an increment may well be nothing.
    """
    return high - low + 2 / (1 - LEVEL) * (max(low - truth, 0.0) + max(truth - high, 0.0))


def _mark_increments(answer: Plan, case: Case) -> Mark:
    truth = {channel: 100 * share for channel, share in case.business.increments.items()}
    given = {row.channel: (row.low, row.high) for row in reversed(answer.increments)}
    scores = {channel: interval_points(*given.get(channel, (0.0, 100.0)), truth[channel]) for channel in CHANNELS}
    hit = [c for c in CHANNELS if c in given and given[c][0] <= truth[c] <= given[c][1]]
    share = (DULL - float(np.mean(list(scores.values())))) / (DULL - SHARP)
    parts = [message("{n} of {of} intervals hold what the channel causes.", n=len(hit), of=len(CHANNELS))]
    for channel in sorted(CHANNELS, key=lambda c: -scores[c])[:TOLD]:
        low, high = given.get(channel, (0.0, 100.0))
        parts.append(
            message(
                "{channel}: {truth:.1f}%, you said {low:g}–{high:g}%.",
                channel=CHANNEL_LABELS[channel],
                truth=truth[channel],
                low=low,
                high=high,
            )
        )
    return mark(CRITERIA["increments"], share, joined(parts), reached=len(hit), target=0.8 * len(CHANNELS))


def leanings(case: Case) -> dict[Channel, float]:
    """How far the next yuan of a channel lies above (or below) the middle one: log ratio, at most 1 either way."""
    brings = case.business.next_yuan
    middle = float(np.median(list(brings.values())))
    return {channel: float(np.clip(np.log(max(brings[channel], 1e-6) / middle), -1, 1)) for channel in CHANNELS}


def _verdict(row: Verdict, leaning: float) -> float:
    """What a verdict gains: adding where the next yuan brings more, cutting where it brings less; the reason counts."""
    gained = {"add": leaning, "hold": 0.0, "cut": -leaning}[row.verdict]
    cause = {"add": "next_yuan", "cut": "saturated" if row.channel in SEEDING else "borrowed"}.get(row.verdict)
    return gained if gained <= 0 or row.why == cause else OTHER_WHY * gained


def _mark_evaluation(answer: Plan, case: Case) -> Mark:
    leaning = leanings(case)
    given = {row.channel: row for row in reversed(answer.verdicts)}
    gained = sum(_verdict(row, leaning[row.channel]) for row in given.values())
    target = NEARLY * sum(map(abs, leaning.values()))
    against = [c for c, row in given.items() if _verdict(row, leaning[c]) < 0]
    idle = [c for c, row in given.items() if row.verdict == "hold" and abs(leaning[c]) > PLAIN]
    parts = [message("{n} of {of} verdicts go where the next yuan goes.", n=len(given) - len(against) - len(idle),
                     of=len(CHANNELS))]  # fmt: skip
    for channel in sorted({*against, *idle}, key=lambda c: -abs(leaning[c]))[:TOLD]:
        parts.append(
            message(
                "{channel}: the next 1,000 yuan bring {n:.1f} kept orders, {middle:.1f} in the middle; so: {verdict}.",
                channel=CHANNEL_LABELS[channel],
                n=case.business.next_yuan[channel],
                middle=float(np.median(list(case.business.next_yuan.values()))),
                verdict=VERDICT_LABELS["add" if leaning[channel] > 0 else "cut"],
            )
        )
    return mark(CRITERIA["evaluation"], gained / target, joined(parts), reached=gained, target=target)


def _mark_board(answer: Plan, case: Case) -> Mark:
    board, criterion = case.board, CRITERIA["board"]
    by_decision: dict[str, float] = {}
    vain, astray = list[str](), list[str]()
    for figure, decision in {row.figure: row.decision for row in reversed(answer.board)}.items():
        known = board.figures[figure]
        if not known.ask:
            vain.append(known.name)
        elif board.decision_of(figure) == decision:
            by_decision[decision] = max(by_decision.get(decision, 0.0), known.worth)
        else:
            astray.append(known.name)
    gained = sum(by_decision.values()) + VAIN * len(vain)
    parts = [message("{n} of {of} decisions have a figure that serves them.", n=len(by_decision), of=ASKED)]
    if vain:
        parts.append(message("「{name}」 changes no decision.", name=vain[0]))
    if astray:
        parts.append(message("「{name}」 serves another decision.", name=astray[0]))
    near = [
        row
        for row in answer.board
        if board.decision_of(row.figure) == row.decision and board.figures[row.figure].worth < 1
    ]
    if near:
        best = next(f for f in board.figures.values() if f.ask == board.figures[near[0].figure].ask and f.worth == 1)
        parts.append(message("For {decision}, 「{name}」 says more.", decision=near[0].decision, name=best.name))
    return mark(criterion, gained / ASKED, joined(parts), reached=gained, target=ASKED)
