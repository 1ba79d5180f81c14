"""From daily to monthly data: dirty files have one clean reading, slips are named, and only work pays."""

import io
from collections.abc import Iterator
from itertools import pairwise
from statistics import mean, median
from typing import Any

import pandas as pd
import pytest

from grading.demo.hand_ins import HandIn, answer_for, hand_ins
from simulations.identity import Context
from simulations.language import message
from simulations.projects import find_task, task_of
from simulations.projects.daily_to_monthly_data.case import CLAIMS, Case, draw_case
from simulations.projects.daily_to_monthly_data.citing import cited_facts, numbers_in
from simulations.projects.daily_to_monthly_data.files import material_files
from simulations.projects.daily_to_monthly_data.judging import MISTAKES, found_dirt, supporting_rows
from simulations.projects.daily_to_monthly_data.played import CHANNELS
from simulations.projects.daily_to_monthly_data.sheets import SHIFT, read_place
from simulations.projects.daily_to_monthly_data.tally import WAYS
from simulations.task import JudgedBy

TASK = find_task("daily_to_monthly_data")
CONTEXTS = [Context("data", f"t{number}", b"tests") for number in range(24)]
WRITTEN = hand_ins("daily_to_monthly_data")


def written(level: str) -> HandIn:
    return next(hand_in for hand_in in WRITTEN if hand_in.level == level)


def answered(level: str, context: Context, **changes: Any) -> Any:
    return TASK.Answer.model_validate(answer_for(written(level), context) | changes)


def key(answer: Any, context: Context) -> float:
    return float(TASK.score(answer, context).points)


def total(hand_in: HandIn, context: Context) -> float:
    return key(answered(hand_in.level, context), context) + sum(mark.points for mark in hand_in.mentor.values())


# --- the material ---


def test_points_sum_to_a_hundred_and_a_mentor_has_about_a_third() -> None:
    assert TASK.max_points == 100
    mentor = TASK.judged_by(JudgedBy.MENTOR)
    assert 25 <= sum(criterion.points for criterion in mentor) <= 40
    assert all(4 <= len(criterion.anchors) <= 5 for criterion in mentor)


def test_the_case_follows_from_cohort_and_trainee_alone() -> None:
    draw_case.cache_clear()
    first = draw_case(Context("c", "a", b"x"))
    draw_case.cache_clear()
    assert draw_case(Context("c", "a", b"y")) == first


def test_cases_differ_in_claim_cause_month_and_dirt() -> None:
    cases = [draw_case(context) for context in CONTEXTS]
    assert {case.claim for case in cases} == set(CLAIMS)
    assert len({case.played.anomaly.cause for case in cases}) >= 4
    assert len({case.played.turn for case in cases}) == 3
    assert len({case.soiled.kinds for case in cases}) > 6
    assert len({case.tally.month()["reads"] for case in cases}) == len(cases)


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.trainee)
def test_what_the_boss_says_is_true_and_does_not_follow(context: Context) -> None:
    facts = draw_case(context).facts
    assert facts["mean_cur"] > 1.3 * facts["mean_prev"]
    assert facts["median_cur"] < 1.03 * facts["median_prev"]
    assert facts["mean_without_hit"] < 1.15 * facts["mean_prev"]
    assert facts["reads_cur"] > 1.1 * facts["reads_prev"]
    assert facts["per_thousand_cur"] < 0.9 * facts["per_thousand_prev"]
    assert facts["mean_day"] < facts["mean_rest"]
    assert facts["hit"] > 8 * facts["median_cur"]
    assert facts["paid_cur"] < facts["paid_prev"]
    for channel in CHANNELS:
        assert facts[f"paid_{channel}_cur"] > facts[f"paid_{channel}_prev"]


def _table(case: Case, letter: str) -> pd.DataFrame:
    """A file as somebody reads it with pandas: skip the title, nothing cleaned yet."""
    sheet = case.sheet(letter)
    data = material_files(case)[sheet.name]()
    if sheet.kind == "xlsx":
        return pd.read_excel(io.BytesIO(data), header=sheet.header)
    return pd.read_csv(io.BytesIO(data), encoding=sheet.kind, dtype={"手机尾号": str})


def _number(cell: Any) -> float:
    text = str(cell)
    return float(text.removesuffix("万")) * 10_000 if text.endswith("万") else float(text)


@pytest.mark.parametrize("context", CONTEXTS[:8], ids=lambda context: context.trainee)
def test_cleaning_the_files_by_hand_gives_the_key(context: Context) -> None:
    case = draw_case(context)
    flow = pd.concat([_table(case, letter).rename(columns=lambda name: name.removeprefix("总")) for letter in "AB"])
    flow = flow[flow["日期"].str.match(r"\d{4}-")].drop_duplicates("日期")
    flow["阅读人数"] = flow["阅读人数"].map(_number)
    flow["日期"] = pd.to_datetime(flow["日期"])
    flow["互动"] = flow[["分享人数", "收藏人数", "点赞人数", "留言数"]].sum(axis=1)
    growth = _table(case, "C")
    growth = growth[growth["日期"].astype(str).str.match(r"\d{4}-")].drop_duplicates("日期")
    growth["日期"] = pd.to_datetime(growth["日期"])
    leads = _table(case, "E")
    leads = leads[~leads["来源文章"].str.contains("测试")]
    leads["日"] = (pd.to_datetime(leads["提交时间"]) + pd.Timedelta(SHIFT)).dt.normalize()
    leads["金额"] = leads["实付金额"].fillna(0).map(lambda yuan: yuan / 100 if yuan >= 1000 else yuan)

    def sums(first: Any, last: Any) -> dict[str, float]:
        first, last = pd.Timestamp(first), pd.Timestamp(last)
        days, net = flow[flow["日期"].between(first, last)], growth[growth["日期"].between(first, last)]
        own = leads[leads["日"].between(first, last)]
        reads = days["阅读人数"].sum()
        return {
            "reads": reads,
            "interactions": days["互动"].sum(),
            "interaction_rate": days["互动"].sum() / reads,
            "net": net["净增关注人数"].astype(float).sum(),
            "clicks": days["链接点击人数"].sum(),
            "leads": len(own),
            "orders": (own["状态"] == "已成交").sum(),
            "revenue": own["金额"].sum(),
        }

    for day in case.week:
        assert case.tally.day(day) == pytest.approx(sums(day, day))
    for start, end in case.weeks:
        expected = sums(start, end)
        assert case.tally.week(start, end) == pytest.approx({n: expected[n] for n in case.tally.week(start, end)})
    month, expected = case.tally.month(), sums(case.played.turn, case.played.last)
    posts = _table(case, "D")
    posts = posts[pd.to_datetime(posts["发表时间"]) >= pd.Timestamp(case.played.turn)]
    rates = posts["阅读完成率"].str.rstrip("%").astype(float) / 100
    assert month["reads"] == expected["reads"]
    assert month["post_median"] == median(posts["总阅读人数"])
    assert month["post_mean"] == pytest.approx(mean(posts["总阅读人数"]))
    assert month["finish_rate"] == pytest.approx((rates * posts["总阅读人数"]).sum() / posts["总阅读人数"].sum())
    assert month["lead_rate"] == pytest.approx(expected["leads"] / expected["clicks"])
    assert month["revenue"] == expected["revenue"]


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.trainee)
def test_every_trap_can_be_seen_in_the_files(context: Context) -> None:
    case = draw_case(context)
    assert len(case.dirt) == len(case.soiled.kinds) == 6
    assert all(dirt.rows for dirt in case.dirt)
    leads, posts = case.sheet("E"), {post.title: post.at for post in case.played.posts}
    early = [row for row in leads.rows[1:] if row[1] in posts and str(row[0]) < f"{posts[str(row[1])]:%Y-%m-%d %H:%M}"]
    assert len(early) > 10, "leads that came before their article show the slip"
    hit = next(iter(case.rows_of("B", case.played.hit)))
    if "text_number" in case.soiled.kinds:
        assert any(str(cell).endswith("万") for cell in case.sheet("B").rows[int(hit[1:]) - 1])
    data, events = supporting_rows(case)
    assert data
    assert len(events) == 1
    outside = case.played.anomaly.day
    assert not any(dirt.day == outside for dirt in case.dirt if dirt.kind in ("missing", "duplicate"))


def test_files_are_in_the_encodings_they_are_said_to_be_in() -> None:
    case = draw_case(CONTEXTS[0])
    files = material_files(case)
    assert "阅读人数" in files[case.sheet("A").name]().decode("gb18030")
    assert files[case.sheet("E").name]().startswith(b"\xef\xbb\xbf")
    assert files[case.sheet("C").name]().startswith(b"PK")


@pytest.mark.parametrize(
    ("said", "letter", "row", "day"),
    [
        ("B17", "B", "B17", None),
        ("ｂ１７", "B", "B17", None),
        ("整个 E 文件", "E", "", None),
        ("6月14日", "", "", (6, 14)),
        ("2026/6/14", "", "", (6, 14)),
        ("B 06-14", "B", "", (6, 14)),
        ("13月45日", "", "", None),
        ("", "", "", None),
        ("全部", "", "", None),
    ],
)
def test_a_place_is_understood_as_people_write_it(said: str, letter: str, row: str, day: Any) -> None:
    place = read_place(said, 2026)
    assert (place.letter, place.row) == (letter, row)
    assert (place.day and (place.day.month, place.day.day)) == day


# --- the score ---


def test_written_hand_ins_are_ordered_as_a_senior_would_with_clear_distances() -> None:
    ranked = [hand_in for hand_in in WRITTEN if hand_in.rank]
    totals = [[total(hand_in, context) for hand_in in ranked] for context in CONTEXTS]
    assert all(one == sorted(one, reverse=True) for one in totals)
    means = [mean(level) for level in zip(*totals, strict=True)]
    assert means[0] > 95
    assert means[-1] < 5
    assert all(above - below > 8 for above, below in pairwise(means))


def test_a_neighbours_answer_scores_far_below_ones_own() -> None:
    theirs = [
        key(answered("excellent", neighbour), context)
        for context, neighbour in zip(CONTEXTS, [*CONTEXTS[1:], CONTEXTS[0]], strict=True)
    ]
    assert all(key(answered("excellent", context), context) == 68 for context in CONTEXTS)
    assert mean(theirs) < 10
    assert max(theirs) < 25


def test_every_mark_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMY_LANG", "en")
    for hand_in in WRITTEN:
        for mark in TASK.score(answered(hand_in.level, CONTEXTS[1]), CONTEXTS[1]).marks:
            assert mark.points is not None
            assert 0 <= mark.points <= mark.max_points
            assert len(str(mark.reason)) > 10


def _possible(figures: dict[str, float]) -> dict[str, float]:
    """Figures that a form takes: no rate above one."""
    return figures | {"interaction_rate": min(figures["interaction_rate"], 1.0)}


@pytest.mark.parametrize("slip", sorted(WAYS))
def test_a_figure_from_a_usual_mistake_is_told_as_that_mistake(slip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMY_LANG", "en")
    told = 0
    for context in CONTEXTS[:6]:
        case = draw_case(context)
        figures = {name: round(value, 4) for name, value in case.mistaken[slip].month().items()}
        month = [{"figure": name, "value": value} for name, value in figures.items()]
        daily = [{"day": day, **_possible(case.mistaken[slip].day(day))} for day in case.week]
        score = TASK.score(answered("excellent", context, month=month, daily=daily), context)
        said = f"{score.mark('month').reason} {score.mark('daily').reason}"
        told += str(MISTAKES[slip]) in said
    assert told > 0


def test_false_alarms_cost_as_much_as_misses() -> None:
    context = CONTEXTS[2]
    answer = answered("excellent", context)
    rows = [row.model_dump() for row in answer.dirt]
    fewer = answered("excellent", context, dirt=rows[:-1])
    alarmed = answered(
        "excellent", context, dirt=[*rows, {"kind": "outlier", "file": "B", "where": "B9", "action": "drop"}]
    )
    full, missed, alarm = (TASK.score(one, context).mark("dirt").points for one in (answer, fewer, alarmed))
    assert full == 16
    assert missed == pytest.approx(alarm, abs=0.1)
    assert missed is not None
    assert missed < 14


def test_a_real_hit_is_no_dirt() -> None:
    for context in CONTEXTS:
        case = draw_case(context)
        hit = min(case.rows_of("B", case.played.hit))
        row = answered("tempted", context).dirt[-1]
        assert (row.kind, row.where) == ("outlier", hit)
        assert found_dirt(row, case) is None


def test_saying_where_in_several_ways_is_the_same() -> None:
    context = next(context for context in CONTEXTS if "missing" in draw_case(context).soiled.kinds)
    case = draw_case(context)
    day = case.soiled.missing
    for where in (f"{day.month}月{day.day}日", f"{day:%m-%d}", f"{day}", f"B {day.month}/{day.day}"):
        rows = [{"kind": "missing", "file": "B", "where": where, "action": "gap"}]
        assert TASK.score(answered("excellent", context, dirt=rows), context).mark("dirt").reached == 1


def test_a_cause_without_evidence_is_worth_half_and_scattered_evidence_little() -> None:
    context = CONTEXTS[3]
    case = draw_case(context)

    def points(rows: list[str]) -> float:
        answer = answered("excellent", context, anomaly_evidence=rows)
        return TASK.score(answer, context).mark("anomaly").points or 0

    best = list(answered("excellent", context).anomaly_evidence)
    others = [event.id for event in case.log if not event.explains][:4]
    assert points(best) == 10
    assert points(others) < 6
    assert points(others) < points([*best, *others]) < points(best)


def test_numbers_of_a_sentence_are_read_as_people_write_them() -> None:
    assert numbers_in("6 月 17 日那篇 2.1万，占 43.5%，上月 1,445") == [
        (21_000, False),
        (pytest.approx(0.435), True),
        (1445, False),
    ]


def test_a_finding_needs_numbers_that_bear_on_the_claim() -> None:
    for context in CONTEXTS[:8]:
        case = draw_case(context)
        named, strange = cited_facts(answered("excellent", context).finding, case)
        assert len(named) >= 2
        assert not strange
        assert cited_facts("涨了很多，您放心", case) == (frozenset(), frozenset())


# --- cheap tricks ---


def cheap(context: Context) -> Iterator[tuple[str, dict[str, Any]]]:
    """Answers that cost no work."""
    case = draw_case(context)
    kinds = ("text_number", "duplicate", "missing", "total", "renamed", "unit", "timezone", "test_row")
    every = [{"kind": kind, "file": file, "where": file, "action": "drop"} for kind in kinds for file in "BE"]
    base = answer_for(written("gamed"), context)
    yield "everything ticked", base | {"dirt": every}
    yield (
        "one row again and again",
        base | {"dirt": [{"kind": "timezone", "file": "E", "where": "E9", "action": "keep"}] * 20},
    )
    yield "dots", base | dict.fromkeys(("finding", "reply", "report", "anomaly_next"), "。" * 30)
    yield "giant texts", base | {"finding": "1234 5678 43% " * 11, "reply": "数据 1234 " * 70, "report": "9 " * 300}
    same = {"interaction_rate": 0.03, "leads": 4, "orders": 1, "revenue": 199, "net": 10, "reads": 1500}
    week = [{"start": start, **same} for start, _ in case.weeks]
    days = [{"day": day, **same, "interactions": 45, "clicks": 30} for day in case.week]
    yield "the same number everywhere", base | {"daily": days, "weekly": week}
    vast = dict.fromkeys(same, 1e300) | {"interaction_rate": 1.0}
    yield "vast numbers", base | {"weekly": [{"start": start, **vast} for start, _ in case.weeks]}
    ids = sorted(case.row_ids)[:6]
    yield "any evidence", base | {"anomaly_evidence": ids, "anomaly_cause": "violation"}


@pytest.mark.parametrize("place", range(7))
def test_cheap_tricks_score_low(place: int) -> None:
    points = []
    for context in CONTEXTS[:8]:
        name, fields = list(cheap(context))[place]
        points.append(key(TASK.Answer.model_validate(fields), context))
        assert points[-1] < 14, name
    assert mean(points) < 8


# --- before handing in ---


def test_the_check_sees_tables_that_contradict_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACADEMY_LANG", "en")
    context = CONTEXTS[0]
    assert TASK.check(answered("excellent", context), context) == []
    rows = answer_for(written("excellent"), context)["weekly"]
    rows[1]["reads"] += 500
    report = "一行而已，没有别的了，真的没有，到此为止，别再往下看了"
    findings = TASK.check(answered("excellent", context, weekly=rows, report=report), context)
    assert {finding.field for finding in findings} >= {"month", "report"}


def test_the_check_gives_nothing_of_the_key_away() -> None:
    for context in CONTEXTS[:6]:
        case = draw_case(context)
        right = answered("tempted", context)
        asked = answered("tempted", context, dirt=[row.model_dump() for row in answered("excellent", context).dirt])
        assert [str(f.what) for f in TASK.check(right, context)] == [str(f.what) for f in TASK.check(asked, context)]
        said = " ".join(str(finding.what) for finding in TASK.check(right, context))
        assert not any(chart.why in said for chart in case.charts)
        assert case.truth not in said


@pytest.mark.parametrize(
    "wrong",
    [
        {"anomaly_day": "gestern"},
        {"daily": []},
        {"month": [{"figure": "reads", "value": 1}] * 11},
        {"chart": "z"},
        {"month": [{"figure": "reads", "value": float("nan")}]},
        {"dirt": [{"kind": "ghost", "file": "A", "where": "1", "action": "drop"}]},
        {"reply": "x" * 601},
        {"weekly": [{"start": "2026-06-01", "reads": -5}] * 5},
    ],
)
def test_bad_input_is_said_in_a_sentence(wrong: dict[str, Any]) -> None:
    from curriculum.answers import InvalidAnswer, parse

    with pytest.raises(InvalidAnswer) as raised:
        parse(TASK, answer_for(written("excellent"), CONTEXTS[0]) | wrong)
    problem = raised.value.problems[0]
    assert problem.field.split(".")[0] in wrong
    assert len(str(problem.what)) >= 3


def test_the_page_for_mentors_is_inert_and_has_the_reply_first() -> None:
    context = CONTEXTS[4]
    html = TASK.page(
        answered("excellent", context, reply="<script>alert(1)</script>您好，数我核过", finding="<img src=x> 12"),
        context,
    )
    assert "<script" not in html
    assert "<img" not in html
    assert html.index("您好，数我核过") < html.index("下月：")


def test_the_task_is_found_by_its_answer() -> None:
    assert task_of(answered("excellent", CONTEXTS[0])) is TASK
    assert all(isinstance(label, type(message("x"))) for label in TASK.labels.values())
