"""A work folder of somebody who learns alone, and an answer to hand in."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from curriculum.answers import write_draft
from curriculum.handing_in import hand_in
from curriculum.workplace import MARK, Workplace
from grading.demo.hand_ins import answer_for, hand_ins

SLUG, COLD = "two_hour_post", "first_day_post"


@pytest.fixture
def alone(tmp_path: Path) -> Workplace:
    """A work folder without a cohort, with the notebooks of both sittings in it."""
    (tmp_path / MARK).touch()
    for slug in (COLD, SLUG):
        folder = tmp_path / "basic" / slug
        folder.mkdir(parents=True)
        (folder / f"{slug}.ipynb").write_text("{}", encoding="utf-8")
    return Workplace.at(tmp_path)


@pytest.fixture
def send(alone: Workplace) -> Callable[..., None]:
    """Hand in the two-hour post at a moment of local time: `send(datetime(2026, 3, 3, 15), title="...")`.

    `slug` names the other sitting.
    """

    def send(when: datetime, slug: str = SLUG, **changes: Any) -> None:
        fields = answer_for(hand_ins(slug)[0], alone.context) | changes
        write_draft(alone.module_folder(slug), slug, fields, alone.context.variant(slug))
        hand_in(alone, slug, when.astimezone())

    return send
