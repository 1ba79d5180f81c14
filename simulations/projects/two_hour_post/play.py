"""From answer to plan to outcome: what readers react to, and what came of it."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from simulations.identity import Context
from simulations.projects.two_hour_post.answer import DAYS, Post
from simulations.projects.two_hour_post.case import FOLDER, TASK, Case, draw_case, topic_appeal
from simulations.reading import read_yaml
from simulations.world.article import ArticlePlan, publication
from simulations.world.draws import Floats, Worlds
from simulations.world.platforms.post import PostOutcome
from simulations.world.platforms.publishing import publish
from simulations.world.platforms.timing import by_hour
from simulations.world.rulebook.enforcement import Breach, Enforcement
from simulations.world.text.body import BodyFeatures, read_body
from simulations.world.text.compliance import Verdict, check_compliance
from simulations.world.text.title import TitleFeatures, read_title
from simulations.world.text.words import content_words, found, lexicon

PLATFORM, NICHE = "gongzhonghao", "workplace"
POST = "two_hour_post/article"


@dataclass(frozen=True)
class Outcome:
    """What came of the article in one or many worlds."""

    plan: ArticlePlan
    post: PostOutcome
    worlds: Worlds

    def first_hours(self, world: int = 0, hours: int = 48) -> Floats:
        """Readers in each hour after publication, in one world."""
        plan = self.plan
        return np.asarray(by_hour(self.post, self.worlds, NICHE, plan.day, plan.hour, hours)[world], dtype=float)

    def kpis(self, world: int = 0) -> dict[str, float]:
        """Figures of one world, as the back end shows them."""
        post = self.post
        sources = {name: float(post.source(name)[world]) for name in ("message", "moments", "recommended", "other")}
        names = ("reads", "finishers", "sharers", "likes", "new_followers")
        figures = {name: float(getattr(post, name)[world]) for name in names}
        restricted = float(post.reach[world] < 1)
        return {"delivered": float(post.followers[world]), **sources, **figures, "restricted": restricted}


def read_post(answer: Post, case: Case) -> ArticlePlan:
    """The plan that follows from an answer: what readers and platform react to."""
    topic = case.topics[answer.topic]
    cover = case.covers[answer.cover]
    fits = (
        cover["style"] == "scene"
        and cover["text_share"] <= 0.3
        and (not cover["about"] or answer.topic in cover["about"])
    )
    digest_words, title_words = content_words(answer.digest), content_words(answer.title)
    everything = "\n".join((answer.title, answer.body, answer.call_to_action, answer.moments_line, answer.group_line))
    return ArticlePlan(
        post=POST,
        title=read_title(answer.title, topic_words=topic.words, brand_words=case.brand.words),
        body=read_body(answer.body, answer.title, topic_words=topic.words, brand_words=case.brand.words),
        digest=-1.0 if not answer.digest else float(len(digest_words - title_words) >= 3),
        cover=1.0 if fits else -1.0 if cover["style"] in {"stock", "text"} else 0.0,
        topic_appeal=topic_appeal(case)[answer.topic],
        call=float(bool(found(answer.call_to_action, lexicon("ask_comment") | lexicon("ask_share")))),
        lines=(_line_quality(answer.moments_line, answer.title) + _line_quality(answer.group_line, answer.title)) / 2,
        day=DAYS.index(answer.day),
        hour=answer.hour,
        breach=any(passage.verdict is Verdict.BREACH for passage in check_compliance(everything)),
    )


def _line_quality(line: str, title: str) -> float:
    """A line that says something of its own brings readers; the bare title brings half, nothing brings nobody."""
    if not line:
        return 0.0
    return 1.0 if len(content_words(line) - content_words(title)) >= 4 else 0.5


@cache
def colleague() -> ArticlePlan:
    """The plan of the colleague everybody is compared with."""
    data = read_yaml(FOLDER / "colleague.yaml")
    return ArticlePlan(
        post=POST, title=TitleFeatures(**data["title"]), body=BodyFeatures(**data["body"]), **data["plan"]
    )


def simulate(plan: ArticlePlan, case: Case, worlds: Worlds) -> Outcome:
    """Publish a plan on the brand's account in all worlds at once."""
    reach: Floats | float = 1.0
    if plan.breach:
        breach = Breach(rule="induced_sharing", post=plan.post)
        reach = Enforcement((PLATFORM,), worlds, days=1).judge(PLATFORM, 0, plan.post, [breach]).reach
    return Outcome(plan, publish(publication(plan), case.brand.gongzhonghao, worlds, on=PLATFORM, reach=reach), worlds)


def try_out(answer: Post, context: Context, number: int) -> Outcome:
    """Trial publication `number` in a public world of its own: one world, luck included."""
    case = draw_case(context)
    public = context.in_public()
    return simulate(read_post(answer, case), case, public.worlds(TASK, 1, f"trial {number}"))
