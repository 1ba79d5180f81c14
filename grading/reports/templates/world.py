# %%
"""The simulated world: where it agrees with what is known, and what its assumptions are worth."""

from datetime import UTC, datetime

from curriculum.look import use_style
from grading.reports import world_page as page
from grading.reports import world_worth as worth
from grading.reports.blocks import show
from simulations.world.check import check_world
from simulations.world.draws import Worlds
from simulations.world.sensitivity import WORLDS, sensitivity

# %% tags=["parameters"]
worlds = 2000
seed = "world check"
sections: list[str] = []  # whose assumptions are tried; empty: all

# %%
use_style()
played = Worlds(seed.encode(), worlds)
found = check_world(played)
show(page.head(played, datetime.now(UTC)), page.facts(found))

# %%
show(page.tails(played, found))
show(page.hours())
show(page.scripts(played))
show(page.funnels(played))

# %%
show(page.sprints(played))
show(page.session(played))
show(page.public_opinion(played))

# %%
rows = sensitivity(sections or None, Worlds(WORLDS.seed, min(WORLDS.count, worlds)))
show(worth.overall(rows))
show(worth.by_section(rows))
show(worth.known())
