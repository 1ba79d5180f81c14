"""Points and reasons of what world and key judge: prompt, ideas, titles, labels; the article is in `verifying`."""

from simulations.identity import Context
from simulations.judging import joined, mark
from simulations.language import Message, message
from simulations.projects.working_with_ai.answer import LABEL_LABELS, PART_LABELS, PARTS, PICKS, TITLES, Assisted
from simulations.projects.working_with_ai.article import FOLDER
from simulations.projects.working_with_ai.case import TASK, Case, draw_case
from simulations.projects.working_with_ai.generator import (
    BAITS_AT_LEAST,
    GOOD_AT_MOST,
    best_picks,
    generate,
    leaked,
    prompt_parts,
    worth_of,
)
from simulations.projects.working_with_ai.publications import labelled
from simulations.projects.working_with_ai.titles import LIKE_MODEL, LIKE_RIVAL, ReadTitle, read_one
from simulations.projects.working_with_ai.verifying import mark_evidence, mark_facts, mark_fixes, mark_unverified
from simulations.task import Mark, Score, load_criteria

CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
LEAK = 0.3  # of the points of a prompt with a customer's data in it
NOT_KEPT = 0.5  # of a title made of an idea that was not kept
ENOUGH = 0.9  # of what a senior earns with the ideas
NAMED = 3


def score(answer: Assisted, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case = draw_case(context)
    marks = (
        _mark_prompt(answer, case),
        _mark_ideas(answer, case),
        _mark_titles(answer, case),
        mark_facts(CRITERIA["facts"], answer, case),
        mark_unverified(CRITERIA["unverified"], answer, case),
        mark_evidence(CRITERIA["evidence"], answer, case),
        mark_fixes(CRITERIA["fixes"], answer, case),
        _mark_labels(answer, case),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def _mark_prompt(answer: Assisted, case: Case) -> Mark:
    told = prompt_parts(answer.prompt, case.room)
    share = sum(told.values()) / len(PARTS)
    missing = [str(PART_LABELS[part]) for part in PARTS if told[part] < 1]
    parts = [message("{n} of {of} parts tell the model about this job.", n=len(PARTS) - len(missing), of=len(PARTS))]
    if missing:
        parts.append(message("Say more in: {parts}.", parts="、".join(missing)))
    if leaked(answer.prompt, case.room):
        share *= LEAK
        parts.append(message("A customer's data stands in it: once it has left the house nobody gets it back."))
    return mark(CRITERIA["prompt"], share, joined(parts), reached=sum(told.values()), target=len(PARTS))


def _target(case: Case) -> float:
    """What a senior earns with a prompt that leaves nothing out."""
    room = case.room
    ids = (*room.order["good"][:GOOD_AT_MOST], *room.order["bait"][:BAITS_AT_LEAST])
    offered = tuple(room.ideas[id] for id in ids)
    return sum(worth_of(best_picks(offered, PICKS), offered).values())


def _mark_ideas(answer: Assisted, case: Case) -> Mark:
    offered = generate(answer.prompt, case.room)
    earned = worth_of({pick.idea: pick.decision for pick in answer.picks}, offered)
    reached, target = sum(earned.values()), ENOUGH * _target(case)
    parts = [message("The picks are worth {reached:.1f} of {target:.1f}.", reached=reached, target=target)]
    known = {idea.id: idea for idea in offered}
    kept = [known[pick.idea] for pick in answer.picks if pick.decision == "keep" and pick.idea in known]
    for kind, what in (
        ("bait", message("Its occasion does not exist, nobody can write it")),
        ("spoiled", message("A rival has just published it")),
        ("bland", message("It could stand on any account")),
    ):
        found = [f"{idea.id}「{idea.text}」" for idea in kept if idea.kind == kind]
        if found:
            parts.append(message("{what}: {ideas}.", what=what, ideas="、".join(found[:NAMED])))
    twice = [idea.id for idea in kept if earned[idea.id] < 0 and idea.kind == "good"]
    if twice:
        parts.append(message("Kept twice in other words: {ideas}.", ideas="、".join(twice[:NAMED])))
    strange = [pick.idea for pick in answer.picks if pick.idea not in known]
    if strange:
        parts.append(message("This prompt does not bring {ideas}.", ideas="、".join(strange[:NAMED])))
    return mark(CRITERIA["ideas"], reached / target, joined(parts), reached=reached, target=target)


def _mark_titles(answer: Assisted, case: Case) -> Mark:
    known = {idea.id: idea for idea in generate(answer.prompt, case.room)}
    kept = {pick.idea for pick in answer.picks if pick.decision == "keep"}
    total, parts, own = 0.0, [], 0
    for place, row in enumerate(answer.titles):
        idea = known.get(row.idea)
        if idea is None:
            parts.append(message("「{title}」: this prompt does not bring {idea}.", title=row.title, idea=row.idea))
            continue
        others = [other.title for number, other in enumerate(answer.titles) if number != place]
        read = read_one(row.title, idea.text, others, case)
        own += read.different
        total += read.share * (1.0 if row.idea in kept and idea.kind != "bait" else NOT_KEPT)
        wrong = _wrong_with(read)
        if wrong:
            parts.append(message("「{title}」 {what}.", title=row.title, what=wrong))
    first = message("{n} of {of} titles are nobody else's.", n=own, of=TITLES)
    return mark(CRITERIA["titles"], total / TITLES, joined([first, *parts[:NAMED]]), reached=total, target=TITLES)


def _wrong_with(read: ReadTitle) -> Message | None:
    """The first thing to mend in a title; None for a good one."""
    if read.rival >= LIKE_RIVAL:
        return message("reads like a rival's")
    if read.model >= LIKE_MODEL:
        return message("is still the model's wording")
    if not read.of_idea:
        return message("is not about its idea any more")
    if not read.allowed:
        return message("may not go out like this")
    if not read.different:
        return message("resembles another of the six")
    return message("does not say who it is about and what is at stake") if read.craft < 1 else None


def _mark_labels(answer: Assisted, case: Case) -> Mark:
    chosen = {str(id): labels for id, labels in answer.labels.items()}
    shares, parts = [], []
    for id, publication in case.publications.items():
        share = labelled(chosen[id], publication.labels)
        shares.append(share)
        if share < 1:
            needed = "、".join(str(label) for name, label in LABEL_LABELS.items() if name in publication.labels)
            parts.append(message("{id}: {labels}. {why}", id=id, labels=needed, why=publication.why))
    right = shares.count(1.0)
    first = message("{n} of {of} labelled rightly.", n=right, of=len(shares))
    share = sum(shares) / len(shares)
    return mark(CRITERIA["labels"], share, joined([first, *parts]), reached=right, target=len(shares))
