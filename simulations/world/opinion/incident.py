"""Incidents and the answers to them: what a brand says, how soon, and what that does to the heat.

An answer changes the log of the branching ratio from its hour on. Of everything that calms, the best counts once;
blunders add up. What calms is strongest when the brand spoke honestly within the hour, and a later message keeps that
credit (rolling answers, 滚动回应). A lie or a deletion calms until it comes to light, and is then news of its own.
Apologies do not feed further complaints, compensation does (J. Res. Interactive Marketing 20(3)); sizes are assumptions
with ranges in `parameters/opinion.yaml`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from simulations.world.draws import Floats, Worlds

OWNING_UP = ("apologise", "explain", "compensate")
RANK = {"account": 0.0, "head": 0.5, "ceo": 1.0}  # how high the spokesman stands, to be held against the severity


class Incident(BaseModel):
    """Something that people are upset about.

    Attributes
    ----------
    true : bool
        Whether what is said is so.
    severity : float
        0 a trifle, 1 harm to people.
    first_posts : int
        Negative posts in the hour it comes up.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    day: int = Field(ge=0)
    hour: int = Field(ge=0, le=23)
    kind: Literal["product", "service", "content", "rumour", "violation"]
    true: bool
    severity: float = Field(ge=0, le=1)
    first_posts: int = Field(ge=1, le=10_000)


class Response(BaseModel):
    """An answer to an incident.

    Attributes
    ----------
    incident : str
        The incident's id.
    after_hours : float
        Hours after the incident came up.
    solves : bool
        The problem is really solved by then (recall, refund, mend): no new cases; calms where the words own up to it.
    evidence, channel_fit : float
        How well it is proved; how far it is said where the matter is discussed.
    spokesman : account, head or ceo
    with_pr : bool
        PR has read the wording.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    incident: str
    after_hours: float = Field(ge=0)
    kind: Literal["apologise", "explain", "compensate", "deny", "silence", "delete"]
    solves: bool = False
    evidence: float = Field(default=0.0, ge=0, le=1)
    channel_fit: float = Field(default=1.0, ge=0, le=1)
    spokesman: Literal["account", "head", "ceo"] = "account"
    with_pr: bool = False


@dataclass(frozen=True)
class Answer:
    """What an answer does to the log branching ratio.

    Attributes
    ----------
    start : float
        Hours after the incident.
    told, solved : float
        <= 0: what the words calm, and what the solution calms.
    blunder : array (W,)
        >= 0: what the words heat.
    found_out : array (W,)
        Hours after the incident when a lie or deletion comes to light, infinite if it never does.
    found_out_effect : float
        >= 0: what that heats; from then on the words calm no more.
    """

    start: float
    told: float
    solved: float
    blunder: Floats
    found_out: Floats
    found_out_effect: float


def answers(incident: Incident, responses: Sequence[Response], worlds: Worlds) -> tuple[Answer, ...]:
    """The effects of all responses to an incident; silence has none. Luck of wording is keyed by incident and kind."""
    p = worlds.values("opinion")
    mine = [response for response in responses if response.incident == incident.id and response.kind != "silence"]
    honest = [r.after_hours for r in mine if r.kind in OWNING_UP or (r.kind == "deny" and not incident.true)]
    heard = min(honest, default=0.0)
    strength = float(np.interp(np.log(max(heard, 1.0)), np.log([1, 2, 24]), [p[f"strength_{h}h"] for h in (1, 2, 24)]))
    taken_back = [r.after_hours for r in mine if r.kind in OWNING_UP]
    return tuple(_answer(incident, response, strength, taken_back, worlds, p) for response in mine)


def _answer(
    incident: Incident,
    response: Response,
    strength: float,
    owned_up: Sequence[float],
    worlds: Worlds,
    p: Mapping[str, float],
) -> Answer:
    kind, start = response.kind, response.after_hours
    row = f"{kind}_{'true' if incident.true else 'false'}"
    words = p[row] + p.get(f"{row}_evidence", 0.0) * response.evidence
    aside = abs(RANK[response.spokesman] - incident.severity)
    fit = (1 - p["misfit"] * (1 - response.channel_fit)) * (1 - p["spokesman_misfit"] * aside)
    solves = response.solves and incident.true and kind in OWNING_UP

    u = worlds.uniforms(f"incident/{incident.id}", f"answer/{kind}", 3)
    spoken = kind != "delete"
    clumsy = u[:, 0] < (p["clumsy_with_pr"] if response.with_pr else p["clumsy"])
    found_out, effect = np.full(worlds.count, np.inf), 0.0
    if kind == "delete" or (kind == "deny" and incident.true):
        chance = p[f"{kind}_found_out"] + p.get(f"{kind}_found_out_severity", 0.0) * incident.severity
        delay = 1 - p[f"{kind}_found_out_hours"] * np.log(u[:, 2])
        found_out = np.where(u[:, 1] < chance, np.floor(start + delay), np.inf)
        effect = p[f"{kind}_found_out_effect"]
        if kind == "deny":  # whoever owns up later has shown that the denial was a lie
            found_out = np.minimum(found_out, np.ceil(min((h for h in owned_up if h >= start), default=np.inf)))
    return Answer(
        start=start,
        told=min(words, 0.0) * (strength * fit if spoken else 1.0),
        solved=p["solved"] * strength * fit if solves else 0.0,
        blunder=max(words, 0.0) + np.where(clumsy & spoken, p["clumsy_effect"], 0.0),
        found_out=found_out,
        found_out_effect=effect,
    )


def mended_after(incident: Incident, responses: Sequence[Response]) -> float:
    """Hours after which a true problem brings no new cases; infinite if it is never solved, 0 if there is none."""
    if not incident.true:
        return 0.0
    return min((r.after_hours for r in responses if r.incident == incident.id and r.solves), default=np.inf)


def effect(given: Sequence[Answer], ages: Floats, worlds: int) -> Floats:
    """Change of the log branching ratio, (worlds, ages): the best calming words, the best solution, all blunders."""
    told, solved, heated = (np.zeros((worlds, ages.size)) for _ in range(3))
    for answer in given:
        since = ages >= answer.start
        lie = ages >= answer.found_out[:, None]
        told = np.minimum(told, answer.told * (since & ~lie))
        solved = np.minimum(solved, answer.solved * since)
        heated += answer.blunder[:, None] * since + answer.found_out_effect * lie
    return told + solved + heated


def news_age(given: Sequence[Answer], ages: Floats, worlds: int) -> Floats:
    """Hours since the matter was last news, shape (worlds, ages): since it came up, or a lie came to light."""
    since = np.tile(np.maximum(ages, 0.0), (worlds, 1))
    for answer in given:
        if answer.found_out_effect:
            later = ages - answer.found_out[:, None]
            since = np.where(later >= 0, np.minimum(since, later), since)
    return since
