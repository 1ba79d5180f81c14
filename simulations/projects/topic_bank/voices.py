"""The survey: forty answers of readers, and, where somebody has been loud, three of one source within minutes."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from simulations.projects.topic_bank.pool import Voice

LOUD_PAIN = "p7"
COUNTS = (10, 8, 7, 5, 4, 3)
READ, PAY = ("会", "看情况", "不会"), ("会", "不会")
OWN_SOURCE = "公众号问卷"


def draw_voices(
    rng: np.random.Generator,
    segments: Mapping[str, str],
    pains: tuple[str, ...],
    words: Mapping[str, Any],
    monday: date,
    loud_who: str,
) -> list[Voice]:
    """All answers in the order in which they came in, with their ids."""
    begin = datetime(monday.year, monday.month, monday.day, 9) - timedelta(days=12)
    drawn: list[tuple[datetime, dict[str, str]]] = []
    for pain, count in zip(rng.permutation(pains), COUNTS, strict=True):
        warm = float(rng.uniform(0.45, 0.85))  # how many of those it hurts would read about it
        for _each in range(count):
            read = READ[int(rng.choice(3, p=(warm, (1 - warm) * 0.6, (1 - warm) * 0.4)))]
            drawn.append(
                (
                    begin + timedelta(minutes=int(rng.integers(0, 9 * 24 * 60))),
                    {
                        "role": str(rng.choice(list(segments.values()))),
                        "source": OWN_SOURCE,
                        "pain": str(pain),
                        "would_read": read,
                        "would_pay": PAY[int(rng.random() > 0.2)],
                        "text": str(rng.choice(words["comments"])),
                    },
                )
            )
    night = begin + timedelta(days=int(rng.integers(2, 8)), hours=14, minutes=int(rng.integers(0, 50)))
    for n in range(3):
        loud = {"role": "其他", "source": loud_who, "would_read": "会", "would_pay": "会", "text": words["loud"][n]}
        quiet = {
            "role": str(rng.choice(list(segments.values()))),
            "source": OWN_SOURCE,
            "would_read": "看情况",
            "would_pay": "不会",
            "text": words["other"][n],
        }
        sent = night + timedelta(minutes=2 * n) if loud_who else begin + timedelta(hours=int(rng.integers(1, 200)))
        drawn.append((sent, {"pain": LOUD_PAIN, **(loud if loud_who else quiet)}))
    drawn.sort(key=lambda row: row[0])
    return [Voice(id=f"S{n:02d}", sent=f"{sent:%m-%d %H:%M}", **row) for n, (sent, row) in enumerate(drawn, 1)]
