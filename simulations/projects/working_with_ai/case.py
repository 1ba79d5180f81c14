"""The case: whom this month is for, what the generator can say, the article with its inventions, what goes out."""

from dataclasses import dataclass
from functools import lru_cache

from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.projects.working_with_ai.article import FOLDER, Article, draw_article
from simulations.projects.working_with_ai.generator import Room, draw_room
from simulations.projects.working_with_ai.publications import Publication, draw_publications
from simulations.reading import read_yaml
from simulations.written import fill, one_of

TASK = "working_with_ai"


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it."""

    brand_slug: str
    brand: Brand
    brief: str
    room: Room
    article: Article
    publications: dict[str, Publication]


@lru_cache(maxsize=64)
def draw_case(context: Context) -> Case:
    """The case of this trainee; everything but the brand follows from the task's own variant."""
    slug, variant = brand_of(context), context.variant(TASK)
    brand, data = brands()[slug], read_yaml(FOLDER / "claims.yaml")
    customer = one_of(variant_rng(variant, "customer"), data["customers"])
    room = draw_room(slug, brand.name, customer, variant_rng(variant, "room"))
    return Case(
        brand_slug=slug,
        brand=brand,
        brief=fill(data["brief"].strip(), {"group": room.group, "pain": room.pain, **customer}),
        room=room,
        article=draw_article(slug, variant_rng(variant, "article")),
        publications=draw_publications(variant_rng(variant, "publications")),
    )
