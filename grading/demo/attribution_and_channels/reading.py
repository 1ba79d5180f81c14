"""What somebody makes of the evidence a trainee sees: increments, the next yuan, budgets, by several ways."""

from collections.abc import Mapping

import numpy as np

from simulations.projects.attribution_and_channels import Case
from simulations.projects.attribution_and_channels.evidence import effect_of
from simulations.projects.attribution_and_channels.market import SEEDING
from simulations.world.journeys import CHANNELS, Channel

LATE_GUESS = {"search": (0.5, 6.0), "private_domain": (1.0, 8.0)}  # what a senior says of these untested, in percent
UNTESTED = (3.0, 13.0)
SEEN, BOLD = 3.0, 0.6  # half of an 80% interval of a fair test, in percent; how far money follows what it brings
Money = dict[Channel, float]


def tested_as(case: Case, channel: Channel, fair: bool) -> float | None:
    """What a test says of a channel, in percent; None without one. Only a `fair` reader leaves out spoiled ones."""
    for line in case.evidence.tests:
        if line.channel == channel and line.figures and (line.holds or not fair):
            return 100 * effect_of(line)
    return None


def intervals(case: Case, how: str, width: float = 1.0) -> dict[Channel, tuple[float, float]]:
    """Increments in percent: by tests, by every test, by last click, by a model, wide for all, narrow for all."""
    found: dict[Channel, tuple[float, float]] = {}
    for channel in CHANNELS:
        share = 100 * case.models["last" if how == "last" else "markov"][channel]
        effect = tested_as(case, channel, how == "tests")
        if how in ("tests", "all_tests") and effect is not None:
            found[channel] = max(effect - SEEN * width, 0.0), max(effect + SEEN * width, 1.0)
        elif how in ("tests", "all_tests"):
            found[channel] = LATE_GUESS.get(channel, _untested(case, channel))
        elif how in ("last", "markov"):
            found[channel] = max(share - 3 * width, 0.0), share + 3 * width
        else:
            found[channel] = {"wide": (0.0, 60.0), "narrow": (16.0, 17.0)}[how]
    return {channel: (round(low, 1), round(high, 1)) for channel, (low, high) in found.items()}


def _untested(case: Case, channel: Channel) -> tuple[float, float]:
    """A seeding channel without a test: as the tested ones are to their Markov shares."""
    known = [(tested_as(case, one, True), 100 * case.models["markov"][one]) for one in SEEDING]
    ratios = [effect / share for effect, share in known if effect is not None and share > 0]
    if not ratios:
        return UNTESTED
    middle = float(np.median(ratios)) * 100 * case.models["markov"][channel]
    return max(0.55 * middle, 1.0), max(1.6 * middle, 5.0)


def next_yuan(case: Case, how: str) -> Money:
    """Orders for the next 1,000 yuan: increments over further meetings, or a model's orders over money."""
    found: Money = {}
    middles = {channel: sum(ends) / 200 for channel, ends in intervals(case, "tests").items()}
    for account in case.evidence.accounts:
        if how == "evidence":
            caused = middles[account.channel] * case.business.orders / max(account.met, 1)
            found[account.channel] = max(caused, 1e-6) * 1e6 / max(account.further_yuan, 1.0)
        else:
            given = case.models["last" if how == "last" else "markov"][account.channel]
            found[account.channel] = 1e3 * max(given, 1e-3) * case.business.orders / account.spent
    return found


def plans(case: Case, how: str, bold: float = BOLD) -> tuple[Money, Money]:
    """Both versions: by what the next yuan brings (`evidence`, `last`, `markov`), `same`, `equal`, or all on `one`."""
    business = case.business
    totals = business.total, business.total_cut
    if how in ("evidence", "last", "markov"):
        brings = next_yuan(case, how)
        middle = float(np.median(list(brings.values())))
        wanted = {c: business.spent[c] * float(np.clip((brings[c] / middle) ** bold, 0.25, 2.6)) for c in CHANNELS}
    elif how == "equal":
        wanted = dict.fromkeys(CHANNELS, business.total / len(CHANNELS))
    elif how == "one":
        wanted = {channel: float(business.total if channel == "search" else 0) for channel in CHANNELS}
    else:
        wanted = {channel: float(business.spent[channel]) for channel in CHANNELS}
    first, cut = (_to(case, wanted, total) for total in totals)
    return first, cut


def _to(case: Case, wanted: Mapping[Channel, float], total: int) -> Money:
    """A plan in whole hundreds that adds up and pays what is owed."""
    rough = {channel: yuan * 3 for channel, yuan in wanted.items()}  # more than there is: brought down in proportion
    plan = {channel: float(round(yuan, -2)) for channel, yuan in case.business.scaled(rough, total).items()}
    largest = max(SEEDING, key=lambda channel: plan[channel])
    plan[largest] += total - sum(plan.values())
    return plan


def verdicts(case: Case, how: str) -> dict[Channel, tuple[str, str]]:
    """Two to add, two to hold, two to cut by what the next yuan brings; or hold for all."""
    if how == "hold":
        return dict.fromkeys(CHANNELS, ("hold", "unknown"))
    brings = next_yuan(case, how)
    found: dict[Channel, tuple[str, str]] = {}
    for place, channel in enumerate(sorted(CHANNELS, key=lambda c: brings[c])):
        cut_why = "saturated" if channel in SEEDING else "borrowed"
        found[channel] = (("cut", cut_why), ("hold", "unknown"), ("add", "next_yuan"))[place // 2]
    return found
