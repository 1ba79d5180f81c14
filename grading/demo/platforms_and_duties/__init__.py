"""Written hand-ins of platforms and duties: how somebody of a skill decides, with texts for whatever material they get.

A hand-in names a way of deciding for each part (`placements: best`); the texts in `texts/` have slots for the numbers
of a trainee's story and the rhythm of their account.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from grading.demo.written import HandIn
from simulations.identity import Context
from simulations.projects.platforms_and_duties.case import Idea, Material, Situation, draw_case
from simulations.projects.platforms_and_duties.play import best_places, board, rooms, usual
from simulations.reading import read_yaml
from simulations.world.platforms import platform_name, platform_slugs

TEXTS = Path(__file__).parent / "texts"
RHYTHMS = {"每周": "每周二更新", "每月": "每月五号、二十号更新"}
TWICE = "每周二、周五更新"
LONG_VIDEO_S, MANY_SEEDS, HOT = 200, 80, 0.5


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, chosen = draw_case(context), hand_in.answer
    placements = PLACEMENTS[chosen["placements"]](case, context)
    first, second = case.ideas[0].id, case.ideas[1].id
    slots = {
        "a": first,
        "b": second,
        "at_a": platform_name(placements[first]),
        "at_b": platform_name(placements[second]),
        "other": platform_name(next(slug for slug in platform_slugs() if slug != placements[first])),
    }
    titles, texts = _versions(chosen["versions"], case)
    return {
        "placements": placements,
        "hardest": chosen["hardest"].format(**slots),
        "cases": {s.id: CASES[chosen["cases"]](s, place) for place, s in enumerate(case.situations)},
        **_account(chosen["account"], case),
        "titles": titles,
        "texts": texts,
        "reflection": chosen["reflection"].format(**slots),
        "ai_log": chosen["ai_log"],
    }


def _best(case: Material, context: Context) -> dict[str, str]:
    """Whoever knows the platforms well: the best assignment in practice worlds, which are not those of grading."""
    return dict(board(Context(context.cohort, context.trainee)).best.placed)


def _fit(case: Material, context: Context) -> dict[str, str]:
    """Whoever looks at form, length and past figures, and hands out the room where it counts most."""
    past, slugs = usual(context), platform_slugs()
    worth = np.array(
        [[past[slug] * case.grounds[slug].weight * _suitable(idea, slug) for slug in slugs] for idea in case.ideas]
    )
    places = best_places(worth, rooms(case.grounds, slugs))
    return {idea.id: slugs[place] for idea, place in zip(case.ideas, places, strict=True)}


def _suitable(idea: Idea, slug: str) -> float:
    """How far an idea's form is a platform's, by the lesson's rules; a hot subject counts on the fast timeline."""
    made = sum(idea.levels.values()) / 15
    if slug == "weibo":
        return made * (3.0 if idea.heat >= HOT else 0.7)
    forms = {"gongzhonghao": "article", "xiaohongshu": "note"}
    if slug in forms:
        return made * (1.2 if idea.format == forms[slug] else 0.7)
    if idea.format != "video":
        return made * 0.4
    long = idea.length >= LONG_VIDEO_S
    return made * (1.3 if long == (slug == "bilibili") else 0.5)


def _by_form(case: Material, context: Context) -> dict[str, str]:
    """Whoever looks at the form alone; what does not fit goes where there is room."""
    left = {slug: ground.room for slug, ground in case.grounds.items()}
    placed = {}
    for idea in case.ideas:
        slug = _home(idea)
        slug = slug if left[slug] else max(left, key=lambda other: left[other])
        left[slug] -= 1
        placed[idea.id] = slug
    return placed


def _home(idea: Idea) -> str:
    if idea.format != "video":
        return {"article": "gongzhonghao", "note": "xiaohongshu", "text": "weibo"}[idea.format]
    if idea.length >= LONG_VIDEO_S:
        return "bilibili"
    return "shipinhao" if idea.seeds >= MANY_SEEDS else "douyin"


def _said(case: Material, context: Context) -> dict[str, str]:
    """Whoever does what was called out at the table."""
    return {idea.id: idea.lure for idea in case.ideas}


def _in_turn(case: Material, context: Context) -> dict[str, str]:
    """Two ideas a platform, in the order of the list."""
    slugs = platform_slugs()
    return {idea.id: slugs[place // 2] for place, idea in enumerate(case.ideas)}


def _all_douyin(case: Material, context: Context) -> dict[str, str]:
    return {idea.id: "douyin" for idea in case.ideas}


PLACEMENTS: dict[str, Callable[[Material, Context], dict[str, str]]] = {
    "best": _best,
    "fit": _fit,
    "by_form": _by_form,
    "said": _said,
    "in_turn": _in_turn,
    "all_douyin": _all_douyin,
}


def _ranked(situation: Situation, part: str) -> list[str]:
    worth = situation.worth[part]
    return sorted(worth, key=lambda choice: -worth[choice])


def _right(situation: Situation, place: int) -> dict[str, str]:
    return {part: _ranked(situation, part)[0] for part in situation.worth}


def _nearly(situation: Situation, place: int) -> dict[str, str]:
    """A near miss in every third message."""
    return {
        part: _ranked(situation, part)[-1 if (place + turn) % 3 == 0 else 0]
        for turn, part in enumerate(situation.worth)
    }


def _half(situation: Situation, place: int) -> dict[str, str]:
    """Right and near by turns, and what is handed over guessed."""
    return {
        **{part: _ranked(situation, part)[-1 if place % 2 else 0] for part in ("duty", "department")},
        "give": ("numbers", "answers", "spread")[place % 3],
    }


def _same(situation: Situation, place: int) -> dict[str, str]:
    return {"duty": "content", "department": "marketing", "give": "numbers"}


CASES: dict[str, Callable[[Situation, int], dict[str, str]]] = {
    "right": _right,
    "nearly": _nearly,
    "half": _half,
    "same": _same,
}


def _account(way: str, case: Material) -> dict[str, Any]:
    profile = case.profile
    rhythm = TWICE if "周五" in profile.promise else RHYTHMS[profile.promise[0]]
    by_kind = {
        kind: [word.id for word in profile.words if word.kind == kind] for kind in ("good", "other", "broad", "rival")
    }
    kinds = sorted(profile.verification, key=lambda kind: -profile.verification[kind])
    word, reader = profile.good_words[-1], profile.readers[0]
    if way == "well":
        written = {
            name: text.format(rhythm=rhythm) for name, text in read_yaml(TEXTS / "accounts.yaml")[profile.theme].items()
        }
        return {**written, "tags": by_kind["good"], "verification": kinds[0]}
    if way == "plain":
        return {
            "name": f"{word}小课堂",
            "bio": f"分享{word}的方法和技巧，适合{reader}，{rhythm}。",
            "tags": [*by_kind["good"][:4], by_kind["broad"][0]],
            "verification": kinds[0],
            "pinned": f"{word}的方法分享",
        }
    if way == "stuffed":
        words = "、".join(profile.good_words)
        return {
            "name": "".join(profile.good_words[:2])[:10],
            "bio": f"{words}、{'、'.join(profile.readers)}、每周、每月"[: profile.limits["bio"]["max"]],
            "tags": [*by_kind["good"], *by_kind["other"]][:6],
            "verification": "enterprise",
            "pinned": "".join(profile.good_words)[:16],
        }
    if way == "boasting":
        most = sorted(profile.words, key=lambda row: -row.searches)
        return {
            "name": f"{case.brand.name}官方",
            "bio": f"行业第一的{case.brand.name}，国家级工具，服务 300 万用户，天天更新，加微信 {case.brand_slug}888",
            "tags": [row.id for row in most[:5]],
            "verification": "media",
            "pinned": "行业第一的职场神器来了",
        }
    return {
        "name": "职场",
        "bio": "干货分享",
        "tags": [row.id for row in profile.words[:3]],
        "verification": "none",
        "pinned": "大家好",
    }


def _versions(way: str, case: Material) -> tuple[dict[str, str], dict[str, str]]:
    """Titles and texts for the platforms of this trainee's story."""
    story = case.story
    written = read_yaml(TEXTS / "stories.yaml")[story.id]
    plain = {name: text.format(**story.numbers).strip() for name, text in written["plain"].items()}

    def told(slug: str) -> tuple[str, str]:
        if way == "anew":
            title, text = (str(written[slug][part]).format(**story.numbers).strip() for part in ("title", "text"))
            return title, text
        if way == "shortened":
            length = {"gongzhonghao": "long", "xiaohongshu": "note", "bilibili": "long"}.get(slug, "short")
            return plain["title"], plain[length]
        if way == "pasted":
            return plain["title"], plain["long"]
        if way == "stuffed":
            pile = "，".join((*story.words, *story.search))
            return (
                f"我却没人{story.words[0]}3次加班",
                f"我却加班崩溃「{pile}」第一步打开模板，第二步设置，她说同事省下3次。" * 3,
            )
        return "干货分享", f"大家好，今天给大家分享一个干货，关于{story.words[0]}，非常好用，赶紧收藏。"

    both = {slug: told(slug) for slug in story.platforms}
    return {slug: title for slug, (title, _text) in both.items()}, {slug: text for slug, (_title, text) in both.items()}
