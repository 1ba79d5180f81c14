"""Numbers in a sentence: which of them are facts that bear on what the boss has concluded."""

import re

from simulations.projects.daily_to_monthly_data.case import Case
from simulations.projects.daily_to_monthly_data.played import CHANNELS
from simulations.projects.daily_to_monthly_data.tally import Figures

SMALL = 31  # a whole number up to here may be a day or a count of posts
CLOSE = 0.011  # a number in a sentence is rounded
NUMBER = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(万|%|％)?")
DATES = re.compile(r"\d{1,4}\s*[年月日号]|\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}[-/]\d{1,2}(?!\d)")
SUPPORTS = {
    "mean": ("median_prev", "median_cur", "mean_without_hit", "hit"),
    "weekday": (
        *("mean_rest_without_hit", "median_day", "median_rest", "both_median_day", "both_median_rest"),
        *("hit", "prev_mean_day", "prev_median_day", "best_day", "worst_day"),
    ),
    "reads_up": tuple(f"{name}_{m}" for name in ("per_thousand", "leads", "recommended") for m in ("prev", "cur")),
    "mix": tuple(
        f"{name}_{channel}_{m}" for name in ("paid", "share", "leads") for channel in CHANNELS for m in ("prev", "cur")
    ),
}
KNOWN = {  # what the boss has said himself proves nothing, and does no harm
    "mean": ("mean_prev", "mean_cur", "posts_prev", "posts_cur"),
    "weekday": ("mean_day", "mean_rest", "count_day", "posts_prev", "posts_cur"),
    "reads_up": ("reads_prev", "reads_cur"),
    "mix": ("paid_prev", "paid_cur", "leads_prev", "leads_cur"),
}


def numbers_in(text: str) -> list[tuple[float, bool]]:
    """Numbers of a sentence and whether each is a share; days and dates are none."""
    found = []
    for match in NUMBER.finditer(DATES.sub(" ", text)):
        value = float(match[1].replace(",", ""))
        scale = {"万": 10_000, "%": 0.01, "％": 0.01}.get(match[2] or "", 1)
        found.append((value * scale, scale < 1))
    return found


def _is(value: float, share: bool, name: str, facts: Figures) -> bool:
    """Whether a number is a fact: a share where that is one, to about a per cent."""
    fact, is_share = facts[name], name.startswith(("paid_", "share_", "recommended_"))
    if "per_thousand" in name and share:
        value, share = 1000 * value, False
    return share == is_share and abs(value - fact) <= max(CLOSE * abs(fact), 0.0006 if share else 0.006)


def cited_facts(text: str, case: Case) -> tuple[frozenset[str], frozenset[str]]:
    """What the numbers of a sentence are: facts that bear on the claim, and numbers that are nothing of the kind."""
    facts, supports, known = case.facts, SUPPORTS[case.claim], KNOWN[case.claim]
    named, strange = set(), set()
    for value, share in numbers_in(text):
        name = next((name for name in supports if _is(value, share, name, facts)), None)
        if name:
            named.add(name)
        elif not any(_is(value, share, one, facts) for one in known) and (share or value > SMALL):
            strange.add(f"{value:g}")
    return frozenset(named), frozenset(strange)
