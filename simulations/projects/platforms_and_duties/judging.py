"""Points and reasons of the criteria that world or key judge."""

from collections.abc import Iterable

import numpy as np

from simulations.evaluate import attainment
from simulations.identity import Context
from simulations.judging import by_regret, joined, mark
from simulations.language import Message, message
from simulations.projects.platforms_and_duties.account import AccountCheck, check_account
from simulations.projects.platforms_and_duties.answer import LABELS, Sorted
from simulations.projects.platforms_and_duties.case import FOLDER, TASK, Material, Situation, draw_case
from simulations.projects.platforms_and_duties.play import assigned, board, versions_effect
from simulations.projects.platforms_and_duties.versions import adapted, foreign_numbers, read_versions
from simulations.task import Mark, Score, load_criteria
from simulations.world.platforms import platform_name

CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
FLOOR, TARGET = float(np.log(0.75)), float(np.log(1.25))  # of the middling version's people who go through to the end
PARTS = {"duty": 7, "department": 8, "give": 9}  # choices there are; a blind one earns nothing on average
NAMED = 2  # dearest choices and worst handlings that a reason names


def score(answer: Sorted, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case = draw_case(context)
    checked = check_account(answer, case)
    return Score(
        task=TASK,
        variant=context.variant(TASK),
        marks=(
            _mark_placement(answer, context, case),
            _mark_cases(answer, case, "duties", ("duty", "department")),
            _mark_cases(answer, case, "handover", ("give",)),
            _mark_rules(checked, answer, case),
            _mark_search(checked),
            _mark_versions(answer, context, case),
            _mark_adapted(answer, case),
        ),
    )


def _mark_placement(answer: Sorted, context: Context, case: Material) -> Mark:
    """Regret: what the assignment brings between a random one and the best."""
    known, mine = board(context), assigned(answer.places, context)
    best = known.best
    share = (mine.total - known.random) / max(best.total - known.random, 1e-9)
    said = message(
        "{mine:.0f} {goal} in all, weighed by what each platform counts for; the best assignment brings {best:.0f}, "
        "a blind one {random:.0f}.",
        mine=mine.total,
        goal=case.goal_label,
        best=best.total,
        random=known.random,
    )
    lost = sorted(best.placed, key=lambda id: best.worth[id] - mine.worth.get(id, 0.0), reverse=True)
    dearest = [id for id in lost if best.worth[id] - mine.worth.get(id, 0.0) > 0.02 * best.total][:NAMED]
    told = [
        message(
            "{id} on {chosen}: {got:.0f}; on {better} it would have brought {would:.0f}.",
            id=id,
            chosen=platform_name(mine.placed[id]) if id in mine.placed else "—",
            got=mine.worth.get(id, 0.0),
            better=platform_name(best.placed[id]),
            would=best.worth[id],
        )
        for id in dearest
    ]
    if mine.left_over:
        told.append(message("{ids} did not go out: their platform had no room left.", ids=", ".join(mine.left_over)))
    return mark(
        CRITERIA["placement"], share, joined([said, *told]), reached=round(mine.total, 1), target=round(best.total, 1)
    )


def handled(situation: Situation, part: str, chosen: str) -> float:
    """What a choice is worth, 0-1; an average blind choice earns nothing."""
    worth = situation.worth[part]
    return by_regret(worth, chosen, nothing=sum(worth.values()) / PARTS[part])


def _mark_cases(answer: Sorted, case: Material, criterion: str, parts: tuple[str, ...]) -> Mark:
    shares = {
        situation.id: float(
            np.mean(
                [
                    handled(situation, part, getattr(answer.handlings[situation.id], part))
                    if situation.id in answer.handlings
                    else 0.0
                    for part in parts
                ]
            )
        )
        for situation in case.situations
    }
    share = float(np.mean(list(shares.values())))
    worst = [id for id in sorted(shares, key=lambda id: shares[id]) if shares[id] < 0.7][:NAMED]
    right = sum(value > 0.95 for value in shares.values())
    said = message("{n} of {all} handled as a senior would.", n=right, all=len(shares))
    told = [_corrected(next(s for s in case.situations if s.id == id), parts) for id in worst]
    return mark(CRITERIA[criterion], share, joined([said, *told]), reached=right, target=len(shares))


def _corrected(situation: Situation, parts: tuple[str, ...]) -> Message:
    def best(part: str) -> Message:
        worth = situation.worth[part]
        return LABELS[f"cases.{part}.{max(worth, key=lambda choice: worth[choice])}"]

    if parts == ("give",):
        return message("{id}: hand over 「{give}」.", id=situation.id, give=best("give"))
    if situation.worth["department"].get("nobody") == 1:
        return message(
            "{id}: {duty}, without anybody else. {why}", id=situation.id, duty=best("duty"), why=situation.why
        )
    return message(
        "{id}: {duty}, with {department}. {why}",
        id=situation.id,
        duty=best("duty"),
        department=best("department"),
        why=situation.why,
    )


def _mark_rules(checked: AccountCheck, answer: Sorted, case: Material) -> Mark:
    """Five eighths for limits and law, three for verification; a breach costs all of the first."""
    profile = case.profile
    fits = max(1 - 0.35 * len(checked.over) - 0.6 * len(checked.breaches), 0.0) * checked.written
    verified = by_regret(profile.verification, answer.verification)
    told: list[Message] = [*checked.over, *checked.breaches]
    if verified < 1:
        told.append(message("Verification: {why}", why=profile.verification_why))
    if checked.written < 1:
        told.append(message("Name, bio or pinned title say next to nothing."))
    if not told:
        told = [message("Everything within limits and law, and the right verification.")]
    return mark(CRITERIA["account_rules"], (5 * fits + 3 * verified * checked.written) / 8, joined(told))


def _mark_search(checked: AccountCheck) -> Mark:
    """A third for tags, a sixth each for name or bio found, readers named, rhythm kept, pinned piece on its subject."""
    share = (2 * checked.tags + checked.found + checked.readers + checked.rhythm + checked.pinned) / 6
    wanted = (
        (
            checked.tags,
            message("Tags: {n} of {all} are what these readers search.", n=checked.hits, all=checked.chosen),
        ),
        (checked.found, message("Name or bio carry no word that these readers search.")),
        (checked.readers, message("The bio does not say for whom.")),
        (checked.rhythm, message("The bio does not promise a rhythm that the team can keep.")),
        (checked.pinned, message("The pinned title is not about the account's subject.")),
    )
    told = [said for value, said in wanted if value < 1]
    if checked.piled:
        told = (
            [told[0], message("Words are piled up where a sentence should stand.")]
            if checked.tags < 1
            else [message("Words are piled up where a sentence should stand.")]
        )
    return mark(
        CRITERIA["account_search"],
        share,
        joined(told or [message("Found by its words, clear for whom and how often, and the pinned piece keeps it.")]),
    )


def _mark_versions(answer: Sorted, context: Context, case: Material) -> Mark:
    found = versions_effect(answer.titled, answer.told, context)
    shares = {slug: attainment(effect, FLOOR, TARGET) for slug, effect in found.items()}
    told = [
        message(
            "{platform}: {ratio:.0%} of a middling piece's people go through it to the end.",
            platform=platform_name(slug),
            ratio=effect.ratio,
        )
        for slug, effect in found.items()
    ]
    read = read_versions(answer.titled, answer.told, case.story)
    copied = [platform_name(slug) for slug, version in read.items() if version.copied]
    if copied:
        told.append(message("Carried over word for word: {names}.", names=", ".join(copied)))
    share = float(np.mean([value for value, _se in shares.values()]))
    uncertainty = CRITERIA["three_versions"].points * float(np.mean([se for _value, se in shares.values()]))
    return mark(CRITERIA["three_versions"], share, joined(told), uncertainty=round(uncertainty, 3))


def _mark_adapted(answer: Sorted, case: Material) -> Mark:
    """Wording of its own times the platform's form; what is not in the material costs a fifth a figure."""
    free, worst = adapted(answer.told, case.story)
    read = read_versions(answer.titled, answer.told, case.story)
    fits, told_all = _mean(v.fits for v in read.values()), _mean(v.told for v in read.values())
    strange = foreign_numbers("\n".join([*answer.titled.values(), *answer.told.values()]), case.story)
    share = free * (0.4 + 0.6 * fits) * told_all - 0.2 * len(strange)
    told = [
        message(
            "The two versions most alike share {worst:.0%} of their wording; form {fits:.0%}, story told {told:.0%}.",
            worst=worst,
            fits=fits,
            told=told_all,
        )
    ]
    if strange:
        told.append(message("Not in the material: {numbers}.", numbers=", ".join(strange)))
    return mark(CRITERIA["adapted"], share, joined(told), reached=round(worst, 3), target=0.2)


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))
