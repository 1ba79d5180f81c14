"""Points and reasons for the article: inventions found, what is beyond proof, the rows that show it, corrections."""

from simulations.judging import detection, joined, mark
from simulations.language import message
from simulations.projects.working_with_ai.answer import Assisted
from simulations.projects.working_with_ai.article import INVENTED, UNVERIFIABLE, Claim
from simulations.projects.working_with_ai.case import Case
from simulations.projects.working_with_ai.wording import pairs
from simulations.task import Criterion, Mark

ROW_OF_TRUE, ROW_OF_INVENTED = 1, 2  # weights: an invention has to be shown
FIXES = 6
STILL = 0.4  # share of the sentence's own pairs of characters that a correction keeps
NAMED = 3


def _shown(claim: Claim) -> str:
    return f"{claim.id}「{claim.said}」"


def _called(answer: Assisted, verdict: str) -> list[str]:
    return sorted(id for id, given in answer.verdicts.items() if given == verdict)


def mark_facts(criterion: Criterion, answer: Assisted, case: Case) -> Mark:
    """Inventions found less what was called one and is none."""
    claims = case.article.claims
    found = detection(_called(answer, "invented"), [id for id, claim in claims.items() if claim.truth == "invented"])
    parts = [
        message(
            "{hits} of {of} inventions found, {alarms} false alarms.",
            hits=len(found.hits),
            of=INVENTED,
            alarms=len(found.false_alarms),
        )
    ]
    for id in found.missed[:NAMED]:
        claim = claims[id]
        parts.append(message("{claim}: {row} has {value}.", claim=_shown(claim), row=claim.row, value=claim.value))
    right = [_shown(claims[id]) for id in found.false_alarms if claims[id].truth == "true"]
    if right:
        parts.append(message("Stands in the material: {claims}.", claims="、".join(right[:NAMED])))
    return mark(criterion, found.share, joined(parts), reached=len(found.hits), target=INVENTED)


def mark_unverified(criterion: Criterion, answer: Assisted, case: Case) -> Mark:
    """Claims without a row that were called so, less others."""
    claims = case.article.claims
    found = detection(
        _called(answer, "unverifiable"), [id for id, claim in claims.items() if claim.truth == "unverifiable"]
    )
    parts = [
        message(
            "{hits} of {of} recognised as beyond proof, {alarms} others called so.",
            hits=len(found.hits),
            of=UNVERIFIABLE,
            alarms=len(found.false_alarms),
        )
    ]
    parts += [message("{claim}: {why}", claim=_shown(claims[id]), why=claims[id].why) for id in found.missed]
    decided = [f"{id} → {claims[id].row}" for id in found.false_alarms]
    if decided:
        parts.append(message("A row decides: {rows}.", rows="、".join(decided[:NAMED])))
    return mark(criterion, found.share, joined(parts), reached=len(found.hits), target=UNVERIFIABLE)


def mark_evidence(criterion: Criterion, answer: Assisted, case: Case) -> Mark:
    """Rows count where the verdict is right; those of inventions twice."""
    verdicts = {str(id): verdict for id, verdict in answer.verdicts.items()}
    rows = {str(id): row for id, row in answer.rows.items()}
    reached, target, astray = 0, 0, []
    for id, claim in case.article.claims.items():
        if not claim.row:
            continue
        weight = ROW_OF_INVENTED if claim.truth == "invented" else ROW_OF_TRUE
        target += weight
        cited = rows.get(id, "")
        if verdicts[id] == claim.truth and cited == claim.row:
            reached += weight
        elif cited in case.article.rows and case.article.rows[cited].paper == "O":
            astray.append(
                message("{claim}: {cited} is the old page, {row} is in force.", claim=id, cited=cited, row=claim.row)
            )
        elif cited and cited != claim.row:
            astray.append(message("{claim}: not {cited}, {row}.", claim=id, cited=cited, row=claim.row))
    first = message("Rows that decide, inventions counting twice: {share:.0%}.", share=reached / target)
    return mark(criterion, reached / target, joined([first, *astray[:NAMED]]), reached=reached, target=target)


def mends(text: str, claim: Claim) -> bool:
    """Whether a correction has the true value, not the invented one, no new figure, and is still that sentence."""
    bare, said, value = (part.replace(" ", "") for part in (text, claim.said, claim.value))
    left, own = bare.replace(value, "", 1), pairs(claim.about)
    still = len(own & pairs(left)) >= STILL * len(own)
    added = any(character.isdigit() for character in left) and not any(one.isdigit() for one in claim.about)
    return bool(value) and value in bare and said not in left and still and not added


def mark_fixes(criterion: Criterion, answer: Assisted, case: Case) -> Mark:
    """Up to six good ones; one that changes what was true costs as much."""
    claims, good, spoilt, failed = case.article.claims, 0, [], []
    for row in {row.claim: row for row in answer.fixes}.values():
        claim = claims[row.claim]
        if claim.truth == "invented":
            if mends(row.text, claim):
                good += 1
            else:
                what = message(
                    "{claim} should say {value}, and be the same sentence.", claim=claim.id, value=claim.value
                )
                failed.append(what)
        elif claim.truth == "true" and claim.value.replace(" ", "") not in row.text.replace(" ", ""):
            spoilt.append(claim.id)
    parts = [message("{n} of {of} corrections hold.", n=good, of=FIXES), *failed[:NAMED]]
    if spoilt:
        parts.append(message("Were true before: {claims}.", claims="、".join(spoilt[:NAMED])))
    return mark(criterion, (good - len(spoilt)) / FIXES, joined(parts), reached=good, target=FIXES)
