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

SLUG = "two_hour_post"


@pytest.fixture
def alone(tmp_path: Path) -> Workplace:
    """A work folder without a cohort, with the module's notebook in it."""
    (tmp_path / MARK).touch()
    folder = tmp_path / "basic" / SLUG
    folder.mkdir(parents=True)
    (folder / f"{SLUG}.ipynb").write_text("{}", encoding="utf-8")
    return Workplace.at(tmp_path)


@pytest.fixture
def send(alone: Workplace) -> Callable[..., None]:
    """Hand in the two-hour post at a moment of local time: `send(datetime(2026, 3, 3, 15), title="...")`."""

    def send(when: datetime, **changes: Any) -> None:
        fields = answer_for(hand_ins(SLUG)[0], alone.context) | changes
        write_draft(alone.module_folder(SLUG), SLUG, fields, alone.context.variant(SLUG))
        hand_in(alone, SLUG, when.astimezone())

    return send
