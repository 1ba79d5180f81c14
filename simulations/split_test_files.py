"""Files of split tests, one row a version: read with errors for a person, every version compared with the first."""

from os import PathLike
from typing import IO, Any

from simulations.errors import Mendable
from simulations.language import message
from simulations.split_tests import Arm, compare, mismatch

COLUMNS = ("test", "version", "shown", "clicks")
OTHER_NAMES = {  # what the Upworthy archive calls them
    "clickability_test_id": "test",
    "headline": "version",
    "impressions": "shown",
}


def read(file: str | PathLike[str] | IO[str]) -> Any:
    """Tests from a CSV, one row a version: columns `test`, `version`, `shown`, `clicks`, others kept.

    The names of the Upworthy archive (`clickability_test_id`, `headline`, `impressions`) do as well; without a column
    for the version, versions are numbered within their test.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    Mendable
        If a column is missing, or a row has no whole number or more clicks than shown; names the line.
    """
    import pandas as pd

    table = pd.read_csv(file)
    named = {there: ours for there, ours in OTHER_NAMES.items() if ours not in table.columns}
    table = table.rename(columns=named)
    if "test" in table.columns and "version" not in table.columns:
        table["version"] = table.groupby("test").cumcount() + 1
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        told = message(
            "Columns {missing} are missing; the file has {there}.",
            missing=", ".join(missing),
            there=", ".join(map(str, table.columns)),
        )
        raise Mendable(str(told))
    for name in ("shown", "clicks"):
        counts = pd.to_numeric(table[name], errors="coerce")
        wrong = table.index[counts.isna() | (counts < 0) | (counts % 1 != 0)]
        if len(wrong):
            _refuse(wrong[0], name, table[name][wrong[0]])
        table[name] = counts.astype(int)
    wrong = table.index[(table["clicks"] > table["shown"]) | (table["shown"] == 0)]
    if len(wrong):
        _refuse(wrong[0], "clicks", f"{table['clicks'][wrong[0]]} / {table['shown'][wrong[0]]}")
    return table


def _refuse(row: int, column: str, given: object) -> None:
    """Say which line of a file makes no sense; its first line is the heading."""
    told = message(
        "Line {line}, {column}: {given} is no whole number of people, or more clicked than were shown.",
        line=int(row) + 2,
        column=column,
        given=str(given),
    )
    raise Mendable(str(told))


def against_first(table: Any) -> list[dict[str, Any]]:
    """Every version against the first of its test: lift, interval, p-value and whether the split is as planned.

    Planned is what a column `planned` says, else the same number for each version.
    """
    found = []
    for test, rows in table.groupby("test", sort=False):
        first, *others = (Arm(row.shown, row.clicks) for row in rows.itertuples())
        planned = rows["planned"] if "planned" in table.columns else [1] * len(rows)
        p_split = mismatch(list(rows["shown"]), list(planned))
        for version, arm in zip(list(rows["version"])[1:], others, strict=True):
            told = compare(first, arm)
            found.append(
                {
                    "test": test,
                    "version": version,
                    "lift": told.lift,
                    "low": told.low,
                    "high": told.high,
                    "p_value": told.p_value,
                    "p_split": p_split,
                }
            )
    return found
