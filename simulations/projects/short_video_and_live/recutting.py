"""A hit cut anew for another platform: shots, their order and length, what stands around them, played there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulations.projects.short_video_and_live.answer import Cut, Package
from simulations.projects.short_video_and_live.case import Case, Footage, value
from simulations.world.content import Call, Content, effects
from simulations.world.draws import Floats, Worlds
from simulations.world.platforms.post import Account, Publication
from simulations.world.platforms.publishing import publish
from simulations.world.rulebook import limits
from simulations.world.rulebook.enforcement import Breach, Enforcement
from simulations.world.rulebook.rules import rules_for
from simulations.world.script import Beat, Kind, Script
from simulations.world.text.compliance import check_compliance
from simulations.world.text.title import read_title
from simulations.world.text.words import content_words

NICHE, DAY, HOUR = "workplace", 5, 20
RATIOS = {"xiaohongshu": ("3:4",), "bilibili": ("16:9",), "shipinhao": ("9:16", "3:4")}
FOLLOWERS = {"xiaohongshu": 20_000, "bilibili": 12_000, "shipinhao": 15_000}  # the brand's accounts there
KINDS: tuple[tuple[str, Kind], ...] = (
    ("sell", "offer"),
    ("hint", "call"),
    ("hook", "hook"),
    ("pain", "pain"),
    ("proof", "proof"),
    ("demo", "demo"),
    ("result", "demo"),
    ("detail", "demo"),
    ("story", "story"),
    ("context", "story"),
    ("meme", "story"),
)
PARTS = (frozenset({"hook", "pain", "story"}), frozenset({"demo", "detail"}), frozenset({"result", "proof"}))
FITS = ("result", "detail", "context", "meme", "story", "sell")
CALLS: tuple[tuple[str, Call], ...] = (
    ("收藏|存下", "save"),
    ("转给|发给", "share"),
    ("评论|留言|告诉我|说说|弹幕", "comment"),
    ("关注", "follow"),
)
ELSEWHERE = re.compile(r"小黄车|左下角|抖音|抖\s*[一1]\s*抖|橱窗")
COPIED = 0.7  # of the hit's shots in their old order


@dataclass(frozen=True)
class Version:
    """A re-cut as the platform takes it."""

    platform: str
    content: Content
    finish: float  # on the log of those who finish, beyond what content does
    reach: float
    hinting: bool
    copied: bool
    marked: bool


def read_cut(cuts: Sequence[Cut], package: Package, platform: str, case: Case) -> Version:
    """What a cut and what stands around it come to on its platform."""
    known = [(shot, min(cut.seconds, shot.seconds)) for cut in cuts for shot in (case.shot(cut.shot),)]
    beats, seen = [], set[str]()
    for shot, seconds in known:
        interest = value("shot_again") if shot.id in seen else _interest(shot, platform)
        beats.append(Beat(seconds=seconds, kind=kind_of(shot), interest=interest))
        seen.add(shot.id)
    script = Script(beats=tuple(beats))
    words = f"{package.title}\n{package.call}\n{' '.join(package.tags)}"
    selling = sum(seconds for shot, seconds in known if "sell" in shot.traits) / script.length_s
    hinting = any("hint" in shot.traits for shot, _s in known) or leads_away(words, platform)
    copied = is_copied([shot for shot, _seconds in known], case)
    marked = any("watermark" in shot.traits for shot, _seconds in known)
    tags = useful_tags(package.tags, case)
    content = Content(
        format="video",
        niche=NICHE,
        topic=case.topic,
        script=script,
        hook=hook_of(package, platform, case),
        visual=0.45 if package.ratio not in RATIOS[platform] else 0.55,
        search=min(0.15 + 0.2 * sum(word in words for word in case.searched), 0.9),
        advertising=min(0.05 + selling + 0.2 * bool(ELSEWHERE.search(words)), 1.0),
        tags=min(tags, int(limits(platform).get("tags", {"max": 5})["max"])),
        call=next((call for pattern, call in CALLS if re.search(pattern, package.call)), "none"),
    )
    misfit = package.ratio not in RATIOS[platform]
    return Version(
        platform,
        content,
        finish=value("cut_misfit") * misfit + _told([shot for shot, _seconds in known], script.length_s),
        reach=-value("cut_copied") * copied - value("cut_watermark") * marked,
        hinting=hinting,
        copied=copied,
        marked=marked,
    )


def _told(shots: Sequence[Footage], length_s: float) -> float:
    """Log of how much of the story is left: somebody's trouble, what is done about it, what comes of it."""
    traits = frozenset[str]().union(*(shot.traits for shot in shots))
    parts = sum(bool(traits & part) for part in PARTS)
    return float(np.log(max(parts, 0.5) / len(PARTS)) + np.log(min(length_s / value("cut_least_s"), 1.0)))


def kind_of(shot: Footage) -> Kind:
    """What a shot does in a video, by the gravest of what it is."""
    return next(kind for trait, kind in KINDS if trait in shot.traits)


def _interest(shot: Footage, platform: str) -> float:
    base = max(
        (value(f"shot_{trait}") for trait in shot.traits if f"shot_{trait}" in _BASES),
        default=value("shot_context"),
    )
    if "sell" in shot.traits or "hint" in shot.traits:
        base = min(value(f"shot_{trait}") for trait in ("sell", "hint") if trait in shot.traits)
    fit = sum(value(f"fit_{platform}_{trait}") for trait in FITS if trait in shot.traits)
    return float(min(max(base + fit, 0.0), 1.0))


_BASES = frozenset(
    f"shot_{trait}" for trait in ("hook", "pain", "demo", "result", "story", "proof", "detail", "context", "meme")
)


def is_copied(shots: Sequence[Footage], case: Case) -> bool:
    """Whether a cut is the hit carried over: it opens as the hit does and most of the hit follows in its old order."""
    hit = [shot.id for shot in case.footage if shot.used]
    kept = [shot.id for shot in shots if shot.used]
    if [shot.id for shot in shots[:2]] != hit[:2] or any(not shot.used for shot in shots):
        return False
    return len(kept) >= COPIED * len(hit) and kept == sorted(kept)


def leads_away(text: str, platform: str) -> bool:
    """Whether a text hints at a way off the platform."""
    return "主页" in text or any(
        passage.rule == "off_platform_leading" for passage in check_compliance(text, platform="douyin")
    )


def useful_tags(tags: Sequence[str], case: Case) -> int:
    """Tags that say what the piece is about; the others help nobody find it."""
    about = content_words(case.hit_title) | content_words(case.hit_about) | {"职场", "办公", "效率", "上班"}
    return sum(
        any(word in tag or tag in word for word in (*case.searched, *about)) for tag in dict.fromkeys(tags) if tag
    )


def hook_of(package: Package, platform: str, case: Case) -> float:
    """What title and cover promise, 0-1."""
    title = read_title(package.title, topic_words=frozenset(case.searched), brand_words=case.brand.words)
    cover = case.shot(package.cover)
    most = limits(platform).get("title", {"max": 30})
    fits = most.get("min", 1) <= len(package.title) <= most["max"] and len(package.title) >= 6
    good = 0.3 * title.conflict + 0.2 * max(title.person, title.scene) + 0.2 * title.number + 0.2 * title.on_topic
    bad = 0.4 * title.flat_list + 0.4 * title.loud + 0.3 * (not fits)
    shown = 0.3 * bool(cover.traits & {"face", "result", "hook"}) - 0.5 * bool(cover.traits & {"sell", "hint"})
    return float(np.clip(0.5 + value("cut_title") * (good - bad + shown - 0.4) / 0.6, 0, 1))


def finishers(version: Version, worlds: Worlds) -> Floats:
    """People who watch it to its end on its platform, shape (worlds,)."""
    on = version.platform
    taken = effects(version.content, on, worlds)
    reach: Floats | float = 1.0
    if version.hinting and "off_platform_leading" in rules_for(on):
        breach = Breach(rule="off_platform_leading", post="recut")
        reach = Enforcement((on,), worlds, days=1).judge(on, 0, "recut", [breach]).reach
    outcome = publish(
        Publication(post=f"recut/{on}", day=DAY, hour=HOUR, effects=taken),
        Account(FOLLOWERS[on], niche=NICHE),
        worlds,
        on=on,
        reach=reach * np.exp(version.reach),
    )
    return np.asarray(outcome.finishers * np.exp(version.finish), dtype=float)


def colleagues(platform: str, case: Case) -> Version:
    """A decent colleague's cut: the hit without what sells and hints, in its old order, as upright as it was."""
    cuts = [
        Cut(shot=shot.id, seconds=shot.seconds)
        for shot in case.footage
        if shot.used and not shot.traits & {"sell", "hint"}
    ]
    title = case.hit_title if platform != "shipinhao" else case.hit_title[:14]
    package = Package(which="first", ratio="9:16", cover="S01", title=title, tags=("职场", "日常"), call="你们说说")
    return read_cut(cuts, package, platform, case)
