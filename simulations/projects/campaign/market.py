"""KOLs on offer: what is shown of them, what they would take, and what bargaining comes to.

An offer is two numbers: what we open with, and the most we would pay. Who is offered less than what offends goes. Who
is offered enough takes it. Otherwise the partner answers once, half-way between our offer and the price asked but never
below what he or she would take, and we agree if that is within our most.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from simulations.reading import read_yaml
from simulations.world.draws import Floats, Worlds
from simulations.world.parameters import values
from simulations.world.promotion import Kol, KolPost, hire
from simulations.written import fill, one_of, pick

FILE = Path(__file__).parent / "market.yaml"
USUAL = Worlds(b"what a partner usually sends", 300)
FREEDOM, HOUR = 0.7, 20  # points given, not a script; the evening
LIKES = (0.10, 0.18), (0.03, 0.06)  # comments per like: honest, bought


@dataclass(frozen=True)
class Partner:
    """A KOL with what is shown and what is not.

    Attributes
    ----------
    asked_yuan, reserve_yuan, insult_yuan : int
        The price asked; what would be taken; beneath which the partner goes. Only the first is shown.
    rows : tuple of str
        Ids of the rows of evidence on this partner: followers' curve, comments.
    """

    id: str
    name: str
    kol: Kol
    audience: str
    calendar: str
    asked_yuan: int
    reserve_yuan: int
    insult_yuan: int
    reads: tuple[int, int, int]
    comments_per_like: float
    rows: tuple[str, ...]

    @property
    def fake(self) -> bool:
        """Whether followers were bought in earnest."""
        return self.kol.fake_share > 0.3

    @property
    def supports(self) -> frozenset[str]:
        """Rows that show it: the curve, the comments, and the partner's own line."""
        return frozenset({*self.rows, self.id})


@dataclass(frozen=True)
class Sight:
    """A row of evidence: about whom, what was seen."""

    id: str
    about: str
    text: str


def draw_market(rng: np.random.Generator) -> tuple[dict[str, Partner], dict[str, Sight]]:
    """Eight partners and sixteen rows of evidence, in the order in which they are shown."""
    data = read_yaml(FILE)
    kinds, names = pick(rng, data["market"]), pick(rng, data["names"])
    only_look = {"curve": one_of(rng, [k for k in kinds if k not in ("fake", "star")]), "comments": "plain"}
    sights: list[tuple[str, str, str]] = []
    drafts: dict[str, dict[str, Any]] = {}
    used: set[str] = set()
    for number, slug in enumerate(kinds, 1):
        kind, id = data["kinds"][slug], f"K{number:02d}"
        fake = "fake" in kind
        curve = "fake" if fake else "hit" if only_look["curve"] == slug and "hit" not in used else "honest"
        said = "fake" if fake else "raffle" if only_look["comments"] == slug else "honest"
        used.add(curve)
        jump = f"{rng.uniform(0.6, 1.6):.1f} 万"
        sights.append((id, "curve", fill(one_of(rng, data["curve"][curve]), {"jump": jump})))
        sights.append((id, "comments", str(one_of(rng, data["comments"][said]))))
        drafts[id] = _partner(id, names[number - 1], kind, data["calendar"], rng)
    order = pick(rng, sights)
    rows = {f"N{n:02d}": Sight(f"N{n:02d}", id, text) for n, (id, _what, text) in enumerate(order, 1)}
    partners = {
        id: Partner(**draft, rows=tuple(row.id for row in rows.values() if row.about == id))
        for id, draft in drafts.items()
    }
    return partners, rows


def _partner(id: str, name: str, kind: Any, calendars: Any, rng: np.random.Generator) -> dict[str, Any]:
    p = values("promotion")
    low, high = kind["followers"]
    followers = int(round(rng.uniform(low, high), -3))
    fit, fake = float(rng.uniform(*kind["fit"])), float(rng.uniform(*kind["fake"])) if "fake" in kind else 0.02
    per_thousand = rng.uniform(p["kol_cheap"], p["kol_dear"]) * kind.get("dear", 1.0)
    asked = int(round(followers * p["kol_xiaohongshu_exposures"] / 1000 * per_thousand, -2))
    calendar = calendars[one_of(rng, list(calendars))]
    rate = p["kol_usual_interaction"] * (1 + p["kol_bought_likes"] * fake)
    kol = Kol(
        id=f"campaign/{id}",
        platform="xiaohongshu",
        followers=followers,
        price_yuan=asked,
        fit=fit,
        fake_share=fake,
        interaction_rate=float(rate),
        style="review",
    )
    usual = followers * p["kol_xiaohongshu_exposures"] * p["kol_xiaohongshu_reads"]
    usual *= (1 - fake) + p["kol_bought_exposures"] * fake
    comments = rng.uniform(*LIKES[fake > 0.3])
    ours = round(100 * fit * 0.85)
    reads = tuple(int(round(usual * factor, -1)) for factor in rng.uniform(0.6, 1.5, 3))
    return {
        "id": id,
        "name": name,
        "kol": kol,
        "audience": fill(kind["audience"], {"ours": ours, "share": 100 - ours - 12}),
        "calendar": calendar["text"],
        "asked_yuan": asked,
        "reserve_yuan": int(asked * rng.uniform(*calendar["reserve"])),
        "insult_yuan": int(asked * rng.uniform(*calendar["insult"])),
        "reads": reads,
        "comments_per_like": float(comments),
    }


def deal(partner: Partner, first_yuan: float, most_yuan: float) -> int | None:
    """The price agreed on; None where there is no deal."""
    if first_yuan < partner.insult_yuan:
        return None
    if first_yuan >= partner.reserve_yuan:
        return int(first_yuan)
    answer = max(partner.reserve_yuan, (first_yuan + partner.asked_yuan) / 2)
    return int(answer) if answer <= most_yuan else None


def clicks(partner: Partner, worlds: Worlds, *, blind: bool = False) -> Floats:
    """People of ours whom the partner sends to our page; `blind` takes what is shown for what is."""
    kol = partner.kol
    if blind:
        kol = kol.model_copy(update={"fake_share": 0.0, "fit": 0.5})
    post = KolPost(id=f"{kol.id}/post", kol=kol.id, day=0, hour=HOUR, brief_freedom=FREEDOM)
    return np.asarray(hire(post, kol, worlds).clicks * kol.fit)


@lru_cache(maxsize=1024)
def usual_clicks(partner: Partner) -> float:
    """Mean clicks without the tail that is nobody's merit: the middle nine tenths of the worlds."""
    from scipy.stats import trim_mean

    return float(trim_mean(clicks(partner, USUAL), 0.05))
