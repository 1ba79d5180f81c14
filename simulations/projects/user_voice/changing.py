"""What comes of it: three sentences said anew, and changes one can look at on a day."""

import re
from datetime import timedelta

from simulations.judging import joined, mark
from simulations.language import message
from simulations.projects.user_voice.answer import REWRITES, TURN_LABELS, Workshop
from simulations.projects.user_voice.case import Case
from simulations.projects.user_voice.mending import ALIKE, lacks, likeness
from simulations.task import Criterion, Mark

SOONEST, LATEST = timedelta(days=7), timedelta(days=92)
NUMBER = re.compile(r"\d|[一二三四五六七八九十两]成")


def mark_rewriting(criterion: Criterion, answer: Workshop, case: Case) -> Mark:
    """A third each: how bad the sentence was, next to the third worst there is, if it is mended."""
    ranked = sorted(case.severity, key=lambda id: -case.severity[id])
    least = case.severity[ranked[REWRITES - 1]]
    seen: list[str] = []
    earned, parts = 0.0, [message("The worst were {ids}.", ids="、".join(ranked[:REWRITES]))]
    for row in answer.rewrites:
        sentence = case.sentences.get(row.sentence)
        if sentence is None or row.sentence in {one.sentence for one in answer.rewrites[: answer.rewrites.index(row)]}:
            parts.append(message("{id} counts for nothing: it is not there, or there twice.", id=row.sentence))
            continue
        if not sentence.trigger:
            parts.append(message("{id} was fine as it stood.", id=row.sentence))
            continue
        wrong = lacks(row.text, sentence, case.brand.name, case.brand.words)
        if wrong is None and any(likeness(row.text, other) > ALIKE for other in seen):
            wrong = message("it is another rewrite over again")
        seen.append(row.text)
        if wrong is None:
            earned += min(case.severity[row.sentence] / least, 1.0)
        else:
            parts.append(
                message("{id}: {wrong}. It could read 「{fix}」", id=row.sentence, wrong=wrong, fix=sentence.clean)
            )
    return mark(criterion, earned / REWRITES, joined(parts), reached=earned, target=REWRITES)


def mark_plan(criterion: Criterion, answer: Workshop, case: Case) -> Mark:
    """A quarter each: all three kinds there, and the changes with a figure, a day in time, rows of their own."""
    rows = list({row.what: row for row in answer.changes}.values())
    counted = max(len(answer.changes), 3)
    turns = len({row.turn for row in rows}) / len(TURN_LABELS)
    figures = sum(bool(NUMBER.search(row.measure)) for row in rows) / counted
    timely = sum(SOONEST <= row.day - case.today <= LATEST for row in rows) / counted
    known = {frozenset(row.rows) for row in rows if set(row.rows) <= case.rows}
    backed = min(len(known) / counted, 1.0)
    parts = [
        message(
            "With a figure {figures:.0%}, looked at within three months {timely:.0%}, "
            "on rows of their own {backed:.0%}.",
            figures=figures,
            timely=timely,
            backed=backed,
        )
    ]
    if turns < 1:
        parts.append(message("Something to stop, something to start, something to keep: one is missing."))
    return mark(criterion, (turns + figures + timely + backed) / 4, joined(parts))
