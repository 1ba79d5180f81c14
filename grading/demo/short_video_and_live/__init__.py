"""Written hand-ins of short video and live: ways of working, applied to any trainee's material."""

from typing import Any

from grading.demo.short_video_and_live.session import goods_of, run_sheet
from grading.demo.short_video_and_live.video import cuts_of, decisions_of, shots_of
from grading.demo.written import HandIn
from simulations.identity import Context
from simulations.projects.short_video_and_live import draw_case
from simulations.written import fill


def answer_for(hand_in: HandIn, context: Context) -> dict[str, Any]:
    """The answer's fields for this trainee's material."""
    case, way = draw_case(context), hand_in.answer
    slots = {
        "product": case.product,
        "word": case.user_words[0],
        "cared": "、".join(point.id for point in case.cared),
        "account": case.brand.account,
        "drop": case.drop_minute,
    }
    first, second, packages = cuts_of(case, way["recut"])
    return {
        "points": decisions_of(case, way["points"]),
        "shots": shots_of(case, way["script"]),
        **{f"brief_{name}": fill(text, slots) for name, text in way["brief"].items()},
        "first_cut": first,
        "second_cut": second,
        "packages": packages,
        "goods": goods_of(case, way["goods"]),
        **run_sheet(case, way["session"]),
        **way["forecast"],
        "review": fill(way["review"], slots),
        "ai_log": way["ai_log"],
    }
