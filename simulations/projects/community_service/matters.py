"""What people write about: questions, needs, wishes, troubles, rumours and the rest, as written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from simulations.reading import read_yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Matter:
    """Something people write about, however they put it.

    Attributes
    ----------
    group : str
        question, fixed, need, wish, complaint, rumour or other.
    urgency, route : str
        Names in `profiles.yaml` of how soon it should be answered and by whom.
    wake : str
        What it is called in the list of what may ring at night.
    severity : float
        0-1: how much harm waiting does.
    comment : float
        Chance that it is written as a comment.
    policy, fact, unit, values : str and tuple
        The line of the sheet that answers it, and the number in it.
    keys : tuple of str
        Words that most who ask use.
    reply : str
        What a reply to it must do, if it is one of those that are set.
    """

    slug: str
    name: str
    group: str
    texts: tuple[str, ...]
    urgency: str = "question"
    route: str = ""
    wake: str = "question"
    severity: float = 0.0
    comment: float = 0.3
    policy: str = ""
    fact: str = ""
    unit: str = ""
    values: tuple[Any, ...] = ()
    keys: tuple[str, ...] = ()
    department: str = ""
    reply: str = ""
    calm: tuple[str, ...] = ()
    loud: tuple[str, ...] = ()


@cache
def matters() -> tuple[Matter, ...]:
    """All there are, in the order of the files."""
    needs, urgent = (read_yaml(FOLDER / f"{name}.yaml") for name in ("needs", "urgent"))
    found = [_question(row) for row in read_yaml(FOLDER / "questions.yaml")]
    for row in needs["needs"]:
        found.append(
            Matter(
                **_written(row, "name", "department"),
                group="need",
                route=f"need_{row['department']}",
                wake="need",
                reply="need",
            )
        )
    found += [Matter(**_written(row, "name"), group="wish", route="wish", wake="need") for row in needs["wishes"]]
    found += [
        Matter(**_written(row, "name", "policy", "keys"), group="fixed", route="fixed", fact="version")
        for row in needs["fixed"]
    ]
    for row in urgent["complaints"]:
        made = _written({**row, "texts": [*row["calm"], *row["loud"]]}, "name", "route", "wake", "severity")
        reply = "money" if row["slug"] in ("charged", "refund") else row["slug"]
        found.append(
            Matter(
                **made,
                group="complaint",
                urgency="complaint",
                comment=0.35,
                reply=reply,
                calm=tuple(row["calm"]),
                loud=tuple(row["loud"]),
            )
        )
    outage = _written(urgent["outage"], "name", "route", "wake", "severity")
    found.append(Matter(**outage, group="complaint", urgency="complaint", comment=0.5, reply="outage"))
    for row in urgent["rumours"]:
        found.append(
            Matter(
                **_written(row, "name"),
                group="rumour",
                urgency="rumour",
                route="rumour",
                wake="rumour",
                severity=0.8,
                comment=1.0,
                reply=row["slug"],
            )
        )
    for slug, row in urgent["other"].items():
        wake = {"lead": "lead", "trivial": "complaint"}.get(slug, "praise")
        made = _written({**row, "slug": slug}, "name", "comment")
        found.append(Matter(**made, group="other", urgency=slug, route=slug, wake=wake))
    return tuple(found)


@cache
def severity_of(wake: str) -> float:
    """How much harm waiting does, on average, for what goes by this name in the list of what may ring."""
    found = [matter.severity for matter in matters() if matter.wake == wake]
    return sum(found) / len(found)


def _question(row: Mapping[str, Any]) -> Matter:
    number = row["number"]
    return Matter(
        **_written(row, "name", "policy", "comment", "keys"),
        group="question",
        route="faq",
        fact=number["slot"],
        unit=number["unit"],
        values=tuple(number["values"]),
        reply="faq",
    )


def _written(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """What a row says, lists as tuples."""
    values = {name: row[name] for name in ("slug", "texts", *names)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
