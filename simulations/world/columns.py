"""Columns of the tables that show a world, their types, and the rates that follow from them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from simulations.errors import Mendable
from simulations.language import message

if TYPE_CHECKING:  # pandas takes its time to import, and a plan can be played without it
    from pandas import DataFrame, Series

BEHAVIOURS = "finishers stayed likes comments saves sharers coins bullets dislikes actions new_followers unfollows"
TABLES: dict[str, tuple[str, ...]] = {
    table: tuple(columns.split())
    for table, columns in {
        "posts": f"post platform published_at format topic title followers impressions reads {BEHAVIOURS}",
        "sources": "post platform source impressions reads",
        "daily": "date platform followers gained lost net reads",
        "hourly": "post platform time hour reads",
        "audience": "platform segment name followers_share reads",
        "lives": "live platform time minute segment product from_followers from_recommendation from_private from_paid "
        "entering watching leaving comments clicks orders gmv_yuan",
        "promotion": "date campaign kind cost_yuan impressions reads new_followers actions",
        "orders": "date product name visits orders new_customers upgrades repurchases refunds sold_out "
        "revenue_yuan refunded_yuan cost_yuan",
        "members": "date tier members active left promoted trust left_in_7_days",
        "broadcasts": "broadcast sent_at tiers refused offer delivered read clicked muted left",
        "service": "date kind arrived answered lost backlog automatic escalated",
        "opinion": "date positive neutral negative searches trust",
        "events": "date platform post rule what",
    }.items()
}
TEXT: Final = "str"
TIME: Final = "datetime64[s]"
COUNT: Final = "int64"
NUMBER: Final = "float64"
DTYPES = {  # of columns that are not counts
    name: dtype
    for dtype, names in {
        TEXT: "post platform format topic title source segment name live campaign product tier broadcast tiers refused "
        "offer kind rule what",
        TIME: "date time published_at sent_at",
        NUMBER: "followers_share gmv_yuan revenue_yuan refunded_yuan cost_yuan trust left_in_7_days",
    }.items()
    for name in names.split()
}

RATES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "click_rate": (("reads",), ("impressions",)),
    "open_rate": (("from_message",), ("impressions_message",)),
    "finish_rate": (("finishers",), ("reads",)),
    "stay_rate": (("stayed",), ("reads",)),
    "interaction_rate": (("likes", "comments", "sharers", "saves", "coins", "bullets"), ("reads",)),
    "share_rate": (("sharers",), ("reads",)),
    "follow_rate": (("new_followers",), ("reads",)),
    "order_rate": (("orders",), ("visits",)),
    "refund_rate": (("refunds",), ("orders",)),
    "active_rate": (("active",), ("members",)),
    "read_rate": (("read",), ("delivered",)),
    "negative_share": (("negative",), ("positive", "neutral", "negative")),
}


def frame(table: str, columns: Mapping[str, Any]) -> "DataFrame":
    """A table with its columns in their order and types, whole numbers rounded; an empty one keeps its columns."""
    from pandas import DataFrame, Series

    made: dict[str, Series[Any]] = {}
    for name in TABLES[table]:
        dtype, values = DTYPES.get(name, COUNT), columns[name]
        if dtype == COUNT:
            values = np.rint(np.asarray(values, float)).astype(COUNT)
        made[name] = Series(np.asarray(values, dtype) if dtype == TIME else values, dtype=dtype)
    return DataFrame(made)


def rate(frame: "DataFrame", name: str) -> "Series[float]":
    """A rate of each row from its counts, missing where there is nothing to divide by.

    Parameters
    ----------
    name : str
        One of `RATES`, which says what is divided by what.

    Raises
    ------
    Mendable
        If there is no such rate, or the table lacks a count that it needs.
    """
    if name not in RATES:
        raise Mendable(message("rate(={given}) must be one of: {allowed}", given=name, allowed=", ".join(RATES)))
    above, below = RATES[name]
    if lacking := ", ".join(column for column in (*above, *below) if column not in frame):
        raise Mendable(
            message("{rate} needs columns that this table does not have: {columns}", rate=name, columns=lacking)
        )
    parts, wholes = (frame[list(columns)].sum(axis=1).astype(float) for columns in (above, below))
    return (parts / wholes.where(wholes > 0)).rename(name)
