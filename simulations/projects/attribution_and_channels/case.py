"""The case: a brand's channels, a month of journeys, two posts that sold little, a new channel, a boss with a view."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from simulations.attribution import MODELS, Journey, Model, as_shares, attribute
from simulations.brands import Brand, brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.projects.attribution_and_channels.board import Board, draw_board
from simulations.projects.attribution_and_channels.evidence import CLEAN, Evidence, Line, draw_evidence
from simulations.projects.attribution_and_channels.market import Business, draw_business
from simulations.projects.attribution_and_channels.paths import NAMES, Row, cleaned, export
from simulations.projects.attribution_and_channels.pilot import POT, Field, draw_field
from simulations.projects.attribution_and_channels.posts import Post, draw_posts
from simulations.reading import read_yaml
from simulations.world.journeys import CHANNELS, DAYS, Channel

FOLDER = Path(__file__).parent
TASK = "attribution_and_channels"


def written() -> Any:
    """The words of the case."""
    return read_yaml(FOLDER / "material.yaml")


@dataclass(frozen=True)
class Case:
    """All a trainee is given, and the key that belongs to it."""

    brand_slug: str
    brand: Brand
    business: Business
    rows: tuple[Row, ...]
    evidence: Evidence
    posts: tuple[Post, Post]
    field: Field
    board: Board
    brief: tuple[Line, ...]

    @cached_property
    def journeys(self) -> tuple[Journey, ...]:
        """The journeys as they are once clean, over the whole month."""
        return cleaned(self.rows, CLEAN, DAYS)

    @cached_property
    def models(self) -> dict[Model, dict[Channel, float]]:
        """What each model gives each channel of the orders with a meeting, shares of 1."""
        by_name = {name: channel for channel, name in NAMES.items()}
        found: dict[Model, dict[Channel, float]] = {}
        for model in MODELS:
            shares = as_shares(attribute(self.journeys, model))
            found[model] = dict.fromkeys(CHANNELS, 0.0) | {by_name[name]: share for name, share in shares.items()}
        return found

    @cached_property
    def caused(self) -> dict[Channel, float]:
        """Increments brought to a sum of 1, as the models' shares are."""
        found: dict[Channel, float] = as_shares(self.business.increments)  # type: ignore[assignment,arg-type]
        return found

    @property
    def owners(self) -> Mapping[Channel, Mapping[str, str]]:
        """Who answers for a channel, and what they say."""
        found: Mapping[Channel, Mapping[str, str]] = written()["owners"]
        return found

    @cached_property
    def citable(self) -> frozenset[str]:
        """Every id one can cite beside the posts'."""
        return frozenset((*self.evidence.lines, *(account.id for account in self.evidence.accounts)))


@lru_cache(maxsize=64)
def draw_case(context: Context) -> Case:
    """The case of this trainee: everything follows from the variant."""
    slug, variant, words = brand_of(context), context.variant(TASK), written()
    brand, business = brands()[slug], draw_business(variant)
    rows = export(business, "KOL20")
    slots = {
        "brand": brand.name,
        "total": f"{business.total:,}",
        "total_cut": f"{business.total_cut:,}",
        "orders": f"{business.orders:,.0f}",
        "price": business.price_yuan,
        "margin": business.margin_yuan,
        "scale": business.scale,
        "kol": f"{business.locked['kol']:,}",
        "private": f"{business.locked['private_domain']:,}",
        "pot": f"{POT:,}",
    }
    return Case(
        brand_slug=slug,
        brand=brand,
        business=business,
        rows=rows,
        evidence=draw_evidence(business, rows, words),
        posts=draw_posts(variant_rng(variant, "posts")),
        field=draw_field(variant, business.margin_yuan, words["candidates"]),
        board=draw_board(variant, words),
        brief=tuple(Line(f"B{n:02d}", text.format(**slots)) for n, text in enumerate(words["brief"], 1)),
    )
