"""The brand and account that go with a trainee through the whole course."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from simulations.identity import Context, variant_rng
from simulations.reading import read_yaml
from simulations.world.platforms.post import Account

BRANDS = Path(__file__).parent / "brands.yaml"


class Brand(BaseModel):
    """A fictional company and its 公众号."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    account: str
    sells: str
    readers: str
    tone: str
    followers: int = Field(gt=0)
    words: frozenset[str]
    hours: tuple[float, ...] = Field(min_length=24, max_length=24)
    days: tuple[float, ...] = Field(min_length=7, max_length=7)

    @property
    def gongzhonghao(self) -> Account:
        return Account(self.followers, self.hours, self.days)


def brands() -> dict[str, Brand]:
    """All brands by slug."""
    return {slug: Brand.model_validate(row) for slug, row in read_yaml(BRANDS).items()}


def brand_of(context: Context) -> str:
    """Slug of the brand that this trainee works for."""
    rng = variant_rng(context.variant("brand"), "brand")
    return str(rng.choice(sorted(brands())))
