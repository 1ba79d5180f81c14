"""Goods, crew, run sheet, paid reach and the plan for a drop of written hand-ins."""

from pathlib import Path
from typing import Any

from simulations.projects.short_video_and_live import Case
from simulations.projects.short_video_and_live.play import first_of
from simulations.reading import read_yaml
from simulations.written import fill

CUES = Path(__file__).parent / "material" / "cues.yaml"
LIMITED = 120  # of the cheap good, as it is said and as it is on sale


def goods_of(case: Case, how: dict[str, Any]) -> list[dict[str, Any]]:
    """What each good is for and at what price, by what it is."""
    rows = []
    for good in case.goods:
        name = {first_of(case): "cheap"}.get(good.slug, good.slug)
        use, price, compared, stock = how[name]
        against = {"none": 0, "lowest": good.lowest_yuan, "tag": good.tag_yuan}[compared]
        rows.append(
            {
                "item": good.id,
                "use": use,
                "price_yuan": round(price * good.market_yuan),
                "compared_yuan": against,
                "stock": stock if stock is not None else good.stock,
            }
        )
    return rows


def run_sheet(case: Case, how: dict[str, Any]) -> dict[str, Any]:
    """Crew, blocks, paid reach and rescue."""
    ids = {good.slug: good.id for good in case.goods} | {"cheap": case.good(first_of(case)).id}
    names = {good.slug: good.name for good in case.goods} | {"cheap": case.good(first_of(case)).name}
    cheap = case.good(first_of(case))
    slots = {
        **names,
        "word": case.cared[0].words[0],
        "word2": case.cared[1].words[0],
        "price": f"{round(0.74 * cheap.market_yuan)} 元",
        "stock": LIMITED,
    }
    cues, start, blocks = read_yaml(CUES)[how["cues"]], 0, []
    for place, (minutes, what, product, lead, offer) in enumerate(how["blocks"]):
        blocks.append(
            {
                "start": start,
                "minutes": minutes,
                "what": what,
                "product": ids.get(product, "none"),
                "lead": lead,
                "offer": offer,
                "cue": fill(cues[place % len(cues)], slots),
            }
        )
        start += minutes
    spends = [{"start": a, "minutes": n, "yuan": share * case.budget_yuan} for a, n, share in how["spends"]]
    return {
        "crew": [{"who": who, "role": role} for role, who in how["crew"]],
        "blocks": blocks,
        "spends": spends,
        "rescue": [
            {"step": step, "role": role, "within": within, "told": told} for step, role, within, told in how["rescue"]
        ],
    }
