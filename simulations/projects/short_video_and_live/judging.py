"""Points and reasons of every criterion that world or key judge."""

from functools import lru_cache

import numpy as np

from simulations.evaluate import Effect, attainment, interval_score, log_ratio
from simulations.identity import Context
from simulations.judging import joined, mark
from simulations.language import Message, message
from simulations.projects.short_video_and_live import filming, recutting
from simulations.projects.short_video_and_live.answer import DECISIONS, LABELS, Session
from simulations.projects.short_video_and_live.case import TASK, Case, draw_case
from simulations.projects.short_video_and_live.criteria import CRITERIA
from simulations.projects.short_video_and_live.hour_marks import LIVE_WORLDS, mark_drop, mark_live
from simulations.projects.short_video_and_live.onair import Aired, air, read_plan
from simulations.projects.short_video_and_live.saying import wrong_in
from simulations.projects.short_video_and_live.wording import read_script
from simulations.task import Mark, Score
from simulations.world.draws import Floats
from simulations.world.platforms import platform_name
from simulations.world.script import completion, excellent, ordinary, retention_luck
from simulations.world.text.words import hanzi

VIDEO_WORLDS = 128
RETENTION = (0.1, 0.95)  # between an ordinary script (0) and an excellent one (1): no points, all points
ACTION = (0.8, 4.5)  # of the colleague's
RECUT = {"xiaohongshu": (0.9, 3.4), "bilibili": (0.9, 4.5), "shipinhao": (0.9, 2.0)}  # of the colleague's
KNOWN_NOTHING = ((3.0, 80.0), (300.0, 100_000.0))  # forecasts of somebody who knows nothing: percent, yuan
DEDUCTIONS = {"absolute_terms": 0.4, "off_platform_leading": 0.4, "induced_sharing": 0.4}
DEDUCTION = 0.25
ENOUGH_TEXT = 240  # characters of script and cues that one must have said to have kept silent about something
SAID = 3
HEARD = 0.3  # interest of a beat below which nobody takes in what is said


def score(answer: Session, context: Context) -> Score:
    """Points and reasons of every criterion that world or key judge."""
    case = draw_case(context)
    video = filming.read_video(answer.shots, case)
    aired = air(read_plan(answer, case), case, context.worlds(TASK, LIVE_WORLDS, "live"))
    marks = (
        _mark_points(answer, case),
        mark_retention(answer, video, context),
        mark_action(video, context),
        mark_recut(answer, context),
        _mark_compliance(answer, case),
        mark_live(aired, context),
        mark_drop(answer, context),
        _mark_forecast(answer, video, aired, context),
    )
    return Score(task=TASK, variant=context.variant(TASK), marks=marks)


def _mark_points(answer: Session, case: Case) -> Mark:
    """Three fifths for deciding on the seven, two for telling what was to be told."""
    chosen = {point.id: answer.points.get(point.id) for point in case.points}  # type: ignore[call-overload]
    right = sum(chosen[point.id] == point.right for point in case.points)
    harm = sum(chosen[p.id] == "use" for p in case.points if p.right in ("unproven", "forbidden"))
    decided = max((right - harm) / len(case.points) - 0.3, 0) / 0.7
    told = {id for one in read_script(answer.shots, case) if one.beat.interest > HEARD for id in one.told}
    cared = {point.id for point in case.cared}
    traps = {point.id for point in case.points if point.right in ("unproven", "forbidden")}
    said = max(len(told & cared) / len(cared) - 0.15 * len(told - cared) - 0.5 * len(told & traps), 0)
    parts: list[Message] = [message("{right} of {all} decided rightly.", right=right, all=len(case.points))]
    for point in case.points:
        if chosen[point.id] != point.right and len(parts) <= SAID:
            parts.append(_why_point(case, point.id))
    if missing := sorted(cared - told):
        parts.append(message("The script does not tell {ids}, which users ask for.", ids="、".join(missing)))
    return mark(CRITERIA["selling_points"], 0.6 * decided + 0.4 * said, joined(parts), reached=right, target=7)


def _why_point(case: Case, id: str) -> Message:
    point = next(one for one in case.points if one.id == id)
    asked = [one.id for one in case.comments if one.point == point.slug]
    if point.right == "use":
        return message("{id}: {ids} complain of just this, and there is proof.", id=id, ids="、".join(asked))
    if point.right == "nobody":
        return message("{id}: true, but no comment asks for it.", id=id)
    if point.right == "unproven":
        return message("{id} has no proof: {evidence}.", id=id, evidence=point.evidence)
    return message("{id}: {what}. No proof makes this sayable.", id=id, what=DECISIONS["forbidden"])


def mark_retention(answer: Session, video: filming.Video, context: Context) -> Mark:
    """How many watch the script to its end, beside an ordinary and an excellent one of its length."""
    worlds = context.worlds(TASK, VIDEO_WORLDS)
    places = filming.between(video, worlds)
    length = video.script.length_s
    floor, target = RETENTION
    share = float(np.clip((places.mean() - floor) / (target - floor), 0, 1))
    fits = filming.SHORTEST_S <= length <= filming.LONGEST_S
    share = share if fits else share / 2
    p, luck = worlds.values("script"), retention_luck("video", worlds)
    parts = [
        message(
            "{mine:.0%} watch to the end; an ordinary script of this length keeps {base:.0%}, an excellent one "
            "{best:.0%}.",
            mine=float(completion(video.script, p, luck).mean()),
            base=float(completion(ordinary(filming.fitting(length)), p, luck).mean()),
            best=float(completion(excellent(filming.fitting(length)), p, luck).mean()),
        )
    ]
    if not fits:
        parts.append(message("{n:g} seconds: the brief says 30 to 60.", n=round(length, 1)))
    beats = read_script(answer.shots, draw_case(context))
    dull = min(range(len(beats)), key=lambda n: beats[n].beat.interest)
    if beats[dull].beat.interest < 0.45:
        parts.append(
            message(
                "Row {n} is the dullest: give it a number, a turn or a picture nobody has seen yet, or cut it.",
                n=dull + 1,
            )
        )
    se = float(places.std(ddof=1) / len(places) ** 0.5) / (target - floor) * CRITERIA["retention"].points
    return mark(CRITERIA["retention"], share, joined(parts), reached=float(places.mean()), target=target,
                uncertainty=round(se, 3))  # fmt: skip


def mark_action(video: filming.Video, context: Context) -> Mark:
    """How many are moved to act, beside the colleague's."""
    case, worlds = draw_case(context), context.worlds(TASK, VIDEO_WORLDS)
    base = filming.watch(filming.colleagues(filming.fitting(video.script.length_s)), case, worlds)
    effect = log_ratio(filming.watch(video, case, worlds).acting, base.acting)
    told = message("{n:.0%} of what users ask for is told, {m:.0%} of it shown.", n=video.told, m=video.shown)
    parts = [_ratio(effect, ACTION[1]), told]
    if not video.clear:
        parts.append(message("No call says where to go: nobody guesses it."))
    elif video.aside:
        parts.append(message("{n} points that nobody asked for took up the time.", n=video.aside))
    return _band("action", effect, ACTION, joined(parts))


def _ratio(effect: Effect, target: float) -> Message:
    return message(
        "{ratio:.0%} of the colleague's in the same worlds ({low:.0%}-{high:.0%}). Full: {target:.0%}.",
        ratio=effect.ratio,
        low=float(np.exp(effect.low)),
        high=float(np.exp(effect.high)),
        target=target,
    )


def _band(slug: str, effect: Effect, band: tuple[float, float], reason: Message) -> Mark:
    share, se = attainment(effect, float(np.log(band[0])), float(np.log(band[1])))
    points = CRITERIA[slug].points
    return mark(CRITERIA[slug], share, reason, reached=effect.ratio, target=band[1], uncertainty=round(points * se, 3))


def mark_recut(answer: Session, context: Context) -> Mark:
    """How many finish the two re-cuts, beside the colleague's."""
    case, worlds = draw_case(context), context.worlds(TASK, VIDEO_WORLDS)
    shares: list[float] = []
    errors: list[float] = []
    parts: list[Message] = []
    packages = {row.which: row for row in answer.packages}
    for which, platform, cuts in zip(
        ("first", "second"), case.platforms, (answer.first_cut, answer.second_cut), strict=True
    ):
        version = recutting.read_cut(cuts, packages[which], platform, case)  # type: ignore[index]
        base = _colleagues_cut(context, platform)
        effect = log_ratio(recutting.finishers(version, worlds), base)
        share, se = attainment(effect, *map(float, np.log(RECUT[platform])))
        shares.append(share)
        errors.append(se)
        parts += [message("{name}:", name=platform_name(platform)), _ratio(effect, RECUT[platform][1])]
        parts += _on_cut(version, packages[which].ratio, platform)  # type: ignore[index]
    uncertainty = round(CRITERIA["recut"].points * float(np.linalg.norm(errors)) / 2, 3)
    return mark(CRITERIA["recut"], sum(shares) / 2, joined(parts), uncertainty=uncertainty)


def _on_cut(version: recutting.Version, ratio: str, platform: str) -> list[Message]:
    found = []
    if version.marked:
        found.append(message("Another platform's watermark is in it."))
    if version.hinting:
        found.append(message("Something leads off the platform."))
    if version.copied:
        found.append(message("It opens and runs as the hit did: carried over, not cut anew."))
    if ratio not in recutting.RATIOS[platform]:
        good = " / ".join(recutting.RATIOS[platform])
        found.append(message("{ratio} is not shown whole there; {good} is.", ratio=ratio, good=good))
    return found


@lru_cache(maxsize=128)
def _colleagues_cut(context: Context, platform: str) -> Floats:
    worlds = context.worlds(TASK, VIDEO_WORLDS)
    return recutting.finishers(recutting.colleagues(platform, draw_case(context)), worlds)


def _mark_compliance(answer: Session, case: Case) -> Mark:
    wrong = wrong_in(answer, case)
    kinds = {(one.field, one.rule) for one in wrong}
    packages = {row.which: row for row in answer.packages}
    hints = [
        recutting.read_cut(cuts, packages[which], platform, case).hinting  # type: ignore[index]
        for which, platform, cuts in zip(
            ("first", "second"), case.platforms, (answer.first_cut, answer.second_cut), strict=True
        )
    ]
    share = 1 - sum(DEDUCTIONS.get(rule, DEDUCTION) for _field, rule in kinds) - DEDUCTION * sum(hints)
    amount = hanzi("".join([*(s.words for s in answer.shots), *(b.cue for b in answer.blocks)]))
    written = min(amount / ENOUGH_TEXT, 1.0)
    if wrong:
        parts = [
            message("{n} places; {field}: 「{words}」. {why}", n=len(wrong), field=LABELS[one.field], words=one.words,
                    why=one.why)
            for one in wrong[:1]
        ] + [message("{field}: 「{words}」. {why}", field=LABELS[one.field], words=one.words, why=one.why)
             for one in wrong[1:SAID]]  # fmt: skip
    elif any(hints):
        parts = [message("A re-cut leads off the platform: the shot that hints, the title or the call.")]
    elif written < 1:
        parts = [message("Nothing wrong, but with {n} characters there is little that could be.", n=amount)]
    else:
        parts = [message("Nothing that a lawyer or the platform would stop.")]
    return mark(CRITERIA["compliance"], max(share, 0) * written, joined(parts), reached=len(wrong), target=0)


def _mark_forecast(answer: Session, video: filming.Video, aired: Aired, context: Context) -> Mark:
    """Each interval's score against the best fixed one and against knowing nothing."""
    worlds = context.worlds(TASK, VIDEO_WORLDS)
    share = 100 * completion(video.script, worlds.values("script"), retention_luck("video", worlds))
    given = ((answer.completion_low, answer.completion_high), (float(answer.gmv_low), float(answer.gmv_high)))
    shares, parts = [], []
    told_as = (
        message("Completion {low:g}-{high:g}% holds in {hits:.0%} of worlds; 80% lie in {least:.0f}-{most:.0f}."),
        message("GMV {low:,.0f}-{high:,.0f} holds in {hits:.0%} of worlds; 80% lie in {least:,.0f}-{most:,.0f}."),
    )
    for (low, high), figure, blind, text in zip(given, (share, aired.total), KNOWN_NOTHING, told_as, strict=True):
        least, most = map(float, np.quantile(figure, [0.1, 0.9]))
        best, ignorant = interval_score(least, most, figure), interval_score(*blind, figure)
        mine = interval_score(low, high, figure)
        shares.append(float(np.clip(1 - (mine - best) / (ignorant - best), 0, 1)))
        hits = float(np.mean((figure >= low) & (figure <= high)))
        values = {"low": low, "high": high, "hits": hits, "least": least, "most": most}
        parts.append(text.model_copy(update={"values": values}))
    return mark(CRITERIA["forecast"], sum(shares) / 2, joined(parts), reached=shares[0], target=1.0)
