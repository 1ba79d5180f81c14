"""The operator's calendar: days on which a topic is worth more than on others, from dated data."""

from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from simulations.reading import read_yaml

CALENDAR = Path(__file__).parent / "calendar.yaml"


class Event(BaseModel):
    """A date or season that comes every year (`from`, `to`: MM-DD) or on stated days (`dates`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    name: str
    begins: str | None = Field(default=None, alias="from", pattern=r"^\d\d-\d\d$")
    ends: str | None = Field(default=None, alias="to", pattern=r"^\d\d-\d\d$")
    dates: tuple[tuple[date, date], ...] = ()
    heat: float = Field(ge=0, le=1)
    niches: dict[str, float]
    topics: tuple[str, ...] = ()
    platforms: dict[str, float] = {}
    note: str

    def on(self, day: date) -> bool:
        """Whether the event is on; one that spans New Year's Eve ends in the next year."""
        if self.dates:
            return any(first <= day <= last for first, last in self.dates)
        begins, ends, today = self.begins or "", self.ends or "", f"{day:%m-%d}"
        return begins <= today <= ends if begins <= ends else today >= begins or today <= ends


@cache
def events() -> dict[str, Event]:
    """All events by slug."""
    return {slug: Event.model_validate(row) for slug, row in read_yaml(CALENDAR)["events"].items()}


@cache
def heat(day: date, niche: str, topic: str | None, platform: str) -> float:
    """How hot a topic is that day, 0-1: the hottest event that touches the niche; double where it names the topic.

    A niche an event only brushes (lift below 1) gets its share; half of that unless the topic is among those named.
    """
    best = 0.0
    for event in events().values():
        if niche in event.niches and event.on(day):
            named = 1.0 if topic in event.topics else 0.5
            best = max(best, event.heat * event.niches[niche] * named * event.platforms.get(platform, 1.0))
    return min(best, 1.0)
