"""The own script, published on 抖音 beside a decent colleague's: who stays, who is told what counts, who acts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulations.projects.short_video_and_live.answer import Shot
from simulations.projects.short_video_and_live.case import Case, value
from simulations.projects.short_video_and_live.wording import CLEAR, Read, read_script
from simulations.world.content import Content, effects
from simulations.world.draws import Floats, Worlds
from simulations.world.platforms.post import Account, Publication
from simulations.world.platforms.publishing import publish
from simulations.world.script import LENGTHS_S, Script, call_reach, completion, excellent, ordinary, retention_luck

ON, NICHE, DAY, HOUR = "douyin", "workplace", 3, 19
SHORTEST_S, LONGEST_S = 30, 60  # as the brief has it
SOLD = ("offer", "call")
SHOWN = ("demo", "proof")


@dataclass(frozen=True)
class Video:
    """A script as the world takes it, and how much it says of what users ask for (0-1), of what nobody asks for."""

    script: Script
    told: float
    shown: float
    aside: int
    clear: bool


@dataclass(frozen=True)
class Watched:
    """What came of a video, arrays of shape (worlds,): share that watches to the end, plays, people who act."""

    completion: Floats
    plays: Floats
    acting: Floats


def read_video(shots: Sequence[Shot], case: Case) -> Video:
    """What a storyboard comes to."""
    beats = read_script(shots, case)
    script = Script(beats=tuple(one.beat for one in beats))
    cared = {point.id for point in case.cared}
    aside = {point.id for point in case.points if point.right != "use"}
    told, shown = _said(beats), _said([one for one in beats if one.beat.kind in SHOWN and one.beat.interest > 0.3])
    clear = any(
        one.beat.kind == "call" and bool(CLEAR.search(f"{shot.words}{shot.caption}"))
        for one, shot in zip(beats, shots, strict=True)
    )
    return Video(
        script,
        told=len(told & cared) / max(len(cared), 1),
        shown=len(shown & cared) / max(len(cared), 1),
        aside=len(told & aside),
        clear=clear,
    )


def _said(beats: Sequence[Read]) -> set[str]:
    return {id for one in beats if one.beat.kind != "filler" for id in one.told}


def colleagues(length_s: float) -> Video:
    """A decent colleague's video of the same length: an ordinary script that tells half of what counts."""
    return Video(ordinary(length_s), told=0.5, shown=0.5, aside=1, clear=True)


def fitting(length_s: float) -> float:
    """The length at which a video is held against others: those of the brief, whatever it takes."""
    return float(np.clip(length_s, LENGTHS_S[0], LENGTHS_S[-1]))


def watch(video: Video, case: Case, worlds: Worlds) -> Watched:
    """Publish a video in all worlds."""
    p, script = worlds.values("script"), video.script
    luck = retention_luck("video", worlds)
    selling = sum(beat.seconds for beat in script.beats if beat.kind in SOLD) / script.length_s
    content = Content(format="video", niche=NICHE, topic=case.topic, script=script, advertising=selling, tags=3)
    outcome = publish(
        Publication(post="script", day=DAY, hour=HOUR, effects=effects(content, ON, worlds)),
        Account(case.followers, niche=NICHE),
        worlds,
        on=ON,
    )
    moved = (
        value("act_told") * video.told
        + value("act_shown") * video.shown
        + value("act_aside") * video.aside
        + value("act_vague") * (not video.clear)
    )
    rate = worlds.values(ON)["action_rate"] * float(np.exp(moved))
    return Watched(
        completion=completion(script, p, luck),
        plays=outcome.reads,
        acting=outcome.reads * call_reach(script, p, luck) * rate,
    )


def between(video: Video, worlds: Worlds) -> Floats:
    """Where completion lies between an ordinary script of the same length (0) and an excellent one (1), (worlds,)."""
    length = fitting(video.script.length_s)
    p, luck = worlds.values("script"), retention_luck("video", worlds)

    def logit(script: Script) -> Floats:
        share = np.clip(completion(script, p, luck), 1e-6, 1 - 1e-6)
        return np.asarray(np.log(share / (1 - share)))

    low, high = logit(ordinary(length)), logit(excellent(length))
    return np.asarray((logit(video.script) - low) / (high - low))
