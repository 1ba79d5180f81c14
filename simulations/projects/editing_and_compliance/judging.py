"""Points and reasons of the criteria that world or key judge."""

from simulations.evaluate import Z95
from simulations.identity import Context
from simulations.judging import by_evidence, by_regret, detection, joined, mark
from simulations.language import Message, message
from simulations.projects.editing_and_compliance.answer import Review
from simulations.projects.editing_and_compliance.case import TASK, VERDICTS, Case, draw_case
from simulations.projects.editing_and_compliance.cover import passes
from simulations.projects.editing_and_compliance.drafts import FOLDER, mends
from simulations.projects.editing_and_compliance.layout import MOST_BOLD, good_headings, read_layout
from simulations.projects.editing_and_compliance.remarks import on_layout, on_story
from simulations.projects.editing_and_compliance.story import ENOUGH_ROWS, LONGEST, SHORTEST, read_story
from simulations.projects.editing_and_compliance.violation import (
    evidence_weight,
    handle,
    statement_quality,
)
from simulations.task import Mark, Score, load_criteria
from simulations.world.draws import Worlds

SCORING_WORLDS, FIXES, SHOWN = 200, 4, 3
CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}
WRONG_KIND = 0.5  # what a flaw earns that was seen but not named


def score(answer: Review, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case = draw_case(context)
    marks = (
        _mark_marking(answer, case),
        _mark_fixes(answer, case),
        _mark_story(answer, case),
        _mark_verdicts(answer, case),
        _mark_violation(answer, case, context.worlds(TASK, SCORING_WORLDS)),
        _mark_layout(answer, case),
        _mark_cover(answer, case),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def _mark_marking(answer: Review, case: Case) -> Mark:
    """Right kind 1, wrong kind a half, a false alarm -1, of all flaws there are."""
    kinds = {marked.sentence: marked.kind for marked in answer.marks}
    came = detection(kinds, case.flaws)
    named = [id for id in came.hits if kinds[id] == case.flaws[id]]
    earned = len(named) + WRONG_KIND * (len(came.hits) - len(named)) - len(came.false_alarms)
    parts = [
        message(
            "{named} of {there} flaws found and named, {vague} found with another name, {missed} missed, "
            "{alarms} false alarms.",
            named=len(named),
            there=len(case.flaws),
            vague=len(came.hits) - len(named),
            missed=len(came.missed),
            alarms=len(came.false_alarms),
        )
    ]
    parts += [_why_flawed(case, id) for id in came.missed[:SHOWN]]
    parts += [_why_fine(case, id) for id in came.false_alarms[:SHOWN] if id in case.sentences]
    parts += [_why_flawed(case, id) for id in came.hits if id not in named][:SHOWN]
    return mark(
        CRITERIA["marking"],
        earned / len(case.flaws),
        joined(parts),
        reached=float(earned),
        target=float(len(case.flaws)),
    )


def _why_flawed(case: Case, id: str) -> Message:
    flaw = case.sentences[id].flaw
    return message("{id}: {why}", id=id, why=flaw.why if flaw else "")


def _why_fine(case: Case, id: str) -> Message:
    why = case.sentences[id].why_ok
    return message("{id} is fine: {why}", id=id, why=why) if why else message("{id} is fine as it is.", id=id)


def _mark_fixes(answer: Review, case: Case) -> Mark:
    """A quarter for each of the best four corrections of flawed sentences."""
    written = [marked for marked in answer.marks if marked.fix and marked.sentence in case.flaws]
    good = [marked for marked in written if mends(marked.fix, case.sentences[marked.sentence], case.brand.words)]
    poor = [marked.sentence for marked in written if marked not in good]
    parts = [message("{good} of {wanted} corrections would go to print.", good=min(len(good), FIXES), wanted=FIXES)]
    for id in poor[: max(FIXES - len(good), 0)]:
        flaw = case.sentences[id].flaw
        parts.append(message("{id} could read: 「{fix}」", id=id, fix=flaw.fix if flaw else ""))
    if not written:
        parts.append(message("A mark without a correction leaves the author where he was."))
    return mark(
        CRITERIA["fixes"],
        len(good) / FIXES,
        joined(parts),
        reached=float(min(len(good), FIXES)),
        target=float(FIXES),
    )


def _mark_story(answer: Review, case: Case) -> Mark:
    """Eight things a story needs; nothing counts for a text that is not about this user."""
    read = read_story(answer.story, answer.story_rows, case.story, case.brand.words)
    trap = [id for id in answer.story_rows if case.story.rows[id].use in ("trap", "private")]
    cited = by_evidence(answer.story_rows, case.story.supports, ENOUGH_ROWS)
    points = (
        0.10 * (SHORTEST <= read.length <= LONGEST)
        + 0.10 * (read.person and read.scene)
        + 0.10 * read.trouble
        + 0.15 * (read.named == 1)
        + 0.10 * (not read.listed and read.manual_speak <= 1)
        + 0.15 * (not read.passages)
        + 0.15 * (read.measured and not read.unsupported)
        + 0.15 * cited * (not trap)
    )
    share = points * read.about * min(read.length / SHORTEST, 1.0) * min(read.fresh, 1.0) * (not read.gives_away)
    wrong: list[Message] = []
    if read.gives_away:
        wrong.append(message("「{words}」 was said not to be written.", words="」「".join(read.gives_away)))
    if read.about < 1:
        wrong.append(message("It is hardly about the trouble at hand: {about}.", about=case.story.about))
    if read.passages:
        worst = read.passages[0]
        wrong.append(message("「{words}」: {why}", words=worst.words, why=worst.why))
    wrong += on_story(read)
    if not read.measured:
        wrong.append(message("The figure that the user measured is missing."))
    if trap:
        wrong.append(message("{row} may not be built on: nobody can prove it, or it is private.", row=trap[0]))
    elif cited < 1:
        wrong.append(message("Cite {n} rows that carry this story, and none that do not.", n=ENOUGH_ROWS))
    reason = joined(wrong) if wrong else message("Somebody, a scene, one trouble, the product once, all backed.")
    return mark(CRITERIA["story_facts"], share, reason)


def _mark_verdicts(answer: Review, case: Case) -> Mark:
    """Mean worth over what the best single verdict for everything would have earned."""
    phrases = case.phrases.values()

    def earned(verdict: str | None = None) -> float:
        said = {phrase.id: verdict or str(answer.verdicts.get(phrase.id, "")) for phrase in phrases}  # type: ignore[call-overload]
        return sum(phrase.worth.get(said[phrase.id], 0.0) for phrase in phrases) / len(case.phrases)

    mine, constant = earned(), max(earned(verdict) for verdict in VERDICTS)
    wrong = [phrase for phrase in phrases if answer.verdicts.get(phrase.id) != phrase.truth]  # type: ignore[call-overload]
    wrong.sort(key=lambda phrase: phrase.worth.get(str(answer.verdicts.get(phrase.id)), 0.0))  # type: ignore[call-overload]
    right = len(case.phrases) - len(wrong)
    parts = [message("{right} of {n} verdicts are right.", right=right, n=len(case.phrases))]
    parts += [message("{id}: {why}", id=phrase.id, why=phrase.why) for phrase in wrong[:SHOWN]]
    return mark(
        CRITERIA["verdicts"],
        (mine - constant) / (1 - constant),
        joined(parts),
        reached=float(right),
        target=float(len(case.phrases)),
    )


def _mark_violation(answer: Review, case: Case, worlds: Worlds) -> Mark:
    """What appeal or correction bring back, between doing nothing and the best that could be done."""
    limited = case.violation
    strength = evidence_weight(answer.evidence, answer.decision, limited)
    quality = statement_quality(answer.statement, answer.decision, limited)
    mine = handle(limited, answer.decision, strength * quality, worlds)
    worth = {
        "mine": mine.worth,
        "appeal": handle(limited, "appeal", 1.0, worlds).worth,
        "correct": handle(limited, "correct", 1.0, worlds).worth,
    }
    idle = handle(limited, None, 0.0, worlds).worth
    share = by_regret(worth, "mine", nothing=idle)
    spread = max(worth.values()) - idle
    each = (mine.post + mine.account) / 2
    uncertainty = CRITERIA["violation"].points * float(each.std(ddof=1)) / worlds.count**0.5 / max(spread, 1e-9)
    reason = message(
        "{kept:.0%} of the post's reach and {account:.0%} of the account's are kept ({idle:.0%} of both by doing "
        "nothing, {best:.0%} at best). Evidence {strength:.0%}, statement {quality:.0%}. {why}",
        kept=float(mine.post.mean()),
        account=float(mine.account.mean()),
        idle=idle,
        best=max(worth.values()),
        strength=strength,
        quality=quality,
        why=limited.why,
    )
    return mark(
        CRITERIA["violation"],
        share,
        reason,
        reached=mine.worth,
        target=max(worth.values()),
        uncertainty=round(min(Z95 * uncertainty, CRITERIA["violation"].points) / Z95, 3),
    )


def _mark_layout(answer: Review, case: Case) -> Mark:
    """Five things a reader on a phone needs, as far as nothing of the text was lost, changed or added."""
    read = read_layout(answer.layout, case.article)
    untouched = min(max((read.kept - 0.8) / 0.17, 0.0), 1.0) * (read.added <= 0.1)
    whole = untouched if read.numbers_kept else 0.3 * untouched
    pictures = len(case.article.pictures)
    bold = 0 < read.bold_share <= MOST_BOLD
    share = (
        0.25 * max(1 - read.long_share / 0.5, 0.0)
        + 0.20 * good_headings(read.headings)
        + 0.25 * read.placed / pictures
        + 0.10 * bold
        + 0.20 * (read.junk == 0)
    )
    wrong: list[Message] = []
    if not read.numbers_kept:
        wrong.append(message("A number of the article has gone: a repair changes no fact."))
    if untouched < 1:
        wrong.append(
            message("{kept:.0%} of the text is still there, {added:.0%} was added.", kept=read.kept, added=read.added)
        )
    if read.placed < pictures:
        wrong.append(message("{n} of {all} pictures stand where the text speaks of them.", n=read.placed, all=pictures))
    wrong += on_layout(read)
    reason = joined(wrong) if wrong else message("Nothing lost, nothing left over, readable on a phone.")
    return mark(CRITERIA["layout"], share * whole, reason)


def _mark_cover(answer: Review, case: Case) -> Mark:
    """Half for which covers pass, half for the one that is used."""
    passing = {id for id, cover in case.covers.items() if passes(cover, case.use)}
    came = detection(answer.covers_pass, passing)
    used = case.covers[answer.cover]
    worth = 0.0 if answer.cover not in passing else 1.0 if used.about else 0.3
    parts = [
        message(
            "{right} of {there} that pass were named, {wrong} that do not.",
            right=len(came.hits),
            there=len(passing),
            wrong=len(came.false_alarms),
        )
    ]
    if answer.cover not in passing:
        parts.append(message("The one that is used does not pass itself."))
    elif not used.about:
        parts.append(message("The one that is used could stand on any article."))
    return mark(CRITERIA["cover"], (came.share + worth) / 2, joined(parts))
