"""What a colleague would point out before handing in: slips of form, likeness, privacy; nothing of the key."""

from collections.abc import Iterator

from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.working_with_ai.answer import PART_LABELS, Assisted
from simulations.projects.working_with_ai.case import Case, draw_case
from simulations.projects.working_with_ai.generator import generate, leaked, prompt_parts
from simulations.projects.working_with_ai.titles import LIKE_MODEL, LIKE_RIVAL, read_one
from simulations.projects.working_with_ai.wording import likeness
from simulations.task import Finding
from simulations.world.text.compliance import Verdict

MOST = 14  # findings; more are read by nobody
ONE_SIDED = 17  # claims with the same verdict


def check(answer: Assisted, context: Context) -> list[Finding]:
    """Findings that follow from what was written; whether a verdict or a label is right is not said."""
    case = draw_case(context)
    found = [*_prompt(answer, case), *_titles(answer, case), *_facts(answer, case)]
    return sorted(found, key=lambda finding: not finding.grave)[:MOST]


def _slip(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
    return Finding(field=field, grave=grave, what=what, excerpt=excerpt)


def _prompt(answer: Assisted, case: Case) -> Iterator[Finding]:
    for word in leaked(answer.prompt, case.room):
        yield _slip("prompt", message("A customer's data has no place in a prompt."), word, grave=True)
    for part, told in prompt_parts(answer.prompt, case.room).items():
        if told < 1:
            yield _slip("prompt", message("「{part}」 says little about this job.", part=PART_LABELS[part]))
    offered = {idea.id for idea in generate(answer.prompt, case.room)}
    for pick in answer.picks:
        if pick.idea not in offered:
            yield _slip("picks", message("This prompt does not bring {idea}.", idea=pick.idea), grave=True)
    if len({pick.decision for pick in answer.picks}) == 1:
        yield _slip("picks", message("The same decision for all picks."))


def _titles(answer: Assisted, case: Case) -> Iterator[Finding]:
    known = {idea.id: idea for idea in generate(answer.prompt, case.room)}
    kept = {pick.idea for pick in answer.picks if pick.decision == "keep"}
    for place, row in enumerate(answer.titles):
        if row.idea not in kept:
            yield _slip("titles", message("{idea} is not among the ideas kept.", idea=row.idea), row.title)
        if row.idea not in known:
            continue
        others = [other.title for number, other in enumerate(answer.titles) if number != place]
        read = read_one(row.title, known[row.idea].text, others, case)
        if read.rival >= LIKE_RIVAL:
            rival = max(case.room.rivals, key=lambda one: likeness(row.title, one))
            yield _slip("titles", message("Very like a rival's 「{rival}」.", rival=rival), row.title)
        if read.model >= LIKE_MODEL:
            yield _slip("titles", message("Still the model's wording."), row.title)
        if read.features.flat_list or read.features.loud:
            yield _slip("titles", message("A flat list or shouting words: it could stand on any account."), row.title)
        for passage in read.passages:
            if passage.verdict is not Verdict.ALLOWED:
                yield _slip("titles", passage.why, passage.sentence, grave=True)


def _facts(answer: Assisted, case: Case) -> Iterator[Finding]:
    given = list(answer.verdicts.values())
    if max(given.count(verdict) for verdict in set(given)) >= ONE_SIDED:
        yield _slip("verdicts", message("Nearly the same verdict on everything."))
    for claim, row in answer.rows.items():
        if row and row not in case.article.rows:
            yield _slip("rows", message("{row} is not a row of the material", row=row), claim, grave=True)
    bare = [id for id, verdict in answer.verdicts.items() if verdict == "invented" and not answer.rows.get(id)]
    if bare:
        yield _slip("rows", message("Invented, but by which row? {claims}", claims="、".join(bare)))
    fixed = [row.claim for row in answer.fixes]
    for fix in answer.fixes:
        if answer.verdicts[fix.claim] != "invented":
            yield _slip("fixes", message("{claim} is corrected, yet not called invented.", claim=fix.claim))
        if fix.text == case.article.claims[fix.claim].text:
            yield _slip(
                "fixes", message("The correction of {claim} is the sentence itself.", claim=fix.claim), grave=True
            )
    if len(set(fixed)) < len(fixed):
        yield _slip("fixes", message("A claim is corrected twice."))
    if len({tuple(sorted(chosen)) for chosen in answer.labels.values()}) == 1:
        yield _slip("labels", message("The same labels on everything that goes out."))
