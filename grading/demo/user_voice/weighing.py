"""Ways of grouping comments and of deciding about the groups, and the words that texts take from the material."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from simulations.projects.user_voice import Case
from simulations.projects.user_voice.answer import MOST_GROUPS

Groups = Sequence[tuple[str, list[str]]]


def grouped(case: Case, how: Mapping[str, Any], rng: np.random.Generator) -> list[tuple[str, list[str]]]:
    """Groups by cause (with `slips` comments put elsewhere), by what they are about, by tone, or all in one."""
    comments = case.voices.comments
    if how["by"] == "cause":
        keys = {one.id: one.cause for one in comments if one.cause}
        for id in rng.permutation(list(keys))[: how["slips"]]:
            keys[str(id)] = str(rng.choice(list(case.voices.causes)))
        names = {slug: cause.name for slug, cause in case.voices.causes.items()}
    elif how["by"] == "about":
        keys = {one.id: one.about for one in comments}
        names = {about: f"{about}方面的反馈" for about in keys.values()}
    elif how["by"] == "tone":
        keys = {one.id: "asks" if "？" in one.text else "shouts" if "！" in one.text else "says" for one in comments}
        names = {"asks": "提问类", "shouts": "情绪激动类", "says": "一般意见"}
    else:
        keys = {one.id: str(place % 3) for place, one in enumerate(comments)}
        names = {str(place): f"第{place + 1}类" for place in range(3)}
    order = list(dict.fromkeys(keys.values()))[:MOST_GROUPS]
    return [(names[key], [id for id, one in keys.items() if one == key]) for key in order]


def decisions(case: Case, how: Mapping[str, Any], groups: Groups, rng: np.random.Generator) -> list[dict[str, Any]]:
    """A decision a group: by worth (each right with a probability), the same for all, or mend what is loud."""
    of = {one.id: one.cause for one in case.voices.comments}
    rows: list[dict[str, Any]] = []
    sure = set(rng.permutation(len(groups))[: round(how.get("right", 0) * len(groups))] + 1)
    for number, (_name, ids) in enumerate(groups, start=1):
        found = Counter(of[id] for id in ids if of[id]).most_common(1)
        cause = case.voices.causes[found[0][0]] if found else None
        choice = how["by"]
        if choice == "loud":
            choice = "mend" if len(ids) >= 4 else "accept"
        elif choice == "worth":
            choice = cause.best if cause and number in sure else str(rng.choice(["mend", "explain"]))
        stake = (
            round((cause.stake_yuan if cause else 0) * float(np.exp(how["noise"] * rng.normal())))
            if "noise" in how
            else 1000 * len(ids)
        )
        rows.append({"group": number, "choice": choice, "stake_yuan": stake, "why": how["why"]})
    return rows


def slots(case: Case, groups: Groups) -> dict[str, str]:
    """What a written plan may take from the material: names, figures and row ids."""
    voices = case.voices
    before, now = (row for row in voices.quarters if row.segment == voices.silent)
    accepted = next(cause for cause in voices.causes.values() if cause.sort == "accept")
    explained = next(cause for cause in voices.causes.values() if cause.sort == "explain")
    loud = next(row for row in voices.quarters if row.segment == accepted.segments[0] and row.quarter == now.quarter)
    loud_ids = [one.id for one in voices.comments if one.cause == accepted.slug]
    worst = max(case.severity, key=lambda id: case.severity[id])
    call = next(line for line in voices.calls if line.who == voices.segments[voices.silent])
    cheap = max(
        (cause for cause in voices.causes.values() if cause.best == "mend" and cause.slug != voices.silent_cause),
        key=lambda cause: cause.worths["mend"],
        default=voices.causes[voices.silent_cause],
    )
    return {
        "silent": voices.segments[voices.silent],
        "cause": voices.causes[voices.silent_cause].name,
        "stake": f"{voices.causes[voices.silent_cause].stake_yuan:,.0f}",
        "before_row": before.id,
        "now_row": now.id,
        "finish": f"{now.finish:g}%",
        "target": f"{now.finish + 6:.0f}%",
        "finish_before": f"{before.finish:g}%",
        "gone": str(before.payers - now.payers),
        "payers": str(now.payers),
        "comments": str(now.comments),
        "accepted": accepted.name,
        "accepted_count": str(len(loud_ids)),
        "accepted_payers": str(loud.payers),
        "accepted_row": loud_ids[0],
        "loud_row": loud.id,
        "explained": explained.name,
        "explained_row": next(one.id for one in voices.comments if one.cause == explained.slug),
        "cheap": cheap.name,
        "cheap_row": next(one.id for one in voices.comments if one.cause == cheap.slug),
        "call_row": call.id,
        "said": call.text.rstrip("。"),
        "worst_row": worst,
        "groups": str(len(groups)),
        "first_row": voices.comments[0].id,
    }
