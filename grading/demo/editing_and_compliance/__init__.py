"""Written hand-ins of the review desk: what somebody of a skill would do with the drafts, phrases and covers they get.

A hand-in names habits (how many flaws are found, how phrases are judged, how the story is told) and brings its texts;
`answer_for` applies them to any trainee's material.
"""

import re
from typing import Any

from grading.demo.editing_and_compliance.writing import layout_text, note_text, statement_text, story_text
from grading.demo.written import HandIn
from simulations.identity import Context
from simulations.projects.editing_and_compliance.case import Case, draw_case
from simulations.projects.editing_and_compliance.cover import passes
from simulations.projects.editing_and_compliance.drafts import KINDS
from simulations.projects.editing_and_compliance.violation import MOST_EVIDENCE

LOUD = re.compile(r"最|第一|唯一|国家|首选|顶级|万能|独")
NEIGHBOUR = {"forbidden": "needs_proof", "needs_proof": "forbidden", "allowed": "needs_proof"}


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, habits = draw_case(context), hand_in.answer
    decision = case.violation.decision
    if habits["decision"] == "other":
        decision = "appeal" if decision == "correct" else "correct"
    elif habits["decision"] in ("appeal", "correct"):
        decision = habits["decision"]
    covers_pass, cover = _covers(case, habits["cover"])
    return {
        "marks": _marks(case, habits),
        "note": note_text(habits["note"], case),
        "story": story_text(habits["story"], case),
        "story_rows": _rows(case, habits["rows"]),
        "verdicts": _verdicts(case, habits["verdicts"]),
        "decision": decision,
        "evidence": _evidence(case, habits["evidence"], decision),
        "statement": statement_text(habits["statement"], case, decision),
        "layout": layout_text(habits["layout"], case),
        "covers_pass": covers_pass,
        "cover": cover,
        "ai_log": habits["ai_log"],
    }


def _marks(case: Case, habits: dict[str, Any]) -> list[dict[str, str]]:
    """Flaws found, some named wrongly, corrections for some, and look-alikes taken for flaws."""
    if habits["marks"] == "everything":
        return [{"sentence": id, "kind": "forbidden", "fix": ""} for id in case.sentences]
    if habits["marks"] == "word_list":
        loud = [id for id, row in case.sentences.items() if LOUD.search(row.text)]
        return [{"sentence": id, "kind": "forbidden", "fix": _struck(case.sentences[id].text)} for id in loud or ["A1"]]
    missed, misnamed, alarms, fixes = (habits["marks"][name] for name in ("missed", "misnamed", "alarms", "fixes"))
    flawed = list(case.flaws)
    # Every third is overlooked first: nobody misses a whole draft.
    overlooked = set((flawed[1::3] + flawed[2::3] + flawed[0::3])[:missed])
    marks = []
    for place, id in enumerate(found := [id for id in flawed if id not in overlooked]):
        kind = case.flaws[id]
        if len(found) - place <= misnamed:
            kind = KINDS[(KINDS.index(kind) + 1) % len(KINDS)]
        flaw = case.sentences[id].flaw
        marks.append({"sentence": id, "kind": kind, "fix": flaw.fix if flaw and place < fixes else ""})
    innocent = [id for id, row in case.sentences.items() if row.why_ok]
    return marks + [{"sentence": id, "kind": "forbidden", "fix": ""} for id in innocent[:alarms]]


def _struck(text: str) -> str:
    """What is left when the loud word is simply struck out."""
    return LOUD.sub("", text)[:160]


def _verdicts(case: Case, habit: Any) -> dict[str, str]:
    """All right but so many near misses; or by a list of words; or one verdict for all."""
    if isinstance(habit, int):
        return {
            id: NEIGHBOUR[phrase.truth] if place < habit else phrase.truth
            for place, (id, phrase) in enumerate(case.phrases.items())
        }
    if habit == "word_list":
        return {
            id: "forbidden" if LOUD.search(row.text) else "needs_proof" if re.search(r"\d|成", row.text) else "allowed"
            for id, row in case.phrases.items()
        }
    return dict.fromkeys(case.phrases, str(habit))


def _rows(case: Case, habit: str) -> list[str]:
    """Rows that carry the story with its figures; some of them; or a row of everything."""
    story = case.story
    said = [row.id for row in story.voice if row.use == "said"]
    helps = [row.id for row in story.manual if row.use == "this"]
    if habit == "best":
        return [*said, *helps]
    if habit == "some":
        return [*said[:2], *helps[:1], next(row.id for row in story.manual if row.use == "none")]
    return [row.id for row in story.manual][:10]


def _evidence(case: Case, habit: str, decision: str) -> list[str]:
    """The lines that weigh most, first; or two good ones in the wrong order; or the worst."""
    lines = list(case.violation.evidence.values())
    ranked = sorted(lines, key=lambda line: -(line.appeal if decision == "appeal" else line.correct))
    if habit == "best":
        return [line.id for line in ranked[:3]]
    if habit == "some":
        return [ranked[3].id, ranked[1].id, ranked[0].id]
    return [line.id for line in ranked[::-1][:MOST_EVIDENCE]]


def _covers(case: Case, habit: str) -> tuple[list[str], str]:
    """The covers said to pass, and the one used."""
    passing = [id for id, cover in case.covers.items() if passes(cover, case.use)]
    about = next(id for id in passing if case.covers[id].about)
    other = next(id for id in passing if id != about)
    if habit == "best":
        return passing, about
    if habit == "generic":
        return passing, other
    if habit == "everything":
        return list(case.covers), "k1"
    failing = next(id for id in case.covers if id not in passing)
    return [failing], failing
