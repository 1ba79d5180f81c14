"""What each assumption is worth: change one number within its range, leave all else, see how far a main figure moves.

Every section of the parameters has a scene: a small plan for its own room, played in the same worlds with the number at
its value, at `low` and at `high`. One number at a time (Saltelli et al., Global Sensitivity Analysis, 2008) shows what
each is worth by itself and not how numbers work together. A scene has several figures, so that a number that matters
to one advertising tool alone is seen; told is the figure that a number moves most.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np

from simulations.language import Message
from simulations.world.draws import Floats, Worlds
from simulations.world.parameters import Parameter, Sureness, parameters, sections
from simulations.world.platforms import platform_slugs
from simulations.world.scenes import Figures, campaigns, channels, content, standing

WORLDS = Worlds(b"sensitivity", 100)
LEAST = 1e-3  # what a median of nothing counts as, so that it has a logarithm


@dataclass(frozen=True)
class Measure:
    """The scene that a section's numbers are judged by; with `prefix`, those whose names begin with it."""

    section: str
    scene: Callable[[Worlds], Figures]
    prefix: str = ""


MEASURES = (
    *(Measure(slug, partial(content.posts, slug)) for slug in platform_slugs()),
    Measure("platforms", lambda worlds: [*content.posts("douyin", worlds), *content.posts("gongzhonghao", worlds)]),
    Measure("content", content.contents),
    Measure("script", content.scripts),
    Measure("live", content.live_sessions),
    Measure("promotion", campaigns.advertising, "paid_"),
    Measure("promotion", campaigns.kols, "kol_"),
    Measure("promotion", campaigns.referrals, "referral_"),
    Measure("promotion", campaigns.exchanges, "exchange_"),
    Measure("private_domain", campaigns.members),
    Measure("commerce", campaigns.shop),
    Measure("opinion", standing.opinion),
    Measure("service", standing.service),
    Measure("desk", standing.desk),
    Measure("enforcement", standing.enforcement),
    Measure("returning", standing.returning),
    Measure("audience", standing.publics),
    Measure("journeys", channels.paths),
)


@dataclass(frozen=True)
class Sensitivity:
    """What one number is worth.

    Attributes
    ----------
    figure : Message
        The figure of the section's scene that the number moves most.
    low, value, high : float
        The number's range, and what it is in the world, in `unit`.
    effect_low, effect_high : float
        Log of the figure's median at `low` and at `high` over that at `value`; both 0 if no figure moves.
    """

    section: str
    name: str
    unit: str
    mark: Sureness
    figure: Message
    low: float
    value: float
    high: float
    effect_low: float
    effect_high: float

    @property
    def swing(self) -> float:
        """How far the figure moves over the whole range: a log ratio, at least 0."""
        effects = (self.effect_low, 0.0, self.effect_high)
        return max(effects) - min(effects)


def sensitivity(sections: Iterable[str] | None = None, worlds: Worlds = WORLDS) -> list[Sensitivity]:
    """What each number that has a range is worth, section by section.

    Parameters
    ----------
    sections : iterable of str, optional
        Default: all that are measured.
    worlds : Worlds
        The same ones for every change.

    Raises
    ------
    ValueError
        If a section is not measured.
    """
    measured = dict.fromkeys(measure.section for measure in MEASURES)
    wanted = measured if sections is None else dict.fromkeys(sections)
    if unknown := [section for section in wanted if section not in measured]:
        raise ValueError(f"sections(={', '.join(unknown)}) must be among {', '.join(measured)}")
    return [row for measure in MEASURES if measure.section in wanted for row in _rows(measure, worlds)]


def own(section: str) -> dict[str, Parameter]:
    """The numbers of a section without those that it takes over from the platforms' common ones."""
    common = parameters("platforms") if section in platform_slugs() else {}
    return {name: row for name, row in parameters(section).items() if row != common.get(name)}


def _rows(measure: Measure, worlds: Worlds) -> Iterable[Sensitivity]:
    asked = {name: row for name, row in own(measure.section).items() if name.startswith(measure.prefix)}
    told, before = _medians(measure.scene(worlds))
    for name, row in asked.items():
        if row.low is None or row.high is None:
            continue
        effects = np.array(
            [_medians(measure.scene(_changed(worlds, row, name, end)))[1] for end in (row.low, row.high)]
        )
        effects = effects - before
        most = int(np.ptp(np.vstack([effects, 0 * before]), axis=0).argmax())
        yield Sensitivity(
            section=measure.section,
            name=name,
            unit=row.unit,
            mark=row.mark,
            figure=told[most],
            low=row.low,
            value=row.value,
            high=row.high,
            effect_low=float(effects[0, most]),
            effect_high=float(effects[1, most]),
        )


def _medians(figures: Figures) -> tuple[list[Message], Floats]:
    """What the figures are and the logs of their medians."""
    medians = [float(np.median(figure)) for _, figure in figures]
    return [told for told, _ in figures], np.log(np.maximum(medians, LEAST))


def _changed(worlds: Worlds, row: Parameter, name: str, value: float) -> Worlds:
    """The worlds with one number changed wherever it is read: a common one on every platform without its own."""
    places = [section for section in sections() if parameters(section).get(name) == row]
    return Worlds(worlds.seed, worlds.count, {**worlds.changed, **{(section, name): value for section in places}})
