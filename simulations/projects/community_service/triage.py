"""Triage: what is decided for each message, by rule or one by one, and what that is worth."""

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from simulations.projects.community_service.answer import Decision, Route, Service, Urgency
from simulations.projects.community_service.case import FOLDER, Case, Incoming
from simulations.reading import read_yaml

Decisions = Mapping[str, Decision]


def decisions(answer: Service) -> dict[str, Decision]:
    """Bin or message id to what is decided for it."""
    rules: Mapping[str, Decision] = {str(bin): rule for bin, rule in answer.rules.items()}
    return {**rules, **answer.exceptions}


def decided(chosen: Decisions, message: Incoming) -> Decision:
    """What is done with a message: its own decision, else the rule of its bin."""
    return chosen.get(message.id) or chosen[message.sorted]


@cache
def _profiles() -> Any:
    return read_yaml(FOLDER / "profiles.yaml")


def urgency_worth(message: Incoming, urgency: str) -> float:
    """What answering so soon is worth: 1 is right, below 0 harms."""
    return float(_profiles()["urgency"][message.urgency_key][urgency])


def route_worth(message: Incoming, route: str) -> float:
    """What sending it there is worth."""
    return float(_profiles()["route"][message.route_key].get(route, 0.0))


def worth(message: Incoming, decision: Decision) -> float:
    """Half for how soon, half for by whom."""
    return (urgency_worth(message, decision.urgency) + route_worth(message, decision.route)) / 2


def weight(message: Incoming) -> float:
    """What a mistake with this message costs, relative to a question."""
    return float(_profiles()["weight"][message.urgency_key])


def best(message: Incoming) -> Decision:
    """What a senior does with it."""
    profiles = _profiles()
    urgency, route = profiles["urgency"][message.urgency_key], profiles["route"][message.route_key]
    return Decision(urgency=max(urgency, key=urgency.get), route=max(route, key=route.get))


def total(case: Case, chosen: Decisions) -> float:
    """Worth of all decisions, by weight."""
    return sum(weight(message) * worth(message, decided(chosen, message)) for message in case.messages)


def dull(case: Case) -> float:
    """What the best single answer to everything is worth: the same for all needs no reading."""
    urgency = {u: sum(weight(m) * urgency_worth(m, u) for m in case.messages) for u in get_args(Urgency)}
    route = {r: sum(weight(m) * route_worth(m, r) for m in case.messages) for r in get_args(Route)}
    return (max(urgency.values()) + max(route.values())) / 2


def gained(case: Case, chosen: Decisions) -> float:
    """Share of what reading the messages could gain over one answer to all, 0-1."""
    most, least = sum(map(weight, case.messages)), dull(case)
    return min(max((total(case, chosen) - least) / (most - least), 0.0), 1.0)
