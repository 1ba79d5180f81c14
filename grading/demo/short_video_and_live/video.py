"""Decisions, storyboards and re-cuts of written hand-ins."""

import re
from pathlib import Path
from typing import Any

from simulations.projects.short_video_and_live import Case
from simulations.projects.short_video_and_live.case import SellingPoint
from simulations.reading import read_yaml
from simulations.written import fill

LINES = Path(__file__).parent / "material" / "lines.yaml"
PARTS = ("hook", "pain", "demo", "proof")
CALL = [4, "手把东西放回桌角，镜头停住", "周四晚上八点，直播间见，先点左下角预约", "周四 20:00 预约"]


def decisions_of(case: Case, how: str) -> dict[str, str]:
    """What is done with each selling point: right, all told, or only the forbidden ones seen."""
    return {point.id: _decided(point, how) for point in case.points}


def _decided(point: SellingPoint, how: str) -> str:
    if how == "all":
        return "use"
    if how == "hurried":  # sees what is forbidden, believes the rest
        return point.right if point.right == "forbidden" else "use"
    if how == "decent":  # sees traps, cannot tell who asks for what
        return point.right if point.right in ("forbidden", "unproven") or not point.words else "use"
    return point.right


def lines_of(case: Case, point: SellingPoint) -> dict[str, list[Any]]:
    """The written shots for a selling point, with this material's figures."""
    rows = read_yaml(LINES)[case.brand_slug][point.slug]
    digits = re.findall(r"\d+", point.text) or ["12"]
    slots = dict.fromkeys(("hours", "gram", "db", "keys", "minutes", "days", "people"), digits[0])
    return {part: [row[0], fill(row[1], slots), fill(row[2], slots), fill(row[3], slots)] for part, row in rows.items()}


def shot(kind: str, row: list[Any], sound: str = "", **changes: Any) -> dict[str, Any]:
    """A row of the storyboard."""
    seconds, picture, words, caption = row
    fields = {"seconds": seconds, "kind": kind, "picture": picture, "words": words, "caption": caption, "sound": sound}
    return {**fields, **changes}


def shots_of(case: Case, how: dict[str, Any]) -> list[dict[str, Any]]:
    """A storyboard by how it is written."""
    return {
        "good": _good,
        "fair": _fair,
        "product_first": _product_first,
        "poster": _poster,
        "tricks": _tricks,
    }[how["way"]](case)


def _good(case: Case) -> list[dict[str, Any]]:
    """Two pains that are asked for, each shown and proved; then where to go."""
    first, second = (lines_of(case, point) for point in case.cared)
    rows = [shot(part, first[part], "环境声") for part in PARTS]
    rows += [shot("pain", second["hook"], "环境声"), shot("demo", second["demo"], "环境声")]
    rows += [shot("proof", second["proof"], "环境声"), shot("call", CALL, "收音")]
    return rows


def _fair(case: Case) -> list[dict[str, Any]]:
    """One pain told well, the other in a sentence, long shots, a call at the end."""
    first, second = (lines_of(case, point) for point in case.cared)
    asked = f"你们有没有遇到过{case.cared[0].words[0]}"
    rows = [shot("hook", [3, "她看着我们说话", asked, ""]), shot("pain", first["pain"], picture="她坐在工位上说话")]
    rows += [shot("demo", first["demo"], seconds=8), shot("proof", first["proof"], seconds=7, picture="")]
    text = second["demo"][2]
    rows += [shot("demo", [8, "产品摆在桌上", text, ""]), shot("call", CALL)]
    return rows


def _product_first(case: Case) -> list[dict[str, Any]]:
    """A greeting, the product from front and back, points that nobody asked for, a request."""
    first = lines_of(case, case.cared[0])
    aside = next(point for point in case.points if point.right == "nobody")
    return [
        shot("story", [5, "主播对着镜头", f"大家好，今天给大家介绍一款{case.product}", ""]),
        shot("demo", [10, "产品转一圈", f"{case.about}", ""]),
        shot("demo", [9, "产品特写", aside.text, ""]),
        shot("demo", [8, "手拿着产品", first["demo"][2], ""]),
        shot("call", [4, "", "喜欢的朋友点左下角看看", ""]),
    ]


def _poster(case: Case) -> list[dict[str, Any]]:
    """Praise, traps and all, as the old poster had it."""
    traps = [point.text for point in case.points if point.right in ("unproven", "forbidden")]
    return [
        shot("hook", [4, "产品海报", f"震撼来袭，{case.product}，职场神器", ""]),
        shot("proof", [8, "文字动画", f"{traps[0]}，强大、专业、高效", ""]),
        shot("offer", [8, "文字动画", f"{traps[1]}，错过再等一年", ""]),
        shot("call", [10, "", "赶紧下单，点小黄车", ""]),
    ]


def _tricks(case: Case) -> list[dict[str, Any]]:
    """Everything called a hook, every word that counts in every row, spoken too fast."""
    words = "，".join(case.user_words)
    return [
        shot("hook", [2, f"特写手按屏幕 {n}", f"却没人知道，{words}，{n} 分钟，{n} 次", words[:18]])
        for n in range(1, 17)
    ]


def cuts_of(case: Case, how: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Both re-cuts and what stands around them."""
    cuts, packages = [], []
    for which, platform in zip(("first", "second"), case.platforms, strict=True):
        cuts.append(_cut(case, platform, how))
        packages.append({"which": which, **_package(case, platform, how)})
    return cuts[0], cuts[1], packages


def _cut(case: Case, platform: str, how: str) -> list[dict[str, Any]]:
    shots = case.footage
    hit = [one for one in shots if one.used]
    if how == "carried":
        return [{"shot": one.id, "seconds": one.seconds} for one in hit]
    if how == "trimmed":
        chosen = [one for one in hit if not one.traits & {"sell", "hint"}]
        return [{"shot": one.id, "seconds": one.seconds} for one in chosen]
    clean = {one.id: one for one in shots if not one.traits & {"sell", "hint", "meme"}}
    by = {trait: [one for one in clean.values() if trait in one.traits] for trait in ("result", "detail", "face")}
    opening = clean["S01"]
    demo = next(one for one in by["result"] if one.used and "proof" not in one.traits)
    proof = next(one for one in by["result"] if "proof" in one.traits)
    beside = next(one for one in by["detail"] if "result" in one.traits)
    steps = next(one for one in by["detail"] if not one.traits & {"result", "face"})
    answers = next(one for one in by["detail"] if "face" in one.traits)
    story = next(one for one in clean.values() if "story" in one.traits)
    pain = next(one for one in clean.values() if "pain" in one.traits)
    context = next(one for one in clean.values() if "context" in one.traits)
    act = next(one for one in hit if one.traits == {"demo"})
    if how == "fair":
        order = [(opening, 3), (demo, 7), (pain, 5), (story, 8), (proof, 5)]
    else:
        order = {
            "xiaohongshu": [(beside, 6), (pain, 4), (act, 4), (demo, 7), (steps, 8), (proof, 5)],
            "bilibili": [(opening, 3), (beside, 8), (pain, 5), (context, 7), (steps, 10), (story, 8), (demo, 7),
                         (answers, 12), (proof, 5)],
            "shipinhao": [(opening, 3), (story, 8), (pain, 5), (act, 4), (demo, 7), (beside, 6), (proof, 5)],
        }[platform]  # fmt: skip
    return [{"shot": one.id, "seconds": seconds} for one, seconds in order]


def _package(case: Case, platform: str, how: str) -> dict[str, Any]:
    if how == "carried":
        return {"ratio": "9:16", "cover": "S09", "title": case.hit_title[:16], "tags": ["抖音热门"],
                "call": "点左下角小黄车，想要的看主页"}  # fmt: skip
    ratio = {"xiaohongshu": "3:4", "bilibili": "16:9", "shipinhao": "9:16"}[platform]
    if how == "trimmed":
        return {"ratio": "9:16", "cover": "S01", "title": case.hit_title[:16], "tags": ["职场", "日常"], "call": ""}
    tags = [*case.searched[:5], "职场", "办公效率"]
    word = case.searched[0]
    title = {
        "xiaohongshu": f"{word}：她只改了 1 步，却没人加班",
        "bilibili": f"{word}这件小事，我们拍了 14 天：最费时间的那一步，却没人在意",
        "shipinhao": f"她{word}只改 1 步",
    }[platform]
    title = title if len(title) >= 6 else f"{title}，却没加班"
    call = {
        "xiaohongshu": "收藏，下次照着做",
        "bilibili": "评论区说说你们卡在哪一步",
        "shipinhao": "转给总在善后的那位同事",
    }[platform]
    if how == "fair":
        return {"ratio": ratio, "cover": "S01", "title": case.hit_title[:16], "tags": tags[:3], "call": "关注我们"}
    return {"ratio": ratio, "cover": "S01", "title": title, "tags": tags, "call": call}
