"""Platforms and duties: scores order written hand-ins as a senior would, and cheap ways do not pay."""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.projects import find_task
from simulations.projects.platforms_and_duties import Sorted, draw_case
from simulations.projects.platforms_and_duties.account import check_account
from simulations.projects.platforms_and_duties.case import FOLDER, IDEAS, OWN_HANDS, SITUATIONS, Material
from simulations.projects.platforms_and_duties.judging import handled
from simulations.projects.platforms_and_duties.play import assigned, board, usual
from simulations.projects.platforms_and_duties.versions import adapted, alike, read_version
from simulations.reading import read_yaml
from simulations.task import JudgedBy, Score
from simulations.world.platforms import platform_slugs
from simulations.world.rulebook import check_limits, limits

TASK = find_task("platforms_and_duties")
TRAINEES = tuple(Context("duties", f"t{i}") for i in range(20))
HERE = TRAINEES[0]
WRITTEN = {hand_in.level: hand_in for hand_in in hand_ins("platforms_and_duties")}
BEST = WRITTEN["excellent"]


def answer(hand_in: HandIn, context: Context = HERE, **changes: Any) -> Sorted:
    return Sorted.model_validate({**answer_for(hand_in, context), **changes})


def world_and_key(hand_in: HandIn, context: Context = HERE, **changes: Any) -> Score:
    return TASK.score(answer(hand_in, context, **changes), context)


@pytest.fixture(scope="module")
def totals() -> np.ndarray:
    """Totals of all hand-ins in the order of their ranks, for every trainee; shape (trainees, hand-ins)."""
    return np.array(
        [
            [
                world_and_key(hand_in, context).points + sum(mark.points for mark in hand_in.mentor.values())
                for hand_in in WRITTEN.values()
            ]
            for context in TRAINEES
        ]
    )


# --- the material ---


def test_points_sum_to_a_hundred_and_every_judge_has_a_part() -> None:
    assert TASK.max_points == 100
    assert 25 <= sum(criterion.points for criterion in TASK.judged_by(JudgedBy.MENTOR)) <= 40
    assert all(TASK.judged_by(judge) for judge in JudgedBy)
    assert all(len(criterion.anchors) >= 3 for criterion in TASK.judged_by(JudgedBy.MENTOR))


def test_the_material_follows_from_cohort_and_trainee_and_differs() -> None:
    assert draw_case(Context("c", "a", b"x")) == draw_case(Context("c", "a", b"y"))
    cases = [draw_case(context) for context in TRAINEES]
    assert len({tuple(idea.title for idea in case.ideas) for case in cases}) == len(cases)
    many = [draw_case(Context("many", f"t{i}")) for i in range(60)]
    assert {case.profile.platform for case in many} == set(platform_slugs())
    assert len({case.goal for case in cases}) == 2
    assert len({(case.story.id, case.story.platforms) for case in cases}) > 10


@pytest.mark.parametrize("context", TRAINEES[:8], ids=lambda context: context.trainee)
def test_material_is_whole(context: Context) -> None:
    case = draw_case(context)
    assert len(case.ideas) == IDEAS
    assert len(case.situations) == SITUATIONS
    assert sum(ground.room for ground in case.grounds.values()) > IDEAS
    assert all(idea.lure in case.grounds for idea in case.ideas)
    alone = [s for s in case.situations if s.worth["department"].get("nobody") == 1]
    assert len(alone) <= OWN_HANDS
    for situation in case.situations:
        assert all(max(worth.values()) == 1 for worth in situation.worth.values())
        for part, worth in situation.worth.items():
            assert {f"cases.{part}.{choice}" for choice in worth} <= set(TASK.labels)
    assert sum(word.kind == "good" for word in case.profile.words) == 5
    loudest = max(case.profile.words, key=lambda word: word.searches)
    assert loudest.kind == "broad", "the most searched word must be a temptation"
    assert not any("{" in fact for fact in case.story.facts.values())
    assert usual(context).keys() == case.grounds.keys()


@pytest.mark.parametrize("name", ["ideas", "situations"])
def test_every_row_of_the_lists_is_written_out(name: str) -> None:
    """A bare comma in a line of YAML cuts a sentence in two and makes a key of its end."""
    rows = read_yaml(FOLDER / f"{name}.yaml")
    keys = {frozenset(row) - {"heat"} for row in rows}
    assert len(keys) == 1
    assert len({row["id"] for row in rows}) == len(rows) >= 2 * SITUATIONS
    assert all(row.get("text", "。").endswith(("。", "？", "！", "了")) for row in rows)


# --- the order of levels ---


def test_hand_ins_are_ordered_as_ranked_for_every_trainee(totals: np.ndarray) -> None:
    assert (np.diff(totals, axis=1) < 0).all(), totals.round()


def test_distances_are_clear(totals: np.ndarray) -> None:
    means = dict(zip(WRITTEN, totals.mean(axis=0), strict=True))
    assert means["excellent"] > 90
    assert means["excellent"] - means["sensible"] > 7
    assert means["sensible"] - means["decent"] > 15
    assert means["decent"] - means["pasted"] > 10, "three times the same text must cost clearly"
    assert means["pasted"] - means["tempted"] > 12
    assert means["tempted"] - means["gamed"] > 6
    assert means["careless"] < 15


def test_a_neighbours_answer_scores_far_lower_than_ones_own() -> None:
    own, other = [], []
    for mine, neighbour in zip(TRAINEES, (*TRAINEES[1:], TRAINEES[0]), strict=True):
        own.append(world_and_key(BEST, mine).points)
        other.append(TASK.score(answer(BEST, neighbour), mine).points)
    assert all(mine > theirs + 20 for mine, theirs in zip(own, other, strict=True))
    assert np.mean(other) < 0.4 * np.mean(own)


def test_another_secret_gives_nearly_the_same_points() -> None:
    """What is best in practice worlds, which everybody may know, is nearly best in those of grading."""
    for level, change in (("excellent", 2.5), ("sensible", 3)):
        given = answer(WRITTEN[level])
        public = TASK.score(given, HERE).points
        for secret in (b"one", b"two"):
            assert abs(TASK.score(given, Context(HERE.cohort, HERE.trainee, secret)).points - public) < change


# --- each part ---


def test_the_best_assignment_is_the_best_and_a_blind_one_earns_nothing() -> None:
    for context in TRAINEES[:6]:
        known, case = board(context), draw_case(context)
        assert known.best.left_over == ()
        rng = np.random.default_rng(3)
        seats = [slug for slug, ground in case.grounds.items() for _place in range(ground.room)]
        drawn = [
            assigned(dict(zip(known.ideas, rng.permutation(seats).tolist(), strict=False)), context).total
            for _draw in range(400)
        ]
        assert max(drawn) <= known.best.total
        assert np.mean(drawn) == pytest.approx(known.random, rel=0.06)


def test_what_the_lesson_says_finds_most_of_the_best_assignment() -> None:
    """Past figures, weight and form are all on the page: whoever reads them gets most of the points."""
    shares = [world_and_key(WRITTEN["sensible"], context).mark("placement").points or 0 for context in TRAINEES[:10]]
    assert np.mean(shares) > 0.7 * TASK.criterion("placement").points


def test_doing_what_was_called_out_at_the_table_earns_next_to_nothing() -> None:
    shares = [world_and_key(WRITTEN["tempted"], context).mark("placement").points or 0 for context in TRAINEES[:10]]
    assert np.mean(shares) < 0.15 * TASK.criterion("placement").points


def test_the_reason_names_the_dearest_choices_and_what_the_best_would_have_brought() -> None:
    score = world_and_key(WRITTEN["decent"])
    mark, known = score.mark("placement"), board(HERE)
    mine = answer_for(WRITTEN["decent"], HERE)["placements"]
    placed = assigned(mine, HERE)
    dearest = max(known.ideas, key=lambda id: known.best.worth[id] - placed.worth[id])
    assert dearest in str(mark.reason)
    assert f"{known.best.worth[dearest]:.0f}" in str(mark.reason)


def test_what_does_not_fit_on_a_platform_does_not_go_out_and_the_check_says_so() -> None:
    everything = {f"n{i:02d}": "douyin" for i in range(1, 13)}
    room = draw_case(HERE).grounds["douyin"].room
    assert len(assigned(everything, HERE).left_over) == IDEAS - room
    found = TASK.check(answer(BEST, placements=everything), HERE)
    assert sum(finding.field == "placements" and finding.grave for finding in found) == IDEAS - room


def test_near_misses_earn_a_part_and_calling_everybody_costs() -> None:
    for situation in draw_case(HERE).situations:
        for part, worth in situation.worth.items():
            ranked = sorted(worth, key=lambda choice: -worth[choice])
            assert handled(situation, part, ranked[0]) == 1
            if len(ranked) > 1:
                assert 0 < handled(situation, part, ranked[1]) <= 1
            assert handled(situation, part, "no such thing") == 0


def account(context: Context = HERE, **changes: Any) -> Any:
    return check_account(answer(BEST, context, **changes), draw_case(context))


def test_every_trap_of_the_account_can_be_avoided() -> None:
    for context in TRAINEES:
        found = account(context)
        assert found.over == found.breaches == ()
        assert (found.tags, found.found, found.readers, found.rhythm, found.pinned) == (1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("bio", "写给天天记会的行政，行业第一，每周二更新"),
        ("bio", "国家级会议助手，写给行政、助理的会议纪要"),
        ("bio", "服务 300 万用户的会议纪要小组，每周二更新"),
        ("bio", "写给行政的会议纪要，想进群加微信 abc888"),
        ("bio", "写给行政的会议纪要，合作电话 13800000000"),
        ("name", "最好用的纪要"),
    ],
)
def test_what_may_not_stand_on_a_page_is_found_and_costs(field: str, text: str) -> None:
    found = account(**{field: text})
    assert found.breaches
    changed = world_and_key(BEST, **{field: text})
    assert (changed.mark("account_rules").points or 0) < (world_and_key(BEST).mark("account_rules").points or 0) - 2


def test_false_alarms_among_the_tags_cost_as_much_as_they_pretend_to_bring() -> None:
    words = draw_case(HERE).profile.words
    good, rest = ([w.id for w in words if (w.kind == "good") is kind] for kind in (True, False))
    clean, loose = account(tags=good[:3]), account(tags=[*good[:3], *rest[:3]])
    assert clean.tags == 1
    assert loose.tags == 0


def test_an_official_name_needs_a_verified_enterprise() -> None:
    assert account(name="纪要官方号", verification="personal").breaches
    assert not account(name="纪要官方号", verification="enterprise").breaches


def test_ordinary_speech_is_no_promise_and_no_claim() -> None:
    meetings = next(
        c for c in (Context("speech", f"t{i}") for i in range(99)) if draw_case(c).profile.theme == "meetings"
    )
    found = account(meetings, bio=answer(BEST, meetings).bio.replace("写给", "最近写给"))
    assert found.rhythm == 1
    assert not found.breaches


def test_the_same_text_three_times_is_seen_however_its_sentences_are_ordered() -> None:
    story = draw_case(HERE).story
    text = answer(WRITTEN["pasted"]).told[story.platforms[0]]
    sentences = [part for part in text.replace("\n", "").split("。") if part]
    turned = "。".join(reversed(sentences)) + "。"
    assert alike(text, turned) > 0.8
    free, worst = adapted(dict(zip(story.platforms, (text, turned, f"{text}#职场 #干货"), strict=True)), story)
    assert free == 0
    assert worst > 0.8


def test_a_greeting_loses_the_first_seconds() -> None:
    context = next(c for c in TRAINEES if "douyin" in draw_case(c).story.platforms)
    story, given = draw_case(context).story, answer(BEST, context)
    text, title = given.told["douyin"], given.titled["douyin"]
    plain, greeted = (read_version("douyin", title, said, story) for said in (text, f"大家好，{text}"))
    assert plain.hook > greeted.hook
    assert plain.fits > greeted.fits


def test_numbers_that_are_not_in_the_material_cost_points() -> None:
    told = answer(BEST).told
    first = next(iter(told))
    invented = {**told, first: f"{told[first]}效率涨了 987 分钟，886 个人在用。"}
    assert (world_and_key(BEST, texts=invented).mark("adapted").points or 0) < (
        world_and_key(BEST).mark("adapted").points or 0
    ) - 1


def test_excellent_texts_keep_to_the_limits_of_their_platforms() -> None:
    for context in TRAINEES:
        given = answer(BEST, context)
        for slug, title in given.titled.items():
            if "title" in limits(slug):
                check_limits(slug, {"title": len(title)})
        assert not [finding for finding in TASK.check(given, context) if finding.grave]


# --- cheap tricks ---


def spread(case: Material) -> dict[str, Any]:
    """The same for all: two ideas a platform, one handling, one text."""
    slugs = platform_slugs()
    return {
        "placements": {idea.id: slugs[place // 2] for place, idea in enumerate(case.ideas)},
        "cases": {s.id: {"duty": "users", "department": "nobody", "give": "nothing"} for s in case.situations},
    }


def test_the_same_answer_to_everything_scores_low() -> None:
    shares = [
        sum(
            world_and_key(BEST, context, **spread(draw_case(context))).mark(c).points or 0
            for c in ("duties", "handover")
        )
        for context in TRAINEES[:8]
    ]
    assert np.mean(shares) < 0.45 * 20


def test_every_tag_ticked_scores_low() -> None:
    words = [f"w{i:02d}" for i in range(1, 11)]
    with pytest.raises(ValidationError):
        answer(BEST, tags=words)
    assert all(account(context, tags=words[:6]).tags <= 0.5 for context in TRAINEES[:8])


def test_one_tag_repeated_is_one_tag() -> None:
    good = next(w.id for w in draw_case(HERE).profile.words if w.kind == "good")
    assert account(tags=[good] * 6).tags < 0.4


def test_blank_texts_are_not_an_answer() -> None:
    for field in ("hardest", "name", "bio", "pinned"):
        with pytest.raises(ValidationError):
            answer(BEST, **{field: "   "})
    with pytest.raises(ValidationError):
        answer(BEST, texts=dict.fromkeys(draw_case(HERE).story.platforms, ""))


def test_next_to_nothing_written_earns_next_to_nothing() -> None:
    story = draw_case(HERE).story
    bare = {"name": "a", "bio": "b", "pinned": "c"}
    texts = {"titles": dict.fromkeys(story.platforms, "一"), "texts": dict.fromkeys(story.platforms, "一")}
    score = world_and_key(BEST, **bare, **texts)
    assert sum(score.mark(c).points or 0 for c in ("account_search", "three_versions", "adapted")) < 4
    assert (score.mark("account_rules").points or 0) < 1


def test_a_pile_of_words_that_the_reader_knows_scores_low() -> None:
    for context in TRAINEES[:6]:
        score = world_and_key(WRITTEN["gamed"], context)
        assert sum(score.mark(c).points or 0 for c in ("three_versions", "adapted")) < 3
        assert (score.mark("account_search").points or 0) < 3


def test_giant_texts_do_not_pay() -> None:
    story = draw_case(HERE).story
    given = answer(BEST).told
    giant = {slug: (text * 20)[:1200] for slug, text in given.items()}
    long, normal = world_and_key(BEST, texts=giant), world_and_key(BEST)
    for criterion in ("three_versions", "adapted"):
        assert (long.mark(criterion).points or 0) < (normal.mark(criterion).points or 0) / 2
    with pytest.raises(ValidationError):
        answer(BEST, texts=dict.fromkeys(story.platforms, "字" * 1201))


def test_everything_on_the_biggest_account_scores_nothing() -> None:
    for context in TRAINEES[:6]:
        biggest = max(draw_case(context).grounds.values(), key=lambda ground: ground.followers).platform
        score = world_and_key(BEST, context, placements={f"n{i:02d}": biggest for i in range(1, 13)})
        assert score.mark("placement").points == 0


# --- what is said ---


def test_every_mark_lies_in_its_range_and_says_why() -> None:
    for hand_in in WRITTEN.values():
        score = world_and_key(hand_in)
        assert {mark.criterion for mark in score.marks} == {
            criterion.slug for criterion in TASK.judged_by(JudgedBy.WORLD, JudgedBy.KEY)
        }
        for mark in score.marks:
            assert mark.points is not None
            assert 0 <= mark.points <= mark.max_points
            assert len(str(mark.reason)) > 5


def test_checks_know_the_rules_and_keep_the_key_to_themselves() -> None:
    case = draw_case(HERE)
    said = " ".join(str(finding.what) for hand_in in WRITTEN.values() for finding in TASK.check(answer(hand_in), HERE))
    assert said
    assert not any(situation.why in said for situation in case.situations)
    assert not any(word.text in said for word in case.profile.words if word.kind != "rival")
    mixed = {**answer_for(BEST, HERE), "placements": answer_for(WRITTEN["sensible"], HERE)["placements"]}
    assert TASK.check(Sorted.model_validate(mixed), HERE) == TASK.check(answer(BEST), HERE)


def test_an_answer_out_of_range_is_told_with_its_field() -> None:
    with pytest.raises(ValidationError, match="placements"):
        answer(BEST, placements={"n01": "kuaishou"})
    with pytest.raises(ValidationError, match="cases"):
        answer(BEST, cases={"q01": {"duty": "sleep", "department": "nobody", "give": "nothing"}})


def test_the_page_for_mentors_is_inert_and_short() -> None:
    evil = "<script>1</script> [x](javascript:1) <img src=x> 写给行政"
    given = answer(BEST, bio=evil, hardest=evil, titles=dict.fromkeys(draw_case(HERE).story.platforms, evil))
    html = TASK.page(given, HERE)
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html
    assert all(idea.id in html for idea in draw_case(HERE).ideas)
