"""Scenes of public opinion, the service desk, rulings, and of who is there at all."""

import numpy as np

from simulations.language import message
from simulations.world.audience.returning import active_share
from simulations.world.audience.segments import clock, mix
from simulations.world.commerce import Product
from simulations.world.content import Content
from simulations.world.draws import Floats, Worlds
from simulations.world.opinion import Incident, Opinion, Response, Service, ServiceTeam, Shift
from simulations.world.opinion.service import KINDS
from simulations.world.plan import Plan, Post, Setting
from simulations.world.platforms import platform_slugs
from simulations.world.play import play
from simulations.world.promotion import Referral
from simulations.world.reference import START
from simulations.world.rulebook import platforms
from simulations.world.rulebook.enforcement import Appeal, Breach, Enforcement
from simulations.world.scenes import FOLLOWERS, NICHE, Figures, pooled

COMPLAINT = Incident(id="complaint", day=0, hour=10, kind="product", true=True, severity=0.6, first_posts=20)
FAST = Response(incident="complaint", after_hours=1, kind="apologise", solves=True)
ANSWERS = {
    "fast": FAST,
    "late": FAST.model_copy(update={"after_hours": 24.0}),
    "denied": Response(incident="complaint", after_hours=1, kind="deny"),
}
BREACHES = ("copied_content", "missing_credentials", "bought_engagement")  # of severity 1, 2 and 3, on every platform


def burn(response: Response, worlds: Worlds, days: int = 14) -> Opinion:
    """A true complaint about a product, answered once."""
    opinion = Opinion((COMPLAINT,), (response,), worlds, days, 100)
    for day in range(days):
        opinion.step(day)
    return opinion


def opinion(worlds: Worlds) -> Figures:
    """Many incidents at once: the same complaint answered in every way, and one of every kind, true and false."""
    kinds = ("apologise", "explain", "compensate", "deny", "delete")
    cases = [("product", true, kind, 2) for true in (True, False) for kind in kinds]
    cases += [(kind, True, "explain", 2) for kind in ("service", "content", "rumour", "violation")]
    cases += [("product", True, "apologise", 1), ("product", True, "apologise", 24)]
    incidents = [
        COMPLAINT.model_copy(update={"id": f"{i}", "kind": kind, "true": true})
        for i, (kind, true, _, _) in enumerate(cases)
    ]
    responses = [
        Response.model_validate(
            {
                "incident": f"{i}",
                "after_hours": hours,
                "kind": answer,
                "solves": hours != 2,
                "evidence": 0.8,
                "channel_fit": 0.7,
                "with_pr": bool(i % 2),
            }
        )
        for i, (_, _, answer, hours) in enumerate(cases)
    ]
    room = Opinion(incidents, responses, worlds, 5, 300)
    for day in range(5):
        room.step(day, escalated=10.0)
    posts = room.incident_posts
    return [
        (message("posts of a late answer against a fast one"), posts[:, -1] / posts[:, -2]),
        *((message("negative posts of an incident"), posts[:, i]) for i in range(len(cases))),
        (message("trust that is lost"), 1 - room.trust[:, -1]),
    ]


def service(worlds: Worlds, days: int = 14) -> Figures:
    """Two busy desks: one that answers in order, one with a handbook, auto-replies and complaints first."""
    shifts = (Shift(start_hour=9, end_hour=18, hands=2),)
    plain = ServiceTeam(shifts=shifts)
    equipped = ServiceTeam(shifts=shifts, faq=True, auto_reply=True, priority="complaints_first")
    curve = np.einsum("s,sdh->h", mix("gongzhonghao", NICHE), clock())
    figures: Figures = []
    for team, load in ((plain, 0.8), (equipped, 1.2)):
        room = Service(team, worlds, days)
        comments, messages, complaints = (np.full(worlds.count, load * n) for n in (300.0, 150.0, 15.0))
        for day in range(days):
            room.step(day, comments, messages, complaints, curve)
        figures += [(message("share answered in time"), room.share_in_time(kind)) for kind in KINDS]
        figures.append((message("complaints that go public"), room.escalated.sum(axis=1)))
    return figures


def desk(worlds: Worlds) -> Figures:
    """A month of a 公众号 of a million with referrals and a camp for sale: who writes, who comes, who buys."""
    content = Content(format="article", niche=NICHE, length=1800, tags=0, call="buy")
    plan = Plan(
        posts=tuple(
            Post(id=f"scene/{i}", platform="gongzhonghao", day=4 * i, hour=20, content=content, product="camp")
            for i in range(6)
        ),
        products=(Product(id="camp", name="camp", kind="low_price", price_yuan=29),),
        referrals=(
            Referral(id="scene", day=3, days=14, reward="completion", seeds_from=("followers",)),
            Referral(id="scene/members", day=3, days=14, reward="completion", seeds_from=("private_domain",)),
        ),
    )
    setting = Setting(
        start=START, days=28, niche=NICHE, accounts={"gongzhonghao": 20 * FOLLOWERS}, members={"active": 5_000}
    )
    out = play(plan, setting, worlds)
    arrived = out.service.arrived.sum(axis=1)
    return [
        *((message("people who reach the desk"), arrived[:, k]) for k in range(len(KINDS))),
        *(
            (message("new followers of a referral"), referral.new_followers.sum(axis=1))
            for referral in out.referrals.values()
        ),
        (message("revenue of a product in a month"), out.revenue_yuan),
    ]


def enforcement(worlds: Worlds, days: int = 60) -> Figures:
    """A breach every ten days on every platform, from slight to grave, clean posts between; most rulings appealed."""
    sent = [(day, BREACHES[i % 3], f"scene/{day}") for i, day in enumerate(range(0, days, 10))]
    appeals = [
        Appeal(post=name, after_days=1, evidence=0.8 * (i % 2))
        for i, (_, _, post) in enumerate(sent[1:])
        for name in (post, f"{post}/clean")
    ]
    room = Enforcement(platforms(), worlds, days, appeals)
    left: dict[str, list[Floats]] = {platform: [] for platform in platforms()}
    for start, rule, post in sent:
        for day, name, breaches in ((start, post, [Breach(rule=rule, post=post)]), (start + 5, f"{post}/clean", [])):
            for platform in platforms():
                ruling = room.judge(platform, day, name, breaches)
                left[platform].append(ruling.reach * room.account_reach(platform, day))
    told = message("reach that is left to an account that breaks rules")
    return [(told, pooled(np.mean(left[platform], axis=0))) for platform in platforms()]


def returning(worlds: Worlds) -> Figures:
    """People who are there on a given day."""
    return [(message("people there on a given day"), np.array([active_share(worlds)]))]


def publics(worlds: Worlds) -> Figures:
    """People who follow one brand's six accounts, each person counted once."""
    setting = Setting(start=START, days=1, niche=NICHE, accounts=dict.fromkeys(platform_slugs(), FOLLOWERS))
    return [(message("different people who follow six accounts"), play(Plan(), setting, worlds).unique_followers)]
