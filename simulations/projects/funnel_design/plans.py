"""Two people to be compared with: a decent colleague, and a senior who reads the tables before designing."""

from functools import lru_cache

from simulations.projects.funnel_design.answer import Channel, Design, PillarId, Send
from simulations.projects.funnel_design.case import HOME, WEEKS, Case
from simulations.projects.funnel_design.expect import expect

SPARE = 1.5  # hours of advisors against those needed on paper: people do not come evenly


def colleague(case: Case) -> Design:
    """Two years in the job: decent, a little of everything, the most read column and the most taken giveaway."""
    read = max(case.pillars.values(), key=lambda pillar: pillar.reads)
    taken = sorted(case.magnets.values(), key=lambda magnet: -magnet.pull)[2]
    return Design(
        channels=tuple(
            Channel(
                platform=platform,
                posts=2,
                pillar=read.id,
                entry="card" if platform in HOME else "tool",
                ads_yuan=int(0.5 * case.budget_yuan / WEEKS / len(case.accounts)),
            )
            for platform in case.accounts
        ),
        magnet=taken.id,
        sends=(
            Send(first_week=1, last_week=8, weekday="tue", hour=12, to="all", what="useful", scarcity="none"),
            Send(first_week=1, last_week=8, weekday="fri", hour=12, to="unpaid", what="low", scarcity="none"),
        ),
        welcome=True,
        rules=False,
        activities=1,
        advisor_hours=12,
        desk_hours=4,
        low_price_yuan=int(case.low_usual * 0.8),
        high_price_yuan=case.high_usual,
        high_spots=case.seats * 2,
        refund_days=7,
        promise="strong",
        ladder="low_first",
        bringing="finish",
    )


def worth_of_taker(case: Case, id: str) -> float:
    """What a giveaway's record says: takers per 1,000 times those who bought, less what a taker costs."""
    magnet = case.magnets[id]
    cost = magnet.yuan + magnet.hours * 45
    return magnet.takers * (magnet.bought * case.low_usual * 1.5 - cost)


@lru_cache(maxsize=256)
def _best_pillar(adds: tuple[tuple[str, float, int], ...]) -> str:
    return max(adds, key=lambda row: row[1] * row[2])[0]


def best_pillar(case: Case) -> PillarId:
    """The column that brings most people: reads times adds per 1,000 reads."""
    rows = tuple((pillar.id, pillar.adds, pillar.reads) for pillar in case.pillars.values())
    return _best_pillar(rows)  # type: ignore[return-value]


def senior(case: Case) -> Design:
    """Reads the tables: what brings people, what filters, where a lead is cheap; spots and hours that fit."""
    first = _careful(case, hours=40)
    needed = expect(first, case).needs_hours
    return first.model_copy(update={"advisor_hours": int(min(max(SPARE * needed, 20), 70))})


def _careful(case: Case, hours: int) -> Design:
    pillar = best_pillar(case)
    magnet = max(case.magnets, key=lambda id: worth_of_taker(case, id))
    dear = case.elasticity < 2
    share = (0.6 if dear else 0.3) if "shipinhao" in case.accounts else 0.15
    return Design(
        channels=tuple(
            Channel(
                platform=platform,
                posts={"gongzhonghao": 4, "shipinhao": 3, "xiaohongshu": 2, "douyin": 1}[platform],
                pillar=pillar,
                entry="card" if platform in HOME else "tool",
                ads_yuan=int(share * case.budget_yuan / WEEKS) if platform == cheapest(case) else 0,
            )
            for platform in case.accounts
        ),
        magnet=magnet,
        sends=(
            Send(first_week=1, last_week=8, weekday="tue", hour=20, to="all", what="useful", scarcity="none"),
            Send(first_week=1, last_week=8, weekday="thu", hour=20, to="unpaid", what="low", scarcity="none"),
            Send(first_week=1, last_week=7, weekday="sun", hour=20, to="unpaid", what="low", scarcity="none"),
            Send(first_week=3, last_week=3, weekday="sat", hour=20, to="unpaid", what="low", scarcity="real"),
        ),
        welcome=True,
        rules=True,
        activities=2,
        advisor_hours=hours,
        desk_hours=2,
        low_price_yuan=int(case.low_usual * (1.4 if dear else 1.0)),
        high_price_yuan=int(case.high_usual * (1.2 if dear else 1.0)),
        high_spots=case.seats,
        refund_days=7,
        promise="plain",
        ladder="low_first",
        bringing="finish",
    )


def cheapest(case: Case) -> str:
    """Where a lead is cheapest, as the case's price list says."""
    return next(platform for platform in ("shipinhao", "douyin", "xiaohongshu") if platform in case.accounts)
