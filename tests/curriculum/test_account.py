"""The account lives from day to day: colleagues' posts, one's own, and results that arrive as hours go by."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from curriculum.account import account_now
from curriculum.workplace import Workplace
from simulations.account import HOURS, WEEKEND, colleagues_posts
from simulations.brands import brand_of, brands
from simulations.identity import Context

TUESDAY = datetime(2026, 3, 3, 15, 20)
Send = Callable[..., None]


def test_colleagues_publish_on_weekdays_and_the_past_stays_as_it_was() -> None:
    context = Context("spring", "t01")
    whole = colleagues_posts(context, date(2026, 3, 2), date(2026, 3, 15))
    assert [post.at.weekday() for post in whole] == [0, 1, 2, 3, 4] * 2
    assert all(post.at.weekday() < WEEKEND for post in whole)
    assert colleagues_posts(context, date(2026, 3, 9), date(2026, 3, 15)) == whole[5:]
    assert len({post.title for post in whole}) == len(whole)


def test_two_trainees_accounts_have_luck_of_their_own() -> None:
    one, other = (colleagues_posts(Context("spring", id), date(2026, 3, 2), date(2026, 3, 6)) for id in ("t01", "t02"))
    assert [post.total for post in one] != [post.total for post in other]


def test_a_posts_readers_come_hour_after_hour_for_a_week() -> None:
    (post,) = colleagues_posts(Context(), date(2026, 3, 3), date(2026, 3, 3))
    assert len(post.hours) == HOURS
    assert post.reads(post.at - timedelta(minutes=1)) == post.gained(post.at) == 0
    so_far = [post.reads(post.at + timedelta(hours=hours)) for hours in (1, 6, 24, 168, 500)]
    assert so_far == sorted(so_far)
    assert so_far[-1] == so_far[-2] == post.total
    assert post.gained(post.at + timedelta(days=30)) == post.followers


@pytest.mark.parametrize("brand", sorted(brands()))
def test_every_brand_has_a_fortnights_titles_of_its_own(brand: str) -> None:
    context = next(one for one in (Context("spring", f"t{n}") for n in range(60)) if brand_of(one) == brand)
    posts = colleagues_posts(context, date(2026, 3, 2), date(2026, 3, 15))
    assert len({post.title for post in posts}) == len(posts) == 2 * WEEKEND


def test_what_is_handed_in_goes_out_at_its_hour_and_is_read_from_the_next_day_on(alone: Workplace, send: Send) -> None:
    send(TUESDAY, hour=21)
    tonight = account_now(alone, TUESDAY + timedelta(hours=7))
    (mine,) = tonight.mine()
    assert mine.out.at == datetime(2026, 3, 3, 21)
    assert mine not in tonight.arrived()
    tomorrow = account_now(alone, TUESDAY + timedelta(days=1))
    assert tomorrow.mine()[0] in tomorrow.arrived()
    assert 0 < mine.out.reads(tomorrow.now) < mine.out.total
    later = account_now(alone, TUESDAY + timedelta(days=9))
    assert later.followers == later.brand.followers + mine.out.followers


def test_an_hour_that_has_passed_is_tomorrows(alone: Workplace, send: Send) -> None:
    send(TUESDAY, hour=8)
    (mine,) = account_now(alone, TUESDAY).mine()
    assert mine.out.at == datetime(2026, 3, 4, 8)


def test_what_is_out_cannot_be_taken_back_but_the_same_day_it_can(alone: Workplace, send: Send) -> None:
    send(TUESDAY, hour=21, title="上午的标题：周报没人看")
    send(TUESDAY + timedelta(hours=1), hour=21, title="下午改过的标题：周报没人看")
    send(TUESDAY + timedelta(days=2), hour=21, title="后天又交一次：周报没人看")
    assert [post.out.title for post in account_now(alone, TUESDAY + timedelta(days=4)).mine()] == [
        "下午改过的标题：周报没人看"
    ]


def test_a_package_that_is_no_answer_any_more_publishes_nothing(alone: Workplace, send: Send) -> None:
    send(TUESDAY, topic="gone")
    (alone.outbox / "me__two_hour_post__20260101T000000.zip").write_bytes(b"no zip")
    assert account_now(alone, TUESDAY + timedelta(days=1)).mine() == ()


def test_the_usual_is_what_colleagues_posts_bring_on_their_first_day(alone: Workplace) -> None:
    now = account_now(alone, TUESDAY)
    firsts = sorted(sum(post.out.hours[:24]) for post in now.posts if post.out.age(TUESDAY) >= 24)
    assert firsts[0] <= now.usual <= firsts[-1]
    assert now.followers == now.brand.followers
