"""A record as a row of cells: the columns its schema has, and a cell's text as the field's value and back."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from simulations.language import _

Kind = Literal["text", "number", "choice", "yes_no", "date", "time", "list"]
Row = dict[str, str]
SHORT = 20  # characters up to which a text needs no more than a narrow column
SEPARATORS = re.compile(r"[、,，;；\n]+")
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
WIDTHS: dict[Kind, int] = {"number": 76, "yes_no": 64, "date": 134, "time": 96, "list": 112}


@dataclass(frozen=True)
class RecordColumn:
    """A column of a table of records.

    Attributes
    ----------
    about : str
        A few words under the title: unit, limits.
    allowed : str
        The limits of a number alone.
    options : mapping
        For a choice: value as text to what people read.
    meant : mapping
        Value as text to the value itself.
    default : str
        What a new row has in this column.
    required : bool
        Whether a row without it is not finished.
    keeps_empty : bool
        Whether saying nothing is a text the schema allows.
    most : int
        Characters a text may have, 0 for any number.
    width : int
        Pixels, 0 for its share of what is left.
    """

    slug: str
    title: str
    kind: Kind
    about: str = ""
    allowed: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    meant: Mapping[str, Any] = field(default_factory=dict)
    default: str = ""
    required: bool = True
    keeps_empty: bool = False
    most: int = 0
    width: int = 0

    def text(self, value: Any) -> str:
        """A value as it stands in a cell; the default for none."""
        return self.default if value is None else _written(self.kind, value)

    def value(self, text: str) -> Any:
        """What a cell says; the text itself where it makes no sense, so that the error can speak of it."""
        said = text.strip()
        if not said:
            return "" if self.keeps_empty else [] if self.kind == "list" else None
        if self.kind == "text":
            return text
        if self.kind in ("number", "date", "time"):
            said = unicodedata.normalize("NFKC", said)  # full-width digits and signs
        if self.kind == "number":
            return to_number(said)
        if self.kind == "yes_no":
            return {"true": True, "false": False}.get(said, said)
        if self.kind == "list":
            parts = (part.strip() for part in SEPARATORS.split(said))
            return [self._meant(part) for part in parts if part]
        if self.kind == "date":
            found = DATE.fullmatch(said)
            return "{}-{:0>2}-{:0>2}".format(*found.groups()) if found else said
        if self.kind == "time":
            found = TIME.fullmatch(said)
            return "{:0>2}:{}".format(*found.groups()) if found else said
        return self._meant(said)

    def _meant(self, text: str) -> Any:
        by_name = {name: value for value, name in self.options.items()}
        return self.meant.get(by_name.get(text, text), text)


@dataclass(frozen=True)
class Records:
    """What a field of records allows: its columns, and how many rows (`most` 0 for any number)."""

    columns: tuple[RecordColumn, ...]
    least: int = 0
    most: int = 0

    @property
    def blank(self) -> Row:
        """A new row."""
        return {column.slug: column.default for column in self.columns}

    def says_nothing(self, row: Mapping[str, str]) -> bool:
        """Whether a row is as it was when it was new, or emptier."""
        return all(row.get(column.slug, "").strip() in ("", column.default) for column in self.columns)

    def is_blank(self, row: Mapping[str, str]) -> bool:
        """Whether a row does not count yet. Where a new row is whole as it is, every row counts."""
        return any(column.required and not column.default for column in self.columns) and self.says_nothing(row)

    def counted(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows up to the last one that counts; those between stay, so that a row keeps its number."""
        last = max((place for place, row in enumerate(rows) if not self.is_blank(row)), default=-1)
        return rows[: last + 1]

    def row(self, record: Any) -> Row:
        """A record as texts."""
        record = record if isinstance(record, Mapping) else {}
        return {column.slug: column.text(record.get(column.slug)) for column in self.columns}

    def record(self, row: Mapping[str, str]) -> dict[str, Any]:
        """A row as JSON would hold it, without what is empty."""
        values = ((column.slug, column.value(row.get(column.slug, ""))) for column in self.columns)
        return {slug: value for slug, value in values if value is not None}


def to_number(text: str) -> int | float | str | None:
    """A number where it is one, also in percent; else the text, so that the error can speak of it."""
    text = text.strip().replace(",", "").replace("，", "")
    share = text.endswith("%")
    for kind in (int, float):
        try:
            number = kind(text.removesuffix("%"))
        except ValueError:
            continue
        if math.isfinite(number):
            return round(number / 100, 10) if share else number
    return text or None


def resolved(spec: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """A schema with its reference followed and "or null" left out; without a type where it has several."""
    kinds = [kind for kind in spec.get("anyOf", ()) if kind.get("type") != "null"]
    inner = {"nullable": True, **kinds[0]} if len(kinds) == 1 else {}
    whole = {**inner, **{name: value for name, value in spec.items() if name != "anyOf"}}
    reference = whole.pop("$ref", "")
    return {**definitions[reference.rpartition("/")[2]], **whole} if reference else whole


def columns_of(
    record: Mapping[str, Any],
    definitions: Mapping[str, Any],
    title: Callable[[str, str], str] = lambda slug, given: given,
    option: Callable[[str, str], str] = lambda slug, choice: "",
    about: Callable[[str], str] = lambda slug: "",
) -> tuple[RecordColumn, ...]:
    """The columns of a record's schema; none at all where a field of it does not fit in a cell.

    Parameters
    ----------
    title, option, about : callable
        What people read for a column, for one of its choices (empty: its own name), and under the column's title.
    """
    found = []
    for slug, given in record.get("properties", {}).items():
        spec = resolved(given, definitions)
        kind = _kind(spec, definitions)
        if kind is None:
            return ()
        choices = _choices(spec if kind == "choice" else resolved(spec.get("items", {}), definitions))
        options = {str(choice): option(slug, str(choice)) or _day(str(choice)) for choice in choices}
        required = slug in record.get("required", ())
        told = title(slug, str(spec.get("title", slug)))
        allowed = _range(spec) if kind == "number" else ""
        words = (about(slug), allowed, "" if required or spec.get("default") is not None else _("optional"))
        found.append(
            RecordColumn(
                slug=slug,
                title=told,
                kind=kind,
                about=" · ".join(filter(None, words)),
                allowed=allowed,
                options=options,
                meant={str(choice): choice for choice in choices},
                default=_default(kind, spec),
                required=required,
                keeps_empty=kind == "text" and not spec.get("minLength") and not spec.get("nullable"),
                most=spec.get("maxLength", 0),
                width=_width(kind, spec, (told, *options.values()), allowed),
            )
        )
    return tuple(found)


def _kind(spec: Mapping[str, Any], definitions: Mapping[str, Any]) -> Kind | None:
    if _choices(spec):
        return "choice"
    if spec.get("type") == "array":
        inner = resolved(spec.get("items", {}), definitions)
        return "list" if inner.get("type") == "string" or _choices(inner) else None
    formats: dict[str, Kind] = {"date": "date", "time": "time"}
    kinds: dict[str, Kind] = {"boolean": "yes_no", "integer": "number", "number": "number", "string": "text"}
    return formats.get(spec.get("format", "")) or kinds.get(str(spec.get("type")))


def _choices(spec: Mapping[str, Any]) -> list[Any]:
    return spec.get("enum") or ([spec["const"]] if "const" in spec else [])


def _day(choice: str) -> str:
    """Days of the week by their names, whatever the task."""
    days = {
        "mon": _("Mon"),
        "tue": _("Tue"),
        "wed": _("Wed"),
        "thu": _("Thu"),
        "fri": _("Fri"),
        "sat": _("Sat"),
        "sun": _("Sun"),
    }
    return days.get(choice, choice)


def _default(kind: Kind, spec: Mapping[str, Any]) -> str:
    given = spec.get("default")
    if given is None:
        return "false" if kind == "yes_no" else ""
    return _written(kind, given)


def _written(kind: Kind, value: Any) -> str:
    """A value as people write it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    found = TIME.fullmatch(str(value)) if kind == "time" else None
    return "{:0>2}:{}".format(*found.groups()) if found else str(value)


def _range(spec: Mapping[str, Any]) -> str:
    """A number's limits as signs."""
    low, high = spec.get("minimum"), spec.get("maximum")
    if low is not None and high is not None:
        return f"{_figure(low)}–{_figure(high)}"
    above, below = spec.get("exclusiveMinimum"), spec.get("exclusiveMaximum")
    signs = (("≥", low), (">", above), ("≤", high), ("<", below))
    return ", ".join(f"{sign} {_figure(limit)}" for sign, limit in signs if limit is not None)


def _figure(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number:g}"


def _width(kind: Kind, spec: Mapping[str, Any], words: Iterable[str], allowed: str) -> int:
    if kind == "choice":
        return min(150, 44 + 7 * max(map(_span, words)))
    if kind == "text":
        return 108 if 0 < spec.get("maxLength", 0) <= SHORT else 0
    return max(WIDTHS[kind], min(104, 20 + 7 * len(allowed)))


def _span(text: str) -> int:
    """Width of a text in half characters."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
