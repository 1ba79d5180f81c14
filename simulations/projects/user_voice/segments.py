"""Two quarters of each segment in the back end: who reads, finishes, writes, goes and pays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

QUARTERS = ("上季度", "本季度")


@dataclass(frozen=True)
class Quarter:
    """A segment's quarter in the back end."""

    id: str
    segment: str
    name: str
    quarter: str
    reads: int
    finish: float
    comments: int
    unfollows: int
    payers: int


def draw_quarters(
    ids: Mapping[str, str], names: Mapping[str, str], roles: tuple[str, str, str], rng: np.random.Generator
) -> tuple[dict[str, int], tuple[Quarter, ...]]:
    """Two quarters a segment, and who pays in the second, by segment id.

    The silent read less and less and write nothing; the quiet write nothing either and are well; the mixed fall a
    little and say so; the loud write most and pay nothing.
    """
    silent, mixed, quiet = roles

    def about(number: float, spread: float = 0.08) -> int:
        return round(number * (1 + spread * float(rng.uniform(-1, 1))))

    shapes = {  # reads, finishing in percent, comments, unfollows, payers: the first quarter, then the second
        silent: ((8600, 46, 4, 60, 1190), (6100, 30, 2, 190, 950)),
        mixed: ((4300, 41, 58, 70, 330), (3900, 36, 84, 105, 300)),
        quiet: ((3300, 47, 8, 20, 262), (3500, 48, 7, 18, 270)),
        "staff": ((14200, 42, 180, 150, 610), (14900, 41, 205, 158, 600)),
        "newbie": ((9300, 38, 118, 120, 92), (9800, 39, 126, 125, 95)),
        "loud": ((2300, 15, 265, 300, 3), (2700, 14, 345, 322, 3)),
    }
    rows, payers = list[Quarter](), dict[str, int]()
    for slug, id in sorted(ids.items(), key=lambda pair: pair[1]):
        for quarter, (reads, finish, comments, unfollows, paying) in zip(QUARTERS, shapes[slug], strict=True):
            spread = 0.06 if paying > 10 else 0.0
            row = Quarter(
                id=f"D{len(rows) + 1:02d}",
                segment=id,
                name=names[slug],
                quarter=quarter,
                reads=about(reads, 0.04),
                finish=round(finish + float(rng.uniform(-1.5, 1.5)), 1),
                comments=about(comments, 0.1),
                unfollows=about(unfollows, 0.08),
                payers=about(paying, spread),
            )
            rows.append(row)
            payers[id] = row.payers
    return payers, tuple(rows)
