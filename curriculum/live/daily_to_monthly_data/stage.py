"""Where the lesson plays: an example account that is nobody's, public worlds, and the reader's own files."""

from functools import cache

import numpy as np

from curriculum.workplace import Workplace, find_workplace
from simulations.brands import brands
from simulations.identity import Context
from simulations.projects.daily_to_monthly_data.case import Case, draw_case
from simulations.projects.daily_to_monthly_data.played import TASK, Played
from simulations.projects.daily_to_monthly_data.playing import play
from simulations.world.draws import Floats
from simulations.world.platforms.post import Publication
from simulations.world.platforms.publishing import publish

LESSON = Context("lesson", "example")
POSTS = 4_000


def workplace() -> Workplace:
    """Where the reader works."""
    return find_workplace()


def own_case() -> Case:
    """The reader's own material."""
    return draw_case(workplace().context)


@cache
def example() -> Played:
    """Two months of an account that is nobody's."""
    return play(LESSON)


@cache
def ordinary_reads() -> Floats:
    """Readers of the same ordinary post, published again and again: luck alone."""
    worlds = LESSON.worlds(TASK, POSTS, "lesson")
    account = brands()["qingxu"].gongzhonghao
    return np.asarray(publish(Publication("post", 2, 21), account, worlds).reads, dtype=float)
