"""Before handing in: what a colleague would point out; the rules, never the key."""

import re
from collections.abc import Iterator

from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.editing_and_compliance.answer import Review
from simulations.projects.editing_and_compliance.case import Case, draw_case
from simulations.projects.editing_and_compliance.judging import FIXES
from simulations.projects.editing_and_compliance.layout import read_layout
from simulations.projects.editing_and_compliance.remarks import on_layout, on_story
from simulations.projects.editing_and_compliance.story import read_story
from simulations.projects.editing_and_compliance.violation import BLAMES
from simulations.task import Finding
from simulations.world.text.compliance import Verdict, check_compliance

UNTOUCHED = 0.97  # of the article's characters that a repair leaves


def check(answer: Review, context: Context) -> list[Finding]:
    """Findings that follow from what was written and from the rules alone."""
    case = draw_case(context)
    parts = (_marks(answer, case), _words(answer, case), _story(answer, case), _layout(answer, case), _cover(answer))
    return [finding for part in parts for finding in part]


def _found(field: str, what: Message, excerpt: str = "", grave: bool = False) -> Finding:
    return Finding(field=field, grave=grave, what=what, excerpt=excerpt)


def _marks(answer: Review, case: Case) -> Iterator[Finding]:
    for marked in answer.marks:
        sentence = case.sentences.get(marked.sentence)
        if sentence is None:
            yield _found("marks", message("There is no sentence {id}.", id=marked.sentence), grave=True)
        elif marked.fix and marked.fix == sentence.text:
            yield _found("marks", message("The correction of {id} is the sentence itself.", id=marked.sentence))
        for passage in check_compliance(marked.fix, case.brand.words):
            if passage.verdict is not Verdict.ALLOWED:
                yield _found("marks", passage.why, passage.sentence, grave=True)
    corrected = sum(bool(marked.fix) for marked in answer.marks)
    if corrected < FIXES:
        yield _found("marks", message("{n} corrections; {wanted} are asked for.", n=corrected, wanted=FIXES))
    if len(answer.marks) > len(case.sentences) / 2:
        too_many = message(
            "{n} sentences marked: is it all that bad? A false alarm costs as much as a miss.", n=len(answer.marks)
        )
        yield _found("marks", too_many)


def _words(answer: Review, case: Case) -> Iterator[Finding]:
    if not re.search(rf"{case.note_on}\d", answer.note):
        yield _found("note", message("The note names no sentence by its number: where should the author look?"))
    if BLAMES.search(answer.statement):
        scolded = message("Whoever reads appeals all day does not need to be scolded.")
        yield _found("statement", scolded, answer.statement)
    if len(set(answer.verdicts.values())) == 1:
        yield _found("verdicts", message("The same verdict for all phrases."))


def _story(answer: Review, case: Case) -> Iterator[Finding]:
    read = read_story(answer.story, answer.story_rows, case.story, case.brand.words)
    for passage in read.passages:
        yield _found("story", passage.why, passage.sentence, grave=True)
    for what in on_story(read):
        yield _found("story", what)


def _layout(answer: Review, case: Case) -> Iterator[Finding]:
    read = read_layout(answer.layout, case.article)
    if not read.numbers_kept or read.kept < UNTOUCHED:
        lost = message("{kept:.0%} of the text is still there; a repair changes no word and no number.", kept=read.kept)
        yield _found("layout", lost, grave=True)
    if read.missing:
        yield _found("layout", message("{n} pictures are gone.", n=read.missing), grave=True)
    for what in on_layout(read):
        yield _found("layout", what)


def _cover(answer: Review) -> Iterator[Finding]:
    if answer.cover not in answer.covers_pass:
        yield _found("cover", message("The cover to use is not among those that pass."), grave=True)
