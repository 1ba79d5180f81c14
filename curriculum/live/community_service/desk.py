"""The desk by the hour: who is there when and whose turn it is, what waiting makes public, what may ring at night."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from curriculum.live.axes import MUTED
from curriculum.live.community_service.messages import SERVICE_NUMBERS
from curriculum.live.community_service.stage import case, examples, worlds
from curriculum.live.controls import choice, slider, switch
from curriculum.live.frame import live
from curriculum.live.plot import live_plot
from curriculum.live.tables import Known, known_html
from simulations.language import _
from simulations.projects.community_service.answer import PRIORITIES, Shift
from simulations.projects.community_service.matters import severity_of
from simulations.projects.community_service.plan import COLLEAGUE_LEAVES, MOST_DESK_HOURS, colleague, senior
from simulations.projects.community_service.play import NIGHT, NIGHTLY, RING_COST, play_day
from simulations.world.draws import Floats
from simulations.world.opinion.service import PUBLIC_AFTER
from simulations.world.parameters import parameters, values

KINDS = ("complaint", "comment", "private")
NIGHTLY_TROUBLE = {"outage": 0.15, "leak": 0.05, "rumour": 0.2, "lost": 0.1}  # such nights, a night (assumption)
WAITS = (1, 2, 4, 8, 12, 24, 48)


def kind_names() -> dict[str, str]:
    """The three standards."""
    return {
        "complaint": _("complaints, 1 h"),
        "comment": _("comments, 2 h"),
        "private": _("private messages, 24 h"),
    }


# --- whose turn it is ---


@dataclass(frozen=True)
class Kept:
    """Shares answered in time: now, and as the colleague does it."""

    now: dict[str, float]
    usual: dict[str, float]


def queue() -> Any:
    """One day with other shifts and another order: which standards are kept."""
    return live_plot(
        play_queue,
        draw_queue,
        say_queue,
        height=2.6,
        start=slider(_("I sit down at"), [(f"{hour}:00", hour) for hour in range(9, 16)], 13),
        priority=choice(_("Whose turn it is"), {str(name): slug for slug, name in PRIORITIES.items()}),
        reads=switch(_("Every message was read and sorted by a person"), False),
        machine=switch(_("Handbook and auto-replies take the common questions"), False),
        phone=switch(_("On call at night for what spreads"), False),
    )


def play_queue(start: int, priority: str, reads: bool, machine: bool, phone: bool) -> Kept:
    """The example day with these choices, and the colleague's."""
    expert, usual = senior(case()), colleague()
    shifts = (
        Shift(who="colleague", start=9, end=COLLEAGUE_LEAVES, mode="desk"),
        Shift(who="me", start=start, end=start + MOST_DESK_HOURS, mode="desk"),
        *(shift for shift in expert.shifts if shift.mode == "call" and phone),
    )
    chosen = dict(expert.chosen if reads else usual.chosen)
    if phone:  # whoever is woken reads what it is about
        woken = [m.id for m in case().messages if m.matter.wake in expert.wakes and int(m.hour) in NIGHT]
        chosen |= {id: expert.chosen[id] for id in woken}
    if not machine:  # what the machine would take, a person has to answer
        chosen = {
            key: one.model_copy(update={"route": "answer"}) if one.route == "auto" else one
            for key, one in chosen.items()
        }
    plan = replace(
        usual,
        chosen=chosen,
        priority=priority,
        shifts=shifts,
        wakes=expert.wakes if phone else frozenset(),
        settled=expert.settled if machine else frozenset(),
        covered=expert.covered if machine else frozenset(),
    )
    now, before = (play_day(one, case(), worlds()) for one in (plan, usual))
    return Kept(*({kind: float(day.in_time(kind).mean()) for kind in KINDS} for day in (now, before)))


def draw_queue(ax: Axes, kept: Kept) -> Axes:
    """A bar a standard, the colleague as a line."""
    places = np.arange(len(KINDS))
    ax.barh(places, [kept.now[kind] for kind in KINDS], height=0.5, color="C0")
    ax.plot([kept.usual[kind] for kind in KINDS], places, "|", color="C1", markersize=26, markeredgewidth=3)
    ax.set(yticks=places, yticklabels=[kind_names()[kind] for kind in KINDS], xlim=(0, 1), xlabel=_("answered in time"))
    ax.xaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    ax.invert_yaxis()
    return ax


def say_queue(kept: Kept) -> str:
    """The three shares beside the colleague's."""
    return _(
        "Complaints {complaint:.0%}, comments {comment:.0%}, private messages {private:.0%} in time; the upright "
        "strokes are the colleague: {c:.0%}, {d:.0%}, {e:.0%}."
    ).format(**kept.now, c=kept.usual["complaint"], d=kept.usual["comment"], e=kept.usual["private"])


# --- what waiting makes public ---


@dataclass(frozen=True)
class Waiting:
    """Complaints of a day, hours they wait, and how many go public."""

    complaints: int
    hours: int
    grid: Floats
    curve: Floats

    @property
    def share(self) -> float:
        """Of those who wait so long."""
        return float(np.interp(self.hours, self.grid, self.curve))

    @property
    def public(self) -> float:
        """Expected public posts."""
        return self.share * self.complaints


def waiting() -> Any:
    """Complaints that wait: how many are in public by then."""
    steps = [(_("{n} h").format(n=hours), hours) for hours in WAITS]
    return live_plot(
        play_waiting,
        draw_waiting,
        say_waiting,
        hours=slider(_("The first answer comes after"), steps, 1),
        complaints=slider(_("Complaints a day"), (5, 10, 20, 40), 10),
    )


def play_waiting(hours: int, complaints: int) -> Waiting:
    """The shares that the service desk goes by."""
    service = values("service")
    curve = [0.0] + [service[f"public_after_{after}h"] for after in PUBLIC_AFTER[1:]]
    return Waiting(complaints, hours, np.array(PUBLIC_AFTER, float), np.array(curve))


def draw_waiting(ax: Axes, waiting: Waiting) -> Axes:
    """Share in public by the hours waited."""
    ax.plot(waiting.grid, waiting.curve, color="C0")
    ax.axvline(1, color=MUTED, linestyle="--", linewidth=1)
    ax.plot(waiting.hours, waiting.share, "o", color="C1", markersize=12)
    ax.set(xlim=(0, 50), ylim=(0, 0.32), xlabel=_("hours until somebody answers"), ylabel=_("in public by then"))
    ax.yaxis.set_major_formatter(lambda share, place: f"{share:.0%}")
    return ax


def say_waiting(waiting: Waiting) -> str:
    """How many of the day's complaints are public by then."""
    return _(
        "{n} complaints that wait {hours} h: {public:.1f} of them in public, {share:.0%}. The dashed line is the hour "
        "that most of those who complain allow. How steep the curve is, nobody has published: our assumption."
    ).format(
        n=waiting.complaints, hours=waiting.hours, public=waiting.public, share=waiting.public / waiting.complaints
    )


# --- what may ring ---


@dataclass(frozen=True)
class Ringing:
    """A month of nights: harm prevented and the cost of being woken, in the same unit, and how often it rings."""

    prevented: float
    cost: float
    rings: float


def night() -> Any:
    """Tick what may ring; a month of nights."""
    switches = {kind: switch(name, kind == "outage") for kind, name in examples().night.items()}
    return live_plot(play_night, draw_night, say_night, height=2.0, **switches)


def play_night(**kinds: bool) -> Ringing:
    """Thirty nights with these kinds ringing."""
    often = {**NIGHTLY, **NIGHTLY_TROUBLE}
    rings = {kind: 30 * often[kind] for kind, chosen in kinds.items() if chosen}
    return Ringing(
        prevented=sum(severity_of(kind) * count for kind, count in rings.items()),
        cost=RING_COST * sum(rings.values()),
        rings=sum(rings.values()),
    )


def draw_night(ax: Axes, ringing: Ringing) -> Axes:
    """What it prevents and what it costs."""
    ax.barh([0, 1], [ringing.prevented, ringing.cost], height=0.5, color=["C0", "C1"])
    names = [_("harm prevented"), _("nights broken")]
    ax.set(yticks=[0, 1], yticklabels=names, xlim=(0, 55), xlabel=_("in the same unit"))
    ax.invert_yaxis()
    return ax


def say_night(ringing: Ringing) -> str:
    """How often it rings and whether it is worth it."""
    told = (
        _("It rings {n:.0f} times a month and prevents more than it breaks.")
        if ringing.prevented > ringing.cost
        else _("It rings {n:.0f} times a month and breaks more than it prevents.")
    )
    return told.format(n=ringing.rings) if ringing.rings else _("Nothing rings, nothing is prevented.")


def numbers() -> Any:
    """The numbers of the service desk, each with how it is known."""
    rows = parameters("service")
    told = [Known(str(name), f"{rows[slug].value:g}", rows[slug]) for slug, name in SERVICE_NUMBERS.items()]
    return live(lambda: known_html(told))
