"""Demo articles as answers: written material for tests of the world and the score."""

import pytest

from grading.demo.hand_ins import HandIn, answer_for, hand_ins, somebody_for
from simulations.identity import Context
from simulations.projects.two_hour_post import Post


@pytest.fixture(scope="session")
def written() -> dict[str, tuple[Post, Context, HandIn]]:
    """The valid hand-ins by level, each answered for a trainee whose material it was written from."""
    valid = [hand_in for hand_in in hand_ins("two_hour_post") if hand_in.rank is not None]
    found = {}
    for hand_in in valid:
        context = somebody_for(hand_in, cohort="tests", secret=b"a secret of the tests")
        found[hand_in.level] = (Post.model_validate(answer_for(hand_in, context)), context, hand_in)
    return found
