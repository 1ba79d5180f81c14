"""Somebody else's campaign, told honestly: channels, what came later, feedback, and six sentences said about it."""

from pathlib import Path

import numpy as np

from simulations.projects.campaign.setting import Claim, Line, Review
from simulations.reading import read_yaml
from simulations.written import fill, pick

Channel = tuple[str, int, int, int, int, int]  # name, seen, joined, finished, back, yuan
FILE = Path(__file__).parent / "claims.yaml"
OF = {"holds": 2, "unknown": 2, "refuted": 2}
THEIRS = ("工位观察员", "慢热的小姐")  # the KOLs hired there: the loud one, the small one
WHO = ("阿棠", "老麦", "小祁", "苏打", "青团", "木木", "大雄", "江江", "阿宽", "豆豆", "石头")


def draw_review(rng: np.random.Generator) -> Review:
    """Tables and claims of a case."""
    channels, places = _channels(rng)
    rows, known = _rows(rng, channels)
    places |= known
    rise = int(rng.integers(28, 55))
    slots = {"big": THEIRS[0], "rise": rise}
    week = places["S_week"][0]
    rows[week] = Line(week, fill(rows[week].text, {"rise": rise}))
    pool = read_yaml(FILE)["claims"]
    chosen = [
        row
        for verdict, count in OF.items()
        for row in pick(rng, [one for one in pool if one["verdict"] == verdict], count)
    ]
    claims = {
        f"Q{n}": Claim(
            f"Q{n}",
            fill(row["text"], slots),
            row["verdict"],
            frozenset(id for place in row["supports"] for id in places[place]),
            row["why"],
        )
        for n, row in enumerate(pick(rng, chosen), 1)
    }
    return Review(channels, rows, claims)


def _channels(rng: np.random.Generator) -> tuple[dict[str, Channel], dict[str, list[str]]]:
    def row(name: str, seen: int, join: float, finish: float, back: float, yuan: int) -> Channel:
        seen = int(seen * rng.uniform(0.85, 1.15))
        joined = int(seen * join * rng.uniform(0.92, 1.08))
        return (
            name,
            seen,
            joined,
            int(joined * finish),
            int(joined * back),
            int(round(yuan * rng.uniform(0.9, 1.1), -2)),
        )

    drafts = {
        "P_own": row("自己的群和推文", 2400, 0.17, 0.46, 0.31, 0),
        "P_friends": row("朋友带来", 11000, 0.04, 0.45, 0.29, 0),
        "P_big": row(f"达人 {THEIRS[0]}", 4200, 0.12, 0.08, 0.05, 11000),
        "P_small": row(f"达人 {THEIRS[1]}", 620, 0.16, 0.47, 0.33, 1600),
        "P_ads": row("信息流广告", 9000, 0.015, 0.3, 0.17, 6500),
        "P_store": row("快闪店（到店、登记、打卡、回来；卖货 1,900 元）", 640, 0.62, 0.1, 0.24, 9500),
    }
    order = pick(rng, list(drafts))
    ids = {place: f"P{n:02d}" for n, place in enumerate(order, 1)}
    return {ids[place]: drafts[place] for place in order}, {place: [id] for place, id in ids.items()}


def _rows(rng: np.random.Generator, channels: dict[str, Channel]) -> tuple[dict[str, Line], dict[str, list[str]]]:
    joined, finished = sum(row[2] for row in channels.values()), sum(row[3] for row in channels.values())
    came = int(finished * rng.uniform(0.55, 0.62))
    others = sum(row[4] for row in channels.values()) - came
    missed = int(rng.integers(180, 260))
    again = int(missed * rng.uniform(0.24, 0.36))
    base = int(rng.integers(1100, 1500))
    told: list[tuple[str, str]] = [
        ("T_finished", f"打满 21 天的 {finished} 人，结束后 7 天内打开过内容的 {came} 人"),
        ("T_other", f"没打满的 {joined - finished} 人，结束后 7 天内打开过内容的 {others} 人"),
        ("D_outage", f"第 3 天掉线那晚没打上卡的 {missed} 人，此后再打过卡的 {again} 人"),
        ("D_other", f"第 3 天之外，任意一天漏打的人里，此后再打过卡的占 {int(rng.integers(58, 70))}%"),
        ("C_deposit", "押金：全员 29 元，没有分组；去年不收押金，奖品和拉人的渠道也都换过"),
        ("S_before", f"品牌词搜索：活动前两周，周均 {base} 次"),
        ("S_week", "品牌词搜索：活动结束那一周，比前两周高 {rise}%"),
        ("S_note", "大事记：活动结束那一周，产品发了 3.0 版，周三上过一次热榜"),
    ]
    data = _feedback()
    long_one, *more = pick(rng, list(WHO))
    voices = [("U_long", f"{long_one}：{data['long'][0]}"), ("U_long", f"{more[0]}：{data['long'][1]}")]
    voices.append(("U_long", f"{long_one}：{data['long'][2]}"))
    voices += [("U_count", f"{who}：{text}") for who, text in zip(more[1:6], data["makeup"], strict=True)]
    voices += [("U_good", f"{who}：{text}") for who, text in zip(more[6:10], data["good"], strict=True)]
    rows: dict[str, Line] = {}
    places: dict[str, list[str]] = {}
    for letter, group in (("D", pick(rng, told)), ("U", pick(rng, voices))):
        for n, (place, text) in enumerate(group, 1):
            id = f"{letter}{n:02d}"
            rows[id] = Line(id, text)
            places.setdefault(place, []).append(id)
    return rows, places


def _feedback() -> dict[str, list[str]]:
    data: dict[str, list[str]] = read_yaml(FILE)["feedback"]
    return data
