"""A storyboard: the table of its beats, above it the beats on a line of seconds and how many are still watching."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

import ipywidgets
import numpy as np
from pydantic import ValidationError

from curriculum.workbench.parts.picture import (
    WIDTH,
    Record,
    cut,
    figure,
    line,
    nothing_yet,
    number_in,
    room_of,
    with_picture,
    words,
)
from curriculum.workbench.parts.rows import Names, rows
from simulations.language import _, sentences
from simulations.world.draws import Floats
from simulations.world.parameters import values
from simulations.world.script import (
    LENGTHS_S,
    OPENING_S,
    Beat,
    Kind,
    Script,
    excellent,
    ordinary,
    retention,
    seconds_of,
)

if TYPE_CHECKING:
    from curriculum.workbench.form import Form

KINDS: tuple[Kind, ...] = get_args(Kind)
LEFT, RIGHT, STRIP, TOP, DEEP = 44, 72, 44, 74, 170  # margins, height of the strip, where the curve begins, its height
MOST_BEATS = 120  # of a script
Mark = tuple[str, Floats, Floats]  # a reference script's name, its seconds, its curve
MOST_HOVERS = 240  # seconds up to which each says its share under the pointer


def kind_names() -> dict[str, str]:
    """What the kinds of beats are called."""
    return {
        "hook": _("Hook"),
        "pain": _("Pain point"),
        "demo": _("Demonstration"),
        "story": _("Story"),
        "proof": _("Proof"),
        "offer": _("Offer"),
        "call": _("Call"),
        "filler": _("Filler"),
    }


def beat_of(record: Record) -> Beat | None:
    """A record with `seconds`, `kind` and `interest` (ordinary where it has none) as a beat; None until it is one."""
    interest = number_in(record, "interest")
    try:
        return Beat.model_validate(
            {
                "seconds": number_in(record, "seconds"),
                "kind": record.get("kind"),
                "interest": 0.5 if interest is None else interest,
            }
        )
    except ValidationError:
        return None


def storyboard(
    form: "Form",
    name: str,
    *,
    beat: Callable[[Record], Beat | None] = beat_of,
    options: Mapping[str, Names] | None = None,
    **traits: Any,
) -> ipywidgets.VBox:
    """A table of beats under the picture of the video they make.

    Parameters
    ----------
    name : str
        A field of the answer: a list of records, one a beat.
    beat : callable
        What the world sees in a record; None where it is not one yet. May judge the interest of what was written.
    options, **traits
        As for `rows`; kinds of beats have their names already.
    """
    table = rows(form, name, options={"kind": kind_names(), **(options or {})}, **traits)
    return with_picture(form, name, table, lambda records: draw_script(records, beat), above=True)


def draw_script(records: Sequence[Record], beat: Callable[[Record], Beat | None] = beat_of) -> str:
    """The beats that can be played, as a strip, and the retention curve second by second."""
    found = [(number, one) for number, one in enumerate(map(beat, records), start=1) if one is not None]
    if not found:
        return nothing_yet(_("Fill in the seconds and the kind of a beat, and its curve is drawn here."))
    numbers, beats = zip(*found[:MOST_BEATS], strict=True)
    script, p = Script(beats=beats), values("script")
    at, curve = seconds_of(script), retention(script, p)
    ends = np.append(script.starts_s, script.length_s)
    there = np.interp(ends, at, curve)
    marks = _marks(script.length_s)

    def x(second: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * second / script.length_s

    drawing = (
        _strip(script, numbers, there, x)
        + _grid(script, x)
        + _area(at, curve, x)
        + "".join(_mark(*mark, x) for mark in marks)
        + _curve(at, curve, x)
    )
    skipped = [n for n, record in enumerate(records, start=1) if beat(record) is None]
    warnings = [
        _("Row {n} is not drawn yet: its seconds, kind or interest are missing or wrong.").format(n=n) for n in skipped
    ]
    return figure(
        drawing, TOP + DEEP + 34, _sentence(script, numbers, there, marks), warnings, _spoken(script, numbers, there)
    )


def _marks(length_s: float) -> tuple[Mark, ...]:
    """How a passing and an excellent script are watched, for lengths at which practitioners have marks."""
    if not LENGTHS_S[0] <= length_s <= LENGTHS_S[-1]:
        return ()
    named = ((_("Pass"), ordinary(length_s)), (_("Excellent"), excellent(length_s)))
    return tuple((name, seconds_of(script), retention(script, values("script"))) for name, script in named)


def _y(share: float) -> float:
    return TOP + DEEP * (1 - share)


def _strip(script: Script, numbers: Sequence[int], there: Floats, x: Callable[[float], float]) -> str:
    """The beats side by side, as wide as they last."""
    names, parts = kind_names(), []
    for place, (beat, start) in enumerate(zip(script.beats, script.starts_s, strict=True)):
        left, right = x(start), x(start + beat.seconds)
        said = _spoken_beat(script, numbers, there, place)
        tint, middle = KINDS.index(beat.kind) % 8, (left + right) / 2
        label = cut(names[beat.kind], right - left - 8, 12)
        label = label if len(label) > 2 or label == names[beat.kind] else ""
        seconds = _("{n:g} s").format(n=beat.seconds)
        seconds = seconds if room_of(seconds, 12) < right - left - 4 else ""
        parts.append(
            f'<g data-row="{numbers[place]}"><title>{said}</title>'
            f'<rect x="{left + 1:.1f}" y="1" width="{max(right - left - 2, 1):.1f}" height="{STRIP}" rx="4" '
            f'class="is-tint-{tint}"/>{words(middle, 19, label or f"#{numbers[place]}", "", "middle")}'
            f"{words(middle, 37, seconds, 'is-on-tint', 'middle')}</g>"
        )
    return "".join(parts)


def _grid(script: Script, x: Callable[[float], float]) -> str:
    shares = "".join(
        line(LEFT, _y(share), WIDTH - RIGHT, _y(share))
        + words(LEFT - 8, _y(share) + 4, f"{share:.0%}", "is-soft", "end")
        for share in (0, 0.25, 0.5, 0.75, 1)
    )
    bounds = "".join(line(x(start), STRIP + 1, x(start), TOP + DEEP) for start in script.starts_s[1:])
    every = next(
        step for step in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 3600, 90_000) if script.length_s / step <= 16
    )
    ticks = "".join(
        words(x(second), TOP + DEEP + 18, f"{second}", "is-soft", "middle")
        for second in range(0, int(script.length_s) + 1, every)
    )
    return shares + bounds + ticks + words(WIDTH - RIGHT + 14, TOP + DEEP + 18, _("seconds"), "is-soft")


def _mark(name: str, at: Floats, curve: Floats, x: Callable[[float], float]) -> str:
    end = words(WIDTH - RIGHT + 6, _y(curve[-1]) + 4, f"{name} {curve[-1]:.0%}", "is-soft")
    return f'<path class="is-mark" d="{_path(at, curve, x)}"/>{end}'


def _area(at: Floats, curve: Floats, x: Callable[[float], float]) -> str:
    ground = f"L{x(at[-1]):.1f} {_y(0):.1f}L{x(0):.1f} {_y(0):.1f}Z"
    return f'<path class="is-area" d="{_path(at, curve, x)}{ground}"/>'


def _curve(at: Floats, curve: Floats, x: Callable[[float], float]) -> str:
    dots, end = [(at[-1], curve[-1])], at[-1]
    if end > OPENING_S:
        dots.insert(0, (OPENING_S, curve[OPENING_S]))
    marked = "".join(
        f'<circle class="is-dot" cx="{x(second):.1f}" cy="{_y(share):.1f}" r="4.5"/>'
        + words(
            x(second) + (8 if second < end else -4),
            _y(share) - 9,
            f"{share:.0%}",
            "is-strong",
            "start" if second < end else "end",
        )
        for second, share in dots
    )
    hover = "".join(
        f'<rect class="is-hover" x="{x(second) - 3:.1f}" y="{TOP}" width="6" height="{DEEP}"><title>'
        f"{_at(second, share)}</title></rect>"
        for second, share in zip(at[:MOST_HOVERS], curve, strict=False)
    )
    return f'<path class="is-curve" d="{_path(at, curve, x)}"/>{marked}{hover}'


def _at(second: float, share: float) -> str:
    return _("{second:g} s: {share:.0%}").format(second=second, share=share)


def _path(at: Floats, curve: Floats, x: Callable[[float], float]) -> str:
    return "M" + "L".join(f"{x(second):.1f} {_y(share):.1f}" for second, share in zip(at, curve, strict=True))


def _sentence(script: Script, numbers: Sequence[int], there: Floats, marks: Sequence[Mark]) -> str:
    told = [
        _("{n} beats, {length:g} s: {end:.0%} watch to the end.").format(
            n=len(script.beats), length=round(script.length_s, 1), end=there[-1]
        )
    ]
    if script.length_s > OPENING_S:
        share = np.interp(OPENING_S, *(seconds_of(script), retention(script, values("script"))))
        told.append(_("After {n} s {share:.0%} are still there.").format(n=OPENING_S, share=share))
    if marks:
        told.append(_worst(script, numbers, there, marks[0]))
    return sentences(*told)


def _worst(script: Script, numbers: Sequence[int], there: Floats, passing: Mark) -> str:
    """The beat that loses most beside an ordinary script at the same seconds."""
    ends = np.append(script.starts_s, script.length_s)
    usual = np.interp(ends, *passing[1:])
    excess = np.log(usual[1:] / usual[:-1]) - np.log(there[1:] / there[:-1])
    worst = int(np.argmax(excess))
    if excess[worst] < 0.02:
        return _("No beat loses more than a passing script does at the same seconds.")
    name = kind_names()[script.beats[worst].kind]
    return _("Beat {n} ({kind}) loses most beside a passing script: {share:.0%} of those who saw it begin.").format(
        n=numbers[worst], kind=name, share=1 - there[worst + 1] / there[worst]
    )


def _spoken(script: Script, numbers: Sequence[int], there: Floats) -> list[str]:
    return [_spoken_beat(script, numbers, there, place) for place in range(len(script.beats))]


def _spoken_beat(script: Script, numbers: Sequence[int], there: Floats, place: int) -> str:
    beat, start = script.beats[place], script.starts_s[place]
    return _("Beat {n}, {kind}, {start:g} to {end:g} s: {before:.0%} see it begin, {after:.0%} see it end.").format(
        n=numbers[place],
        kind=kind_names()[beat.kind],
        start=round(float(start), 1),
        end=round(float(start) + beat.seconds, 1),
        before=there[place],
        after=there[place + 1],
    )
