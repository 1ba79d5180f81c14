"""Points and reasons of the criteria that world or key judge."""

import re
from typing import Any

import numpy as np

from simulations.evaluate import Effect, attainment, interval_score, log_rate_ratio, log_ratio
from simulations.identity import Context
from simulations.language import Message, message
from simulations.projects.two_hour_post.answer import Post
from simulations.projects.two_hour_post.case import (
    DEMAND,
    ENOUGH_MATERIAL,
    FOLDER,
    SUPPLY,
    TASK,
    Case,
    draw_case,
    topic_value,
)
from simulations.projects.two_hour_post.play import colleague, read_post, simulate
from simulations.reading import read_yaml
from simulations.task import Mark, Score, load_criteria
from simulations.world.draws import Floats
from simulations.world.text.compliance import SENTENCE, Passage, Verdict, check_compliance
from simulations.world.text.words import hanzi

SCORING_WORLDS = 400
CRITERIA = {criterion.slug: criterion for criterion in load_criteria(FOLDER / "criteria.yaml")}


def score(answer: Post, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case = draw_case(context)
    worlds = context.worlds(TASK, SCORING_WORLDS)
    plan = read_post(answer, case)
    mine, base = (simulate(one, case, worlds).post for one in (plan, colleague()))
    marks = (
        _mark_topic(answer, case, kept=plan.body.on_topic),
        _mark_facts(answer, case),
        _mark_compliance(answer, case),
        _mark_forecast(answer, mine.reads),
        _mark_band("opening", log_ratio(mine.source("message"), base.source("message"))),
        _mark_band("finishing", log_rate_ratio(mine.finishers, mine.reads, base.finishers, base.reads)),
        _mark_band("spreading", log_rate_ratio(mine.sharers, mine.reads, base.sharers, base.reads)),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def _mark(criterion: str, share: float, reason: Message, **more: Any) -> Mark:
    points = CRITERIA[criterion].points
    return Mark(criterion=criterion, points=round(points * share, 2), max_points=points, reason=reason, **more)


_BAND_REASONS = {
    "opening": message(
        "{ratio:.0%} of the colleague's openings in the same worlds ({low:.0%}-{high:.0%}). Full: {target:.0%}"
    ),
    "finishing": message(
        "{ratio:.0%} of the colleague's finishing rate in the same worlds ({low:.0%}-{high:.0%}). Full: {target:.0%}"
    ),
    "spreading": message("{ratio:.0%} of the colleague's shares per reader ({low:.0%}-{high:.0%}). Full: {target:.0%}"),
}


def _mark_band(criterion: str, effect: Effect) -> Mark:
    band = read_yaml(FOLDER / "colleague.yaml")["bands"][criterion]
    share, se = attainment(effect, float(np.log(band["floor"])), float(np.log(band["target"])))
    low, high = float(np.exp(effect.low)), float(np.exp(effect.high))
    values = {"ratio": effect.ratio, "low": low, "high": high, "target": band["target"]}
    reason = _BAND_REASONS[criterion].model_copy(update={"values": values})
    uncertainty = round(CRITERIA[criterion].points * se, 3)
    return _mark(criterion, share, reason, reached=effect.ratio, target=band["target"], uncertainty=uncertainty)


def _mark_topic(answer: Post, case: Case, kept: float) -> Mark:
    """Five eighths for the choice by regret, as far as the article keeps to it; three for evidence."""
    value = topic_value(case)
    best = max(value, key=lambda slug: value[slug])
    choice = kept * max(0.0, 1 - (value[best] - value[answer.topic]) / 2.0)
    cells = [tuple(cell.split(".")) for cell in answer.topic_evidence]
    own = {column for topic, column in cells if topic == answer.topic}
    evidence = (
        bool(own & set(DEMAND)) + bool(own & set(SUPPLY)) + any(topic != answer.topic for topic, _ in cells)
    ) / 3
    chosen = case.topics[answer.topic]
    facts = {
        "name": chosen.name,
        "share": chosen.survey_share,
        "days": chosen.days_since,
        "material": chosen.material,
    }
    if kept < 0.5:
        why = message("「{name}」 was chosen, but the article is hardly about it.", **facts)
    elif answer.topic == best:
        why = message(
            "「{name}」: {share:.0%} want it, written {days} days ago, {material} lines of material: the best choice.",
            **facts,
        )
    elif chosen.material < ENOUGH_MATERIAL:
        why = message(
            "「{name}」 has only {material} lines to write from: the rest would have to be invented.",
            **facts,
        )
    elif chosen.days_since < 10:
        why = message("「{name}」 was written {days} days ago: those who wanted it have just read it.", **facts)
    else:
        why = message(
            "「{name}」: {share:.0%} want it; another is wanted more, fresher and backed by material.",
            **facts,
        )
    reason = message(
        "{why} Evidence {evidence:.0f} of 3 (demand, supply, comparison with another topic).",
        why=why,
        evidence=evidence * 3,
    )
    return _mark("topic", (5 * choice + 3 * evidence) / 8, reason, reached=value[answer.topic], target=value[best])


def _stands_in(value: int, unit: str, text: str) -> bool:
    """Whether a number with its unit stands in a text, not as a part of another number."""
    return bool(re.search(rf"(?<![\d.]){value}(?![\d.])\s*(?:多|来)?\s*{re.escape(unit)}", text))


def _mark_facts(answer: Post, case: Case) -> Mark:
    """A third for each conflict: three fifths for the row trusted, two fifths for what the article says.

    An article need not use every number: leaving one out costs half of its two fifths, all of it if none is used.
    """
    text = f"{answer.title}\n{answer.digest}\n{answer.body}"
    used = any(_stands_in(conflict.true_value, conflict.unit, text) for conflict in case.conflicts)
    share, wrong = 0.0, []
    for conflict in case.conflicts:
        trusted = answer.facts.get(conflict.id) == conflict.trusted  # type: ignore[call-overload]
        false = _stands_in(conflict.false_value, conflict.unit, text)
        true = _stands_in(conflict.true_value, conflict.unit, text)
        share += (0.6 * trusted + (0.0 if false else 0.4 if true else 0.2 * used)) / 3
        if not trusted or false:
            wrong.append(
                message(
                    "{about}: {trusted} is to be trusted. {why}",
                    about=conflict.about,
                    trusted=conflict.trusted,
                    why=conflict.why,
                )
            )
    if not wrong:
        return _mark(
            "facts",
            share,
            message("All three conflicts decided rightly, and no wrong number in the article."),
            reached=3,
            target=3,
        )
    return _mark("facts", share, _join(wrong), reached=3 - len(wrong), target=3)


def _join(messages: list[Message]) -> Message:
    """Several sentences as one message."""
    joined = messages[0]
    for following in messages[1:]:
        joined = message("{first} {second}", first=joined, second=following)
    return joined


_DEDUCTIONS = {Verdict.FORBIDDEN: 0.5, Verdict.NEEDS_PROOF: 0.2, Verdict.BREACH: 0.7}


def passages_of(answer: Post, case: Case) -> list[Passage]:
    """Passages of title, text and lines that are forbidden, need proof or breach the sharing rules.

    Claims of the case's own product notes count where they are taken over word for word.
    """
    text = "\n".join(
        (
            answer.title,
            answer.digest,
            answer.body,
            answer.call_to_action,
            answer.moments_line,
            answer.group_line,
        )
    )
    passages = [p for p in check_compliance(text, case.brand.words) if p.verdict is not Verdict.ALLOWED]
    for claim in case.claims:
        sentence = next((match[0].strip() for match in SENTENCE.finditer(text) if claim["text"] in match[0]), None)
        if sentence is not None and not any(passage.sentence == sentence for passage in passages):
            why = message("The product note says so; an article may not without its own proof.")
            passages.append(Passage(claim["text"], sentence, Verdict(claim["verdict"]), why))
    return passages


def _mark_compliance(answer: Post, case: Case) -> Mark:
    passages = passages_of(answer, case)
    written = min(hanzi(answer.body) / 500, 1.0)
    share = max(1 - sum(_DEDUCTIONS[passage.verdict] for passage in passages), 0.0) * written
    if passages:
        worst = max(passages, key=lambda passage: _DEDUCTIONS[passage.verdict])
        reason = message(
            "{n} passages, the gravest 「{words}」: {why}", n=len(passages), words=worst.words, why=worst.why
        )
    elif written < 1:
        reason = message(
            "Nothing forbidden, but with {n} characters there is little that could be.", n=hanzi(answer.body)
        )
    else:
        reason = message("Nothing forbidden, no claim without its source.")
    return _mark("compliance", share, reason, reached=len(passages), target=0)


def _mark_forecast(answer: Post, reads: Floats) -> Mark:
    """Interval score against the best fixed interval and against knowing nothing (100 to 100,000)."""
    low, high = np.quantile(reads, [0.1, 0.9])
    best = interval_score(low, high, reads)
    ignorant = interval_score(100, 100_000, reads)
    mine = interval_score(answer.forecast_low, answer.forecast_high, reads)
    share = float(np.clip(1 - (mine - best) / (ignorant - best), 0, 1))
    hits = float(np.mean((reads >= answer.forecast_low) & (reads <= answer.forecast_high)))
    reason = message(
        "{mine_low}-{mine_high} holds in {hits:.0%} of worlds; 80% lie in {low:.0f}-{high:.0f}, median {median:.0f}.",
        mine_low=answer.forecast_low, mine_high=answer.forecast_high, hits=hits,
        low=float(low), high=float(high), median=float(np.median(reads)),
    )  # fmt: skip
    return _mark("forecast", share, reason, reached=hits, target=0.8)
