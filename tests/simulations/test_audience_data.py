"""The audience's data hold together: sums, means, ranges, and no reference between the files leads nowhere."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import simulations
from simulations.reading import read_yaml

FOLDER = Path(simulations.__file__).parent / "world" / "audience"
SEGMENTS: dict[str, Any] = read_yaml(FOLDER / "segments.yaml")["segments"]
NICHES: dict[str, Any] = read_yaml(FOLDER / "niches.yaml")
EVENTS: dict[str, Any] = read_yaml(FOLDER / "calendar.yaml")["events"]
NICHE_SLUGS = {"workplace", "workplace_style", "education", "beauty", "light_food", "tech"}
PLATFORMS = {"gongzhonghao", "douyin", "xiaohongshu", "bilibili", "shipinhao", "weibo"}
TOPICS = [(niche, slug) for niche, row in NICHES.items() for slug in row["topics"]]
LUNAR = {  # new moon + day of the month, Beijing time
    "spring_festival": (date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26)),
    "dragon_boat": (date(2026, 6, 19), date(2027, 6, 9), date(2028, 5, 28)),
    "qixi": (date(2026, 8, 19), date(2027, 8, 8), date(2028, 8, 26)),
    "mid_autumn": (date(2026, 9, 25), date(2027, 9, 15), date(2028, 10, 3)),
}


def day_of_year(month_day: str) -> date:
    """The day in a common year, so that an event of every year never falls on 29 February."""
    return date.fromisoformat(f"2026-{month_day}")


def test_there_are_ten_segments_and_six_niches_of_eight_topics() -> None:
    assert len(SEGMENTS) == 10
    assert set(NICHES) == NICHE_SLUGS
    assert {len(row["topics"]) for row in NICHES.values()} == {8}


@pytest.mark.parametrize("slug", SEGMENTS)
def test_a_segments_shares_sum_and_its_activity_averages_to_one(slug: str) -> None:
    row = SEGMENTS[slug]
    assert set(row["interests"]) == NICHE_SLUGS
    assert set(row["platforms"]) == PLATFORMS
    assert sum(row["tiers"].values()) == pytest.approx(1)
    assert len(row["hours"]) == 24
    assert sum(row["hours"]) == pytest.approx(24)
    assert len(row["days"]) == 7
    assert sum(row["days"]) == pytest.approx(7)
    assert min(row["hours"] + row["days"]) > 0
    assert all(0 <= x <= 1 for part in ("interests", "platforms", "tiers") for x in row[part].values())
    assert 0 <= row["price_sensitivity"] <= 1
    assert row["age"][0] < row["age"][1]


def test_the_population_is_awake_when_practitioners_say_and_asleep_at_night() -> None:
    people = sum(row["people_millions"] for row in SEGMENTS.values())
    hours = [sum(row["people_millions"] * row["hours"][h] for row in SEGMENTS.values()) / people for h in range(24)]
    assert min(hours[7], hours[12], hours[20], hours[21]) > 1.2
    assert all(hours[peak] > hours[valley] for peak, valley in [(7, 10), (12, 10), (12, 15), (21, 15), (21, 23)])
    assert max(hours[1:6]) < 0.4


def test_platforms_have_the_publics_they_are_known_for() -> None:
    def keenest(platform: str) -> str:
        return max(SEGMENTS, key=lambda slug: float(SEGMENTS[slug]["platforms"][platform]))

    assert keenest("shipinhao") == "silver"
    assert keenest("xiaohongshu") == "white_collar_woman"
    assert keenest("bilibili") in {"student", "tech_fan"}
    assert keenest("gongzhonghao") == "supervisor"
    assert min(row["platforms"]["douyin"] for row in SEGMENTS.values()) > 0.6


@pytest.mark.parametrize("slug", NICHES)
def test_a_niche_works_on_every_platform_and_its_prices_climb(slug: str) -> None:
    row = NICHES[slug]
    assert set(row["forms"]) == PLATFORMS
    assert all(-0.3 <= x <= 0.3 for x in row["forms"].values())
    assert 0 < row["low_price_yuan"] < row["shop_price_yuan"] < row["high_price_yuan"]


@pytest.mark.parametrize(("niche", "slug"), TOPICS)
def test_a_topic_speaks_to_known_segments_and_can_be_searched(niche: str, slug: str) -> None:
    topic = NICHES[niche]["topics"][slug]
    assert set(topic["appeals"]) <= set(SEGMENTS)
    assert all(-1 <= x <= 1 for x in topic["appeals"].values())
    assert 3 <= len(set(topic["keywords"])) == len(topic["keywords"]) <= 6
    assert 0 <= topic["search"] <= 1
    assert 3 <= topic["shelf_days"] <= 365


def test_a_topics_slug_names_one_topic_only() -> None:
    slugs = [slug for _, slug in TOPICS]
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("slug", EVENTS)
def test_an_event_lifts_niches_topics_and_platforms_that_exist(slug: str) -> None:
    event = EVENTS[slug]
    assert 0 < event["heat"] <= 1
    assert event["niches"]
    assert set(event["niches"]) <= NICHE_SLUGS
    assert all(0 < lift <= 1 for lift in event["niches"].values())
    assert set(event.get("platforms", {})) <= PLATFORMS
    assert all(0.5 <= x <= 1.5 for x in event.get("platforms", {}).values())
    homes = {topic: niche for niche, topic in TOPICS}
    assert {homes[topic] for topic in event["topics"]} <= set(event["niches"])  # a topic is lifted with its niche


@pytest.mark.parametrize("slug", EVENTS)
def test_an_event_has_days(slug: str) -> None:
    event = EVENTS[slug]
    assert ("dates" in event) != ("from" in event)
    if "dates" in event:
        assert [first.year for first, _ in event["dates"]] == [2026, 2027, 2028]
        spans = [last - first for first, last in event["dates"]]
    else:
        spans = [(day_of_year(event["to"]) - day_of_year(event["from"])) % timedelta(days=365)]
    assert all(timedelta(days=0) < span <= timedelta(days=90) for span in spans)


@pytest.mark.parametrize("slug", LUNAR)
def test_lunar_festivals_fall_on_their_day(slug: str) -> None:
    for day, (first, last) in zip(LUNAR[slug], EVENTS[slug]["dates"], strict=True):
        assert first <= day <= last


def test_mothers_day_is_the_second_sunday_of_may() -> None:
    for _, last in EVENTS["mothers_day"]["dates"]:
        assert (last.month, last.isoweekday()) == (5, 7)
        assert 8 <= last.day <= 14


def test_every_niche_has_events_of_its_own_and_every_event_a_reason() -> None:
    for niche in NICHE_SLUGS:
        assert sum(event["niches"].get(niche, 0) >= 0.8 for event in EVENTS.values()) >= 2
    assert all(len(event["note"]) > 20 for event in EVENTS.values())


def test_names_and_sentences_are_text_whatever_yaml_makes_of_them() -> None:
    topics = [topic for row in NICHES.values() for topic in row["topics"].values()]
    texts = [row["name"] for row in (*SEGMENTS.values(), *NICHES.values(), *EVENTS.values(), *topics)]
    texts += [word for topic in topics for word in (*topic["keywords"], topic["pain"])]
    assert [text for text in texts if not isinstance(text, str)] == []
