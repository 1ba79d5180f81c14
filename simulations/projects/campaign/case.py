"""The case of a trainee: everything drawn from the variant, last year's figures from the world itself."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from simulations.brands import brand_of, brands
from simulations.identity import Context, variant_rng
from simulations.projects.campaign.market import draw_market
from simulations.projects.campaign.numbers import own_numbers
from simulations.projects.campaign.plan import Plan
from simulations.projects.campaign.play import simulate
from simulations.projects.campaign.reviewed import draw_review
from simulations.projects.campaign.schedule import draw_site
from simulations.projects.campaign.setting import Case, Line, Risk
from simulations.projects.campaign.surprises import draw_events
from simulations.reading import read_yaml
from simulations.world.draws import Worlds
from simulations.world.rulebook.rules import rules
from simulations.written import fill, one_of, pick

TASK = "campaign"
FOLDER = Path(__file__).parent
ALWAYS_HIGH, HIGH = ("R01", "R04"), 6
STORE = {"rain": ("R02", "R03"), "crowd": ("R03", "R02")}  # what the third event makes of the two


@lru_cache(maxsize=128)
def draw_case(context: Context) -> Case:
    """The case, the same for everybody who has the same variant."""
    variant, brand_slug = context.variant(TASK), brand_of(context)
    return _draw(variant, brand_slug)


@lru_cache(maxsize=128)
def _draw(variant: str, brand_slug: str) -> Case:
    rng, data = variant_rng(variant, "campaign"), read_yaml(FOLDER / "material.yaml")
    brand, words = brands()[brand_slug], dict(data["brands"][brand_slug])
    pain_words = tuple(words.pop("pain"))
    site = draw_site(rng)
    partners, sights = draw_market(rng)
    store = one_of(rng, list(STORE))
    capacity = int(rng.choice([80, 90, 100, 110, 120]))
    slots: dict[str, object] = {
        **words,
        "budget": f"{(budget := int(rng.integers(58, 76)) * 1000):,}",
        "followers": f"{brand.followers:,}",
        "members": f"{(members := int(rng.integers(36, 56)) * 100):,}",
        "window": site.window,
        "click_yuan": f"{(click_yuan := float(rng.choice([5.0, 5.5, 6.0]))):g}",
        "capacity": capacity,
    }
    risks, facts = _risks(rng, store, slots)
    case = Case(
        brand_slug=brand_slug,
        brand=brand,
        words=words,
        pain_words=pain_words,
        budget_yuan=budget,
        members=members,
        click_yuan=click_yuan,
        capacity=capacity,
        brief=tuple(Line(row["id"], fill(row["text"], slots)) for row in data["brief"]),
        boss=Line("B08", one_of(rng, data["boss"])),
        rules=_rules(data),
        partners=partners,
        sights=sights,
        site=site,
        risks=risks,
        facts=facts,
        events=draw_events(rng, store),
        review=draw_review(rng),
        last={},
    )
    return replace(case, last=_last(case, variant, data, slots))


def _rules(data: Mapping[str, Any]) -> dict[str, Line]:
    """Rows of the rulebook that speak of campaigns; `unit` holds the rule's slug."""
    book = rules()
    rows = [
        Line(f"W{n:02d}", f"{book[slug].name}：{book[slug].about}", unit=slug)
        for n, slug in enumerate(data["rules"], 1)
    ]
    rows += [Line(row["id"], f"{row['name']}：{row['text']}", unit="own") for row in data["own_rules"]]
    return {row.id: row for row in rows}


def _risks(
    rng: np.random.Generator, store: str, slots: Mapping[str, object]
) -> tuple[dict[str, Risk], dict[str, Line]]:
    data = read_yaml(FOLDER / "risks.yaml")["risks"]
    sure, off = STORE[store]
    free = [id for id in data if id not in (*ALWAYS_HIGH, sure, off)]
    high = {*ALWAYS_HIGH, sure, *pick(rng, free, HIGH - len(ALWAYS_HIGH) - 1)}
    risks = {id: Risk(id, row["name"], id in high, row["action"], row["who"]) for id, row in data.items()}
    told = [fill(data[id]["fact"]["high" if risk.high else "low"], slots) for id, risk in risks.items()]
    facts = {f"F{n:02d}": Line(f"F{n:02d}", text) for n, text in enumerate(pick(rng, told), 1)}
    return risks, facts


def last_year(case: Case) -> Plan:
    """How it was done last year: a raffle, no deposit, a template poster, the loudest KOL, nobody at the desk."""
    star = max(case.partners.values(), key=lambda partner: partner.kol.followers)
    money = {"rewards": 600.0, "kols": 0.0, "ads": 0.0, "service": 0.0, "server": 0.0, "store": 8000.0, "reserve": 0.0}
    return Plan(
        reward="lottery",
        reward_yuan=20.0,
        threshold=0,
        deposit_yuan=0.0,
        deposit_rule="anytime",
        escrow=1.0,
        showcase=False,
        spots=0,
        greedy=False,
        shares=False,
        poster=0.3,
        money=money,
        hired={star.id: star.asked_yuan},
    )


def _last(case: Case, variant: str, data: Mapping[str, Any], slots: Mapping[str, object]) -> dict[str, Line]:
    """Last year's figures: one world of its own."""
    worlds = Worlds(hashlib.sha256(f"last year {variant}".encode()).digest(), 1)
    out = simulate(last_year(case), case, worlds)
    own = own_numbers()
    figures = {
        "seeds": float(out.seeds[0]),
        "joined": float(out.joined[0]),
        "friends": float(out.friends[0]),
        "finished": float(out.finished[0]),
        "back": float(out.back[0]),
        "peak": float(out.joined[0]) * own["peak_share"],
        "complaints": float(out.complaints[0]),
        "public": float(out.public[0]),
        "clicks": float(out.clicks[0]),
        "visitors": float(out.visitors[0]),
    }
    return {
        row["id"]: Line(
            row["id"], row["what"], round(figures[row["figure"]]), row["unit"], fill(row.get("note", ""), slots)
        )
        for row in data["last"]
    }
