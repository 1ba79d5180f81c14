"""Scenes of posts, scripts and live sessions."""

from dataclasses import replace
from typing import get_args

import numpy as np

from simulations.language import message
from simulations.world.content import Call, Content, Format, effects
from simulations.world.draws import Worlds
from simulations.world.followers import Followers
from simulations.world.live import Drop, Goods, LiveOutcome, LiveSession, Segment, hold
from simulations.world.platforms.post import Account, PostOutcome, Publication, Push
from simulations.world.platforms.publishing import publish
from simulations.world.platforms.timing import by_day, mean_hours
from simulations.world.reference import FORMS
from simulations.world.scenes import FOLLOWERS, NICHE, Figures, pooled
from simulations.world.script import Beat, Script, completion, excellent, ordinary

PAUSE = Segment(minutes=3, kind="break", energy=0.3)
EVENING, NIGHT = 20, 4
SMALL = 20_000  # an account whose posts are special
GOODS = (
    Goods(id="tote", price_yuan=19.9, cost_yuan=12, appeal=0.7, stock=200, role="traffic"),
    Goods(id="blazer", price_yuan=199, cost_yuan=80, appeal=0.6, stock=300, role="profit"),
    Goods(id="shirt", price_yuan=99, cost_yuan=35, appeal=0.55, stock=300, role="profit"),
    Goods(id="bag", price_yuan=0, cost_yuan=8, appeal=0.5, stock=30, role="gift"),
)
RUN_SHEET = (
    Segment(minutes=4, kind="warm_up", energy=0.6),
    Segment(minutes=6, kind="benefit", product="tote", energy=0.6),
    Segment(minutes=8, kind="product", product="blazer", energy=0.6),
    Segment(minutes=7, kind="demo", product="blazer", energy=0.6),
    Segment(minutes=4, kind="raffle", product="bag", energy=0.6),
    Segment(minutes=8, kind="product", product="shirt", energy=0.6),
    Segment(minutes=5, kind="qa", product="shirt", energy=0.6),
    Segment(minutes=18, kind="product", product="blazer", energy=0.6),
)


def middling_post(on: str, worlds: Worlds) -> PostOutcome:
    """A middling post of an account of 50,000 on a Thursday evening."""
    return publish(Publication("scene/plain", 3, EVENING), Account(FOLLOWERS), worlds, on=on)


def posts(on: str, worlds: Worlds) -> Figures:
    """A middling post, one in each other form, a hot one, a tired one and an advertisement; a quiet month."""
    form, length = FORMS[on]
    plain, tired, account = middling_post(on, worlds), _tired_post(on, worlds), Account(SMALL)

    def out(id: str, content: Content, heat: float = 0.0, push: Push | None = None) -> PostOutcome:
        publication = Publication(id, 3, EVENING, effects(content, on, worlds), heat=heat)
        return publish(publication, account, worlds, on=on, reach=float(push is None), push=push)

    kinds: tuple[Format, ...] = get_args(Format)
    other = [out(f"scene/{kind}", Content(format=kind, niche=NICHE, length=length, tags=2)) for kind in kinds]
    strong = Content(format=form, niche=NICHE, length=2 * length, hook=0.9, visual=0.9, originality=1.0)
    asking = Content(format=form, niche=NICHE, length=length, call="add")
    advert = out("scene/advert", asking, push=Push(np.full(worlds.count, 100_000.0)))
    quiet = Followers(on, NICHE, FOLLOWERS, worlds, 30)
    for day in range(30):
        quiet.end_day(day)
    lost = (plain.unfollows, tired.unfollows, quiet.lost.sum(axis=1))
    soon = plain.reads_from @ by_day(mean_hours(on, plain.sources, worlds), EVENING, 1)
    return [
        (message("reads of a middling post"), plain.reads),
        *(
            (message("reads of a special post"), post.reads)
            for post in (*other, out("hot", strong, 1.0), tired, advert)
        ),
        (message("reads on the first day"), soon[:, 0]),
        (message("new followers per read"), pooled(plain.new_followers, plain.reads)),
        (message("people who do what a post asks"), pooled(advert.actions, advert.reads)),
        *((message("followers lost"), pooled(part)) for part in lost),
    ]


def _tired_post(on: str, worlds: Worlds) -> PostOutcome:
    """A dull piece at night, carried over from elsewhere, the last of seven daily posts, the fourth on its topic."""
    form, length = FORMS[on]
    dull = Content(format=form, niche=NICHE, topic="weekly_report", length=max(length // 4, 1), advertising=0.4)
    crowd = Followers(on, NICHE, FOLLOWERS, worlds, 7)
    for day in range(6):
        crowd.sent(day, dull if day % 2 else dull.model_copy(update={"topic": None}))
    taken = effects(dull, on, worlds)
    worn = replace(taken, reach=taken.reach + crowd.wear(6, dull) - worlds.values(on)["twin"])
    publication = Publication("scene/tired", 6, NIGHT, worn, seed_readers=30, burden=crowd.burden(6))
    return publish(publication, Account(FOLLOWERS), worlds, on=on)


def contents(worlds: Worlds) -> Figures:
    """Well-made pieces with every kind of call, one that praises itself and one too thin, on 公众号 and 抖音."""
    calls: tuple[Call, ...] = get_args(Call)
    figures = []
    for on in ("gongzhonghao", "douyin"):
        form, length = FORMS[on]
        fine = Content(
            format=form, niche=NICHE, length=length, substance=0.9, story=0.9, visual=0.9, originality=1.0, tags=0
        )
        praise = fine.model_copy(update={"advertising": 0.8, "topic": "weekly_report", "length": 3 * length})
        thin = fine.model_copy(update={"length": max(length // 8, 1)})
        for piece in (*(fine.model_copy(update={"call": call}) for call in calls), praise, thin):
            publication = Publication("scene/piece", 3, EVENING, effects(piece, on, worlds))
            out = publish(publication, Account(FOLLOWERS), worlds, on=on)
            figures += [
                (message("reads of a special post"), out.reads),
                (message("new followers per read"), pooled(out.new_followers, out.reads)),
            ]
            if piece.call in ("add", "buy"):
                figures.append((message("people who do what a post asks"), pooled(out.actions)))
    return figures


def scripts(worlds: Worlds) -> Figures:
    """Ordinary and excellent scripts of 30 seconds, and one that drags on and sells."""
    selling = Script(
        beats=(
            Beat(seconds=4, kind="filler", interest=0.4),
            Beat(seconds=20, kind="story", interest=0.6),
            Beat(seconds=10, kind="offer", interest=0.5),
            Beat(seconds=6, kind="call", interest=0.5),
        )
    )
    p = worlds.values("script")
    told = message("completion of a 30 s video")
    return [
        (told, completion(ordinary(30), p)[None]),
        (told, completion(excellent(30), p)[None]),
        (message("completion of a 40 s video that sells"), completion(selling, p)[None]),
    ]


def ordinary_session(platform: str = "douyin", segments: tuple[Segment, ...] = RUN_SHEET) -> LiveSession:
    """An hour in the evening with three people: traffic goods, goods that earn, a raffle, no paid reach."""
    return LiveSession.model_validate(
        {
            "id": "scene/live",
            "platform": platform,
            "day": 3,
            "hour": EVENING,
            "minute": 0,
            "minutes": sum(segment.minutes for segment in segments),
            "host": 0.55,
            "segments": segments,
            "goods": GOODS,
            "trailer": 300,
            "moderator": True,
            "service_hands": 1,
        }
    )


def held(session: LiveSession, worlds: Worlds) -> LiveOutcome:
    """A session of an account of 50,000 whose followers care as much as usual."""
    return hold(session, np.full(worlds.count, float(FOLLOWERS)), 0.5, worlds)


def live_sessions(worlds: Worlds) -> Figures:
    """Most of an ordinary hour on 抖音; a short session on 视频号 with paid reach, a pause, and a stream that drops."""
    drop = {"id": "scene/drop", "paid_yuan": 1_000.0, "drop": Drop(minute=7, minutes=3), "plan_b": "group_notice"}
    troubled = ordinary_session("shipinhao", (RUN_SHEET[1], PAUSE, RUN_SHEET[2])).model_copy(update=drop)
    figures = []
    for session in (ordinary_session(segments=RUN_SHEET[:-1]), troubled):
        out = held(session, worlds)
        figures += [
            (message("GMV of a live session"), out.gmv),
            (message("new followers of a live session"), out.new_followers),
        ]
    return figures
