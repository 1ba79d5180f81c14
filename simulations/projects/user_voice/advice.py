"""What a colleague would point out before handing in: slips of form and counting, nothing of the key."""

from collections import Counter
from collections.abc import Iterator

from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.user_voice.answer import Workshop
from simulations.projects.user_voice.case import Case, draw_case, seal_of
from simulations.projects.user_voice.changing import LATEST, NUMBER, SOONEST
from simulations.projects.user_voice.mending import LONGEST, SHORTEST, likeness
from simulations.task import Finding

MOST = 12  # findings; more are read by nobody
COPIED = 0.7  # likeness from which on a text is the old one


def check(answer: Workshop, context: Context) -> list[Finding]:
    """Slips in the answer as such; who minds what, and what belongs together, is not said."""
    found = [*_slips(answer, draw_case(context))]
    return sorted(found, key=lambda finding: not finding.grave)[:MOST]


def _slip(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
    return Finding(field=field, grave=grave, what=what, excerpt=excerpt)


def _slips(answer: Workshop, case: Case) -> Iterator[Finding]:
    yield from _complaints(answer, case)
    yield from _groups(answer, case)
    yield from _changes(answer, case)


def _complaints(answer: Workshop, case: Case) -> Iterator[Finding]:
    if answer.seal != seal_of(row.model_dump() for row in answer.complaints):
        yield _slip("complaints", message("The complaints are not those with which the comments were opened."))
    for row in answer.complaints:
        if row.sentence not in case.sentences:
            yield _slip("complaints", message("{id} is not a sentence of yours", id=row.sentence), grave=True)
    pairs = Counter((row.persona, row.sentence) for row in answer.complaints)
    for (who, sentence), count in pairs.items():
        if count > 1:
            yield _slip("complaints", message("{who} complains of {id} twice.", who=who, id=sentence), grave=True)
    words = Counter(row.words for row in answer.complaints)
    for text, count in words.items():
        if count > 1:
            yield _slip("complaints", message("Two readers say the very same."), text)
    for id in sorted(set(case.readers) - {row.persona for row in answer.complaints}):
        yield _slip("complaints", message("{name} has nothing to say?", name=case.readers[id].name))


def _groups(answer: Workshop, case: Case) -> Iterator[Finding]:
    known = {comment.id for comment in case.voices.comments}
    given = Counter(id for group in answer.groups for id in dict.fromkeys(group.comments))
    for id, count in given.items():
        if id not in known:
            yield _slip("groups", message("{id} is not one of the comments", id=id), grave=True)
        elif count > 1:
            yield _slip("groups", message("{id} stands in two groups; the first counts.", id=id))
    left = sorted(known - set(given))
    if len(left) > len(known) / 4:
        yield _slip("groups", message("In no group: {ids}.", ids="、".join(left[:8])))
    decided = Counter(row.group for row in answer.decisions)
    for number in range(1, len(answer.groups) + 1):
        if number not in decided:
            yield _slip("decisions", message("Group {n} has no decision.", n=number), grave=True)
    for number, count in decided.items():
        if number > len(answer.groups):
            yield _slip("decisions", message("There is no group {n}.", n=number), grave=True)
        elif count > 1:
            yield _slip("decisions", message("Group {n} is decided twice; the first counts.", n=number))
    if answer.silent_group > len(answer.groups):
        yield _slip("silent_group", message("There is no group {n}.", n=answer.silent_group), grave=True)
    for id in answer.silent_rows:
        if id not in case.rows:
            yield _slip("silent_rows", message("{id} is not a row of the material", id=id), grave=True)


def _changes(answer: Workshop, case: Case) -> Iterator[Finding]:
    for rewrite in answer.rewrites:
        sentence = case.sentences.get(rewrite.sentence)
        if sentence is None:
            yield _slip("rewrites", message("{id} is not a sentence of yours", id=rewrite.sentence), grave=True)
        elif likeness(rewrite.text, sentence.text) > COPIED:
            yield _slip("rewrites", message("{id} reads nearly as before.", id=rewrite.sentence), rewrite.text)
        if not SHORTEST <= len(rewrite.text) <= LONGEST:
            what = message("{id}: {least} to {most} characters.", id=rewrite.sentence, least=SHORTEST, most=LONGEST)
            yield _slip("rewrites", what)
    for change in answer.changes:
        if not NUMBER.search(change.measure):
            yield _slip("changes", message("A measure without a figure."), change.measure)
        if not SOONEST <= change.day - case.today <= LATEST:
            yield _slip("changes", message("{day}: between a week and three months from today.", day=f"{change.day}"))
        for id in change.rows:
            if id not in case.rows:
                yield _slip("changes", message("{id} is not a row of the material", id=id), grave=True)
