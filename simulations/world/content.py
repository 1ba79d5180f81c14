"""Content as an operator describes it, and how readers of a platform react: one content, six effects.

What can be said of a piece before it is out (format, length, hook, use, story, pictures, originality, tags, topic,
advertising) moves click, finishing, liking, sharing, saving and following by sizes that each platform has of its own.
Effects are logs of rates (finishing: logits), 0 for a middling piece of the kind the platform is made for.
"""

from dataclasses import dataclass
from typing import Literal, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulations.errors import Mendable
from simulations.language import message
from simulations.world.audience.niches import appeal, niches
from simulations.world.draws import Floats, Worlds
from simulations.world.script import LENGTHS_S, Script, completion, ordinary

Format = Literal["article", "note", "video", "text"]
Call = Literal["none", "comment", "share", "save", "follow", "add", "buy"]
Quality = Field(default=0.5, ge=0, le=1)


class Content(BaseModel):
    """A piece of content; qualities lie in 0-1, a half is middling.

    Attributes
    ----------
    length : int, optional
        Characters; seconds for a video (a script says it itself). Default: as long as is usual on the platform.
    hook : float
        Title and cover; the first three seconds of a video without a script.
    substance, story, visual : float
        Use one can take away; feeling one shares; pictures, cutting, layout.
    originality : float
        1 own work, 0 copied as it stands.
    search : float
        How well title and text carry the words people search.
    advertising : float
        Share of the piece that sells.
    twin : str
        The piece this one was carried over from without adapting it; readers met on both platforms know it already.
    ad_label, ai_made, ai_label : bool
        Marked 「广告」; made by a model; marked as made by a model.
    bought_engagement : bool
        Likes and comments were bought for it.
    breaches : tuple of str
        Further rules of the rulebook that the piece breaks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: Format
    niche: str
    topic: str | None = None
    length: int | None = Field(default=None, gt=0)
    hook: float = Quality
    substance: float = Quality
    story: float = Quality
    visual: float = Quality
    originality: float = Field(default=0.9, ge=0, le=1)
    search: float = Field(default=0.4, ge=0, le=1)
    advertising: float = Field(default=0.1, ge=0, le=1)
    tags: int = Field(default=3, ge=0)
    call: Call = "none"
    script: Script | None = None
    twin: str = ""
    ad_label: bool = False
    ai_made: bool = False
    ai_label: bool = False
    bought_engagement: bool = False
    breaches: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _a_script_is_filmed(self) -> Self:
        if self.script is not None and self.format != "video":
            raise Mendable(message("script: only a video has one, not format(={given})", given=self.format))
        return self


@dataclass(frozen=True)
class Effects:
    """What is special about a piece on a platform, before luck.

    Attributes
    ----------
    click, like, comment, share, save, follow : float
        On the log of the rate.
    finish : float
        On the logit of finishing.
    reach : float
        On the log of what a feed or search grants: form, originality, novelty, hot topics.
    search : float
        Factor on what search brings.
    action : float
        Share of finishers who do what the call asks (add, buy), relative to a plain call.
    fit : array, shape (segments,)
        On the log click rate by segment.
    """

    click: float = 0.0
    finish: float = 0.0
    like: float = 0.0
    comment: float = 0.0
    share: float = 0.0
    save: float = 0.0
    follow: float = 0.0
    reach: float = 0.0
    search: float = 1.0
    action: float = 0.0
    fit: Floats | None = None


def effects(content: Content, platform: str, worlds: Worlds) -> Effects:
    """How a platform's readers take a piece, with the numbers as they are in these worlds."""
    p, common = worlds.values(platform), worlds.values("content")
    hook, substance, story, visual = (
        2 * quality - 1 for quality in (content.hook, content.substance, content.story, content.visual)
    )
    selling = content.advertising - 0.1
    niche = niches()[content.niche]
    searched = niche.topics[content.topic].search if content.topic else 0.3
    tags = min(content.tags, p["useful_tags"]) / p["useful_tags"]
    return Effects(
        click=p["click_hook"] * hook + p["click_visual"] * visual + common["click_advertising"] * selling,
        finish=_finishing(content, p, worlds, hook, substance, story, selling),
        like=common["like_story"] * story + common["like_visual"] * visual,
        comment=common["comment_story"] * story + common["comment_call"] * (content.call == "comment"),
        share=common["share_substance"] * substance
        + common["share_story"] * story
        + common["share_call"] * (content.call == "share")
        + common["share_advertising"] * selling,
        save=common["save_substance"] * substance + common["save_call"] * (content.call == "save"),
        follow=common["follow_substance"] * substance
        + common["follow_originality"] * (content.originality - 0.9)
        + common["follow_call"] * (content.call == "follow"),
        reach=p[f"format_{content.format}"]
        + niche.forms[platform]
        + p["reach_originality"] * (content.originality - 0.9)
        + common["reach_tags"] * (tags - 0.6)
        + common["reach_bought"] * content.bought_engagement,
        search=float(np.clip(content.search, 0.05, 1) / 0.4 * searched / 0.5),
        action=float(content.call in ("add", "buy")) * float(np.exp(common["action_substance"] * substance)),
        fit=common["topic_fit"] * appeal(content.niche, content.topic),
    )


def _finishing(
    content: Content,
    p: dict[str, float],
    worlds: Worlds,
    hook: float,
    substance: float,
    story: float,
    selling: float,
) -> float:
    """Effect on the logit of finishing: how well it is made, and whether its length is the platform's.

    How well a video with a script is made shows in its curve, held against an ordinary one of the same length.
    """
    common, script = worlds.values("content"), worlds.values("script")
    best = p["video_seconds"] if content.format == "video" else p["text_characters"]
    if content.script is not None:
        length = content.script.length_s
        alike = ordinary(max(length, LENGTHS_S[0]))
        made = float(logit(completion(content.script, script)) - logit(completion(alike, script)))
    else:
        length = content.length or best
        made = (
            p["finish_hook"] * hook
            + common["finish_substance"] * substance
            + common["finish_story"] * story
            + common["finish_advertising"] * selling
        )
    too_long = max(float(np.log(length / best)), 0.0)
    too_thin = max(float(np.log(best / length)) - 1.0, 0.0)
    return made + common["finish_too_long"] * too_long + common["finish_too_thin"] * too_thin


def logit(share: Floats | float) -> Floats:
    """Log odds of a share in (0, 1)."""
    return np.asarray(np.log(share) - np.log1p(-np.asarray(share)), dtype=float)
