"""What a cell says: numbers, rates, money, times and lengths of time in the spellings that exports have."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from simulations.language import Message, message
from simulations.reading import read_yaml
from simulations.world.exports.shapes import Kind

SPELLINGS = Path(__file__).parent / "spellings.yaml"
MOST = 10**15  # beyond it a number of people or yuan is a mistake
NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?"


def plain(text: str) -> str:
    """Full-width forms as ordinary ones, without blanks and invisible marks around."""
    return unicodedata.normalize("NFKC", text).strip("\ufeff\u200b \t\r\n")


def missing(text: str) -> bool:
    """Whether a cell says that there is nothing to say."""
    return not plain(text) or plain(text) in _spellings("missing")


def total(text: str) -> bool:
    """Whether a cell is the name of a row of totals."""
    return plain(text).rstrip(":") in _spellings("totals")


def heading(text: str) -> tuple[str, bool]:
    """A column's name without its unit in brackets, and whether that unit is per cent."""
    name = re.sub(r"\s+", "", plain(text))
    unit = re.search(r"\(([^()]*)\)$", name)
    if unit is None or unit[1] not in _spellings("units"):
        return name, False
    return name[: unit.start()], unit[1] == "%"


def read(text: str, kind: Kind) -> Any:
    """What a cell that is not missing says.

    Returns
    -------
    str, datetime, int (counts) or float (rates 0-1, yuan, seconds)

    Raises
    ------
    ValueError
        If it does not say a thing of that kind.
    """
    return text.strip() if kind == "text" else READERS[kind](plain(text))


def allowed(kind: Kind) -> Message:
    """What a cell of a kind may look like."""
    return {
        "text": message("any text"),
        "datetime": message("a date such as 2026-09-03, 2026/9/3 20:00 or 20260903"),
        "count": message("a whole number such as 1234, 1,234 or 12k"),
        "rate": message("a share such as 12.3% or 0.123"),
        "yuan": message("an amount in yuan such as 1234.50 or 1,234.50"),
        "seconds": message("a length of time such as 12.5, 12s or 00:01:05"),
    }[kind]


def _spellings(name: str) -> Any:
    return read_yaml(SPELLINGS)[name]


@cache
def _pattern(name: str) -> str:
    return "|".join(sorted(map(re.escape, _spellings(name)), key=len, reverse=True))


def _number(text: str) -> Decimal:
    match = re.fullmatch(rf"({NUMBER})\s*({_pattern('scales')})?", text, re.IGNORECASE)
    if match is None:
        raise ValueError(text)
    value = Decimal(match[1].replace(",", "")) * _spellings("scales").get((match[2] or "").lower(), 1)
    if abs(value) > MOST:
        raise ValueError(text)
    return Decimal(value)


def _count(text: str) -> int:
    value = _number(text)
    if value != int(value):
        raise ValueError(text)
    return int(value)


def _rate(text: str) -> float:
    value = _number(text.removesuffix("%").rstrip()) / (100 if text.endswith("%") else 1)
    if value < 0 or (value > 1 and not text.endswith("%")):
        raise ValueError(text)
    return float(value)


def _yuan(text: str) -> float:
    signs = _pattern("money")
    return float(_number(re.sub(rf"^(?:{signs})\s*|\s*(?:{signs})$", "", text)))


def _seconds(text: str) -> float:
    sizes = _spellings("seconds")
    part = rf"(\d+(?:\.\d+)?)\s*({_pattern('seconds')})\s*"
    if re.fullmatch(f"(?:{part})+", text, re.IGNORECASE):
        return float(sum(float(n) * sizes[unit.lower()] for n, unit in re.findall(part, text, re.IGNORECASE)))
    if re.fullmatch(r"(?:\d+:)?\d{1,2}:\d{1,2}(?:\.\d+)?", text):
        return _sixties(map(float, text.split(":")))
    if (value := _number(text)) < 0:
        raise ValueError(text)
    return float(value)


def _sixties(parts: Iterable[float]) -> float:
    seconds = 0.0
    for part in parts:
        seconds = 60 * seconds + part
    return seconds


def _datetime(text: str) -> datetime:
    for pattern in _spellings("times"):
        if match := re.fullmatch(pattern, text):
            year, month, day, hour, minute, second = (*(int(part or 0) for part in match.groups()), 0, 0, 0)[:6]
            return datetime(year, month, day, hour, minute, second)
    raise ValueError(text)


READERS: dict[Kind, Callable[[str], Any]] = {
    "datetime": _datetime,
    "count": _count,
    "rate": _rate,
    "yuan": _yuan,
    "seconds": _seconds,
}
