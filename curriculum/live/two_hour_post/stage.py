"""Where the lesson plays: the reader's own account, public practice worlds, an ordinary article and a worked one."""

from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from curriculum.workplace import find_workplace
from simulations.brands import Brand, brand_of, brands
from simulations.projects.two_hour_post import colleague
from simulations.reading import read_yaml
from simulations.world.article import ArticlePlan, publication
from simulations.world.draws import Worlds
from simulations.world.platforms.post import Account, PostOutcome
from simulations.world.platforms.publishing import publish
from simulations.world.text.body import read_body
from simulations.world.text.title import TitleFeatures, read_title

EXAMPLES = Path(__file__).parent / "examples.yaml"
WORLDS = 100  # enough where two plans share their luck


class TitlePair(BaseModel):
    """Two titles of one article, and what a senior says of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    a: str
    b: str
    why: str


class Disagreement(BaseModel):
    """Sources that contradict each other, the place of the one to trust, the principle and the reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    question: str
    options: tuple[str, ...]
    right: int
    principle: str
    why: str


class Examples(BaseModel):
    """The lesson's own example, about nothing the graded cases are about."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    words: frozenset[str]
    brand_words: frozenset[str]
    title: str
    digest: str
    article: tuple[str, ...]
    pictures: tuple[str, ...]
    title_pairs: tuple[TitlePair, ...]
    paragraphs: dict[str, str]
    sources: tuple[Disagreement, ...]
    sentences: dict[str, str]

    def read(self, title: str) -> TitleFeatures:
        """What the text reader finds in a title for this example."""
        return read_title(title, topic_words=self.words, brand_words=self.brand_words)


@cache
def examples() -> Examples:
    """The examples, read and checked once."""
    return Examples.model_validate(read_yaml(EXAMPLES))


def brand() -> Brand:
    """The brand that the reader of the lesson works for."""
    return brands()[brand_of(find_workplace().context)]


def practice_worlds(count: int = WORLDS) -> Worlds:
    """Public worlds of the lesson's own; not those of trials, coach or grading."""
    return find_workplace().context.worlds("two_hour_post", count, "lesson")


def ordinary() -> ArticlePlan:
    """The article of the colleague that everybody is compared with."""
    return colleague()


@cache
def worked() -> ArticlePlan:
    """The lesson's example, published with care: what a good article of this kind is like."""
    given = examples()
    body = "\n\n".join((*given.article, *(f"![{caption}](pic:p1)" for caption in given.pictures)))
    return replace(
        colleague(),
        title=given.read(given.title),
        body=read_body(body, given.title, topic_words=given.words, brand_words=given.brand_words),
        digest=1.0,
        cover=1.0,
        call=1.0,
        lines=1.0,
    )


def play(plan: ArticlePlan, count: int = WORLDS) -> PostOutcome:
    """Publish a plan on the reader's account in `count` practice worlds; the same plan is played once."""
    return _played(plan, brand().gongzhonghao, practice_worlds(count))


@lru_cache(maxsize=256)
def _played(plan: ArticlePlan, account: Account, worlds: Worlds) -> PostOutcome:
    return publish(publication(plan), account, worlds)


def of_its_own_luck(plan: ArticlePlan, name: str) -> ArticlePlan:
    """The same plan as another post: it shares no luck with the first."""
    return replace(plan, post=f"lesson/{name}")
