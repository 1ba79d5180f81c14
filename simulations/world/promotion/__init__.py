"""Reach that is bought, borrowed or asked for: paid plays, KOLs, referral, mutual promotion (互推).

Each is a piece of a plan (a frozen model) and one function that plays it in all worlds. What people do once they have
come, and what a platform does about a breach, is for other rooms: these hand on people, money and the rule broken.
"""

from simulations.world.promotion.exchange import Exchange, ExchangeOutcome, run_exchange
from simulations.world.promotion.kol import Kol, KolOutcome, KolPost, Signals, draw_kols, hire, signals
from simulations.world.promotion.paid import PaidOutcome, PaidReach, spend
from simulations.world.promotion.referral import Referral, ReferralOutcome, run_referral

__all__ = [
    "Exchange",
    "ExchangeOutcome",
    "Kol",
    "KolOutcome",
    "KolPost",
    "PaidOutcome",
    "PaidReach",
    "Referral",
    "ReferralOutcome",
    "Signals",
    "draw_kols",
    "hire",
    "run_exchange",
    "run_referral",
    "signals",
    "spend",
]
