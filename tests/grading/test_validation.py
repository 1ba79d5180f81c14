"""The long proofs, in small: what is ordered is told from what is not, and the page says what was measured."""

import math

import numpy as np
import pytest

from grading.validation import Validity, as_markdown, ordered, reader_markdown, validate_scores
from simulations.world.text.measured import Measured

RANKS = [-1, -2, -3, -4, -5, -6]


def test_the_best_must_be_first_and_the_rest_about_in_order() -> None:
    right, nearly = [90, 80, 70, 60, 50, 40], [90, 80, 70, 60, 40, 50]
    best_second, upside_down = [80, 90, 70, 60, 50, 40], [40, 50, 60, 70, 80, 90]
    assert ordered(np.array([right, nearly]), RANKS) == 1
    assert ordered(np.array([best_second]), RANKS) == 0
    assert ordered(np.array([right, upside_down]), RANKS) == 0.5


@pytest.mark.parametrize(("project", "variants"), [("working_with_ai", 3), ("two_hour_post", 0)])
def test_written_work_keeps_its_order(project: str, variants: int) -> None:
    found = validate_scores(project, secrets=3)
    assert found.ordered == 1
    assert found.variants == variants
    assert found.ordered_variants == 1 if variants else math.isnan(found.ordered_variants)
    assert found.sd_between_secrets < 3
    assert 0 <= found.luck_share < 0.05


def test_the_page_says_what_was_measured() -> None:
    page = as_markdown(
        [Validity("a_job", 6, 100, 0.97, 0.5, 0.001, 40, 0.95), Validity("another", 5, 10, 1.0, 0, 0, 0, math.nan)]
    ) + reader_markdown([Measured("question", 10, 8, 6)])
    assert "| a_job | 6 | 100 | 97% | 0.50 | 0.100% | 95% of 40 |" in page
    assert "| another | 5 | 10 | 100% | 0.00 | 0.000% | written for one |" in page
    assert "| question | 10 | 0.75 | 0.60 |" in page
