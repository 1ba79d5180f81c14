"""The answer of platforms and duties, as data."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from simulations.language import message
from simulations.task import Answer

Platform = Literal["gongzhonghao", "douyin", "xiaohongshu", "bilibili", "shipinhao", "weibo"]
Idea = Literal["n01", "n02", "n03", "n04", "n05", "n06", "n07", "n08", "n09", "n10", "n11", "n12"]
Case = Literal["q01", "q02", "q03", "q04", "q05", "q06", "q07", "q08", "q09", "q10"]
Word = Literal["w01", "w02", "w03", "w04", "w05", "w06", "w07", "w08", "w09", "w10"]
Duty = Literal["strategy", "content", "users", "campaigns", "data", "channels", "brand"]
Department = Literal[
    "nobody", "marketing", "design", "sales", "product", "technology", "service", "pr", "partners"
]  # fmt: skip
Give = Literal["nothing", "numbers", "brief", "needs", "answers", "warning", "spread", "placement", "faults"]
Verification = Literal["none", "personal", "professional", "enterprise", "media"]
VERSIONS = 3

LABELS = {
    "placements": message("Where each idea goes"),
    "hardest": message("The two hardest choices"),
    "cases": message("Whose job it is"),
    "cases.duty": message("Duty that owns it"),
    "cases.duty.strategy": message("Strategy and trends"),
    "cases.duty.content": message("Content operations"),
    "cases.duty.users": message("User operations"),
    "cases.duty.campaigns": message("Campaign operations"),
    "cases.duty.data": message("Data analysis"),
    "cases.duty.channels": message("Channel management"),
    "cases.duty.brand": message("Brand communication"),
    "cases.department": message("Department to bring in"),
    "cases.department.nobody": message("Nobody: we can do it ourselves"),
    "cases.department.marketing": message("Marketing department"),
    "cases.department.design": message("Design department"),
    "cases.department.sales": message("Sales department"),
    "cases.department.product": message("Product department"),
    "cases.department.technology": message("Technology department"),
    "cases.department.service": message("Customer service department"),
    "cases.department.pr": message("Public relations department"),
    "cases.department.partners": message("Advertisers, media, KOLs"),
    "cases.give": message("What you give them"),
    "cases.give.nothing": message("Nothing to hand over"),
    "cases.give.numbers": message("Figures taken apart"),
    "cases.give.brief": message("A brief: sizes, script, style"),
    "cases.give.needs": message("User needs, counted and numbered"),
    "cases.give.answers": message("Standard answers"),
    "cases.give.warning": message("Early warning and first answer"),
    "cases.give.spread": message("Online spread and traffic"),
    "cases.give.placement": message("Placement and its results"),
    "cases.give.faults": message("Fault list: device, time, screenshot"),
    "name": message("Account name"),
    "bio": message("Account bio"),
    "tags": message("Account tags"),
    "verification": message("Verification"),
    "pinned": message("First pinned title"),
    "titles": message("Titles for three platforms"),
    "texts": message("Texts for three platforms"),
    "reflection": message("Reflection"),
    "ai_log": message("AI log"),
}
VERIFICATIONS = {
    "none": message("No verification"),
    "personal": message("Personal identity"),
    "professional": message("Profession or field"),
    "enterprise": message("Enterprise or organisation"),
    "media": message("Media organisation"),
}


class Handling(BaseModel):
    """What becomes of a situation: the duty that owns it, whom to bring in, what they are given."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    duty: Duty
    department: Department
    give: Give


def _written(most: int) -> Any:
    return Annotated[str, Field(min_length=1, max_length=most)]


class Sorted(Answer):
    """The whole answer: ideas on platforms, situations handled, an account set up, one idea written three times.

    Attributes
    ----------
    placements : dict
        Each idea's platform.
    hardest : str
        The two placements that were hardest, and what was given up.
    cases : dict
        Each situation's handling.
    tags : tuple of str
        Rows of the table of search words.
    pinned : str
        Title of the piece pinned to the account's page.
    titles, texts : dict
        By platform, for the three of the brief.
    """

    placements: dict[Idea, Platform] = Field(min_length=12)
    hardest: str = Field(min_length=10, max_length=500)
    cases: dict[Case, Handling] = Field(min_length=10)
    name: str = Field(min_length=1, max_length=40)
    bio: str = Field(min_length=1, max_length=500)
    tags: tuple[Word, ...] = Field(min_length=3, max_length=6)
    verification: Verification
    pinned: str = Field(min_length=1, max_length=80)
    titles: dict[Platform, _written(100)] = Field(min_length=VERSIONS, max_length=VERSIONS)  # type: ignore[valid-type]
    texts: dict[Platform, _written(1200)] = Field(min_length=VERSIONS, max_length=VERSIONS)  # type: ignore[valid-type]
    reflection: str = Field(min_length=2, max_length=800)
    ai_log: str = Field(min_length=2, max_length=800)

    @property
    def places(self) -> dict[str, str]:
        """Idea to platform."""
        return {str(idea): str(platform) for idea, platform in self.placements.items()}

    @property
    def handlings(self) -> dict[str, Handling]:
        """Situation to handling."""
        return {str(case): handling for case, handling in self.cases.items()}

    @property
    def titled(self) -> dict[str, str]:
        """Platform to title."""
        return {str(platform): title for platform, title in self.titles.items()}

    @property
    def told(self) -> dict[str, str]:
        """Platform to text."""
        return {str(platform): text for platform, text in self.texts.items()}
