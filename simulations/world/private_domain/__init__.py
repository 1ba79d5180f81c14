"""Private domain (私域): who stays in 企业微信 and its groups, who takes part, what a broadcast is worth and costs.

Newcomers leave fast at first and more slowly the longer they have stayed: the hazard at an age of t days is
alpha / (alpha + beta + t), the shifted-beta-geometric law (Fader & Hardie, J. Interactive Marketing 2007), lower where
there is a welcome, rules and something useful. How many interact a day follows what is done, with a delay: activities,
the hosts' time (first for looking after groups, then for activities, the rest for individuals, so it thins out as
members grow), use, and the size of groups (where there is too much to follow, people stop taking part: Jones, Ravid &
Rafaeli, Information Systems Research 2004). A broadcast is read less and drives out more the further the recent ones
go beyond what a tier bears; scarcity lifts clicks at first and wears out, and a false one costs trust when it is seen
through. Trust does not come back.
"""

from simulations.world.private_domain.members import PrivateDomain, raffle_adds
from simulations.world.private_domain.plan import TIERS, Broadcast, Community, PrivateDomainOutcome, Tier

__all__ = ["TIERS", "Broadcast", "Community", "PrivateDomain", "PrivateDomainOutcome", "Tier", "raffle_adds"]
