"""From what can be read off an article to how readers react: a plan's effects on click, finishing and sharing.

Every effect saturates, so stuffing a text with what once helped does not pay; sizes are data (`parameters.yaml`).
"""

from dataclasses import dataclass

from simulations.world.content import Effects
from simulations.world.parameters import values
from simulations.world.platforms.post import Publication
from simulations.world.text.body import BodyFeatures
from simulations.world.text.title import TitleFeatures


@dataclass(frozen=True)
class ArticlePlan:
    """Everything the world needs to know of an article before it is published.

    Attributes
    ----------
    post : str
        Stable id.
    title, body
        What the text reader found.
    digest : float
        1 if the digest adds something, 0 if it repeats, -1 if it is missing.
    cover : float
        1 fits and is legible, 0 neutral, -1 poor.
    topic_appeal : float
        In standard deviations between topics.
    call : float
        1 if it asks the reader for one fitting thing.
    lines : float
        How good the lines for Moments and the group are, 0-1.
    day, hour : int
        0 is Monday.
    breach : bool
        Rewarded or forced sharing.
    """

    post: str
    title: TitleFeatures
    body: BodyFeatures
    digest: float
    cover: float
    topic_appeal: float
    call: float
    lines: float
    day: int
    hour: int
    breach: bool = False


def title_effect(title: TitleFeatures) -> float:
    """Effect of a title on the log click rate, within its floor and ceiling."""
    p = values("article")
    outside = max(12 - title.length, title.length - 26, 0)
    effect = (
        p["title_question"] * title.question * (1 - title.conflict)
        + p["title_number"] * title.number
        + p["title_pain"] * min(title.pain, 2)
        + p["title_pain_stuffed"] * max(title.pain - 2, 0)
        + p["title_conflict"] * title.conflict
        + p["title_person"] * title.person
        + p["title_scene"] * title.scene
        + p["title_flat_list"] * title.flat_list
        + p["title_loud"] * title.loud
        + p["title_brand"] * title.brand
        + p["title_off_topic"] * (1 - title.on_topic)
        + p["title_length"] * outside
    )
    return float(min(max(effect, p["title_floor"]), p["title_ceiling"]))


def click_effect(plan: ArticlePlan) -> float:
    """Effect on the log click rate: title, digest, cover, topic."""
    p = values("article")
    framing = p["digest_adds"] * max(plan.digest, 0) + p["digest_missing"] * max(-plan.digest, 0)
    framing += p["cover_fits"] * max(plan.cover, 0) + p["cover_poor"] * max(-plan.cover, 0)
    return title_effect(plan.title) + framing + p["topic_appeal"] * plan.topic_appeal


def finish_effect(plan: ArticlePlan) -> float:
    """Effect on the logit of finishing; 0 for a text of middling opening, structure and layout."""
    p, body = values("article"), plan.body
    per_heading, per_picture = body.length / 350, body.length / 400
    return float(
        p["opening"] * (body.opening - 0.5)
        + p["structure"] * (body.structure - 0.5)
        + p["wall"] * max(body.long_share - 0.15, 0)
        + p["headings"] * (min(body.headings / max(per_heading, 1), 1) - 0.5)
        + p["pictures"] * (min(body.pictures / max(per_picture, 1), 1) - 0.5)
        + p["length"] * max(body.length - 2000, 0) / 1000
        + p["thin"] * max(500 - body.length, 0) / 500
        + p["promise_broken"] * max(0.6 - body.promise, 0) / 0.6
        + p["advertising"] * body.advertising
        + p["stuffing"] * body.stuffing
        + p["off_topic"] * (1 - body.on_topic)
    )


def share_effect(plan: ArticlePlan) -> float:
    """Effect on the log share rate: use and a counted case are passed on, advertising is not."""
    p, body = values("article"), plan.body
    return float(
        p["share_useful"] * (min(body.steps, 6) / 6 - 0.5)
        + p["share_case"] * (body.case - 0.5)
        + p["share_call"] * plan.call
        + p["share_advertising"] * body.advertising
        + p["share_off_topic"] * (1 - body.on_topic)
        + p["share_stuffing"] * body.stuffing
        + p["share_promise_broken"] * max(0.6 - body.promise, 0) / 0.6
    )


def publication(plan: ArticlePlan) -> Publication:
    """The plan as the platform meets it."""
    return Publication(
        post=plan.post,
        effects=Effects(click=click_effect(plan), finish=finish_effect(plan), share=share_effect(plan)),
        day=plan.day,
        hour=plan.hour,
        seed_readers=values("article")["seed_readers"] * plan.lines,
    )
