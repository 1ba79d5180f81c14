"""Points and reasons of what the key judges: what was foreseen, how comments were grouped, what was decided."""

import math
from collections.abc import Callable

from simulations.identity import Context
from simulations.judging import by_evidence, joined, mark
from simulations.language import message
from simulations.projects.user_voice.answer import CHOICE_LABELS, KIND_LABELS, REACTION_LABELS, Workshop
from simulations.projects.user_voice.case import FOLDER, TASK, Case, draw_case
from simulations.projects.user_voice.changing import mark_plan, mark_rewriting
from simulations.projects.user_voice.grouping import cause_agreement, chosen, groups_of_causes
from simulations.projects.user_voice.voices import Cause
from simulations.task import Mark, Score, load_criteria

CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
WRONG_KIND = 0.5  # of a hit that was called something else
NOT_HIS = 0.5  # what it costs to put another reader's complaint into somebody's mouth
OTHER_GRAVE = 0.4  # of a reaction: grave, but the other way
CAP_YUAN = 10_000.0  # what one decision can weigh
CLOSE, SMALL_YUAN = math.log(1.3), 300.0  # how near an estimate must be
SHOWN = 3


def score(answer: Workshop, context: Context) -> Score:
    """Points and reasons of every criterion that the key judges."""
    case = draw_case(context)
    marks = (
        _mark_foreseeing(answer, case),
        _mark_reactions(answer, case),
        _mark_grouping(answer, case),
        _mark_decisions(answer, case),
        _mark_stakes(answer, case),
        _mark_silent(answer, case),
        mark_rewriting(CRITERIA["rewriting"], answer, case),
        mark_plan(CRITERIA["plan"], answer, case),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def foreseen(answer: Workshop) -> dict[tuple[str, str], tuple[str, str]]:
    """Reader and sentence to kind and reaction; who complains twice of a sentence is heard once."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for row in answer.complaints:
        found.setdefault((row.persona, row.sentence), (row.kind, row.reaction))
    return found


def quoted(case: Case, sentence: str) -> str:
    """A sentence as it stands in a reason."""
    known = case.sentences.get(sentence)
    text = (known.bit or known.text) if known else ""
    return f"{sentence}「{text[:24]}」"


def _mark_foreseeing(answer: Workshop, case: Case) -> Mark:
    """Right kind 1, another kind a half; nobody's complaint -1, somebody else's -1/2; of all there were to foresee."""
    hits, vague, alarms, not_his = 0, 0, list[tuple[str, str]](), list[tuple[str, str]]()
    counted = {pair: told for pair, told in foreseen(answer).items() if pair[1] not in case.disclosed}
    for (who, sentence), (kind, _reaction) in counted.items():
        if (who, sentence) in case.truth:
            right = kind == case.kind(sentence)
            hits, vague = hits + right, vague + (not right)
        elif sentence in case.sentences and case.sentences[sentence].trigger:
            not_his.append((who, sentence))
        else:
            alarms.append((who, sentence))
    earned = hits + WRONG_KIND * vague - len(alarms) - NOT_HIS * len(not_his)
    parts = [
        message(
            "{hits} of {wanted} foreseen, {vague} more under another name; {alarms} where nothing offends, "
            "{others} put into the wrong mouth.",
            hits=hits,
            wanted=case.wanted,
            vague=vague,
            alarms=len(alarms),
            others=len(not_his),
        )
    ]
    missed = sorted((pair for pair in case.truth if pair not in counted), key=lambda pair: -case.truth[pair])
    for who, sentence in missed[:SHOWN]:
        parts.append(
            message(
                "Missed: {reader} at {sentence}, {kind}.",
                reader=case.readers[who].name,
                sentence=quoted(case, sentence),
                kind=KIND_LABELS[case.kind(sentence)],
            )
        )
    for _who, sentence in alarms[:SHOWN]:
        why = case.sentences[sentence].decoy if sentence in case.sentences else ""
        parts.append(message("{sentence} offends nobody. {why}", sentence=quoted(case, sentence), why=why))
    for who, sentence in not_his[:1]:
        parts.append(
            message(
                "{reader} does not mind {sentence}.", reader=case.readers[who].name, sentence=quoted(case, sentence)
            )
        )
    return mark(CRITERIA["foreseeing"], earned / case.wanted, joined(parts), reached=earned, target=case.wanted)


def _mark_reactions(answer: Workshop, case: Case) -> Mark:
    """What each does, for those foreseen, of all that could be."""
    earned, wrong = 0.0, list[tuple[str, str]]()
    told = foreseen(answer)
    for (who, sentence), (_kind, reaction) in told.items():
        if (who, sentence) not in case.truth:
            continue
        true = case.reaction(who, sentence)
        if reaction == true:
            earned += 1
        else:
            wrong.append((who, sentence))
            earned += OTHER_GRAVE * ("skip" not in (reaction, true))
    silly = sum(pair not in case.truth and pair[1] not in case.disclosed for pair in told)
    share = earned / case.wanted if silly <= len(told) / 2 else 0.0
    parts = [message("How they take it: right for {earned:.1f} of {wanted}.", earned=earned, wanted=case.wanted)]
    for who, sentence in wrong[:2]:
        parts.append(
            message(
                "{reader} at {sentence}: {reaction}; the card tells how sore the point is, and who ever speaks.",
                reader=case.readers[who].name,
                sentence=quoted(case, sentence),
                reaction=REACTION_LABELS[case.reaction(who, sentence)],
            )
        )
    return mark(CRITERIA["reactions"], share, joined(parts), reached=earned, target=case.wanted)


def _mark_grouping(answer: Workshop, case: Case) -> Mark:
    groups = [group.comments for group in answer.groups]
    voices, agreed = case.voices, cause_agreement(groups, case.voices)
    named = groups_of_causes(groups, voices)
    parts = [
        message(
            "Agreement with the causes {agreed:.2f} (1: the same, 0: by chance); {n} of {all} causes have their group.",
            agreed=agreed,
            n=len(set(named.values())),
            all=len(voices.causes),
        )
    ]
    held = {number: [cause for cause, group in named.items() if group == number] for number in set(named.values())}
    for number, causes in sorted(held.items()):
        if len(causes) > 1:
            names = "、".join(voices.causes[cause].name for cause in causes)
            parts.append(message("Group {n} holds several causes: {names}.", n=number, names=names))
    for cause in [cause for cause in voices.causes if cause not in named][:2]:
        ids = "、".join(comment.id for comment in voices.comments if comment.cause == cause)
        parts.append(message("Torn apart: {ids} are one cause, {name}.", ids=ids, name=voices.causes[cause].name))
    return mark(CRITERIA["grouping"], agreed, joined(parts), reached=agreed, target=1.0)


def weight(cause: Cause) -> float:
    """What a decision weighs: the yuan between the best and the worst, up to a cap."""
    return min(max(cause.worths.values()) - min(cause.worths.values()), CAP_YUAN)


def kept(causes: dict[str, Cause], choice: Callable[[str], str]) -> float:
    """How much of what good decisions would keep is kept, by weight, 0-1; what was not seen is lost."""
    total = lost = 0.0
    for slug, cause in causes.items():
        worths = cause.worths
        best, spread = max(worths.values()), max(worths.values()) - min(worths.values())
        total += weight(cause)
        lost += weight(cause) * (best - worths.get(choice(slug), min(worths.values()))) / spread
    return 1 - lost / total


def decided(answer: Workshop, case: Case) -> dict[str, str]:
    """Cause to what was decided about the group that holds it."""
    named = groups_of_causes([group.comments for group in answer.groups], case.voices)
    choices: dict[int, str] = {}
    for row in answer.decisions:
        choices.setdefault(row.group, row.choice)
    return chosen(named, choices)


def _mark_decisions(answer: Workshop, case: Case) -> Mark:
    """Share kept, 0 at the best single decision for everything, 1 at the best for each."""
    causes, choices = case.voices.causes, decided(answer, case)
    dull = max(kept(causes, lambda cause, one=one: one) for one in CHOICE_LABELS)  # type: ignore[misc]
    reached = kept(causes, lambda cause: choices.get(cause, ""))
    right = sum(choices.get(slug) == cause.best for slug, cause in causes.items())
    parts = [message("{right} of {all} causes decided for the best.", right=right, all=len(causes))]

    def lost(cause: Cause) -> float:
        return cause.worths[cause.best] - cause.worths[choices.get(cause.slug, "accept")]

    for cause in sorted(causes.values(), key=lost, reverse=True)[:2]:
        if lost(cause) > 0:
            parts.append(
                message(
                    "{name}: {best} would have been worth {lost:,.0f} yuan a year more "
                    "(at stake {stake:,.0f}, mending takes {hours} hours a month).",
                    name=cause.name,
                    best=CHOICE_LABELS[cause.best],
                    lost=lost(cause),
                    stake=cause.stake_yuan,
                    hours=cause.hours,
                )
            )
    share = (reached - dull) / (1 - dull)
    return mark(CRITERIA["decisions"], share, joined(parts), reached=reached, target=1.0)


def _mark_stakes(answer: Workshop, case: Case) -> Mark:
    named = groups_of_causes([group.comments for group in answer.groups], case.voices)
    stakes: dict[int, int] = {}
    for row in answer.decisions:
        stakes.setdefault(row.group, row.stake_yuan)
    near, off = 0, list[str]()
    for slug, group in named.items():
        true, given = case.voices.causes[slug].stake_yuan, stakes.get(group)
        alone = list(named.values()).count(group) == 1
        if given is not None and alone and (abs(given - true) <= SMALL_YUAN or _near(given, true)):
            near += 1
        else:
            off.append(slug)
    all_causes = len(case.voices.causes)
    parts = [message("{near} of {all} reckoned within three tenths.", near=near, all=all_causes)]
    for slug in off[:2]:
        cause = case.voices.causes[slug]
        parts.append(
            message(
                "{name}: {stake:,.0f} yuan; hit are {segments}, by the tags and the calls together.",
                name=cause.name,
                stake=cause.stake_yuan,
                segments="、".join(cause.segments),
            )
        )
    return mark(CRITERIA["stakes"], near / all_causes, joined(parts), reached=near, target=all_causes)


def _near(given: float, true: float) -> bool:
    return given > 0 and true > 0 and abs(math.log(given / true)) <= CLOSE


def _mark_silent(answer: Workshop, case: Case) -> Mark:
    """Two fifths for who, as much for the rows, a fifth for the cause; nothing for somebody else."""
    voices = case.voices
    rows = {row.id for row in voices.quarters if row.segment == voices.silent}
    said = {line.id for line in voices.calls if line.who == voices.segments[voices.silent]}
    name = voices.segments[voices.silent]
    if answer.silent != voices.silent:
        reason = message(
            "It is {name}: {rows} show hardly a comment, ever fewer who finish, ever more who leave; {said} says why.",
            name=name,
            rows="、".join(sorted(rows)),
            said="、".join(sorted(said)),
        )
        return mark(CRITERIA["silent"], 0.0, reason)
    proof = by_evidence(answer.silent_rows, rows | said, len(rows | said))
    group = groups_of_causes([g.comments for g in answer.groups], voices).get(voices.silent_cause)
    parts = [message("{name} it is.", name=name)]
    if proof < 1:
        parts.append(message("{rows} show it, and no others.", rows="、".join(sorted(rows | said))))
    if answer.silent_group != group:
        cause = voices.causes[voices.silent_cause]
        parts.append(message("What drives them off is: {cause}.", cause=cause.name))
    return mark(CRITERIA["silent"], 0.4 + 0.4 * proof + 0.2 * (answer.silent_group == group), joined(parts))
