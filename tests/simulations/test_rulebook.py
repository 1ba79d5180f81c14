"""The rulebook is complete and dated, and breaking it costs reach, then the account, with an appeal."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulations.errors import Mendable
from simulations.reading import read_yaml
from simulations.world.draws import Worlds
from simulations.world.parameters import Sureness, parameters
from simulations.world.rulebook import check_limits, limit, limits, limits_as_of, platforms
from simulations.world.rulebook.enforcement import Appeal, Breach, Enforcement
from simulations.world.rulebook.rules import RULES, rule, rulebook_as_of, rules, rules_for
from simulations.world.text.compliance import RULES as ADVERTISING_LAW

MANY = 2000
CERTAINLY_FOUND = {"found_scale": 100.0, "false_alarm": 0.0}
ALWAYS_ALARMED = {"false_alarm": 1.0}


def worlds(count: int = 20, changed: Mapping[str, float] | None = None) -> Worlds:
    return Worlds(b"seed", count, {("enforcement", name): value for name, value in (changed or {}).items()})


def breach(post: str, rule: str = "absolute_terms", certain: float = 1.0) -> Breach:
    return Breach(rule=rule, post=post, certain=certain)


# ------------------------------------------------------------------------------------------------------- limits
@pytest.mark.parametrize("platform", platforms())
def test_every_limit_has_unit_mark_note_and_date(platform: str) -> None:
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", limits_as_of(platform))
    for name, row in limits(platform).items():
        assert row.keys() - {"min"} == {"max", "unit", "mark", "note"}
        assert Sureness(row["mark"])
        assert 0 <= row.get("min", 0) <= limit(platform, name)


def test_content_within_the_limits_passes() -> None:
    check_limits("xiaohongshu", {"title": 20, "body": 1000, "pictures": 18, "tags": 10})
    check_limits("shipinhao", {"title": 6})


@pytest.mark.parametrize(
    ("platform", "fields", "told"),
    [
        ("xiaohongshu", {"body": 900, "title": 21}, ["xiaohongshu", "title", "21", "20"]),
        ("shipinhao", {"title": 5}, ["shipinhao", "title", "5", "6", "16"]),
        ("gongzhonghao", {"sends": 2}, ["gongzhonghao", "sends", "2", "1"]),
        ("douyin", {"digest": 10}, ["douyin", "digest", "caption"]),
        ("tieba", {"title": 10}, ["tieba", "weibo"]),
    ],
)
def test_content_beyond_the_limits_is_told_what_was_given_and_what_is_allowed(
    platform: str, fields: dict[str, int], told: list[str]
) -> None:
    with pytest.raises(Mendable) as error:
        check_limits(platform, fields)
    assert all(part in str(error.value) for part in told)


# -------------------------------------------------------------------------------------------------------- rules
def test_every_rule_says_whose_it_is_where_it_comes_from_and_what_to_do_instead() -> None:
    assert rulebook_as_of() == "2026-11-01"
    for entry in rules().values():
        assert entry.owner in {"编辑", "法务", "投放", "社群"}
        assert len(entry.about) > 20
        assert len(entry.instead) > 15
        assert re.search(r"20\d\d|广告法", entry.law) or entry.mark is Sureness.PRACTITIONER


def test_a_rule_holds_where_it_is_the_platforms_own() -> None:
    assert "off_platform_leading" in rules_for("xiaohongshu")
    assert "off_platform_leading" not in rules_for("gongzhonghao")
    assert "induced_sharing" in rules_for("shipinhao")
    assert all("absolute_terms" in rules_for(platform) for platform in platforms())
    with pytest.raises(Mendable, match="tieba"):
        rules_for("tieba")


@pytest.mark.parametrize(
    ("change", "field"),
    [({"found": 1.5}, "found"), ({"law": ""}, "law"), ({"platforms": ["tieba"]}, "tieba"), ({"chance": 1}, "chance")],
)
def test_a_broken_entry_is_named_with_file_rule_and_field(tmp_path: Path, change: dict[str, Any], field: str) -> None:
    import yaml

    path = tmp_path / "rules.yaml"
    path.write_text(yaml.safe_dump({"copied_content": read_yaml(RULES)["copied_content"] | change}), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"rules\.yaml, copied_content.*{field}"):
        rules(path)


def test_what_reads_texts_speaks_of_rules_that_are_in_the_book() -> None:
    assert {label["rule"] for label in read_yaml(ADVERTISING_LAW)["labels"]} <= rules().keys()


def test_every_assumption_about_enforcement_has_a_range() -> None:
    assumed = {name: row for name, row in parameters("enforcement").items() if row.mark is Sureness.ASSUMPTION}
    assert [name for name, row in assumed.items() if row.low is None] == []


# -------------------------------------------------------------------------------------------------- enforcement
@pytest.mark.parametrize(("slug", "certain"), [("off_platform_leading", 1.0), ("missing_ad_label", 0.5)])
def test_a_breach_is_found_as_often_as_its_rule_says(slug: str, certain: float) -> None:
    watch = Enforcement(["xiaohongshu"], worlds(MANY, {"false_alarm": 0.0}), 30)
    ruling = watch.judge("xiaohongshu", 3, "a", [breach("a", slug, certain)])
    expected = certain * rule(slug).found
    assert abs(ruling.found.mean() - expected) < 4 * np.sqrt(expected * (1 - expected) / MANY)  # 4 standard errors
    assert np.all((ruling.reach > 0) & (ruling.reach <= 1))
    assert np.array_equal(ruling.reach < 1, ruling.found == 1)
    assert np.array_equal(watch.found[:, 0], ruling.found == 1)


def test_a_clean_post_is_rarely_punished_and_what_is_allowed_here_is_no_breach() -> None:
    watch = Enforcement(["gongzhonghao"], worlds(MANY), 30)
    for post in map(str, range(20)):
        watch.judge("gongzhonghao", 1, post, [breach(post, "off_platform_leading")])
    assert 0 < watch.found.mean() < 0.02
    assert watch.fines.sum() == 0


def test_strikes_climb_the_ladder_from_a_warning_to_a_ban() -> None:
    watch = Enforcement(["weibo", "bilibili"], worlds(changed=CERTAINLY_FOUND), 90)
    reach = []
    for day, post in [(0, "a"), (10, "b"), (30, "c"), (60, "d")]:
        watch.judge("weibo", day, post, [breach(post)])
        reach.append([float(watch.account_reach("weibo", day + later)[0]) for later in (1, 7, 8, 15, 16)])
    assert reach == [
        [1, 1, 1, 1, 1],
        [0.5, 0.5, 1, 1, 1],
        [0.25, 0.25, 0.25, 0.25, 1],
        [0, 0, 0, 0, 0],
    ]
    assert np.all(watch.judge("weibo", 61, "e", [breach("e")]).found == 0)  # nothing goes out while banned
    assert np.all(watch.account_reach("bilibili", 61) == 1)
    assert [row["what"] for row in watch.events(0)] == ["warned", "limited", "limited_longer", "banned"]


def test_a_grave_breach_costs_more_than_a_light_one_and_strikes_expire() -> None:
    watch = Enforcement(["douyin", "weibo"], worlds(changed=CERTAINLY_FOUND), 120)
    grave = watch.judge("douyin", 0, "a", [breach("a", "missing_ad_label"), breach("a", "bought_engagement")])
    light = watch.judge("weibo", 0, "a", [breach("a"), breach("a")])
    assert np.all(grave.reach < light.reach)
    assert np.all(watch.account_reach("douyin", 1) < watch.account_reach("weibo", 1))
    assert watch.events(0)[0] == {
        "day": 0, "platform": "douyin", "post": "a", "rule": "bought_engagement", "what": "limited_longer",
    }  # fmt: skip
    assert np.all(watch.strikes[:, 89] == [3, 1])
    assert np.all(watch.strikes[:, 90] == 0)


def granted(changed: Mapping[str, float], evidence: float, breaches: list[Breach]) -> float:
    watch = Enforcement(["weibo"], worlds(MANY, changed), 90, [Appeal(post="a", evidence=evidence)])
    watch.judge("weibo", 0, "a", breaches)
    return float((watch.strikes[:, -1, 0] == 0).mean())


def test_an_appeal_is_worth_it_against_a_wrong_ruling_and_with_evidence() -> None:
    # With 90 days every decision is out and strikes of day 0 would still stand on day 89.
    wrong = [granted(ALWAYS_ALARMED, evidence, []) for evidence in (0.0, 1.0)]
    right = [granted(CERTAINLY_FOUND, evidence, [breach("a")]) for evidence in (0.0, 1.0)]
    assert wrong == pytest.approx([0.25, 0.85], abs=0.045)  # 4 standard errors at 2,000 worlds
    assert right == pytest.approx([0.02, 0.10], abs=0.03)


def test_a_granted_appeal_lifts_strike_and_limit_and_saves_what_the_post_had_not_lost() -> None:
    ruled = {"granted_right_proven": 1.0, **CERTAINLY_FOUND}
    prompt, late, never = (
        Enforcement(["xiaohongshu"], worlds(200, ruled), 90, appeals)
        for appeals in (
            [Appeal(post="a", evidence=1)],
            [Appeal(post="a", evidence=1, after_days=5)],
            [Appeal(post="a", evidence=1, after_days=8)],  # too late to be accepted
        )
    )
    reach = [
        watch.judge("xiaohongshu", 0, "a", [breach("a", "bought_engagement")]).reach for watch in (prompt, late, never)
    ]
    assert np.all((reach[0] > reach[1]) & (reach[1] > reach[2]))
    decided = int(prompt.events(0)[1]["day"])
    assert prompt.events(0)[1]["what"] == "appeal_granted"
    assert prompt.account_reach("xiaohongshu", max(decided - 1, 1))[0] < 1 or decided == 1
    assert prompt.account_reach("xiaohongshu", decided)[0] == 1
    assert never.account_reach("xiaohongshu", 14)[0] < 1
    assert [row["what"] for row in never.events(0)] == ["limited_longer"]


def test_fines_are_expected_yuan_for_breaches_of_law_alone() -> None:
    watch = Enforcement(["gongzhonghao"], worlds(changed=CERTAINLY_FOUND), 30)
    watch.judge("gongzhonghao", 0, "a", [breach("a", "induced_sharing")])
    assert np.all(watch.fines == 0)
    watch.judge("gongzhonghao", 1, "b", [breach("b")])
    assert np.allclose(watch.fines, 0.005 * (200_000 + 0.1 * 800_000))


def test_changing_one_post_leaves_all_other_rulings_as_they_were() -> None:
    def play(breaks: bool) -> Enforcement:
        watch = Enforcement(["weibo", "douyin"], worlds(500), 60)
        for day in range(40):
            post = f"p{day}"
            broken = [breach(post)] if day % 8 == 1 or (day == 20 and breaks) else []
            watch.judge("douyin" if day % 4 == 0 else "weibo", day, post, broken)
        return watch

    clean, broken = play(False), play(True)
    others = [column for column in range(40) if column != 20]
    assert np.array_equal(clean.found[:, others], broken.found[:, others])
    assert clean.found[:, 20].mean() < broken.found[:, 20].mean()
    assert np.array_equal(clean.strikes[..., 0], broken.strikes[..., 0])
    few = Enforcement(["weibo"], worlds(3), 60)
    assert np.array_equal(few.judge("weibo", 1, "p1", [breach("p1")]).found, clean.found[:3, 1])


def test_what_is_not_in_the_book_or_the_plan_is_refused() -> None:
    with pytest.raises(Mendable, match=r"tieba.*weibo"):
        Enforcement(["tieba"], worlds(), 30)
    watch = Enforcement(["weibo"], worlds(), 30)
    with pytest.raises(Mendable, match=r"douyin.*weibo"):
        watch.account_reach("douyin", 0)
    with pytest.raises(Mendable, match=r"loud.*absolute_terms"):
        watch.judge("weibo", 0, "a", [breach("a", "loud")])
    with pytest.raises(ValueError, match="day"):
        watch.judge("weibo", 30, "a")
    with pytest.raises(ValueError, match="'b'"):
        watch.judge("weibo", 0, "a", [breach("b")])
    watch.judge("weibo", 0, "a")
    with pytest.raises(ValueError, match="before"):
        watch.judge("weibo", 1, "a")
