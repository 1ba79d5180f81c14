"""A funnel (转化漏斗): the table of its steps, above it how many are left at each and the rate between two steps."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import ipywidgets

from curriculum.workbench.parts.picture import (
    WIDTH,
    Record,
    cut,
    figure,
    nothing_yet,
    number_in,
    text_in,
    with_picture,
    words,
)
from curriculum.workbench.parts.rows import rows
from simulations.language import _, sentences

if TYPE_CHECKING:
    from curriculum.workbench.form import Form

LEFT, RIGHT, STEP, GAP = 190, 150, 28, 30  # margins, height of a step, of the slope with the rate
NARROWEST = 4.0  # a step that has anybody in it can be seen


@dataclass(frozen=True)
class Stage:
    """A step of a funnel: `people` are in it, or the share `rate` of those in the step before."""

    number: int
    name: str
    people: float | None = None
    rate: float | None = None


def stage_of(record: Record, number: int) -> Stage:
    """A record with `name` and `people` or `rate` (0-1) as a step."""
    return Stage(number, text_in(record, "name"), number_in(record, "people"), number_in(record, "rate"))


def funnel(
    form: "Form",
    name: str,
    *,
    start: float | None = None,
    stage: Callable[[Record, int], Stage] = stage_of,
    **traits: Any,
) -> ipywidgets.VBox:
    """A table of steps under their funnel.

    Parameters
    ----------
    name : str
        A field of the answer: a list of records, one a step.
    start : float, optional
        People before the first step, for steps that are rates.
    stage : callable
        `stage(record, number)` as `stage_of`, for records with other fields.
    **traits
        As for `rows`.
    """
    table = rows(form, name, **traits)
    return with_picture(form, name, table, lambda records: draw_funnel(records, start, stage), above=True)


def people_in(stages: Sequence[Stage], start: float | None = None) -> list[tuple[Stage, float]]:
    """How many are in each step, from the first on that can be told; a step without a number is left out."""
    found: list[tuple[Stage, float]] = []
    before = start
    for stage in stages:
        people = stage.people
        if people is None and stage.rate is not None and before is not None:
            people = before * stage.rate
        if people is not None and 0 <= people < 1e13:
            found.append((stage, people))
            before = people
    return found


def draw_funnel(
    records: Sequence[Record], start: float | None = None, stage: Callable[[Record, int], Stage] = stage_of
) -> str:
    """The steps whose people are known, with the rates between them."""
    stages = [stage(record, number) for number, record in enumerate(records, start=1)]
    steps = people_in(stages, start)
    if start is not None:
        steps = [(Stage(0, _("At the beginning")), start), *steps]
    if len(steps) < 2:
        return nothing_yet(_("Fill in two steps with their people or rates, and the funnel is drawn here."))
    widest = max(people for _step, people in steps) or 1.0
    rates = [after / before if before else None for (_a, before), (_b, after) in pairwise(steps)]
    worst = _narrowest(rates)

    def half(people: float) -> float:
        return max((WIDTH - LEFT - RIGHT) * math.sqrt(people / widest), NARROWEST if people else 1.0) / 2

    slopes = "".join(
        _slope(place, half(before), half(after), rate, place == worst)
        for place, ((_a, before), (_b, after), rate) in enumerate(zip(steps, steps[1:], rates, strict=False))
    )
    bars = "".join(
        _step(step, people, place, half(people), place > 0 and people > steps[place - 1][1])
        for place, (step, people) in enumerate(steps)
    )
    tall = len(steps) * (STEP + GAP) - GAP + 24
    scale = words(_middle(), tall - 4, _("Widths go with the square root of the people."), "is-soft", "middle")
    warnings = [
        _("{after} has more people than {before}: nobody can enter in the middle of a funnel.").format(
            after=_name(b), before=_name(a)
        )
        for (a, before), (b, after) in pairwise(steps)
        if after > before
    ]
    drawn = {step.number for step, _people in steps}
    warnings += [
        _("Row {n} is not drawn yet: it lacks people or a rate.").format(n=one.number)
        for one in stages
        if one.number not in drawn
    ]
    return figure(slopes + bars + scale, tall, _sentence(steps, rates, worst), warnings, _spoken(steps, rates))


def _narrowest(rates: Sequence[float | None]) -> int | None:
    """The place of the lowest rate, where one is clearly the lowest."""
    known = sorted(rate for rate in rates if rate is not None)
    return rates.index(known[0]) if len(known) > 1 and known[0] < 0.95 * known[1] else None


def _name(step: Stage) -> str:
    return step.name or _("Step {n}").format(n=step.number)


def _middle() -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) / 2


def _step(step: Stage, people: float, place: int, half: float, wider: bool) -> str:
    """A step as a bar, its name on the left, its people on the right."""
    y, middle = 2 + place * (STEP + GAP), _middle()
    look = "is-step is-wider" if wider else "is-step"
    word = words(WIDTH - 4, y + STEP + 16, _("✕ more"), "is-bad", "end") if wider else ""
    drawn = (
        f'<rect class="{look}" x="{middle - half:.1f}" y="{y}" width="{2 * half:.1f}" height="{STEP}" rx="3"/>'
        + words(4, y + 19, cut(_name(step), LEFT - 20), "is-strong")
        + words(WIDTH - 4, y + 19, f"{people:,.0f}", "is-strong", "end")
        + word
    )
    return f'<g data-row="{step.number}">{drawn}</g>' if step.number else drawn


def _slope(place: int, before: float, after: float, rate: float | None, worst: bool) -> str:
    """From one step to the next, with the rate on it."""
    y, middle = 2 + place * (STEP + GAP) + STEP, _middle()
    corners = ((-before, y), (before, y), (after, y + GAP), (-after, y + GAP))
    points = " ".join(f"{middle + beside:.1f},{down}" for beside, down in corners)
    written = "–" if rate is None else share(rate)
    text = _("↓ {rate} · the narrowest").format(rate=written) if worst else f"↓ {written}"
    look = "is-strong is-clear" if worst else "is-clear"
    return f'<polygon class="is-slope" points="{points}"/>{words(middle, y + 20, text, look, "middle")}'


def share(rate: float) -> str:
    """A rate in percent, with as many digits as it needs."""
    return f"{rate:.0%}" if rate >= 0.1 else f"{rate:.1%}" if rate >= 0.01 else f"{rate:.2%}"


def _sentence(steps: Sequence[tuple[Stage, float]], rates: Sequence[float | None], worst: int | None) -> str:
    (first, start), (last, end) = steps[0], steps[-1]
    told = _("Of {start} in “{first}” {end} come to “{last}”: {rate}.").format(
        start=f"{start:,.0f}",
        first=_name(first),
        end=f"{end:,.0f}",
        last=_name(last),
        rate=share(end / start if start else 0),
    )
    if worst is None:
        return told
    rate = rates[worst] or 0.0
    narrow = _("Narrowest: from “{before}” to “{after}”, {rate}.").format(
        before=_name(steps[worst][0]), after=_name(steps[worst + 1][0]), rate=share(rate)
    )
    return sentences(told, narrow)


def _spoken(steps: Sequence[tuple[Stage, float]], rates: Sequence[float | None]) -> list[str]:
    told = [_("{name}: {people}").format(name=_name(step), people=f"{people:,.0f}") for step, people in steps]
    return told[:1] + [
        _("{text}, {rate} of the step before").format(text=text, rate="–" if rate is None else share(rate))
        for text, rate in zip(told[1:], rates, strict=True)
    ]
