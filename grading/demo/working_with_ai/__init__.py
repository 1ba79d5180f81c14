"""Written hand-ins of working with AI: what somebody of a skill does with the ideas and claims that he gets.

A hand-in names habits (which prompt, how many inventions are found, whose titles); `answer_for` applies them to any
trainee's material.
"""

from pathlib import Path
from typing import Any

from grading.demo.working_with_ai.logs import log_text
from grading.demo.written import HandIn
from simulations.identity import Context
from simulations.projects.working_with_ai.answer import PARTS, PICKS, TITLES, PromptPart
from simulations.projects.working_with_ai.article import Claim
from simulations.projects.working_with_ai.case import Case, draw_case
from simulations.projects.working_with_ai.generator import Idea, best_picks, generate
from simulations.reading import read_yaml
from simulations.written import fill

TEXTS = Path(__file__).parent / "texts"


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, habits = draw_case(context), hand_in.answer
    prompt = _prompt(case, habits["prompt"])
    offered = generate(prompt, case.room)
    picks = _picks(offered, habits["picks"])
    verdicts = _verdicts(case, habits)
    answer: dict[str, Any] = {
        "prompt": prompt,
        "picks": [{"idea": id, "decision": decision} for id, decision in picks.items()],
        "titles": _titles(case, picks, habits["titles"]),
        "verdicts": verdicts,
        "rows": _rows(case, verdicts, habits["rows"]),
        "fixes": _fixes(case, verdicts, habits["fixes"]),
        "labels": _labels(case, habits["labels"]),
    }
    return answer | {"ai_log": log_text(habits["log"], answer, case)}


def _prompt(case: Case, name: str) -> dict[PromptPart, str]:
    room = case.room
    company, who, phone = room.private
    slots = {
        "account": case.brand.account,
        "thing": room.thing,
        "word": room.group_words[0],
        "pain": room.pain,
        "company": company,
        "name": who,
        "phone": phone,
    }
    told = read_yaml(TEXTS / "habits.yaml")["prompts"][name]
    return {part: fill(told[part], slots) for part in PARTS if part in told}


def _picks(offered: tuple[Idea, ...], habit: str) -> dict[str, str]:
    """A senior's choice; half of it; what sounds big; or the first of the list."""
    best = best_picks(offered, PICKS)
    if habit == "best":
        return best
    if habit == "some":
        kept = [id for id, decision in best.items() if decision == "keep"][:5]
        rest = [idea.id for idea in offered if idea.id not in kept and idea.kind in ("bland", "spoiled")]
        return dict.fromkeys([*kept, *rest[: PICKS - len(kept)]], "keep")
    if habit == "tempted":
        baits = [idea.id for idea in offered if idea.kind == "bait"][:2]
        other = [idea.id for idea in offered if idea.kind in ("good", "spoiled")][:7]
        return dict.fromkeys([*baits, *other, *(idea.id for idea in offered)][:PICKS], "keep")
    return dict.fromkeys([idea.id for idea in offered[:PICKS]], "keep")


def _titles(case: Case, picks: dict[str, str], habit: str) -> list[dict[str, str]]:
    """One's own by seed; the model's wording; or what everybody shouts."""
    data, ideas = read_yaml(TEXTS / "habits.yaml"), case.room.ideas
    kept = [id for id, decision in picks.items() if decision == "keep"]
    if habit == "own":
        own = read_yaml(TEXTS / "titles.yaml")[case.brand_slug]
        seeded = list({ideas[id].seed: id for id in reversed(kept) if ideas[id].seed >= 0}.values())
        texts = {id: own[ideas[id].seed] for id in seeded[::-1]}
        texts |= {id: ideas[id].text for id in kept if len(texts) < TITLES and id not in texts}
        return [{"idea": id, "title": text} for id, text in list(texts.items())[:TITLES]]
    if habit == "model":
        return [{"idea": id, "title": ideas[id].text} for id in kept[:TITLES]]
    loud = [fill(text, {"thing": case.room.thing}) for text in data["loud_titles"]]
    return [{"idea": id, "title": text} for id, text in zip(kept, loud, strict=False)]


def _of(case: Case, truth: str) -> list[Claim]:
    return [claim for claim in case.article.claims.values() if claim.truth == truth]


def _verdicts(case: Case, habits: dict[str, Any]) -> dict[str, str]:
    """So many inventions found, so many true sentences wronged, so many owned to be beyond proof."""
    if habits["found"] == "all":
        return dict.fromkeys(case.article.claims, "invented")
    verdicts = dict.fromkeys(case.article.claims, "true")
    verdicts |= {claim.id: "invented" for claim in _of(case, "invented")[: habits["found"]]}
    verdicts |= {claim.id: "invented" for claim in _of(case, "true")[: habits["alarms"]]}
    return verdicts | {claim.id: "unverifiable" for claim in _of(case, "unverifiable")[: habits["unverified"]]}


def _rows(case: Case, verdicts: dict[str, str], habit: str) -> dict[str, str]:
    """The rows that decide; those of inventions alone; the old page wherever it says something; one for all; none."""
    decided = {claim.id: claim.row for claim in case.article.claims.values() if claim.row}
    if habit == "right":
        return decided
    if habit == "some":
        return {id: row for id, row in decided.items() if verdicts[id] == "invented"}
    old = next(row.id for row in case.article.rows.values() if row.paper == "O")
    if habit == "old":
        product = [claim.id for claim in case.article.claims.values() if claim.part == 3 and claim.row]
        first = list(decided.items())[:4]
        return dict(first) | dict.fromkeys(product, old)
    return dict.fromkeys(decided, "M01") if habit == "same" else {}


def _fixes(case: Case, verdicts: dict[str, str], habit: Any) -> list[dict[str, str]]:
    """Inventions found and mended; or sentences made shorter that were true."""
    if habit == "spoil":
        return [{"claim": claim.id, "text": "此处内容已经过人工核实，请放心阅读。"} for claim in _of(case, "true")]
    found = [claim for claim in _of(case, "invented") if verdicts[claim.id] == "invented"][:habit]
    mended = [{"claim": one.id, "text": one.text.replace(one.said, one.value)} for one in found]
    return mended or [{"claim": "C01", "text": case.article.claims["C01"].text}]


def _labels(case: Case, habit: Any) -> dict[str, list[str]]:
    """So many right, on the others nothing or a label too few; everything; nothing."""
    if habit == "all":
        return {id: ["ai_text", "ai_picture", "ai_voice", "ad"] for id in case.publications}
    if habit == "none":
        return {id: ["none"] for id in case.publications}
    return {
        id: sorted(publication.labels) if place < habit else ["ai_text"] if "none" in publication.labels else ["none"]
        for place, (id, publication) in enumerate(case.publications.items())
    }
