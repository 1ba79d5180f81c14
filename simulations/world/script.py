"""A video as its script: beats, and how many are still watching at each second.

What it models: leaving as a hazard per second. It is highest in the first three seconds and a hook lowers it; interest
lowers it, filler, offers and calls raise it, and so does a beat that goes on for too long. It falls with the time
watched, because those who do not care go first: viewers whose own hazards differ leave a power-law curve behind them,
the continuous form of the shifted-beta-geometric retention of Fader & Hardie (2007). The share still watching is the
survival curve S(t) = exp(-sum of hazards up to t).

Where it is known from: practitioners' marks for completion, pass and excellent, by length (15 s 35/50%, 30 s 25/40%,
1-3 minutes 15/30%). `ordinary` and `excellent` are the scripts that reach them. The sizes of single effects are
assumptions, and the data file says so.
"""

from collections.abc import Mapping
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from simulations.world.draws import Floats, Worlds
from simulations.world.parameters import values

Kind = Literal["hook", "pain", "demo", "story", "proof", "offer", "call", "filler"]
OPENING_S = 3  # practitioners' "first three seconds" (黄金三秒)
COLD: tuple[Kind, ...] = ("filler", "offer", "call")  # greetings, adverts and requests hook nobody
LENGTHS_S = (15, 30, 60, 90, 120, 180)  # where the reference scripts are calibrated
BODY: tuple[Kind, ...] = ("pain", "demo", "story", "demo", "proof")


class Beat(BaseModel):
    """One thing that happens in a video.

    Attributes
    ----------
    interest : float
        0 (nobody cares) to 1 (nobody looks away); 0.5 is ordinary.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    seconds: float = Field(gt=0, le=600)
    kind: Kind
    interest: float = Field(ge=0, le=1)


class Script(BaseModel):
    """A video's beats in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    beats: tuple[Beat, ...] = Field(min_length=1, max_length=120)

    @property
    def length_s(self) -> float:
        """Length in seconds."""
        return sum(beat.seconds for beat in self.beats)

    @property
    def starts_s(self) -> Floats:
        """Second at which each beat begins, shape (beats,)."""
        return np.cumsum([0.0] + [beat.seconds for beat in self.beats[:-1]])

    @property
    def hook(self) -> float:
        """Mean interest of the first three seconds, 0-1; greetings, adverts and requests count as 0."""
        window = min(OPENING_S, self.length_s)
        inside = np.clip(window - self.starts_s, 0, [beat.seconds for beat in self.beats])
        hooking = [0.0 if beat.kind in COLD else beat.interest for beat in self.beats]
        return float(np.dot(inside, hooking) / window)

    @property
    def call_at_s(self) -> float | None:
        """Second at which the first call to action begins, or None."""
        starts = zip(self.beats, self.starts_s, strict=True)
        return next((float(start) for beat, start in starts if beat.kind == "call"), None)


def retention_luck(video: str, worlds: Worlds) -> Floats:
    """What a script does not explain about its retention: an effect on the log hazard, shape (worlds, 1)."""
    return worlds.normals(video, "retention") * worlds.values("script")["luck_sd"]


def seconds_of(script: Script) -> Floats:
    """The points in time of the retention curve: each whole second from 0, and the end; shape (seconds + 1,)."""
    return np.minimum(np.arange(np.ceil(script.length_s) + 1), script.length_s)


def retention(script: Script, p: Mapping[str, float], luck: Floats | None = None) -> Floats:
    """Share still watching at each whole second and at the end.

    log hazard(t) = log base - decline log(1 + t) + [t < 3] (opening - hook_effect hook)
    - interest_effect (interest - 0.5) + kind + monotony (seconds of this beat beyond the calm ones).

    Parameters
    ----------
    p : mapping
        The section `script` of the parameters.
    luck : array (worlds, 1), optional
        Added to the log hazard, see `retention_luck`; worlds with luck above 0 lose more.

    Returns
    -------
    array (seconds + 1,), or (worlds, seconds + 1) with luck
        Starts at 1 and never rises.
    """
    at = seconds_of(script)
    middle = (at[:-1] + at[1:]) / 2
    now = np.searchsorted(script.starts_s, middle, side="right") - 1
    effects = {"filler": p["filler"], "offer": p["offer"], "call": p["call"]}
    kind = np.array([effects.get(beat.kind, 0.0) for beat in script.beats])[now]
    interest = np.array([beat.interest for beat in script.beats])[now]
    too_long = np.clip(middle - script.starts_s[now] - p["calm_s"], 0, p["monotony_s"])
    log_hazard = (
        np.log(p["base"])
        - p["decline"] * np.log1p(middle)
        + (middle < OPENING_S) * (p["opening"] - p["hook"] * script.hook)
        - p["interest"] * (interest - 0.5)
        + kind
        + p["monotony"] * too_long
    )
    hazard = np.exp(log_hazard if luck is None else log_hazard + luck) * np.diff(at)
    gone = np.cumsum(hazard, axis=-1)
    return np.asarray(np.exp(-np.concatenate([np.zeros((*gone.shape[:-1], 1)), gone], axis=-1)))


def completion(script: Script, p: Mapping[str, float], luck: Floats | None = None) -> Floats:
    """Share that watches to the end (完播率), shape () or (worlds,)."""
    return np.asarray(retention(script, p, luck)[..., -1])


def watched_share(script: Script, p: Mapping[str, float], luck: Floats | None = None) -> Floats:
    """Mean share of the video that is watched (平均播放占比), shape () or (worlds,)."""
    curve = retention(script, p, luck)
    return np.asarray((curve[..., 1:] + curve[..., :-1]) @ np.diff(seconds_of(script)) / (2 * script.length_s))


def call_reach(script: Script, p: Mapping[str, float], luck: Floats | None = None) -> Floats:
    """Share still there when the call to action begins, shape () or (worlds,); 0 where nothing is called for."""
    curve = retention(script, p, luck)
    if script.call_at_s is None:
        return np.zeros(curve.shape[:-1])
    at = seconds_of(script)
    before = int(np.searchsorted(at, script.call_at_s, side="right")) - 1
    part = (script.call_at_s - at[before]) / (at[before + 1] - at[before])
    return np.asarray(curve[..., before] * (1 - part) + curve[..., before + 1] * part)


def ordinary(length_s: float) -> Script:
    """A script that just passes: a fair hook, long beats, some filler; its completion is the mark "pass"."""
    return _reference("ordinary", length_s)


def excellent(length_s: float) -> Script:
    """A script as the best practitioners write it: strong hook, a change every few seconds, nothing idle."""
    return _reference("excellent", length_s)


def _reference(level: str, length_s: float) -> Script:
    p = values("script")
    first, last = p["reference_hook_s"], p["reference_call_s"]
    body_s = length_s - first - last - p[f"{level}_filler"] * length_s
    if body_s <= 0:
        raise ValueError(f"length_s(={length_s}) must be > {(first + last) / (1 - p[f'{level}_filler']):.0f}")
    interest = float(np.interp(np.log(length_s), np.log(LENGTHS_S), [p[f"{level}_interest_{s}"] for s in LENGTHS_S]))
    count = max(1, round(body_s / p[f"{level}_beat_s"]))
    body = [Beat(seconds=body_s / count, kind=BODY[i % len(BODY)], interest=interest) for i in range(count)]
    if p[f"{level}_filler"] > 0:
        filler = Beat(seconds=p[f"{level}_filler"] * length_s, kind="filler", interest=interest)
        body.insert(count // 2, filler)
    hook = Beat(seconds=first, kind="hook", interest=p[f"{level}_hook"])
    return Script(beats=(hook, *body, Beat(seconds=last, kind="call", interest=interest)))
