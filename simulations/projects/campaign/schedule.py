"""Twelve tasks before the opening: what waits for what, whose they are, and whether all is done in time.

Tasks begin on their planned day or as soon as what they wait for is done. Who plans a beginning before that works on
what is not final, and does it again; who has two tasks at once is slower at both; approvals slip most.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from simulations.projects.campaign.numbers import own_numbers
from simulations.reading import read_yaml
from simulations.world.draws import Floats, Worlds
from simulations.written import one_of, pick

FOLDER = Path(__file__).parent
FILE = FOLDER / "schedule.yaml"
SPARE = (3, 5)  # days between a good schedule's end and the opening, the last one left out
LEAVE = 2  # days
SOMETIMES = 2  # of the waits that hold in some cases only


@dataclass(frozen=True)
class Job:
    """A task as its table shows it; `after` is the key's."""

    id: str
    name: str
    days: int
    who: tuple[str, ...]
    outside: bool
    after: tuple[str, ...]


@dataclass(frozen=True)
class Planned:
    """A task as somebody planned it; days count from 1."""

    job: str
    owner: str
    start: int
    days: int

    @property
    def end(self) -> int:
        """The last day."""
        return self.start + self.days - 1


@dataclass(frozen=True)
class Said:
    """Who says what a task waits for."""

    id: str
    text: str


@dataclass(frozen=True)
class Site:
    """The weeks before the opening.

    Attributes
    ----------
    window : int
        Days until the opening: what is not done by the last of them is late.
    leave : tuple of (person, first day)
        Who is away for `LEAVE` days.
    """

    jobs: dict[str, Job]
    said: tuple[Said, ...]
    window: int
    leave: tuple[str, int]

    @property
    def waits(self) -> frozenset[tuple[str, str]]:
        """Every pair of a task and what it waits for."""
        return frozenset((job.id, other) for job in self.jobs.values() for other in job.after)

    @property
    def critical(self) -> frozenset[str]:
        """Tasks without slack: on a longest way."""
        early = earliest(self.jobs)
        length = max(early[id] + job.days for id, job in self.jobs.items())
        late: dict[str, int] = {}
        for id in reversed(in_order(self.jobs)):
            followers = [late[other] for other, job in self.jobs.items() if id in job.after]
            late[id] = min(followers, default=length) - self.jobs[id].days
        return frozenset(id for id in self.jobs if early[id] == late[id])


def in_order(jobs: Mapping[str, Job]) -> list[str]:
    """Tasks so that each comes after what it waits for."""
    done: list[str] = []
    while len(done) < len(jobs):
        done += [id for id, job in jobs.items() if id not in done and set(job.after) <= set(done)]
    return done


def earliest(jobs: Mapping[str, Job]) -> dict[str, int]:
    """Days from the beginning after which each task can begin."""
    early: dict[str, int] = {}
    for id in in_order(jobs):
        early[id] = max((early[other] + jobs[other].days for other in jobs[id].after), default=0)
    return early


def draw_site(rng: np.random.Generator) -> Site:
    """The tasks of a case."""
    data = read_yaml(FILE)
    days = {id: int(rng.integers(row["days"][0], row["days"][1] + 1)) for id, row in data["tasks"].items()}
    lines = [*data["waits"], *pick(rng, data["sometimes"], SOMETIMES)]
    after: dict[str, list[str]] = {id: [] for id in data["tasks"]}
    for line in lines:
        after[line["task"]] += line["after"]
    jobs = {
        id: Job(id, row["name"], days[id], tuple(row["who"]), row.get("outside", False), tuple(after[id]))
        for id, row in data["tasks"].items()
    }
    said = tuple(Said(f"L{n:02d}", line["text"]) for n, line in enumerate(pick(rng, lines), 1))
    leave = (one_of(rng, ["ning", "he", "lin"]), int(rng.integers(2, 6)))
    site = Site(jobs, said, 0, leave)
    return replace(site, window=max(row.end for row in by_hand(site)) + int(rng.integers(*SPARE)))


def by_hand(site: Site) -> tuple[Planned, ...]:
    """As somebody with years in the trade would plan it: as early as can be, nobody twice, leave left free."""
    end: dict[str, int] = {}
    busy: dict[str, set[int]] = {}
    planned: dict[str, Planned] = {}
    away = set(range(site.leave[1], site.leave[1] + LEAVE))
    early = earliest(site.jobs)
    for id in sorted(in_order(site.jobs), key=lambda id: (early[id], id not in site.critical)):
        job = site.jobs[id]
        ready = max((end[other] for other in job.after), default=0) + 1
        best: tuple[int, str] | None = None
        for owner in job.who:
            taken = busy.get(owner, set()) | (away if owner == site.leave[0] else set())
            start = ready
            while not job.outside and any(day in taken for day in range(start, start + job.days)):
                start += 1
            if best is None or start < best[0]:
                best = (start, owner)
        assert best is not None
        start, owner = best
        if not job.outside:
            busy.setdefault(owner, set()).update(range(start, start + job.days))
        end[id] = start + job.days - 1
        planned[id] = Planned(id, owner, start, job.days)
    return tuple(planned[id] for id in site.jobs)


def lateness(plan: tuple[Planned, ...], site: Site, worlds: Worlds) -> Floats:
    """Days after the last planned day on which everything is done, at least 0, shape (worlds,)."""
    return np.asarray(np.maximum(finishes(plan, site, worlds).max(axis=0) - site.window, 0.0))


def finishes(plan: tuple[Planned, ...], site: Site, worlds: Worlds) -> Floats:
    """When each task is done, in days from the beginning, shape (tasks, worlds); what is not planned never is."""
    p, rows = own_numbers(), {row.job: row for row in plan}
    end: dict[str, Floats] = {}
    for id in in_order(site.jobs):
        job, row = site.jobs[id], rows.get(id)
        if row is None:
            end[id] = np.full(worlds.count, 10.0 * site.window)
            continue
        sd = p["outside_sd" if job.outside else "duration_sd"]
        took = job.days * burden(row, site, rows) * np.exp(sd * worlds.normals(f"campaign/{id}", "duration")[:, 0])
        ready = np.max([end[other] for other in job.after], axis=0) if job.after else np.zeros(worlds.count)
        end[id] = np.maximum(ready, row.start - 1.0) + took
    return np.array([end[id] for id in site.jobs])


def burden(row: Planned, site: Site, rows: Mapping[str, Planned]) -> float:
    """How much longer a task takes than it need: begun too early, two at once, the wrong hands, leave."""
    p, job = own_numbers(), site.jobs[row.job]
    factor = 1.0
    if any(other in rows and rows[other].end >= row.start for other in job.after):
        factor *= p["rework"]
    if row.owner not in job.who:
        factor *= p["wrong_hands"]
    if job.outside:
        return factor
    mine = [
        other
        for other in rows.values()
        if other.job != row.job and other.owner == row.owner and not site.jobs[other.job].outside
    ]
    factor *= p["two_at_once"] ** sum(other.start <= row.end and row.start <= other.end for other in mine)
    if row.owner == site.leave[0]:
        factor += len(set(range(row.start, row.end + 1)) & set(range(site.leave[1], site.leave[1] + LEAVE))) / job.days
    return factor
